"""Strict parsers of RFC 3339 dates, as in Atom and JSON Feed, and of W3C-DTF dates, as in Dublin Core."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern

RFC3339: Final = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_LEAP_SECOND: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)60((?:\.[0-9]+)?(?:Z|[+-].{5}))")
_LOOSE: Final = pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.?)([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?(.*)", re.DOTALL
)


def parse_rfc3339(text: str) -> datetime:
    """Parse a date-time of RFC 3339, with upper-case T and Z as RFC 4287 section 3.3 requires.

    Fraction digits after the sixth are dropped. A leap second, 23:59:60 UTC on the last day of a month (RFC 3339
    section 5.7), is returned as the second after it, as in POSIX time.

    Raises:
        ValueError: the text is not such a date; the message says what to write instead.
    """
    if RFC3339.fullmatch(text) is None:
        return _parse_leap_second(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_rfc3339_fault(text)) from None


def _parse_leap_second(text: str) -> datetime:
    match = _LEAP_SECOND.fullmatch(text)
    before = f"{match[1]}59{match[2]}" if match else ""
    if not RFC3339.fullmatch(before):
        raise ValueError(_rfc3339_fault(text))
    try:
        return after_leap_second(datetime.fromisoformat(before))
    except (ValueError, OverflowError):
        raise ValueError(f"second 60 is only for leap seconds: write 59 at most, not {quoted(text)}") from None


def after_leap_second(before: datetime) -> datetime:
    """Return the second after a leap second.

    Args:
        before: the second 59 of the same minute.

    Raises:
        ValueError: no leap second is possible at that time.
    """
    after = before + timedelta(seconds=1)
    midnight = after.astimezone(UTC)
    if (midnight.day, midnight.hour, midnight.minute) != (1, 0, 0):
        raise ValueError("second 60 is only for leap seconds: write 59 at most")
    return after


def _rfc3339_fault(text: str) -> str:
    """Return the message for a text that is not a date-time of RFC 3339."""
    parts = _LOOSE.fullmatch(text)
    if parts is None:
        return f"write the date as 2024-05-17T09:30:00Z, not {quoted(text)}"
    year, month, day, separator, hour, minute, second, zone = parts.groups()
    if separator != "T":
        return f"write an upper-case T between date and time, not {quoted(text)}"
    if second is None:
        return f"write the seconds too, as hh:mm:ss, not {quoted(text)}"
    return _range_fault(year, month, day, hour, minute, second) or _zone_fault(zone, text)


def _range_fault(year: str, month: str, day: str, hour: str, minute: str, second: str) -> str:
    limits = (("month", month, 1, 12), ("hour", hour, 0, 23), ("minute", minute, 0, 59), ("second", second, 0, 59))
    for name, digits, low, high in limits:
        if not low <= int(digits) <= high:
            return f"write the {name} as {low:02d} to {high}, not {digits}"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"write a day that exists, not {year}-{month}-{day}"
    return ""


def _zone_fault(zone: str, text: str) -> str:
    if not zone:
        return f"end with the zone, Z or an offset such as +02:00: {quoted(text)} has none"
    if zone == "z":
        return "write the zone Z in upper case"
    return f"write the zone as Z or an offset from -23:59 to +23:59 with a colon, such as +02:00, not {quoted(zone)}"


# --- W3C-DTF ---------------------------------------------------------------------------------------------------------------

_W3CDTF_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_W3CDTF_MINUTES: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})")


def parse_w3cdtf(text: str) -> datetime:
    """Parse a date of W3C-DTF: a year, a month, a day, or a day with a time to the minute or finer and its zone.

    A date without a time is returned as midnight UTC of its first day.

    Raises:
        ValueError: the text is not such a date; the message says what to write instead.
    """
    if match := _W3CDTF_DATE.fullmatch(text):
        year, month, day = match.groups()
        try:
            return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        except ValueError:
            raise ValueError(f"write a day that exists, not {quoted(text)}") from None
    if match := _W3CDTF_MINUTES.fullmatch(text):
        return parse_rfc3339(f"{match[1]}:00{match[2]}")
    return parse_rfc3339(text)
