"""Excerpts: the line of a document that a finding points at, with a caret below the column."""

import codecs
import unicodedata
from typing import NamedTuple

from newsfeed.classes.computed import CachedProperty
from newsfeed.reports.printing import printable

_BEFORE, _AFTER = 60, 40
"""Number of characters of a long line to show on each side of the column, unless the caller has more room."""


class Excerpt(NamedTuple):
    """A part of a line as it can be printed.

    Attributes:
        before: what is before the column; begins with an ellipsis if the line begins earlier.
        after: what begins at the column; ends with an ellipsis if the line ends later.
    """

    before: str
    after: str


class Lines:
    """The lines of a document.

    Args:
        data: its bytes; UTF-8, or UTF-16 with a byte order mark.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    @CachedProperty
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
        excerpt = self.around(line, column)
        if excerpt is None:
            return ()
        return excerpt.before + excerpt.after, " " * _width(excerpt.before) + "^"

    def around(
        self, line: int | None, column: int | None, *, before: int = _BEFORE, after: int = _AFTER
    ) -> Excerpt | None:
        """Return the part of a line around a column; None for a missing or blank line.

        Args:
            line, column: as for `excerpt`.
            before, after: the number of characters of a long line on each side of the column.
        """
        if line is None or not 1 <= line <= len(self._lines):
            return None
        text = self._lines[line - 1].decode("utf-8", "replace").rstrip("\r")
        if not text.strip():
            return None
        offset = min((column or len(text) - len(text.lstrip()) + 1) - 1, len(text))
        start = max(offset - before, 0)
        head = ("…" if start else "") + _printable_columns(text[start:offset])
        tail = _printable_columns(text[offset : offset + after]) + ("…" if len(text) > offset + after else "")
        return Excerpt(head, tail)


def _printable_columns(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return the number of terminal columns of a text (UAX 11: wide characters take two, combining ones none)."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
