"""Dates of the formats: RFC 3339, RFC 822 and W3C-DTF, written and read strictly, and a lenient reader.

Every datetime that goes in or comes out is aware. The strict readers refuse what their standard refuses; `parse_date`
reads what real feeds contain, and still never guesses: a text that names no full date, an unknown zone or an ambiguous
order of day and month is a ValueError, not a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.fallback import sunday
from newsfeed.values.dates.iso8601 import clock_time, foreign_zone, moment
from newsfeed.values.dates.names import ZONE_MINUTES
from newsfeed.values.dates.strict_rfc822 import full_year, zone_of_offset
from newsfeed.values.dates.vocabulary import fillers, month_words, weekday_words
from newsfeed.values.patterns import pattern

_CLOCK: Final = pattern(
    r"(?<![0-9:.])([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})([.,][0-9]+)?)?(?![0-9:])(?:\s?([ap]m)\b)?"
)
_HOUR: Final = pattern(r"(?<![0-9:.])([0-9]{1,2})()()()\s?([ap]m)\b")  # the groups of _CLOCK
_OFFSET: Final = pattern(r"\s*(etc/)?(?:gmt|utc|ut|z)?\s?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])")
_PIECE: Final = pattern(r"[0-9]+|[^\W\d_]+|\S")
_NUMERIC: Final = pattern(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})[-.,]?")
_FRENCH_HOUR: Final = pattern(r"(?<=[0-9])\s?h\s?(?=[0-9]{2}(?![0-9]))")
_AMERICAN_ZONE: Final = pattern(r"\b([ecmp]st)[5-8]([ecmp]dt)\b")


def spelled_date(folded: str, default: timezone) -> datetime | None:
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
    zone = words.zone or (_american_zone(american, moment(day, clock, UTC)) if american else default)
    return moment(day, clock, zone)


def _day_time(match: re.Match[str], half: str) -> timedelta:
    """Give the time since midnight, from a 12-hour clock where am or pm is said."""
    clock = clock_time(match[1], match[2], match[3], match[4])
    half = match[5] or half
    if not half or clock >= timedelta(hours=13):
        return clock
    return clock % timedelta(hours=12) + timedelta(hours=12 * (half == "pm"))


def _signed_zone(offset: re.Match[str]) -> timezone:
    sign = offset[2]
    if offset[1]:  # Etc/GMT+5 is five hours west: POSIX counts the other way
        sign = "-" if sign == "+" else "+"
    return zone_of_offset(sign, offset[3], offset[4] or "")


def _american_zone(names: re.Match[str], local: datetime) -> timezone:
    """Give the half of a zone such as PST8PDT that was in force (Uniform Time Act as amended 1986 and 2005)."""
    year = local.year
    if year < 1987:
        raise ValueError("before 1987 a zone such as PST8PDT does not say its offset: write one such as -0800")
    march, april, october, november = (3, 8), (4, 1), (10, 25), (11, 1)
    start, end = (march, november) if year > 2006 else (april, october)
    summer = sunday(year, *start) <= local - timedelta(hours=2) < sunday(year, *end)
    return timezone(timedelta(minutes=ZONE_MINUTES[names[2 if summer else 1]]))


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
        if zones and (zone := foreign_zone(word)) is not None:
            self.zone = self.zone or zone
        elif word in ("am", "pm"):
            self.half = word
        elif month := month_words().get(word):
            return self._named(month, word)
        else:
            return word in weekday_words() or word in fillers()
        return True

    def _named(self, month: int, word: str) -> bool:
        """Take a month; an earlier word such as "mar" was a weekday (mardi, martes) when another month follows."""
        if self.month and self.month_word not in weekday_words():
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
        return date(full_year(year), self.month, int(day))

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
        return date(full_year(third), month, day)


def _day_and_month(first: int, second: int, *, dotted: bool, american_order: bool) -> tuple[int, int]:
    """Order day and month: dots are never American, a 12-hour clock mostly is, and else one of the two exceeds 12."""
    if dotted or first > 12 or first == second:
        return first, second
    if second > 12 or american_order:
        return second, first
    raise ValueError("day and month could be either way round, write the year first")
