"""Channels and feeds: what their elements say, as the arguments of a feed without its stories."""

from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.model import Agent, Category, Hub, Link, Organization, Paging, Rights
from newsfeed.reading.location import Location
from newsfeed.syndication import text as text_syndication
from newsfeed.syndication.read import categories, extensions, links, people, texts
from newsfeed.syndication.read.items import Surroundings
from newsfeed.syndication.read.names import key
from newsfeed.values.ids import id_of
from newsfeed.values.namespaces import XML
from newsfeed.values.xml_chars import XML_SPACE, fold

_LANG: Final = f"{{{XML}}}lang"


class Channel:
    """What is gathered of a feed."""

    def __init__(self, in_: Surroundings, location: Location) -> None:
        self.in_, self.lenient, self.location = in_, in_.lenient, location
        self.said: dict[str, Any] = {}
        self.authors: list[Agent | None] = []
        self.tags: list[str] = []
        self.categories: list[Category | None] = []
        self.links: list[Link | None] = []
        self.hubs: list[Hub] = []
        self.paging: dict[str, Any] = {}
        self.extensions: list[Any] = []
        self.title = ""
        self.is_atom = False

    def take(self, element: "etree._Element") -> None:
        """Take one child of the feed in."""
        handle = TABLE.get(key(str(element.tag)))
        if handle is not None:
            handle(self, element)
        elif kept := extensions.extension(element, self.lenient, self.location):
            self.extensions.append(kept)

    def first(self, name: str, value: Any) -> None:
        """Take a value in, where none of this name has been."""
        if value and not self.said.get(name):
            self.said[name] = value

    def iri(self, text: str | None, of: "etree._Element", name: str) -> str | None:
        """Resolve a link in an element."""
        base = self.in_.base(of)
        return self.lenient.iri(text, base or self.site, self.location.child(name))

    @property
    def site(self) -> str | None:
        """The address of the site, or of the feed itself, as far as it has been read."""
        return self.said.get("url") or self.said.get("alternate") or self.said.get("feed_url")

    def arguments(self) -> dict[str, Any]:
        """Give what the feed says as arguments of `Feed`."""
        said = self.said
        rights = {"notice": said.get("rights"), "license": said.get("license")}
        found: dict[str, Any] = {
            "title": said.get("title") or said.get("other title"),
            "url": said.get("url") or said.get("alternate"),
            "description": said.get("description") or said.get("other description"),
            "language": self.lenient.language(said.get("language"), self.location),
            "authors": tuple([each for each in self.authors if each is not None]),
            "rights": self.lenient.build(Rights, rights, self.location) if any(rights.values()) else None,
            "published": said.get("published"),
            "updated": said.get("updated") or said.get("dc:date"),
            "hubs": tuple(self.hubs),
            "paging": self.lenient.build(Paging, self.paging, self.location) if self.paging else None,
            "categories": tuple([each for each in self.categories if each is not None]),
            "keywords": tuple(dict.fromkeys(self.tags)),
            "links": tuple([each for each in self.links if each is not None]),
            "extensions": tuple(self.extensions),
        }
        if said.get("url") and said.get("alternate", said["url"]) != said["url"]:
            found["links"] += (Link(url=said["alternate"], rel="alternate"),)
        for name in ("feed_url", "id", "publisher", "icon", "logo", "ttl", "generator"):
            found[name] = said.get(name)
        return found


Handler = Callable[[Channel, "etree._Element"], None]


def _title(channel: Channel, element: "etree._Element") -> None:
    channel.title = channel.title or texts.html(element)
    channel.first("title", channel.in_.titles.text(texts.html(element)))


def _link(channel: Channel, element: "etree._Element") -> None:
    if text := texts.own(element).strip() or (element.get("href", "") if not element.get("rel") else ""):
        channel.said["url"] = channel.iri(text, element, "link") or channel.said.get("url")
    elif element.get("href"):
        _atom_link(channel, element)


def _description(channel: Channel, element: "etree._Element") -> None:
    html = texts.html(element)
    if html == channel.title:  # RSS requires one, so the title stands in where there is none
        return
    channel.first("description", _described(channel, html, element))


def _described(channel: Channel, html: str, element: "etree._Element") -> Any:
    base = channel.in_.base(element)
    text = channel.lenient.text(html, base, channel.location)
    return html_io.plain(channel.lenient.sanitized(html, base, channel.location)) if text is None else text


def _atom_subtitle(channel: Channel, element: "etree._Element") -> None:
    channel.first("description", _described(channel, texts.rich(element), element))


def _text_as(name: str) -> Handler:
    def handle(channel: Channel, element: "etree._Element") -> None:
        channel.first(name, texts.own(element).strip(XML_SPACE))

    return handle


def _plain_as(name: str) -> Handler:
    def handle(channel: Channel, element: "etree._Element") -> None:
        channel.first(name, texts.plain(element))

    return handle


def _date_as(name: str) -> Handler:
    def handle(channel: Channel, element: "etree._Element") -> None:
        location = channel.location.child(str(element.tag).rpartition("}")[2])
        if date := channel.lenient.date(texts.own(element), location):
            channel.said[name] = date

    return handle


def _iri_as(name: str) -> Handler:
    def handle(channel: Channel, element: "etree._Element") -> None:
        channel.first(name, channel.iri(texts.own(element), element, name))

    return handle


def _generator(channel: Channel, element: "etree._Element") -> None:
    text = texts.own(element)
    channel.first("generator", "" if fold(text) == text_syndication.GENERATOR else text)


def _ttl(channel: Channel, element: "etree._Element") -> None:
    channel.first("ttl", channel.lenient.whole(texts.own(element), least=1))


def _image(channel: Channel, element: "etree._Element") -> None:
    for child in element:
        if isinstance(child.tag, str) and key(child.tag) == "url":
            channel.first("logo", channel.iri(texts.own(child), child, "image/url"))


def _author(channel: Channel, element: "etree._Element") -> None:
    channel.authors.append(
        people.mailbox(texts.own(element), channel.lenient, channel.location.child("managingEditor"))
    )


def _creator(channel: Channel, element: "etree._Element") -> None:
    channel.authors.append(people.named(texts.own(element), channel.lenient, channel.location.child("dc:creator")))


def _atom_author(channel: Channel, element: "etree._Element") -> None:
    base = channel.in_.base(element)
    channel.authors.append(people.construct(element, channel.lenient, base, channel.location.child("author")))


def _publisher(channel: Channel, element: "etree._Element") -> None:
    found = channel.lenient.build(Organization, {"name": texts.own(element)}, channel.location.child("dc:publisher"))
    channel.first("publisher", found)


def _category(channel: Channel, element: "etree._Element") -> None:
    categories.take(categories.rss(element, channel.lenient, channel.location), channel.categories, channel.tags)


def _atom_category(channel: Channel, element: "etree._Element") -> None:
    categories.take(categories.atom(element, channel.lenient, channel.location), channel.categories, channel.tags)


def _subject(channel: Channel, element: "etree._Element") -> None:
    categories.take(fold(texts.own(element)), channel.categories, channel.tags)


def _atom_link(channel: Channel, element: "etree._Element") -> None:
    base = channel.in_.base(element)
    found = links.target(element, channel.lenient, base or channel.site, channel.location)
    if found is None:
        return
    said = channel.said
    if found.rel == "self" and not said.get("feed_url"):
        said["feed_url"] = found.url
    elif found.rel == "alternate" and links.is_page(found) and not said.get("alternate"):
        said["alternate"] = found.url
    elif found.rel == "hub":
        channel.hubs.append(Hub(url=found.url))
    elif found.rel in links.PAGES and links.PAGES[found.rel] not in channel.paging:
        channel.paging[links.PAGES[found.rel]] = found.url
    elif found.rel == "license" and not said.get("license") and channel.is_atom:
        said["license"] = found.url
    else:
        channel.links.append(links.link(found, channel.lenient, channel.location))


def _mark(name: str) -> Handler:
    def handle(channel: Channel, _element: "etree._Element") -> None:
        channel.paging[name] = True

    return handle


def _id(channel: Channel, element: "etree._Element") -> None:
    channel.first("id", id_of(fold(texts.own(element))))


def _license(channel: Channel, element: "etree._Element") -> None:
    resource = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource")
    channel.first("license", channel.iri(texts.own(element).strip() or resource, element, "license"))


def _items(_channel: Channel, _element: "etree._Element") -> None:
    """Leave out the list of items of RSS 1.0, which the items themselves are."""


TABLE: Final[dict[str, Handler]] = {
    "title": _title,
    "link": _link,
    "description": _description,
    "tagline": _description,
    "subtitle": _description,
    "id": _id,
    "updated": _date_as("updated"),
    "modified": _date_as("updated"),
    "language": _text_as("language"),
    "copyright": _text_as("rights"),
    "managingeditor": _author,
    "author": _author,
    "pubdate": _date_as("published"),
    "lastbuilddate": _date_as("updated"),
    "category": _category,
    "generator": _generator,
    "ttl": _ttl,
    "image": _image,
    "items": _items,
    "atom:title": _plain_as("title"),
    "atom:subtitle": _atom_subtitle,
    "atom:tagline": _atom_subtitle,
    "atom:id": _id,
    "atom:link": _atom_link,
    "atom:author": _atom_author,
    "atom:category": _atom_category,
    "atom:rights": _plain_as("rights"),
    "atom:copyright": _plain_as("rights"),
    "atom:icon": _iri_as("icon"),
    "atom:logo": _iri_as("logo"),
    "atom:generator": _generator,
    "atom:updated": _date_as("updated"),
    "atom:modified": _date_as("updated"),
    "atom:published": _date_as("published"),
    "dc:title": _text_as("other title"),
    "dc:description": _text_as("other description"),
    "dc:creator": _creator,
    "dc:author": _creator,
    "dc:publisher": _publisher,
    "dc:subject": _subject,
    "dc:rights": _text_as("rights"),
    "dc:language": _text_as("language"),
    "dc:date": _date_as("dc:date"),
    "dcterms:modified": _date_as("updated"),
    "dcterms:issued": _date_as("published"),
    "creativecommons:license": _license,
    "cc:license": _license,
    "fh:complete": _mark("complete"),
    "fh:archive": _mark("archive"),
}
"""What each element of a feed says, by its key."""
