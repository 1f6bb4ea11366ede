"""Sampling of a feed for its schema: one item of each structure, and two of each of many elements of another kind.

A RELAX NG schema is about the structure of elements and attributes, and a feed has thousands of items with the same
structure. libxml2 needs longer for one item than all of our rules, and accepts an item again if it has accepted another of
its structure. The values in the items that are left out are covered by the rules, which check every one. Of other elements
two are kept, since a schema may allow only one.
"""

from collections import Counter
from copy import deepcopy
from typing import Final, TypeAlias

from lxml import etree

ITEMS: Final = frozenset(("item", "{http://purl.org/rss/1.0/}item", "{http://www.w3.org/2005/Atom}entry"))
"""The names of repeated elements in feeds."""
_MANY: Final = 64
"""Number of children of one element up to which all are kept."""

Reductions: TypeAlias = "dict[etree._Element, list[etree._Element]]"
"""The children to keep, by their parent."""


def one_per_structure(root: "etree._Element") -> "etree._Element":
    """Return a copy of a feed without elements that have the structure of earlier ones, or the feed itself."""
    reductions: Reductions = {}
    for parent in (root, *root, *(element for element in root.iter("*") if len(element) > _MANY)):
        children = _without_alike(parent)
        if len(children) < len(parent):
            reductions[parent] = children
    if not reductions:
        return root
    changed = {element for parent in reductions for element in (parent, *parent.iterancestors())}
    return _copy(root, reductions, changed)


def _without_alike(parent: "etree._Element") -> "list[etree._Element]":
    """Return the children of an element without items like an earlier item, and others like two earlier ones."""
    counts: Counter[tuple[object, ...]] = Counter()
    has_many = len(parent) > _MANY
    children = []
    for child in parent:
        is_item = child.tag in ITEMS
        if is_item or has_many:
            structure = _structure(child)
            counts[structure] += 1
            if counts[structure] > (1 if is_item else 2):
                continue
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


def _copy(element: "etree._Element", reductions: Reductions, changed: "set[etree._Element]") -> "etree._Element":
    """Return a copy of an element with fewer descendants.

    Args:
        element: the element.
        reductions: the children to keep.
        changed: the elements that have fewer descendants in the copy.
    """
    copy = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(
        _copy(child, reductions, changed) if child in changed else deepcopy(child)
        for child in reductions.get(element, element)
    )
    return copy
