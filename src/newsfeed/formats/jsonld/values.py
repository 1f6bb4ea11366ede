"""Whether a literal is of a kind that a property takes (schema.org's data types)."""

import re
from datetime import date
from typing import Any, Final

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.vocabulary import QUANTITIES

_DATES: Final = frozenset(("Date", "DateTime", "Time"))
_NUMBERS: Final = frozenset(("Number", "Integer", "Float"))
_CALENDAR: Final = re.compile(
    r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?|-?W(?:\d\d)(?:-?[1-7])?|-(?:\d{3})|(?P<month>\d\d)(?P<day>\d\d))?"
)
_CLOCK: Final = re.compile(
    r"(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?"
)
_DURATION: Final = re.compile(
    r"-?P(?=[\dT])(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?"
)
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_BOOLEANS: Final = frozenset(("true", "false"))
_NOT_IN_URL: Final = re.compile(r"[\s<>\"{}|\\^`]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S|#\S|/\S|_:\S")

Fault = tuple[str, str]
"""The end of a finding's code, and what to write instead."""


def fault(value: Any, expected: frozenset[str]) -> Fault | None:
    """Say what is wrong with a literal where values of these types are expected; None where nothing is.

    Codes: `date`, `number`, `boolean`, `url`, `duration`, `kind` are wrong; `text` is a text where schema.org has a thing,
    and `literal` a number where it has a text: both are tolerated.
    """
    literals = frozenset(each for each in expected if vocabulary.is_data_type(each)) | (expected & QUANTITIES)
    things = expected - literals
    if isinstance(value, bool):
        return None if "Boolean" in literals else _wrong_kind("true or false", expected)
    if isinstance(value, int | float):
        return _number_fault(value, literals, expected)
    text = str(value).strip()
    if any("Text" in vocabulary.ancestors(each) and each != "URL" for each in literals) or _is_member(text):
        return None
    reasons = [_FAULTS[each](text) for each in sorted(_families(literals))]
    if not all(reasons) and reasons:
        return None  # it is of one of the kinds
    if things - {"QuantitativeValue"}:  # which is written as a quantity is: as text
        return None if _SCHEME.match(text) and " " not in text else ("text", f"write {_objects(things)}")
    return reasons[0]


def _is_member(text: str) -> bool:
    return text.rpartition("/")[2] in vocabulary.members()


def _families(literals: frozenset[str]) -> set[str]:
    """Give the kinds of literal, with one name for all that are written alike."""
    found = set()
    for each in literals:
        kind = "date" if each in _DATES else "number" if each in _NUMBERS else each.lower()
        found.add(kind if kind in _FAULTS else "quantity")
    return found


def _number_fault(value: float, literals: frozenset[str], expected: frozenset[str]) -> Fault | None:
    if literals & {"Number", "Float"} or ("Integer" in literals and float(value).is_integer()):
        return None
    if literals == {"Integer"} and literals == expected:
        return "number", f"write a whole number, not {value}"
    if literals & {"Distance", "Mass", "Energy"}:
        return "literal", f'write the number with its unit, such as "{value} px" for a length on a screen'
    if any("Text" in vocabulary.ancestors(each) and each != "URL" for each in literals):
        return "literal", f'write it as text, "{value}"'
    return _wrong_kind(f"the number {value}", expected)


def _wrong_kind(what: str, expected: frozenset[str]) -> Fault:
    return "kind", f"it is {what}; write {_objects(expected)}"


def _objects(expected: frozenset[str]) -> str:
    """Name types for a message: those that are literals, then objects."""
    names = sorted(expected)
    literals = [each for each in names if vocabulary.is_data_type(each)]
    things = [each for each in names if each not in literals]
    shown = [*literals, *(f'{{"@type": "{each}", ...}}' for each in things)]
    return " or ".join(shown[:4]) + (" ..." if len(shown) > 4 else "")


def _date_fault(text: str) -> Fault | None:
    """Take a date, a date with a time, or a time alone (ISO 8601)."""
    if is_date(text):
        return None
    return "date", f"write a date as 2026-05-17 or 2026-05-17T08:30:00+02:00 (ISO 8601), not {text!r:.60}"


def is_date(text: str) -> bool:
    """Whether this is a date, a date with a time, or a time, of ISO 8601."""
    if re.fullmatch(r"T?\d\d:\d\d.*", text, re.DOTALL):
        return bool(_CLOCK.fullmatch(text.removeprefix("T")))
    day, sign, clock = text.partition("T") if "T" in text else text.partition(" ")
    found = _CALENDAR.fullmatch(day)
    if not found or (sign and not _CLOCK.fullmatch(clock)):
        return False
    year, month, of_month = found[1], found[2] or found["month"], found[3] or found["day"]
    try:
        date(max(1, min(9999, abs(int(year)))) if len(year) < 6 else 2000, int(month or 1), int(of_month or 1))
    except ValueError:
        return False
    return True


def _duration_fault(text: str) -> Fault | None:
    if _DURATION.fullmatch(text):
        return None
    return "duration", f"write a duration as PT1M30S (ISO 8601), not {text!r:.60}"


def _number_text_fault(text: str) -> Fault | None:
    return None if _NUMBER.fullmatch(text) else ("number", f"write a number, not {text!r:.60}")


def _boolean_fault(text: str) -> Fault | None:
    return None if text.lower() in _BOOLEANS else ("boolean", f"write true or false, not {text!r:.60}")


def _url_fault(text: str) -> Fault | None:
    if text and not _NOT_IN_URL.search(text):
        return None
    return "url", f"write a URL such as https://example.org/page, without spaces, not {text!r:.60}"


def _quantity_fault(_text: str) -> Fault | None:
    """Take any text: a number and a unit, in words that nobody lists."""
    return None


_FAULTS: Final = {
    "date": _date_fault,
    "duration": _duration_fault,
    "number": _number_text_fault,
    "boolean": _boolean_fault,
    "url": _url_fault,
    "quantity": _quantity_fault,
}
