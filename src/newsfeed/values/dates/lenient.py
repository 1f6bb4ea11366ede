"""Dates of the formats: RFC 3339, RFC 822 and W3C-DTF, written and read strictly, and a lenient reader.

Every datetime that goes in or comes out is aware. The strict readers refuse what their standard refuses; `parse_date`
reads what real feeds contain, and still never guesses: a text that names no full date, an unknown zone or an ambiguous
order of day and month is a ValueError, not a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from newsfeed.values.patterns import pattern

__all__ = [
    "MAX_DATE_LENGTH",
    "aware",
    "parse_date",
    "parse_rfc822",
    "parse_rfc3339",
    "parse_w3cdtf",
    "rfc822",
    "rfc3339",
]

MAX_DATE_LENGTH: Final = 128
"""The longest text, in characters, that `parse_date` looks at; python-dateutil is quadratic."""

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_NUMBER: Final = {name.lower(): number for number, name in enumerate(_DAYS)}
_MONTH_NUMBER: Final = {name.lower(): number for number, name in enumerate(_MONTHS) if name}


def _minutes(table: str) -> dict[str, int]:
    return {name: int(minutes) for name, minutes in (entry.split("=") for entry in table.split())}


# RFC 822 section 5.1, signs of the military letters included. RFC 2822 later noted that mailers used them both ways;
# RSS is bound to RFC 822. J is not a zone.
_ZONE_MINUTES: Final = (
    _minutes("gmt=0 ut=0 utc=0 z=0 est=-300 edt=-240 cst=-360 cdt=-300 mst=-420 mdt=-360 pst=-480 pdt=-420")
    | {letter: -60 * hours for hours, letter in enumerate("abcdefghiklm", 1)}
    | {letter: 60 * hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
)
# What other feeds write. Left out on purpose: IST, AMT, GST and other names that mean several offsets.
_FOREIGN_ZONE_MINUTES: Final = _ZONE_MINUTES | _minutes(
    "zulu=0 uct=0 at=-240 ast=-240 adt=-180 et=-300 ct=-360 mt=-420 pt=-480 nst=-210 ndt=-150 akst=-540 akdt=-480 "
    "hst=-600 brt=-180 art=-180 clt=-240 wet=0 west=60 bst=60 met=60 mez=60 cet=60 cest=120 mest=120 mesz=120 eet=120 "
    "eest=180 sast=120 cat=120 eat=180 wat=60 msk=180 msd=240 trt=180 pkt=300 ict=420 wib=420 hkt=480 sgt=480 pht=480 "
    "awst=480 jst=540 kst=540 acst=570 acdt=630 aest=600 aedt=660 nzst=720 nzdt=780"
)

_RFC3339: Final = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_RFC3339_LEAP: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)60((?:\.[0-9]+)?(?:Z|[+-].{5}))")
_RFC3339_LOOSE: Final = pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.?)([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?(.*)", re.DOTALL
)
_RFC822: Final = pattern(
    r"(?:([A-Za-z]{3})[ \t\r\n]*,)?[ \t\r\n]*([0-9]{1,2})[ \t\r\n]+([A-Za-z]{3})[ \t\r\n]+([0-9]{4}|[0-9]{2})[ \t\r\n]+"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ \t\r\n]+([+-][0-9]{4}|[A-Za-z]{1,3})"
)
_W3CDTF_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_W3CDTF_MINUTES: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})")


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


_WEEKDAY_822: Final = tuple([f"{name}, " for name in _DAYS])
_DAY_822: Final = _two_digits(" ")
_MONTH_822: Final = tuple([f"{name} " for name in _MONTHS])
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


def parse_rfc3339(text: str) -> datetime:
    """Read a date-time of RFC 3339, with the upper-case T and Z that RFC 4287 section 3.3 asks for.

    Fraction digits after the sixth are cut off. A leap second, 23:59:60 UTC on the last day of a month (RFC 3339
    section 5.7), is the second after it, as in POSIX time. Raises ValueError that says what to write instead.
    """
    if _RFC3339.fullmatch(text) is None:
        return _leap_rfc3339(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_rfc3339_fault(text)) from None


def _leap_rfc3339(text: str) -> datetime:
    leap = _RFC3339_LEAP.fullmatch(text)
    before = f"{leap[1]}59{leap[2]}" if leap else ""
    if not _RFC3339.fullmatch(before):
        raise ValueError(_rfc3339_fault(text))
    try:
        return _after_leap_second(datetime.fromisoformat(before))
    except (ValueError, OverflowError):
        raise ValueError(f"second 60 is no leap second here: write 59 at most, not {_shown(text)}") from None


def _after_leap_second(before: datetime) -> datetime:
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
        return f"write the date as 2024-05-17T09:30:00Z, not {_shown(text)}"
    year, month, day, separator, hour, minute, second, zone = parts.groups()
    if separator != "T":
        return f"write an upper-case T between date and time, not {_shown(text)}"
    if second is None:
        return f"write the seconds too, as hh:mm:ss, not {_shown(text)}"
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
        return f"end with the zone, Z or an offset such as +02:00: {_shown(text)} has none"
    if zone == "z":
        return "write the zone Z in upper case"
    return f"write the zone as Z or an offset from -23:59 to +23:59 with a colon, such as +02:00, not {_shown(zone)}"


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
        raise ValueError(f"write the date as Thu, 05 Sep 2002 07:02:01 GMT, not {_shown(text)}")
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
    month = _MONTH_NUMBER.get(month_name.lower())
    if month is None:
        raise ValueError(f"write the month as Jan, Feb, Mar and so on, not {month_name}")
    seconds = int(second or 0)
    try:
        value = datetime(
            _full_year(year), month, int(day), int(hour), int(minute), seconds - (seconds == 60), tzinfo=_zone(zone)
        )
    except ValueError as error:
        raise ValueError(f"{error}: {_shown(match[0])}") from None
    if weekday is not None and _DAY_NUMBER.get(weekday.lower()) != value.weekday():
        raise ValueError(f"write {_DAYS[value.weekday()]}, the weekday of that date, not {weekday}")
    return value if seconds != 60 else _leap_rfc822(value)


def _leap_rfc822(before: datetime) -> datetime:
    try:
        return _after_leap_second(before)
    except OverflowError:
        raise ValueError("the date lies outside the years 0001 to 9999") from None


@lru_cache(maxsize=512)
def _zone(name: str) -> timezone:
    """Give the time zone of RFC 822 by its name or its offset such as -0500."""
    if name[0] in "+-":
        return _offset(name[0], name[1:3], name[3:])
    minutes = _ZONE_MINUTES.get(name.lower())
    if minutes is None:
        raise ValueError(f"write the zone as GMT or an offset such as +0200, not {_shown(name)}")
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _offset(sign: str, hours: str, minutes: str) -> timezone:
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise ValueError("write the offset as hours 00 to 23 and minutes 00 to 59")
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset else UTC


def _full_year(digits: str) -> int:
    """Read a year; one of two digits by RFC 2822 section 4.3."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def parse_w3cdtf(text: str) -> datetime:
    """Read a date of W3C-DTF: a year, a month, a day, or a day with a time to the minute or finer and its zone.

    What has no time is midnight UTC of the first day meant. Raises ValueError that says what to write instead.
    """
    if match := _W3CDTF_DATE.fullmatch(text):
        year, month, day = match.groups()
        try:
            return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        except ValueError:
            raise ValueError(f"write a day that the calendar has, not {_shown(text)}") from None
    if match := _W3CDTF_MINUTES.fullmatch(text):
        return parse_rfc3339(f"{match[1]}:00{match[2]}")
    return parse_rfc3339(text)


def _shown(text: str, limit: int = 48) -> str:
    """Quote a text for a message: one line, no control characters, no more than `limit` characters and an ellipsis."""
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit and len(quoted) <= limit else quoted[: limit - 1] + "…"


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
        if _RFC3339.fullmatch(text):
            return datetime.fromisoformat(text)
        return _lenient_rfc822(text) or _foreign_date(text)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"cannot read the date {_shown(text, 40)}: {error}") from None


def _lenient_rfc822(text: str) -> datetime | None:
    try:
        return parse_rfc822(text)
    except ValueError:
        return None


def _foreign_date(text: str) -> datetime:
    # Korea has one zone, and its feeds leave it out.
    default = _KOREA if _HANGUL.search(text) else UTC
    folded = _folded(text)
    value = _iso8601(folded, default)
    if value is None and not folded.lstrip("+-").isdigit():
        value = _spelled_date(folded, default) or _dateutil_date(text, default)
    if value is None:
        raise ValueError(_EXAMPLE)
    return value


_EXAMPLE: Final = "write it as 2024-05-17T09:30:00Z"
_KOREA: Final = timezone(timedelta(hours=9))
_HANGUL: Final = pattern("[\u1100-\u11ff\uac00-\ud7a3]")
_FOLDS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-") | {0x131: "i"}
_EAST_ASIAN: Final = (
    (pattern("[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5]\u66dc\u65e5?"), " "),  # weekdays: Japanese,
    (pattern("(?:\u661f\u671f|\u793c\u62dc|\u9031|\u5468)[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929]"), " "),
    (pattern("[\uc6d4\ud654\uc218\ubaa9\uae08\ud1a0\uc77c]\uc694\uc77c"), " "),  # Korean
    (pattern(r"\(\s*[^\W\d_a-z]\s*\)"), " "),  # a weekday of one letter in parentheses
    (pattern("[\u5e74\u6708\ub144\uc6d4]"), "-"),  # year, month
    (pattern("[\u65e5\uc77c]"), " "),  # day
    (pattern("[\u6642\u65f6\u70b9\uc2dc\u5206\ubd84](?=\\s*[0-9])\\s*"), ":"),  # hour or minute before a finer part
    (pattern("[\u6642\u65f6\u70b9\uc2dc]"), ":00"),
    (pattern("[\u5206\ubd84\u79d2\ucd08]"), " "),
    (pattern("\u5348\u524d|\u4e0a\u5348|\uc624\uc804"), " am "),
    (pattern("\u5348\u5f8c|\u4e0b\u5348|\uc624\ud6c4"), " pm "),
)


def _folded(text: str) -> str:
    """Fold case, accents, dashes, digits of other scripts and the East Asian marks of year, month, day and time."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDS)).casefold()
    plain = "".join(_plain(character) for character in decomposed if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", plain)
    if not folded.isascii():
        for mark, written in _EAST_ASIAN:
            folded = mark.sub(written, folded)
    return re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", " ".join(folded.split()))


def _plain(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


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


def _iso8601(folded: str, default: timezone) -> datetime | None:
    """Read ISO 8601 in any form that names its year; None for a text of another shape."""
    match = _ISO8601.fullmatch(folded)
    if match is None or (match["day"] is None and (match["hour"] or match["zone"])):
        return None
    zone = _foreign_zone(match["zone"]) if match["zone"] else default
    if zone is None:
        return None
    minute, second = match["minute"], match["second"]
    if basic := match["basic"]:
        minute, second = basic[:2], basic[2:]
    return _moment(_iso_day(match["date"]), _clock(match["hour"], minute, second, match["fraction"]), zone)


def _iso_day(text: str) -> date:
    year, is_week, week = text.partition("w")
    if is_week:
        digits = week.replace("-", "")
        return date.fromisocalendar(int(year.rstrip("-")), int(digits[:2]), int(digits[2:] or 1))
    parts = [part for part in text.split("-") if part]
    if len(parts) == 1 or len(parts[0]) > 4:
        parts = _basic_parts(text)
    numbers = [_full_year(parts[0]), *map(int, parts[1:])]
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


def _clock(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> timedelta:
    """Give the time since midnight; the fraction is one of the finest part written (ISO 8601)."""
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    unit = timedelta(seconds=1) if second else timedelta(minutes=1) if minute else timedelta(hours=1)
    part = unit * int((fraction or ".0")[1:10].ljust(9, "0")) // 10**9
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds) + part
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and clock != timedelta(days=1)):
        raise ValueError("write the time as 00:00:00 to 23:59:59")
    return clock


def _moment(day: date, clock: timedelta, zone: timezone) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone) + clock


def _foreign_zone(name: str) -> timezone | None:
    """Give a zone by its folded name or numeric offset; None for a name that is not known."""
    if name[0] in "+-":
        return _offset(name[0], name[1:3], name[3:].lstrip(":"))
    minutes = _FOREIGN_ZONE_MINUTES.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes)) if minutes else UTC


# --- dates in words ---

# One row a language, one column a month; "/" between spellings. A word is also known by its first three letters or more
# where no other month begins so. Accents and case do not matter.
_MONTH_NAMES: Final = """
january february march april may june july august september october november december
januar/janner/jan februar/feber marz/mrz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti/august september oktober november december/desember
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februari/februar marcius aprilis majus junius julius augusztus szeptember oktober november december
styczen/stycznia luty/lutego marzec/marca kwiecien/kwietnia maj/maja czerwiec/czerwca lipiec/lipca sierpien/sierpnia \
wrzesien/wrzesnia pazdziernik/pazdziernika listopad/listopada grudzien/grudnia
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna zari \
rijen/rijna listopad/listopadu prosinec/prosince
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
januari februari maret april mei juni juli agustus september oktober november desember
январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа сентябрь/сентября \
октябрь/октября ноябрь/ноября декабрь/декабря
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня \
вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
Ιανουάριος/Ιανουαρίου Φεβρουάριος/Φεβρουαρίου Μάρτιος/Μαρτίου/Μαω Απρίλιος/Απριλίου Μάιος/Μαΐου Ιούνιος/Ιουνίου/Ιον \
Ιούλιος/Ιουλίου/Ιολ Αύγουστος/Αυγούστου Σεπτέμβριος/Σεπτεμβρίου Οκτώβριος/Οκτωβρίου Νοέμβριος/Νοεμβρίου \
Δεκέμβριος/Δεκεμβρίου
"""
_WEEKDAY_NAMES: Final = """
monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
segunda terca quarta quinta sexta feira lunedi martedi mercoledi giovedi venerdi sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag
mandag tisdag onsdag torsdag fredag lordag hetfo kedd szerda csutortok pentek szombat vasarnap
luni marti miercuri joi vineri sambata duminica poniedzialek wtorek sroda czwartek piatek sobota niedziela
pondeli utery streda ctvrtek patek nedele pazartesi sali carsamba persembe cuma cumartesi pazar
senin selasa rabu kamis jumat sabtu minggu
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер пятниця субота неділя нд
Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή
"""
_FILLERS: Final = (
    "st nd rd th er o de del den di le il la el of the at on um uhr alle ore om kl klo a as t г год года в час"
)


@lru_cache(maxsize=1)
def _month_words() -> dict[str, int]:
    """Map every month name and every abbreviation of three letters or more that means one month to its number."""
    whole: dict[str, int] = {}
    short: dict[str, int] = {}
    for row in _MONTH_NAMES.strip().splitlines():
        for number, spellings in enumerate(row.split(), 1):
            for name in map(_folded, spellings.split("/")):
                whole[name] = number
                for length in range(3, len(name)):
                    short[name[:length]] = number if short.get(name[:length], number) == number else 0
    return {word: number for word, number in (short | whole).items() if number}


@lru_cache(maxsize=1)
def _weekday_words() -> frozenset[str]:
    names = [_folded(name) for name in _WEEKDAY_NAMES.split()]
    return frozenset(name[:length] for name in names for length in range(min(3, len(name)), len(name) + 1))


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(map(_folded, _FILLERS.split()))


_CLOCK: Final = pattern(
    r"(?<![0-9:.])([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})([.,][0-9]+)?)?(?![0-9:])(?:\s?([ap]m)\b)?"
)
_HOUR: Final = pattern(r"(?<![0-9:.])([0-9]{1,2})()()()\s?([ap]m)\b")  # the groups of _CLOCK
_OFFSET: Final = pattern(r"\s*(etc/)?(?:gmt|utc|ut|z)?\s?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])")
_PIECE: Final = pattern(r"[0-9]+|[^\W\d_]+|\S")
_NUMERIC: Final = pattern(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})[-.,]?")
_FRENCH_HOUR: Final = pattern(r"(?<=[0-9])\s?h\s?(?=[0-9]{2}(?![0-9]))")
_AMERICAN_ZONE: Final = pattern(r"\b([ecmp]st)[5-8]([ecmp]dt)\b")


def _spelled_date(folded: str, default: timezone) -> datetime | None:
    """Read a date whose parts are named or in another order than ISO's; None for a text of another shape."""
    folded = _FRENCH_HOUR.sub(":", folded)
    american = _AMERICAN_ZONE.search(folded)
    if american:
        folded = f"{folded[: american.start()]} {folded[american.end() :]}"
    match = _CLOCK.search(folded) or _HOUR.search(folded)
    before, after = (folded[: match.start()], folded[match.end() :]) if match else ("", folded)
    words = _Words()
    if match and (offset := _OFFSET.match(after)):
        words.zone = _signed_zone(offset)
        after = re.sub(r"\([^()]*\)", " ", after[offset.end() :])
    if not (words.take(before, zones=False) and words.take(after, zones=True)):
        return None
    day = words.day(american_order=bool(match and match[5]))
    if day is None:
        return None
    clock = _day_time(match, words.half) if match else timedelta()
    zone = words.zone or (_american_zone(american, _moment(day, clock, UTC)) if american else default)
    return _moment(day, clock, zone)


def _day_time(match: re.Match[str], half: str) -> timedelta:
    """Give the time since midnight, from a 12-hour clock where am or pm is said."""
    clock = _clock(match[1], match[2], match[3], match[4])
    half = match[5] or half
    if not half or clock >= timedelta(hours=13):
        return clock
    return clock % timedelta(hours=12) + timedelta(hours=12 * (half == "pm"))


def _signed_zone(offset: re.Match[str]) -> timezone:
    sign = offset[2]
    if offset[1]:  # Etc/GMT+5 is five hours west: POSIX counts the other way
        sign = "-" if sign == "+" else "+"
    return _offset(sign, offset[3], offset[4] or "")


def _american_zone(names: re.Match[str], local: datetime) -> timezone:
    """Give the half of a zone such as PST8PDT that was in force (Uniform Time Act as amended 1986 and 2005)."""
    year = local.year
    if year < 1987:
        raise ValueError("before 1987 a zone such as PST8PDT does not say its offset: write one such as -0800")
    march, april, october, november = (3, 8), (4, 1), (10, 25), (11, 1)
    start, end = (march, november) if year > 2006 else (april, october)
    summer = _sunday(year, *start) <= local - timedelta(hours=2) < _sunday(year, *end)
    return timezone(timedelta(minutes=_ZONE_MINUTES[names[2 if summer else 1]]))


def _sunday(year: int, month: int, day: int) -> datetime:
    """Give the first Sunday from a day on."""
    start = datetime(year, month, day, tzinfo=UTC)
    return start + timedelta(days=6 - start.weekday())


class _Words:
    """What the words and numbers of a date around its clock said."""

    __slots__ = ("half", "month", "month_word", "numbers", "rest", "zone")

    def __init__(self) -> None:
        self.zone: timezone | None = None
        self.half = ""
        self.month = 0
        self.month_word = ""
        self.numbers: list[str] = []
        self.rest = ""

    def take(self, text: str, *, zones: bool) -> bool:
        """Take a part of the text in; False where it holds what is not understood."""
        for position, piece in enumerate(_PIECE.findall(text.replace("etc/", " "))):
            if piece.isdigit():
                self.numbers.append(piece)
                self.rest += piece
            elif piece.isalpha():
                # A lone letter is a military zone only straight after the time.
                if not self._word(piece, zones=zones and (len(piece) > 1 or position == 0)):
                    return False
                self.rest += " "
            elif piece in "-/.":
                self.rest += piece
            elif piece not in ",;'\u2019()":
                return False
        self.rest += " "
        return True

    def _word(self, word: str, *, zones: bool) -> bool:
        if zones and (zone := _foreign_zone(word)) is not None:
            self.zone = self.zone or zone
        elif word in ("am", "pm"):
            self.half = word
        elif month := _month_words().get(word):
            return self._named(month, word)
        else:
            return word in _weekday_words() or word in _fillers()
        return True

    def _named(self, month: int, word: str) -> bool:
        """Take a month; an earlier word such as "mar" was a weekday (mardi, martes) when another month follows."""
        if self.month and self.month_word not in _weekday_words():
            return False
        self.month, self.month_word = month, word
        return True

    def day(self, *, american_order: bool) -> date | None:
        return self._named_day() if self.month else self._numeric_day(american_order or bool(self.half))

    def _named_day(self) -> date | None:
        if len(self.numbers) == 1 and len(self.numbers[0]) == 4:
            return date(int(self.numbers[0]), self.month, 1)
        if len(self.numbers) != 2:
            return None
        day, year = self.numbers
        if len(day) == 4 or (len(year) == 2 and int(day) > 31):
            day, year = year, day
        if len(day) > 2 or len(year) not in (2, 4):
            return None
        return date(_full_year(year), self.month, int(day))

    def _numeric_day(self, american_order: bool) -> date | None:
        match = _NUMERIC.fullmatch(self.rest.strip())
        if match is None:
            return None
        first, separator, second, third = match.groups()
        if len(first) == 4:
            return date(int(first), int(second), int(third))
        if len(first) == 3 or len(third) not in (2, 4):
            return None
        day, month = _day_and_month(int(first), int(second), dotted=separator == ".", american_order=american_order)
        return date(_full_year(third), month, day)


def _day_and_month(first: int, second: int, *, dotted: bool, american_order: bool) -> tuple[int, int]:
    """Order day and month: dots are never American, a 12-hour clock mostly is, and else one of the two exceeds 12."""
    if dotted or first > 12 or first == second:
        return first, second
    if second > 12 or american_order:
        return second, first
    raise ValueError("day and month could be either way round, write the year first")


# --- the last resort ---


def _dateutil_date(text: str, default: timezone) -> datetime:
    """Read what python-dateutil knows, if the text itself says year, month and day."""
    from dateutil import parser  # noqa: PLC0415 - on first use: it costs milliseconds to import

    year = re.search(r"(?<![0-9:+])[12][0-9]{3}(?![0-9:])", text)
    if year is None:
        raise ValueError(f"{_EXAMPLE}, with a year of four digits")
    # Two defaults that share no part show whether a part was made up.
    first, second = (_quietly(parser.parse, text, default=made_up) for made_up in _DEFAULTS)
    if first != second or first.year != int(year[0]):
        raise ValueError(f"{_EXAMPLE}, with year, month and day")
    return first if aware(first) else first.replace(tzinfo=default)


_DEFAULTS: Final = (datetime(1996, 3, 11), datetime(1999, 10, 22))  # noqa: DTZ001 - naive shows a missing zone


def _quietly(parse: Callable[..., datetime], text: str, *, default: datetime) -> datetime:
    """Parse with our zones; dateutil's own errors repeat the whole text, so they are not passed on."""
    try:
        return parse(text, default=default, tzinfos=_dateutil_zone)
    except _UnknownZoneError:
        raise
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        raise ValueError(_EXAMPLE) from None


class _UnknownZoneError(ValueError):
    """A time zone was named that is not known, or that means several offsets."""


def _dateutil_zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    zone = _foreign_zone(name.lower())
    if zone is None:
        raise _UnknownZoneError(f"the zone {_shown(name, 12)} is not known or not clear, write an offset such as +0200")
    return zone
