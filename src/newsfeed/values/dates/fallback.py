"""python-dateutil, the last resort."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from newsfeed.values.dates.formatting import aware
from newsfeed.values.dates.iso8601 import foreign_zone
from newsfeed.values.dates.names import EXAMPLE
from newsfeed.values.quoting import quoted


def sunday(year: int, month: int, day: int) -> datetime:
    """Give the first Sunday from a day on."""
    start = datetime(year, month, day, tzinfo=UTC)
    return start + timedelta(days=6 - start.weekday())


# --- the last resort ---


def dateutil_date(text: str, default: timezone) -> datetime:
    """Read what python-dateutil knows, if the text itself says year, month and day."""
    from dateutil import parser  # on first use: it takes milliseconds

    year = re.search(r"(?<![0-9:+])[12][0-9]{3}(?![0-9:])", text)
    if year is None:
        raise ValueError(f"{EXAMPLE}, with a year of four digits")
    # Two defaults that share no part show whether a part was made up.
    first, second = (_quietly(parser.parse, text, default=made_up) for made_up in _DEFAULTS)
    if first != second or first.year != int(year[0]):
        raise ValueError(f"{EXAMPLE}, with year, month and day")
    return first if aware(first) else first.replace(tzinfo=default)


_DEFAULTS: Final = (datetime(1996, 3, 11), datetime(1999, 10, 22))  # noqa: DTZ001 - naive shows a missing zone


def _quietly(parse: Callable[..., datetime], text: str, *, default: datetime) -> datetime:
    """Parse with our zones; dateutil's own errors repeat the whole text, so they are not passed on."""
    try:
        return parse(text, default=default, tzinfos=_dateutil_zone)
    except _UnknownZoneError:
        raise
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        raise ValueError(EXAMPLE) from None


class _UnknownZoneError(ValueError):
    """A time zone was named that is not known, or that means several offsets."""


def _dateutil_zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    zone = foreign_zone(name.lower())
    if zone is None:
        raise _UnknownZoneError(f"the zone {quoted(name, 12)} is not known or not clear, write an offset such as +0200")
    return zone
