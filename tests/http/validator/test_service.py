"""The validator page as a resource: its methods, its form and its limits."""

import json
import sys
from collections.abc import Iterator

import pytest

import newsfeed
from newsfeed.errors import UnsupportedError
from newsfeed.http.messages import Request
from newsfeed.http.validator import Validator, ValidatorSettings
from newsfeed.http.validator.settings import CheckLimits
from tests.http.validator.sending import BROKEN, content, page, request, words


@pytest.fixture(scope="module")
def validator() -> Iterator[Validator]:
    """Return a validator page that checks documents of at most 1 MB."""
    with Validator(ValidatorSettings(workers=1, limits=CheckLimits(max_bytes=1_000_000, seconds=60))) as running:
        yield running


def test_the_form_offers_every_format_and_profile(validator: Validator) -> None:
    response = validator(Request(path="/validate"))
    shown = page(response)
    formats = {option.get("value") for option in shown.cssselect("#format option")}
    profiles = {option.get("value") for option in shown.cssselect("#profile option")}
    assert formats == {"detect", *(entry.name for entry in newsfeed.formats() if entry.validates)}
    assert profiles == {"", *(profile.name for profile in newsfeed.profiles())}
    (form,) = shown.cssselect("form")
    assert (form.get("method"), form.get("enctype"), form.get("action")) == ("post", "multipart/form-data", None)


def test_head_has_the_headers_of_get_and_no_content(validator: Validator) -> None:
    get, head = (validator(Request(method=method, path="/validate")) for method in ("GET", "HEAD"))
    assert head.headers == get.headers
    assert head.status == get.status == 200
    assert not content(head)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(validator: Validator, method: str) -> None:
    response = validator(Request(method=method, path="/validate", body=BROKEN))
    assert response.status == 405
    assert response.header("Allow") == "GET, HEAD, POST"


def test_a_document_is_checked(validator: Validator) -> None:
    response = validator(request(BROKEN, accept="application/json"))
    assert response.status == 200
    assert [finding["code"] for finding in json.loads(content(response))] == ["rss.channel.tide.unknown"]


def test_a_body_over_the_limit_is_refused_without_a_check(validator: Validator) -> None:
    response = validator(request(b"<" * 10_000_000, accept="text/html"))
    assert response.status == 413
    assert "A document may have 1,000,000 bytes here" in words(page(response))
    reported = validator(request(b"<" * 10_000_000, accept="application/json"))
    assert json.loads(content(reported))["status"] == 413


def test_a_date_after_the_present_of_the_clock_is_a_finding() -> None:
    from datetime import UTC, datetime

    dated = BROKEN.replace(b"<guid", b"<pubDate>Mon, 02 Nov 2026 08:30:00 GMT</pubDate><guid")
    for day, expected in ((1, True), (3, False)):
        moment = datetime(2026, 11, day, tzinfo=UTC)
        settings = ValidatorSettings(workers=1, clock=lambda moment=moment: moment)
        with Validator(settings) as validator:
            assert (b"date.future" in content(validator(request(dated)))) is expected


def test_nothing_of_a_document_is_logged(validator: Validator, capfd: pytest.CaptureFixture[str]) -> None:
    for document in (BROKEN, b"harbour secret"):
        validator(request(document))
    assert capfd.readouterr() == ("", "")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "multipart", None)
    with pytest.raises(UnsupportedError, match=r"newsfeed-kit\[serve\]"):
        Validator()
