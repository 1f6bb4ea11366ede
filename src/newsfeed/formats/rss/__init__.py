"""RSS 2.0 (the specification of 2009 with the Best Practices Profile)."""

import re

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_ROOT = re.compile(rb"<rss[\s/>]|<rdf:RDF[\s>]|<(?:\w+:)?RDF\s[^>]*http://(?:purl\.org/rss/|my\.netscape\.com/rdf/)")


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like an RSS feed."""
    return head.startswith(b"<") and _ROOT.search(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.rss import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.rss import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.rss import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.rss import rules

    return rules


FORMAT = Format(
    name="rss",
    title="RSS 2.0",
    media_type="application/rss+xml",
    suffixes=(".rss", ".rss.xml"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("cache", "description", "headings", "profile", "stylesheet")),
    standard="https://www.rssboard.org/rss-specification",
    public=True,
    subscribable=True,
)
