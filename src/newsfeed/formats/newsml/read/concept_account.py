"""The account of a concept: content of a party, place, topic or term without a field is kept as extensions of its object."""

from collections.abc import Collection
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child_elements, local_name, namespace_of, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import agree, further
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension
from newsfeed.values.xml_chars import fold

IN_SCHEME: Final = f"{SCHEMES['skos']}inScheme"
"""Relation of a literal to its scheme."""

NATURE: Final = frozenset(("type", "typeuri"))
"""The attributes for the nature of a concept."""

_CONTACT: Final = frozenset(("email", "web"))
_COORDINATES: Final = frozenset(("latitude", "longitude", "altitude"))


def identity_read(element: "etree._Element", concepts: QCodeResolver) -> frozenset[str]:
    """Return the names of the attributes that the IRI of a concept was read from, or that say the same."""
    uri, qcode = element.get("uri"), element.get("qcode")
    if not uri:
        return _QCODE if qcode and concepts.iri(element) else _NONE
    if not qcode:
        return _URI
    return _BOTH if agree(uri, qcode) else _URI


_NONE: Final = frozenset[str]()
_QCODE: Final = frozenset(("qcode",))
_URI: Final = frozenset(("uri",))
_BOTH: Final = frozenset(("uri", "qcode"))


def literal_read(element: "etree._Element", name: str) -> frozenset[str]:
    """Return the name of the attribute for a literal if it is the name that was read."""
    literal = element.get("literal")
    return _LITERAL if literal is not None and (literal == name or fold(literal) == name) else _NONE


_LITERAL: Final = frozenset(("literal",))


@attrs.frozen
class ReadOfConcept:
    """The parts of a concept that are read.

    Attributes:
        name: the name.
        parts: the names of the attributes that are read, and of the children that are if they can be understood.
        page: the address that was read from the first `<remoteInfo>` that is not newsfeed's own; None if it was not.
    """

    name: str
    parts: Collection[str]
    page: str | None = None


def further_of_concept(
    reader: ElementReader,
    element: "etree._Element",
    concepts: QCodeResolver,
    language: str | None,
    read: ReadOfConcept,
) -> tuple[Extension, ...]:
    """Return the attributes and children of a concept that have no field, as extensions.

    Args:
        reader: the reader of the document.
        element: the property that names the concept.
        concepts: resolver of its QCodes.
        language: the preferred language of names.
        read: the parts of the concept that are read.
    """
    attributes = element.keys()
    is_plain = not attributes or set(attributes).issubset(read.parts)
    if is_plain and not len(element):
        return ()
    account = _Children(namespace_of(element), concepts, read)
    nodes = list(child_elements(element))
    children_read = [node for node in nodes if account.is_read(node)]
    if is_plain and len(children_read) == len(nodes) and not account.has_further_attributes:
        return ()  # the usual case
    return further(reader, element, read.parts, children_read, language)


class _Children:
    """The children of one concept that are read.

    Args:
        namespace: namespace of the concept in braces; children of other vocabularies are not read.
        concepts: resolver of the item's QCodes.
        read: what is read of the concept.

    Attributes:
        has_further_attributes: whether a child that is read has attributes that are not.
    """

    def __init__(self, namespace: str, concepts: QCodeResolver, read: ReadOfConcept) -> None:
        self._namespace = namespace
        self._concepts = concepts
        self._name = read.name
        self._read = read.parts
        self._page = read.page
        self._kinds_read = set[str]()
        self.has_further_attributes = False

    def is_read(self, node: "etree._Element") -> bool:
        """Return whether a child is read; its attributes can have more."""
        kind = str(node.tag).removeprefix(self._namespace)
        is_read = self._is_understood(node, kind)
        if is_read:
            self._kinds_read.add(kind)
            self.has_further_attributes = self.has_further_attributes or (kind in _TEXTS and bool(node.keys()))
        return is_read

    def _is_understood(self, node: "etree._Element", kind: str) -> bool:
        match kind:
            case "name":
                is_read = kind not in self._kinds_read and (node.text == self._name or one_line(node) == self._name)
            case "definition":
                is_read = kind in self._read and kind not in self._kinds_read
            case "related" | "remoteInfo" if self._concepts.field_name(node) is not None:
                is_read = True  # a field that newsfeed's writer put there
            case "personDetails" | "organisationDetails":
                is_read = kind in self._read and _has_only_contact(node)
            case "geoAreaDetails" | "POIDetails":
                is_read = kind in self._read and _has_only_position(node)
            case _:
                is_read = kind in self._read and not len(node) and self._is_reference(node, kind)
        return is_read

    def _is_reference(self, node: "etree._Element", kind: str) -> bool:
        if kind == "sameAs":
            return bool(self._concepts.iri(node))
        if kind == "related":
            return self._concepts.iri(node, "rel") == IN_SCHEME
        return self._is_page(node, kind)

    def _is_page(self, node: "etree._Element", kind: str) -> bool:
        """Return whether a `<remoteInfo>` has only an address, and that address was read."""
        is_first = kind not in self._kinds_read or not self._page
        if kind != "remoteInfo" or not is_first or node.keys() != ["href"] or node.get("href") != self._page:
            return False
        self._page = None
        return True


_TEXTS: Final = frozenset(("name", "definition"))


def _has_only_contact(details: "etree._Element") -> bool:
    """Return whether the details of a party are one e-mail address and one page."""
    if details.keys() or len(details) != 1:
        return False
    contact = details[0]
    names = [local_name(node) for node in child_elements(contact)]
    is_plain = not contact.keys() and not any(node.keys() or len(node) for node in contact)
    return (
        is_plain
        and local_name(contact) == "contactInfo"
        and len(names) == len(set(names))
        and _CONTACT.issuperset(names)
    )


def _has_only_position(details: "etree._Element") -> bool:
    """Return whether the details of a place are its coordinates."""
    if details.keys() or len(details) != 1:
        return False
    position = details[0]
    return local_name(position) == "position" and not len(position) and _COORDINATES.issuperset(position.keys())


__all__ = ["IN_SCHEME", "NATURE", "ReadOfConcept", "further_of_concept", "identity_read", "literal_read"]
