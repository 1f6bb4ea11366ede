"""fastfeedparser: the interface of feedparser on lxml."""

import fastfeedparser

from hostile.peers import ReadItem

DISTRIBUTION = "fastfeedparser"
NOT_PROMISED = (
    "It promises speed: HTML and addresses come as they are in the feed, and there are no limits on time or memory."
)


def read(data: bytes) -> ReadItem:
    """Read a feed."""
    parsed = fastfeedparser.parse(data)
    entry = parsed.entries[0] if parsed.entries else {}
    texts = [
        entry.get("title", ""),
        entry.get("description", ""),
        *(content["value"] for content in entry.get("content", ())),
    ]
    addresses = [
        entry.get("link", ""),
        parsed.feed.get("link", ""),
        *(link.get("href", "") for link in entry.get("links", ())),
        *(enclosure.get("url", "") for enclosure in entry.get("enclosures", ())),
    ]
    return ReadItem(
        published=entry.get("published") or "",
        addresses=tuple(address for address in addresses if address),
        markup=tuple(text for text in texts if text),
        everything=repr((parsed.feed, parsed.entries)),
    )
