"""Items and entries: what their elements say, as the arguments of a story."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.model import Agent, Category, Link, Organization, Rights, Source, Story
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import categories, extensions, links, media, people, texts
from newsfeed.syndication.read.names import key
from newsfeed.syndication.read.titles import Titles
from newsfeed.values import iris, references
from newsfeed.values.ids import id_of
from newsfeed.values.namespaces import XML
from newsfeed.values.xml_chars import XML_SPACE, fold

_LANG: Final = f"{{{XML}}}lang"
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RESOURCE: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


@attrs.frozen
class Surroundings:
    """What an item is read in.

    Attributes:
        lenient: takes values in.
        titles: knows which titles are text.
        based: whether xml:base occurs in the document.
        site: the address of the feed's site, for links that have no other base.
    """

    lenient: LenientReader
    titles: Titles
    based: bool = False
    site: str | None = None

    def base(self, element: "etree._Element") -> str | None:
        """Give what relative links in an element are resolved against (XML Base, over what the caller says)."""
        outside = self.lenient.reading.base
        if not self.based or not element.base:
            return outside
        return references.resolve(outside, element.base)


class Item:
    """What is gathered of one item."""

    __slots__ = (
        "authors",
        "base",
        "categories",
        "contributors",
        "extensions",
        "html",
        "in_",
        "is_entry",
        "language",
        "lenient",
        "license",
        "links",
        "location",
        "media",
        "notice",
        "publisher",
        "said",
        "source",
        "summary",
        "tags",
        "url",
    )  # fmt: skip

    def __init__(self, element: "etree._Element", in_: Surroundings, location: Location) -> None:
        self.in_, self.lenient, self.location = in_, in_.lenient, location
        self.base = in_.base(element)
        self.is_entry = key(str(element.tag)) == "atom:entry"
        self.said: dict[str, Any] = {}
        self.url: str | None = None
        self.html = self.summary = ""
        self.authors: list[Agent | None] = []
        self.contributors: list[Agent | None] = []
        self.publisher: Organization | None = None
        self.tags: list[str] = []
        self.categories: list[Category | None] = []
        self.links: list[Link | None] = []
        self.media = media.Gathered(in_.lenient, self.base or in_.site, location)
        self.notice: str = ""
        self.license: str | None = None
        self.source: Source | None = None
        self.language = element.get(_LANG)
        self.extensions: list[Any] = []
        if about := fold(element.get(_ABOUT) or ""):
            self.said["about"] = about

    def first(self, name: str, value: Any) -> None:
        """Take a value in, where none of this name has been."""
        if value and not self.said.get(name):
            self.said[name] = value

    def iri(self, text: str | None, of: "etree._Element", name: str) -> str | None:
        """Resolve a link in an element; the site of the feed is the last resort."""
        base = self.in_.base(of) if self.in_.based else self.base
        return self.lenient.iri(text, base or self.in_.site, self.location, name)

    def tag(self, text: str) -> None:
        """Take a keyword in."""
        if text := fold(text):
            self.tags.append(text)

    def arguments(self) -> dict[str, Any]:
        """Give what the item says as arguments of `Story`."""
        said = self.said
        dates = said.get("dc:date")
        found: dict[str, Any] = {
            "id": said.get("id") or said.get("about"),
            "url": self.url or said.get("alternate") or said.get("permalink"),
            "headline": said.get("title") or said.get("other title"),
            "published": said.get("published") or said.get("created") or dates,
            "updated": said.get("updated") or dates,
            "authors": _present(self.authors) or _present([said.get("other author")]),
            "contributors": _present(self.contributors),
            "publisher": self.publisher,
            "language": self.lenient.language(said.get("language") or self.language, self.location),
            "categories": _present(self.categories),
            "media": self.media.media(),
            "source": self.source,
            "extensions": tuple(self.extensions),
        }
        found |= self.lenient.texts(self.summary or said.get("other summary"), self.html, self.base, self.location)
        topics = {topic.name for topic in found.get("topics", ())}
        found["keywords"] = tuple(tag for tag in dict.fromkeys(self.tags) if tag not in topics)
        found["links"] = _without_press(_present(self.links), found.get("press", ()))
        if self.url and said.get("alternate", self.url) != self.url:
            found["links"] += (Link(url=said["alternate"], rel="alternate"),)
        if self.notice or self.license:
            found["rights"] = self.lenient.build(
                Rights, {"notice": self.notice, "license": self.license}, self.location
            )
        return found


def _present(values: list[Any]) -> tuple[Any, ...]:
    return tuple([value for value in values if value is not None])


def _without_press(found: tuple[Link, ...], press: tuple[Any, ...]) -> tuple[Link, ...]:
    """Leave out the links that stand for press mentions, which the body has."""
    left = list(found)
    for mention in press:
        if mention.url:
            stand_in = Link(url=mention.url, rel="via", language=mention.language, title=mention.outlet.name)
            if stand_in in left:
                left.remove(stand_in)
    return tuple(left)


def read(element: "etree._Element", in_: Surroundings, location: Location) -> Story | None:
    """Read an item or entry.

    Args:
        element: the item.
        in_: what it is read in.
        place: where it is.

    Returns:
        None where it cannot be read, which is noted.
    """
    item = Item(element, in_, location)
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            handle = _handler(tag)
            if handle is not None:
                handle(item, child)
            elif kept := extensions.extension(child, in_.lenient, location):
                item.extensions.append(kept)
    return in_.lenient.story(item.arguments(), location)


# --- RSS -------------------------------------------------------------------------------------------------------------------


def _title(item: Item, element: "etree._Element") -> None:
    text = texts.html(element)
    item.first("title", item.in_.titles.text(text))


def _link(item: Item, element: "etree._Element") -> None:
    if text := texts.own(element).strip() or (element.get("href", "") if not element.get("rel") else ""):
        item.url = item.iri(text, element, "link") or item.url
    elif element.get("href"):
        _atom_link(item, element)


def _description(item: Item, element: "etree._Element") -> None:
    if not item.summary:
        item.summary = texts.html(element)


def _body(item: Item, element: "etree._Element") -> None:
    if not item.html and item.lenient.reading.content:
        item.html = texts.html(element)


def _guid(item: Item, element: "etree._Element") -> None:
    text = fold(texts.own(element))
    item.first("id", text)
    if (element.get("isPermaLink") or element.get("ispermalink") or "true").strip().lower() == "true" and (
        text.startswith(("http://", "https://")) or ":" not in text
    ):
        is_link = iris.is_iri(text) or "/" in text
        item.first("permalink", item.iri(text, element, "guid") if is_link else None)


def _author(item: Item, element: "etree._Element") -> None:
    if len(element):
        item.authors.append(people.construct(element, item.lenient, item.base, item.location.child("author")))
    else:
        item.authors.append(people.mailbox(texts.own(element), item.lenient, item.location.child("author")))


def _category(item: Item, element: "etree._Element") -> None:
    categories.take(categories.rss(element, item.lenient, item.location), item.categories, item.tags)


def _enclosure(item: Item, element: "etree._Element") -> None:
    item.media.enclosure(element.get("url"), element)


def _source(item: Item, element: "etree._Element") -> None:
    arguments = {"title": texts.own(element), "feed_url": item.iri(element.get("url"), element, "source")}
    item.source = item.lenient.build(Source, arguments, item.location.child("source"))


def _comments(item: Item, element: "etree._Element") -> None:
    if url := item.iri(texts.own(element), element, "comments"):
        item.links.append(Link(url=url, rel="replies"))


# --- Atom ------------------------------------------------------------------------------------------------------------------


def _atom_title(item: Item, element: "etree._Element") -> None:
    item.first("title", texts.plain(element))


def _atom_id(item: Item, element: "etree._Element") -> None:
    identifier = id_of(fold(texts.own(element)))
    item.first("id", identifier)
    if identifier.lower().startswith(("http://", "https://")):
        item.first("permalink", item.lenient.iri(identifier))


def _atom_link(item: Item, element: "etree._Element") -> None:
    if (element.get("rel") or "").strip() == "enclosure":
        item.media.enclosure(element.get("href"), element)
        return
    base = item.in_.base(element) if item.in_.based else item.base
    found = links.target(element, item.lenient, base or item.in_.site, item.location)
    if found is None:
        return
    if found.rel == "alternate" and links.is_page(found) and not item.said.get("alternate"):
        item.said["alternate"] = found.url
    elif found.rel == "license" and item.license is None and item.is_entry:
        item.license = found.url
    else:
        item.links.append(links.link(found, item.lenient, item.location))


def _atom_author(item: Item, element: "etree._Element") -> None:
    item.authors.append(people.construct(element, item.lenient, item.base, item.location.child("author")))


def _atom_contributor(item: Item, element: "etree._Element") -> None:
    item.contributors.append(people.construct(element, item.lenient, item.base, item.location.child("contributor")))


def _atom_category(item: Item, element: "etree._Element") -> None:
    categories.take(categories.atom(element, item.lenient, item.location), item.categories, item.tags)


def _atom_summary(item: Item, element: "etree._Element") -> None:
    if not item.summary:
        item.summary = texts.rich(element)


def _atom_content(item: Item, element: "etree._Element") -> None:
    if source := element.get("src"):
        if url := item.iri(source, element, "content"):
            item.links.append(item.lenient.build(Link, {"url": url, "rel": "alternate", "type": element.get("type")}))
    elif not item.html and item.lenient.reading.content:
        item.html = texts.rich(element)


def _atom_rights(item: Item, element: "etree._Element") -> None:
    item.notice = item.notice or texts.plain(element)


def _atom_source(item: Item, element: "etree._Element") -> None:
    found: dict[str, Any] = {}
    for child in element:
        name = key(str(child.tag)) if isinstance(child.tag, str) else ""
        if name == "atom:id":
            found["id"] = id_of(texts.own(child).strip())
        elif name == "atom:title":
            found["title"] = texts.plain(child)
        elif name in ("atom:updated", "atom:modified"):
            found["updated"] = item.lenient.date(texts.own(child), item.location.child("source/updated"))
        elif name == "atom:link":
            where = {"alternate": "url", "self": "feed_url"}.get((child.get("rel") or "alternate").strip())
            if where and where not in found:
                found[where] = item.iri(child.get("href"), child, "source/link")
    item.source = item.lenient.build(Source, found, item.location.child("source"))


# --- modules ---------------------------------------------------------------------------------------------------------------


def _date_as(name: str) -> Callable[[Item, "etree._Element"], None]:
    def handle(item: Item, element: "etree._Element") -> None:
        if date := item.lenient.date(texts.own(element), item.location, name):
            item.said[name] = date

    return handle


def _text_as(name: str) -> Callable[[Item, "etree._Element"], None]:
    def handle(item: Item, element: "etree._Element") -> None:
        item.first(name, texts.own(element).strip(XML_SPACE))

    return handle


def _dc_creator(item: Item, element: "etree._Element") -> None:
    item.authors.append(people.named(texts.own(element), item.lenient, item.location))


def _itunes_author(item: Item, element: "etree._Element") -> None:
    item.first("other author", people.named(texts.own(element), item.lenient, item.location.child("itunes:author")))


def _dc_contributor(item: Item, element: "etree._Element") -> None:
    item.contributors.append(people.named(texts.own(element), item.lenient, item.location.child("dc:contributor")))


def _dc_publisher(item: Item, element: "etree._Element") -> None:
    if item.publisher is None:
        item.publisher = item.lenient.build(
            Organization, {"name": texts.own(element)}, item.location.child("dc:publisher")
        )


def _dc_subject(item: Item, element: "etree._Element") -> None:
    item.tag(texts.own(element))


def _keywords(item: Item, element: "etree._Element") -> None:
    for each in texts.own(element).split(","):
        item.tag(each)


def _dc_rights(item: Item, element: "etree._Element") -> None:
    item.notice = item.notice or texts.own(element)


def _license(item: Item, element: "etree._Element") -> None:
    item.license = item.license or item.iri(texts.own(element).strip() or element.get(_RESOURCE), element, "license")


def _other_summary(item: Item, element: "etree._Element") -> None:
    item.first("other summary", texts.html(element))


def _media_content(item: Item, element: "etree._Element") -> None:
    item.media.content(element)


def _media_group(item: Item, element: "etree._Element") -> None:
    item.media.group(element)


def _media_says(item: Item, element: "etree._Element") -> None:
    item.media.describe(element)


def _itunes_duration(item: Item, element: "etree._Element") -> None:
    item.media.say("duration", media.seconds(texts.own(element)))


def _itunes_image(item: Item, element: "etree._Element") -> None:
    item.media.say("thumbnail", item.iri(element.get("href"), element, "itunes:image"))


TABLE: Final[dict[str, Callable[[Item, "etree._Element"], None]]] = {
    "title": _title,
    "id": _guid,
    "updated": _date_as("updated"),
    "modified": _date_as("updated"),
    "published": _date_as("published"),
    "issued": _date_as("published"),
    "summary": _description,
    "content": _body,
    "link": _link,
    "description": _description,
    "guid": _guid,
    "pubdate": _date_as("published"),
    "lastbuilddate": _date_as("updated"),
    "author": _author,
    "category": _category,
    "enclosure": _enclosure,
    "source": _source,
    "comments": _comments,
    "body": _body,
    "fullitem": _body,
    "content:encoded": _body,
    "xhtml:body": _body,
    "xhtml:div": _body,
    "atom:title": _atom_title,
    "atom:id": _atom_id,
    "atom:link": _atom_link,
    "atom:author": _atom_author,
    "atom:contributor": _atom_contributor,
    "atom:category": _atom_category,
    "atom:summary": _atom_summary,
    "atom:content": _atom_content,
    "atom:rights": _atom_rights,
    "atom:copyright": _atom_rights,
    "atom:source": _atom_source,
    "atom:published": _date_as("published"),
    "atom:issued": _date_as("published"),
    "atom:created": _date_as("created"),
    "atom:updated": _date_as("updated"),
    "atom:modified": _date_as("updated"),
    "dc:title": _text_as("other title"),
    "dc:creator": _dc_creator,
    "dc:author": _dc_creator,
    "dc:contributor": _dc_contributor,
    "dc:publisher": _dc_publisher,
    "dc:subject": _dc_subject,
    "dc:rights": _dc_rights,
    "dc:language": _text_as("language"),
    "dc:date": _date_as("dc:date"),
    "dc:description": _other_summary,
    "dcterms:abstract": _other_summary,
    "dcterms:issued": _date_as("published"),
    "dcterms:available": _date_as("created"),
    "dcterms:created": _date_as("created"),
    "dcterms:modified": _date_as("updated"),
    "creativecommons:license": _license,
    "cc:license": _license,
    "media:content": _media_content,
    "media:group": _media_group,
    "media:title": _media_says,
    "media:description": _media_says,
    "media:thumbnail": _media_says,
    "media:credit": _media_says,
    "media:keywords": _keywords,
    "itunes:author": _itunes_author,
    "itunes:summary": _other_summary,
    "itunes:keywords": _keywords,
    "itunes:duration": _itunes_duration,
    "itunes:image": _itunes_image,
    "itunes:title": _text_as("other title"),
}
"""What each element of an item says, by its key."""


@lru_cache(maxsize=1024)
def _handler(tag: str) -> Callable[[Item, "etree._Element"], None] | None:
    return TABLE.get(key(tag))
