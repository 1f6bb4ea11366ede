"""Wherever HTML becomes text, the words of two blocks stay apart, and inline elements add no white space."""

import json
from collections.abc import Callable
from html import escape

import pytest

import newsfeed
from newsfeed.body.html_blocks import parse_blocks
from newsfeed.body.plain_text import plain_text
from newsfeed.formats.jsonld.answer_html import answer_html
from newsfeed.headings import english
from newsfeed.io.html import sanitize, to_plain_text
from newsfeed.model import Markup, Question, Section, Story
from newsfeed.syndication.excerpts import excerpt

# The words that readers see, with a `/` where a line must end, and the HTML of a publisher.
INPUTS = [
    ("Sails. / Photo: D. / Tickets.", "<p>Sails.</p><figure><figcaption>Photo: D.</figcaption></figure><p>Tickets.</p>"),
    ("At noon. / Marl / Kiel", "At noon.<ul><li>Marl</li><li>Kiel</li></ul>"),
    ("Lead / Two", "Lead<div>Two</div>"),
    ("Lead / Two / Three", "<div>Lead</div>Two<div>Three</div>"),
    ("One / Two", "One<p>Two</p>"),
    ("One / Two", "<p>One</p>Two"),
    ("One / Two", "One<br>Two"),
    ("One / Two", "One<hr>Two"),
    ("A B / C D", "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>"),
    ("A B / C", "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>C</td></tr></tbody></table>"),
    ("Cap / A", "<table><caption>Cap</caption><tr><td>A</td></tr></table>"),
    ("Before / A / after", "Before<table><tr><td>A</td></tr></table>after"),
    ("Port / A harbor. / Quay / A wall.", "<dl><dt>Port</dt><dd>A harbor.</dd><dt>Quay</dt><dd>A wall.</dd></dl>"),
    ("Head / Text", "<h3>Head</h3>Text"),
    ("Text / Head / More", "Text<h2>Head</h2>More"),
    ("Text / Quoted / More", "Text<blockquote>Quoted</blockquote>More"),
    ("A / B / C", "A<section>B</section>C"),
    ("A / B / C", "A<header>B</header>C"),
    ("A / B / C", "A<address>B</address>C"),
    ("A / B / C", "A<center>B</center>C"),
    ("Ask / Told", "<details open><summary>Ask</summary>Told</details>"),
    ("A / code / B", "A<pre>code</pre>B"),
    ("A / B / C", "A<ol><li>B<ul><li>C</li></ul></li></ol>"),
    ("H2O is unbelievable", "H<sub>2</sub>O is un<b>believ</b>able"),
    ("Mc Donald's 1st", "Mc <i>Donald</i>'s 1<sup>st</sup>"),
    ("Link, and em.", '<a href="https://a.example/x">Link</a>, <span>and</span> <em>em</em>.'),
    ("a < b & c / d", "<p>a &lt; b &amp; c</p><p>d</p>"),
]  # fmt: skip
LEFT_OUT_OF_EXCERPTS = ("<h2", "<h3", "<table", "<figure")


def story_text(story: Story) -> str:
    """Return all text of a story that was read: an HTML description can be a summary or a body."""
    answers = (question.answer_text for question in story.questions)
    return "\n".join(filter(None, (str(story.summary), plain_text(story), *answers)))


def read(document: str, format: str) -> Story:
    return newsfeed.loads(document.encode(), format=format).stories[0]


def rss(item: str) -> Story:
    namespaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return read(f'<rss version="2.0" {namespaces}><channel><item>{item}</item></channel></rss>', "rss")


def atom(entry: str) -> Story:
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id>{entry}</entry></feed>', "atom")


def jsonld(**members: object) -> Story:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://a.example/1", **members}
    return read(json.dumps(node), "jsonld")


def newsml(content_meta: str) -> Story:
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" standard="NewsML-G2" '
        'standardversion="2.33" conformance="power"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
        f"<contentMeta>{content_meta}</contentMeta></newsItem>"
    )
    return read(item, "newsml")


def well_formed(html: str) -> str:
    return html.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace(" open", ' open="open"')


def xhtml(html: str) -> str:
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{well_formed(html)}</div>'


def page(html: str) -> Story:
    head = '<head><link rel="canonical" href="https://a.example/1"></head>'
    document = f"<html>{head}<body><h1>H</h1><h2>What's happened</h2><p>S.</p><h2>Background</h2>{html}</body></html>"
    return read(document, "html")


def markup_story(html: str) -> Story:
    return Story(id="1", sections=[Section(blocks=[Markup(sanitize(html))])])


def _article_body(story: Story) -> str:
    graph = json.loads(newsfeed.dumps(story, format="jsonld"))
    nodes = graph.get("@graph", [graph])
    return "\n".join([node["articleBody"] for node in nodes if "articleBody" in node])


def _page_words(html: str) -> str:
    labels = english()
    headings = {labels.label(part) for part in ("summary", "background", "questions")}
    return "\n".join([line for line in story_text(page(html)).split("\n") if line not in {*headings, "S."}])


def _media_title(html: str) -> str:
    title = f'<media:title type="html">{escape(html)}</media:title>'
    return rss(f'<media:content url="https://a.example/a.jpg" medium="image">{title}</media:content>').media[0].title


def _jsonld_answer(html: str) -> str:
    answer = {"@type": "Answer", "text": html}
    question = {"@type": "Question", "name": "Q?", "acceptedAnswer": answer}
    return jsonld(**{"@type": "FAQPage", "mainEntity": [question]}).questions[0].answer_text


LINE_PATHS: dict[str, Callable[[str], str]] = {
    "to_plain_text": to_plain_text,
    "sanitized": lambda html: to_plain_text(sanitize(html)),
    "plain text of a body": lambda html: plain_text(markup_story(html)),
    "articleBody": lambda html: _article_body(markup_story(html)),
    "answer_text": lambda html: Question(text="Q?", answer=parse_blocks(html)).answer_text,
    "RSS description": lambda html: story_text(rss(f"<description>{escape(html)}</description>")),
    "RSS content": lambda html: story_text(rss(f"<content:encoded>{escape(html)}</content:encoded>")),
    "Atom summary": lambda html: story_text(atom(f'<summary type="html">{escape(html)}</summary>')),
    "Atom XHTML content": lambda html: story_text(atom(f'<content type="xhtml">{xhtml(html)}</content>')),
    "JSON-LD articleBody": lambda html: story_text(jsonld(articleBody=html)),
    "JSON-LD description": lambda html: story_text(jsonld(description=html)),
    "NewsML description": lambda html: story_text(newsml(f"<description>{xhtml(html)}</description>")),
}
"""Paths that keep lines."""

WORD_PATHS: dict[str, Callable[[str], str]] = {
    "Answer.text": lambda html: to_plain_text(answer_html((Markup(sanitize(html)),))),
    "RSS title": lambda html: rss(f"<title>{escape(html)}</title>").headline,
    "RSS title with elements": lambda html: rss(f"<title>{well_formed(html)}</title>").headline,
    "media:title": _media_title,
    "Atom title": lambda html: atom(f'<title type="html">{escape(html)}</title>').headline,
    "Atom XHTML title": lambda html: atom(f'<title type="xhtml">{xhtml(html)}</title>').headline,
    "JSON-LD headline": lambda html: jsonld(headline=html).headline,
    "JSON-LD answer": _jsonld_answer,
    "NewsML headline": lambda html: newsml(f"<headline>{xhtml(html)}</headline>").headline,
}
"""Paths to one line, and those that may add marks of their own."""


def lines_of(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


@pytest.mark.parametrize(("expected", "html"), INPUTS)
@pytest.mark.parametrize("path", LINE_PATHS)
def test_blocks_are_lines(path: str, expected: str, html: str) -> None:
    assert lines_of(LINE_PATHS[path](html)) == expected.split(" / ")


@pytest.mark.parametrize(("expected", "html"), INPUTS)
@pytest.mark.parametrize("path", WORD_PATHS)
def test_blocks_are_words(path: str, expected: str, html: str) -> None:
    assert WORD_PATHS[path](html).split() == expected.replace(" / ", " ").split()


@pytest.mark.parametrize(("expected", "html"), [row for row in INPUTS if not row[1].startswith(("<dl", "A<header"))])
def test_words_of_a_page(expected: str, html: str) -> None:
    # The terms of a list get a colon, and the header of a page is not part of the story.
    assert _page_words(html).split() == expected.replace(" / ", " ").split()


@pytest.mark.parametrize(("expected", "html"), INPUTS)
def test_words_of_an_excerpt(expected: str, html: str) -> None:
    if not any(tag in html for tag in LEFT_OUT_OF_EXCERPTS):
        assert excerpt(html) == expected.replace(" / ", " ")
