"""The reports of a document: a page, text, JSON and SARIF."""

import json
import re

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed import Severity
from newsfeed.cli.main import program
from tests.http.validator.sending import BROKEN, BROWSER, content, page, post, post_form, words


def _anchors(text: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/plain; charset=utf-8"),
        (None, "text/plain; charset=utf-8"),
        (BROWSER, "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/sarif+json, application/json;q=0.5", "application/sarif+json"),
        ("text/plain", "text/plain; charset=utf-8"),
    ],
)
def test_the_report_is_the_one_that_the_client_accepts(accept: str | None, content_type: str) -> None:
    response = post(BROKEN, accept=accept)
    assert response.status == 200
    assert response.header("Content-Type") == content_type
    assert response.header("Content-Length") == str(len(content(response)))


def test_a_media_type_without_a_report_is_refused() -> None:
    response = post(BROKEN, accept="image/png")
    assert response.status == 406
    assert json.loads(content(response))["status"] == 406


def test_a_form_gets_the_report_that_the_client_accepts() -> None:
    for accept, content_type in ((BROWSER, "text/html; charset=utf-8"), ("*/*", "text/plain; charset=utf-8")):
        response = post_form({"document": BROKEN.decode()}, accept=accept)
        assert response.header("Content-Type") == content_type


@pytest.mark.parametrize("report", ["json", "sarif"])
def test_a_report_is_that_of_the_command_line(report: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire.rss").write_bytes(BROKEN)
    result = CliRunner().invoke(program, ["validate", "wire.rss", "--report", report])
    assert result.exit_code == 1
    response = post(BROKEN, query=f"name=wire.rss&report={report}")
    assert content(response).decode() == result.stdout


def test_the_text_shows_each_line_with_a_caret() -> None:
    lines = content(post(BROKEN, query="report=text&name=wire.rss")).decode().splitlines()
    assert lines[0].startswith("wire.rss:7:1: error: <tide> is not allowed in <channel>: remove it")
    assert lines[3] == "    | ^"
    assert "    | <tide>high</tide>" in lines
    assert lines[-1] == "1 file, 0 valid, 1 error"


def test_a_browser_saves_the_reports_of_a_form() -> None:
    for report in ("json", "sarif"):
        response = post_form({"document": BROKEN.decode(), "report": report})
        assert response.header("Content-Disposition") == f'attachment; filename="report.{report}"'
    assert post(BROKEN, query="report=json").header("Content-Disposition") is None


def test_all_findings_are_counted_and_some_are_shown() -> None:
    many = BROKEN.replace(b"<tide>high</tide>", b"<tide/>" * 1500)
    response = post(many, accept="application/json")
    assert response.header("Newsfeed-Findings") == "error=1500, warning=0, info=0, shown=1000"
    assert len(json.loads(content(response))) == 1000
    shown = page(post(many))
    assert words(shown.cssselect("h1")[0]) == "Not valid: 1500 errors"
    assert len(shown.cssselect("#findings .occurrence")) == 1000
    assert "500 more findings are counted and not shown" in words(shown.cssselect("#findings")[0])
    assert b"500 more findings, counted and not shown" in content(post(many, accept="text/plain"))


# --- the page --------------------------------------------------------------------------------------------------------------


def test_the_page_names_verdict_document_and_counts() -> None:
    shown = page(post(BROKEN, query="name=wire.rss"))
    assert words(shown.cssselect("title")[0]) == "Not valid: 1 error – wire.rss – newsfeed validator"
    assert words(shown.cssselect("h1")[0]) == "Not valid: 1 error"
    assert f"wire.rss RSS 2.0 (detected), {len(BROKEN)} bytes" in words(shown.cssselect(".subject")[0])
    assert [words(count) for count in shown.cssselect(".counts li")] == ["1 error"]


def test_a_valid_document_is_called_valid() -> None:
    valid = BROKEN.replace(b"<tide>high</tide>\n", b"")
    report = newsfeed.validate(valid)
    shown = page(post(valid))
    assert report.count(Severity.ERROR) == 0
    assert words(shown.cssselect("h1")[0]).startswith("Valid")
    assert shown.cssselect(".verdict.valid")


def test_each_finding_has_its_line_a_mark_and_an_explanation() -> None:
    shown = page(post(BROKEN))
    (group,) = shown.cssselect("#findings .group")
    assert "<tide> is not allowed in <channel>" in words(group.cssselect("h3")[0])
    assert words(group.cssselect(".code code")[0]) == "rss.channel.tide.unknown"
    assert words(group.cssselect(".excerpt")[0]) == "<tide>high</tide>"
    assert group.cssselect(".excerpt mark")[0].text == "<"
    explanation = group.cssselect(".explanation")[0]
    assert "Readers skip unknown names" in words(explanation)
    assert [words(title) for title in explanation.cssselect("figcaption b")] == ["Bad", "Good"]


def test_the_code_in_a_message_is_shown_as_code() -> None:
    without_link = BROKEN.replace(b"<link>https://news.example.com/</link>", b"").replace(b"<tide>high</tide>", b"")
    (heading,) = page(post(without_link)).cssselect("#findings .error h3")
    assert [code.text for code in heading.cssselect("code")] == ["<channel>", "<link>"]
    assert words(heading) == "Error: <channel> has no <link>: add it"


def test_an_explanation_by_another_name_says_so() -> None:
    (title,) = page(post(BROKEN)).cssselect("#findings .explanation > p > b")
    assert words(title) == "Rule, by the example of rss.channel.blink.unknown:"


def test_findings_and_lines_of_the_document_lead_to_each_other() -> None:
    response = post(BROKEN)
    shown = page(response)
    (link,) = shown.cssselect("#findings .position a")
    assert link.get("href") == "#L7"
    line = shown.get_element_by_id("L7")
    assert words(line).startswith("<tide>high</tide>")
    assert shown.get_element_by_id(line.cssselect("a")[0].get("href")[1:]).get("class") == "occurrence"
    targets = {link.get("href")[1:] for link in shown.cssselect("a[href^='#']")}
    assert targets <= _anchors(content(response).decode())


def test_findings_of_one_code_are_grouped_and_the_rest_is_folded() -> None:
    many = BROKEN.replace(b"<tide>high</tide>", b"<tide/>\n" * 12)
    (group,) = page(post(many)).cssselect("#findings .group")
    assert "12 times" in words(group.cssselect("h3")[0])
    assert len(group.cssselect(".group > .occurrences > li")) == 5
    assert len(group.cssselect("details.further li.occurrence")) == 7
    assert len(group.cssselect(".explanation")) == 1


def test_the_line_numbers_are_those_of_a_document_in_another_encoding() -> None:
    document = BROKEN.decode().replace("utf-8", "utf-16").replace("Barrier", "防潮堤").encode("utf-16")
    shown = page(post(document))
    assert words(shown.get_element_by_id("L7")).startswith("<tide>")
    assert "防潮堤" in words(shown.get_element_by_id("L8"))


def test_a_long_document_is_not_listed_and_says_so() -> None:
    long = BROKEN.replace(b"high", b"high " * 60_000)
    shown = page(post(long))
    assert not shown.cssselect(".listing")
    assert "too long to be listed" in words(shown.cssselect("#source")[0])
    assert not shown.cssselect("#findings .position a")


def test_what_other_formats_lose_is_that_of_losses() -> None:
    feed = newsfeed.loads(BROKEN)
    shown = page(post(BROKEN))
    table = {words(row.cssselect("th")[0]): words(row.cssselect("td")[0]) for row in shown.cssselect("tbody tr")}
    assert "RSS 2.0" not in table
    for target in newsfeed.formats():
        if target.writes and target.name != "rss":
            losses = newsfeed.losses(feed, target.name)
            assert table[target.title].startswith(f"{len(losses)} " if losses else "none"), target.name
            for loss in losses[:3]:
                assert loss.reason.replace("`", "").lower() in table[target.title].lower(), target.name


def test_findings_of_the_reader_are_shown_apart() -> None:
    dated = BROKEN.replace(b"<guid", b"<pubDate>someday</pubDate><guid")
    report = newsfeed.Report()
    newsfeed.loads(dated, report=report)
    shown = page(post(dated))
    codes = {words(code) for code in shown.cssselect(".reading .code code")}
    assert codes == {finding.code for finding in report}
    assert codes


def test_a_document_that_is_not_well_formed_shows_what_can_be_saved() -> None:
    torn = BROKEN.partition(b"</item>")[0]
    shown = page(post(torn, query="format=rss"))
    assert "Barrier approved" in words(shown.cssselect("#preview .story h3")[0])
    assert shown.cssselect("#preview .note, #preview .reading")


def test_a_document_that_cannot_be_read_has_findings_and_no_preview() -> None:
    shown = page(post(b"<<<<", query="format=rss"))
    assert words(shown.cssselect("h1")[0]).startswith("Not valid")
    assert not shown.cssselect("#preview .story")
    assert "nothing is known about other formats" in words(shown.cssselect("#losses")[0])


def test_the_form_has_the_document_and_the_options_for_checking_again() -> None:
    shown = page(post(BROKEN, query="profile=msn&base=https://news.example.com/"))
    again = shown.cssselect("form.check")[0]
    assert again.cssselect("textarea")[0].text.strip() == BROKEN.decode().strip()
    assert again.cssselect("#profile option[selected]")[0].get("value") == "msn"
    assert again.cssselect("#base")[0].get("value") == "https://news.example.com/"
    assert again.cssselect("details.more[open]")


@pytest.mark.parametrize("accept", [BROWSER, "application/json", "image/png"])
def test_nothing_of_a_response_is_stored_framed_or_run(accept: str) -> None:
    response = post(BROKEN, accept=accept)
    assert response.header("Cache-Control") == "no-store"
    assert response.header("X-Content-Type-Options") == "nosniff"
    assert response.header("Referrer-Policy") == "no-referrer"
    policy = response.header("Content-Security-Policy") or ""
    directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert directives["base-uri"] == "'none'"
    assert directives["style-src"].startswith("'sha256-")
    assert "script-src" not in directives
