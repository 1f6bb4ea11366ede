"""Rules of the pages that newsfeed writes, on documents and on stories to be written."""

import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from examples import full_feed, full_story
from newsfeed import Feed, Question, Section, Severity, Story
from newsfeed.model import Access, Markup, Paragraph

VALID = Path(__file__).parents[1] / "valid" / "html" / "story-page.html"
PAGE = VALID.read_text(encoding="utf-8")


def codes(page: str | Story | Feed) -> list[str]:
    return [finding.code for finding in newsfeed.validate(page, "html")]


def story(**fields: Any) -> Story:
    return Story(id="https://a.example/1", url="https://a.example/1", headline="One", language="en", **fields)


def test_the_page_has_no_fault() -> None:
    assert codes(PAGE) == []
    assert [finding.code for finding in newsfeed.validate(VALID)] == []


@pytest.mark.parametrize("item", [full_feed(), full_story()], ids=["feed", "story"])
def test_written_pages_are_valid(item: Feed | Story) -> None:
    findings = newsfeed.validate(newsfeed.dumps(item, "html"), "html")
    assert [str(finding) for finding in findings if finding.severity != Severity.INFO] == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('lang="en" dir="ltr"', 'lang="ar" dir="rtl"', []),
        ('lang="en" dir="ltr"', 'lang="ar"', ["html.direction.wrong"]),
        ('lang="en" dir="ltr"', 'lang="ar" dir="auto"', []),
        ("<h3>Why now</h3>", '<h3><img src="https://a.example/1.png" alt="Why now"/></h3>', []),
        ("<h3>Why now</h3>", "<h3> \n</h3>", ["html.heading.empty"]),
        (">loan</a>", ' aria-label="loan"></a>', []),
        (">loan</a>", '><img src="https://a.example/1.png" alt=""/></a>', ["html.link.unnamed"]),
        ('<a href="https://example.org/loan">loan</a>', '<a id="loan"></a>', []),
        (' alt="Two ships in the harbour"', ' alt=""', []),
        ("<p>Yes. Two locks stay open.</p>", "<ul><li>“Yes.</li><li>Two locks</li></ul><p>stay open!”</p>", []),
        ("<h3>Can ships still pass?</h3>", "<h3>Can ships pass?</h3>", ["html.faq.different"]),
        ('"headline":', '"headline"', ["jsonld.syntax"]),
        ('"version":1', '"version":"one"', ["jsonld.schema"]),
    ],
)
def test_variants(old: str, new: str, expected: list[str]) -> None:
    assert old in PAGE
    assert codes(PAGE.replace(old, new)) == expected


def test_findings_about_linked_data_have_the_position_in_the_page() -> None:
    (finding,) = newsfeed.validate(PAGE.replace('"version":1', '"version":"one"'), "html")
    lines = PAGE.replace('"version":1', '"version":"one"').splitlines()
    assert finding.code == "jsonld.schema"
    assert lines[(finding.line or 0) - 1][(finding.column or 0) - 1 :].startswith('"one"')


def test_an_encoding_behind_the_first_kilobyte_is_not_seen() -> None:
    late = PAGE.replace('<meta charset="utf-8"/>\n', "").replace(
        "</head>", f'<!--{"-" * 1024}--><meta charset="utf-8"/></head>'
    )
    assert codes(late) == ["html.charset.missing"]


def test_pages_that_cannot_be_read() -> None:
    limits = newsfeed.Limits(bytes=len(PAGE.encode()) - 1)
    (finding,) = newsfeed.validate(PAGE, "html", limits=limits)
    assert (finding.code, finding.severity) == ("html.limit", Severity.ERROR)
    (finding,) = newsfeed.validate(PAGE, "html", limits=newsfeed.Limits(elements=10))
    assert finding.code == "html.limit"


def test_pages_of_others_are_checked_by_their_reader() -> None:
    other = PAGE.replace(' data-newsfeed="story"', "").replace(' alt="Two ships in the harbour"', "")
    assert not [code for code in codes(other) if code.startswith(("html.image.alt", "html.heading"))]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (story(), []),
        (
            Story(id="https://a.example/1", url="https://a.example/1", headline="One"),
            [("html.language.missing", "story.language")],
        ),
        (
            story().replace(headline=""),
            [("html.heading.missing", "story.headline"), ("jsonld.headline.missing", "story.headline")],
        ),
        (
            story(access=Access(fee="paid", css_selector="main > p")),
            [("html.access.unmarked", "story.access.css_selector")],
        ),
        (story(access=Access(fee="paid", css_selector=".a.b"), summary="Two"), []),
        (story(access=Access(fee="free", css_selector="main > p")), []),
        (story(questions=[Question(text="Why?")]), [("jsonld.faq.answer.missing", "story.questions[0].answer")]),
        (
            story(sections=[Section(blocks=[Markup('<h4 id="a">One</h4>')])]),
            [("html.heading.gap", "story.sections[0].blocks[0]")],
        ),
        (
            story(sections=[Section(heading="a", blocks=[Markup('<h3 id="section-1">One</h3>')])]),
            [("html.id.repeated", "story.sections[0].blocks[0]")],
        ),
        (story(sections=[Section(heading="a", blocks=[Paragraph(text="b")])]), []),
    ],
)
def test_findings_about_stories(item: Story, expected: list[tuple[str, str]]) -> None:
    findings = [(finding.code, finding.path) for finding in newsfeed.validate(item, "html")]
    assert sorted(findings) == sorted(expected)
    written = set(codes(newsfeed.dumps(item, "html").decode()))
    assert {code for code, _ in expected if code.startswith("html.")} == {
        code for code in written if code.startswith("html.")
    }


HOSTILE = {
    "scripts without an end": '<script type="application/ld+json">' * 40_000,
    "bodies without an end": '<div class="story-body">\n<div class="explainer">' * 40_000,
    "lists without an end": '<ul class="links"><li><a href="x" data-rel="related">' * 20_000,
    "quotation marks": '<div class="story-body"><div class="explainer">' + '<div "<div" ' * 100_000,
    "questions in questions": '<div class="question"><h3>a</h3>' * 250 + "b " * 300_000,
    "types": "<script " + "type " * 200_000,
    "comments": "<!--" * 200_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_linear_time(content: str) -> None:
    faq = '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "a"}]}'
    script = f'<script type="application/ld+json">{faq}</script>'
    for page in (
        f'<html data-newsfeed="story">{content}',
        f'<html data-newsfeed="story">{script}{content}',
        f'<html data-newsfeed="story">{content}</div></div>{script}',
    ):
        started = time.process_time()
        newsfeed.validate(page, "html")
        with contextlib.suppress(newsfeed.NewsfeedError):
            newsfeed.loads(page, "html")
        assert time.process_time() - started < 10


def test_findings_after_the_style_sheet_keep_their_lines() -> None:
    page = newsfeed.dumps(full_story(), "html").decode()
    broken = page.replace("</main>", '<img src="https://news.example.com/a.png"/></main>')
    line = broken[: broken.index("</main>")].count("\n") + 1
    assert page.count("\n", page.index("<style>"), page.index("</style>")) > 20
    for source, lines_before in ((broken, 0), (broken.replace("<style>", "<!-- x -->\n<style>", 1), 1)):
        findings = [finding for finding in newsfeed.validate(source, "html") if "alt" in finding.code]
        assert [finding.line for finding in findings] == [line + lines_before]
