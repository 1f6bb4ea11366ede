"""What newsfeed keeps of stories that it wrote: cases that find nothing kept, and cases that find all stories but one."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import TypeVar
from unittest.mock import patch

from newsfeed import Story, _cache

T = TypeVar("T")


def fresh(write: Callable[..., T], *given: object) -> T:
    """Write with a cache of its own, which is empty: nothing of a round before makes this one faster.

    Args:
        write: the work.
        given: its arguments.
    """
    with patch.object(_cache, "rendered", _cache.Cache()):
        return write(*given)


def with_one_new(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Give the same stories behind one that newsfeed never saw: a copy of the first, which says the same."""
    return (copy(stories[0]), *stories[1:])
