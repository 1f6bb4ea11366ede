"""Rules of Atom links (RFC 4287, section 4.2.7), and of the base that relative ones are resolved against."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.findings import Severity
from newsfeed.formats.atom.media_types import essence
from newsfeed.formats.atom.vocabulary import LINK_RELATIONS
from newsfeed.validation import links
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import ATOM, XML

if TYPE_CHECKING:
    from lxml import etree

_WHITESPACE: Final = " \t\r\n"
_BASE: Final = f"{{{XML}}}base"
_IANA: Final = "http://www.iana.org/assignments/relation/"
"""Start of the IRIs that stand for registered relations (RFC 4287, section 4.2.7.2)."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:")
_NOT_IN_RELATION: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")


def relation(element: "etree._Element") -> str:
    """Return the relation of a link, registered ones by their short names."""
    return (element.get("rel") or "alternate").removeprefix(_IANA)


def check_relation(text: str) -> Iterable[Fault]:
    """Check a link's rel: a registered name, or an IRI (section 4.2.7.2)."""
    if not text.strip():
        yield blank_attribute("rel")
    elif (
        text not in LINK_RELATIONS
        and text.removeprefix(_IANA) not in LINK_RELATIONS
        and tuple(links.absolute_iri(text))
    ):
        message = f"the link relation {quote(text)} is not registered with IANA: write a registered one or an IRI"
        severity = Severity.ERROR if _NOT_IN_RELATION.search(text) else None
        yield Fault("unregistered", "UnregisteredAtomLinkRel", message, severity=severity)


def blank_attribute(name: str) -> Fault:
    """Return the fault of an empty attribute, an error because the RELAX NG schema refuses it, too."""
    message = f"the attribute {name} is empty: write its value or remove the attribute"
    return Fault("blank", "AttrNotBlank", message, severity=Severity.ERROR)


def check_link(node: Node) -> Iterable[Fault]:
    """Check a link, and collect it for the rules of its parent."""
    element = node.element
    node.walk.state.links.append(node)
    if direct_text(element).strip(_WHITESPACE):
        yield Fault(
            "not_empty", "AtomLinkNotEmpty", "<link> must be empty: write its target only in the attribute href"
        )
    rel = relation(element)
    if rel == "self":
        yield from _check_self(element)
    elif rel == "enclosure" and "length" not in element.attrib:
        message = (
            '<link rel="enclosure"> has no length, so readers cannot decide whether to load the file: '
            "add its length in bytes"
        )
        # Only an info: writers of live feeds often cannot know the length.
        yield Fault("missing", "MissingRecommendedAttribute", message, attribute="length", severity=Severity.INFO)
    yield from _check_same_document(node)


def _check_self(element: "etree._Element") -> Iterator[Fault]:
    href, media_type = element.get("href"), element.get("type")
    if href is not None and not _SCHEME.match(href) and not has_base(element):
        message = f'<link rel="self"> has the relative address {quote(href)}: write the absolute URL of this document'
        yield Fault("relative_self", "RelativeSelf", message, attribute="href")
    if media_type and essence(media_type) != "application/atom+xml":
        message = f'<link rel="self"> refers to an Atom document: write application/atom+xml, not {quote(media_type)}'
        yield Fault("self_not_atom", "SelfNotAtom", message, attribute="type")


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
    self_links = (link.get("href", "") for link in root.iterchildren(f"{{{ATOM}}}link") if relation(link) == "self")
    return next((href for href in self_links if _SCHEME.match(href)), "")


def _base(element: "etree._Element") -> str:
    """Return the nearest xml:base of an element, or ""."""
    scopes = (element, *element.iterancestors())
    return next((scope.get(_BASE, "") for scope in scopes if _BASE in scope.attrib), "")


def has_base(element: "etree._Element") -> bool:
    """Return whether an element or one of its ancestors has xml:base."""
    return _BASE in element.attrib or any(_BASE in ancestor.attrib for ancestor in element.iterancestors())


def check_alternates(node: Node, link_nodes: list[Node]) -> None:
    """Report alternate links with the type and language of an earlier one (sections 4.1.1 and 4.1.2).

    Args:
        node: the feed or entry.
        link_nodes: all links in it.
    """
    variants: set[tuple[str, str]] = set()
    for link in link_nodes:
        variant = (link.element.get("type") or "", (link.element.get("hreflang") or "").lower())
        if relation(link.element) == "alternate":
            if variant in variants:
                parent = node.walk.qualified_name(node.schema.name)
                message = f'<{parent}> has another <link rel="alternate"> of the same type and hreflang: keep one'
                node.walk.report(link, Fault("repeated", "DuplicateAtomLink", message))
            variants.add(variant)
