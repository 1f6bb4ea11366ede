"""feedgenerator 2.2 (Django's feed generator as a package): a list of dicts, written by a SAX handler."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed

from benchmarks.data import SITE, Row

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """RSS with the full text and all authors, added in the two hooks for subclasses."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the attributes of the root element, with two more namespaces."""
        return {**super().rss_attributes(), "xmlns:content": _CONTENT, "xmlns:dc": _DC}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write the item, then its authors and full text."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Atom with all authors."""

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write the entry, then its authors."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def rss(rows: Sequence[Row]) -> bytes:
    """Write RSS 2.0."""
    return _write(_Rss, rows)


def atom(rows: Sequence[Row]) -> bytes:
    """Write Atom."""
    return _write(_Atom, rows)


def _write(feed_class: Any, rows: Sequence[Row]) -> bytes:
    feed = feed_class(
        title="The Harbour Desk", link=SITE, description="What is behind the news.", language="en",
        feed_url=f"{SITE}feed", feed_guid=f"{SITE}feed",
    )  # fmt: skip
    for row in rows:
        feed.add_item(
            title=row.title,
            link=row.url,
            description=row.summary,
            content=row.html,
            unique_id=row.id,
            unique_id_is_permalink=row.has_permalink,
            pubdate=row.published,
            updateddate=row.updated,
            categories=row.categories,
            enclosures=[Enclosure(row.image.url, str(row.image.length), row.image.type)],
            authors=row.authors,
        )
    buffer = BytesIO()
    feed.write(buffer, "utf-8")
    return buffer.getvalue()
