"""Every code point in texts and attributes of every format: an exact round trip, or an error that names field and offset."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import pytest
from lxml import etree

import newsfeed
from hostile.cases.characters import ILLEGAL, LEGAL, LINE_ENDS, SAMPLE, SEQUENCES
from newsfeed.errors import ModelError, NewsfeedError
from newsfeed.model import (
    Category,
    Extension,
    Feed,
    Image,
    Link,
    List,
    Markup,
    Media,
    Paragraph,
    Person,
    PressMention,
    Question,
    Quotation,
    RichText,
    Rights,
    Section,
    Story,
    Subscription,
    Topic,
)
from newsfeed.plugins import registry
from newsfeed.values.xml_chars import XML_SPACE

WRITERS: Final = [described.name for described in registry if described.writes]
LISTS: Final = ("html list", "markdown list")
"""Documents of a feed with less of each story than the document of the story: their texts are of one line."""
DOCUMENTS: Final = (*WRITERS, *LISTS)
_ADDRESS: Final = "https://news.example.com/a.png"
_VOCABULARY: Final = "{https://vocabulary.example.com/}"


def feed_of(text: str) -> Feed:
    """Return a feed with a text in fields of every kind."""
    story = Story(
        id="tag:news.example.com,2026:1",
        url="https://news.example.com/1",
        headline=text,
        summary=text,
        sections=(
            Section(
                heading="Background",
                blocks=(
                    Paragraph(text=text),
                    Quotation(text=text, attribution=text),
                    List(items=(text,)),
                    Image(url=_ADDRESS, alt=text, caption=text),
                ),
            ),
        ),
        questions=(Question(text=text, answer=text),),
        press=(PressMention(outlet="The Marl Courier", text=text),),
        topics=(Topic(name="Marl", kind="place", description=text),),
        authors=(Person(name=text),),
        language="en",
        published="2026-03-01T08:30:00Z",
        updated="2026-03-01T08:30:00Z",
        keywords=(text,),
        categories=(Category(term="news", scheme="https://news.example.com/desks", label=text),),
        links=(Link(url="https://news.example.com/more", title=text),),
        media=(Media(url=_ADDRESS, type="image/png", title=text, caption=text, alt=text, credit=text),),
        rights=Rights(notice=text),
        extensions=(Extension(name=f"{_VOCABULARY}mood", attributes={"level": text}, content=(text,)),),
    )
    return Feed(
        title=text,
        url="https://news.example.com/",
        description=text,
        language="en",
        updated="2026-03-01T08:30:00Z",
        subscriptions=(Subscription(feed_url="https://marl.example.com/feed", title=text, description=text),),
        stories=(story,),
    )


_FIELDS: Final[dict[str, Callable[[Feed], Any]]] = {
    "feed.title": lambda feed: feed.title,
    "feed.description": lambda feed: feed.description,
    "subscription.title": lambda feed: feed.subscriptions[0].title,
    "subscription.description": lambda feed: feed.subscriptions[0].description,
    "headline": lambda feed: feed.stories[0].headline,
    "summary": lambda feed: feed.stories[0].summary,
    "paragraph": lambda feed: feed.stories[0].sections[0].blocks[0].text,
    "quotation": lambda feed: feed.stories[0].sections[0].blocks[1].text,
    "quotation.attribution": lambda feed: feed.stories[0].sections[0].blocks[1].attribution,
    "list": lambda feed: feed.stories[0].sections[0].blocks[2].items[0],
    "image.alt": lambda feed: feed.stories[0].sections[0].blocks[3].alt,
    "image.caption": lambda feed: feed.stories[0].sections[0].blocks[3].caption,
    "question": lambda feed: feed.stories[0].questions[0].text,
    "answer": lambda feed: feed.stories[0].questions[0].answer,
    "press": lambda feed: feed.stories[0].press[0].text,
    "topic": lambda feed: feed.stories[0].topics[0].description,
    "author": lambda feed: feed.stories[0].authors[0].name,
    "keyword": lambda feed: feed.stories[0].keywords[0],
    "category.label": lambda feed: feed.stories[0].categories[0].label,
    "link.title": lambda feed: feed.stories[0].links[0].title,
    "media.title": lambda feed: feed.stories[0].media[0].title,
    "media.caption": lambda feed: feed.stories[0].media[0].caption,
    "media.alt": lambda feed: feed.stories[0].media[0].alt,
    "media.credit": lambda feed: feed.stories[0].media[0].credit,
    "rights": lambda feed: feed.stories[0].rights.notice,
    "extension.attribute": lambda feed: dict(feed.stories[0].extensions[0].attributes)["level"],
    "extension.content": lambda feed: feed.stories[0].extensions[0].content[0],
}
"""The values of such a feed."""


def values_of(feed: Feed) -> dict[str, Any]:
    """Return the values that a feed has of those above."""
    values = {}
    for name, get in _FIELDS.items():
        try:
            values[name] = get(feed)
        except (IndexError, KeyError, AttributeError):
            continue
    return values


def written(document: str, feed: Feed) -> bytes:
    """Return the document of a feed, or of its story for a format without feeds."""
    name = document.partition(" ")[0]
    options: dict[str, Any] = {"body": "full"} if name == "jsonld" else {}
    is_list = document in LISTS or (registry[name].feed and not registry[name].index)
    return newsfeed.dumps(feed if is_list else feed.stories[0], name, **options)


def read_back(document: str, feed: Feed) -> dict[str, Any]:
    """Return the values that come back from a document."""
    data = written(document, feed)
    _check_syntax(data)
    name = document.partition(" ")[0]
    return values_of(newsfeed.loads(data, name)) if registry[name].reads else {}


def _check_syntax(data: bytes) -> None:
    """Parse the document with a strict parser of another library."""
    if data.startswith(b"<?xml"):
        etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    elif data.startswith((b"{", b"[")):
        json.dumps(json.loads(data.decode()), ensure_ascii=False).encode()


@cache
def carried(name: str) -> frozenset[str]:
    """Return the names of the fields that a format carries."""
    feed = feed_of("Tide table")
    expected, returned = values_of(feed), read_back(name, feed)
    return frozenset(field for field, value in expected.items() if returned.get(field) == value)


def differences(name: str, text: str) -> list[str]:
    """Return what a format changes of a text that it carries."""
    feed = feed_of(text)
    expected, returned = values_of(feed), read_back(name, feed)
    return [
        f"{field}: {_first_difference(str(expected[field]), str(returned.get(field)))}"
        for field in sorted(carried(name))
        if returned.get(field) != expected[field]
    ]


def _first_difference(expected: str, returned: str) -> str:
    index = next((index for index, pair in enumerate(zip(expected, returned, strict=False)) if pair[0] != pair[1]), -1)
    return f"at {index}: {expected[index - 5 : index + 10]!a} came back as {returned[index - 5 : index + 10]!a}"


def _plain(characters: str) -> str:
    """Return a text of characters without white space of XML, which texts of one line fold."""
    return "a" + "".join([character for character in characters if character not in XML_SPACE]) + "z"


def test_all_code_points_are_in_the_battery() -> None:
    assert sum(map(len, LEGAL.values())) == 1_112_033
    assert len(ILLEGAL) == 1_114_112 - 1_112_033


@pytest.mark.parametrize("name", DOCUMENTS)
def test_edges_of_blocks_survive(name: str) -> None:
    assert differences(name, _plain(SAMPLE)) == []


@pytest.mark.parametrize("sequence", SEQUENCES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_sequences_survive(name: str, sequence: str) -> None:
    assert differences(name, f"a{SEQUENCES[sequence]}z") == []


@pytest.mark.parametrize("text", LINE_ENDS)
@pytest.mark.parametrize("name", WRITERS)
def test_line_ends_survive_as_the_model_has_them(name: str, text: str) -> None:
    assert differences(name, text) == []


@pytest.mark.battery
@pytest.mark.parametrize("group", LEGAL)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_legal_code_points_survive(name: str, group: str) -> None:
    assert differences(name, _plain(LEGAL[group])) == []


@pytest.mark.parametrize(
    "group", ["U+0000", *(pytest.param(group, marks=pytest.mark.battery) for group in [*LEGAL][1:])]
)
def test_the_model_takes_all_legal_code_points_unchanged(group: str) -> None:
    text = _plain(LEGAL[group])
    assert {field: value for field, value in values_of(feed_of(text)).items() if value != text} == {}


_BUILDERS: Final[dict[str, Callable[[str], object]]] = {
    "Story.headline": lambda text: Story(id="urn:x:1", headline=text),
    "Story.summary": lambda text: Story(id="urn:x:1", headline="A", summary=text),
    "Story.id": lambda text: Story(id=f"urn:x:{text}", headline="A"),
    "Story.url": lambda text: Story(id="urn:x:1", headline="A", url=f"https://e.example.com/{text}"),
    "Story.keywords": lambda text: Story(id="urn:x:1", headline="A", keywords=(text,)),
    "Paragraph.text": lambda text: Paragraph(text=text),
    "Image.alt": lambda text: Image(url=_ADDRESS, alt=text),
    "Quotation.attribution": lambda text: Quotation(text="A", attribution=text),
    "Media.title": lambda text: Media(url=_ADDRESS, title=text),
    "Person.name": lambda text: Person(name=text),
    "Category.term": lambda text: Category(term=text),
    "Link.title": lambda text: Link(url=_ADDRESS, title=text),
    "Topic.description": lambda text: Topic(name="A", kind="thing", description=text),
    "Extension.attributes": lambda text: Extension(name=f"{_VOCABULARY}a", attributes={"b": text}),
    "Extension.content": lambda text: Extension(name=f"{_VOCABULARY}a", content=(text,)),
    "Markup.html": lambda text: Markup(f"<p>{text}</p>"),
    "RichText": lambda text: RichText(f"<em>{text}</em>"),
    "Feed.title": lambda text: Feed(title=text),
}
"""Functions that build an object with a text in the field of that name."""


@pytest.mark.parametrize("field", _BUILDERS)
def test_an_illegal_character_is_an_error_with_field_and_offset(field: str) -> None:
    for character in ILLEGAL:
        with pytest.raises(ModelError) as caught:
            _BUILDERS[field](f"tide{character}")
        assert field.partition(".")[0] in caught.value.field
        assert f"U+{ord(character):04X}" in caught.value.reason or field in ("Story.id", "Story.url")
        assert "offset" in caught.value.reason or field in ("Story.id", "Story.url")


@pytest.mark.parametrize("name", [described.name for described in registry if described.reads])
def test_documents_with_illegal_references_are_read_or_refused(name: str) -> None:
    """No reader lets a character into the model that no writer can write."""
    data = written(name, feed_of("Tide table")) if registry[name].writes else b""
    for escaped in (b"&#0;", b"&#xB;", b"&#xD800;", b"&#xFFFE;", b"\\u0000", b"\\ud800", b"\\ufffe", b"\\u000b"):
        try:
            feed = newsfeed.loads(data.replace(b"Tide table", b"Tide " + escaped), name)
        except NewsfeedError:
            continue
        assert not [value for value in values_of(feed).values() if any(bad in str(value) for bad in ILLEGAL)]
