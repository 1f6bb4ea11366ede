"""feedparser 6: a dictionary of everything, with HTML sanitized."""

import time
from datetime import UTC, datetime

import feedparser

from hostile.peers import ReadItem

DISTRIBUTION = "feedparser"
NOT_PROMISED = (
    "It promises sanitized HTML and addresses in HTML, not safe addresses in fields such as `link`; it promises no limits on "
    "time or memory. A date that it cannot read is None."
)


def read(data: bytes) -> ReadItem:
    """Read a feed."""
    parsed = feedparser.parse(data)
    entry = parsed.entries[0] if parsed.entries else {}
    moment = entry.get("published_parsed")
    texts = [entry.get("title", ""), entry.get("summary", ""), *(content.value for content in entry.get("content", ()))]
    addresses = [
        entry.get("link", ""),
        parsed.feed.get("link", ""),
        *(link.get("href", "") for link in entry.get("links", ())),
    ]
    return ReadItem(
        published=_text(moment) if moment else "",
        addresses=tuple(address for address in addresses if address),
        markup=tuple(texts),
        everything=repr(parsed),
    )


def _text(moment: time.struct_time) -> str:
    return datetime(*moment[:6], tzinfo=UTC).isoformat()
