"""Lenient reading: values that cannot be converted are left out and reported."""

from datetime import UTC, datetime

import attrs
import pytest

from newsfeed import Limits
from newsfeed.model import Feed, Markup, Media, Section, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.fields import BodyFields, FeedFields, StoryFields
from newsfeed.reading.lenient import LenientReader, derive_id
from newsfeed.reading.location import Location

ITEM = Location("/item", 3, 5)


@pytest.fixture
def reader() -> LenientReader:
    return LenientReader(ReadContext(base="https://post.example.com/"))


def codes(reader: LenientReader) -> list[str]:
    """Return the codes of the findings so far."""
    return [finding.code for finding in reader.reading.report]


def test_the_field_types_name_the_fields_of_the_model() -> None:
    assert set(StoryFields.__annotations__) == set(attrs.fields_dict(Story))
    assert set(FeedFields.__annotations__) == set(attrs.fields_dict(Feed))
    assert set(BodyFields.__annotations__) < set(attrs.fields_dict(Story))


def test_unusable_values_are_none_and_reported_at_their_location(reader: LenientReader) -> None:
    assert reader.date("soon", ITEM, "date") is None
    assert reader.iri("javascript:x()", location=ITEM) is None
    assert reader.iri("//", location=ITEM) is None
    assert reader.language("e n", ITEM) is None
    assert codes(reader) == [
        "read.date.unreadable", "read.link.unsafe", "read.link.unusable", "read.language.unusable"
    ]  # fmt: skip
    finding = next(iter(reader.reading.report))
    assert (finding.path, finding.line, finding.column) == ("/item/date", 3, 5)


def test_missing_values_are_none_without_a_finding(reader: LenientReader) -> None:
    for text in (None, "", " \n"):
        assert reader.date(text) is reader.iri(text) is reader.language(text) is None
    assert [reader.whole_number(number) for number in ("-1", "many", "", None, 2**54)] == [None] * 5
    assert reader.whole_number("0", minimum=1) is None
    assert codes(reader) == []


def test_values_are_normalized(reader: LenientReader) -> None:
    assert reader.date("2 Mar 2026 12:00 GMT") == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert reader.iri("a b") == "https://post.example.com/a%20b"
    assert reader.language("en_US") == "en-US"
    assert reader.whole_number(" 7 ") == 7
    assert reader.replace_illegal("a\x00b\ud800") == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("summary", "html", "expected"),
    [
        ("S", "", {"summary": "S"}),
        ("<b>S</b>", "", {"sections": (Section(blocks=(Markup("<b>S</b>"),)),)}),
        ("<ul><li>S</li></ul>", "<i>B</i>", {"summary": "S\n", "sections": (Section(blocks=(Markup("<i>B</i>"),)),)}),
        ("S", '<div class="explainer"><div class="summary"><p>T</p></div></div>', {"summary": "T"}),
        ("", "", {}),
    ],
)
def test_summary_and_body(reader: LenientReader, summary: str, html: str, expected: StoryFields) -> None:
    assert reader.summary_and_body(summary, html) == expected


def test_without_content_a_body_is_not_read() -> None:
    reader = LenientReader(ReadContext(content=False))
    assert reader.body("<ul><li>B</li></ul>") == {}
    assert reader.summary_and_body("<ul><li>S</li></ul>", "") == {}
    assert reader.summary_and_body("<ul><li>S</li></ul>", "B") == {"summary": "S\n"}


def test_html_over_a_limit_is_left_out_and_reported() -> None:
    reader = LenientReader(ReadContext(limits=Limits(html=10)))
    assert reader.body("<p>" + "x" * 20 + "</p>") == {}
    assert reader.sanitize("<p>" + "x" * 20 + "</p>") == ""
    assert codes(reader) == ["read.html.refused"] * 2


def test_a_refused_value_costs_only_that_value(reader: LenientReader) -> None:
    media = reader.build(Media, {"url": "https://post.example.com/a.jpg", "width": -1, "height": 2}, ITEM)
    assert media == Media(url="https://post.example.com/a.jpg", height=2)
    assert [(finding.code, finding.path) for finding in reader.reading.report] == [
        ("read.value.refused", "/item/width")
    ]


def test_an_object_without_a_required_value_is_left_out(reader: LenientReader) -> None:
    assert reader.build(Media, {"width": 1}) is None
    assert reader.build(Media, {"url": "not an address"}) is None
    assert codes(reader) == ["read.object.incomplete", "read.value.refused", "read.object.incomplete"]


def test_a_story_without_an_id_gets_a_stable_one(reader: LenientReader) -> None:
    story = reader.story({"headline": "T", "summary": ""})
    assert story is not None
    assert story.id == derive_id({"headline": "T"}) != derive_id({"headline": "U"})
    assert derive_id({"url": "https://post.example.com/1"}) == "https://post.example.com/1"
    assert codes(reader) == ["read.id.derived"]


def test_defaults_fill_absent_fields() -> None:
    reader = LenientReader(ReadContext(defaults={"language": "nl", "authors": "Ann"}))
    story = reader.story({"id": "a", "language": None, "authors": ()})
    assert story == Story(id="a", language="nl", authors=story.authors if story else ())
    assert story is not None
    assert [author.name for author in story.authors] == ["Ann"]
