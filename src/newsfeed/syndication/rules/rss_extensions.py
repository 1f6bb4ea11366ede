"""The rows of every module that a feed and its entries may carry, and the rules of namespaces."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import geo, itunes, media
from newsfeed.syndication.rules.code_lists import COUNTRIES
from newsfeed.syndication.rules.schemas import many, markup, module, plain_text, resource, undefined_content
from newsfeed.validation import links, values
from newsfeed.validation.engine import EMPTY, NOTHING, Attribute, Element, Node, Walk
from newsfeed.validation.faults import Fault, shown, words
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


def rows(where: str) -> list[Element]:
    """Give the rows of all modules for a feed (`feed`) or an item (`entry`), new ones on each call."""
    return [*_feed_rows(), *_shared_rows()] if where == "feed" else [*_entry_rows(), *_shared_rows()]


def _shared_rows() -> list[Element]:
    return [
        *dublin_core(),
        *media.rows(),
        *geo.rows(),
        module(CC, "license", links.link, once=False),
        resource(CC_RDF, "license", _RESOURCE, once=False),
        *many(BLOG_CHANNEL, "blogRoll mySubscriptions blink changes", links.link),
        resource(L, "permalink", _RESOURCE, once=False),
        module(L, "link", content=EMPTY, once=False, foreign=True),
        *many(EV, "startdate enddate", values.W3CDTF),
        *many(EV, "location organizer type"),
        module(CP, "server", content=NOTHING, foreign=True),
        *_wiki(),
        *_google(),
    ]


def _feed_rows() -> list[Element]:
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


def _entry_rows() -> list[Element]:
    return [
        module(CONTENT, "encoded", rules=(markup,)),
        module(CONTENT, "items", content=NOTHING),
        module(SLASH, "section", blank="NotBlank"),
        module(SLASH, "department", blank="NotBlank"),
        module(SLASH, "comments", values.NOT_NEGATIVE),
        module(SLASH, "hit_parade", _PARADE),
        module(WFW, "comment", links.link),
        module(WFW, "commentRss", links.link),
        module(WFW, "commentRSS", links.link, rules=(_comment_rss,)),
        module(THR, "in-reply-to", content=NOTHING, once=False, attributes=_REPLY, rules=(undefined_content,)),
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
_PARADE: Final = values.matching(
    "[0-9]++(?:, ?[0-9]++)*+", "InvalidCommaSeparatedIntegers", "whole numbers and commas such as 177,155,6"
)
_REPLY: Final = {
    "ref": Attribute(links.iri, required=True),
    "href": Attribute(links.iri_reference),
    "type": Attribute(values.media_type("InvalidMIMEType")),
    "source": Attribute(links.iri_reference),
}
REPLIES: Final = {
    f"{{{THR}}}count": Attribute(values.NOT_NEGATIVE),
    f"{{{THR}}}updated": Attribute(values.RFC3339),
    f"{{{THR}}}when": Attribute(lambda _: (Fault("obsolete", "NoThrWhen", "write thr:updated instead of thr:when"),)),
}
"""The attributes that the threading extension (RFC 4685 section 4) adds to links."""


def _comment_rss(_node: Node) -> Iterable[Fault]:
    yield Fault(
        "spelling", "CommentRSS", "write wfw:commentRss, the spelling that readers look for, not wfw:commentRSS"
    )


def dublin_core() -> list[Element]:
    """Give the rows of Dublin Core, which may describe any part of a feed."""
    dates = "modified issued created dateAccepted dateCopyrighted dateSubmitted"
    others = """
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
        *many(DCTERMS, others, once=False),
        module(DCTERMS, "language", values.language, once=False),
    ]


def _search(namespace: str) -> list[Element]:
    counts = {"totalResults": Attribute(values.NOT_NEGATIVE), "startIndex": Attribute(values.POSITIVE)}
    query = {"role": Attribute(_ROLE, required=True), **counts} | {name: Attribute() for name in sorted(_QUERY)}
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


def _wiki() -> list[Element]:
    return [
        module(WIKI, "importance", values.one_of(("major", "minor"), "InvalidValue")),
        module(WIKI, "status", values.one_of(("new", "updated", "deleted"), "InvalidValue")),
        *many(WIKI, "version interwiki host"),
        *many(WIKI, "diff history", links.link),
    ]


def _google() -> list[Element]:
    """Give the rows of Google Base's attributes that have a checked value."""
    unit = values.matching(
        r"[0-9]+(?:\.[0-9]+)?(?: ?[A-Za-z. ]+)?", "InvalidFloatUnit", "a number and a unit such as 12.5 kg"
    )
    whole = values.matching(
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
        module(G, "mileage", whole),
        module(G, "area", whole),
        module(G, "weight", unit),
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

KNOWN: Final = frozenset(row.name for where in ("feed", "entry") for row in rows(where)) - {
    row.name for row in _google()
}
"""Names of all elements whose place is known: elsewhere they are wrong."""


# --- namespaces ---

_SLIPS: Final = {MEDIA.rstrip("/"): (MEDIA, "MediaRssNamespace")}
_OBSOLETE_WIKI: Final = frozenset(
    ("http://www.usemod.com/cgi-bin/mb.pl?ModWiki", "http://purl.org/rss/1.0/modules/wiki")
)
_BY_PREFIX: Final = {prefix: uri for uri, prefix in PREFIXES.items()} | {"cc": CC_RDF}
_UNSUPPORTED: Final = frozenset(("http://www.w3.org/TR/REC-html40", "http://www.w3.org/TR/html4/"))


def namespaces(walk: Walk) -> Iterable[Fault]:
    """Check the prefixes and namespaces that the root element declares."""
    for prefix, uri in walk.document.root.nsmap.items():
        if right := _SLIPS.get(uri):
            message = f"the namespace is {shown(uri)}: write {right[0]}, letter for letter"
            yield Fault("namespace_spelling", right[1], message)
        elif uri in _OBSOLETE_WIKI:
            message = f"the namespace {shown(uri)} is obsolete: write http://purl.org/rss/1.0/modules/wiki/"
            yield Fault("namespace_obsolete", "ObsoleteWikiNamespace", message)
        elif uri in _UNSUPPORTED:
            message = f"the namespace {shown(uri)} is not looked into: readers will skip what is in it"
            yield Fault("namespace_unsupported", "UnsupportedNamespace", message)
        elif prefix and (usual := PREFIXES.get(uri)) and prefix != usual and not re.fullmatch("ns[0-9]*|a10", prefix):
            yield Fault(
                "prefix",
                "NonstdPrefix",
                f"some readers know {uri} by the prefix {usual} only: write it, not {shown(prefix)}",
            )
        elif prefix in _BY_PREFIX and uri not in PREFIXES:
            known = _BY_PREFIX[prefix]
            message = f"the prefix {prefix} is known for {known}: write that, or another prefix, not {shown(uri, 96)}"
            yield Fault("prefix_reserved", "ReservedPrefix", message)
