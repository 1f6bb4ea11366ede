"""Lenient parser of the dates that real feeds contain.

It never guesses: a text without a full date, with an unknown zone or with an ambiguous order of day and month is a ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.formatting import is_aware
from newsfeed.values.dates.iso8601 import iso8601_date
from newsfeed.values.dates.names import fold_spelling
from newsfeed.values.dates.spelled import spelled_date
from newsfeed.values.dates.strict_rfc822 import parse_rfc822
from newsfeed.values.dates.strict_rfc3339 import RFC3339
from newsfeed.values.dates.zones import lenient_zone
from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern

MAX_DATE_LENGTH: Final = 128
"""Length in characters of the longest text that `parse_date` accepts, since python-dateutil takes quadratic time."""
_EXAMPLE: Final = "write it as 2024-05-17T09:30:00Z"


def parse_date(text: str) -> datetime:
    """Parse a date as real feeds spell it.

    The parsers are tried in this order: RFC 3339, RFC 822, ISO 8601 (basic, ordinal and week dates, years of two digits),
    dates with month names in many languages or in numbers, and finally python-dateutil. A missing zone is UTC, or +09:00 in
    Korean text. A missing month or day is the first if there is no time either. 24:00 and second 60 roll over. A wrong
    weekday is ignored. Years of two digits are read as in RFC 2822.

    Args:
        text: the date; white space around it is ignored.

    Returns:
        an aware datetime.

    Raises:
        ValueError: the text has more than 128 characters, no year, an unknown or ambiguous zone, an ambiguous order of day
            and month such as in 05/06/2004, or is not a date.
    """
    text = text.strip()
    if len(text) > MAX_DATE_LENGTH:
        raise ValueError(f"the date has {len(text)} characters: write {MAX_DATE_LENGTH} at most")
    try:
        if RFC3339.fullmatch(text):
            return datetime.fromisoformat(text)
        return _rfc822_date(text) or _irregular_date(text)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"cannot read the date {quoted(text, 40)}: {error}") from None


def _rfc822_date(text: str) -> datetime | None:
    try:
        return parse_rfc822(text)
    except ValueError:
        return None


def _irregular_date(text: str) -> datetime:
    # Korean feeds omit the zone; the country has only KST (+09:00).
    default = _KOREA if _HANGUL.search(text) else UTC
    folded = fold_spelling(text)
    value = iso8601_date(folded, default)
    if value is None and not folded.lstrip("+-").isdigit():
        value = spelled_date(folded, default) or _dateutil_date(text, default)
    if value is None:
        raise ValueError(_EXAMPLE)
    return value


_KOREA: Final = timezone(timedelta(hours=9))
_HANGUL: Final = pattern("[\u1100-\u11ff\uac00-\ud7a3]")


# --- python-dateutil -------------------------------------------------------------------------------------------------------


def _dateutil_date(text: str, default: timezone) -> datetime:
    """Parse a date with python-dateutil, and refuse it if the text does not contain year, month and day itself."""
    # The import takes milliseconds, so it is deferred.
    from dateutil import parser

    year = re.search(r"(?<![0-9:+])[12][0-9]{3}(?![0-9:])", text)
    if year is None:
        raise ValueError(f"{_EXAMPLE}, with a year of four digits")
    # dateutil fills in missing parts from its default. Two defaults without a common part reveal them.
    value, control = (_call_dateutil(parser.parse, text, default) for default in _DATEUTIL_DEFAULTS)
    if value != control or value.year != int(year[0]):
        raise ValueError(f"{_EXAMPLE}, with year, month and day")
    return value if is_aware(value) else value.replace(tzinfo=default)


# Naive defaults reveal a missing zone.
_DATEUTIL_DEFAULTS: Final = (
    datetime.fromisoformat("1996-03-11"),
    datetime.fromisoformat("1999-10-22"),
)


def _call_dateutil(parse: Callable[..., datetime], text: str, default: datetime) -> datetime:
    """Parse with the zones of this package; the errors of dateutil repeat the whole text, so they are replaced."""
    try:
        return parse(text, default=default, tzinfos=_dateutil_zone)
    except _UnknownZoneError:
        raise
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        raise ValueError(_EXAMPLE) from None


class _UnknownZoneError(ValueError):
    """The text has a time zone that is unknown, or that stands for several offsets."""


def _dateutil_zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    zone = lenient_zone(name.lower())
    if zone is None:
        raise _UnknownZoneError(f"the zone {quoted(name, 12)} is unknown or ambiguous, write an offset such as +0200")
    return zone
