"""Runs that write stories with a `RenderCache` that already holds all of them but one."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Final

from benchmarks.measure import Run
from benchmarks.topic import NotedRun, NotMeasured
from newsfeed import RenderCache, Story
from newsfeed.rendering.cache import DEFAULT_MAX_BYTES

UNCHANGED: Final = "newsfeed, unchanged stories"
"""Name of the case in every topic that has it."""

MAX_CACHE_BYTES: Final = 3 << 29
"""Largest cache that a case may use: 1.5 GiB, in addition to the feed itself."""

Write = Callable[[tuple[Story, ...], RenderCache], Any]


def rewrite_run(write: Write, stories: Sequence[Story]) -> Run:
    """Return a run that writes stories when all but the first are in the cache.

    Args:
        write: writes stories with a cache.
        stories: all stories.

    Returns:
        the run, with a note if its cache is larger than the default.

    Raises:
        NotMeasured: the cache would be too large.
    """
    size = _rendered_size(write, stories[0]) * 5 // 4 * len(stories)  # other stories may be larger than the first
    cache = RenderCache(max_bytes_for(size))
    write(tuple(stories), cache)
    note = f"cache of {cache.max_bytes >> 20:,} MiB" if cache.max_bytes > DEFAULT_MAX_BYTES else ""
    return NotedRun(lambda: write(with_one_new(stories), cache), note)


def _rendered_size(write: Write, story: Story) -> int:
    """Return the number of bytes that a cache needs for one story."""
    cache = RenderCache()
    write((story,), cache)
    return cache.size


def max_bytes_for(size: int) -> int:
    """Return the `max_bytes` of a cache for this many bytes, at least the default.

    Raises:
        NotMeasured: the size is more than a case may use.
    """
    if size > MAX_CACHE_BYTES:
        raise NotMeasured(f"would need a cache of {size / 1e9:.1f} GB")
    return max(size, DEFAULT_MAX_BYTES)


def with_one_new(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories with the first replaced by an equal copy, new to every cache."""
    return (copy(stories[0]), *stories[1:])
