"""Dates as RFC 3339 and RFC 822 write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from newsfeed.values.dates.names import DAYS, MONTHS


def aware(value: datetime) -> bool:
    """Say whether a datetime knows its offset from UTC."""
    return value.tzinfo is not None and value.utcoffset() is not None


class _Years(dict[int, str]):
    """Years in four digits with what stands behind them, each formatted once."""

    def __init__(self, after: str) -> None:
        super().__init__()
        self._after = after

    def __missing__(self, year: int) -> str:
        text = self[year] = f"{year:04d}{self._after}"
        return text


def _two_digits(after: str) -> tuple[str, ...]:
    """Give the numbers below 60 with what stands behind them: to look one up is much faster than to format it."""
    return tuple([f"{number:02d}{after}" for number in range(60)])


_YEAR_3339: Final = _Years("-")
_MONTH_3339: Final = _two_digits("-")
_DAY_3339: Final = _two_digits("T")
_TIME: Final = _two_digits(":")
_LAST: Final = _two_digits("")


def rfc3339(value: datetime) -> str:
    """Write an aware datetime as RFC 3339.

    UTC is written Z; microseconds, when there are any, as six digits. RFC 3339 has no seconds in an offset, and xs:dateTime
    none beyond 14 hours, so a value whose offset is such a one is written in UTC: the instant stays the same. Raises
    ValueError for a naive datetime.
    """
    fixed = value.tzinfo
    zone, _ = (_FIXED.get(fixed) if fixed.__class__ is timezone else None) or _zones(value)
    if not zone:
        value, zone, _ = _moved(value)
    if value.microsecond:
        zone = f".{value.microsecond:06d}{zone}"
    return (
        f"{_YEAR_3339[value.year]}{_MONTH_3339[value.month]}{_DAY_3339[value.day]}"
        f"{_TIME[value.hour]}{_TIME[value.minute]}{_LAST[value.second]}{zone}"
    )


_FARTHEST: Final = 14 * 60
"""Minutes from UTC, at most: what goes farther is a date of RFC 3339, but the schemas of Atom and NewsML-G2 refuse it."""


_FIXED: Final[dict[tzinfo | None, tuple[str, str]]] = {}
"""The offsets of fixed zones that were written, as `_zones` spells them: one for each minute from UTC, at most."""


def _zones(value: datetime) -> tuple[str, str]:
    """Spell an offset for RFC 3339 and for RFC 822; "" where it has seconds, or is beyond 14 hours (XML Schema, 3.2.7)."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(_NAIVE)
    minutes, remainder = divmod(offset, timedelta(minutes=1))
    if remainder or abs(minutes) > _FARTHEST:
        return "", ""
    found = _spelled(minutes)
    if type(value.tzinfo) is timezone:
        _FIXED[value.tzinfo] = found
    return found


def _spelled(minutes: int) -> tuple[str, str]:
    if not minutes:
        return "Z", "GMT"
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}:{rest:02d}", f"{sign}{hours:02d}{rest:02d}"


def _moved(value: datetime) -> tuple[datetime, str, str]:
    """Give the same instant at an offset that can be written, and that offset, as `_zones` does."""
    offset = value.utcoffset()
    assert offset is not None  # noqa: S101  (`_zones` has refused it)
    value, minutes = _in_whole_minutes(value, offset)
    return value, *_spelled(minutes)


_WEEKDAY_822: Final = tuple([f"{name}, " for name in DAYS])
_DAY_822: Final = _two_digits(" ")
_MONTH_822: Final = tuple([f"{name} " for name in MONTHS])
_YEAR_822: Final = _Years(" ")


def rfc822(value: datetime) -> str:
    """Write an aware datetime as RFC 822 with the four-digit year of RFC 2822: `Thu, 05 Sep 2002 07:02:01 +0200`.

    UTC is written GMT; microseconds are dropped (RFC 822 has none); a value whose offset has seconds, or goes beyond 14 hours,
    is written in GMT; a year below 1000 is padded to four digits. Raises ValueError for a naive datetime.
    """
    fixed = value.tzinfo
    _, zone = (_FIXED.get(fixed) if fixed.__class__ is timezone else None) or _zones(value)
    if not zone:
        value, _, zone = _moved(value)
    return (
        f"{_WEEKDAY_822[value.weekday()]}{_DAY_822[value.day]}{_MONTH_822[value.month]}{_YEAR_822[value.year]}"
        f"{_TIME[value.hour]}{_TIME[value.minute]}{_DAY_822[value.second]}{zone}"
    )


_NAIVE: Final = "the datetime has no time zone: give it one, such as tzinfo=datetime.UTC"


def _in_whole_minutes(value: datetime, offset: timedelta) -> tuple[datetime, int]:
    """Give the same instant in UTC, or where UTC lies beyond the calendar, at the nearest offset of whole minutes.

    Returns:
        the datetime, and the minutes of its offset.
    """
    down = offset // timedelta(minutes=1)
    for minutes in (0, down, down + 1):
        try:
            zone = timezone(timedelta(minutes=minutes))
            # Not by astimezone, which goes through UTC.
            moved = (value.replace(tzinfo=None) + (timedelta(minutes=minutes) - offset)).replace(tzinfo=zone)
        except (OverflowError, ValueError):
            continue
        return moved, minutes
    raise ValueError("the instant lies outside the years 0001 to 9999")
