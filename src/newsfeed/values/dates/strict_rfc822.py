"""Strict parser of the dates of RFC 822, as in RSS."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from newsfeed.values.dates.names import DAY_NUMBER, DAYS, MONTH_NUMBER
from newsfeed.values.dates.strict_rfc3339 import after_leap_second
from newsfeed.values.dates.zones import rfc822_zone
from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern

_RFC822: Final = pattern(
    r"(?:([A-Za-z]{3})[ \t\r\n]*,)?[ \t\r\n]*([0-9]{1,2})[ \t\r\n]+([A-Za-z]{3})[ \t\r\n]+([0-9]{4}|[0-9]{2})[ \t\r\n]+"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ \t\r\n]+([+-][0-9]{4}|[A-Za-z]{1,3})"
)
_MAX_LENGTH: Final = 1024
"""Length in characters of the longest text that is searched for comments, which are of any number and depth."""
_EXAMPLE: Final = "Thu, 05 Sep 2002 07:02:01 GMT"


def parse_rfc822(text: str) -> datetime:
    """Parse a date of RFC 822 or RFC 2822, as RSS 2.0 allows it.

    The weekday and the seconds are optional, but a wrong weekday is refused. Names and zones can be in any case, comments
    and folding are allowed. Years of two digits are 2000 to 2049 or 1950 to 1999 (RFC 2822 section 4.3). A leap second is
    returned as the second after it.

    Raises:
        ValueError: the text is not such a date, or has more than 1,024 characters; the message says what to write instead.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"the date has {len(text)} characters: write it as {_EXAMPLE}")
    return _datetime_of(_RFC822.fullmatch(text) or _match_without_comments(text))


def _match_without_comments(text: str) -> re.Match[str]:
    """Match a text after removing its comments (RFC 822 section 3.4.3) and the space around it."""
    match = _RFC822.fullmatch(_remove_comments(text).strip(" \t\r\n"))
    if match is None:
        raise ValueError(f"write the date as {_EXAMPLE}, not {quoted(text)}")
    return match


def _remove_comments(text: str) -> str:
    """Replace comments by spaces; comments can be nested, and a backslash quotes the next character."""
    if "(" not in text:
        return text
    pieces, depth = [], 0
    for piece in re.findall(r"\\.|[()]|[^()\\]+|\\", text, re.DOTALL):
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            return text
        pieces.append(" " if piece in "()" else "" if depth else piece)
    return text if depth else "".join(pieces)


def _datetime_of(match: re.Match[str]) -> datetime:
    weekday, day, month_name, year, hour, minute, second, zone = match.groups()
    month = MONTH_NUMBER.get(month_name.lower())
    if month is None:
        raise ValueError(f"write the month as Jan, Feb, Mar and so on, not {month_name}")
    seconds = int(second or 0)
    try:
        value = datetime(
            full_year(year),
            month,
            int(day),
            int(hour),
            int(minute),
            seconds - (seconds == 60),
            tzinfo=rfc822_zone(zone),
        )
    except ValueError as error:
        raise ValueError(f"{error}: {quoted(match[0])}") from None
    if weekday is not None and DAY_NUMBER.get(weekday.lower()) != value.weekday():
        raise ValueError(f"write {DAYS[value.weekday()]}, the weekday of that date, not {weekday}")
    return value if seconds != 60 else _leap_second(value)


def _leap_second(before: datetime) -> datetime:
    try:
        return after_leap_second(before)
    except OverflowError:
        raise ValueError("the date is outside the years 0001 to 9999") from None


def full_year(digits: str) -> int:
    """Return the number of a year; a year of two digits is in 1950 to 2049 (RFC 2822 section 4.3)."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)
