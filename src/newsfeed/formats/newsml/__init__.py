"""NewsML-G2 2.35 of the IPTC, Power conformance: a story is a `<newsItem>`, a feed a `<newsMessage>` of items.

The reader, the writer and the rules of NewsML-G2 belong here, with the names of its elements and vocabularies; the XML
Schema itself is in `schemas/newsml`.
"""

import re

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_NAMESPACE = b"http://iptc.org/std/nar/2006-10-01/"
_ROOT_TAG = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:([\w.-]+):)?([\w.-]+)([^<]*)", re.DOTALL
)


def looks_like(head: bytes) -> bool:
    """Return whether the root element is in the namespace of the News Architecture, or that of a predecessor.

    Args:
        head: the first bytes of a document.
    """
    match = _ROOT_TAG.match(head)
    if match is None:
        return False
    prefix, name, attributes = match.groups()
    if name in (b"nitf", b"NewsML"):
        return True
    declaration = rb"xmlns:" + re.escape(prefix) if prefix else rb"xmlns"
    pattern = rb"\s" + declaration + rb"\s*=\s*[\"']" + re.escape(_NAMESPACE) + rb"[\"']"
    return re.search(pattern, attributes) is not None


def _reader() -> Reader:
    from newsfeed.formats.newsml import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.newsml import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.newsml import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.newsml import rules

    return rules


FORMAT = Format(
    name="newsml",
    title="NewsML-G2",
    media_type="application/vnd.iptc.g2.newsitem+xml",
    suffixes=(".newsml.xml", ".newsml"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("cache", "headings", "mode")),
    standard="https://iptc.org/std/NewsML-G2/",
)
