"""JSON Feed 1.1 and 1.0 to stories: what is wrong with a value is noted, and the rest is read."""

from typing import Any, Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.jsonfeed import own
from newsfeed.formats.jsonfeed.members import ATTACHMENT, AUTHOR, FEED, HUB, ITEM
from newsfeed.formats.jsonfeed.objects import Object
from newsfeed.formats.jsonfeed.recover import recovered
from newsfeed.io.json import parse, positions
from newsfeed.model import Agent, Feed, Hub, Link, Media, Organization, Paging, Person, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.media import (
    media_type,
)
from newsfeed.values.escaping import escape
from newsfeed.values.xml_chars import fold

_MARKS: Final = ("items", "home_page_url", "feed_url")


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Raises:
        ReadError: it is not JSON, or nothing in it is of JSON Feed; with line and column.
        LimitError: it goes over a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = _document(data, lenient)
    if not isinstance(document, dict) or not _is_feed(document):
        raise ReadError("is no JSON Feed: it is no object with a version of it, or with items", line=1, column=1)
    feed = _Reader(lenient).feed(Object(lenient, document, Location(), reading.base))
    reading.report.extend(_placed(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def _is_feed(document: dict[str, Any]) -> bool:
    return "jsonfeed" in str(document.get("version")) or not document.keys().isdisjoint(_MARKS)


def _document(data: bytes, lenient: LenientReader) -> Any:
    limits = lenient.reading.limits
    try:
        return parse(data, limits=limits)
    except LimitError:
        raise
    except ReadError as error:
        document = recovered(data, limits) if lenient.reading.recover and data.strip() else None
        if document is None:
            raise
        location = Location("", error.line, error.column)
        lenient.note("syntax", f"{error.reason}; it is read as far as it can be", location, Severity.ERROR)
        return document


def _placed(findings: tuple[Finding, ...], source: bytes) -> list[Finding]:
    """Give findings line and column: those of the value, or of what it is in."""
    places = positions(source, {path for each in findings for path in _around(each.path)}) if findings else {}
    found = []
    for each in findings:
        line, column = next((places[path] for path in _around(each.path) if path in places), (1, 1))
        found.append(each if each.line else attrs.evolve(each, line=line, column=column))
    return found


def _around(path: str) -> list[str]:
    """Give a pointer and those of the two values around it."""
    outer = path.rpartition("/")[0]
    return [path, outer, outer.rpartition("/")[0]]


class _Reader:
    """The reader of one document."""

    def __init__(self, lenient: LenientReader) -> None:
        self._lenient = lenient
        self._noted: set[str] = set()

    def feed(self, found: Object) -> Feed:
        """Read the feed and its stories."""
        feed_url = found.iri("feed_url")
        found.base = feed_url or found.base
        url = found.iri("home_page_url")
        found.base = url or found.base
        ours = found.own()
        found.note_strangers(FEED.members, self._noted)
        if found.members.get("expired") is True:
            self._lenient.note("feed.expired", "the feed says that it has ended", found.child("expired"), Severity.INFO)
        arguments = {
            "title": found.text("title"),
            "url": url,
            "feed_url": feed_url,
            **self._summed(found, ours, "description", Feed),
            "language": found.language("language"),
            "authors": self._authors(found),
            "icon": found.iri("favicon"),
            "logo": found.iri("icon"),
            "hubs": self._hubs(found),
            "paging": self._paging(found, ours),
            **ours.fields(Feed, own.OF_FEED),
            "stories": self._stories(found),
        }
        return self._lenient.build(Feed, arguments, found.location) or Feed()

    def _summed(self, found: Object, ours: Object, name: str, cls: type, **stand_in: str) -> dict[str, Any]:
        """Give a text with the markup that our own object has of it, if it is of the same words."""
        plain = found.text(name)
        rich = ours.fields(cls, (name,), **stand_in).get(name) if name in ours.members else None
        return {name: rich if rich and str(rich) == plain else plain}

    def _paging(self, found: Object, ours: Object) -> Paging | None:
        paging: Paging | None = ours.fields(Feed, ("paging",)).get("paging")
        following = found.iri("next_url")
        if paging is None:
            return Paging(next=following) if following else None
        return attrs.evolve(paging, next=following)

    def _hubs(self, found: Object) -> tuple[Hub, ...]:
        hubs = []
        for each in found.objects("hubs", "url"):
            each.note_strangers(HUB.members, self._noted)
            arguments = {"url": each.iri("url"), "type": each.text("type") or None}
            hubs.append(self._lenient.build(Hub, arguments, each.location))
        return tuple(hub for hub in hubs if hub)

    def _authors(self, found: Object) -> tuple[Agent, ...]:
        """Read `authors`, or what version 1.0 has in its place."""
        name = "author" if not found.members.get("authors") and found.members.get("author") else "authors"
        if name == "author" and isinstance(found.members["author"], dict):
            each = Object(found.lenient, found.members["author"], found.child("author"), found.base)
            authors = [self._author(each)]
        else:
            authors = [self._author(each) for each in found.objects(name, "name")]
        return tuple(author for author in authors if author)

    def _author(self, found: Object) -> Agent | None:
        found.note_strangers(AUTHOR.members, self._noted)
        ours = found.own()
        url, avatar = found.iri("url"), found.iri("avatar")
        arguments = {"name": fold(found.text("name")) or url, "url": url}
        if ours.members.get("type") == "organization":
            others = ours.fields(Organization, own.OF_AGENT, name="-")
            return self._lenient.build(Organization, {**arguments, "logo": avatar, **others}, found.location)
        others = ours.fields(Person, own.OF_AGENT, name="-")
        return self._lenient.build(Person, {**arguments, "avatar": avatar, **others}, found.location)

    # --- items ---

    def _stories(self, found: Object) -> tuple[Story, ...]:
        if "items" not in found.members:
            self._lenient.note("items.missing", "the feed has no items", found.child("items"))
        stories = [self._story(each) for each in found.objects("items")]
        return tuple(story for story in stories if story)

    def _story(self, found: Object) -> Story | None:
        found.note_strangers(ITEM.members, self._noted)
        ours = found.own()
        url = found.iri("url")
        found.base = url or found.base
        carried = ours.fields(Story, (*own.OF_STORY, "keywords"), id="-")
        texts = self._texts(found, ours)
        tags = list(dict.fromkeys(filter(None, map(fold, found.texts("tags")))))
        arguments = {
            "id": fold(self._identifier(found)),
            "url": url,
            "headline": found.text("title"),
            **texts,
            "authors": self._authors(found),
            "language": found.language("language"),
            "published": found.date("date_published"),
            "updated": found.date("date_modified"),
            "media": self._media(found),
            "keywords": own.keywords(tags, texts.get("topics", ()), carried.get("categories", ())),
            **carried,
            "links": self._links(found, carried.get("links", ())),
        }
        return self._lenient.story(arguments, found.location)

    def _identifier(self, found: Object) -> str:
        """Give the id; in version 1.0 readers make a text of a number."""
        value = found.members.get("id")
        return str(value) if type(value) in (int, float) else found.text("id")

    def _texts(self, found: Object, ours: Object) -> dict[str, Any]:
        """Read body and summary; a summary in the body comes with its markup and goes over the plain one."""
        html, name = found.text("content_html"), "content_html"
        if not html.strip():
            html, name = _paragraphs(found.text("content_text")), "content_text"
        summary = self._summed(found, ours, "summary", Story, id="-")
        return {**summary, **self._lenient.body(html, found.base, found.child(name))}

    def _links(self, found: Object, carried: tuple[Link, ...]) -> tuple[Link, ...]:
        external = found.iri("external_url")
        if not external or any(each.url == external for each in carried):
            return carried
        return (Link(url=external), *carried)

    def _media(self, found: Object) -> tuple[Media, ...]:
        """Read the attachments, and before them the images that are none."""
        attached = [media for each in found.objects("attachments", "url") if (media := self._attachment(each))]
        known = {each.url for each in attached}
        images = dict.fromkeys(filter(None, (found.iri("image"), found.iri("banner_image"))))
        return (*(Media(url=url, medium="image") for url in images if url not in known), *attached)

    def _attachment(self, found: Object) -> Media | None:
        found.note_strangers(ATTACHMENT.members, self._noted)
        ours = found.own()
        is_guessed = ours.members.get(own.GUESSED) is True
        url, kind = found.iri("url"), "" if is_guessed else found.text("mime_type").strip()
        arguments = {
            "url": url,
            "type": kind or None,
            "medium": _medium(url) if url and not kind and not is_guessed else None,
            "title": found.text("title"),
            "length": found.whole("size_in_bytes"),
            "duration": found.number("duration_in_seconds"),
            **ours.fields(Media, own.OF_MEDIA, url="urn:x"),
        }
        return self._lenient.build(Media, arguments, found.location)


def _medium(url: str) -> str:
    """Give what a file without a media type is, by its suffix."""
    likely = media_type(Media(url=url, medium="other"))
    return "other" if likely == "application/octet-stream" else Media(url=url, type=likely).medium


def _paragraphs(text: str) -> str:
    """Give plain text as HTML: empty lines part paragraphs, other line ends are kept."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")]
    return "".join(["<p>" + escape(part).replace("\n", "<br/>") + "</p>" for part in parts if part])
