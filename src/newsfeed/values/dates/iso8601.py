"""ISO 8601 beyond RFC 3339."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.names import FOREIGN_ZONE_MINUTES
from newsfeed.values.dates.strict_rfc822 import full_year, zone_of_offset
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


def iso8601(folded: str, default: timezone) -> datetime | None:
    """Read ISO 8601 in any form that names its year; None for a text of another shape."""
    match = _ISO8601.fullmatch(folded)
    if match is None or (match["day"] is None and (match["hour"] or match["zone"])):
        return None
    zone = foreign_zone(match["zone"]) if match["zone"] else default
    if zone is None:
        return None
    minute, second = match["minute"], match["second"]
    if basic := match["basic"]:
        minute, second = basic[:2], basic[2:]
    return moment(_iso_day(match["date"]), clock_time(match["hour"], minute, second, match["fraction"]), zone)


def _iso_day(text: str) -> date:
    year, is_week, week = text.partition("w")
    if is_week:
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
    """Cut the basic form of a date: YYYYMMDD, YYYYDDD, YYMMDD, YYDDD, YYYY, -YYMM, -YY."""
    digits = text.lstrip("-")
    year_length = 4 if len(digits) in (7, 8) or (text == digits and len(digits) == 4) else 2
    year, rest = digits[:year_length], digits[year_length:]
    if len(rest) == 4:
        return [year, rest[:2], rest[2:]]
    return [year, rest] if rest else [year]


def _ordinal_day(year: int, day: int) -> date:
    value = date(year, 1, 1) + timedelta(days=day - 1)
    if value.year != year:
        raise ValueError(f"write a day that the calendar has, not {year:04d}-{day:03d}")
    return value


def clock_time(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> timedelta:
    """Give the time since midnight; the fraction is one of the finest part written (ISO 8601)."""
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    unit = timedelta(seconds=1) if second else timedelta(minutes=1) if minute else timedelta(hours=1)
    part = unit * int((fraction or ".0")[1:10].ljust(9, "0")) // 10**9
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds) + part
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and clock != timedelta(days=1)):
        raise ValueError("write the time as 00:00:00 to 23:59:59")
    return clock


def moment(day: date, clock: timedelta, zone: timezone) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone) + clock


def foreign_zone(name: str) -> timezone | None:
    """Give a zone by its folded name or numeric offset; None for a name that is not known."""
    if name[0] in "+-":
        return zone_of_offset(name[0], name[1:3], name[3:].lstrip(":"))
    minutes = FOREIGN_ZONE_MINUTES.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes)) if minutes else UTC
