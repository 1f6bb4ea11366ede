"""The content of an item: its best rendition as the body, and its media."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.body import xhtml
from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.formats.newsml import nitf
from newsfeed.formats.newsml.elements import child, children, elements, fitting, language_of, line, local, raw
from newsfeed.formats.newsml.reader import Reader
from newsfeed.formats.newsml.text import inner_html, restored
from newsfeed.model import Agent
from newsfeed.model.rich_text import Text
from newsfeed.values.escaping import escape, unescape
from newsfeed.values.namespaces import XHTML
from newsfeed.values.xml_chars import fold

_HTML_ROOTS: Final = frozenset(("html", "body", "div", "p", "article", "section", "ul", "ol", "table", "h1", "h2"))
_PLAIN_TYPES: Final = ("text/plain", "")


@attrs.frozen(kw_only=True)
class Content:
    """What the best rendition says.

    Attributes:
        arguments: the parts of the story in it.
        headline, summary, authors, language: what stands in it of what the metadata may lack.
    """

    arguments: dict[str, Any] = attrs.field(factory=dict)
    headline: str = ""
    summary: Text = ""
    authors: tuple[Agent, ...] = ()
    language: str | None = None


Rendition = tuple[int, "etree._Element", Callable[[Reader, "etree._Element"], Content]]
"""How good a rendition is (the least is best), its element, and what reads it."""


def content(reader: Reader, item: "etree._Element", language: str | None) -> Content:
    """Read the best rendition of an item's content: XHTML before NITF, HTML and plain text; the item's language first."""
    found = list(_renditions(reader, child(item, "contentSet")))
    if not found:
        return Content()
    best = min(rank for rank, _, _ in found)
    same = [(element, read) for rank, element, read in found if rank == best]
    chosen = fitting([element for element, _ in same], language)
    return next(read(reader, element) for element, read in same if element is chosen)


def _renditions(reader: Reader, content_set: "etree._Element | None") -> Iterator[Rendition]:
    for element in children(content_set, "inlineXML"):
        first = next(elements(element), None)
        if first is None:
            if (element.text or "").strip():
                yield 3, element, _plain
        elif local(first) == "nitf":
            yield 1, element, _nitf
        elif str(first.tag).startswith(f"{{{XHTML}}}") or local(first).lower() in _HTML_ROOTS:
            yield 0, element, _xhtml
        else:
            _skipped(reader, element, local(first))
    for element in children(content_set, "inlineData"):
        kind = element.get("contenttype", "").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            yield 2, element, _html
        elif kind in _PLAIN_TYPES:
            yield 3, element, _plain
        else:
            _skipped(reader, element, kind)


def _skipped(reader: Reader, element: "etree._Element", what: str) -> None:
    message = f"content of the kind {what:.64} is not read as a body; XHTML, NITF, HTML and plain text are"
    reader.within(element).note("content.other", message, severity=Severity.INFO)


# --- XHTML ------------------------------------------------------------------------------------------------------------


def _xhtml(reader: Reader, element: "etree._Element") -> Content:
    page = next(elements(element))
    if local(page).lower() != "html":
        container = page if local(page).lower() == "body" else element
        return Content(arguments=_parts(reader, container, None), headline=_first_heading(container))
    inner = child(page, "body")
    title = child(page, "head", "title")
    base = child(page, "head", "base")
    link = None if base is None else reader.link_of(base)
    return Content(
        arguments={} if inner is None else _parts(reader, inner, link),
        headline=line(title) if title is not None else "" if inner is None else _first_heading(inner),
        language=reader.within(page).language(language_of(page)),
    )


def _first_heading(container: "etree._Element") -> str:
    return line(next(container.iter("{*}h1"), None))


def _parts(reader: Reader, container: "etree._Element", base: str | None) -> dict[str, Any]:
    """Read the parts of our own body; anybody else's is kept as sanitized HTML."""
    if not reader.reading.content:
        return {}
    restored(container)
    first = next(elements(container), None)
    whole = first is not None and len(container) == 1 and xhtml.ROOT in (first.get("class") or "").split()
    if whole and first is not None:
        try:
            found = xhtml.parts_of(first, base=base or reader.reading.base, limits=reader.reading.limits)
        except (ModelError, ValueError):
            found = None  # somebody has changed it: sanitizing mends it
        if found is not None:
            return found
    return reader.within(container).body(inner_html(container), base)


# --- the others -------------------------------------------------------------------------------------------------------


def _nitf(reader: Reader, element: "etree._Element") -> Content:
    document = next(elements(element))
    found = nitf.read(document)
    return Content(
        arguments=reader.within(document).body(found.html) if reader.reading.content else {},
        headline=found.headline,
        summary=found.summary,
        authors=found.authors,
        language=reader.within(document).language(language_of(document)),
    )


def _html(reader: Reader, element: "etree._Element") -> Content:
    html = _decoded(reader, element)
    title = re.search(r"<title[^>]{0,200}>([^<]{0,2000})</title", html, re.IGNORECASE)
    start = re.search(r"<body\b[^>]{0,2000}>", html, re.IGNORECASE)
    inner = html[start.end() :] if start else html
    return Content(
        arguments=reader.within(element).body(inner), headline=fold(reader.legal(unescape(title[1]))) if title else ""
    )


def _plain(reader: Reader, element: "etree._Element") -> Content:
    paragraphs = [each for each in re.split(r"\n[ \t\r]*\n\s*", _decoded(reader, element).strip()) if each]
    html = "".join(["<p>" + "<br/>".join(escape(each).splitlines()) + "</p>\n" for each in paragraphs])
    return Content(arguments=reader.within(element).body(html))


def _decoded(reader: Reader, element: "etree._Element") -> str:
    """Give the text of inlineData, out of Base64 where it says that it is in it."""
    text = raw(element)
    if "base64" not in f"{element.get('encoding', '')}{element.get('encodinguri', '')}".lower():
        return text
    try:
        return reader.legal(base64.b64decode(text, validate=False).decode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        reader.within(element).note("content.encoding", "is not in Base64 as it says; it is left out")
        return ""
