"""State that the readers of blocks share: the lines of the page so far, and the part that the next ones belong to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from newsfeed.formats.html.inline import InlineReader, Links, PageNotes
from newsfeed.formats.html.lines import LineWriter
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.pages.inline_tags import InlineTags
from newsfeed.pages.part_splitting import LEAD, SECTIONS, UNTYPED

SECTION_PARTS: Final = (*SECTIONS, UNTYPED, LEAD)
"""Parts that consist of blocks."""

_PARTS_WITH_SUBHEADINGS: Final = (*SECTIONS, "questions", "topics", "prompts")


class BlockContext:
    """State of a page while its blocks are read.

    Args:
        table: the part that each heading begins, by the heading's key.
        links: the links of the page.
        notes: receives the findings.

    Attributes:
        links: the links of the page.
        notes: receives the findings.
        tags: the tags of the lines.
        inline: the reader of inline content.
        writer: the writer of the page's lines, or `questions` in a question that is outside of a list of questions.
        questions: the writer of the lines of such questions.
        part: the part of the page, on which the form of lists depends.
        part_level: the level of the heading that the part begins with; 0 above the first part.
    """

    def __init__(self, table: Mapping[str, str], links: Links, notes: PageNotes) -> None:
        self.links = links
        self.notes = notes
        self.tags: InlineTags = InlineTags()
        # With a tag, line ends of texts become `<br/>`, even on a page without any markup.
        self.tags.guard()
        self.inline: InlineReader = InlineReader(self.tags, links, notes)
        self.writer: LineWriter = LineWriter(self.tags, table)
        self.questions: LineWriter = LineWriter(self.tags, table)
        self.part: str = LEAD
        self.part_level: int = 0
        self._table = table

    def part_of(self, heading: str) -> str | None:
        """Return the part that a heading begins, or None."""
        return find_part(heading, self._table) if len(heading) <= MAX_HEADING else None

    def begin_part(self, part: str | None, level: int) -> None:
        """Follow the splitting of the page into its parts.

        Args:
            part: the part that a heading begins, or None for a heading of no known part.
            level: the level of the heading.
        """
        if part is not None:
            self.part, self.part_level = part, level
        elif not (self.part in _PARTS_WITH_SUBHEADINGS and level > self.part_level):
            self.part = UNTYPED

    @contextmanager
    def question(self) -> Iterator[None]:
        """Read blocks as those of a question, and return to the part and the writer of the blocks before."""
        part, writer = self.part, self.writer
        if part != "questions":
            self.part, self.writer = "questions", self.questions
        try:
            yield
        finally:
            self.part, self.writer = part, writer
