"""Items and entries: the readers of their elements. Each sets values of an `Item`."""

from typing import Any, Final

from lxml import etree

from newsfeed.io import markdown
from newsfeed.model import Link, Source, Story
from newsfeed.syndication.read import links, people, shared_elements, texts
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.element_readers import (
    ElementReader,
    ReaderTable,
    account_for_attributes,
    by_attributes,
    by_element,
    by_text,
    read_child,
)
from newsfeed.syndication.read.item import Item
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.read.podcast import EPISODE_KEYS, PodcastDraft, read_podcast_element
from newsfeed.syndication.read.shared_elements import (
    CONTRIBUTOR,
    TEXT_ATTRIBUTES,
    date,
    module_date,
    module_html,
    module_line,
)
from newsfeed.syndication.read.sources import read_source
from newsfeed.values import media_types
from newsfeed.values.namespaces import RDF, XML
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold

_ITEM_ATTRIBUTES: Final = frozenset((f"{{{RDF}}}about", f"{{{XML}}}lang"))


def read_item(element: "etree._Element", context: DocumentContext, path: str, number: int) -> Story | None:
    """Read an item or entry.

    Args:
        element: the item.
        context: settings of its document.
        path: the path of its parent.
        number: its number among the items of the document, from 1.

    Returns:
        None if no story can be built from it, which is reported.
    """
    item = Item(element, context, path, number)
    if element.keys():
        account_for_attributes(item, element, _ITEM_ATTRIBUTES)
    for child in element:
        if isinstance(child.tag, str):
            read_child(item, child, _TABLE)
    return item.story()


# --- RSS -------------------------------------------------------------------------------------------------------------------


def _title(item: Item, text: str, element: "etree._Element") -> None:
    item.offer("title", item.context.titles.decode(texts.unwrap_cdata(text), item, element), element)


def _description(item: Item, text: str, element: "etree._Element") -> None:
    item.offer_html("summary", texts.unwrap_cdata(text), element)


def _body(item: Item, text: str, element: "etree._Element") -> None:
    if item.lenient.reading.content:
        item.offer_html("html", texts.unwrap_cdata(text), element)


def _guid(item: Item, text: str, element: "etree._Element") -> None:
    text = fold(text)
    item.offer("id", text, element)
    # isPermaLink is true by default, so many feeds have it true for identifiers that are no address: "tag:...", "a1".
    is_address = text.startswith(("http://", "https://")) or (":" not in text and "/" in text)
    if is_address and (element.get("isPermaLink") or element.get("ispermalink") or "true").strip().lower() == "true":
        item.offer("permalink", item.iri(text, element, "guid"), element)


def _enclosure(item: Item, element: "etree._Element") -> None:
    _add_enclosure(item, element.get("url"), element)


def _add_enclosure(item: Item, address: str | None, element: "etree._Element") -> None:
    url = item.iri(address, element, "enclosure")
    if url is None:
        for name, value in element.items():
            item.note_attribute(element, str(name), str(value))
    item.add("enclosures", (url, media_types.guess_medium(url, element.get("type"))) if url else None)
    item.media.add_enclosure(url, element)


def _source(item: Item, element: "etree._Element") -> None:
    arguments = {"title": texts.character_data(element), "feed_url": item.iri(element.get("url"), element, "source")}
    item.replace("source", item.lenient.build(Source, arguments, item.location.child("source")), element)
    item.note_content(element)


def _comments(item: Item, text: str, element: "etree._Element") -> None:
    if url := item.iri(text, element, "comments"):
        item.add("links", Link(url=url, rel="replies"))


# --- Atom ------------------------------------------------------------------------------------------------------------------


def _atom_title(item: Item, element: "etree._Element") -> None:
    item.offer("title", texts.text_construct(element, item).as_title(item, element), element)


def _atom_id(item: Item, text: str, element: "etree._Element") -> None:
    identifier = iri_to_id(fold(text))
    item.offer("id", identifier, element)
    if identifier.lower().startswith(("http://", "https://")):
        item.offer("permalink", item.lenient.iri(identifier), element)


def _atom_link(item: Item, element: "etree._Element") -> None:
    if (element.get("rel") or "").strip() == "enclosure":
        _add_enclosure(item, element.get("href") or element.text, element)
        return
    link = links.resolve_link(element, item)
    if link is None:
        return
    if link.rel == "alternate" and link.leads_to_page and (element.get("hreflang") or "").strip():
        # The language of the item decides if the link leads to a translation, and may follow later.
        item.alternates += (link,)
        return
    if link.rel == "alternate" and link.leads_to_page and "alternate" not in item.values:
        item.values["alternate"] = link.url
    elif link.rel == "license" and "license" not in item.values and item.is_entry and not link.leads_to_license_file:
        item.values["license"] = link.url
    else:
        item.add("links", links.build_link(link, item))
        return
    links.account_for_attributes(link, item)


def _atom_summary(item: Item, element: "etree._Element") -> None:
    item.offer_html("summary", texts.text_construct(element, item).as_html(), element)


def _atom_content(item: Item, element: "etree._Element") -> None:
    if source := element.get("src"):
        item.note_content(element, has_own_text=True)
        if url := item.iri(source, element, "content"):
            arguments = {"url": url, "rel": "alternate", "type": element.get("type")}
            item.add("links", item.lenient.build(Link, arguments, item.location.child("content")))
    elif item.lenient.reading.content:
        item.offer_html("html", texts.text_construct(element, item).as_html(), element)


def _atom_source(item: Item, element: "etree._Element") -> None:
    item.replace("source", read_source(element, item), element)


def _image(item: Item, element: "etree._Element") -> None:
    """Read the image of an item; some feeds write it like that of a channel, or with an attribute."""
    href, url = element.get("href"), element.get("url")
    address = href or url
    if href and url and href != url:
        item.note_attribute(element, "url", url)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        text = texts.character_data(child).strip()
        if element_key(child.tag) == "url" and not address and not len(child):
            address = text
        elif not text or text not in (item.values.get("title"), item.values.get("link")):
            item.note_all(child)
    own_text = (element.text or "").strip()
    if address or len(element):
        item.note_text(element)
    thumbnail = item.iri(address or own_text, element, "image")
    _add_thumbnail(item, thumbnail, element)


def _add_thumbnail(item: Item, thumbnail: str | None, element: "etree._Element") -> None:
    description = item.media.item_description
    if description.thumbnail and thumbnail and description.thumbnail != thumbnail:
        item.note_repeated(element, thumbnail)
    description.thumbnail = description.thumbnail or thumbnail


# --- extension modules -----------------------------------------------------------------------------------------------------


def _itunes_author(item: Item, text: str, element: "etree._Element") -> None:
    person = people.named(text, item.lenient, item.location.child("itunes:author"))
    item.offer_of_module("itunes_author", person, element)


def _keywords(item: Item, text: str, _element: "etree._Element") -> None:
    for keyword in map(fold, text.split(",")):
        item.add("keywords", keyword)


def _markdown(item: Item, text: str, element: "etree._Element") -> None:
    """Read the Markdown of a body (source:markdown); it counts if there is no HTML."""
    if text.strip() and item.lenient.reading.content:
        item.offer_of_module("markdown", markdown.to_html(text), element)


def _media_content(item: Item, element: "etree._Element") -> None:
    item.media.add_content(element)
    item.note_text(element)


def _media_group(item: Item, element: "etree._Element") -> None:
    item.media.add_group(element)


def _media_description(item: Item, element: "etree._Element") -> None:
    item.media.describe_item(element)
    if element.get("url"):
        item.note_content(element, has_own_text=True)


def _itunes_duration(item: Item, element: "etree._Element") -> None:
    item.media.add_duration(element)


def _podcast(item: Item, element: "etree._Element") -> None:
    """Read an element of an episode, as an extension if it has something that the field cannot hold."""
    if item.podcast is None:
        item.podcast = PodcastDraft()
    read_podcast_element(element, item.podcast, item)


_BODY: Final = by_text(_body, texts.html)
_SUMMARY: Final = by_text(_description, texts.html)
_TITLE: Final = by_text(_title, texts.html)
_GUID: Final = by_text(_guid, texts.character_data, "isPermaLink", "ispermalink")

READERS: Final[dict[str, ElementReader[Any]]] = {
    **shared_elements.READERS,
    "title": _TITLE,
    "id": _GUID,
    "published": date("published"),
    "issued": date("published"),
    "summary": _SUMMARY,
    "content": _BODY,
    "link": shared_elements.link(_atom_link),
    "description": _SUMMARY,
    "guid": _GUID,
    "enclosure": by_attributes(_enclosure, "url", "length", "type"),
    "source": by_element(_source, "url"),
    "comments": by_text(_comments),
    "image": by_element(_image, "href", "url"),
    "body": _BODY,
    "fullitem": _BODY,
    "content:encoded": _BODY,
    "xhtml:body": _BODY,
    "xhtml:div": _BODY,
    "atom:title": by_element(_atom_title, *TEXT_ATTRIBUTES),
    "atom:id": by_text(_atom_id),
    "atom:link": by_attributes(_atom_link, *links.ATTRIBUTES),
    "atom:contributor": CONTRIBUTOR,
    "atom:summary": by_element(_atom_summary, *TEXT_ATTRIBUTES),
    "atom:content": by_element(_atom_content, "src", *TEXT_ATTRIBUTES),
    "atom:source": by_element(_atom_source),
    "atom:issued": date("published"),
    "atom:created": date("created"),
    "dc:title": module_line("module_title"),
    "dc:contributor": shared_elements.named_person("contributors"),
    "dc:description": module_html("module_summary"),
    "dcterms:abstract": module_html("module_summary"),
    "dcterms:available": module_date("dcterms_created"),
    "dcterms:created": module_date("dcterms_created"),
    "media:content": by_element(_media_content, "*"),
    "media:group": by_element(_media_group, "*"),
    "media:title": by_element(_media_description, "*"),
    "media:description": by_element(_media_description, "*"),
    "media:thumbnail": by_element(_media_description, "*"),
    "media:credit": by_element(_media_description, "*"),
    "media:keywords": by_text(_keywords),
    "source:markdown": by_text(_markdown),
    "itunes:author": by_text(_itunes_author),
    "itunes:summary": module_html("module_summary"),
    "itunes:keywords": by_text(_keywords),
    "itunes:duration": by_element(_itunes_duration, "*"),
    "itunes:title": module_line("module_title"),
    **dict.fromkeys(EPISODE_KEYS, by_element(_podcast, "*")),
}
"""Readers of the elements of an item, by `element_key`; any other element is an extension."""

_TABLE: Final[ReaderTable[Item]] = ReaderTable(READERS)
