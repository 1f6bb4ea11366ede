"""Text of more than one line: descriptions, definitions and notes, plain or with markup."""

import re
from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.navigation import child_elements, raw_text
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.xhtml11 import inner_html, restore_html5
from newsfeed.model.rich_text import Text, from_markup
from newsfeed.values.namespaces import XHTML
from newsfeed.values.xml_chars import XML_SPACE, fold, trim

_SPAN: Final = f"{{{XHTML}}}span"
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n\s*")


def block_text(reader: ElementReader, element: "etree._Element") -> Text:
    """Read the text of an element of block type.

    In an indented document, white space is layout and is collapsed; otherwise it is kept.
    """
    if next(child_elements(element), None) is None:
        return plain_text(element)
    try:
        if (span := _only_span(element)) is not None:
            return from_markup(inner_html(restore_html5(span)).strip(XML_SPACE))
    except ModelError:
        pass  # The span is not from newsfeed's writer: sanitize it like any foreign markup.
    html = inner_html(restore_html5(element))
    text = reader.focus(element).text(re.sub(r"\s+", " ", html) if _is_indented(element) else html)
    return trim(reader.plain_text(html)) if text is None else text


def plain_text(element: "etree._Element") -> str:
    """Return the text content of an element, with paragraphs separated by blank lines."""
    text = raw_text(element)
    if "\n" not in text or not _is_indented(element):
        return trim(text)
    return "\n\n".join([fold(paragraph) for paragraph in _BLANK_LINE.split(text.strip(XML_SPACE))])


def _only_span(element: "etree._Element") -> "etree._Element | None":
    """Return the span that newsfeed's writer wraps markup in, or None if the content is anything else."""
    span = next(child_elements(element))
    if span.tag != _SPAN or len(element) > 1 or (element.text or "").strip(XML_SPACE):
        return None
    return None if span.keys() or (span.tail or "").strip(XML_SPACE) else span


def _is_indented(element: "etree._Element") -> bool:
    """Return whether the element or an ancestor is indented: a document with indented elements has indented text too."""
    ancestor: etree._Element | None = element
    while ancestor is not None:
        sibling, parent = ancestor.getprevious(), ancestor.getparent()
        space = sibling.tail if sibling is not None else None if parent is None else parent.text
        if space is not None and space.endswith((" ", "\t")):
            return True
        ancestor = parent
    return False
