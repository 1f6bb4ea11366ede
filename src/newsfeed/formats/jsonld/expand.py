"""From the JSON of a document to nodes with schema.org's names: what JSON-LD calls expansion, without fetching a context.

Each property has a list of values, whether the document wrote one or several; a value is a literal or a node. A node that is
only referred to stays a reference, and `Graph.described` gives the description nearest to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.context import Context
from newsfeed.io import json

Literal = str | int | float | bool
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


class Tagged(str):
    """A text that says its language.

    Attributes:
        language: the tag, as the document spells it.
    """

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str, language: str) -> "Tagged":
        """Make a text with its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made


@attrs.define(eq=False)
class Node:
    """A thing that a document describes, or refers to.

    Attributes:
        types: its types of schema.org's.
        id: its identifier, as the document spells it.
        at: which script element of a page it is in, and its JSON pointer there: `1/@graph/0`.
        order: its place among all nodes, counted in the order of the document.
        values: the values of each property, by schema.org's name.
    """

    types: tuple[str, ...]
    id: str | None
    path: str
    order: int
    values: dict[str, "list[Literal | Node]"] = attrs.field(factory=dict)

    @property
    def is_reference(self) -> bool:
        """Whether nothing is said of it but its identifier."""
        return self.id is not None and not self.types and not self.values

    @property
    def document(self) -> str:
        """Which script element it is in."""
        return self.path.partition("/")[0]

    def is_a(self, *wanted: str) -> bool:
        """Whether it is of one of these types, or of a type below one of them."""
        return any(vocabulary.is_a(self.types, each) for each in wanted)


@attrs.define
class Graph:
    """All nodes of a document, or of a page's script elements together.

    Attributes:
        roots: the outermost nodes, in their order.
        base: the IRI that a context says relative links are resolved against.
        pages: the page whose main thing an article is, by the `id()` of the article's node.
    """

    roots: list[Node] = attrs.field(factory=list)
    base: str | None = None
    pages: dict[int, Node] = attrs.field(factory=dict)
    _described: dict[str, list[Node]] = attrs.field(factory=dict)
    _merged: dict[int, Node] = attrs.field(factory=dict)
    _count: int = 0

    def add(self, document: Any, script: int = 0) -> None:
        """Take a document in: an object, or an array of objects (JSON-LD 1.1, 9.1)."""
        for each, path in items(document, str(script)):
            if isinstance(each, dict):
                # Whoever forgets the context means schema.org's: there is nothing else to mean.
                self._root(each, path, Context() if "@context" in each else Context(schema=True))

    def described(self, node: Node) -> Node:
        """Give the description of a node that is referred to: the next one, or else the one before; else the node itself.

        Stories of one address make nodes of one identifier, each with its own page behind it.
        """
        node = self._merged.get(id(node), node)
        found = self._described.get(node.id or "", ()) if node.is_reference else ()
        if not found:
            return node
        after = bisect_left(found, node.order, key=_order)
        return found[min(after, len(found) - 1)]

    def of(self, identifier: str) -> Node | None:
        """Give the first node that is described under an identifier."""
        return next(iter(self._described.get(identifier, ())), None)

    def merge(self) -> None:
        """Put together what is said of one node in several places.

        That is so where one of them does not say its type, and where they are in several script elements of a page.
        """
        for identifier, nodes in self._described.items():
            nodes.sort(key=_order)
            first = next((each for each in nodes if each.types), nodes[0])
            for other in nodes:
                if other is not first and (not other.types or other.document != first.document):
                    first.values = {**other.values, **first.values}
                    self._merged[id(other)] = first
            self._described[identifier] = [each for each in nodes if id(each) not in self._merged]
        self.roots = [each for each in self.roots if id(each) not in self._merged]

    def _root(self, source: dict[str, Any], path: str, context: Context) -> None:
        node = self._node(source, path, context)
        if node.types or node.values or node.id:
            self.roots.append(node)

    def _node(self, source: dict[str, Any], path: str, context: Context) -> Node:
        if "@context" in source:
            context = context.extended(source["@context"])
            self._take_base(source["@context"])
        self._count += 1
        node = Node((), None, path, self._count)
        for key, value in source.items():
            name = context.name(key)
            if (
                type(value) is str and name and not name.startswith("@")
            ):  # most are texts, and no text needs its pointer
                node.values.setdefault(name, []).append(value)
            else:
                self._property(node, name, value, path + json.pointer([key]), context)
        if node.id is not None and not node.is_reference:
            self._described.setdefault(node.id, []).append(node)
        return node

    def _property(self, node: Node, name: str | None, value: Any, path: str, context: Context) -> None:
        if name == "@id":
            node.id = value if isinstance(value, str) and value else None
        elif name == "@type":
            named = [context.name(each) for each, _ in items(value, "") if isinstance(each, str)]
            node.types = tuple(each for each in named if each)
        elif name in ("@graph", "@included"):
            for each, place in items(value, path):
                if isinstance(each, dict):
                    self._root(each, place, context)
        elif name and not name.startswith("@"):
            found = list(self._values(value, path, context))
            if found:
                node.values.setdefault(name, []).extend(found)

    def _values(self, value: Any, path: str, context: Context) -> "Iterator[Literal | Node]":
        for each, place in items(value, path):
            if isinstance(each, dict):
                yield from self._object(each, place, context)
            elif each is not None:
                yield each

    def _object(self, value: dict[str, Any], path: str, context: Context) -> "Iterator[Literal | Node]":
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

    def _take_base(self, context: Any) -> None:
        for each, _ in items(context, ""):
            if isinstance(each, dict) and isinstance(each.get("@base"), str):
                self.base = self.base or each["@base"]


def _literals(value: Any, language: Any) -> Iterator[Literal]:
    if isinstance(value, str) and isinstance(language, str):
        yield Tagged(value, language)
    elif isinstance(value, Literal):
        yield value


def _is_language_map(value: dict[str, Any]) -> bool:
    """Whether the keys of an object are language tags and its values texts (JSON-LD 1.1, 4.6.1)."""
    return bool(value) and all(
        isinstance(text, str) and _TAG.fullmatch(key) and not vocabulary.is_property(key) for key, text in value.items()
    )


def _order(node: Node) -> int:
    return node.order


def items(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    """Give the items of an array, in it of arrays too, with their pointers; anything else is one item."""
    if not isinstance(value, list):
        yield value, path
        return
    for index, each in enumerate(value):
        yield from items(each, f"{path}/{index}")


CONTAINERS: Final = (
    "mainEntity",
    "itemListElement",
    "item",
    "dataFeedElement",
    "blogPost",
    "blogPosts",
    "hasPart",
)
"""The properties by which pages, lists and feeds have articles."""


def is_article(node: Node) -> bool:
    """Whether a node is an article of any kind, or has the text of one."""
    return node.is_a("Article") or "articleBody" in node.values


def articles(graph: Graph) -> list[Node]:
    """Find the articles, in the order of the document: the outermost, and those that pages, lists and feeds have."""
    found = {id(each): each for each in graph.roots if is_article(each)}
    waiting = [each for each in graph.roots if not is_article(each)]
    seen = {id(each) for each in waiting}
    while waiting:
        node = waiting.pop()
        for name, each in _contained(node, graph):
            if is_article(each):
                found.setdefault(id(each), each)
                if name == "mainEntity":
                    graph.pages.setdefault(id(each), node)
            elif id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)
    return sorted(found.values(), key=_order)


def _contained(node: Node, graph: Graph) -> Iterator[tuple[str, Node]]:
    if node.is_a("BreadcrumbList"):
        return
    for name in CONTAINERS:
        for each in node.values.get(name, ()):
            described = graph.described(each) if isinstance(each, Node) else graph.of(str(each))
            if described is not None:
                yield name, described
