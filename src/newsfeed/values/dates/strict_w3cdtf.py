"""W3C-DTF."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from newsfeed.values.dates.strict_rfc3339 import parse_rfc3339
from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

_W3CDTF_DATE: Final = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_W3CDTF_MINUTES: Final = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})")


def parse_w3cdtf(text: str) -> datetime:
    """Read a date of W3C-DTF: a year, a month, a day, or a day with a time to the minute or finer and its zone.

    What has no time is midnight UTC of the first day meant. Raises ValueError that says what to write instead.
    """
    if match := _W3CDTF_DATE.fullmatch(text):
        year, month, day = match.groups()
        try:
            return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        except ValueError:
            raise ValueError(f"write a day that the calendar has, not {quoted(text)}") from None
    if match := _W3CDTF_MINUTES.fullmatch(text):
        return parse_rfc3339(f"{match[1]}:00{match[2]}")
    return parse_rfc3339(text)
