"""Layout of the blocks of a section: paragraphs, points, lists, quotations and images."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from newsfeed.formats.text.item_layout import item_lines
from newsfeed.formats.text.line_guard import LineGuard
from newsfeed.model import Block, Image, List, Paragraph, Points, Quotation
from newsfeed.model.rich_text import Text
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.line_syntax import image_line

Lines = list[str]

RULE: Final = "***"
"""A line that ends a list, between two lists that would read as one."""

_MAX_NUMBERED: Final = 99


class BlockLayout:
    """Layout of blocks.

    Args:
        guard: guards the lines.
        is_in_entry: True for the answer to a question, whose lines are read without their indentation and rules.
    """

    def __init__(self, guard: LineGuard, *, is_in_entry: bool = False) -> None:
        self._guard = guard
        self._is_in_entry = is_in_entry
        self._follows_text = False

    def lines(self, blocks: Sequence[Block]) -> Lines:
        """Return blocks with an empty line between, and a rule between lists."""
        lines: Lines = []
        block_before: Block | None = None
        for block in blocks:
            if block_before is not None:
                lines += self._separator(block_before, block)
            self._follows_text = self._is_in_entry and block_before is None
            lines += _LAYOUTS[type(block)](self, block)
            block_before = block
        return lines

    def _separator(self, block: Block, following: Block) -> Lines:
        if not _read_as_one(block, following):
            return [""]
        if self._is_in_entry:
            raise UnwritableError("two lists of an answer would read as one")
        return ["", RULE, ""]

    def _item(self, bullet: str, text: Text, label: str = "") -> Lines:
        lines = item_lines(self._guard, bullet, text, label=label)
        if self._is_in_entry and "" in lines:
            raise UnwritableError("an item of an answer cannot have several paragraphs")
        return lines

    def _paragraph(self, block: Paragraph) -> Lines:
        if not block.text:
            raise UnwritableError("an empty paragraph cannot be read")
        source_lines = self._guard.single_paragraph_lines(block.text)
        is_rich = not isinstance(block.text, str)
        return self._guard.paragraph(source_lines, begins_paragraph=not self._follows_text, is_rich=is_rich)

    def _points(self, block: Points) -> Lines:
        if not any(point.label for point in block.points):
            raise UnwritableError("points without labels would read as a list")
        lines: Lines = []
        for point in block.points:
            lines += self._item("-", point.text, point.label)
        return lines

    def _list(self, block: List) -> Lines:
        if not block.items or (block.ordered and len(block.items) > _MAX_NUMBERED):
            raise UnwritableError("a list without items, or with more than have numbers, cannot be read")
        lines: Lines = []
        for number, item in enumerate(block.items, 1):
            lines += self._item(f"{number}." if block.ordered else "-", item)
        return lines

    def _quotation(self, block: Quotation) -> Lines:
        has_source = bool(block.attribution or block.url)
        if not block.text and not has_source:
            raise UnwritableError("an empty quotation cannot be read")
        lines = [line for paragraph in self._guard.text_lines(block.text) for line in ("", *paragraph)][1:]
        if not has_source and len(lines) > 1 and lines[-1].startswith(("—", "–")):
            lines[-1] = self._guard.mark(lines[-1])
        if has_source:
            attribution = self._guard.plain_line(block.attribution, references="<>")
            lines.append(f"— {attribution}".rstrip() + (f" <{block.url}>" if block.url else ""))
        return [f"> {line}".rstrip() for line in lines]

    def _image(self, block: Image) -> Lines:
        alt = self._guard.plain_line(block.alt, references="]")
        caption, *following = self._guard.single_paragraph_lines(block.caption)
        line = f"![{alt}]({block.url}) {caption}".rstrip()
        if following or image_line(line) != (alt, block.url, caption):
            raise UnwritableError("an image with such an address or caption cannot be read")
        return [line]


def _read_as_one(block: Block, following: Block) -> bool:
    """Return whether two adjacent blocks are lists that read as one."""
    return (
        isinstance(block, Points | List)
        and isinstance(following, Points | List)
        and _is_ordered(block) is _is_ordered(following)
    )


def _is_ordered(block: Points | List) -> bool:
    return isinstance(block, List) and block.ordered


_LAYOUTS: Final[Mapping[type[Block], Callable[[BlockLayout, Any], Lines]]] = {
    Paragraph: BlockLayout._paragraph,
    Points: BlockLayout._points,
    Quotation: BlockLayout._quotation,
    List: BlockLayout._list,
    Image: BlockLayout._image,
}
