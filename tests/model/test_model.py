"""The model: values that are refused, converted and normalized, and the objects themselves."""

import copy
import inspect
import pickle
import re
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

import newsfeed
from examples import full_feed, full_story, nested_extension, plain_story
from newsfeed import (
    Category,
    Chapters,
    Extension,
    Feed,
    Link,
    List,
    Markup,
    Media,
    ModelError,
    Organization,
    Person,
    Podcast,
    PodcastCategory,
    PodcastPerson,
    Point,
    PressMention,
    Question,
    RichText,
    Rights,
    Section,
    Story,
    Topic,
    Transcript,
)
from newsfeed.model import MODEL, Translation

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001

WRONG = [
    (Story, {"id": ""}, "Story.id"),
    (Story, {"id": 5}, "Story.id"),
    (Story, {"id": " a"}, "Story.id"),
    (Story, {"id": "a\nb"}, "Story.id"),
    (Story, {"id": "a", "url": "/relative"}, "Story.url"),
    (Story, {"id": "a", "url": "javascript:alert(1)"}, "Story.url"),
    (Story, {"id": "a", "url": "https://exa mple.com/"}, "Story.url"),
    (Story, {"id": "a", "headline": "bell \x07"}, "Story.headline"),
    (Story, {"id": "a", "headline": "half \ud800"}, "Story.headline"),
    (Story, {"id": "a", "headline": None}, "Story.headline"),
    (Story, {"id": "a", "headline": RichText("<em>a</em>")}, "Story.headline"),
    (Story, {"id": "a", "summary": "\ufffe"}, "Story.summary"),
    (Story, {"id": "a", "published": NAIVE}, "Story.published"),
    (Story, {"id": "a", "updated": "2026-01-01T00:00:00"}, "Story.updated"),
    (Story, {"id": "a", "updated": "2026-01-01"}, "Story.updated"),
    (Story, {"id": "a", "updated": "yesterday"}, "Story.updated"),
    (Story, {"id": "a", "updated": ""}, "Story.updated"),
    (Story, {"id": "a", "updated": b"2026-01-01T00:00:00Z"}, "Story.updated"),
    (Story, {"id": "a", "updated": 1767225600}, "Story.updated"),
    (Story, {"id": "a", "language": "en_US"}, "Story.language"),
    (Story, {"id": "a", "version": 0}, "Story.version"),
    (Story, {"id": "a", "version": True}, "Story.version"),
    (Story, {"id": "a", "version": None}, "Story.version"),
    (Story, {"id": "a", "status": "dead"}, "Story.status"),
    (Story, {"id": "a", "keywords": "abc"}, "Story.keywords"),
    (Story, {"id": "a", "keywords": ["", "b"]}, "Story.keywords"),
    (Story, {"id": "a", "authors": "Jane"}, "Story.authors"),
    (Story, {"id": "a", "authors": [""]}, "Story.authors"),
    (Story, {"id": "a", "authors": ["bell \x07"]}, "Story.authors"),
    (Story, {"id": "a", "authors": [b"Jane"]}, "Story.authors"),
    (Story, {"id": "a", "authors": ["Jane", 5]}, "Story.authors"),
    (Story, {"id": "a", "contributors": 5}, "Story.contributors"),
    (Story, {"id": "a", "publisher": ""}, "Story.publisher"),
    (Story, {"id": "a", "publisher": b"The Courier"}, "Story.publisher"),
    (Story, {"id": "a", "rights": "All rights reserved"}, "Story.rights"),
    (Story, {"id": "a", "authors": Person(name="Jane")}, "Story.authors"),
    (Story, {"id": "a", "prompts": [Question(text="q", answer="a")]}, "Story.prompts"),
    (Story, {"id": "a", "publisher": Person(name="x")}, "Story.publisher"),
    (Person, {"name": ""}, "Person.name"),
    (Person, {"name": "x", "email": "x@y\r\nBcc: z@example.com"}, "Person.email"),
    (Person, {"name": "x", "same_as": ["no iri"]}, "Person.same_as"),
    (Organization, {"name": " "}, "Organization.name"),
    (Section, {"kind": "sidebar"}, "Section.kind"),
    (Section, {"blocks": ["text"]}, "Section.blocks"),
    (Topic, {"name": "x", "kind": "country"}, "Topic.kind"),
    (List, {"items": "abc"}, "List.items"),
    (List, {"items": [1]}, "List.items"),
    (Media, {"url": "https://example.com/a", "length": -1}, "Media.length"),
    (Media, {"url": "https://example.com/a", "length": "abc"}, "Media.length"),
    (Media, {"url": "https://example.com/a", "width": 0}, "Media.width"),
    (Media, {"url": "https://example.com/a", "duration": float("nan")}, "Media.duration"),
    (Media, {"url": "https://example.com/a", "duration": float("inf")}, "Media.duration"),
    (Media, {"url": "https://example.com/a", "type": "jpeg"}, "Media.type"),
    (Media, {"url": "data:text/html,x"}, "Media.url"),
    (Link, {"url": "vbscript:x"}, "Link.url"),
    (Link, {"url": "https://example.com/", "rel": ""}, "Link.rel"),
    (Rights, {"year": 0}, "Rights.year"),
    (Category, {"term": "x", "scheme": "medtop"}, "Category.scheme"),
    (Question, {"text": ""}, "Question.text"),
    (PressMention, {"outlet": " ", "text": "x"}, "PressMention.outlet"),
    (PressMention, {"outlet": None, "text": "x"}, "PressMention.outlet"),
    (PressMention, {"outlet": 5, "text": "x"}, "PressMention.outlet"),
    (Rights, {"holder": "The Courier"}, "Rights.holder"),
    (Feed, {"ttl": 0}, "Feed.ttl"),
    (Feed, {"stories": plain_story()}, "Feed.stories"),
    (Extension, {"name": "{}mood"}, "Extension.name"),
    (Extension, {"name": "a:mood"}, "Extension.name"),
    (Extension, {"name": "{urn:x}a", "prefix": "a:b"}, "Extension.prefix"),
    (Extension, {"name": "{urn:x}a", "prefix": None}, "Extension.prefix"),
    (Media, {"url": "https://example.com/a", "extensions": ["rating"]}, "Media.extensions"),
    (Podcast, {"season": 0}, "Podcast.season"),
    (Podcast, {"episode": 1.5}, "Podcast.episode"),
    (Podcast, {"explicit": "yes"}, "Podcast.explicit"),
    (Podcast, {"episode_type": "Full"}, "Podcast.episode_type"),
    (Podcast, {"owner": Person(name="Ann")}, "Podcast.owner"),
    (PodcastCategory, {"name": ""}, "PodcastCategory.name"),
    (PodcastPerson, {"name": "Ann", "image": "a.png"}, "PodcastPerson.image"),
    (Transcript, {"url": "https://example.com/a", "type": "vtt"}, "Transcript.type"),
    (Chapters, {"url": "a.json"}, "Chapters.url"),
    (Extension, {"name": "{urn:x}1a"}, "Extension.name"),
    (Extension, {"name": "{urn:x}a", "attributes": {"on click": "x"}}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "attributes": 5}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "attributes": "ab"}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "attributes": [5]}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "attributes": {"a": 5}}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "content": ["\x00"]}, "Extension.content"),
    (Extension, {"name": "{urn:x}a", "content": [5]}, "Extension.content"),
    (Extension, {"name": "{urn:x}a", "content": [nested_extension(64)]}, "Extension.content"),
]


@pytest.mark.parametrize(("cls", "values", "field"), WRONG, ids=lambda value: value if isinstance(value, str) else None)
def test_wrong_values_are_refused_by_field(cls: type, values: dict[str, object], field: str) -> None:
    with pytest.raises(ModelError) as caught:
        cls(**values)
    assert caught.value.field == field
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, newsfeed.NewsfeedError)


def test_illegal_characters_are_named_with_their_offset() -> None:
    with pytest.raises(ModelError, match=r"Story\.headline: character U\+0007 at offset 5"):
        Story(id="a", headline="bell \x07")
    with pytest.raises(ModelError, match=r"lone surrogate U\+DC00 at offset 200"):
        Markup("x" * 200 + "\udc00")


def test_every_class_is_frozen_slotted_and_keyword_only() -> None:
    for cls in MODEL:
        assert "__dict__" not in dir(cls), cls
        assert not hasattr(cls, "__dict__") or "__slots__" in vars(cls)
        assert hasattr(newsfeed, cls.__name__)
        if cls is not Markup:
            assert all(field.kw_only for field in attrs.fields(cls)), cls
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        plain_story().headline = "x"  # type: ignore[misc]


def test_values_are_normalized() -> None:
    story = Story(
        id="a",
        headline="  two\n words\t",
        summary="\r\n one\r\ntwo \n",
        keywords=["  a  b "],
        authors=[Person(name="J")],
    )
    assert (story.headline, story.summary, story.keywords) == ("two words", "one\ntwo", ("a b",))
    assert isinstance(story.authors, tuple)
    assert Story(id="a", summary=RichText("plain &amp; simple")).summary == "plain & simple"
    assert Story(id="a", summary=RichText("<em> </em><br/>")).summary == ""
    assert Story(id="a", headline="a\u00a0 \u3000b").headline == "a\u00a0 \u3000b"


@pytest.mark.parametrize(
    ("tag", "normal"),
    [("EN-us", "en-US"), ("zh-hANT-tw", "zh-Hant-TW"), ("X-House", "x-house"), ("English", "English"), ("en", "en")],
)
def test_languages_have_the_case_of_the_registry(tag: str, normal: str) -> None:
    assert Story(id="a", language=tag).language == Feed(language=tag).language == normal
    assert Translation(url="https://news.example.com/", language=tag).language == normal


def test_evolve_validates_again() -> None:
    story = full_story()
    assert attrs.evolve(story, version=2).version == 2
    with pytest.raises(ModelError, match=r"Story\.version"):
        attrs.evolve(story, version=-1)
    assert attrs.evolve(full_feed(), stories=[story]).stories == (story,)


def test_stories_are_values() -> None:
    assert full_story() == full_story()
    assert hash(full_story()) == hash(full_story())
    assert full_story() != full_story(version=2)


def test_a_media_topic_has_eight_digits() -> None:
    assert Category.media_topic("04000000").scheme == "http://cv.iptc.org/newscodes/mediatopic/"
    for code in ("4000000", "medtop:1", "٠٤٠٠٠٠٠٠"):
        with pytest.raises(ModelError, match=r"Category\.term"):
            Category.media_topic(code)


@pytest.mark.parametrize(
    ("type_", "medium"),
    [
        ("image/png", "image"),
        ("video/mp4", "video"),
        ("audio/ogg", "audio"),
        ("application/pdf", "document"),
        (None, "image"),
    ],
)
def test_medium_follows_the_type(type_: str | None, medium: str) -> None:
    assert Media(url="https://example.com/a", type=type_).medium == medium


def test_dates_keep_their_offset() -> None:
    published = full_story().published
    assert published == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert published is not None
    assert published.isoformat() == "2026-03-01T08:30:00+01:00"


def test_label_is_folded() -> None:
    assert Point(label=" A  b ", text=" c ") == Point(label="A b", text="c")


# --- documentation ----------------------------------------------------------------------------------------------------------

ENTRY = re.compile(r" {4}(?P<name>\w+): (?P<meaning>[A-Z].*?[.;)]) (?P<form>[A-Z\"].*\.)")
"""The layout of a field in a docstring: its name, the meaning in one sentence, then type and unit."""


@pytest.mark.parametrize("cls", MODEL, ids=lambda cls: cls.__name__)
def test_every_field_is_documented_once(cls: type) -> None:
    _, heading, attributes = (inspect.getdoc(cls) or "").partition("\nAttributes:\n")
    assert heading, "has no heading `Attributes:`"
    lines = attributes.rstrip().split("\n")
    matches = [ENTRY.fullmatch(line) for line in lines]
    assert [line for line, match in zip(lines, matches, strict=True) if not match] == []
    assert [match["name"] for match in matches if match] == [field.name for field in attrs.fields(cls)]


# --- convenient values ------------------------------------------------------------------------------------------------------


def test_strings_are_names_of_people_and_outlets() -> None:
    story = Story(
        id="a", authors=["Jo  Farrow", Organization(name="The Desk")], contributors=["Ada"], publisher="The Desk"
    )
    assert story.authors == (Person(name="Jo Farrow"), Organization(name="The Desk"))
    assert story.contributors == (Person(name="Ada"),)
    assert story.publisher == Organization(name="The Desk")
    assert PressMention(outlet="The Courier", text="x").outlet == Organization(name="The Courier")
    assert Feed(authors=["Jo"], publisher="The Desk").publisher == story.publisher
    assert Feed(authors=["Jo"]).authors == (Person(name="Jo"),)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T09:30:00Z",
        "2026-01-31T10:30:00+01:00",
        "2026-01-31T10:30+01:00",
        "2026-01-31 09:30:00.000Z",
        "20260131T093000Z",
        "2026-W05-6T09:30:00Z",
    ],
)
def test_strings_are_datetimes(text: str) -> None:
    story = Story(id="a", published=text, updated=text, embargo=text)
    assert story.published == story.updated == story.embargo == datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def test_a_date_without_a_zone_asks_for_one() -> None:
    for value in ("2026-01-01T00:00:00", NAIVE):
        with pytest.raises(
            ModelError, match=r"Story\.published: 2026-01-01T00:00:00 has no time zone: add one, such as Z"
        ):
            Story(id="a", published=value)


def test_any_iterable_becomes_a_tuple() -> None:
    media = [Media(url=f"https://example.com/{number}") for number in range(3)]
    for values in (media, tuple(media), iter(media), (item for item in media), dict.fromkeys(media)):
        assert Story(id="a", media=values).media == tuple(media)
    assert Story(id="a", keywords=(word for word in ["a", "b"])).keywords == ("a", "b")
    assert List(items=iter(["a", "b"])).items == ("a", "b")
    assert Story(id="a", authors=iter(["Jo"])).authors == (Person(name="Jo"),)


@pytest.mark.parametrize("cls", MODEL, ids=lambda cls: cls.__name__)
def test_replace_returns_a_changed_copy(cls: Any) -> None:
    item = next(item for item in objects_of(full_feed()) if type(item) is cls)
    assert item.replace() == item
    for field in attrs.fields(cls):
        assert item.replace(**{field.name: getattr(item, field.name)}) == item
    with pytest.raises(TypeError) as caught:
        item.replace(nothing=1)
    names = ", ".join(field.name for field in attrs.fields(cls))
    assert str(caught.value) == f"{cls.__name__} has no field 'nothing': its fields are {names}"


def test_messages_name_the_accepted_values() -> None:
    for values, message in [
        ({"authors": [""]}, "[0] is '', must be Person, Organization or the name of a person"),
        ({"publisher": 5}, "is int, must be Organization or the name of an organization"),
        ({"media": ["a"]}, "[0] is 'a', must be Media"),
        ({"published": "soon"}, "is 'soon', must be a date and time such as 2026-01-31T09:30:00Z"),
    ]:
        with pytest.raises(ModelError) as caught:
            Story(id="a", **values)
        assert caught.value.reason == message


def test_replace_converts_and_validates() -> None:
    story = full_story()
    changed = story.replace(headline="  A new\nheadline ", authors=["Jo Farrow"])
    assert (changed.headline, changed.authors) == ("A new headline", (Person(name="Jo Farrow"),))
    assert changed == attrs.evolve(story, headline="A new headline", authors=(Person(name="Jo Farrow"),))
    with pytest.raises(ModelError, match=r"Story\.version"):
        story.replace(version=0)


# --- repr -------------------------------------------------------------------------------------------------------------------


def objects_of(value: object) -> Iterator[object]:
    """Yield an object of the model and all objects below it; a `Paging` without a parent as well."""
    if isinstance(value, tuple):
        for item in value:
            yield from objects_of(item)
    elif type(value) in MODEL:
        yield value
        for field in attrs.fields(type(value)):
            yield from objects_of(getattr(value, field.name))


def test_repr_shows_what_differs_from_the_defaults() -> None:
    assert repr(Story(id="a")) == "Story(id='a')"
    assert repr(Media(url="https://example.com/a", type="video/mp4")) == (
        "Media(url='https://example.com/a', type='video/mp4')"
    )
    assert "medium='image'" in repr(Media(url="https://example.com/a", type="video/mp4", medium="image"))
    assert repr(Story(id="a", authors=["Jo"], published="2026-01-01T00:00:00Z")) == (
        "Story(id='a', authors=(Person(name='Jo'),), published='2026-01-01T00:00:00+00:00')"
    )
    assert repr(Story(id="a", version=2, keywords=["a", "b", "c", "d", "e"])) == (
        "Story(id='a', version=2, keywords=('a', 'b', 'c', … 2 more))"
    )
    assert repr(Story(id="a", summary=RichText("<em>b</em>"))) == "Story(id='a', summary=RichText(markup='<em>b</em>'))"


def test_repr_is_one_short_line() -> None:
    for item in objects_of(full_feed()):
        assert "\n" not in repr(item)
        assert len(repr(item)) < 6_000
    assert len(repr(Markup("x" * 10_000))) < 100
    assert "\n" not in repr(Section(blocks=[Markup("a\nb\u2028c")]))


def test_repr_never_fails() -> None:
    for cls in MODEL:
        assert repr(object.__new__(cls)) == f"{cls.__name__}()"
    nested = Extension(name="{urn:x}a")
    for _ in range(60):
        nested = Extension(name="{urn:x}a", content=[nested])
    assert repr(nested) == "Extension(name='{urn:x}a', content=(Extension(name='{urn:x}a', content=(Extension(…),)),))"

    class Silent(str):
        __slots__ = ()

        def __repr__(self) -> str:
            raise RuntimeError

    assert repr(Story(id=Silent("a"))) == "Story(id='a')"


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<p>é “quoted” 日本 👩</p>", "x" * 5_000, "\ufffd\ue000"])
def test_markup_behaves_as_any_object_of_the_model(html: str) -> None:
    markup = Markup(html)
    assert markup.html is html
    assert attrs.asdict(markup) == {"html": html}
    assert repr(markup).startswith(f"Markup(html={html[:50]!r}"[:-1])
    assert attrs.evolve(markup, html="b") == Markup("b") != markup
    assert copy.copy(markup) == pickle.loads(pickle.dumps(markup)) == markup  # noqa: S301
    assert hash(copy.deepcopy(markup)) == hash(markup)
    assert weakref.ref(markup)() is markup
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        markup.html = "c"  # type: ignore[misc]


@pytest.mark.parametrize("offset", [0, 7, 3_000])
@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_markup_refuses_illegal_characters_with_their_offset(character: str, offset: int) -> None:
    with pytest.raises(ModelError, match=rf"Markup\.html: .*U\+{ord(character):04X} at offset {offset} "):
        Markup("é" * offset + character + "é" * 5)
    with pytest.raises(ModelError, match=r"Markup\.html: is bytes, must be str"):
        Markup(b"x")  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"Markup\.html: is NoneType"):
        Markup(None)  # type: ignore[arg-type]


def test_markup_is_normalized() -> None:
    assert Markup(" \r\n<p>a\r\nb\rc</p>\t") == Markup("<p>a\nb\nc</p>")
    assert Markup(RichText("a &amp; b")).html == "a & b"  # type: ignore[arg-type]
