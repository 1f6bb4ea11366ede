"""Nothing of a JSON Feed is lost: each value is in the model, or a finding quotes it; broken documents raise typed errors."""

import contextlib
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsfeed
from newsfeed.formats.jsonfeed.object_schemas import ATTACHMENT, AUTHOR, FEED, HUB, ITEM
from newsfeed.formats.jsonfeed.rules import VERSIONS

WORD = "kvq7x"
NUMBER = 48_151_623

Path = tuple[str | int, ...]


def _full_author(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "url": f"https://example.com/{name}",
        "avatar": f"https://example.com/{name}.jpg",
        "_newsfeed": {"email": f"{name}@example.com", "type": "organization"},
    }


FULL: dict[str, Any] = {
    "version": VERSIONS[0],
    "title": "Harbour News",
    "home_page_url": "https://example.com/",
    "feed_url": "https://example.com/feed.json",
    "description": "About harbours",
    "user_comment": "For people",
    "next_url": "https://example.com/2.json",
    "icon": "https://example.com/icon.png",
    "favicon": "https://example.com/favicon.png",
    "authors": [_full_author("desk")],
    "author": _full_author("former"),
    "language": "en",
    "expired": True,
    "hubs": [{"type": "WebSub", "url": "https://hub.example.com/"}],
    "_newsfeed": {"generator": "Kit", "paging": {"last": "https://example.com/9.json"}},
    "items": [
        {
            "id": "1",
            "url": "https://example.com/1",
            "external_url": "https://example.com/external",
            "title": "One",
            "content_html": "<p>Body</p>",
            "content_text": "Other body",
            "summary": "Short",
            "image": "https://example.com/image.jpg",
            "banner_image": "https://example.com/banner.jpg",
            "date_published": "2026-05-18T09:30:00Z",
            "date_modified": "2026-05-19T09:30:00Z",
            "authors": [_full_author("ann")],
            "author": _full_author("bob"),
            "tags": ["harbour"],
            "language": "en-GB",
            "attachments": [
                {
                    "url": "https://example.com/a.mp3",
                    "mime_type": "audio/mpeg",
                    "title": "Audio",
                    "size_in_bytes": 12_345,
                    "duration_in_seconds": 67,
                    "_newsfeed": {"alt": "Sound"},
                }
            ],
            "_newsfeed": {"version": 3, "rights": {"notice": "All"}},
        }
    ],
}


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value of a document, except the document itself."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield (*path, step)
        yield from _paths(child, (*path, step))


PATHS = list(_paths(FULL))


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _replaced(path: Path, value: Any) -> dict[str, Any]:
    """Return the full document with another value at a path."""
    document = deepcopy(FULL)
    _at(document, path[:-1])[path[-1]] = value
    return document


def _read(document: dict[str, Any]) -> tuple[str, str]:
    """Read a document, and return the model as JSON and all findings as a text."""
    report = newsfeed.Report()
    feed = newsfeed.loads(json.dumps(document), "jsonfeed", report=report)
    return newsfeed.dumps(feed, "json").decode(), "\n".join(map(str, report))


def test_the_full_document_has_every_member() -> None:
    item = FULL["items"][0]
    for schema, members in (
        *((FEED, FULL), (ITEM, item), (AUTHOR, item["authors"][0])),
        *((ATTACHMENT, item["attachments"][0]), (HUB, FULL["hubs"][0])),
    ):
        assert set(schema.members) == {name for name in members if not name.startswith("_")}


VALUES_WITH_MARKS: list[Any] = [
    *(WORD, NUMBER, [WORD], {"name": WORD}, {WORD: 1}, [[NUMBER]], [{"url": f"https://example.com/{WORD}"}]),
    *(f"https://example.com/{WORD}", f"<p>{WORD}</p>", -NUMBER, [NUMBER + 0.5], f" {WORD}\n{NUMBER} "),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_a_value_in_any_place_is_in_the_model_or_in_a_finding(path: Path) -> None:
    for value in VALUES_WITH_MARKS:
        model, findings = _read(_replaced(path, value))
        for mark in (WORD, str(NUMBER)):
            if mark in json.dumps(value):
                assert mark in model or mark in findings, value


@pytest.mark.parametrize("name", ["mood", "_mood", "a/b~c", "", "Title"])
@pytest.mark.parametrize("value", [WORD, NUMBER, [{"x": WORD}], True, None])
def test_an_unknown_member_in_any_object_is_named_with_its_value(name: str, value: Any) -> None:
    for path in [(), *(path for path in PATHS if isinstance(_at(FULL, path), dict))]:
        document = deepcopy(FULL)
        _at(document, path)[name] = value
        model, findings = _read(document)
        is_kept = name.startswith("_") and f"}}{name}" in model
        assert is_kept or repr(name) in findings or json.dumps(name) in findings
        assert is_kept or json.dumps(value) in findings.replace('":', '": ') or json.dumps(value) in model
        assert WORD not in json.dumps(value) or WORD in model + findings


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_a_value_of_any_type_in_any_place_is_read(path: Path) -> None:
    for value in (None, True, False, [], {}, "", [None], [[]], "x" * 5000, 1e300, 10**40):
        _read(_replaced(path, value))


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(PATHS), VALUES), min_size=1, max_size=4), st.booleans())
def test_mutated_values_raise_only_typed_errors(changes: list[tuple[Path, Any]], recover: bool) -> None:
    document: Any = deepcopy(FULL)
    for path, value in changes:
        try:
            _at(document, path[:-1])[path[-1]] = value
        except (TypeError, LookupError):  # an earlier change has removed the place
            continue
    with contextlib.suppress(newsfeed.NewsfeedError):
        newsfeed.dumps(newsfeed.loads(json.dumps(document), "jsonfeed", recover=recover), "jsonfeed")


@given(st.integers(0, 2000), st.integers(0, 60), st.binary(max_size=12), st.booleans())
def test_mutated_bytes_raise_only_typed_errors(start: int, length: int, inserted: bytes, recover: bool) -> None:
    data = json.dumps(FULL).encode()
    start %= len(data)
    with contextlib.suppress(newsfeed.NewsfeedError):
        newsfeed.loads(data[:start] + inserted + data[start + length :], "jsonfeed", recover=recover)
