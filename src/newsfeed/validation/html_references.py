"""Character references of HTML (HTML standard, section 13.5) and the characters that a page may not have."""

import re
from html.entities import html5
from typing import Final

from newsfeed.validation.faults import quote

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""A control character, or another that stands for nothing."""
_REFERENCE: Final = re.compile(r"&(?:#[xX]([0-9a-fA-F]++)(;?)|#([0-9]++)(;?)|([A-Za-z][A-Za-z0-9]*+;?))?")
_AMPERSAND_ALONE: Final = frozenset("\t\n\x0c\r <&")


def check_references(text: str, start: int, end: int) -> str:
    """Return the message about the first ill-formed character reference in a part of a text, or "" if there is none."""
    for match in _REFERENCE.finditer(text, start, end):
        hexadecimal, hexadecimal_end, decimal, decimal_end, name = match.groups()
        following = text[match.end() : match.end() + 1] if match.end() < end else ""
        if name is not None:
            is_valid = name.endswith(";") and name in html5
        elif hexadecimal or decimal:
            is_valid = bool(hexadecimal_end or decimal_end) and _is_character(hexadecimal, decimal)
        else:
            is_valid = not following or following in _AMPERSAND_ALONE
        if not is_valid:
            return _message(match[0] + ("" if name or hexadecimal or decimal else following))
    return ""


def _is_character(hexadecimal: str | None, decimal: str | None) -> bool:
    """Return whether a numeric reference stands for a character that HTML allows."""
    digits = hexadecimal or decimal or ""
    if len(digits.lstrip("0")) > 7:
        return False
    number = int(digits, 16 if hexadecimal else 10)
    if not 0 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF or number == 0x0D:
        return False
    return not CONTROL.match(chr(number))


def _message(reference: str) -> str:
    if reference.startswith("&#"):
        return f"{quote(reference, 16)} is no character of HTML: write the intended character in UTF-8"
    if reference.endswith(";"):
        return f"the entity {quote(reference)} is not defined in HTML: write the character itself, or &amp; for an ampersand"
    return f"the & of {quote(reference)} begins no character reference: write &amp;"
