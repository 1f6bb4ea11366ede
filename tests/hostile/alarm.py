"""A hard limit of time, for code that may hang."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class TookTooLongError(BaseException):
    """Not an `Exception`: no code under test may catch it."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what runs in this context for longer; a hang fails one test and not the run.

    Args:
        seconds: far above what the code needs on a slow machine: this finds hangs, it measures nothing.
    """

    def rang(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError(f"took over {seconds} s")

    before = signal.signal(signal.SIGALRM, rang)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
