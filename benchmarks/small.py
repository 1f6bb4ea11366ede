"""Deterministic feeds of small items, about 0.4 KB each, as input for readers and validators."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Final

from benchmarks.data import BODY_COUNT, SITE, START, UPDATED, FeedFormat, short_texts

_RSS_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
    f"<title>The Harbour Desk</title><link>{SITE}</link><description>News.</description><language>en</language>\n"
    f'<atom:link href="{SITE}feed" rel="self" type="application/rss+xml"/>\n'
)
_ATOM_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    f"<title>The Harbour Desk</title><id>{SITE}</id><updated>{UPDATED.isoformat()}</updated>\n"
    f'<author><name>The desk</name></author><link rel="self" href="{SITE}feed"/>\n'
)


def rss(count: int, *, invalid_dates: bool = False) -> bytes:
    """Return RSS with items of title, link, guid, pubDate and description.

    Args:
        count: number of items.
        invalid_dates: True to give every item a `<pubDate>` that is not a date.
    """
    return b"".join(pieces("rss", count, invalid_dates=invalid_dates))


def atom(count: int) -> bytes:
    """Return Atom with this many entries of title, link, id, updated and summary."""
    return b"".join(pieces("atom", count))


def pieces(format_name: FeedFormat, count: int, *, invalid_dates: bool = False) -> list[bytes]:
    """Return a feed in pieces: everything before the items, each item, and everything after them."""
    if format_name == "rss":
        items = [_item(number, invalid_date=invalid_dates) for number in range(count)]
        parts = [_RSS_HEAD, *items, "</channel></rss>\n"]
    else:
        parts = [_ATOM_HEAD, *map(_entry, range(count)), "</feed>\n"]
    return [part.encode() for part in parts]


def _item(number: int, *, invalid_date: bool) -> str:
    texts = short_texts()[number % BODY_COUNT]
    date = "yesterday" if invalid_date else format_datetime(START + timedelta(minutes=number))
    return (
        f"<item><title>{texts.title}</title>\n<link>{SITE}stories/2026/{number}</link>\n"
        f"<guid>{SITE}stories/2026/{number}</guid>\n"
        f"<pubDate>{date}</pubDate>\n<description>{texts.summary}</description></item>\n"
    )


def _entry(number: int) -> str:
    texts = short_texts()[number % BODY_COUNT]
    updated = (START + timedelta(minutes=number)).isoformat()
    return (
        f'<entry><title>{texts.title}</title>\n<link href="{SITE}stories/2026/{number}"/>\n'
        f"<id>{SITE}stories/2026/{number}</id>\n"
        f"<updated>{updated}</updated>\n<summary>{texts.summary}</summary></entry>\n"
    )
