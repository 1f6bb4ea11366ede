"""The line of a document that a finding is about, with a caret below its place."""

import codecs
import unicodedata
from functools import cached_property

from newsfeed.cli.lines import printable

_BEFORE, _AFTER = 60, 40
"""How many characters of a long line are shown on each side of the place."""


class Lines:
    """The lines of a document.

    Args:
        data: its bytes; UTF-8, or UTF-16 with a byte order mark.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _lines(self) -> list[bytes]:
        data = self._data
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        return data.removeprefix(codecs.BOM_UTF8).split(b"\n")

    def excerpt(self, line: int | None, column: int | None) -> tuple[str, ...]:
        """Give a line as it can be printed, and one with a caret below a column; nothing for no line, or an empty one.

        Args:
            line, column: counted from 1, in characters; without a column the caret is below the first character.
        """
        if line is None or not 1 <= line <= len(self._lines):
            return ()
        text = self._lines[line - 1].decode("utf-8", "replace").rstrip("\r")
        if not text.strip():
            return ()
        at = min((column or len(text) - len(text.lstrip()) + 1) - 1, len(text))
        start = max(at - _BEFORE, 0)
        before = ("…" if start else "") + _shown(text[start:at])
        after = _shown(text[at : at + _AFTER]) + ("…" if len(text) > at + _AFTER else "")
        return before + after, " " * _width(before) + "^"


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Count the columns that text takes on a terminal (UAX 11: wide characters take two, combining ones none)."""
    return sum(_columns(each) for each in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
