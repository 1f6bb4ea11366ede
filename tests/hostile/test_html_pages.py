"""Attacks on the reader of HTML pages: each ends in a story without a script, or in a typed error, in linear time."""

from typing import Final

import pytest
from full_repr import full_repr

import newsfeed
from hostile import growth
from hostile.alarm import at_most
from hostile.cases.html_shapes import PAGES, START
from newsfeed.errors import LimitError, NewsfeedError

pytestmark = pytest.mark.slow

PARTS: Final = (
    "What happened",
    "Analysis",
    "Press review",
    "Background",
    "Go deeper",
    "FAQ",
    "Topics",
    "Corrections",
    "Something else",
)

SCRIPT: Final = "alert(document.cookie)"
ELEMENTS: Final = (
    "<script>{x}</script><script src='javascript:{x}'></script><img src='javascript:{x}' onerror='{x}'>",
    "<a href='javascript:{x}'>a</a><a href=' JaVa&#9;ScRiPt:{x}'>a</a><a href='data:text/html,<script>{x}'>a</a>",
    "<p onclick='{x}' style='background: url(javascript:{x})'>a<svg onload='{x}'><script>{x}</script></svg></p>",
    "<blockquote cite='javascript:{x}'>a</blockquote><q cite='javascript:{x}'>a</q>",
    "<iframe src='javascript:{x}'></iframe><object data='javascript:{x}'></object><embed src='javascript:{x}'>",
    "<table><tr><td onclick='{x}'><a href='javascript:{x}'>a</a><script>{x}</script></td></tr></table>",
    "<ul><li><a href='vbscript:{x}'>a?</a></li></ul><dl><dt onclick='{x}'>a?</dt><dd><script>{x}</script></dd></dl>",
    "<details ontoggle='{x}'><summary>a?<script>{x}</script></summary>b</details>",
    "<math><mtext><script>{x}</script></mtext></math><style>@import 'javascript:{x}'</style>",
    "<template><script>{x}</script></template><noscript><p>{x}</p></noscript><noembed>{x}</noembed>",
    "<form action='javascript:{x}'><input value='{x}'><button formaction='javascript:{x}'>{x}</button></form>",
)
EVERYWHERE: Final = "".join(ELEMENTS).replace("{x}", SCRIPT)
INVISIBLE: Final = "".join(ELEMENTS[index] for index in (0, 4, 8, 9)).replace("{x}", SCRIPT)
HEAD: Final = """<title>a &lt;script&gt; b</title><base href='javascript:{x}'><link rel=canonical href='javascript:{x}'>
<meta property=og:image content='javascript:{x}'><meta http-equiv=refresh content='0;url=javascript:{x}'>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "T",
"url": "javascript:{x}", "image": "javascript:{x}", "author": {"name": "A", "url": "javascript:{x}"}}</script>
""".replace("{x}", SCRIPT)


def read(html: str) -> str:
    """Return what is read, or the message of the error."""
    try:
        result = full_repr(newsfeed.loads(html, "html", defaults={"id": "x", "headline": "H"}))
    except NewsfeedError as error:
        result = str(error)
        assert len(result) < 1000
    return result


@pytest.mark.parametrize("place", ["in the parts", "in the head", "in headings", "in questions", "in items"])
def test_scripts_are_never_text_and_never_run(place: str) -> None:
    body = {
        "in the parts": "".join(f"<h2>{part}</h2><p>A.</p>{EVERYWHERE}" for part in PARTS),
        "in the head": "<h2>What happened</h2><p>A.</p>",
        "in headings": "".join(f"<h2>{part}{INVISIBLE}</h2><p>A.</p>" for part in PARTS),
        "in questions": f"<h2>FAQ</h2><dl><dt>Why?{EVERYWHERE}</dt><dd>A.{EVERYWHERE}</dd></dl>",
        "in items": "".join(f"<h2>{part}</h2><ul><li>A{EVERYWHERE}</li></ul>" for part in PARTS),
    }[place]
    head = HEAD if place == "in the head" else ""
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    with at_most(10):
        story = newsfeed.loads_story(html, "html", defaults={"id": "x"})
    assert SCRIPT not in full_repr(story)
    for name in ("rss", "jsonld", "jsonfeed"):
        written = newsfeed.dumps(story.replace(url="https://e.example.com/", headline="H"), name).decode()
        assert "<script" not in written
        assert "javascript:" not in written
        assert "onclick" not in written


def test_addresses_of_the_head_are_safe() -> None:
    story = newsfeed.loads_story(f"{HEAD}<h2>What happened</h2><p>A.</p>", "html", defaults={"id": "x"})
    assert (story.url, story.media) == (None, ())
    assert all(author.url is None for author in story.authors)


# --- size -------------------------------------------------------------------------------------------------------------


PAGE_SIZES: Final = (2_000, 8_000, 32_000, 128_000)


@pytest.mark.parametrize("shape", PAGES)
def test_time_is_not_quadratic(shape: str) -> None:
    with at_most(60):
        assert not growth.problem(read, PAGES[shape], PAGE_SIZES[:2])


@pytest.mark.battery
@pytest.mark.parametrize("shape", PAGES)
def test_time_is_linear_and_under_a_second(shape: str) -> None:
    with at_most(300):
        assert not growth.problem(read, PAGES[shape], PAGE_SIZES)


def test_unclosed_tags_are_read_and_a_megabyte_of_them_is_refused() -> None:
    with at_most(60):
        assert "Rain." in read(START + "<p>" * 19_000)
    with pytest.raises(LimitError) as caught:
        newsfeed.loads((START + "<p>" * 350_000).encode(), "html")
    assert caught.value.limit == "item_nodes"


@pytest.mark.parametrize(("shape", "limit"), [("deep", "depth"), ("tables", "depth"), ("attributes", "attributes")])
def test_errors_name_the_exceeded_limit(shape: str, limit: str) -> None:
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(PAGES[shape](100_000), "html")
    assert caught.value.limit == limit


@pytest.mark.parametrize(
    "markup",
    ["<h2>Background</h2>words", "<p role=Heading>a</p>words", "<pre>" + "x\n" * 30 + "</pre>"],
)
def test_a_flood_of_headings_or_preformatted_lines_is_refused(markup: str) -> None:
    page = START + "\n" + markup * (600_000 // len(markup))
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(page.encode(), "html", defaults={"id": "x", "headline": "H"})
    assert caught.value.limit == "items"
    assert caught.value.line is not None


def test_rows_of_nested_tables_are_read_once() -> None:
    """The cells around a table have its words, too: each of 60 tables would repeat those of all in it."""
    page = START + "<h2>FAQ</h2>" + "<table><tr><td>" * 60 + "some words"
    assert read(page).count("some words") <= 10


@pytest.mark.parametrize("name", ["html", "jsonld"])
def test_a_bomb_of_attributes_is_refused_at_once(name: str) -> None:
    """libxml2 compares each attribute of a tag with all others."""
    bomb = " ".join(f"a{number}" for number in range(100_000))
    for html in (f"<p {bomb}>", f"<!--><p {bomb}><!-- -->", f"<p = {bomb}>", f"<p a=b'c {bomb}>"):
        with at_most(10), pytest.raises(LimitError):
            newsfeed.loads(f"<!doctype html>{html}<script type='application/ld+json'>{{}}</script>", name)


# --- entities ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE html SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "http://203.0.113.1/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
    ],
)
def test_entities_are_never_defined(prolog: str) -> None:
    with at_most(10):
        result = read(f"{prolog}<html><body><h2>What happened</h2><p>&x;Rain.</p></body></html>")
    assert "&x;Rain." in result
    assert "haha" not in result
    assert "root:" not in result
