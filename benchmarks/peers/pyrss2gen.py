"""PyRSS2Gen 1.1: one object per item, written by a SAX handler. RSS only."""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from PyRSS2Gen import RSS2, Enclosure, Guid, RSSItem

from benchmarks.data import SITE, UPDATED, Row

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"


class _Feed(RSS2):  # type: ignore[misc]  # PyRSS2Gen has no types
    rss_attrs = {"version": "2.0", "xmlns:content": _CONTENT, "xmlns:dc": _DC}  # noqa: RUF012  (as in the base class)


class _Item(RSSItem):  # type: ignore[misc]
    """Item with the full text and its authors, added in the hook for subclasses."""

    def __init__(self, row: Row, **values: Any) -> None:
        super().__init__(**values)
        self._row = row

    def publish_extensions(self, handler: Any) -> None:
        """Write the authors and the full text."""
        for name in self._row.authors:
            handler.startElement("dc:creator", {})
            handler.characters(name)
            handler.endElement("dc:creator")
        handler.startElement("content:encoded", {})
        handler.characters(self._row.html)
        handler.endElement("content:encoded")


def rss(rows: Sequence[Row]) -> bytes:
    """Write RSS 2.0. Dates are converted, since PyRSS2Gen accepts UTC only."""
    items = [
        _Item(
            row,
            title=row.title,
            link=row.url,
            description=row.summary,
            categories=row.categories,
            enclosure=Enclosure(row.image.url, row.image.length, row.image.type),
            guid=Guid(row.id, isPermaLink=row.has_permalink),
            pubDate=row.published.astimezone(UTC),
        )
        for row in rows
    ]
    feed = _Feed(
        title="The Harbour Desk", link=SITE, description="What is behind the news.", language="en",
        lastBuildDate=UPDATED, items=items,
    )  # fmt: skip
    buffer = BytesIO()
    feed.write_xml(buffer, encoding="utf-8")
    return buffer.getvalue()
