"""Reading of the objects of JSON Feed: a table for each kind says how its members are read, a function builds its object."""

from collections.abc import Mapping
from typing import Final

import attrs

from newsfeed.formats.jsonfeed import extension_members, newsfeed_extension, special_members
from newsfeed.io.html import to_plain_text
from newsfeed.model import Agent, Feed, Hub, Link, LiveUpdate, Media, Organization, Paging, Person, Story
from newsfeed.reading.json import member_readers
from newsfeed.reading.json.json_types import JsonValue, ModelFields
from newsfeed.reading.json.object_reader import ObjectReader, ValueReader
from newsfeed.reading.json.texts import to_paragraphs
from newsfeed.syndication.media import media_type_of
from newsfeed.values.xml_chars import fold

_EXTENSION: Final[Mapping[str, ValueReader]] = {newsfeed_extension.MEMBER: member_readers.extension}


def _read_extension(
    values: ModelFields, cls: type, names: tuple[str, ...], further_names: tuple[str, ...] = ()
) -> tuple[ModelFields, Mapping[str, JsonValue]]:
    """Read the extension among the values of an object.

    Args:
        values: the values of the object's members.
        cls: the class of the model that the object is read as.
        names: the members of the extension that are fields of the class.
        further_names: its other members, which the caller reads.

    Returns:
        the fields, and all members of the extension.
    """
    source: ObjectReader | None = values.get(newsfeed_extension.MEMBER)
    if source is None:
        return {}, {}
    source.report_others((*names, *further_names, "about"))
    if (about := source.members.get("about", newsfeed_extension.ABOUT)) != newsfeed_extension.ABOUT:
        source.report_dropped("about", about, "since it describes the extension")
    return source.model_fields(cls, names, newsfeed_extension.REQUIRED_FIELDS.get(cls, {})), source.members


# --- authors ---

AUTHOR: Final[Mapping[str, ValueReader]] = {
    "name": member_readers.text,
    "url": member_readers.iri,
    "avatar": member_readers.iri,
    **_EXTENSION,
}


def _read_author(source: ObjectReader) -> Agent | None:
    values = source.read(AUTHOR)
    url, avatar = values.get("url"), values.get("avatar")
    name: ModelFields = {"name": fold(values.get("name") or "") or url, "url": url}
    extension: ObjectReader | None = values.get(newsfeed_extension.MEMBER)
    agent_type = extension.members.get("type") if extension else None
    if agent_type == "organization":
        names = (*newsfeed_extension.ORGANIZATION_FIELDS, "logo")
        fields, _ = _read_extension(values, Organization, names, ("type",))
        return source.build(Organization, {"logo": avatar, **fields, **name}, {"logo": "avatar"})
    fields, _ = _read_extension(values, Person, newsfeed_extension.PERSON_FIELDS, ("type",))
    if extension and agent_type is not None:
        extension.report_dropped("type", agent_type, 'since only "organization" has a meaning')
    return source.build(Person, {**fields, **name, "avatar": avatar})


_AUTHORS: Final[Mapping[str, ValueReader]] = {
    "authors": member_readers.list_of(_read_author, "name"),
    "author": member_readers.one_of(_read_author, "name"),
}


def _merge_authors(source: ObjectReader, values: ModelFields) -> tuple[Agent, ...]:
    """Return `authors`, or else `author`, its predecessor in version 1.0."""
    authors: tuple[Agent, ...] = values.get("authors") or ()
    single: tuple[Agent, ...] = values.get("author") or ()
    if authors and single and not set(single) <= set(authors):
        source.report_dropped("author", source.members["author"], "since authors replaces it")
    return authors or single


# --- attachments ---

ATTACHMENT: Final[Mapping[str, ValueReader]] = {
    "url": member_readers.iri,
    "mime_type": member_readers.text,
    "title": member_readers.text,
    "size_in_bytes": member_readers.whole_amount,
    "duration_in_seconds": member_readers.amount,
    **_EXTENSION,
}
_MEMBERS_OF_MEDIA: Final = {"type": "mime_type", "length": "size_in_bytes", "duration": "duration_in_seconds"}


def _read_attachment(source: ObjectReader) -> Media | None:
    values = source.read(ATTACHMENT, kept_names=extension_members.kept_names(source))
    extension_fields, members = _read_extension(
        values, Media, newsfeed_extension.MEDIA_FIELDS, (newsfeed_extension.GUESSED,)
    )
    is_guessed = members.get(newsfeed_extension.GUESSED) is True
    url, mime_type = values.get("url"), (values.get("mime_type") or "").strip()
    fields: ModelFields = {
        "url": url,
        "type": None if is_guessed else mime_type or None,
        "medium": _guess_medium(url) if url and not mime_type else None,
        "title": values.get("title"),
        "length": values.get("size_in_bytes"),
        "duration": values.get("duration_in_seconds"),
        **extension_fields,
        "extensions": extension_members.read_members(source),
    }
    media = source.build(Media, fields, _MEMBERS_OF_MEDIA)
    if is_guessed and media and mime_type not in ("", media_type_of(media)):
        source.report_dropped("mime_type", mime_type, "since the extension calls it a guess")
    return media


def _guess_medium(url: str) -> str:
    """Return the medium of a file without a media type, judging by its suffix."""
    likely_type = media_type_of(Media(url=url, medium="other"))
    return "other" if likely_type == "application/octet-stream" else Media(url=url, type=likely_type).medium


# --- items ---

ITEM: Final[Mapping[str, ValueReader]] = {
    "id": member_readers.identifier,
    "url": member_readers.iri,
    "external_url": member_readers.iri,
    "title": member_readers.text,
    "content_html": member_readers.html,
    "content_text": member_readers.text,
    "summary": member_readers.text,
    "image": member_readers.iri,
    "banner_image": member_readers.iri,
    "date_published": member_readers.date,
    "date_modified": member_readers.date,
    **_AUTHORS,
    "tags": member_readers.texts,
    "language": member_readers.language,
    "attachments": member_readers.list_of(_read_attachment, "url"),
    **_EXTENSION,
}
_MEMBERS_OF_STORY: Final = {
    "headline": "title",
    "published": "date_published",
    "updated": "date_modified",
    "media": "attachments",
    "keywords": "tags",
}
_EXTENSION_FIELDS: Final = (*newsfeed_extension.STORY_FIELDS, "keywords", "summary", "updates")


def _read_item(source: ObjectReader) -> Story | None:
    values = source.read(ITEM, bases=("url",), kept_names=extension_members.kept_names(source))
    extension_fields, _ = _read_extension(values, Story, _EXTENSION_FIELDS)
    texts = _summary_and_body(source, values, extension_fields.pop("summary", None))
    details = extension_fields.pop("updates", ())
    fields: ModelFields = {
        **extension_fields,
        "id": fold(values.get("id") or ""),
        "url": values.get("url"),
        "headline": values.get("title"),
        **texts,
        "updates": _merge_updates(values, texts.get("updates", ()), details),
        "authors": _merge_authors(source, values),
        "language": values.get("language"),
        "published": values.get("date_published"),
        "updated": values.get("date_modified"),
        "media": _merge_media(values),
        "keywords": _keywords(source, values, texts, extension_fields),
        "links": _merge_links(values, extension_fields),
        "extensions": extension_members.read_members(source),
    }
    return source.lenient.story(fields, source.location(), steps=_MEMBERS_OF_STORY)


def _summary_and_body(source: ObjectReader, values: ModelFields, rich_summary: object) -> ModelFields:
    """Return the fields read from `content_html`, or else `content_text`, and from `summary`.

    A summary in the body has its markup, and so replaces the plain one.
    """
    html, name = values.get("content_html") or "", "content_html"
    text = values.get("content_text") or ""
    if not html.strip():
        html, name = to_paragraphs(text), "content_text"
    elif text and _words(text) != _words(to_plain_text(html)):
        source.report_dropped("content_text", text, "since content_html replaces it")
    summary = values.get("summary") or ""
    body = source.lenient.body(html, source.base, source.location(name)) if html else {}
    if "summary" in body and summary and _words(str(body["summary"])) != _words(summary):
        source.report_dropped("summary", summary, "since the summary in content_html replaces it")
    return {"summary": _with_markup(values, "summary", rich_summary), **body}


def _merge_updates(
    values: ModelFields, updates: tuple[LiveUpdate, ...], details: tuple[LiveUpdate, ...]
) -> tuple[LiveUpdate, ...]:
    """Return the live updates of the body, with the details that the extension has of each."""
    if not details:
        return updates
    if len(updates) != len(details):
        extension: ObjectReader = values[newsfeed_extension.MEMBER]
        extension.report_dropped("updates", extension.members["updates"], "since the body has other live updates")
        return updates
    return newsfeed_extension.complete_updates(updates, details)


def _words(text: str) -> list[str]:
    """Return the words of a text, to compare texts that differ in white space only."""
    return text.split()


def _with_markup(values: ModelFields, name: str, rich: object) -> object:
    """Return a text, with the markup that the extension has for it if both have the same words."""
    plain = values.get(name) or ""
    if not rich or not plain or str(rich) == plain:
        return rich or plain
    extension: ObjectReader = values[newsfeed_extension.MEMBER]
    extension.report_dropped(name, extension.members[name], f"since the member {name} has other words")
    return plain


def _keywords(
    source: ObjectReader, values: ModelFields, texts: ModelFields, extension_fields: ModelFields
) -> tuple[str, ...]:
    """Return the keywords of the extension, or else the tags that name neither a topic nor a category."""
    keywords: tuple[str, ...] | None = extension_fields.get("keywords")
    tags = values.get("tags")
    if not tags:
        return keywords or ()
    unique_tags = dict.fromkeys(filter(None, map(fold, tags)))
    topics, categories = texts.get("topics", ()), extension_fields.get("categories", ())
    tagged = newsfeed_extension.keywords_of_tags(unique_tags, topics, categories)
    if keywords is None:
        return tagged
    kept = frozenset(keywords)
    if replaced_tags := [tag for tag in tagged if tag not in kept]:
        source.report_dropped("tags", list(replaced_tags), "since the keywords of the extension replace them")
    return keywords


def _merge_links(values: ModelFields, extension_fields: ModelFields) -> tuple[Link, ...]:
    links: tuple[Link, ...] = extension_fields.get("links", ())
    external_url = values.get("external_url")
    if not external_url or any(link.url == external_url for link in links):
        return links
    return (Link(url=external_url), *links)


def _merge_media(values: ModelFields) -> tuple[Media, ...]:
    """Return the attachments, after the images that are not among them."""
    attachments: tuple[Media, ...] = values.get("attachments") or ()
    image_urls = [url for name in ("image", "banner_image") if (url := values.get(name))]
    if not image_urls:
        return attachments
    attached_urls = {media.url for media in attachments}
    images = [Media(url=url, medium="image") for url in dict.fromkeys(image_urls) if url not in attached_urls]
    return (*images, *attachments)


# --- the feed ---

HUB: Final[Mapping[str, ValueReader]] = {"type": member_readers.text, "url": member_readers.iri}


def _read_hub(source: ObjectReader) -> Hub | None:
    values = source.read(HUB)
    return source.build(Hub, {"url": values.get("url"), "type": values.get("type") or None})


FEED: Final[Mapping[str, ValueReader]] = {
    "version": special_members.version,
    "title": member_readers.text,
    "home_page_url": member_readers.iri,
    "feed_url": member_readers.iri,
    "description": member_readers.text,
    "user_comment": special_members.comment,
    "next_url": member_readers.iri,
    "icon": member_readers.iri,
    "favicon": member_readers.iri,
    **_AUTHORS,
    "language": member_readers.language,
    "expired": special_members.expired,
    "hubs": member_readers.list_of(_read_hub, "url"),
    **_EXTENSION,
    "items": member_readers.list_of(_read_item),
}
_MEMBERS_OF_FEED: Final = {"url": "home_page_url", "icon": "favicon", "logo": "icon"}


def read_feed(source: ObjectReader) -> Feed:
    """Read a feed with its stories.

    Args:
        source: the outermost object.
    """
    if "items" not in source.members:
        source.note("items.missing", "the feed has no items", "items")
    kept_names = extension_members.kept_names(source)
    values = source.read(FEED, bases=("feed_url", "home_page_url"), kept_names=kept_names)
    extension_fields, _ = _read_extension(values, Feed, (*newsfeed_extension.FEED_FIELDS, "description", "paging"))
    fields: ModelFields = {
        "title": values.get("title"),
        "url": values.get("home_page_url"),
        "feed_url": values.get("feed_url"),
        "language": values.get("language"),
        "authors": _merge_authors(source, values),
        "icon": values.get("favicon"),
        "logo": values.get("icon"),
        "hubs": values.get("hubs"),
        **extension_fields,
        "description": _with_markup(values, "description", extension_fields.get("description")),
        "paging": _merge_paging(values, extension_fields.get("paging")),
        "extensions": extension_members.read_members(source),
        "stories": values.get("items"),
    }
    return source.build(Feed, fields, _MEMBERS_OF_FEED) or Feed()


def _merge_paging(values: ModelFields, paging: Paging | None) -> Paging | None:
    next_url: str | None = values.get("next_url")
    if paging is None:
        return Paging(next=next_url) if next_url else None
    if next_url == paging.prev_archive and not paging.next:
        return paging  # The archive before has the older stories.
    if next_url and paging.next not in (None, next_url):
        extension: ObjectReader = values[newsfeed_extension.MEMBER]
        extension.report_dropped("paging", paging.next, "since next_url replaces its next page")
    return attrs.evolve(paging, next=next_url or paging.next)
