"""Rules of Atom links (RFC 4287, section 4.2.7), of their place in feeds (RFC 5005), and of the base of relative ones."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules.atom_media_types import essence
from newsfeed.syndication.rules.vocabulary import LINK_RELATIONS
from newsfeed.validation import links
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import ATOM, FH, XML, split_name

if TYPE_CHECKING:
    from lxml import etree

    Links = dict[str, list[etree._Element]]

LINK: Final = f"{{{ATOM}}}link"
"""Name of the element `<atom:link>` in Clark notation."""

_WHITESPACE: Final = " \t\r\n"
_BASE: Final = f"{{{XML}}}base"
_IANA: Final = "http://www.iana.org/assignments/relation/"
"""Start of the IRIs that stand for registered relations (RFC 4287, section 4.2.7.2)."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:")
_NOT_IN_RELATION: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_FEED_TYPES: Final = ("application/atom+xml", "application/rss+xml", "application/rdf+xml")
_PAGING: Final = ("first", "last", "previous", "next", "current", "prev-archive", "next-archive")


# --- attributes ---


def relation(element: "etree._Element") -> str:
    """Return the relation of a link, registered ones by their short names."""
    return (element.get("rel", "alternate")).removeprefix(_IANA)


def check_relation(text: str) -> Iterable[Fault]:
    """Check a link's rel: a registered name, or an IRI (section 4.2.7.2)."""
    if not text.strip():
        yield blank_attribute("rel")
    elif (
        text not in LINK_RELATIONS
        and text.removeprefix(_IANA) not in LINK_RELATIONS
        and any(fault.event != "SchemeNotIANARegistered" for fault in links.absolute_iri(text))
    ):
        message = f"the link relation {quote(text)} is not registered with IANA: write a registered one or an IRI"
        severity = Severity.ERROR if _NOT_IN_RELATION.search(text) else None
        yield Fault("unregistered", "UnregisteredAtomLinkRel", message, severity=severity)


def blank_attribute(name: str) -> Fault:
    """Return the fault of an empty attribute, an error because the RELAX NG schema refuses it, too."""
    message = f"the attribute {name} is empty: write its value or remove the attribute"
    return Fault("blank", "AttrNotBlank", message, severity=Severity.ERROR)


# --- a single link ---


def check_link(node: Node) -> Iterable[Fault]:
    """Check a link, a rule of its schema."""
    element = node.element
    name = node.walk.qualified_name(LINK)
    if direct_text(element).strip(_WHITESPACE):
        message = f"<{name}> must be empty: write its target only in the attribute href"
        yield Fault("not_empty", "AtomLinkNotEmpty", message)
    rel = relation(element)
    if rel == "self":
        yield from _check_self(node)
    elif rel == "enclosure" and "length" not in element.attrib:
        message = (
            f'<{name} rel="enclosure"> has no length, so readers cannot decide whether to load the file: '
            "add its length in bytes"
        )
        # Only an info: writers of live feeds often cannot know the length.
        yield Fault("missing", "MissingRecommendedAttribute", message, attribute="length", severity=Severity.INFO)
    yield from _check_same_document(node)


def _check_self(node: Node) -> Iterator[Fault]:
    element, name = node.element, node.walk.qualified_name(LINK)
    href, media_type = element.get("href"), element.get("type")
    is_of_feed = node.parent is not None and split_name(node.parent.schema.name)[1] in ("feed", "channel")
    if href is not None and is_of_feed and not _SCHEME.match(href) and not has_base(element):
        message = f'<{name} rel="self"> has the relative address {quote(href)}: write the absolute URL of this document'
        yield Fault("relative_self", "RelativeSelf", message, attribute="href")
    if media_type and essence(media_type) not in _FEED_TYPES:
        message = (
            f'<{name} rel="self"> refers to a feed: write its type, such as {_own_type(node)}, not {quote(media_type)}'
        )
        yield Fault("self_not_atom", "SelfNotAtom", message, attribute="type")


def _own_type(node: Node) -> str:
    return "application/atom+xml" if node.walk.core == ATOM else "application/rss+xml"


def _check_same_document(node: Node) -> Iterator[Fault]:
    """Report links to this document that xml:base turns into links to another (RFC 3986, sections 4.4 and 5.1.1)."""
    href = (node.element.get("href") or "").strip(_WHITESPACE)
    if href.startswith("#") or (not href and "href" in node.element.attrib):
        base, address = _base(node.element), _document_address(node.walk.document.root)
        if address and _SCHEME.match(base) and base.partition("#")[0] != address:
            message = f"{quote(href)} refers to this document, but xml:base turns it into {quote(base, 96)}"
            fault = f"{message}: write an absolute URL"
            yield Fault("same_document", "SameDocumentReference", fault, attribute="href")


def _document_address(root: "etree._Element") -> str:
    """Return the absolute URL of a feed according to its own link, or ""."""
    self_links = (link.get("href", "") for link in root.iterchildren(LINK) if relation(link) == "self")
    return next((href for href in self_links if _SCHEME.match(href)), "")


def _base(element: "etree._Element") -> str:
    """Return the nearest xml:base of an element, or ""."""
    scopes = (element, *element.iterancestors())
    return next((scope.get(_BASE, "") for scope in scopes if _BASE in scope.attrib), "")


def has_base(element: "etree._Element") -> bool:
    """Return whether an element or one of its ancestors has xml:base."""
    return _BASE in element.attrib or any(_BASE in ancestor.attrib for ancestor in element.iterancestors())


# --- the links of a feed or entry ---


def links_by_relation(node: Node) -> "Links":
    """Return the `<atom:link>` elements of a feed or entry by relation."""
    by_relation: Links = {}
    if LINK in node.counts:
        for link in node.element.iterchildren(LINK):
            by_relation.setdefault(relation(link).strip(), []).append(link)
    return by_relation


def check_alternates(node: Node) -> Iterator[Fault]:
    """Report alternate links with the type and language of an earlier one (sections 4.1.1 and 4.1.2), a rule of a schema."""
    variants: set[tuple[str, str]] = set()
    for link in node.element.iterchildren(LINK) if node.counts.get(LINK, 0) > 1 else ():
        variant = (link.get("type") or "", (link.get("hreflang") or "").lower())
        if relation(link) == "alternate":
            if variant in variants:
                parent = node.walk.qualified_name(node.schema.name)
                message = f'<{parent}> has another <link rel="alternate"> of the same type and hreflang: keep one'
                yield Fault("repeated", "DuplicateAtomLink", message, of="link", element=link)
            variants.add(variant)


def _hrefs(elements: "Iterable[etree._Element]") -> list[str]:
    return [(element.get("href") or "").strip() for element in elements]


def check_paging(node: Node) -> Iterable[Fault]:
    """Check the paging and archive links of a feed (RFC 5005), a rule of the feed's schema."""
    by_relation = links_by_relation(node)
    feed_urls = _hrefs(by_relation.get("self", []))
    if f"{{{FH}}}complete" in node.counts:
        yield from _check_complete_feed(by_relation, feed_urls)
    elif f"{{{FH}}}archive" in node.counts:
        yield from _check_archive(by_relation)
    for end, beyond in (("last", "next"), ("first", "previous")):
        if beyond in by_relation and set(feed_urls) & set(_hrefs(by_relation.get(end, ()))):
            message = f'the {end} page of the feed has a link with rel="{beyond}": remove it'
            yield Fault("past_end", "LinkPastEnd", message, of="link", element=by_relation[beyond][0])


def _check_archive(by_relation: "Links") -> Iterator[Fault]:
    if "current" not in by_relation:
        message = 'the archive has no link to the current document: add an atom:link with rel="current"'
        yield Fault("current_missing", "MissingCurrentInArchive", message, of="link")
    if not {"prev-archive", "next-archive"} & by_relation.keys():
        message = (
            'the archive has no link to another archive: add an atom:link with rel="prev-archive" or "next-archive"'
        )
        yield Fault("archive_missing", "ArchiveIncomplete", message, of="link")


def _check_complete_feed(by_relation: "Links", feed_urls: list[str]) -> Iterator[Fault]:
    for relation_name in _PAGING:
        if relation_name not in by_relation:
            continue
        link = by_relation[relation_name][0]
        if relation_name != "current":
            message = f'a complete feed has no other pages: remove the link with rel="{relation_name}" or <fh:complete>'
            yield Fault("complete", "FeedRelInCompleteFeed", message, of="link", element=link)
        elif feed_urls and _hrefs(by_relation[relation_name]) != feed_urls:
            message = (
                "a complete feed is itself the current document: "
                f'write {quote(feed_urls[0], 96)} into the link with rel="current"'
            )
            yield Fault("current", "CurrentNotSelfInCompleteFeed", message, of="link", element=link)


def check_entry_paging(node: Node) -> Iterable[Fault]:
    """Check that an entry has no paging links, a rule of the entry's schema."""
    for relation_name, elements in links_by_relation(node).items() if LINK in node.counts else ():
        if relation_name in _PAGING:
            message = f'a link with rel="{relation_name}" belongs to the feed, not to an entry: remove it'
            yield Fault("paging", "FeedHistoryRelInEntry", message, of="link", element=elements[0])
