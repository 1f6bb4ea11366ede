"""Links of feeds, items and sources: `<atom:link>` (RFC 4287, 4.2.7)."""

from typing import Final

import attrs
from lxml import etree

from newsfeed.model import Extension, Link, Translation
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.undefined_content import LINK, is_kept_attribute
from newsfeed.syndication.usage import is_license_type

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

ATTRIBUTES: Final = ("rel", "href", "type", "title", "hreflang", "length")
"""The attributes of atom:link (RFC 4287, 4.2.7)."""

_ALWAYS_READ: Final = frozenset(("rel", "href"))
_IANA_RELATIONS: Final = "http://www.iana.org/assignments/relation/"
_FEED_TYPES: Final = frozenset(
    ("application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/feed+json")
)
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

    @property
    def leads_to_license_file(self) -> bool:
        """True if the media type is that of license files of RSL."""
        return is_license_type(self.element.get("type"))


def resolve_link(element: "etree._Element", draft: Draft) -> AtomLink | None:
    """Read the relation and the address of an atom:link; None, with findings, if the address is missing or unusable."""
    url = draft.iri(element.get("href") or (element.text or "").strip(), element, "link")
    rel = (element.get("rel") or "alternate").strip().removeprefix(_IANA_RELATIONS) or "alternate"
    if url is None:
        if "rel" in element.attrib:
            draft.note_attribute(element, "rel", rel)
        account_for_attributes(AtomLink(rel, "", element), draft)
        return None
    return AtomLink(rel, url, element)


def account_for_attributes(link: AtomLink, draft: Draft) -> None:
    """Report the attributes of a link if only its address has a field in the model."""
    if _ALWAYS_READ.issuperset(link.element.keys()):
        return
    for name in ("title", "hreflang", "length"):
        if value := (link.element.get(name) or "").strip():
            draft.note_attribute(link.element, name, value)
    media_type = (link.element.get("type") or "").strip()
    if media_type.partition(";")[0].lower() not in _PAGE_TYPES | _FEED_TYPES:
        draft.note_attribute(link.element, "type", media_type)


def language_of(link: AtomLink, draft: Draft) -> str | None:
    """Return the language of the page that a link leads to; report one that is not valid and return None."""
    return draft.lenient.language(link.element.get("hreflang"), draft.location)


def build_translation(link: AtomLink, language: str, draft: Draft) -> Translation | None:
    """Build the translation that a link leads to; its other attributes are reported."""
    if length := (link.element.get("length") or "").strip():
        draft.note_attribute(link.element, "length", length)
    arguments = {"url": link.url, "language": language, "headline": link.element.get("title")}
    return draft.lenient.build(Translation, arguments, draft.location.child("link"))


def build_link(link: AtomLink, draft: Draft, *, with_extensions: bool = True) -> Link | None:
    """Build a `Link` of the model with all attributes of an atom:link.

    Args:
        link: the element with a usable address.
        draft: the item or channel.
        with_extensions: True to keep the attributes of other vocabularies; False if they have been reported.
    """
    attribute, lenient = link.element.get, draft.lenient
    arguments: dict[str, object] = {
        "url": link.url,
        "rel": link.rel,
        "type": attribute("type"),
        "title": attribute("title"),
        "language": lenient.language(attribute("hreflang"), draft.location),
        "length": lenient.whole_number(attribute("length"), location=draft.location, step="link/@length"),
    }
    if with_extensions and len(link.element.keys()) > len(_USUAL.intersection(link.element.keys())):
        arguments["extensions"] = _details(link, draft)
    return lenient.build(Link, arguments, draft.location.child("link"))


_USUAL: Final = frozenset(ATTRIBUTES)


def _details(link: AtomLink, draft: Draft) -> tuple[Extension, ...]:
    """Return the attributes of other vocabularies, as an extension of the link."""
    attributes = [(str(name), str(value)) for name, value in link.element.items() if is_kept_attribute(str(name))]
    details = draft.lenient.build(Extension, {"name": LINK, "attributes": attributes}) if attributes else None
    if details is None:
        return ()
    draft.kept_element = link.element
    return (details,)
