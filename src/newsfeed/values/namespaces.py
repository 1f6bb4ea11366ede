"""XML namespaces in feeds, and their customary prefixes."""

import re
from functools import lru_cache
from typing import Final

from newsfeed.values.patterns import pattern

XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"
ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
MEDIA: Final = "http://search.yahoo.com/mrss/"
SY: Final = "http://purl.org/rss/1.0/modules/syndication/"
FH: Final = "http://purl.org/syndication/history/1.0"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
CC: Final = "http://backend.userland.com/creativeCommonsRssModule"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS10: Final = "http://purl.org/rss/1.0/"
RSS090: Final = "http://my.netscape.com/rdf/simple/0.9/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
RSS11: Final = "http://purl.org/net/rss1.1#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
ACCESS: Final = "http://www.bloglines.com/about/specs/fac-1.0"
ADMIN: Final = "http://webns.net/mvcb/"
AG: Final = "http://purl.org/rss/1.0/modules/aggregation/"
ANNOTATE: Final = "http://purl.org/rss/1.0/modules/annotate/"
APP: Final = "http://www.w3.org/2007/app"
AUDIO: Final = "http://media.tangent.org/rss/1.0/"
BLOG_CHANNEL: Final = "http://backend.userland.com/blogChannelModule"
CC_RDF: Final = "http://web.resource.org/cc/"
CF: Final = "http://www.microsoft.com/schemas/rss/core/2005"
COMPANY: Final = "http://purl.org/rss/1.0/modules/company"
CONVERSATIONS: Final = "http://conversationsnetwork.org/rssNamespace-1.0/"
CP: Final = "http://my.theinfo.org/changed/1.0/rss/"
EMAIL: Final = "http://purl.org/rss/1.0/modules/email/"
EV: Final = "http://purl.org/rss/1.0/modules/event/"
FEEDBURNER: Final = "http://rssnamespace.org/feedburner/ext/1.0"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
G: Final = "http://base.google.com/ns/1.0"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEOURL: Final = "http://geourl.org/rss/module/"
GEORSS: Final = "http://www.georss.org/georss"
GML: Final = "http://www.opengis.net/gml"
ICBM: Final = "http://postneo.com/icbm"
IMAGE: Final = "http://purl.org/rss/1.0/modules/image/"
INDEXING: Final = "urn:atom-extension:indexing"
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
L: Final = "http://purl.org/rss/1.0/modules/link/"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
OPENSEARCH10: Final = "http://a9.com/-/spec/opensearchrss/1.0/"
OPENSEARCH: Final = "http://a9.com/-/spec/opensearch/1.1/"
OPML: Final = "http://www.opml.org/spec2"
PINGBACK: Final = "http://madskills.com/public/xml/rss/module/pingback/"
PRISM: Final = "http://prismstandard.org/namespaces/1.2/basic/"
REF: Final = "http://purl.org/rss/1.0/modules/reference/"
SEARCH: Final = "http://purl.org/rss/1.0/modules/search/"
SLASH: Final = "http://purl.org/rss/1.0/modules/slash/"
SSE: Final = "http://feedsync.org/2007/feedsync"
SVG: Final = "http://www.w3.org/2000/svg"
TAXO: Final = "http://purl.org/rss/1.0/modules/taxonomy/"
THR: Final = "http://purl.org/syndication/thread/1.0"
TRACKBACK: Final = "http://madskills.com/public/xml/rss/module/trackback/"
WFW: Final = "http://wellformedweb.org/CommentAPI/"
WIKI: Final = "http://purl.org/rss/1.0/modules/wiki/"
XLINK: Final = "http://www.w3.org/1999/xlink"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
NEWSML: Final = "http://iptc.org/std/nar/2006-10-01/"
RSL: Final = "https://rslstandard.org/rsl"
JSONFEED: Final = "https://jsonfeed.org/version/1.1"
"""Stands for the extension members of JSON Feed, which is no vocabulary of XML."""
NINJS: Final = "http://iptc.org/std/ninjs/"
"""Stands for the members of ninjs objects, which is no vocabulary of XML."""

PREFIXES: Final = {
    ACCESS: "access",
    ADMIN: "admin",
    AG: "ag",
    ANNOTATE: "annotate",
    APP: "app",
    ATOM: "atom",
    AUDIO: "audio",
    BLOG_CHANNEL: "blogChannel",
    CC: "creativeCommons",
    CC_RDF: "cc",
    CF: "cf",
    COMPANY: "company",
    CONTENT: "content",
    CONVERSATIONS: "conversationsNetwork",
    CP: "cp",
    DC: "dc",
    DCTERMS: "dcterms",
    EMAIL: "email",
    EV: "ev",
    FEEDBURNER: "feedburner",
    FH: "fh",
    FOAF: "foaf",
    G: "g",
    GEO: "geo",
    GEORSS: "georss",
    GEOURL: "geourl",
    GML: "gml",
    ICBM: "icbm",
    IMAGE: "image",
    INDEXING: "indexing",
    ITUNES: "itunes",
    L: "l",
    MATHML: "mathml",
    MEDIA: "media",
    OPENSEARCH: "opensearch",
    OPENSEARCH10: "opensearch10",
    OPML: "opml",
    PINGBACK: "pingback",
    PRISM: "prism",
    RDF: "rdf",
    RDFS: "rdfs",
    REF: "ref",
    RSS10: "rss",
    RSS090: "rss090",
    RSS11: "rss11",
    RSL: "rsl",
    SEARCH: "search",
    SLASH: "slash",
    SSE: "sx",
    SVG: "svg",
    SY: "sy",
    TAXO: "taxo",
    THR: "thr",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://purl.org/rss/1.0/modules/richequiv/": "reqv",
    "http://purl.org/rss/1.0/modules/rss091#": "rss091",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://purl.org/rss/1.0/modules/subscription/": "sub",
    "http://schemas.xmlsoap.org/soap/envelope/": "soap",
    "http://openid.net/xmlns/1.0": "openid",
    TOMBSTONES: "at",
    TRACKBACK: "trackback",
    WFW: "wfw",
    WIKI: "wiki",
    XHTML: "xhtml",
    XLINK: "xlink",
    XML: "xml",
    XSI: "xsi",
}
"""The customary prefix of each namespace."""

_CUSTOMARY: Final = PREFIXES | {
    JSONFEED: "jsonfeed",
    NINJS: "ninjs",
    PODCAST: "podcast",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://creativecommons.org/ns#": "cc",
    "http://podlove.org/simple-chapters": "psc",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://schemas.google.com/g/2005": "gd",
    "http://schemas.ingestion.microsoft.com/common/": "mi",
    "http://source.scripting.com/": "source",
    "http://webfeeds.org/rss/1.0": "webfeeds",
    "http://www.blogger.com/atom/ns#": "blogger",
    "http://www.georss.org/georss/10": "georss",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "https://blubrry.com/developer/rawvoice-rss/": "rawvoice",
    "http://www.smartnews.be/snf": "snf",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://www.youtube.com/xml/schemas/2015": "yt",
    "http://gdata.youtube.com/schemas/2007": "yt",
    "http://www.opengis.net/gml/3.2": "gml",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://rdfs.org/sioc/ns#": "sioc",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
    "http://schema.org/": "schema",
    "https://schema.org/": "schema",
    "http://ogp.me/ns#": "og",
    "http://search.yahoo.com/mrss": "media",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
}
"""The customary prefixes of all vocabularies known by name, including those that the validators have no rules for."""


def customary_prefix(namespace: str) -> str:
    """Return the prefix that feeds usually write for a namespace, or "" if it is not known by name."""
    return _CUSTOMARY.get(namespace) or _CUSTOMARY.get(namespace.lower(), "")


LIVING: Final = {
    "https://podcastindex.org/namespace/1.0": "Podcasting 2.0",
    "http://podcastindex.org/namespace/1.0": "Podcasting 2.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "Podcasting 2.0",
    "http://podlove.org/simple-chapters": "Podlove Simple Chapters",
    "http://www.spotify.com/ns/rss": "Spotify",
    "https://www.spotify.com/ns/rss": "Spotify",
    "http://www.google.com/schemas/play-podcasts/1.0": "Google Play podcasts",
    "http://www.google.com/schemas/play-podcasts/1.0/": "Google Play podcasts",
    "http://www.rawvoice.com/rawvoiceRssModule/": "RawVoice",
    "https://blubrry.com/developer/rawvoice-rss/": "RawVoice",
    "https://schema.acast.com/1.0/": "Acast",
    "https://anchor.fm/xmlns": "Anchor",
    "https://omny.fm/rss-extensions": "Omny Studio",
    "http://fireside.fm/modules/rss/fireside": "Fireside",
    "http://bbc.co.uk/2009/01/ppgRss": "BBC programme guide",
    "http://www.youtube.com/xml/schemas/2015": "YouTube",
    "http://schemas.google.com/g/2005": "Google Data",
    "http://schemas.google.com/gCal/2005": "Google Calendar",
    "http://schemas.google.com/photos/2007": "Google Photos",
    "http://schemas.google.com/contact/2008": "Google Contacts",
    "http://schemas.google.com/blogger/2008": "Blogger",
    "http://www.blogger.com/atom/ns#": "Blogger",
    "http://www.google.com/schemas/reader/atom/": "Google Reader",
    "http://activitystrea.ms/spec/1.0/": "Activity Streams",
    "http://portablecontacts.net/spec/1.0": "Portable Contacts",
    "http://schemas.microsoft.com/ado/2007/08/dataservices": "OData",
    "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata": "OData",
    "http://schemas.ingestion.microsoft.com/common/": "Microsoft Start (MSN)",
    "http://www.smartnews.be/snf": "SmartFormat",
    "http://webfeeds.org/rss/1.0": "webfeeds",
    "http://www.nytimes.com/namespaces/rss/2.0": "The New York Times",
    "https://www.nytimes.com/namespaces/rss/2.0": "The New York Times",
    "http://news.yandex.ru": "Yandex News",
    "http://source.scripting.com/": "source",
    "https://source.scripting.com/": "source",
    "http://rslstandard.org/rsl": "Really Simple Licensing",
    "http://prismstandard.org/namespaces/basic/1.2/": "PRISM",
    "http://prismstandard.org/namespaces/basic/2.0/": "PRISM",
    "http://prismstandard.org/namespaces/basic/2.1/": "PRISM",
    "http://prismstandard.org/namespaces/basic/3.0/": "PRISM",
    "http://purl.org/rss/1.0/modules/prism/": "PRISM",
    "http://schema.org/": "Schema.org",
    "https://schema.org/": "Schema.org",
    "http://wordpress.org/export/1.2/": "WordPress export",
    "http://wordpress.org/export/1.2/excerpt/": "WordPress export",
    "com-wordpress:feed-additions:1": "WordPress.com",
    "http://www.w3.org/2001/XInclude": "XInclude",
}
"""Vocabularies in use that have no rules here, with their names."""

CHECKED: Final = frozenset(
    (ACCESS, ADMIN, AG, ANNOTATE, ATOM, BLOG_CHANNEL, CC, CC_RDF, CF, CONTENT, CONVERSATIONS, CP, DC, DCTERMS, EV,
     FEEDBURNER, FH, FOAF, GEO, GEORSS, GEOURL, GML, ICBM, ITUNES, L, MEDIA, OPENSEARCH, OPENSEARCH10, OPML, RSL, SLASH,
     SSE, SY, TAXO, THR, TOMBSTONES, TRACKBACK, WFW, WIKI)
)  # fmt: skip
"""Vocabularies whose elements are all known, with their parents: any other is misspelled or misplaced."""

_LAST_WORD: Final = re.compile(r"(?s).*\w")


def _essential_part(namespace: str) -> str:
    match = _LAST_WORD.match(namespace)
    return match[0].lower() if match else namespace


_BY_ESSENTIAL_PART: Final = {_essential_part(namespace): namespace for namespace in PREFIXES}
_LIVING_NAMES: Final = {_essential_part(namespace).partition(":")[2]: name for namespace, name in LIVING.items()}


def living_vocabulary(namespace: str) -> str:
    """Return the name of a vocabulary in use that has no rules here, or "".

    Publishers write these namespaces with http and https, and with and without the last slash.
    """
    return _LIVING_NAMES.get(_essential_part(namespace).partition(":")[2], "")


def correct_namespace(namespace: str) -> str:
    """Return the namespace that a misspelled one is meant to be: it differs in case or in the signs at its end.

    Returns:
        "" if the namespace is not misspelled, or nothing is like it.
    """
    if namespace in PREFIXES or living_vocabulary(namespace):
        return ""
    return _BY_ESSENTIAL_PART.get(_essential_part(namespace), "")


_URI_CHARACTER: Final = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})"
_NAME_CHARACTER: Final = _URI_CHARACTER.replace("@", "")
_AUTHORITY: Final = (
    rf"(?:(?:{_NAME_CHARACTER}|:)*+@)?(?:\[[0-9A-Fa-f:.]+\]|{_NAME_CHARACTER}*+)(?::[0-9]++)?(?=[/?#]|\Z)"
)
_NAMESPACE: Final = pattern(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*+:(?://{_AUTHORITY}|(?!//))|(?=[^:/?#]*+(?:[/?#]|\Z))(?!//))"
    rf"(?:{_URI_CHARACTER}|[:/])*+(?:\?(?:{_URI_CHARACTER}|[:/?])*+)?(?:\#(?:{_URI_CHARACTER}|[:/?])*+)?"
)
"""A URI reference (RFC 3986, 4.1) as libxml2 requires for a namespace, except one that begins with `//`."""

_XMLNS: Final = "http://www.w3.org/2000/xmlns/"


@lru_cache(maxsize=1024)
def is_namespace(text: str) -> bool:
    """Return whether XML readers accept a text as the name of a namespace: a URI reference in ASCII, and not that of xmlns."""
    return text != _XMLNS and _NAMESPACE.fullmatch(text) is not None


def split_name(name: str) -> tuple[str, str]:
    """Split a name in Clark notation into its namespace, "" for none, and its local part."""
    if name.startswith("{"):
        namespace, _, local = name[1:].partition("}")
        return namespace, local
    return "", name
