"""JSON-LD: the bytes of a story say what its nodes say, whatever its text is, and the text of HTML is the body's own."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import Feed, Markup, Media, ModelError, Question, RichText, Section, Story
from newsfeed.body import xhtml
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld.graph_layout import MEDIA_TYPES
from newsfeed.formats.jsonld.write import story_json
from newsfeed.formats.jsonld.write_entities import media_node, plain
from newsfeed.formats.jsonld.write_graph import feed_nodes, story_nodes
from newsfeed.headings import Headings
from strategies import feeds, media, stories

CHECKED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
SITE = "https://example.org/#website"

NASTY = [
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
    """Give what the bytes of a story's nodes say to another reader of JSON."""
    data = story_json(story, **options)
    assert newsfeed.dumps(story, "jsonld", **options) == (
        b'{"@context":"https://schema.org","@graph":[\n' + data + b"\n]}\n"
    )
    return json.loads(b"[" + data + b"]")


def with_text(text: str) -> Story:
    """Give a story that has a text in fields of each kind."""
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


@given(stories())
@CHECKED
def test_bytes_say_what_the_nodes_say(story: Story) -> None:
    found = story_nodes(story, part_of=SITE)
    assert json.loads(b"[" + story_json(story, part_of=SITE) + b"]") == json.loads(json.dumps(found))


@given(feeds())
@CHECKED
def test_a_feed_is_its_nodes_and_those_of_its_stories(feed: Feed) -> None:
    expected = feed_nodes(feed)
    site = expected[0]["@id"]
    for story in feed.stories:
        expected += story_nodes(story, part_of=site)
    document = json.loads(newsfeed.dumps(feed, "jsonld"))
    assert document == json.loads(json.dumps({"@context": "https://schema.org", "@graph": expected}))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text(text: str) -> None:
    story = with_text(text)
    article, faq = written(story)
    assert article["headline"] == story.headline
    assert article["description"] == article["abstract"] == story.summary
    assert article["author"] == [{"@type": "Person", "name": story.authors[0].name}]
    assert article["keywords"] == list(story.keywords)
    assert article["articleBody"] == xhtml.plain_text(story)
    assert article["encoding"]["text"] == render(story)
    assert faq["mainEntity"][0]["name"] == story.questions[0].text
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == story.questions[0].answer


@pytest.mark.parametrize("label", ['c"d', "e\\f", "\u2028", "</script>"])
def test_labels_of_a_house_are_escaped(label: str) -> None:
    article, _ = written(with_text("x"), headings=Headings(summary=label, questions=label))
    assert article["articleBody"].split("\n").count(label) == 2


@pytest.mark.parametrize("label", ["a\x01b", "\x1f", "\ud800", "\uffff", "", " \n", ("good", ""), 7])
def test_labels_that_no_format_could_write_are_refused(label: Any) -> None:
    with pytest.raises(ModelError, match=r"Headings\.summary"):
        Headings(summary=label if isinstance(label, str | tuple) else (label,))


def test_a_separator_stands_between_stories_only() -> None:
    parts: list[bytes] = []
    feed = Feed(title="t", url="https://example.org/")
    with newsfeed.open_writer(_Target(parts), "jsonld", feed) as writer:
        writer.write(Story(id="1"))
        writer.write(Story(id="2"))
    *before, last, end = b"".join(parts).split(b"\n")[1:-1]
    assert [json.loads(line[:-1])["@type"][0] for line in before[1:]] == ["NewsArticle"]
    assert before[0].startswith(b'{"@type":"WebSite"')
    assert (json.loads(last)["identifier"], end) == ("2", b"]}")


class _Target:
    """A file that is open for writing."""

    def __init__(self, parts: list[bytes]) -> None:
        self.write = parts.append


# --- media -----------------------------------------------------------------------------------------------------------------


def expected_media(each: Media) -> dict[str, Any]:
    """Give the node of a medium by a table: property and value, those that are empty left out."""
    caption = plain(each.caption) if each.medium in ("image", "video", "audio") else ""
    properties = {
        "name": each.title,
        "description": each.alt,
        "caption": caption,
        "creditText": each.credit,
        "encodingFormat": each.type,
        "contentSize": None if each.length is None else f"{each.length} B",
        "width": each.width and f"{each.width} px",
        "height": each.height and f"{each.height} px",
        "duration": None if each.duration is None else f"PT{Decimal(repr(each.duration)):f}S",
        "inLanguage": each.language,
        "thumbnailUrl": each.thumbnail,
    }
    given_ones = {name: value for name, value in properties.items() if value}
    return {"@type": MEDIA_TYPES[each.medium], "contentUrl": each.url, "url": each.url, **given_ones}


@given(media())
@CHECKED
def test_media(each: Media) -> None:
    assert list(media_node(each).items()) == list(expected_media(each).items())


def test_a_caption_that_is_a_line_end_only_is_none() -> None:
    each = Media(url="https://example.org/a.jpg", type="image/jpeg", caption=RichText("<em>&#13;</em>"))
    assert "caption" not in media_node(each)


# --- the text of HTML ------------------------------------------------------------------------------------------------------

_TEXT = st.sampled_from(["a", "b c", " ", "\n", "\t", "é", "“", "😀", "\u2028", "\x85", "< ", "> ", '"', "\\"])
_REFERENCES = st.sampled_from(["&amp;", "&amp", "&", "&amp;lt;", "&lt;", "&gt;", "&#12;", "&#0;", "&#13;", "&nbsp;"])
_TAGS = st.sampled_from([
    "<p>", "</p>", "</p>\n", "<div\tclass='x'>", "</div>", "</li>", "</li\n>", "</tr>", "</dt>", "</dd>", "</blockquote>\n",
    "</h1>\n", "</h7>", "<br>", "<br/>", "<b>", "</b>", "<pre>", "</pre>", "<s>", "<t>", "<n>", "<a\nhref='x?a=b&amp;c'>",
    "</a>", "<img\nalt='“é”'/>", "<BR>", "<dIV>", "<script>", "</script>", "<style>", "</style>", "<scripty>", "<noscript>",
    "<template>", "<!--", "-->", "<!x>", "<p-x>", "</p-x>", "</p:x>", "</pé>", "<bré>", "<svg:path/>",
])  # fmt: skip


@given(st.lists(_TAGS | _TAGS | _TEXT | _REFERENCES, max_size=12).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_text_of_html_is_that_of_the_body(html: str) -> None:
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
