"""Documents that are pasted, uploaded and sent as they are, and requests without one."""

import gzip
import json
from urllib.parse import urlencode

import pytest

from newsfeed.http.validator.settings import CheckLimits
from tests.http.validator.sending import BROKEN, MULTIPART, content, form, kept, page, post, post_form, words

_URL_ENCODED = "application/x-www-form-urlencoded"
_TIDE_CODES = {"rss.channel.tide.unknown"}


def _codes(document: bytes) -> set[str]:
    return {finding["code"] for finding in json.loads(document) if finding["severity"] == "error"}


def test_a_pasted_document_is_checked() -> None:
    response = post_form({"document": BROKEN.decode(), "format": "detect", "report": "json"})
    assert _codes(content(response)) == _TIDE_CODES


def test_a_pasted_document_of_a_form_without_files_is_checked() -> None:
    body = urlencode({"document": BROKEN.decode().replace("\n", "\r\n"), "report": "json"}).encode()
    response = post(body, _URL_ENCODED)
    assert _codes(content(response)) == _TIDE_CODES
    assert json.loads(content(response))[0]["line"] == 7


def test_a_pasted_document_is_text_whatever_encoding_it_declares() -> None:
    text = BROKEN.decode().replace("utf-8", "utf-16").replace("Barrier", "Überlaufbauwerk")
    findings = json.loads(content(post_form({"document": text, "report": "json"})))
    assert not [finding for finding in findings if finding["code"].startswith("xml.encoding")]


def test_an_uploaded_document_has_the_name_of_its_file_without_folders() -> None:
    response = post_form({"report": "json"}, ("..\\\\wire/tide.rss", BROKEN))
    assert {finding["file"] for finding in json.loads(content(response))} == {"tide.rss"}


def test_an_uploaded_document_is_taken_in_place_of_the_text() -> None:
    response = post_form({"document": "{}", "report": "json"}, ("a.rss", BROKEN))
    assert _codes(content(response)) == _TIDE_CODES


def test_an_empty_file_field_leaves_the_text() -> None:
    response = post_form({"document": BROKEN.decode(), "report": "json"}, ("", b""))
    assert _codes(content(response)) == _TIDE_CODES


def test_the_document_that_a_page_keeps_gives_the_same_report() -> None:
    latin = BROKEN.replace(b"utf-8", b"iso-8859-1").replace(b"Barrier", "Überlauf".encode("latin-1"))
    first = post_form({"report": "json"}, ("a.rss", latin))
    shown = page(post_form({}, ("a.rss", latin)))
    fields = {field.get("name"): field.get("value") for field in shown.cssselect(".downloads input")}
    assert fields["source"] == kept(latin)
    again = post_form({**fields, "report": "json"})
    assert content(again) == content(first)


def test_a_document_that_is_sent_as_it_is_is_checked_with_the_options_of_the_query() -> None:
    response = post(BROKEN, query="format=rss&profile=msn&report=json&name=wire.rss")
    findings = json.loads(content(response))
    assert any(finding["code"].startswith("profile.") for finding in findings)
    assert {finding["file"] for finding in findings} == {"wire.rss"}


def test_the_charset_of_the_content_type_wins_over_the_declaration() -> None:
    latin = BROKEN.replace(b"Barrier", "Überlauf".encode("latin-1"))
    with_charset = content(post(latin, "application/rss+xml; charset=iso-8859-1", query="report=text"))
    without = content(post(latin, query="report=text"))
    assert b"not utf-8" in without
    assert b"not utf-8" not in with_charset


def test_a_compressed_document_is_checked() -> None:
    assert _codes(content(post(gzip.compress(BROKEN, mtime=0), query="report=json"))) == _TIDE_CODES


def test_the_base_makes_pages_without_an_id_valid() -> None:
    story = b"The tide turns\n\nWhat's happened\n\nThe tide has turned in the harbour.\n"
    query = "report=text&format=text&name=tide.txt"
    assert b"text.id.missing" in content(post(story, "text/plain", query=query))
    assert b"text.id.missing" not in content(post(story, "text/plain", query=f"{query}&base=https://news.example.com/"))


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("format=docx", b"There is no such format: use one of rss, atom"),
        ("profile=mns", b"There is no such profile: use one of "),
        ("profile=/etc/passwd.toml", b"There is no such profile: use one of "),
        ("report=xlsx", b"There is no such report: use one of html, json, sarif, text"),
        ("base=harbour", b"The base is no address"),
        (f"base=https://news.example.com/{'a' * 3000}", b"The field base has more than 2048 characters"),
        ("a=1&" * 40, b"The form has more than 16 fields"),
        ("name=%ff%fe", b"The form is not encoded as UTF-8"),
    ],
)
def test_a_wrong_option_is_refused(query: str, detail: bytes) -> None:
    response = post(BROKEN, query=query, accept="text/plain")
    assert response.status == 400
    assert detail in content(response)
    assert b"docx" not in content(response)


def test_a_profile_that_does_not_take_the_format_is_refused() -> None:
    response = post(BROKEN, query="profile=google-article", accept="text/plain")
    assert response.status == 400
    assert b"The document is RSS 2.0, and Google Search takes jsonld, html" in content(response)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "detail"),
    [
        (BROKEN, _URL_ENCODED, 415, "curl -H 'Content-Type: application/xml' --data-binary @feed.xml"),
        (b"", "application/xml", 400, "The document is empty"),
        (b" \n", "application/xml", 400, "The document is empty"),
        (form({"document": ""}), MULTIPART, 400, "paste one, or choose a file"),
        (form({"document": ""}, ("", b"")), MULTIPART, 400, "paste one, or choose a file"),
        (form({"source": "%%%"}), MULTIPART, 400, "not Base64"),
        (b"document=%FF", _URL_ENCODED, 400, "not encoded as UTF-8"),
        (form({f"field{number}": "" for number in range(40)}), MULTIPART, 400, "more than 16 fields"),
        (form({"document": "x"})[:-30], MULTIPART, 400, "not valid multipart/form-data"),
        (b"x", "multipart/form-data", 400, "not valid multipart/form-data"),
        (b"x", MULTIPART, 400, "not valid multipart/form-data"),
        (b"no document of any format", "text/plain", 422, "No format recognizes"),
        (gzip.compress(BROKEN, mtime=0)[:40], "application/gzip", 422, "gzip"),
    ],
)
def test_a_request_without_a_document_is_a_page_and_a_problem(
    body: bytes, content_type: str, status: int, detail: str
) -> None:
    shown = post(body, content_type)
    assert shown.status == status
    assert detail in words(page(shown))
    reported = post(body, content_type, accept="application/json")
    problem = json.loads(content(reported))
    assert reported.status == problem["status"] == status
    assert reported.header("Content-Type") == "application/problem+json"
    assert detail in problem["detail"]


def test_a_document_over_the_limit_is_refused_also_when_it_is_compressed() -> None:
    limits = CheckLimits(max_bytes=10_000)
    large = BROKEN.replace(b"high", b"h" * 10_000)
    for body in (large, gzip.compress(large, mtime=0)):
        response = post(body, accept="text/plain", limits=limits)
        assert response.status == 413
        assert b"10,000 bytes" in content(response)
    assert post(BROKEN, accept="text/plain", limits=limits).status == 200


def test_a_document_of_no_known_format_stays_in_the_form() -> None:
    response = post_form({"document": "no document of any format", "base": "https://news.example.com/"})
    assert response.status == 422
    (form_element,) = page(response).cssselect("form.check")
    assert form_element.cssselect("textarea")[0].text.strip() == "no document of any format"
    assert form_element.cssselect("#base")[0].get("value") == "https://news.example.com/"


@pytest.mark.parametrize("document", [b"\xff\xfe no text", b"\x1b[31m no text", b"no text " * 50_000])
def test_a_document_that_a_form_would_change_is_not_in_it(document: bytes) -> None:
    (area,) = page(post(document, "text/plain")).cssselect("textarea")
    assert not (area.text or "").strip()
