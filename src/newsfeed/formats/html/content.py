"""The content of a page: the element that contains it, and the elements that are never a part of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from newsfeed.body.dom import child_elements, class_names, local_name
from newsfeed.errors import LimitError
from newsfeed.io import html_text
from newsfeed.io.html_page import replace_illegal
from newsfeed.io.limits import Limits
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.pages.inline_tags import without_private_characters

if TYPE_CHECKING:
    from lxml import etree

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

EMBEDS: Final = ("iframe", "object", "embed", "video", "audio")
"""Elements that show something from elsewhere; they are left out and reported."""

_NEVER_TEXT: Final = frozenset(
    (
        *(
            "applet",
            "aside",
            "base",
            "canvas",
            "datalist",
            "dialog",
            "head",
            "input",
            "link",
            "map",
            "math",
            "meta",
            "meter",
        ),
        *(
            "nav",
            "noembed",
            "noframes",
            "noscript",
            "optgroup",
            "option",
            "output",
            "progress",
            "script",
            "select",
            "slot",
        ),
        *("style", "svg", "template", "textarea", "title", "track"),
    )
)
BLOCKS: Final = (html_text.BLOCKS | html_text.CELLS) - _NEVER_TEXT
"""Elements that begin a line of their own."""

_PAGE_PARTS: Final = ("header", "footer")
_SECTIONING: Final = ("article", "main", "section", "blockquote", "figure", "details", "td")
"""Elements whose header or footer is their own, and not that of the site."""

_NEVER_TEXT_ROLES: Final = frozenset(
    (
        *("alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation"),
        *("search", "status", "toolbar", "tooltip"),
    )
)
_HIDDEN_CLASSES: Final = frozenset(
    ("hidden", "is-hidden", "d-none", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link")
)
_HIDDEN_STYLE: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_COOKIE_BANNER: Final = re.compile(
    r"(?:cookies?|consent|gdpr|ccpa)[-_ ]?(?:banner|notice|bar|box|popup|pop-up|modal|overlay|dialog|wall|message|consent"
    r"|law|policy|disclaimer|container|layer)|(?:banner|notice|modal|popup)[-_ ]?(?:cookies?|consent|gdpr)"
    r"|onetrust|cookiebot|didomi|usercentrics|qc-cmp|sp_message|borlabs|iubenda-cs|truste",
    re.IGNORECASE,
)
_CANDIDATES: Final = ("article", "main", "body")
"""Elements that may contain the content, from the inside out."""

_ROLES_OF_CANDIDATES: Final = {"main": "main", "article": "article"}
_ANCHOR_SIGNS: Final = "#¶§🔗\u200b "
"""Texts of links from a heading to itself."""

_MAX_DEPTH: Final = 256
"""libxml2 never builds more levels."""


def is_shown(element: "etree._Element") -> bool:
    """Return whether a browser shows an element as content: not navigation, a form's controls, a script or hidden."""
    name = local_name(element)
    if name in _NEVER_TEXT or (element.get("role") or "").lower() in _NEVER_TEXT_ROLES:
        return False
    if name in _PAGE_PARTS and not _is_in_section(element):
        return False
    if name in ("button", "form") and not _holds_heading(element):
        return False
    return not (_is_hidden(element) or _is_cookie_banner(element))


def _is_in_section(element: "etree._Element") -> bool:
    # lxml compares the names in C, and a page can have many of these elements deep inside others.
    return next(element.iterancestors(*_SECTIONING), None) is not None


def _holds_heading(element: "etree._Element") -> bool:
    """Return whether a form contains a heading, as whole pages of some systems do, or a button is a part of one."""
    if local_name(element) == "button":
        return next(element.iterancestors(*HEADINGS), None) is not None
    return next(element.iter(*HEADINGS), None) is not None


def _is_hidden(element: "etree._Element") -> bool:
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if (element.get("aria-hidden") or "").lower() == "true" or _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    return not _HIDDEN_CLASSES.isdisjoint(name.lower() for name in class_names(element))


def _is_cookie_banner(element: "etree._Element") -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return bool(names.strip()) and _COOKIE_BANNER.search(names) is not None


def shown_children(element: "etree._Element") -> Iterator["etree._Element"]:
    """Yield the children of an element that are shown."""
    return filter(is_shown, child_elements(element))


def shown_elements(root: "etree._Element") -> Iterator["etree._Element"]:
    """Yield an element and those inside it that are shown, in document order."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed(list(shown_children(element))))


def check_depth(root: "etree._Element", limits: Limits) -> None:
    """Refuse a page with elements nested deeper than the limit.

    Raises:
        LimitError: it is.
    """
    allowed = min(limits.depth, _MAX_DEPTH)
    level = [root]
    for _ in range(allowed):
        level = [child for element in level for child in child_elements(element)]
        if not level:
            return
    raise LimitError("depth", f"has HTML over {allowed} elements deep")


def check_headings(root: "etree._Element", size: int, limits: Limits) -> None:
    """Refuse a page with too many headings, each of which may begin a section.

    Args:
        root: the page.
        size: its length in characters.
        limits: the maximum sizes.

    Raises:
        LimitError: it exceeds `limits.items`.
    """
    number = limits.items + size // limits.item_bytes
    with_role = (element for element in root.iterfind(".//*[@role]") if element.get("role", "").lower() == "heading")
    heading = next(islice(chain(root.iter(*HEADINGS), with_role), number, None), None)
    if heading is not None:
        reason = f"has over {number} headings, too many for its length"
        raise LimitError("items", reason, line=heading.sourceline or 1)


def find_content(root: "etree._Element", table: Mapping[str, str]) -> "etree._Element":
    """Return the element with the content of a page: the innermost of its articles, main and body with all its parts.

    Args:
        root: the page.
        table: the part that each heading begins, by the heading's key.
    """
    elements = list(shown_elements(root))
    counts = _known_headings(elements, table)
    mains = [element for element in counts if _kind(element) == "main"]
    # Elements outside of the main content count only if there is no part in the main content.
    candidates = [element for element in mains if counts[element]] or list(counts)
    highest = max((counts[element] for element in candidates), default=0)
    if highest:
        return [element for element in counts if counts[element] == highest][-1]
    articles = [element for element in counts if _kind(element) == "article"]
    preferred = [*(articles if len(articles) == 1 else ()), *mains, *counts]
    return next(iter(preferred), root)


def _known_headings(elements: "Sequence[etree._Element]", table: Mapping[str, str]) -> "dict[etree._Element, int]":
    """Return the number of known headings in each element that may be the content.

    Args:
        elements: the elements that are shown, in document order.
        table: the part that each heading begins, by the heading's key.
    """
    counts: dict[etree._Element, int] = {}
    innermost: dict[etree._Element | None, etree._Element | None] = {}
    for element in elements:
        candidate = innermost.get(element.getparent())
        if candidate is not None and is_heading(element) and _is_known(element, table):
            counts[candidate] += 1
        if _kind(element) in _CANDIDATES:
            counts[element] = 0
            candidate = element
        innermost[element] = candidate
    # Of the candidates, too, an inner one comes after the one around it.
    for element in reversed(counts):
        if (outer := innermost.get(element.getparent())) is not None:
            counts[outer] += counts[element]
    return counts


def _kind(element: "etree._Element") -> str:
    return _ROLES_OF_CANDIDATES.get((element.get("role") or "").lower(), local_name(element))


def _is_known(element: "etree._Element", table: Mapping[str, str]) -> bool:
    text = heading_text(element)
    return len(text) <= MAX_HEADING and find_part(text, table) is not None


def is_heading(element: "etree._Element") -> bool:
    """Return whether an element is a heading, by its name or its role."""
    return local_name(element) in (*HEADINGS, "summary") or (element.get("role") or "").lower() == "heading"


def heading_level(element: "etree._Element") -> int:
    """Return the level of a heading, from 1 to 6."""
    name, level = local_name(element), element.get("aria-level") or ""
    if name in HEADINGS:
        return int(name[1])
    return min(max(int(level), 1), len(HEADINGS)) if level.isascii() and level.isdigit() else 2


def alternative_text(element: "etree._Element") -> str:
    """Return the text in place of the images in an element."""
    return " ".join(clean(" ".join(image.get("alt") or "" for image in element.iter("img"))).split())


def clean(text: str) -> str:
    """Return a text without private characters (they stand for tags), and with U+FFFD for those that XML 1.0 forbids."""
    return text if text.isascii() and text.isprintable() else replace_illegal(without_private_characters(text))


def heading_text(element: "etree._Element") -> str:
    """Return the words of a heading, or of the images in it, without a sign that links to it."""
    words = " ".join(clean("".join(_shown_text(element))).split())
    has_anchor = any((link.get("href") or "").startswith("#") for link in element.iter("a"))
    return (words.strip(_ANCHOR_SIGNS) if has_anchor else words) or alternative_text(element)


def _shown_text(element: "etree._Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and is_shown(child):
            space = " " if local_name(child) in BLOCKS else ""
            yield space
            yield from _shown_text(child)
            yield " " if local_name(child) == "br" else space
        yield child.tail or ""
