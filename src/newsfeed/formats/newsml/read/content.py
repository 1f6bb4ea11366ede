"""The content of an item: its best rendition as the body, with the metadata inside it as a fallback."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Final, cast

import attrs
from lxml import etree

from newsfeed.body import parse
from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.formats.newsml.flat_body import is_flat, restore_parts
from newsfeed.formats.newsml.navigation import (
    best_in_language,
    child,
    child_elements,
    children,
    declared_language,
    local_name,
    one_line,
    raw_text,
)
from newsfeed.formats.newsml.read import nitf
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.media_account import note_rendition
from newsfeed.formats.newsml.read.nitf_metadata import read_metadata
from newsfeed.formats.newsml.xhtml11 import inner_html, restore_html5
from newsfeed.model import Agent
from newsfeed.model.rich_text import Text
from newsfeed.reading.fields import StoryFields
from newsfeed.validation.faults import quote
from newsfeed.values.escaping import escape, unescape
from newsfeed.values.namespaces import XHTML
from newsfeed.values.xml_chars import fold

_HTML_ROOTS: Final = frozenset(("html", "body", "div", "p", "article", "section", "ul", "ol", "table", "h1", "h2"))
_HTML_TYPES: Final = ("text/html", "application/xhtml+xml")
_PLAIN_TYPES: Final = ("text/plain", "")
_XHTML_RANK, _NITF_RANK, _HTML_RANK, _PLAIN_RANK = range(4)


@attrs.frozen(kw_only=True)
class Content:
    """The content of an item.

    Attributes:
        fields: arguments of `Story` found in the body.
        headline, summary, authors, language: values in the content, used if the item's metadata lack them.
        metadata: further arguments of `Story` in the content, used if the item's metadata lack them.
        nitf: the NITF document, whose metadata are accounted for.
    """

    fields: StoryFields = attrs.field(factory=StoryFields)
    headline: str = ""
    summary: Text = ""
    authors: tuple[Agent, ...] = ()
    language: str | None = None
    metadata: StoryFields = attrs.field(factory=StoryFields)
    nitf: "etree._Element | None" = None


@attrs.frozen
class _Rendition:
    """One rendition of the content.

    Attributes:
        rank: preference, lowest first.
        element: the `<inlineXML>` or `<inlineData>`.
        read: the function that reads it.
    """

    rank: int
    element: "etree._Element"
    read: Callable[[ElementReader, "etree._Element"], Content]


def read_content(reader: ElementReader, item: "etree._Element", language: str | None) -> Content:
    """Read the best rendition of an item's content.

    The order of preference is XHTML, NITF, HTML, plain text; among equals, the item's language decides.
    """
    content_set = child(item, "contentSet")
    if content_set is not None and content_set.keys():
        note_rendition(reader, content_set)
    renditions = list(_renditions(reader, content_set))
    if not renditions:
        return Content()
    best_rank = min(rendition.rank for rendition in renditions)
    best = [rendition for rendition in renditions if rendition.rank == best_rank]
    element = best_in_language([rendition.element for rendition in best], language)
    for rendition in renditions:
        if rendition.element is element:
            note_rendition(reader, rendition.element)
        else:
            message = "another rendition of the text is left out: a story has one body"
            reader.focus(rendition.element).note("content.other", message, severity=Severity.INFO)
    return next(rendition.read(reader, rendition.element) for rendition in best if rendition.element is element)


def _renditions(reader: ElementReader, content_set: "etree._Element | None") -> Iterator[_Rendition]:
    for element in children(content_set, "inlineXML"):
        root = next(child_elements(element), None)
        if root is None:
            if (element.text or "").strip():
                yield _Rendition(_PLAIN_RANK, element, _read_plain)
            else:
                note_rendition(reader, element)
        elif local_name(root) == "nitf":
            yield _Rendition(_NITF_RANK, element, _read_nitf)
        elif str(root.tag).startswith(f"{{{XHTML}}}") or local_name(root).lower() in _HTML_ROOTS:
            yield _Rendition(_XHTML_RANK, element, _read_xhtml)
        else:
            _note_unread(reader, element, f"a <{local_name(root):.64}> document")
    for element in children(content_set, "inlineData"):
        media_type = element.get("contenttype", "").partition(";")[0].strip().lower()
        if media_type in _HTML_TYPES:
            yield _Rendition(_HTML_RANK, element, _read_html)
        elif media_type in _PLAIN_TYPES:
            yield _Rendition(_PLAIN_RANK, element, _read_plain)
        else:
            _note_unread(reader, element, f"content of the type {quote(media_type)}")


def _note_unread(reader: ElementReader, element: "etree._Element", content: str) -> None:
    message = f"{content} cannot be read as a body and is left out: add it as XHTML, NITF, HTML or plain text"
    reader.focus(element).note("content.other", message, severity=Severity.INFO)


# --- XHTML ------------------------------------------------------------------------------------------------------------


def _read_xhtml(reader: ElementReader, element: "etree._Element") -> Content:
    page = next(child_elements(element))
    if local_name(page).lower() != "html":
        container = page if local_name(page).lower() == "body" else element
        return Content(fields=_body_fields(reader, container, None), headline=_first_heading(container))
    body = child(page, "body")
    title = child(page, "head", "title")
    base = child(page, "head", "base")
    base_url = None if base is None else reader.link_attribute(base)
    return Content(
        fields={} if body is None else _body_fields(reader, body, base_url),
        headline=one_line(title) if title is not None else "" if body is None else _first_heading(body),
        language=reader.focus(page).language(declared_language(page)),
    )


def _first_heading(container: "etree._Element") -> str:
    return one_line(next(container.iter("{*}h1"), None))


def _body_fields(reader: ElementReader, container: "etree._Element", base: str | None) -> StoryFields:
    """Recover the parts of a body that newsfeed wrote; keep any other body as sanitized HTML."""
    if not reader.reading.content:
        return {}
    restore_html5(container)
    root = restore_parts(container) if is_flat(container) else next(child_elements(container), None)
    if root is not None and len(container) == 1 and parse.ROOT in (root.get("class") or "").split():
        try:
            parts = parse.parse_element(root, base=base or reader.reading.base, limits=reader.reading.limits)
        except (ModelError, ValueError):
            parts = None  # The body was edited since; sanitizing it below repairs it.
        if parts is not None:
            return cast("StoryFields", parts)
    return cast("StoryFields", reader.focus(container).body(inner_html(container), base))


# --- NITF, HTML and plain text ----------------------------------------------------------------------------------------


def _read_nitf(reader: ElementReader, element: "etree._Element") -> Content:
    document = next(child_elements(element))
    article = nitf.read_article(document)
    return Content(
        fields=_foreign_body(reader.focus(document), article.html),
        headline=article.headline,
        summary=article.summary,
        authors=article.authors,
        metadata=read_metadata(reader, document),
        nitf=document,
        language=reader.focus(document).language(declared_language(document)),
    )


def _read_html(reader: ElementReader, element: "etree._Element") -> Content:
    html = _inline_text(reader, element)
    title = re.search(r"<title[^>]{0,200}>([^<]{0,2000})</title", html, re.IGNORECASE)
    body_start = re.search(r"<body\b[^>]{0,2000}>", html, re.IGNORECASE)
    body = html[body_start.end() :] if body_start else html
    return Content(
        fields=_foreign_body(reader.focus(element), body),
        headline=fold(reader.replace_illegal(unescape(title[1]))) if title else "",
    )


def _read_plain(reader: ElementReader, element: "etree._Element") -> Content:
    paragraphs = re.split(r"\n[ \t\r]*\n\s*", _inline_text(reader, element).strip())
    html = "".join(
        ["<p>" + "<br/>".join(escape(paragraph).splitlines()) + "</p>\n" for paragraph in paragraphs if paragraph]
    )
    return Content(fields=_foreign_body(reader.focus(element), html))


def _foreign_body(reader: ElementReader, html: str) -> StoryFields:
    return cast("StoryFields", reader.body(html))


def _inline_text(reader: ElementReader, element: "etree._Element") -> str:
    """Return the text of `<inlineData>` or `<inlineXML>`, decoded if it is marked as Base64."""
    text = raw_text(element)
    if "base64" not in f"{element.get('encoding', '')}{element.get('encodinguri', '')}".lower():
        return text
    try:
        return reader.replace_illegal(base64.b64decode(text, validate=False).decode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        message = f"<{local_name(element)}> is marked as Base64, but its content is not, and is left out: correct the encoding"
        reader.focus(element).note("content.encoding", message)
        return ""
