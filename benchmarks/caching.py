"""What newsfeed keeps of stories that it wrote: cases that find nothing kept, and cases that find all stories but one."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Final, TypeVar
from unittest.mock import patch

import newsfeed
from benchmarks.measure import Run
from benchmarks.topic import NotMeasured
from newsfeed import Story, _cache

T = TypeVar("T")

AGAIN: Final = "newsfeed, unchanged stories"

KEPT: Final = 64 << 20
"""The bytes that newsfeed keeps unless it is told otherwise."""

_BESIDES: Final = 512
"""What a story that is kept takes besides its bytes, more rather than less."""


def fresh(write: Callable[..., T], *given: object) -> T:
    """Write with a cache of its own, which is empty: nothing of a round before makes this one faster.

    Args:
        write: the work.
        given: its arguments.
    """
    with patch.object(_cache, "rendered", _cache.Cache()):
        return write(*given)


def again(write: Callable[[tuple[Story, ...]], Any], stories: Sequence[Story], name: str) -> Run:
    """Give what writes stories of which all but one, the first, were written before.

    Args:
        write: the work.
        stories: all of them.
        name: of the format.

    Raises:
        NotMeasured: they take more than what newsfeed keeps, so that it would measure rendering.
    """
    make_room((len(newsfeed.dumps(stories[0], name)) + _BESIDES) * len(stories))
    write(tuple(stories))
    return lambda: write(with_one_new(stories))


def make_room(size: int) -> None:
    """See that newsfeed keeps this many bytes."""
    if size > KEPT // 2:
        raise NotMeasured(f"newsfeed keeps no more than {KEPT >> 20} MiB")


def with_one_new(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Give the same stories behind one that newsfeed never saw: a copy of the first, which says the same."""
    return (copy(stories[0]), *stories[1:])
