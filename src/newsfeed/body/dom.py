"""Access to the elements of a parsed body: their classes, links and text, and their content as HTML again."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.io.html_text import BLOCKS, CELLS
from newsfeed.model.rich_text import INLINE, RichText, Text, from_markup, join_paragraphs
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import XML_SPACE

_VOID: Final = frozenset(("br", "col", "hr", "img", "source", "track", "wbr"))


def child_elements(parent: "etree._Element") -> Iterator["etree._Element"]:
    """Return the child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def class_names(element: "etree._Element") -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def child_of_class(parent: "etree._Element", class_name: str) -> "etree._Element | None":
    """Return the earliest child element with a class, or None."""
    return next((child for child in child_elements(parent) if class_name in class_names(child)), None)


def link_inside(element: "etree._Element") -> str | None:
    """Return the target of the earliest link in an element, or None."""
    link = next(element.iter("{*}a"), None)
    return None if link is None else link.get("href")


def rich_text(element: "etree._Element") -> Text:
    """Return the content of an element as a text of the model."""
    return from_markup(_inline(element).strip(XML_SPACE))


def joined_paragraphs(element: "etree._Element") -> Text:
    """Join the paragraphs without a class that are children of an element."""
    return join_paragraphs(
        [_inline(child) for child in child_elements(element) if local_name(child) == "p" and not class_names(child)]
    )


def _inline(element: "etree._Element") -> str:
    return escape(element.text or "") + "".join(map(inline_child, element))


def inline_child(child: "etree._Element") -> str:
    """Return a child as inline XHTML with its tail; an element that rich text does not have is replaced by its content."""
    tail = escape(child.tail or "")
    if not isinstance(child.tag, str):
        return tail
    name = local_name(child)
    if name == "br":
        return f"<br/>{tail}"
    if name not in INLINE:
        # The words of two blocks are not one word.
        space = "\n" if name in BLOCKS else " " if name in CELLS else ""
        return f"{space}{_inline(child)}{space}{tail}"
    attributes = "".join(
        f' {key}="{escape_attribute(child.get(key, ""))}"' for key in INLINE[name] if child.get(key) is not None
    )
    return f"<{name}{attributes}>{_inline(child)}</{name}>{tail}"


def is_rich_text(element: "etree._Element") -> bool:
    """Return whether the model's rich text can hold the content of an element, with all its attributes."""
    for descendant in element.iter():
        if descendant is element or not isinstance(descendant.tag, str):
            continue
        name = local_name(descendant)
        if name not in INLINE or set(descendant.keys()) - set(INLINE[name]):
            return False
    try:
        RichText(_inline(element))
    except ModelError:
        return False
    return True


def inner_html(element: "etree._Element") -> str:
    """Return the content of an element as HTML without namespaces."""
    return escape(element.text or "") + "".join(outer_html(child, with_tail=True) for child in element)


def outer_html(element: "etree._Element", *, with_tail: bool = False) -> str:
    """Return an element as HTML without namespaces."""
    tail = escape(element.tail or "") if with_tail else ""
    if not isinstance(element.tag, str):
        return tail
    name = local_name(element)
    attributes = "".join(f' {key}="{escape_attribute(value)}"' for key, value in element.items() if "}" not in key)
    if name in _VOID:
        return f"<{name}{attributes}/>{tail}"
    return f"<{name}{attributes}>{inner_html(element)}</{name}>{tail}"
