"""Functions that make schemas of extension elements, and rules that several vocabularies share."""

from collections.abc import Iterable
from typing import Final, Unpack

from newsfeed.validation import html, links
from newsfeed.validation.element_schemas import EMPTY, AttributeSchema, ElementSchema, SchemaOptions, code_part
from newsfeed.validation.faults import Fault, ValueCheck
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ATOM, DC, PREFIXES, RDF, RSS10, split_name

_RESOURCE: Final = f"{{{RDF}}}resource"
_LONGEST_NAME: Final = 64
"""The number of characters of an element's or attribute's name in messages and codes."""


def extension_element(
    namespace: str, local: str, value: ValueCheck | None = None, *, code: str = "", **options: Unpack[SchemaOptions]
) -> ElementSchema:
    """Return the schema of an extension element.

    Args:
        namespace: namespace of the extension.
        local: local name of the element.
        value: check of its text.
        code: finding code without the problem; the prefix and the local name by default.
        options: other arguments of `ElementSchema`.
    """
    default_code = f"{PREFIXES[namespace]}.{code_part(local).replace('-', '_').replace('.', '_')}"
    return ElementSchema(f"{{{namespace}}}{local}", code=code or default_code, value=value, **options)


def extension_elements(
    namespace: str, names: str, value: ValueCheck | None = None, **options: Unpack[SchemaOptions]
) -> list[ElementSchema]:
    """Return a schema for each of several elements of an extension.

    Args:
        namespace: namespace of the extension.
        names: local names of the elements, separated by spaces.
        value: check of their texts.
        options: other arguments of `ElementSchema`.
    """
    return [extension_element(namespace, local, value, **options) for local in names.split()]


def link_element(
    namespace: str, local: str, name: str, value: ValueCheck = links.absolute_uri, *, once: bool = True
) -> ElementSchema:
    """Return the schema of an empty element with a link in one required attribute.

    Args:
        namespace: namespace of the extension.
        local: local name of the element.
        name: name of the attribute in Clark notation.
        value: check of the link.
        once: report a second element of this name in the same parent.
    """
    attributes = {name: AttributeSchema(value, required=True)}
    return extension_element(namespace, local, content=EMPTY, attributes=attributes, once=once)


def resource_element(namespace: str, local: str, *, once: bool = True, **attributes: AttributeSchema) -> ElementSchema:
    """Return the schema of an element that refers to a resource by `rdf:resource`, as RSS 1.0 requires.

    Args:
        namespace: namespace of the extension.
        local: local name of the element.
        once: report a second element of this name in the same parent.
        attributes: schemas of further attributes.
    """
    schemas = {_RESOURCE: AttributeSchema(links.uri_reference), f"{{{DC}}}title": AttributeSchema(), **attributes}
    return extension_element(namespace, local, once=once, attributes=schemas, rules=(_check_resource,))


def _check_resource(node: Node) -> Iterable[Fault]:
    if node.walk.core == RSS10 and _RESOURCE not in node.element.attrib:
        message = f"<{node.walk.qualified_name(node.schema.name)}> has no attribute rdf:resource: add it"
        yield Fault("missing", "MissingAttribute", message, attribute=_RESOURCE)


def is_encoded(node: Node) -> bool:
    """Return whether the source of an element has hexadecimal references, the mark of plain text in the RSS profile."""
    return "&#x" in node.walk.written(node)


def check_plain_text(node: Node) -> Iterable[Fault]:
    """Check that a text is not HTML, a rule of a schema.

    If it might be either, the source decides: the RSS profile writes & and < of plain text as hexadecimal references.
    """
    if not html.check_plain_text(node.text):
        return ()
    return html.check_plain_text(node.text, encoded=is_encoded(node))


def check_markup(node: Node) -> Iterable[Fault]:
    """Check a text that is HTML, a rule of a schema."""
    return html.check_fragment(node.text)


def check_typed_text(node: Node) -> Iterable[Fault]:
    """Check a text according to its attribute `type` (plain or html), a rule of a schema."""
    if node.element.get("type", "plain") == "html":
        return html.check_fragment(node.text, relative=False)
    if "<" not in node.text and "&" not in node.text:
        return ()
    encoded = is_encoded(node)
    faults = html.check_undeclared(node.text, encoded=encoded)
    return faults or (() if encoded or node.walk.core else html.check_markup_like(node.text))


def check_undefined_content(node: Node) -> Iterable[Fault]:
    """Check that the children of an element without content of its own are extensions, a rule of a schema.

    Atom calls this undefinedContent (RFC 4287 section 6.4).
    """
    for child in node.element.iterchildren("{}*", f"{{{ATOM}}}*"):
        if ":" not in (local := split_name(str(child.tag))[1]):
            name = local[:_LONGEST_NAME]
            parent = node.walk.qualified_name(node.schema.name)
            message = f"<{name}> is not allowed in <{parent}>: remove it"
            yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:_LONGEST_NAME], element=child)
