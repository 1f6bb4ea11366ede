"""Dates as feeds in the field spell them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.fallback import dateutil_date
from newsfeed.values.dates.iso8601 import iso8601
from newsfeed.values.dates.names import EXAMPLE
from newsfeed.values.dates.spelled import spelled_date
from newsfeed.values.dates.spelling import fold_spelling
from newsfeed.values.dates.strict_rfc822 import parse_rfc822
from newsfeed.values.dates.strict_rfc3339 import RFC3339
from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

MAX_DATE_LENGTH: Final = 128
"""The longest text, in characters, that `parse_date` looks at; python-dateutil is quadratic."""


# --- the lenient reader ---


def parse_date(text: str) -> datetime:
    """Read a date as feeds in the field spell it; the result is always aware.

    Read in this order: RFC 3339, RFC 822, ISO 8601 (basic, ordinal and week dates, 2-digit years), dates with month
    names in many languages or in numbers, and last what python-dateutil knows. A missing zone is UTC, in Korean texts
    +09:00; a missing month or day is the first, where there is no time either; 24:00 and second 60 roll over; a wrong
    weekday is overlooked; 2-digit years are read as in RFC 2822.

    Raises ValueError for anything else: over 128 characters, no year, an unknown or ambiguous zone, and an order of day
    and month that the text does not settle, such as 05/06/2004.
    """
    text = text.strip()
    if len(text) > MAX_DATE_LENGTH:
        raise ValueError(f"the date has {len(text)} characters: write {MAX_DATE_LENGTH} at most")
    try:
        if RFC3339.fullmatch(text):
            return datetime.fromisoformat(text)
        return _lenient_rfc822(text) or _foreign_date(text)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"cannot read the date {quoted(text, 40)}: {error}") from None


def _lenient_rfc822(text: str) -> datetime | None:
    try:
        return parse_rfc822(text)
    except ValueError:
        return None


def _foreign_date(text: str) -> datetime:
    # Korea has one zone, and its feeds leave it out.
    default = _KOREA if _HANGUL.search(text) else UTC
    folded = fold_spelling(text)
    value = iso8601(folded, default)
    if value is None and not folded.lstrip("+-").isdigit():
        value = spelled_date(folded, default) or dateutil_date(text, default)
    if value is None:
        raise ValueError(EXAMPLE)
    return value


_KOREA: Final = timezone(timedelta(hours=9))
_HANGUL: Final = pattern("[\u1100-\u11ff\uac00-\ud7a3]")
