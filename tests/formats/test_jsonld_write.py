"""Writing JSON-LD: the bytes of a story for any text, its media, script elements, and plain text of HTML."""

import html
import json
from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import (
    Feed,
    Image,
    List,
    Markup,
    Media,
    ModelError,
    Paragraph,
    Point,
    Points,
    Question,
    Quotation,
    RichText,
    Section,
    Story,
)
from newsfeed.body import xhtml
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld.answer_html import WRITTEN_ELEMENTS, answer_html
from newsfeed.formats.jsonld.graph_layout import MEDIA_TYPES
from newsfeed.formats.jsonld.write import story_json, to_script
from newsfeed.formats.jsonld.write_graph import feed_nodes, story_nodes
from newsfeed.formats.jsonld.write_media import media_node, plain
from newsfeed.headings import Headings
from newsfeed.model import Answer
from newsfeed.values.dates import rfc3339
from strategies import answers, media, published_feeds, stories, texts

CHECKED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
SITE = "https://example.org/#website"

SPECIAL_TEXTS = [
    'quotation "marks" and \\ and \\n and \\u0041, \\',
    "tab\tline\nreturn\rend",
    "\u2028line\u2029paragraph\u0085next\x7fdelete\x9fcontrol",
    "👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 \U0010fffd \ufffd \ue000",
    "&amp &amp; &ampamp; && &#0; &#12; &#x1F600 &nosuch; &#99999999; &amp;lt;",
    "</script><!-- <![CDATA[ ]]> --> <",
    '","@type":"Person","name":"',
    "“curly” ‘quotes’ – and — dashes…",
]


def written(story: Story, **options: Any) -> Any:
    """Return the nodes of a story with its whole body, as another JSON parser reads them."""
    options.setdefault("body", "full")
    data = story_json(story, **options)
    assert newsfeed.dumps(story, "jsonld", **options) == (
        b'{"@context":"https://schema.org","@graph":[\n' + data + b"\n]}\n"
    )
    return json.loads(b"[" + data + b"]")


def with_text(text: str) -> Story:
    """Return a story with a text in fields of every kind."""
    return Story(
        id="1",
        headline=text,
        summary=text,
        language="en",
        sections=[Section(heading=text, blocks=[Markup(text), newsfeed.Paragraph(text=text)])],
        questions=[Question(text=text, answer=text)],
        authors=[newsfeed.Person(name=text)],
        keywords=[text],
    )


# --- bytes and nodes -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(stories())
@CHECKED
def test_bytes_are_the_json_of_the_nodes(story: Story) -> None:
    nodes = story_nodes(story, part_of=SITE)
    assert json.loads(b"[" + story_json(story, part_of=SITE) + b"]") == json.loads(json.dumps(nodes))


@pytest.mark.slow
@given(published_feeds())
@CHECKED
def test_a_document_has_the_nodes_of_its_feed_and_stories(feed: Feed) -> None:
    expected = feed_nodes(feed)
    site = expected[0]["@id"]
    for story in feed.stories:
        expected += story_nodes(story, part_of=site) if story.status == "usable" else []
    document = json.loads(newsfeed.dumps(feed, "jsonld"))
    assert document == json.loads(json.dumps({"@context": "https://schema.org", "@graph": expected}))


@pytest.mark.parametrize("text", SPECIAL_TEXTS)
def test_special_text(text: str) -> None:
    story = with_text(text)
    article, faq = written(story)
    assert article["headline"] == story.headline
    assert article["description"] == story.summary
    assert [author["name"] for author in article["author"]] == [story.authors[0].name]
    assert article["keywords"] == list(story.keywords)
    assert article["articleBody"] == xhtml.plain_text(story)
    assert article["encoding"]["text"] == render(story)
    assert faq["mainEntity"][0]["name"] == story.questions[0].text
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == html.escape(str(story.questions[0].answer), quote=False)


# --- answers ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("So.", "So."),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("Write <b> &amp; wait.", "Write &lt;b&gt; &amp;amp; wait."),
        ("One < two.\n\n\n\nThree.", "<p>One &lt; two.</p><p>Three.</p>"),
        (RichText("<em lang='de'>So</em> &amp; <strong>so</strong>"), "<em>So</em> &amp; <strong>so</strong>"),
        (RichText("<em>a</em>\n\n<sub>b</sub>"), "<p><em>a</em></p><p>b</p>"),
        (
            RichText('<a title="T" rel="x" href="https://a.example/?b&amp;c">d</a><br/><q>e</q> <cite>f</cite><a>g</a>'),
            '<a href="https://a.example/?b&amp;c">d</a><br/>“e” <em>f</em><a>g</a>',
        ),
        ([List(items=["a < b", RichText("<code>c</code>")])], "<ul><li>a &lt; b</li><li>c</li></ul>"),
        ([Paragraph(text="So:"), List(items=["a"], ordered=True)], "<p>So:</p><ol><li>a</li></ol>"),
        (
            [Points(points=[Point(label="A & B", text=RichText("<em>c</em>")), Point(text="d")])],
            "<ul><li><strong>A &amp; B:</strong> <em>c</em></li><li>d</li></ul>",
        ),
        ([Quotation(text="a < b")], "<p>“a &lt; b”</p>"),
        (
            [Quotation(text="a\n\nb", attribution="C & D", url="https://a.example/?b&c")],
            '<p>“a</p><p>b”</p><p>— <a href="https://a.example/?b&amp;c">C &amp; D</a></p>',
        ),
        (
            [Quotation(text="a", url="https://a.example/")],
            '<p>“a”</p><p>— <a href="https://a.example/">https://a.example/</a></p>',
        ),
        ([Quotation(text="", attribution="A")], "<p>— A</p>"),
        (
            [Image(url="https://a.example/b.png", alt="a", caption="a & b"), List(items=["c"])],
            "<p>a &amp; b</p><ul><li>c</li></ul>",
        ),
        ([Image(url="https://a.example/b.png", alt="a"), List(items=["c"])], "<p>a</p><ul><li>c</li></ul>"),
        ([Image(url="https://a.example/b.png"), List(items=["c"])], "<ul><li>c</li></ul>"),
        (
            [Markup("<h1>a</h1><table><tr><td>b</td><td>c</td></tr></table><div><blockquote>d</blockquote></div>")],
            "<h2>a</h2><p> b  c </p><p>d</p>",
        ),
        (
            [Markup('<p class="x" onclick="y()">a <b>b</b><script>c</script> <a href="javascript:d()">e</a> &lt;f</p>')],
            "<p>a <strong>b</strong> <a>e</a> &lt;f</p>",
        ),
        ([Markup("<b>" * 300 + "a < b")], "<p>a &lt; b</p>"),
    ],
)  # fmt: skip
def test_the_text_of_an_answer_is_the_html_that_consumers_take(answer: Any, expected: str) -> None:
    (_, faq) = written(Story(id="1", questions=[Question(text="How?", answer=answer)]))
    assert faq["mainEntity"][0]["acceptedAnswer"] == {"@type": "Answer", "text": expected}


@given(answers())
@CHECKED
def test_any_answer_has_the_elements_that_consumers_take_only(answer: Answer) -> None:
    fragment = lxml.html.fragment_fromstring(answer_html(answer), create_parent="answer")
    elements = [element for element in fragment.iter() if element is not fragment]
    assert {str(element.tag) for element in elements} <= WRITTEN_ELEMENTS
    assert {name for element in elements for name in element.attrib} <= {"href"}


@given(texts())
def test_plain_text_in_an_answer_keeps_every_character(text: str) -> None:
    expected = Question(text="How?", answer=text).answer
    assert html.unescape(answer_html(expected).replace("</p><p>", "\n\n")) in (expected, f"<p>{expected}</p>")


@pytest.mark.parametrize("label", ['c"d', "e\\f", "\u2028", "</script>"])
def test_headings_are_escaped(label: str) -> None:
    article, _ = written(with_text("x"), headings=Headings(summary=label, questions=label))
    assert article["articleBody"].split("\n").count(label) == 2


@pytest.mark.parametrize("label", ["a\x01b", "\x1f", "\ud800", "\uffff", "", " \n", ("good", ""), 7])
def test_unwritable_headings_are_refused(label: Any) -> None:
    with pytest.raises(ModelError, match=r"Headings\.summary"):
        Headings(summary=label if isinstance(label, str | tuple) else (label,))


def test_separators_are_between_stories_only() -> None:
    parts: list[bytes] = []
    feed = Feed(title="t", url="https://example.org/")
    with newsfeed.open_writer(_Target(parts), "jsonld", feed) as writer:
        writer.write(Story(id="1"))
        writer.write(Story(id="2"))
    *leading_lines, last_line, end = b"".join(parts).split(b"\n")[1:-1]
    assert [json.loads(line[:-1])["@type"] for line in leading_lines[1:]] == ["NewsArticle"]
    assert leading_lines[0].startswith(b'{"@type":"WebSite"')
    assert (json.loads(last_line)["identifier"], end) == ("2", b"]}")


class _Target:
    """A minimal file that is open for writing."""

    def __init__(self, parts: list[bytes]) -> None:
        self.write = parts.append


# --- script elements -------------------------------------------------------------------------------------------------------


def test_script_element_of_a_story() -> None:
    """The example in the docstring of `to_script`."""
    assert to_script(Story(id="tag:example.org,2026:1", headline="Fish & chips")) == (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[\n'
        '{"@type":"NewsArticle","@id":"tag:example.org,2026:1#article",'
        '"identifier":"tag:example.org,2026:1","headline":"Fish \\u0026 chips","version":1,'
        '"creativeWorkStatus":"Published"}\n]}\n</script>'
    )


def test_script_element_of_a_feed_has_its_site_and_stories() -> None:
    feed = Feed(title="t", url="https://example.org/", stories=[Story(id="1"), Story(id="2")])
    script = to_script(feed).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(script) == json.loads(newsfeed.dumps(feed, "jsonld"))


def test_script_element_takes_headings_of_the_publisher() -> None:
    assert "In short" in to_script(with_text("x"), headings=Headings(summary="In short"), body="full")


# --- media -----------------------------------------------------------------------------------------------------------------


def expected_media(medium: Media) -> dict[str, Any]:
    """Return the node of a medium from a table of its properties; empty ones are left out."""
    caption = plain(medium.caption) if medium.medium in ("image", "video", "audio") else ""
    properties = {
        "name": medium.title,
        "description": medium.alt,
        "caption": caption,
        "creditText": medium.credit,
        "encodingFormat": medium.type,
        "contentSize": None if medium.length is None else f"{medium.length} B",
        "width": medium.width and f"{medium.width} px",
        "height": medium.height and f"{medium.height} px",
        "duration": None if medium.duration is None else f"PT{Decimal(repr(medium.duration)):f}S",
        "inLanguage": medium.language,
        "thumbnailUrl": medium.thumbnail,
        "image": medium.poster,
        "uploadDate": medium.uploaded and rfc3339(medium.uploaded),
    }
    filled = {name: value for name, value in properties.items() if value}
    return {"@type": MEDIA_TYPES[medium.medium], "contentUrl": medium.url, "url": medium.url, **filled}


@given(media())
@CHECKED
def test_media(medium: Media) -> None:
    node = media_node(medium)
    assert len(node.pop("encoding", ())) == len(medium.renditions)  # type: ignore[arg-type]
    assert list(node.items()) == list(expected_media(medium).items())


def test_a_caption_without_visible_text_is_left_out() -> None:
    medium = Media(url="https://example.org/a.jpg", type="image/jpeg", caption=RichText("<em>&#13;</em>"))
    assert "caption" not in media_node(medium)


# --- the text of HTML ------------------------------------------------------------------------------------------------------

_TEXT = st.sampled_from(["a", "b c", " ", "\n", "\t", "é", "“", "😀", "\u2028", "\x85", "< ", "> ", '"', "\\"])
_REFERENCES = st.sampled_from(["&amp;", "&amp", "&", "&amp;lt;", "&lt;", "&gt;", "&#12;", "&#0;", "&#13;", "&nbsp;"])
_TAGS = st.sampled_from([
    "<p>", "</p>", "</p>\n", "<div\tclass='x'>", "</div>", "</li>", "</li\n>", "</tr>", "</dt>", "</dd>", "</blockquote>\n",
    "</h1>\n", "</h7>", "<br>", "<br/>", "<b>", "</b>", "<pre>", "</pre>", "<s>", "<t>", "<n>", "<a\nhref='x?a=b&amp;c'>",
    "</a>", "<img\nalt='“é”'/>", "<BR>", "<dIV>", "<script>", "</script>", "<style>", "</style>", "<scripty>", "<noscript>",
    "<template>", "<!--", "-->", "<!x>", "<p-x>", "</p-x>", "</p:x>", "</pé>", "<bré>", "<svg:path/>",
])  # fmt: skip


@pytest.mark.slow
@given(st.lists(_TAGS | _TAGS | _TEXT | _REFERENCES, max_size=12).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_text_of_any_html_is_that_of_the_rendered_body(html: str) -> None:
    story = Story(id="1", sections=[Section(blocks=[Markup(html)])])
    assert plain_text(story) == xhtml.plain_text(story)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p>\n<p>b <em>c</em></p>", "a\nb c"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ('<p>a<br/>b</p><p title="1 &lt; 2">c</p>', "a\nb\nc"),
        ("<p>Bread &amp; butter &amp;amp; jam</p>", "Bread & butter &amp; jam"),
        ("<p>a &lt;b&gt; &#8220;c&#8221; &amp; d</p>", "a <b> “c” & d"),
    ],
)
def test_text_of_html(html: str, text: str) -> None:
    assert plain_text(Story(id="1", sections=[Section(blocks=[Markup(html)])])) == text
