"""The validator page of a running `newsfeed serve`."""

import json
import os
import signal
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

pytest.importorskip("uvicorn", reason="uvicorn is not installed")

from tests.http.validator.processes import children, is_running
from tests.http.validator.sending import BROKEN, MULTIPART, form
from tests.http.validator.serving import served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="the test looks for processes in /proc"),
]


def _post(address: str, body: bytes, content_type: str, accept: str = "application/json") -> tuple[int, bytes]:
    request = Request(f"{address}validate", body, {"Content-Type": content_type, "Accept": accept})  # noqa: S310
    try:
        with urlopen(request, timeout=60) as response:  # noqa: S310
            return response.status, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_server_has_the_form_and_checks_documents() -> None:
    with served() as (address, pid):
        with urlopen(f"{address}validate", timeout=60) as response:  # noqa: S310
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert b"<form" in response.read()
        status, body = _post(address, BROKEN, "application/rss+xml")
        assert status == 200
        assert [finding["code"] for finding in json.loads(body)] == ["rss.channel.tide.unknown"]
        status, body = _post(address, form({"report": "sarif"}, ("tide.rss", BROKEN)), MULTIPART)
        assert status == 200
        assert json.loads(body)["version"] == "2.1.0"
        workers = children(pid)
        assert len(workers) == 1
    assert not any(map(is_running, workers))


def test_a_document_is_refused_over_the_size_of_the_options() -> None:
    with served("--check-size", "1000") as (address, _):
        assert _post(address, BROKEN, "application/rss+xml")[0] == 200
        status, body = _post(address, BROKEN + b"<!-- -->" * 1000, "application/rss+xml")
        assert status == 413
        assert "1,000 bytes" in json.loads(body)["detail"]
        assert _post(address, b"<" * 1_000_000, "application/rss+xml")[0] == 413


def test_a_server_without_the_page_has_none() -> None:
    with served("--no-validator") as (address, _):
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{address}validate", timeout=60)  # noqa: S310
        caught.value.close()
        assert caught.value.code == 404


def test_the_end_of_the_server_ends_a_check() -> None:
    outcomes: list[tuple[int, bytes]] = []
    with served("--check-seconds", "50", "--checks", "1") as (address, pid):
        assert _post(address, BROKEN, "application/rss+xml")[0] == 200
        (worker,) = children(pid)
        os.kill(worker, signal.SIGSTOP)
        checks = [
            threading.Thread(target=lambda: outcomes.append(_post(address, BROKEN, "application/rss+xml")))
            for _ in range(3)
        ]
        for check in checks:
            check.start()
        # One of them is being checked, and the others are told to come back.
        while len(outcomes) < 2:
            threading.Event().wait(0.05)
        assert len(outcomes) == 2
    for check in checks:
        check.join(30)
    assert [status for status, _ in outcomes] == [503, 503, 503]
    assert not is_running(worker)
