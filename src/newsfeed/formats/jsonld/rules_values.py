"""Checks of literals against the types that a property takes: schema.org's data types."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.json_values import Literal
from newsfeed.formats.jsonld.vocabulary import QUANTITIES

_DATE_TYPES: Final = frozenset(("Date", "DateTime", "Time"))
_NUMBER_TYPES: Final = frozenset(("Number", "Integer", "Float"))
_CALENDAR_DATE: Final = re.compile(
    r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?|-?W(?:\d\d)(?:-?[1-7])?|-(?:\d{3})|(?P<month>\d\d)(?P<day>\d\d))?"
)
_CLOCK_TIME: Final = re.compile(
    r"(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?"
)
_DURATION: Final = re.compile(
    r"-?P(?=[\dT])(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?"
)
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_BOOLEANS: Final = frozenset(("true", "false"))
_FORBIDDEN_IN_URL: Final = re.compile(r"[\s<>\"{}|\\^`]")
_IDENTIFIER: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S|#\S|/\S|_:\S")
_MAX_TYPES: Final = 4
"""The number of types that a message names."""
_LARGEST_SHOWN: Final = 10**40
"""Whole numbers from here on are shortened in messages."""


class ValueFault(NamedTuple):
    """A fault of a literal.

    Attributes:
        code: the last part of the finding's code: `date`, `number`, `boolean`, `url`, `duration` and `kind` are errors; `text`
            (text in place of a node) and `literal` (a number in place of text) are tolerated by consumers.
        message: the rest of a sentence that begins with the property: the problem and the remedy.
    """

    code: str
    message: str


def find_fault(value: Literal, expected: frozenset[str]) -> ValueFault | None:
    """Check a literal against the types that its property takes.

    Args:
        value: the literal.
        expected: names of types; their subtypes are allowed as well.

    Returns:
        None if the literal is of one of the types, or names a member of an enumeration.
    """
    literal_types = _literal_types(expected)
    if isinstance(value, bool):
        return None if "Boolean" in literal_types else _kind_fault("a boolean", expected)
    if isinstance(value, int | float):
        return _number_fault(value, literal_types, expected)
    return _text_fault(value.strip(), literal_types, expected - literal_types)


@cache
def _literal_types(expected: frozenset[str]) -> frozenset[str]:
    """Return the types with literals as values, among those that a property of schema.org takes."""
    return frozenset(name for name in expected if vocabulary.is_data_type(name)) | (expected & QUANTITIES)


def _text_fault(text: str, literal_types: frozenset[str], node_types: frozenset[str]) -> ValueFault | None:
    if _takes_any_text(literal_types) or _is_enumeration_member(text):
        return None
    faults = [_CHECKS[family](text) for family in sorted(_families(literal_types))]
    if faults and not all(faults):
        return None
    if node_types - {"QuantitativeValue"}:  # A quantity is commonly written as text, so text alone is no fault of it.
        if _IDENTIFIER.match(text) and " " not in text:
            return None
        return ValueFault("text", f"is plain text: write {_describe_types(node_types)}")
    return faults[0] if faults else None


@cache
def _takes_any_text(literal_types: frozenset[str]) -> bool:
    return any("Text" in vocabulary.ancestors(name) and name != "URL" for name in literal_types)


def _is_enumeration_member(text: str) -> bool:
    return text.rpartition("/")[2] in vocabulary.enumeration_members()


def _families(literal_types: frozenset[str]) -> set[str]:
    """Return the families of data types with a common notation: Date, DateTime and Time, for example, are "date"."""
    families = set()
    for name in literal_types:
        family = "date" if name in _DATE_TYPES else "number" if name in _NUMBER_TYPES else name.lower()
        families.add(family if family in _CHECKS else "quantity")
    return families


def _number_fault(value: float, literal_types: frozenset[str], expected: frozenset[str]) -> ValueFault | None:
    is_whole = isinstance(value, int) or value.is_integer()
    if literal_types & {"Number", "Float"} or ("Integer" in literal_types and is_whole):
        return None
    number = _digits(value)
    if literal_types == {"Integer"} and literal_types == expected:
        return ValueFault(
            "number", f"is not a whole number: write one such as {number.partition('.')[0]}, not {number}"
        )
    if literal_types & {"Distance", "Mass", "Energy"}:
        return ValueFault(
            "literal", f'is a number without a unit: write both as text, such as "{number} px" for a length on a screen'
        )
    if _takes_any_text(literal_types):
        return ValueFault("literal", f'is a number: write it as text, "{number}"')
    return _kind_fault(f"the number {number}", expected)


def _digits(value: float) -> str:
    """Return a number for a message, shortened; Python refuses to write whole numbers of over 4,300 digits."""
    if isinstance(value, int) and abs(value) >= _LARGEST_SHOWN:
        return f"{'-' if value < 0 else ''}{str(_LARGEST_SHOWN)[:-1]}..."
    return str(value)


def _kind_fault(kind: str, expected: frozenset[str]) -> ValueFault:
    return ValueFault("kind", f"is {kind}: write {_describe_types(expected)}")


def _describe_types(expected: frozenset[str]) -> str:
    """Return the types for a message, data types by name and other types as objects: `Text or {"@type": "Person", ...}`."""
    data_types = [name for name in sorted(expected) if vocabulary.is_data_type(name)]
    node_types = [f'{{"@type": "{name}", ...}}' for name in sorted(expected) if name not in data_types]
    descriptions = [*data_types, *node_types]
    return " or ".join(descriptions[:_MAX_TYPES]) + (" ..." if len(descriptions) > _MAX_TYPES else "")


def is_date(text: str) -> bool:
    """Return whether a text is a date, a date with a time, or a time alone (ISO 8601)."""
    if re.fullmatch(r"T?\d\d:\d\d.*", text, re.DOTALL):
        return bool(_CLOCK_TIME.fullmatch(text.removeprefix("T")))
    calendar_date, separator, clock_time = text.partition("T") if "T" in text else text.partition(" ")
    match = _CALENDAR_DATE.fullmatch(calendar_date)
    if not match or (separator and not _CLOCK_TIME.fullmatch(clock_time)):
        return False
    year, month, day = match[1], match[2] or match["month"], match[3] or match["day"]
    # datetime.date has the years 1 to 9999 only; 2000 is a leap year, so it accepts every day that a longer year has.
    checked_year = max(1, min(9999, abs(int(year)))) if len(year) < 6 else 2000
    try:
        date(checked_year, int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _check_date(text: str) -> ValueFault | None:
    if is_date(text):
        return None
    return ValueFault(
        "date", f"is not a date of ISO 8601: write it as 2026-05-17 or 2026-05-17T08:30:00+02:00, not {text!r:.60}"
    )


def _check_duration(text: str) -> ValueFault | None:
    if _DURATION.fullmatch(text):
        return None
    return ValueFault("duration", f"is not a duration of ISO 8601: write it as PT1M30S, not {text!r:.60}")


def _check_number(text: str) -> ValueFault | None:
    if _NUMBER.fullmatch(text):
        return None
    return ValueFault("number", f"is not a number: write it in digits, such as 640, not {text!r:.60}")


def _check_boolean(text: str) -> ValueFault | None:
    if text.lower() in _BOOLEANS:
        return None
    return ValueFault("boolean", f"is not a boolean: write true or false, not {text!r:.60}")


def _check_url(text: str) -> ValueFault | None:
    if text and not _FORBIDDEN_IN_URL.search(text):
        return None
    return ValueFault(
        "url", f"is not a URL: write one without spaces, such as https://example.org/page, not {text!r:.60}"
    )


def _check_quantity(_text: str) -> ValueFault | None:
    """Accept any text: a number with a unit, and there is no list of units."""
    return None


_CHECKS: Final[dict[str, Callable[[str], ValueFault | None]]] = {
    "date": _check_date,
    "duration": _check_duration,
    "number": _check_number,
    "boolean": _check_boolean,
    "url": _check_url,
    "quantity": _check_quantity,
}
