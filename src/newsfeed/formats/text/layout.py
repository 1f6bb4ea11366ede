"""Layout of a story's outline as the lines of a page, in a form that cannot be misread.

Each line is decided on its own: text that could be read as something else gets a backslash, a mention is an item with its
outlet as the label, a topic has its name on a line of its own. What the reader derives from the text, such as the kind of
a topic, is compared with the story; where it differs, a table in the front matter has the story's value. A value that the
page has no form for raises `UnwritableFieldError`, and its field goes into the front matter as a whole.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, Final

import attrs

from newsfeed.body.outline import ListPart, NoticePart, Part, SectionPart, TextPart, outline
from newsfeed.formats.text.block_layout import RULE, BlockLayout
from newsfeed.formats.text.entry_layout import EntryLayout
from newsfeed.formats.text.line_guard import LineGuard
from newsfeed.formats.text.press_layout import PressLayout
from newsfeed.headings import Headings
from newsfeed.model import List, Points, Section, Story
from newsfeed.pages.decoding import split_lines
from newsfeed.pages.heading_keys import heading_key
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.line_syntax import reads_as_heading
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.pages.part_splitting import NOTICE, split_parts
from newsfeed.plain_data.plain import FieldValues, PlainObject

Lines = list[str]

_EMPTY: Final = {"summary": "", NOTICE: None}
_CLOSING_HASHES: Final = re.compile(r"[ \t]#+$")


class UnwritableFieldError(Exception):
    """The page has no form for a field.

    Attributes:
        field: name of the field of `Story`.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class PageLayout:
    """Layout of one story.

    Args:
        story: the story; its text has no markup but that of Markdown.
        headings: the headings to write above the parts.

    Attributes:
        marked: the fields with text that is not written as it is.
    """

    def __init__(self, story: Story, headings: Headings) -> None:
        self.story = story
        self.headings = headings
        self.marked: set[str] = set()
        self._guard = LineGuard(headings)
        self._labels = _labels(headings)
        language = (story.language or "en").partition("-")[0].lower()
        self._blocks = BlockLayout(self._guard)
        self._press = PressLayout(story, language, self._guard)
        self._entries = EntryLayout(self._guard, language)
        self._lists: Mapping[str, Callable[[Any], Lines]] = {
            "prompts": self._entries.prompts,
            "questions": self._entries.questions,
            "topics": self._entries.topics,
            "corrections": self._entries.corrections,
        }

    @property
    def tables(self) -> dict[str, list[PlainObject]]:
        """The tables for entries of the page that the front matter has to have, by field."""
        return {**({"press": self._press.tables} if self._press.tables else {}), **self._entries.tables}

    def format(self, whole_fields: set[str]) -> str:
        """Return the parts of the story as text.

        Args:
            whole_fields: the fields to leave out, since the front matter has them as a whole.

        Raises:
            UnwritableFieldError: the page has no form for another field.
        """
        story = without_fields(self.story, whole_fields)
        self.marked.clear()
        self._entries.tables.clear()
        self._press.tables = []
        lines: Lines = []
        for part in outline(story, self.headings):
            field = _field_of(part)
            if field in (*PAGE_FIELDS, NOTICE):
                self._guard.is_used = False
                try:
                    lines += ["", *self._part(part, is_first=not lines)]
                except UnwritableError:
                    raise UnwritableFieldError(field) from None
                if self._guard.is_used:
                    self.marked.add(field)
        return "".join([f"{line}\n" for line in lines])

    # --- parts ---

    def _part(self, part: Part, *, is_first: bool) -> Lines:
        if isinstance(part, SectionPart):
            return self._section(part, is_first=is_first)
        if isinstance(part, NoticePart):
            return self._notice(part)
        if isinstance(part, TextPart):
            return [*self._label(part.role), *self._guard.text(part.text)]
        if part.role == "mentions":
            return self._mentions(part)
        return [*self._label(part.role), *self._lists[part.role](part.entries)]

    def _notice(self, part: NoticePart) -> Lines:
        paragraphs = self._guard.description_lines(str(part.text))
        lines = self._guard.paragraphs(paragraphs, begins_paragraph=True, is_rich=False)
        return [*self._label(NOTICE), *lines]

    def _mentions(self, part: ListPart) -> Lines:
        lines = self._press.lines()
        if part.label:
            return [*self._label("press"), *lines]
        # They continue a section, and would continue a list at its end, too.
        return [RULE, "", *lines] if _ends_with_list(self.story) else lines

    def _label(self, part: str, marks: str = "") -> Lines:
        label = self._labels.get((part, marks))
        if label is None:
            label = self._labels[part, marks] = _readable_label(self.headings, part, marks)
        return [label]

    def _section(self, part: SectionPart, *, is_first: bool) -> Lines:
        section = part.section
        if section.kind == "press":
            self._press.check_section(section)
        lines = self._blocks.lines(section.blocks)
        if section.kind == "other":
            return [*self._untyped_heading(section.heading, is_first=is_first), *lines]
        if not section.heading:
            if not lines:
                raise UnwritableError("a section without heading and content cannot be read")
            # The body labels only the first of several sections of a kind; on a page, a label begins each of them.
            return [*self._label(section.kind), *lines]
        source = self._heading_source(section.heading)
        if source == section.heading and _reads_as_section(source, lines):
            return [*self._label(section.kind), source, *lines]
        self._guard.is_used = True
        return [*self._label(section.kind, "## "), f"### {source}", *lines]

    def _untyped_heading(self, heading: str, *, is_first: bool) -> Lines:
        if not heading:
            return ["#"]
        source = self._heading_source(heading)
        if not is_first or source != self.story.headline:
            return [f"# {source}"]
        # The first heading of a page would be taken for its headline, so that comes first.
        if not heading_key(source):
            raise UnwritableError("a heading like the headline cannot be read")
        return [f"# {source}", "", f"# {source}"]

    def _heading_source(self, heading: str) -> str:
        source = self._guard.plain_line(heading)
        if self._guard.is_label(source):
            source = self._guard.mark(source)
        # A heading can be closed by the marks that open it.
        return f"{source[:-1]}\\#" if _CLOSING_HASHES.search(f" {source}") else source


def _reads_as_section(heading: str, lines: Lines) -> bool:
    """Return whether a line without marks reads as the heading of the lines below it."""
    if not lines or not reads_as_heading(heading):
        return False
    return not lines[0][:1].islower() and not reads_as_heading(lines[0])


def without_fields(story: Story, names: Collection[str]) -> Story:
    """Return a story with some of the fields that a page has empty."""
    emptied: FieldValues = {name: _EMPTY.get(name, ()) for name in names}
    return attrs.evolve(story, **emptied) if emptied else story


def _field_of(part: Part) -> str:
    """Return the field of `Story` that a part shows."""
    if isinstance(part, SectionPart):
        return "sections"
    return "press" if part.role == "mentions" else part.role


def _ends_with_list(story: Story) -> bool:
    """Return whether the last press section, the one before the mentions, ends with a list."""
    sections: list[Section] = [section for section in story.sections if section.kind == "press"]
    return bool(sections and sections[-1].blocks) and isinstance(sections[-1].blocks[-1], Points | List)


@lru_cache(maxsize=64)
def _labels(headings: Headings) -> dict[tuple[str, str], str]:
    """Return the labels of the parts that were written with some headings, by part and marks."""
    del headings
    return {}


def _readable_label(headings: Headings, part: str, marks: str) -> str:
    """Return the line with the heading of a part.

    Raises:
        UnwritableError: no reader could recognize it, as a house's heading can be any text.
    """
    label = f"{marks}{headings.label(part)}"
    lines = split_lines(label)
    parts = split_parts(lines, headings)
    if len(lines) != 1 or len(parts) != 2 or parts[1].name != part or parts[1].level != len(marks.strip()):
        raise UnwritableError("the heading cannot be read")
    return label
