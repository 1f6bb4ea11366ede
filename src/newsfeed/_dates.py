"""Dates of the formats: RFC 3339, RFC 822 and W3C-DTF, written and read strictly, and a lenient reader for foreign feeds.

Every datetime that goes in or comes out is aware. The strict readers refuse what their standard refuses; `parse_date`
reads what real feeds contain, and still never guesses: a text that names no full date, an unknown zone or an ambiguous
order of day and month is a ValueError, not a date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

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

# RFC 822 section 5.1, signs of the military letters included. RFC 2822 later noted that mailers used them both ways; RSS
# is bound to RFC 822. J is not a zone.
_ZONE_MINUTES: Final[dict[str, int]] = {
    **dict.fromkeys(("gmt", "ut", "utc", "z"), 0),
    **{"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420},
    **{letter: -60 * hours for hours, letter in enumerate("abcdefghiklm", 1)},
    **{letter: 60 * hours for hours, letter in enumerate("nopqrstuvwxy", 1)},
}
# What other feeds write. Left out on purpose: IST, AMT, GST and other names that mean several offsets.
_FOREIGN_ZONE_MINUTES: Final[dict[str, int]] = _ZONE_MINUTES | {
    **{"at": -240, "ast": -240, "adt": -180, "et": -300, "ct": -360, "mt": -420, "pt": -480, "zulu": 0, "uct": 0},
    **{"nst": -210, "ndt": -150, "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180, "clt": -240},
    **{"wet": 0, "west": 60, "bst": 60, "met": 60, "mez": 60, "cet": 60, "cest": 120, "mest": 120, "mesz": 120},
    **{"eet": 120, "eest": 180, "sast": 120, "cat": 120, "eat": 180, "wat": 60, "msk": 180, "msd": 240, "trt": 180},
    **{"pkt": 300, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "jst": 540, "kst": 540},
    **{"acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780},
}

_RFC3339: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_RFC3339_LEAP: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:)60((?:\.[0-9]+)?(?:Z|[+-].{5}))")
_RFC3339_LOOSE: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.?)([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?(.*)", re.DOTALL
)
_RFC822: Final = re.compile(
    r"(?:([A-Za-z]{3})[ \t\r\n]*,)?[ \t\r\n]*([0-9]{1,2})[ \t\r\n]+([A-Za-z]{3})[ \t\r\n]+([0-9]{4}|[0-9]{2})[ \t\r\n]+"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ \t\r\n]+([+-][0-9]{4}|[A-Za-z]{1,3})"
)
_W3CDTF_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_W3CDTF_MINUTES: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})")


def aware(value: datetime) -> bool:
    """Say whether a datetime knows its offset from UTC."""
    return value.tzinfo is not None and value.utcoffset() is not None


def rfc3339(value: datetime) -> str:
    """Write an aware datetime as RFC 3339.

    UTC is written Z; microseconds, when there are any, as six digits. RFC 3339 has no seconds in an offset, so a value
    whose offset has them is written in UTC: the instant stays the same. Raises ValueError for a naive datetime.
    """
    if value.tzinfo is None:
        raise ValueError(_NAIVE)
    text = value.isoformat()
    if text[-6] not in "+-":
        return _in_whole_minutes(value).isoformat().replace("+00:00", "Z")
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def rfc822(value: datetime) -> str:
    """Write an aware datetime as RFC 822 with the four-digit year of RFC 2822: `Thu, 05 Sep 2002 07:02:01 +0200`.

    UTC is written GMT; microseconds are dropped (RFC 822 has none); a value whose offset has seconds is written in GMT;
    a year below 1000 is padded to four digits. Raises ValueError for a naive datetime.
    """
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(_NAIVE)
    zone = _rfc822_zone(offset)
    if zone is None:
        value = _in_whole_minutes(value)
        zone = _rfc822_zone(value.utcoffset() or timedelta()) or "GMT"
    return "%s, %02d %s %04d %02d:%02d:%02d %s" % (
        _DAYS[value.weekday()], value.day, _MONTHS[value.month], value.year, value.hour, value.minute, value.second, zone
    )  # fmt: skip


_NAIVE: Final = "the datetime has no time zone: give it one, such as tzinfo=datetime.UTC"


@lru_cache(maxsize=256)
def _rfc822_zone(offset: timedelta) -> str | None:
    """Spell an offset for RFC 822; None where the offset has seconds."""
    minutes, remainder = divmod(offset, timedelta(minutes=1))
    if remainder:
        return None
    hours, minutes_left = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}{minutes_left:02d}" if minutes else "GMT"


def _in_whole_minutes(value: datetime) -> datetime:
    """Give the same instant in UTC, or at the ends of the calendar, where UTC has left it, at the nearest whole minute."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(_NAIVE)
    down = offset // timedelta(minutes=1)
    for minutes in (0, down, down + 1):
        try:
            return value.astimezone(timezone(timedelta(minutes=minutes)))
        except (OverflowError, ValueError):
            continue
    raise ValueError("the instant lies outside the years 0001 to 9999")


def parse_rfc3339(text: str) -> datetime:
    """Read a date-time of RFC 3339, with the upper-case T and Z that RFC 4287 section 3.3 asks for.

    Fraction digits after the sixth are cut off. A leap second, 23:59:60 UTC on the last day of a month (RFC 3339 section
    5.7), is the second after it, as in POSIX time. Raises ValueError that says what to write instead.
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

    The weekday is optional and must match; names and zones may be in any case; comments and folding are allowed; 2-digit
    years 00 to 49 are 2000 to 2049 and the others 19xx (RFC 2822 section 4.3); seconds are optional; a leap second is
    the second after it. Raises ValueError that says what to write instead.
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
    for token in re.findall(r"\\.|[()]|[^()\\]+|\\", text, re.DOTALL):
        depth += (token == "(") - (token == ")" and depth > 0)
        kept.append(" " if token in "()" else "" if depth else token)
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

    Read in this order: RFC 3339, RFC 822, ISO 8601 (basic, ordinal and week dates, 2-digit years), dates with month names
    in many languages or in numbers, and last what python-dateutil knows. A missing zone is UTC, in Korean texts +09:00; a
    missing month or day is the first; 24:00 and second 60 roll over; a wrong weekday is overlooked.

    Raises ValueError for anything else: over 128 characters, no year, an unknown or ambiguous zone, and an order of day
    and month that the text does not settle, such as 05/06/2004.
    """
    text = text.strip()
    if len(text) > MAX_DATE_LENGTH:
        raise ValueError(f"the date has {len(text)} characters: write {MAX_DATE_LENGTH} at most")
    try:
        if _RFC3339.fullmatch(text):
            return datetime.fromisoformat(text)
        value = _lenient_rfc822(text) or _foreign_date(text)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"cannot read the date {_shown(text)}: {_shown_reason(error)}") from None
    return value


def _shown_reason(error: Exception) -> str:
    return str(error)[:100] or "out of range"


def _lenient_rfc822(text: str) -> datetime | None:
    try:
        return parse_rfc822(text)
    except ValueError:
        return None


def _foreign_date(text: str) -> datetime:
    folded = _folded(text)
    value = _iso8601(folded)
    if value is None and not folded.lstrip("+-").isdigit():
        value = _spelled_date(folded)
        if value is None:
            value = _dateutil_date(text)
    if value is None:
        raise ValueError("write it as 2024-05-17T09:30:00Z")
    return value


_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_EAST_ASIAN: Final = (
    (re.compile("[\u5e74\u6708\ub144\uc6d4]"), "-"),  # year, month
    (re.compile("[\u65e5\uc77c]"), " "),  # day
    (re.compile("[\u6642\u65f6\u70b9\uc2dc\u5206\ubd84](?=\\s*[0-9])\\s*"), ":"),  # hour, minute, before a finer one
    (re.compile("[\u6642\u65f6\u70b9\uc2dc]"), ":00"),
    (re.compile("[\u5206\ubd84\u79d2\ucd08]"), " "),
    (re.compile("\u5348\u524d|\u4e0a\u5348|\uc624\uc804"), " am "),
    (re.compile("\u5348\u5f8c|\u4e0b\u5348|\uc624\ud6c4"), " pm "),
)


def _folded(text: str) -> str:
    """Fold case, accents, dashes, digits of other scripts and the East Asian marks of year, month, day and time."""
    marks_apart = unicodedata.normalize("NFKD", text.translate(_DASHES)).casefold()
    plain = "".join(_plain(character) for character in marks_apart if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", plain)
    if _HANGUL.search(folded) and not _SAYS_ZONE.search(folded):
        folded += " kst"  # Korea has one zone, and its feeds leave it out
    if not folded.isascii():
        for mark, written in _EAST_ASIAN:
            folded = mark.sub(written, folded)
    return re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", " ".join(folded.split()))


def _plain(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_SAYS_ZONE: Final = re.compile(r"(?::[0-9]{2}|\s)\s*(?:[+-][0-9]{2}:?[0-9]{2}|[a-z]{1,5})$|[0-9]z$")

_ISO8601: Final = re.compile(
    r"""(?P<date>
      [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} | [0-9]{4}-[0-9]{3} | [0-9]{4}-[0-9]{1,2} | [0-9]{4}-w[0-9]{2}(?:-[1-7])?
      | [0-9]{4}w[0-9]{2}[1-7]? | [0-9]{8} | [0-9]{7} | [0-9]{6} | [0-9]{5} | [0-9]{4}
      | [0-9]{2}-[0-9]{2}-[0-9]{2} | [0-9]{2}-[0-9]{3} | -[0-9]{2}-?[0-9]{2} | -[0-9]{2}
    )(?:
      (?:t\s?|\s|(?<=[0-9]{8})(?=[0-9]{4}(?:[0-9]{2})?$))
      (?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2}))?|(?P<minute_second>[0-9]{2}|[0-9]{4}))?
      (?P<fraction>[.,][0-9]+)?
      \s?(?P<zone>[+-][0-9]{2}(?::?[0-9]{2})?|[a-z]+)?
    )?""",
    re.VERBOSE,
)


def _iso8601(folded: str) -> datetime | None:
    """Read ISO 8601 in any form that names its year; None for a text of another shape."""
    match = _ISO8601.fullmatch(folded)
    if match is None:
        return None
    zone = UTC if match["zone"] is None else _foreign_zone(match["zone"])
    if zone is None:
        return None
    minute, second = match["minute"], match["second"]
    if compact := match["minute_second"]:
        minute, second = compact[:2], compact[2:]
    clock = _clock(match["hour"], minute, second, match["fraction"])
    return _moment(_iso_day(match["date"]), clock, zone)


def _iso_day(text: str) -> date:
    if "w" in text:
        year, week, *day = re.findall(r"[0-9]{4}|(?<=w)[0-9]{2}|[1-7]$", text) if len(text) != 7 else (text[:4], text[5:])
        return date.fromisocalendar(int(year), int(week), int(day[0]) if day else 1)
    parts = [part for part in text.split("-") if part]
    if len(parts) == 1:
        parts = _basic_parts(text)
    year = _full_year(parts[0])
    if len(parts) == 2 and len(parts[1]) == 3:
        return _ordinal_day(year, int(parts[1]))
    return date(year, *(int(part) for part in parts[1:]), *([1] * (3 - len(parts))))


def _basic_parts(text: str) -> list[str]:
    """Cut the basic form of a date: YYYYMMDD, YYYYDDD, YYMMDD, YYDDD, YYYY, -YYMM, -YY."""
    if text.startswith("-"):
        return [text[1:3], text[3:]] if len(text) > 3 else [text[1:]]
    year, rest = (text[:4], text[4:]) if len(text) in (4, 7, 8) else (text[:2], text[2:])
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
    digits = (fraction or ".0")[1:13]
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds) + unit * int(digits) // 10 ** len(digits)
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
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna zari rijen/rijna \
listopad/listopadu prosinec/prosince
ocak subat mart nisan mayıs/mayis haziran temmuz agustos eylul ekim kasım/kasim aralık/aralik
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
pondeli utery streda ctvrtek patek nedele pazartesi salı carsamba persembe cuma cumartesi pazar
senin selasa rabu kamis jumat sabtu minggu
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер пятниця субота неділя нд
Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일
"""
_FILLERS: Final = frozenset(
    "st nd rd th er o de del den di le il la el of the at on um uhr alle ore om kl klo a as t г год года в час".split()
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


_CLOCK: Final = re.compile(r"(?<![0-9:.])([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})([.,][0-9]+)?)?(?![0-9:])")
_OFFSET: Final = re.compile(r"\s*(etc/)?(?:gmt|utc|ut|z)?\s?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])")
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+|\S")
_NUMERIC: Final = re.compile(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})[-.,]?")


def _spelled_date(folded: str) -> datetime | None:
    """Read a date whose parts are named or in another order than ISO's; None for a text of another shape."""
    clock_match = _CLOCK.search(folded)
    before, after = (folded[: clock_match.start()], folded[clock_match.end() :]) if clock_match else ("", folded)
    zone: timezone | None = None
    if clock_match and (offset := _OFFSET.match(after)):
        zone, after = _signed_zone(offset), re.sub(r"\([^()]*\)", " ", after[offset.end() :])
    words = _Words(zone)
    if not (words.take(before, zones=False) and words.take(after, zones=True)):
        return None
    day = words.day()
    if day is None:
        return None
    clock = _clock(*clock_match.groups()) if clock_match else timedelta()
    return _moment(day, _with_half(clock, words.half), words.zone or UTC)


def _signed_zone(offset: re.Match[str]) -> timezone:
    sign = offset[2]
    if offset[1]:  # Etc/GMT+5 is five hours west: POSIX counts the other way
        sign = "-" if sign == "+" else "+"
    return _offset(sign, offset[3], offset[4] or "")


def _with_half(clock: timedelta, half: str) -> timedelta:
    """Turn a 12-hour clock into one of 24 hours."""
    if not half or clock >= timedelta(hours=13):
        return clock
    twelve = timedelta(hours=12)
    return clock % twelve + (twelve if half == "pm" else timedelta())


class _Words:
    """What the words and numbers of a date around its clock said."""

    __slots__ = ("half", "month", "numbers", "rest", "zone")

    def __init__(self, zone: timezone | None) -> None:
        self.zone = zone
        self.half = ""
        self.month = 0
        self.numbers: list[str] = []
        self.rest = ""

    def take(self, text: str, *, zones: bool) -> bool:
        """Take a part of the text in; False where it holds a word that is not understood."""
        for position, token in enumerate(_TOKEN.findall(text.replace("etc/", " "))):
            if token.isdigit():
                self.numbers.append(token)
                self.rest += token
            elif token.isalpha():
                if not self._word(token, zones=zones and (len(token) > 1 or position == 0)):
                    return False
                self.rest += " "
            elif token in "-/.":
                self.rest += token
            elif token not in ",;'\u2019()":
                return False
        self.rest += " "
        return True

    def _word(self, word: str, *, zones: bool) -> bool:
        if zones and (zone := _foreign_zone(word)) is not None:
            self.zone = self.zone or zone
        elif word in ("am", "pm"):
            self.half = word
        elif month := _month_words().get(word):
            return self._named(month)
        else:
            return word in _weekday_words() or word in _FILLERS
        return True

    def _named(self, month: int) -> bool:
        """Take a month; "mar" may have been a weekday (mardi, martes) when another month follows."""
        if self.month not in (0, 3):
            return False
        self.month = month
        return True

    def day(self) -> date | None:
        return self._named_day() if self.month else self._numeric_day()

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

    def _numeric_day(self) -> date | None:
        match = _NUMERIC.fullmatch(self.rest.strip())
        if match is None:
            return None
        first, separator, second, third = match.groups()
        if len(first) == 4:
            return date(int(first), int(second), int(third))
        if len(first) == 3 or len(third) not in (2, 4):
            return None
        day, month = self._day_first(int(first), int(second), dotted=separator == ".")
        return date(_full_year(third), month, day)

    def _day_first(self, first: int, second: int, *, dotted: bool) -> tuple[int, int]:
        """Order day and month: dots are never American, am and pm mostly are, and else one of the two must exceed 12."""
        if dotted or first > 12 or first == second:
            return first, second
        if second > 12 or self.half:
            return second, first
        raise ValueError("day and month could be either way round: write the year first")


# --- the last resort ---


def _dateutil_date(text: str) -> datetime | None:
    """Read what python-dateutil knows, if the text itself says year, month and day."""
    from dateutil import parser  # on first use: it costs milliseconds to import

    year = re.search(r"(?<![0-9:+-])[12][0-9]{3}(?![0-9:])", text)
    if year is None:
        raise ValueError("write it as 2024-05-17T09:30:00Z: no year of four digits was found")
    # Two defaults that share no part show whether a part was made up.
    readings = {
        parser.parse(text, default=default, tzinfos=_dateutil_zone)
        for default in (datetime(1996, 3, 11), datetime(1999, 10, 22))
    }
    if len(readings) != 1:
        raise ValueError("year, month and day must all be there")
    value = readings.pop()
    if value.year != int(year[0]):
        raise ValueError("write it as 2024-05-17T09:30:00Z")
    return value if aware(value) else value.replace(tzinfo=UTC)


def _dateutil_zone(name: str | None, offset: int | None) -> timezone:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    zone = _foreign_zone(name.lower()) if name else None
    if zone is None:
        raise ValueError(f"the zone {_shown(name or '')} is not known: write an offset such as +0200")
    return zone
