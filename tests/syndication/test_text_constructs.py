"""Text constructs of Atom: their types, Base64, the div of XHTML, paragraphs of plain text, and relative addresses."""

import base64

import pytest

import newsfeed
from feed_documents import atom
from newsfeed import Report
from newsfeed.syndication.read.texts import may_have_relative_links, unwrap_cdata

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def content(element: str, attributes: str = "") -> tuple[str, list[str]]:
    """Return the body of an entry with this content, and the codes of the findings."""
    report = Report()
    document = atom(f"<entry><id>urn:x-quay:1</id>{element}</entry>", attributes)
    (story,) = newsfeed.loads(document, report=report).stories
    blocks = [block for section in story.sections for block in section.blocks]
    texts = [str(getattr(block, "html", "") or getattr(block, "text", "")) for block in blocks]
    return "".join(texts), [finding.code for finding in report]


@pytest.mark.parametrize(
    ("attributes", "source", "text"),
    [
        ("", "a &lt;b> c", "a &lt;b&gt; c"),
        ('type="text"', "a &lt;b> c", "a &lt;b&gt; c"),
        ('type="html"', "&lt;b>x&lt;/b>", "<b>x</b>"),
        ('type="TEXT/HTML; charset=utf-8"', "&lt;b>x&lt;/b>", "<b>x</b>"),
        ('type="application/xhtml+xml"', "&lt;b>x&lt;/b>", "<b>x</b>"),
        # Base64 if the mode or the type says so
        ('type="html" mode="base64"', encoded("<b>x</b>"), "<b>x</b>"),
        ('type="html" mode="BASE64"', encoded("<b>x</b>"), "<b>x</b>"),
        ('type="html" mode="base64"', "no Base64", "no Base64"),
        ('type="html"', "QUJD", "QUJD"),
        ('type="text/plain"', encoded("plain words"), "plain words"),
        ('type="text/plain"', "cGxh cGxhaW4g\nd29yZHM=", "plaplain words"),  # with white space
        ('type="text/plain"', encoded("twelve bytes"), "twelve bytes"),  # 16 characters
        ('type="text/plain"', encoded("nine byte"), encoded("nine byte")),  # 12
        ('type="text"', encoded("plain words"), encoded("plain words")),
        ('type="text/plain"', encoded("word"), encoded("word")),  # shorter than 16 characters
        ('type="text/plain"', "a-word-of-16-let", "a-word-of-16-let"),
        ('type="text/plain"', "YWJjZGVmZ2hpamtsbW5vc", "YWJjZGVmZ2hpamtsbW5vc"),  # no multiple of four
        ('type="text/plain"', "////////////////", "////////////////"),  # no UTF-8
    ],
)
def test_the_type_says_how_a_text_is_written(attributes: str, source: str, text: str) -> None:
    assert content(f"<content {attributes}>{source}</content>") == (text, [])


@pytest.mark.parametrize(
    ("type_", "source", "text"),
    [
        ("application/x", "a &lt; b", "a &lt; b"),
        ("application/x", "a &lt;b>c&lt;/b>", "a <b>c</b>"),
        ("application/x", encoded("<p>some words</p>"), "<p>some words</p>"),
        ("application/xml", encoded("plain words"), encoded("plain words")),
        ("text/x-markdown", "*x*", "*x*"),
    ],
)
def test_a_text_of_an_unknown_type_is_html_if_it_has_a_tag(type_: str, source: str, text: str) -> None:
    assert content(f'<content type="{type_}">{source}</content>') == (text, ["read.attribute.dropped"])


@pytest.mark.parametrize("source", [encoded("plain words"), "words, words", "&lt;svg/>"])
@pytest.mark.parametrize("type_", ["image/png", "image/svg+xml", "audio/mpeg"])
def test_a_content_that_is_no_text_is_left_out(type_: str, source: str) -> None:
    codes = ["read.attribute.dropped", "read.element.dropped"]
    assert content(f'<content type="{type_}">{source}</content>') == ("", codes)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"<div {XHTML}>a</div>", "a"),
        (f" <div {XHTML}>a</div> ", "a"),
        (f"b<div {XHTML}>a</div>", "b<div>a</div>"),
        (f"<div {XHTML}>a</div>b", "<div>a</div>b"),
        (f'<div {XHTML} class="c">a</div>', '<div class="c">a</div>'),
        (f'<div {XHTML} xml:base="https://b.example/">a</div>', "a"),
        (f"<div {XHTML}>a</div><div {XHTML}>b</div>", "<div>a</div><div>b</div>"),
        (f"<p {XHTML}>a<br/>b &lt; c</p>", "<p>a<br/>b &lt; c</p>"),
        (f"<div {XHTML}><!-- no --><b>a</b><?no pi?> c</div>", "<b>a</b> c"),
        (f'<div {XHTML}><b></b>a<img src="https://b.example/i.png" alt="&quot;"/></div>',
         '<b></b>a<img src="https://b.example/i.png" alt="&quot;"/>'),
        (f'<div {XHTML}><b xml:lang="de">a</b></div>', '<b lang="de">a</b>'),
    ],
)  # fmt: skip
def test_the_div_around_xhtml_is_no_part_of_it(source: str, text: str) -> None:
    assert content(f'<content type="xhtml">{source}</content>') == (text, [])


def test_addresses_in_xhtml_are_resolved_against_the_nearest_base() -> None:
    source = (
        f'<div {XHTML}><a href="x">1</a><p xml:base="https://b.example/"><a href="x">2</a>'
        '<q cite="y">3</q><b xml:base="c/"><a href="x">4</a></b></p></div>'
    )
    text, _ = content(f'<content type="xhtml">{source}</content>', 'xml:base="https://a.example/"')
    assert text == (
        '<a href="https://a.example/x">1</a><p><a href="https://b.example/x">2</a>'
        '<q cite="https://b.example/y">3</q><b><a href="https://b.example/c/x">4</a></b></p>'
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One\n\nTwo\n  \nThree", "<p>One</p><p>Two</p><p>Three</p>"),
        ("One\nTwo", "One\nTwo"),
        ("\n\nOne\n\n", "One"),
        ("One\n\n\n\nTwo &lt; three", "<p>One</p><p>Two &lt; three</p>"),
    ],
)
def test_empty_lines_separate_paragraphs_of_plain_text(source: str, text: str) -> None:
    assert content(f'<content type="text">{source}</content>') == (text, [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        *(("", False), ("<p>x</p>", False), ('<a href="https://x">', False), ('<a href="http://x">', False)),
        ('<a href="/x">', True),
        *(("<a href='x'>", True), ("<a href=x>", True), ('<img src="x">', True), ('<a href="mailto:x">', False)),
        ('<a href="#x">', False),
        *(('<a href="">', False), ('<a href="https://x"><a href="y">', True)),
        ('<img src="https://x"><a href="https://y">', False),
        *(('<a href="https://x"><img src="y">', True), ("say href = x", False), ("xhref=x", False)),
    ],
)  # fmt: skip
def test_html_that_can_have_a_relative_link(html: str, *, expected: bool) -> None:
    assert may_have_relative_links(html) is expected


@pytest.mark.parametrize(
    ("text", "content_"),
    [
        ("<![CDATA[x]]>", "x"),
        (" <![CDATA[x\ny]]>\n", "x\ny"),
        ("<![CDATA[]]>", ""),
        ("a <![CDATA[x]]>", "a <![CDATA[x]]>"),
        ("<![CDATA[x", "<![CDATA[x"),
        ("x", "x"),
    ],
)
def test_an_escaped_cdata_section_is_unwrapped(text: str, content_: str) -> None:
    assert unwrap_cdata(text) == content_


@pytest.mark.parametrize(
    ("construct", "text"),
    [
        ('type="html">a &lt;b>b&lt;/b> &amp;amp; c', "a b & c"),
        (">a &lt;b>b&lt;/b> &amp;amp; c", "a <b>b</b> &amp; c"),
        (f'type="xhtml"><div {XHTML}>a <b>b</b></div>', "a b"),
    ],
)
def test_titles_rights_and_sources_are_plain_text(construct: str, text: str) -> None:
    elements = "".join(f"<{name} {construct}</{name}>" for name in ("title", "rights"))
    source = f"<source><title {construct}</title></source>"
    feed = newsfeed.loads(atom(f"<entry><id>urn:x-quay:1</id>{elements}{source}</entry>"))
    (story,) = feed.stories
    assert story.rights is not None
    assert story.source is not None
    assert (story.headline, story.rights.notice, story.source.title) == (text, text, text)
