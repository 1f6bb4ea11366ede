"""Writer of newsfeed JSON: the version first, then the fields; a feed has one story per line."""

import attrs

from newsfeed.errors import ModelError, WriteError
from newsfeed.io.json import encode
from newsfeed.model import Feed, Story
from newsfeed.plain_data.documents import FEED_VERSION, STORY_VERSION, VERSION_KEY
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import WriteContext
from newsfeed.rendering.sinks import Write


class _StoryWriter:
    """Writer of a document of one story."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, story: Story) -> None:
        """Write the document of the story."""
        self._write(encode({VERSION_KEY: STORY_VERSION, **_plain(story, "story")}) + b"\n")

    def close(self) -> None:
        """Do nothing: the document ends with its story."""


class _FeedWriter:
    """Writer of a feed, story by story."""

    def __init__(self, write: Write, feed: Feed) -> None:
        self._write = write
        self._count = 0
        head = encode({VERSION_KEY: FEED_VERSION, **_plain(attrs.evolve(feed, stories=()), "feed")})
        write(head[:-1] + b',"stories":[')

    def write(self, story: Story) -> None:
        """Write a story as one line."""
        line = encode(_plain(story, f"feed.stories[{self._count}]"))
        self._write((b",\n" if self._count else b"\n") + line)
        self._count += 1

    def close(self) -> None:
        """End the list of stories and the document."""
        self._write(b"\n]}\n" if self._count else b"]}\n")


def open_writer(write: Write, feed: Feed, context: WriteContext) -> _StoryWriter | _FeedWriter:
    """Begin the document of a feed, or of one story if `standalone` is true."""
    return _StoryWriter(write) if context.standalone else _FeedWriter(write, feed)


def _plain(item: Story | Feed, path: str) -> PlainObject:
    try:
        return unstructure(item)
    except ModelError as error:
        raise WriteError(f"{path}.extensions", error.reason) from None
