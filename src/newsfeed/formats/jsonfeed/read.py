"""Reader of JSON Feed 1.1 and 1.0: invalid values are reported, and everything else is read."""

from collections.abc import Collection
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.jsonfeed import newsfeed_extension
from newsfeed.formats.jsonfeed.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.formats.jsonfeed.object_reader import ObjectReader
from newsfeed.formats.jsonfeed.object_schemas import ATTACHMENT, AUTHOR, FEED, HUB, ITEM
from newsfeed.formats.jsonfeed.recovery import recover_document
from newsfeed.io.json import parse, positions
from newsfeed.model import Agent, Feed, Hub, Link, Media, Organization, Paging, Person, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.media import media_type_of
from newsfeed.values.escaping import escape
from newsfeed.values.xml_chars import fold

_DISTINCTIVE_MEMBERS: Final = ("items", "home_page_url", "feed_url")
"""Members that make an object a feed even without a version."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Returns:
        the feed with its stories, in document order.

    Raises:
        ReadError: the document is not JSON, or has nothing of JSON Feed in it; with line and column.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = _parse_or_recover(data, lenient)
    if not isinstance(document, dict) or not _is_feed(document):
        reason = "is not JSON Feed: an object with a version of JSON Feed, or with items, is expected"
        raise ReadError(reason, line=1, column=1)
    feed = _FeedReader(lenient).feed(ObjectReader(lenient, document, Location(), reading.base))
    reading.report.extend(_with_positions(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def _is_feed(document: JsonObject) -> bool:
    return "jsonfeed" in str(document.get("version")) or not document.keys().isdisjoint(_DISTINCTIVE_MEMBERS)


def _parse_or_recover(data: bytes, lenient: LenientReader) -> JsonValue:
    limits = lenient.reading.limits
    document: JsonValue
    try:
        document = parse(data, limits=limits)
    except LimitError:
        raise
    except ReadError as error:
        document = recover_document(data, limits) if lenient.reading.recover and data.strip() else None
        if document is None:
            raise
        location = Location("", error.line, error.column)
        message = f"the document {error.reason}; it is read as far as possible"
        lenient.note("syntax", message, location, Severity.ERROR)
    return document


def _with_positions(findings: Collection[Finding], source: bytes) -> list[Finding]:
    """Return findings with line and column: those of the value, or of the nearest value around it that exists."""
    paths = {path for finding in findings for path in _enclosing_paths(finding.path)}
    position_of = positions(source, paths) if findings else {}
    result = []
    for finding in findings:
        path = next((path for path in _enclosing_paths(finding.path) if path in position_of), None)
        line, column = position_of[path] if path is not None else (1, 1)
        result.append(finding if finding.line else attrs.evolve(finding, line=line, column=column))
    return result


def _enclosing_paths(path: str) -> list[str]:
    """Return a JSON pointer and those of the two values around it."""
    parent = path.rpartition("/")[0]
    return [path, parent, parent.rpartition("/")[0]]


class _FeedReader:
    """Reader of the objects of one document.

    Args:
        lenient: builds objects of the model, and collects findings.
    """

    def __init__(self, lenient: LenientReader) -> None:
        self._lenient = lenient
        self._reported_names: set[str] = set()

    def feed(self, source: ObjectReader) -> Feed:
        """Read the feed and its stories."""
        feed_url = source.iri("feed_url")
        source.base = feed_url or source.base
        url = source.iri("home_page_url")
        source.base = url or source.base
        extension = source.extension()
        source.report_unknown_members(FEED.members, self._reported_names)
        if source.members.get("expired") is True:
            message = "the feed is marked as expired: its publisher will not update it"
            self._lenient.note("feed.expired", message, source.child_location("expired"), Severity.INFO)
        fields: ModelFields = {
            "title": source.text("title"),
            "url": url,
            "feed_url": feed_url,
            **self._text_with_markup(source, extension, "description", Feed),
            "language": source.language("language"),
            "authors": self._authors(source),
            "icon": source.iri("favicon"),
            "logo": source.iri("icon"),
            "hubs": self._hubs(source),
            "paging": self._paging(source, extension),
            **extension.model_fields(Feed, newsfeed_extension.FEED_FIELDS),
            "stories": self._stories(source),
        }
        return self._lenient.build(Feed, fields, source.location) or Feed()

    def _text_with_markup(
        self, source: ObjectReader, extension: ObjectReader, name: str, cls: type[Feed | Story]
    ) -> ModelFields:
        """Return a text field, from the extension with its markup if both have the same words."""
        plain = source.text(name)
        rich = extension.model_fields(cls, (name,)).get(name) if name in extension.members else None
        return {name: rich if rich and str(rich) == plain else plain}

    def _paging(self, source: ObjectReader, extension: ObjectReader) -> Paging | None:
        paging: Paging | None = extension.model_fields(Feed, ("paging",)).get("paging")
        next_url = source.iri("next_url")
        if paging is None:
            return Paging(next=next_url) if next_url else None
        return attrs.evolve(paging, next=next_url)

    def _hubs(self, source: ObjectReader) -> tuple[Hub, ...]:
        hubs = []
        for hub in source.objects("hubs", "url"):
            hub.report_unknown_members(HUB.members, self._reported_names)
            fields = {"url": hub.iri("url"), "type": hub.text("type") or None}
            hubs.append(self._lenient.build(Hub, fields, hub.location))
        return tuple(hub for hub in hubs if hub)

    # --- authors ---

    def _authors(self, source: ObjectReader) -> tuple[Agent, ...]:
        """Read `authors`, or else `author`, its predecessor in version 1.0."""
        single_author = source.members.get("author")
        if source.members.get("authors") or not single_author:
            authors = [self._author(author) for author in source.objects("authors", "name")]
        elif isinstance(single_author, dict):
            authors = [self._author(source.child_object("author"))]
        else:
            authors = [self._author(author) for author in source.objects("author", "name")]
        return tuple(author for author in authors if author)

    def _author(self, source: ObjectReader) -> Agent | None:
        source.report_unknown_members(AUTHOR.members, self._reported_names)
        extension = source.extension()
        url, avatar = source.iri("url"), source.iri("avatar")
        fields: ModelFields = {"name": fold(source.text("name")) or url, "url": url}
        if extension.members.get("type") == "organization":
            fields |= {"logo": avatar, **extension.model_fields(Organization, newsfeed_extension.AGENT_FIELDS)}
            return self._lenient.build(Organization, fields, source.location)
        fields |= {"avatar": avatar, **extension.model_fields(Person, newsfeed_extension.AGENT_FIELDS)}
        return self._lenient.build(Person, fields, source.location)

    # --- items ---

    def _stories(self, source: ObjectReader) -> tuple[Story, ...]:
        if "items" not in source.members:
            self._lenient.note("items.missing", "the feed has no items", source.child_location("items"))
        stories = [self._story(item) for item in source.objects("items")]
        return tuple(story for story in stories if story)

    def _story(self, source: ObjectReader) -> Story | None:
        source.report_unknown_members(ITEM.members, self._reported_names)
        extension = source.extension()
        url = source.iri("url")
        source.base = url or source.base
        extension_fields = extension.model_fields(Story, (*newsfeed_extension.STORY_FIELDS, "keywords"))
        texts = self._summary_and_body(source, extension)
        tags = list(dict.fromkeys(filter(None, map(fold, source.texts("tags")))))
        fields: ModelFields = {
            "id": fold(self._identifier(source)),
            "url": url,
            "headline": source.text("title"),
            **texts,
            "authors": self._authors(source),
            "language": source.language("language"),
            "published": source.date("date_published"),
            "updated": source.date("date_modified"),
            "media": self._media(source),
            "keywords": newsfeed_extension.keywords_of_tags(
                tags, texts.get("topics", ()), extension_fields.get("categories", ())
            ),
            **extension_fields,
            "links": self._links(source, extension_fields.get("links", ())),
        }
        return self._lenient.story(fields, source.location)

    def _identifier(self, source: ObjectReader) -> str:
        """Return the id; readers of version 1.0 convert a number to a string, so this is not reported."""
        value = source.members.get("id")
        return str(value) if type(value) in (int, float) else source.text("id")

    def _summary_and_body(self, source: ObjectReader, extension: ObjectReader) -> ModelFields:
        """Return the fields read from `content_html`, or else `content_text`, and from `summary`.

        A summary in the body has its markup, and so replaces the plain one.
        """
        html, name = source.text("content_html"), "content_html"
        if not html.strip():
            html, name = _to_paragraphs(source.text("content_text")), "content_text"
        summary = self._text_with_markup(source, extension, "summary", Story)
        return {**summary, **self._lenient.body(html, source.base, source.child_location(name))}

    def _links(self, source: ObjectReader, extension_links: tuple[Link, ...]) -> tuple[Link, ...]:
        external_url = source.iri("external_url")
        if not external_url or any(link.url == external_url for link in extension_links):
            return extension_links
        return (Link(url=external_url), *extension_links)

    # --- media ---

    def _media(self, source: ObjectReader) -> tuple[Media, ...]:
        """Return the attachments, after the images that are not among them."""
        attachments = [
            media for attachment in source.objects("attachments", "url") if (media := self._attachment(attachment))
        ]
        attached_urls = {media.url for media in attachments}
        image_urls = dict.fromkeys(filter(None, (source.iri("image"), source.iri("banner_image"))))
        images = [Media(url=url, medium="image") for url in image_urls if url not in attached_urls]
        return (*images, *attachments)

    def _attachment(self, source: ObjectReader) -> Media | None:
        source.report_unknown_members(ATTACHMENT.members, self._reported_names)
        extension = source.extension()
        is_guessed = extension.members.get(newsfeed_extension.GUESSED) is True
        url, mime_type = source.iri("url"), "" if is_guessed else source.text("mime_type").strip()
        fields: ModelFields = {
            "url": url,
            "type": mime_type or None,
            "medium": _guess_medium(url) if url and not mime_type and not is_guessed else None,
            "title": source.text("title"),
            "length": source.integer("size_in_bytes"),
            "duration": source.number("duration_in_seconds"),
            **extension.model_fields(Media, newsfeed_extension.MEDIA_FIELDS),
        }
        return self._lenient.build(Media, fields, source.location)


def _guess_medium(url: str) -> str:
    """Return the medium of a file without a media type, judging by its suffix."""
    likely_type = media_type_of(Media(url=url, medium="other"))
    return "other" if likely_type == "application/octet-stream" else Media(url=url, type=likely_type).medium


def _to_paragraphs(text: str) -> str:
    """Convert plain text to HTML: empty lines separate paragraphs, and other line ends become `<br/>`."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")]
    return "".join(["<p>" + escape(paragraph).replace("\n", "<br/>") + "</p>" for paragraph in paragraphs if paragraph])
