"""Members that an object has twice: readers differ in which of them they take (RFC 8259, 4)."""

import json
from collections.abc import Iterator
from typing import Any

from newsfeed.io import json as json_io


class _Object(dict[str, Any]):
    """An object with members that are there twice."""

    twice: tuple[str, ...] = ()


def pointers(source: bytes) -> Iterator[str]:
    """Give the JSON pointer of each member that is there twice, at little cost where there is none.

    Args:
        source: a document that is JSON in UTF-8.
    """
    found: list[_Object] = []

    def built(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        found.append(_Object(members))
        found[-1].twice = tuple(_twice(pairs))
        return found[-1]

    # the parser that the rest of the library uses keeps the last of them and says nothing
    document = json.loads(source.decode(), object_pairs_hook=built, parse_int=str)
    return _walk(document) if found else iter(())


def _twice(pairs: list[tuple[str, Any]]) -> dict[str, None]:
    seen: set[str] = set()
    return {name: None for name, _ in pairs if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _walk(document: Any) -> Iterator[str]:
    left: list[tuple[str, Any]] = [("", document)]
    while left:
        pointer, value = left.pop()
        if isinstance(value, _Object):
            yield from (pointer + json_io.pointer([name]) for name in value.twice)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        left += [(pointer + json_io.pointer([step]), each) for step, each in inner if isinstance(each, dict | list)]
