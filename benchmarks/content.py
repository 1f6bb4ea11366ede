"""What documents say, so that only those that say the same are timed against each other."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import feedparser

PLAIN: Final = ("title", "link", "id", "summary", "published")
"""What every output says; RSS has no date of change, which newsfeed writes all the same."""


class DifferenceError(AssertionError):
    """Two outputs are not equal in content."""


def items(data: bytes) -> list[dict[str, Any]]:
    """Give what feedparser reads of each item: title, link, id, dates, authors, categories, summary, body, enclosures."""
    read = feedparser.parse(data, sanitize_html=False)
    fields = (*PLAIN, "updated") if read.version.startswith("atom") else PLAIN
    return [dict(_fields(entry, fields)) for entry in read.entries]


def _fields(entry: Any, fields: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name in fields:
        yield name, tuple(entry[f"{name}_parsed"]) if name in ("published", "updated") else entry.get(name)
    yield "authors", [author.name for author in entry.authors if author.get("name")]
    yield "categories", [tag.term for tag in entry.tags]
    yield "body", [content.value for content in entry.content if content.value != entry.get("summary")]
    yield "enclosures", [(link.href, link.type, link.length) for link in entry.links if link.rel == "enclosure"]


def require_equal(outputs: Mapping[str, Any], reference: str) -> None:
    """Compare each value with the reference's.

    Args:
        outputs: what each case's output says.
        reference: the name of the case that the others are held to.

    Raises:
        DifferenceError: one is not equal; names the case and the first field that differs.
    """
    for name, found in outputs.items():
        if found != outputs[reference]:
            raise DifferenceError(f"{name}: {_first(found, outputs[reference])}")


def _first(found: Any, expected: Any) -> str:
    """Name the first place where two values differ."""
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        key = next(key for key in found if found[key] != expected[key])
        return f"{key}: {_first(found[key], expected[key])}"
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        place = next(place for place, value in enumerate(found) if value != expected[place])
        return f"[{place}] {_first(found[place], expected[place])}"
    return f"is {found!r:.300}, expected {expected!r:.300}"


def require_within(name: str, found: Any, whole: Any) -> None:
    """Require that all that one value says, the other says too.

    Args:
        name: of the case that is looked at.
        found: what it says: dicts, lists and plain values.
        whole: what may say more: its dicts may have more keys.

    Raises:
        DifferenceError: something is missing or not equal.
    """
    if isinstance(found, dict) and isinstance(whole, dict):
        for key, value in found.items():
            require_within(f"{name}: {key}", value, whole.get(key))
    elif isinstance(found, list) and isinstance(whole, list) and len(found) == len(whole):
        for place, (value, other) in enumerate(zip(found, whole, strict=True)):
            require_within(f"{name}[{place}]", value, other)
    elif found != whole:
        raise DifferenceError(f"{name}: is {found!r:.300}, expected {whole!r:.300}")
