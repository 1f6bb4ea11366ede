"""A node as a reader looks at it: its properties as texts, links, dates and other nodes, whatever they are written as."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.formats.jsonld.expand import Graph, Literal, Node
from newsfeed.io import html
from newsfeed.model.rich_text import Text
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.values import iris, references
from newsfeed.values.xml_chars import XML_SPACE

_ELEMENTS: Final = (
    "a|abbr|article|b|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|ins|li|mark|ol|"
    "p|pre|q|s|script|section|small|span|strong|style|sub|sup|svg|table|tbody|td|th|time|tr|u|ul|video"
)
_HTML: Final = re.compile(
    rf"</?(?:{_ELEMENTS})\b[^<>]*>|&(?:#[0-9]{{1,7}}|#x[0-9a-f]{{1,6}}|[a-z]{{2,8}}[0-9]{{0,2}});", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\s*([0-9]{1,16})(?:\.0+)?\s*(?:px|pixels?|B|bytes?)?\s*", re.IGNORECASE)
_NAMES: Final = ("value", "name", "alternateName", "headline", "text", "url")
"""Where a node that stands for a text may have it."""


@attrs.frozen
class Work:
    """A node with what is needed to read it.

    Attributes:
        node: described, not referred to.
        graph: where it refers to.
        lenient: notes what cannot be read.
        own: whether this library wrote it: its texts are then plain, and texts only.
    """

    node: Node
    graph: Graph
    lenient: LenientReader
    own: bool = False

    def location(self, name: str = "") -> Location:
        """Give the place of the node, or of a property of it."""
        return Location(f"{self.node.path}/{name}" if name else self.node.path)

    def of(self, node: Node) -> "Work":
        """Give another node to read."""
        return Work(self.graph.described(node), self.graph, self.lenient, self.own)

    def values(self, *names: str) -> "list[Literal | Node]":
        """Give the values of the first of these properties that there are values of."""
        return next((self.node.values[name] for name in names if name in self.node.values), [])

    # --- texts ---

    def texts(self, *names: str) -> list[str]:
        """Give the values of the first of these properties that has one, as texts of legal characters."""
        return next((found for name in names if (found := list(self._texts(name)))), [])

    def _texts(self, name: str) -> Iterator[str]:
        for value in self.node.values.get(name, ()):
            text = self._node_text(value) if isinstance(value, Node) else _spelled(value)
            if text.strip(XML_SPACE):
                yield self.lenient.legal(text)

    def _node_text(self, node: Node) -> str:
        described = self.graph.described(node)
        found = (each for name in _NAMES for each in described.values.get(name, ()) if not isinstance(each, Node))
        return next((_spelled(each) for each in found), "")

    def text(self, *names: str) -> str:
        """Give the first value of the first of these properties that has one, as text."""
        return next(iter(self.texts(*names)), "")

    def line(self, *names: str) -> str:
        """Give a text of somebody else's as plain text: what is HTML in it is taken off."""
        text = self.text(*names)
        return text if self.own or not is_html(text) else html.plain(text)

    def rich(self, *names: str) -> Text:
        """Give a text of somebody else's, rich where it is HTML; HTML that is more than that gives its plain text."""
        text = self.text(*names)
        if self.own or not is_html(text):
            return text
        found = self.lenient.text(text, self.graph.base, self.location(names[0]))
        if found is not None:
            return found
        return html.plain(self.lenient.sanitized(text, self.graph.base, self.location(names[0])))

    # --- other values ---

    def whole(self, name: str, *, least: int = 0) -> int | None:
        """Give a whole number, with or without its unit: 640, "640", "640 px", a QuantitativeValue; None for anything else."""
        values = self.values(name)
        text = self.of(values[0]).text("value") if values and isinstance(values[0], Node) else self.text(name)
        found = _NUMBER.fullmatch(text)
        return self.lenient.whole(found[1], least=least) if found else None

    def date(self, *names: str) -> datetime | None:
        """Give the first date that can be read of these properties."""
        dates = (self.lenient.date(text, self.location(name)) for name in names for text in self._texts(name))
        return next((each for each in dates if each), None)

    def language(self, *names: str) -> str | None:
        """Give the first language tag of these properties; a Language may have it as its other name."""
        for name in names:
            for value in self.node.values.get(name, ()):
                tag = self.of(value).text("alternateName", "name") if isinstance(value, Node) else _spelled(value)
                if found := self.lenient.language(tag, self.location(name)):
                    return found
        return None

    # --- links and things ---

    def links(self, *names: str) -> list[str]:
        """Give the addresses of the first of these properties that has one: texts, or those of the nodes."""
        for name in names:
            found = [self._link(value, name) for value in self.node.values.get(name, ())]
            if links := [each for each in found if each]:
                return links
        return []

    def link(self, *names: str) -> str | None:
        """Give the first address of these properties."""
        return next(iter(self.links(*names)), None)

    def _link(self, value: "Literal | Node", name: str) -> str | None:
        if isinstance(value, Node):
            return self.of(value).address()
        return self.iri(_spelled(value), name)

    def iri(self, text: str, name: str) -> str | None:
        """Give an absolute and safe IRI that a text is, or None."""
        return self.lenient.iri(self.lenient.legal(text), self.graph.base, self.location(name))

    def address(self) -> str | None:
        """Give the address of the node: of its content, its page, or its identifier where that can be one."""
        for name in ("contentUrl", "url", "embedUrl"):
            for value in self.node.values.get(name, ()):
                if not isinstance(value, Node) and (found := self.iri(_spelled(value), name)):
                    return found
        return self.own_address()

    def own_address(self, *, of_part: bool = False) -> str | None:
        """Give the identifier where it is the address of a page: one of the web's, without a fragment.

        Args:
            of_part: take the address out of an identifier that has a fragment.
        """
        found = references.resolve(self.graph.base or self.lenient.reading.base, self.node.id or "")
        page, fragment, _ = found.partition("#")
        is_page = page.startswith(("https://", "http://")) and (of_part or not fragment)
        return page if is_page and iris.is_iri(page) else None

    def things(self, *names: str) -> "list[Work | str]":
        """Give the values of the first of these properties that has one: nodes, and texts that identify none."""
        found: list[Work | str] = []
        for value in self.values(*names):
            if isinstance(value, Node):
                found.append(self.of(self._played(value, names)))
            elif not self.own and (known := self.graph.of(_spelled(value))) is not None:
                found.append(self.of(known))
            elif (text := self.lenient.legal(_spelled(value))).strip(XML_SPACE):
                found.append(text)
        return found

    def _played(self, node: Node, names: tuple[str, ...]) -> Node:
        """Give who plays a Role: it is the value of the property that the Role is itself a value of."""
        if not node.is_a("Role"):
            return node
        return next((each for name in names for each in node.values.get(name, ()) if isinstance(each, Node)), node)

    def works(self, *names: str) -> "list[Work]":
        """Give those of `things` that are nodes."""
        return [each for each in self.things(*names) if isinstance(each, Work)]


def is_html(text: str) -> bool:
    """Whether a text has tags or character references of HTML in it."""
    return bool(_HTML.search(text))


def _spelled(value: Literal) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""  # no text, link or date was ever meant by it
    return str(int(value)) if value == value // 1 else str(value)


__all__ = ["Work", "is_html"]
