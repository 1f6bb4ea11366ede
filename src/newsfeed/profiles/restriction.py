"""Restriction of a body to the elements that a consumer allows, without losing text."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from newsfeed.body.dom import local_name
from newsfeed.errors import ReadError
from newsfeed.io import xml
from newsfeed.io.html import sanitize, to_plain_text
from newsfeed.io.html_text import BLOCKS, CELLS
from newsfeed.io.sanitizing.vocabulary import VOID
from newsfeed.values.escaping import escape
from newsfeed.values.patterns import pattern

_TAG: Final = pattern(r"<([a-zA-Z][a-zA-Z0-9:-]*)")

_INLINE: Final[Mapping[str, tuple[str, ...]]] = {
    "b": ("strong",),
    "cite": ("em", "i"),
    "dfn": ("em", "i"),
    "em": ("i",),
    "i": ("em",),
    "mark": ("strong", "b"),
    "strong": ("b",),
    "u": ("em", "i"),
    "var": ("em", "i"),
}
"""The elements that can stand for an inline element, the most similar first."""

_INVISIBLE: Final = frozenset(("head", "script", "style", "template"))
_EMBEDS: Final = frozenset(("audio", "embed", "iframe", "object", "video"))
_EMPTY: Final = frozenset(("area", "base", "col", "colgroup", "link", "meta", "param", "source", "track"))
_STRONG: Final = frozenset(("dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "th"))
"""Elements whose text stands out; a paragraph in place of one is in bold."""

_KEPT_ATTRIBUTES: Final = ("class", "dir", "id", "lang", "title")


def refused_elements(html: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Return the names of the elements in HTML that are not allowed, in the order of their first appearance."""
    return tuple(name for name in dict.fromkeys(map(str.lower, _TAG.findall(html))) if name not in allowed)


def restrict(html: str, allowed: frozenset[str]) -> str:
    """Return HTML with allowed elements only; the others are replaced by similar ones, or by their content.

    Args:
        html: a fragment. One that is not well-formed XHTML is sanitized before.
        allowed: the names of the elements, in lower case.

    Returns:
        the fragment as it is, if all of its elements are allowed.
    """
    if not refused_elements(html, allowed):
        return html
    root = _parse(html)
    if root is None:
        text = escape(" ".join(to_plain_text(html).split()))
        return f"<p>{text}</p>" if "p" in allowed else text
    # From the end to the beginning, so that the content of an element is replaced before the element itself.
    for element in reversed(list(root.iterdescendants())):
        if element.tag in allowed:
            continue
        if not isinstance(element.tag, str):
            _unwrap(element, "", keep=False)
        elif (name := local_name(element)) in allowed:
            element.tag = name  # without its namespace
        else:
            _replace(element, name, allowed)
    return _serialize(root)


def _serialize(root: "etree._Element") -> str:
    """Return the content of an element as XHTML that HTML parsers read alike: only void elements have no end tag."""
    for element in root.iter():
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _parse(html: str) -> "etree._Element | None":
    with contextlib.suppress(ReadError):
        return xml.parse(f"<div>{html}</div>".encode()).root
    with contextlib.suppress(ReadError):
        return xml.parse(f"<div>{sanitize(html)}</div>".encode()).root
    return None


def _replace(element: "etree._Element", name: str, allowed: frozenset[str]) -> None:
    """Replace an element that is not allowed."""
    if name in _INVISIBLE:
        _unwrap(element, "", keep=False)
    elif name in _EMPTY or name == "wbr":
        parent = element.getparent()
        # An embed that is replaced later needs the address in its child.
        if parent is None or local_name(parent) not in _EMBEDS - allowed:
            _unwrap(element, "")
    elif name in ("br", "hr"):
        _unwrap(element, "\n")
    elif name == "img":
        element.text = element.get("alt")
        _unwrap(element, " ")
    elif name in _EMBEDS:
        _replace_embed(element, allowed)
    elif name == "q":
        element.text = "“" + (element.text or "")
        _append_text(element, "”")
        _unwrap(element, "")
    elif name in BLOCKS or name in CELLS:
        _replace_block(element, name, allowed)
    elif target := _first_allowed(_INLINE.get(name, ()), allowed):
        _rename(element, target)
    else:
        _unwrap(element, "")


def _replace_embed(element: "etree._Element", allowed: frozenset[str]) -> None:
    """Replace an embedded player or page by a link to it."""
    sources = (element.get("src") or element.get("data"), *(child.get("src") for child in element.iter("{*}source")))
    address = next(filter(None, sources), None)
    for child in list(element):
        if local_name(child) in _EMPTY:
            _unwrap(child, "")
    if address and "a" in allowed and not any(local_name(child) == "a" for child in element.iter("{*}*")):
        if not "".join(str(text) for text in element.itertext()).strip():
            element.text = element.get("title") or address
        _rename(element, "a")
        element.set("href", address)
    else:
        _unwrap(element, " ")


def _replace_block(element: "etree._Element", name: str, allowed: frozenset[str]) -> None:
    holds_blocks = any(local_name(child) in BLOCKS for child in element.iterdescendants("{*}*"))
    target = _first_allowed(("div",) if holds_blocks else ("p", "div"), allowed)
    if target is None or _is_in_line(element):
        _unwrap(element, "\n" if name in BLOCKS else " ")
        return
    _rename(element, target)
    emphasis = _first_allowed(("strong", "b"), allowed)
    if name in _STRONG and emphasis and not holds_blocks:
        _wrap_content(element, emphasis)


def _is_in_line(element: "etree._Element") -> bool:
    """Return whether an element is inside one that can have no blocks."""
    return any(
        local_name(ancestor) in ("p", "h1", "h2", "h3", "h4", "h5", "h6") for ancestor in element.iterancestors()
    )


def _first_allowed(names: Iterable[str], allowed: frozenset[str]) -> str | None:
    return next((name for name in names if name in allowed), None)


def _rename(element: "etree._Element", name: str) -> None:
    element.tag = name
    for key in list(element.keys()):
        if key not in _KEPT_ATTRIBUTES:
            del element.attrib[key]


def _wrap_content(element: "etree._Element", name: str) -> None:
    """Put the content of an element into a new child."""
    child = etree.Element(name)
    child.text, element.text = element.text, None
    child.extend(list(element))
    element.append(child)


def _append_text(element: "etree._Element", text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _unwrap(element: "etree._Element", border: str, *, keep: bool = True) -> None:
    """Remove the tags of an element.

    Args:
        element: the element.
        border: the text in place of each tag, so that words stay apart.
        keep: True to keep the content.
    """
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    children = list(element) if keep else []
    before = border + (element.text or "") if keep else ""
    after = border + (element.tail or "") if keep else element.tail or ""
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + after
    else:
        before += after
    _add_text_before(parent, index, before)


def _add_text_before(parent: "etree._Element", index: int, text: str) -> None:
    if index:
        sibling = parent[index - 1]
        sibling.tail = (sibling.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
