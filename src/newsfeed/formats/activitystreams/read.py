"""Reader of ActivityStreams 2.0: articles and other objects with a text, alone, in activities, and in collections."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Report, Severity
from newsfeed.formats.activitystreams.objects import ActivityReader, agents, attachments, keywords, picture
from newsfeed.model import Agent, Feed, Media, Paging, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.json import member_readers
from newsfeed.reading.json.documents import parse_or_recover, with_positions
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.reading.json.object_reader import ObjectReader, ValueReader
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.languages import canonical_tag
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold

_PUBLIC: Final = re.compile(r"(?:https?://www\.w3\.org/ns/activitystreams#|as:)?Public")
_ACTIVITIES: Final = ("Create", "Update", "Announce", "Add")
_ACTIVITY_MEMBERS: Final = frozenset(("@context", "type", "id", "object", "to", "cc"))
_COLLECTIONS: Final = frozenset(("OrderedCollection", "OrderedCollectionPage", "Collection", "CollectionPage", "Feed"))
_TEXTS: Final = frozenset(("name", "nameMap", "content", "contentMap"))
_ITEMS: Final = ("orderedItems", "items")


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Raises:
        ReadError: the document is not JSON, or is neither a collection nor an object of ActivityStreams.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = parse_or_recover(data, lenient)
    if not isinstance(document, dict) or not isinstance(document.get("type"), str):
        raise ReadError("is not ActivityStreams: an object with a type is expected", line=1, column=1)
    members = {name: value for name, value in document.items() if name != "@context"}
    if document["type"] in _COLLECTIONS:
        feed = read_collection(members, lenient)
    else:
        story = _read_item(ActivityReader(lenient, members, base=reading.base))
        feed = Feed(stories=(story,) if story else ())
    if report.findings:
        reading.report.extend(with_positions(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


# --- values ----------------------------------------------------------------------------------------------------------------


def _language_map(source: ObjectReader, name: str, value: JsonValue) -> dict[str, str]:
    """Return the texts of a map by their languages."""
    if not isinstance(value, dict):
        source.report_type(value, "an object", "it is left out", name)
        return {}
    return {tag: source.to_text(text, name, tag) for tag, text in value.items()}


def _audience(source: ObjectReader, name: str, value: JsonValue) -> None:
    """Report addressees besides the public."""
    other_addressees = [entry for entry in (value if isinstance(value, list) else [value]) if not _is_public(entry)]
    if other_addressees:
        source.report_dropped(name, other_addressees, "since stories are for the public")


def _is_public(value: JsonValue) -> bool:
    return isinstance(value, str) and _PUBLIC.fullmatch(value) is not None


def _link(source: ObjectReader, name: str, value: JsonValue) -> str | None:
    """Return an address: a string, a Link, or the first of a list of these."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        address = entry.get("href") or entry.get("id") if isinstance(entry, dict) else entry
        if isinstance(address, str) and address:
            if len(entries) > 1:
                source.report_dropped(name, list(entries), f"except {address!r:.200}")
            return member_readers.iri(source, name, address)
    source.report_type(value, "an address", "it is left out", name)
    return None


def _kind(source: ObjectReader, name: str, value: JsonValue) -> str:
    return source.to_text(value, name)


def _ignored(_source: ObjectReader, _name: str, _value: JsonValue) -> None:
    """Leave out a member that says nothing about a story."""


_SHARED: Final[Mapping[str, ValueReader]] = {
    "type": _kind,
    "id": member_readers.text,
    "url": _link,
    "name": member_readers.text,
    "nameMap": _language_map,
    "summary": member_readers.html,
    "summaryMap": _language_map,
    "attributedTo": agents,
    "published": member_readers.date,
    "updated": member_readers.date,
    "tag": keywords,
    "to": _audience,
    "cc": _audience,
}
_ARTICLE: Final[Mapping[str, ValueReader]] = {
    **_SHARED,
    "content": member_readers.html,
    "contentMap": _language_map,
    "image": attachments,
    "attachment": attachments,
}
_COLLECTION: Final[Mapping[str, ValueReader]] = {
    **_SHARED,
    "image": picture,
    "icon": picture,
    "first": _link,
    "last": _link,
    "prev": _link,
    "next": _link,
    "totalItems": _ignored,
}


def _text_and_language(source: ObjectReader, values: ModelFields, name: str) -> tuple[str, str | None]:
    """Return a text and its language; other texts of its map are reported."""
    text: str = values.get(name) or ""
    texts: dict[str, str] = values.get(f"{name}Map") or {}
    chosen_tag = next((tag for tag, entry in texts.items() if entry == text), next(iter(texts), None))
    if chosen_tag is None:
        return text, None
    for tag, entry in texts.items():
        if tag != chosen_tag and entry != text:
            source.report_dropped(f"{name}Map", {tag: entry}, "since a story has one language")
    language = canonical_tag(chosen_tag)
    if language is None:
        source.report_dropped(f"{name}Map", {chosen_tag: ""}, "since its key is no language tag")
    return text or texts[chosen_tag], language


# --- articles --------------------------------------------------------------------------------------------------------------


def read_article(members: JsonObject, lenient: LenientReader) -> Story | None:
    """Read an article, without its context."""
    return _read_article(ActivityReader(lenient, members, base=lenient.reading.base))


def _read_item(source: ObjectReader) -> Story | None:
    """Read an article, or the one that an activity is about."""
    article = source.members.get("object")
    if source.members.get("type") in _ACTIVITIES and isinstance(article, dict):
        source.report_others(_ACTIVITY_MEMBERS)
        source = source.child(article, "object")
    return _read_article(source)


def _read_article(source: ObjectReader) -> Story | None:
    members = source.members
    if members.get("type") != "Article" and members.keys().isdisjoint(_TEXTS):
        message = f"an object of the type {members.get('type')!r:.64} has neither a name nor a content: it is left out"
        source.note("item.empty", message)
        return None
    values = source.read(_ARTICLE, kept_names=("@context",))
    kind = values.get("type") or ""
    if kind != "Article":
        source.note("item.other", f"an object of the type {kind!r:.64} is read as an article", severity=Severity.INFO)
    headline, name_language = _text_and_language(source, values, "name")
    content, content_language = _text_and_language(source, values, "content")
    summary, summary_language = _text_and_language(source, values, "summary")
    fields: ModelFields = {
        "id": iri_to_id(fold(values.get("id") or "")),
        "url": values.get("url"),
        "headline": headline,
        **source.lenient.summary_and_body(summary, content, source.base, source.location("content")),
        "language": name_language or content_language or summary_language,
        **_dates(values),
        "authors": _authors(values),
        "keywords": values.get("tag") or (),
        "media": _media(values),
    }
    return source.lenient.story(fields, source.location(), steps={"headline": "name", "keywords": "tag"})


def _dates(values: ModelFields) -> dict[str, datetime | None]:
    return {name: values.get(name) for name in ("published", "updated")}


def _authors(values: ModelFields) -> tuple[Agent, ...]:
    return values.get("attributedTo") or ()


def _media(values: ModelFields) -> tuple[Media, ...]:
    """Return the attachments, after the images that are not among them."""
    attached: tuple[Media, ...] = values.get("attachment") or ()
    addresses = {media.url for media in attached}
    images: tuple[Media, ...] = values.get("image") or ()
    return (*(media for media in images if media.url not in addresses), *attached)


# --- collections -----------------------------------------------------------------------------------------------------------


def read_collection(members: JsonObject, lenient: LenientReader) -> Feed:
    """Read a collection, without its context."""
    source = ActivityReader(lenient, members, base=lenient.reading.base)
    first_page = members.get("first")
    embedded = {"first": first_page} if isinstance(first_page, dict) else {}
    head = {name: value for name, value in members.items() if name not in _ITEMS and name not in embedded}
    values = ActivityReader(lenient, head, base=lenient.reading.base).read(_COLLECTION)
    title, name_language = _text_and_language(source, values, "name")
    summary, summary_language = _text_and_language(source, values, "summary")
    stories = [*_stories(source)]
    if isinstance(first_page, dict):
        # The first page can be inside the collection.
        stories += _stories(source.child(first_page, "first"))
    fields: ModelFields = {
        "title": title,
        "feed_url": lenient.iri(values.get("id"), location=source.location("id")),
        "url": values.get("url"),
        "description": _description(source, summary),
        "language": name_language or summary_language,
        "authors": _authors(values),
        **_dates(values),
        "icon": values.get("icon"),
        "logo": values.get("image"),
        "keywords": values.get("tag") or (),
        "paging": source.build(
            Paging,
            {
                "first": values.get("first"),
                "last": values.get("last"),
                "previous": values.get("prev"),
                "next": values.get("next"),
            },
        ),
        "stories": tuple(stories),
    }
    return source.build(Feed, fields, {"title": "name", "feed_url": "id"}) or Feed()


def _description(source: ObjectReader, summary: str) -> object:
    text = source.lenient.text(summary, source.base, source.location("summary"))
    return source.lenient.plain_text(summary, source.base, source.location("summary")) if text is None else text


def _stories(source: ObjectReader) -> list[Story]:
    """Return the stories of the items of a collection or page; addresses alone are reported."""
    stories = []
    for name in _ITEMS:
        for index, entry in enumerate(source.to_entries(source.members.get(name, []), name, shorthand=True)):
            if isinstance(entry, str):
                message = f"the item {entry!r:.200} is an address, and newsfeed does not load it: it is left out"
                source.note("item.address", message, name, index)
                continue
            item = source.to_object(entry, "", name, index)
            if item is not None and (story := _read_item(source.child(item, name, index))):
                stories.append(story)
    return stories
