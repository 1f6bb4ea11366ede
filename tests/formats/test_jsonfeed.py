"""JSON Feed: round trips, arbitrary documents, detection."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed.formats.jsonfeed.object_schemas import ATTACHMENT, AUTHOR, FEED, HUB, ITEM, ObjectSchema
from newsfeed.formats.jsonfeed.rules import VERSIONS
from newsfeed.validation import schemas
from strategies import feeds, filled

INVALID = sorted((Path(__file__).parents[1] / "invalid" / "jsonfeed").glob("*.json"))


@settings(max_examples=30)
@given(feeds(title=filled()))
def test_written_documents_are_valid(feed: newsfeed.Feed) -> None:
    report = newsfeed.validate(newsfeed.dumps(feed, "jsonfeed"), "jsonfeed")
    repeated = {"jsonfeed.item.id.repeated"} if len({story.id for story in feed.stories}) < len(feed.stories) else set()
    circular = {"jsonfeed.feed.next_url.circular"} if feed.paging and feed.paging.next == feed.feed_url else set()
    assert {finding.code for finding in report if finding.severity == "error"} <= repeated | circular


# --- arbitrary documents ---

NAMES = ("_newsfeed", "_other", "_", "about", "name", "url", "type", "categories", "links", "paging")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["", " ", "1", "-1", "/a", "javascript:x", "https://[", "<p>x", "en_GB", "a/b", "2026-02-30", "\x00"]
    ),
    lambda children: st.lists(children, max_size=2) | st.dictionaries(st.sampled_from(NAMES), children, max_size=3),
    max_leaves=4,
)


def objects(schema: ObjectSchema, **valid: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects with members of the format, each with an arbitrary or a valid value."""
    members = {name: ANYTHING | valid[name] if name in valid else ANYTHING for name in (*schema.members, *NAMES)}
    return st.fixed_dictionaries({}, optional=members)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    authors = st.lists(objects(AUTHOR), max_size=1)
    attached = objects(ATTACHMENT, url=st.just("https://example.org/a"), mime_type=st.just("a/b"))
    item = objects(
        ITEM,
        id=st.sampled_from(["1", "2"]),
        content_text=st.just("x"),
        authors=authors,
        attachments=st.lists(attached, max_size=1),
    )
    valid = {
        "version": st.sampled_from(VERSIONS),
        "title": st.just("News"),
        "items": st.lists(item, max_size=2),
        "authors": authors,
        "hubs": st.lists(objects(HUB, type=st.just("WebSub"), url=st.just("https://example.org/")), max_size=1),
    }
    return objects(FEED, **valid)


@pytest.mark.slow
@settings(max_examples=150)
@given(documents())
def test_arbitrary_documents_are_validated_and_read(document: dict[str, Any]) -> None:
    data = json.dumps(document).encode()
    report = newsfeed.validate(data, "jsonfeed")
    schema = schemas.json_schema("jsonfeed/jsonfeed.schema.json")
    assert schema.is_valid(document) or not report.valid
    # The rules cover everything in the schema, and each of them has an invalid document.
    assert {finding.code for finding in report} <= {path.stem for path in INVALID}
    try:
        feed = newsfeed.loads(data, "jsonfeed")
    except newsfeed.ReadError:
        assert document.keys().isdisjoint(["items", "home_page_url", "feed_url"])
        return
    written = newsfeed.dumps(attrs.evolve(feed, title="x"), "jsonfeed")
    assert newsfeed.dumps(newsfeed.loads(written, "jsonfeed"), "jsonfeed") == written


# --- detection ---


@pytest.mark.parametrize(
    "head",
    [
        b'{"version": "https://jsonfeed.org/version/1", "t',
        b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1.1"}',
        b'{"items": [{"version": "2", "@type": "x"}], "version" : "https://jsonfeed.org/version/1.1"',
        b'{"title": "a", "items": [',
        b'{"version": "1.1", "home_page_url": "https://example.org/"',
        b'\xef\xbb\xbf \n{"feed_url": 5',
    ],
)
def test_detection(head: bytes) -> None:
    assert newsfeed.detect(head) == "jsonfeed"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'{"@context": "https://schema.org", "title": "a", "items": []}', "jsonld"),
        (b'{"uri": "https://example.org/", "title": "a", "items": []}', "ninjs"),
        (b'{"newsfeed": "feed/1", "title": "https://jsonfeed.org/version/1", "items": []}', "json"),
        (b'{"$schema": "x", "title": "a", "items": []}', None),
        (b'{"type": "array", "title": "a", "items": {}}', None),
        (b'{"a": {"version": "https://jsonfeed.org/version/1.1", "feed_url": "x"}}', None),
        (b'["version", "https://jsonfeed.org/version/1.1"]', None),
    ],
)
def test_other_formats_are_not_detected_as_json_feed(head: bytes, name: str | None) -> None:
    if name:
        assert newsfeed.detect(head) == name
        return
    with pytest.raises(newsfeed.UnknownFormatError):
        newsfeed.detect(head)
