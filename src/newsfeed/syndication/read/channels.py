"""Channels and feeds: a `Channel` takes the values of their elements, in any order and with items between them."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Final, cast

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.model import Extension, Hub, Paging, Rights, Text
from newsfeed.reading.fields import FeedFields
from newsfeed.reading.location import Location
from newsfeed.syndication import text as text_syndication
from newsfeed.syndication import uris
from newsfeed.syndication.extensions import safe_extension
from newsfeed.syndication.read import links, people, shared_elements, texts
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.draft import Draft, links_with_alternate
from newsfeed.syndication.read.element_readers import (
    ElementReader,
    ReaderTable,
    by_attributes,
    by_element,
    by_text,
    read_child,
)
from newsfeed.syndication.read.extensions import has_same_text, read_rss_element
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.read.podcast import PODCAST_KEYS, PodcastDraft, read_podcast_element
from newsfeed.syndication.read.shared_elements import TEXT_ATTRIBUTES, line, module_line
from newsfeed.syndication.usage import take_usage
from newsfeed.values.escaping import escape
from newsfeed.values.namespaces import ATOM
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold


class Channel(Draft):
    """Values of a channel or feed.

    Args:
        element: the channel, or the root of a document in which channel and items are siblings.
        context: settings of the document.
        location: of the channel.
        is_atom: True for a feed of Atom, where `<link rel="license">` is about the whole feed.
    """

    PREFERENCES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("id",),
        "title": ("title", "dc_title"),
        "url": ("link", "alternate"),
        "feed_url": ("feed_url",),
        "description": ("description", "dc_description"),
        "language": ("xml_language", "language", "dc_language", "text_language"),
        "publisher": ("publisher",),
        "notice": ("rights_notice", "dc_rights"),
        "license": ("license",),
        "icon": ("icon",),
        "logo": ("logo",),
        "published": ("published", "issued"),
        "updated": ("updated", "dcterms_modified", "dc_date"),
        "ttl": ("ttl",),
        "generator": ("generator",),
    }

    def __init__(
        self, element: "etree._Element", context: DocumentContext, location: Location, *, is_atom: bool = False
    ) -> None:
        super().__init__(element, context)
        self.location = location
        self.is_atom = is_atom
        self.title_html = ""
        self.paging: dict[str, str | bool] = {}
        self.podcast: PodcastDraft = PodcastDraft()

    @property
    def site(self) -> str | None:
        """The address of the site, or else of the feed, as far as it has been read: the base of relative links."""
        return self.values.get("link") or self.values.get("alternate") or self.values.get("feed_url")

    def read(self, element: "etree._Element") -> None:
        """Read one child of the channel that is not an item."""
        read_child(self, element, _TABLE)

    def keep(self, element: "etree._Element") -> None:
        """Keep an element as an extension; of RSS itself, only those that an RSS 2.0 channel can have."""
        key = element_key(str(element.tag))
        if not key or ":" in key:
            super().keep(element)
        elif extension := read_rss_element(element, partial(_note, self, element)):
            self.extensions.append(extension)
            if not has_same_text(extension, element):
                self.note_all(element)
        else:
            self.note_all(element)

    def fields(self) -> FeedFields:
        """Return the fields of the feed without its stories."""
        lenient, language = self.lenient, self.language()
        fields = self.chosen()
        fields["language"] = language
        rights = {"notice": fields.pop("notice", ""), "license": fields.pop("license", None)}
        if any(rights.values()):
            fields["rights"] = lenient.build(Rights, rights, self.location)
        if self.paging:
            fields["paging"] = lenient.build(Paging, self.paging, self.location)
        for field in ("authors", "hubs", "categories"):
            fields[field] = self.tuple_of(field)
        fields["keywords"] = tuple(dict.fromkeys(self.tuple_of("keywords")))
        fields["links"] = links_with_alternate(
            self.tuple_of("links"), self.values.get("link"), self.values.get("alternate")
        )
        fields["extensions"] = tuple(self.extensions)
        fields["podcast"] = self.podcast.build(lenient, self.location)
        take_usage(fields)
        uris.restore_iris(fields, uris.FEED_FIELDS)
        return cast("FeedFields", fields)


# --- RSS -------------------------------------------------------------------------------------------------------------------


def _title(channel: Channel, text: str, element: "etree._Element") -> None:
    text = texts.unwrap_cdata(text)
    channel.title_html = channel.title_html or text
    channel.offer("title", channel.context.titles.decode(text, channel, element), element)


def _description(channel: Channel, text: str, element: "etree._Element") -> None:
    # RSS requires a description, so feeds without one (and our writer) repeat the title there.
    if text != channel.title_html:
        channel.offer("description", _to_text(channel, texts.unwrap_cdata(text), element), element)


def _to_text(channel: Channel, html: str, element: "etree._Element") -> Text:
    """Convert HTML to a text of the model, and to plain text if it has more than that can hold."""
    base = channel.base_of(element)
    text = channel.lenient.text(html, base, channel.location)
    return channel.lenient.plain_text(html, base, channel.location) if text is None else text


def _generator(channel: Channel, text: str, element: "etree._Element") -> None:
    if fold(text) != text_syndication.GENERATOR:
        channel.offer("generator", text, element)
    if uri := element.get("uri") or element.get("url"):
        if channel.values.get("generator"):
            channel.note_attribute(element, "uri", uri)
        else:
            channel.offer("generator", uri, element)


def _note(channel: Channel, element: "etree._Element", code: str, message: str) -> None:
    channel.note(code, message, element, Severity.WARNING)


def _ttl(channel: Channel, text: str, element: "etree._Element") -> None:
    minutes = channel.lenient.whole_number(text, minimum=1, location=channel.location, step="ttl")
    channel.offer("ttl", minutes, element)


def _image(channel: Channel, element: "etree._Element") -> None:
    """Read the image of RSS: its address is the logo, its size and description are an extension; others are reported."""
    details = read_rss_element(element, partial(_note, channel, element))
    kept_keys = {part.name for part in details.content if isinstance(part, Extension)} if details else set()
    if details is not None:
        channel.extensions.append(details)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        text = texts.character_data(child).strip()
        if element_key(child.tag) == "url" and not len(child):
            channel.offer("logo", channel.iri(text, child, "image/url"), child)
        elif element_key(child.tag) in kept_keys:
            kept_keys.discard(element_key(child.tag))
        elif not text or text not in (channel.values.get("title"), channel.values.get("link")):
            channel.note_all(child)
    channel.note_text(element)


def _web_master(channel: Channel, text: str, element: "etree._Element") -> None:
    """Keep the address of a channel's webmaster, in the form that RSS 2.0 has."""
    person = people.mailbox(text, channel.lenient, channel.location.child("webMaster"))
    if person is None or not person.email:
        channel.note_all(element)
        return
    mailbox = person.email if person.name == person.email else f"{person.email} ({person.name})"
    if extension := safe_extension("webMaster", mailbox, partial(_note, channel, element)):
        channel.extensions.append(extension)


def _contributor(channel: Channel, element: "etree._Element") -> None:
    """Keep a contributor of a feed, in Atom 1.0 or 0.3, as a person construct of Atom 1.0 (RFC 4287, 3.2)."""
    person = people.person_construct(element, channel)
    if person is not None:
        values = (("name", person.name), ("uri", person.url), ("email", person.email))
        note = partial(_note, channel, element)
        elements = [safe_extension(f"{{{ATOM}}}{name}", text, note) for name, text in values if text]
        children = [item for item in elements if item is not None] + list(person.extensions)
        channel.extensions.append(Extension(name=f"{{{ATOM}}}contributor", content=children))


def _podcast(channel: Channel, element: "etree._Element") -> None:
    """Read an element of a podcast, as an extension if it has something that the field cannot hold."""
    read_podcast_element(element, channel.podcast, channel)


def _managing_editor(channel: Channel, text: str, element: "etree._Element") -> None:
    location = channel.location.child("managingEditor")
    channel.add_person("authors", people.mailbox(text, channel.lenient, location), element)


# --- Atom ------------------------------------------------------------------------------------------------------------------


def _atom_title(channel: Channel, element: "etree._Element") -> None:
    channel.offer("title", texts.text_construct(element, channel).as_title(channel, element), element)


def _atom_subtitle(channel: Channel, element: "etree._Element") -> None:
    construct = texts.text_construct(element, channel)
    # A description can hold line ends: those of a plain text need not become paragraphs.
    html = construct.value if construct.is_html else escape(construct.value)
    channel.offer("description", _to_text(channel, html, element), element)


def _atom_link(channel: Channel, element: "etree._Element") -> None:
    link = links.resolve_link(element, channel)
    if link is None:
        return
    values = channel.values
    paging_field = links.PAGING_FIELDS.get(link.rel)
    if link.rel == "self" and "feed_url" not in values:
        values["feed_url"] = link.url
    elif link.rel == "alternate" and link.leads_to_page and "alternate" not in values:
        values["alternate"] = link.url
    elif link.rel == "hub":
        channel.add("hubs", Hub(url=link.url))
    elif paging_field and paging_field not in channel.paging:
        channel.paging[paging_field] = link.url
    elif link.rel == "license" and "license" not in values and channel.is_atom and not link.leads_to_license_file:
        values["license"] = link.url
    else:
        channel.add("links", links.build_link(link, channel))
        return
    links.account_for_attributes(link, channel)


def _atom_id(channel: Channel, text: str, element: "etree._Element") -> None:
    channel.offer("id", iri_to_id(fold(text)), element)


def _picture(rank: str) -> ElementReader[Channel]:
    """Return the reader of the address of a picture."""

    def read(channel: Channel, text: str, element: "etree._Element") -> None:
        channel.offer(rank, channel.iri(text, element, rank), element)

    return by_text(read)


def _paging_mark(field: str) -> ElementReader[Channel]:
    """Return the reader of a mark of RFC 5005, an empty element."""

    def read(channel: Channel, _element: "etree._Element") -> None:
        channel.paging[field] = True

    return by_element(read)


_DESCRIPTION: Final = by_text(_description, texts.html)
_SUBTITLE: Final = by_element(_atom_subtitle, *TEXT_ATTRIBUTES)
_GENERATOR: Final = by_text(_generator, texts.character_data, "uri", "url")

READERS: Final[dict[str, ElementReader[Any]]] = {
    **shared_elements.READERS,
    "title": by_text(_title, texts.html),
    "link": shared_elements.link(_atom_link),
    "description": _DESCRIPTION,
    "tagline": _DESCRIPTION,
    "subtitle": _DESCRIPTION,
    "id": by_text(_atom_id),
    "language": line("language"),
    "copyright": line("rights_notice"),
    "managingeditor": by_text(_managing_editor),
    "generator": _GENERATOR,
    "ttl": by_text(_ttl),
    "image": by_element(_image),
    "items": by_element(shared_elements.ignored),
    "rdf:seq": by_element(shared_elements.ignored),
    "webmaster": by_text(_web_master),
    "atom:contributor": by_element(_contributor),
    "atom:title": by_element(_atom_title, *TEXT_ATTRIBUTES),
    "atom:subtitle": _SUBTITLE,
    "atom:tagline": _SUBTITLE,
    "atom:id": by_text(_atom_id),
    "atom:link": by_attributes(_atom_link, *links.ATTRIBUTES),
    "atom:icon": _picture("icon"),
    "atom:logo": _picture("logo"),
    "atom:generator": _GENERATOR,
    "dc:title": module_line("dc_title"),
    "dc:description": module_line("dc_description"),
    "fh:complete": _paging_mark("complete"),
    "fh:archive": _paging_mark("archive"),
    **dict.fromkeys(PODCAST_KEYS, by_element(_podcast, "*")),
}
"""Readers of the elements of a channel, by `element_key`; any other element is an extension."""

_TABLE: Final[ReaderTable[Channel]] = ReaderTable(READERS)
