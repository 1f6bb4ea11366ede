"""Comparison of documents by content, so that only outputs with the same content are timed side by side."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import feedparser

Date = tuple[int, ...]


class Item(NamedTuple):
    """One item of a feed, as feedparser reads it.

    Attributes:
        published, updated: UTC time tuples. RSS has no element for `updated`, so there it is None.
        body: the contents other than the summary.
        enclosures: URL, media type and length of each.
    """

    title: str
    link: str
    id: str
    summary: str
    published: Date
    updated: Date | None
    authors: list[str]
    categories: list[str]
    body: list[str]
    enclosures: list[tuple[str, str, str]]


class DifferenceError(AssertionError):
    """Two outputs differ in content."""


def items(document: bytes) -> list[Item]:
    """Return the items of an RSS or Atom document as feedparser reads them, unsanitized."""
    parsed = feedparser.parse(document, sanitize_html=False)
    has_updated = parsed.version.startswith("atom")
    return [_item(entry, has_updated=has_updated) for entry in parsed.entries]


def _item(entry: Any, *, has_updated: bool) -> Item:
    return Item(
        title=entry.get("title"),
        link=entry.get("link"),
        id=entry.get("id"),
        summary=entry.get("summary"),
        published=tuple(entry["published_parsed"]),
        updated=tuple(entry["updated_parsed"]) if has_updated else None,
        authors=[author.name for author in entry.authors if author.get("name")],
        categories=[tag.term for tag in entry.tags],
        body=[content.value for content in entry.content if content.value != entry.get("summary")],
        enclosures=[(link.href, link.type, link.length) for link in entry.links if link.rel == "enclosure"],
    )


def require_equal(outputs: Mapping[str, Any], reference: str) -> None:
    """Require that all values equal that of the reference case.

    Args:
        outputs: the content of each case's output.
        reference: the name of the case to compare the others with.

    Raises:
        DifferenceError: a value differs; the message names the case and the first difference.
    """
    for name, value in outputs.items():
        if value != outputs[reference]:
            raise DifferenceError(f"{name}: {_describe_difference(value, outputs[reference])}")


def _describe_difference(value: Any, expected: Any) -> str:
    if isinstance(value, Item) and isinstance(expected, Item):
        value, expected = value._asdict(), expected._asdict()
    if isinstance(value, dict) and isinstance(expected, dict) and value.keys() == expected.keys():
        key = next(key for key in value if value[key] != expected[key])
        return f"{key}: {_describe_difference(value[key], expected[key])}"
    if isinstance(value, list) and isinstance(expected, list) and len(value) == len(expected):
        index = next(index for index, element in enumerate(value) if element != expected[index])
        return f"[{index}] {_describe_difference(value[index], expected[index])}"
    return f"is {value!r:.300}, expected {expected!r:.300}"


def require_subset(name: str, subset: Any, superset: Any) -> None:
    """Require that everything in one JSON value is also in another.

    Args:
        name: the name of the case that is compared, for the message.
        subset: its dicts, lists and plain values.
        superset: the value to find them in. Its dicts may have more keys.

    Raises:
        DifferenceError: something is missing or differs.
    """
    for path, value, expected in _pairs(name, subset, superset):
        if value != expected:
            raise DifferenceError(f"{path}: is {value!r:.300}, expected {expected!r:.300}")


def _pairs(path: str, subset: Any, superset: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield path, value and expected value for each plain value, and for containers of different shape."""
    if isinstance(subset, dict) and isinstance(superset, dict):
        for key, value in subset.items():
            yield from _pairs(f"{path}: {key}", value, superset.get(key))
    elif isinstance(subset, list) and isinstance(superset, list) and len(subset) == len(superset):
        for index, (value, expected) in enumerate(zip(subset, superset, strict=True)):
            yield from _pairs(f"{path}[{index}]", value, expected)
    else:
        yield path, subset, superset
