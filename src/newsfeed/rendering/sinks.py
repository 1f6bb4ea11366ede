"""Sinks for the bytes of a document; with a cache, unchanged items are copied instead of rendered."""

import io
from collections.abc import Callable
from weakref import ref

from newsfeed.model import Story
from newsfeed.rendering.cache import CachedItem, Chunk, Context, RenderCache

Write = Callable[[bytes], object]
"""Destination of a document's bytes: `file.write`, or `parts.append`."""

Render = Callable[[Story], bytes]
"""Function that renders the item of a story."""


class DocumentSink:
    """Sink without a cache: bytes are written as they come.

    Args:
        write: destination of the document's bytes.
    """

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, data: bytes) -> None:
        """Write bytes that belong to no item."""
        self._write(data)

    def write_item(self, story: Story, render: Render) -> None:
        """Write the item of a story.

        Args:
            story: the story.
            render: renders it; called unless its item is cached.
        """
        self._write(render(story))

    def render_item(self, story: Story, render: Render) -> bytes:
        """Return the item of a story to a writer that completes it before it is written; arguments as for `write_item`."""
        return render(story)

    def close(self) -> None:
        """Finish the document."""


class _CachingSink(DocumentSink):
    """Base of both sinks with a cache: finds cached items, and keeps track of the new document's items.

    Args:
        write: destination of the document's bytes.
        cache: the cache.
        context: everything besides the story that affects the bytes of an item.
    """

    def __init__(self, write: Write, cache: RenderCache, context: Context) -> None:
        super().__init__(write)
        self._cache = cache
        self._context = context
        self._cached = cache.items(context)
        self._document = Chunk(context)
        self._items: dict[int, CachedItem] = {}
        self._position = 0

    def _find(self, story: Story) -> CachedItem | None:
        item = self._cached.get(id(story))
        return item if item is not None and item.story() is story else None

    def _rendered(self, story: Story, render: Render) -> bytes:
        """Return an item that is not in memory, from the persistent store or newly rendered."""
        store = self._cache.store
        if store is None:
            return render(story)
        data = store.get(story, self._context)
        if data is None:
            data = render(story)
        store.put(story, self._context, data)
        return data

    def _store_without_lookup(self, story: Story, item: CachedItem) -> None:
        """Pass an item found in memory to the persistent store, so that the store has all items in use."""
        if self._cache.store is not None:
            self._cache.store.put(story, self._context, bytes(item.data))

    def _add_item(self, story: Story, size: int) -> None:
        end = self._position + size
        self._items[id(story)] = CachedItem(ref(story), self._document, self._position, end)
        self._position = end

    def _cache_document(self, data: bytes) -> None:
        self._document.fill(data, self._items)
        self._cache.add(self._document, self._items)


class _CopyingSink(_CachingSink):
    """Sink that buffers the document, so that the cache can hold it as it is, and copies unchanged items into it.

    Unchanged items mostly follow each other as they did in a former document, and such a run is copied at once.
    """

    def __init__(self, write: Write, cache: RenderCache, context: Context) -> None:
        super().__init__(write, cache, context)
        self._buffer: io.BytesIO | None = io.BytesIO()
        self._output: Write = self._buffer.write
        self._run: Chunk | None = None
        self._run_start = self._run_end = 0

    def write(self, data: bytes) -> None:
        """Write bytes that belong to no item."""
        self._copy_run()
        self._output(data)
        self._position += len(data)

    def write_item(self, story: Story, render: Render) -> None:
        """Write the item of a story, from the cache or newly rendered."""
        item = self._find(story)
        if item is None:
            data = self._rendered(story, render)
            self._copy_run()
            self._output(data)
            size = len(data)
        else:
            self._store_without_lookup(story, item)
            if item.chunk is not self._run or item.start != self._run_end:
                self._copy_run()
                self._run, self._run_start = item.chunk, item.start
            self._run_end = item.end
            size = item.end - item.start
        if self._buffer is not None:
            self._add_item(story, size)
            if self._position > self._cache.max_bytes:
                self._stop_buffering(self._buffer)

    def close(self) -> None:
        """Write and cache the document."""
        self._copy_run()
        if self._buffer is not None:
            data = self._buffer.getvalue()
            self._write(data)
            self._cache_document(data)

    def _copy_run(self) -> None:
        if self._run is not None:
            run = self._run.data[self._run_start : self._run_end]
            self._run = None
            if self._buffer is not None:
                self._buffer.write(run)
            else:
                self._write(bytes(run))

    def _stop_buffering(self, buffer: io.BytesIO) -> None:
        """Write the buffered part of a document that is too large to be cached; from here on, bytes are not buffered."""
        self._write(buffer.getvalue())
        self._buffer, self._output = None, self._write
        self._items.clear()


class _DetachedSink(_CachingSink):
    """Sink for items that the writer completes: the cache holds them apart from the document, as they were rendered."""

    def __init__(self, write: Write, cache: RenderCache, context: Context) -> None:
        super().__init__(write, cache, context)
        self._parts: list[bytes] = []

    def write_item(self, story: Story, render: Render) -> None:
        """Write the item of a story as it is."""
        self._write(self.render_item(story, render))

    def render_item(self, story: Story, render: Render) -> bytes:
        """Return the item of a story, from the cache or newly rendered."""
        item = self._find(story)
        if item is None:
            data = self._rendered(story, render)
        else:
            self._store_without_lookup(story, item)
            data = bytes(item.data)
        if self._position <= self._cache.max_bytes:
            self._parts.append(data)
            self._add_item(story, len(data))
        return data

    def close(self) -> None:
        """Cache the items, unless they are too large."""
        if self._position <= self._cache.max_bytes:
            self._cache_document(b"".join(self._parts))


def open_sink(
    write: Write, cache: RenderCache | None, context: Context, *, completes_items: bool = False
) -> DocumentSink:
    """Return the sink for a document.

    Args:
        write: destination of the document's bytes.
        cache: the caller's cache, or None.
        context: everything besides the story that affects the bytes of an item, the name of the format first.
        completes_items: the writer calls `render_item` and changes the items before it writes them.
    """
    if cache is None:
        return DocumentSink(write)
    return _DetachedSink(write, cache, context) if completes_items else _CopyingSink(write, cache, context)
