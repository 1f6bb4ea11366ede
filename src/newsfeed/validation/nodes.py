"""Nodes: the elements of a document as the walk visits them, each with its schema."""

from typing import TYPE_CHECKING

from newsfeed.validation.element_schemas import ElementSchema

if TYPE_CHECKING:
    from lxml import etree

    from newsfeed.validation.engine import Walk


class Node:
    """One visited element of the document.

    Attributes:
        walk: the walk that visits it.
        element: the element in the tree.
        schema: the schema that it is checked against.
        parent: the node of its parent, None for the root element.
        text: its text without surrounding whitespace (unless the schema is `raw`), if its content is text.
        counts: number of children by name, in Clark notation; complete once the rules of the schema run.
    """

    __slots__ = ("counts", "element", "parent", "schema", "text", "walk")

    def __init__(self, walk: "Walk", element: "etree._Element", schema: ElementSchema, parent: "Node | None") -> None:
        self.walk: Walk = walk
        self.element: etree._Element = element
        self.schema: ElementSchema = schema
        self.parent: Node | None = parent
        self.text: str = ""
        self.counts: dict[str, int] = {}

    def path(self) -> str:
        """Return the path of the element in the document, such as `/rss/channel/item[2]/guid`."""
        return self.walk.path(self.element)

    def has(self, name: str) -> bool:
        """Return whether the element has a child of this name (in Clark notation)."""
        return name in self.counts


def direct_text(element: "etree._Element") -> str:
    """Return the character data directly inside an element, without that of its children."""
    text = element.text or ""
    if len(element):
        return text + "".join(child.tail or "" for child in element)
    return text
