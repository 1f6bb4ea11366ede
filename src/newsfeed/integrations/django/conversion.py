"""The values of Django's feed generator as a feed and stories of the model.

Texts are read as the readers of feeds take them: a description is HTML, and a title is HTML only if Django marked it as safe,
as `item_title` does by default. What the model cannot hold is a finding of the report.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Final, TypeVar, cast

import attrs
from django.conf import settings
from django.utils.feedgenerator import get_tag_uri
from django.utils.timezone import get_current_timezone, is_naive, make_aware, make_naive

from newsfeed.errors import WriteError
from newsfeed.findings import Finding, Severity
from newsfeed.model import Feed, Link, Media, Person, Rights, Story
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.values.media_types import guess_medium

T = TypeVar("T", Story, Feed)

Values = Mapping[str, object]
"""The arguments of Django's `SyndicationFeed` or its `add_item`, by their names."""

logger: Final = logging.getLogger("newsfeed.django")

CONTENT: Final = ("content", "content_encoded")
"""Names of an extra argument with the HTML of the whole text, as feed classes in use call it."""

_LEVELS: Final = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}
_FEED_ARGUMENTS: Final = (
    "title",
    "link",
    "description",
    "language",
    "author_email",
    "author_name",
    "author_link",
    "subtitle",
    "categories",
    "feed_url",
    "feed_copyright",
    "id",
    "ttl",
    "stylesheets",
    "feed",
)
_ITEM_ARGUMENTS: Final = (
    *CONTENT,
    "title",
    "link",
    "description",
    "author_email",
    "author_name",
    "author_link",
    "pubdate",
    "updateddate",
    "comments",
    "unique_id",
    "unique_id_is_permalink",
    "enclosures",
    "categories",
    "item_copyright",
    "story",
)
_ABSENT: Final = (None, "", ())
_NO_VALUE: Final = "None"
"""The text that Django makes of a length or media type that a feed class does not give."""


def aware(moment: date | datetime | None) -> datetime | None:
    """Return a moment with a zone: Django's current one if it has none; a date is its midnight."""
    if moment is None:
        return None
    value = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return make_aware(value, get_current_timezone()) if is_naive(value) else value


def for_database(moment: datetime) -> datetime:
    """Return an aware moment as the database compares it: without a zone if the project does not use zones (`USE_TZ`)."""
    return moment if settings.USE_TZ else make_naive(moment, get_current_timezone())


# --- the feed --------------------------------------------------------------------------------------------------------------


def to_feed(values: Values, updated: datetime, reader: LenientReader, *, prefers_subtitle: bool) -> Feed:
    """Return a feed without stories.

    Args:
        values: the arguments of the feed; `feed` is a `Feed` whose values come first.
        updated: the date of the newest item.
        reader: reports the values that are left out.
        prefers_subtitle: True to take the subtitle before the description, as Django's Atom does.
    """
    location = Location("feed")
    texts = [_text(values.get(name)) for name in ("description", "subtitle")]
    if prefers_subtitle:
        texts.reverse()
    description = next(filter(None, texts), "")
    if all(texts) and texts[0] != texts[1]:
        _note(reader, "the feed has a description and a subtitle, and a document has one of them", location, "subtitle")
    copyright_notice = _text(values.get("feed_copyright"))
    arguments = {
        "title": _line(values.get("title"), reader, location),
        "url": reader.iri(_text(values.get("link")), None, location, "link"),
        "feed_url": reader.iri(_text(values.get("feed_url")), None, location, "feed_url"),
        "id": _text(values.get("id")) or None,
        "description": _text_or_plain(description, reader, location),
        "language": reader.language(_text(values.get("language")), location),
        "authors": _authors(values, reader, location),
        "rights": Rights(notice=copyright_notice) if copyright_notice else None,
        "ttl": reader.whole_number(values.get("ttl"), minimum=1, location=location, step="ttl"),
        "keywords": _keywords(values.get("categories")),
        "updated": updated,
    }
    _note_unknown(values, _FEED_ARGUMENTS, reader, location)
    feed = reader.build(Feed, {name: value for name, value in arguments.items() if value not in _ABSENT}, location)
    base_feed = values.get("feed")
    if base_feed is None:
        return feed or Feed()
    if not isinstance(base_feed, Feed):
        raise WriteError("feed", f"the extra argument `feed` is {type(base_feed).__name__}, must be a newsfeed.Feed")
    return _completed(base_feed, feed or Feed())


# --- the items -------------------------------------------------------------------------------------------------------------


def to_story(values: Values, reader: LenientReader, location: Location) -> Story:
    """Return the story of an item.

    Args:
        values: the arguments of the item; `story` is a `Story` whose values come first.
        reader: reports the values that are left out.
        location: of the item.

    Raises:
        WriteError: no story can be made of the item, or `story` is something else.
    """
    url = reader.iri(_text(values.get("link")), None, location, "link")
    html = next((_text(values[name]) for name in CONTENT if values.get(name)), None)
    copyright_notice = _text(values.get("item_copyright"))
    pubdate, updateddate = (cast("date | None", values.get(name)) for name in ("pubdate", "updateddate"))
    arguments: dict[str, object] = {
        **reader.summary_and_body(_text(values.get("description")), html, url, location),
        "id": _identifier(values),
        "url": url,
        "headline": _line(values.get("title"), reader, location),
        "authors": _authors(values, reader, location),
        "published": aware(pubdate),
        "updated": aware(updateddate),
        "media": tuple(_media(values.get("enclosures"), reader, location)),
        "keywords": _keywords(values.get("categories")),
        "links": _comments(_text(values.get("comments")), reader, location),
        "rights": Rights(notice=copyright_notice) if copyright_notice else None,
    }
    _note_unknown(values, _ITEM_ARGUMENTS, reader, location)
    story = reader.story({name: value for name, value in arguments.items() if value not in _ABSENT}, location)
    if story is None:
        raise WriteError(location.path, "no story can be made of the item: see the log for the reason")
    explainer = values.get("story")
    if explainer is None:
        return story
    if not isinstance(explainer, Story):
        raise WriteError(f"{location.path}.story", f"is {type(explainer).__name__}, must be a newsfeed.Story or None")
    return _with_item(explainer, story)


def _identifier(values: Values) -> str:
    """Return the id of an item; one without is named as in Django's Atom."""
    if unique_id := _text(values.get("unique_id")):
        return unique_id
    link = _text(values.get("link"))
    return get_tag_uri(link, cast("date | None", values.get("pubdate"))) if link else ""


def _with_item(story: Story, item: Story) -> Story:
    """Complete a story with the values of its item: fields that it does not have, and further tags, files and links."""
    if item.id not in (story.id, item.url):
        # A guid that the feed class chose; readers know the item by it, and take the story for another one.
        logger.warning(
            "the story has the id %s, the item the guid %s: the id of the story is written", story.id, item.id
        )
    urls = {medium.url for medium in story.media}
    completed = _completed(story, item)
    return completed.replace(
        keywords=tuple(dict.fromkeys((*story.keywords, *item.keywords))),
        media=(*story.media, *(medium for medium in item.media if medium.url not in urls)),
        links=tuple(dict.fromkeys((*story.links, *item.links))),
    )


def _completed(partial: T, source: T) -> T:
    """Return a copy of an object with the values of another for the fields that it does not have."""
    names = [field.name for field in attrs.fields(type(partial))]
    missing = {name: getattr(source, name) for name in names if getattr(partial, name) in _ABSENT}
    # A story with a body has its parts; a second text beside them would be a part that nobody wrote.
    if isinstance(partial, Story) and any(
        getattr(partial, name) for name in ("sections", "press", "questions", "summary")
    ):
        missing.pop("sections", None)
    return partial.replace(**missing) if missing else partial


# --- values ----------------------------------------------------------------------------------------------------------------


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _line(value: object, reader: LenientReader, location: Location) -> str:
    """Return a title as text. It is HTML if Django marked it as safe, as `escape` and templates do."""
    if value is None:
        return ""
    text = reader.replace_illegal(str(value))
    return reader.plain_text(text, None, location.child("title")) if hasattr(value, "__html__") else text


def _text_or_plain(html: str, reader: LenientReader, location: Location) -> object:
    text = reader.text(html, None, location.child("description"))
    return reader.plain_text(html, None, location.child("description")) if text is None else text


def _authors(values: Values, reader: LenientReader, location: Location) -> tuple[Person, ...]:
    name, email = _text(values.get("author_name")), _text(values.get("author_email"))
    if not (name or email):
        if address := _text(values.get("author_link")):
            _note(reader, f"author_link is {address:.200} and there is no author_name", location, "author_link")
        return ()
    url = reader.iri(_text(values.get("author_link")), None, location, "author_link")
    person = reader.build(Person, {"name": name or email, "email": email or None, "url": url}, location)
    return (person,) if person else ()


def _keywords(categories: object) -> tuple[str, ...]:
    words = (" ".join(_text(category).split()) for category in cast("Iterable[object]", categories or ()))
    return tuple(dict.fromkeys(filter(None, words)))


def _media(enclosures: object, reader: LenientReader, location: Location) -> Iterable[Media]:
    for index, enclosure in enumerate(cast("Iterable[object]", enclosures or ())):
        position = location.child(f"enclosures[{index}]")
        length, media_type = (_text(getattr(enclosure, name, "")) for name in ("length", "mime_type"))
        url = reader.iri(_text(getattr(enclosure, "url", "")), None, position, "url")
        arguments = {
            "url": url,
            "type": media_type if media_type not in ("", _NO_VALUE) else None,
            "medium": guess_medium(url, media_type) if url else None,
            "length": reader.whole_number(None if length == _NO_VALUE else length, location=position, step="length"),
        }
        medium = reader.build(Media, arguments, position)
        if medium:
            yield medium


def _comments(address: str, reader: LenientReader, location: Location) -> tuple[Link, ...]:
    url = reader.iri(address, None, location, "comments")
    return (Link(url=url, rel="replies"),) if url else ()


# --- findings --------------------------------------------------------------------------------------------------------------


def unused(path: str, message: str) -> Finding:
    """Return the finding about a value that no document of the format has.

    Args:
        path: the value, such as `feed/stylesheets`.
        message: why it is not used, and the remedy.
    """
    return Finding(severity=Severity.WARNING, code="read.value.unused", message=message, path=path)


def _note(reader: LenientReader, message: str, location: Location, step: str) -> None:
    reader.reading.report.add(unused(location.child(step).path, message))


def _note_unknown(values: Values, names: Collection[str], reader: LenientReader, location: Location) -> None:
    """Report arguments without a field in the model, such as the `ttl` of an item."""
    for name, value in values.items():
        if name not in names and value not in _ABSENT:
            remedy = "pass a newsfeed.Story as `story`" if "item" in location.path else "pass a newsfeed.Feed as `feed`"
            _note(reader, f"{name} is no value of the model: {remedy}", location, name)


def publish_findings(findings: Iterable[Finding], *, strict: bool) -> None:
    """Log the values that were left out, equal ones of several items once; or raise the first of them.

    Args:
        findings: the findings of the reader.
        strict: True to raise.

    Raises:
        WriteError: `strict`, and there is a warning or an error.
    """
    messages: dict[str, Finding] = {}
    for finding in findings:
        if strict and finding.severity is not Severity.INFO:
            raise WriteError(finding.path, finding.message)
        messages.setdefault(finding.message, finding)
    for finding in messages.values():
        logger.log(_LEVELS[finding.severity], "%s: %s [%s]", finding.path, finding.message, finding.code)
