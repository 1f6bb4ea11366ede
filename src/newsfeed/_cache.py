"""What was rendered of a story that has not changed: a feed with one new story costs that one, and a copy of the others."""

import io
import threading
import weakref
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

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
        self.entries: list[Entry] = []
        """All that ever were parts of it."""
        self.number = 0
        """How many still are."""
        self.live = 0
        """How many bytes are theirs."""

    def is_dense(self) -> bool:
        """Whether most of it still is of use."""
        return self.live * 2 >= len(self.data)


class Entry(weakref.ref[Story]):
    """Where the bytes of a story in a context are; the story itself is not kept alive by it.

    Nothing of it changes once others can see it, so they need no lock.
    """

    __slots__ = ("block", "end", "number", "shelf", "start")

    shelf: "Shelf"
    number: int
    """Of the story: its `id`."""
    block: _Block
    start: int
    end: int


class Shelf(dict[int, Entry]):
    """What is kept in one context, by the `id` of each story: the context is hashed once a document, and not once an item."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context


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
        self._shelves: dict[Context, Shelf] = {}
        self._lock = threading.Lock()
        self._dead: deque[Entry] = deque()
        self._sparse: list[_Block] = []
        self._on_death: Callable[[Any], None] = self._bury  # once, and not once an entry

    def __len__(self) -> int:
        return sum(map(len, self._shelves.values()))

    def shelf(self, context: Context) -> Shelf:
        """Give what is kept in a context; a new one is taken in when something is put on it."""
        return self._shelves.get(context) or Shelf(context)

    def find(self, shelf: Shelf, story: Story, render: Callable[[], bytes]) -> tuple[bytes | memoryview, bool]:
        """Give what was rendered of this very story, or of one with its content in the store, or else render it now.

        Args:
            shelf: of what else the bytes come from.
            story: whose item it is.
            render: gives them.

        Returns:
            the bytes, and whether they are new here and so to be kept.
        """
        store, data = self.store, self.get(shelf, story)
        if data is not None:
            if store is not None:
                store.put(story, shelf.context, bytes(data))
            return data, False
        if store is None:
            return render(), True
        stored = store.get(story, shelf.context)
        found = render() if stored is None else stored
        store.put(story, shelf.context, found)
        return found, True

    def get(self, shelf: Shelf, story: Story) -> memoryview | None:
        """Give what was rendered of this very story; None where it was not, or is kept no more."""
        entry = shelf.get(id(story))
        # an id is used again once its story is gone: only the reference says whose bytes these are
        if entry is None or entry() is not story:
            return None
        return entry.block.data[entry.start : entry.end]

    def entry(self, story: Story, start: int, end: int) -> Entry:
        """Give the entry of an item that is to be kept, from which byte to which of its document."""
        entry = Entry(story, self._on_death)
        entry.number, entry.start, entry.end = id(story), start, end
        return entry

    def put(self, shelf: Shelf, story: Story, data: bytes) -> None:
        """Keep what was rendered of a story."""
        if self.size + len(data) + BESIDES > self.bound and id(story) not in shelf:
            return  # before anything is made: a long feed comes here with most of its stories
        self._put(shelf, data, [self.entry(story, 0, len(data))])

    def put_all(self, shelf: Shelf, data: bytes, entries: list[Entry]) -> None:
        """Keep what was rendered of some stories of a document: the document itself, where most of it is theirs.

        Args:
            shelf: of what else the bytes come from.
            data: the document.
            entries: where in it their items stand.
        """
        taken = sum([entry.end - entry.start for entry in entries])
        if taken * 2 >= len(data) and self.size + len(data) + BESIDES * len(entries) <= self.bound:
            self._put(shelf, data, entries)
            return
        for entry in entries:
            story = entry()
            if story is not None and self.size + entry.end - entry.start + BESIDES <= self.bound:
                self.put(shelf, story, data[entry.start : entry.end])

    def resize(self, bound: int) -> None:
        """Keep this many bytes at most; where more are kept already, all of them go."""
        with self._lock:
            self.bound = bound
        if self.size > bound:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            for shelf in self._shelves.values():
                for entry in shelf.values():
                    entry.block.entries.clear()  # or the two would hold each other
                shelf.clear()
            self._shelves.clear()
            self._sparse.clear()
            self.size = 0

    def _put(self, shelf: Shelf, data: bytes, entries: list[Entry]) -> None:
        block, living = _Block(data), [entry for entry in entries if entry() is not None]
        if not living:
            return
        with self._lock:
            self._drop_dead()
            while self._sparse:
                self._take_out(self._sparse.pop())
            shelf = self._shelves.setdefault(shelf.context, shelf)
            self.size += len(data)
            for entry in living:
                self._add(entry, shelf, block)
            if self.size > self.bound:  # another thread took the room
                for entry in living:
                    self._drop(entry)
        self._sweep()

    def _add(self, entry: Entry, shelf: Shelf, block: _Block) -> None:
        if (former := shelf.get(entry.number)) is not None:  # of this story, or of one that had its id
            self._drop(former)
            self._shelves.setdefault(shelf.context, shelf)  # it goes with its last entry
        entry.shelf, entry.block = shelf, block
        shelf[entry.number] = entry
        block.entries.append(entry)
        block.number += 1
        block.live += entry.end - entry.start
        self.size += BESIDES

    def _bury(self, entry: Entry) -> None:
        """Take note that a story is gone.

        Python calls this wherever it lets go of one, which may be in the midst of `_put`, in the thread that holds the lock.
        So nobody waits for the lock here: who holds it sweeps when it is free again.
        """
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

    def _drop(self, entry: Entry) -> None:
        """Let go of an item, and of the bytes that it is the last part of."""
        shelf = getattr(entry, "shelf", None)  # a story may go before its document is whole
        if shelf is None or shelf.get(entry.number) is not entry:
            return
        del shelf[entry.number]
        if not shelf:
            del self._shelves[shelf.context]
        block = entry.block
        was_dense = block.is_dense()
        block.live -= entry.end - entry.start
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
        for entry in list(block.entries):
            story = entry() if entry.shelf.get(entry.number) is entry else None
            if story is not None:
                data = bytes(block.data[entry.start : entry.end])
                self.size += len(data)
                self._add(self.entry(story, 0, len(data)), entry.shelf, _Block(data))  # which lets go of the former


rendered: Final = Cache()
"""What all writers share."""


class Items:
    """Takes the items of a document that is written as a stream, each from what is kept, or rendered now and kept.

    Args:
        write: takes the bytes.
        cache: keeps the items; None for nothing.
        context: what else the bytes of an item come from.
    """

    def __init__(self, write: Write, cache: Cache | None, context: Context) -> None:
        self._write = write
        self._cache = cache
        self._shelf = Shelf(context) if cache is None else cache.shelf(context)

    def write(self, story: Story, render: Callable[[], bytes]) -> None:
        """Write the item of a story.

        Args:
            story: whose item it is.
            render: gives its bytes.
        """
        self._write(self.rendered(story, render))

    def rendered(self, story: Story, render: Callable[[], bytes]) -> bytes:
        """Give the item of a story to a writer that completes it: as `write`, which takes the same."""
        if self._cache is None:
            return render()
        found, is_new = self._cache.find(self._shelf, story, render)
        data = bytes(found)
        if is_new:
            self._cache.put(self._shelf, story, data)
        return data


class Output:
    """A document that is made in memory: what is no item it is called with.

    Not a list to join: each item's bytes are free for the next one, and the whole is not copied in the end, so that a feed of
    hundreds of megabytes is not made twice.
    """

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self._items: _ItemsWithin | None = None

    def __call__(self, data: bytes) -> None:
        """Write what is no item."""
        self.out.write(data)

    def items(self, cache: Cache | None, context: Context) -> Items:
        """Give what takes the items."""
        if cache is None:
            return Items(self, None, context)
        self._items = _ItemsWithin(self.out, cache, context)
        return self._items

    def whole(self) -> bytes:
        """Give the document, and keep its items."""
        data = self.out.getvalue()
        if self._items is not None:
            self._items.keep(data)
        return data


class _ItemsWithin(Items):
    """Takes the items of a document that is made in memory; new ones are kept where they are, in the document itself."""

    def __init__(self, out: io.BytesIO, cache: Cache, context: Context) -> None:
        super().__init__(out.write, cache, context)
        self._out = out
        self._within = cache
        self._entries: list[Entry] = []

    def write(self, story: Story, render: Callable[[], bytes]) -> None:
        data, is_new = self._within.find(self._shelf, story, render)
        if is_new:
            start = self._out.tell()
            self._entries.append(self._within.entry(story, start, start + len(data)))
        self._out.write(data)

    def keep(self, data: bytes) -> None:
        """Keep what is new of the document."""
        if self._entries:
            self._within.put_all(self._shelf, data, self._entries)


def items(write: Write, feed: Feed, context: Context) -> Items:
    """Give what takes the items of a feed.

    Args:
        write: takes the bytes of the document.
        feed: that is written. A caller who keeps the stories in it may write them again; of a stream's, which go as they came,
            nothing is kept.
        context: what else the bytes of an item come from.
    """
    cache = rendered if feed.stories else None
    return write.items(cache, context) if isinstance(write, Output) else Items(write, cache, context)


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
