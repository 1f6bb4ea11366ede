"""Tables of the elements that RSS modules and other vocabularies add to feeds and entries, each with its allowed parents.

Podcasts, Media RSS, places and Google Base have tables of their own.
"""

import codecs
from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules import geo, google_base, itunes, media
from newsfeed.syndication.rules.schemas import (
    check_markup,
    check_plain_text,
    check_undefined_content,
    extension_element,
    extension_elements,
    resource_element,
)
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import (
    ELEMENTS,
    EMPTY,
    UNCHECKED,
    AttributeSchema,
    ElementSchema,
)
from newsfeed.validation.faults import Fault, all_checks, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import (
    ACCESS,
    ADMIN,
    AG,
    ANNOTATE,
    AUDIO,
    BLOG_CHANNEL,
    CC,
    CC_RDF,
    CF,
    CONTENT,
    CONVERSATIONS,
    CP,
    DC,
    DCTERMS,
    EV,
    FEEDBURNER,
    FH,
    FOAF,
    OPENSEARCH,
    OPENSEARCH10,
    OPML,
    PINGBACK,
    RDF,
    RDFS,
    SLASH,
    SSE,
    SY,
    TAXO,
    THR,
    TRACKBACK,
    WFW,
    WIKI,
    XHTML,
    L,
    split_name,
)


def element_schemas(parent: str) -> list[ElementSchema]:
    """Return the schemas of all extension elements; each call returns new ones.

    Args:
        parent: `feed` for those of a feed or channel, `entry` for those of an entry or item.
    """
    return [*_feed_schemas(), *_shared_schemas()] if parent == "feed" else [*_entry_schemas(), *_shared_schemas()]


# --- of any part of a feed ---


def describing_schemas() -> list[ElementSchema]:
    """Return the schemas of elements that may describe any part of a feed; each call returns new ones."""
    return [*_dublin_core(), *_dcterms(), *_rdf(), *geo.element_schemas(), *_opml()]


def part_schemas() -> list[ElementSchema]:
    """Return the schemas of extension elements in a part of a feed such as its image; each call returns new ones."""
    return [*describing_schemas(), *_creators(), *_licenses()]


_ENTRIES: Final = ("item", "entry")
_DC_REPEATED: Final = "publisher contributor identifier relation coverage"
_DC_ONCE: Final = "title description type format source"


def _dublin_core() -> list[ElementSchema]:
    return [
        *extension_elements(DC, _DC_REPEATED, once=False),
        *extension_elements(DC, _DC_ONCE),
        extension_element(DC, "rights", rules=(check_plain_text,)),
        extension_element(DC, "language", values.language),
    ]


def _creators() -> list[ElementSchema]:
    """Return the schemas of the elements of Dublin Core that repeat one of the feed format."""
    return [
        *extension_elements(DC, "creator subject", once=False),
        extension_element(DC, "date", values.W3CDTF, once=False, rules=(_check_feed_date,)),
    ]


def _check_feed_date(node: Node) -> Iterable[Fault]:
    """Warn of a second date of a feed, a rule of its schema; Dublin Core allows it, but readers take one of them."""
    parent = node.parent
    if (
        parent is not None
        and parent.counts.get(str(node.element.tag), 0) > 1
        and split_name(parent.schema.name)[1] not in _ENTRIES
    ):
        message = f"<{parent.walk.qualified_name(parent.schema.name)}> has more than one <dc:date>: keep one"
        yield Fault("duplicate", "DuplicateElement", message, severity=Severity.WARNING)


_DCTERMS_DATES: Final = "created issued modified dateAccepted dateCopyrighted dateSubmitted"
_DCTERMS_ONCE: Final = "abstract extent mediator"
_DCTERMS_RESOURCES: Final = """
    tableOfContents isVersionOf hasVersion isReplacedBy replaces isRequiredBy requires isPartOf hasPart isReferencedBy
    references isFormatOf hasFormat conformsTo
"""
_DCTERMS_ANY: Final = """
    accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available bibliographicCitation
    contributor coverage creator date description educationLevel format identifier instructionalMethod license medium
    provenance publisher relation rights rightsHolder source spatial subject temporal title type valid
"""


def _dcterms() -> list[ElementSchema]:
    return [
        *extension_elements(DCTERMS, _DCTERMS_DATES, values.W3CDTF),
        *extension_elements(DCTERMS, _DCTERMS_ONCE),
        *(resource_element(DCTERMS, name, once=False) for name in _DCTERMS_RESOURCES.split()),
        *extension_elements(DCTERMS, _DCTERMS_ANY, content=UNCHECKED, once=False, foreign=True),
        extension_element(DCTERMS, "language", values.language, once=False),
    ]


def _rdf() -> list[ElementSchema]:
    return [
        *extension_elements(RDF, "RDF type Description", content=UNCHECKED, once=False, foreign=True),
        resource_element(RDFS, "seeAlso", once=False),
    ]


def _opml() -> list[ElementSchema]:
    return [
        *extension_elements(OPML, "dateCreated dateModified", values.rfc822),
        extension_element(OPML, "ownerName", rules=(check_markup,)),
        extension_element(OPML, "ownerEmail", values.email),
        extension_element(OPML, "ownerId", links.http_url),
    ]


# --- of feeds and entries ---


def _licenses() -> list[ElementSchema]:
    """Return the schemas of Creative Commons licenses."""
    return [
        extension_element(CC, "license", links.absolute_uri, once=False),
        resource_element(CC_RDF, "license", once=False),
    ]


def _shared_schemas() -> list[ElementSchema]:
    return [
        *part_schemas(),
        *media.feed_schemas(),
        extension_element(TAXO, "topics", content=UNCHECKED, once=False, foreign=True),
        extension_element(L, "link", attributes=_L_LINK, once=False),
        extension_element(FOAF, "maker", content=UNCHECKED, once=False, foreign=True),
        extension_element(FEEDBURNER, "awareness", links.absolute_uri),
        extension_element(
            THR, "in-reply-to", content=UNCHECKED, once=False, attributes=_REPLY, rules=(check_undefined_content,)
        ),
    ]


def _type_or_link(text: str) -> Iterable[Fault]:
    return links.absolute_uri(text) if ":" in text else values.media_type("InvalidMIMEType")(text)


_L_LINK: Final = {
    f"{{{RDF}}}resource": AttributeSchema(links.uri_reference),
    f"{{{DC}}}title": AttributeSchema(),
    f"{{{L}}}rel": AttributeSchema(links.absolute_uri, required=True),
    f"{{{L}}}type": AttributeSchema(_type_or_link),
    f"{{{L}}}lang": AttributeSchema(values.language),
    f"{{{L}}}title": AttributeSchema(),
}
_REPLY: Final = {
    "ref": AttributeSchema(all_checks(links.absolute_iri, links.check_canonical), required=True),
    "href": AttributeSchema(links.iri_reference),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "source": AttributeSchema(links.iri_reference),
}


# --- of feeds ---


def _feed_schemas() -> list[ElementSchema]:
    return [
        extension_element(SY, "updatePeriod", _PERIODS),
        extension_element(SY, "updateFrequency", values.POSITIVE),
        extension_element(SY, "updateBase", values.W3CDTF),
        *extension_elements(FH, "complete archive", content=EMPTY),
        resource_element(ADMIN, "generatorAgent"),
        resource_element(ADMIN, "errorReportsTo"),
        *extension_elements(BLOG_CHANNEL, "blogRoll mySubscriptions blink changes", links.absolute_uri),
        resource_element(CP, "server", once=False),
        extension_element(WIKI, "interwiki", once=False),
        *_common_feed_list(),
        *_feedburner(),
        *_search(OPENSEARCH),
        *_search(OPENSEARCH10),
        *_xhtml(),
        _sharing(),
        restriction(),
        *itunes.feed_schemas(),
    ]


_PERIODS: Final = values.one_of(("hourly", "daily", "weekly", "monthly", "yearly"), "InvalidUpdatePeriod")


def restriction() -> ElementSchema:
    """Return the schema of Bloglines' restriction of access to a feed."""
    relationship = values.one_of(("allow", "deny"), "InvalidAccessRestrictionRel")
    attributes = {"relationship": AttributeSchema(relationship, required=True)}
    return extension_element(ACCESS, "restriction", content=EMPTY, attributes=attributes)


def _common_feed_list() -> list[ElementSchema]:
    """Return the schemas of Microsoft's Simple List Extensions."""
    labels = {name: AttributeSchema() for name in ("element", "label", "ns")}
    sort = {**labels, "data-type": AttributeSchema(), "default": AttributeSchema()}
    return [
        extension_element(CF, "listinfo", content=ELEMENTS, once=False).contain(
            extension_element(CF, "sort", content=EMPTY, once=False, attributes=sort),
            extension_element(CF, "group", content=EMPTY, once=False, attributes=labels),
        ),
        extension_element(CF, "treatAs", once=False),
    ]


def _feedburner() -> list[ElementSchema]:
    link = AttributeSchema(links.iri_reference, required=True)
    view = {"href": AttributeSchema(links.absolute_uri, required=True)}
    return [
        extension_element(FEEDBURNER, "browserFriendly", rules=(check_plain_text,)),
        extension_element(FEEDBURNER, "emailServiceId"),
        extension_element(
            FEEDBURNER, "feedFlare", once=False, attributes={"href": link, "src": link}, rules=(check_plain_text,)
        ),
        extension_element(FEEDBURNER, "info", content=EMPTY, once=False, attributes={"uri": link}),
        extension_element(FEEDBURNER, "feedburnerHostname", links.absolute_uri),
        extension_element(FEEDBURNER, "xmlView", content=EMPTY, once=False, attributes=view),
    ]


def _encoding(text: str) -> Iterable[Fault]:
    try:
        codecs.lookup(text)
    except (LookupError, ValueError):
        yield Fault("invalid", "InvalidEncoding", f"write the name of an encoding such as UTF-8, not {quote(text)}")


def _search(namespace: str) -> list[ElementSchema]:
    query = {
        "role": AttributeSchema(_ROLE, required=True),
        "title": AttributeSchema(values.at_most(256)),
        "totalResults": AttributeSchema(values.NOT_NEGATIVE),
        "count": AttributeSchema(values.NOT_NEGATIVE),
        "startIndex": AttributeSchema(values.ANY_INTEGER),
        "startPage": AttributeSchema(values.ANY_INTEGER),
        "language": AttributeSchema(values.language),
        "inputEncoding": AttributeSchema(_encoding),
        "outputEncoding": AttributeSchema(_encoding),
        "searchTerms": AttributeSchema(_URL_ENCODED),
        "parameter": AttributeSchema(),
    }
    return [
        *extension_elements(namespace, "totalResults itemsPerPage", values.NOT_NEGATIVE),
        extension_element(namespace, "startIndex", values.ANY_INTEGER),
        extension_element(namespace, "Query", content=EMPTY, once=False, attributes=query, foreign=True),
    ]


_ROLE: Final = values.matching(
    "request|example|related|correction|subset|superset|[A-Za-z][A-Za-z0-9]*:[A-Za-z]+",
    "InvalidLocalRole",
    "request, example or related",
)
_URL_ENCODED: Final = values.matching(
    r"(?:[A-Za-z0-9_.~/ -]|%[0-9A-Fa-f]{2})*+", "NotURLEncoded", "text with %20 for a space and %26 for an ampersand"
)


def _xhtml() -> list[ElementSchema]:
    """Return the schemas of the elements of XHTML that a feed may have outside its texts."""
    meta = {
        "name": AttributeSchema(values.one_of(("robots",), "InvalidMetaName", fold=True), required=True),
        "content": AttributeSchema(_ROBOTS, required=True),
    }
    return [
        extension_element(XHTML, "meta", content=EMPTY, once=False, attributes=meta),
        extension_element(XHTML, "div", content=UNCHECKED, once=False, foreign=True),
    ]


_ROBOTS: Final = values.matching(
    "(?i:all|none|(?:no)?index(?:,(?:no)?follow)?|(?:no)?follow(?:,(?:no)?index)?)",
    "InvalidMetaContent",
    "a rule for robots such as noindex,nofollow",
)


def _sharing() -> ElementSchema:
    """Return the schema of FeedSync's description of a shared feed."""
    related = {
        "link": AttributeSchema(links.absolute_uri, required=True),
        "title": AttributeSchema(values.not_blank),
        "type": AttributeSchema(values.one_of(("complete", "aggregated"), "InvalidSseType"), required=True),
    }
    attributes = {name: AttributeSchema(values.RFC3339) for name in ("since", "until", "expires")}
    return extension_element(SSE, "sharing", content=ELEMENTS, attributes=attributes, rules=(_check_window,)).contain(
        extension_element(SSE, "related", content=EMPTY, once=False, attributes=related)
    )


def _check_window(node: Node) -> Iterable[Fault]:
    for name, other in (("since", "until"), ("until", "since")):
        if name in node.element.attrib and other not in node.element.attrib:
            message = f"<sx:sharing> has the attribute {name} but not {other}: add it"
            yield Fault("missing", "MissingAttribute", message, attribute=other)


# --- of entries ---


def _entry_schemas() -> list[ElementSchema]:
    return [
        *_slash(),
        extension_element(WFW, "comment", links.absolute_uri),
        extension_element(WFW, "commentRss", links.absolute_uri),
        extension_element(WFW, "commentRSS", links.absolute_uri, rules=(_comment_rss,)),
        extension_element(THR, "total", values.NOT_NEGATIVE),
        extension_element(TRACKBACK, "ping", links.absolute_uri),
        extension_element(TRACKBACK, "about", links.absolute_uri, once=False),
        *extension_elements(PINGBACK, "server target", links.absolute_uri),
        *extension_elements(FEEDBURNER, "origLink origEnclosureLink", links.absolute_uri),
        extension_element(FOAF, "primaryTopic", content=UNCHECKED, once=False, foreign=True),
        extension_element(AG, "source"),
        extension_element(AG, "sourceURL", links.absolute_uri),
        extension_element(AG, "timestamp", values.iso8601),
        resource_element(ANNOTATE, "reference"),
        *extension_elements(EV, "startdate enddate", values.iso8601),
        *extension_elements(EV, "location organizer", content=UNCHECKED, once=False, foreign=True),
        extension_element(EV, "type"),
        *extension_elements(WIKI, "diff history importance status version", once=False),
        *extension_elements(AUDIO, "songname artist album year genre_id genre samplerate bitrate channels", once=False),
        *_conversations(),
        _sync(),
        *google_base.element_schemas(),
        *media.entry_schemas(describing_schemas()),
        *itunes.entry_schemas(),
    ]


def content_schemas() -> list[ElementSchema]:
    """Return the schemas of the content module of RSS 1.0, which items of RSS may have."""
    return [
        extension_element(CONTENT, "encoded", rules=(check_markup,)),
        extension_element(CONTENT, "items", content=UNCHECKED, foreign=True),
    ]


def _slash() -> list[ElementSchema]:
    return [
        *extension_elements(SLASH, "section department"),
        extension_element(SLASH, "comments", values.NOT_NEGATIVE),
        extension_element(SLASH, "hit_parade", _INTEGERS),
    ]


_INTEGERS: Final = values.matching(
    r"[0-9]++(?:,\s*+[0-9]++)*+",
    "InvalidCommaSeparatedIntegers",
    "the hit parade as whole numbers and commas such as 177,155,6",
)


def _comment_rss(_node: Node) -> Iterable[Fault]:
    message = "the specification has corrected the spelling <wfw:commentRss>: write that instead of <wfw:commentRSS>"
    yield Fault("spelling", "CommentRSS", message)


def _conversations() -> list[ElementSchema]:
    return [
        *extension_elements(CONVERSATIONS, "introMilliseconds ratingCount", values.NOT_NEGATIVE),
        extension_element(CONVERSATIONS, "image", links.http_url),
        extension_element(CONVERSATIONS, "ratingAverage", values.decimal("InvalidFloat", least=0)),
        extension_element(CONVERSATIONS, "ratingIndividual", values.POSITIVE),
        extension_element(CONVERSATIONS, "ratingTimestamp", values.iso8601),
    ]


def _sync() -> ElementSchema:
    """Return the schema of FeedSync's history of an item."""
    boolean = AttributeSchema(values.one_of(("true", "false"), "InvalidTrueFalse"))
    sync = {
        "deleted": boolean,
        "noconflicts": boolean,
        "id": AttributeSchema(values.not_blank, required=True),
        "updates": AttributeSchema(values.POSITIVE, required=True),
    }
    history = {
        "by": AttributeSchema(values.not_blank),
        "sequence": AttributeSchema(values.POSITIVE, required=True),
        "when": AttributeSchema(values.RFC3339),
    }
    return extension_element(SSE, "sync", content=ELEMENTS, once=False, attributes=sync).contain(
        extension_element(SSE, "history", content=EMPTY, once=False, attributes=history)
    )
