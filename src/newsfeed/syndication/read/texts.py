"""Texts and HTML in elements: RSS's character data, and Atom's text constructs (RFC 4287, 3.1) with those of Atom 0.3."""

import base64
import binascii
import re
from typing import Final

from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.values.escaping import escape, escape_attribute

_HTML_TYPES: Final = frozenset(("html", "text/html", "application/xhtml+xml+escaped"))
_XHTML_TYPES: Final = frozenset(("xhtml", "application/xhtml+xml", "text/xhtml"))
_PLAIN_TYPES: Final = frozenset(("", "text", "text/plain"))
_VOID: Final = frozenset(("area", "br", "col", "hr", "img", "source", "track", "wbr"))
_MARKUP: Final = re.compile(r"<[A-Za-z/!]")


def own(element: "etree._Element") -> str:
    """Give the character data of an element: its own, or, where it has elements inside, all of theirs."""
    return (element.text or "") if not len(element) else "".join(map(str, element.itertext("*")))


def html(element: "etree._Element") -> str:
    """Give the HTML of an RSS element: its character data, and elements that stand in it unescaped as what they are."""
    return _inner(element) if len(element) and any(isinstance(child.tag, str) for child in element) else own(element)


def construct(element: "etree._Element") -> tuple[str, bool]:
    """Give the value of an Atom text construct, and whether it is HTML."""
    kind = (element.get("type") or "").strip().lower().partition(";")[0]
    mode = (element.get("mode") or "").lower()
    if len(element) and any(isinstance(child.tag, str) for child in element):
        return _xhtml(element), True
    text = own(element)
    if mode == "base64" or (
        kind.startswith(("text/", "application/")) and not kind.endswith("xml") and _is_base64(text)
    ):
        text = _decoded(text)
    if kind in _XHTML_TYPES or kind in _HTML_TYPES:
        return text, True
    return text, kind not in _PLAIN_TYPES and bool(_MARKUP.search(text))


def plain(element: "etree._Element") -> str:
    """Give an Atom text construct as plain text."""
    value, is_html = construct(element)
    return html_io.plain(value) if is_html else value


def rich(element: "etree._Element") -> str:
    """Give an Atom text construct as HTML."""
    value, is_html = construct(element)
    return value if is_html else escape(value)


def _is_base64(text: str) -> bool:
    text = "".join(text.split())
    return len(text) > 15 and len(text) % 4 == 0 and re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", text) is not None


def _decoded(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return text


def _xhtml(element: "etree._Element") -> str:
    """Give the XHTML of a construct; the `div` around it is not part of it (RFC 4287, 3.1.1.3)."""
    children = [child for child in element if isinstance(child.tag, str)]
    only = len(children) == 1 and not (element.text or "").strip() and not (children[0].tail or "").strip()
    if only and str(children[0].tag).rpartition("}")[2] == "div" and not children[0].keys():
        return _inner(children[0])
    return _inner(element)


def _inner(element: "etree._Element") -> str:
    """Give what is in an element as HTML without namespaces; deeper than the reader's limits nothing can be here."""
    out: list[str] = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            attributes = "".join(
                f' {key}="{escape_attribute(str(value))}"'
                for key, value in child.items()
                if not str(key).startswith("{")
            )
            if name in _VOID:
                out.append(f"<{name}{attributes}/>")
            else:
                out.append(f"<{name}{attributes}>{_inner(child)}</{name}>")
        out.append(escape(child.tail or ""))
    return "".join(out)
