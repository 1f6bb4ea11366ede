"""Plain text of blocks: the lines that readers see of each, without markup."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from newsfeed.io import html as html_io
from newsfeed.model.blocks import Block, Image, List, Markup, Paragraph, Points, Quotation
from newsfeed.model.rich_text import RichText, Text

Lines = tuple[str, ...] | list[str]


def plain_text(text: Text) -> str:
    """Return a text without its markup."""
    return str(text) if isinstance(text, RichText) else text


def _paragraph(block: Paragraph) -> Lines:
    return (plain_text(block.text),)


def _points(block: Points) -> Lines:
    return [
        f"{point.label}: {plain_text(point.text)}" if point.label else plain_text(point.text) for point in block.points
    ]


def _quotation(block: Quotation) -> Lines:
    return plain_text(block.text), block.attribution


def _list(block: List) -> Lines:
    return [plain_text(item) for item in block.items]


def _image(block: Image) -> Lines:
    return (plain_text(block.caption),)


def _markup(block: Markup) -> Lines:
    return (html_io.to_plain_text(block.html),)


BLOCK_LINES: Final[Mapping[type[Block], Callable[[Any], Lines]]] = {
    Paragraph: _paragraph,
    Points: _points,
    Quotation: _quotation,
    List: _list,
    Image: _image,
    Markup: _markup,
}
"""For each type of block the function that returns its lines; some of them may be empty."""
