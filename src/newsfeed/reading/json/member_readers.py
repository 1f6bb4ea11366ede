"""Readers of single values: for each kind of member a function that takes the usual value as it is, and any other with care.

The tables of a format's reader name the one for each member. A reader begins with the test that nearly every value passes,
since a feed has dozens of values for each item.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

from newsfeed.findings import Severity
from newsfeed.reading.json.json_types import JsonValue
from newsfeed.reading.json.object_reader import ObjectReader, ValueReader
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.iris import PLAIN_WEB_URL
from newsfeed.values.languages import is_canonical
from newsfeed.values.patterns import pattern

T = TypeVar("T")

_MAX_NUMBER: Final = 2**53
_MAX_NUMBER_LENGTH: Final = 32
"""Length up to which a string is read as a number: longer ones only cost time."""
_NUMBER: Final = pattern(r"[+-]?[0-9]++(?:\.[0-9]*+)?(?:[eE][+-]?[0-9]{1,3})?")


# --- strings ---


def text(source: ObjectReader, name: str, value: JsonValue) -> str:
    """Return a text, "" if there is none."""
    if isinstance(value, str) and value.isprintable():
        return value
    return source.to_text(value, name)


def html(source: ObjectReader, name: str, value: JsonValue) -> str:
    """Return HTML, "" if there is none; the sanitizer replaces illegal characters."""
    return value if isinstance(value, str) else source.to_text(value, name)


def identifier(source: ObjectReader, name: str, value: JsonValue) -> str:
    """Return an id; one that is a number or boolean is converted to a string, as the specification demands of readers."""
    if isinstance(value, bool | int | float):
        written = str(value).lower() if isinstance(value, bool) else str(value)
        message = f"{name} must be a string, not {value!r}: it is read as {written!r}"
        source.note("value.type", message, name, severity=Severity.INFO)
        return written
    return text(source, name, value)


def iri(source: ObjectReader, name: str, value: JsonValue) -> str | None:
    """Return a link as an absolute IRI; None if there is no usable one."""
    if isinstance(value, str) and PLAIN_WEB_URL.fullmatch(value):
        return value
    return source.lenient.iri(source.to_text(value, name), source.base, source.location(name))


def date(source: ObjectReader, name: str, value: JsonValue) -> datetime | None:
    """Return a date, in any spelling that the reader understands."""
    if isinstance(value, str):
        try:
            return parse_rfc3339(value)
        except ValueError:
            pass  # any other spelling takes longer
    return source.lenient.date(source.to_text(value, name), source.location(name))


def language(source: ObjectReader, name: str, value: JsonValue) -> str | None:
    """Return a language tag."""
    if isinstance(value, str) and is_canonical(value):
        return value
    return source.lenient.language(source.to_text(value, name), source.location(name))


def texts(source: ObjectReader, name: str, value: JsonValue) -> list[str]:
    """Return the texts of a list; a single text is split at its commas."""
    if isinstance(value, str):
        if value:
            source.report_type(value, "an array", "it is split at commas", name)
        return [LenientReader.replace_illegal(part) for part in value.split(",")]
    entries = value if isinstance(value, list) else source.to_entries(value, name, shorthand=False)
    return [
        entry if isinstance(entry, str) and entry.isprintable() else source.to_text(entry, name, index)
        for index, entry in enumerate(entries)
    ]


# --- numbers and booleans ---


def amount(source: ObjectReader, name: str, value: JsonValue) -> int | float | None:
    """Return a number from 0 to 2**53, written as a number or as a string."""
    number = _to_number(value)
    if number is not None and 0 <= number <= _MAX_NUMBER:
        return number
    if value is None:
        source.report_type(value, "a number", "it is left out", name)
    elif value != "":
        message = f"{name} is {value!r:.64}, which is not a number from 0 to 2**53: it is left out"
        source.note("number.unusable", message, name)
    return None


def _to_number(value: JsonValue) -> int | float | None:
    """Return a JSON number, or the number that a string spells; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) <= _MAX_NUMBER_LENGTH and _NUMBER.fullmatch(value.strip()):
        return int(value) if value.strip().isdigit() else float(value)
    return None


def whole_amount(source: ObjectReader, name: str, value: JsonValue) -> int | None:
    """Return a whole number from 0 to 2**53, written as a number or as a string."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MAX_NUMBER:
        return value
    if value is None or isinstance(value, bool | list | dict):
        source.report_type(value, "a number", "it is left out", name)
        return None
    return source.lenient.whole_number(value, location=source.location(name))


# --- objects and lists ---


def extension(source: ObjectReader, name: str, value: JsonValue) -> ObjectReader | None:
    """Return the reader of an extension object; None if it is not an object."""
    members = source.to_object(value, "", name)
    return None if members is None else source.child(members, name)


def list_of(read_object: Callable[[ObjectReader], T | None], shorthand: str = "") -> ValueReader:
    """Return a reader of lists of objects.

    Args:
        read_object: reads one of them.
        shorthand: the member of an entry that a string in place of the entry stands for; "" allows none.
    """

    def read_list(source: ObjectReader, name: str, value: JsonValue) -> tuple[T, ...]:
        entries = source.to_entries(value, name, shorthand=bool(shorthand))
        objects = []
        for index, entry in enumerate(entries):
            members = source.to_object(entry, shorthand, name, index)
            if members is not None and (item := read_object(source.child(members, name, index))) is not None:
                objects.append(item)
        return tuple(objects)

    return read_list


def one_of(read_object: Callable[[ObjectReader], T | None], shorthand: str) -> ValueReader:
    """Return a reader of a single object; it returns a tuple as the reader of a list does, and reads lists, too.

    Args:
        read_object: reads the object.
        shorthand: the member that a string in place of the object stands for.
    """
    read_list = list_of(read_object, shorthand)

    def read_one(source: ObjectReader, name: str, value: JsonValue) -> tuple[T, ...]:
        if isinstance(value, list):
            source.report_type(value, "an object", "it is read as a list", name)
            objects: tuple[T, ...] = read_list(source, name, value)
            return objects
        if value == "":
            return ()
        members = source.to_object(value, shorthand, name)
        item = None if members is None else read_object(source.child(members, name))
        return () if item is None else (item,)

    return read_one
