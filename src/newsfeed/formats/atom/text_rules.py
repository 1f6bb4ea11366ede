"""Rules of text constructs and of content (RFC 4287, sections 3.1 and 4.1.3)."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.formats.atom import xhtml_rules
from newsfeed.formats.atom.link_rules import blank_attribute, has_base
from newsfeed.formats.atom.media_types import essence, is_base64, is_xml
from newsfeed.validation import html, values
from newsfeed.validation.element_schemas import code_part
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import split_name

if TYPE_CHECKING:
    from lxml import etree

TEXT_TYPES: Final = frozenset(("text", "html", "xhtml"))
_WHITESPACE: Final = " \t\r\n"
_BODY_START: Final = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END: Final = re.compile(r"</body\s*>", re.IGNORECASE)
_WHOLE_DOCUMENT: Final = re.compile(r"<(?:html|body)\b|<!doctype\b", re.IGNORECASE)
_check_media_type: Final = values.media_type("InvalidMIMEType")


# --- the attribute type ---


def check_text_type(text: str) -> Iterable[Fault]:
    """Check the type of a text construct (section 3.1.1)."""
    if text in TEXT_TYPES:
        return ()
    if not text.strip():
        return (blank_attribute("type"),)
    if faults := tuple(_check_media_type(text)):
        return faults
    message = f"{quote(text)} is a media type, but this element has the type of a text: write text, html or xhtml"
    return (Fault("invalid", "InvalidTextType", message),)


def check_content_type(text: str) -> Iterable[Fault]:
    """Check the type of content: a type of text, or a media type that is not composite (section 4.1.3.1)."""
    if text in TEXT_TYPES:
        return ()
    if not text.strip():
        return (blank_attribute("type"),)
    if essence(text).partition("/")[0] in ("multipart", "message"):
        message = f'{quote(text)} is a composite media type: link to the content with <link rel="enclosure">'
        return (Fault("composite", "InvalidMIMEType", message),)
    return _check_media_type(text)


# --- texts and content ---


def check_text_construct(node: Node) -> Iterable[Fault]:
    """Check a text construct by its type."""
    yield from _check_not_empty(node)
    yield from _check_text(node, _effective_type(node.element.get("type")))


def _effective_type(type_attribute: str | None) -> str:
    """Return the type of a text; the media types of plain text and HTML are understood although they are invalid."""
    text_type = essence(type_attribute or "") or "text"
    return {"text/plain": "text", "text/html": "html"}.get(text_type, text_type)


def check_content(node: Node) -> Iterable[Fault]:
    """Check content by its type, or its absence if it is at another address."""
    element = node.element
    if element.get("src") is not None:
        yield from _check_external_content(node)
        return
    yield from _check_not_empty(node)
    media_type = essence(element.get("type") or "text")
    if "/" not in media_type or media_type == "text/plain":
        yield from _check_text(node, _effective_type(media_type))
    elif media_type == "text/html":
        yield from _check_html_document(node)
    elif is_xml(media_type):
        yield from _check_xml(node, media_type)
    else:
        yield from _check_no_children(node)
        if is_base64(element):
            yield from _check_base64(node, media_type)


def _check_external_content(node: Node) -> Iterator[Fault]:
    element, type_attribute = node.element, node.element.get("type")
    if direct_text(element).strip(_WHITESPACE) or _has_children(element):
        message = "<content> has the attribute src, so it must be empty: remove everything inside, or remove src"
        yield Fault("text", "UnexpectedText", message)
    if type_attribute is None:
        message = "<content> has the attribute src but no type: add the media type of the linked document"
        yield Fault("missing", "MissingTypeAttr", message, attribute="type")
    elif type_attribute in TEXT_TYPES:
        message = f"<content> with src must have a media type: write one such as text/html, not {quote(type_attribute)}"
        yield Fault("invalid", "InvalidMIMEType", message, attribute="type")


def _check_not_empty(node: Node) -> Iterator[Fault]:
    if not len(node.element) and not (node.element.text or "").strip(_WHITESPACE):
        yield Fault("blank", "NotBlank", f"{_tag(node)} is empty: write its text or remove the element")


def _check_text(node: Node, text_type: str) -> Iterator[Fault]:
    text = direct_text(node.element)
    yield from html.check_characters(text)
    if text_type == "xhtml":
        yield from xhtml_rules.check_inline(node, text.strip(_WHITESPACE))
    elif text_type == "html":
        yield from _check_escaped(node)
        yield from html.check_fragment(text, relative=not has_base(node.element))
    elif text_type == "text":
        yield from _check_no_children(node)
        yield from html.check_undeclared(text)


def _check_escaped(node: Node) -> Iterator[Fault]:
    """Check that HTML is written as text, without child elements."""
    if _has_children(node.element):
        message = f"{_tag(node)} is HTML, but contains elements: write each < of the HTML as &lt;"
        yield Fault("not_escaped", "NotEscaped", message)
    yield from _check_no_children(node)


def _check_no_children(node: Node) -> Iterator[Fault]:
    for child in node.element.iterchildren("{*}*"):
        local = split_name(str(child.tag))[1]
        message = f'<{local[:64]}> is not allowed in {_tag(node)} of this type: escape it, or write type="xhtml"'
        yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64], element=child)


def _check_html_document(node: Node) -> Iterator[Fault]:
    """Check content of type text/html: a whole document, unlike the fragments of type html."""
    text = direct_text(node.element)
    yield from html.check_characters(text)
    yield from _check_escaped(node)
    if text.strip(_WHITESPACE) and not _WHOLE_DOCUMENT.search(text):
        message = '<content> of type text/html must be a whole HTML document: write type="html" for this fragment'
        yield Fault("fragment", "HtmlFragment", message)
    yield from html.check_fragment(_body(text), relative=not has_base(node.element))


def _body(text: str) -> str:
    """Return the part of an HTML document inside `<body>`, or all of a fragment."""
    start = _BODY_START.search(text)
    if start is None:
        return text
    end = _BODY_END.search(text, start.end())
    return text[start.end() : end.start() if end else len(text)]


def _check_base64(node: Node, media_type: str) -> Iterator[Fault]:
    text = direct_text(node.element).strip(_WHITESPACE)
    if faults := tuple(values.base64(text)):
        yield from faults
    elif "html" in media_type:
        decoded = base64.b64decode(text).decode("utf-8", "replace")
        yield from html.check_fragment(_body(decoded), relative=not has_base(node.element))


def _check_xml(node: Node, media_type: str) -> Iterator[Fault]:
    stray_text = direct_text(node.element).strip(_WHITESPACE)
    if stray_text:
        message = f"<content> of type {quote(media_type)} has the text {quote(stray_text)} outside its root element"
        yield Fault("text", "UnexpectedText", f"{message}: remove the text")
    if media_type == "application/xhtml+xml":
        yield from xhtml_rules.check_descendants(node)


def _has_children(element: "etree._Element") -> bool:
    """Return whether an element contains elements; comments do not count."""
    return bool(len(element)) and next(element.iterchildren("*"), None) is not None


def _tag(node: Node) -> str:
    return f"<{node.walk.qualified_name(node.schema.name)}>"
