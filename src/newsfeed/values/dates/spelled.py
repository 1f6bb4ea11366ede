"""Dates with month names, or in another order than that of ISO 8601: `5. September 2002 um 7:02 Uhr`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.iso8601 import clock_time, moment
from newsfeed.values.dates.names import fillers, halves, month_words, weekday_words
from newsfeed.values.dates.strict_rfc822 import full_year
from newsfeed.values.dates.zones import american_zone, lenient_zone, zone_of_offset
from newsfeed.values.patterns import pattern

_CLOCK: Final = pattern(
    r"(?<![0-9:.])([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})([.,][0-9]+)?)?(?![0-9:])(?:\s?([ap]m)\b)?"
)
_HOUR: Final = pattern(r"(?<![0-9:.])([0-9]{1,2})()()()\s?([ap]m)\b")  # with the same groups as _CLOCK
_OFFSET: Final = pattern(r"\s*(etc/)?(?:gmt|utc|ut|z)?\s?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])")
_PIECE: Final = pattern(r"[0-9]+|[^\W\d_]+(?:_[^\W\d_]+)*|\S")
_NUMERIC: Final = pattern(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})[-.,]?")
_HOUR_MARKS: Final = (
    (pattern(r"(?<=[0-9])\s?h\s?(?=[0-9]{2}(?![0-9]))"), ":"),  # 9h30
    (pattern(r"(?<![0-9:.,])([0-9]{1,2})\s?(?:h|uhr|uur|heures?|horas?)(?![^\W_])"), r"\1:00"),  # 9 Uhr
    (pattern(r"(?<=:[0-9]{2})\s?hs?(?![^\W_])"), ""),  # 09:30 h
    (pattern(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{2})(?=\s?(?:h|uhr|uur)\b)"), r"\1:\2"),  # 9.30 Uhr
    (pattern(r"\b(ore|um|om|klo?)\.?\s([0-9]{1,2})\.([0-9]{2})(?![0-9.])"), r"\1 \2:\3"),  # ore 9.30, kl. 9.30
)
"""Spellings of the time in other languages, each with what it becomes."""
_AMERICAN_ZONE: Final = pattern(r"\b([ecmp]st)[5-8]([ecmp]dt)\b")


def spelled_date(folded: str, default: timezone) -> datetime | None:
    """Parse a date with a month name, or with numbers in another order than year, month and day.

    Args:
        folded: the text as `fold_spelling` returns it.
        default: the zone of a text without one.

    Returns:
        an aware datetime, or None if the text does not have this form.

    Raises:
        ValueError: the text has this form, but is not a possible date, or is ambiguous.
    """
    for mark, replacement in _HOUR_MARKS:
        folded = mark.sub(replacement, folded)
    american = _AMERICAN_ZONE.search(folded)
    if american:
        folded = f"{folded[: american.start()]} {folded[american.end() :]}"
    clock_match = _CLOCK.search(folded) or _HOUR.search(folded)
    before, after = (folded[: clock_match.start()], folded[clock_match.end() :]) if clock_match else ("", folded)
    parts = _DateParts()
    if clock_match and (offset := _OFFSET.match(after)):
        parts.zone = _zone_of_match(offset)
        after = re.sub(r"\([^()]*\)", " ", after[offset.end() :])
    if not (parts.add(before, zones=False) and parts.add(after, zones=True)):
        return None
    day = parts.day(american_order=bool(clock_match and clock_match[5]))
    if day is None:
        return None
    clock = _time_of_match(clock_match, parts.half) if clock_match else timedelta()
    zone = parts.zone
    if zone is None:
        zone = american_zone(american[1], american[2], moment(day, clock, UTC)) if american else default
    return moment(day, clock, zone)


def _time_of_match(match: re.Match[str], half: str) -> timedelta:
    """Return the time since midnight; `half` is "am", "pm" or "" as found elsewhere in the text."""
    clock = clock_time(match[1], match[2], match[3], match[4])
    half = match[5] or half
    if not half or clock >= timedelta(hours=13):
        return clock
    return clock % timedelta(hours=12) + timedelta(hours=12 * (half == "pm"))


def _zone_of_match(offset: re.Match[str]) -> timezone:
    sign = offset[2]
    # The signs of Etc/GMT zones are reversed, as in POSIX: Etc/GMT+5 is five hours west.
    if offset[1]:
        sign = "-" if sign == "+" else "+"
    return zone_of_offset(sign, offset[3], offset[4] or "")


class _DateParts:
    """The parts of a date other than its time, collected from the words and numbers of a text.

    Attributes:
        half: "am", "pm" or "".
        month: the number of a named month, or 0.
        month_word: the name of that month.
        numbers: the numbers in order, as digits.
        layout: the numbers and separators, with a space for each word, to recognize a date in numbers.
        zone: the zone, or None.
    """

    __slots__ = ("half", "layout", "month", "month_word", "numbers", "zone")

    def __init__(self) -> None:
        self.zone: timezone | None = None
        self.half = ""
        self.month = 0
        self.month_word = ""
        self.numbers: list[str] = []
        self.layout = ""

    def add(self, text: str, *, zones: bool) -> bool:
        """Add the words and numbers of a text; return False if one of them is unknown.

        Args:
            text: the part before or after the time.
            zones: whether words can be time zones.
        """
        pieces = _PIECE.findall(text.replace("etc/", " "))
        for position, piece in enumerate(pieces):
            if piece.isdigit():
                self.numbers.append(piece)
                self.layout += piece
            elif piece[0].isalpha():
                is_beside_time = position == (0 if zones else len(pieces) - 1)
                if not self._add_word(piece, zones=zones, is_beside_time=is_beside_time):
                    return False
                self.layout += " "
            elif piece in "-/.":
                is_abbreviation = piece == "." and position > 0 and pieces[position - 1].isalpha()
                self.layout += "" if is_abbreviation else piece
            elif piece not in ",;'()":
                return False
        self.layout += " "
        return True

    def _add_word(self, word: str, *, zones: bool, is_beside_time: bool) -> bool:
        # A single letter is a zone, or a half of the day, only right after the time; "am" elsewhere is a German preposition.
        if zones and (len(word) > 1 or is_beside_time) and (zone := lenient_zone(word)) is not None:
            self.zone = self.zone or zone
        elif half := halves().get(word):
            if len(word) > 2 or (is_beside_time and (zones or len(word) > 1)):
                self.half = half
        elif month := month_words().get(word):
            return self._set_month(month, word)
        else:
            return word in weekday_words() or word in fillers()
        return True

    def _set_month(self, month: int, word: str) -> bool:
        """Set the month; an earlier month word such as "mar" was a weekday (mardi, martes) if another month follows."""
        if self.month and self.month_word not in weekday_words():
            return False
        self.month, self.month_word = month, word
        return True

    def day(self, *, american_order: bool) -> date | None:
        """Return the day, or None if the parts do not form one.

        Args:
            american_order: whether the month precedes the day if both orders are possible.

        Raises:
            ValueError: the day is not in the calendar, or the order of day and month is ambiguous.
        """
        return self._day_in_named_month() if self.month else self._day_in_numbers(american_order or bool(self.half))

    def _day_in_named_month(self) -> date | None:
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

    def _day_in_numbers(self, american_order: bool) -> date | None:
        match = _NUMERIC.fullmatch(self.layout.strip())
        if match is None:
            return None
        leading, separator, middle, trailing = match.groups()
        if len(leading) == 4:
            return date(int(leading), int(middle), int(trailing))
        if len(leading) == 3 or len(trailing) not in (2, 4):
            return None
        day, month = _order_day_and_month(
            int(leading), int(middle), dotted=separator == ".", american_order=american_order
        )
        return date(full_year(trailing), month, day)


def _order_day_and_month(leading: int, trailing: int, *, dotted: bool, american_order: bool) -> tuple[int, int]:
    """Return two numbers as day and month.

    A date with dots is never in American order, one with a 12-hour clock nearly always is. Otherwise one of the numbers has to
    exceed 12.
    """
    if dotted or leading > 12 or leading == trailing:
        return leading, trailing
    if trailing > 12 or american_order:
        return trailing, leading
    raise ValueError("the order of day and month is ambiguous, write the year first")
