"""Links of feeds, items and sources: `<atom:link>` (RFC 4287, 4.2.7)."""

from typing import Final

import attrs
from lxml import etree

from newsfeed.model import Link
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

PAGING_FIELDS: Final = {
    "first": "first",
    "last": "last",
    "previous": "previous",
    "prev": "previous",
    "next": "next",
    "prev-archive": "prev_archive",
    "next-archive": "next_archive",
    "current": "current",
}
"""Fields of `Paging` by link relation (RFC 5005)."""

_IANA_RELATIONS: Final = "http://www.iana.org/assignments/relation/"
_PAGE_TYPES: Final = frozenset(("", "text/html", "application/xhtml+xml", "text/plain"))


@attrs.frozen
class AtomLink:
    """An atom:link with a usable address.

    Attributes:
        rel: the relation in its short form, for example `alternate`.
        url: the resolved address.
        element: the element, for its other attributes.
    """

    rel: str
    url: str
    element: "etree._Element"

    @property
    def leads_to_page(self) -> bool:
        """True if the media type is one of pages for people, not of the same feed in another format."""
        media_type = (self.element.get("type") or "").partition(";")[0].strip().lower()
        return media_type in _PAGE_TYPES


def resolve_link(
    element: "etree._Element", lenient: LenientReader, base: str | None, location: Location
) -> AtomLink | None:
    """Read the relation and the address of an atom:link; None if the address is missing or unusable."""
    url = lenient.iri(element.get("href") or element.text, base, location.child("link"))
    rel = (element.get("rel") or "alternate").strip().removeprefix(_IANA_RELATIONS) or "alternate"
    return None if url is None else AtomLink(rel, url, element)


def build_link(link: AtomLink, lenient: LenientReader, location: Location) -> Link | None:
    """Build a `Link` of the model with all attributes of an atom:link."""
    attribute = link.element.get
    arguments = {
        "url": link.url,
        "rel": link.rel,
        "type": attribute("type"),
        "title": attribute("title"),
        "language": lenient.language(attribute("hreflang"), location),
        "length": lenient.whole_number(attribute("length")),
    }
    return lenient.build(Link, arguments, location.child("link"))
