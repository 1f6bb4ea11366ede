"""Elements in the content of a page: recognizing blocks, and helpers to read them."""

import re
from typing import TYPE_CHECKING, Final

from newsfeed.body.dom import class_names, local_name
from newsfeed.formats.html.content import BLOCKS, EMBEDS, HEADINGS

if TYPE_CHECKING:
    from lxml import etree

LISTS: Final = ("ul", "ol", "menu", "dir")

_STRUCTURES: Final = frozenset(
    (*HEADINGS, *LISTS, *EMBEDS, "blockquote", "details", "dl", "figure", "hr", "pre", "table")
)
"""Blocks that are read as more than the paragraphs in them."""

_ICON_CLASSES: Final = re.compile(r"emoji|icon", re.IGNORECASE)
_MAX_ICON: Final = 32
"""Pixels on a side."""


class BlockElements:
    """The elements of a page that begin a line of their own.

    Args:
        content: the element with the content of the page.
    """

    def __init__(self, content: "etree._Element") -> None:
        self._containers = _elements_with_blocks(content)

    def __contains__(self, element: "etree._Element") -> bool:
        """Return whether an element is a block, by its name or by its content."""
        name = local_name(element)
        return name in BLOCKS or name in EMBEDS or element in self._containers or is_only_image(element)


def _elements_with_blocks(content: "etree._Element") -> set["etree._Element"]:
    """Return the elements that have a block in them."""
    containers: set[etree._Element] = set()
    for block in content.iter(*BLOCKS, *EMBEDS):
        for ancestor in block.iterancestors():
            if ancestor in containers:
                break
            containers.add(ancestor)
    return containers


def is_structure(element: "etree._Element") -> bool:
    """Return whether a block is read as a whole, such as a table, and not as the paragraphs in it."""
    return local_name(element) in _STRUCTURES or is_only_image(element)


def is_only_image(element: "etree._Element") -> bool:
    """Return whether an inline element is an image and nothing else, and no small picture in a line of text."""
    images = list(element.iter("img")) if local_name(element) in ("img", "picture", "a", "span") else []
    if len(images) != 1 or "".join(map(str, element.itertext())).strip():
        return False
    sizes = [images[0].get(side) or "" for side in ("width", "height")]
    is_small = any(size.isascii() and size.isdigit() and int(size) <= _MAX_ICON for size in sizes)
    return not is_small and not _ICON_CLASSES.search(" ".join(class_names(images[0])))


def line_number(element: "etree._Element") -> int:
    """Return the number of the line of the document that an element is on."""
    return element.sourceline or 1


def emptied(element: "etree._Element", child: "etree._Element | None") -> "etree._Element":
    """Return an element after one of the elements in it has been emptied, except for the text behind it."""
    if child is not None:
        tail = child.tail
        child.clear()
        child.tail = tail
    return element
