"""Schemas of elements that may describe any part of a feed: Dublin Core, RDF, OPML, and licenses."""

from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules import geo
from newsfeed.syndication.rules.schemas import (
    check_markup,
    check_plain_text,
    extension_element,
    extension_elements,
    resource_element,
)
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import UNCHECKED, ElementSchema
from newsfeed.validation.faults import Fault
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import CC, CC_RDF, DC, DCTERMS, OPML, RDF, RDFS, split_name


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


def _licenses() -> list[ElementSchema]:
    """Return the schemas of Creative Commons licenses."""
    return [
        extension_element(CC, "license", links.absolute_uri, once=False),
        resource_element(CC_RDF, "license", once=False),
    ]
