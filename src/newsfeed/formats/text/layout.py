"""Layout of a story's outline as the lines of a page."""

from collections.abc import Callable, Collection
from typing import Any, Final

from newsfeed.attribution.review import reads_back
from newsfeed.body.outline import ListPart, Part, SectionPart, TextPart, outline
from newsfeed.headings import Headings
from newsfeed.model import (
    Block,
    Correction,
    Image,
    List,
    Paragraph,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    Section,
    Story,
    Topic,
)
from newsfeed.pages import topics
from newsfeed.pages.heading_keys import find_part, parts_by_heading_key
from newsfeed.pages.line_syntax import has_syntax, reads_as_heading
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.values.dates import rfc3339

Lines = list[str]


class PageLayout:
    """Layout of stories with the headings and attribution patterns of one language.

    Args:
        headings: the headings to write above the parts.
        language: BCP 47 tag of the story, or None; mentions and topics are laid out to be read by its patterns.
    """

    def __init__(self, headings: Headings, language: str | None) -> None:
        self.headings = headings
        self.language = (language or "en").partition("-")[0].lower()
        self.parts_by_key = parts_by_heading_key(headings)
        self.marked = False

    def format(self, story: Story, marked_fields: Collection[str]) -> str:
        """Return the parts of a story as text.

        Args:
            story: the story; its rich text is written as plain text.
            marked_fields: fields to write with marks, so that no line of them can be misread.
        """
        lines: Lines = []
        for part in outline(story, self.headings):
            field = _field_of(part)
            if field in PAGE_FIELDS:
                self.marked = field in marked_fields
                lines += ["", *self._part(part)]
        return "".join(f"{line}\n" for line in lines)

    # --- parts ---

    def _part(self, part: Part) -> Lines:
        if isinstance(part, SectionPart):
            return self._section(part.section)
        label = [self._label(part.label)] if part.label else []
        if isinstance(part, TextPart):
            return [*label, *self._text(str(part.text))]
        return [*label, *self._entries(part)]

    def _label(self, label: str) -> str:
        return f"## {label}" if self.marked else label

    def _section(self, section: Section) -> Lines:
        if section.kind == "other":
            is_plain = reads_as_heading(section.heading) and not self.marked
            heading = [section.heading, ""] if is_plain else [f"# {section.heading}".rstrip()]
        else:
            section_heading = f"### {section.heading}" if self.marked else section.heading
            # The body labels only the first of several sections of a kind; on a page, a label begins each of them.
            label = self._label(self.headings.label(section.kind))
            heading = [label, *([section_heading] if section.heading else [])]
        lines: Lines = []
        for block in section.blocks:
            lines += [*([""] if lines else []), *_BLOCK_LAYOUTS[type(block)](self, block)]
        return [*heading, *lines]

    # --- text ---

    def _line(self, line: str) -> str:
        """Return a line of text, escaped where marks are required and it could be misread."""
        if self.marked and (has_syntax(line) or reads_as_heading(line) or find_part(line, self.parts_by_key)):
            return f"\\{line}"
        return line

    def _text(self, text: str) -> Lines:
        """Return paragraphs with an empty line between; a backslash keeps a line break within one."""
        lines: Lines = []
        for paragraph in text.split("\n\n"):
            paragraph_lines = [self._line(line) for line in paragraph.split("\n")]
            lines += [*([""] if lines else []), *(f"{line}\\" for line in paragraph_lines[:-1]), paragraph_lines[-1]]
        return lines

    def _item(self, bullet: str, text: str, *, has_label: bool = False) -> Lines:
        """Return a list item.

        Its first line follows the bullet and cannot be misread as a heading; it is escaped only against a label that
        it does not have.
        """
        escaped_line, *following = self._text(text)
        line = text.partition("\n")[0]
        keeps_break = escaped_line.endswith("\\") and not line.endswith("\\")
        needs_escape = self.marked and not has_label and (":" in line or "：" in line or line.startswith("\\"))
        escape, line_break = "\\" if needs_escape else "", "\\" if keeps_break else ""
        return [f"{bullet} {escape}{line}{line_break}", *following]

    # --- blocks ---

    def _paragraph(self, block: Paragraph) -> Lines:
        return self._text(str(block.text))

    def _points(self, block: Points) -> Lines:
        return [line for point in block.points for line in self._point(point)]

    def _point(self, point: Point) -> Lines:
        text = f"{point.label}: {point.text}" if point.label else str(point.text)
        return self._item("-", text, has_label=bool(point.label))

    def _list(self, block: List) -> Lines:
        lines: Lines = []
        for number, item in enumerate(block.items, 1):
            lines += self._item(f"{number}." if block.ordered else "-", str(item))
        return lines

    def _quotation(self, block: Quotation) -> Lines:
        lines = [f"> {line}".rstrip() for line in self._text(str(block.text))]
        if block.attribution or block.url:
            lines.append(f"> — {block.attribution}".rstrip() + (f" <{block.url}>" if block.url else ""))
        return lines

    def _image(self, block: Image) -> Lines:
        return [f"![{block.alt}]({block.url}) {block.caption}".rstrip()]

    # --- entries ---

    def _entries(self, part: ListPart) -> Lines:
        lines: Lines = []
        for entry in part.entries:
            # Mentions are paragraphs, with an empty line between; other entries are items of a list.
            separator = [""] if lines and part.role == "mentions" else []
            lines += [*separator, *_ENTRY_LAYOUTS[part.role](self, entry)]
        return lines

    def _mention(self, mention: PressMention) -> Lines:
        """Return a mention as a paragraph if that reads back, else as an item labeled with the outlet's name."""
        text = str(mention.text)
        if reads_back(mention, self.language, ()) and not self.marked:
            lines = self._text(text)
        else:
            lines = self._item("-", f"{mention.outlet.name}: {text}", has_label=True)
        return [*lines, "", *self._text(str(mention.context))] if mention.context else lines

    def _prompt(self, prompt: Question) -> Lines:
        return [f"- {prompt.text}"]

    def _question(self, question: Question) -> Lines:
        return ["-", question.text, *(self._text(str(question.answer)) if question.answer else [])]

    def _topic(self, topic: Topic) -> Lines:
        """Return a topic as its description, after the name if the description does not begin with it."""
        description = self._text(topic.description) if topic.description else []
        is_named = bool(description) and topics.subject(topic.description, self.language).name == topic.name
        return ["-", *([] if is_named else [topic.name]), *description]

    def _correction(self, correction: Correction) -> Lines:
        date = f"{rfc3339(correction.published)}: " if correction.published else ""
        return self._item("-", f"{date}{correction.text}", has_label=bool(date))


def _field_of(part: Part) -> str:
    """Return the field of `Story` that a part shows."""
    if isinstance(part, SectionPart):
        return "sections"
    return "press" if part.role == "mentions" else part.role


_BLOCK_LAYOUTS: Final[dict[type[Block], Callable[[PageLayout, Any], Lines]]] = {
    Paragraph: PageLayout._paragraph,
    Points: PageLayout._points,
    Quotation: PageLayout._quotation,
    List: PageLayout._list,
    Image: PageLayout._image,
}

_ENTRY_LAYOUTS: Final[dict[str, Callable[[PageLayout, Any], Lines]]] = {
    "mentions": PageLayout._mention,
    "prompts": PageLayout._prompt,
    "questions": PageLayout._question,
    "topics": PageLayout._topic,
    "corrections": PageLayout._correction,
}
