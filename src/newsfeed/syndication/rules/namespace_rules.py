"""Rules of namespace declarations, and the repair of misspelled namespaces."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs
from lxml import etree as lxml_etree

from newsfeed.io.xml import Document
from newsfeed.validation import links
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault, quote
from newsfeed.values.namespaces import (
    ATOM,
    CC_RDF,
    MEDIA,
    PINGBACK,
    PREFIXES,
    PRISM,
    RSL,
    TOMBSTONES,
    WIKI,
    XHTML,
    XLINK,
    XML,
    XSI,
    correct_namespace,
    living_vocabulary,
    split_name,
)

if TYPE_CHECKING:
    from lxml import etree

_OBSOLETE_WIKI: Final = "http://www.usemod.com/cgi-bin/mb.pl?ModWiki"
_NEW_PREFIXES: Final = frozenset((PINGBACK, PRISM, RSL, TOMBSTONES, XLINK, XSI))
"""Namespaces whose customary prefix may also stand for something else."""
_RESERVED: Final = {prefix: uri for uri, prefix in PREFIXES.items() if uri not in _NEW_PREFIXES} | {
    "cc": CC_RDF, "thr": "http://purl.org/syndication/thread/1.0", "wiki": WIKI
}  # fmt: skip
_GENERATED: Final = re.compile("ns[0-9]*|a10")
"""Prefixes that serializers generate."""


class Declaration(NamedTuple):
    """The declaration of a namespace.

    Attributes:
        prefix: the declared prefix, "" for the default namespace.
        uri: the namespace.
        element: the element that declares it.
    """

    prefix: str
    uri: str
    element: "etree._Element"


def declarations(document: Document) -> list[Declaration]:
    """Return the declarations of a document, each prefix and namespace once, in document order."""
    root = document.root
    declared = {
        (prefix or "", uri): Declaration(prefix or "", uri, root) for prefix, uri in root.nsmap.items() if uri != XML
    }
    if document.source.count(b"xmlns") > len(root.nsmap):
        pending: list[tuple[str, str]] = []
        for _, item in lxml_etree.iterwalk(root, events=("start-ns", "start")):
            if isinstance(item, tuple):
                pending.append(item)
            elif item is not None and pending:
                for prefix, uri in pending:
                    if uri:  # xmlns="" declares nothing
                        declared.setdefault((prefix, uri), Declaration(prefix, uri, item))
                pending.clear()
    return list(declared.values())


def correct_names(document: Document, declared: Iterable[Declaration]) -> None:
    """Rename elements and attributes of misspelled namespaces, so that they are checked like those that are meant."""
    corrections = {uri: correction for _, uri, _ in declared if (correction := correct_namespace(uri))}
    if corrections:
        rename(document.root, corrections)


def rename(root: "etree._Element", namespaces: dict[str, str]) -> None:
    """Move all elements and attributes from some namespaces to others.

    Args:
        root: the root element of the tree.
        namespaces: the new namespace, "" for none, of each old one.
    """
    for element in root.iter("*"):
        namespace, local = split_name(str(element.tag))
        if namespace in namespaces and ":" not in local:  # a colon means that the prefix is undeclared
            element.tag = f"{{{namespaces[namespace]}}}{local}" if namespaces[namespace] else local
        for name in [name for name in map(str, element.attrib) if split_name(name)[0] in namespaces]:
            namespace, local = split_name(name)
            if namespace and namespaces[namespace]:
                element.set(f"{{{namespaces[namespace]}}}{local}", element.attrib.pop(name))


def check_declarations(walk: Walk, declared: Iterable[Declaration]) -> Iterator[Fault]:
    """Yield the faults of declared namespaces and prefixes."""
    for declaration in declared:
        if fault := _check_declaration(walk, declaration):
            yield attrs.evolve(fault, element=declaration.element)


def _check_declaration(walk: Walk, declaration: Declaration) -> Fault | None:
    prefix, uri, _ = declaration
    if uri == _OBSOLETE_WIKI:
        message = f"the namespace {quote(uri)} is obsolete: write {WIKI}"
        return Fault("namespace_obsolete", "ObsoleteWikiNamespace", message)
    if uri in PREFIXES:
        return _check_prefix(walk, declaration)
    if correction := correct_namespace(uri):
        message = f"the namespace {quote(uri, 96)} is misspelled: write exactly {correction}"
        is_reserved = prefix in _RESERVED
        w3c_code = (
            "MediaRssNamespace" if correction == MEDIA else "ReservedPrefix" if is_reserved else "UnknownNamespace"
        )
        return Fault("namespace_spelling", w3c_code, message)
    return _reserved(declaration) if prefix in _RESERVED else _unknown(uri)


def _unknown(uri: str) -> Fault:
    if name := living_vocabulary(uri):
        message = (
            f"{name} ({quote(uri, 96)}) has no rules here: "
            "its elements are not checked, and readers without support for it skip them"
        )
        return Fault("namespace_unsupported", "UnsupportedNamespace", message)
    for fault in links.iri_reference(uri):
        # Parsers refuse a name with white space, as if the document were not well-formed.
        event = "SAXError" if len(uri.split()) > 1 else fault.event
        return Fault("namespace_invalid", event, f"the name of a namespace is an IRI: {fault.message}")
    message = f"the namespace {quote(uri, 96)} is unknown and readers skip its elements: check its spelling"
    return Fault("namespace_unknown", "UnknownNamespace", message)


def _check_prefix(walk: Walk, declaration: Declaration) -> Fault | None:
    prefix, uri, element = declaration
    usual = PREFIXES[uri]
    if not prefix:
        return None
    if prefix in _RESERVED and prefix != usual:
        return _reserved(declaration)
    is_root = element.getparent() is None
    if uri in (ATOM, XHTML) and (walk.core == ATOM or (is_root and prefix != usual)):
        title = "Atom" if uri == ATOM else "XHTML"
        remedy = f"declare it with xmlns={quote(uri)}" if walk.core == ATOM else f"write the prefix {usual}"
        message = f"some readers do not know {title} by the prefix {quote(prefix)}: {remedy}"
        return Fault("prefix", "AvoidNamespacePrefix", message)
    if prefix != usual and not _GENERATED.fullmatch(prefix):
        message = f"some readers recognize {uri} by the prefix {usual} only: write it instead of {quote(prefix)}"
        return Fault("prefix_unusual", "NonstdPrefix", message)
    return None


def _reserved(declaration: Declaration) -> Fault:
    prefix, uri, _ = declaration
    message = (
        f"the prefix {prefix} usually stands for {_RESERVED[prefix]}: "
        f"write that namespace instead of {quote(uri, 96)}, or another prefix"
    )
    return Fault("prefix_reserved", "ReservedPrefix", message)
