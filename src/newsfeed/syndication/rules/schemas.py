"""Short ways to write rows, and the rules that rows of several vocabularies share."""

from collections.abc import Iterable, Mapping
from typing import Any

from newsfeed.validation import html, links
from newsfeed.validation.engine import EMPTY, Attribute, Element, Node, code_part
from newsfeed.validation.faults import Fault, Value
from newsfeed.values.namespaces import ATOM, PREFIXES, split


def module(namespace: str, local: str, value: Value | None = None, **options: Any) -> Element:
    """Give the row of a module's element; its code is the prefix and the name."""
    options.setdefault("code", f"{PREFIXES[namespace]}.{code_part(local).replace('-', '_').replace('.', '_')}")
    return Element(f"{{{namespace}}}{local}", value=value, **options)


def many(namespace: str, locals_: str, value: Value | None = None, **options: Any) -> list[Element]:
    """Give a row each for elements that are alike."""
    return [module(namespace, local, value, **options) for local in locals_.split()]


def resource(namespace: str, local: str, name: str, value: Value = links.link, **options: Any) -> Element:
    """Give the row of an empty element that holds a link in one attribute."""
    attributes: Mapping[str, Attribute] = {name: Attribute(value, required=True)}
    return module(namespace, local, content=EMPTY, attributes=attributes, **options)


def plain_text(node: Node) -> Iterable[Fault]:
    """Check that a text is no HTML; how its & and < were written decides where it might be either."""
    if not html.plain(node.text):
        return ()
    return html.plain(node.text, encoded="&#x" in node.walk.written(node))


def markup(node: Node) -> Iterable[Fault]:
    """Check a text that is HTML."""
    return html.fragment(node.text)


def typed_text(node: Node) -> Iterable[Fault]:
    """Check a text by its attribute `type`, plain or html."""
    if node.element.get("type", "plain") == "html":
        return html.fragment(node.text)
    return html.undeclared(node.text)


def undefined_content(node: Node) -> Iterable[Fault]:
    """Check that what stands in an element without content of its own is an extension (RFC 4287 section 6.4)."""
    for child in node.element.iterchildren("{}*", f"{{{ATOM}}}*"):
        if ":" not in (local := split(str(child.tag))[1]):
            message = f"{local[:64]} does not stand in {node.walk.show(node.row.name)}: take it out"
            yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64])


def own_attributes(node: Node) -> Iterable[Fault]:
    """Check that the attributes without a namespace are those of the row, where those of others are taken."""
    for name in map(str, node.element.attrib):
        if name not in node.row.attributes and "{" not in name and ":" not in name:
            message = (
                f"{node.walk.show(node.row.name)} has no attribute {name[:64]}: take it out, or check its spelling"
            )
            yield Fault("unexpected", "UnexpectedAttribute", message, attribute=name)
