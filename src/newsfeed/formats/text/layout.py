"""How the parts of a story are laid out as lines."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from newsfeed.body.xhtml import press_place
from newsfeed.formats.text import topics
from newsfeed.formats.text.lines import key, part_by_key, reads_as_heading, special
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


class Layout:
    """Lays stories out.

    Args:
        headings: what is written above each part.
        language: of the story; it says how mentions and topics will be read.
    """

    def __init__(self, headings: Headings, language: str | None) -> None:
        self.headings = headings
        self.language = (language or "en").partition("-")[0].lower()
        self.keys = part_by_key(headings)
        self.marked = False

    def page(self, story: Story, marked: Collection[str]) -> str:
        """Give the lines of a story's parts; the lines of the marked ones say by marks what they are."""
        out: list[str] = []
        for name, lines in self._parts(story):
            self.marked = name in marked
            out += ["", *lines()]
        return "".join(f"{line}\n" for line in out)

    def _parts(self, story: Story) -> Iterator[tuple[str, Callable[[], list[str]]]]:
        if story.summary:
            yield "summary", lambda: [self._label("summary"), *self._text(str(story.summary))]
        yield from self._sections(story)
        if story.prompts:
            yield "prompts", lambda: [self._label("prompts"), *(f"- {each.text}" for each in story.prompts)]
        lists: list[tuple[str, Callable[[Any], list[str]]]] = [
            ("questions", self._question), ("topics", self._topic), ("corrections", self._correction),
        ]  # fmt: skip
        for name, lay in lists:
            if entries := getattr(story, name):
                yield (
                    name,
                    lambda name=name, lay=lay, entries=entries: [  # type: ignore[misc]
                        self._label(name),
                        *(line for each in entries for line in lay(each)),
                    ],
                )

    def _sections(self, story: Story) -> Iterator[tuple[str, Callable[[], list[str]]]]:
        place = press_place(story) if story.press else -1
        before = ""
        for index, section in enumerate(story.sections):
            if index == place and before != "press":
                yield "press", lambda: [self._label("press"), *self._mentions(story)]
            yield "sections", lambda section=section: self._section(section)  # type: ignore[misc]
            before = section.kind
            if index + 1 == place and before == "press":
                yield "press", lambda: self._mentions(story)
        if story.press and place == len(story.sections) and before != "press":
            yield "press", lambda: [self._label("press"), *self._mentions(story)]

    def _label(self, part: str) -> str:
        return f"## {self.headings.label(part)}" if self.marked else self.headings.label(part)

    def _section(self, section: Section) -> list[str]:
        if section.kind == "other":
            plain = reads_as_heading(section.heading) and not self.marked
            heading = [section.heading, ""] if plain else [f"# {section.heading}".rstrip()]
        else:
            own = f"### {section.heading}" if self.marked else section.heading
            heading = [self._label(section.kind), *([own] if section.heading else [])]
        lines: list[str] = []
        for block in section.blocks:
            lines += [*([""] if lines else []), *_BLOCKS[type(block)](self, block)]
        return [*heading, *lines]

    # --- text ---

    def _line(self, line: str) -> str:
        if self.marked and (special(line) or reads_as_heading(line) or key(line) in self.keys):
            return f"\\{line}"
        return line

    def _text(self, text: str) -> list[str]:
        """Give paragraphs with an empty line between; a line end within one is kept by a backslash."""
        lines: list[str] = []
        for paragraph in text.split("\n\n"):
            parts = [self._line(each) for each in paragraph.split("\n")]
            lines += [*([""] if lines else []), *(f"{each}\\" for each in parts[:-1]), parts[-1]]
        return lines

    def _item(self, mark: str, text: str, *, labelled: bool = False) -> list[str]:
        """Give an item; its first line is what stands behind the mark, and needs one of its own against a label only."""
        first, *rest = self._text(text)
        bare = text.partition("\n")[0]
        kept = first.endswith("\\") and not bare.endswith("\\")
        plain = self.marked and not labelled and (":" in bare or "：" in bare or bare.startswith("\\"))
        return [f"{mark} {chr(92) if plain else ''}{bare}{chr(92) if kept else ''}", *rest]

    # --- blocks ---

    def _paragraph(self, block: Paragraph) -> list[str]:
        return self._text(str(block.text))

    def _points(self, block: Points) -> list[str]:
        return [line for each in block.points for line in self._point(each)]

    def _point(self, point: Point) -> list[str]:
        text = f"{point.label}: {point.text}" if point.label else str(point.text)
        return self._item("-", text, labelled=bool(point.label))

    def _list(self, block: List) -> list[str]:
        marks = [f"{at}." if block.ordered else "-" for at in range(1, len(block.items) + 1)]
        return [line for mark, item in zip(marks, block.items, strict=True) for line in self._item(mark, str(item))]

    def _quotation(self, block: Quotation) -> list[str]:
        lines = [f"> {line}".rstrip() for line in self._text(str(block.text))]
        if block.attribution or block.url:
            lines.append(f"> — {block.attribution}".rstrip() + (f" <{block.url}>" if block.url else ""))
        return lines

    def _image(self, block: Image) -> list[str]:
        return [f"![{block.alt}]({block.url}) {block.caption}".rstrip()]

    # --- entries ---

    def _mentions(self, story: Story) -> list[str]:
        lines: list[str] = []
        for mention in story.press:
            lines += [*([""] if lines else []), *self._mention(mention)]
        return lines

    def _mention(self, mention: PressMention) -> list[str]:
        text = str(mention.text)
        own = reads_back(mention, self.language, ()) and not self.marked
        lines = self._text(text) if own else self._item("-", f"{mention.outlet.name}: {text}", labelled=True)
        return [*lines, "", *self._text(str(mention.context))] if mention.context else lines

    def _question(self, question: Question) -> list[str]:
        return ["-", question.text, *(self._text(str(question.answer)) if question.answer else [])]

    def _topic(self, topic: Topic) -> list[str]:
        description = self._text(topic.description) if topic.description else []
        named = bool(description) and topics.subject(topic.description, self.language).name == topic.name
        return ["-", *([] if named else [topic.name]), *description]

    def _correction(self, correction: Correction) -> list[str]:
        date = f"{rfc3339(correction.published)}: " if correction.published else ""
        return self._item("-", f"{date}{correction.text}", labelled=bool(date))


_BLOCKS: Final[dict[type[Block], Callable[[Layout, Any], list[str]]]] = {
    Paragraph: Layout._paragraph,
    Points: Layout._points,
    Quotation: Layout._quotation,
    List: Layout._list,
    Image: Layout._image,
}
