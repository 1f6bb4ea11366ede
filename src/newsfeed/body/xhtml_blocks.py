"""Rendering of texts and blocks as XHTML, for the parts of a body that have them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from newsfeed.model import (
    Image,
    List,
    Markup,
    Paragraph,
    Points,
    Quotation,
)
from newsfeed.model.rich_text import Text, split_paragraphs
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape_attribute


def add_text(builder: MarkupBuilder, before: str, text: Text, after: str) -> None:
    """Add text between two pieces of markup; the markup of rich text is escaped already."""
    if isinstance(text, str):
        builder.text(before, text, after)
    else:
        builder.raw(f"{before}{text.markup}{after}")


def add_paragraphs(builder: MarkupBuilder, text: Text, closing: str = "") -> None:
    """Add each paragraph of a text, then the closing markup."""
    if not isinstance(text, str):
        builder.raw("".join([f"<p>{paragraph}</p>\n" for paragraph in split_paragraphs(text)]) + closing)
    elif "\n\n" in text:
        *earlier, final = text.split("\n\n")
        for paragraph in earlier:
            builder.text("<p>", paragraph, "</p>\n")
        builder.text("<p>", final, f"</p>\n{closing}")
    else:
        builder.text("<p>", text, f"</p>\n{closing}")


def _add_paragraph(builder: MarkupBuilder, block: Paragraph) -> None:
    add_text(builder, "<p>", block.text, "</p>\n")


def _add_points(builder: MarkupBuilder, block: Points) -> None:
    opening = '<ul class="points">\n'
    for point in block.points:
        if not point.label:
            add_text(builder, f"{opening}<li>", point.text, "</li>\n")
        elif isinstance(point.text, str):
            opening += '<li><strong class="label">'
            builder.text_pair(opening, point.label, ":</strong> ", point.text, "</li>\n")
        else:
            opening += '<li><strong class="label">'
            builder.text(opening, point.label, f":</strong> {point.text.markup}</li>\n")
        opening = ""
    builder.raw(f"{opening}</ul>\n")


def _add_quotation(builder: MarkupBuilder, block: Quotation) -> None:
    if block.url:
        builder.link('<blockquote class="quotation" cite="', block.url, '">\n')
    else:
        builder.raw('<blockquote class="quotation">\n')
    if block.attribution:
        add_paragraphs(builder, block.text)
        builder.text('<p class="source"><cite>', block.attribution, "</cite></p>\n</blockquote>\n")
    else:
        add_paragraphs(builder, block.text, "</blockquote>\n")


def _add_list(builder: MarkupBuilder, block: List) -> None:
    name = "ol" if block.ordered else "ul"
    builder.raw(f'<{name} class="list">\n')
    for item in block.items:
        add_text(builder, "<li>", item, "</li>")
    builder.raw(f"\n</{name}>\n")


def _add_image(builder: MarkupBuilder, block: Image) -> None:
    builder.link('<div class="image">\n<p><img src="', block.url, f'" alt="{escape_attribute(block.alt)}"/></p>\n')
    if block.caption:
        builder.raw('<div class="caption">\n')
        add_paragraphs(builder, block.caption, "</div>\n")
    builder.raw("</div>\n")


def _add_markup(builder: MarkupBuilder, block: Markup) -> None:
    builder.raw(f'<div class="markup">{block.html}</div>\n')


ADD_BLOCK: Final[Mapping[type, Callable[[MarkupBuilder, Any], None]]] = {
    Paragraph: _add_paragraph,
    Points: _add_points,
    Quotation: _add_quotation,
    List: _add_list,
    Image: _add_image,
    Markup: _add_markup,
}
"""For each type of block the function that adds it."""
