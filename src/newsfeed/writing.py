"""Documents that are written story by story: the beginning that all functions share, and `iter_bytes`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, Unpack

import attrs

from newsfeed.arguments import FormatName, WriteOptions, write_context
from newsfeed.errors import ArgumentError
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format, StoryWriter, WriteContext, registry
from newsfeed.publication import PublishedWriter, check_published, feed_of, published_feed
from newsfeed.rendering.sinks import Write

CHUNK_SIZE: Final = 1 << 16
"""Number of bytes that `iter_bytes` collects before it yields them."""


def feed_to_write(item: Feed | Story, target_format: Format, as_of: datetime | None) -> Feed:
    """Return the feed that a document of a feed or story has: without the stories that its format leaves out.

    Raises:
        UnpublishedError: the item is a story that the format leaves out.
    """
    if isinstance(item, Feed):
        return published_feed(item, target_format, as_of)
    check_published(item, target_format, as_of)
    feed = feed_of(item)
    if target_format.public and item.status == "canceled":
        # A notice that a story is withdrawn must not repeat its headline.
        return attrs.evolve(feed, title=item.publisher.name if item.publisher else item.id)
    return feed


def begin_document(
    write: Write, item: Feed | Story, feed: Feed, target_format: Format, context: WriteContext
) -> tuple[StoryWriter, tuple[Story, ...]]:
    """Begin the document of a feed or story.

    Args:
        write: receives the bytes.
        item: the feed or story of the caller.
        feed: what `feed_to_write` returned for it.
        target_format: the format to write.
        context: the options of the caller.

    Returns:
        the writer, and the stories to write. If some of a feed are left out, the writer gets all and leaves them out itself,
        so that the paths of its errors count them.
    """
    writer = target_format.open_writer(write, feed, context)
    if isinstance(item, Feed) and feed is not item:
        return PublishedWriter(writer, target_format, context.as_of), item.stories
    return writer, feed.stories


def iter_bytes(
    item: Feed | Story,
    format: FormatName,
    *,
    stories: Iterable[Story] | None = None,
    chunk_size: int = CHUNK_SIZE,
    **options: Unpack[WriteOptions],
) -> Iterator[bytes]:
    """Return a feed or story as a document in chunks, such as those of an HTTP response; joined, they are those of `dumps`.

    A story is rendered when its chunk is due. With `stories` that come from an iterator, such as the rows of a database,
    memory is constant whatever their number, unless there is a cache.

    Args:
        item: the feed or story.
        format: the name of the format.
        stories: the stories to write in place of the feed's own, taken from it one by one.
        chunk_size: the number of bytes to collect before a chunk is yielded. A chunk is longer by up to one story, and the
            last may be shorter.
        options: see `WriteOptions`.

    Returns:
        an iterator of chunks that are not empty. While it advances, a story that cannot be represented raises `WriteError`,
        and what `stories` raises is passed on.

    Raises:
        WriteError, UnpublishedError, UnknownFormatError, UnsupportedError, ArgumentError: at once, if the item is not one
            that can be written, or another argument is wrong.
    """
    target_format = registry[format]
    context = write_context("iter_bytes", target_format, options, item)
    if not isinstance(chunk_size, int) or chunk_size < 1:
        raise ArgumentError(f"iter_bytes(): chunk_size is {chunk_size!r:.64}, must be a number of bytes, at least 1")
    buffer = _Buffer()
    if stories is None:
        feed = feed_to_write(item, target_format, context.as_of)
        return _chunks(buffer, *begin_document(buffer.write, item, feed, target_format, context), chunk_size)
    if not isinstance(item, Feed):
        raise ArgumentError("iter_bytes(): stories are given with a Feed only, not with a Story")
    if not isinstance(stories, Iterable):
        raise ArgumentError(f"iter_bytes(): stories is {type(stories).__name__}, must be an iterable of Story objects")
    # A writer that is told no stories is prepared for any, for example with all namespaces.
    writer = target_format.open_writer(buffer.write, attrs.evolve(item, stories=()), context)
    if target_format.public:
        writer = PublishedWriter(writer, target_format, context.as_of)
    return _chunks(buffer, writer, stories, chunk_size)


class _Buffer:
    """Bytes that have been written and not yet yielded."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._parts.append(data)
        self.size += len(data)

    def take(self) -> bytes:
        """Return all bytes, and forget them."""
        data = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return data


def _chunks(buffer: _Buffer, writer: StoryWriter, stories: Iterable[Story], chunk_size: int) -> Iterator[bytes]:
    for story in stories:
        if not isinstance(story, Story):
            raise ArgumentError(f"iter_bytes(): stories has {type(story).__name__}, must have Story objects only")
        writer.write(story)
        if buffer.size >= chunk_size:
            yield buffer.take()
    writer.close()
    if buffer.size:
        yield buffer.take()
