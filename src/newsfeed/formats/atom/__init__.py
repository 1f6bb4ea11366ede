"""Atom (RFC 4287), with paged and archived feeds (RFC 5005) and tombstones (RFC 6721)."""

import re

from newsfeed.plugins import Format

_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:feed|entry)\s[^>]*(?:http://www\.w3\.org/2005/Atom|http://purl\.org/atom/ns#)|<feed[\s>]"
)


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like an Atom feed or entry, or one of a predecessor of Atom."""
    return head.startswith(b"<") and _ROOT.search(head) is not None


FORMAT = Format(
    name="atom",
    title="Atom",
    media_type="application/atom+xml",
    suffixes=(".atom", ".atom.xml"),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    caches=True,
    validates=True,
    standard="https://www.rfc-editor.org/rfc/rfc4287",
)
