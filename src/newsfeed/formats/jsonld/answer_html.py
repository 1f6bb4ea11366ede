"""Answers as the HTML that consumers of FAQ pages take as the `text` of an Answer.

They read the text as HTML and keep only a few elements of it, without attributes other than the address of a link. So the
characters of plain text are escaped, and everything that has another element in the body becomes a paragraph, a list or
emphasis, or keeps its words only.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from newsfeed.errors import LimitError
from newsfeed.io import html as html_io
from newsfeed.model import Answer, Block, Image, List, Markup, Paragraph, Points, Quotation
from newsfeed.model.rich_text import RichText, Text, split_paragraphs
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.patterns import pattern

WRITTEN_ELEMENTS: Final = frozenset(("a", "br", "em", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "strong", "ul"))
"""The elements that the writer uses."""

CONSUMED_ELEMENTS: Final = WRITTEN_ELEMENTS | {"b", "div", "h1", "i"}
"""The elements that consumers keep; the rules report others."""

_INLINE_TAG: Final = pattern(r"<(/?)([a-z]++)([^>]*+)>")
_LINK_ADDRESS: Final = pattern(r' href="[^"]*"')


def answer_html(answer: Answer) -> str:
    """Return an answer as HTML; text of one paragraph is not wrapped in an element."""
    if isinstance(answer, str) and "\n\n" not in answer:  # nearly always
        return escape(answer)
    if isinstance(answer, tuple):
        return "".join([_BLOCK_HTML[type(block)](block) for block in answer])
    paragraphs = _paragraphs(answer)
    return paragraphs[0] if len(paragraphs) == 1 else _in_elements(paragraphs)


def _paragraphs(text: Text) -> list[str]:
    """Return the paragraphs of a text as inline HTML."""
    sources = split_paragraphs(text)
    return [_INLINE_TAG.sub(_replace_tag, source) for source in sources] if isinstance(text, RichText) else sources


def _inline(text: Text) -> str:
    return _INLINE_TAG.sub(_replace_tag, text.markup) if isinstance(text, RichText) else escape(text)


def _in_elements(paragraphs: list[str]) -> str:
    return "".join([f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph])


def _replace_tag(match: re.Match[str]) -> str:
    """Return a tag of rich text as consumers know it: other elements leave their content, or quotation marks."""
    slash, name, attributes = match.groups()
    if name == "q":
        return "”" if slash else "“"
    if name == "a":
        address = _LINK_ADDRESS.search(attributes)
        return f"<{slash}a{address[0] if address else ''}>"
    if name == "cite":
        name = "em"
    if name == "br":
        return match[0]
    return f"<{slash}{name}>" if name in WRITTEN_ELEMENTS else ""


# --- blocks ----------------------------------------------------------------------------------------------------------------


def _paragraph(block: Paragraph) -> str:
    return _in_elements(_paragraphs(block.text))


def _points(block: Points) -> str:
    items = [
        f"<li><strong>{escape(point.label)}:</strong> {_inline(point.text)}</li>"
        if point.label
        else f"<li>{_inline(point.text)}</li>"
        for point in block.points
    ]
    return f"<ul>{''.join(items)}</ul>"


def _list(block: List) -> str:
    name = "ol" if block.ordered else "ul"
    return f"<{name}>{''.join([f'<li>{_inline(item)}</li>' for item in block.items])}</{name}>"


def _quotation(block: Quotation) -> str:
    """Return a quotation as paragraphs in quotation marks, with its source, linked, in one of its own."""
    paragraphs = _paragraphs(block.text)
    if block.text:
        paragraphs[0] = f"“{paragraphs[0]}"
        paragraphs[-1] = f"{paragraphs[-1]}”"
    source = escape(block.attribution or block.url or "")
    if block.url:
        source = f'<a href="{escape_attribute(block.url)}">{source}</a>'
    return _in_elements([*paragraphs, f"— {source}"] if source else paragraphs)


def _image(block: Image) -> str:
    return _paragraph(Paragraph(text=block.caption or block.alt)) if block.caption or block.alt else ""


def _markup(block: Markup) -> str:
    """Return HTML with the written elements only, or its words if nothing else remains of it."""
    try:
        reduced = html_io.reduce(block.html, WRITTEN_ELEMENTS)
    except LimitError:
        reduced = ""
    return reduced or _paragraph(Paragraph(text=html_io.to_plain_text(block.html)))


_BLOCK_HTML: Final[Mapping[type[Block], Callable[[Any], str]]] = {
    Paragraph: _paragraph,
    Points: _points,
    Quotation: _quotation,
    List: _list,
    Image: _image,
    Markup: _markup,
}
