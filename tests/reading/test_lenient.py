"""Lenient reading: values that cannot be converted are left out and reported."""

from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import Limits, RichText, Severity
from newsfeed.model import Feed, Markup, Media, Section, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.fields import BodyFields, FeedFields, StoryFields
from newsfeed.reading.lenient import LenientReader, derive_id
from newsfeed.reading.location import Location
from newsfeed.values import languages

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
    assert reader.whole_number("") is reader.whole_number(None) is reader.whole_number(" \n") is None
    assert codes(reader) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("12", 12), (" 7 ", 7), ("+5", 5), (12.0, 12), ("12.0", 12), ("1,234", 1234), ("1 234 567", 1_234_567)),
        *(("34 bytes", 34), ("640px", 640), ("\u0661\u0662", 12), ("007", 7), (2**53, 2**53)),
        *(("-1", None), ("many", None), ("1GB", None), ("1.234", None), ("12.5", None), ("1,23", None), ("0x10", None)),
        *((2**54, None), (True, None), ("9" * 5000, None)),
    ],
)
def test_clear_whole_numbers_are_read_and_others_reported(
    reader: LenientReader, text: object, number: int | None
) -> None:
    assert reader.whole_number(text, location=ITEM, step="length") == number
    findings = list(reader.reading.report)
    assert [finding.code for finding in findings] == ([] if number is not None else ["read.number.unusable"])
    assert all(finding.path == "/item/length" and finding.line == 3 for finding in findings)


def test_a_number_below_the_minimum_is_reported(reader: LenientReader) -> None:
    assert reader.whole_number("0", minimum=1) is None
    assert codes(reader) == ["read.number.unusable"]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Mon, 18 May 2026 09:30:00 IST", "read.date.zone_unknown", "2026-05-18T09:30:00+00:00"),
        ("Mon, 18 May 2026 09:30:00 BST", "read.date.zone_ambiguous", "2026-05-18T09:30:00+01:00"),
        ("2026-05-18T09:00:00", "read.date.zone_missing", "2026-05-18T09:00:00+00:00"),
        ("1747560600", "read.date.epoch", "2025-05-18T09:30:00+00:00"),
    ],
)
def test_dates_that_leave_something_open_are_read_and_reported(
    reader: LenientReader, text: str, code: str, expected: str
) -> None:
    value = reader.date(text, ITEM, "date")
    assert value is not None
    assert value.isoformat() == expected
    (finding,) = reader.reading.report
    assert (finding.code, finding.path) == (code, "/item/date")
    assert text in finding.message


def test_a_default_zone_needs_no_finding() -> None:
    reader = LenientReader(ReadContext(default_zone=timezone(timedelta(hours=2))))
    assert reader.date("2026-05-18 09:00") == datetime(2026, 5, 18, 7, tzinfo=UTC)
    assert codes(reader) == []


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("https://f.example/1", "https://f.example/1", None),
        (" https://f.example/a\n  b ", "https://f.example/ab", None),
        ("https://f.example/a b", "https://f.example/a%20b", None),
        ("/a b", "https://post.example.com/a%20b", None),
        ("a.html", "https://post.example.com/a.html", None),
        ("www.f.example/1", "https://www.f.example/1", "read.link.repaired"),
        ("f.example/1", "https://f.example/1", "read.link.repaired"),
        ("<https://f.example/1>", "https://f.example/1", "read.link.repaired"),
        ("<![CDATA[https://f.example/1]]>", "https://f.example/1", "read.link.repaired"),
        ("https://f.example/1 https://g.example/2", "https://f.example/1", "read.link.repaired"),
        ("No comments", None, "read.link.unusable"),
        ("none", None, "read.link.unusable"),
        ("http://exa mple.com/", None, "read.link.unusable"),
        ("<javascript:x()>", None, "read.link.unsafe"),
    ],
)
def test_links_are_repaired_or_reported(
    reader: LenientReader, text: str, expected: str | None, code: str | None
) -> None:
    assert reader.iri(text, location=ITEM, step="link") == expected
    findings = list(reader.reading.report)
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert all(finding.path == "/item/link" for finding in findings)


def test_a_left_out_address_is_named(reader: LenientReader) -> None:
    reader.iri("https://f.example/1, https://g.example/2")
    (finding,) = reader.reading.report
    assert "'https://g.example/2' is left out" in finding.message


def test_without_a_base_a_link_without_a_scheme_is_https() -> None:
    reader = LenientReader(ReadContext())
    assert reader.iri("//f.example/x") == "https://f.example/x"
    assert reader.iri("x.html") is None


@given(st.text(max_size=60) | st.from_regex(r"[<\"( ]*(https?:?[/\\]{0,3})?(www\.)?[a-z.]{1,9}[/ a-z?#:|<>]*"))
def test_a_link_reads_back_as_itself(text: str) -> None:
    for base in (None, "https://post.example.com/d/"):
        reader = LenientReader(ReadContext(base=base))
        link = reader.iri(text)
        if link is None:
            assert bool(codes(reader)) == bool(text.strip())
            continue
        again = LenientReader(ReadContext(base="https://other.example/"))
        assert again.iri(link) == link
        assert codes(again) == []


@pytest.mark.parametrize(
    ("text", "tag", "code"),
    [
        *(("en_us", "en-US", None), ("EN-us", "en-US", None), ("ZH-hant", "zh-Hant", None), ("i-Klingon", "i-klingon", None)),
        *(("de-x-House", "de-x-house", None), ("sr_latn_rs", "sr-Latn-RS", None)),
        *(("english", "en", "read.language.name"), ("German", "de", "read.language.name")),
        *(("fran\u00e7ais", "fr", "read.language.name"), ("English (US)", "en", "read.language.name")),
        *(("klingon", None, "read.language.unusable"), ("en-US, de", None, "read.language.unusable")),
    ],
)  # fmt: skip
def test_languages(reader: LenientReader, text: str, tag: str | None, code: str | None) -> None:
    assert reader.language(text, ITEM) == tag
    findings = list(reader.reading.report)
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert all(text in finding.message and finding.path == "/item" for finding in findings)


def test_languages_have_names_and_tags_that_are_registered() -> None:
    tags = {languages.tag_of_name(name) for name in ("English", "deutsch", "\u65e5\u672c\u8a9e", "nederlands")}
    assert tags == {"en", "de", "ja", "nl"}
    assert languages.tag_of_name("Esperantisto") is None


def test_values_are_normalized(reader: LenientReader) -> None:
    assert reader.date("2 Mar 2026 12:00 GMT") == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert reader.language("en_US") == "en-US"
    assert reader.whole_number(" 7 ") == 7
    assert reader.replace_illegal("a\x00b\ud800") == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("summary", "html", "expected"),
    [
        ("S", "", {"summary": "S"}),
        ("<b>S</b>", "", {"sections": (Section(blocks=(Markup("<b>S</b>"),)),)}),
        ("<ul><li>S</li></ul>", "<i>B</i>", {"summary": "S", "sections": (Section(blocks=(Markup("<i>B</i>"),)),)}),
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
    assert reader.summary_and_body("<ul><li>S</li></ul>", "B") == {"summary": "S"}


def test_html_over_a_limit_is_left_out_and_reported() -> None:
    reader = LenientReader(ReadContext(limits=Limits(html=10)))
    assert reader.body("<p>" + "x" * 20 + "</p>") == {}
    assert reader.sanitize("<p>" + "x" * 20 + "</p>") == ""
    assert codes(reader) == ["read.html.refused"] * 2


HTML = (
    '<iframe src="https://player.example.com/1"></iframe><p background="/b.png">x</p>'
    '<img src="/a.png" srcset="/b.png 2x, /c.png 3x"><a href="javascript:x()">y</a>'
)


def test_what_html_loses_is_reported_once_for_each_kind_with_its_values(reader: LenientReader) -> None:
    reader.body(HTML, location=ITEM)
    findings = list(reader.reading.report)
    assert sorted(codes(reader)) == ["read.html.address", "read.html.address", "read.html.embed", "read.link.unsafe"]
    messages = " ".join(finding.message for finding in findings)
    for value in (
        "'https://player.example.com/1'",
        "'/b.png'",
        "'/b.png', '/c.png'",
        "'javascript:x()'",
        "<img srcset>",
    ):
        assert value in messages
    severities = {finding.code: finding.severity for finding in findings}
    assert severities["read.html.embed"] is Severity.INFO
    assert severities["read.link.unsafe"] is Severity.WARNING
    assert {finding.path for finding in findings} == {"/item"}


def test_texts_and_blocks_report_what_they_lose(reader: LenientReader) -> None:
    assert reader.text('x<svg>words<br></svg><p style="background:url(/b.png)">y</p>', location=ITEM) is None
    assert codes(reader) == []  # The caller uses it otherwise.
    assert reader.text('<em style="background:url(/b.png)">y</em>') == RichText("<em>y</em>")
    assert reader.blocks('<p><a href="mailto:">x</a></p>') != ()
    assert reader.sanitize("<template>words</template>") == ""
    assert codes(reader) == ["read.html.address", "read.html.address", "read.html.text"]


def test_links_that_plain_text_cannot_hold_are_reported(reader: LenientReader) -> None:
    assert (
        reader.plain_text('<p><a href="/x">words</a> <img alt="quay" src="https://post.example.com/q.png"></p>')
        == "words"
    )
    reader.note_plain_text('<a href="https://post.example.com/t">Title</a>')
    reader.note_plain_text("a < b")
    messages = [finding.message for finding in reader.reading.report]
    assert codes(reader) == ["read.html.address", "read.html.text", "read.html.address", "read.html.address"]
    assert "'https://post.example.com/x'" in messages[0]
    assert "'quay'" in messages[1]
    assert "'https://post.example.com/t'" in messages[3]


def test_a_summary_that_becomes_plain_text_reports_its_links(reader: LenientReader) -> None:
    reader.summary_and_body('<ul><li><a href="/x">S</a></li></ul>', "<p>B</p>")
    assert codes(reader) == ["read.html.address"]


def test_findings_about_html_are_bounded(reader: LenientReader) -> None:
    html = "".join(f'<p background="/{number}.png">x</p>' for number in range(40))
    reader.body(html + "".join(f'<x-{number} link="https://example.com/">' for number in range(90)))
    assert len(codes(reader)) == 50
    assert next(iter(reader.reading.report)).message.endswith(" and 28 more")
    reader.body(f'<p background="/{"x" * 5000}">y</p>')
    assert all(len(finding.message) < 3000 for finding in reader.reading.report)


def test_a_foreign_part_of_a_body_of_ours_reports_what_it_loses(reader: LenientReader) -> None:
    reader.body('<div class="explainer"><div class="ad"><embed src="https://ads.example.com/1"/></div></div>')
    assert codes(reader) == ["read.html.embed"]


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
