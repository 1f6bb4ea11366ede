"""Navigation in a parsed document: children by name, text content, languages and paths."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.io.html_text import text_content
from newsfeed.values.namespaces import XML
from newsfeed.values.xml_chars import fold

_XML_LANG: Final = f"{{{XML}}}lang"


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


class ElementPaths:
    """Paths of the elements of one document; the children of each parent are counted only once.

    Args:
        top: the element below which steps have a number; None for the root. In a document that is read in pieces, it is an
            item, since not all of its siblings are known.
    """

    def __init__(self, top: "etree._Element | None" = None) -> None:
        self._top = top
        self._indexes: dict[etree._Element, dict[etree._Element, str]] = {}

    def path(self, element: "etree._Element") -> str:
        """Return the path of an element, such as `/newsItem/itemMeta/link[2]`.

        A step has a number, counted from 1, only if the element has siblings of the same name.
        """
        steps = ""
        parent = element.getparent()
        while parent is not None and element is not self._top:
            indexes = self._indexes.get(parent)
            if indexes is None:
                indexes = self._indexes[parent] = _child_indexes(parent)
            steps = f"/{local_name(element)}{indexes[element]}{steps}"
            element, parent = parent, parent.getparent()
        for ancestor in element.iterancestors():
            steps = f"/{local_name(element)}{steps}"
            element = ancestor
        return f"/{local_name(element)}{steps}"


def _child_indexes(parent: "etree._Element") -> "dict[etree._Element, str]":
    """Return the index in brackets of each child, "" if no sibling has its name."""
    totals = Counter(node.tag for node in child_elements(parent))
    counts = Counter[object]()
    indexes = {}
    for node in child_elements(parent):
        counts[node.tag] += 1
        indexes[node] = f"[{counts[node.tag]}]" if totals[node.tag] > 1 else ""
    return indexes


def namespace_of(element: "etree._Element") -> str:
    """Return the namespace of an element in braces, or "" if it has none.

    Children are looked up in the namespace of their parent, so that documents with a wrong namespace can be read.
    """
    tag = str(element.tag)
    return tag[: tag.rfind("}") + 1]


def child(element: "etree._Element | None", *names: str) -> "etree._Element | None":
    """Return the descendant at the end of a chain of names, taking the first child of each name.

    Args:
        element: the starting point; None gives None.
        names: local names, one for each level.
    """
    for name in names:
        if element is None:
            return None
        element = element.find(namespace_of(element) + name)
    return element


def children(element: "etree._Element | None", *names: str) -> "Iterator[etree._Element]":
    """Return an iterator over the children with any of these local names, in document order."""
    if element is None:
        return iter(())
    namespace = namespace_of(element)
    return element.iterchildren(*[namespace + name for name in names])


def child_elements(element: "etree._Element") -> "Iterator[etree._Element]":
    """Return an iterator over the element children, without comments and processing instructions."""
    return (node for node in element if isinstance(node.tag, str))


def raw_text(element: "etree._Element | None") -> str:
    """Return the text content of an element, without comments and with the words of blocks of HTML apart; "" for None."""
    return "" if element is None else text_content(element)


def one_line(element: "etree._Element | None") -> str:
    """Return the text content of an element as one line, with white space collapsed."""
    return fold(raw_text(element))


def declared_language(element: "etree._Element") -> str:
    """Return the language declared on the element itself, in lower case, or ""."""
    return (element.get(_XML_LANG) or element.get("lang") or "").strip().lower()


def best_in_language(candidates: "list[etree._Element]", language: str | None) -> "etree._Element | None":
    """Return the candidate that fits a language best; None if there are no candidates.

    The order of preference is: the same tag, the same primary subtag, no declared language, any other language.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    target = (language or "").lower()

    def rank(element: "etree._Element") -> int:
        declared = declared_language(element)
        if target and declared == target:
            return 0
        if target and declared and declared.partition("-")[0] == target.partition("-")[0]:
            return 1
        return 3 if declared else 2

    return min(candidates, key=rank)


def concept_name(element: "etree._Element", language: str | None) -> str:
    """Return the `<name>` of a concept, preferring the given language; "" if it has none."""
    return one_line(best_in_language([name for name in children(element, "name") if one_line(name)], language))


__all__ = [
    "ElementPaths",
    "best_in_language",
    "child",
    "child_elements",
    "children",
    "concept_name",
    "declared_language",
    "local_name",
    "namespace_of",
    "one_line",
    "raw_text",
]
