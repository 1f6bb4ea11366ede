"""Writer of JSON Feed 1.1: members have the order of the specification, and each item is one line."""

from typing import Final, cast

from newsfeed.body import outline, parse, xhtml
from newsfeed.formats.jsonfeed import extension_members, newsfeed_extension
from newsfeed.headings import Headings
from newsfeed.io.json import encode
from newsfeed.model import Agent, Feed, Link, Media, Paging, Person, Story
from newsfeed.model.rich_text import RichText, split_paragraphs
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import WriteContext
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import text
from newsfeed.syndication.media import media_type_of
from newsfeed.values.dates import rfc3339

VERSION: Final = "https://jsonfeed.org/version/1.1"


class Writer:
    """Writer of one document, story by story.

    Args:
        sink: destination of the document.
        headings: headings of the parts of a story; None for those of the story's language.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None) -> None:
        self._sink = sink
        self._headings = headings
        self._separator = b"\n"

    def write(self, story: Story) -> None:
        """Write the item of a story; withheld and canceled stories have none."""
        if story.status == "usable":
            self._sink.write(self._separator)
            self._sink.write_item(story, self._render_item)
            self._separator = b",\n"

    def _render_item(self, story: Story) -> bytes:
        return encode(_item(story, self._headings))

    def close(self) -> None:
        """Write the end of the document."""
        self._sink.write(b"]}\n" if self._separator == b"\n" else b"\n]}\n")
        self._sink.close()


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write the start of a document, and return the writer of its items.

    Args:
        write: destination of the document's bytes.
        feed: the feed; its stories are not written.
        context: the caller's options.
    """
    sink = open_sink(write, context.cache, ("jsonfeed", context.headings))
    sink.write(encode(_feed(feed))[:-1] + b',"items":[')
    return Writer(sink, context.headings)


def _feed(feed: Feed) -> JsonObject:
    """Return the object of a feed without its items."""
    members: JsonObject = {
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "description": str(feed.description),
        "next_url": _next_url(feed.paging, feed.feed_url) if feed.paging else None,
        "icon": feed.logo,
        "favicon": feed.icon,
        "authors": [_author(author) for author in feed.authors],
        "language": feed.language,
        "hubs": [{"type": hub.type, "url": hub.url} for hub in feed.hubs],
        newsfeed_extension.MEMBER: _with_about(newsfeed_extension.feed_extension(feed)),
    }
    # A version and a title are required, even if the title is empty.
    members = _without_empty(members) | extension_members.written_members(feed.extensions)
    return {"version": VERSION, "title": feed.title, **members}


def _next_url(paging: Paging, feed_url: str | None) -> str | None:
    """Return the address of the document with older stories: the next page, or else the archive before."""
    return paging.next or (paging.prev_archive if paging.prev_archive != feed_url else None)


def _without_empty(members: JsonObject) -> JsonObject:
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _with_about(extension: JsonObject) -> JsonObject:
    return {"about": newsfeed_extension.ABOUT, **extension} if extension else {}


def _item(story: Story, headings: Headings | None) -> JsonObject:
    """Return the item of a story; its `content_html` is the body, or else the summary."""
    html = xhtml.render(story, headings=headings)
    tags = _tags(story)
    external_url = next((link.url for link in story.links if link.rel == "related"), None)
    members: JsonObject = {
        "id": story.id,
        "url": story.url,
        "external_url": external_url,
        "title": story.headline,
        "content_html": html or _summary_html(story),
        "summary": str(story.summary),
        "image": next((media.url for media in story.media if media.medium == "image"), None),
        "date_published": rfc3339(story.published) if story.published else None,
        "date_modified": rfc3339(story.updated) if story.updated else None,
        "authors": [_author(author) for author in story.authors],
        "tags": [*tags],
        "language": story.language,
        "attachments": [_attachment(media) for media in story.media],
        newsfeed_extension.MEMBER: _with_about(_extension(story, html, tags, external_url)),
    }
    item = _without_empty(members) | extension_members.written_members(story.extensions)
    return item if "content_html" in item else {**item, "content_html": ""}


def _summary_html(story: Story) -> str:
    """Return a body of the summary alone, since an item must have content (JSON Feed 1.1, Items)."""
    if not story.summary:
        return ""
    html = "".join([f"<p>{paragraph}</p>\n" for paragraph in split_paragraphs(story.summary)])
    return f'<div class="{parse.ROOT}">\n<div class="summary" id="summary">\n{html}</div>\n</div>'


def _tags(story: Story) -> list[str]:
    """Return the names of the topics, keywords and categories of a story, without repetitions."""
    return list(dict.fromkeys([*text.tag_names(story), *map(newsfeed_extension.category_label, story.categories)]))


def _extension(story: Story, html: str, tags: list[str], external_url: str | None) -> JsonObject:
    """Return the extension of an item: everything that readers could not recover from the other members."""
    members = newsfeed_extension.story_extension(story)
    if external_url and story.links == (Link(url=external_url),):
        del members["links"]
    if isinstance(story.summary, RichText) and html and html == outline.plain_html(story):
        members["summary"] = cast("JsonObject", unstructure(story.summary))
    if updates := newsfeed_extension.updates_extension(story.updates):
        members["updates"] = updates
    if newsfeed_extension.keywords_of_tags(tags, story.topics, story.categories) != story.keywords:
        members["keywords"] = list(story.keywords)
    return members


def _author(agent: Agent) -> JsonObject:
    avatar = agent.avatar if isinstance(agent, Person) else agent.logo.url if agent.logo else None
    extension = newsfeed_extension.agent_extension(agent)
    return _without_empty(
        {"name": agent.name, "url": agent.url, "avatar": avatar, newsfeed_extension.MEMBER: extension}
    )


def _attachment(media: Media) -> JsonObject:
    members: JsonObject = {
        "url": media.url,
        "mime_type": media_type_of(media),
        "title": media.title,
        "size_in_bytes": media.length,
        "duration_in_seconds": media.duration,
        newsfeed_extension.MEMBER: newsfeed_extension.media_extension(media),
    }
    return _without_empty(members) | extension_members.written_members(media.extensions)
