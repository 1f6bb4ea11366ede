"""The blocks of a CommonMark document as a tree, by markdown-it: importing this module imports it."""

import re
from collections.abc import Iterator
from typing import Final

import attrs
from markdown_it import MarkdownIt

from newsfeed.pages.decoding import Line

_SOFT_BREAK: Final = re.compile(r"(?<!\\)(\\*+)\n")


@attrs.define
class Node:
    """A block.

    Attributes:
        kind: markdown-it's name of the block, such as `paragraph` or `bullet_list`.
        tag: the HTML element that it becomes.
        source: the inline Markdown of a paragraph, heading or cell, on one line except for hard breaks; the text of code.
        children: the blocks in it.
        line: number of its first line in the document.
    """

    kind: str
    tag: str = ""
    source: str = ""
    children: list["Node"] = attrs.field(factory=list)
    line: int = 1

    def sources(self) -> Iterator[str]:
        """Yield the text of the block and of those in it, in document order."""
        if self.source:
            yield self.source
        for child in self.children:
            yield from child.sources()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # The text of the blocks is parsed by the page's own reader of inline Markdown.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_PARSER: Final = _parser()


def parse_blocks(lines: list[Line]) -> list[Node]:
    """Return the blocks of a page."""
    root = Node("root")
    open_nodes = [root]
    for token in _PARSER.parse("\n".join(f"{line.indent}{line.text}" for line in lines)):
        if token.type == "inline":
            open_nodes[-1].source = _SOFT_BREAK.sub(_joined, token.content)
        elif token.nesting < 0:
            open_nodes.pop()
        else:
            index = token.map[0] if token.map else 0
            node = Node(token.type.removesuffix("_open"), token.tag, line=lines[index].number)
            open_nodes[-1].children.append(node)
            if token.nesting > 0:
                open_nodes.append(node)
            elif token.type in ("fence", "code_block"):
                node.source = token.content
    return root.children


def _joined(match: "re.Match[str]") -> str:
    """Return a line end as a space, unless an odd number of backslashes before it makes it a line break."""
    return match[0] if len(match[1]) % 2 else f"{match[1]} "
