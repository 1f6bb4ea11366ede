"""Items and entries: handlers that read their elements into an `ItemDraft`."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, Literal

from lxml import etree

from newsfeed.model import Link, Organization, Source, Story
from newsfeed.reading.location import Location
from newsfeed.syndication.read import categories, links, media, people, texts
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.drafts import append_present
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.item_state import ItemState
from newsfeed.syndication.read.names import element_key
from newsfeed.values.namespaces import RDF
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import XML_SPACE, fold

_RESOURCE: Final = f"{{{RDF}}}resource"

_DateField = Literal["published", "created", "updated", "dc_date"]
_TextField = Literal["module_title", "dc_language"]


def read_item(element: "etree._Element", context: DocumentContext, location: Location) -> Story | None:
    """Read an item or entry.

    Args:
        element: the item.
        context: settings of its document.
        location: of the item.

    Returns:
        None if no story can be built from it, which is reported.
    """
    item = ItemState(element, context, location)
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            handler = _handler(tag)
            if handler is not None:
                handler(item, child)
            elif extension := read_extension(child, context.lenient, location):
                item.draft.extensions.append(extension)
    return context.lenient.story(item.fields(), location)


# --- RSS -------------------------------------------------------------------------------------------------------------------


def _title(item: ItemState, element: "etree._Element") -> None:
    if not item.draft.title:
        item.draft.title = item.context.titles.decode(texts.html(element))


def _link(item: ItemState, element: "etree._Element") -> None:
    if text := texts.character_data(element).strip() or (element.get("href", "") if not element.get("rel") else ""):
        item.draft.link = item.iri(text, element, "link") or item.draft.link
    elif element.get("href"):
        _atom_link(item, element)


def _description(item: ItemState, element: "etree._Element") -> None:
    if not item.draft.summary:
        item.draft.summary = texts.html(element)


def _body(item: ItemState, element: "etree._Element") -> None:
    if not item.draft.html and item.lenient.reading.content:
        item.draft.html = texts.html(element)


def _guid(item: ItemState, element: "etree._Element") -> None:
    draft, text = item.draft, fold(texts.character_data(element))
    draft.id = draft.id or text
    is_permalink = (element.get("isPermaLink") or element.get("ispermalink") or "true").strip().lower() == "true"
    # isPermaLink is true by default, so many feeds have it true for identifiers that are no address: "tag:...", "a1".
    is_address = text.startswith(("http://", "https://")) or (":" not in text and "/" in text)
    if is_permalink and is_address:
        permalink = item.iri(text, element, "guid")
        draft.permalink = draft.permalink or permalink


def _author(item: ItemState, element: "etree._Element") -> None:
    if len(element):
        _atom_author(item, element)
    else:
        text = texts.character_data(element)
        append_present(item.draft.authors, people.mailbox(text, item.lenient, item.location.child("author")))


def _category(item: ItemState, element: "etree._Element") -> None:
    category = categories.rss_category(element, item.lenient, item.location)
    categories.add_category(category, item.draft.categories, item.draft.keywords)


def _enclosure(item: ItemState, element: "etree._Element") -> None:
    item.media.add_enclosure(element.get("url"), element)


def _source(item: ItemState, element: "etree._Element") -> None:
    arguments = {"title": texts.character_data(element), "feed_url": item.iri(element.get("url"), element, "source")}
    item.draft.source = item.lenient.build(Source, arguments, item.location.child("source"))


def _comments(item: ItemState, element: "etree._Element") -> None:
    if url := item.iri(texts.character_data(element), element, "comments"):
        item.draft.links.append(Link(url=url, rel="replies"))


# --- Atom ------------------------------------------------------------------------------------------------------------------


def _atom_title(item: ItemState, element: "etree._Element") -> None:
    item.draft.title = item.draft.title or texts.text_construct(element).as_text()


def _atom_id(item: ItemState, element: "etree._Element") -> None:
    draft, identifier = item.draft, iri_to_id(fold(texts.character_data(element)))
    draft.id = draft.id or identifier
    if identifier.lower().startswith(("http://", "https://")):
        permalink = item.lenient.iri(identifier)
        draft.permalink = draft.permalink or permalink


def _atom_link(item: ItemState, element: "etree._Element") -> None:
    if (element.get("rel") or "").strip() == "enclosure":
        item.media.add_enclosure(element.get("href"), element)
        return
    link = links.resolve_link(element, item.lenient, item.base_of(element), item.location)
    if link is None:
        return
    draft = item.draft
    if link.rel == "alternate" and link.leads_to_page and not draft.alternate:
        draft.alternate = link.url
    elif link.rel == "license" and draft.license is None and item.is_entry:
        draft.license = link.url
    else:
        append_present(draft.links, links.build_link(link, item.lenient, item.location))


def _atom_author(item: ItemState, element: "etree._Element") -> None:
    person = people.person_construct(element, item.lenient, item.base, item.location.child("author"))
    append_present(item.draft.authors, person)


def _atom_contributor(item: ItemState, element: "etree._Element") -> None:
    person = people.person_construct(element, item.lenient, item.base, item.location.child("contributor"))
    append_present(item.draft.contributors, person)


def _atom_category(item: ItemState, element: "etree._Element") -> None:
    category = categories.atom_category(element, item.lenient, item.location)
    categories.add_category(category, item.draft.categories, item.draft.keywords)


def _atom_summary(item: ItemState, element: "etree._Element") -> None:
    if not item.draft.summary:
        item.draft.summary = texts.text_construct(element).as_html()


def _atom_content(item: ItemState, element: "etree._Element") -> None:
    if source := element.get("src"):
        if url := item.iri(source, element, "content"):
            arguments = {"url": url, "rel": "alternate", "type": element.get("type")}
            append_present(item.draft.links, item.lenient.build(Link, arguments))
    elif not item.draft.html and item.lenient.reading.content:
        item.draft.html = texts.text_construct(element).as_html()


def _atom_rights(item: ItemState, element: "etree._Element") -> None:
    item.draft.rights_notice = item.draft.rights_notice or texts.text_construct(element).as_text()


def _atom_source(item: ItemState, element: "etree._Element") -> None:
    """Read the metadata of the feed that an entry was copied from (RFC 4287, 4.2.11)."""
    arguments: dict[str, object] = {}
    for child in element:
        key = element_key(str(child.tag)) if isinstance(child.tag, str) else ""
        if key == "atom:id":
            arguments["id"] = iri_to_id(texts.character_data(child).strip())
        elif key == "atom:title":
            arguments["title"] = texts.text_construct(child).as_text()
        elif key in ("atom:updated", "atom:modified"):
            location = item.location.child("source/updated")
            arguments["updated"] = item.lenient.date(texts.character_data(child), location)
        elif key == "atom:link":
            field = {"alternate": "url", "self": "feed_url"}.get((child.get("rel") or "alternate").strip())
            if field and field not in arguments:
                arguments[field] = item.iri(child.get("href"), child, "source/link")
    item.draft.source = item.lenient.build(Source, arguments, item.location.child("source"))


# --- dates and extension modules -------------------------------------------------------------------------------------------


def _date(field: _DateField, item: ItemState, element: "etree._Element") -> None:
    step = "dc:date" if field == "dc_date" else field
    if date := item.lenient.date(texts.character_data(element), item.location, step):
        setattr(item.draft, field, date)


def _text(field: _TextField, item: ItemState, element: "etree._Element") -> None:
    """Read a line of text, unless the draft has one."""
    if not getattr(item.draft, field):
        setattr(item.draft, field, texts.character_data(element).strip(XML_SPACE))


def _dc_creator(item: ItemState, element: "etree._Element") -> None:
    append_present(item.draft.authors, people.named(texts.character_data(element), item.lenient, item.location))


def _itunes_author(item: ItemState, element: "etree._Element") -> None:
    person = people.named(texts.character_data(element), item.lenient, item.location.child("itunes:author"))
    item.draft.itunes_author = item.draft.itunes_author or person


def _dc_contributor(item: ItemState, element: "etree._Element") -> None:
    person = people.named(texts.character_data(element), item.lenient, item.location.child("dc:contributor"))
    append_present(item.draft.contributors, person)


def _dc_publisher(item: ItemState, element: "etree._Element") -> None:
    if item.draft.publisher is None:
        location = item.location.child("dc:publisher")
        item.draft.publisher = item.lenient.build(Organization, {"name": texts.character_data(element)}, location)


def _dc_subject(item: ItemState, element: "etree._Element") -> None:
    if keyword := fold(texts.character_data(element)):
        item.draft.keywords.append(keyword)


def _comma_separated_keywords(item: ItemState, element: "etree._Element") -> None:
    item.draft.keywords += filter(None, map(fold, texts.character_data(element).split(",")))


def _dc_rights(item: ItemState, element: "etree._Element") -> None:
    item.draft.rights_notice = item.draft.rights_notice or texts.character_data(element)


def _license(item: ItemState, element: "etree._Element") -> None:
    if not item.draft.license:
        text = texts.character_data(element).strip() or element.get(_RESOURCE)
        item.draft.license = item.iri(text, element, "license")


def _module_summary(item: ItemState, element: "etree._Element") -> None:
    item.draft.module_summary = item.draft.module_summary or texts.html(element)


def _media_content(item: ItemState, element: "etree._Element") -> None:
    item.media.add_content(element)


def _media_group(item: ItemState, element: "etree._Element") -> None:
    item.media.add_group(element)


def _media_description(item: ItemState, element: "etree._Element") -> None:
    item.media.describe_item(element)


def _itunes_duration(item: ItemState, element: "etree._Element") -> None:
    description = item.media.item_description
    if description.duration is None:
        description.duration = media.seconds(texts.character_data(element))


def _itunes_image(item: ItemState, element: "etree._Element") -> None:
    description = item.media.item_description
    thumbnail = item.iri(element.get("href"), element, "itunes:image")
    description.thumbnail = description.thumbnail or thumbnail


HANDLERS: Final[dict[str, Callable[[ItemState, "etree._Element"], None]]] = {
    "title": _title,
    "id": _guid,
    "updated": partial(_date, "updated"),
    "modified": partial(_date, "updated"),
    "published": partial(_date, "published"),
    "issued": partial(_date, "published"),
    "summary": _description,
    "content": _body,
    "link": _link,
    "description": _description,
    "guid": _guid,
    "pubdate": partial(_date, "published"),
    "lastbuilddate": partial(_date, "updated"),
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
    "atom:published": partial(_date, "published"),
    "atom:issued": partial(_date, "published"),
    "atom:created": partial(_date, "created"),
    "atom:updated": partial(_date, "updated"),
    "atom:modified": partial(_date, "updated"),
    "dc:title": partial(_text, "module_title"),
    "dc:creator": _dc_creator,
    "dc:author": _dc_creator,
    "dc:contributor": _dc_contributor,
    "dc:publisher": _dc_publisher,
    "dc:subject": _dc_subject,
    "dc:rights": _dc_rights,
    "dc:language": partial(_text, "dc_language"),
    "dc:date": partial(_date, "dc_date"),
    "dc:description": _module_summary,
    "dcterms:abstract": _module_summary,
    "dcterms:issued": partial(_date, "published"),
    "dcterms:available": partial(_date, "created"),
    "dcterms:created": partial(_date, "created"),
    "dcterms:modified": partial(_date, "updated"),
    "creativecommons:license": _license,
    "cc:license": _license,
    "media:content": _media_content,
    "media:group": _media_group,
    "media:title": _media_description,
    "media:description": _media_description,
    "media:thumbnail": _media_description,
    "media:credit": _media_description,
    "media:keywords": _comma_separated_keywords,
    "itunes:author": _itunes_author,
    "itunes:summary": _module_summary,
    "itunes:keywords": _comma_separated_keywords,
    "itunes:duration": _itunes_duration,
    "itunes:image": _itunes_image,
    "itunes:title": partial(_text, "module_title"),
}
"""Handlers of the elements of an item, by `element_key`; any other element is an extension."""


@lru_cache(maxsize=1024)
def _handler(tag: str) -> Callable[[ItemState, "etree._Element"], None] | None:
    return HANDLERS.get(element_key(tag))
