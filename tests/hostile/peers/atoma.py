"""atoma: objects of the elements of RSS and Atom, parsed by defusedxml."""

import atoma

from hostile.peers import ReadItem

DISTRIBUTION = "atoma"
NOT_PROMISED = (
    "It promises XML without entities (by defusedxml) and errors for missing elements; HTML and addresses come as they are "
    "in the feed. Dates are those of python-dateutil."
)


def read(data: bytes) -> ReadItem:
    """Read a feed."""
    return _rss(data) if b"<rss" in data[:2000] or b"<channel" in data else _atom(data)


def _rss(data: bytes) -> ReadItem:
    feed = atoma.parse_rss_bytes(data)
    item = feed.items[0] if feed.items else None
    if item is None:
        return ReadItem("", (), (), repr(feed))
    texts = (item.title, item.description, item.content_encoded)
    addresses = (feed.link, item.link, *(enclosure.url for enclosure in item.enclosures))
    return ReadItem(
        published=item.pub_date.isoformat() if item.pub_date else "",
        addresses=tuple(address for address in addresses if address),
        markup=tuple(text for text in texts if text),
        everything=repr(feed),
    )


def _atom(data: bytes) -> ReadItem:
    feed = atoma.parse_atom_bytes(data)
    entry = feed.entries[0] if feed.entries else None
    if entry is None:
        return ReadItem("", (), (), repr(feed))
    texts = (entry.title, entry.summary, entry.content)
    return ReadItem(
        published=entry.published.isoformat() if entry.published else "",
        addresses=tuple(link.href for link in (*feed.links, *entry.links) if link.href),
        markup=tuple(text.value for text in texts if text is not None),
        everything=repr(feed),
    )
