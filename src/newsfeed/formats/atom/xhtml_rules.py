"""Rules of XHTML in Atom, with MathML and SVG (RFC 4287, sections 3.1.1.3 and 8.1)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from newsfeed.formats.atom.link_rules import has_base
from newsfeed.formats.atom.vocabulary import MATHML_ELEMENTS, SVG_ELEMENTS
from newsfeed.validation import html
from newsfeed.validation.element_schemas import code_part
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ATOM, MATHML, PREFIXES, SVG, XHTML, XML, split_name

if TYPE_CHECKING:
    from lxml import etree

_TITLES: Final = {ATOM: "Atom", XHTML: "XHTML"}
_DIV: Final = f"{{{XHTML}}}div"
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
    children = [str(child.tag) for child in node.element.iterchildren("*")]
    name = node.walk.qualified_name(node.schema.name)
    if children != [_DIV]:
        message = f'<{name}> of type xhtml must contain one <div>: write <div xmlns="{XHTML}"> around its text'
        yield Fault("div_missing", "MissingXhtmlDiv", message)
    elif stray_text:
        message = f"<{name}> of type xhtml has the text {quote(stray_text)} outside its <div>: move it inside"
        yield Fault("text", "UnexpectedText", message)
    if not children and html.find_tag(stray_text):
        message = f'the markup in <{name}> is escaped, but its type is xhtml: write type="html"'
        yield Fault("not_inline", "NotInline", message)
    yield from check_descendants(node)


def check_descendants(node: Node) -> Iterator[Fault]:
    """Check all elements inside an element, and report each kind of fault once, at the first element that has it."""
    relative = not has_base(node.element)
    reported: set[tuple[str, str]] = set()
    for element in node.element.iterdescendants("*"):
        for key, fault in _check_element(node, element, relative):
            if key not in reported:
                reported.add(key)
                yield attrs.evolve(fault, element=element)


def _check_element(node: Node, element: "etree._Element", relative: bool) -> Iterator[KeyedFault]:
    namespace, local = split_name(str(element.tag))
    if namespace == XHTML:
        yield from check_prefix(node, element)
        yield from html.check_start_tag(local, _attributes(element), relative=relative)
    elif namespace in (MATHML, SVG):
        yield from _check_drawing(element, local, MATHML_ELEMENTS if namespace == MATHML else SVG_ELEMENTS)
    elif namespace == ATOM:
        message = f'<{local[:_MAX_NAME]}> inside XHTML is in the namespace of Atom: write it with xmlns="{XHTML}"'
        yield ("atom", local), Fault("unknown", "UndefinedElement", message, of=code_part(local)[:_MAX_NAME])
    elif not namespace:
        # A colon means that the prefix is undeclared; this has been reported with the XML.
        if ":" not in local:
            message = f'<{local[:_MAX_NAME]}> inside XHTML is in no namespace: write it with xmlns="{XHTML}"'
            yield ("namespace", local), Fault("namespace_missing", "MissingNamespace", message)
    elif namespace not in PREFIXES:
        node.walk.unknown_namespace(node, namespace)


def check_prefix(node: Node, element: "etree._Element") -> Iterator[KeyedFault]:
    """Advise against prefixes for Atom and XHTML, once for each namespace in a document."""
    namespace, local = split_name(str(element.tag))
    if element.prefix and namespace not in node.walk.state.prefixed_namespaces:
        node.walk.state.prefixed_namespaces.add(namespace)
        name = f"{element.prefix}:{local}"
        message = (
            f"<{name[:_MAX_NAME]}> has a prefix, and some readers know {_TITLES[namespace]} only without one: "
            f"declare it with xmlns={quote(namespace)}"
        )
        yield ("prefix", namespace), Fault("prefix", "AvoidNamespacePrefix", message)


def _attributes(element: "etree._Element") -> Iterator[tuple[str, str]]:
    """Yield the attributes that HTML knows: those without a namespace, and those of XML."""
    for name, value in element.attrib.items():
        namespace, local = split_name(str(name))
        if not namespace:
            yield local, str(value)
        elif namespace == XML:
            yield f"xml:{local}", str(value)


def _check_drawing(element: "etree._Element", local: str, allowed: frozenset[str]) -> Iterator[KeyedFault]:
    """Check an element of MathML or SVG for anything that loads documents or runs code."""
    tag = f"<{local[:_MAX_NAME]}>"
    if local not in allowed:
        message = f"{tag} may load or run something, and readers remove it: leave it out"
        yield ("element", local), Fault("unsafe_element", "SecurityRisk", message)
    for name, value in element.attrib.items():
        attribute = split_name(str(name))[1]
        if attribute.lower().startswith("on"):
            message = f"the attribute {attribute[:32]} of {tag} runs code, and readers remove it: leave it out"
            yield ("attribute", attribute), Fault("unsafe_attribute", "SecurityRiskAttr", message)
        elif attribute == "href" and _UNSAFE_LINK.match(str(value)):
            message = f"the href of {tag} runs code: write a link that begins with https://"
            yield ("script", local), Fault("unsafe_link", "SecurityRisk", message)
