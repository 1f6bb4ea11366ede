"""The walk over a document of RSS or Atom, with the rules of both for elements of other vocabularies."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from newsfeed.syndication.rules import atom_elements, describing
from newsfeed.validation.element_schemas import ElementSchema
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault
from newsfeed.validation.nodes import Node
from newsfeed.validation.subjects import with_subject
from newsfeed.values.namespaces import DC

if TYPE_CHECKING:
    from lxml import etree

_DC: Final = f"{{{DC}}}"
_QUESTIONABLE: Final = {
    schema.name: schema for schema in (*describing.describing_schemas(), *atom_elements.questionable_schemas())
}


class FeedWalk(Walk):
    """The walk over a feed."""

    questionable: Mapping[str, ElementSchema] = _QUESTIONABLE

    def report(self, node: Node | None, fault: Fault) -> None:
        """Add a fault of a node, with the subject that the message of a value check may lack."""
        super().report(node, with_subject(node, fault))

    def unknown_child(self, node: Node, child: "etree._Element") -> ElementSchema:
        """Judge a child that the schema of its parent does not list, and return the schema to check it with.

        An element of qualified Dublin Core, such as `dc:date.Taken`, is checked like the one that it qualifies.
        """
        name = str(child.tag)
        if name.startswith(_DC):
            element, qualified, _ = name[len(_DC) :].partition(".")
            schema = node.schema.children.get(_DC + element)
            if qualified and schema is not None:
                return schema
        return super().unknown_child(node, child)
