"""Pages: the `<url>` of a sitemap as a story."""

from typing import TYPE_CHECKING, Final

from newsfeed.findings import Severity
from newsfeed.formats.sitemap.media_elements import read_image, read_video
from newsfeed.formats.sitemap.vocabulary import NEWS, SITEMAP, vocabulary_of
from newsfeed.io import xml
from newsfeed.model import Access, Category, Extension, Link, Media, Organization, Story, Translation
from newsfeed.reading.fields import StoryFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.extensions import safe_extension
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.values.xml_chars import fold

if TYPE_CHECKING:
    from lxml import etree

_CORE: Final = frozenset(("loc", "lastmod", "changefreq", "priority"))
_NEWS: Final = frozenset(
    ("publication", "publication_date", "title", "keywords", "genres", "access", "stock_tickers", "geo_locations")
)
_LINK_ATTRIBUTES: Final = frozenset(("rel", "href", "hreflang"))


class PageReader:
    """Reader of pages.

    Args:
        lenient: the converter of values.
        namespace: the namespace of the root element, which that of the pages is as well.
    """

    def __init__(self, lenient: LenientReader, namespace: str) -> None:
        self.lenient = lenient
        self._namespace = namespace

    def read(self, element: "etree._Element", location: Location) -> Story | None:
        """Return the story of a page; report it and return None if it has no address or cannot be read."""
        page = _Page(self, location)
        self.note_attributes(element, location)
        for child in element.iterchildren("{*}*"):
            page.add(child)
        return page.story()

    def vocabulary(self, element: "etree._Element") -> str:
        """Return the vocabulary of an element, as `vocabulary_of`."""
        namespace = xml.namespace_name(element)
        return "sitemap" if namespace in ("", self._namespace) else vocabulary_of(namespace)

    def text(self, element: "etree._Element", location: Location) -> str:
        """Return the text of an element without elements, and report anything else in it."""
        self.note_attributes(element, location)
        for child in element.iterchildren("{*}*"):
            self.note_dropped(child, location.child(xml.local_name(child)))
        return fold("".join((element.text or "", *(child.tail or "" for child in element))))

    # --- findings ---

    def note_attribute(self, name: str, value: str, location: Location) -> None:
        """Report an attribute that the model has no field for."""
        message = f"the attribute {name}={value!r:.200} is left out: the model has no field for it"
        self.lenient.note("attribute.dropped", message, location, Severity.INFO)

    def note_attributes(self, element: "etree._Element", location: Location) -> None:
        """Report all attributes of an element."""
        for name, value in element.items():
            self.note_attribute(str(name), str(value), location)

    def note_dropped(self, element: "etree._Element", location: Location) -> None:
        """Report an element that the model has no field for."""
        text = fold(" ".join(map(str, element.itertext("{*}*"))))
        message = f"<{xml.local_name(element):.64}> is left out: the model has no field for it: {text!r:.200}"
        self.lenient.note("element.dropped", message, location, Severity.INFO)

    def note_repeated(self, name: str, text: str, location: Location) -> None:
        """Report a value that does not count, since a page has one only."""
        message = f"another <{name:.64}>, {text!r:.200}, is left out: only the first one counts"
        self.lenient.note("value.repeated", message, location, Severity.INFO)


class _Page:
    """Draft of the story of one page.

    Args:
        reader: the reader of pages.
        location: of the page.
    """

    def __init__(self, reader: PageReader, location: Location) -> None:
        self._reader = reader
        self._lenient = reader.lenient
        self._location = location
        self._core: dict[str, str] = {}
        self._news: dict[str, str] = {}
        self._alternates: list[tuple[str, str]] = []
        self._media: list[Media] = []
        self._links: list[Link] = []
        self._extensions: list[Extension] = []
        self._has_news = False

    def add(self, child: "etree._Element") -> None:
        """Read a child of the page."""
        vocabulary, name = self._reader.vocabulary(child), xml.local_name(child)
        location = self._location.child(f"{vocabulary}:{name}" if vocabulary not in ("", "sitemap") else name)
        name = name.lower()
        if vocabulary == "sitemap" and name in _CORE:
            self._set(self._core, name, self._reader.text(child, location), location)
        elif vocabulary == "news" and name == "news":
            self._add_news(child, location)
        elif vocabulary == "image" and name == "image":
            self._add_medium(read_image(child, self._reader, location))
        elif vocabulary == "video" and name == "video":
            self._add_medium(read_video(child, self._reader, location))
        elif vocabulary == "xhtml" and name == "link":
            self._add_link(child, location)
        elif vocabulary:
            self._reader.note_dropped(child, location)
        elif extension := read_extension(child, self._lenient, location):
            self._extensions.append(extension)

    def _set(self, values: dict[str, str], name: str, text: str, location: Location) -> None:
        if name not in values:
            values[name] = text
        elif text and text != values[name]:
            self._reader.note_repeated(name, text, location)

    def _add_medium(self, medium: Media | None) -> None:
        if medium is not None:
            self._media.append(medium)

    def _add_news(self, news: "etree._Element", location: Location) -> None:
        if self._has_news:
            self._reader.note_repeated("news:news", " ".join(map(str, news.itertext("{*}*"))), location)
            return
        self._has_news = True
        self._reader.note_attributes(news, location)
        for child in news.iterchildren("{*}*"):
            name = xml.local_name(child).lower()
            child_location = location.child(f"news:{name}")
            if name == "publication":
                self._add_publication(child, child_location)
            elif name in _NEWS:
                self._set(self._news, name, self._reader.text(child, child_location), child_location)
            else:
                self._reader.note_dropped(child, child_location)

    def _add_publication(self, publication: "etree._Element", location: Location) -> None:
        self._reader.note_attributes(publication, location)
        for child in publication.iterchildren("{*}*"):
            name = xml.local_name(child).lower()
            child_location = location.child(f"news:{name}")
            if name in ("name", "language"):
                self._set(self._news, name, self._reader.text(child, child_location), child_location)
            else:
                self._reader.note_dropped(child, child_location)

    def _add_link(self, link: "etree._Element", location: Location) -> None:
        """Read a link to a translation; any other is a link of the story."""
        for name, value in link.items():
            if name not in _LINK_ATTRIBUTES:
                self._reader.note_attribute(str(name), str(value), location)
        url = self._lenient.iri(link.get("href"), None, location, "@href")
        relation = fold(link.get("rel") or "")
        language = self._lenient.language(link.get("hreflang"), location.child("@hreflang"))
        if url is None:
            self._reader.note_dropped(link, location)
        elif relation in ("", "alternate") and language:
            self._alternates.append((language, url))
        else:
            arguments = {"url": url, "rel": relation or "alternate", "language": language}
            if built := self._lenient.build(Link, arguments, location):
                self._links.append(built)

    # --- the story ---

    def story(self) -> Story | None:
        """Return the story; report the page and return None if it has no address."""
        lenient, location = self._lenient, self._location
        url = lenient.iri(self._core.get("loc"), None, location, "loc")
        if url is None:
            lenient.note("item.broken", "the page has no address and is left out", location, Severity.ERROR)
            return None
        fields: StoryFields = {
            "id": url,
            "url": url,
            "updated": lenient.date(self._core.get("lastmod"), location, "lastmod"),
            "media": tuple(self._media),
            "links": tuple(self._links),
        }
        if self._alternates:
            fields["language"] = self._own_language(url)
            fields["translations"] = self._translations(url, fields["language"])
        if self._has_news:
            self._add_news_fields(fields)
        hints = [
            safe_extension(f"{{{SITEMAP}}}{name}", self._core[name], self._note)
            for name in ("changefreq", "priority")
            if self._core.get(name)
        ]
        fields["extensions"] = (*filter(None, hints), *self._extensions)
        return lenient.story(fields, location, steps=_STEPS)

    def _note(self, code: str, message: str) -> None:
        self._lenient.note(code, message, self._location)

    def _own_language(self, url: str) -> str | None:
        """Return the language of the link from the page to itself."""
        return next((tag for tag, link in self._alternates if link == url and tag != "x-default"), None)

    def _translations(self, url: str, language: str | None) -> tuple[Translation, ...]:
        links = list(self._alternates)
        if language:
            links.remove((language, url))
        return tuple(Translation(url=link, language=tag) for tag, link in links)

    def _add_news_fields(self, fields: StoryFields) -> None:
        lenient, news = self._lenient, self._news
        location = self._location.child("news:news")
        fields["headline"] = lenient.replace_illegal(news.get("title"))
        fields["published"] = lenient.date(news.get("publication_date"), location, "news:publication_date")
        language = lenient.language(news.get("language"), location.child("news:publication/news:language"))
        link_language = fields.get("language")
        if language and not link_language:
            fields["language"] = language
        elif language and link_language and not link_language.startswith(language.partition("-")[0]):
            self._reader.note_repeated("news:language", language, location)
        if name := news.get("name"):
            fields["publisher"] = lenient.build(Organization, {"name": name}, location)
        fields["keywords"] = _terms(news.get("keywords"))
        fields["genre"] = tuple(Category(term=term) for term in _terms(news.get("genres")))
        is_paid = news.get("access", "").lower() == "subscription"
        if is_paid:
            fields["access"] = Access(fee="paid")
        for name in ("access", "stock_tickers", "geo_locations"):
            if news.get(name) and not (name == "access" and is_paid):
                extension = safe_extension(f"{{{NEWS}}}{name}", news[name], self._note)
                self._extensions += [] if extension is None else [extension]


_STEPS: Final = {
    "url": "loc",
    "id": "loc",
    "updated": "lastmod",
    "published": "news:news/news:publication_date",
    "headline": "news:news/news:title",
}


def _terms(text: str | None) -> tuple[str, ...]:
    """Return the terms of a list with commas, once each."""
    terms = (fold(term) for term in (text or "").split(","))
    return tuple(dict.fromkeys(term for term in terms if term))
