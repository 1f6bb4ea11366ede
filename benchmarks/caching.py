"""What newsfeed keeps of stories that it wrote: cases that find nothing kept, and cases that find all stories but one."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Final, TypeVar
from unittest.mock import patch

import newsfeed
from benchmarks.measure import Run
from benchmarks.topic import Noted, NotMeasured
from newsfeed import Story
from newsfeed.rendering import cache as cache_rendering

T = TypeVar("T")

AGAIN: Final = "newsfeed, unchanged stories"

KEPT: Final = 128 << 20
"""The bytes that newsfeed keeps unless it is told otherwise."""

LARGEST: Final = 3 << 29
"""To keep more than these 1.5 GiB, with the feed itself beside them, is not asked of a machine."""


def fresh(write: Callable[..., T], *given: object) -> T:
    """Write with a cache of its own, which is empty: nothing of a round before makes this one faster.

    Args:
        write: the work.
        given: its arguments.
    """
    with patch.object(cache_rendering, "rendered", cache_rendering.Cache()):
        return write(*given)


def again(write: Callable[[tuple[Story, ...]], Any], stories: Sequence[Story]) -> Run:
    """Give what writes stories of which all but one, the first, were written before.

    Args:
        write: the work.
        stories: all of them.

    Returns:
        the run, which says to what the bound of what newsfeed keeps was raised, where it was.

    Raises:
        NotMeasured: they take too much memory.
    """
    note = make_room(_taken(write, stories[0]) * 5 // 4 * len(stories))  # the first may be smaller than others
    write(tuple(stories))
    return Noted(lambda: write(with_one_new(stories)), note)


def _taken(write: Callable[[tuple[Story, ...]], Any], story: Story) -> int:
    """Give the bytes that newsfeed keeps of one story."""
    with patch.object(cache_rendering, "rendered", cache_rendering.Cache()) as cache:
        write((story,))
        return cache.size


def make_room(size: int) -> str:
    """See that newsfeed keeps this many bytes, and say so where it would not do so by itself.

    The bound stays raised: to lower it would let go of what the runs are to find. What is kept goes with its stories anyway.

    Raises:
        NotMeasured: it is more than should be kept.
    """
    if size > LARGEST:
        raise NotMeasured(f"{size / 1e9:.1f} GB would have to be kept")
    if size <= KEPT:
        return ""
    newsfeed.cache_size(size)
    return f"cache_size raised to {size >> 20:,} MiB"


def with_one_new(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Give the same stories behind one that newsfeed never saw: a copy of the first, which says the same."""
    return (copy(stories[0]), *stories[1:])
