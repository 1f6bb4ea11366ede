"""Time limit for code that may hang."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class TookTooLongError(BaseException):
    """The time limit was exceeded. It is not an `Exception`, so that the code under test does not catch it."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt the context after some time, so that a hang fails one test instead of blocking all of them.

    Args:
        seconds: far more than a slow machine needs, since this detects hangs and does not measure speed.

    Raises:
        TookTooLongError: the time is up.
    """

    def on_alarm(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError(f"took over {seconds} s")

    previous_handler = signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous_handler)
