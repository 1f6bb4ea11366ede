"""Lines of text that cannot be misread: a backslash marks those that would be headings, items, images or rules.

Escapes of inline marks are those of `pages.inline_writer`. The backslash is at the start of a line, or at its end if the
line begins with inline markup: with one there, `**Note**` is text, though a line that is bold as a whole is a heading.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from newsfeed.headings import Headings, by_language
from newsfeed.model.rich_text import Text
from newsfeed.pages import inline_writer
from newsfeed.pages.heading_keys import MAX_HEADING, keys_of_heading, known_parts, page_parts_by_heading_key
from newsfeed.pages.inline_syntax import REFERENCE
from newsfeed.pages.line_syntax import OPEN_MARKS, has_syntax, is_blank, reads_as_heading

_MAX_UNKNOWN_HEADING: Final = 150
_MAX_WORDS_BEFORE_COLON: Final = 4
_QUESTION_LABEL: Final = re.compile(
    rf"{OPEN_MARKS}(?:[^\W\d_]|Question|Answer|Frage|Antwort|Réponse|Pregunta|Respuesta|Pergunta|Resposta|Domanda|Risposta|Vraag"
    r"|Antwoord|سؤال|السؤال|جواب|الجواب|إجابة|الإجابة|שאלה|תשובה|質問|回答)(?:\s?\d{1,2})?\s?[:：.)]"
)


class LineGuard:
    """Guard of the lines of a page.

    Args:
        headings: the headings of the page's parts; those of all languages are guarded against as well.

    Attributes:
        is_used: True if text is not written as it is; set it to False to ask about other text.
    """

    def __init__(self, headings: Headings) -> None:
        self._keys = _heading_keys(headings)
        self.is_used: bool = False

    # --- sources ---

    def text_lines(self, text: Text) -> list[list[str]]:
        """Return the source lines of each paragraph of a text."""
        paragraphs = inline_writer.text_lines(text)
        if isinstance(text, str):
            self._compare(text, "\n\n".join(["".join(lines) for lines in paragraphs]))
        return paragraphs

    def description_lines(self, text: str) -> list[list[str]]:
        """Return the source lines of each paragraph of a text that is read as plain text."""
        paragraphs = inline_writer.description_lines(text)
        self._compare(text, "\n\n".join(["".join(lines) for lines in paragraphs]))
        return paragraphs

    def single_paragraph_lines(self, text: Text) -> list[str]:
        """Return the source lines of a text as one paragraph."""
        lines = inline_writer.single_paragraph_lines(text)
        if isinstance(text, str):
            self._compare(text, lines[0])
        return lines

    def plain_line(self, text: str, *, references: str = "") -> str:
        """Return the source of one line of plain text; see `inline_writer.plain_line`."""
        source = inline_writer.plain_line(text, references=references)
        self._compare(text, source)
        return source

    def _compare(self, text: str, source: str) -> None:
        if source != text:
            self.is_used = True

    # --- lines with marks ---

    def text(self, text: Text) -> list[str]:
        """Return the lines of a text with marks where they need one, and an empty line between paragraphs."""
        is_rich = not isinstance(text, str)
        return self.paragraphs(self.text_lines(text), begins_paragraph=True, is_rich=is_rich)

    def paragraphs(self, paragraphs: Sequence[list[str]], *, begins_paragraph: bool, is_rich: bool) -> list[str]:
        """Return the lines of several paragraphs; see `paragraph`."""
        lines: list[str] = []
        for paragraph in paragraphs:
            separator = [""] if lines else []
            begins = begins_paragraph or bool(lines)
            lines += [*separator, *self.paragraph(paragraph, begins_paragraph=begins, is_rich=is_rich)]
        return lines

    def paragraph(self, lines: list[str], *, begins_paragraph: bool, is_rich: bool = False) -> list[str]:
        """Return the lines of a paragraph with marks where they need one.

        Args:
            lines: the lines; those before a line break end with a backslash.
            begins_paragraph: True if a line before is empty, so that a short first line can be a heading.
            is_rich: True if the lines can begin with markup.
        """
        if len(lines) == 1:
            return [self.line(lines[0], begins_paragraph=begins_paragraph, is_rich=is_rich)]
        return [
            self.line(line, begins_paragraph=begins_paragraph and not index, is_rich=is_rich)
            for index, line in enumerate(lines)
        ]

    def line(self, line: str, *, begins_paragraph: bool, is_rich: bool = False) -> str:
        """Return a line with a mark if it needs one."""
        is_misread = (
            (not line[:1].isalpha() and (is_blank(line) or has_syntax(line)))
            or self.is_label(line)
            or (begins_paragraph and len(line) <= _MAX_UNKNOWN_HEADING and _may_be_heading(line))
        )
        return self.mark(line, is_rich=is_rich) if is_misread else line

    def entry_line(self, line: str, *, begins_paragraph: bool, is_rich: bool = False) -> str:
        """Return a question, or the first line of an answer, with a mark if it needs one; `Q:` may be a label there."""
        guarded_line = self.line(line, begins_paragraph=begins_paragraph, is_rich=is_rich)
        if guarded_line is line and _QUESTION_LABEL.match(line):
            return self.mark(line, is_rich=is_rich)
        return guarded_line

    def is_label(self, line: str) -> bool:
        """Return whether a line reads as the heading of a part."""
        return len(line) <= MAX_HEADING and not self._keys.isdisjoint(keys_of_heading(line))

    def mark(self, line: str, *, is_rich: bool = False) -> str:
        """Return a line with the backslash that makes it plain text."""
        if line.startswith("\\"):
            return line
        self.is_used = True
        return f"{line}\\" if begins_with_markup(line, is_rich=is_rich) else f"\\{line}"


def _may_be_heading(line: str) -> bool:
    """Return whether a line can be the heading of a section without being marked as one."""
    if line.endswith(":"):
        return len(line.split()) <= _MAX_WORDS_BEFORE_COLON and reads_as_heading(line[:-1])
    return reads_as_heading(line)


def begins_with_markup(line: str, *, is_rich: bool) -> bool:
    """Return whether a line begins with a reference, or with markup if it can have any."""
    if line[:1] == "&":
        return REFERENCE.match(line) is not None
    is_bullet = line[:1] == "*" and line[1:2] in ("", " ", "\t")
    return is_rich and line[:1] in ("*", "_", "`", "[", "<") and not is_bullet


@lru_cache(maxsize=64)
def _heading_keys(headings: Headings) -> frozenset[str]:
    keys = {*known_parts(), *page_parts_by_heading_key(headings)}
    return frozenset(keys.union(*map(page_parts_by_heading_key, by_language().values())))
