"""RSS 2.0 (the specification of 2009 with the Best Practices Profile)."""

import re

from newsfeed.plugins import Format

_ROOT = re.compile(rb"<rss[\s/>]|<rdf:RDF[\s>]|<(?:\w+:)?RDF\s[^>]*http://(?:purl\.org/rss/|my\.netscape\.com/rdf/)")


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like an RSS feed."""
    return head.startswith(b"<") and _ROOT.search(head) is not None


FORMAT = Format(
    name="rss",
    title="RSS 2.0",
    media_type="application/rss+xml",
    suffixes=(".rss", ".rss.xml"),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    caches=True,
    validates=True,
    standard="https://www.rssboard.org/rss-specification",
)
