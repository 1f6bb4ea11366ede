"""One item of each shape: what of a long feed a schema has to look at.

A RELAX NG schema is about which elements and attributes stand where, and a feed has thousands of items with the same ones.
libxml2 takes longer for an item than all of our rules; an item of a shape that it has taken once it would take again. The
values of the items that are left out are the rules' business, which look at each of them.
"""

from copy import deepcopy

from lxml import etree

ITEMS = frozenset(("item", "{http://purl.org/rss/1.0/}item", "{http://www.w3.org/2005/Atom}entry"))
"""The elements that feeds have many of."""


def one_per_structure(root: "etree._Element") -> "etree._Element":
    """Give a copy of a feed with only the first item of each shape; the feed itself where it has no two items alike."""
    for parent in (root, *root):
        kept = _firsts(parent)
        if len(kept) < len(parent):
            return _copy(root, parent, kept)
    return root


def _firsts(parent: "etree._Element") -> list["etree._Element"]:
    seen = set()
    kept = []
    for child in parent:
        if child.tag in ITEMS:
            shape = _shape(child)
            if shape in seen:
                continue
            seen.add(shape)
        kept.append(child)
    return kept


def _shape(item: "etree._Element") -> tuple[object, ...]:
    """Give what a schema sees of an item: its elements with their attributes, how many are inside, and whether text is."""
    return tuple(
        [
            (element.tag, len(element), _said(element.text), _said(element.tail), *element.keys())
            for element in item.iter()
        ]
    )


def _said(text: str | None) -> bool:
    return text is not None and not text.isspace()


def _copy(root: "etree._Element", parent: "etree._Element", kept: list["etree._Element"]) -> "etree._Element":
    if parent is root:
        return _with(root, kept)
    return _with(root, [_with(parent, kept) if child is parent else child for child in root])


def _with(element: "etree._Element", children: "list[etree._Element]") -> "etree._Element":
    """Give a copy of an element with these children; those in the document itself are copied as well."""
    new = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    new.text = element.text
    new.extend([child if child.getparent() is None else deepcopy(child) for child in children])
    return new
