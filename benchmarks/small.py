"""Deterministic feeds of small items, about 0.4 KB each, for what takes documents in."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Final

from benchmarks.data import BODIES, SITE, START, UPDATED, FeedFormat, small_texts

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


def rss(count: int, *, wrong: bool = False) -> bytes:
    """Give RSS of items of about 0.4 KB: title, link, guid, pubDate, description.

    Args:
        count: of items.
        wrong: every item's date is no date.
    """
    return b"".join(pieces("rss", count, wrong=wrong))


def atom(count: int) -> bytes:
    """Give Atom of entries of about 0.4 KB: title, link, id, updated, summary."""
    return b"".join(pieces("atom", count))


def pieces(name: FeedFormat, count: int, *, wrong: bool = False) -> list[bytes]:
    """Give a feed of small items in pieces: what stands before them, each of them, what stands behind them."""
    if name == "rss":
        items = [_item(number, wrong=wrong) for number in range(count)]
        found = [_RSS_HEAD, *items, "</channel></rss>\n"]
    else:
        found = [_ATOM_HEAD, *map(_entry, range(count)), "</feed>\n"]
    return [piece.encode() for piece in found]


def _item(number: int, *, wrong: bool) -> str:
    title, summary, _, _ = small_texts()[number % BODIES]
    date = "yesterday" if wrong else format_datetime(START + timedelta(minutes=number))
    return (
        f"<item><title>{title}</title>\n<link>{SITE}stories/2026/{number}</link>\n"
        f"<guid>{SITE}stories/2026/{number}</guid>\n"
        f"<pubDate>{date}</pubDate>\n<description>{summary}</description></item>\n"
    )


def _entry(number: int) -> str:
    title, summary, _, _ = small_texts()[number % BODIES]
    when = (START + timedelta(minutes=number)).isoformat()
    return (
        f'<entry><title>{title}</title>\n<link href="{SITE}stories/2026/{number}"/>\n'
        f"<id>{SITE}stories/2026/{number}</id>\n"
        f"<updated>{when}</updated>\n<summary>{summary}</summary></entry>\n"
    )
