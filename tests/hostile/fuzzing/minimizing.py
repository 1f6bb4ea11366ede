"""Inputs made as small as possible while they violate the same rule."""

import time
from typing import Final

from hostile.fuzzing.targets import Target, run

SECONDS: Final = 20.0
"""How long to try at most."""


def minimized(target: Target, data: bytes, kind: str, seconds: float = SECONDS) -> bytes:
    """Remove parts of an input, from large to small, as long as its oracle is violated in the same way.

    Args:
        target: the target.
        data: the input.
        kind: the kind of its violation.
        seconds: how long to try.
    """
    end = time.monotonic() + seconds
    size = max(1, len(data) // 2)
    while size and time.monotonic() < end:
        start, is_smaller = 0, False
        while start < len(data) and time.monotonic() < end:
            candidate = data[:start] + data[start + size :]
            discovery = run(target, candidate)
            if discovery is not None and discovery.kind == kind:
                data, is_smaller = candidate, True
            else:
                start += size
        if not is_smaller or size > len(data):
            size //= 2
    return data
