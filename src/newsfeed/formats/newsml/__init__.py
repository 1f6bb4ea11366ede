"""NewsML-G2 2.35 of the IPTC, Power conformance: a story is a `<newsItem>`, a feed a `<newsMessage>` of items.

The reader, the writer and the rules of NewsML-G2 belong here, with the names of its elements and vocabularies; the XML
Schema itself is in `schemas/newsml`.
"""

import re

from newsfeed.plugins import Format

_NAMESPACE = b"http://iptc.org/std/nar/2006-10-01/"
_ROOT_TAG = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:([\w.-]+):)?[\w.-]+([^<]*)", re.DOTALL
)


def looks_like(head: bytes) -> bool:
    """Return whether the root element is in the namespace of the News Architecture, under any prefix.

    Args:
        head: the first bytes of a document.
    """
    match = _ROOT_TAG.match(head)
    if match is None:
        return False
    prefix, attributes = match.groups()
    declaration = rb"xmlns:" + re.escape(prefix) if prefix else rb"xmlns"
    pattern = rb"\s" + declaration + rb"\s*=\s*[\"']" + re.escape(_NAMESPACE) + rb"[\"']"
    return re.search(pattern, attributes) is not None


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
