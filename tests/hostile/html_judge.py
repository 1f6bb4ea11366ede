"""Judge of HTML that is independent of the sanitizer: what html5lib sees in it that runs, loads or imitates."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import html5lib
from lxml import etree

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_FORBIDDEN_NAMES: Final = (
    "script style iframe object embed applet form input button select option textarea svg math frame frameset "
    "noframes noembed base link meta head body html title template noscript xmp plaintext listing portal "
    "fencedframe param bgsound layer ilayer marquee keygen isindex dialog menu slot canvas map area image command"
)
_FORBIDDEN: Final = frozenset(_FORBIDDEN_NAMES.split())
_FORBIDDEN_ATTRIBUTES_NAMES: Final = (
    "style srcset srcdoc ping action formaction background longdesc lowsrc dynsrc manifest codebase classid data "
    "usemap xmlns http-equiv is target profile archive code contenteditable tabindex autofocus popover nonce form "
    "xlink:href"
)
_FORBIDDEN_ATTRIBUTES: Final = frozenset(_FORBIDDEN_ATTRIBUTES_NAMES.split())
_ADDRESSES: Final = frozenset(("href", "src", "cite", "poster"))
_SCHEME: Final = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel", "ftp", "tag", "urn", "geo", "doi"))


def violations(html: str, *, scripting: bool = True) -> list[str]:
    """Return what an HTML fragment has that no HTML of a story may have.

    Args:
        html: the fragment.
        scripting: whether it is parsed as by a browser with scripts, which takes the content of `noscript` as text.
    """
    root = html5lib.parseFragment(html, treebuilder="etree", scripting=scripting)
    return [fault for node in root for fault in faults_of(node)]


def faults_of(root: Any) -> list[str]:
    """Return what the elements of a tree have that no HTML of a story may have."""
    return [fault for element in root.iter() for fault in _faults(element)]


def _faults(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"<!--{element.text or ''}-->"
        return
    namespace, _, name = element.tag.rpartition("}")
    if f"{namespace}}}" != XHTML and namespace:
        yield f"<{element.tag}>"
    if name in _FORBIDDEN or not re.fullmatch("[a-z][a-z0-9]*", name):
        yield f"<{name}>"
    for attribute, value in element.attrib.items():
        local = attribute.rpartition("}")[2].rpartition(":")[2].lower()
        if (
            local.startswith("on")
            or local in _FORBIDDEN_ATTRIBUTES
            or attribute.startswith("{http://www.w3.org/1999/xlink}")
        ):
            yield f"<{name} {attribute}={value!r}>"
        if local in _ADDRESSES and not is_safe(value):
            yield f"<{name} {attribute}={value!r}>"


def is_safe(address: str) -> bool:
    """Return whether a browser would find a harmless scheme, or none, in an address."""
    address = re.sub("[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
    match = _SCHEME.match(address)
    return match is None or match[1].lower() in _SCHEMES


# --- documents ---------------------------------------------------------------------------------------------------------------

_HTML_KEYS: Final = frozenset(("content_html", "html", "markup"))
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM: Final = "{http://www.w3.org/2005/Atom}"


def document_violations(document: bytes, format_name: str) -> list[str]:
    """Return what the HTML in a written document has that it may not have, and markup that runs outside of it.

    Args:
        document: the document.
        format_name: the name of its format.
    """
    if format_name == "html":
        return _page_violations(document)
    if document.startswith(b"<"):
        return _xml_violations(document)
    if document.startswith(b"{"):
        return _json_violations(json.loads(document))
    return []


def _page_violations(page: bytes) -> list[str]:
    root = html5lib.parse(page, treebuilder="lxml", transport_encoding="utf-8").getroot()
    faults = []
    for script in list(root.iter(f"{XHTML}script")):
        if script.get("type") != "application/ld+json" or set(script.keys()) != {"type"}:
            faults.append(f"<script> {dict(script.attrib)}")
        json.loads(script.text or "")
        script.getparent().remove(script)
    body = root.find(f"{XHTML}body")
    faults += [fault for child in body for fault in faults_of(child)]
    head = root.find(f"{XHTML}head")
    for element in head.iter():
        names = [name for name, value in element.attrib.items() if name.startswith("on") or not is_safe(value)]
        is_refresh = element.get("http-equiv", "").lower() == "refresh"
        if is_refresh or [name for name in names if name.startswith("on") or name in ("href", "src")]:
            faults.append(f"{element.tag} {dict(element.attrib)}")
    return faults


def _xml_violations(document: bytes) -> list[str]:
    root = etree.fromstring(document)
    faults = []
    for element in root.iter("{*}*"):
        name = str(element.tag)
        if name in ("description", _CONTENT) or (name.startswith(_ATOM) and element.get("type") == "html"):
            faults += violations(element.text or "")
        elif name.startswith(XHTML) and not str(getattr(element.getparent(), "tag", "")).startswith(XHTML):
            faults += [fault for fault in faults_of(element) if fault not in _OF_INLINE_XML]
        elif name.startswith(("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1998/Math/MathML}")):
            faults.append(f"<{name}>")
    return faults


_OF_INLINE_XML: Final = frozenset(("<html>", "<head>", "<body>", "<title>"))
"""Elements of the XHTML document that NewsML-G2 has as the content of an item."""


def _json_violations(value: Any, key: str = "", kind: str = "") -> list[str]:
    if isinstance(value, dict):
        kind = str(
            value.get("contentType") or value.get("encodingFormat") or value.get("type") or value.get("@type") or ""
        )
        return [fault for name, item in value.items() for fault in _json_violations(item, name, kind)]
    if isinstance(value, list):
        return [fault for item in value for fault in _json_violations(item, key, kind)]
    is_html = key in _HTML_KEYS or ("html" in kind and key in ("value", "text"))
    is_html = (
        is_html
        or (kind in ("Article", "Note") and key in ("content", "summary"))
        or (kind == "Answer" and key == "text")
    )
    return violations(value) if isinstance(value, str) and is_html else []
