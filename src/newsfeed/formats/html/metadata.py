"""Metadata of a page: the values of the story in its head."""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsfeed.body.dom import local_name
from newsfeed.errors import ModelError
from newsfeed.formats.html import newsroom_metadata
from newsfeed.formats.html.content import clean, heading_level, heading_text, is_heading, is_shown
from newsfeed.formats.html.inline import Links, PageNotes
from newsfeed.model import Category, Media, Person, Story
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values import iris, languages, references
from newsfeed.values.dates import DateRemark, parse_date, read_date, rfc3339
from newsfeed.values.escaping import quoted
from newsfeed.values.xml_chars import fold

if TYPE_CHECKING:
    from lxml import etree

_HEADLINES: Final = ("og:title", "twitter:title", "dc.title")
_DESCRIPTIONS: Final = ("description", "og:description", "twitter:description", "dc.description")
_PUBLISHED: Final = ("article:published_time", "datepublished", "dc.date.issued", "dc.date", "date", "pubdate")
_UPDATED: Final = ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "last-modified")
_AUTHORS: Final = ("author", "article:author", "dc.creator", "parsely-author")
_IMAGES: Final = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_SITE_NAMES: Final = ("og:site_name", "application-name")
_TITLE_SEPARATOR: Final = re.compile(r" [|–—·•»:-] ")
_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json")


class PageMetadata:
    """The metadata of a page.

    Args:
        root: the page.
        table: the part that each heading begins, by the heading's key.
        links: the links of the page.
        notes: receives the findings.
        default_zone: the zone of dates without one; None stands for UTC, with a finding.
    """

    def __init__(
        self,
        root: "etree._Element",
        table: Mapping[str, str],
        links: Links,
        notes: PageNotes,
        default_zone: tzinfo | None = None,
    ) -> None:
        self._root = root
        self._table = table
        self._links = links
        self._notes = notes
        self._default_zone = default_zone
        self._values = _meta_values(root)

    def fields(self) -> FieldValues:
        """Return the fields of a story that the metadata has."""
        values: FieldValues = {
            "headline": self._headline(),
            "url": self._url(),
            "language": self._language(),
            "summary": fold(self._first(_DESCRIPTIONS)),
            "published": self._date(_PUBLISHED),
            "updated": self._date(_UPDATED),
            "authors": self._authors(),
            "media": self._media(),
            "keywords": self._keywords(),
            "categories": tuple(Category(term=term) for term in self._all(("article:section",))),
            **self._newsroom_fields(),
        }
        return {name: value for name, value in values.items() if value and _is_valid(name, value)}

    def _newsroom_fields(self) -> FieldValues:
        url, language = self._url(), self._language()
        expires = self._date(newsroom_metadata.EXPIRES)
        return {
            "kind": "opinion" if newsroom_metadata.is_opinion(self._first((newsroom_metadata.OPINION,))) else None,
            "item_class": newsroom_metadata.item_class_of(self._first(("og:type",))),
            "access": newsroom_metadata.fee_of(self._first((newsroom_metadata.CONTENT_TIER,))),
            "expires": expires or self._unavailable_after(),
            "translations": tuple(newsroom_metadata.translations(self._root, self._links, url, language)),
            "section_path": newsroom_metadata.section_path(self._root, self._links, self._headline()),
            "usage": newsroom_metadata.usage_of(self._root),
        }

    def _all(self, names: tuple[str, ...]) -> list[str]:
        """Return the values of the first of several names that the page has."""
        return next((self._values[name] for name in names if name in self._values), [])

    def _first(self, names: tuple[str, ...]) -> str:
        return next(iter(self._all(names)), "")

    def _headline(self) -> str:
        return self._heading() or fold(self._first(_HEADLINES)) or self._title()

    def _heading(self) -> str:
        """Return the first heading of level 1 that is shown, even if it is in the header of the site."""
        site = self._first(_SITE_NAMES).casefold()
        for element in self._root.iter("*"):
            if not is_heading(element) or heading_level(element) > 1:
                continue
            text = heading_text(element)
            is_other = text.casefold() != site and not (len(text) <= MAX_HEADING and find_part(text, self._table))
            if text and is_other and _is_shown_or_in_header(element):
                return text
        return ""

    def _title(self) -> str:
        """Return the title of the document without the name of the site."""
        titles = (fold(clean(element.text or "")) for element in self._root.iter("title"))
        title = next(titles, "")
        separators = list(_TITLE_SEPARATOR.finditer(title))
        if not separators:
            return title
        separator = separators[-1]
        site, end = self._first(_SITE_NAMES).casefold(), title[separator.end() :]
        # Without the name, only a bar is certain to come before it.
        is_site = end.casefold() == site or (not site and separator[0].strip() == "|")
        return title[: separator.start()] if is_site else title

    def _url(self) -> str | None:
        return canonical_address(self._root, self._links.base)

    def _language(self) -> str | None:
        element = next(iter(self._root.iter("html")), None)
        candidates = (
            [] if element is None else [element.get("lang"), element.get("{http://www.w3.org/XML/1998/namespace}lang")]
        )
        candidates += [self._first(("content-language", "dc.language")), self._first(("og:locale",))]
        for candidate in candidates:
            tag = (candidate or "").strip().replace("_", "-")
            if tag and _is_language(tag):
                return tag
        return None

    def _date(self, names: tuple[str, ...]) -> Any:
        return next(filter(None, map(self._read_date, self._all(names))), None)

    def _read_date(self, value: str) -> Any:
        try:
            date = parse_date(value, self._default_zone)
        except ValueError as error:
            message = f"{error}; the date is left out"
            self._notes.add("html.date.unreadable", message, self._root, value=value[:80], warn=True)
            return None
        if read_date(value, self._default_zone).remark is DateRemark.ZONE_MISSING:
            message = f"the date {quoted(value.strip())} has no time zone: it is read as {rfc3339(date)}"
            self._notes.add("html.date.zone_missing", message, self._root, value=value[:80], warn=True)
        return date

    def _unavailable_after(self) -> Any:
        robots = [rules for name in newsroom_metadata.ROBOTS for rules in self._values.get(name, ())]
        date = newsroom_metadata.unavailable_after(robots)
        return self._read_date(date) if date else None

    def _authors(self) -> tuple[Person, ...]:
        # The author of an article may be the address of a profile.
        names = [fold(name) for name in self._all(_AUTHORS) if not name.startswith(("http://", "https://", "/", "@"))]
        return tuple(Person(name=name) for name in dict.fromkeys(names) if name)

    def _media(self) -> tuple[Media, ...]:
        address = next((link for value in self._all(_IMAGES) if (link := self._links.resolve(value, self._root))), None)
        if address is None:
            return ()
        alt = fold(self._first(("og:image:alt",)))
        width, height = (_size(self._first((f"og:image:{side}",))) for side in ("width", "height"))
        return (Media(url=address, medium="image", alt=alt, width=width, height=height),)

    def _keywords(self) -> tuple[str, ...]:
        tags = self._all(("article:tag", "keywords", "news_keywords"))
        words = [fold(word) for tag in tags for word in tag.split(",")]
        return tuple(dict.fromkeys(word for word in words if word))


def _meta_values(root: "etree._Element") -> dict[str, list[str]]:
    """Return the values of the `meta` elements by name, in lower case."""
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = clean(element.get("content") or "").strip()
        if name and content:
            values.setdefault(name.strip().lower(), []).append(content)
    return values


def canonical_address(root: "etree._Element", base: str | None) -> str | None:
    """Return the canonical address of a page, or the one that it names for social networks; None for no usable one."""
    links = [link.get("href") for link in root.iter("link") if "canonical" in _relations(link)]
    addresses = [
        *links,
        *(element.get("content") for element in root.iter("meta") if element.get("property") == "og:url"),
    ]
    for address in addresses:
        resolved = references.percent_encode(references.resolve(base, address)) if address else ""
        if iris.is_iri(resolved):
            return resolved
    return None


def document_base(root: "etree._Element", base: str | None) -> str | None:
    """Return the address that the links of a page are relative to: that of its `base` element, the given, or its own."""
    page_address = base or canonical_address(root, base)
    for element in root.iter("base"):
        if href := element.get("href"):
            resolved = references.resolve(page_address, href)
            return resolved if iris.is_iri(resolved) else page_address
    return page_address


def feed_addresses(root: "etree._Element", base: str | None) -> list[str]:
    """Return the addresses of the feeds that a page names."""
    links = (link for link in root.iter("link") if "alternate" in _relations(link))
    hrefs = (link.get("href") for link in links if (link.get("type") or "").strip().lower() in _FEED_TYPES)
    return list(dict.fromkeys(references.resolve(base, href) for href in hrefs if href))


def _relations(link: "etree._Element") -> list[str]:
    return (link.get("rel") or "").lower().split()


def _is_shown_or_in_header(element: "etree._Element") -> bool:
    return all(is_shown(ancestor) or local_name(ancestor) == "header" for ancestor in _with_ancestors(element))


def _with_ancestors(element: "etree._Element") -> Iterator["etree._Element"]:
    yield element
    yield from element.iterancestors()


def _is_language(tag: str) -> bool:
    try:
        languages.check_language(tag)
    except ValueError:
        return False
    return True


def _size(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _is_valid(name: str, value: Any) -> bool:
    """Return whether the model accepts a value."""
    values: Mapping[str, Any] = {"id": "x", name: value}
    try:
        Story(**values)
    except ModelError:
        return False
    return bool(attrs.fields_dict(Story)[name])
