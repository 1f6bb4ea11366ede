"""Text of HTML: the one rule for where words stay apart when the tags are removed.

Browsers begin a new line before and after each block, and put the cells of a row side by side (HTML Standard, 15.3). So a
block becomes a line end on both sides, the border of a cell a space, and `<br>` a line end; other elements add nothing, and
white space next to those breaks is layout. Whatever turns HTML into text asks this module.
"""

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from newsfeed.io.sanitizing.vocabulary import words
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE

if TYPE_CHECKING:
    from lxml import etree

BLOCKS: Final = words(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre
    search section summary table tbody tfoot thead title tr ul xmp
    """
)
"""The elements that browsers show on lines of their own (HTML Standard, 15.3), obsolete ones included."""

CELLS: Final = frozenset(("td", "th"))
"""The elements that stand side by side."""


def _alternatives(names: frozenset[str]) -> str:
    """Return names as alternatives of a regular expression, by their initials, since that takes half the time."""
    initials = groupby(sorted(names), key=itemgetter(0))
    return "|".join(f"{initial}(?:{'|'.join([name[1:] for name in group])})" for initial, group in initials)


NAMES: Final = _alternatives(BLOCKS | {"br"})
"""The names of the elements that end a line, as the alternatives of a regular expression."""

NAME_END: Final = r"(?=[\s/>])"
"""The end of a name in a regular expression: `<p-x>` and `<p:x>` are other elements."""

_TAG: Final = pattern(
    rf"</?(?:({NAMES})|(t[dh])){NAME_END}[^>]*>|<!--.*?(?:-->|\Z)|</?[a-z!?][^>]*>", re.IGNORECASE | re.DOTALL
)


def without_tags(html: str, tail: str = "") -> str:
    """Return HTML without its tags and comments; character references stay.

    Args:
        html: HTML up to its last `>`: a search for the end of a tag behind it would take quadratic time.
        tail: the text behind that.
    """
    pieces = _TAG.split(html)
    text = SpacedText()
    for characters, block, cell in zip(pieces[::3], [*pieces[1::3], None], [*pieces[2::3], None], strict=True):
        text.add(characters)
        if block:
            text.end_line(is_break=block.lower() == "br")
        elif cell:
            text.end_cell()
    text.add(tail)
    return text.value


def text_content(element: "etree._Element") -> str:
    """Return the text in an element and its descendants, without comments."""
    if not len(element):
        return element.text or ""
    text = SpacedText()
    _add_content(text, element)
    return text.value


def _add_content(text: "SpacedText", element: "etree._Element") -> None:
    text.add(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2].lower()
            _end_word(text, name)
            _add_content(text, child)
            if name != "br":
                _end_word(text, name)
        text.add(child.tail or "")


def _end_word(text: "SpacedText", name: str) -> None:
    if name in BLOCKS or name == "br":
        text.end_line(is_break=name == "br")
    elif name in CELLS:
        text.end_cell()


class SpacedText:
    """Text that is put together from the characters between tags, with a break for those that separate words."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._line_ends = 0
        self._has_cell_end = False

    @property
    def value(self) -> str:
        """The text so far, without breaks at its end."""
        return "".join(self._pieces)

    def add(self, characters: str) -> None:
        """Add the characters between two tags."""
        if self._line_ends or self._has_cell_end:
            characters = characters.lstrip(XML_SPACE)
            if not characters:
                return
            if self._pieces:
                self._pieces.append("\n" * self._line_ends or " ")
            self._line_ends, self._has_cell_end = 0, False
        if characters:
            self._pieces.append(characters)

    def end_line(self, *, is_break: bool = False) -> None:
        """End the line at the border of a block or at a line break. A line break adds a line to the end of a block."""
        self._strip_end()
        self._line_ends = self._line_ends + 1 if is_break else max(self._line_ends, 1)

    def end_cell(self) -> None:
        """End a word at the border of a cell."""
        self._strip_end()
        self._has_cell_end = True

    def _strip_end(self) -> None:
        if self._line_ends or self._has_cell_end:
            return
        while self._pieces:
            self._pieces[-1] = self._pieces[-1].rstrip(XML_SPACE)
            if self._pieces[-1]:
                break
            self._pieces.pop()
