"""Rules of text constructs and of content (RFC 4287, sections 3.1 and 4.1.3)."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.syndication.rules import atom_xhtml
from newsfeed.syndication.rules.atom_links import blank_attribute
from newsfeed.syndication.rules.atom_media_types import essence, is_base64, is_xml
from newsfeed.syndication.rules.schemas import is_encoded
from newsfeed.validation import html, values
from newsfeed.validation.element_schemas import code_part
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import ATOM, XHTML, split_name

if TYPE_CHECKING:
    from lxml import etree

TEXT_TYPES: Final = frozenset(("text", "html", "xhtml"))
_WHITESPACE: Final = " \t\r\n"
_LONGEST_NAME: Final = 64
_CONTENT: Final = f"{{{ATOM}}}content"
_DIV: Final = f"{{{XHTML}}}div"
_BODY_START: Final = re.compile(r"<body\b[^>]*+>?", re.IGNORECASE)
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
    """Check a text construct by its type; media types are understood although they are invalid."""
    text_type = essence(node.element.get("type") or "") or "text"
    yield from _check_not_empty(node, text_type)
    yield from _check_by_type(node, text_type)


def check_content(node: Node) -> Iterable[Fault]:
    """Check content by its type, or its absence if it is at another address."""
    if node.element.get("src") is not None:
        yield from _check_external_content(node)
    else:
        yield from check_text_construct(node)


def _check_by_type(node: Node, text_type: str) -> Iterator[Fault]:
    yield from html.check_characters(direct_text(node.element))
    if text_type == "xhtml":
        yield from _check_xhtml(node)
    elif is_xml(text_type):
        yield from _check_xml(node, text_type)
    elif is_base64(text_type):
        yield from _check_no_children(node)
        yield from _check_base64(node, text_type)
    else:
        yield from _check_no_children(node)
        if text_type == "html" or text_type.endswith("/html"):
            yield from _check_html(node, text_type)
        else:
            yield from html.check_undeclared(direct_text(node.element), encoded=is_encoded(node))


def _check_external_content(node: Node) -> Iterator[Fault]:
    element, type_attribute = node.element, node.element.get("type")
    name = _tag(node)
    stray_text = direct_text(element).strip(_WHITESPACE)
    if stray_text or _has_children(element):
        message = f"{name} has the attribute src, so it must be empty: remove everything inside, or remove src"
        yield Fault("text", "UnexpectedText", message)
    if type_attribute is None:
        message = f"{name} has the attribute src but no type: add the media type of the linked document"
        yield Fault("missing", "MissingTypeAttr", message, attribute="type")
    elif type_attribute in TEXT_TYPES:
        message = f"{name} with src must have a media type: write one such as text/html, not {quote(type_attribute)}"
        yield Fault("invalid", "InvalidMIMEType", message, attribute="type")
    elif stray_text and is_base64(essence(type_attribute)):
        yield from values.base64(stray_text)


def _check_not_empty(node: Node, text_type: str) -> Iterator[Fault]:
    text = node.element.text or ""
    if not len(node.element) and not (text.strip(_WHITESPACE) if is_base64(text_type) else text):
        yield Fault("blank", "NotBlank", f"{_tag(node)} is empty: write its text or remove the element")


def _check_xhtml(node: Node) -> Iterator[Fault]:
    stray_text = direct_text(node.element).strip(_WHITESPACE)
    yield from atom_xhtml.check_inline(node, stray_text)
    text = stray_text + _plain_divs(node.element)
    if markup := html.find_end_tag(text) or ("" if is_encoded(node) else html.find_reference(text)):
        message = (
            f"{_tag(node)} is of type xhtml, but its markup {quote(markup)} is escaped: "
            'write type="html", or the markup as elements'
        )
        yield Fault("not_inline", "NotInline", message)


def _plain_divs(element: "etree._Element") -> str:
    """Return the text of the `<div>` children that contain nothing but text."""
    return "".join(child.text or "" for child in element.iterchildren(_DIV) if not _has_children(child))


def _check_no_children(node: Node) -> Iterator[Fault]:
    for child in node.element.iterchildren("{*}*"):
        local = split_name(str(child.tag))[1]
        if node.element.get("mode") == "escaped":
            message = f"the content of {_tag(node)} is not escaped: write each < of the markup as &lt;"
            yield Fault("not_escaped", "NotEscaped", message)
        message = f'<{local[:64]}> is not allowed in {_tag(node)} of this type: escape it, or write type="xhtml"'
        yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:_LONGEST_NAME], element=child)


def _check_html(node: Node, text_type: str) -> Iterator[Fault]:
    """Check HTML: a fragment, or for a media type a whole document."""
    text = direct_text(node.element)
    if _has_children(node.element):
        message = f"{_tag(node)} is HTML, but contains elements: write each < of the HTML as &lt;"
        yield Fault("not_escaped", "NotEscaped", message)
    if text_type == "html":
        yield from html.check_fragment(text, relative=False)
        return
    yield from _check_whole_document(node, _WHOLE_DOCUMENT.search(text) is not None, text_type)
    yield from html.check_fragment(_body(text), relative=False)


def _check_whole_document(node: Node, is_whole: bool, text_type: str) -> Iterator[Fault]:
    if not is_whole:
        instead = "xhtml" if "+xml" in text_type else "html"
        message = f'{_tag(node)} of type {text_type:.48} must be a whole HTML document: write type="{instead}" for this'
        yield Fault("fragment", "HtmlFragment", message)


def _body(text: str) -> str:
    """Return the part of an HTML document inside `<body>`, or all of a fragment."""
    start = _BODY_START.search(text)
    if start is None or not start[0].endswith(">"):
        return text
    end = _BODY_END.search(text, start.end())
    return text[start.end() : end.start() if end else len(text)]


def _check_base64(node: Node, media_type: str) -> Iterator[Fault]:
    text = direct_text(node.element).strip(_WHITESPACE)
    if faults := tuple(values.base64(text)):
        yield from faults
        return
    decoded = base64.b64decode(text).decode("utf-8", "replace")
    if media_type.endswith("/html"):
        yield from html.check_fragment(_body(decoded), relative=False)
    else:
        yield from html.check_undeclared(decoded)


def _check_xml(node: Node, media_type: str) -> Iterator[Fault]:
    stray_text = direct_text(node.element).strip(_WHITESPACE)
    if stray_text and (_has_children(node.element) or node.schema.name == _CONTENT):
        message = f"{_tag(node)} of type {quote(media_type)} has the text {quote(stray_text)} outside its root element"
        yield Fault("text", "UnexpectedText", f"{message}: remove the text")
    yield from html.check_undeclared(stray_text + _plain_divs(node.element), encoded=is_encoded(node))
    if media_type == "application/xhtml+xml":
        for child in node.element.iterchildren("*"):
            namespace, local = split_name(str(child.tag))
            yield from _check_whole_document(node, local == "html", media_type)
            if local == "html" and namespace != XHTML:
                message = f'<html> is in the namespace {quote(namespace)}: write it with xmlns="{XHTML}"'
                yield Fault("namespace", "NotHtml", message, element=child)
        yield from atom_xhtml.check_descendants(node)


def _has_children(element: "etree._Element") -> bool:
    """Return whether an element contains elements; comments do not count."""
    return bool(len(element)) and next(element.iterchildren("*"), None) is not None


def _tag(node: Node) -> str:
    return f"<{node.walk.qualified_name(node.schema.name)}>"
