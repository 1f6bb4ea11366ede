"""Sinks that the writers hand their bytes to; with a cache, unchanged items are copied instead of rendered."""

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
    """Sink without a cache: bytes go where they belong as they come.

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
            render: renders it, unless its item is cached.
        """
        self._write(render(story))

    def render_item(self, story: Story, render: Render) -> bytes:
        """Return the item of a story for a writer that has to complete it before writing it; see `write_item`."""
        return render(story)

    def close(self) -> None:
        """Finish the document."""


class _CachingSink(DocumentSink):
    """What both sinks with a cache share: finding items, and noting where the items of this document are.

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

    def _note(self, story: Story, size: int) -> None:
        end = self._position + size
        self._items[id(story)] = CachedItem(ref(story), self._document, self._position, end)
        self._position = end


class _CopyingSink(_CachingSink):
    """Sink that buffers the document, so that the cache can hold it as it is, and copies unchanged items into it.

    Unchanged items mostly follow each other as they did in a former document: such a run is copied at once.
    """

    def __init__(self, write: Write, cache: RenderCache, context: Context) -> None:
        super().__init__(write, cache, context)
        self._buffer: io.BytesIO | None = io.BytesIO()
        self._output: Write = self._buffer.write
        self._chunk: Chunk | None = None
        self._start = self._end = 0

    def write(self, data: bytes) -> None:
        self._copy_run()
        self._output(data)
        self._position += len(data)

    def write_item(self, story: Story, render: Render) -> None:
        item = self._find(story)
        if item is None:
            data = self._rendered(story, render)
            self._copy_run()
            self._output(data)
            self._note(story, len(data))
        else:
            if self._cache.store is not None:
                self._cache.store.put(story, self._context, bytes(item.chunk.data[item.start : item.end]))
            if item.chunk is not self._chunk or item.start != self._end:
                self._copy_run()
                self._chunk, self._start = item.chunk, item.start
            self._end = item.end
            self._note(story, item.end - item.start)
        if self._position > self._cache.max_bytes and self._buffer is not None:
            self._stop_buffering()

    def _copy_run(self) -> None:
        """Copy the unchanged items that follow each other in a former document."""
        if self._chunk is not None:
            run = self._chunk.data[self._start : self._end]
            if self._buffer is not None:
                self._buffer.write(run)
            else:
                self._write(bytes(run))
            self._chunk = None

    def _stop_buffering(self) -> None:
        """Write what is buffered of a document that is too large to be cached; the rest is written as it comes."""
        if self._buffer is not None:
            self._write(self._buffer.getvalue())
            self._buffer, self._output = None, self._write

    def close(self) -> None:
        self._copy_run()
        if self._buffer is not None:
            data = self._buffer.getvalue()
            self._write(data)
            self._document.fill(data, self._items)
            self._cache.add(self._document, self._items)


class _DetachedSink(_CachingSink):
    """Sink for items that the writer completes: the cache holds them as they were before, apart from the document."""

    def __init__(self, write: Write, cache: RenderCache, context: Context) -> None:
        super().__init__(write, cache, context)
        self._parts: list[bytes] = []

    def write_item(self, story: Story, render: Render) -> None:
        self._write(self.render_item(story, render))

    def render_item(self, story: Story, render: Render) -> bytes:
        item = self._find(story)
        if item is None:
            data = self._rendered(story, render)
        else:
            data = bytes(item.chunk.data[item.start : item.end])
            if self._cache.store is not None:
                self._cache.store.put(story, self._context, data)
        if self._position <= self._cache.max_bytes:
            self._parts.append(data)
            self._note(story, len(data))
        return data

    def close(self) -> None:
        if self._position <= self._cache.max_bytes:
            self._document.fill(b"".join(self._parts), self._items)
            self._cache.add(self._document, self._items)


def open_sink(
    write: Write, cache: RenderCache | None, context: Context, *, completes_items: bool = False
) -> DocumentSink:
    """Return the sink of a document.

    Args:
        write: destination of the document's bytes.
        cache: the cache that the caller passed, if any.
        context: everything besides the story that affects the bytes of an item, the name of the format first.
        completes_items: the writer calls `render_item` and changes the items before it writes them.
    """
    if cache is None:
        return DocumentSink(write)
    return (_DetachedSink if completes_items else _CopyingSink)(write, cache, context)
