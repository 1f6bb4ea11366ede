"""Sampling of a feed for its schema: one item of each structure.

A RELAX NG schema is about the structure of elements and attributes, and a feed has thousands of items with the same
structure. libxml2 needs longer for one item than all of our rules, and accepts an item again if it has accepted another of
its structure. The values in the items that are left out are covered by the rules, which check every one.
"""

from copy import deepcopy

from lxml import etree

ITEMS = frozenset(("item", "{http://purl.org/rss/1.0/}item", "{http://www.w3.org/2005/Atom}entry"))
"""The names of repeated elements in feeds."""


def one_per_structure(root: "etree._Element") -> "etree._Element":
    """Return a copy of a feed with only the first item of each structure, or the feed itself if no two are alike."""
    for parent in (root, *root):
        children = _without_alike(parent)
        if len(children) < len(parent):
            return _copy(root, parent, children)
    return root


def _without_alike(parent: "etree._Element") -> list["etree._Element"]:
    """Return the children of an element without items that have the structure of an earlier item."""
    seen = set()
    children = []
    for child in parent:
        if child.tag in ITEMS:
            structure = _structure(child)
            if structure in seen:
                continue
            seen.add(structure)
        children.append(child)
    return children


def _structure(item: "etree._Element") -> tuple[object, ...]:
    """Return the parts of an item that a schema checks: its elements, their attributes, and the presence of text."""
    return tuple(
        [
            (element.tag, len(element), _is_text(element.text), _is_text(element.tail), *element.keys())
            for element in item.iter()
        ]
    )


def _is_text(text: str | None) -> bool:
    return text is not None and not text.isspace()


def _copy(root: "etree._Element", parent: "etree._Element", children: list["etree._Element"]) -> "etree._Element":
    """Return a copy of a feed, with only the given children in the parent of its items."""
    if parent is root:
        return _with_children(root, children)
    return _with_children(root, [_with_children(parent, children) if child is parent else child for child in root])


def _with_children(element: "etree._Element", children: "list[etree._Element]") -> "etree._Element":
    """Return a copy of an element with these children; children that belong to the document are copied too."""
    copy = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    copy.text = element.text
    copy.extend([child if child.getparent() is None else deepcopy(child) for child in children])
    return copy
