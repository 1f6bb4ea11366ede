"""Memory of values that were computed of objects that do not change."""

from collections.abc import Callable
from typing import Generic, TypeVar

from newsfeed.classes.forking import ForkableLock

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class IdentityMemo(Generic[KeyT, ValueT]):
    """Values by the objects that they were computed of, compared by identity. Threads may share it.

    The objects are kept with their values, so that no other one gets the id of one that is remembered.

    Args:
        compute: computes the value of an object.
        size: the most values that are kept; one more drops all others.
    """

    def __init__(self, compute: Callable[[KeyT], ValueT], size: int = 64) -> None:
        self._compute = compute
        self._size = size
        self._values: dict[int, tuple[KeyT, ValueT]] = {}
        self._lock = ForkableLock()

    def __call__(self, key: KeyT) -> ValueT:
        """Return the value of an object."""
        remembered = self._values.get(id(key))
        if remembered is not None:
            return remembered[1]
        value = self._compute(key)
        with self._lock:
            if len(self._values) >= self._size:
                self._values.clear()
            self._values[id(key)] = (key, value)
        return value
