"""The functions below the reader, the writer and the rules of JSON-LD: contexts, kinds, values, identifiers, mistakes."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from newsfeed import Story
from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.context import Context, is_misspelled, is_schema_org
from newsfeed.formats.jsonld.graph_layout import story_base
from newsfeed.formats.jsonld.identity import is_identity
from newsfeed.formats.jsonld.json_values import describe_kind, iter_items, iter_strings
from newsfeed.formats.jsonld.kinds import (
    additional_types,
    is_article,
    is_news_article,
    is_story_type,
    item_class_of,
    kind_of,
    story_types,
)
from newsfeed.formats.jsonld.node_reader import is_html
from newsfeed.formats.jsonld.nodes import is_meaningful
from newsfeed.formats.jsonld.read_entities import anchor_number, parse_duration
from newsfeed.formats.jsonld.read_newsroom import digital_source
from newsfeed.formats.jsonld.rules_values import find_fault, is_date
from newsfeed.formats.jsonld.same_story import address_key
from newsfeed.formats.jsonld.script_elements import Script
from newsfeed.formats.jsonld.write_newsroom import source_value

# --- contexts --------------------------------------------------------------------------------------------------------------

SCHEMA = "https://schema.org"


@pytest.mark.parametrize(
    ("context", "names"),
    [
        (SCHEMA, {"name": "name", "type": "@type", "id": "@id", "@id": "@id", "schema:name": "name", "x:name": None}),
        ("http://www.schema.org/docs/jsonldcontext.jsonld", {"name": "name"}),
        ("schema.org", {"name": "name", "type": "type"}),
        ("https://c.example/", {"name": None, "https://schema.org/name": "name", "http://www.schema.org/a/b": None}),
        (["https://c.example/", SCHEMA], {"name": "name"}),
        ([SCHEMA, None], {"name": None, "type": None}),
        ([SCHEMA, 5], {"name": "name"}),
        ({"@vocab": "http://schema.org/"}, {"name": "name", "type": "type"}),
        ([SCHEMA, {"@vocab": "https://c.example/"}], {"name": None, "type": "@type"}),
        ({"@vocab": 5}, {"name": None}),
        ({"s": "https://schema.org/", "x": "https://c.example/"}, {"s:name": "name", "x:name": None, "name": None}),
        ({"s": {"@id": "https://schema.org/"}}, {"s:name": "name"}),
        ([SCHEMA, {"schema": "https://c.example/"}], {"schema:name": None, "name": "name"}),
        ([SCHEMA, {"title": "name"}], {"title": None}),
        ([SCHEMA, {"title": "schema:name", "kind": "@type"}], {"title": "name", "kind": "@type"}),
        ([SCHEMA, {"title": {"@id": "schema:name"}}], {"title": "name"}),
        ([SCHEMA, {"name": {"@type": "@id"}}], {"name": "name"}),
        ({"name": {"@type": "@id"}}, {"name": None}),
        ({"s": "https://schema.org/", "s:name": {"@type": "@id"}}, {"s:name": "name"}),
        ([SCHEMA, {"name": None}], {"name": None}),
        ([SCHEMA, {"of": {"@reverse": "https://c.example/"}}], {"of:x": None}),
    ],
)  # fmt: skip
def test_the_meaning_of_keys(context: Any, names: dict[str, str | None]) -> None:
    extended = Context().extend(context)
    assert {name: extended.resolve(name) for name in names} == names
    assert {name: extended.resolve(name) for name in names} == names  # also from the cache


@pytest.mark.parametrize(
    ("context", "is_open"),
    [
        (SCHEMA, False),
        ("https://c.example/", True),
        ("schema.org", True),
        ({"@import": "x"}, True),
        ({"a": "b"}, False),
    ],
)
def test_a_context_that_is_not_known_may_define_terms(context: Any, *, is_open: bool) -> None:
    assert Context().extend(context).is_open is is_open


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://schema.org", "right"),
        ("HTTP://www.schema.org/", "right"),
        ("https://schema.org/docs/jsonldcontext.json", "right"),
        ("schema.org", "misspelled"),
        ("https://schema.org/NewsArticle", "misspelled"),
        ("https://schema.org.example/", "other"),
        ("https://c.example/", "other"),
    ],
)
def test_addresses_of_contexts(url: str, verdict: str) -> None:
    assert is_schema_org(url) is (verdict == "right")
    assert is_misspelled(url) is (verdict == "misspelled")


# --- values ----------------------------------------------------------------------------------------------------------------


def test_items_of_nested_arrays_have_their_pointers() -> None:
    assert list(iter_items("a", "/x")) == [("a", "/x")]
    assert list(iter_items(["a", ["b", {}], []], "/x")) == [("a", "/x/0"), ("b", "/x/1/0"), ({}, "/x/1/1")]
    assert list(iter_strings(["a", 1, ["b", None]])) == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [({}, "an object"), ([], "an array"), ("a", "text"), ("", "empty text"), (True, "a boolean"), (1, "a number"),
     (0, "a number"), (1.5, "a number"), (None, "null"), (False, "a boolean")],
)  # fmt: skip
def test_kinds_of_json(value: Any, kind: str) -> None:
    assert describe_kind(value) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("a <b>c</b>", True), ("<p>", True), ("</P>", True), ("<td x>", True), ("&amp;", True), ("&#8217;", True)),
        ("&frac12;", True),
        *(("a < b", False), ("<x>", False), ("AT&T", False), ("&#12345678;", False), ("&abcdefghi;", False), ("<bold>", False)),
        ("", False),
    ],
)  # fmt: skip
def test_texts_with_html(text: str, *, expected: bool) -> None:
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [("https://a.example/", True), ("urn:x:1", True), ("a", True), ("https://a.example/#b", False), ("_:b", False),
     ("", False), (None, False)],
)  # fmt: skip
def test_identifiers_with_a_meaning_outside_of_the_document(identifier: str | None, *, expected: bool) -> None:
    assert is_meaningful(identifier) is expected


@pytest.mark.parametrize(
    ("identifier", "number"),
    [("https://a.example/#topic-2", 2), ("urn:x/topic-10", 10), ("#topic-123456789", 123456789), ("#topic-1234567890", 0),
     ("#topic-2x", 0), ("#mytopic-2", 0), ("#topic-", 0), ("topic-2", 0), (None, 0), ("#place-2", 0)],
)  # fmt: skip
def test_the_number_in_an_anchor(identifier: str | None, number: int) -> None:
    assert anchor_number(identifier, "topic") == number


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("PT0S", 0), ("PT90S", 90), ("PT1.5S", 1.5), ("pt1m", 60), ("PT1H1M1S", 3661), ("P1D", 86_400), ("P1DT1H", 90_000)),
        *((" PT5S ", 5), ("P2DT0S", 172_800), ("", None), ("P", None), ("PT", None), ("P1Y", None), ("P1W", None), ("5", None)),
        *(("PT1S1M", None), ("PT-5S", None), ("1:30", None)),
    ],
)  # fmt: skip
def test_durations_in_days_to_seconds(text: str, seconds: float | None) -> None:
    assert parse_duration(text) == seconds
    assert type(parse_duration(text)) is type(seconds)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.A.example/1/#top", "a.example/1"),
        ("http://a.example/1", "a.example/1"),
        ("https://a.example/1?b", "a.example/1?b"),
        ("/1", "/1"),
        ("#x", "#x"),
        ("urn:x:1", "urn:x:1"),
    ],
)
def test_all_spellings_of_an_address_have_one_key(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        *(("https://www.wikidata.org/wiki/Q1", True), ("http://viaf.org", True), ("HTTPS://ORCID.org/0", True)),
        ("urn:x:1", True),
        *(("tag:a.example,2026:1", True), ("info:x", True), ("https://notwikidata.org/", False)),
        ("https://a.example/wikidata.org/", False),
        *(("https://wikidata.org.example/", False), ("https://a.example/", False), ("", False)),
    ],
)  # fmt: skip
def test_addresses_of_registries_identify(iri: str, *, expected: bool) -> None:
    assert is_identity(iri) is expected


@pytest.mark.parametrize(
    ("story", "base"),
    [
        (Story(id="1", url="https://a.example/1"), "https://a.example/1#"),
        (Story(id="1", url="https://a.example/1#b"), "https://a.example/1#b/"),
        (Story(id="urn:x:1"), "urn:x:1#"),
        (Story(id="1"), f"urn:uuid:{uuid5(NAMESPACE_URL, '1')}#"),
    ],
)
def test_the_beginning_of_identifiers(story: Story, base: str) -> None:
    assert story_base(story) == base


@pytest.mark.parametrize(
    ("line", "column", "generated", "position"),
    [(1, 1, False, (7, 5)), (1, 3, False, (7, 7)), (2, 3, False, (8, 3)), (2, 3, True, (7, 5))],
)
def test_positions_in_a_page(line: int, column: int, position: tuple[int, int], *, generated: bool) -> None:
    assert Script(b"", 7, 5, generated).position_in_page(line, column) == position


# --- kinds -----------------------------------------------------------------------------------------------------------------

A, B = "https://schema.org/NewsArticle", "https://schema.org/BackgroundNewsArticle"
PRESS = "http://cv.iptc.org/newscodes/genre/Press_Release"


@pytest.mark.parametrize(
    ("story", "types", "additional"),
    [
        (Story(id="1"), ("NewsArticle",), ()),
        (Story(id="1", kind="article"), ("NewsArticle",), (A,)),
        (Story(id="1", kind="explainer"), ("NewsArticle", "BackgroundNewsArticle"), (B,)),
        (Story(id="1", kind="opinion"), ("OpinionNewsArticle",), ()),
        (Story(id="1", kind="live"), ("LiveBlogPosting",), ()),
        (Story(id="1", kind="press-release"), ("NewsArticle",), (PRESS,)),
        (Story(id="1", kind="https://schema.org/TechArticle"), ("TechArticle",), ()),
        (Story(id="1", kind="https://schema.org/Person"), ("NewsArticle",), ("https://schema.org/Person",)),
        (Story(id="1", kind="https://c.example/kind"), ("NewsArticle",), ("https://c.example/kind",)),
        (Story(id="1", coverage_start="2026-01-01T00:00:00Z"), ("NewsArticle", "LiveBlogPosting"), ()),
        (Story(id="1", kind="live", coverage_end="2026-01-01T00:00:00Z"), ("LiveBlogPosting",), ()),
        (Story(id="1", item_class="picture"), ("NewsArticle",), ("http://cv.iptc.org/newscodes/ninature/picture",)),
        (Story(id="1", kind="article", item_class="video"), ("NewsArticle",),
         (A, "http://cv.iptc.org/newscodes/ninature/video")),
    ],
)  # fmt: skip
def test_the_types_of_a_story_say_its_kind(story: Story, types: tuple[str, ...], additional: tuple[str, ...]) -> None:
    assert (story_types(story), additional_types(story)) == (types, additional)
    assert kind_of(types, additional, by_newsfeed=True) == story.kind
    assert (item_class_of(additional) or "text") == story.item_class


@pytest.mark.parametrize(
    ("types", "additional", "kind"),
    [
        (("NewsArticle",), (), "article"),
        (("NewsArticle", "BackgroundNewsArticle"), (), "explainer"),
        (("BackgroundNewsArticle",), (), "background"),
        (("NewsArticle",), (PRESS,), "press-release"),
        (("NewsArticle",), ("https://c.example/kind",), "https://c.example/kind"),
        (("NewsArticle",), ("http://cv.iptc.org/newscodes/ninature/picture",), "article"),
        (("OpinionNewsArticle",), ("https://c.example/kind",), "opinion"),
        (("Article",), (), "https://schema.org/Article"),
        (("NewsArticle", "OpinionNewsArticle"), (), "opinion"),
        (("NewsArticle", "LiveBlogPosting"), (), "live"),
        (("Article", "NewsArticle"), (), "article"),
        (("ClaimReview",), (), "claim-review"),
        (("WebPage",), (), None),
        (("FAQPage", "NewsArticle"), (), "article"),
        (("Recipe",), (), "https://schema.org/Recipe"),
        ((), (), None),
    ],
)
def test_the_kind_of_a_story_of_another_publisher(
    types: tuple[str, ...], additional: tuple[str, ...], kind: str | None
) -> None:
    assert kind_of(types, additional, by_newsfeed=False) == kind


def test_types_of_stories() -> None:
    assert [
        is_story_type(name) for name in ("Article", "BlogPosting", "ClaimReview", "Review", "WebPage", "Nonsense")
    ] == [
        *(True, True, True, False, False, False),
    ]
    assert [is_article(types) for types in (("Report",), ("ClaimReview",), ("ClaimReview", "Report"))] == [
        True,
        False,
        True,
    ]
    assert [is_news_article(types) for types in (("Report",), ("NewsArticle",), ("Report", "OpinionNewsArticle"))] == [
        *(False, True, True),
    ]


# --- the vocabulary --------------------------------------------------------------------------------------------------------


def test_types_and_properties_of_schema_org() -> None:
    assert [vocabulary.is_type(name) for name in ("NewsArticle", "Text", "newsarticle", "headline")] == [
        True,
        True,
        False,
        False,
    ]
    assert [vocabulary.is_data_type(name) for name in ("Text", "URL", "NewsArticle")] == [True, True, False]
    assert [
        vocabulary.is_property(name) for name in ("headline", "object-input", "object-output", "nonsense", "Text")
    ] == [
        *(True, True, True, False, False),
    ]
    assert {"NewsArticle", "Article", "CreativeWork", "Thing"} <= vocabulary.ancestors("NewsArticle")
    assert vocabulary.is_subtype(("Person", "NewsArticle"), "Article")
    assert not vocabulary.is_subtype(("Article",), "NewsArticle")
    assert vocabulary.has_property(("Person", "NewsArticle"), "headline")
    assert not vocabulary.has_property(("Person",), "headline")
    assert not vocabulary.has_property((), "headline")
    assert vocabulary.domain("object-input") == ()
    assert vocabulary.range_of("object-input") == frozenset()


@pytest.mark.parametrize(
    ("name", "closest"),
    [("headlin", "headline"), ("headlines", "headline"), ("xyzzy", ""), ("headline" + "e" * 100, "")],
)
def test_the_term_that_a_misspelling_means(name: str, closest: str) -> None:
    assert vocabulary.closest_term(name, "properties") == closest
    assert vocabulary.differently_cased_term("HeadLine", "properties") == "headline"
    assert vocabulary.differently_cased_term(name, "properties") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("2026", True), ("2026-05", True), ("2026-05-17", True), ("20260517", True), ("2026-W20", True), ("2026-137", True)),
        *(("2026-05-17T08:30", True), ("2026-05-17T08:30:00Z", True), ("2026-05-17 08:30:60.5+02:00", True)),
        ("2026-05-17T24", True),
        *(("08:30", True), ("T08:30:00Z", True), ("23:59:60", True), ("-0044-03-15", True), ("12026-02-29", False)),
        ("123456-12-31", True),
        *(("2026-13", False), ("2026-00-01", False), ("2026-02-30", False), ("2026-05-32", False), ("2024-02-29", True)),
        *(("2026-05-17T25:00", False), ("2026-05-17T08:60", False), ("2026-05-17T08:30+24:00", False), ("26-05-17", False)),
        *(("17 May 2026", False), ("2026-05-17T", False), ("2026-05-17 ", False), ("", False), ("08:3", False)),
        ("24:61", False),
        *(("0000-01-01", True), ("9999-12-31", True), ("10000-12-31", True), ("2026-05-17T08:30:00X", False)),
    ],
)  # fmt: skip
def test_dates_of_iso_8601(text: str, *, expected: bool) -> None:
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("value", "name", "code"),
    [
        *(("x", "headline", ""), (5, "headline", "literal"), (True, "headline", "kind"), ("", "headline", "")),
        *(("2026-05-17", "datePublished", ""), ("soon", "datePublished", "date"), (2026, "datePublished", "kind")),
        *(("https://a.example/", "url", ""), ("a b", "url", "url"), ("", "url", "url"), (5, "url", "kind")),
        *((5, "wordCount", ""), (5.0, "wordCount", ""), (5.5, "wordCount", "number"), ("5", "wordCount", "")),
        ("x", "wordCount", "number"),
        *((True, "isAccessibleForFree", ""), ("True", "isAccessibleForFree", ""), ("yes", "isAccessibleForFree", "boolean")),
        *(("Ann", "author", "text"), ("https://a.example/", "author", ""), ("#ann", "author", ""), ("_:b", "author", "")),
        *(("a: b", "author", "text"), (5, "author", "kind"), ("PT5S", "duration", ""), ("640 px", "width", "")),
        (640, "width", "literal"),
        *((5, "position", ""), ("x", "position", ""), (1.5, "latitude", ""), ("51.5", "latitude", "")),
        ("north", "latitude", ""),
        *(("https://schema.org/InStock", "availability", ""), ("InStock", "availability", "")),
        ("there", "availability", "text"),
        ("https://schema.org/InStock", "datePublished", ""),
    ],
)  # fmt: skip
def test_values_that_a_property_takes(value: Any, name: str, code: str) -> None:
    fault = find_fault(value, vocabulary.range_of(name))
    assert (fault.code if fault else "") == code


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        ("somethingElse", "https://c.example/somethingElse"),
    ],
)
def test_digital_sources_are_members_of_an_enumeration(term: str, value: str) -> None:
    assert source_value(term, f"https://c.example/{term}") == value
    assert digital_source(value) == (term if "schema.org" in value else value)
    assert digital_source("TrainedAlgorithmicMediaDigitalSource") == "trainedAlgorithmicMedia"
    assert digital_source("InStock") == "InStock"
