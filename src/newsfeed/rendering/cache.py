"""Cache of rendered stories: writing a feed again renders only its new stories and copies the others."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol
from weakref import ref

from newsfeed.classes.forking import ForkableLock
from newsfeed.errors import ModelError
from newsfeed.headings import Headings
from newsfeed.model import Story

DEFAULT_MAX_BYTES: Final = 128 << 20
"""Default size limit: 128 MiB, about 16,000 RSS items of 7.6 KB."""

ENTRY_OVERHEAD: Final = 320
"""Bytes counted for each item besides its markup: tuple, weak reference, offsets and dictionary slot; measured, rounded up."""

CHUNK_OVERHEAD: Final = 448
"""Bytes counted for each document besides its bytes and items; measured, rounded up."""

_MIN_USED: Final = 4
"""A document is dropped when fewer than one in this many of its items is still its own."""

Context = tuple[str | bool | Headings | None, ...]
"""Cache key of a document: the name of the format, then everything besides the story that affects the bytes of an item."""


class RenderStore(Protocol):
    """Persistent store of rendered items, for use across processes."""

    def get(self, story: Story, context: Context) -> bytes | None:
        """Return the item rendered of a story with the same content, or None."""

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Store the item rendered of a story."""


class Chunk:
    """Rendered document; the cached items are slices of it, so that caching a document copies nothing.

    Args:
        context: the context that it is rendered in.

    Attributes:
        data: the document.
        keys: the `id` of each story whose item it holds.
        used: the number of these items that no later document has overtaken over.
        size: the bytes counted for it.
    """

    __slots__ = ("context", "data", "keys", "size", "used")

    def __init__(self, context: Context) -> None:
        self.context: Final = context
        self.data: memoryview = memoryview(b"")
        self.keys: tuple[int, ...] = ()
        self.used: int = 0
        self.size: int = 0

    def fill(self, data: bytes, keys: Iterable[int]) -> None:
        """Set the document, and the `id` of the story of each item in it."""
        self.data, self.keys = memoryview(data), tuple(keys)
        self.used = len(self.keys)
        self.size = len(data) + CHUNK_OVERHEAD + ENTRY_OVERHEAD * self.used


class CachedItem(NamedTuple):
    """Location of a story's rendered item; the story is not kept alive by it."""

    story: "ref[Story]"
    chunk: Chunk
    start: int
    end: int

    @property
    def data(self) -> memoryview:
        """The rendered item."""
        return self.chunk.data[self.start : self.end]


class RenderCache:
    """Cache of rendered stories, to pass to `dumps`, `dump` and `open_writer`.

    Stories are recognized by identity, since they are frozen: pass the same `Story` objects again to profit from it. The cache
    holds the documents that were written, each once however many stories it has, and never more than `max_bytes` in total;
    a document that does not fit is written but not cached. It does not keep stories alive: documents of collected stories
    are dropped by later writes, and `clear` drops all at once. Threads may share a cache; a forked process has a copy of it.

    Args:
        max_bytes: size limit in bytes, bookkeeping included; 0 caches nothing in memory.
        store: persistent store to ask for stories that are not in memory, and to pass every written item to.

    Attributes:
        size: bytes that the cached documents take, bookkeeping included.

    Raises:
        ModelError: `max_bytes` is not an `int`, or below 0.
    """

    def __init__(self, max_bytes: int = DEFAULT_MAX_BYTES, *, store: RenderStore | None = None) -> None:
        if type(max_bytes) is not int or max_bytes < 0:
            raise ModelError(
                "RenderCache.max_bytes", f"{max_bytes!r:.64} is not a size: pass a whole number of bytes, 0 or more"
            )
        self.max_bytes: Final = max_bytes
        self.store: Final = store
        self.size: int = 0
        self._items: dict[Context, dict[int, CachedItem]] = {}
        self._chunks: dict[Chunk, None] = {}
        self._additions = 0
        self._lock = ForkableLock(self._after_fork)

    def __len__(self) -> int:
        """Return the number of cached items, counting a story once for each format that it was written in."""
        with self._lock:
            return sum(map(len, self._items.values()))

    def clear(self) -> None:
        """Drop everything from memory; the store is left alone."""
        with self._lock:
            self._items.clear()
            self._chunks.clear()
            self.size = 0

    def _after_fork(self, is_held: bool) -> None:
        if is_held:
            self.clear()

    def items(self, context: Context) -> dict[int, CachedItem]:
        """Return the cached items of a context by the `id` of their story.

        An `id` is used again once its story is collected, so compare `item.story()` with the story before using an item.
        """
        return self._items.get(context) or {}

    def add(self, chunk: Chunk, rendered: dict[int, CachedItem]) -> None:
        """Add a document and let it take over the items that former documents of the context hold of its stories.

        Where it does not fit, the former documents stay: dropping the oldest would be of no use, as a feed is written from
        its beginning to its end each time, and each item would be dropped just before it is needed.

        Args:
            chunk: the document, filled.
            rendered: the location of each item in it by the `id` of its story.
        """
        if not rendered:
            return
        with self._lock:
            self._drop_collected()
            items = self._items.get(chunk.context, {})
            overtaken = Counter([item.chunk for key in rendered if (item := items.get(key)) is not None])
            superseded = [
                former for former in overtaken if (former.used - overtaken[former]) * _MIN_USED < len(former.keys)
            ]
            if self.size + chunk.size - sum(former.size for former in superseded) > self.max_bytes:
                return
            for former, count in overtaken.items():
                former.used -= count
            items.update(rendered)
            self._items[chunk.context] = items
            self._chunks[chunk] = None
            self.size += chunk.size
            for former in superseded:
                self._drop(former)

    def _drop_collected(self) -> None:
        """Drop the documents that no living story has an item in.

        Looking at every document takes time, so this is done only once as many were added as there are.
        """
        self._additions += 1
        if self._additions > len(self._chunks):
            self._additions = 0
            for chunk in [chunk for chunk in self._chunks if not self._has_story(chunk)]:
                self._drop(chunk)

    def _has_story(self, chunk: Chunk) -> bool:
        items = self._items[chunk.context]
        return any(
            (item := items.get(key)) is not None and item.chunk is chunk and item.story() is not None
            for key in chunk.keys
        )

    def _drop(self, chunk: Chunk) -> None:
        items = self._items[chunk.context]
        for key in chunk.keys if chunk.used else ():
            if (item := items.get(key)) is not None and item.chunk is chunk:
                del items[key]
        if not items:
            del self._items[chunk.context]
        del self._chunks[chunk]
        self.size -= chunk.size
