"""The values of one item or entry, and the story that they make."""

from collections.abc import Mapping
from typing import ClassVar, Final

from lxml import etree

from newsfeed.classes.computed import CachedProperty
from newsfeed.findings import Severity
from newsfeed.io import html as html_io
from newsfeed.io.xml import local_name
from newsfeed.model import Link, Person, PressMention, Rights, Story
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.reading.location import Location
from newsfeed.syndication import uris
from newsfeed.syndication.excerpts import is_excerpt
from newsfeed.syndication.newsroom import read_newsroom_elements
from newsfeed.syndication.read import links, texts
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.draft import Draft, links_with_alternate
from newsfeed.syndication.read.media import MediaCollector
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.read.podcast import PodcastDraft
from newsfeed.syndication.usage import take_usage
from newsfeed.values.namespaces import RDF
from newsfeed.values.xml_chars import fold

_ABOUT: Final = f"{{{RDF}}}about"


class Item(Draft):
    """Values of one item or entry.

    Args:
        element: the item.
        context: settings of its document.
        path: the path of its parent.
        number: its number among the items of the document, from 1.
    """

    PREFERENCES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id", "about"),
        "url": ("link", "alternate", "permalink"),
        "headline": ("title", "module_title"),
        "published": ("published", "issued", "created", "dcterms_created", "dc_date"),
        "updated": ("updated", "dcterms_modified", "dc_date"),
        "language": ("dc_language", "xml_language", "text_language"),
        "summary": ("summary", "module_summary"),
        "html": ("html", "markdown"),
        "publisher": ("publisher",),
        "notice": ("rights_notice", "dc_rights"),
        "license": ("license",),
        "source": ("source",),
    }

    def __init__(self, element: "etree._Element", context: DocumentContext, path: str, number: int) -> None:
        super().__init__(element, context)
        self._path = path
        self._number = number
        self._media: MediaCollector | None = None
        self.podcast: PodcastDraft | None = None
        self.alternates: tuple[links.AtomLink, ...] = ()
        if about := element.get(_ABOUT):
            self.values["about"] = fold(about)

    @CachedProperty
    def location(self) -> Location:
        """The location of the item."""
        return Location(f"{self._path}/{local_name(self.element)}[{self._number}]", self.element.sourceline)

    @property
    def is_entry(self) -> bool:
        """True for an entry of Atom."""
        return element_key(str(self.element.tag)) == "atom:entry"

    @property
    def media(self) -> MediaCollector:
        """The media of the item."""
        if self._media is None:
            self._media = MediaCollector(self.lenient, self.base or self.site, self.location)
        return self._media

    # --- the story ---

    def story(self) -> Story | None:
        """Return the story; None, and a finding, if none can be built."""
        language = self.language()
        if self.alternates:
            self._read_alternates(language)
        fields = self.chosen()
        lenient = self.lenient
        notice, license_iri = fields.pop("notice", ""), fields.pop("license", None)
        if notice or license_iri:
            fields["rights"] = lenient.build(Rights, {"notice": notice, "license": license_iri}, self.location)
        if language:
            fields["language"] = language
        summary, html = fields.pop("summary", ""), fields.pop("html", "")
        if is_excerpt(summary, html):
            summary = ""
        if summary and not lenient.reading.content:
            fields["summary"] = html_io.to_plain_text(summary).strip()
        elif summary or html:
            base = self._base_of_html(html or summary, fields.get("url"))
            fields |= lenient.summary_and_body(summary, html, base, self.location)
        if itunes_author := self.values.get("itunes_author"):
            self._add_itunes_author(itunes_author)
        if self.lists:
            self._add_lists(fields)
        if self.extensions:
            newsroom_fields, fields["extensions"] = read_newsroom_elements(self.extensions)
            fields |= newsroom_fields
        if self._media is not None or self.podcast is not None:
            self._add_media(fields)
        self._complete_address(fields)
        item_links = self.tuple_of("links")
        if item_links and fields.get("press"):
            item_links = _without_press_links(item_links, fields["press"])
        fields["links"] = links_with_alternate(item_links, self.values.get("link"), self.values.get("alternate"))
        take_usage(fields)
        uris.restore_iris(fields, uris.STORY_FIELDS)
        return lenient.story(fields, self.location)

    def _read_alternates(self, own_language: str | None) -> None:
        """Read the links to the page in a language: those in other languages than that of the item lead to translations.

        Without another address, the first in the language of the item is its address, or else the first.
        """
        values = self.values
        by_language = [(links.language_of(link, self), link) for link in self.alternates]
        if "alternate" not in values and ("link" not in values or any(tag == own_language for tag, _ in by_language)):
            address = next((pair for pair in by_language if pair[0] == own_language), by_language[0])
            by_language.remove(address)
            values["alternate"] = address[1].url
            links.account_for_attributes(address[1], self)
        for language, link in by_language:
            if language is None or language == own_language:
                self.add("links", links.build_link(link, self, with_extensions=False))
            else:
                self.add("translations", links.build_translation(link, language, self))

    def _add_media(self, fields: ModelFields) -> None:
        """Add the media, the elements about media that are about none of them, and the values of an episode."""
        if self.podcast is not None:
            fields["podcast"] = self.podcast.build(self.lenient, self.location)
        collector = self._media
        if collector is None:
            return
        fields["media"] = collector.media()
        if collector.has_extensions:
            fields["extensions"] = (*fields.get("extensions", ()), *collector.extensions())

    def _add_itunes_author(self, author: Person) -> None:
        """Take the author of a podcast module as the author of an item that has no other."""
        authors = self.lists.setdefault("authors", [])
        if not authors:
            authors.append(author)
        elif all(author.name != known_author.name for known_author in authors):
            self.account_for_module("itunes_author")

    def _complete_address(self, fields: ModelFields) -> None:
        """Take the only file of an item, if it is a recording, as the address of one with neither address nor id."""
        enclosures = self.lists.get("enclosures", ())
        if "url" in fields or "id" in fields or len(enclosures) != 1:
            return
        ((url, medium),) = enclosures
        if medium in ("audio", "video"):
            fields["url"] = url
            message = f"the story has no address; {url:.200}, that of its only file, is taken"
            self.lenient.note("url.derived", message, self.location, Severity.INFO)

    def _add_lists(self, fields: ModelFields) -> None:
        for field in ("authors", "contributors", "categories", "translations"):
            if field in self.lists:
                fields[field] = tuple(self.lists[field])
        if "keywords" in self.lists:
            topics = {topic.name for topic in fields.get("topics", ())}
            keywords = dict.fromkeys(self.lists["keywords"])
            fields["keywords"] = tuple(keyword for keyword in keywords if keyword not in topics)

    def _base_of_html(self, html: str, url: str | None) -> str | None:
        """Return the base of the links in a text: that of its element, else the address of the item or of the site.

        Args:
            html: the text.
            url: the address of the item, if it has one.
        """
        base = self.values.get("html_base") or self.base
        if base or not texts.may_have_relative_links(html):
            return base
        base = url or self.site
        if base:
            message = f"links in the text are relative, and no base is given: they are resolved against {base:.200}"
            self.lenient.note("link.base", message, self.location, Severity.INFO)
        return base

    def offer_html(self, rank: str, html: str, element: "etree._Element") -> None:
        """Offer a text, and keep the base of the links in it."""
        self.offer(rank, html, element)
        if self.context.has_xml_base and self.values.get(rank) is html:
            self.values["html_base"] = self.context.base_of(element)


def _without_press_links(item_links: tuple[Link, ...], press: tuple[PressMention, ...]) -> tuple[Link, ...]:
    """Remove the links that the writers add for press mentions, since the body has the mentions themselves."""
    remaining = list(item_links)
    for mention in press:
        if mention.url:
            press_link = Link(url=mention.url, rel="via", language=mention.language, title=mention.outlet.name)
            if press_link in remaining:
                remaining.remove(press_link)
    return tuple(remaining)
