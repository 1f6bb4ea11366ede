"""Sitemaps (sitemaps.org 0.9), with Google's news, images, videos and translations."""

import re

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s/>]")
_ADDRESS = re.compile(rb"https?://[^\s<>\"]+")
_STARTS = (b"http://", b"https://")


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like a sitemap or sitemap index, or has nothing but addresses in its lines."""
    if head.startswith(b"<"):
        return _ROOT.search(head) is not None
    lines = [line.strip() for line in head.split(b"\n")]
    *complete_lines, last_line = lines  # the head of a document may cut the last address
    addresses = [line for line in complete_lines if line]
    is_cut = _ADDRESS.fullmatch(last_line) or any(start.startswith(last_line) for start in _STARTS)
    return bool(addresses) and bool(is_cut) and all(map(_ADDRESS.fullmatch, addresses))


def _reader() -> Reader:
    from newsfeed.formats.sitemap import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.sitemap import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.sitemap import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.sitemap import rules

    return rules


FORMAT = Format(
    name="sitemap",
    title="Sitemap",
    media_type="application/xml",
    suffixes=(".sitemap.xml",),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("version",)),
    versions=("plain", "news"),
    standard="https://www.sitemaps.org/protocol.html",
    public=True,
    feed_file="sitemap.xml",
    carries_stories=False,
    published=True,
)
