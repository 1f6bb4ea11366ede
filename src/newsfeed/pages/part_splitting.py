"""Splitting of a page into its parts, by their headings.

A line is a heading if the newsroom's table has it, regardless of marks, case and punctuation. Any other line is one if
it is marked (`#`, all of it bold, or with a rule below), or if it reads as one: it is short, begins with a capital, does
not end like a sentence, and is followed by content that does not read as a heading. Such a line must come after an empty
line, or after the end of a sentence if it has at most eight words. The first line of an analysis, background or press
part that reads as a heading is the heading of that section; above the text of a summary, such a line begins an untyped
section.
"""

from collections.abc import Collection, Mapping
from typing import Final

import attrs

from newsfeed.headings import PARTS, Headings
from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import heading_key, page_parts_by_heading_key
from newsfeed.pages.heading_lines import QUESTION_MARKS, HeadingLines
from newsfeed.pages.line_syntax import BOLD_LEVEL, MarkedHeading
from newsfeed.pages.question_labels import begins_with_question_label

LEAD: Final = "lead"
"""Name of the part above the first heading."""

UNTYPED: Final = "other"
"""Name of a part with an unknown heading, which becomes an untyped section."""

NOTICE: Final = "ai"
"""Name of the part with the notice about models."""

SECTIONS: Final = ("analysis", "background", "press")
"""Parts that may have a heading of their own below their label."""

_ENTRY_LISTS: Final = ("prompts", "questions", "topics")
_QUESTION_LISTS: Final = ("prompts", "questions")


@attrs.define
class Part:
    """A part of a page.

    Attributes:
        name: a part of `newsfeed.headings.PARTS`, `NOTICE`, `LEAD` or `UNTYPED`.
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


def split_parts(lines: list[Line], headings: Headings, headline: str | None = None) -> list[Part]:
    """Split a page into its parts; the lead comes first, even if it is empty.

    Args:
        lines: the lines of the page without its front matter.
        headings: the headings of the parts.
        headline: the story's headline, if known. A marked line at the start of the page is the headline, instead of
            the heading of a section, if it equals this or none is known.
    """
    labels = [heading_key(headings.label(part)) for part in PARTS]
    return _PartSplitter(lines, page_parts_by_heading_key(headings), labels, headline).split()


class _PartSplitter:
    def __init__(
        self, lines: list[Line], table: Mapping[str, str], labels: Collection[str], headline: str | None
    ) -> None:
        self.headline = headline
        self.lines = lines
        self.labels = labels
        self.headings = HeadingLines(lines, table)
        self.parts = [Part(LEAD)]

    def split(self) -> list[Part]:
        """Return the parts of the page."""
        for index, line in enumerate(self.lines):
            if line.blank:
                self.parts[-1].add(line)
                continue
            heading = self.headings.marked(index)
            if (name := self._labeled_part(index, heading)) is not None:
                self.parts.append(Part(name, line, level=heading.level if heading else 0))
            elif not self._add_section_heading(index, heading):
                self.parts[-1].add(line)
        return self.parts

    def _labeled_part(self, index: int, heading: MarkedHeading | None) -> str | None:
        """Return the part that a line is the label of, or None."""
        name = self.headings.part(index)
        if name is None or not self._is_question(index, heading):
            return name
        # "What does it mean?" is a heading, but also a question.
        is_label = heading_key(self.lines[index].text) in self.labels and all(part.name != name for part in self.parts)
        return name if is_label else None

    def _is_question(self, index: int, heading: MarkedHeading | None) -> bool:
        """Return whether a line in a list of questions can be one of them."""
        part, text = self.parts[-1], heading.text if heading else self.lines[index].text
        if part.name not in _QUESTION_LISTS or not text.endswith(QUESTION_MARKS):
            return False
        return heading is None or heading.level > part.level > 0

    def _add_section_heading(self, index: int, heading: MarkedHeading | None) -> bool:
        """Add a line as the heading of a section; return False if it is not one."""
        part, line = self.parts[-1], self.lines[index]
        if self.headings.follows_bare_bullet(index):
            return False
        if heading:
            self._add_marked_heading(part, line, heading)
            return True
        if part.name in SECTIONS and not part.heading and not part.filled:
            if not self.headings.heads_part(index):
                return False
            part.heading = _without_colon(line.text)
            return True
        if not self._heads_untyped_section(part, index):
            return False
        self.parts.append(Part(UNTYPED, line, _without_colon(line.text)))
        return True

    def _add_marked_heading(self, part: Part, line: Line, heading: MarkedHeading) -> None:
        level, text = heading
        is_below_label = 0 < part.level < level
        if part.name == LEAD and not part.filled and text and self.headline in (None, text):
            part.add(Line(line.number, text))
        elif text and _is_entry(part.name, text, is_below_label=is_below_label, is_bold=level == BOLD_LEVEL):
            part.add(Line(line.number, "-"))
            part.add(Line(line.number, text))
        elif part.name in SECTIONS and is_below_label:
            if part.heading or part.filled:
                self.parts.append(Part(part.name, None, text, part.level))
            else:
                part.heading = text
        else:
            self.parts.append(Part(UNTYPED, line, text, 0))

    def _heads_untyped_section(self, part: Part, index: int) -> bool:
        """Return whether a line without marks reads as the heading of a section that follows the part."""
        if part.name == LEAD:
            is_below_headline = part.filled or self.headline is not None
            return is_below_headline and self._follows_paragraph(index) and self.headings.heads_summary(index)
        if part.name == "summary" and not part.filled:
            return self.headings.heads_summary(index)
        return part.filled and self.headings.heads_section(
            index, in_list=part.name in _ENTRY_LISTS, in_answer=part.name == "questions"
        )

    def _follows_paragraph(self, index: int) -> bool:
        """Return whether a line of the lead begins a paragraph, if only because the headline is above it."""
        content_above = (line for line in self.lines[:index] if not line.blank)
        is_second_line = next(content_above, None) is not None and next(content_above, None) is None
        return is_second_line or self.headings.begins_paragraph(index)


def _is_entry(part: str, text: str, *, is_below_label: bool, is_bold: bool) -> bool:
    """Return whether a marked heading is an entry of a list, such as a question."""
    if part == "questions":
        return text.endswith(QUESTION_MARKS) or is_below_label or begins_with_question_label(text)
    if part == "prompts":
        return is_below_label and text.endswith(QUESTION_MARKS)
    return part == "topics" and (is_below_label or is_bold)


def _without_colon(text: str) -> str:
    return text.removesuffix(":").rstrip()
