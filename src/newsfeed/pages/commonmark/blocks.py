"""Conversion of the blocks of a CommonMark document to blocks of the model."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import attrs

from newsfeed.model import Block, Image, List, Markup, Paragraph, Point, Points, Quotation
from newsfeed.model.rich_text import Text
from newsfeed.pages.commonmark.block_tree import Node
from newsfeed.pages.commonmark.tables import Table
from newsfeed.pages.inline_markup import InlineMarkup
from newsfeed.pages.inline_syntax import resolve_escapes
from newsfeed.values import iris
from newsfeed.values.dates import parse_rfc3339, rfc3339
from newsfeed.values.escaping import escape

LISTS: Final = ("bullet_list", "ordered_list")

_TEXT: Final = r"(?:[^\[\]\\]|\\.)*"
_ADDRESS: Final = r"(?:[^()\\\s<>]|\\.)+"
_LABEL: Final = re.compile(r"\*\*(?P<label>(?:[^*\\]|\\.)+)\*\*:(?:[ \n](?P<text>.*))?", re.DOTALL)
_LINK: Final = re.compile(rf"\[(?P<text>{_TEXT})\]\((?P<url>{_ADDRESS})\)|<(?P<address>[^<>\s]+)>", re.DOTALL)
_IMAGE: Final = re.compile(rf"!\[(?P<alt>{_TEXT})\]\((?P<url>{_ADDRESS})\)(?:\\\n(?P<caption>.+))?", re.DOTALL)
_ATTRIBUTION: Final = re.compile(r"[—–] ?(?P<source>.*)", re.DOTALL)
_DATE_AFTER: Final = re.compile(r"(?P<source>.*), (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+))?)")


@attrs.frozen
class LinkedText:
    """A source text, with the address if all of it is a link."""

    source: str
    url: str | None = None


@attrs.frozen
class Quoted:
    """The content of a block quote.

    Attributes:
        sources: its paragraphs without the last one, if that is the attribution.
        attribution: the source text behind the dash, or None if there is none.
    """

    sources: list[str]
    attribution: str | None


def split_link(source: str) -> LinkedText:
    """Split a source text that is one link into its text and address; the text of a bare address is empty."""
    match = _LINK.fullmatch(source)
    url = resolve_escapes(match["url"] or match["address"]) if match else ""
    if match is None or not iris.is_iri(url):
        return LinkedText(source)
    return LinkedText(match["text"] or "", url)


def split_label(source: str) -> tuple[str, str] | None:
    """Split a source text such as `**Label**: text`; return None for any other text."""
    match = _LABEL.fullmatch(source)
    return (match["label"], match["text"] or "") if match else None


def split_date(source: str) -> tuple[str, datetime | None]:
    """Split a source text from the date behind it; a day alone is its midnight in UTC."""
    match = _DATE_AFTER.fullmatch(source)
    date = read_date(match["date"]) if match else None
    return (match["source"], date) if match and date else (source, None)


def read_date(source: str) -> datetime | None:
    """Return an RFC 3339 date, or the midnight in UTC of a day; None for anything else."""
    try:
        return parse_rfc3339(source if "T" in source else f"{source}T00:00:00Z")
    except ValueError:
        return None


def write_date(moment: datetime) -> str | None:
    """Return a date as `read_date` reads it, or None if that is not possible."""
    is_midnight = moment.tzinfo is UTC and moment == moment.replace(hour=0, minute=0, second=0, microsecond=0)
    source = moment.date().isoformat() if is_midnight else rfc3339(moment)
    return source if read_date(source) == moment else None


def read_quote(node: Node) -> Quoted:
    """Return the content of a block quote."""
    sources = [source for child in node.children for source in child.sources()]
    match = _ATTRIBUTION.fullmatch(sources[-1]) if sources else None
    return Quoted(sources[:-1], match["source"]) if match else Quoted(sources, None)


class BlockReader:
    """Reader of blocks.

    Args:
        inline: reads their text.
    """

    def __init__(self, inline: InlineMarkup) -> None:
        self._inline = inline

    def blocks(self, nodes: Iterable[Node]) -> list[Block]:
        """Return the blocks of a part."""
        return [block for node in nodes for block in self._blocks(node)]

    def text(self, sources: Iterable[str]) -> Text:
        """Return the text of paragraphs."""
        return self._inline.text("\n\n".join(sources))

    def _blocks(self, node: Node) -> Iterable[Block]:
        if node.kind == "paragraph":
            return (self._paragraph(node.source),)
        if node.kind in LISTS:
            return (self._list(node),)
        if node.kind == "blockquote":
            return (self._quotation(node),)
        if node.kind == "table":
            return (Markup(self._table(node).to_html()),)
        if node.kind in ("fence", "code_block"):
            return (Markup(f"<pre><code>{escape(node.source)}</code></pre>"),)
        return (self._paragraph(source) for source in node.sources())

    def _paragraph(self, source: str) -> Block:
        match = _IMAGE.fullmatch(source)
        url = resolve_escapes(match["url"]) if match else ""
        if match is None or not iris.is_iri(url):
            return Paragraph(text=self._inline.text(source))
        alt = self._inline.plain(match["alt"]) if match["alt"] else ""
        return Image(url=url, alt=alt, caption=self._inline.text(match["caption"] or ""))

    def _list(self, node: Node) -> Block:
        items = [list(item.sources()) for item in node.children]
        is_ordered = node.kind == "ordered_list"
        labels = [split_label(item[0]) if item and not is_ordered else None for item in items]
        if not any(labels):
            return List(items=[self.text(item) for item in items], ordered=is_ordered)
        points = []
        for item, label in zip(items, labels, strict=True):
            if label is None:
                points.append(Point(text=self.text(item)))
            else:
                texts = [label[1], *item[1:]] if label[1] else item[1:]
                points.append(Point(label=self._inline.plain(label[0]), text=self.text(texts)))
        return Points(points=points)

    def _quotation(self, node: Node) -> Quotation:
        quoted = read_quote(node)
        text = self.text(quoted.sources)
        if quoted.attribution is None:
            return Quotation(text=text)
        link = split_link(quoted.attribution)
        attribution = self._inline.plain(link.source) if link.source else ""
        return Quotation(text=text, attribution=attribution, url=link.url)

    def _table(self, node: Node) -> Table:
        rows = [
            tuple(self._inline.text(cell.source) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(rows[0], tuple(rows[1:]))
