"""How the time of a function grows with the size of its input."""

import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

SIZES: Final = (10_000, 40_000, 160_000, 640_000)
"""Lengths of HTML that a battery measures."""

QUICK_SIZES: Final = SIZES[:2]

MAX_RATIO: Final = 10
"""Limit for the ratio of the times. Four times the length takes 4 times as long if linear, 16 times as long if quadratic."""

MAX_SECONDS: Final = 1.0
_NOTICEABLE: Final = 0.01


_ATTEMPTS: Final = 3
"""Measurements until a problem is believed, since a collection of garbage or a busy machine can fall into one."""


def problem(function: Callable[[str], object], make: Callable[[int], str], sizes: Sequence[int] = SIZES) -> str:
    """Return at which size a function takes too long, or "".

    Args:
        function: what is measured; it ends normally if it refuses its input.
        make: makes the input of a size.
        sizes: the sizes, each four times the one before.
    """
    for _ in range(_ATTEMPTS - 1):
        if not (text := _problem(function, make, sizes)):
            return text
    return _problem(function, make, sizes)


def _problem(function: Callable[[str], object], make: Callable[[int], str], sizes: Sequence[int]) -> str:
    times = [_cpu_seconds(function, make(size)) for size in sizes]
    for size, seconds in zip(sizes, times, strict=True):
        if seconds > MAX_SECONDS:
            return f"{size} characters take {seconds:.2f} s"
    for size, (small, large) in zip(sizes[1:], pairwise(times), strict=True):
        if large > max(small, _NOTICEABLE / 4) * MAX_RATIO:
            return f"{size} characters take {large:.3f} s, a quarter of them {small:.3f} s"
    return ""


def _cpu_seconds(function: Callable[[str], object], text: str) -> float:
    """Return the CPU time of the fastest of up to three runs, in seconds; it excludes other processes."""
    seconds: list[float] = []
    while not seconds or (len(seconds) < 3 and min(seconds) > _NOTICEABLE / 4 and sum(seconds) < MAX_SECONDS / 4):
        start = time.process_time()
        function(text)
        seconds.append(time.process_time() - start)
    return min(seconds)
