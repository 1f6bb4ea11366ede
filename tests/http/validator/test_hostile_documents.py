"""Documents that are made to harm a validator: each gets an answer within the limits, and no other error."""

import json
import time
from collections.abc import Iterator

import pytest

from newsfeed.http.validator import Validator, ValidatorSettings
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.plugins import registry
from tests.http.validator.sending import BROKEN, BROWSER, content, request

pytestmark = pytest.mark.slow

_SIZE = 400_000
_ITEM = b"<item><title>T</title><tide/><pubDate>x</pubDate></item>"
_ENTITIES = b"".join(
    b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10 if number else b"ha") for number in range(12)
)
_DOCUMENTS = {
    "billion laughs": b"<!DOCTYPE rss ["
    + _ENTITIES
    + b']><rss version="2.0"><channel><title>&e11;</title></channel></rss>',
    "external entity": b'<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + BROKEN.replace(b"high", b"&e;"),
    "less-than signs": b"<" * _SIZE,
    "deep XML": b'<rss version="2.0"><channel>' + b"<a>" * (_SIZE // 3),
    "deep JSON": b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * _SIZE,
    "deep HTML": b"<html><body>" + b"<div>" * (_SIZE // 5),
    "deep Markdown": b"---\ntitle: T\n---\n" + b"> " * (_SIZE // 2),
    "many findings": b'<rss version="2.0"><channel>' + _ITEM * (_SIZE // len(_ITEM)) + b"</channel></rss>",
    "many codes": b'<rss version="2.0"><channel>' + b"".join(b"<f%d/>" % number for number in range(20_000)),
    "many attributes": b"<rss " + b"".join(b'a%d="" ' % number for number in range(30_000)) + b"></rss>",
    "NUL": b"\0" * _SIZE,
    "wrong UTF-8": BROKEN.replace(b"high", b"\xff\xfe\x80" * 1000),
    "half of a surrogate pair": b'{"version":"https://jsonfeed.org/version/1.1","title":"\\ud800","items":[]}',
    "an encoding that is refused": BROKEN.replace(b'"utf-8"', b'"utf-7"'),
    "one long line": BROKEN.replace(b"\n", b"").replace(b"high", b"high " * (_SIZE // 5)),
    "control characters": BROKEN.replace(b"high", b"\x1b[31m\x07\xe2\x80\xae"),
}


@pytest.fixture(scope="module")
def validator() -> Iterator[Validator]:
    """Return a validator page that gives each check enough time for a busy machine."""
    with Validator(ValidatorSettings(workers=1, limits=CheckLimits(seconds=60))) as running:
        yield running


@pytest.mark.parametrize("name", _DOCUMENTS)
@pytest.mark.parametrize("accept", [BROWSER, "application/sarif+json", "text/plain"])
def test_a_hostile_document_gets_an_answer(validator: Validator, name: str, accept: str) -> None:
    response = validator(request(_DOCUMENTS[name], "text/plain", accept))
    assert response.status in (200, 422), content(response)[:300]
    assert b"Traceback" not in content(response)
    assert b"root:" not in content(response)
    assert b"\x1b" not in content(response)


@pytest.mark.parametrize("name", ["less-than signs", "deep JSON", "NUL", "wrong UTF-8", "billion laughs"])
@pytest.mark.parametrize("format_name", [entry.name for entry in registry if entry.validates])
def test_a_hostile_document_gets_an_answer_in_any_format(validator: Validator, name: str, format_name: str) -> None:
    response = validator(request(_DOCUMENTS[name], "text/plain", BROWSER, f"format={format_name}"))
    assert response.status in (200, 422), content(response)[:300]


def test_the_page_about_many_findings_is_bounded(validator: Validator) -> None:
    response = validator(request(_DOCUMENTS["many findings"], "text/plain", BROWSER))
    assert response.status == 200
    assert len(content(response)) < 5_000_000
    counts = dict(part.split("=") for part in (response.header("Newsfeed-Findings") or "").split(", "))
    assert int(counts["error"]) > 5_000
    assert counts["shown"] == "1000"


def test_a_name_with_markup_and_line_breaks_is_text(validator: Validator) -> None:
    query = "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E%0D%0ASet-Cookie:%20a=b.rss"
    response = validator(request(BROKEN, accept=BROWSER, query=query))
    assert b"<script>" not in content(response)
    assert response.header("Set-Cookie") is None
    report = validator(request(BROKEN, accept="application/json", query=query))
    assert json.loads(content(report))[0]["file"] == "script>Set-Cookie: a=b.rss"


def test_ten_megabytes_of_less_than_signs_are_refused_or_stopped_in_time() -> None:
    limits = CheckLimits(max_bytes=12 << 20, seconds=20)
    with Validator(ValidatorSettings(workers=1, limits=limits)) as validator:
        for format_name in ("rss", "json", "html", "text"):
            start = time.monotonic()
            response = validator(request(b"<" * (10 << 20), "text/plain", BROWSER, f"format={format_name}"))
            assert response.status in (200, 422)
            assert time.monotonic() - start < limits.seconds + 10
