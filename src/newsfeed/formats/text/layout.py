"""Layout of the parts of a story as the lines of a page."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, Final

from newsfeed.body.xhtml import press_place
from newsfeed.formats.text import topics
from newsfeed.formats.text.line_syntax import has_syntax, heading_key, parts_by_heading_key, reads_as_heading
from newsfeed.formats.text.press import reads_back
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
        self.heading_keys = parts_by_heading_key(headings)
        self.marked = False

    def format(self, story: Story, marked_fields: Collection[str]) -> str:
        """Return the parts of a story as text.

        Args:
            story: the story; its rich text is written as plain text.
            marked_fields: fields to write with marks, so that no line of them can be misread.
        """
        lines: Lines = []
        for field, format_part in self._parts(story):
            self.marked = field in marked_fields
            lines += ["", *format_part()]
        return "".join(f"{line}\n" for line in lines)

    # --- parts ---

    def _parts(self, story: Story) -> Iterator[tuple[str, Callable[[], Lines]]]:
        """Yield the field of each part, and a function that lays it out."""
        if story.summary:
            yield "summary", lambda: [self._label("summary"), *self._text(str(story.summary))]
        yield from self._sections(story)
        if story.prompts:
            yield "prompts", lambda: [self._label("prompts"), *(f"- {prompt.text}" for prompt in story.prompts)]
        if story.questions:
            yield "questions", lambda: self._entries("questions", story.questions, self._question)
        if story.topics:
            yield "topics", lambda: self._entries("topics", story.topics, self._topic)
        if story.corrections:
            yield "corrections", lambda: self._entries("corrections", story.corrections, self._correction)

    def _entries(self, part: str, entries: tuple[Any, ...], format_entry: Callable[[Any], Lines]) -> Lines:
        return [self._label(part), *(line for entry in entries for line in format_entry(entry))]

    def _sections(self, story: Story) -> Iterator[tuple[str, Callable[[], Lines]]]:
        """Yield the sections with the press review among them; mentions follow a press section under its label."""
        press_index = press_place(story) if story.press else -1
        kind_before = ""
        for index, section in enumerate(story.sections):
            if index == press_index and kind_before != "press":
                yield "press", lambda: [self._label("press"), *self._mentions(story)]
            yield "sections", partial(self._section, section)
            kind_before = section.kind
            if index + 1 == press_index and kind_before == "press":
                yield "press", lambda: self._mentions(story)
        if story.press and press_index == len(story.sections) and kind_before != "press":
            yield "press", lambda: [self._label("press"), *self._mentions(story)]

    def _label(self, part: str) -> str:
        return f"## {self.headings.label(part)}" if self.marked else self.headings.label(part)

    def _section(self, section: Section) -> Lines:
        if section.kind == "other":
            is_plain = reads_as_heading(section.heading) and not self.marked
            heading = [section.heading, ""] if is_plain else [f"# {section.heading}".rstrip()]
        else:
            section_heading = f"### {section.heading}" if self.marked else section.heading
            heading = [self._label(section.kind), *([section_heading] if section.heading else [])]
        lines: Lines = []
        for block in section.blocks:
            lines += [*([""] if lines else []), *_BLOCK_LAYOUTS[type(block)](self, block)]
        return [*heading, *lines]

    # --- text ---

    def _line(self, line: str) -> str:
        """Return a line of text, escaped where marks are required and it could be misread."""
        if self.marked and (has_syntax(line) or reads_as_heading(line) or heading_key(line) in self.heading_keys):
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

    def _mentions(self, story: Story) -> Lines:
        lines: Lines = []
        for mention in story.press:
            lines += [*([""] if lines else []), *self._mention(mention)]
        return lines

    def _mention(self, mention: PressMention) -> Lines:
        """Return a mention as a paragraph if that reads back, else as an item labeled with the outlet's name."""
        text = str(mention.text)
        if reads_back(mention, self.language, ()) and not self.marked:
            lines = self._text(text)
        else:
            lines = self._item("-", f"{mention.outlet.name}: {text}", has_label=True)
        return [*lines, "", *self._text(str(mention.context))] if mention.context else lines

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


_BLOCK_LAYOUTS: Final[dict[type[Block], Callable[[PageLayout, Any], Lines]]] = {
    Paragraph: PageLayout._paragraph,
    Points: PageLayout._points,
    Quotation: PageLayout._quotation,
    List: PageLayout._list,
    Image: PageLayout._image,
}
