"""Excerpts: the line of a document that a finding points at, with a caret below the column."""

import codecs
import unicodedata
from functools import cached_property

from newsfeed.reports.printing import printable

_BEFORE, _AFTER = 60, 40
"""Number of characters of a long line to show on each side of the column."""


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
        """Return a line as it can be printed, and a line with a caret below a column; () for a missing or blank line.

        Args:
            line, column: counted from 1, in characters; without a column, the caret is below the first character.
        """
        if line is None or not 1 <= line <= len(self._lines):
            return ()
        text = self._lines[line - 1].decode("utf-8", "replace").rstrip("\r")
        if not text.strip():
            return ()
        offset = min((column or len(text) - len(text.lstrip()) + 1) - 1, len(text))
        start = max(offset - _BEFORE, 0)
        before = ("…" if start else "") + _printable_columns(text[start:offset])
        after = _printable_columns(text[offset : offset + _AFTER]) + ("…" if len(text) > offset + _AFTER else "")
        return before + after, " " * _width(before) + "^"


def _printable_columns(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return the number of terminal columns of a text (UAX 11: wide characters take two, combining ones none)."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
