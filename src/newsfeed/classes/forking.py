"""Locks of objects that threads share, and their replacement when the process is forked.

A child has only the thread that forked. A lock that another thread held would never be released there, and the object that it
protects may be half changed. So each lock is made anew in the child, and its object may put itself right.
"""

import os
import threading
import weakref
from collections.abc import Callable
from typing import Final, Self


class ForkableLock:
    """Lock that is free in a forked child, unless the thread that forked holds it.

    Args:
        after_fork: a method of the object that the lock protects, called in a child; its argument tells whether another thread
            held the lock, so that the object may be half changed. None for an object that is never half changed.
    """

    __slots__ = ("__weakref__", "_after_fork", "_lock", "_owner")

    def __init__(self, after_fork: Callable[[bool], None] | None = None) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._after_fork = None if after_fork is None else weakref.WeakMethod(after_fork)
        _locks.add(self)

    def __enter__(self) -> Self:
        self._lock.acquire()
        self._owner = threading.get_ident()
        return self

    def __exit__(self, *_error: object) -> None:
        self._owner = 0
        self._lock.release()

    def renew(self) -> None:
        """Free the lock of other threads, in a child that was just forked."""
        is_held = self._lock.locked()
        if is_held and self._owner == threading.get_ident():
            return
        self._lock = threading.Lock()
        self._owner = 0
        if self._after_fork is not None and (after_fork := self._after_fork()) is not None:
            after_fork(is_held)


_locks: Final["weakref.WeakSet[ForkableLock]"] = weakref.WeakSet()


def _renew_all() -> None:
    for lock in list(_locks):
        lock.renew()


if hasattr(os, "register_at_fork"):  # there is no fork on Windows
    os.register_at_fork(after_in_child=_renew_all)
