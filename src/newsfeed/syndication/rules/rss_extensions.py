"""Schemas of all extension elements in feeds and entries, and the rules of namespace declarations."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import geo, itunes, media
from newsfeed.syndication.rules.code_lists import COUNTRIES
from newsfeed.syndication.rules.schemas import (
    check_markup,
    check_plain_text,
    check_undefined_content,
    extension_element,
    extension_elements,
    link_element,
)
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import EMPTY, UNCHECKED, AttributeSchema, ElementSchema
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault, quote, word_set
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import (
    ADMIN,
    AG,
    ANNOTATE,
    AUDIO,
    BLOG_CHANNEL,
    CC,
    CC_RDF,
    CONTENT,
    CP,
    DC,
    DCTERMS,
    EV,
    FH,
    MEDIA,
    OPENSEARCH,
    OPENSEARCH10,
    PINGBACK,
    PREFIXES,
    RDF,
    SLASH,
    SY,
    THR,
    TRACKBACK,
    WFW,
    WIKI,
    G,
    L,
)

_RESOURCE: Final = f"{{{RDF}}}resource"


def element_schemas(parent: str) -> list[ElementSchema]:
    """Return the schemas of all extension elements; each call returns new ones.

    Args:
        parent: `feed` for those of a feed or channel, `entry` for those of an entry or item.
    """
    return [*_feed_schemas(), *_shared_schemas()] if parent == "feed" else [*_entry_schemas(), *_shared_schemas()]


def _shared_schemas() -> list[ElementSchema]:
    return [
        *dublin_core_schemas(),
        *media.element_schemas(),
        *geo.element_schemas(),
        extension_element(CC, "license", links.absolute_uri, once=False),
        link_element(CC_RDF, "license", _RESOURCE, once=False),
        *extension_elements(BLOG_CHANNEL, "blogRoll mySubscriptions blink changes", links.absolute_uri),
        link_element(L, "permalink", _RESOURCE, once=False),
        extension_element(L, "link", content=EMPTY, once=False, foreign=True),
        *extension_elements(EV, "startdate enddate", values.W3CDTF),
        *extension_elements(EV, "location organizer type"),
        extension_element(CP, "server", content=UNCHECKED, foreign=True),
        *_wiki(),
        *_google(),
    ]


def _feed_schemas() -> list[ElementSchema]:
    return [
        extension_element(SY, "updatePeriod", _PERIODS),
        extension_element(SY, "updateFrequency", values.POSITIVE),
        extension_element(SY, "updateBase", values.W3CDTF),
        *extension_elements(FH, "complete archive", content=EMPTY),
        link_element(ADMIN, "generatorAgent", _RESOURCE),
        link_element(ADMIN, "errorReportsTo", _RESOURCE),
        *_search(OPENSEARCH),
        *_search(OPENSEARCH10),
        *itunes.feed_schemas(),
    ]


def _entry_schemas() -> list[ElementSchema]:
    return [
        extension_element(CONTENT, "encoded", rules=(check_markup,)),
        extension_element(CONTENT, "items", content=UNCHECKED),
        extension_element(SLASH, "section", blank="NotBlank"),
        extension_element(SLASH, "department", blank="NotBlank"),
        extension_element(SLASH, "comments", values.NOT_NEGATIVE),
        extension_element(SLASH, "hit_parade", _INTEGERS),
        extension_element(WFW, "comment", links.absolute_uri),
        extension_element(WFW, "commentRss", links.absolute_uri),
        extension_element(WFW, "commentRSS", links.absolute_uri, rules=(_comment_rss,)),
        extension_element(
            THR, "in-reply-to", content=UNCHECKED, once=False, attributes=_REPLY, rules=(check_undefined_content,)
        ),
        extension_element(THR, "total", values.NOT_NEGATIVE),
        extension_element(TRACKBACK, "ping", links.absolute_uri),
        extension_element(TRACKBACK, "about", links.absolute_uri, once=False),
        extension_element(PINGBACK, "server", links.absolute_uri),
        extension_element(PINGBACK, "target", links.absolute_uri),
        *extension_elements(AG, "source"),
        extension_element(AG, "sourceURL", links.absolute_uri),
        extension_element(AG, "timestamp", values.iso8601),
        link_element(ANNOTATE, "reference", _RESOURCE, once=False),
        *extension_elements(AUDIO, "songname artist album year genre_id genre samplerate bitrate channels", once=False),
        *itunes.entry_schemas(),
    ]


_PERIODS: Final = values.one_of(("hourly", "daily", "weekly", "monthly", "yearly"), "InvalidUpdatePeriod")
_INTEGERS: Final = values.matching(
    "[0-9]++(?:, ?[0-9]++)*+", "InvalidCommaSeparatedIntegers", "whole numbers and commas such as 177,155,6"
)
_REPLY: Final = {
    "ref": AttributeSchema(links.absolute_iri, required=True),
    "href": AttributeSchema(links.iri_reference),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "source": AttributeSchema(links.iri_reference),
}
_THR_WHEN: Final = Fault("obsolete", "NoThrWhen", "the attribute thr:when is obsolete: write thr:updated instead")
REPLY_ATTRIBUTES: Final = {
    f"{{{THR}}}count": AttributeSchema(values.NOT_NEGATIVE),
    f"{{{THR}}}updated": AttributeSchema(values.RFC3339),
    f"{{{THR}}}when": AttributeSchema(lambda _text: (_THR_WHEN,)),
}
"""The attributes that the threading extension (RFC 4685 section 4) adds to links."""


def _comment_rss(_node: Node) -> Iterable[Fault]:
    message = "readers look for the spelling <wfw:commentRss>: write that instead of <wfw:commentRSS>"
    yield Fault("spelling", "CommentRSS", message)


def dublin_core_schemas() -> list[ElementSchema]:
    """Return the schemas of Dublin Core elements; they may describe any part of a feed."""
    dates = "modified issued created dateAccepted dateCopyrighted dateSubmitted"
    texts = """
        abstract accessRights alternative audience available valid bibliographicCitation conformsTo extent
        hasFormat hasPart hasVersion isFormatOf isPartOf isReferencedBy isReplacedBy isRequiredBy
        isVersionOf mediator medium references replaces requires rightsHolder spatial subject
        tableOfContents temporal title description creator contributor publisher rights source type format
        identifier relation coverage license provenance
    """
    return [
        *extension_elements(
            DC, "creator subject contributor coverage relation format", once=False, rules=(check_plain_text,)
        ),
        *extension_elements(DC, "publisher rights source type identifier", rules=(check_plain_text,)),
        extension_element(DC, "title", rules=(check_plain_text,)),
        extension_element(DC, "description"),
        extension_element(DC, "date", values.W3CDTF),
        extension_element(DC, "date.Taken", values.W3CDTF),
        extension_element(DC, "language", values.language),
        *extension_elements(DCTERMS, dates, values.W3CDTF),
        *extension_elements(DCTERMS, texts, once=False),
        extension_element(DCTERMS, "language", values.language, once=False),
    ]


def _search(namespace: str) -> list[ElementSchema]:
    counts = {"totalResults": AttributeSchema(values.NOT_NEGATIVE), "startIndex": AttributeSchema(values.POSITIVE)}
    query = {"role": AttributeSchema(_ROLE, required=True), **counts} | {
        name: AttributeSchema() for name in sorted(_QUERY)
    }
    return [
        *extension_elements(namespace, "totalResults itemsPerPage startIndex", values.NOT_NEGATIVE),
        extension_element(namespace, "Query", content=EMPTY, once=False, attributes=query, foreign=True),
        extension_element(namespace, "link", content=EMPTY, once=False, foreign=True),
    ]


_QUERY: Final = word_set("title searchTerms count startPage language inputEncoding outputEncoding")
_ROLE: Final = values.matching(
    "request|example|related|correction|subset|superset|[A-Za-z][A-Za-z0-9]*:[A-Za-z]+",
    "InvalidLocalRole",
    "request, example or related",
)


def _wiki() -> list[ElementSchema]:
    return [
        extension_element(WIKI, "importance", values.one_of(("major", "minor"), "InvalidValue")),
        extension_element(WIKI, "status", values.one_of(("new", "updated", "deleted"), "InvalidValue")),
        *extension_elements(WIKI, "version interwiki host"),
        *extension_elements(WIKI, "diff history", links.absolute_uri),
    ]


def _google() -> list[ElementSchema]:
    """Return the schemas of the Google Base elements that have a checked value."""
    number_with_unit = values.matching(
        r"[0-9]+(?:\.[0-9]+)?(?: ?[A-Za-z. ]+)?", "InvalidFloatUnit", "a number and a unit such as 12.5 kg"
    )
    whole_number = values.matching(
        r"[0-9]+(?: ?[A-Za-z. ]+)?", "InvalidIntUnit", "a whole number and a unit such as 120 sq.ft"
    )
    return [
        extension_element(G, "gender", values.one_of(("Male", "M", "Female", "F"), "InvalidGender", fold=True)),
        extension_element(G, "marital_status", _MARITAL),
        extension_element(G, "year", values.matching("[0-9]{4}", "InvalidYear", "a year of four digits")),
        extension_element(
            G, "currency", values.matching("[A-Z]{3}", "InvalidCurrencyUnit", "a currency of three letters such as EUR")
        ),
        extension_element(G, "price_type", values.one_of(("negotiable", "starting"), "InvalidPriceType")),
        extension_element(G, "salary_type", values.one_of(("starting", "negotiable"), "InvalidSalaryType")),
        extension_element(G, "payment_accepted", _PAYMENT, once=False),
        extension_element(G, "rating_type", values.one_of(("average", "personal"), "InvalidRatingType"), once=False),
        extension_element(G, "reviewer_type", values.one_of(("editorial", "user"), "InvalidReviewerType")),
        extension_element(G, "service_type", _SERVICE),
        extension_element(G, "tax_region", once=False),
        extension_element(G, "country", values.one_of(COUNTRIES, "InvalidCountryCode")),
        extension_element(G, "nationality", values.one_of(COUNTRIES, "InvalidCountryCode")),
        extension_element(G, "tax_percent", values.decimal("InvalidPercentage", least=0, most=100)),
        extension_element(G, "expiration_date", values.iso8601),
        extension_element(G, "publish_date", values.iso8601),
        extension_element(G, "mileage", whole_number),
        extension_element(G, "area", whole_number),
        extension_element(G, "weight", number_with_unit),
        *extension_elements(G, "bathrooms bedrooms age quantity pages", values.NOT_NEGATIVE),
        *extension_elements(G, "image_link", links.absolute_uri, once=False),
    ]


_MARITAL: Final = values.one_of(
    ("single", "married", "divorced", "separated", "widowed", "in a relationship"), "InvalidMaritalStatus", fold=True
)
_PAYMENT: Final = values.one_of(
    ("Cash", "Check", "Visa", "MasterCard", "AmericanExpress", "Discover", "WireTransfer", "PayPal", "TravelerCheck"),
    "InvalidPaymentMethod",
    fold=True,
)
_SERVICE: Final = values.one_of(
    ("sell", "purchase", "rent", "FE", "2D", "3D", "ON", "ST", "GR", "air", "ground", "overnight"), "InvalidServiceType"
)

PLACED_ELEMENTS: Final = frozenset(
    schema.name for parent in ("feed", "entry") for schema in element_schemas(parent)
) - {schema.name for schema in _google()}
"""Names of all elements with a defined parent; they are reported anywhere else."""


# --- namespaces ---

_MISSPELLED: Final = {MEDIA.rstrip("/"): (MEDIA, "MediaRssNamespace")}
_OBSOLETE_WIKI: Final = frozenset(
    ("http://www.usemod.com/cgi-bin/mb.pl?ModWiki", "http://purl.org/rss/1.0/modules/wiki")
)
_BY_PREFIX: Final = {prefix: uri for uri, prefix in PREFIXES.items()} | {"cc": CC_RDF}
_UNSUPPORTED: Final = frozenset(("http://www.w3.org/TR/REC-html40", "http://www.w3.org/TR/html4/"))


def check_namespaces(walk: Walk) -> Iterable[Fault]:
    """Yield the faults of the namespaces and prefixes that the root element declares."""
    for prefix, uri in walk.document.root.nsmap.items():
        if correction := _MISSPELLED.get(uri):
            message = f"the namespace {quote(uri)} is misspelled: write exactly {correction[0]}"
            yield Fault("namespace_spelling", correction[1], message)
        elif uri in _OBSOLETE_WIKI:
            message = f"the namespace {quote(uri)} is obsolete: write http://purl.org/rss/1.0/modules/wiki/"
            yield Fault("namespace_obsolete", "ObsoleteWikiNamespace", message)
        elif uri in _UNSUPPORTED:
            message = f"newsfeed does not check the namespace {quote(uri)}, and readers skip its elements: remove them"
            yield Fault("namespace_unsupported", "UnsupportedNamespace", message)
        elif prefix and (usual := PREFIXES.get(uri)) and prefix != usual and not re.fullmatch("ns[0-9]*|a10", prefix):
            message = f"some readers recognize {uri} by the prefix {usual} only: write it instead of {quote(prefix)}"
            yield Fault("prefix", "NonstdPrefix", message)
        elif prefix in _BY_PREFIX and uri not in PREFIXES:
            message = (
                f"the prefix {prefix} usually stands for {_BY_PREFIX[prefix]}: "
                f"write that namespace instead of {quote(uri, 96)}, or another prefix"
            )
            yield Fault("prefix_reserved", "ReservedPrefix", message)
