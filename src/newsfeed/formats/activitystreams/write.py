"""Writer of ActivityStreams 2.0: an Article, or an OrderedCollection with one article per line."""

import re
from typing import Final

from newsfeed.body import xhtml
from newsfeed.headings import Headings
from newsfeed.io.json import encode
from newsfeed.model import Agent, Feed, Media, Organization, Story
from newsfeed.model.rich_text import Text, split_paragraphs
from newsfeed.plugins import WriteContext
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.rendering.sinks import Write
from newsfeed.values.dates import iso_duration, rfc3339
from newsfeed.values.urns import id_to_iri

CONTEXT: Final = "https://www.w3.org/ns/activitystreams"
PUBLIC: Final = f"{CONTEXT}#Public"
MEDIUMS: Final = {"image": "Image", "video": "Video", "audio": "Audio"}
"""The type of an attachment by the medium; any other is a Document."""

_HASHTAG: Final = re.compile(r"\w+")


class StoryWriter:
    """Writer of the document of one story."""

    def __init__(self, write: Write, headings: Headings | None) -> None:
        self._write = write
        self._headings = headings

    def write(self, story: Story) -> None:
        """Write the article of a story."""
        self._write(encode({"@context": CONTEXT, **article(story, self._headings)}) + b"\n")

    def close(self) -> None:
        """Do nothing: the document ends with its article."""


class FeedWriter:
    """Writer of a collection, article by article."""

    def __init__(self, write: Write, feed: Feed, headings: Headings | None) -> None:
        self._write = write
        self._headings = headings
        self._separator = b"\n"
        write(encode({"@context": CONTEXT, **collection(feed)})[:-1] + b',"orderedItems":[')

    def write(self, story: Story) -> None:
        """Write the article of a story; withheld and canceled stories have none."""
        if story.status == "usable":
            self._write(self._separator + encode(article(story, self._headings)))
            self._separator = b",\n"

    def close(self) -> None:
        """Write the end of the collection."""
        self._write(b"]}\n" if self._separator == b"\n" else b"\n]}\n")


def open_writer(write: Write, feed: Feed, context: WriteContext) -> StoryWriter | FeedWriter:
    """Begin the document of a feed, or of one story if `standalone` is true."""
    if context.standalone:
        return StoryWriter(write, context.headings)
    return FeedWriter(write, feed, context.headings)


def article(story: Story, headings: Headings | None = None) -> JsonObject:
    """Return the article of a story, without a context."""
    content = xhtml.render(story, headings=headings)
    image = next((media for media in story.media if media.medium == "image"), None)
    attached = story.media
    if image and image is story.media[0]:
        # Readers take an attachment with the address of the image for the image.
        attached = tuple(media for media in story.media if media.url != image.url)
    members: JsonObject = {
        "type": "Article",
        "id": id_to_iri(story.id),
        "url": story.url,
        **_in_language("name", story.headline, story.language),
        "summary": _html(story.summary),
        **(_in_language("content", content, None if story.headline else story.language)),
        "attributedTo": [_agent(author) for author in story.authors],
        "published": rfc3339(story.published) if story.published else None,
        "updated": rfc3339(story.updated) if story.updated else None,
        "tag": [_tag(keyword) for keyword in story.keywords],
        "image": _attachment(image) if image else None,
        "attachment": [_attachment(media) for media in attached],
        "to": [PUBLIC],
    }
    return _without_empty(members)


def collection(feed: Feed) -> JsonObject:
    """Return the collection of a feed, without a context and its items."""
    paging = feed.paging
    is_page = paging is not None and bool(paging.next or paging.previous)
    members: JsonObject = {
        "type": "OrderedCollectionPage" if is_page else "OrderedCollection",
        "id": feed.feed_url,
        "url": feed.url,
        **_in_language("name", feed.title, feed.language),
        "summary": _html(feed.description),
        "attributedTo": [_agent(author) for author in feed.authors],
        "published": rfc3339(feed.published) if feed.published else None,
        "updated": rfc3339(feed.updated) if feed.updated else None,
        "icon": {"type": "Image", "url": feed.icon} if feed.icon else None,
        "image": {"type": "Image", "url": feed.logo} if feed.logo else None,
        "tag": [_tag(keyword) for keyword in feed.keywords],
        "first": paging.first if paging else None,
        "last": paging.last if paging else None,
        "prev": paging.previous if paging else None,
        "next": paging.next if paging else None,
    }
    return _without_empty(members)


def _without_empty(members: JsonObject) -> JsonObject:
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _in_language(name: str, text: str, language: str | None) -> JsonObject:
    """Return a text, and once more by its language: servers take the language of the whole article from it."""
    members: JsonObject = {name: text}
    if language and text:
        members[f"{name}Map"] = {language: text}
    return members


def _html(text: Text) -> str:
    if not text:
        return ""
    return "".join(f"<p>{paragraph}</p>" for paragraph in split_paragraphs(text))


def _agent(agent: Agent) -> JsonObject:
    if isinstance(agent, Organization):
        picture = agent.logo.url if agent.logo else None
        kind = "Organization"
    else:
        picture, kind = agent.avatar, "Person"
    icon: JsonObject | None = {"type": "Image", "url": picture} if picture else None
    return _without_empty({"type": kind, "name": agent.name, "url": agent.url, "icon": icon})


def _tag(keyword: str) -> JsonObject:
    """Return a hashtag; for several words, an object with a name, since a hashtag is one word."""
    if _HASHTAG.fullmatch(keyword):
        return {"type": "Hashtag", "name": f"#{keyword}"}
    return {"type": "Object", "name": keyword}


def _attachment(media: Media) -> JsonObject:
    duration = None if media.duration is None else iso_duration(media.duration)
    return _without_empty(
        {
            "type": MEDIUMS.get(media.medium, "Document"),
            "url": media.url,
            "mediaType": media.type,
            "name": media.alt or media.title,
            "width": media.width,
            "height": media.height,
            "duration": duration,
        }
    )
