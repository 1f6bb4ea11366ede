"""The processes of checks: stopped after a time, bounded in number and memory, and gone with the server."""

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfeed.errors import ArgumentError
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.validator import Validator, ValidatorSettings, worker_pool
from newsfeed.http.validator.settings import CheckLimits
from tests.http.validator.processes import children, is_running, wait_until_gone
from tests.http.validator.sending import BROKEN, BROWSER, content, request

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="the test looks for processes in /proc"),
]


@pytest.fixture
def before() -> set[int]:
    """Return the processes that were started before the test."""
    return children(os.getpid())


@pytest.fixture
def validator(before: set[int]) -> Iterator[Validator]:
    """Return a validator page with one process, which has a second for each check."""
    with Validator(ValidatorSettings(workers=1, limits=CheckLimits(seconds=1))) as running:
        yield running


@pytest.fixture
def patient(before: set[int]) -> Iterator[Validator]:
    """Return a validator page with one process, which has a minute for each check."""
    with Validator(ValidatorSettings(workers=1, limits=CheckLimits(seconds=60))) as running:
        yield running


def _worker(validator: Validator, before: set[int]) -> int:
    """Return the id of the process of a validator, which is started by a check."""
    assert validator(request(BROKEN)).status == 200
    (pid,) = children(os.getpid()) - before
    return pid


class _Check(threading.Thread):
    """A request that another thread makes."""

    def __init__(self, validator: Validator) -> None:
        super().__init__()
        self._validator = validator
        self.response = Rendered(status=0)

    def run(self) -> None:
        self.response = self._validator(request(BROKEN))


def test_the_form_starts_no_process(validator: Validator, before: set[int]) -> None:
    assert validator(Request(path="/validate")).status == 200
    assert children(os.getpid()) == before


def test_a_process_checks_one_document_after_the_other(validator: Validator, before: set[int]) -> None:
    pid = _worker(validator, before)
    assert _worker(validator, before) == pid


def test_a_check_that_takes_too_long_is_stopped_and_the_next_one_works(validator: Validator, before: set[int]) -> None:
    pid = _worker(validator, before)
    os.kill(pid, signal.SIGSTOP)
    response = validator(request(BROKEN, accept="text/plain"))
    assert response.status == 422
    assert b"longer than 1 seconds and was stopped" in content(response)
    wait_until_gone(pid)
    assert _worker(validator, before) != pid


def test_a_request_beyond_the_processes_is_told_to_come_back(patient: Validator, before: set[int]) -> None:
    pid = _worker(patient, before)
    os.kill(pid, signal.SIGSTOP)
    first = _Check(patient)
    first.start()
    _wait_until_busy(patient)
    second = patient(request(BROKEN, accept=BROWSER))
    assert second.status == 503
    assert second.header("Retry-After") == "5"
    assert b"try again" in content(second)
    os.kill(pid, signal.SIGCONT)
    first.join(30)
    assert first.response.status == 200
    assert patient(request(BROKEN)).status == 200


def _wait_until_busy(validator: Validator) -> None:
    """Return when the only process of a validator has a document; a check before that would be stopped, too."""
    while validator._pool._free:
        threading.Event().wait(0.01)


def test_closing_ends_idle_processes(before: set[int]) -> None:
    validator = Validator()
    pid = _worker(validator, before)
    validator.close()
    assert not is_running(pid)
    assert validator(request(BROKEN)).status == 503


def test_closing_ends_processes_that_are_checking(patient: Validator, before: set[int]) -> None:
    pid = _worker(patient, before)
    os.kill(pid, signal.SIGSTOP)
    check = _Check(patient)
    check.start()
    _wait_until_busy(patient)
    patient.close()
    check.join(30)
    assert check.response.status == 503
    assert not is_running(pid)


def test_a_validator_that_is_dropped_leaves_no_process(before: set[int]) -> None:
    validator = Validator()
    pid = _worker(validator, before)
    del validator
    gc.collect()
    wait_until_gone(pid)


_SERVER = """
import os, sys, time
from newsfeed.http.validator import worker_pool
from newsfeed.http.validator import Validator
from tests.http.validator.processes import children
from tests.http.validator.sending import BROKEN, request
validator = Validator()
assert validator(request(BROKEN)).status == 200
print(*children(os.getpid()), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None])
def test_processes_end_with_the_server_however_it_ends(number: signal.Signals | None) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdin is not None
    assert server.stdout is not None
    with server:
        (pid,) = map(int, server.stdout.readline().split())
        assert is_running(pid)
        if number is None:
            server.stdin.close()
        else:
            server.send_signal(number)
        server.wait(30)
        wait_until_gone(pid)


def test_a_process_that_is_killed_is_replaced(validator: Validator, before: set[int]) -> None:
    pid = _worker(validator, before)
    os.kill(pid, signal.SIGSTOP)
    check = _Check(validator)
    check.start()
    _wait_until_busy(validator)
    os.kill(pid, signal.SIGKILL)
    check.join(30)
    assert check.response.status in {200, 422}  # 200 if it was killed before it got the document
    assert _worker(validator, before) != pid
    assert _worker(validator, before) != pid


def test_a_process_that_dies_between_two_checks_is_replaced(validator: Validator, before: set[int]) -> None:
    pid = _worker(validator, before)
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    assert validator(request(BROKEN)).status == 200


def test_a_process_is_replaced_after_many_checks(
    validator: Validator, before: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_pool, "_CHECKS", 2)
    first, second, third = (children_after_a_check(validator, before) for _ in range(3))
    assert len(first) == len(third) == 1
    assert second == set()
    assert third != first


def children_after_a_check(validator: Validator, before: set[int]) -> set[int]:
    """Return the processes of a validator after one more check."""
    assert validator(request(BROKEN)).status == 200
    return children(os.getpid()) - before


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_check_that_needs_too_much_memory_is_stopped(before: set[int]) -> None:
    items = b",".join(b'{"id":"%d","content_html":"%s"}' % (number, b"<p>a</p>" * 35) for number in range(20_000))
    heavy = b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[' + items + b"]}"
    with Validator(
        ValidatorSettings(workers=1, limits=CheckLimits(max_bytes=16 << 20, memory=96 << 20, seconds=60))
    ) as small:
        response = small(request(heavy, "application/feed+json", "text/plain"))
    assert response.status == 422
    assert b"memory" in content(response)


def test_several_documents_are_checked_at_once() -> None:
    with Validator(ValidatorSettings(workers=2, limits=CheckLimits(seconds=60))) as validator:
        checks = [_Check(validator) for _ in range(2)]
        for check in checks:
            check.start()
        for check in checks:
            check.join(60)
        assert [check.response.status for check in checks] == [200, 200]


def test_a_process_can_neither_write_files_nor_open_connections_nor_start_processes() -> None:
    program = (
        "import os, socket, subprocess, tempfile\n"
        "from newsfeed.http.validator.worker import _limit_process\n"
        "from newsfeed.http.validator.settings import CheckLimits\n"
        "path = tempfile.gettempdir() + '/newsfeed-validator-test'\n"
        "_limit_process(CheckLimits(memory=1 << 40))\n"
        "for attempt in (lambda: open(path, 'w'), lambda: os.open(path, os.O_CREAT), lambda: socket.socket(),\n"
        "                lambda: socket.getaddrinfo('news.example.com', 80), lambda: subprocess.Popen(['true']),\n"
        "                lambda: os.system('true')):\n"
        "    try:\n"
        "        attempt()\n"
        "    except PermissionError as error:\n"
        "        print(error)\n"
    )
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert len(output.splitlines()) == 6


@pytest.mark.parametrize("wrong", [{"seconds": 0}, {"max_bytes": -1}, {"memory": 0}, {"findings": 0}])
def test_a_limit_of_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ArgumentError, match=next(iter(wrong))):
        CheckLimits(**wrong)


def test_no_process_is_refused() -> None:
    with pytest.raises(ArgumentError, match="workers"):
        ValidatorSettings(workers=0)
