"""The preview: stories as readers would see them, and nothing that runs, loads or imitates the page."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import etree, html

import newsfeed
from examples import full_story
from newsfeed import Feed, Image, Markup, Organization, PressMention, Question, Section, Story
from newsfeed.http.validator.preview_markup import preview_markup
from newsfeed.io.limits import Limits
from tests.http.validator.sending import content, page, post, words

_LOADING = ("img", "picture", "source", "video", "audio", "iframe", "embed", "object", "script", "link", "svg", "base")
_HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jAvascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='https://evil.example/'><input name=q><button>Check</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0' id='page-content' class='skip-link verdict'>x</p>",
    "<textarea></textarea><script>alert(1)</script>",
    "</div></article></main><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<plaintext><script>alert(1)</script>",
    "<video poster=https://evil.example/a.png src=https://evil.example/a.mp4 autoplay></video>",
    "<p lang='\"><script>alert(1)</script>'>x</p>",
    "<math href='javascript:alert(1)'>x</math>",
)


def _is_harmless(root: html.HtmlElement) -> bool:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    attributes = {name for element in elements for name in element.attrib}
    links = [element.get("href") for element in root.iter("a")]
    return (
        not any(element.tag in (*_LOADING, "form", "input", "button", "style", "meta", "math") for element in elements)
        and attributes <= {"class", "lang", "dir", "href", "rel"}
        and all(link.lower().startswith(("http://", "https://", "mailto:")) for link in links)
        and all("nofollow noopener noreferrer" in element.get("rel") for element in root.iter("a"))
    )


@pytest.mark.parametrize("payload", _HOSTILE)
def test_markup_is_harmless(payload: str) -> None:
    shown = preview_markup(f"<p>before</p>{payload}<p>after</p>", limits=Limits()) or ""
    assert _is_harmless(html.fragment_fromstring(shown, create_parent="div")), shown
    assert "before" in shown


@pytest.mark.parametrize("payload", _HOSTILE)
def test_script_in_any_field_is_text(payload: str) -> None:
    story = {
        "id": "https://news.example.com/1",
        "url": "https://news.example.com/1",
        "title": payload,
        "summary": payload,
        "content_html": f"<p>Tide</p>{payload}",
        "authors": [{"name": payload}],
        "tags": [payload],
        "_note": payload,
        payload: payload,
    }
    document = {"version": "https://jsonfeed.org/version/1.1", "title": payload, "items": [story], payload: payload}
    shown = page(post(json.dumps(document).encode(), query=f"name={'x' * 8}"))
    allowed = {"script": 0, "img": 0, "iframe": 0, "svg": 0, "math": 0, "object": 0, "base": 0, "style": 1}
    assert {tag: len(shown.cssselect(tag)) for tag in allowed} == allowed
    assert len(shown.cssselect("form")) == 2
    assert not [name for element in shown.iter("*") for name in element.attrib if name.startswith("on")]
    assert _is_harmless(shown.cssselect("#preview .body")[0])
    assert all(not link.get("href").lower().strip().startswith(("javascript", "data")) for link in shown.iter("a"))


_PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


def _in_each_text(document: bytes) -> bytes:
    root = etree.fromstring(document)
    for element in root.iter("*"):
        if element.text and element.text.strip():
            element.text = _PAYLOAD
    return etree.tostring(root)


def _in_each_attribute(document: bytes) -> bytes:
    root = etree.fromstring(document)
    for element in root.iter("*"):
        for name in element.attrib:
            element.set(name, _PAYLOAD)
    return etree.tostring(root)


def _in_each_string(value: object) -> object:
    if isinstance(value, dict):
        return {name: value if name == "version" else _in_each_string(value) for name, value in value.items()}
    return [_in_each_string(entry) for entry in value] if isinstance(value, list) else _PAYLOAD


def _has_no_markup_of_the_document(shown: html.HtmlElement) -> bool:
    attributes = [name for element in shown.iter("*") for name in element.attrib]
    return not shown.cssselect("script, img, iframe") and not any(name.startswith("on") for name in attributes)


@pytest.mark.slow
@pytest.mark.parametrize("change", [_in_each_text, _in_each_attribute])
@pytest.mark.parametrize("name", ["rss", "atom", "newsml"])
def test_script_in_every_text_and_attribute_of_xml_is_text(name: str, change: Callable[[bytes], bytes]) -> None:
    document = change(newsfeed.dumps(full_story(), name))
    shown = page(post(document, query=f"format={name}"))
    assert "alert(1)" in words(shown)
    assert _has_no_markup_of_the_document(shown)


@pytest.mark.parametrize("name", ["jsonfeed", "ninjs", "jsonld", "json"])
def test_script_in_every_string_of_json_is_text(name: str) -> None:
    document = json.dumps(_in_each_string(json.loads(newsfeed.dumps(full_story(), name)))).encode()
    shown = page(post(document, query=f"format={name}"))
    assert "alert(1)" in words(shown)
    assert _has_no_markup_of_the_document(shown)


def test_markup_of_the_model_that_no_reader_has_sanitized_is_sanitized() -> None:
    story = Story(
        id="https://news.example.com/1",
        published=datetime(2026, 3, 2, tzinfo=UTC),
        sections=[
            Section(blocks=[Markup(html="<p>Tide</p><script>alert(1)</script><img src='x.png' onerror='a()'/>")])
        ],
    )
    document = newsfeed.dumps(story, "json")
    assert b"<script>" in document
    shown = page(post(document))
    assert not shown.cssselect("script, img")
    assert "Tide" in words(shown.cssselect("#preview .body")[0])


def test_a_picture_is_its_address_and_its_alternative_text() -> None:
    shown = preview_markup(
        '<p><img src="https://evil.example/a.png" alt="The barrier &amp; the sea"/></p>', limits=Limits()
    )
    assert shown is not None
    assert "<img" not in shown
    assert "Image" in shown
    assert "https://evil.example/a.png" in shown
    assert "“The barrier &amp; the sea”" in shown


def test_a_link_that_leads_elsewhere_is_followed_without_a_trace_and_others_are_text() -> None:
    shown = preview_markup('<p><a href="https://a.example/">A</a> <a href="/b">B</a></p>', limits=Limits())
    assert shown is not None
    root = html.fragment_fromstring(shown, create_parent="div")
    (link,) = root.iter("a")
    assert link.get("rel") == "nofollow noopener noreferrer"
    assert words(root) == "A B (/b)"


@pytest.mark.parametrize("markup", ["<div>" * 400 + "x", "x" * 300_000])
def test_markup_that_is_too_long_or_too_deep_is_not_shown(markup: str) -> None:
    assert preview_markup(markup, limits=Limits()) is None


def test_headings_keep_the_outline_of_the_page() -> None:
    shown = preview_markup("<h1>A</h1><h2>B</h2><h6>C</h6>", limits=Limits()) or ""
    assert {element.tag for element in html.fragments_fromstring(shown)} == {"h4"}


def test_a_story_is_shown_with_everything_that_readers_see() -> None:
    story = Story(
        id="tag:news.example.com,2026:1",
        url="https://news.example.com/1",
        headline="Barrier approved",
        language="en",
        published=datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
        authors=["Nadia Fenwick"],
        publisher=Organization(name="The Harbour Desk"),
        summary="The council agreed.",
        press=[
            PressMention(outlet="The Marl Courier", text="The Marl Courier calls it late.", url="https://c.example/")
        ],
        questions=[Question(text="Who pays?", answer="The region.")],
        sections=[Section(blocks=[Image(url="https://news.example.com/a.png", alt="A barrier")])],
    )
    shown = page(post(newsfeed.dumps(Feed(title="T", url="https://news.example.com/", stories=[story]), "rss")))
    (preview,) = shown.cssselect("#preview .story")
    text = words(preview)
    for part in (
        "Barrier approved",
        "Nadia Fenwick",
        "2 March 2026",
        "The council agreed.",
        "The Marl Courier calls it late.",
        "1 press mention: The Marl Courier",
        "Who pays?",
        "The region.",
        "https://news.example.com/a.png",
        "A barrier",
    ):
        assert part in text, part
    assert preview.cssselect(".mention .source")
    assert preview.get("lang") == "en"


def test_a_story_with_every_field_is_shown() -> None:
    shown = page(post(newsfeed.dumps(full_story(), "newsml")))
    assert _is_harmless(shown.cssselect("#preview .body")[0])
    assert len(shown.cssselect("#preview .media li")) == len(full_story().media)


def test_a_story_in_arabic_is_shown_from_right_to_left() -> None:
    story = Story(
        id="https://news.example.com/1", headline="السد", language="ar", published=datetime(2026, 3, 2, tzinfo=UTC)
    )
    (preview,) = page(post(newsfeed.dumps(story, "json"))).cssselect("#preview .story")
    assert preview.get("dir") == "rtl"
    assert preview.get("lang") == "ar"


def test_more_stories_than_are_shown_are_counted() -> None:
    stories = [
        Story(
            id=f"tag:news.example.com,2026:{number}",
            headline=f"Tide {number}",
            url=f"https://news.example.com/{number}",
        )
        for number in range(25)
    ]
    response = post(newsfeed.dumps(Feed(title="T", url="https://news.example.com/", stories=stories), "rss"))
    shown = page(response)
    assert len(shown.cssselect("#preview .story")) == 20
    assert b"5 more stories are not shown" in content(response)
