"""Conversion between simple HTML tables and rows of cells."""

import re
from typing import Final

import attrs

from newsfeed.errors import LimitError, ModelError
from newsfeed.io.html import sanitize, to_plain_text
from newsfeed.model import Block, Markup
from newsfeed.model.rich_text import RichText, Text, from_markup, to_markup
from newsfeed.pages.inline_writer import reduce_markup
from newsfeed.pages.page_story import to_paragraphs
from newsfeed.values.xml_chars import fold

_ATTRIBUTES: Final = re.compile(r"<(table|thead|tbody|tr|th|td)\s[^<>]*>")
_MERGED: Final = re.compile(r"<t[hd]\b[^<>]*\s(?:col|row)span=\"(?!1\")")
_BETWEEN_TAGS: Final = re.compile(r"(?<=>)\s+(?=</?t(?:able|head|body|r|h|d)\b)|(?<=<table>)\s+")
_TABLE: Final = re.compile(
    r"<table>(?:<thead>(?P<head><tr>(?:(?!</?t(?:head|body|r|able)\b).)*+</tr>)</thead>)?"
    r"(?:<tbody>(?P<body>(?:<tr>(?:(?!</?t(?:head|body|r|able)\b).)*+</tr>)++)</tbody>)?</table>",
    re.DOTALL,
)
_ROW: Final = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL: Final = re.compile(r"<(t[hd])>((?:(?!</?t[hd]\b).)*+)</\1>", re.DOTALL)
_BREAK: Final = re.compile(r"(?:(?<!\s)\s++)?<br/>\s*+|\n++")
_SYNONYMS: Final = re.compile(r"<(/?)([bi])>")
_NAMES: Final = {"b": "strong", "i": "em"}
_MAX_CELLS: Final = 5000


@attrs.frozen
class Table:
    """A table without merged cells.

    Attributes:
        head: the cells of the row above the others; empty strings if there is none.
        rows: the cells of each row below it.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]

    def to_html(self) -> str:
        """Return the table as HTML."""
        head = f"<thead>{_row_html(self.head, 'th')}</thead>" if any(self.head) else ""
        rows = "".join(_row_html(row, "td") for row in self.rows)
        return f"<table>{head}{f'<tbody>{rows}</tbody>' if rows else ''}</table>"


def read_table(html: str) -> Table | None:
    """Return the table that HTML consists of; None for other HTML, and for a table that Markdown cannot have."""
    if "<table" not in html:
        return None
    try:
        source = sanitize(html)
    except LimitError:
        return None
    match = (
        None if _MERGED.search(source) else _TABLE.fullmatch(_BETWEEN_TAGS.sub("", _ATTRIBUTES.sub(r"<\1>", source)))
    )
    if match is None or source.count("<td") + source.count("<th") > _MAX_CELLS:
        return None
    rows = [_cells(row) for row in _ROW.findall(match["body"] or "")]
    head = _cells(match["head"][4:-5]) if match["head"] else None
    width = len(head or (rows[0] if rows else None) or ())
    if not width or head == () or any(row is None or len(row) != width for row in rows):
        return None
    return Table(head or ("",) * width, tuple(row for row in rows if row))


def blocks_of(block: Markup) -> tuple[Block, ...]:
    """Return the blocks that Markdown has for HTML: a simple table, or else the text as paragraphs."""
    table = read_table(block.html)
    if table is None:
        return to_paragraphs(block)
    html = table.to_html()
    return (block if html == block.html else Markup(html),)


def _cells(row: str) -> tuple[Text, ...] | None:
    """Return the cells of a row; None if there is something else in it."""
    if _CELL.sub("", row).strip():
        return None
    return tuple(_cell_text(content) for _, content in _CELL.findall(row))


def _cell_text(content: str) -> Text:
    """Return the content of a cell as one line with the markup that Markdown has."""
    source = _SYNONYMS.sub(lambda match: f"<{match[1]}{_NAMES[match[2]]}>", _BREAK.sub(" ", content)).strip()
    try:
        text = from_markup(source)
    except ModelError:
        return fold(to_plain_text(content))
    return reduce_markup(text)[0] if isinstance(text, RichText) else text


def _row_html(cells: tuple[Text, ...], name: str) -> str:
    return f"<tr>{''.join(f'<{name}>{to_markup(cell)}</{name}>' for cell in cells)}</tr>"
