"""Writing newsfeed JSON: the marker of the version first, then the fields; in a feed one story a line."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.errors import ModelError, WriteError
from newsfeed.findings import Loss
from newsfeed.io.json import encode
from newsfeed.model import Feed, Story
from newsfeed.plain_data.structure import unstructure
from newsfeed.rendering.sinks import Write

STORY: Final = "story/1"
FEED: Final = "feed/1"


class _StoryWriter:
    """Writes a document of one story."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, story: Story) -> None:
        self._write(encode({"newsfeed": STORY, **_plain(story, "story")}) + b"\n")

    def close(self) -> None:
        """There is nothing behind the story."""


class _FeedWriter:
    """Writes a feed story by story."""

    def __init__(self, write: Write, feed: Feed) -> None:
        self._write = write
        self._count = 0
        head = encode({"newsfeed": FEED, **_plain(attrs.evolve(feed, stories=()), "feed")})
        write(head[:-1] + b',"stories":[')

    def write(self, story: Story) -> None:
        line = encode(_plain(story, f"feed.stories[{self._count}]"))
        self._write((b",\n" if self._count else b"\n") + line)
        self._count += 1

    def close(self) -> None:
        self._write(b"\n]}\n" if self._count else b"]}\n")


def open_writer(write: Write, feed: Feed, *, single: bool = False) -> _StoryWriter | _FeedWriter:
    """Begin a document of one story, or of a feed."""
    return _StoryWriter(write) if single else _FeedWriter(write, feed)


def _plain(item: Story | Feed, path: str) -> dict[str, object]:
    try:
        return unstructure(item)
    except ModelError as error:
        raise WriteError(f"{path}.extensions", error.reason) from None


def losses(story: Story) -> Iterator[Loss]:  # noqa: ARG001  (what every format has)
    """Name what is lost of a story: nothing."""
    return iter(())


def feed_losses(feed: Feed) -> Iterator[Loss]:  # noqa: ARG001
    """Name what is lost of a feed: nothing."""
    return iter(())
