"""Metadata of a page that newsrooms and search engines use: its kind, access, expiry, translations and breadcrumb."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from newsfeed.body.dom import class_names, local_name
from newsfeed.errors import ModelError
from newsfeed.formats.html.content import clean
from newsfeed.formats.html.inline import Links
from newsfeed.io.html_text import text_content
from newsfeed.model import Breadcrumb, Translation, Usage
from newsfeed.model.newsroom import Fee
from newsfeed.rights import web
from newsfeed.values import languages
from newsfeed.values.xml_chars import fold

if TYPE_CHECKING:
    from lxml import etree

OPINION: Final = "article:opinion"
CONTENT_TIER: Final = "article:content_tier"
EXPIRES: Final = ("article:expiration_time",)
ROBOTS: Final = ("robots", "googlebot")

_FEES: Final[dict[str, Fee]] = {"free": "free", "locked": "paid", "metered": "paid"}
"""The fees of Facebook's content tiers: readers of metered pages pay after some articles."""

_ITEM_CLASSES: Final = {"video": "video", "music": "audio"}
"""The classes of items by the vertical of Open Graph; "article" says nothing that an explainer is not."""

_UNAVAILABLE_AFTER: Final = re.compile(r"unavailable_after\s*:\s*([^\n]+)", re.IGNORECASE)
_ROBOTS_RULES: Final = re.compile(
    r",\s*(?:all|none|no[a-z]+|index|follow|indexifembedded|max-[a-z-]+\s*:[^,]*)\s*(?=,|$)", re.IGNORECASE
)
"""Other rules behind a date, which can have commas itself."""

_TECHNICAL_TYPES: Final = ("application/", "text/calendar")
_BREADCRUMB_LABELS: Final = re.compile(
    r"bread\s?crumb|brotkrume|brotkrümel|ariane|migas|migalhas|briciole|kruimel|パンくず|مسار التنقل|פירורי לחם",
    re.IGNORECASE,
)
_BREADCRUMB_CLASSES: Final = frozenset(("breadcrumb", "breadcrumbs"))
_SEPARATORS: Final = " \t\r\n/›»>|•·→-–—"
_MAX_BREADCRUMBS: Final = 12


def usage_of(root: "etree._Element") -> Usage | None:
    """Return the permissions of machines in the head of a page: its license file, and text and data mining."""
    elements = (
        (str(element.tag), {str(name): str(value) for name, value in element.items()})
        for element in root.iter("link", "meta")
    )
    usage = web.read_head(elements)
    return None if usage == Usage() else usage


def is_opinion(value: str) -> bool:
    """Return whether `article:opinion` says that a page is opinion."""
    return value.strip().lower() in ("true", "1", "yes")


def fee_of(content_tier: str) -> Fee | None:
    """Return the fee that `article:content_tier` stands for; None for another value."""
    return _FEES.get(content_tier.strip().lower())


def item_class_of(open_graph_type: str) -> str | None:
    """Return the item class of an `og:type` such as `video.other`, or None."""
    return _ITEM_CLASSES.get(open_graph_type.strip().lower().partition(".")[0])


def unavailable_after(robots: Sequence[str]) -> str:
    """Return the date of the rule `unavailable_after`, or "".

    Args:
        robots: the rules for crawlers.
    """
    for rules in robots:
        if match := _UNAVAILABLE_AFTER.search(rules):
            return _ROBOTS_RULES.sub("", match[1]).strip(" ,")
    return ""


# --- translations ----------------------------------------------------------------------------------------------------------


def translations(root: "etree._Element", links: Links, url: str | None, language: str | None) -> Iterator[Translation]:
    """Yield the translations that a page links to; other regions of its own language are none.

    Args:
        root: the page.
        links: resolves the addresses.
        url: address of the page.
        language: language of the page.
    """
    seen = {url}
    own_language = _language_and_script(language or "")
    for link in root.iter("link"):
        tag = (link.get("hreflang") or "").strip().replace("_", "-")
        if "alternate" not in (link.get("rel") or "").lower().split() or not _is_language(tag):
            continue
        is_feed = (link.get("type") or "").strip().lower().startswith(_TECHNICAL_TYPES)
        address = links.resolve(link.get("href"), link)
        if is_feed or address is None or address in seen or _language_and_script(tag) == own_language:
            continue
        seen.add(address)
        yield Translation(url=address, language=tag)


def _is_language(tag: str) -> bool:
    try:
        languages.check_language(tag)
    except ValueError:
        return False
    return tag.lower() != "x-default"


def _language_and_script(tag: str) -> tuple[str, ...]:
    primary, *subtags = tag.lower().split("-")
    return (primary, *(subtag for subtag in subtags[:2] if len(subtag) == 4 and subtag.isalpha()))


# --- breadcrumb ------------------------------------------------------------------------------------------------------------


def section_path(root: "etree._Element", links: Links, headline: str) -> tuple[Breadcrumb, ...]:
    """Return the sections in the breadcrumb of a page, without the page itself.

    Args:
        root: the page.
        links: resolves the addresses.
        headline: the headline of the page.
    """
    navigation = next(filter(_is_breadcrumb, root.iter("nav", "ol", "ul", "div")), None)
    if navigation is None:
        return ()
    items = list(navigation.iter("li")) or list(navigation.iter("a"))
    if len(items) > _MAX_BREADCRUMBS:
        return ()
    steps = (_breadcrumb(item, links) for item in items if not _is_current(item))
    return tuple(step for step in steps if step is not None and step.name.casefold() != headline.casefold())


def _is_breadcrumb(element: "etree._Element") -> bool:
    label = element.get("aria-label") or ""
    is_list = (element.get("itemtype") or "").rstrip("/").endswith("schema.org/BreadcrumbList")
    has_class = local_name(element) in ("nav", "ol", "ul") and not _BREADCRUMB_CLASSES.isdisjoint(
        name.lower() for name in class_names(element)
    )
    return is_list or has_class or (local_name(element) == "nav" and _BREADCRUMB_LABELS.search(label) is not None)


def _is_current(item: "etree._Element") -> bool:
    return any(element.get("aria-current") in ("page", "true") for element in item.iter("*"))


def _breadcrumb(item: "etree._Element", links: Links) -> Breadcrumb | None:
    link = next(item.iter("a"), None)
    name = fold(clean(text_content(item if link is None else link))).strip(_SEPARATORS)
    if not name:
        return None
    try:
        return Breadcrumb(name=name, url=None if link is None else links.resolve(link.get("href"), link))
    except ModelError:
        return None
