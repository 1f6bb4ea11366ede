"""Access to the properties of a node as texts, links, dates and other nodes, however the document writes them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.formats.jsonld.json_values import Literal
from newsfeed.formats.jsonld.nodes import Node, ignore_values
from newsfeed.formats.jsonld.read_graph import Graph
from newsfeed.io import html
from newsfeed.io.html_text import NAMES
from newsfeed.model import Answer
from newsfeed.model.rich_text import Text
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.values import iris, references
from newsfeed.values.xml_chars import XML_SPACE, fold

_ELEMENTS: Final = (
    f"{NAMES}|t[dh]|a|abbr|b|cite|code|del|em|font|i|iframe|img|ins|mark|q|s|script|small|span|strong|style|sub|sup|svg|time|u|"
    "video"
)
_HTML: Final = re.compile(
    rf"</?(?:{_ELEMENTS})\b[^<>]*>|&(?:#[0-9]{{1,7}}|#x[0-9a-f]{{1,6}}|[a-z]{{2,8}}[0-9]{{0,2}});", re.IGNORECASE
)
_INTEGER: Final = re.compile(r"\s*+([0-9]{1,16})(?:\.0+)?\s*+(?:px|pixels?|B|bytes?)?\s*+", re.IGNORECASE)
_TEXT_PROPERTIES: Final = ("value", "name", "alternateName", "headline", "text", "url")
"""The properties that may hold the text of a node that stands in place of a text, the most specific first."""


@attrs.frozen
class NodeReader:
    """Reader of one node. Where a method takes several property names, the first that has a value is read.

    Attributes:
        node: the node, resolved if it was a reference.
        graph: the graph that the node is in.
        lenient: converts values, and notes those that cannot be read.
        by_newsfeed: True if this library wrote the document: its texts are plain text and never identifiers.
    """

    node: Node
    graph: Graph
    lenient: LenientReader
    by_newsfeed: bool = False

    def location(self, *names: str) -> Location:
        """Return the location of the property that is read for these names, or of the node if it has none of them."""
        for name in names:
            if name in self.node.values:
                return Location(self.node.property_path(name))
        return Location(self.node.path)

    def note_extension(self, code: str, message: str) -> None:
        """Report the values of the node that no extension may hold."""
        self.lenient.note(code, message, self.location())

    def reader_for(self, node: Node) -> "NodeReader":
        """Return a reader for another node of the graph."""
        return NodeReader(self.graph.resolve(node), self.graph, self.lenient, self.by_newsfeed)

    def values(self, *names: str) -> list[Literal | Node]:
        """Return the values of the first property that has any."""
        for name in names:
            if name in self.node.values:
                self.node.mark_all(name)
                return self.node.values[name]
        return []

    def _read(self, name: str) -> Iterator[Literal | Node]:
        """Yield the values of a property, and record each as read."""
        for index, value in enumerate(self.node.values.get(name, ())):
            self.node.mark(name, index)
            yield value

    def ignore(self, *names: str) -> None:
        """Record that these properties say nothing that is not read elsewhere; none stands for all."""
        ignore_values(self.node, *names)

    # --- texts ---

    def texts(self, *names: str) -> list[str]:
        """Return the values of the first property with text, without characters that XML forbids."""
        for name in names:
            if texts := list(self._texts(name)):
                return texts
        return []

    def _texts(self, name: str) -> Iterator[str]:
        for index, value in enumerate(self.node.values.get(name, ())):
            text = self._node_text(value) if isinstance(value, Node) else _literal_text(value)
            if text.strip(XML_SPACE):
                self.node.mark(name, index)
                yield self.lenient.replace_illegal(text)

    def _node_text(self, value: Node) -> str:
        node = self.graph.resolve(value)
        for name in _TEXT_PROPERTIES:
            for index, text in enumerate(node.values.get(name, ())):
                if not isinstance(text, Node):
                    node.mark(name, index)
                    return _literal_text(text)
        return ""

    def _first_text(self, names: tuple[str, ...]) -> tuple[str, str]:
        """Return the property that has a text, with its first text; "" if none has."""
        for name in names:
            for text in self._texts(name):
                return name, text
        return names[0], ""

    def text(self, *names: str) -> str:
        """Return the first text as the document has it, or ""."""
        return self._first_text(names)[1]

    def identifier(self) -> str:
        """Return the text of `identifier` as one line, or ""."""
        text = self.text("identifier")
        return text if self.by_newsfeed else fold(text)

    def peek(self, name: str) -> str:
        """Return the first text of a property that decides how the node is read; it does not count as read itself."""
        indexes = set(self.node.read.get(name, ()))
        text = self.text(name)
        self.node.read[name] = indexes
        return text

    def line(self, *names: str) -> str:
        """Return the first text as plain text, without the HTML that other publishers write."""
        text = self.text(*names)
        return text if self.by_newsfeed or not is_html(text) else html.to_plain_text(text)

    def rich(self, *names: str) -> Text:
        """Return the first text as rich text if it is HTML; as plain text if it has more than rich text can hold."""
        name, text = self._first_text(names)
        if self.by_newsfeed or not is_html(text):
            return text
        location = self.location(name)
        rich_text = self.lenient.text(text, self.graph.base, location)
        if rich_text is not None:
            return rich_text
        return self.lenient.plain_text(text, self.graph.base, location)

    def answer(self, *names: str) -> Answer:
        """Return the first text as blocks if it is HTML, as plain text otherwise."""
        name, text = self._first_text(names)
        return self.lenient.blocks(text, self.graph.base, self.location(name)) if is_html(text) else text

    # --- numbers, dates, languages ---

    def integer(self, name: str, *, minimum: int = 0) -> int | None:
        """Return a whole number: 640, "640", "640 px" or a QuantitativeValue; None, and a finding, for anything else."""
        values = self.node.values.get(name, ())
        text = self.reader_for(values[0]).text("value") if values and isinstance(values[0], Node) else self.text(name)
        match = _INTEGER.fullmatch(text)
        return self.lenient.whole_number(match[1] if match else text, minimum=minimum, location=self.location(name))

    def date(self, *names: str) -> datetime | None:
        """Return the first readable date of these properties."""
        dates = (self.lenient.date(text, self.location(name)) for name in names for text in self._texts(name))
        return next((date for date in dates if date), None)

    def language(self, *names: str) -> str | None:
        """Return the first language tag of these properties; a Language node has it as `alternateName` or `name`."""
        for name in names:
            for value in self._read(name):
                if language := self.lenient.language(self._language_tag(value), self.location(name)):
                    return language
        return None

    def _language_tag(self, value: Literal | Node) -> str:
        if isinstance(value, Node):
            return self.reader_for(value).text("alternateName", "name")
        return _literal_text(value)

    # --- links ---

    def links(self, *names: str) -> list[str]:
        """Return the addresses of the first property that has any: texts, or the addresses of nodes."""
        for name in names:
            if addresses := list(self._links(name)):
                return addresses
        return []

    def link(self, *names: str) -> str | None:
        """Return the first address of these properties."""
        return next((link for name in names for link in self._links(name)), None)

    def _links(self, name: str) -> Iterator[str]:
        for value in self._read(name):
            if link := self._link(value, name):
                yield link

    def _link(self, value: Literal | Node, name: str) -> str | None:
        if isinstance(value, Node):
            return self.reader_for(value).address()
        return self.iri(_literal_text(value), name)

    def iri(self, text: str, name: str) -> str | None:
        """Return the absolute IRI with a safe scheme that a value of the property resolves to, or None."""
        return self.lenient.iri(self.lenient.replace_illegal(text), self.graph.base, self.location(name))

    def address(self) -> str | None:
        """Return the address of the node: of its content or page, else its identifier if that is the address of a page."""
        for name in ("contentUrl", "url", "embedUrl"):
            for value in self._read(name):
                if not isinstance(value, Node) and (iri := self.iri(_literal_text(value), name)):
                    return iri
        return None if self.is_blank else self.page_address()

    @property
    def is_blank(self) -> bool:
        """True if the node has no identifier, or one that means nothing outside of the document."""
        return not self.node.id or self.node.id.startswith("_:")

    def page_address(self, *, drop_fragment: bool = False) -> str | None:
        """Return the identifier of the node if it is a web address without a fragment, else None.

        A node without an identifier, such as an article, has that of the page that it is on: the base, if it is known.

        Args:
            drop_fragment: accept an identifier with a fragment, and return it without.
        """
        own_identifier = "" if self.is_blank else self.node.id or ""
        identifier = references.resolve(self.graph.base or self.lenient.reading.base, own_identifier)
        address, fragment, _ = identifier.partition("#")
        is_page = (
            address.startswith(("https://", "http://")) and (drop_fragment or not fragment) and iris.is_iri(address)
        )
        self.node.is_id_read |= is_page
        return address if is_page else None

    # --- other nodes ---

    def entities(self, *names: str) -> "list[NodeReader | str]":
        """Return the values of the first property that has any: nodes as readers, and texts that identify no node."""
        return list(self.iter_entities(*names))

    def iter_entities(self, *names: str) -> "Iterator[NodeReader | str]":
        """Yield the values of the first property that has any; only those that are asked for count as read."""
        for entity, _ in self.iter_roles(*names):
            yield entity

    def iter_roles(self, *names: str) -> "Iterator[tuple[NodeReader | str, str]]":
        """Yield the entities, each with the name of the Role around it, or ""."""
        name = next((name for name in names if name in self.node.values), None)
        for index, value in enumerate(self.node.values[name]) if name else ():
            entity = self._entity(value, names)
            if entity is not None:
                self.node.mark(name or "", index)
                yield entity, self._role_name(value)

    def _role_name(self, value: Literal | Node) -> str:
        return self.reader_for(value).text("roleName") if isinstance(value, Node) and value.is_a("Role") else ""

    def _entity(self, value: Literal | Node, names: tuple[str, ...]) -> "NodeReader | str | None":
        if isinstance(value, Node):
            return self.reader_for(_role_player(value, names))
        if not self.by_newsfeed and (node := self.graph.find(_literal_text(value))) is not None:
            return self.reader_for(node)
        text = self.lenient.replace_illegal(_literal_text(value))
        return text if text.strip(XML_SPACE) else None

    def nodes(self, *names: str) -> "list[NodeReader]":
        """Return the entities that are nodes; texts do not count as read."""
        name = next((name for name in names if name in self.node.values), None)
        values = self.node.values[name] if name else ()
        entities = (self._entity(value, names) for value in values)
        return [entity for entity in entities if isinstance(entity, NodeReader)]


def _role_player(node: Node, names: tuple[str, ...]) -> Node:
    """Return the player of a Role; any other node is returned as it is.

    The Role has its player as a value of the same property that the Role is a value of (schema.org, Role).
    """
    if not node.is_a("Role"):
        return node
    players = (value for name in names for value in node.values.get(name, ()) if isinstance(value, Node))
    return next(players, node)


def is_html(text: str) -> bool:
    """Return whether a text contains tags or character references of HTML."""
    return bool(_HTML.search(text))


def _literal_text(value: Literal) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""  # No text, link or date is written as a boolean.
    return str(int(value)) if value == value // 1 else str(value)
