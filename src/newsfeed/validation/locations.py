"""Paths of elements in a document, for findings."""

from collections import Counter
from typing import TYPE_CHECKING

from newsfeed.values.namespaces import PREFIXES, split_name

if TYPE_CHECKING:
    from lxml import etree


class Paths:
    """Paths of the elements of one document, computed only for elements that have a finding.

    The path of a parent is computed once and its children are counted once, so that many findings below it take linear
    time.

    Args:
        root: the root element of the document.
        core: namespace of the format itself; its names are written without a prefix.
    """

    def __init__(self, root: "etree._Element", core: str) -> None:
        self._root = root
        self._core = core
        self._names: dict[str, str] = {}
        self._paths: dict[etree._Element, str] = {}
        self._indexes: dict[etree._Element, dict[etree._Element, str]] = {}

    def qualified_name(self, name: str) -> str:
        """Return a name with the well-known prefix of its namespace, else the document's own prefix, else none.

        Args:
            name: a name in Clark notation.
        """
        qualified = self._names.get(name)
        if qualified is None:
            namespace, local = split_name(name)
            prefix = "" if namespace == self._core else PREFIXES.get(namespace, "") or self._declared_prefix(namespace)
            qualified = self._names[name] = f"{prefix}:{local}" if prefix else local
        return qualified

    def _declared_prefix(self, namespace: str) -> str:
        prefixes = (prefix for prefix, uri in self._root.nsmap.items() if uri == namespace and prefix)
        return next(prefixes, "")

    def _is_core(self, element: "etree._Element") -> bool:
        return split_name(str(element.tag))[0] == self._core

    def path(self, element: "etree._Element") -> str:
        """Return the path of an element; a step has an index if siblings share its name: `/rss/channel/item[2]`."""
        parent = element.getparent()
        if parent is None:
            return f"/{self._step(element)}"
        parent_path = self._paths.get(parent)
        if parent_path is None:
            parent_path = self._paths[parent] = self.path(parent)
        return f"{parent_path}/{self._step(element)}"

    def _step(self, element: "etree._Element") -> str:
        name = self.qualified_name(str(element.tag))
        if element.prefix and ":" not in name and not self._is_core(element):
            name = f"{element.prefix}:{name}"  # declared on the element itself
        parent = element.getparent()
        if parent is None:
            return name
        indexes = self._indexes.get(parent)
        if indexes is None:
            indexes = self._indexes[parent] = _child_indexes(parent)
        return name + indexes.get(element, "")


def _child_indexes(parent: "etree._Element") -> "dict[etree._Element, str]":
    """Return the index in brackets of each child that shares its name with a sibling."""
    totals = Counter(child.tag for child in parent)
    counts: Counter[object] = Counter()
    indexes = {}
    for child in parent:
        if totals[child.tag] > 1:
            counts[child.tag] += 1
            indexes[child] = f"[{counts[child.tag]}]"
    return indexes
