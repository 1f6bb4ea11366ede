"""Element names as prefix and local name, independent of the spelling of the namespace in the document."""

from functools import lru_cache
from typing import Final

from newsfeed.values.namespaces import ATOM, CC, CONTENT, DC, DCTERMS, FH, MEDIA, PODCAST, SY, TOMBSTONES, XHTML, XML

CORE: Final = ""
"""The prefix of RSS's own elements: those in no namespace, or in one of the many that RSS has had over the years."""

_NAMESPACES: Final = {
    "": CORE,
    "http://purl.org/rss/1.0/": CORE,
    "http://my.netscape.com/rdf/simple/0.9/": CORE,
    "http://channel.netscape.com/rdf/simple/0.9/": CORE,
    "http://backend.userland.com/rss": CORE,
    "http://backend.userland.com/rss2": CORE,
    "http://backend.userland.com/rss091": CORE,
    "http://blogs.law.harvard.edu/tech/rss": CORE,
    "http://www.rssboard.org/rss-specification": CORE,
    "http://purl.org/net/rss1.1#": CORE,
    "http://purl.org/echo/": "atom",
    "uri/of/echo/namespace#": "atom",
    "http://purl.org/pie/": "atom",
    "http://purl.org/atom/ns#": "atom",
    ATOM: "atom",
    ATOM.replace("http:", "https:"): "atom",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    DC: "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    DCTERMS: "dcterms",
    CONTENT: "content",
    MEDIA: "media",
    MEDIA.removesuffix("/"): "media",
    "http://search.yahoo.com/rss/": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss/": "media",
    "http://tools.search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    PODCAST: "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    CC: "creativecommons",
    CC.replace("Module", ""): "creativecommons",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#": "cc",
    FH: "fh",
    TOMBSTONES: "at",
    "http://source.scripting.com/": "source",
    SY: "sy",
    XHTML: "xhtml",
    XML: "xml",
}


@lru_cache(maxsize=4096)
def element_key(tag: str) -> str:
    """Return the key of an element in the tables of this package, in lower case: `title`, `dc:creator`.

    Args:
        tag: the name in Clark notation.

    Returns:
        "" if no table has elements of the namespace.
    """
    namespace, _, local = tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:].strip()) if namespace else CORE
    if prefix is None:
        prefix = _NAMESPACES.get(namespace[1:].strip().lower())
    if prefix is None:
        return ""
    return f"{prefix}:{local.lower()}" if prefix else local.lower()
