"""NewsML-G2 2.35 of the IPTC, Power conformance: a story is a newsItem, a feed a newsMessage."""

import re

from newsfeed.plugins import Format

_NAMESPACE = b"http://iptc.org/std/nar/2006-10-01/"
_PROLOG = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:([\w.-]+):)?[\w.-]+([^<]*)", re.DOTALL
)


def looks_like(head: bytes) -> bool:
    """Whether the root element is in the namespace of the News Architecture, whatever its prefix."""
    found = _PROLOG.match(head)
    if found is None:
        return False
    name = rb"xmlns:" + re.escape(found[1]) if found[1] else rb"xmlns"
    return re.search(rb"\s" + name + rb"\s*=\s*[\"']" + re.escape(_NAMESPACE) + rb"[\"']", found[2]) is not None


FORMAT = Format(
    name="newsml",
    title="NewsML-G2",
    media_type="application/vnd.iptc.g2.newsitem+xml",
    suffixes=(".newsml.xml", ".newsml"),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    caches=True,
    validates=True,
    standard="https://iptc.org/std/NewsML-G2/",
)
