"""What was rendered of a story that has not changed: a feed with one new story costs that one, and a copy of the others."""

import threading
import weakref
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from newsfeed.errors import ModelError
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story

BOUND: Final = 64 << 20
"""How many bytes are kept unless `cache_size` says otherwise: 64 MiB, some 50,000 items of RSS whose body is HTML."""

_BESIDES: Final = 256
"""What an entry takes besides its bytes: the reference, its key and the places in the dict; measured, rounded up."""

Context = tuple[str | bool | Headings | None, ...]
"""All that the bytes of an item come from besides its story: the name of the format first, then what its writer goes by."""

_Key = tuple[int, Context]


class Store(Protocol):
    """Keeps what was rendered longer than the stories live."""

    def get(self, story: Story, context: Context) -> bytes | None:
        """Give what was rendered of a story with this content; None where it was not."""

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered of a story."""


class _Entry(weakref.ref[Story]):
    """The bytes of a story in a context; the story itself is not kept alive by it."""

    __slots__ = ("data", "key")

    key: _Key
    data: bytes


class Cache:
    """Keeps what was rendered of stories as long as these live; where it is full, nothing more is taken in.

    To let the oldest go instead would be of no use: a feed is written from its beginning to its end each time, so each item
    would be let go just before it is asked for.

    A story is frozen, with all that is in it, so the same object has the same content; one that is changed is another object.
    Threads may share it.

    Args:
        bound: how many bytes are kept at most.

    Attributes:
        store: is asked for what is not here, and told what is rendered; None for none.
    """

    def __init__(self, bound: int = BOUND) -> None:
        self.bound = bound
        self.size = 0
        self.store: Store | None = None
        self._entries: dict[_Key, _Entry] = {}
        self._lock = threading.Lock()
        self._dead: deque[_Entry] = deque()

    def __len__(self) -> int:
        return len(self._entries)

    def item(self, story: Story, context: Context, render: Callable[[], bytes]) -> bytes:
        """Give what was rendered of this very story, or else render it now and keep it.

        Args:
            story: whose item it is.
            context: what else the bytes come from.
            render: gives them.
        """
        store, data = self.store, self.get(story, context)
        if data is None:
            data = None if store is None else store.get(story, context)
            data = render() if data is None else data
            self.put(story, context, data)
        if store is not None:
            store.put(story, context, data)
        return data

    def get(self, story: Story, context: Context) -> bytes | None:
        """Give what was rendered of this very story; None where it was not, or is kept no more."""
        entry = self._entries.get((id(story), context))
        # an id is used again once its story is gone: only the reference says whose bytes these are
        return entry.data if entry is not None and entry() is story else None

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered of a story."""
        key = (id(story), context)
        if self.size + len(data) + _BESIDES > self.bound and key not in self._entries:
            return  # before anything is made: a long feed comes here with most of its stories
        entry = _Entry(story, self._bury)
        entry.key, entry.data = key, data
        with self._lock:
            self._drop_dead()
            if (former := self._entries.get(entry.key)) is not None:
                self._drop(former)
            if self.size + len(data) + _BESIDES <= self.bound:
                self._entries[entry.key] = entry
                self.size += len(data) + _BESIDES
        self._sweep()

    def resize(self, bound: int) -> None:
        """Keep this many bytes at most; where more are kept already, all of them go."""
        with self._lock:
            self.bound = bound
        if self.size > bound:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self.size = 0

    def _bury(self, entry: weakref.ref[Story]) -> None:
        """Take note that a story is gone.

        Python calls this wherever it lets go of one, which may be in the midst of `put`, in the thread that holds the lock.
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
        if self._entries.get(entry.key) is entry:
            del self._entries[entry.key]
            self.size -= len(entry.data) + _BESIDES


rendered: Final = Cache()
"""What all writers share."""


def cache_of(feed: Feed) -> Cache | None:
    """Give the cache for a feed that is written; None where nothing is to be kept.

    A caller who keeps the stories in a feed may write them again; of a stream's, which go as they came, nothing is kept.
    """
    return rendered if feed.stories else None


def cache_size(size: int | None = None) -> int:
    """Say how much memory may hold what was rendered, so that unchanged stories need not be rendered again.

    It is freed with the stories. An item of RSS, Atom or NewsML-G2 takes one or two kilobytes, and its body as well where that
    has to be rendered from sections; an item of the other formats takes all of its bytes. Items that find no room are rendered
    each time. 0 keeps nothing.

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
