"""feedparser-rs: the interface of feedparser in Rust."""

from datetime import UTC, datetime
from typing import Any

import feedparser_rs

from hostile.peers import ReadItem

DISTRIBUTION = "feedparser-rs"
NOT_PROMISED = (
    "It promises sanitized HTML and limits on size and depth, not safe addresses in fields such as `link`. "
    "A date that it cannot read is None."
)


def read(data: bytes) -> ReadItem:
    """Read a feed."""
    parsed = feedparser_rs.parse(data)
    entry = parsed.entries[0] if parsed.entries else None
    if entry is None:
        return ReadItem("", (), (), repr(parsed.feed.title))
    moment = entry.published_parsed
    texts = [entry.title, entry.summary, *(content.value for content in entry.content)]
    addresses = [
        entry.link,
        parsed.feed.link,
        *(link.href for link in entry.links),
        *(_address(enclosure) for enclosure in entry.enclosures),
    ]
    return ReadItem(
        published=datetime(*moment[:6], tzinfo=UTC).isoformat() if moment else "",
        addresses=tuple(address for address in addresses if address),
        markup=tuple(text for text in texts if text),
        everything=repr([parsed.feed.title, texts, addresses, entry.author, entry.id]),
    )


def _address(enclosure: Any) -> str:
    return str(getattr(enclosure, "url", None) or getattr(enclosure, "href", None) or "")
