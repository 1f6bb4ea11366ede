"""XML namespaces in feeds, and their customary prefixes."""

from typing import Final

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
ADMIN: Final = "http://webns.net/mvcb/"
AG: Final = "http://purl.org/rss/1.0/modules/aggregation/"
ANNOTATE: Final = "http://purl.org/rss/1.0/modules/annotate/"
APP: Final = "http://www.w3.org/2007/app"
AUDIO: Final = "http://media.tangent.org/rss/1.0/"
BLOG_CHANNEL: Final = "http://backend.userland.com/blogChannelModule"
CC_RDF: Final = "http://web.resource.org/cc/"
COMPANY: Final = "http://purl.org/rss/1.0/modules/company/"
CP: Final = "http://my.theinfo.org/changed/1.0/rss/"
EMAIL: Final = "http://purl.org/rss/1.0/modules/email/"
EV: Final = "http://purl.org/rss/1.0/modules/event/"
FEEDBURNER: Final = "http://rssnamespace.org/feedburner/ext/1.0"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
G: Final = "http://base.google.com/ns/1.0"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEORSS: Final = "http://www.georss.org/georss"
GML: Final = "http://www.opengis.net/gml"
ICBM: Final = "http://postneo.com/icbm"
IMAGE: Final = "http://purl.org/rss/1.0/modules/image/"
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
L: Final = "http://purl.org/rss/1.0/modules/link/"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
OPENSEARCH10: Final = "http://a9.com/-/spec/opensearchrss/1.0/"
OPENSEARCH: Final = "http://a9.com/-/spec/opensearch/1.1/"
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

PREFIXES: Final = {
    ADMIN: "admin",
    AG: "ag",
    ANNOTATE: "annotate",
    APP: "app",
    ATOM: "atom",
    AUDIO: "audio",
    BLOG_CHANNEL: "blogChannel",
    CC: "creativeCommons",
    CC_RDF: "cc",
    COMPANY: "company",
    CONTENT: "content",
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
    GML: "gml",
    ICBM: "icbm",
    IMAGE: "image",
    ITUNES: "itunes",
    L: "l",
    MATHML: "mathml",
    MEDIA: "media",
    OPENSEARCH: "opensearch",
    OPENSEARCH10: "opensearch10",
    PINGBACK: "pingback",
    PRISM: "prism",
    RDF: "rdf",
    REF: "ref",
    RSS10: "rss",
    RSS090: "rss090",
    SEARCH: "search",
    SLASH: "slash",
    SSE: "sx",
    SVG: "svg",
    SY: "sy",
    TAXO: "taxo",
    THR: "thr",
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

CLOSED: Final = frozenset((ATOM, CC, CONTENT, FH, GEORSS, SLASH, SY, THR, TOMBSTONES, WFW))
"""Namespaces with a complete list of elements in their specifications: any other element is a misspelling."""


def split_name(name: str) -> tuple[str, str]:
    """Split a name in Clark notation into its namespace, "" for none, and its local part."""
    if name.startswith("{"):
        namespace, _, local = name[1:].partition("}")
        return namespace, local
    return "", name
