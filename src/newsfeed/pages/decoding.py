"""Decoding of an explainer page: bytes to numbered lines."""

import re
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.floods import check_lines
from newsfeed.io.limits import Limits
from newsfeed.model import Block
from newsfeed.pages.line_syntax import is_blank
from newsfeed.values.xml_chars import illegal_character

_INVISIBLE_ENDS: Final = " \t\u00a0\u202f\u3000\u200b\ufeff"
"""Spaces and zero-width characters to strip from the ends of a line."""

_LINE_END: Final = re.compile("\r\n|\r|\n")


@attrs.frozen
class Line:
    """One line of a page.

    Attributes:
        number: line number in the document, from 1.
        text: the line without white space at its ends.
        indent: the spaces and tabs that the line began with.
        block: a block that stands for the line in a section, if its text has no syntax, such as a table of HTML.
        is_text: True if the line is known to be no heading, although it may read as one.
    """

    number: int
    text: str
    indent: str = ""
    block: Block | None = None
    is_text: bool = False

    @property
    def indented(self) -> bool:
        """True if the line began with a space or tab."""
        return bool(self.indent)

    @property
    def blank(self) -> bool:
        """True if the line is empty or only a rule, such as `---`."""
        return is_blank(self.text)


def decode(data: bytes, limits: Limits) -> list[Line]:
    """Return the lines of a document in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        ReadError: the document is empty, is not text, or has a character that XML 1.0 forbids; with line and column.
        LimitError: it is longer than `limits.bytes`, or has too many lines.
    """
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    text = _decode_text(data)
    if not text.strip(_INVISIBLE_ENDS + "\r\n"):
        raise ReadError("is empty: write an explainer page")
    index = illegal_character(text)
    if index >= 0:
        lines_before = _LINE_END.split(text[:index])
        reason = f"is not text: it has the character U+{ord(text[index]):04X}: remove it"
        raise ReadError(reason, line=len(lines_before), column=len(lines_before[-1]) + 1)
    check_lines(text, limits)
    return split_lines(text)


def split_lines(text: str) -> list[Line]:
    """Return the lines of decoded text."""
    return [_line(number, line) for number, line in enumerate(_LINE_END.split(text), 1)]


def _line(number: int, text: str) -> Line:
    indent = text[: len(text) - len(text.lstrip(" \t"))] if text[:1] in (" ", "\t") else ""
    return Line(number, text.strip().strip(_INVISIBLE_ENDS).strip(), indent)


def _decode_text(data: bytes) -> str:
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf_16 and (index := data.find(b"\0")) >= 0:
        raise ReadError("is not text: it has a NUL byte: remove it", line=data.count(b"\n", 0, index) + 1)
    try:
        return data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = "UTF-16" if is_utf_16 else "UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"is not text in {encoding}: save it as UTF-8", line=line) from None
