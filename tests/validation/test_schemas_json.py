"""The JSON Schemas of ninjs and JSON Feed, and the facts of schema.org's vocabulary."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
GEOJSON = "geojson.schema.json"
IPTC_GEOJSON = "https://geojson.org/schema/GeoJSON.json"


def read(path: str) -> Any:
    return json.loads((SCHEMAS / path).read_bytes())


def neighbour(uri: str) -> Any:
    """Return the one schema that another refers to; any other would have to be fetched."""
    if uri.rpartition("/")[2] == GEOJSON:
        return read(f"ninjs/{GEOJSON}")
    raise ValueError(f"{uri} is not bundled")


@cache
def validator(path: str, formats: bool = False) -> Any:
    return jsonschema_rs.validator_for(read(path), retriever=neighbour, validate_formats=formats)


def is_ninjs(document: Any, *, formats: bool = False) -> bool:
    return bool(validator("ninjs/ninjs.schema.json", formats).is_valid(document))


def is_feed(document: Any) -> bool:
    return bool(validator("jsonfeed/jsonfeed.schema.json").is_valid(document))


def ninjs(**members: Any) -> dict[str, Any]:
    return {"uri": "https://example.org/1", **members}


def place(geography: Any) -> dict[str, Any]:
    return ninjs(places=[{"name": "Here", "geoJSON": geography}])


NINJS_VALID: dict[str, dict[str, Any]] = {
    "uri alone": ninjs(),
    "texts": ninjs(
        headlines=[{"value": "h", "role": "main"}],
        bodies=[{"value": "b", "contentType": "text/html", "charCount": 1, "wordCount": 1}],
        descriptions=[{"value": "d"}],
    ),
    "entities": ninjs(
        people=[{"name": "p", "rel": "by", "uri": "https://example.org/p", "literal": "1"}],
        subjects=[{"name": "s", "creator": "c", "relevance": 0, "confidence": 100}],
        events=[{"id": "e"}],
        genres=[{"uri": "not a complete one"}],
        infoSources=[{"name": "i", "role": "r", "contactInfo": [{"value": "v"}]}],
    ),
    "association": ninjs(associations=[ninjs(name="a", rel="r", type="component")]),
    "coverage": ninjs(
        type="planning",
        plannedCoverage=[
            {"dates": {"expectedStartDate": "2026-11"}, "itemCount": {"rangeFrom": 1}, "exclAudience": ["x"]}
        ],
    ),
    "recurrence": ninjs(
        eventDetails={"dates": {"startDate": "x", "recurrence": {"recurrenceRules": [{"frequency": "weekly"}]}}}
    ),
    "rights": ninjs(rightsInfo={"linkedRights": "https://example.org/r"}),
    "rendition": ninjs(
        renditions=[{"name": "web", "poi": {"x": 1, "y": 2}, "scanType": "progressive", "duration": 1.5}]
    ),
    "point": place({"type": "Point", "coordinates": [1, 2.5, 3]}),
    "feature": place({"type": "Feature", "geometry": None, "properties": None, "id": 1, "bbox": [1, 2, 3, 4]}),
    "features": place({"type": "FeatureCollection", "features": []}),
    "polygon": place({"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}),
    "collection": place({"type": "GeometryCollection", "geometries": [{"type": "MultiPoint", "coordinates": []}]}),
}
NINJS_INVALID: dict[str, Any] = {
    "no object": [],
    "no uri": {},
    "unknown member": ninjs(unknown=1),
    "unknown type": ninjs(type="explainer"),
    "unknown status": ninjs(pubStatus="cancelled"),
    "urgency of ten": ninjs(urgency=10),
    "headline without value": ninjs(headlines=[{"role": "main"}]),
    "headline with counts": ninjs(headlines=[{"value": "h", "wordCount": 1}]),
    "described person": ninjs(people=[{"name": "p", "description": "d"}]),
    "relevance over 100": ninjs(subjects=[{"relevance": 101}]),
    "contact of two kinds": ninjs(people=[{"contactInfo": [{"value": "v", "address": {}}]}]),
    "contact of neither kind": ninjs(people=[{"contactInfo": [{"name": "n"}]}]),
    "association without name": ninjs(associations=[ninjs()]),
    "association with unknown member": ninjs(associations=[ninjs(name="a", unknown=1)]),
    "item with an association's member": ninjs(rel="r"),
    "rendition without name": ninjs(renditions=[{"href": "https://example.org/"}]),
    "rights of two kinds": ninjs(rightsInfo={"linkedRights": "x", "encodedRights": "y"}),
    "dates without start or end": ninjs(eventDetails={"dates": {}}),
    "thirteenth month": ninjs(eventDetails={"dates": {"expectedStartDate": "2026-13"}}),
    "recurrence dates": ninjs(eventDetails={"dates": {"startDate": "x", "recurrence": {"recurrenceDates": []}}}),
    "geography of no kind": place({"type": "Place"}),
    "point of one number": place({"type": "Point", "coordinates": [1]}),
    "line of one point": place({"type": "LineString", "coordinates": [[1, 2]]}),
    "ring of three points": place({"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [0, 0]]]}),
    "short box": place({"type": "Point", "coordinates": [1, 2], "bbox": [1]}),
    "feature without geometry": place({"type": "Feature", "properties": {}}),
    "collection in a collection": place(
        {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]}
    ),
}


@pytest.mark.parametrize("case", NINJS_VALID)
def test_ninjs_accepts(case: str) -> None:
    assert is_ninjs(NINJS_VALID[case])


@pytest.mark.parametrize("case", NINJS_INVALID)
def test_ninjs_refuses(case: str) -> None:
    assert not is_ninjs(NINJS_INVALID[case])


def test_ninjs_checks_formats_on_request() -> None:
    for document in ({"uri": "no uri"}, ninjs(firstCreated="yesterday")):
        assert is_ninjs(document)
        assert not is_ninjs(document, formats=True)


def test_ninjs_refers_only_to_the_geojson_schema() -> None:
    references = {
        node["$ref"]
        for path in ("ninjs/ninjs.schema.json", f"ninjs/{GEOJSON}", "jsonfeed/jsonfeed.schema.json")
        for _, node in nodes(read(path))
        if isinstance(node, dict) and "$ref" in node
    }
    assert {reference for reference in references if not reference.startswith("#/$defs/")} == {GEOJSON}


def test_ninjs_has_the_verdicts_of_the_published_schema(corpora: Path) -> None:
    folder = corpora / "ninjs"
    cases = [case for case in json.loads((folder / "manifest.json").read_bytes()) if case["schema_version"][0] == "3"]
    assert len(cases) >= 50
    theirs = _standard(folder)
    for case in cases:
        document = json.loads((folder / case["path"]).read_bytes())
        for mutant in [document, *mutants(document)]:
            assert is_ninjs(mutant) == theirs.is_valid(mutant), (case["path"], mutant)


def _standard(folder: Path) -> Any:
    def retrieve(uri: str) -> Any:
        assert uri.startswith(IPTC_GEOJSON)
        return {**read(f"ninjs/{GEOJSON}"), "$id": IPTC_GEOJSON}

    schema = json.loads((folder / "specification/ninjs-schema_3.1.json").read_bytes())
    return jsonschema_rs.validator_for(schema, retriever=retrieve, validate_formats=False)


def nodes(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield each value in a document with its path."""
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from nodes(member, (*path, key))


def mutants(document: Any) -> Iterator[Any]:
    """Yield the document with each member once removed, renamed, of another type, and with another member added."""
    for path, value in list(nodes(document)):
        if isinstance(value, dict):
            yield _put(document, (*path, "unknown"), 1)
        if path:
            yield _without(document, path)
            yield _put(document, path, 1 if isinstance(value, str) else "text")
            if isinstance(path[-1], str):
                yield _put(_without(document, path), (*path[:-1], path[-1] + "2"), value)


def _parent(document: Any, path: tuple[str | int, ...]) -> Any:
    for key in path[:-1]:
        document = document[key]
    return document


def _put(document: Any, path: tuple[str | int, ...], value: Any) -> Any:
    changed = deepcopy(document)
    _parent(changed, path)[path[-1]] = value
    return changed


def _without(document: Any, path: tuple[str | int, ...]) -> Any:
    changed = deepcopy(document)
    del _parent(changed, path)[path[-1]]
    return changed


def json_feed(item: dict[str, Any] | None = None, **members: Any) -> dict[str, Any]:
    items = [] if item is None else [{"id": "1", "content_text": "t", **item}]
    return {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items, **members}


FEED_VALID: dict[str, dict[str, Any]] = {
    "no item": json_feed(),
    "version 1": json_feed(version="https://jsonfeed.org/version/1", author={"name": "A"}),
    "every member": json_feed(
        home_page_url="https://example.org/",
        feed_url="https://example.org/feed.json",
        description="",
        user_comment="",
        next_url="https://example.org/2",
        icon="https://example.org/i",
        favicon="https://example.org/f",
        authors=[{"url": "mailto:a@example.org"}],
        language="en-GB",
        expired=False,
        hubs=[{"type": "WebSub", "url": "https://example.org/hub"}],
    ),
    "every member of an item": json_feed(
        {
            "url": "https://example.org/1",
            "external_url": "https://example.org/e",
            "title": "",
            "content_html": "<p>",
            "summary": "",
            "image": "https://example.org/i",
            "banner_image": "https://example.org/b",
            "date_published": "2026-11-06T10:00:00Z",
            "date_modified": "2026-11-06T10:00:00.5+01:00",
            "authors": [{"avatar": "https://example.org/a"}],
            "tags": ["t"],
            "language": "de",
            "attachments": [
                {
                    "url": "https://example.org/a",
                    "mime_type": "audio/mpeg",
                    "size_in_bytes": 1,
                    "duration_in_seconds": 1.5,
                }
            ],
        }
    ),
    "extensions": json_feed({"_b": [1]}, _a={"c": None}, hubs=[{"type": "x", "url": "https://example.org/", "_c": 1}]),
    "members of a later version": json_feed({"mood": "good"}, later=1),
}
FEED_INVALID: dict[str, Any] = {
    "no object": [],
    "no version": {"title": "", "items": []},
    "unknown version": json_feed(version="https://jsonfeed.org/version/2"),
    "no title": {"version": "https://jsonfeed.org/version/1.1", "items": []},
    "no items": {"version": "https://jsonfeed.org/version/1.1", "title": ""},
    "item without id": json_feed(items=[{"content_text": ""}]),
    "item with a number as id": json_feed({"id": 1}),
    "item without content": json_feed(items=[{"id": "1"}]),
    "relative address": json_feed(feed_url="/feed.json"),
    "author without a member": json_feed(authors=[{}]),
    "authors as one object": json_feed(authors={"name": "A"}),
    "date without zone": json_feed({"date_published": "2026-11-06T10:00:00"}),
    "date alone": json_feed({"date_modified": "2026-11-06"}),
    "tags as text": json_feed({"tags": "a, b"}),
    "attachment without type": json_feed({"attachments": [{"url": "https://example.org/a"}]}),
    "attachment of no media type": json_feed({"attachments": [{"url": "https://example.org/a", "mime_type": "mp3"}]}),
    "attachment of negative size": json_feed(
        {"attachments": [{"url": "https://example.org/a", "mime_type": "a/b", "size_in_bytes": -1}]}
    ),
    "hub without url": json_feed(hubs=[{"type": "WebSub"}]),
    "expired in words": json_feed(expired="yes"),
    "language with underscore": json_feed(language="en_GB"),
    "extension without letter": json_feed(_1={}),
    "extension without name": json_feed({"_": {}}),
    "null": json_feed(description=None),
}


@pytest.mark.parametrize("case", FEED_VALID)
def test_json_feed_accepts(case: str) -> None:
    assert is_feed(FEED_VALID[case])


@pytest.mark.parametrize("case", FEED_INVALID)
def test_json_feed_refuses(case: str) -> None:
    assert not is_feed(FEED_INVALID[case])


@cache
def vocabulary() -> dict[str, Any]:
    facts: dict[str, Any] = read("jsonld/vocabulary.json")
    return facts


def test_the_vocabulary_is_release_30_0_in_full() -> None:
    facts = vocabulary()
    assert facts["release"] == "30.0"
    sizes = {name: len(facts[name]) for name in ("dataTypes", "types", "members", "properties", "iris", "dates")}
    assert sizes == {"dataTypes": 12, "types": 940, "members": 513, "properties": 1521, "iris": 78, "dates": 46}


@pytest.mark.parametrize(
    ("group", "name", "expected"),
    [
        ("types", "Thing", []),
        ("types", "NewsArticle", ["Article"]),
        ("types", "BackgroundNewsArticle", ["NewsArticle"]),
        ("dataTypes", "URL", ["Text"]),
        ("dataTypes", "Integer", ["Number"]),
        ("properties", "acceptedAnswer", [["Question"], ["Answer", "ItemList"]]),
        ("properties", "articleSection", [["Article"], ["Text"]]),
        ("properties", "interactionCount", [[], []]),
    ],
)
def test_the_vocabulary_has(group: str, name: str, expected: list[Any]) -> None:
    assert vocabulary()[group][name] == expected


def test_the_vocabulary_has_superseded_terms_and_the_notation_of_values() -> None:
    facts = vocabulary()
    assert facts["superseded"]["types"]["Taxi"] == ["TaxiService"]
    assert facts["superseded"]["properties"]["actors"] == ["actor"]
    assert {"url", "image", "sameAs"} <= set(facts["iris"])
    assert "datePublished" in facts["dates"]
    assert {"True", "False"} <= set(facts["members"])


def test_every_supertype_is_a_type_and_supertypes_have_no_cycle() -> None:
    for types in (vocabulary()["types"], vocabulary()["dataTypes"]):
        for name in types:
            seen: set[str] = set()
            following = [name]
            while following:
                seen.update(following)
                following = [above for each in following for above in types[each]]
                assert name not in following
            assert seen <= set(types)


def test_the_vocabulary_has_every_row_of_the_published_tables(corpora: Path) -> None:
    facts = vocabulary()
    rows = (corpora / "schemaorg/types-30.0.csv").read_text("utf-8").splitlines()[1:]
    known = {*facts["types"], *facts["dataTypes"], *facts["members"], "DataType"}
    assert {row.partition(",")[0] for row in rows} == known
    rows = (corpora / "schemaorg/properties-30.0.csv").read_text("utf-8").splitlines()[1:]
    assert {row.partition(",")[0] for row in rows} == set(facts["properties"])
