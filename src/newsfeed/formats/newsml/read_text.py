"""Text of more than one line: descriptions, definitions, notes, plain or with markup in them."""

import re
from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.formats.newsml.elements import elements, raw
from newsfeed.formats.newsml.reader import Reader
from newsfeed.formats.newsml.text import inner_html, restored
from newsfeed.io import html as html_io
from newsfeed.model.rich_text import Text, from_markup
from newsfeed.values.namespaces import XHTML
from newsfeed.values.xml_chars import XML_SPACE, fold, trim

_SPAN: Final = f"{{{XHTML}}}span"
_PARAGRAPH: Final = re.compile(r"\n[ \t\r]*\n\s*")


def text_of(reader: Reader, element: "etree._Element") -> Text:
    """Read the text of an element of block type.

    The white space of a document that is indented is its layout, and is folded; elsewhere it is kept as it is.
    """
    if next(elements(element), None) is None:
        return _laid_out(element, raw(element))
    try:
        if (span := _only_span(element)) is not None:
            return from_markup(inner_html(restored(span)).strip(XML_SPACE))
    except ModelError:
        pass  # it is not of our making: sanitized, it can still be read
    html = inner_html(restored(element))
    found = reader.within(element).text(re.sub(r"\s+", " ", html) if _is_indented(element) else html)
    return trim(html_io.plain(reader.sanitized(html))) if found is None else found


def plain_of(element: "etree._Element") -> str:
    """Read the text of an element as plain text that may have paragraphs."""
    return _laid_out(element, raw(element))


def _only_span(element: "etree._Element") -> "etree._Element | None":
    """Give the span that our writer puts markup into."""
    first = next(elements(element))
    if first.tag != _SPAN or len(element) > 1 or (element.text or "").strip(XML_SPACE):
        return None
    return None if first.keys() or (first.tail or "").strip(XML_SPACE) else first


def _laid_out(element: "etree._Element", text: str) -> str:
    if "\n" not in text or not _is_indented(element):
        return trim(text)
    return "\n\n".join([fold(each) for each in _PARAGRAPH.split(text.strip(XML_SPACE))])


def _is_indented(element: "etree._Element") -> bool:
    """Whether white space stands before the element, or one around it, in its line: who lays elements out lays text out."""
    here: etree._Element | None = element
    while here is not None:
        before, parent = here.getprevious(), here.getparent()
        space = before.tail if before is not None else None if parent is None else parent.text
        if space is not None and space.endswith((" ", "\t")):
            return True
        here = parent
    return False
