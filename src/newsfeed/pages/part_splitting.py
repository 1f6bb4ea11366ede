"""Splitting of a page into its parts, by their headings.

A line is a heading if the newsroom's table has it, regardless of marks, case and punctuation. Any other line is one if
it is marked (`#`, or all of it bold), or if it reads as one: it is short, begins with a capital, does not end like a
sentence, and is followed by content that does not read as a heading. Such a line must come after an empty line, or
after the end of a sentence if it has at most eight words. The first line of an analysis, background or press part that
reads as a heading is the heading of that section.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from newsfeed.pages.decoding import Line
from newsfeed.pages.line_syntax import (
    MarkedHeading,
    bullet_text,
    ends_sentence,
    heading_key,
    marked_heading,
    reads_as_heading,
)

LEAD: Final = "lead"
"""Name of the part above the first heading."""

UNTYPED: Final = "other"
"""Name of a part with an unknown heading, which becomes an untyped section."""

SECTIONS: Final = ("analysis", "background", "press")
"""Parts that may have a heading of their own below their label."""

_ENTRY_LISTS: Final = ("prompts", "questions", "topics")
_QUESTION_MARKS: Final = ("?", "؟", "？")
_MAX_HEADING: Final = 200
_MAX_WORDS_AFTER_SENTENCE: Final = 8
_MAX_WORDS_BEFORE_COLON: Final = 4


@attrs.define
class Part:
    """A part of a page.

    Attributes:
        name: a part of `newsfeed.headings.PARTS`, `LEAD` or `UNTYPED`.
        label: the line with the part's heading; None for the lead and for a further section of the same part.
        heading: the section's own heading.
        level: level of the label's `#` marks; 0 without marks.
        lines: the part's lines below the headings.
        filled: True if one of them is not blank.
    """

    name: str
    label: Line | None = None
    heading: str = ""
    level: int = 0
    lines: list[Line] = attrs.field(factory=list)
    filled: bool = False

    def add(self, line: Line) -> None:
        """Append a line."""
        self.lines.append(line)
        self.filled = self.filled or not line.blank

    @property
    def content(self) -> list[Line]:
        """The lines that are not blank."""
        return [line for line in self.lines if not line.blank]


def split_parts(lines: list[Line], table: Mapping[str, str], headline: str | None = None) -> list[Part]:
    """Split a page into its parts; the lead comes first, even if it is empty.

    Args:
        lines: the lines of the page without its front matter.
        table: the part that each heading begins, by the heading's key.
        headline: the story's headline, if known. A marked line at the start of the page is the headline, instead of
            the heading of a section, if it equals this or none is known.
    """
    return _PartSplitter(lines, table, headline).split()


class _PartSplitter:
    def __init__(self, lines: list[Line], table: Mapping[str, str], headline: str | None) -> None:
        self.headline = headline
        self.lines = lines
        self.table = table
        self.parts = [Part(LEAD)]

    def split(self) -> list[Part]:
        """Return the parts of the page."""
        for index, line in enumerate(self.lines):
            if line.blank:
                self.parts[-1].add(line)
            elif (name := self._labeled_part(index)) is not None:
                heading = marked_heading(line.text)
                self.parts.append(Part(name, line, level=heading.level if heading else 0))
            elif not self._add_section_heading(index):
                self.parts[-1].add(line)
        return self.parts

    def _labeled_part(self, index: int) -> str | None:
        """Return the part that a line is the label of, or None."""
        text = self.lines[index].text
        if len(text) > _MAX_HEADING or self._follows_bare_bullet(index):
            return None
        if bullet_text(text) and not marked_heading(text):
            return None
        return self.table.get(heading_key(text))

    def _follows_bare_bullet(self, index: int) -> bool:
        return index > 0 and bullet_text(self.lines[index - 1].text) == ""

    def _add_section_heading(self, index: int) -> bool:
        """Add a line as the heading of a section; return False if it is not one."""
        part, line = self.parts[-1], self.lines[index]
        if self._follows_bare_bullet(index):
            return False
        if heading := marked_heading(line.text):
            self._add_marked_heading(part, line, heading)
            return True
        if part.name in SECTIONS and not part.heading and not part.filled:
            if not self._opens_section(index):
                return False
            part.heading = _without_colon(line.text)
            return True
        if not self._opens_untyped_section(part, index):
            return False
        self.parts.append(Part(UNTYPED, line, _without_colon(line.text)))
        return True

    def _add_marked_heading(self, part: Part, line: Line, heading: MarkedHeading) -> None:
        level, text = heading
        if part.name == LEAD and not part.filled and text and self.headline in (None, text):
            part.add(Line(line.number, text))
        elif part.name == "questions" and text.endswith(_QUESTION_MARKS):
            part.add(Line(line.number, "-"))
            part.add(Line(line.number, text))
        elif part.name in SECTIONS and 0 < part.level < level:
            if part.heading or part.filled:
                self.parts.append(Part(part.name, None, text, part.level))
            else:
                part.heading = text
        else:
            self.parts.append(Part(UNTYPED, line, text, 0))

    def _opens_section(self, index: int) -> bool:
        if not reads_as_heading(self.lines[index].text) or (following := self._following_line(index)) is None:
            return False
        return self.lines[index + 1].blank or not reads_as_heading(following.text)

    def _opens_untyped_section(self, part: Part, index: int) -> bool:
        text = self.lines[index].text
        if part.name == LEAD or not part.filled or not reads_as_heading(text.removesuffix(":")):
            return False
        following = self._following_line(index)
        is_question = part.name in _ENTRY_LISTS and text.endswith("?")
        if following is None or reads_as_heading(following.text) or is_question:
            return False
        if self.lines[index - 1].blank:
            return not text.endswith(":") or len(text.split()) <= _MAX_WORDS_BEFORE_COLON
        return part.name not in _ENTRY_LISTS and not text.endswith(":") and self._follows_end(index, following.text)

    def _follows_end(self, index: int, following: str) -> bool:
        """Return whether a short line comes after the end of a sentence or list, and does not continue it."""
        text, before = self.lines[index].text, self.lines[index - 1].text
        if not reads_as_heading(text, max_words=_MAX_WORDS_AFTER_SENTENCE):
            return False
        if before.endswith("\\") or self.lines[index].indented:
            return False
        follows_list = bullet_text(before) is not None and (
            bullet_text(following) is not None or ends_sentence(following)
        )
        return ends_sentence(before) or follows_list

    def _following_line(self, index: int) -> Line | None:
        """Return the next line that is not blank; None at the end of the page or before a part's label."""
        for next_index in range(index + 1, len(self.lines)):
            if not self.lines[next_index].blank:
                return None if self._labeled_part(next_index) else self.lines[next_index]
        return None


def _without_colon(text: str) -> str:
    return text.removesuffix(":").rstrip()
