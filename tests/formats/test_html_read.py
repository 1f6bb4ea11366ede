"""Reading explainer pages in HTML: their content, their metadata, their JSON-LD, and pages that are no explainers."""

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import (
    Correction,
    Headings,
    Image,
    LimitError,
    Limits,
    List,
    Markup,
    MissingFieldError,
    Paragraph,
    Point,
    Points,
    Question,
    Quotation,
    ReadError,
    Report,
    RichText,
    Section,
    Severity,
    Story,
    Topic,
)
from newsfeed.formats.html import FORMAT, looks_like, rules
from newsfeed.formats.html.inline import tidy
from newsfeed.model import Category, Media, Organization, Person
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import CheckContext, ReadContext

BASE = "https://news.example.com/storm"
HEAD = f'<title>Storm</title><link rel="canonical" href="{BASE}">'
SUMMARY = "<h2>What's happened</h2><p>Rain.</p>"


def page(body: str, head: str = HEAD, attributes: str = "") -> str:
    return f"<!DOCTYPE html>\n<html{attributes}><head>{head}</head>\n<body>{body}</body></html>"


def read(body: str, head: str = HEAD, *, report: Report | None = None, attributes: str = "", **options: Any) -> Story:
    return newsfeed.loads_story(page(body, head, attributes), "html", report=report, **options)


def background(html: str, report: Report | None = None, **options: Any) -> tuple[Any, ...]:
    """Return the blocks of a section with some content."""
    story = read(f"{SUMMARY}<h2>How we got here</h2>{html}", report=report, **options)
    (section,) = story.sections
    assert section.kind == "background"
    return section.blocks


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


# --- metadata ---------------------------------------------------------------------------------------------------------

FULL_HEAD = """<title>A title | The Harbour Desk</title>
<link rel="canonical" href="/storm"><base href="https://news.example.com/">
<meta name="description" content="What the storm
did."><meta name="author" content="Anna Berg"><meta property="article:author" content="https://news.example.com/anna">
<meta property="og:title" content="A title for networks"><meta property="og:site_name" content="The Harbour Desk">
<meta property="og:image" content="/a.jpg"><meta property="og:image:alt" content="A storm">
<meta property="og:image:width" content="640"><meta property="og:image:height" content="480">
<meta property="article:published_time" content="2026-05-17T09:30:00+02:00">
<meta property="article:modified_time" content="2026-05-18T09:30:00Z"><meta property="article:section" content="World">
<meta property="article:tag" content="storm"><meta property="article:tag" content="harbour">"""


def test_metadata_of_the_head() -> None:
    story = read("<h2>Background</h2><p>Old.</p>", FULL_HEAD, attributes=' lang="en_GB"')
    assert (story.id, story.url) == ("https://news.example.com/storm", "https://news.example.com/storm")
    assert (story.headline, story.summary, story.language) == ("A title for networks", "What the storm did.", "en-GB")
    assert story.authors == (Person(name="Anna Berg"),)
    assert story.published == datetime(2026, 5, 17, 7, 30, tzinfo=UTC)
    assert story.updated == datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
    assert story.media == (
        Media(url="https://news.example.com/a.jpg", medium="image", alt="A storm", width=640, height=480),
    )
    assert (story.keywords, story.categories) == (("storm", "harbour"), (Category(term="World"),))


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<title>Title</title>", "<h1>A heading</h1>", "A heading"),
        ("<title>Title</title>", "<header><h1>A heading</h1></header>", "A heading"),
        ("<title>Title</title>", "<nav><h1>The site</h1></nav>", "Title"),
        ("<title>Title</title><meta property=og:title content=Network>", "", "Network"),
        ("<title>Title | Site</title>", "", "Title"),
        ("<title>Title - what we know</title>", "", "Title - what we know"),
        ("<title>One - Two - Site</title><meta property=og:site_name content=Site>", "", "One - Two"),
        ("<title>Title</title><meta property=og:site_name content=Site>", "<header><h1>Site</h1></header>", "Title"),
        ("<title>Title</title>", "<h1>What happened</h1><p>Rain.</p>", "Title"),
        ("", '<h1><img src="/a.png" alt="A heading"></h1>', "A heading"),
        ("", "<div role=heading aria-level=1>A heading</div>", "A heading"),
    ],
)
def test_the_headline(head: str, body: str, headline: str) -> None:
    assert read(f"{body}<main>{SUMMARY}</main>", head, base=BASE, defaults={"id": "x"}).headline == headline


def test_the_summary_of_the_text_comes_first() -> None:
    head = f'{HEAD}<meta name="description" content="A description.">'
    assert read(SUMMARY, head).summary == "Rain."
    assert read("<p>A lead.</p><h2>Background</h2><p>Old.</p>", head).summary == "A lead."
    assert read("<h2>Background</h2><p>Old.</p>", head).summary == "A description."


@pytest.mark.parametrize(
    ("head", "base", "link"),
    [
        ('<base href="https://cdn.example.com/x/">', None, "https://cdn.example.com/x/a"),
        ('<base href="/x/">', "https://news.example.com/y/", "https://news.example.com/x/a"),
        ('<base href="javascript:x">', "https://news.example.com/y/", "https://news.example.com/y/a"),
        ('<link rel="canonical" href="https://news.example.com/z/1">', None, "https://news.example.com/z/a"),
        ('<meta property="og:url" content="https://news.example.com/z/1">', None, "https://news.example.com/z/a"),
        ("", "https://news.example.com/y/", "https://news.example.com/y/a"),
    ],
)
def test_relative_links(head: str, base: str | None, link: str) -> None:
    story = read('<h2>What happened</h2><p><a href="a">x</a></p>', head, base=base, defaults={"id": "x"})
    assert story.summary == RichText(f'<a href="{link}">x</a>')


def test_the_base_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "storm.html"
    path.write_text(page('<h2>What happened</h2><p><a href="a">x</a></p>', ""))
    story = newsfeed.load_story(path, base="https://news.example.com/explainers")
    assert story.id == "https://news.example.com/explainers/storm"
    assert story.summary == RichText('<a href="https://news.example.com/explainers/a">x</a>')
    with pytest.raises(MissingFieldError, match=r"give the page one .* \(--base\)"):
        newsfeed.load(path)


def test_dates_that_cannot_be_read_are_reported() -> None:
    report = Report()
    story = read(SUMMARY, f'{HEAD}<meta name="date" content="yesterday">', report=report)
    assert story.published is None
    assert "html.date.unreadable" in codes(report)


# --- JSON-LD ----------------------------------------------------------------------------------------------------------

LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "NewsArticle", "@id": "tag:news.example.com,2026:storm", "headline": "A headline for machines",
"description": "A description.", "datePublished": "2026-05-17T09:30:00Z", "author": {"@type": "Person", "name": "Anna Berg",
"url": "https://news.example.com/anna"}, "publisher": {"@type": "Organization", "name": "The Harbour Desk"},
"articleBody": "Rain. All of the text.", "keywords": "storm", "url": "https://news.example.com/other"},
{"@type": "BreadcrumbList"}]}</script>"""


def test_json_ld_fills_the_fields_that_the_text_does_not_have() -> None:
    story = read(f"<h1>Storm hits</h1>{SUMMARY}", HEAD + LINKED)
    assert (story.id, story.url) == ("tag:news.example.com,2026:storm", BASE)
    assert (story.headline, story.summary) == ("Storm hits", "Rain.")
    assert story.authors == (Person(name="Anna Berg", url="https://news.example.com/anna"),)
    assert (story.publisher, story.keywords) == (Organization(name="The Harbour Desk"), ("storm",))
    assert story.published == datetime(2026, 5, 17, 9, 30, tzinfo=UTC)
    assert story.sections == ()
    assert read("<h2>Background</h2><p>Old.</p>", HEAD + LINKED).summary == "A description."


def test_json_ld_of_newsfeed_gives_its_metadata_back() -> None:
    story = newsfeed.load_story(Path(__file__).parents[2] / "examples" / "stories" / "tidal-barrier.txt")
    body = f"<h1>{story.headline}</h1>{SUMMARY}"
    again = newsfeed.loads_story(
        f"<!doctype html><title>x</title>{newsfeed.to_script(story, body='full')}{body}", "html"
    )
    assert again.replace(summary=story.summary, sections=story.sections) == story


def test_json_ld_without_an_id_leaves_that_of_the_page() -> None:
    linked = LINKED.replace('"@id": "tag:news.example.com,2026:storm",', "").replace(
        ', "url": "https://news.example.com/other"', ""
    )
    assert read(SUMMARY, HEAD + linked).id == BASE
    assert read(SUMMARY, linked, base="https://e.example.com/", defaults={"id": "x"}).id == "x"


def test_broken_json_ld_is_reported() -> None:
    report = Report()
    assert read(SUMMARY, f'{HEAD}<script type="application/ld+json">{{"a": </script>', report=report).summary == "Rain."
    (finding,) = (finding for finding in report if finding.code == "html.linked_data.unreadable")
    assert (finding.severity, finding.line) == (Severity.WARNING, 2)


def test_json_ld_of_several_stories() -> None:
    other = (
        '{"@type": "NewsArticle", "headline": "Other", "url": "https://news.example.com/2", "author": {"name": "Bo"}}'
    )
    own = f'{{"@type": "NewsArticle", "headline": "Storm", "url": "{BASE}", "author": {{"name": "Anna"}}}}'
    script = '<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{}]}}</script>'
    story = read(SUMMARY, HEAD + script.format(f"{other}, {own}"))
    assert story.authors == (Person(name="Anna"),)
    report = Report()
    story = read(SUMMARY, HEAD + script.format(f"{other}, {other.replace('/2', '/3')}"), report=report)
    assert (story.authors, "html.linked_data.ambiguous" in codes(report)) == ((), True)


# --- which format a page is in ----------------------------------------------------------------------------------------

ONLY_LINKED = page("<p>Words.</p><h2>Background</h2>", HEAD + LINKED)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("<!DOCTYPE html><p>x", "html"),
        ("  <!doctype HTML><p>x", "html"),
        ("<html><body>x", "html"),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("<h2>What happened</h2><p>Rain.</p>", "html"),
        ("<article><h3>1. What&rsquo;s happened</h3>", "html"),
        (page(SUMMARY, HEAD + LINKED), "html"),
        (page(f"{'<p>x</p>' * 2000}{SUMMARY}", HEAD + LINKED), "html"),
        (page("<h2>Background</h2><h2>FAQ</h2>", HEAD + LINKED), "html"),
        (ONLY_LINKED, "jsonld"),
        ("<script type=application/ld+json>{}</script><h2>Other</h2>", "jsonld"),
        ('<rss version="2.0"><channel><title>What happened</title></channel></rss>', "rss"),
    ],
)
def test_detection(document: str, name: str) -> None:
    assert newsfeed.detect(document) == name


@pytest.mark.parametrize(
    "head", [b"", b"What happened\nRain.", b"<p>Words</p>", b"<feed>", b"<script>'<h2>What happened</h2>'"]
)
def test_other_documents_are_no_pages(head: bytes) -> None:
    assert not looks_like(head)


def test_a_page_with_json_ld_only_reads_as_it_does_as_json_ld() -> None:
    expected_report, report, explicit_report = Report(), Report(), Report()
    expected = newsfeed.loads(ONLY_LINKED, "jsonld", report=expected_report)
    assert newsfeed.loads(ONLY_LINKED, report=report) == expected
    document = ONLY_LINKED.replace("<h2>Background</h2>", "<img src=x><a href=y>")
    assert newsfeed.loads(document, "html", report=explicit_report) == expected
    assert report.findings == expected_report.findings == explicit_report.findings


def test_a_stream_is_read_as_a_whole(tmp_path: Path) -> None:
    for document in (page(f"{'<p>x</p>' * 2000}{SUMMARY}", HEAD + LINKED), ONLY_LINKED, page(SUMMARY)):
        path = tmp_path / "page.html"
        path.write_text(document)
        assert tuple(newsfeed.iter_stories(path)) == newsfeed.load(path).stories
        assert newsfeed.load(path).stories == newsfeed.loads(document).stories


def test_a_page_without_any_part_is_an_error_that_names_its_feeds() -> None:
    with pytest.raises(
        ReadError, match=r'^line 1: is an HTML page without a heading of an explainer, such as "What\'s happened"'
    ) as caught:
        newsfeed.loads(page("<h1>Welcome</h1><p>Words.</p>"))
    assert "feeds" not in str(caught.value)
    feeds = (
        '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" hreflang="de" href="/de">'
    )
    with pytest.raises(ReadError, match=r"or read one of its feeds: https://news\.example\.com/feed$"):
        newsfeed.loads(page("<p>Words.</p>", HEAD + feeds))
    with pytest.raises(ReadError, match='such as "In brief"'):
        newsfeed.loads(page(SUMMARY), headings=Headings(summary="In brief"))


def test_headings_of_the_caller() -> None:
    story = newsfeed.loads_story(page("<h2>In brief</h2><p>Rain.</p>"), headings=Headings(summary="In brief"))
    assert story.summary == "Rain."


def test_metadata_only() -> None:
    story = read(f"{SUMMARY}<h2>FAQ</h2><h3>Why?</h3><p>So.</p>", content=False)
    assert (story.summary, story.questions) == ("Rain.", ())


# --- what is text -----------------------------------------------------------------------------------------------------

HIDDEN = "INVISIBLE"


@pytest.mark.parametrize(
    "html",
    [
        "<script>document.write('{}')</script>",
        "<script type='text/template'><p>{}</p></script>",
        "<style>.{} {{}}</style>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<!-- {} -->",
        "<p hidden>{}</p>",
        "<div hidden><p>{}</p></div>",
        "<div aria-hidden='true'><p>{}</p></div>",
        "<p style='color: red; display: none'>{}</p>",
        "<p style='VISIBILITY:HIDDEN'>{}</p>",
        "<span class='sr-only'>{}</span>",
        "<nav><ul><li>{}</li></ul></nav>",
        "<div role='navigation'>{}</div>",
        "<div role='dialog'>{}</div>",
        "<dialog open>{}</dialog>",
        "<div class='cookie-banner'><p>{}</p></div>",
        "<div id='onetrust-consent-sdk'><p>{}</p></div>",
        "<section class='gdpr notice-cookies gdpr-notice'><p>{}</p></section>",
        "<form><p>{}</p><input value='{}'></form>",
        "<button>{}</button>",
        "<select><option>{}</option></select>",
        "<textarea>{}</textarea>",
        "<svg><title>{}</title><text>{}</text></svg>",
        "<canvas>{}</canvas>",
        "<object data='x'>{}</object>",
        "<iframe src='/x'>{}</iframe>",
        "<video src='/x'><p>{}</p></video>",
    ],
)
def test_what_is_never_text(html: str) -> None:
    content = html.replace("{}", HIDDEN).replace("{{}}", "{}")
    for body in (
        f"<h2>What happened</h2><p>Rain.</p>{content}<p>Wind.</p>",
        f"<h2>What happened</h2><p>Rain.</p><p>{content}Wind.</p>",
        f"{content}<main><h2>What happened</h2><p>Rain.</p><p>Wind.</p></main>",
        f"<h2>What happened</h2><p>Rain.</p><p>Wind.</p><h2>FAQ</h2><ul><li>Why?<p>So.</p>{content}</li></ul>",
    ):
        story = read(body)
        assert HIDDEN not in repr(story)
        assert str(story.summary) == "Rain.\n\nWind."


@pytest.mark.parametrize(
    "body",
    [
        f"<header><p>{HIDDEN}</p></header>{SUMMARY}<footer><p>{HIDDEN}</p></footer>",
        f"<div><header>{HIDDEN}</header></div><div>{SUMMARY}</div><div role='contentinfo'>{HIDDEN}</div>",
        f"<p>{HIDDEN}</p><main>{SUMMARY}</main><p>{HIDDEN}</p>",
        f"<p>{HIDDEN}</p><div role='main'>{SUMMARY}</div><p>{HIDDEN}</p>",
        f"<main><p>{HIDDEN}</p><article>{SUMMARY}</article><article><h2>{HIDDEN}</h2></article></main>",
        f"<main>{SUMMARY}</main><div><h2>Topics</h2><p>{HIDDEN}</p></div>",
    ],
)
def test_what_is_around_the_content(body: str) -> None:
    story = read(body)
    assert story.summary == "Rain."
    assert HIDDEN not in repr(story)


def test_the_content_may_be_in_several_articles() -> None:
    story = read(f"<main><article>{SUMMARY}</article><section><h2>FAQ</h2><h3>Why?</h3><p>So.</p></section></main>")
    assert (story.summary, len(story.questions)) == ("Rain.", 1)


def test_an_aside_is_left_out_and_reported() -> None:
    report = Report()
    story = read(f"<main>{SUMMARY}<aside><h2>FAQ</h2><p>Words of an aside</p></aside></main>", report=report)
    assert (story.questions, story.summary) == ((), "Rain.")
    (finding,) = (finding for finding in report if finding.code == "html.aside.left_out")
    assert "Words of an aside" in finding.message


def test_headers_and_footers_of_an_article_are_text() -> None:
    story = read(f"<article><header><h1>Storm</h1></header>{SUMMARY}<footer><p>Wind.</p></footer></article>")
    assert (story.headline, str(story.summary)) == ("Storm", "Rain.\n\nWind.")


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>{}</h2>",
        "<h6>{}</h6>",
        "<h2><span>{}</span></h2>",
        '<h2 id="x">{} <a href="#x">#</a></h2>',
        "<h2><button aria-expanded>{}</button></h2>",
        "<p><strong>{}</strong></p>",
        "<p><b>{}:</b></p>",
        "<p>{}</p>",
        "<div>{}</div>",
        "<h2>1. {}</h2>",
        "<h2>🔥 {}</h2>",
        "<h2>{} <small>(2026)</small></h2>",
        '<div role="heading" aria-level="2">{}</div>',
        '<h2><img src="/x.png" alt="{}"></h2>',
        "<details open><summary>{}</summary></details>",
    ],
)
def test_forms_of_headings(heading: str) -> None:
    story = read(f"<h1>H</h1>{heading.format('What happened')}<p>Rain.</p>{heading.format('Background')}<p>Old.</p>")
    assert (story.summary, story.sections) == ("Rain.", (Section(kind="background", blocks=(Paragraph(text="Old."),)),))


def test_unknown_headings_and_levels() -> None:
    report = Report()
    html = "<h2>Analysis</h2><h3>One</h3><p>A.</p><h3>Two</h3><p>B.</p><h2>Other</h2><p>C.</p>"
    story = read(f"{SUMMARY}<h3>Later</h3><p>D.</p>{html}", report=report)
    assert [(section.kind, section.heading) for section in story.sections] == [
        ("other", "Later"),
        ("analysis", "One"),
        ("analysis", "Two"),
        ("other", "Other"),
    ]
    assert story.summary == "Rain."
    assert codes(report).count("text.heading.unknown") == 2


@pytest.mark.parametrize(
    "text",
    [
        "A Short Paragraph",
        "- no item",
        "1. No number",
        "> no quotation",
        "# no heading",
        "**bold**",
        "---",
        "+++",
        "\\x",
        "x\\",
    ],
)
def test_paragraphs_that_look_like_something_else(text: str) -> None:
    expected = "bold" if text == "**bold**" else text
    paragraphs = [str(block.text) for block in background(f"<p>One.</p><p>{text}</p><p>It is two.</p>")]
    assert paragraphs == ["One.", expected, "It is two."] or text == "**bold**"


# --- blocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>A.</p><p>B.</p>", [Paragraph(text="A."), Paragraph(text="B.")]),
        ("<div>A.<div>B.</div>C.</div>", [Paragraph(text="A."), Paragraph(text="B."), Paragraph(text="C.")]),
        ("A. <em>B</em>.", [Paragraph(text=RichText("A. <em>B</em>."))]),
        ("<p>A<br>B</p>", [Paragraph(text=RichText("A<br/>B"))]),
        ("<p> A\n  B <em> C </em> D </p>", [Paragraph(text=RichText("A B <em>C </em>D"))]),
        ("<ul><li>A<li>B</ul>", [List(items=("A", "B"))]),
        ("<ol><li>A<li><p>B</p></ol>", [List(items=("A", "B"), ordered=True)]),
        ("<ul><li><p>A</p><p>B</p></li></ul>", [List(items=(RichText("A<br/>B"),))]),
        ("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", [List(items=("A", "B", "C"))]),
        ("<ul><li><b>A:</b> b</li><li>c</li></ul>", [Points(points=(Point(label="A", text="b"), Point(text="c")))]),
        ("<ul><li><h4>A</h4><p>b</p></li></ul>", [Points(points=(Point(label="A", text="b"),))]),
        ("<ul><li><b>A</b> is b</li></ul>", [List(items=(RichText("<strong>A</strong> is b"),))]),
        (
            "<dl><dt>A</dt><dd>b</dd><dt>C</dt><dd>d</dd></dl>",
            [Points(points=(Point(label="A", text="b"), Point(label="C", text="d")))],
        ),
        ("<dl><div><dt>A<dd>b<dd>c</div></dl>", [Points(points=(Point(label="A", text=RichText("b<br/>c")),))]),
        ("<blockquote>A.</blockquote>", [Quotation(text="A.")]),
        (
            "<blockquote cite='/q'><p>A.</p><p>B.</p></blockquote>",
            [Quotation(text="A.\n\nB.", url="https://news.example.com/q")],
        ),
        ("<blockquote>A.<footer>— Bo</footer></blockquote>", [Quotation(text="A.", attribution="Bo")]),
        ("<blockquote><p>A.</p><p>— <cite>Bo</cite></p></blockquote>", [Quotation(text="A.", attribution="Bo")]),
        ("<blockquote>A. — <cite>Bo</cite></blockquote>", [Quotation(text="A.", attribution="Bo")]),
        ("<blockquote>It is in <cite>Bo</cite></blockquote>", [Quotation(text=RichText("It is in <cite>Bo</cite>"))]),
        (
            "<figure><blockquote>A.</blockquote><figcaption>Bo</figcaption></figure>",
            [Quotation(text="A.", attribution="Bo")],
        ),
        ("<blockquote><ul><li>A<li>B</ul></blockquote>", [Quotation(text="• A\n\n• B")]),
        ("<img src='/a.png' alt='An [x] image'>", [Image(url="https://news.example.com/a.png", alt="An [x] image")]),
        ("<p><a href='/x'><img src='/a.png'></a></p>", [Image(url="https://news.example.com/a.png")]),
        ("<p>A <img src='/a.png' alt='😀' width='16'> B</p>", [Paragraph(text="A 😀 B")]),
        ("<img src='data:image/gif;base64,x' data-src='/a.png'>", [Image(url="https://news.example.com/a.png")]),
        ("<img src='/a.png' width='1' height='1'><p>A.</p>", [Paragraph(text="A.")]),
        (
            "<figure><img src='/a.png'><figcaption>A <em>b</em></figcaption></figure>",
            [Image(url="https://news.example.com/a.png", caption=RichText("A <em>b</em>"))],
        ),
        ("<table><tr><th>A<td>b</table>", [Markup("<table><tbody><tr><th>A</th><td>b</td></tr></tbody></table>")]),
        (
            "<table><tr><td onclick='x'><a href='/x'>A</a><script>x</script></table>",
            [Markup('<table><tbody><tr><td><a href="https://news.example.com/x">A</a></td></tr></tbody></table>')],
        ),
        (
            "<table role=presentation><tr><td>A.</td><td><p>B.</p></td></tr></table>",
            [Paragraph(text="A."), Paragraph(text="B.")],
        ),
        ("<pre>a\n  b</pre>", [Paragraph(text=RichText("<code>a</code><br/><code>  b</code>"))]),
        ("<p>A.</p><hr><p>B.</p>", [Paragraph(text="A."), Paragraph(text="B.")]),
        ("<p>Read <details><summary>More</summary><p>A.</p></details>", [Paragraph(text="Read")]),
        ("<a href='/x'><div>A.</div></a>", [Paragraph(text="A.")]),
        ("<p></p><ul><li></li></ul><blockquote></blockquote><dl></dl><p>A.</p>", [Paragraph(text="A.")]),
    ],
)
def test_blocks(html: str, blocks: list[Any]) -> None:
    story = read(f"{SUMMARY}<h2>How we got here</h2>{html}")
    assert list(story.sections[0].blocks) == blocks


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A <b>b</b> <i>c</i>", "A <strong>b</strong> <em>c</em>"),
        ("H<sub>2</sub>O m<sup>2</sup>", "H<sub>2</sub>O m<sup>2</sup>"),
        ("<kbd>a</kbd> <code>b</code>", "<code>a</code> <code>b</code>"),
        ("<abbr title='North'>N</abbr>", '<abbr title="North">N</abbr>'),
        ("<q cite='/q' lang='de'>a</q>", '<q cite="https://news.example.com/q" lang="de">a</q>'),
        ("<time datetime='2026-01-01'>a</time>", '<time datetime="2026-01-01">a</time>'),
        (
            "<a href='/x' rel='noopener nofollow' target='_blank' onclick='x'>a</a>",
            '<a href="https://news.example.com/x" rel="nofollow">a</a>',
        ),
        ("<a href='#note'>a</a>", f'<a href="{BASE}#note">a</a>'),
        (
            "<a href='/a b?c=d&amp;e=f'>a &lt; b</a>",
            '<a href="https://news.example.com/a%20b?c=d&amp;e=f">a &lt; b</a>',
        ),
        ("<a href='mailto:a@example.com'>a</a>", '<a href="mailto:a@example.com">a</a>'),
        ("<a href='/x'><b>a</b> c</a>", '<a href="https://news.example.com/x"><strong>a</strong> c</a>'),
        ("<em>a <em>b</em> c</em>", "<em>a <em>b</em> c</em>"),
        ("<a name='x'>a</a> <a href=''>b</a> <em></em>c", "a b c"),
        ("<font color=red><u>a</u></font><mark>b</mark>", "ab"),
        ("<em lang='not a language'>a</em>", "<em>a</em>"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢（かん）"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢(かん)"),
        ("a<wbr>b", "ab"),
        ("a&nbsp;b &amp; c", "a\u00a0b &amp; c"),
    ],
)
def test_inline_markup(html: str, text: str) -> None:
    expected = RichText(text) if "<" in text.replace("&lt;", "") else text.replace("&amp;", "&")
    assert background(f"<p>{html}</p>") == (Paragraph(text=expected),)


@pytest.mark.parametrize("link", ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", " java\nscript:x"])
def test_unsafe_links_are_left_out_and_reported(link: str) -> None:
    report = Report()
    html = f'<p><a href="{link}">a</a></p><p><a href="{link}">b</a></p><img src="{link}">'
    assert background(html, report) == (Paragraph(text="a"), Paragraph(text="b"))
    assert codes(report).count("html.link.unsafe") == 1


def test_links_without_a_base_are_reported() -> None:
    report = Report()
    story = read(
        '<h2>What happened</h2><p><a href="/a">b</a> <a href="#c">d</a></p>', "", report=report, defaults={"id": "x"}
    )
    assert story.summary == "b d"
    assert codes(report).count("html.link.relative") == 1


def test_struck_out_text_and_embeds_are_left_out_and_reported() -> None:
    report = Report()
    html = "<p>It was <s>1910</s> <ins>1911</ins>.</p><iframe src='https://v.example.com/1'></iframe>"
    assert background(html, report) == (Paragraph(text="It was 1911."),)
    messages = {finding.code: finding.message for finding in report}
    assert '"1910"' in messages["html.deleted.left_out"]
    assert "https://v.example.com/1" in messages["html.embed.left_out"]


def test_a_list_within_a_list_is_reported() -> None:
    report = Report()
    background("<ul><li>A<ol><li>B</li></ol></li></ul>", report)
    assert "html.list.nested" in codes(report)


# --- parts ------------------------------------------------------------------------------------------------------------


def test_the_summary_keeps_its_markup() -> None:
    story = read("<h2>What happened</h2><p>A <em>b</em>.</p><ul><li>C</li></ul><p>D<br>e.</p>")
    assert story.summary == RichText("A <em>b</em>.\n\nC\n\nD<br/>e.")
    story = read("<h1>H</h1><p>A <em>b</em>.</p><p>C.</p><h2>Background</h2><p>Old.</p>")
    assert story.summary == RichText("A <em>b</em>.\n\nC.")


ANSWERED = (Question(text="Why?", answer=RichText("It was <em>old</em>.")), Question(text="Who?", answer="They."))


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Why?</h3><p>It was <em>old</em>.</p><h3>Who?</h3><p>They.</p>",
        "<h3><button>Why?</button></h3><div>It was <em>old</em>.</div><h3><button>Who?</button></h3><div>They.</div>",
        "<details><summary>Why?</summary>It was <em>old</em>.</details><details><summary>Who?</summary><p>They.</p></details>",
        "<details><summary><h3>Why?</h3></summary>It was <em>old</em>.</details><dl><dt>Who?</dt><dd>They.</dd></dl>",
        "<dl><dt>Why?</dt><dd>It was <em>old</em>.</dd><dt>Who?</dt><dd>They.</dd></dl>",
        "<ul><li>Why?<p>It was <em>old</em>.</p></li><li>Who?<p>They.</p></li></ul>",
        "<ul><li><strong>Why?</strong> It was <em>old</em>.</li><li><strong>Who?</strong> They.</li></ul>",
        "<ol><li><p>Why?</p><p>It was <em>old</em>.</p></li><li><p>Who?</p><p>They.</p></li></ol>",
        "<p><strong>Why?</strong></p><p>It was <em>old</em>.</p><p><b>Who?</b></p><p>They.</p>",
        "<p><strong>Why?</strong><br>It was <em>old</em>.</p><p><b>Who?</b><br>They.</p>",
        "<p><strong>Why?</strong> It was <em>old</em>.</p><p><b>Who?</b> They.</p>",
        "<p>Why?</p><p>It was <em>old</em>.</p><p>Who?</p><p>They.</p>",
        "<p>Q: Why?<br>A: It was <em>old</em>.<br>Q: Who?<br>A: They.</p>",
        "<p><b>Q:</b> Why?</p><p><b>A:</b> It was <em>old</em>.</p><p><b>Q:</b> Who?</p><p><b>A:</b> They.</p>",
        "<p><b>Q: Why?</b></p><p>It was <em>old</em>.</p><p><b>Q: Who?</b></p><p>They.</p>",
        "<div><div><div>Why?</div><div>It was <em>old</em>.</div></div><div><div>Who?</div><div>They.</div></div></div>",
        "<button>Why?</button><div>It was <em>old</em>.</div><button>Who?</button><div>They.</div><button>Share</button>",
    ],
)
def test_forms_of_questions(html: str) -> None:
    story = read(f"{SUMMARY}<h2>FAQ</h2>{html}")
    assert story.questions == ANSWERED
    assert story.sections == ()


def test_answers_keep_all_of_their_text() -> None:
    html = "<h3>Why?</h3><p>No. Why would it?</p><ul><li>rain</li><li>wind</li></ul><table><tr><td>a<td>b</table><p>End.</p>"
    report = Report()
    (question,) = read(f"{SUMMARY}<h2>FAQ</h2>{html}", report=report).questions
    assert all(word in str(question.answer) for word in ("No. Why would it?", "rain", "wind", "a | b", "End."))
    assert "html.table.flattened" in codes(report)


def test_questions_outside_of_a_list_of_questions() -> None:
    report = Report()
    html = "<h2>Analysis</h2><p>A.</p><details><summary>Why?</summary><p>It was <em>old</em>.</p></details><p>B.</p>"
    story = read(SUMMARY + html, report=report)
    assert story.questions == ANSWERED[:1]
    assert story.sections == (Section(kind="analysis", blocks=(Paragraph(text="A."), Paragraph(text="B."))),)
    assert "html.question.outside" in codes(report)
    story = read("<h1>H</h1><dl><dt>Who?</dt><dd>They.</dd></dl>")
    assert story.questions == ANSWERED[1:]


def test_prompts_and_topics_keep_their_links() -> None:
    html = (
        '<h2>Go deeper</h2><ul><li><a href="/who">Who pays?</a></li><li>When?</li></ul>'
        '<h2>Topics</h2><ul><li><a href="/t/v">Vallmar</a> is a city.</li><li>Bo is a <a href="/x">king</a>.</li></ul>'
    )
    story = read(SUMMARY + html)
    assert story.prompts == (Question(text="Who pays?", url="https://news.example.com/who"), Question(text="When?"))
    assert story.topics == (
        Topic(name="Vallmar", kind="place", description="Vallmar is a city.", url="https://news.example.com/t/v"),
        Topic(name="Bo", kind="person", description="Bo is a king."),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt>The thaw</dt><dd>Since spring, talks go on.</dd></dl>",
        "<ul><li><h3>The thaw</h3><p>Since spring, talks go on.</p></li></ul>",
        "<h3>The thaw</h3><p>Since spring, talks go on.</p>",
        "<p><strong>The thaw</strong></p><p>Since spring, talks go on.</p>",
    ],
)
def test_forms_of_topics(html: str) -> None:
    assert read(f"{SUMMARY}<h2>Topics</h2>{html}").topics == (
        Topic(name="The thaw", description="Since spring, talks go on."),
    )


def test_press_review() -> None:
    html = (
        "<h2>Press review</h2><p>According to <a href='/1'>The Guardian</a>, it is “so”. Nobody knows.</p>"
        "<ul><li><strong>The Harbour Post:</strong> It is “not so”.</li></ul>"
    )
    story = read(SUMMARY + html)
    assert [(mention.outlet.name, mention.quotes) for mention in story.press] == [
        ("The Guardian", ("so",)),
        ("The Harbour Post", ("not so",)),
    ]


def test_corrections_keep_their_markup() -> None:
    story = read(f"{SUMMARY}<h2>Corrections</h2><p>It was <em>May</em>.</p>")
    assert story.corrections == (Correction(text=RichText("It was <em>May</em>.")),)


def test_images_above_the_first_part_belong_to_the_story() -> None:
    figure = "<figure><img src='/a.png' alt='A'><figcaption>The <em>sea</em></figcaption></figure>"
    story = read(f"<h1>H</h1>{figure}<p>Lead.</p><h2>Background</h2><p>Old.</p>")
    caption = RichText("The <em>sea</em>")
    assert story.media == (Media(url="https://news.example.com/a.png", medium="image", alt="A", caption=caption),)
    assert story.summary == "Lead."
    head = f'{HEAD}<meta property="og:image" content="/a.png">'
    assert len(read(f"<h1>H</h1>{figure}{SUMMARY}", head).media) == 1


def test_images_in_a_part_of_text_are_reported() -> None:
    report = Report()
    assert read(f"{SUMMARY}<img src='/a.png' alt='A map'>", report=report).summary == "Rain."
    (finding,) = (finding for finding in report if finding.code == "html.image.left_out")
    assert "A map" in finding.message


# --- documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "summary"),
    [
        ("<meta charset=utf-8><h2>What happened</h2><p>Größe".encode(), "Größe"),
        ("<meta charset=iso-8859-1><h2>What happened</h2><p>Größe".encode("latin-1"), "Größe"),
        ("<meta charset=windows-1251><h2>What happened</h2><p>Привет".encode("cp1251"), "Привет"),
        (
            "<meta http-equiv=content-type content='text/html; charset=shift_jis'><h2>What happened</h2><p>港".encode(
                "shift_jis"
            ),
            "港",
        ),
        ("\ufeff<h2>What happened</h2><p>Größe".encode("utf-16"), "Größe"),
        (b"\xef\xbb\xbf<h2>What happened</h2><p>\xc3\x9f", "ß"),
        (b"<h2>What happened</h2><p>a\x00b\x07c", "a\ufffdb\ufffdc"),
    ],
)
def test_encodings(data: bytes, summary: str) -> None:
    story = FORMAT.read(data, ReadContext(defaults={"id": "x"})).stories[0]
    assert story.summary == summary


def test_references_to_illegal_characters() -> None:
    """Some versions of libxml2 leave them out, others leave them in."""
    (block,) = background("<p>a&#1;b&#xD800;c</p>")
    assert str(block.text).replace("\ufffd", "") == "abc"


def test_private_characters_are_no_tags() -> None:
    html = "<p>a\U000f0000b<em>c</em>\U000f0001 &#xF0000;d</p>"
    assert background(html) == (Paragraph(text=RichText("ab<em>c</em> d")),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a  b ", "a b"),
        ("a \U000f0000 b", "a \U000f0000b"),
        ("\U000f0000 a", "\U000f0000a"),
        ("a \n b", "a\nb"),
        ("\n\na", "a"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize("data", [b"", b" ", b"<!---->", b"<"])
def test_documents_without_content(data: bytes) -> None:
    with pytest.raises(ReadError):
        FORMAT.read(data, ReadContext())


@pytest.mark.parametrize(
    ("body", "limits", "name"),
    [
        ("x", Limits(bytes=10), "bytes"),
        ("<p>x" * 100, Limits(elements=50), "elements"),
        ("<div>" * 300, Limits(), "depth"),
        ("<div>" * 50, Limits(depth=40), "depth"),
        ("<p " + " ".join(f"a{number}" for number in range(300)) + ">", Limits(), "attributes"),
    ],
)
def test_limits(body: str, limits: Limits, name: str) -> None:
    with pytest.raises(LimitError) as caught:
        read(SUMMARY + body, limits=limits)
    assert caught.value.limit == name


# --- rules ------------------------------------------------------------------------------------------------------------


def test_check() -> None:
    def check(document: str, **options: Any) -> list[str]:
        return [finding.code for finding in rules.check(document.encode(), CheckContext(**options))]

    assert check(page(f"<h1>H</h1>{SUMMARY}")) == []
    assert check(page(f"<h1>H</h1>{SUMMARY}", "")) == ["html.id.missing"]
    assert check(page(f"<h1>H</h1>{SUMMARY}", ""), base="https://news.example.com/", name="storm") == []
    assert check(page("<p>x</p>")) == ["html.unreadable"]
    assert check(page("<div>" * 300)) == ["html.limit"]
    assert list(rules.check_model(newsfeed.Feed())) == []


# --- properties -------------------------------------------------------------------------------------------------------

INLINE_NAMES = ("a", "em", "strong", "b", "span", "code", "sub", "small", "q", "cite", "label", "ruby")
BLOCK_NAMES = (
    *("p", "div", "section", "ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "blockquote", "details", "summary"),
    *("figure", "table", "tr", "td", "th", "pre"),
)
MARKS = ("Q:", "A:", "-", "1.", ">", "#", "\\", "---", "+++", "**x**", "<br>", "<hr>", '<img src="/a.png" alt="x">')
PARTS = ("What happened", "Analysis", "Press review", "Background", "Go deeper", "FAQ", "Topics", "Corrections", "Else")
WORD = re.compile(r"w\d{6}")


def random_html(random: Random, depth: int = 0) -> str:
    """Return content of any elements in any order, with a word of its own at every place."""
    pieces = []
    for _ in range(random.randrange(1, 5)):
        choice = random.random()
        if choice < 0.4 or depth > 5:
            words = " ".join(f"w{random.randrange(10**6):06}" for _ in range(random.randrange(1, 5)))
            pieces.append(words + random.choice(("", ".", "?", ":", ". Why?")))
        elif choice < 0.5:
            pieces.append(f"<h2>{random.choice(PARTS)}</h2>")
        elif choice < 0.6:
            pieces.append(random.choice(MARKS))
        else:
            name = random.choice(BLOCK_NAMES if random.random() < 0.6 else INLINE_NAMES)
            end = f"</{name}>" if random.random() < 0.9 else ""
            pieces.append(f"<{name} href='/x' cite='/q'>{random_html(random, depth + 1)}{end}")
    separator = random.choice((" ", "\n"))
    return f" {separator.join(pieces)} "


def texts_of(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    return [text for item in value for text in texts_of(item)] if isinstance(value, list) else [str(value)]


@pytest.mark.slow
@given(st.randoms(use_true_random=False))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_no_word_is_lost(random: Random) -> None:
    html = random_html(random)
    report = Report()
    story = read(SUMMARY + html, report=report)
    read_words = WORD.findall(" ".join(texts_of(unstructure(story)) + [finding.message for finding in report]))
    assert set(WORD.findall(html)) <= set(read_words)
