"""What was rendered of a story that has not changed: a feed with one new story costs that one, and a copy of the others."""

import io
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from newsfeed.errors import ModelError
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story

BOUND: Final = 64 << 20
"""How many bytes are kept unless `cache_size` says otherwise: 64 MiB, some 8,000 items of RSS of 7.6 KB."""

BESIDES: Final = 384
"""What an item takes besides its bytes: the reference, its key, its place, and those in dict and list; measured, rounded up."""

Context = tuple[str | bool | Headings | None, ...]
"""All that the bytes of an item come from besides its story: the name of the format first, then what its writer goes by."""

Write = Callable[[bytes], object]
_Key = tuple[int, Context]
_Place = tuple[Story, Context, int, int]
"""Where in a document the item of a story stands: from which byte to which."""


class Store(Protocol):
    """Keeps what was rendered longer than the stories live."""

    def get(self, story: Story, context: Context) -> bytes | None:
        """Give what was rendered of a story with this content; None where it was not."""

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered of a story."""


class _Block:
    """Bytes that items are parts of: a whole document, or one item by itself.

    To keep a document costs nothing where it was made anyway; to copy its items out of it would double the memory that a feed
    takes when it is written for the first time, and fresh memory is most of what a copy costs.
    """

    __slots__ = ("data", "entries", "live", "number")

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.entries: list[_Entry] = []
        """All that ever were parts of it."""
        self.number = 0
        """How many still are."""
        self.live = 0
        """How many bytes are theirs."""

    def add(self, entry: "_Entry", start: int, end: int) -> None:
        """Make an item part of it."""
        entry.place = (self, start, end)
        self.entries.append(entry)
        self.number += 1
        self.live += end - start

    def is_dense(self) -> bool:
        """Whether most of it still is of use."""
        return self.live * 2 >= len(self.data)


class _Entry(weakref.ref[Story]):
    """Where the bytes of a story in a context are; the story itself is not kept alive by it."""

    __slots__ = ("key", "place")

    key: _Key
    place: tuple[_Block, int, int]


class Cache:
    """Keeps what was rendered of stories as long as these live; where it is full, nothing more is taken in.

    To let the oldest go instead would be of no use: a feed is written from its beginning to its end each time, so each item
    would be let go just before it is asked for.

    A story is frozen, with all that is in it, so the same object has the same content; one that is changed is another object.
    Threads may share it.

    Args:
        bound: how many bytes are kept at most.

    Attributes:
        size: how many bytes are kept.
        store: is asked for what is not here, and told what is rendered; None for none.
    """

    def __init__(self, bound: int = BOUND) -> None:
        self.bound = bound
        self.size = 0
        self.store: Store | None = None
        self._entries: dict[_Key, _Entry] = {}
        self._lock = threading.Lock()
        self._dead: deque[_Entry] = deque()
        self._sparse: list[_Block] = []

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, story: Story, context: Context, render: Callable[[], bytes]) -> tuple[bytes | memoryview, bool]:
        """Give what was rendered of this very story, or of one with its content in the store, or else render it now.

        Args:
            story: whose item it is.
            context: what else its bytes come from.
            render: gives them.

        Returns:
            the bytes, and whether they are new here and so to be kept.
        """
        store, data = self.store, self.get(story, context)
        if data is not None:
            if store is not None:
                store.put(story, context, bytes(data))
            return data, False
        stored = None if store is None else store.get(story, context)
        found = render() if stored is None else stored
        if store is not None:
            store.put(story, context, found)
        return found, True

    def get(self, story: Story, context: Context) -> memoryview | None:
        """Give what was rendered of this very story; None where it was not, or is kept no more."""
        entry = self._entries.get((id(story), context))
        # an id is used again once its story is gone: only the reference says whose bytes these are
        if entry is None or entry() is not story:
            return None
        block, start, end = entry.place
        return block.data[start:end]

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered of a story."""
        if self.size + len(data) + BESIDES > self.bound and (id(story), context) not in self._entries:
            return  # before anything is made: a long feed comes here with most of its stories
        self._put(data, ((story, context, 0, len(data)),))

    def put_all(self, data: bytes, places: list[_Place]) -> None:
        """Keep what was rendered of some stories of a document: the document itself, where most of it is theirs.

        Args:
            data: the document.
            places: where in it their items stand.
        """
        taken = sum([end - start for _, _, start, end in places])
        if taken * 2 >= len(data) and self.size + len(data) + BESIDES * len(places) <= self.bound:
            self._put(data, places)
            return
        for story, context, start, end in places:
            if self.size + end - start + BESIDES <= self.bound:
                self.put(story, context, data[start:end])

    def resize(self, bound: int) -> None:
        """Keep this many bytes at most; where more are kept already, all of them go."""
        with self._lock:
            self.bound = bound
        if self.size > bound:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            for entry in self._entries.values():
                entry.place[0].entries.clear()  # or the two would hold each other
            self._entries.clear()
            self._sparse.clear()
            self.size = 0

    def _put(self, data: bytes, places: Iterable[_Place]) -> None:
        block, entries = _Block(data), self._entries
        with self._lock:
            self._drop_dead()
            while self._sparse:
                self._take_out(self._sparse.pop())
            for story, context, start, end in places:
                entry = _Entry(story, self._bury)
                entry.key = (id(story), context)
                if (former := entries.get(entry.key)) is not None:  # of this story, or of one that had its id
                    self._drop(former)
                entries[entry.key] = entry
                block.add(entry, start, end)
                self.size += BESIDES
            self.size += len(data)
            if self.size > self.bound:  # another thread took the room
                for entry in list(block.entries):
                    self._drop(entry)
        self._sweep()

    def _bury(self, entry: weakref.ref[Story]) -> None:
        """Take note that a story is gone.

        Python calls this wherever it lets go of one, which may be in the midst of `_put`, in the thread that holds the lock.
        So nobody waits for the lock here: who holds it sweeps when it is free again.
        """
        assert isinstance(entry, _Entry)  # noqa: S101  (for the type checker; only entries have this callback)
        self._dead.append(entry)
        self._sweep()

    def _sweep(self) -> None:
        while self._dead and self._lock.acquire(blocking=False):
            try:
                self._drop_dead()
            finally:
                self._lock.release()

    def _drop_dead(self) -> None:
        while self._dead:
            self._drop(self._dead.popleft())

    def _drop(self, entry: _Entry) -> None:
        """Let go of an item, and of the bytes that it is the last part of."""
        if self._entries.get(entry.key) is not entry:
            return
        del self._entries[entry.key]
        block, start, end = entry.place
        was_dense = block.is_dense()
        block.live -= end - start
        block.number -= 1
        self.size -= BESIDES
        if not block.number:
            self.size -= len(block.data)
            block.entries.clear()
        elif was_dense and not block.is_dense():
            self._sparse.append(block)

    def _take_out(self, block: _Block) -> None:
        """Copy the items that are left of a document which is mostly gone, and let go of it.

        Not as soon as it is: the stories of a feed mostly go together.
        """
        if not block.number:
            return
        for entry in block.entries:
            if self._entries.get(entry.key) is entry:
                _, start, end = entry.place
                alone = _Block(bytes(block.data[start:end]))
                alone.add(entry, 0, end - start)
                self.size += end - start
        self.size -= len(block.data)
        block.entries.clear()


rendered: Final = Cache()
"""What all writers share."""


class Items:
    """Takes the items of a document that is written as a stream, each from what is kept, or rendered now and kept.

    Args:
        write: takes the bytes.
        cache: keeps the items; None for nothing.
    """

    def __init__(self, write: Write, cache: Cache | None) -> None:
        self._write = write
        self._cache = cache

    def write(self, story: Story, context: Context, render: Callable[[], bytes]) -> None:
        """Write the item of a story.

        Args:
            story: whose item it is.
            context: what else its bytes come from.
            render: gives them.
        """
        self._write(self.rendered(story, context, render))

    def rendered(self, story: Story, context: Context, render: Callable[[], bytes]) -> bytes:
        """Give the item of a story to a writer that completes it: as `write`, which takes the same."""
        if self._cache is None:
            return render()
        found, is_new = self._cache.find(story, context, render)
        data = bytes(found)
        if is_new:
            self._cache.put(story, context, data)
        return data


class Output(Items):
    """A document that is made in memory; its items are kept where they are, in the document itself.

    Not a list to join: each item's bytes are free for the next one, and the whole is not copied in the end, so that a feed of
    hundreds of megabytes is not made twice. What is no item it is called with.
    """

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._places: list[_Place] = []
        super().__init__(self._out.write, None)

    def __call__(self, data: bytes) -> None:
        """Write what is no item."""
        self._write(data)

    def of(self, feed: Feed) -> "Output":
        """Give the output for the items of a feed."""
        self._cache = cache_of(feed)
        return self

    def write(self, story: Story, context: Context, render: Callable[[], bytes]) -> None:
        """Write the item of a story, as `Items.write`; a new one is kept when the document is whole."""
        if self._cache is None:
            self._write(render())
            return
        data, is_new = self._cache.find(story, context, render)
        if not is_new:
            self._out.write(data)
            return
        start = self._out.tell()
        self._out.write(data)
        self._places.append((story, context, start, start + len(data)))

    def whole(self) -> bytes:
        """Give the document, and keep its items."""
        data = self._out.getvalue()
        if self._cache is not None:
            self._cache.put_all(data, self._places)
        return data


def items(write: Write, feed: Feed) -> Items:
    """Give what takes the items of a feed.

    Args:
        write: takes the bytes of the document.
        feed: that is written. A caller who keeps the stories in it may write them again; of a stream's, which go as they came,
            nothing is kept.
    """
    return write.of(feed) if isinstance(write, Output) else Items(write, cache_of(feed))


def cache_of(feed: Feed) -> Cache | None:
    """Give the cache for the items of a feed; None where nothing is to be kept."""
    return rendered if feed.stories else None


def cache_size(size: int | None = None) -> int:
    """Say how much memory may hold what was rendered, so that unchanged stories need not be rendered again.

    It is freed with the stories. Each format that a story is written in takes the bytes of its item. `dumps` keeps the items
    within the document that it gave, of which there is no second copy then, as long as most of its stories live. Items that
    find no room are rendered each time. 0 keeps nothing.

    Args:
        size: bytes, for all formats and threads of the process; None leaves it as it is. It begins with 64 MiB.

    Returns:
        the size before, in bytes.

    Raises:
        ModelError: the size is no whole number, or is below 0.
    """
    former = rendered.bound
    if size is not None:
        if type(size) is not int or size < 0:
            raise ModelError("cache_size", f"is {size!r:.64}, must be a whole number of bytes, 0 or more")
        rendered.resize(size)
    return former
