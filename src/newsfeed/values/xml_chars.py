"""Characters that XML allows, and its white space."""

from typing import Final

from newsfeed.values.patterns import pattern

XML_SPACE: Final = " \t\r\n"

_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOLD: Final = pattern("[ \t\r\n]+")


def illegal_character(text: str) -> int:
    """Give the offset of the first character that XML 1.0 (2.2 Char) does not allow, or -1."""
    if len(text) < _SHORT and text.isprintable():  # nothing printable is illegal; much the shortest way for short text
        return -1
    if _is_legal(text):
        return -1
    found = _ILLEGAL.search(text)
    return found.start() if found else -1


_SHORT: Final = 128
"""Up to how many characters the ways that begin with an encoding take longer."""

_LONG: Final = 800
"""From how many bytes on looking for each control character takes less than taking all of them out."""


def _is_legal(text: str) -> bool:
    """Whether all characters are legal; where this says no, the exact search has the last word."""
    try:
        if len(text) > _LONG and not text.isascii():
            return _has_no_control(text.encode("latin-1"))  # this is but a copy, where it can be done at all
    except UnicodeEncodeError:
        pass
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    # U+FFFE and U+FFFF begin with EF BF; looking for the one byte first is much faster, and it is rare
    return not (0xEF in data and b"\xef\xbf" in data) and _has_no_control(data)


def _has_no_control(data: bytes) -> bool:
    if len(data) > _LONG:
        # written out, it takes a third of what `all` with a generator would
        return not (
            0 in data or 1 in data or 2 in data or 3 in data or 4 in data or 5 in data or 6 in data or 7 in data
            or 8 in data or 11 in data or 12 in data or 14 in data or 15 in data or 16 in data or 17 in data
            or 18 in data or 19 in data or 20 in data or 21 in data or 22 in data or 23 in data or 24 in data
            or 25 in data or 26 in data or 27 in data or 28 in data or 29 in data or 30 in data or 31 in data
        )  # fmt: skip
    return len(data.translate(None, _CONTROLS)) == len(data)


def is_trimmed(text: str) -> bool:
    """Say whether long text is as the model has it: no illegal character, LF line ends, no white space at its ends."""
    if len(text) < _SHORT and text.isprintable():
        return text.strip(" ") is text
    return text.strip(XML_SPACE) is text and "\r" not in text and _is_legal(text)


def illegal_reason(text: str, at: int) -> str:
    """Say which character at this offset is illegal."""
    name = "lone surrogate" if 0xD800 <= ord(text[at]) <= 0xDFFF else "character"
    return f"{name} U+{ord(text[at]):04X} at offset {at} is not allowed in XML 1.0; remove or replace it"


def fold(text: str) -> str:
    """Fold each run of XML white space into one space and take it off both ends, as readers of every format do."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _FOLD.sub(" ", text).strip(" ")


def trim(text: str) -> str:
    """Give line ends as LF (XML 1.0, 2.11) and take XML white space off both ends."""
    return trim_line_ends(text).strip(XML_SPACE)


def trim_line_ends(text: str) -> str:
    """Give every line end as LF (XML 1.0, 2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
