"""Text and HTML in elements: the character data of RSS, and the text constructs of Atom 1.0 (RFC 4287, 3.1) and 0.3."""

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.io.html_text import text_content
from newsfeed.syndication.read import titles
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import XLINK, XML
from newsfeed.values.references import resolve

if TYPE_CHECKING:
    from newsfeed.syndication.read.draft import Draft

_HTML_TYPES: Final = frozenset(("html", "text/html", "application/xhtml+xml+escaped"))
_XHTML_TYPES: Final = frozenset(("xhtml", "application/xhtml+xml", "text/xhtml"))
_PLAIN_TYPES: Final = frozenset(("", "text", "text/plain"))
_KNOWN_TYPES: Final = _HTML_TYPES | _XHTML_TYPES | _PLAIN_TYPES
_CDATA: Final = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
_EMPTY_LINES: Final = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t\r]*+\n\s*+")
_ATTRIBUTE_NAMES: Final = {f"{{{XLINK}}}href": "href", f"{{{XML}}}lang": "lang"}
"""Attributes of HTML by those that XML has for them."""

_RELATIVE_LINK: Final = re.compile(r"\b(?:href|src)\s*=\s*[\"']?(?![a-zA-Z][a-zA-Z0-9+.\-]*:)[^\s\"'>#]", re.IGNORECASE)
_BASE: Final = f"{{{XML}}}base"
_ADDRESSES: Final = ("href", "src", "cite", "poster", f"{{{XLINK}}}href")
_VOID_ELEMENTS: Final = frozenset(("area", "br", "col", "hr", "img", "source", "track", "wbr"))
_TAG_START: Final = re.compile(r"<[A-Za-z/!]")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_MIN_BASE64: Final = 16
"""Shorter text is never taken for Base64: too many words consist of its letters only."""


class TextConstruct(NamedTuple):
    """The value of an Atom text construct."""

    value: str
    is_html: bool

    def as_text(self) -> str:
        """Return the value as plain text."""
        return html_io.to_plain_text(self.value) if self.is_html else self.value

    def as_title(self, draft: "Draft", element: "etree._Element") -> str:
        """Return the value as a line of plain text; links in it are reported."""
        return titles.to_text(self.value, draft, element) if self.is_html else self.value

    def as_html(self) -> str:
        """Return the value as HTML; empty lines in plain text separate paragraphs."""
        if self.is_html:
            return self.value
        text = escape(self.value)
        if "\n" not in text.strip():
            return text
        paragraphs = [paragraph for paragraph in _EMPTY_LINES.split(text.strip()) if paragraph]
        return text if len(paragraphs) < 2 else "".join([f"<p>{paragraph}</p>" for paragraph in paragraphs])


def unwrap_cdata(text: str) -> str:
    """Return the content of a CDATA section that was escaped: `&lt;![CDATA[text]]&gt;`; any other text as it is."""
    if "<![CDATA[" not in text:
        return text
    match = _CDATA.fullmatch(text)
    return match[1] if match else text


def character_data(element: "etree._Element") -> str:
    """Return the character data of an element and its descendants, with the words of blocks of HTML apart."""
    return text_content(element)


def html(element: "etree._Element") -> str:
    """Return the HTML of an RSS element: its character data, or its child elements if the HTML was not escaped."""
    return _inner_html(element) if _has_child_elements(element) else character_data(element)


def may_have_relative_links(html: str) -> bool:
    """Return whether HTML can have an address that is relative; quick, since most HTML has none."""
    for name in ("href", "src"):
        count = html.count(f"{name}=")
        if count and html.count(f'{name}="http') < count and _RELATIVE_LINK.search(html):
            return True
    return False


def text_construct(element: "etree._Element", draft: "Draft") -> TextConstruct:
    """Read an Atom text construct or `<atom:content>` (RFC 4287, 3.1 and 4.1.3; Atom 0.3 with its `mode`).

    Content in Base64 that is no text, such as a picture, is reported and left out.

    Args:
        element: the construct.
        draft: the item or channel that it is in.
    """
    written_type = (element.get("type") or "").strip()
    media_type = written_type.lower().partition(";")[0]
    mode = (element.get("mode") or "").lower()
    if media_type and media_type not in _KNOWN_TYPES:
        draft.note_attribute(element, "type", written_type)
    if _has_child_elements(element):
        return TextConstruct(_xhtml(element, draft), is_html=True)
    text = unwrap_cdata(character_data(element))
    is_text_type = not media_type or media_type.startswith(("text", "application/")) or media_type in _KNOWN_TYPES
    is_binary_type = media_type.startswith(("text/", "application/")) and not media_type.endswith("xml")
    if mode == "base64" or (is_binary_type and _looks_like_base64(text)) or not is_text_type:
        decoded = _decode_base64(text)
        if not is_text_type and (decoded is None or _looks_like_base64(text)):
            draft.note_value(element, text)
            return TextConstruct("", is_html=False)
        text = text if decoded is None else decoded
    if media_type in _XHTML_TYPES or media_type in _HTML_TYPES:
        return TextConstruct(text, is_html=True)
    return TextConstruct(text, is_html=media_type not in _PLAIN_TYPES and bool(_TAG_START.search(text)))


def _has_child_elements(element: "etree._Element") -> bool:
    return len(element) > 0 and any(isinstance(child.tag, str) for child in element)


def _looks_like_base64(text: str) -> bool:
    text = "".join(text.split())
    return len(text) >= _MIN_BASE64 and len(text) % 4 == 0 and _BASE64.fullmatch(text) is not None


def _decode_base64(text: str) -> str | None:
    """Decode Base64 to text; return None for text that is not Base64 of UTF-8."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def _xhtml(element: "etree._Element", draft: "Draft") -> str:
    """Return the XHTML of a construct without the `<div>` around it, not a part of the text (RFC 4287, 3.1.1.3).

    Addresses below an `xml:base` are resolved, since HTML has no such attribute.
    """
    draft.note_foreign_attributes(element)
    if draft.context.has_xml_base:
        _resolve_addresses(element, draft)
    children = [child for child in element if isinstance(child.tag, str)]
    is_wrapped = len(children) == 1 and not (element.text or "").strip() and not (children[0].tail or "").strip()
    if is_wrapped and str(children[0].tag).rpartition("}")[2] == "div" and not set(children[0].keys()) - {_BASE}:
        return _inner_html(children[0])
    return _inner_html(element)


def _resolve_addresses(construct: "etree._Element", draft: "Draft") -> None:
    """Resolve the relative addresses below each `xml:base` in a construct."""
    holders = [holder for holder in construct.iterdescendants("{*}*") if _BASE in holder.attrib]
    # The innermost first, whose base counts: what it has resolved is not relative to those around it.
    for holder in reversed(holders):
        base = draft.context.base_of(holder)
        for element in holder.iter("{*}*"):
            for name in _ADDRESSES:
                if address := element.get(name):
                    element.set(name, resolve(base, address))


def _inner_html(element: "etree._Element") -> str:
    """Serialize the content of an element as HTML without namespaces; `Limits.depth` bounds the recursion."""
    pieces = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            attributes = "".join(
                f' {_ATTRIBUTE_NAMES.get(str(attribute), attribute)}="{escape_attribute(str(value))}"'
                for attribute, value in child.items()
                if not str(attribute).startswith("{") or str(attribute) in _ATTRIBUTE_NAMES
            )
            if name in _VOID_ELEMENTS:
                pieces.append(f"<{name}{attributes}/>")
            else:
                pieces.append(f"<{name}{attributes}>{_inner_html(child)}</{name}>")
        pieces.append(escape(child.tail or ""))
    return "".join(pieces)
