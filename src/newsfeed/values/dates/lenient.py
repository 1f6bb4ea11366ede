"""Lenient parser of the dates that real feeds contain.

It never guesses: a text without a full date or with an ambiguous order of day and month is a ValueError. A missing or unknown
zone costs only the offset, so the date is read, with a remark that the caller can report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from enum import Enum
from typing import Final, NamedTuple

from newsfeed.values.dates.formatting import is_aware
from newsfeed.values.dates.iso8601 import iso8601_date
from newsfeed.values.dates.names import fold_spelling, month_words
from newsfeed.values.dates.spelled import spelled_date
from newsfeed.values.dates.strict_rfc822 import parse_rfc822
from newsfeed.values.dates.strict_rfc3339 import RFC3339
from newsfeed.values.dates.zones import AMBIGUOUS_ZONES, LENIENT_ZONE_MINUTES, lenient_zone, named_zone
from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern

MAX_DATE_LENGTH: Final = 128
"""Length in characters of the longest text that a date is read from, since python-dateutil takes quadratic time."""
_EXAMPLE: Final = "write it as 2024-05-17T09:30:00Z"
_CONTROL: Final = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that no date has; python-dateutil passes over NUL."""
_BEFORE_YEAR_1: Final = pattern(r"^[+\-\u2212][0-9]{4,}-[0-9]|(?<![^\W_])[Bb]\.?\s?[Cc]\.?(?:\s?[Ee]\.?)?$")
"""A year with a sign, as in ISO 8601 for those before 1 and after 9999, or with the name of its era."""


class DateRemark(Enum):
    """An open question about the instant that is read from a text."""

    ZONE_MISSING = "zone_missing"
    """The text has a time and no zone."""
    ZONE_UNKNOWN = "zone_unknown"
    """The text has a zone that is unknown, or that stands for several offsets none of which is the usual one."""
    ZONE_AMBIGUOUS = "zone_ambiguous"
    """The text has a zone that stands for several offsets; the usual one is taken."""
    EPOCH = "epoch"
    """The text is a number, which is taken for seconds or milliseconds since 1970."""


class DateReading(NamedTuple):
    """A date as read from a text.

    Attributes:
        value: an aware datetime.
        remark: what the text leaves open about it, or None.
        zone: the name of an unknown or ambiguous zone, "" otherwise.
    """

    value: datetime
    remark: DateRemark | None = None
    zone: str = ""


def parse_date(text: str, default_zone: tzinfo | None = None) -> datetime:
    """Parse a date as `read_date` does, but refuse a number and an unknown zone; a missing zone is the default or UTC.

    Raises:
        ValueError: the text is not a date, or leaves its zone open; see `read_date`.
    """
    value, remark, zone = read_date(text, default_zone)
    if remark is DateRemark.ZONE_UNKNOWN:
        reason = f"the zone {quoted(zone, 12)} is unknown or ambiguous, write an offset such as +0200"
        raise ValueError(f"cannot read the date {quoted(text.strip(), 40)}: {reason}")
    if remark is DateRemark.EPOCH:
        raise ValueError(f"cannot read the date {quoted(text.strip(), 40)}: {_EXAMPLE}")
    return value


def read_date(text: str, default_zone: tzinfo | None = None) -> DateReading:
    """Read a date as real feeds spell it.

    The parsers are tried in this order: RFC 3339, RFC 822, ISO 8601 (basic, ordinal and week dates, years of two digits),
    dates with month names in many languages or in numbers, seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970,
    and finally python-dateutil. A missing month or day is the first if there is no time either. 24:00 and second 60 roll
    over. A wrong or unknown weekday is ignored. Years of two digits are read as in RFC 2822.

    Args:
        text: the date; white space around it is ignored.
        default_zone: the zone of a text without one, and of a zone that it has the name of (IST with Asia/Kolkata). None
            stands for UTC, or for +09:00 in Korean text.

    Returns:
        the date. A day without a time is midnight of the default zone, without a remark. The zones of RFC 822 are read as
        it defines them (CST is -06:00); a zone with several other meanings is the usual one (BST is +01:00) or, without
        one, UTC (IST).

    Raises:
        ValueError: the text has more than 128 characters or a control character, no year or one before 1, an ambiguous order
            of day and month such as in 05/06/2004, or is not a date.
    """
    text = text.strip()
    if len(text) > MAX_DATE_LENGTH:
        raise ValueError(f"the date has {len(text)} characters: write {MAX_DATE_LENGTH} at most")
    if _CONTROL.search(text):
        raise ValueError(f"cannot read the date {quoted(text, 40)}: it has a control character, {_EXAMPLE}")
    if _BEFORE_YEAR_1.search(text):
        raise ValueError(f"cannot read the date {quoted(text, 40)}: the year is not in 0001 to 9999")
    try:
        return _read(text, default_zone)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"cannot read the date {quoted(text, 40)}: {error}") from None


def _read(text: str, default_zone: tzinfo | None) -> DateReading:
    if RFC3339.fullmatch(text):
        return DateReading(datetime.fromisoformat(text))
    value = _rfc822_date(text)
    return DateReading(value) if value else _read_irregular(text, default_zone)


def _rfc822_date(text: str) -> datetime | None:
    try:
        return parse_rfc822(text)
    except ValueError:
        return None


# --- parts that a date can do without --------------------------------------------------------------------------------------

_NO_ZONE: Final = timezone(timedelta(), "none")
"""Stands for the zone of a text without one; no text has it."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS: Final = pattern(r"[0-9]{9,10}(?:\.[0-9]{1,9})?")
_MILLISECONDS: Final = pattern(r"[0-9]{13}")
_TIME: Final = pattern(r"[0-9]\s?:|[0-9]t[0-9]|[0-9]\s?(?:h|[ap]m|uhr|uur)(?![^\W\d_])|^[0-9]{12}")
_NAMED_ZONE: Final = pattern(
    # RFC 9557 and Java put the name into brackets, behind the offset.
    r"(?P<offset>[+-][0-9]{2}:?[0-9]{2}|[0-9]Z)?\s*(?P<bracket>\[)?"
    r"(?P<name>[A-Z][A-Za-z]+(?(bracket)(?:/[A-Z][A-Za-z_+\-]+){0,2}\]|(?:/[A-Z][A-Za-z_+\-]+){1,2}))$"
)
_ZONE_WORD: Final = pattern(
    r"(?:(?<=[0-9])|(?<=[0-9] )|(?<=[AaPp][Mm] ))"
    r"\(?(?![AaPp][Mm]\b)(?P<name>[A-Za-z]{1,6}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})\)?(?P<year>(?:\s[0-9]{4})?)$"
)
_UNKNOWN_WEEKDAY: Final = pattern(r"(?P<name>[^\W\d_]{2,})(?:,\s*|\.,?\s*|\s+)(?=[0-9]{1,2}(?![0-9])|[0-9]{4}[-/.])")
_KOREA: Final = timezone(timedelta(hours=9))
_HANGUL: Final = pattern("[\u1100-\u11ff\uac00-\ud7a3]")


def _read_irregular(text: str, default_zone: tzinfo | None) -> DateReading:
    """Read a date that is in neither standard.

    Raises:
        ValueError: no way to read it is left; the message is about the whole text.
    """
    for read in (_with_named_zone, _as_epoch):
        if reading := read(text, default_zone):
            return reading
    try:
        value = _date_of(text)
    except (ValueError, ArithmeticError):
        for read in (_with_unknown_weekday, _with_unknown_zone, _as_old_epoch):
            if reading := read(text, default_zone):
                return reading
        raise
    if value.tzinfo is _NO_ZONE:
        return _in_default_zone(text, value, default_zone)
    word = _ZONE_WORD.search(text)
    if word and word["name"].lower() in AMBIGUOUS_ZONES:
        return _in_doubtful_zone(value, DateRemark.ZONE_AMBIGUOUS, word["name"], default_zone)
    return DateReading(value)


def _date_of(text: str) -> datetime:
    """Return the date of a text, in `_NO_ZONE` if it has none.

    Raises:
        ValueError: it cannot be read.
    """
    folded = fold_spelling(text)
    value = iso8601_date(folded, _NO_ZONE)
    if value is None and not folded.lstrip("+-").isdigit():
        value = spelled_date(folded, _NO_ZONE) or _dateutil_date(text, _NO_ZONE)
    if value is None:
        raise ValueError(_EXAMPLE)
    return value


def _with_named_zone(text: str, default_zone: tzinfo | None) -> DateReading | None:
    """Read a date with the IANA name of a zone; an offset before the name makes it superfluous."""
    match = _NAMED_ZONE.search(text)
    if match is None:
        return None
    if match["offset"]:
        return _read(text[: match.end("offset")], default_zone)
    name = match["name"].removesuffix("]")
    value, zone = _local_time(text[: match.start()]), named_zone(name)
    if zone is None:
        return DateReading(value.replace(tzinfo=UTC), DateRemark.ZONE_UNKNOWN, name)
    return DateReading(_in_zone(value, zone))


def _local_time(text: str) -> datetime:
    """Return the date, in `_NO_ZONE`, of a text without its zone.

    Raises:
        ValueError: it is not a date with a time, or has another zone.
    """
    value = _date_of(text.strip())
    if value.tzinfo is not _NO_ZONE or not _has_time(text, value):
        raise ValueError(_EXAMPLE)
    return value


def _has_time(text: str, value: datetime) -> bool:
    return value.time() != time() or _TIME.search(fold_spelling(text)) is not None


def _with_unknown_zone(text: str, default_zone: tzinfo | None) -> DateReading | None:
    match = _ZONE_WORD.search(text)
    if match is None or match["name"].lower() in LENIENT_ZONE_MINUTES:
        return None
    value = _local_time(text[: match.start()] + match["year"]).replace(tzinfo=UTC)
    return _in_doubtful_zone(value, DateRemark.ZONE_UNKNOWN, match["name"], default_zone)


def _with_unknown_weekday(text: str, default_zone: tzinfo | None) -> DateReading | None:
    match = _UNKNOWN_WEEKDAY.match(text)
    if match is None or fold_spelling(match["name"]) in month_words():
        return None
    return _read(text[match.end() :], default_zone)


def _as_epoch(text: str, _default_zone: tzinfo | None) -> DateReading | None:
    """Read seconds or milliseconds since 1970; no calendar date has as many digits."""
    if _SECONDS.fullmatch(text):
        return DateReading(_EPOCH + timedelta(seconds=float(text)), DateRemark.EPOCH)
    if _MILLISECONDS.fullmatch(text):
        return DateReading(_EPOCH + timedelta(milliseconds=int(text)), DateRemark.EPOCH)
    return None


def _as_old_epoch(text: str, _default_zone: tzinfo | None) -> DateReading | None:
    """Read milliseconds before September 2001; their 12 digits are a date (YYYYMMDDhhmm) if they can be."""
    is_old = len(text) == 12 and text.isascii() and text.isdigit()
    return DateReading(_EPOCH + timedelta(milliseconds=int(text)), DateRemark.EPOCH) if is_old else None


def _in_zone(value: datetime, zone: tzinfo) -> datetime:
    """Return the local time of a datetime in another zone, at the fixed offset that the zone has then."""
    offset = value.replace(tzinfo=zone).utcoffset() or timedelta()
    return value.replace(tzinfo=timezone(offset) if offset else UTC)


def _in_default_zone(text: str, value: datetime, default_zone: tzinfo | None) -> DateReading:
    if default_zone is not None:
        return DateReading(_in_zone(value, default_zone))
    # Korean feeds omit the zone; the country has only KST (+09:00).
    value = value.replace(tzinfo=_KOREA if _HANGUL.search(text) else UTC)
    return DateReading(value, DateRemark.ZONE_MISSING if _has_time(text, value) else None)


def _in_doubtful_zone(value: datetime, remark: DateRemark, name: str, default_zone: tzinfo | None) -> DateReading:
    """Return a date with a remark about its zone, unless the default zone has that name at the time."""
    if default_zone is not None and value.replace(tzinfo=default_zone).tzname() == name.upper():
        return DateReading(_in_zone(value, default_zone))
    return DateReading(value, remark, name)


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
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        raise ValueError(_EXAMPLE) from None


def _dateutil_zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    zone = lenient_zone(name.lower())
    if zone is None:
        raise ValueError(f"the zone {quoted(name, 12)} is unknown")
    return zone
