"""Characters of XML 1.0: the legal ones, white space and line ends."""

import re
from typing import Final

from newsfeed.values.patterns import pattern

XML_SPACE: Final = " \t\r\n"

_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOLD: Final = pattern("[ \t\r\n]+")


def illegal_character(text: str) -> int:
    """Return the offset of the first character that XML 1.0 (2.2 Char) forbids, or -1."""
    # No printable character is illegal. For short text this test is much the fastest.
    if len(text) < _SHORT and text.isprintable():
        return -1
    if _is_legal(text):
        return -1
    match = _ILLEGAL.search(text)
    return match.start() if match else -1


_SHORT: Final = 128
"""Length in characters below which tests that begin with encoding the text are slower."""

_LONG: Final = 800
"""Length in bytes above which a search for each control character is faster than deleting all of them."""


def _is_legal(text: str) -> bool:
    """Return whether all characters are legal; False can be wrong, and then the exact search decides."""
    try:
        if len(text) > _LONG and not text.isascii():
            # For text in Latin-1 this is a mere copy.
            return _has_no_control(text.encode("latin-1"))
    except UnicodeEncodeError:
        pass
    try:
        data = text.encode()
    # A lone surrogate cannot be encoded.
    except UnicodeEncodeError:
        return False
    return not ("\ufffe" in text or "\uffff" in text) and _has_no_control(data)


def _has_no_control(data: bytes) -> bool:
    if len(data) > _LONG:
        # Written out, this takes a third of the time of `all` with a generator.
        return not (
            0 in data or 1 in data or 2 in data or 3 in data or 4 in data or 5 in data or 6 in data or 7 in data
            or 8 in data or 11 in data or 12 in data or 14 in data or 15 in data or 16 in data or 17 in data
            or 18 in data or 19 in data or 20 in data or 21 in data or 22 in data or 23 in data or 24 in data
            or 25 in data or 26 in data or 27 in data or 28 in data or 29 in data or 30 in data or 31 in data
        )  # fmt: skip
    return len(data.translate(None, _CONTROLS)) == len(data)


def replace_illegal(text: str) -> str:
    """Replace each character that XML 1.0 forbids by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text) if illegal_character(text) >= 0 else text


_NUMERIC_REFERENCE: Final = pattern(r"&#(?:[xX]([0-9A-Fa-f]++)|([0-9]++));?")


def illegal_references(text: str) -> list[str]:
    """Return the numeric references in HTML to characters that XML 1.0 forbids, each once: `&#12;`, `&#xD800;`, `&#0;`."""
    if "&#" not in text:
        return []
    references = (match[0] for match in _NUMERIC_REFERENCE.finditer(text) if _is_illegal_reference(match))
    return list(dict.fromkeys(references))


def replace_illegal_references(text: str) -> str:
    """Replace each numeric reference to a character that XML 1.0 forbids by U+FFFD."""
    if "&#" not in text:
        return text
    return _NUMERIC_REFERENCE.sub(lambda match: "\ufffd" if _is_illegal_reference(match) else match[0], text)


def _is_illegal_reference(reference: "re.Match[str]") -> bool:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0")
    if not digits or len(digits) > _MAX_DIGITS:
        return True
    code = int(digits, base)
    return code > 0x10FFFF or _ILLEGAL.match(chr(code)) is not None


_MAX_DIGITS: Final = 7


def is_trimmed(text: str) -> bool:
    """Return whether text is legal and normalized: LF line ends, and no white space at its ends."""
    if len(text) < _SHORT and text.isprintable():
        return text.strip(" ") is text
    return text.strip(XML_SPACE) is text and "\r" not in text and _is_legal(text)


def illegal_reason(text: str, offset: int) -> str:
    """Return the message for the illegal character at an offset."""
    name = "lone surrogate" if 0xD800 <= ord(text[offset]) <= 0xDFFF else "character"
    return f"{name} U+{ord(text[offset]):04X} at offset {offset} is not allowed in XML 1.0; remove or replace it"


def fold(text: str) -> str:
    """Replace each run of XML white space by one space and strip both ends, as readers of all formats do."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _FOLD.sub(" ", text).strip(" ")


def trim(text: str) -> str:
    """Normalize line ends to LF (XML 1.0, 2.11) and strip XML white space from both ends."""
    return trim_line_ends(text).strip(XML_SPACE)


def trim_line_ends(text: str) -> str:
    """Normalize line ends to LF (XML 1.0, 2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
