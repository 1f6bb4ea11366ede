"""NITF 3.x of the IPTC, the predecessor of NewsML-G2 for marked-up text, converted to HTML."""

from collections.abc import Callable
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.navigation import (
    child,
    child_elements,
    children,
    declared_language,
    local_name,
    one_line,
)
from newsfeed.formats.newsml.read.nitf_metadata import read_bylines
from newsfeed.model import Agent
from newsfeed.model.rich_text import Text
from newsfeed.validation.faults import word_set
from newsfeed.values.escaping import escape, escape_attribute

_SAME_IN_HTML: Final = word_set(
    "p ul ol li dl dt dd table caption thead tbody tfoot tr td th colgroup col pre hr br em q sub sup a"
)
"""The elements of NITF with the same name and meaning in HTML."""
_HTML_NAMES: Final = {"hl1": "h2", "hl2": "h2", "bq": "blockquote", "note": "aside", "fn": "aside", "strong": "strong"}
_HTML_ATTRIBUTES: Final = ("href", "colspan", "rowspan", "scope", "title")
_VOID: Final = frozenset(("hr", "br", "col"))
_INVISIBLE: Final = frozenset(("media-metadata", "media-object", "alt-code", "rights", "docdata"))


@attrs.frozen(kw_only=True)
class Article:
    """The text and metadata of an NITF document.

    Attributes:
        html: body.content and body.end, not yet sanitized.
        headline: the first hl1 of the hedline, else the title.
        summary: the abstract, with paragraphs separated by blank lines.
        authors: the people in the bylines.
    """

    html: str = ""
    headline: str = ""
    summary: Text = ""
    authors: tuple[Agent, ...] = ()


def read_article(document: "etree._Element") -> Article:
    """Read an `<nitf>` element."""
    body = child(document, "body")
    head = child(body, "body.head")
    return Article(
        html=_body_html(body),
        headline=one_line(child(head, "hedline", "hl1")) or one_line(child(document, "head", "title")),
        summary=_abstract(child(head, "abstract")),
        authors=tuple(dict.fromkeys(read_bylines(head))),
    )


def _abstract(element: "etree._Element | None") -> str:
    if element is None:
        return ""
    paragraphs = [text for paragraph in children(element, "p") if (text := one_line(paragraph))]
    return "\n\n".join(paragraphs) or one_line(element)


# --- body -------------------------------------------------------------------------------------------------------------


def _body_html(body: "etree._Element | None") -> str:
    head = child(body, "body.head")
    chunks = [_element_html("hl2", headline) for headline in children(child(head, "hedline"), "hl2")]
    chunks += [_content_html(content) for content in children(body, "body.content")]
    for end in children(body, "body.end"):
        chunks += [f"<p>{_content_html(element)}</p>" for element in child_elements(end) if one_line(element)]
    return "".join(chunks)


def _content_html(element: "etree._Element") -> str:
    html = escape(element.text or "")
    for node in element:
        if isinstance(node.tag, str):
            html += _element_html(local_name(node).lower(), node)
        html += escape(node.tail or "")
    return html


def _element_html(name: str, element: "etree._Element") -> str:
    if name in _INVISIBLE:
        return ""
    if name in _CONVERTERS:
        return _CONVERTERS[name](element)
    html_name = _HTML_NAMES.get(name) or (name if name in _SAME_IN_HTML else "")
    if not html_name:
        # Semantic markup, such as a person or a place: keep its words as text.
        return _content_html(element)
    opening = f"<{html_name}{_attributes_html(element)}"
    return f"{opening}/>" if html_name in _VOID else f"{opening}>{_content_html(element)}</{html_name}>"


def _attributes_html(element: "etree._Element") -> str:
    pairs = [(name, element.get(name)) for name in _HTML_ATTRIBUTES] + [("lang", declared_language(element))]
    return "".join([f' {name}="{escape_attribute(value)}"' for name, value in pairs if value])


def _media_html(element: "etree._Element") -> str:
    """Return pictures, films and recordings as a figure, with their caption and producer."""
    media_type = element.get("media-type", "")
    media = "".join([_reference_html(reference, media_type) for reference in children(element, "media-reference")])
    captions = [_content_html(caption) for caption in children(element, "media-caption")]
    captions += [
        f"<cite>{escape(name)}</cite>"
        for producer in children(element, "media-producer")
        if (name := one_line(producer))
    ]
    caption = f"<figcaption>{' '.join(captions)}</figcaption>" if captions else ""
    return f"<figure>{media}{caption}</figure>" if media or caption else ""


def _reference_html(element: "etree._Element", media_type: str) -> str:
    source = element.get("source") or element.get("data-location") or ""
    medium = (media_type or element.get("mime-type", "").partition("/")[0]).lower()
    if not source:
        return ""
    if medium in ("audio", "video"):
        return f'<{medium} controls="" src="{escape_attribute(source)}"></{medium}>'
    alternative = element.get("alternate-text") or element.get("name") or ""
    sizes = [(name, element.get(name, "")) for name in ("width", "height")]
    size = "".join([f' {name}="{value}"' for name, value in sizes if value.isascii() and value.isdigit()])
    return f'<img src="{escape_attribute(source)}" alt="{escape_attribute(alternative)}"{size}/>'


def _credit_html(element: "etree._Element") -> str:
    return f"<footer><cite>{_content_html(element)}</cite></footer>"


def _block_html(element: "etree._Element") -> str:
    return f"<div>{_content_html(element)}</div>"


def _fraction_html(element: "etree._Element") -> str:
    return f"{escape(one_line(child(element, 'frac-num')))}/{escape(one_line(child(element, 'frac-den')))}"


def _language_html(element: "etree._Element") -> str:
    return f'<span lang="{escape_attribute(element.get("iso", ""))}">{_content_html(element)}</span>'


_CONVERTERS: Final[dict[str, Callable[["etree._Element"], str]]] = {
    "media": _media_html,
    "credit": _credit_html,
    "block": _block_html,
    "frac": _fraction_html,
    "lang": _language_html,
}

__all__ = ["Article", "read_article"]
