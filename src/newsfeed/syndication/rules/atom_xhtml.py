"""Rules of XHTML in Atom, with MathML and SVG (RFC 4287, sections 3.1.1.3 and 8.1)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from newsfeed.syndication.rules.vocabulary import (
    MATHML_ATTRIBUTES,
    MATHML_ELEMENTS,
    SVG_ATTRIBUTES,
    SVG_ELEMENTS,
)
from newsfeed.validation import html
from newsfeed.validation.element_schemas import code_part
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ATOM, MATHML, PREFIXES, SVG, XHTML, XML, split_name

if TYPE_CHECKING:
    from lxml import etree

_DIV: Final = f"{{{XHTML}}}div"
_METADATA: Final = f"{{{SVG}}}metadata"
_UNSAFE_LINK: Final = re.compile(r"[\x00-\x20]*+(?:java|vb|live)script\s*+:", re.IGNORECASE)
_MAX_NAME: Final = 64
"""Characters of a name from the document that are quoted in messages and codes."""

KeyedFault: TypeAlias = tuple[tuple[str, str], Fault]
"""A fault with its key: faults of the same key are reported once per text."""


def check_inline(node: Node, stray_text: str) -> Iterator[Fault]:
    """Check a text of type xhtml: a single `<div>`, and everything in it.

    Args:
        node: the element with the text.
        stray_text: the text outside the `<div>`.
    """
    children = list(node.element.iterchildren("*"))
    name = node.walk.qualified_name(node.schema.name)
    if [child.tag for child in children] != [_DIV]:
        message = f'<{name}> of type xhtml must contain one <div>: write <div xmlns="{XHTML}"> around its text'
        yield Fault("div_missing", "MissingXhtmlDiv", message)
    elif stray_text:
        message = f"<{name}> of type xhtml has the text {quote(stray_text)} outside its <div>: move it inside"
        yield Fault("text", "UnexpectedText", message)
    for child in children:
        if child.tag != _DIV and split_name(str(child.tag))[1] == "div":
            message = f'<div> is not in the namespace of XHTML: write <div xmlns="{XHTML}">'
            yield Fault("namespace", "NotHtml", message, element=child)
    yield from check_descendants(node)


def check_descendants(node: Node) -> Iterator[Fault]:
    """Check the XHTML inside an element, and report each kind of fault once, at the first element that has it."""
    reported: set[tuple[str, str]] = set()
    for child in node.element.iterchildren(f"{{{XHTML}}}*"):
        for element in _checked_elements(child):
            for key, fault in _check_element(node, element):
                if key not in reported:
                    reported.add(key)
                    yield attrs.evolve(fault, element=element)


def _checked_elements(top: "etree._Element") -> "Iterator[etree._Element]":
    """Yield an element and its descendants, without those of elements of other feed vocabularies."""
    stack = [top]
    while stack:
        element = stack.pop()
        yield element
        if not _is_feed_element(element):
            stack.extend(reversed(list(element.iterchildren("*"))))


def _is_feed_element(element: "etree._Element") -> bool:
    namespace = split_name(str(element.tag))[0]
    return namespace in PREFIXES and namespace not in (XHTML, SVG, MATHML)


def _check_element(node: Node, element: "etree._Element") -> Iterator[KeyedFault]:
    namespace, local = split_name(str(element.tag))
    if namespace == XHTML:
        yield from html.check_start_tag(local, _attributes(element), relative=False, all_attributes=True)
    elif namespace in (MATHML, SVG):
        yield from _check_drawing(element, namespace, local)
    elif not namespace:
        # A colon means that the prefix is undeclared; this has been reported with the XML.
        if ":" not in local:
            message = f'<{local[:_MAX_NAME]}> inside XHTML is in no namespace: write it with xmlns="{XHTML}"'
            yield ("namespace", local), Fault("namespace_missing", "MissingNamespace", message)
    elif _is_feed_element(element) and not _is_in_metadata(element):
        parent = node.walk.qualified_name(node.schema.name)
        name = node.walk.qualified_name(str(element.tag))[:_MAX_NAME]
        where = f'write it with xmlns="{XHTML}"' if namespace == ATOM else f"move it out of <{parent}>"
        message = f"<{name}> is no element of XHTML: {where}"
        yield ("feed", name), Fault("unknown", "UndefinedElement", message, of=code_part(local)[:_MAX_NAME])


def _is_in_metadata(element: "etree._Element") -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _METADATA


def _attributes(element: "etree._Element") -> Iterator[tuple[str, str]]:
    """Yield the attributes that HTML knows: those without a namespace, and those of XML."""
    for name, value in element.attrib.items():
        namespace, local = split_name(str(name))
        if not namespace:
            yield local, str(value)
        elif namespace == XML:
            yield f"xml:{local}", str(value)


_DRAWINGS: Final = {MATHML: (MATHML_ELEMENTS, MATHML_ATTRIBUTES), SVG: (SVG_ELEMENTS, SVG_ATTRIBUTES)}


def _check_drawing(element: "etree._Element", vocabulary: str, local: str) -> Iterator[KeyedFault]:
    """Check an element of MathML or SVG for anything that loads documents or runs code."""
    elements, attributes = _DRAWINGS[vocabulary]
    tag = f"<{local[:_MAX_NAME]}>"
    if local not in elements:
        message = f"{tag} may load or run something, and readers remove it: leave it out"
        yield ("element", local), Fault("unsafe_element", "SecurityRisk", message)
    for name, value in element.attrib.items():
        namespace, attribute = split_name(str(name))
        if attribute == "href" and _UNSAFE_LINK.match(str(value)):
            message = f"the href of {tag} runs code: write a link that begins with https://"
            yield ("script", local), Fault("unsafe_link", "SecurityRisk", message)
        elif not namespace and attribute not in attributes:
            message = f"the attribute {attribute[:32]} of {tag} is a security risk, and readers remove it: leave it out"
            yield ("attribute", attribute), Fault("unsafe_attribute", "SecurityRiskAttr", message)


def check_body(node: Node) -> Iterator[Fault]:
    """Check the content of `<xhtml:body>` in an item, a rule of its schema."""
    reported: set[tuple[str, str]] = set()
    for element in node.element.iter("*"):
        local = split_name(str(element.tag))[1]
        attributes = _attributes(element)
        for key, fault in html.check_start_tag("div" if element is node.element else local, attributes, relative=False):
            if key not in reported:
                reported.add(key)
                yield attrs.evolve(fault, element=element)
