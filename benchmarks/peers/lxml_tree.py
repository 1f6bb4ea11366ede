"""RSS and Atom built by hand as lxml trees."""

from collections.abc import Sequence
from email.utils import format_datetime

from lxml import etree

from benchmarks.data import SITE, UPDATED, Row

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_ATOM = "http://www.w3.org/2005/Atom"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def rss(rows: Sequence[Row]) -> bytes:
    """Write RSS 2.0."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"content": _CONTENT, "dc": _DC})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", "The Harbour Desk"),
        ("link", SITE),
        ("description", "What is behind the news."),
        ("language", "en"),
        ("lastBuildDate", format_datetime(UPDATED)),
    ):
        _add(channel, name, text)
    for row in rows:
        _item(channel, row)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _item(channel: etree._Element, row: Row) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", row.title)
    _add(item, "link", row.url)
    _add(item, "description", row.summary)
    _add(item, f"{{{_CONTENT}}}encoded", row.html)
    guid = etree.SubElement(item, "guid", {} if row.has_permalink else {"isPermaLink": "false"})
    guid.text = row.id
    _add(item, "pubDate", format_datetime(row.published))
    for name in row.authors:
        _add(item, f"{{{_DC}}}creator", name)
    for category in row.categories:
        _add(item, "category", category)
    image = row.image
    etree.SubElement(item, "enclosure", {"url": image.url, "length": str(image.length), "type": image.type})


def atom(rows: Sequence[Row]) -> bytes:
    """Write Atom."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    for name, text in (("id", f"{SITE}feed"), ("title", "The Harbour Desk"), ("updated", UPDATED.isoformat())):
        _add(root, f"{{{_ATOM}}}{name}", text)
    etree.SubElement(root, f"{{{_ATOM}}}link", {"href": SITE, "rel": "alternate"})
    for row in rows:
        _entry(root, row)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _entry(root: etree._Element, row: Row) -> None:
    entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _add(entry, f"{{{_ATOM}}}id", row.id)
    _add(entry, f"{{{_ATOM}}}title", row.title)
    _add(entry, f"{{{_ATOM}}}updated", row.updated.isoformat())
    _add(entry, f"{{{_ATOM}}}published", row.published.isoformat())
    _add(entry, f"{{{_ATOM}}}summary", row.summary)
    etree.SubElement(entry, f"{{{_ATOM}}}link", {"href": row.url, "rel": "alternate"})
    content = etree.SubElement(entry, f"{{{_ATOM}}}content", {"type": "html"})
    content.text = row.html
    for name in row.authors:
        _add(etree.SubElement(entry, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", name)
    for category in row.categories:
        etree.SubElement(entry, f"{{{_ATOM}}}category", {"term": category})
    image = {"href": row.image.url, "length": str(row.image.length), "type": row.image.type}
    etree.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "enclosure"} | image)
