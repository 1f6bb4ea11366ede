"""Tables of the elements that RSS modules and other vocabularies add to feeds and entries, each with its allowed parents.

Podcasts, Media RSS, places and Google Base have tables of their own.
"""

from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import describing, feedsync, google_base, itunes, licensing, media, open_search
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
from newsfeed.validation.faults import Fault, all_checks
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import (
    ACCESS,
    ADMIN,
    AG,
    ANNOTATE,
    AUDIO,
    BLOG_CHANNEL,
    CF,
    CONTENT,
    CONVERSATIONS,
    CP,
    DC,
    EV,
    FEEDBURNER,
    FH,
    FOAF,
    OPENSEARCH,
    OPENSEARCH10,
    PINGBACK,
    RDF,
    SLASH,
    SY,
    TAXO,
    THR,
    TRACKBACK,
    WFW,
    WIKI,
    XHTML,
    L,
)


def element_schemas(parent: str) -> list[ElementSchema]:
    """Return the schemas of all extension elements; each call returns new ones.

    Args:
        parent: `feed` for those of a feed or channel, `entry` for those of an entry or item.
    """
    return [*_feed_schemas(), *_shared_schemas()] if parent == "feed" else [*_entry_schemas(), *_shared_schemas()]


# --- of feeds and entries ---


def _shared_schemas() -> list[ElementSchema]:
    return [
        *describing.part_schemas(),
        *media.feed_schemas(),
        licensing.terms(),
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
        *open_search.element_schemas(OPENSEARCH),
        *open_search.element_schemas(OPENSEARCH10),
        *_xhtml(),
        feedsync.sharing(),
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
        feedsync.sync(),
        *google_base.element_schemas(),
        *media.entry_schemas(describing.describing_schemas()),
        *itunes.entry_schemas(),
    ]


def content_schemas() -> list[ElementSchema]:
    """Return the schemas of the content module of RSS 1.0, allowed in items of RSS."""
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
