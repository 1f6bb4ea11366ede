"""ISO 8601 dates beyond RFC 3339: basic, ordinal and week dates, reduced precision, years of two digits."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.strict_rfc822 import full_year
from newsfeed.values.dates.zones import lenient_zone
from newsfeed.values.patterns import pattern

_ISO8601: Final = pattern(
    r"""(?P<date>
      (?P<day>
        [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} | [0-9]{2}-[0-9]{2}-[0-9]{2} | [0-9]{8} | [0-9]{6}
        | [0-9]{4}-?[0-9]{3} | [0-9]{2}-?[0-9]{3} | [0-9]{4}-w[0-9]{2}-[1-7] | [0-9]{4}w[0-9]{2}[1-7]
      ) | [0-9]{4}-[0-9]{1,2} | [0-9]{4}-?w[0-9]{2} | [0-9]{4} | -[0-9]{2}-?[0-9]{2} | -[0-9]{2}
    )(?:
      (?:t\s?|\s|(?<=[0-9]{8})(?=[0-9]{4}(?:[0-9]{2})?$))
      (?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2}))?|(?P<basic>[0-9]{4}|[0-9]{2}))?
      (?P<fraction>[.,][0-9]+)?\s?
    )?(?P<zone>[+-][0-9]{2}(?::?[0-9]{2})?|(?:(?<=[0-9])z|(?<=\s)[a-z]+))?""",
    re.VERBOSE,
)


def iso8601_date(folded: str, default: timezone) -> datetime | None:
    """Parse ISO 8601 in any form that has a year.

    Args:
        folded: the text as `fold_spelling` returns it.
        default: the zone of a text without one.

    Returns:
        an aware datetime, or None if the text is not in ISO 8601.

    Raises:
        ValueError: the text is in ISO 8601, but not a possible date.
    """
    match = _ISO8601.fullmatch(folded)
    if match is None or (match["day"] is None and (match["hour"] or match["zone"])):
        return None
    zone = lenient_zone(match["zone"]) if match["zone"] else default
    if zone is None:
        return None
    minute, second = match["minute"], match["second"]
    if basic := match["basic"]:
        minute, second = basic[:2], basic[2:]
    return moment(_iso_day(match["date"]), clock_time(match["hour"], minute, second, match["fraction"]), zone)


def _iso_day(text: str) -> date:
    year, week_marker, week = text.partition("w")
    if week_marker:
        digits = week.replace("-", "")
        return date.fromisocalendar(int(year.rstrip("-")), int(digits[:2]), int(digits[2:] or 1))
    parts = [part for part in text.split("-") if part]
    if len(parts) == 1 or len(parts[0]) > 4:
        parts = _basic_parts(text)
    numbers = [full_year(parts[0]), *map(int, parts[1:])]
    if len(parts) == 2 and len(parts[1]) == 3:
        return _ordinal_day(*numbers)
    return date(*numbers, *([1] * (3 - len(numbers))))


def _basic_parts(text: str) -> list[str]:
    """Split the basic form of a date: YYYYMMDD, YYYYDDD, YYMMDD, YYDDD, YYYY, -YYMM or -YY."""
    digits = text.lstrip("-")
    year_length = 4 if len(digits) in (7, 8) or (text == digits and len(digits) == 4) else 2
    year, day = digits[:year_length], digits[year_length:]
    if len(day) == 4:
        return [year, day[:2], day[2:]]
    return [year, day] if day else [year]


def _ordinal_day(year: int, day: int) -> date:
    value = date(year, 1, 1) + timedelta(days=day - 1)
    if value.year != year:
        raise ValueError(f"write a day that exists, not {year:04d}-{day:03d}")
    return value


def clock_time(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> timedelta:
    """Return the time since midnight.

    Args:
        hour: digits, or None for 0.
        minute: digits, or None for 0.
        second: digits, or None for 0.
        fraction: a fraction such as ".5" of the last part that is present (ISO 8601), or None.

    Raises:
        ValueError: the time is not between 00:00:00 and 24:00:00; second 60 is accepted.
    """
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    unit = timedelta(seconds=1) if second else timedelta(minutes=1) if minute else timedelta(hours=1)
    part = unit * int((fraction or ".0")[1:10].ljust(9, "0")) // 10**9
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds) + part
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and clock != timedelta(days=1)):
        raise ValueError("write the time as 00:00:00 to 23:59:59")
    return clock


def moment(day: date, clock: timedelta, zone: timezone) -> datetime:
    """Return the datetime at a time of a day; a time of 24 hours is the next day."""
    return datetime(day.year, day.month, day.day, tzinfo=zone) + clock
