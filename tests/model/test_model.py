"""The model refuses wrong values, and says which field."""

import copy
import pickle
import weakref
from datetime import UTC, datetime

import attrs
import pytest

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import (
    Category,
    Extension,
    Feed,
    Link,
    List,
    Markup,
    Media,
    ModelError,
    Organization,
    Person,
    Point,
    PressMention,
    Question,
    RichText,
    Rights,
    Section,
    Story,
    Topic,
)
from newsfeed.model import MODEL

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
    (Story, {"id": "a", "updated": "2026-01-01T00:00:00Z"}, "Story.updated"),
    (Story, {"id": "a", "language": "en_US"}, "Story.language"),
    (Story, {"id": "a", "version": 0}, "Story.version"),
    (Story, {"id": "a", "version": True}, "Story.version"),
    (Story, {"id": "a", "version": None}, "Story.version"),
    (Story, {"id": "a", "status": "dead"}, "Story.status"),
    (Story, {"id": "a", "keywords": "abc"}, "Story.keywords"),
    (Story, {"id": "a", "keywords": ["", "b"]}, "Story.keywords"),
    (Story, {"id": "a", "authors": ["Jane"]}, "Story.authors"),
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
    (PressMention, {"outlet": "The Courier", "text": "x"}, "PressMention.outlet"),
    (Feed, {"ttl": 0}, "Feed.ttl"),
    (Feed, {"stories": plain_story()}, "Feed.stories"),
    (Extension, {"name": "mood"}, "Extension.name"),
    (Extension, {"name": "{urn:x}1a"}, "Extension.name"),
    (Extension, {"name": "{urn:x}a", "attributes": {"on click": "x"}}, "Extension.attributes"),
    (Extension, {"name": "{urn:x}a", "content": ["\x00"]}, "Extension.content"),
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


def test_values_are_brought_into_one_spelling() -> None:
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


def test_evolve_checks_again() -> None:
    story = full_story()
    assert attrs.evolve(story, version=2).version == 2
    with pytest.raises(ModelError, match=r"Story\.version"):
        attrs.evolve(story, version=-1)
    assert attrs.evolve(full_feed(), stories=[story]).stories == (story,)


def test_stories_are_values() -> None:
    assert full_story() == full_story()
    assert hash(full_story()) == hash(full_story())
    assert full_story() != full_story(version=2)


def test_media_topic_wants_eight_digits() -> None:
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


def test_every_field_says_where_it_lands() -> None:
    for cls in MODEL:
        doc = cls.__doc__ or ""
        missing = [field.name for field in attrs.fields(cls) if field.name not in doc]
        assert not missing, f"{cls.__name__}: {missing}"


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<p>é “quoted” 日本 👩</p>", "x" * 5_000, "\ufffd\ue000"])
def test_markup_is_as_any_value_of_the_model(html: str) -> None:
    markup = Markup(html)
    assert markup.html is html
    assert attrs.asdict(markup) == {"html": html}
    assert repr(markup) == f"Markup(html={html!r})"
    assert attrs.evolve(markup, html="b") == Markup("b") != markup
    assert copy.copy(markup) == pickle.loads(pickle.dumps(markup)) == markup  # noqa: S301
    assert hash(copy.deepcopy(markup)) == hash(markup)
    assert weakref.ref(markup)() is markup
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        markup.html = "c"  # type: ignore[misc]


@pytest.mark.parametrize("at", [0, 7, 3_000])
@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_markup_refuses_illegal_characters_and_says_where(sign: str, at: int) -> None:
    with pytest.raises(ModelError, match=rf"Markup\.html: .*U\+{ord(sign):04X} at offset {at} "):
        Markup("é" * at + sign + "é" * 5)
    with pytest.raises(ModelError, match=r"Markup\.html: is bytes, must be str"):
        Markup(b"x")  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"Markup\.html: is NoneType"):
        Markup(None)  # type: ignore[arg-type]


def test_markup_has_one_spelling() -> None:
    assert Markup(" \r\n<p>a\r\nb\rc</p>\t") == Markup("<p>a\nb\nc</p>")
    assert Markup(RichText("a &amp; b")).html == "a & b"  # type: ignore[arg-type]
