"""Items of lists: their paragraphs and the blocks in them, and the lines that they become."""

from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import local_name
from newsfeed.formats.html.content import EMBEDS, HEADINGS, heading_text, is_shown, shown_children
from newsfeed.formats.html.context import BlockContext
from newsfeed.formats.html.elements import LISTS, BlockElements, is_structure
from newsfeed.formats.html.inline import InlineReader, plain_words, tidy, words
from newsfeed.pages.inline_tags import InlineTags
from newsfeed.pages.line_syntax import ends_sentence

if TYPE_CHECKING:
    from lxml import etree

_MAX_LABEL_WORDS: Final = 10


@attrs.frozen
class ItemReader:
    """Reader of the content of an item, or of another element that is read as paragraphs.

    Attributes:
        tags: the tags of the lines.
        inline: the reader of inline content.
        blocks: the elements that are blocks.
    """

    tags: InlineTags
    inline: InlineReader
    blocks: BlockElements

    def content(self, item: "etree._Element") -> tuple[list[str], list["etree._Element"]]:
        """Return the paragraphs of an item, and the blocks in it that are no paragraphs."""
        texts: list[str] = []
        blocks: list[etree._Element] = []
        pieces: list[str] = [words(item.text)]

        def end_paragraph() -> None:
            texts.extend(filter(plain_words, tidy("".join(pieces)).split("\n\n")))
            pieces.clear()

        for child in item:
            name = local_name(child) if isinstance(child.tag, str) else ""
            if not name:
                pass
            elif name in HEADINGS and is_shown(child):
                end_paragraph()
                self._add_label(child, texts)
            elif is_structure(child):
                end_paragraph()
                blocks += [child] if name in EMBEDS or is_shown(child) else []
            elif child in self.blocks and is_shown(child):
                end_paragraph()
                inner_texts, inner_blocks = self.content(child)
                texts += inner_texts
                blocks += inner_blocks
            else:
                self.inline.add_element(child, pieces)
            pieces.append(words(child.tail))
        end_paragraph()
        return texts, blocks

    def texts(self, element: "etree._Element") -> list[str]:
        """Return the paragraphs of an element, with a paragraph for each item of the lists in it."""
        texts, blocks = self.content(element)
        for block in blocks:
            if local_name(block) in LISTS:
                items = [tidy(words(block.text))]
                for item in shown_children(block):
                    items += [*self.texts(item), tidy(words(item.tail))]
                texts += [f"• {text}" for text in items if plain_words(text)]
            elif text := self.inline.text(block):
                texts.append(text)
        return texts

    def _add_label(self, heading: "etree._Element", texts: list[str]) -> None:
        """Add the heading of an item as its bold first words."""
        text = heading_text(heading)
        if text:
            texts.append(f"{self.tags.character('<strong>')}{text}{self.tags.character('</strong>')}")


@attrs.frozen
class ItemWriter:
    """Writer of items in the form that the part of the page has for them.

    Attributes:
        context: the state of the page.
    """

    context: BlockContext

    def write(self, bullet: str, texts: list[str], number: int, indent: str = "") -> None:
        """Write an item: a question, a topic with its name on a line of its own, or a point.

        Args:
            bullet: its bullet or number.
            texts: its paragraphs; without any, nothing is written.
            number: the number of its line in the document.
            indent: the indent of its list.
        """
        if not texts:
            return
        first_text, *following = texts
        writer = self.context.writer
        if self.context.part == "questions":
            writer.item(number, bullet, self._without_bold(first_text), indent=indent)
            for text in following:
                writer.paragraph(number, text)
        elif self.context.part == "topics" and following:
            writer.bare_bullet(number)
            writer.plain(number, plain_words(first_text))
            for text in following:
                writer.add_text(number, text)
        else:
            writer.item(number, bullet, self._labeled("\n".join(texts)), indent=indent)

    def _labeled(self, text: str) -> str:
        """Return the text of an item with its bold beginning as a label: `Label: text`."""
        bold = self.context.tags.leading_element(text, "strong")
        if bold is None:
            return text
        label, remainder = plain_words(bold[0]), bold[1]
        has_colon = label.endswith((":", "：")) or remainder.lstrip().startswith((":", "："))
        is_short = bool(label) and len(label.split()) <= _MAX_LABEL_WORDS and not ends_sentence(label)
        if not is_short or not (has_colon or remainder.startswith("\n")) or not plain_words(remainder).strip(":： "):
            return text
        return f"{label.rstrip(':： ')}: {remainder.lstrip(':： ').lstrip()}"

    def _without_bold(self, text: str) -> str:
        """Return a question without the bold marks around it."""
        bold = self.context.tags.leading_element(text, "strong")
        return f"{bold[0]}{bold[1]}" if bold is not None else text
