"""The account of a party, subject or link: what of its element is in none of the fields of the object that it becomes.

The values of the fields decide, not the names of what a reader looks at; so whatever the readers of objects learn to read is
accounted for.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child_elements, local_name, one_line, raw_text
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.further import further
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values, compared
from newsfeed.model import Extension
from newsfeed.values import iris

_IN_SCHEME: Final = f"{SCHEMES['skos']}inScheme"
_NUMBERS: Final = frozenset(("rank", "relevance", "confidence", "version", "seq", "latitude", "longitude", "altitude"))
"""Attributes whose value, a digit, could be that of any field by chance."""

_FIRST_ONLY: Final = frozenset(("name", "definition"))
"""Children of which an object has one."""


def unread_of(
    reader: ElementReader,
    element: "etree._Element",
    fields: Mapping[str, Any],
    concepts: QCodeResolver,
    language: str | None = None,
    natures: Collection[str] = (),
) -> tuple[Extension, ...]:
    """Return what of an element is in none of the fields of its object, as extensions of the object.

    Args:
        reader: the reader of the document.
        element: the element.
        fields: the arguments of the object.
        concepts: resolver of the element's QCodes.
        language: the language of the item.
        natures: the codes of a concept's type, in lower case, that a field or the class of the object says.
    """
    plain = {value for value in fields.values() if type(value) is str}
    plain.update(fields.get("same_as", ()))
    if _is_plain(element, plain, concepts, natures):
        return ()  # the usual case
    return _Account(Values(fields, concepts), concepts, natures, tuple(fields)).unread(reader, element, language)


def _is_plain(element: "etree._Element", values: set[str], concepts: QCodeResolver, natures: Collection[str]) -> bool:
    """Return whether all of an element is among some values as it is."""
    for name, value in element.items():
        is_type = name in ("type", "typeuri") and concepts.code(element, "type").lower() in natures
        if value not in values and not is_type:
            return False
    names = 0
    for node in element:
        if (text := _only_value(node)) is None or text not in values:
            return False
        names += str(node.tag)[-5:] == "}name"
    return names < 2


def _only_value(element: "etree._Element") -> str | None:
    """Return the IRI or text of an element that has nothing else, or nothing but one such element; None if it has more."""
    while not element.keys() and len(element) == 1 and not (element.text or "").strip():
        element = element[0]
    keys = element.keys()
    if len(element) or len(keys) > 1:
        return None
    return element.get("uri") if keys else element.text


class _Account:
    """The account of one object.

    Args:
        values: the values of its fields.
        concepts: resolver of QCodes.
        natures: the codes of types that are read.
        names: the names of the fields.
    """

    def __init__(
        self, values: Values, concepts: QCodeResolver, natures: Collection[str], names: tuple[str, ...]
    ) -> None:
        self._values = values
        self._concepts = concepts
        self._natures = natures
        self._known = values.of(*names)

    def unread(self, reader: ElementReader, element: "etree._Element", language: str | None) -> tuple[Extension, ...]:
        """Return what is in none of the fields."""
        read = [str(name) for name, value in element.items() if self._has_attribute(element, str(name), str(value))]
        nodes, kinds = list[etree._Element](), set[str]()
        for node in child_elements(element):
            kind = local_name(node)
            if kind in _FIRST_ONLY:
                is_read = kind not in kinds and self._values.has(raw_text(node), self._known) and bool(one_line(node))
            else:
                is_read = self._concepts.field_name(node) is not None or self._has_all(node)
            if is_read:
                nodes.append(node)
                kinds.add(kind)
        return further(reader, element, read, nodes, language)

    def _has_attribute(self, element: "etree._Element", name: str, value: str) -> bool:
        if name in ("type", "typeuri"):
            return self._concepts.code(element, "type").lower() in self._natures
        if name == "qcode":
            iri = self._concepts.resolve(value)
            return compared(value) in self._known or (iri is not None and compared(iri) in self._known)
        if name in ("rel", "reluri") and self._concepts.iri(element, "rel") == _IN_SCHEME:
            return True
        if name == "uri" and not iris.is_safe_scheme(value):
            return True  # It is reported, and must not be written back.
        can_be_known = len(value) > 1 or name not in _NUMBERS
        return can_be_known and self._values.has(value, self._known)

    def _has_all(self, element: "etree._Element") -> bool:
        """Return whether a child has values, and all of them are among those of the fields."""
        has_values = False
        for node in element.iter("{*}*"):
            if not all(self._has_attribute(node, str(name), str(value)) for name, value in node.items()):
                return False
            text = (node.text or "").strip()
            if text and not self._values.has(text, self._known):
                return False
            has_values = has_values or bool(text) or bool(node.keys())
        return has_values
