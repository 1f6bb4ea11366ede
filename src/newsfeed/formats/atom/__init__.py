"""Atom (RFC 4287), with paged and archived feeds (RFC 5005) and tombstones (RFC 6721)."""

import re

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:feed|entry)\s[^>]*(?:http://www\.w3\.org/2005/Atom|http://purl\.org/atom/ns#)|<feed[\s>]"
)


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like an Atom feed or entry, or one of a predecessor of Atom."""
    return head.startswith(b"<") and _ROOT.search(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.atom import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.atom import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.atom import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.atom import rules

    return rules


FORMAT = Format(
    name="atom",
    title="Atom",
    media_type="application/atom+xml",
    suffixes=(".atom", ".atom.xml"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("cache", "headings", "profile", "stylesheet")),
    standard="https://www.rfc-editor.org/rfc/rfc4287",
    public=True,
    subscribable=True,
    tombstones=True,
)
