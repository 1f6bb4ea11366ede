"""Schemas of all extension elements in feeds and entries, and the rules of namespace declarations."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import geo, itunes, media
from newsfeed.syndication.rules.code_lists import COUNTRIES
from newsfeed.syndication.rules.schemas import many, markup, module, plain_text, resource, undefined_content
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import EMPTY, UNCHECKED, AttributeSchema, ElementSchema
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault, shown, words
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


def rows(parent: str) -> list[ElementSchema]:
    """Return the schemas of all extension elements; each call returns new ones.

    Args:
        parent: `feed` for those of a feed or channel, `entry` for those of an entry or item.
    """
    return [*_feed_schemas(), *_shared_schemas()] if parent == "feed" else [*_entry_schemas(), *_shared_schemas()]


def _shared_schemas() -> list[ElementSchema]:
    return [
        *dublin_core(),
        *media.element_schemas(),
        *geo.element_schemas(),
        module(CC, "license", links.link, once=False),
        resource(CC_RDF, "license", _RESOURCE, once=False),
        *many(BLOG_CHANNEL, "blogRoll mySubscriptions blink changes", links.link),
        resource(L, "permalink", _RESOURCE, once=False),
        module(L, "link", content=EMPTY, once=False, foreign=True),
        *many(EV, "startdate enddate", values.W3CDTF),
        *many(EV, "location organizer type"),
        module(CP, "server", content=UNCHECKED, foreign=True),
        *_wiki(),
        *_google(),
    ]


def _feed_schemas() -> list[ElementSchema]:
    return [
        module(SY, "updatePeriod", _PERIODS),
        module(SY, "updateFrequency", values.POSITIVE),
        module(SY, "updateBase", values.W3CDTF),
        *many(FH, "complete archive", content=EMPTY),
        resource(ADMIN, "generatorAgent", _RESOURCE),
        resource(ADMIN, "errorReportsTo", _RESOURCE),
        *_search(OPENSEARCH),
        *_search(OPENSEARCH10),
        *itunes.feed_rows(),
    ]


def _entry_schemas() -> list[ElementSchema]:
    return [
        module(CONTENT, "encoded", rules=(markup,)),
        module(CONTENT, "items", content=UNCHECKED),
        module(SLASH, "section", blank="NotBlank"),
        module(SLASH, "department", blank="NotBlank"),
        module(SLASH, "comments", values.NOT_NEGATIVE),
        module(SLASH, "hit_parade", _INTEGERS),
        module(WFW, "comment", links.link),
        module(WFW, "commentRss", links.link),
        module(WFW, "commentRSS", links.link, rules=(_comment_rss,)),
        module(THR, "in-reply-to", content=UNCHECKED, once=False, attributes=_REPLY, rules=(undefined_content,)),
        module(THR, "total", values.NOT_NEGATIVE),
        module(TRACKBACK, "ping", links.link),
        module(TRACKBACK, "about", links.link, once=False),
        module(PINGBACK, "server", links.link),
        module(PINGBACK, "target", links.link),
        *many(AG, "source"),
        module(AG, "sourceURL", links.link),
        module(AG, "timestamp", values.iso8601),
        resource(ANNOTATE, "reference", _RESOURCE, once=False),
        *many(AUDIO, "songname artist album year genre_id genre samplerate bitrate channels", once=False),
        *itunes.entry_rows(),
    ]


_PERIODS: Final = values.one_of(("hourly", "daily", "weekly", "monthly", "yearly"), "InvalidUpdatePeriod")
_INTEGERS: Final = values.matching(
    "[0-9]++(?:, ?[0-9]++)*+", "InvalidCommaSeparatedIntegers", "whole numbers and commas such as 177,155,6"
)
_REPLY: Final = {
    "ref": AttributeSchema(links.iri, required=True),
    "href": AttributeSchema(links.iri_reference),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "source": AttributeSchema(links.iri_reference),
}
_THR_WHEN: Final = Fault("obsolete", "NoThrWhen", "the attribute thr:when is obsolete: write thr:updated instead")
REPLIES: Final = {
    f"{{{THR}}}count": AttributeSchema(values.NOT_NEGATIVE),
    f"{{{THR}}}updated": AttributeSchema(values.RFC3339),
    f"{{{THR}}}when": AttributeSchema(lambda _text: (_THR_WHEN,)),
}
"""The attributes that the threading extension (RFC 4685 section 4) adds to links."""


def _comment_rss(_node: Node) -> Iterable[Fault]:
    message = "readers look for the spelling <wfw:commentRss>: write that instead of <wfw:commentRSS>"
    yield Fault("spelling", "CommentRSS", message)


def dublin_core() -> list[ElementSchema]:
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
        *many(DC, "creator subject contributor coverage relation format", once=False, rules=(plain_text,)),
        *many(DC, "publisher rights source type identifier", rules=(plain_text,)),
        module(DC, "title", rules=(plain_text,)),
        module(DC, "description"),
        module(DC, "date", values.W3CDTF),
        module(DC, "date.Taken", values.W3CDTF),
        module(DC, "language", values.language),
        *many(DCTERMS, dates, values.W3CDTF),
        *many(DCTERMS, texts, once=False),
        module(DCTERMS, "language", values.language, once=False),
    ]


def _search(namespace: str) -> list[ElementSchema]:
    counts = {"totalResults": AttributeSchema(values.NOT_NEGATIVE), "startIndex": AttributeSchema(values.POSITIVE)}
    query = {"role": AttributeSchema(_ROLE, required=True), **counts} | {
        name: AttributeSchema() for name in sorted(_QUERY)
    }
    return [
        *many(namespace, "totalResults itemsPerPage startIndex", values.NOT_NEGATIVE),
        module(namespace, "Query", content=EMPTY, once=False, attributes=query, foreign=True),
        module(namespace, "link", content=EMPTY, once=False, foreign=True),
    ]


_QUERY: Final = words("title searchTerms count startPage language inputEncoding outputEncoding")
_ROLE: Final = values.matching(
    "request|example|related|correction|subset|superset|[A-Za-z][A-Za-z0-9]*:[A-Za-z]+",
    "InvalidLocalRole",
    "request, example or related",
)


def _wiki() -> list[ElementSchema]:
    return [
        module(WIKI, "importance", values.one_of(("major", "minor"), "InvalidValue")),
        module(WIKI, "status", values.one_of(("new", "updated", "deleted"), "InvalidValue")),
        *many(WIKI, "version interwiki host"),
        *many(WIKI, "diff history", links.link),
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
        module(G, "gender", values.one_of(("Male", "M", "Female", "F"), "InvalidGender", fold=True)),
        module(G, "marital_status", _MARITAL),
        module(G, "year", values.matching("[0-9]{4}", "InvalidYear", "a year of four digits")),
        module(
            G, "currency", values.matching("[A-Z]{3}", "InvalidCurrencyUnit", "a currency of three letters such as EUR")
        ),
        module(G, "price_type", values.one_of(("negotiable", "starting"), "InvalidPriceType")),
        module(G, "salary_type", values.one_of(("starting", "negotiable"), "InvalidSalaryType")),
        module(G, "payment_accepted", _PAYMENT, once=False),
        module(G, "rating_type", values.one_of(("average", "personal"), "InvalidRatingType"), once=False),
        module(G, "reviewer_type", values.one_of(("editorial", "user"), "InvalidReviewerType")),
        module(G, "service_type", _SERVICE),
        module(G, "tax_region", once=False),
        module(G, "country", values.one_of(COUNTRIES, "InvalidCountryCode")),
        module(G, "nationality", values.one_of(COUNTRIES, "InvalidCountryCode")),
        module(G, "tax_percent", values.decimal("InvalidPercentage", least=0, most=100)),
        module(G, "expiration_date", values.iso8601),
        module(G, "publish_date", values.iso8601),
        module(G, "mileage", whole_number),
        module(G, "area", whole_number),
        module(G, "weight", number_with_unit),
        *many(G, "bathrooms bedrooms age quantity pages", values.NOT_NEGATIVE),
        *many(G, "image_link", links.link, once=False),
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

KNOWN: Final = frozenset(schema.name for parent in ("feed", "entry") for schema in rows(parent)) - {
    schema.name for schema in _google()
}
"""Names of all elements with a defined parent; they are reported anywhere else."""


# --- namespaces ---

_MISSPELLED: Final = {MEDIA.rstrip("/"): (MEDIA, "MediaRssNamespace")}
_OBSOLETE_WIKI: Final = frozenset(
    ("http://www.usemod.com/cgi-bin/mb.pl?ModWiki", "http://purl.org/rss/1.0/modules/wiki")
)
_BY_PREFIX: Final = {prefix: uri for uri, prefix in PREFIXES.items()} | {"cc": CC_RDF}
_UNSUPPORTED: Final = frozenset(("http://www.w3.org/TR/REC-html40", "http://www.w3.org/TR/html4/"))


def namespaces(walk: Walk) -> Iterable[Fault]:
    """Yield the faults of the namespaces and prefixes that the root element declares."""
    for prefix, uri in walk.document.root.nsmap.items():
        if correction := _MISSPELLED.get(uri):
            message = f"the namespace {shown(uri)} is misspelled: write exactly {correction[0]}"
            yield Fault("namespace_spelling", correction[1], message)
        elif uri in _OBSOLETE_WIKI:
            message = f"the namespace {shown(uri)} is obsolete: write http://purl.org/rss/1.0/modules/wiki/"
            yield Fault("namespace_obsolete", "ObsoleteWikiNamespace", message)
        elif uri in _UNSUPPORTED:
            message = f"newsfeed does not check the namespace {shown(uri)}, and readers skip its elements: remove them"
            yield Fault("namespace_unsupported", "UnsupportedNamespace", message)
        elif prefix and (usual := PREFIXES.get(uri)) and prefix != usual and not re.fullmatch("ns[0-9]*|a10", prefix):
            message = f"some readers recognize {uri} by the prefix {usual} only: write it instead of {shown(prefix)}"
            yield Fault("prefix", "NonstdPrefix", message)
        elif prefix in _BY_PREFIX and uri not in PREFIXES:
            message = (
                f"the prefix {prefix} usually stands for {_BY_PREFIX[prefix]}: "
                f"write that namespace instead of {shown(uri, 96)}, or another prefix"
            )
            yield Fault("prefix_reserved", "ReservedPrefix", message)
