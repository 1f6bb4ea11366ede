"""Lists with bullets or numbers, and the lists in their items."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import local_name
from newsfeed.formats.html.content import shown_children
from newsfeed.formats.html.context import SECTION_PARTS, BlockContext
from newsfeed.formats.html.elements import LISTS, line_number
from newsfeed.formats.html.inline import plain_words, tidy, words
from newsfeed.formats.html.items import ItemReader, ItemWriter

if TYPE_CHECKING:
    from lxml import etree

_MAX_NUMBER: Final = 999


@attrs.frozen
class ListReader:
    """Reader of lists.

    Attributes:
        context: the state of the page.
        items: the reader of their items.
        item_writer: the writer of their items.
        read_block: reads a block in an item that is no list.
    """

    context: BlockContext
    items: ItemReader
    item_writer: ItemWriter
    read_block: Callable[["etree._Element"], None]

    def read(self, element: "etree._Element") -> None:
        """Read a list that is in no other list."""
        self._read_items(element, "")
        self.context.writer.blank(line_number(element))

    def _read_items(self, element: "etree._Element", indent: str) -> None:
        number = 0
        children = list(shown_children(element))
        has_numbers = local_name(element) == "ol" and len(children) <= _MAX_NUMBER
        self._read_loose_text(element.text, element, indent)
        for child in children:
            texts, blocks = self.items.content(child)
            if texts or blocks:
                number += 1
                self.item_writer.write(f"{number}." if has_numbers else "-", texts, line_number(child), indent)
                for block in blocks:
                    self._read_block_in_item(block, indent)
            self._read_loose_text(child.tail, element, indent)

    def _read_loose_text(self, text: str | None, element: "etree._Element", indent: str) -> None:
        """Write the text between the items of a list, where no text belongs, as an item."""
        if plain_words(item := tidy(words(text))):
            self.item_writer.write("-", [item], line_number(element), indent)

    def _read_block_in_item(self, block: "etree._Element", indent: str) -> None:
        if local_name(block) not in LISTS:
            self.read_block(block)
            return
        if self.context.part in SECTION_PARTS:
            message = (
                "a list within a list is read as items of one list: write two lists, or name the group in each item"
            )
            self.context.notes.add("html.list.nested", message, block)
        self._read_items(block, f"{indent}  ")
