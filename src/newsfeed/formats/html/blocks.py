"""Reader of the content of a page: its elements become the lines of a page of text, with the same marks.

Containers, paragraphs and headings are read here; lists, questions, quotations, figures and tables have modules of their
own, which come back to this one for the blocks in them.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from newsfeed.body.dom import local_name
from newsfeed.errors import LimitError
from newsfeed.formats.html.content import EMBEDS, HEADINGS, clean, heading_level, heading_text, is_shown
from newsfeed.formats.html.context import BlockContext
from newsfeed.formats.html.definitions import DefinitionReader
from newsfeed.formats.html.elements import LISTS, BlockElements, is_only_image, line_number
from newsfeed.formats.html.figures import FigureReader, LeadImage
from newsfeed.formats.html.inline import Links, PageNotes, plain_words, tidy, words
from newsfeed.formats.html.items import ItemReader, ItemWriter
from newsfeed.formats.html.lists import ListReader
from newsfeed.formats.html.questions import QuestionReader
from newsfeed.formats.html.quotations import QuotationReader
from newsfeed.formats.html.tables import TableReader
from newsfeed.io.html_text import text_content
from newsfeed.io.limits import Limits
from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import MAX_HEADING
from newsfeed.pages.heading_lines import QUESTION_MARKS
from newsfeed.pages.inline_tags import InlineTags
from newsfeed.pages.line_syntax import ends_sentence
from newsfeed.pages.part_splitting import LEAD
from newsfeed.pages.question_labels import begins_with_question_label

if TYPE_CHECKING:
    from lxml import etree

_MAX_QUOTED: Final = 200


class ContentReader:
    """Reader of the element with the content of a page.

    Args:
        content: the element.
        table: the part that each heading begins, by the heading's key.
        links: the links of the page.
        notes: receives the findings.
        limits: bounds the size of a table, and the lines of preformatted text.

    Attributes:
        headline: the first heading of level 1, if it is not the heading of a part.
    """

    def __init__(
        self, content: "etree._Element", table: Mapping[str, str], links: Links, notes: PageNotes, limits: Limits
    ) -> None:
        self.headline: str = ""
        self._content = content
        self._limits = limits
        self._preformatted_size = self._line_count = 0
        self._blocks = BlockElements(content)
        self._context = BlockContext(table, links, notes)
        items = ItemReader(self._context.tags, self._context.inline, self._blocks)
        item_writer = ItemWriter(self._context)
        quotations = QuotationReader(self._context, items)
        self._questions = QuestionReader(self._context, self._read_container)
        self._figures = FigureReader(self._context, quotations, self._read_container)
        self._readers: Mapping[str, Callable[[etree._Element], None]] = {
            **dict.fromkeys(HEADINGS, self._read_heading),
            **dict.fromkeys(LISTS, ListReader(self._context, items, item_writer, self._read_block).read),
            **dict.fromkeys(EMBEDS, self._context.inline.note_embed),
            "blockquote": quotations.read,
            "details": self._questions.read_details,
            "dl": DefinitionReader(self._context, items, item_writer, self._questions, self._read_container).read,
            "figure": self._figures.read,
            "hr": self._read_rule,
            "img": self._figures.read_image,
            "pre": self._read_preformatted,
            "table": TableReader(self._context, limits, self._read_container).read,
        }

    @property
    def tags(self) -> InlineTags:
        """The tags of the lines."""
        return self._context.tags

    @property
    def images(self) -> list[LeadImage]:
        """The images above the first part."""
        return self._figures.lead_images

    @property
    def lines(self) -> list[Line]:
        """The lines of the page."""
        return self._context.writer.lines

    @property
    def questions(self) -> list[Line]:
        """The lines of questions that are outside of a list of questions."""
        return self._context.questions.lines

    def read(self) -> None:
        """Read the content."""
        self._read_container(self._content)

    # --- containers ---

    def _read_container(self, element: "etree._Element") -> None:
        """Read the blocks of an element; text between them is a paragraph."""
        pieces: list[str] = [words(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child, pieces)
            pieces.append(words(child.tail))
        self._end_paragraph(pieces, element)

    def _read_child(self, child: "etree._Element", pieces: list[str]) -> None:
        """Read a child of a container: add inline content to the pieces of a paragraph, and read a block."""
        name = local_name(child)
        if name == "aside":
            self._note_aside(child)
        elif name == "button" and not is_shown(child):
            self._questions.read_button(child)
        elif child in self._blocks:
            self._end_paragraph(pieces, child)
            if name in EMBEDS or is_shown(child):
                self._read_block(child)
        else:
            self._context.inline.add_element(child, pieces)

    def _read_block(self, element: "etree._Element") -> None:
        name = local_name(element)
        if (element.get("role") or "").lower() == "heading":
            self._read_heading(element)
        elif name not in self._readers and is_only_image(element):
            self._figures.read_image(next(element.iter("img")))
        else:
            self._readers.get(name, self._read_container)(element)

    def _note_aside(self, element: "etree._Element") -> None:
        text = " ".join(clean(text_content(element)).split())[:_MAX_QUOTED]
        if text:
            message = f"the <aside> is left out: move it to a section, if it is a part of the story; it has: {text}"
            self._context.notes.add("html.aside.left_out", message, element, value=text)

    # --- paragraphs ---

    def _end_paragraph(self, pieces: list[str], element: "etree._Element") -> None:
        """End the paragraph that consists of some pieces."""
        texts = tidy("".join(pieces)).split("\n\n")
        pieces.clear()
        for text in texts:
            if plain_words(text):
                self._write_paragraph(text, line_number(element))

    def _write_paragraph(self, text: str, number: int) -> None:
        bold = self.tags.leading_element(text, "strong")
        if bold is not None and not bold[1].strip() and self._can_be_bold_line(words := plain_words(bold[0])):
            self._context.writer.bold_line(number, words)
        elif self._context.part == "questions":
            self._questions.write_paragraph(text, number)
        else:
            self._context.writer.paragraph(number, text)

    def _can_be_bold_line(self, words: str) -> bool:
        """Return whether a paragraph that is bold as a whole is a heading or question, and not a note in an answer."""
        if not words or "\n" in words or len(words) > MAX_HEADING:
            return False
        if words.endswith(QUESTION_MARKS) or self._context.part_of(words) or begins_with_question_label(words):
            return True
        return self._context.part != "questions" and not ends_sentence(words)

    def _read_preformatted(self, element: "etree._Element") -> None:
        has_lines = any(local_name(child) == "br" or child in self._blocks for child in element.iterdescendants("*"))
        text = text_content(element) if has_lines else "".join(map(str, element.itertext()))
        text = clean(text).expandtabs().strip("\n")
        if text.strip():
            self._check_preformatted(text, element)
            opening, closing = self.tags.character("<code>"), self.tags.character("</code>")
            lines = [f"{opening}{line.rstrip()}{closing}" for line in text.split("\n")]
            self._context.writer.paragraph(line_number(element), "\n".join(lines))

    def _check_preformatted(self, text: str, element: "etree._Element") -> None:
        """Refuse a page with too many lines of preformatted text."""
        self._line_count += text.count("\n") + 1
        self._preformatted_size += len(text)
        number = self._limits.items + self._preformatted_size // self._limits.item_bytes
        if self._line_count > number:
            reason = f"has over {number} lines of preformatted text, too many for its length"
            raise LimitError("items", reason, line=line_number(element))

    # --- headings and rules ---

    def _read_heading(self, element: "etree._Element") -> None:
        text = heading_text(element)
        if not text:
            return
        level = heading_level(element)
        part = self._context.part_of(text)
        if part is None and level == 1 and self._context.part == LEAD and not self.headline:
            self.headline = text
            return
        self._context.begin_part(part, level)
        self._context.writer.heading(line_number(element), level, text)

    def _read_rule(self, element: "etree._Element") -> None:
        self._context.writer.blank(line_number(element))
