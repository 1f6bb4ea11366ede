"""Errors of a document by its XML Schema, in time that is linear in the document's length.

libxml2 names the place of each error by a path, for which it counts the siblings before the element. So many errors below
one parent would take quadratic time.
"""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.navigation import child_elements

if TYPE_CHECKING:
    from lxml.etree import _Element, _LogEntry

    from newsfeed.validation.schemas import XmlSchema

MOST_SIBLINGS: Final = 2000
"""Number of elements with one name and parent up to which all errors are listed."""

_MOST_STEPS: Final = 20_000_000
"""The number of siblings that may be counted in all, in about 0.2 s."""


@attrs.frozen
class SchemaErrors:
    """The errors of a document.

    Attributes:
        entries: what libxml2 reports.
        left_out: how many errors there are, if only those of the first `MOST_SIBLINGS` elements of each kind are listed.
    """

    entries: "tuple[_LogEntry, ...]"
    left_out: int = 0


def schema_errors(schema: "XmlSchema", root: "_Element") -> SchemaErrors:
    """Validate a document and return its errors.

    Args:
        schema: the compiled schema.
        root: the root element of the document.
    """
    widest = max(len(element) for element in root.iter())
    if widest > MOST_SIBLINGS and isinstance(schema, etree.XMLSchema):
        count = _count(schema, root)
        if count * widest > _MOST_STEPS:
            schema.validate(_beginning(root))
            return SchemaErrors(tuple(schema.error_log), count)
    return SchemaErrors(() if schema.validate(root) else tuple(schema.error_log))


def first_of_each_name(elements: "Iterable[_Element]") -> "Iterator[_Element]":
    """Yield the first `MOST_SIBLINGS` elements with each name."""
    counts: Counter[str] = Counter()
    for element in elements:
        counts[str(element.tag)] += 1
        if counts[str(element.tag)] <= MOST_SIBLINGS:
            yield element


def _count(schema: "etree.XMLSchema", root: "_Element") -> int:
    """Return the number of errors. A parser that validates does not name their places."""
    parser = etree.XMLParser(schema=schema, resolve_entities=False, no_network=True)
    try:
        etree.fromstring(etree.tostring(root), parser)
    except etree.XMLSyntaxError:
        return len(parser.error_log)
    return 0


def _beginning(root: "_Element") -> "_Element":
    """Return a copy of a document with the first elements of each name below each parent."""
    result = copy.deepcopy(root)
    for parent in list(result.iter(etree.Element)):
        if len(parent) > MOST_SIBLINGS:
            children = list(child_elements(parent))
            kept = set(first_of_each_name(children))
            for child in children:
                if child not in kept:
                    parent.remove(child)
    return result
