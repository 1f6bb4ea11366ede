"""RFC 822."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from newsfeed.values.dates.names import DAY_NUMBER, DAYS, MONTH_NUMBER, ZONE_MINUTES
from newsfeed.values.dates.strict_rfc3339 import after_leap_second
from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

_RFC822: Final = pattern(
    r"(?:([A-Za-z]{3})[ \t\r\n]*,)?[ \t\r\n]*([0-9]{1,2})[ \t\r\n]+([A-Za-z]{3})[ \t\r\n]+([0-9]{4}|[0-9]{2})[ \t\r\n]+"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ \t\r\n]+([+-][0-9]{4}|[A-Za-z]{1,3})"
)


def parse_rfc822(text: str) -> datetime:
    """Read a date of RFC 822 and 2822 as RSS 2.0 uses it.

    The weekday is optional and must match; names and zones may be in any case; comments and folding are allowed;
    2-digit years 00 to 49 are 2000 to 2049 and the others 19xx (RFC 2822 section 4.3); seconds are optional; a leap
    second is the second after it. Raises ValueError that says what to write instead.
    """
    return _strict_rfc822(_RFC822.fullmatch(text) or _commented_rfc822(text))


def _commented_rfc822(text: str) -> re.Match[str]:
    """Match a text with its comments (RFC 822 section 3.4.3) and the space around it taken away."""
    match = _RFC822.fullmatch(_without_comments(text).strip(" \t\r\n"))
    if match is None:
        raise ValueError(f"write the date as Thu, 05 Sep 2002 07:02:01 GMT, not {quoted(text)}")
    return match


def _without_comments(text: str) -> str:
    """Put a space where a comment was; comments nest, and a backslash quotes the next character. Linear."""
    if "(" not in text:
        return text
    kept, depth = [], 0
    for piece in re.findall(r"\\.|[()]|[^()\\]+|\\", text, re.DOTALL):
        depth += (piece == "(") - (piece == ")" and depth > 0)
        kept.append(" " if piece in "()" else "" if depth else piece)
    return text if depth else "".join(kept)


def _strict_rfc822(match: re.Match[str]) -> datetime:
    weekday, day, month_name, year, hour, minute, second, zone = match.groups()
    month = MONTH_NUMBER.get(month_name.lower())
    if month is None:
        raise ValueError(f"write the month as Jan, Feb, Mar and so on, not {month_name}")
    seconds = int(second or 0)
    try:
        value = datetime(
            full_year(year), month, int(day), int(hour), int(minute), seconds - (seconds == 60), tzinfo=_zone(zone)
        )
    except ValueError as error:
        raise ValueError(f"{error}: {quoted(match[0])}") from None
    if weekday is not None and DAY_NUMBER.get(weekday.lower()) != value.weekday():
        raise ValueError(f"write {DAYS[value.weekday()]}, the weekday of that date, not {weekday}")
    return value if seconds != 60 else _leap_rfc822(value)


def _leap_rfc822(before: datetime) -> datetime:
    try:
        return after_leap_second(before)
    except OverflowError:
        raise ValueError("the date lies outside the years 0001 to 9999") from None


@lru_cache(maxsize=512)
def _zone(name: str) -> timezone:
    """Give the time zone of RFC 822 by its name or its offset such as -0500."""
    if name[0] in "+-":
        return zone_of_offset(name[0], name[1:3], name[3:])
    minutes = ZONE_MINUTES.get(name.lower())
    if minutes is None:
        raise ValueError(f"write the zone as GMT or an offset such as +0200, not {quoted(name)}")
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def zone_of_offset(sign: str, hours: str, minutes: str) -> timezone:
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise ValueError("write the offset as hours 00 to 23 and minutes 00 to 59")
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset else UTC


def full_year(digits: str) -> int:
    """Read a year; one of two digits by RFC 2822 section 4.3."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)
