"""Channels and feeds: handlers that read their elements into a `ChannelDraft`."""

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.io.xml import local_name
from newsfeed.model import Hub, Organization, Paging, Rights, Text
from newsfeed.reading.fields import FeedFields
from newsfeed.reading.location import Location
from newsfeed.syndication import text as text_syndication
from newsfeed.syndication.read import categories, links, people, texts
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.drafts import ChannelDraft, append_present
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.names import element_key
from newsfeed.values.namespaces import RDF
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import XML_SPACE, fold

_RESOURCE: Final = f"{{{RDF}}}resource"

_DateField = Literal["published", "updated", "dc_date"]
_TextField = Literal["title", "dc_title", "dc_description", "language", "rights_notice"]
_IriField = Literal["icon", "logo"]
_PagingMark = Literal["complete", "archive"]


class ChannelReader:
    """Reader of the elements of a channel, in any order and with items between them.

    Args:
        context: settings of the document.
        location: of the channel.
        is_atom: True for a feed of Atom, where `<link rel="license">` is about the whole feed.
    """

    def __init__(self, context: DocumentContext, location: Location, *, is_atom: bool = False) -> None:
        self.context, self.lenient, self.location = context, context.lenient, location
        self.is_atom = is_atom
        self.draft = ChannelDraft()
        self.title_html = ""

    def read(self, element: "etree._Element") -> None:
        """Read one child of the channel that is not an item."""
        handler = HANDLERS.get(element_key(str(element.tag)))
        if handler is not None:
            handler(self, element)
        elif extension := read_extension(element, self.lenient, self.location):
            self.draft.extensions.append(extension)

    def base_of(self, element: "etree._Element") -> str | None:
        """Return the IRI that links in an element are resolved against; the last resort is the site."""
        return self.context.base_of(element) or self.draft.site

    def iri(self, text: str | None, element: "etree._Element", step: str) -> str | None:
        """Resolve a link in an element; findings name its path `step`."""
        return self.lenient.iri(text, self.base_of(element), self.location.child(step))

    def fields(self) -> FeedFields:
        """Return the fields of the feed without its stories."""
        draft, lenient = self.draft, self.lenient
        fields = draft.fields()
        fields["language"] = lenient.language(draft.language, self.location)
        if draft.rights_notice or draft.license:
            rights = {"notice": draft.rights_notice, "license": draft.license}
            fields["rights"] = lenient.build(Rights, rights, self.location)
        if draft.paging:
            fields["paging"] = lenient.build(Paging, draft.paging, self.location)
        return fields


Handler = Callable[[ChannelReader, "etree._Element"], None]

# --- RSS -------------------------------------------------------------------------------------------------------------------


def _title(channel: ChannelReader, element: "etree._Element") -> None:
    html = texts.html(element)
    channel.title_html = channel.title_html or html
    channel.draft.title = channel.draft.title or channel.context.titles.decode(html)


def _link(channel: ChannelReader, element: "etree._Element") -> None:
    if text := texts.character_data(element).strip() or (element.get("href", "") if not element.get("rel") else ""):
        channel.draft.link = channel.iri(text, element, "link") or channel.draft.link
    elif element.get("href"):
        _atom_link(channel, element)


def _description(channel: ChannelReader, element: "etree._Element") -> None:
    html = texts.html(element)
    # RSS requires a description, so feeds without one (and our writer) repeat the title there.
    if html != channel.title_html:
        description = _to_text(channel, html, element)
        channel.draft.description = channel.draft.description or description


def _to_text(channel: ChannelReader, html: str, element: "etree._Element") -> Text:
    """Convert HTML to a text of the model, and to plain text if it has more than that can hold."""
    base = channel.context.base_of(element)
    text = channel.lenient.text(html, base, channel.location)
    return html_io.to_plain_text(channel.lenient.sanitize(html, base, channel.location)) if text is None else text


def _generator(channel: ChannelReader, element: "etree._Element") -> None:
    text = texts.character_data(element)
    if fold(text) != text_syndication.GENERATOR:
        channel.draft.generator = channel.draft.generator or text


def _ttl(channel: ChannelReader, element: "etree._Element") -> None:
    channel.draft.ttl = channel.draft.ttl or channel.lenient.whole_number(texts.character_data(element), minimum=1)


def _image(channel: ChannelReader, element: "etree._Element") -> None:
    for child in element:
        if isinstance(child.tag, str) and element_key(child.tag) == "url":
            logo = channel.iri(texts.character_data(child), child, "image/url")
            channel.draft.logo = channel.draft.logo or logo


def _author(channel: ChannelReader, element: "etree._Element") -> None:
    location = channel.location.child("managingEditor")
    append_present(channel.draft.authors, people.mailbox(texts.character_data(element), channel.lenient, location))


def _category(channel: ChannelReader, element: "etree._Element") -> None:
    category = categories.rss_category(element, channel.lenient, channel.location)
    categories.add_category(category, channel.draft.categories, channel.draft.keywords)


def _ignore(_channel: ChannelReader, _element: "etree._Element") -> None:
    """Ignore the table of contents of RSS 1.0, since the items themselves are read."""


# --- Atom ------------------------------------------------------------------------------------------------------------------


def _atom_subtitle(channel: ChannelReader, element: "etree._Element") -> None:
    description = _to_text(channel, texts.text_construct(element).as_html(), element)
    channel.draft.description = channel.draft.description or description


def _atom_author(channel: ChannelReader, element: "etree._Element") -> None:
    base, location = channel.context.base_of(element), channel.location.child("author")
    append_present(channel.draft.authors, people.person_construct(element, channel.lenient, base, location))


def _atom_category(channel: ChannelReader, element: "etree._Element") -> None:
    category = categories.atom_category(element, channel.lenient, channel.location)
    categories.add_category(category, channel.draft.categories, channel.draft.keywords)


def _atom_link(channel: ChannelReader, element: "etree._Element") -> None:
    link = links.resolve_link(element, channel.lenient, channel.base_of(element), channel.location)
    if link is None:
        return
    draft = channel.draft
    paging_field = links.PAGING_FIELDS.get(link.rel)
    if link.rel == "self" and not draft.feed_url:
        draft.feed_url = link.url
    elif link.rel == "alternate" and link.leads_to_page and not draft.alternate:
        draft.alternate = link.url
    elif link.rel == "hub":
        draft.hubs.append(Hub(url=link.url))
    elif paging_field and paging_field not in draft.paging:
        draft.paging[paging_field] = link.url
    elif link.rel == "license" and not draft.license and channel.is_atom:
        draft.license = link.url
    else:
        append_present(draft.links, links.build_link(link, channel.lenient, channel.location))


def _atom_id(channel: ChannelReader, element: "etree._Element") -> None:
    channel.draft.id = channel.draft.id or iri_to_id(fold(texts.character_data(element)))


# --- any vocabulary --------------------------------------------------------------------------------------------------------


def _text(field: _TextField, channel: ChannelReader, element: "etree._Element") -> None:
    """Read a line of text, unless the draft has one."""
    if not getattr(channel.draft, field):
        setattr(channel.draft, field, texts.character_data(element).strip(XML_SPACE))


def _text_construct(field: _TextField, channel: ChannelReader, element: "etree._Element") -> None:
    """Read an Atom text construct as plain text, unless the draft has a value."""
    if not getattr(channel.draft, field):
        setattr(channel.draft, field, texts.text_construct(element).as_text())


def _date(field: _DateField, channel: ChannelReader, element: "etree._Element") -> None:
    location = channel.location.child(local_name(element))
    if date := channel.lenient.date(texts.character_data(element), location):
        setattr(channel.draft, field, date)


def _iri(field: _IriField, channel: ChannelReader, element: "etree._Element") -> None:
    iri = channel.iri(texts.character_data(element), element, field)
    if not getattr(channel.draft, field):
        setattr(channel.draft, field, iri)


def _paging_mark(field: _PagingMark, channel: ChannelReader, _element: "etree._Element") -> None:
    """Set a mark of RFC 5005, an empty element."""
    channel.draft.paging[field] = True


def _dc_creator(channel: ChannelReader, element: "etree._Element") -> None:
    location = channel.location.child("dc:creator")
    append_present(channel.draft.authors, people.named(texts.character_data(element), channel.lenient, location))


def _dc_publisher(channel: ChannelReader, element: "etree._Element") -> None:
    location = channel.location.child("dc:publisher")
    publisher = channel.lenient.build(Organization, {"name": texts.character_data(element)}, location)
    channel.draft.publisher = channel.draft.publisher or publisher


def _dc_subject(channel: ChannelReader, element: "etree._Element") -> None:
    if keyword := fold(texts.character_data(element)):
        channel.draft.keywords.append(keyword)


def _license(channel: ChannelReader, element: "etree._Element") -> None:
    text = texts.character_data(element).strip() or element.get(_RESOURCE)
    license_iri = channel.iri(text, element, "license")
    channel.draft.license = channel.draft.license or license_iri


HANDLERS: Final[dict[str, Handler]] = {
    "title": _title,
    "link": _link,
    "description": _description,
    "tagline": _description,
    "subtitle": _description,
    "id": _atom_id,
    "updated": partial(_date, "updated"),
    "modified": partial(_date, "updated"),
    "language": partial(_text, "language"),
    "copyright": partial(_text, "rights_notice"),
    "managingeditor": _author,
    "author": _author,
    "pubdate": partial(_date, "published"),
    "lastbuilddate": partial(_date, "updated"),
    "category": _category,
    "generator": _generator,
    "ttl": _ttl,
    "image": _image,
    "items": _ignore,
    "atom:title": partial(_text_construct, "title"),
    "atom:subtitle": _atom_subtitle,
    "atom:tagline": _atom_subtitle,
    "atom:id": _atom_id,
    "atom:link": _atom_link,
    "atom:author": _atom_author,
    "atom:category": _atom_category,
    "atom:rights": partial(_text_construct, "rights_notice"),
    "atom:copyright": partial(_text_construct, "rights_notice"),
    "atom:icon": partial(_iri, "icon"),
    "atom:logo": partial(_iri, "logo"),
    "atom:generator": _generator,
    "atom:updated": partial(_date, "updated"),
    "atom:modified": partial(_date, "updated"),
    "atom:published": partial(_date, "published"),
    "dc:title": partial(_text, "dc_title"),
    "dc:description": partial(_text, "dc_description"),
    "dc:creator": _dc_creator,
    "dc:author": _dc_creator,
    "dc:publisher": _dc_publisher,
    "dc:subject": _dc_subject,
    "dc:rights": partial(_text, "rights_notice"),
    "dc:language": partial(_text, "language"),
    "dc:date": partial(_date, "dc_date"),
    "dcterms:modified": partial(_date, "updated"),
    "dcterms:issued": partial(_date, "published"),
    "creativecommons:license": _license,
    "cc:license": _license,
    "fh:complete": partial(_paging_mark, "complete"),
    "fh:archive": partial(_paging_mark, "archive"),
}
"""Handlers of the elements of a channel, by `element_key`; any other element is an extension."""
