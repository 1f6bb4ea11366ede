"""Detection of members that occur several times in an object: readers differ in the one they use (RFC 8259, section 4)."""

import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsfeed.errors import LimitError
from newsfeed.io import json as json_io
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.values.patterns import pattern


class Duplicate(NamedTuple):
    """A member that occurs several times in its object.

    Attributes:
        pointer: its JSON pointer.
        earlier_values: its values except the last, which is the one that counts.
    """

    pointer: str
    earlier_values: Sequence[JsonValue]


class _ObjectWithDuplicates(dict[str, JsonValue]):
    """A parsed object that has members of the same name; the last value of each counts."""

    def __init__(self, pairs: list[tuple[str, JsonValue]]) -> None:
        super().__init__(pairs)
        self.earlier_values: dict[str, list[JsonValue]] = {}
        members: JsonObject = {}
        for name, value in pairs:
            if name in members:
                self.earlier_values.setdefault(name, []).append(members[name])
            members[name] = value


def build_object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    """Build a parsed object from its members, for the hook of `json`; `duplicates_in` finds its duplicates later."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else _ObjectWithDuplicates(pairs)


def find_duplicates(source: bytes, member_count: int) -> Iterator[Duplicate]:
    """Yield each member that occurs more than once in its object.

    A document without any is not parsed again: its colons are counted.

    Args:
        source: a JSON document in UTF-8, without a byte order mark.
        member_count: the number of members that `newsfeed.io.json.parse_counting` has found in it.

    Raises:
        LimitError: the document is nested too deep for Python's parser.
    """
    # msgspec, the parser everywhere else, keeps the last of several members without reporting them.
    if _count_names(source) == member_count:
        return
    try:
        document = json.loads(source.decode(), object_pairs_hook=build_object, parse_int=str)
    except RecursionError:
        raise LimitError("depth", "is nested too deep") from None
    yield from duplicates_in(document)


def _count_names(source: bytes) -> int:
    """Return the number of members as written; a larger number or -1 if that cannot be told without parsing."""
    in_strings = len(_COLON_IN_STRING.findall(source))
    if in_strings and b'\\\\"' in source:
        return -1  # a name may end with a backslash, and then its colon is taken for one in a string
    return len(_COLON.findall(source)) - in_strings


_COLON: Final = pattern(rb'"[ \t\r\n]*+:')
_COLON_IN_STRING: Final = pattern(rb'\\"[ \t\r\n]*+:')


def duplicates_in(document: JsonValue) -> Iterator[Duplicate]:
    """Yield the duplicate members of a document with objects built by `build_object`."""
    pending: list[tuple[str, JsonValue]] = [("", document)]
    while pending:
        pointer, value = pending.pop()
        if isinstance(value, _ObjectWithDuplicates):
            for name, earlier_values in value.earlier_values.items():
                yield Duplicate(pointer + json_io.pointer([name]), earlier_values)
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        pending += [
            (pointer + json_io.pointer([step]), child) for step, child in children if isinstance(child, dict | list)
        ]
