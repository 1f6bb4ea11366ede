"""What was rendered of a story that has not changed: a feed with one new story costs that one, and a copy of the others."""

import threading
import weakref
from collections import deque
from typing import Final

from newsfeed.headings import Headings
from newsfeed.model import Story

BOUND: Final = 64 << 20
"""How many bytes are kept at most: 64 MiB, some 7,500 items of a thousand words."""

_BESIDES: Final = 256
"""What an entry takes besides its bytes: the reference, its key and the places in the dict; measured, rounded up."""

_Key = tuple[int, str, Headings | None]


class _Entry(weakref.ref[Story]):
    """The bytes of a story in a format; the story itself is not kept alive by it."""

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
    """

    def __init__(self, bound: int = BOUND) -> None:
        self.bound = bound
        self.size = 0
        self._entries: dict[_Key, _Entry] = {}
        self._lock = threading.Lock()
        self._dead: deque[_Entry] = deque()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, story: Story, format_name: str, headings: Headings | None) -> bytes | None:
        """Give what was rendered of this very story; None where it was not, or is kept no more."""
        entry = self._entries.get((id(story), format_name, headings))
        # an id is used again once its story is gone: only the reference says whose bytes these are
        return entry.data if entry is not None and entry() is story else None

    def put(self, story: Story, format_name: str, headings: Headings | None, data: bytes) -> None:
        """Keep what was rendered of a story."""
        key = (id(story), format_name, headings)
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
"""What the writers of feeds share."""
