"""Parser of the blocks of a canonical body, the inverse of `newsfeed.body.xhtml_blocks`."""

from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree

from newsfeed.body.dom import (
    child_elements,
    child_of_class,
    class_names,
    inline_child,
    inner_html,
    is_rich_text,
    joined_paragraphs,
    local_name,
    outer_html,
    rich_text,
)
from newsfeed.io.html import Removal, sanitize
from newsfeed.io.html_text import text_content
from newsfeed.io.limits import Limits
from newsfeed.model import Answer, Block, Image, List, Markup, Paragraph, Point, Points, Quotation
from newsfeed.model.rich_text import from_markup
from newsfeed.values.escaping import escape
from newsfeed.values.xml_chars import XML_SPACE


class ForeignHtml:
    """Reader of the HTML in a body that is no part of its canonical form.

    Args:
        base: IRI that relative links are resolved against.
        limits: limits on size and depth.
        removals: a list for what sanitizing removes.
    """

    def __init__(self, base: str | None, limits: Limits, removals: list[Removal] | None = None) -> None:
        self.base = base
        self.limits = limits
        self.removals = removals

    def markup(self, element: "etree._Element") -> Markup:
        """Return an element as sanitized `Markup`."""
        return Markup(self.sanitize(outer_html(element)))

    def sanitize(self, html: str) -> str:
        """Sanitize foreign HTML in the body."""
        return sanitize(html, base=self.base, limits=self.limits, removals=self.removals)


def parse_answer(foreign: ForeignHtml, element: "etree._Element", excluded: Sequence["etree._Element"]) -> Answer:
    """Return the text in an element: a text if it has paragraphs only, else blocks.

    Args:
        foreign: reads what is not canonical.
        element: the element.
        excluded: the child elements that are not part of the text.
    """
    content = [child for child in child_elements(element) if child not in excluded]
    if all(local_name(child) == "p" and not class_names(child) for child in content):
        return joined_paragraphs(element)
    return tuple(parse_block(foreign, child) for child in content)


def parse_block(foreign: ForeignHtml, element: "etree._Element") -> Block:
    """Return the block that an element is; one that is not canonical is `Markup`."""
    classes, name = class_names(element), local_name(element)
    if name == "p" and not classes and is_rich_text(element):
        return Paragraph(text=rich_text(element))
    for class_name in classes:
        if class_name in _BLOCK_PARSERS:
            block = _BLOCK_PARSERS[class_name](foreign, element)
            if block is not None:
                return block
    return foreign.markup(element)


def _points(_foreign: ForeignHtml, element: "etree._Element") -> Block:
    return Points(points=tuple(_point(item) for item in child_elements(element)))


def _point(item: "etree._Element") -> Point:
    strong = next(child_elements(item), None)
    if strong is None or "label" not in class_names(strong) or (item.text or "").strip(XML_SPACE):
        return Point(text=rich_text(item))
    label = text_content(strong).removesuffix(":")
    text = escape(strong.tail or "") + "".join(map(inline_child, list(item)[1:]))
    return Point(label=label, text=from_markup(text.strip(XML_SPACE)))


def _quotation(_foreign: ForeignHtml, element: "etree._Element") -> Block:
    source = child_of_class(element, "source")
    attribution = "" if source is None else text_content(source)
    return Quotation(text=joined_paragraphs(element), url=element.get("cite"), attribution=attribution)


def _list(_foreign: ForeignHtml, element: "etree._Element") -> Block:
    return List(items=tuple(rich_text(item) for item in child_elements(element)), ordered=local_name(element) == "ol")


def _image(_foreign: ForeignHtml, element: "etree._Element") -> Block | None:
    image = next(element.iter("{*}img"), None)
    if image is None:
        return None
    caption = child_of_class(element, "caption")
    return Image(
        url=image.get("src", ""),
        alt=image.get("alt", ""),
        caption="" if caption is None else joined_paragraphs(caption),
    )


def _markup(foreign: ForeignHtml, element: "etree._Element") -> Block:
    return Markup(foreign.sanitize(inner_html(element)))


_BLOCK_PARSERS: Final[dict[str, Callable[[ForeignHtml, "etree._Element"], Block | None]]] = {
    "points": _points,
    "quotation": _quotation,
    "list": _list,
    "image": _image,
    "markup": _markup,
}
