"""Formatting of dates as RFC 3339 and RFC 822.

The parts of a date are looked up in tables of formatted numbers, which is much faster than to format them.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from newsfeed.values.dates.names import DAYS, MONTHS


def is_aware(value: datetime) -> bool:
    """Return whether the datetime is timezone-aware."""
    return value.tzinfo is not None and value.utcoffset() is not None


def has_fraction(value: datetime) -> bool:
    """Return whether an aware datetime has a fraction of a second, by its clock or by its offset from UTC."""
    return (value.microsecond - (value.utcoffset() or timedelta()).microseconds) % 1_000_000 != 0


class _Years(dict[int, str]):
    """Cache of years in four digits with a suffix."""

    def __init__(self, suffix: str) -> None:
        super().__init__()
        self._suffix = suffix

    def __missing__(self, year: int) -> str:
        text = self[year] = f"{year:04d}{self._suffix}"
        return text


def _two_digits(suffix: str) -> tuple[str, ...]:
    """Return the numbers below 60 in two digits with a suffix."""
    return tuple([f"{number:02d}{suffix}" for number in range(60)])


_YEAR_3339: Final = _Years("-")
_MONTH_3339: Final = _two_digits("-")
_DAY_3339: Final = _two_digits("T")
_TIME: Final = _two_digits(":")
_SECOND_3339: Final = _two_digits("")


def rfc3339(value: datetime) -> str:
    """Format a datetime as RFC 3339, for example `2002-09-05T07:02:01+02:00`.

    UTC is written as Z. Microseconds other than 0 are written with six digits. An offset with seconds (not allowed in
    RFC 3339) or beyond 14 hours (not allowed in xs:dateTime) is replaced by UTC, so that the instant stays the same.

    Args:
        value: an aware datetime.

    Raises:
        ValueError: the datetime is naive.
    """
    zone = value.tzinfo
    offset, _ = (_OFFSET_CACHE.get(zone) if zone.__class__ is timezone else None) or _offsets(value)
    if not offset:
        value, offset, _ = _with_valid_offset(value)
    if value.microsecond:
        offset = f".{value.microsecond:06d}{offset}"
    return (
        f"{_YEAR_3339[value.year]}{_MONTH_3339[value.month]}{_DAY_3339[value.day]}"
        f"{_TIME[value.hour]}{_TIME[value.minute]}{_SECOND_3339[value.second]}{offset}"
    )


_MAX_OFFSET: Final = 14 * 60
"""Largest offset in minutes. RFC 3339 allows larger ones, but the schemas of Atom and NewsML-G2 refuse them."""

_OFFSET_CACHE: Final[dict[tzinfo | None, tuple[str, str]]] = {}
"""Results of `_offsets` for fixed zones. It has one entry for each minute from UTC at most."""


def _offsets(value: datetime) -> tuple[str, str]:
    """Format the offset of a datetime for RFC 3339 and for RFC 822.

    Returns:
        both texts; empty if the offset has seconds or is beyond 14 hours (XML Schema, 3.2.7).
    """
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(_NAIVE)
    minutes, remainder = divmod(offset, timedelta(minutes=1))
    if remainder or abs(minutes) > _MAX_OFFSET:
        return "", ""
    texts = _format_offset(minutes)
    if type(value.tzinfo) is timezone:
        _OFFSET_CACHE[value.tzinfo] = texts
    return texts


def _format_offset(minutes: int) -> tuple[str, str]:
    if not minutes:
        return "Z", "GMT"
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}:{minutes:02d}", f"{sign}{hours:02d}{minutes:02d}"


def _with_valid_offset(value: datetime) -> tuple[datetime, str, str]:
    """Return the same instant at an offset that both standards allow, and that offset as `_offsets` does."""
    value, minutes = _in_whole_minutes(value, value.utcoffset() or timedelta())
    return value, *_format_offset(minutes)


_WEEKDAY_822: Final = tuple([f"{name}, " for name in DAYS])
_DAY_822: Final = _two_digits(" ")
_MONTH_822: Final = tuple([f"{name} " for name in MONTHS])
_YEAR_822: Final = _Years(" ")


def rfc822(value: datetime) -> str:
    """Format a datetime as RFC 822 with the four-digit year of RFC 2822, for example `Thu, 05 Sep 2002 07:02:01 +0200`.

    UTC is written as GMT. Microseconds are dropped, since RFC 822 has none. An offset with seconds or beyond 14 hours is
    replaced by GMT. A year below 1000 is padded to four digits.

    Args:
        value: an aware datetime.

    Raises:
        ValueError: the datetime is naive.
    """
    zone = value.tzinfo
    _, offset = (_OFFSET_CACHE.get(zone) if zone.__class__ is timezone else None) or _offsets(value)
    if not offset:
        value, _, offset = _with_valid_offset(value)
    return (
        f"{_WEEKDAY_822[value.weekday()]}{_DAY_822[value.day]}{_MONTH_822[value.month]}{_YEAR_822[value.year]}"
        f"{_TIME[value.hour]}{_TIME[value.minute]}{_DAY_822[value.second]}{offset}"
    )


_NAIVE: Final = "the datetime has no time zone: add one, such as tzinfo=datetime.UTC"


def _in_whole_minutes(value: datetime, offset: timedelta) -> tuple[datetime, int]:
    """Return the same instant in UTC, or at the nearest offset of whole minutes if UTC is beyond the calendar.

    Returns:
        the datetime, and the minutes of its offset.
    """
    rounded_down = offset // timedelta(minutes=1)
    for minutes in (0, rounded_down, rounded_down + 1):
        try:
            zone = timezone(timedelta(minutes=minutes))
            # astimezone() would convert to UTC first and overflow.
            moved = (value.replace(tzinfo=None) + (timedelta(minutes=minutes) - offset)).replace(tzinfo=zone)
        except (OverflowError, ValueError):
            continue
        return moved, minutes
    raise ValueError("the instant is outside the years 0001 to 9999")
