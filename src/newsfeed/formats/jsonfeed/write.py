"""Stories to JSON Feed 1.1: members in the order of the specification, one item a line."""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.body import xhtml
from newsfeed.findings import Loss
from newsfeed.formats.jsonfeed import own
from newsfeed.headings import Headings
from newsfeed.io.json import encode
from newsfeed.model import Agent, Feed, Link, Media, Organization, Story
from newsfeed.model.rich_text import RichText, paragraphs
from newsfeed.plain_data.structure import unstructure
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import text
from newsfeed.syndication.media import (
    media_type,
)
from newsfeed.values.dates import rfc3339

VERSION: Final = "https://jsonfeed.org/version/1.1"


class Writer:
    """Writes one feed, an item as it comes.

    Args:
        sink: takes the bytes.
        headings: the house's.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None) -> None:
        self._sink = sink
        self._headings = headings
        self._separator = b"\n"

    def write(self, story: Story) -> None:
        """Write the item of a story; one that is withheld or canceled has none."""
        if story.status == "usable":
            self._sink.write(self._separator)
            self._sink.write_item(story, self._item)
            self._separator = b",\n"

    def _item(self, story: Story) -> bytes:
        return encode(item(story, self._headings))

    def close(self) -> None:
        """Write the end of the feed."""
        self._sink.write(b"]}\n" if self._separator == b"\n" else b"\n]}\n")
        self._sink.close()


def open_writer(
    write: Write,
    feed: Feed,
    *,
    single: bool = False,  # noqa: ARG001
    headings: Headings | None = None,
    cache: RenderCache | None = None,
) -> Writer:
    """Begin a feed.

    Args:
        write: takes the bytes.
        feed: what is said of all stories.
        single: the feed is a stand-in for its one story.
        headings: the house's; None takes those of each story's language.
        cache: of rendered stories.
    """
    sink = open_sink(write, cache, ("jsonfeed", headings))
    sink.write(encode(_head(feed))[:-1] + b',"items":[')
    return Writer(sink, headings)


def _head(feed: Feed) -> dict[str, Any]:
    members = {
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "description": str(feed.description),
        "next_url": feed.paging.next if feed.paging else None,
        "icon": feed.logo,
        "favicon": feed.icon,
        "authors": [author(each) for each in feed.authors],
        "language": feed.language,
        "hubs": [{"type": each.type, "url": each.url} for each in feed.hubs],
        own.NAME: _about(own.of_feed(feed)),
    }
    return {"version": VERSION, "title": feed.title, **_filled(members)}  # both are required, an empty title too


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _about(found: dict[str, Any]) -> dict[str, Any]:
    return {"about": own.ABOUT, **found} if found else {}


def item(story: Story, headings: Headings | None = None) -> dict[str, Any]:
    """Give the item of one story; its `content_html` is the body, or the summary where there is no other."""
    html = xhtml.render(story, headings=headings)
    tags = _tags(story)
    external = _external(story)
    members: dict[str, Any] = {
        "id": story.id,
        "url": story.url,
        "external_url": external,
        "title": story.headline,
        "content_html": html or _summary_alone(story),
        "summary": str(story.summary),
        "image": next((each.url for each in story.media if each.medium == "image"), None),
        "date_published": rfc3339(story.published) if story.published else None,
        "date_modified": rfc3339(story.updated) if story.updated else None,
        "authors": [author(each) for each in story.authors],
        "tags": tags,
        "language": story.language,
        "attachments": [_attachment(each) for each in story.media],
        own.NAME: _about(_own(story, html, tags, external)),
    }
    filled = _filled(members)
    return filled if "content_html" in filled else {**filled, "content_html": ""}


def _summary_alone(story: Story) -> str:
    """Give the body of a story that has nothing but a summary: an item must have content (JSON Feed 1.1, items)."""
    if not story.summary:
        return ""
    inner = "".join([f"<p>{each}</p>\n" for each in paragraphs(story.summary)])
    return f'<div class="{xhtml.ROOT}">\n<div class="summary" id="summary">\n{inner}</div>\n</div>'


def _tags(story: Story) -> list[str]:
    """Give the names of what a story is tagged with, each once: topics, keywords, categories."""
    return list(dict.fromkeys([*text.tags(story), *map(own.label, story.categories)]))


def _external(story: Story) -> str | None:
    return next((each.url for each in story.links if each.rel == "related"), None)


def _own(story: Story, html: str, tags: list[str], external: str | None) -> dict[str, Any]:
    """Give what readers would not find in the members themselves."""
    found = own.of_story(story)
    if external and story.links == (Link(url=external),):
        del found["links"]
    if isinstance(story.summary, RichText) and html and html == xhtml.plain_html(story):
        found["summary"] = unstructure(story.summary)
    if own.keywords(tags, story.topics, story.categories) != story.keywords:
        found["keywords"] = list(story.keywords)
    return found


def author(agent: Agent) -> dict[str, Any]:
    """Give an author; what the specification has no member for is in our own."""
    avatar = agent.logo if isinstance(agent, Organization) else agent.avatar
    return _filled({"name": agent.name, "url": agent.url, "avatar": avatar, own.NAME: own.of_agent(agent)})


def _attachment(media: Media) -> dict[str, Any]:
    found = {
        "url": media.url,
        "mime_type": media_type(media),
        "title": media.title,
        "size_in_bytes": media.length,
        "duration_in_seconds": media.duration,
        own.NAME: own.of_media(media),
    }
    return _filled(found)


# --- losses ----------------------------------------------------------------------------------------------------------------


def losses(story: Story) -> Iterator[Loss]:
    """Name what JSON Feed cannot carry of a story."""
    if story.status != "usable":
        yield Loss("story", f"a {story.status} story is left out of a feed")
        return
    if story.embargo:
        yield Loss("story.embargo", "JSON Feed has no embargo; hold the story back until it ends")
    if story.extensions:
        yield Loss("story.extensions", "elements of XML vocabularies have no place in JSON")
    if xhtml.plain_html(story) == "":
        yield Loss("story.sections", "an empty body is read back as none")
    yield from xhtml.losses(story)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Name what JSON Feed cannot carry of a feed."""
    if feed.extensions:
        yield Loss("feed.extensions", "elements of XML vocabularies have no place in JSON")
