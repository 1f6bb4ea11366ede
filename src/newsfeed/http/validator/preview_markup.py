"""Markup of a story's body for a page that loads nothing: images and videos become their addresses and descriptions."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from newsfeed.errors import LimitError
from newsfeed.io.html import sanitize
from newsfeed.io.limits import Limits
from newsfeed.io.sanitizing.vocabulary import words
from newsfeed.values.escaping import escape, escape_attribute

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ELEMENTS: Final = {
    name: name
    for name in words(
        """
        abbr b blockquote caption cite code dd del div dl dt em figcaption figure i ins kbd li mark ol p pre q s samp small
        span strong sub sup table tbody td tfoot th thead time tr u ul var
        """
    )
} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h4")
"""The element that each element becomes. Headings have one level, since those of others need not be an outline."""
_VOID: Final = frozenset(("br", "hr"))
_HIDDEN: Final = frozenset(("script", "style", "template", "noscript", "title", "textarea", "object", "svg", "math"))
"""Elements without text for readers."""
_MEDIA: Final = {
    "img": "Image",
    "video": "Video",
    "audio": "Audio",
    "source": "Source",
    "iframe": "Embed",
    "embed": "Embed",
}
_CLASSES: Final = frozenset(
    [
        "context",
        "correction",
        "label",
        "mention",
        "points",
        "question",
        "quotation",
        "quote",
        "section",
        "source",
        "summary",
    ]
)
"""The classes of the canonical body that the style sheet of the page has rules for."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FOLLOWED: Final = ("http://", "https://", "mailto:")
_MAX_LENGTH: Final = 200_000


def preview_markup(html: str, *, limits: Limits) -> str | None:
    """Return the HTML of a body for the preview; None if it is too long or too deep to be shown.

    The result has elements of a closed list, and of attributes only `class`, `lang`, `dir` and the `href` of links.

    Args:
        html: the body of a story.
        limits: the limits of sanitizing.
    """
    if len(html) > _MAX_LENGTH:
        return None
    try:
        clean = sanitize(html, limits=limits)
    except LimitError:
        return None
    if not clean.strip():
        return ""
    from lxml import etree
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(clean, create_parent="div")
    parts: list[str] = [escape(root.text or "")]
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if element is root:
            continue
        if event == "start":
            parts.append(_opening(element))
            if element.tag in _HIDDEN:
                walk.skip_subtree()
            else:
                parts.append(escape(element.text or ""))
            continue
        if event == "end":
            parts.append(_closing(element))
        parts.append(escape(element.tail or ""))
    return "".join(parts)


def _opening(element: "HtmlElement") -> str:
    tag = str(element.tag)
    if tag in _MEDIA:
        return _medium(element, _MEDIA[tag])
    if tag in _VOID:
        return f"<{tag}>"
    if tag == "a":
        return _link(element)
    return f"<{_ELEMENTS[tag]}{_attributes(element)}>" if tag in _ELEMENTS else ""


def _closing(element: "HtmlElement") -> str:
    tag = str(element.tag)
    if tag == "a":
        address = element.get("href", "")
        return "</a>" if _is_followed(address) else _plain_address(address)
    return f"</{_ELEMENTS[tag]}>" if tag in _ELEMENTS else ""


def _link(element: "HtmlElement") -> str:
    """Return the start tag of a link; without an address that can be followed, the link is text."""
    address = element.get("href", "")
    if not _is_followed(address):
        return ""
    return f'<a href="{escape_attribute(address)}" rel="nofollow noopener noreferrer">'


def _is_followed(address: str) -> bool:
    return address.lower().startswith(_FOLLOWED)


def _plain_address(address: str) -> str:
    return f' <span class="address">({escape(address)})</span>' if address else ""


def _medium(element: "HtmlElement", kind: str) -> str:
    address, description = element.get("src", ""), element.get("alt") or element.get("title") or ""
    quoted = f" “{escape(description)}”" if description else ""
    return f'<span class="medium"><b>{kind}</b>{quoted} <span class="address">{escape(address)}</span></span>'


def _attributes(element: "HtmlElement") -> str:
    values: list[tuple[str, str]] = []
    if classes := [name for name in element.get("class", "").split() if name in _CLASSES]:
        values.append(("class", " ".join(classes)))
    values += [(name, value) for name, is_sound in _KEPT.items() if (value := element.get(name)) and is_sound(value)]
    return "".join(f' {name}="{value}"' for name, value in values)


def _is_language(value: str) -> bool:
    return _LANGUAGE.fullmatch(value) is not None


def _is_direction(value: str) -> bool:
    return value in ("ltr", "rtl")


_KEPT: Final[dict[str, Callable[[str], bool]]] = {"lang": _is_language, "dir": _is_direction}
"""Attributes that are kept if their value is sound."""
