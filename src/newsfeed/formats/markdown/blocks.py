"""Layout of blocks as CommonMark."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from newsfeed.formats.markdown.escaping import (
    Lines,
    address,
    bracketed,
    label,
    link,
    one_paragraph,
    paragraphs,
    plain,
    without_label,
)
from newsfeed.model import Block, Image, List, Markup, Paragraph, Points, Quotation
from newsfeed.model.rich_text import Text
from newsfeed.pages.commonmark.tables import read_table

_DASH: Final = "—"
_DASH_OF_TEXT: Final = "&#8212;"
_LIST_BLOCKS: Final = (Points, List)


def block_lines(blocks: Sequence[Block]) -> Lines:
    """Return blocks with an empty line between."""
    lines: Lines = []
    is_other_mark = False
    block_before: Block | None = None
    for block in blocks:
        # Two lists with the same mark would be one.
        is_other_mark = _continues_list(block_before, block) and not is_other_mark
        block_before = block
        new_lines = (
            _list(block, is_other_mark=is_other_mark)
            if isinstance(block, _LIST_BLOCKS)
            else _LAYOUTS[type(block)](block)
        )
        if new_lines:
            lines += ["", *new_lines] if lines else new_lines
    return lines


def text_lines(text: Text) -> Lines:
    """Return the paragraphs of a text with an empty line between."""
    return _spaced(paragraphs(text)) if text else []


def item_lines(text: Text, *, bullet: str = "-", before: str = "") -> Lines:
    """Return an item of a list.

    Args:
        text: its text.
        bullet: its mark.
        before: Markdown before the text on its first line; without it, the text has no label.
    """
    content = text_lines(text)
    if before:
        content = [f"{before} {content[0] if content else ''}".rstrip(), *content[1:]]
    elif content:
        content = [without_label(content[0]), *content[1:]]
    indent = " " * (len(bullet) + 1)
    first_line, *following = content or [""]
    return [f"{bullet} {first_line}".rstrip(), *(f"{indent}{line}" if line else "" for line in following)]


def quote_lines(text: Text, attribution: str) -> Lines:
    """Return a block quote with the Markdown of its attribution; "" for none."""
    parts = paragraphs(text) if text else []
    lines = _spaced(
        [[f"{_DASH_OF_TEXT}{part[0][1:]}" if part[0][:1] in "—–" and part[0] else part[0], *part[1:]] for part in parts]
    )
    if attribution:
        lines += [*([""] if lines else []), f"{_DASH} {attribution}"]
    return [f"> {line}".rstrip() for line in lines]


def _continues_list(block_before: Block | None, block: Block) -> bool:
    if not isinstance(block_before, _LIST_BLOCKS) or not isinstance(block, _LIST_BLOCKS):
        return False
    return _is_ordered(block_before) is _is_ordered(block)


def _is_ordered(block: Points | List) -> bool:
    return isinstance(block, List) and block.ordered


def _list(block: Points | List, *, is_other_mark: bool) -> Lines:
    if isinstance(block, Points):
        bullet = "*" if is_other_mark else "-"
        items = [
            item_lines(point.text, bullet=bullet, before=f"{label(point.label)}:" if point.label else "")
            for point in block.points
        ]
    else:
        mark = ("*", ")") if is_other_mark else ("-", ".")
        bullets = [f"{number}{mark[1]}" if block.ordered else mark[0] for number in range(1, len(block.items) + 1)]
        items = [item_lines(item, bullet=bullet) for bullet, item in zip(bullets, block.items, strict=True)]
    is_loose = any("" in item for item in items)
    return _spaced(items) if is_loose else [line for item in items for line in item]


def _paragraph(block: Paragraph) -> Lines:
    return text_lines(block.text)


def _quotation(block: Quotation) -> Lines:
    if block.url:
        attribution = link(block.attribution, block.url) if block.attribution else f"<{block.url}>"
    else:
        attribution = plain(block.attribution)
    return quote_lines(block.text, attribution)


def _image(block: Image) -> Lines:
    image = f"![{bracketed(block.alt)}]({address(block.url)})"
    caption = one_paragraph(block.caption)
    return [f"{image}\\", *caption] if caption else [image]


def _markup(block: Markup) -> Lines:
    table = read_table(block.html)
    if table is None:
        raise AssertionError("other HTML is reduced to paragraphs")
    rows = [f"| {' | '.join(map(_cell, row))} |" for row in (table.head, *table.rows)]
    return [rows[0], f"|{' --- |' * len(table.head)}", *rows[1:]]


def _cell(text: Text) -> str:
    return " ".join(one_paragraph(text)).replace("|", "\\|") if text else ""


def _spaced(groups: list[Lines]) -> Lines:
    return [line for group in groups for line in ("", *group)][1:]


_LAYOUTS: Final[Mapping[type[Block], Callable[[Any], Lines]]] = {
    Paragraph: _paragraph,
    Quotation: _quotation,
    Image: _image,
    Markup: _markup,
}
