"""Time zones by name and by numeric offset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern


def _parse_minutes(table: str) -> dict[str, int]:
    return {name: int(minutes) for name, minutes in (entry.split("=") for entry in table.split())}


# RFC 822 section 5.1, including the signs of the military letters: RFC 2822 notes that mailers used them both ways, but RSS
# refers to RFC 822. J is not a zone.
ZONE_MINUTES: Final = (
    _parse_minutes("gmt=0 ut=0 utc=0 z=0 est=-300 edt=-240 cst=-360 cdt=-300 mst=-420 mdt=-360 pst=-480 pdt=-420")
    | {letter: -60 * hours for hours, letter in enumerate("abcdefghiklm", 1)}
    | {letter: 60 * hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
)
# Names in feeds beyond RFC 822. IST, AMT, GST and other names of several offsets are omitted on purpose.
LENIENT_ZONE_MINUTES: Final = ZONE_MINUTES | _parse_minutes(
    "zulu=0 uct=0 at=-240 ast=-240 adt=-180 et=-300 ct=-360 mt=-420 pt=-480 nst=-210 ndt=-150 akst=-540 akdt=-480 "
    "hst=-600 brt=-180 art=-180 clt=-240 wet=0 west=60 bst=60 met=60 mez=60 cet=60 cest=120 mest=120 mesz=120 eet=120 "
    "eest=180 sast=120 cat=120 eat=180 wat=60 msk=180 msd=240 trt=180 pkt=300 ict=420 wib=420 hkt=480 sgt=480 pht=480 "
    "awst=480 jst=540 kst=540 acst=570 acdt=630 aest=600 aedt=660 nzst=720 nzdt=780"
)

AMBIGUOUS_ZONES: Final = frozenset(("adt", "ast", "bst"))
"""Those among the names above that have another meaning in use: ast and adt in Arabia, bst in Bangladesh and Bougainville.
The names of RFC 822 are not ambiguous, although cst is also used in China and Cuba: a feed has the meaning of its standard."""


@lru_cache(maxsize=512)
def rfc822_zone(name: str) -> timezone:
    """Return a zone of RFC 822 by its name or by an offset such as -0500.

    Raises:
        ValueError: RFC 822 has no such zone.
    """
    if name[0] in "+-":
        return zone_of_offset(name[0], name[1:3], name[3:])
    minutes = ZONE_MINUTES.get(name.lower())
    if minutes is None:
        raise ValueError(f"write the zone as GMT or an offset such as +0200, not {quoted(name)}")
    return _zone(minutes)


def lenient_zone(name: str) -> timezone | None:
    """Return a zone by its name in lower case or by an offset such as +05:30; None for an unknown name."""
    if name[0] in "+-":
        return zone_of_offset(name[0], name[1:3], name[3:].lstrip(":"))
    minutes = LENIENT_ZONE_MINUTES.get(name)
    return None if minutes is None else _zone(minutes)


def zone_of_offset(sign: str, hours: str, minutes: str) -> timezone:
    """Return the zone of an offset from UTC.

    Args:
        sign: "+" or "-".
        hours: two digits.
        minutes: two digits, or "" for 0.

    Raises:
        ValueError: the offset has more than 23 hours or 59 minutes.
    """
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise ValueError("write the offset as hours 00 to 23 and minutes 00 to 59")
    total = 60 * int(hours) + int(minutes or 0)
    return _zone(-total if sign == "-" else total)


def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def american_zone(standard: str, daylight: str, local: datetime) -> timezone:
    """Return the half of a zone such as PST8PDT that was in force (Uniform Time Act as amended 1986 and 2005).

    Args:
        standard: the name of standard time, such as "pst".
        daylight: the name of daylight saving time, such as "pdt".
        local: the local time, with UTC as a stand-in for the zone.

    Raises:
        ValueError: the time is before 1987, when the rules were different.
    """
    year = local.year
    if year < 1987:
        raise ValueError("before 1987 a zone such as PST8PDT has no certain offset: write one such as -0800")
    march, april, october, november = (3, 8), (4, 1), (10, 25), (11, 1)
    start, end = (march, november) if year > 2006 else (april, october)
    is_daylight = _next_sunday(year, *start) <= local - timedelta(hours=2) < _next_sunday(year, *end)
    return _zone(ZONE_MINUTES[daylight if is_daylight else standard])


def _next_sunday(year: int, month: int, day: int) -> datetime:
    """Return the first Sunday on or after a day."""
    start = datetime(year, month, day, tzinfo=UTC)
    return start + timedelta(days=6 - start.weekday())


def named_zone(name: str) -> tzinfo | None:
    """Return a zone of the IANA database by its name, such as Europe/Berlin; None if it is not there."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # few dates need it

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parse_zone(text: str) -> tzinfo:
    """Return a zone by its IANA name or its offset from UTC.

    Args:
        text: `Europe/Berlin`, `UTC`, `Z` or `+05:30`.

    Raises:
        ValueError: there is no such zone.
    """
    text = text.strip()
    if match := _OFFSET.fullmatch(text):
        return zone_of_offset(match[1], match[2], match[3] or "")
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    zone = named_zone(text) if _ZONE_NAME.fullmatch(text) else None
    if zone is None:
        raise ValueError(f"there is no zone {quoted(text)}: write one such as Europe/Berlin or +02:00")
    return zone


_OFFSET: Final = pattern(r"([+-])([0-9]{2}):?([0-9]{2})?")
_ZONE_NAME: Final = pattern(r"[A-Za-z0-9_+\-]+(?:/[A-Za-z0-9_+\-]+)*")
