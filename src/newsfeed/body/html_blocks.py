"""Blocks from the HTML of other publishers: paragraphs, lists, quotations and images.

What no block can hold, such as a table, a heading or a list within a list, becomes `Markup` and so keeps its HTML. Only
presentation is dropped: classes, fonts, and links without a usable address.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import groupby
from typing import Final

from lxml import etree

from newsfeed.body.dom import child_elements, inline_child, local_name, outer_html
from newsfeed.errors import ModelError, ReadError
from newsfeed.io import xml
from newsfeed.io.html import Removal, sanitize
from newsfeed.io.html_text import text_content
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Block, Image, List, Markup, Paragraph, Point, Points, Quotation
from newsfeed.model.rich_text import INLINE, RichText, Text, from_markup, join_paragraphs, to_markup
from newsfeed.values import iris, languages, link_safety, references
from newsfeed.values.escaping import escape, unescape
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE, fold

_RENAMED: Final = {"b": "strong", "i": "em"}
"""Elements that rich text has under another name."""

_PRESENTATION: Final = frozenset(
    (
        *("acronym", "bdi", "bdo", "big", "data", "del", "dfn", "ins", "kbd", "mark", "s", "samp", "small", "span"),
        *("strike", "tt", "u", "var", "wbr"),
    )
)
"""Inline elements of which only the content is kept."""

_CONTAINERS: Final = frozenset(("article", "aside", "center", "div", "footer", "header", "main", "p", "section"))
"""Elements that only group others; a paragraph can hold an image."""

_PARAGRAPH_CONTENT: Final = frozenset(INLINE) | _PRESENTATION | _CONTAINERS
"""Elements that paragraphs consist of."""

_STARTS_STRONG: Final = pattern(r"<strong>([^<]+)</strong>(.*)", re.DOTALL)
_COLONS: Final = (":", "：")
_DASHES: Final = "—–- \t\r\n"


def parse_blocks(
    html: str, *, base: str | None = None, limits: Limits = DEFAULT, removals: list[Removal] | None = None
) -> tuple[Block, ...]:
    """Parse HTML into blocks.

    Args:
        html: a fragment of HTML; it is sanitized first.
        base: IRI that relative links are resolved against.
        limits: limits on size and depth.
        removals: a list for the addresses, alternative texts and visible texts that are not in the blocks.

    Raises:
        LimitError: the fragment is too large or too deep to be sanitized.
    """
    removals = [] if removals is None else removals
    clean = sanitize(html, base=base, limits=limits, removals=removals)
    try:
        root = xml.parse(f"<div>{clean}</div>".encode(), limits=limits).root
    except ReadError:
        return (Markup(clean),)
    for element in root.iter("*"):
        removals += _simplify(element, base)
    return tuple(_flow(root))


def _simplify(element: "etree._Element", base: str | None) -> list[Removal]:
    """Rename an element to that of rich text, and drop an address or language that rich text refuses.

    Returns:
        the addresses that are dropped.
    """
    removals: list[Removal] = []
    name = local_name(element)
    element.tag = _RENAMED.get(name, name)
    if name == "a" and not iris.is_iri(element.get("href", "")):
        element.tag = "span"
        if address := element.get("href"):
            removals.append(Removal("address", "a", "href", address))
        for attribute in ("href", "hreflang", "rel"):
            element.attrib.pop(attribute, None)
    if cited := element.attrib.pop("cite", None):
        address = references.resolve(base, str(cited))
        if iris.is_iri(address) and link_safety.is_safe_scheme(address):
            element.set("cite", address)
        else:
            removals.append(Removal("address", name, "cite", str(cited)))
    for attribute in ("lang", "hreflang"):
        if attribute in element.attrib and not _is_language(element.get(attribute, "")):
            del element.attrib[attribute]
    return removals


def _is_language(tag: str) -> bool:
    try:
        languages.check_language(tag)
    except ValueError:
        return False
    return True


def _flow(container: "etree._Element") -> list[Block]:
    """Return the blocks in an element; text and inline elements between others are paragraphs."""
    blocks: list[Block] = []
    _add_flow(blocks, container)
    return blocks


def _add_flow(blocks: list[Block], container: "etree._Element") -> None:
    inline = [escape(container.text or "")]
    for child in child_elements(container):
        if _is_inline(child):
            inline.append(inline_child(child))
            continue
        blocks += _paragraphs("".join(inline))
        _add_block(blocks, child)
        inline = [escape(child.tail or "")]
    blocks += _paragraphs("".join(inline))


def _is_inline(element: "etree._Element") -> bool:
    """Return whether rich text can hold an element and everything in it, apart from presentation."""
    return all((name := local_name(descendant)) in INLINE or name in _PRESENTATION for descendant in element.iter("*"))


def _paragraphs(source: str) -> list[Block]:
    """Return the paragraphs of inline XHTML, separated by two line breaks."""
    lines = [line.strip(" ") for line in fold(source).split("<br/>")]
    sources = ["<br/>".join(group) for has_text, group in groupby(lines, bool) if has_text]
    try:
        return [Paragraph(text=from_markup(paragraph)) for paragraph in sources]
    except ModelError:
        # The line breaks are inside an element, or an attribute has a value that rich text refuses.
        return [_single_paragraph("<br/>".join(lines))]


def _single_paragraph(source: str) -> Block:
    try:
        return Paragraph(text=from_markup(source))
    except ModelError:
        return Markup(f"<p>{source}</p>")


def _add_block(blocks: list[Block], element: "etree._Element") -> None:
    """Add the block that an element is, or those in it."""
    name = local_name(element)
    if name in _CONTAINERS:
        _add_flow(blocks, element)
    elif name != "hr":
        try:
            block = _PARSERS[name](element) if name in _PARSERS else None
        except ModelError:
            block = None
        blocks.append(block or Markup(outer_html(element)))


def _text(element: "etree._Element") -> Text | None:
    """Return the content of an element as a text; None if it has more than paragraphs."""
    # Parsing each list within a list only to discard it would take quadratic time.
    if any(local_name(descendant) not in _PARAGRAPH_CONTENT for descendant in element.iterdescendants("*")):
        return None
    blocks = _flow(element)
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return join_paragraphs([to_markup(text) for text in texts]) if len(texts) == len(blocks) else None


def _list(element: "etree._Element") -> Block | None:
    items = list(child_elements(element))
    texts = [text for item in items if local_name(item) == "li" and (text := _text(item)) is not None]
    if len(texts) < len(items):
        return None
    if local_name(element) == "ol":
        # A list that begins at another number is not a list of the model.
        return None if {"start", "reversed", "type"} & set(element.keys()) else List(items=tuple(texts), ordered=True)
    points = [_point(text) for text in texts]
    return Points(points=tuple(points)) if any(point.label for point in points) else List(items=tuple(texts))


def _point(text: Text) -> Point:
    """Return a point with the strong words before a colon as its label."""
    match = _STARTS_STRONG.fullmatch(text.markup) if isinstance(text, RichText) else None
    if match is None:
        return Point(text=text)
    label, details = unescape(match[1]).rstrip(), match[2].lstrip()
    if label.endswith(_COLONS):
        return Point(label=label[:-1], text=from_markup(details))
    return Point(label=label, text=from_markup(details[1:])) if details.startswith(_COLONS) else Point(text=text)


def _quotation(element: "etree._Element") -> Block | None:
    element = deepcopy(element)
    source = next(iter(list(child_elements(element))[-1:]), None)
    attribution = ""
    if source is not None and local_name(source) in ("cite", "footer") and not (source.tail or "").strip(XML_SPACE):
        attribution = text_content(source).strip(_DASHES)
        element.remove(source)
    text = _text(element)
    return None if text is None else Quotation(text=text, url=element.get("cite"), attribution=attribution)


def _image(element: "etree._Element") -> Block:
    return Image(url=element.get("src", ""), alt=element.get("alt", ""))


def _figure(element: "etree._Element") -> Block | None:
    children = list(child_elements(element))
    if [local_name(child) for child in children] not in (["img"], ["img", "figcaption"]):
        return None
    image = children[0]
    caption = _text(children[1]) if children[1:] else ""
    return None if caption is None else Image(url=image.get("src", ""), alt=image.get("alt", ""), caption=caption)


_PARSERS: Final[dict[str, Callable[["etree._Element"], Block | None]]] = {
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "img": _image,
    "figure": _figure,
}
"""The elements that have a block of their own; None of the function means that the block cannot hold the element."""
