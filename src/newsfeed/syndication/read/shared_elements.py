"""Readers of the elements that items and channels have in common."""

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from newsfeed.model import Organization
from newsfeed.syndication.read import categories, links, people, texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.element_readers import D, ElementReader, by_element, by_text
from newsfeed.values.namespaces import RDF
from newsfeed.values.xml_chars import XML_SPACE, fold

RESOURCE: Final = f"{{{RDF}}}resource"
"""The attribute of RDF with an address in place of a text."""

TEXT_ATTRIBUTES: Final = ("type", "mode")
"""The attributes of text constructs (RFC 4287, 3.1, and Atom 0.3)."""


# --- kinds of values -------------------------------------------------------------------------------------------------------


def date(rank: str) -> ElementReader[Draft]:
    """Return the reader of a date; the last one counts."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.replace(rank, draft.date(text, rank), element)

    return by_text(read)


def line(rank: str) -> ElementReader[Draft]:
    """Return the reader of a line of text."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.offer(rank, text.strip(XML_SPACE), element)

    return by_text(read)


def module_line(rank: str) -> ElementReader[Draft]:
    """Return the reader of a line of text in an element of an extension module."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.offer_of_module(rank, text.strip(XML_SPACE), element)

    return by_text(read)


def module_date(rank: str) -> ElementReader[Draft]:
    """Return the reader of a date in an element of an extension module."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.offer_of_module(rank, draft.date(text, rank), element)

    return by_text(read)


def module_html(rank: str) -> ElementReader[Draft]:
    """Return the reader of HTML in an element of an extension module."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.offer_of_module(rank, text, element)

    return by_text(read, texts.html)


def plain_construct(rank: str) -> ElementReader[Draft]:
    """Return the reader of an Atom text construct as plain text."""

    def read(draft: Draft, element: "etree._Element") -> None:
        draft.offer(rank, texts.text_construct(element, draft).as_title(draft, element), element)

    return by_element(read, *TEXT_ATTRIBUTES)


def link(read_atom_link: Callable[[D, "etree._Element"], None]) -> ElementReader[D]:
    """Return the reader of the link of RSS; the last one counts.

    Args:
        read_atom_link: the reader of a link of Atom, for one without its namespace.
    """

    def read(draft: D, text: str, element: "etree._Element") -> None:
        text = texts.unwrap_cdata(text).strip()
        if not text and element.get("rel"):
            read_atom_link(draft, element)
            return
        url = draft.iri(text or element.get("href"), element, "link")
        draft.replace("link", url, element)
        if element.keys():
            links.account_for_attributes(links.AtomLink("alternate", "", element), draft)

    return by_text(read, texts.character_data, *links.ATTRIBUTES)


def ignored(_draft: Draft, _element: "etree._Element") -> None:
    """Ignore an element without information of its own."""


# --- people ----------------------------------------------------------------------------------------------------------------


def _mailbox(draft: Draft, text: str, element: "etree._Element") -> None:
    draft.add_person("authors", people.mailbox(text, draft.lenient, draft.location), element)


def _author_element(draft: Draft, element: "etree._Element") -> None:
    if people.has_person_element(element):
        draft.add_person("authors", people.person_construct(element, draft), element)
    else:
        _mailbox(draft, texts.character_data(element), element)
        draft.note_content(element)


def _person(field: str) -> Callable[[Draft, "etree._Element"], None]:
    def read(draft: Draft, element: "etree._Element") -> None:
        draft.add_person(field, people.person_construct(element, draft), element)

    return read


def named_person(field: str) -> ElementReader[Draft]:
    """Return the reader of the name of an author or contributor."""

    def read(draft: Draft, text: str, element: "etree._Element") -> None:
        draft.add_person(field, people.named(text, draft.lenient, draft.location), element)

    return by_text(read)


# --- subjects and rights ---------------------------------------------------------------------------------------------------


def _rss_category(draft: Draft, text: str, element: "etree._Element") -> None:
    categories.add(categories.rss_category(draft, text, element), draft)


def _atom_category(draft: Draft, element: "etree._Element") -> None:
    categories.add(categories.atom_category(draft, element), draft)


def _subject(draft: Draft, text: str, _element: "etree._Element") -> None:
    draft.add("keywords", fold(text))


def _publisher(draft: Draft, text: str, element: "etree._Element") -> None:
    if name := fold(text):
        location = draft.location.child("dc:publisher")
        draft.offer_of_module("publisher", draft.lenient.build(Organization, {"name": name}, location), element)


def _license(draft: Draft, text: str, element: "etree._Element") -> None:
    draft.offer("license", draft.iri(text.strip() or element.get(RESOURCE), element, "license"), element)


READERS: Final[Mapping[str, ElementReader[Draft]]] = {
    "author": ElementReader(_mailbox, _author_element),
    "category": by_text(_rss_category, texts.character_data, "domain"),
    "pubdate": date("published"),
    "lastbuilddate": date("updated"),
    "updated": date("updated"),
    "modified": date("updated"),
    "atom:author": by_element(_person("authors")),
    "atom:category": by_element(_atom_category, "term", "scheme", "label"),
    "atom:copyright": plain_construct("rights_notice"),
    "atom:modified": date("updated"),
    "atom:published": date("published"),
    "atom:rights": plain_construct("rights_notice"),
    "atom:updated": date("updated"),
    "cc:license": by_text(_license, texts.character_data, RESOURCE),
    "creativecommons:license": by_text(_license, texts.character_data, RESOURCE),
    "dc:author": named_person("authors"),
    "dc:creator": named_person("authors"),
    "dc:date": module_date("dc_date"),
    "dc:language": module_line("dc_language"),
    "dc:publisher": by_text(_publisher),
    "dc:rights": module_line("dc_rights"),
    "dc:subject": by_text(_subject),
    "dcterms:issued": module_date("issued"),
    "dcterms:modified": module_date("dcterms_modified"),
}
"""Readers by `element_key`."""

CONTRIBUTOR: Final = by_element(_person("contributors"))
"""The reader of atom:contributor."""
