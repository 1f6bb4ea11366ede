"""Expansion of a document (JSON-LD 1.1 API, 5.1) to nodes with schema.org's names, without fetching a context.

Each property has a list of values, whether the document wrote one value or an array; a value is a literal or a node. A node
that is only a reference stays one; `Graph.resolve` returns the nearest node with its description.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Final

import attrs

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.context import Context
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue, Literal, iter_items, iter_strings
from newsfeed.formats.jsonld.nodes import LanguageString, Node
from newsfeed.io import json

__all__ = ["Graph", "LanguageString", "Node", "find_articles"]

_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_CONTAINERS: Final = (
    "mainEntity",
    "itemListElement",
    "item",
    "dataFeedElement",
    "blogPost",
    "blogPosts",
    "hasPart",
)
"""The properties of pages, lists and feeds that have articles as values."""


_IGNORED_KEYWORDS: Final = frozenset(("@context", "@language", "@direction", "@version", "@index", "@base", "@vocab"))
"""Keywords that say how the document is written."""

_order: Final = attrgetter("order")


@attrs.define
class Graph:
    """All nodes of a document, or of all script elements of a page.

    Attributes:
        roots: the outermost nodes, in document order.
        base: the IRI that relative links are resolved against, if a context names one.
        pages: the pages that have an article as their main entity, by the `id()` of the article's node.
    """

    roots: list[Node] = attrs.field(factory=list)
    base: str | None = None
    pages: dict[int, Node] = attrs.field(factory=dict)
    _described: dict[str, list[Node]] = attrs.field(factory=dict)
    _merged: dict[int, Node] = attrs.field(factory=dict)
    _described_by_root: dict[int, dict[str, list[Node]]] = attrs.field(factory=dict)
    _breadcrumbs: list[Node] | None = None
    _node_count: int = 0
    _has_graph: bool = False

    @property
    def is_empty(self) -> bool:
        """True if a document says that it is a graph, and has no nodes."""
        return self._has_graph and not self.roots

    def add(self, document: JsonValue, script: int = 0) -> None:
        """Add the nodes of a document: of an object, or of an array of objects (JSON-LD 1.1, 9).

        Args:
            document: the parsed JSON.
            script: the index of the script element that it is from.
        """
        for item, path in iter_items(document, str(script)):
            if isinstance(item, dict):
                # A document without a context is read as schema.org's: no other vocabulary is published that way.
                self._add_root(item, path, Context(uses_schema_org="@context" not in item))

    def resolve(self, node: Node) -> Node:
        """Return the description of a node that is a reference.

        Several stories with one address have nodes of one identifier: the description within the same outermost node
        takes precedence, then the next one, since the page of a story follows its article, then the last one.
        """
        node = self._target(node)
        candidates = self._described.get(node.id or "", ()) if node.is_reference else ()
        if not candidates:
            return node
        if len(candidates) > 1:
            candidates = self._by_root(candidates).get(_root_path(node)) or candidates
        index = bisect_left(candidates, node.order, key=_order)
        return self._target(candidates[min(index, len(candidates) - 1)])

    def _by_root(self, candidates: list[Node]) -> dict[str, list[Node]]:
        """Return descriptions of one identifier by their outermost node; computed once, since there can be thousands."""
        groups = self._described_by_root.get(id(candidates))
        if groups is None:
            groups = {}
            for candidate in candidates:
                groups.setdefault(_root_path(candidate), []).append(candidate)
            self._described_by_root[id(candidates)] = groups
        return groups

    def breadcrumbs(self) -> list[Node]:
        """Return the outermost nodes that are a way from the front page to a page."""
        if self._breadcrumbs is None:
            self._breadcrumbs = [root for root in self.roots if root.is_a("BreadcrumbList")]
        return self._breadcrumbs

    def _target(self, node: Node) -> Node:
        while id(node) in self._merged:
            node = self._merged[id(node)]
        return node

    def find(self, identifier: str) -> Node | None:
        """Return the first node that is described under an identifier, or None."""
        described = self._described.get(identifier)
        return self._target(described[0]) if described else None

    def duplicates(self) -> Iterator[tuple[Node, Node]]:
        """Yield the descriptions of one node in pairs: one to keep, and one without a type or from another script element.

        Descriptions with a type in the same document stay apart: they can be of stories that share an address.
        """
        for nodes in self._described.values():
            nodes.sort(key=_order)
            target = next((node for node in nodes if node.types), nodes[0])
            for node in nodes:
                if node is not target and (not node.types or node.script != target.script):
                    yield target, node

    def replace(self, node: Node, target: Node) -> None:
        """Redirect the references to a node to the one that it was merged into."""
        if self._target(target) is not node:
            self._merged[id(node)] = target
        if page := self.pages.pop(id(node), None):
            self.pages.setdefault(id(target), page)

    def drop_replaced(self) -> None:
        """Remove the nodes that others replace."""
        self.roots = [node for node in self.roots if id(node) not in self._merged]
        self._described_by_root.clear()
        self._breadcrumbs = None
        for identifier, nodes in self._described.items():
            self._described[identifier] = [node for node in nodes if id(node) not in self._merged] or nodes

    def _add_root(self, source: JsonObject, path: str, context: Context) -> None:
        node = self._node(source, path, context)
        if node.types or node.values or node.id or node.foreign:
            self.roots.append(node)

    def _node(self, source: JsonObject, path: str, context: Context) -> Node:
        if "@context" in source:
            context = context.extend(source["@context"])
            self._set_base(source["@context"])
        self._node_count += 1
        node = Node((), None, path, self._node_count)
        for key, value in source.items():
            name = context.resolve(key)
            if name and name != key:
                node.pointers.setdefault(name, json.pointer([key]))
            # Most values are strings, and these need no JSON pointer of their own.
            if type(value) is str and name and not name.startswith("@"):
                node.values.setdefault(name, []).append(value)
            else:
                self._add_property(node, name, value, path + json.pointer([key]), context)
        if node.id is not None and not node.is_reference:
            self._described.setdefault(node.id, []).append(node)
        return node

    def _add_property(self, node: Node, name: str | None, value: JsonValue, path: str, context: Context) -> None:
        if name == "@id":
            node.id = value if isinstance(value, str) and value else None
        elif name == "@type":
            names = [context.resolve(type_name) for type_name in iter_strings(value)]
            node.types = tuple(type_name for type_name in names if type_name)
        elif name in ("@graph", "@included"):
            self._has_graph = self._has_graph or (name == "@graph" and context.uses_schema_org)
            for item, item_path in iter_items(value, path):
                if isinstance(item, dict):
                    self._add_root(item, item_path, context)
        elif name and not name.startswith("@"):
            values = list(self._values(value, path, context))
            if values:
                node.values.setdefault(name, []).extend(values)
        elif name not in _IGNORED_KEYWORDS and value not in (None, "", [], {}):
            key = path.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
            node.foreign[key] = value

    def _values(self, value: JsonValue, path: str, context: Context) -> Iterator[Literal | Node]:
        for item, item_path in iter_items(value, path):
            if isinstance(item, dict):
                yield from self._object_values(item, item_path, context)
            elif item is not None and not isinstance(item, list):
                yield item

    def _object_values(self, value: JsonObject, path: str, context: Context) -> Iterator[Literal | Node]:
        for key in ("@list", "@set"):
            if key in value:
                yield from self._values(value[key], path + json.pointer([key]), context)
                return
        if "@value" in value:
            yield from _literals(value["@value"], value.get("@language"))
        elif _is_language_map(value):
            for tag, text in value.items():
                yield from _literals(text, tag)
        else:
            yield self._node(value, path, context)

    def _set_base(self, context: JsonValue) -> None:
        for item, _ in iter_items(context, ""):
            base = item.get("@base") if isinstance(item, dict) else None
            if isinstance(base, str):
                self.base = self.base or base


def _root_path(node: Node) -> str:
    """Return the path of the outermost node around a node in a graph: `0/@graph/3`."""
    return "/".join(node.path.split("/", 3)[:3])


def _literals(value: JsonValue, language: JsonValue) -> Iterator[Literal]:
    if isinstance(value, str) and isinstance(language, str):
        yield LanguageString(value, language)
    elif isinstance(value, Literal):
        yield value


def _is_language_map(value: JsonObject) -> bool:
    """Return whether the keys of an object are language tags and its values texts (JSON-LD 1.1, Language Indexing)."""
    return bool(value) and all(
        isinstance(text, str) and _LANGUAGE_TAG.fullmatch(key) and not vocabulary.is_property(key)
        for key, text in value.items()
    )


def find_articles(graph: Graph) -> list[Node]:
    """Return the articles in document order: the outermost ones and those in pages, lists and feeds.

    Sets `graph.pages` for articles that are the main entity of a page.
    """
    articles = {id(node): node for node in graph.roots if node.is_article}
    pending = [node for node in graph.roots if not node.is_article]
    visited = {id(node) for node in pending}
    while pending:
        container = pending.pop()
        for name, node in _contained_nodes(container, graph):
            if node.is_article:
                articles.setdefault(id(node), node)
                if name == "mainEntity":
                    graph.pages.setdefault(id(node), container)
            elif id(node) not in visited:
                visited.add(id(node))
                pending.append(node)
    updates = {
        id(graph.resolve(value))
        for article in articles.values()
        for value in article.values.get("liveBlogUpdate", ())
        if isinstance(value, Node)
    }
    return sorted((node for node in articles.values() if id(node) not in updates), key=_order)


def _contained_nodes(container: Node, graph: Graph) -> Iterator[tuple[str, Node]]:
    """Yield the nodes in a page, list or feed, each with the property that it is a value of."""
    if container.is_a("BreadcrumbList"):
        return
    for name in _CONTAINERS:
        for index, value in enumerate(container.values.get(name, ())):
            node = graph.resolve(value) if isinstance(value, Node) else graph.find(str(value))
            if node is not None:
                if not isinstance(value, Node):
                    container.mark(name, index)
                if node.is_a("ListItem"):
                    node.mark_all("position")
                yield name, node
