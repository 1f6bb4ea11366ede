"""Whole numbers as feeds write them: sizes, widths, counts."""

from __future__ import annotations

from typing import Final

from newsfeed.values.patterns import pattern

_LONGEST: Final = 40
"""Number of characters of the longest text that is read; no usable number has more."""

_WHOLE_NUMBER: Final = pattern(
    r"\+?(?P<digits>\d+|\d{1,3}(?P<separator>[,'\u2019_ \u00a0\u202f])\d{3}(?:(?P=separator)\d{3})*)"
    r"(?:\.0*)?\s?(?:bytes?|octets?|b|px|pixels?)?",
)


def whole_number(text: str) -> int | None:
    """Return the whole number, 0 or more, that a text spells without doubt, or None.

    Digits may be in groups of three (`1,234`, `1 234`), with a fraction of zeros (`12.0`), and before a unit that changes
    nothing (`34 bytes`, `640px`). `1.234` may be a fraction, and `1GB` two different numbers: both are None.
    """
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    match = _WHOLE_NUMBER.fullmatch(text.strip().lower()) if len(text) <= _LONGEST else None
    return int("".join(filter(str.isdecimal, match["digits"]))) if match else None
