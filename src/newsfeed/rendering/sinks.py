"""What takes the items of a document that is written: unchanged ones are copied from what is kept, new ones are kept."""

import io
from collections.abc import Callable
from typing import Final

from newsfeed.model import Feed, Story
from newsfeed.rendering import cache as cache_rendering
from newsfeed.rendering.cache import Block, Cache, Context, Entry

Write = Callable[[bytes], object]
"""Where a writer's bytes go: `file.write`, or `parts.append`."""

Render = Callable[[Story], bytes]

_SAMPLE: Final = 64
"""After how many items the size of a document is estimated."""


class Items:
    """Takes the items of a stream, whose stories go as they came: nothing is kept.

    Args:
        write: takes the bytes.
    """

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, story: Story, render: Render) -> None:
        """Write the item of a story.

        Args:
            story: whose item it is.
            render: gives its bytes.
        """
        self._write(self.rendered(story, render))

    def rendered(self, story: Story, render: Render) -> bytes:
        """Give the item of a story to a writer that completes it: as `write`, which takes the same."""
        return render(story)


class KeptItems(Items):
    """Takes the items of a feed's stories, each from what is kept, or rendered now and kept.

    Args:
        write: takes the bytes.
        cache: keeps the items.
        context: what else the bytes of an item come from.
    """

    def __init__(self, write: Write, cache: Cache, context: Context) -> None:
        super().__init__(write)
        self._cache = cache
        self._shelf = cache.shelf(context)

    def rendered(self, story: Story, render: Render) -> bytes:
        """Give the item of a story."""
        entry = self._cache.get(self._shelf, story)
        if entry is None:
            data = self._render(story, render)
            self._cache.put(self._shelf, story, data)
            return data
        self._say_kept(story, entry)
        return bytes(entry.data)

    def _render(self, story: Story, render: Render) -> bytes:
        """Give an item that is not kept, from the store or newly rendered."""
        store = self._cache.store
        if store is None:
            return render(story)
        stored = store.get(story, self._shelf.context)
        data = render(story) if stored is None else stored
        store.put(story, self._shelf.context, data)
        return data

    def _say_kept(self, story: Story, entry: Entry) -> None:
        """Tell the store of an item that it was not asked for."""
        if self._cache.store is not None:
            self._cache.store.put(story, self._shelf.context, bytes(entry.data))


class Output:
    """A document that is made in memory: what is no item it is called with.

    Not a list to join: each item's bytes are free for the next one, and the whole is not copied in the end, so that a feed of
    hundreds of megabytes is not made twice.
    """

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._items: _ItemsWithin | None = None

    def __call__(self, data: bytes) -> None:
        """Write what is no item."""
        if self._items is not None:
            self._items.copy()
        self._out.write(data)

    def items(self, cache: Cache, context: Context, stories: int) -> Items:
        """Give what takes the items of so many stories."""
        self._items = _ItemsWithin(
            self._out, cache, context, stories
        )  # which knows the buffer, so that no two know each other
        return self._items

    def whole(self) -> bytes:
        """Give the document, and keep its items."""
        self(b"")  # the last ones may still have to be copied
        data = self._out.getvalue()
        if self._items is not None:
            self._items.keep(data)
        return data


class _ItemsWithin(KeptItems):
    """Takes the items of a document that is made in memory; new ones are kept where they are, in the document itself.

    Unchanged items mostly stand one behind the other, as they did in the document that they are in: all of these are copied
    at once, before anything else is written.
    """

    def __init__(self, out: io.BytesIO, cache: Cache, context: Context, stories: int) -> None:
        super().__init__(out.write, cache, context)
        self._out = out
        self._stories = stories
        self._entries: list[Entry] = []
        self._taken = 0
        self._noting = True
        self._block: Block | None = None
        self._start = self._end = 0

    def write(self, story: Story, render: Render) -> None:
        entry = self._cache.get(self._shelf, story)
        if entry is None:
            data = self._render(story, render)
            if self._block is not None:
                self.copy()
            start = self._out.tell()
            self._out.write(data)
            if self._noting:
                self._note(story, start, len(data))
            return
        self._say_kept(story, entry)
        if entry.block is not self._block or entry.start != self._end:
            self.copy()
            self._block, self._start = entry.block, entry.start
        self._end = entry.end

    def _note(self, story: Story, start: int, size: int) -> None:
        """Take note of a new item, as long as all of them may find room: the first ones tell how large the document will be."""
        self._entries.append(cache_rendering.entry_of(story, start, start + size))
        self._taken += size
        noted, bound = len(self._entries), self._cache.bound
        if self._taken > bound or (noted == _SAMPLE and self._taken * self._stories > 2 * bound * noted):
            self._entries, self._noting = [], False

    def copy(self) -> None:
        """Write the unchanged items that stand one behind the other in a former document."""
        if self._block is not None:
            self._out.write(self._block.data[self._start : self._end])
            self._block = None

    def keep(self, data: bytes) -> None:
        """Keep what is new of the document."""
        self._cache.put_all(self._shelf, data, self._entries)


def items(write: Write, feed: Feed, context: Context) -> Items:
    """Give what takes the items of a feed.

    Args:
        write: takes the bytes of the document.
        feed: that is written. A caller who keeps the stories in it may write them again; of a stream's, which go as they came,
            nothing is kept.
        context: what else the bytes of an item come from.
    """
    if not feed.stories:
        return Items(write)
    if isinstance(write, Output):
        return write.items(cache_rendering.rendered, context, len(feed.stories))
    return KeptItems(write, cache_rendering.rendered, context)
