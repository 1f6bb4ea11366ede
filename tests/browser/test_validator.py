"""The validator page of a running server, in Chromium: with a keyboard, without scripts, and on small and dark screens."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.devtools import Browser, Page
from tests.browser.measures import HEADINGS, LOOKS, OUTSIDE, VIOLATIONS, contrast
from tests.browser.validator_documents import faulty_feed
from tests.http.validator.serving import served

pytestmark = pytest.mark.browser

_OPEN_DETAILS = "document.querySelectorAll('details').forEach(details => { details.open = true }); 0"
_FOCUSED = """(() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    return {name: element.id || element.textContent.trim(), outline: getComputedStyle(element).outlineStyle,
        seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight};
})()"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server with time for checks on a busy machine."""
    pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    with served("--check-seconds", "60") as (server, _):
        yield server


Open = Callable[..., Page]


@pytest.fixture
def form(browser: Browser, address: str) -> Iterator[Open]:
    """Return a function that opens the form."""
    pages: list[Page] = []

    def open_form(**options: object) -> Page:
        pages.append(browser.open({}, f"{address}validate", server=address, **options))
        return pages[-1]

    yield open_form
    for page in pages:
        page.__exit__()


def _paste(page: Page, document: bytes) -> None:
    page.evaluate("document.querySelector('#document').focus()")
    page.call("Input.insertText", text=document.decode())


def _check(page: Page, document: bytes) -> None:
    """Check a document as a visitor does who pastes it."""
    _paste(page, document)
    page.submit("form.check button")


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> dict[str, object]:
    """Return the arguments of `Page.look` for a window."""
    return dict(LOOKS[request.param])


def test_axe_finds_no_violation_in_the_form(form: Open, look: dict[str, object], axe: str) -> None:
    page = form(**look)
    page.evaluate(_OPEN_DETAILS)
    page.evaluate(axe + ";0")
    assert not page.evaluate(VIOLATIONS)
    assert min(page.evaluate(contrast("body *"))) >= 4.5
    assert not page.evaluate(OUTSIDE)


def test_axe_finds_no_violation_in_findings(form: Open, look: dict[str, object], axe: str) -> None:
    page = form(**look)
    _check(page, faulty_feed())
    assert page.evaluate("document.querySelector('h1').textContent").startswith("Not valid: ")
    page.evaluate(_OPEN_DETAILS)
    page.evaluate(axe + ";0")
    assert not page.evaluate(VIOLATIONS)
    assert min(page.evaluate(contrast("body *"))) >= 4.5
    assert not page.evaluate(OUTSIDE)


def test_axe_finds_no_violation_in_a_problem(form: Open, look: dict[str, object], axe: str) -> None:
    page = form(**look)
    _check(page, b"no document of any format")
    assert page.evaluate("document.querySelector('h1').textContent") == "The document cannot be checked"
    page.evaluate(axe + ";0")
    assert not page.evaluate(VIOLATIONS)
    assert not page.evaluate(OUTSIDE)


def test_nothing_is_asked_of_another_server(form: Open, address: str) -> None:
    page = form()
    _check(page, faulty_feed())
    page.evaluate(_OPEN_DETAILS)
    assert page.evaluate("document.querySelectorAll('#preview .story').length") > 1
    assert {*page.requests} == {f"{address}validate"}
    # Chromium writes the problem of a policy, such as a blocked style, to the console.
    assert not page.complaints
    assert page.evaluate("getComputedStyle(document.querySelector('.verdict')).borderInlineStartStyle") == "solid"


def test_headings_are_an_outline(form: Open) -> None:
    page = form()
    _check(page, faulty_feed())
    levels: list[int] = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels)), levels


def test_the_keyboard_leads_through_the_form_in_its_order(form: Open) -> None:
    page = form()
    stops = []
    for _ in range(7):
        page.press("Tab", code=9)
        stops.append(page.evaluate(_FOCUSED))
    names = [stop["name"] for stop in stops]
    assert names == ["Skip to the content", "document", "file", "format", "profile", "More options", "Check"]
    assert all(stop["seen"] and stop["outline"] != "none" for stop in stops), stops


def test_the_keyboard_leads_from_a_finding_to_its_line_and_back(form: Open) -> None:
    page = form()
    _check(page, faulty_feed())
    page.evaluate("document.querySelector('#findings .position a').focus()")
    page.press("Enter", text="\r", code=13)
    line, shown = page.evaluate("""(() => {
        const line = document.querySelector(":target"), box = line.getBoundingClientRect();
        return [line.textContent, box.top >= 0 && box.bottom <= innerHeight];
    })()""")
    assert "<tide>" in line
    assert shown
    page.evaluate("document.querySelector(':target a').focus()")
    page.press("Enter", text="\r", code=13)
    assert page.evaluate("document.querySelector(':target').className") == "occurrence"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_checked_with_and_without_scripts(form: Open, tmp_path: Path, scripts: bool) -> None:
    path = tmp_path / "tide.rss"
    path.write_bytes(faulty_feed())
    page = form(scripts=scripts)
    page.choose_file("#file", path)
    page.evaluate("document.querySelector('#profile').value = 'msn'")
    page.submit("form.check button")
    assert page.evaluate("document.querySelector('.file').textContent") == "tide.rss"
    assert "MSN" in page.evaluate("document.querySelector('.subject').textContent")
    codes = page.evaluate("[...document.querySelectorAll('#findings .code code')].map(code => code.textContent)")
    assert any(code.startswith("profile.") for code in codes)


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_a_report_is_saved_without_scripts(browser: Browser, form: Open, tmp_path: Path, kind: str) -> None:
    page = form(scripts=False)
    _check(page, faulty_feed())
    browser.call("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.download(f"button[value={kind}]")
    saved = json.loads((tmp_path / f"report.{kind}").read_bytes())
    findings = saved if kind == "json" else saved["runs"][0]["results"]
    shown = page.evaluate("document.querySelectorAll('#findings .occurrence').length")
    assert len(findings) == shown


def test_an_edited_document_is_checked_again(form: Open) -> None:
    page = form()
    _check(page, faulty_feed())
    page.evaluate("""(() => {
        const text = document.querySelector("#document");
        text.value = text.value.replace("<tide>high</tide>", "");
    })()""")
    page.submit("form.check button")
    codes = page.evaluate("[...document.querySelectorAll('#findings .code code')].map(code => code.textContent)")
    assert codes
    assert "rss.channel.tide.unknown" not in codes


def test_print_shows_findings_and_no_forms(form: Open) -> None:
    page = form(dark=True)
    _check(page, faulty_feed())
    page.look(media="print")
    assert page.evaluate("[...document.forms].every(form => !form.checkVisibility())")
    assert page.evaluate("document.querySelector('#findings .group').checkVisibility()")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf().startswith(b"%PDF-")
