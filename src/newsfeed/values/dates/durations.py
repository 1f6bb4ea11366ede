"""Durations of ISO 8601 in days, hours, minutes and seconds."""

from typing import Final

from newsfeed.values.patterns import pattern

_DURATION: Final = pattern(
    r"[Pp](?:([0-9]{1,9})[Dd])?(?:[Tt]|(?![0-9]{1,12}[Mm]\Z))(?:([0-9]{1,9})[Hh])?(?:([0-9]{1,12})[Mm])?"
    r"(?:([0-9]{1,16}(?:\.[0-9]{1,400})?)[Ss])?"
)
"""A missing T is accepted, unless the minutes would be months."""


def iso_duration(seconds: float) -> str:
    """Format a duration for schema.org and Activity Streams (ISO 8601, xsd:duration), such as `PT90.5S`.

    Args:
        seconds: the duration, not negative; no digit is lost, and none is written with an exponent.
    """
    from decimal import Decimal  # few stories have durations

    whole = int(seconds)
    return f"PT{whole}S" if whole == seconds else f"PT{Decimal(repr(seconds)):f}S"


def parse_duration(text: str) -> int | float | None:
    """Parse a duration of ISO 8601 in days, hours, minutes and seconds.

    Returns:
        seconds; None for any other text, and for years, months and weeks.
    """
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    days, hours, minutes = (int(group or 0) for group in match.groups()[:3])
    seconds = match[4] or "0"
    return (days * 24 + hours) * 3600 + minutes * 60 + (float(seconds) if "." in seconds else int(seconds))
