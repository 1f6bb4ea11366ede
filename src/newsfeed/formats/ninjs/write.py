"""Writer of ninjs 3.2 and 2.1: a story is an item, and a feed a composite item with the stories as associations."""

from collections.abc import Callable
from typing import Final

from newsfeed.formats.ninjs.dialects import to_version_2
from newsfeed.formats.ninjs.write_item import feed_item, story_item
from newsfeed.headings import Headings
from newsfeed.io.json import encode
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink

NEWEST: Final = "3.2"
_CONVERTERS: Final[dict[str, Callable[[JsonObject], JsonObject]]] = {"2.1": to_version_2}


class ItemWriter:
    """Writer of a document of one story.

    Args:
        sink: destination of the document.
        headings: headings of the parts of a story; None for those of the story's language.
        version: the version of ninjs.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None, version: str) -> None:
        self._sink = sink
        self._headings = headings
        self._version = version

    def write(self, story: Story) -> None:
        """Write the item of the story."""
        self._sink.write_item(story, self._render)
        self._sink.write(b"\n")

    def _render(self, story: Story) -> bytes:
        return encode(document(story_item(story, self._headings, self._version), self._version))

    def close(self) -> None:
        """Finish the document."""
        self._sink.close()


class FeedWriter:
    """Writer of a composite item, association by association.

    Args:
        sink: destination of the document.
        headings: headings of the parts of a story; None for those of the story's language.
        version: the version of ninjs.
        links: the associations that follow those of the stories.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None, version: str, links: list[JsonValue]) -> None:
        self._sink = sink
        self._headings = headings
        self._version = version
        self._links = links
        self._separator = b"\n"

    def write(self, story: Story) -> None:
        """Write the association of a story."""
        self._sink.write(self._separator)
        self._sink.write_item(story, self._render)
        self._separator = b",\n"

    def _render(self, story: Story) -> bytes:
        item = story_item(story, self._headings, self._version)
        return encode(converted({"name": item_name(story), **item}, self._version))

    def close(self) -> None:
        """Write the links of the feed and the end of the document."""
        for link in self._links:
            self._sink.write(self._separator + encode(link))
            self._separator = b",\n"
        self._sink.write(b"]}\n" if self._separator == b"\n" else b"\n]}\n")
        self._sink.close()


def item_name(story: Story) -> str:
    """Return the name of a story among the associations of a feed."""
    return story.headline or story.id


def converted(item: JsonObject, version: str) -> JsonObject:
    """Return an item of ninjs 3 in the names of a version."""
    return _CONVERTERS[version](item) if version in _CONVERTERS else item


def document(item: JsonObject, version: str) -> JsonObject:
    """Return an item as a whole document, with the version that it follows."""
    members = converted(item, version)
    standard: JsonObject = {
        "name": "ninjs",
        "version": version,
        "schema": f"https://www.iptc.org/std/ninjs/ninjs-schema_{version}.json",
    }
    return {"uri": members["uri"], "standard": standard, **members}


def open_writer(write: Write, feed: Feed, context: WriteContext) -> ItemWriter | FeedWriter:
    """Write the start of a document, and return the writer of its items.

    Args:
        write: destination of the document's bytes.
        feed: the feed; its stories are not written.
        context: the caller's options.
    """
    version = context.version or NEWEST
    sink = open_sink(write, context.cache, ("ninjs", version, context.standalone, context.headings))
    if context.standalone:
        return ItemWriter(sink, context.headings, version)
    members = document(feed_item(feed), version)
    links = members.pop("associations", None)
    sink.write(encode(members)[:-1] + b',"associations":[')
    return FeedWriter(sink, context.headings, version, links if isinstance(links, list) else [])
