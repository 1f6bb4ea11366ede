"""Links of feeds, items and sources: atom:link (RFC 4287, 4.2.7), RSS's link, and what each relation means to us."""

from typing import Final

import attrs
from lxml import etree

from newsfeed.model import Link
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

PAGES: Final = {
    "first": "first",
    "last": "last",
    "previous": "previous",
    "prev": "previous",
    "next": "next",
    "prev-archive": "prev_archive",
    "next-archive": "next_archive",
    "current": "current",
}
"""The relations of RFC 5005, by the fields of `Paging`."""

_IANA: Final = "http://www.iana.org/assignments/relation/"


@attrs.frozen
class Target:
    """An atom:link as it stands: its relation, in its short form, and its resolved address."""

    rel: str
    url: str
    element: "etree._Element"

    @property
    def type(self) -> str:
        """The media type without parameters, in lower case."""
        return (self.element.get("type") or "").partition(";")[0].strip().lower()


def target(element: "etree._Element", lenient: LenientReader, base: str | None, location: Location) -> Target | None:
    """Read where an atom:link leads; one without an address that can be used gives None."""
    url = lenient.iri(element.get("href") or element.text, base, location.child("link"))
    rel = (element.get("rel") or "alternate").strip().removeprefix(_IANA) or "alternate"
    return None if url is None else Target(rel, url, element)


def link(found: Target, lenient: LenientReader, location: Location) -> Link | None:
    """Make a link of the model of one."""
    get = found.element.get
    arguments = {
        "url": found.url,
        "rel": found.rel,
        "type": get("type"),
        "title": get("title"),
        "language": lenient.language(get("hreflang"), location),
        "length": lenient.whole(get("length")),
    }
    return lenient.build(Link, arguments, location.child("link"))


def is_page(found: Target) -> bool:
    """Whether an alternate link leads to a page for people, not to the same feed in another format."""
    return found.type in ("", "text/html", "application/xhtml+xml", "text/plain")
