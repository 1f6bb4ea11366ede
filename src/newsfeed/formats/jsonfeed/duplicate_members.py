"""Detection of members that occur twice in an object: readers differ in the one they use (RFC 8259, section 4)."""

import json
from collections.abc import Iterator

from newsfeed.formats.jsonfeed.json_types import JsonObject, JsonValue
from newsfeed.io import json as json_io


class _ObjectWithDuplicates(dict[str, JsonValue]):
    """A parsed object that has members of the same name; the last value of each counts."""

    duplicates: tuple[str, ...] = ()


def find_duplicates(source: bytes) -> Iterator[str]:
    """Yield the JSON pointer of each member that occurs more than once in its object.

    A document without any costs one parse and no walk.

    Args:
        source: a JSON document in UTF-8, without a byte order mark.

    Raises:
        RecursionError: the document is nested too deep for Python's parser.
    """
    has_duplicates = False

    def build_object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
        nonlocal has_duplicates
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        has_duplicates = True
        marked = _ObjectWithDuplicates(members)
        marked.duplicates = _duplicate_names(pairs)
        return marked

    # msgspec, the parser everywhere else, keeps the last of several members without reporting them.
    document = json.loads(source.decode(), object_pairs_hook=build_object, parse_int=str)
    return _walk(document) if has_duplicates else iter(())


def _duplicate_names(pairs: list[tuple[str, JsonValue]]) -> tuple[str, ...]:
    """Return the names that occur more than once, in the order of their second occurrence."""
    names: set[str] = set()
    duplicates: dict[str, None] = {}
    for name, _ in pairs:
        if name in names:
            duplicates[name] = None
        names.add(name)
    return tuple(duplicates)


def _walk(document: JsonValue) -> Iterator[str]:
    pending: list[tuple[str, JsonValue]] = [("", document)]
    while pending:
        pointer, value = pending.pop()
        if isinstance(value, _ObjectWithDuplicates):
            yield from (pointer + json_io.pointer([name]) for name in value.duplicates)
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        pending += [
            (pointer + json_io.pointer([step]), child) for step, child in children if isinstance(child, dict | list)
        ]
