"""Tables: those of data, and those that only lay out other blocks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import outer_html
from newsfeed.formats.html.content import HEADINGS, shown_children
from newsfeed.formats.html.context import SECTION_PARTS, BlockContext
from newsfeed.formats.html.elements import line_number
from newsfeed.formats.html.inline import plain_words
from newsfeed.io.html import sanitize
from newsfeed.io.limits import Limits
from newsfeed.model import Markup

if TYPE_CHECKING:
    from lxml import etree

_MAX_NESTED: Final = 4
"""How deep tables can be nested for their rows to be lines; the text of deeper ones is in the cells around them."""


@attrs.frozen
class TableReader:
    """Reader of tables.

    Attributes:
        context: the state of the page.
        limits: bounds the size of a table.
        read_container: reads a table for layout as the blocks in it.
    """

    context: BlockContext
    limits: Limits
    read_container: Callable[["etree._Element"], None]

    def read(self, element: "etree._Element") -> None:
        """Read a table: as markup in a section, and as a line for each row in other parts."""
        rows = [] if _is_layout(element) else self._rows(element)
        if not rows:
            self.read_container(element)
            return
        number = line_number(element)
        if self.context.part in SECTION_PARTS:
            html = sanitize(outer_html(element), base=self.context.links.base, limits=self.limits)
            self.context.writer.block(number, Markup(html), "; ".join(rows))
            return
        message = "the table is read as text, a line for each row, since this part has no tables: move it to a section"
        self.context.notes.add("html.table.flattened", message, element)
        self.context.writer.paragraph(number, "\n".join(rows))

    def _rows(self, table: "etree._Element") -> list[str]:
        """Return the words of each row, and of the caption."""
        depth = _depth(table) + 1 + _MAX_NESTED
        rows = [
            " | ".join(filter(None, (plain_words(self.context.inline.text(cell)) for cell in shown_children(row))))
            for row in table.iter("tr", "caption")
            if _depth(row) <= depth
        ]
        return [row for row in rows if row]


def _depth(element: "etree._Element") -> int:
    """Return the number of tables around an element."""
    return sum(1 for _ in element.iterancestors("table"))


def _is_layout(table: "etree._Element") -> bool:
    role = (table.get("role") or "").lower()
    return role in ("presentation", "none") or next(table.iter(*HEADINGS), None) is not None
