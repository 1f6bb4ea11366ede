"""The inline markup of a paragraph as a tree, reduced to the elements that Markdown has."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from newsfeed.values.escaping import escape, escape_attribute, unescape

EMPHASIS: Final = ("em", "strong")

_TOKEN: Final = re.compile(r"<(?P<closing>/?)(?P<name>[a-z]++)(?P<attributes>[^<>]*?)/?>|(?P<characters>[^<]+)")
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"]*)"')
_MAX_DEPTH: Final = 20


@attrs.define(eq=False)
class Element:
    """An element of a paragraph.

    Attributes:
        name: its name.
        attributes: its attributes.
        content: its elements and characters.
        mark: the character of its marks in Markdown, for em and strong.
    """

    name: str
    attributes: dict[str, str] = attrs.field(factory=dict)
    content: "list[Node]" = attrs.field(factory=list)
    mark: str = ""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(node if isinstance(node, str) else node.text for node in self.content)


Node = Element | str


def parse_tree(markup: str) -> list[Node] | None:
    """Return canonical inline XHTML as a tree; None if it is nested too deeply."""
    root = Element("")
    open_elements = [root]
    for token in _TOKEN.finditer(markup):
        if characters := token["characters"]:
            open_elements[-1].content.append(unescape(characters))
        elif token["closing"]:
            open_elements.pop()
        else:
            attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(token["attributes"])}
            element = Element(token["name"], attributes)
            open_elements[-1].content.append(element)
            if element.name != "br":
                open_elements.append(element)
        if len(open_elements) > _MAX_DEPTH:
            return None
    return root.content


def to_xhtml(nodes: Iterable[Node]) -> str:
    """Return a tree as canonical inline XHTML."""
    return "".join(escape(node) if isinstance(node, str) else _element_xhtml(node) for node in nodes)


def _element_xhtml(element: Element) -> str:
    if element.name == "br":
        return "<br/>"
    attributes = "".join(f' {name}="{escape_attribute(value)}"' for name, value in element.attributes.items())
    return f"<{element.name}{attributes}>{to_xhtml(element.content)}</{element.name}>"


class Reduction:
    """Reduction of trees to the elements of Markdown.

    Attributes:
        dropped: descriptions of the markup that was left out, each once; its text stays.
    """

    def __init__(self) -> None:
        self.dropped: dict[str, None] = {}

    def paragraph(self, nodes: Iterable[Node]) -> list[Node]:
        """Return the reduced content of a paragraph, with a mark for each em and strong."""
        leading, reduced, trailing = _split_breaks(self._content(nodes, frozenset()))
        if leading or trailing:
            self._drop("a line break at an end")
        while conflict := assign_marks(reduced):
            self._drop(f"<{conflict.name}> beside or within another")
            reduced = self._content(_without(reduced, conflict), frozenset())
        return reduced

    def _drop(self, description: str) -> None:
        self.dropped[description] = None

    def _content(self, nodes: Iterable[Node], ancestors: frozenset[str]) -> list[Node]:
        reduced: list[Node] = []
        for node in nodes:
            for part in [node] if isinstance(node, str) else self._element(node, ancestors):
                if _is_named(part, "code") and reduced and _is_named(reduced[-1], "code"):
                    self._drop("<code> beside another")
                    _append(reduced, part.text if isinstance(part, Element) else part)
                else:
                    _append(reduced, part)
        return reduced

    def _element(self, element: Element, ancestors: frozenset[str]) -> list[Node]:
        """Return the reduction of an element: the element, or its content."""
        name = element.name
        if name == "br":
            return [element]
        if name == "code" and (code := self._code(element)):
            return [code]
        kept_attributes = {key: value for key, value in element.attributes.items() if _is_kept(name, key, value)}
        for key in element.attributes:
            if key not in kept_attributes:
                self._drop(f"{key} of <{name}>")
        content = self._content(element.content, ancestors | {name})
        if name in EMPHASIS:
            return self._emphasis(name, content)
        if "href" in kept_attributes and "a" not in ancestors and _has_characters(content):
            return [Element(name, kept_attributes, content)]
        self._drop(f"<{name}>")
        return ["“", *content, "”"] if name == "q" else content

    def _emphasis(self, name: str, content: list[Node]) -> list[Node]:
        leading, emphasized, trailing = _split_breaks(content)
        if not emphasized:
            self._drop(f"<{name}> without text")
            return content
        if leading or trailing:
            self._drop(f"a line break at an end of <{name}>")
        return [*leading, Element(name, {}, emphasized), *trailing]

    def _code(self, element: Element) -> Element | None:
        """Return a code element with nothing but characters, or None if Markdown cannot have it."""
        text = "".join(_characters(element.content))
        if not text or "\n" in text:
            return None
        for key in element.attributes:
            self._drop(f"{key} of <code>")
        if any(isinstance(node, Element) for node in element.content):
            self._drop("elements in <code>")
        return Element("code", {}, [text])


def _append(nodes: list[Node], node: Node) -> None:
    """Append a node to a content; characters that follow others are joined with them."""
    if isinstance(node, str) and nodes and isinstance(last_text := nodes[-1], str):
        nodes[-1] = last_text + node
    elif node:
        nodes.append(node)


def _is_named(node: Node, name: str) -> bool:
    return isinstance(node, Element) and node.name == name


def _is_kept(name: str, attribute: str, value: str) -> bool:
    return name == "a" and (attribute == "href" or (attribute == "title" and bool(value)))


def _characters(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the characters of a content, with a line end for `br` and quotation marks for `q`."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name == "br":
            yield "\n"
        else:
            opening, closing = ("“", "”") if node.name == "q" else ("", "")
            yield opening
            yield from _characters(node.content)
            yield closing


def _has_characters(nodes: Iterable[Node]) -> bool:
    return any(node if isinstance(node, str) else _has_characters(node.content) for node in nodes)


def _split_breaks(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Split the line breaks off both ends of a content."""
    start, end = 0, len(nodes)
    while start < end and _is_named(nodes[start], "br"):
        start += 1
    while end > start and _is_named(nodes[end - 1], "br"):
        end -= 1
    return nodes[:start], nodes[start:end], nodes[end:]


def _without(nodes: list[Node], unwanted: Element) -> list[Node]:
    """Return a content with the content of an element in place of the element."""
    result: list[Node] = []
    for node in nodes:
        if node is unwanted:
            result += unwanted.content
        else:
            if isinstance(node, Element):
                node.content = _without(node.content, unwanted)
            result.append(node)
    return result


# --- marks ------------------------------------------------------------------------------------------------------------


def assign_marks(nodes: list[Node], preferred: str = "*") -> Element | None:
    """Give each em and strong a mark, so that no marks beside each other are the same and read as one.

    Args:
        nodes: the content of a paragraph.
        preferred: the mark to use where both are possible.

    Returns:
        an element that can have neither mark, or None.
    """
    marks = "*_" if preferred == "*" else "_*"
    return _MarkAssignment(marks).assign(nodes, [])


class _MarkAssignment:
    """Assignment of marks in reading order; `mark_before` is the mark that was written last, "" after anything else."""

    def __init__(self, marks: str) -> None:
        self.marks = marks
        self.mark_before = ""

    def assign(self, nodes: list[Node], ancestors: list[Element]) -> Element | None:
        """Assign the marks of a content; return an element that can have none."""
        for index, node in enumerate(nodes):
            if isinstance(node, str) or node.name not in EMPHASIS:
                self.mark_before = ""
                if isinstance(node, Element) and (conflict := self.assign(node.content, [*ancestors, node])):
                    return conflict
                self.mark_before = ""
                continue
            excluded = {self.mark_before, *(ancestor.mark for ancestor in ancestors if ancestor.name == node.name)}
            if ancestors and index == len(nodes) - 1:
                excluded.add(ancestors[-1].mark)
            node.mark = next((mark for mark in self.marks if mark not in excluded), "")
            if not node.mark:
                return node
            self.mark_before = node.mark
            if conflict := self.assign(node.content, [*ancestors, node]):
                return conflict
            self.mark_before = node.mark
        return None
