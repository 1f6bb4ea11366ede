"""What was rendered of a story that has not changed: a feed with one new story costs that one, and a copy of the others."""

import threading
import weakref
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

from newsfeed.errors import ModelError
from newsfeed.headings import Headings
from newsfeed.model import Story

BOUND: Final = 128 << 20
"""How many bytes are kept unless `cache_size` says otherwise: 128 MiB, some 16,000 items of RSS of 7.6 KB."""

BESIDES: Final = 256
"""What an item takes besides its bytes: the reference, its place, and those in dict and list; measured, rounded up."""

OWN: Final = 384
"""What a block takes besides its bytes and items; measured, rounded up."""

Context = tuple[str | bool | Headings | None, ...]
"""All that the bytes of an item come from besides its story: the name of the format first, then what its writer goes by."""


class Store(Protocol):
    """Keeps what was rendered longer than the stories live."""

    def get(self, story: Story, context: Context) -> bytes | None:
        """Give what was rendered of a story with this content; None where it was not."""

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered of a story."""


class Block:
    """Bytes that items are parts of: a whole document, or one item by itself.

    To keep a document costs nothing where it was made anyway; to copy its items out of it would double the memory that a feed
    takes when it is written for the first time, and fresh memory is most of what a copy costs.
    """

    __slots__ = ("at", "data", "entries", "guard", "live", "number", "shelf")

    def __init__(self, data: bytes, shelf: "Shelf", entries: "list[Entry]") -> None:
        self.data = memoryview(data)
        self.shelf = shelf
        self.entries = entries
        """All that ever were parts of it."""
        self.number = len(entries)
        """How many still are."""
        self.live = sum([entry.end - entry.start for entry in entries])
        """How many bytes are theirs."""
        self.at = 0
        """Before which of the entries no story lives any more."""
        self.guard: Entry | None = None
        """What tells when the first of its stories that lives is gone: no other has anybody to tell."""

    def is_dense(self) -> bool:
        """Whether most of it still is of use."""
        return self.live * 2 >= len(self.data)


class Entry(weakref.ref[Story]):
    """Where the bytes of a story in a context are; the story itself is not kept alive by it.

    Nothing of it changes once others can see it, so they need no lock.
    """

    __slots__ = ("block", "end", "number", "start")

    block: Block
    number: int
    """Of the story: its `id`."""
    start: int
    end: int

    @property
    def data(self) -> memoryview:
        """The bytes."""
        return self.block.data[self.start : self.end]


def entry_of(story: Story, start: int, end: int, told: Callable[[Any], None] | None = None) -> Entry:
    """Give the entry of an item that is to be kept.

    Args:
        story: whose item it is.
        start, end: from which byte to which it stands.
        told: is called when the story is gone.
    """
    entry = Entry(story, told)
    entry.number, entry.start, entry.end = id(story), start, end
    return entry


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
        store: is asked for what is not here, and told what is written; None for none.
    """

    def __init__(self, bound: int = BOUND) -> None:
        self.bound = bound
        self.size = 0
        self.store: Store | None = None
        self._shelves: dict[Context, Shelf] = {}
        self._lock = threading.Lock()
        self._fallen: deque[Block] = deque()
        self._sparse: list[Block] = []
        self._number = self._since = 0
        self._told: Callable[[Any], None] = self._tell  # once, and not once an entry

    def __len__(self) -> int:
        return self._number

    def shelf(self, context: Context) -> Shelf:
        """Give what is kept in a context; a new one is taken in when something is put on it."""
        return self._shelves.get(context) or Shelf(context)

    def get(self, shelf: Shelf, story: Story) -> Entry | None:
        """Give where what was rendered of this very story is; None where it was not, or is kept no more."""
        entry = shelf.get(id(story))
        # an id is used again once its story is gone: only the reference says whose bytes these are
        return entry if entry is not None and entry() is story else None

    def _telling(self, story: Story, start: int, end: int) -> Entry:
        """Give an entry that tells when its story is gone; it must be part of a block as long as that lives."""
        return entry_of(story, start, end, self._told)

    def put(self, shelf: Shelf, story: Story, data: bytes) -> None:
        """Keep what was rendered of a story."""
        if self.size + len(data) + OWN + BESIDES > self.bound and id(story) not in shelf:
            return  # before anything is made: a long feed comes here with most of its stories
        self._put(shelf, data, [self._telling(story, 0, len(data))])

    def put_all(self, shelf: Shelf, data: bytes, entries: list[Entry]) -> None:
        """Keep what was rendered of some stories of a document: the document itself, where most of it is theirs.

        One that finds no room is not kept: to copy as many items as have room would make it much dearer to write, and save
        but these when it is written again.

        Args:
            shelf: of what else the bytes come from.
            data: the document.
            entries: where in it their items stand.
        """
        entries = list({entry.number: entry for entry in entries}.values())  # a story may stand in a feed twice
        if entries and sum([entry.end - entry.start for entry in entries]) * 2 >= len(data):
            if self.size + len(data) + OWN + BESIDES * len(entries) <= self.bound:
                self._put(shelf, data, entries)
            return
        for entry in entries:
            story = entry()
            if story is not None and self.size + entry.end - entry.start + OWN + BESIDES <= self.bound:
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
                    entry.block.entries, entry.block.guard = [], None  # or they would hold each other
                shelf.clear()
            self._shelves.clear()
            self._sparse.clear()
            self.size = self._number = self._since = 0

    def tidy(self) -> None:
        """Let go of all whose stories are gone.

        A document goes with the last of its stories in any case; but as long as its first one lives, nobody tells that others
        went. So this is done each time as much was put in as there is, and what is left of a document that is mostly gone is
        copied out of it.
        """
        with self._lock:
            self._tidy()
        self._sweep()

    def _put(self, shelf: Shelf, data: bytes, entries: list[Entry]) -> None:
        with self._lock:
            self._guard_fallen()
            self._since += len(entries)
            if self._since > self._number:
                self._tidy()
            self._add(shelf, data, entries)
            if self.size > self.bound:  # another thread took the room
                for entry in list(entries):
                    self._drop(entry)
        self._sweep()

    def _add(self, shelf: Shelf, data: bytes, entries: list[Entry]) -> None:
        shelf = self._shelves.get(shelf.context, shelf)  # another writer may have begun one
        for entry in entries:
            if (former := shelf.get(entry.number)) is not None:  # of this story, or of one that had its id
                self._drop(former)
        shelf = self._shelves.setdefault(shelf.context, shelf)  # it may be new, or have gone with its last entry
        block = Block(data, shelf, entries)
        for entry in entries:
            entry.block = block
            shelf[entry.number] = entry
        self.size += len(data) + OWN + BESIDES * len(entries)
        self._number += len(entries)
        self._guard(block)

    def _guard(self, block: Block) -> None:
        """Have the first story of a block that lives tell when it is gone; what went before it is let go of."""
        while block.at < len(block.entries):
            entry = block.entries[block.at]
            story = entry()
            if story is None:
                self._drop(entry)
            elif block.shelf.get(entry.number) is entry:
                block.guard = entry if entry.__callback__ is not None else self._telling(story, entry.start, entry.end)
                block.guard.block = block
                return
            block.at += 1

    def _tell(self, guard: Entry) -> None:
        """Take note that a story is gone.

        Python calls this wherever it lets go of one, which may be in the midst of `_put`, in the thread that holds the lock.
        So nobody waits for the lock here: who holds it sweeps when it is free again.
        """
        self._fallen.append(guard.block)
        self._sweep()

    def _sweep(self) -> None:
        while self._fallen and self._lock.acquire(blocking=False):
            try:
                self._guard_fallen()
            finally:
                self._lock.release()

    def _guard_fallen(self) -> None:
        while self._fallen:
            self._guard(self._fallen.popleft())

    def _tidy(self) -> None:
        self._since = 0
        for shelf in list(self._shelves.values()):
            for entry in list(shelf.values()):
                if entry() is None:
                    self._drop(entry)
        while self._sparse:
            self._take_out(self._sparse.pop())

    def _drop(self, entry: Entry) -> None:
        """Let go of an item, and of the bytes that it is the last part of."""
        block = entry.block
        shelf = block.shelf
        if shelf.get(entry.number) is not entry:
            return
        del shelf[entry.number]
        if not shelf:
            del self._shelves[shelf.context]
        was_dense = block.is_dense()
        block.live -= entry.end - entry.start
        block.number -= 1
        self.size -= BESIDES
        self._number -= 1
        if not block.number:
            self.size -= len(block.data) + OWN
            block.entries, block.guard = [], None
        elif was_dense and not block.is_dense():
            self._sparse.append(block)

    def _take_out(self, block: Block) -> None:
        """Copy the items that are left of a document which is mostly gone, and let go of it."""
        for entry in block.entries:
            story = entry() if block.shelf.get(entry.number) is entry else None
            if story is not None:
                data = bytes(entry.data)
                self._add(block.shelf, data, [self._telling(story, 0, len(data))])  # which lets go of the former


rendered: Final = Cache()
"""What all writers share."""


def cache_size(size: int | None = None) -> int:
    """Say how much memory may hold what was rendered, so that unchanged stories need not be rendered again.

    It is freed with the stories. Each format that a story is written in takes the bytes of its item. `dumps` keeps the items
    within the document that it gave, of which there is no second copy then, as long as most of its stories live. What finds no
    room is rendered each time. 0 keeps nothing.

    Args:
        size: bytes, for all formats and threads of the process; None leaves it as it is. It begins with 128 MiB.

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
