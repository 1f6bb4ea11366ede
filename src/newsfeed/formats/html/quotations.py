"""Quotations, with the source that they name."""

import re
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import child_elements, local_name
from newsfeed.formats.html.content import BLOCKS, heading_text
from newsfeed.formats.html.context import SECTION_PARTS, BlockContext
from newsfeed.formats.html.elements import emptied, line_number
from newsfeed.formats.html.inline import plain_words, words
from newsfeed.formats.html.items import ItemReader
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS

if TYPE_CHECKING:
    from lxml import etree

_ATTRIBUTION_DASH: Final = re.compile(r"^\s*[—–-]+\s*")
_DASH_AT_END: Final = re.compile(rf"(?:(?<!\s)\s++|(?<![\s—–-]))[—–-]++[\s{PRIVATE_CHARACTERS}]*+$")


@attrs.frozen
class QuotationReader:
    """Reader of quotations.

    Attributes:
        context: the state of the page.
        items: the reader of their paragraphs.
    """

    context: BlockContext
    items: ItemReader

    def read(self, element: "etree._Element", attribution: str = "") -> None:
        """Read a quotation, as a paragraph if the part of the page has no quotations.

        Args:
            element: the quotation.
            attribution: its source, unless the quotation itself names one.
        """
        source = _source_of_quotation(element)
        if source is not None:
            attribution = heading_text(source)
            emptied(element, source)
        attribution = _ATTRIBUTION_DASH.sub("", attribution)
        texts = self.items.texts(element)
        if source is not None and texts:
            texts[-1] = _DASH_AT_END.sub("", texts[-1])
        texts = [text for text in texts if plain_words(text)]
        url = self.context.links.resolve(element.get("cite"), element)
        if not texts:
            texts, attribution = [attribution], ""
        if not texts[0]:
            return
        if self.context.part in (*SECTION_PARTS, "questions"):
            self._write(texts, attribution, url, line_number(element))
        else:
            origin = f" — {attribution}" if attribution else ""
            text = "\n".join(["“" + texts[0], *texts[1:]]) + f"”{origin}"
            self.context.writer.paragraph(line_number(element), text)

    def _write(self, texts: list[str], attribution: str, url: str | None, number: int) -> None:
        writer = self.context.writer
        writer.blank(number)
        for index, text in enumerate(texts):
            if index:
                writer.plain(number, ">")
            writer.add_text(number, text, ">")
        if attribution or url:
            writer.plain(number, f"> — {attribution}".rstrip() + (f" <{url}>" if url else ""))
        writer.blank(number)


def _source_of_quotation(element: "etree._Element") -> "etree._Element | None":
    """Return the element in a quotation that names its source, or None."""
    for child in child_elements(element):
        if local_name(child) in ("footer", "figcaption"):
            return child
    last_child = next((child for child in reversed(element) if isinstance(child.tag, str)), None)
    if last_child is None or words(last_child.tail).strip():
        return None
    if local_name(last_child) != "cite":
        children = list(child_elements(last_child)) if local_name(last_child) in ("p", "div") else []
        is_alone = (
            len(children) == 1 and not words(last_child.text).strip("—–- ") and not words(children[0].tail).strip()
        )
        return last_child if is_alone and local_name(children[0]) == "cite" else None
    before = last_child.getprevious()
    text = words(element.text if before is None else before.tail).strip()
    is_below = before is not None and not text and (local_name(before) == "br" or local_name(before) in BLOCKS)
    return last_child if is_below or text.endswith(("—", "–")) else None
