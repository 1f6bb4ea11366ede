"""Properties that are computed once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, overload

ValueT = TypeVar("ValueT")


class CachedProperty(Generic[ValueT]):
    """`functools.cached_property` without a lock, for classes with a `__dict__`.

    In Python 3.11 that has one lock for all objects of a class. If another thread holds it when the process is forked, the
    child waits for ever. Here two threads may compute the same value, and the second is kept.

    Args:
        compute: the method that computes the value.
    """

    def __init__(self, compute: Callable[[Any], ValueT]) -> None:
        self._compute: Final = compute
        self._name: str = ""
        self.__doc__ = compute.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> ValueT: ...

    def __get__(self, instance: object, owner: type) -> Self | ValueT:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value

    if TYPE_CHECKING:  # A value that is assigned is found in `__dict__`; a real method would be called for each access.

        def __set__(self, instance: object, value: ValueT) -> None: ...
