"""RFC 3339."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

RFC3339: Final = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_RFC3339_LEAP: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)60((?:\.[0-9]+)?(?:Z|[+-].{5}))")
_RFC3339_LOOSE: Final = pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.?)([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?(.*)", re.DOTALL
)


def parse_rfc3339(text: str) -> datetime:
    """Read a date-time of RFC 3339, with the upper-case T and Z that RFC 4287 section 3.3 asks for.

    Fraction digits after the sixth are cut off. A leap second, 23:59:60 UTC on the last day of a month (RFC 3339
    section 5.7), is the second after it, as in POSIX time. Raises ValueError that says what to write instead.
    """
    if RFC3339.fullmatch(text) is None:
        return _leap_rfc3339(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_rfc3339_fault(text)) from None


def _leap_rfc3339(text: str) -> datetime:
    leap = _RFC3339_LEAP.fullmatch(text)
    before = f"{leap[1]}59{leap[2]}" if leap else ""
    if not RFC3339.fullmatch(before):
        raise ValueError(_rfc3339_fault(text))
    try:
        return after_leap_second(datetime.fromisoformat(before))
    except (ValueError, OverflowError):
        raise ValueError(f"second 60 is no leap second here: write 59 at most, not {quoted(text)}") from None


def after_leap_second(before: datetime) -> datetime:
    """Give the second after a leap second, whose second 59 is `before`; ValueError where none can be."""
    after = before + timedelta(seconds=1)
    midnight = after.astimezone(UTC)
    if (midnight.day, midnight.hour, midnight.minute) != (1, 0, 0):
        raise ValueError("second 60 is no leap second here: write 59 at most")
    return after


def _rfc3339_fault(text: str) -> str:
    """Say in one line what a text that is not RFC 3339 should have been."""
    parts = _RFC3339_LOOSE.fullmatch(text)
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
        return f"write a day that the calendar has, not {year}-{month}-{day}"
    return ""


def _zone_fault(zone: str, text: str) -> str:
    if not zone:
        return f"end with the zone, Z or an offset such as +02:00: {quoted(text)} has none"
    if zone == "z":
        return "write the zone Z in upper case"
    return f"write the zone as Z or an offset from -23:59 to +23:59 with a colon, such as +02:00, not {quoted(zone)}"
