"""Signals that end the program: staged files are removed and workers are ended, before the process ends by the signal."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_NAMES: Final = ("SIGTERM", "SIGHUP")
"""The signals besides SIGINT, for which Python itself raises KeyboardInterrupt. Windows has no SIGHUP."""


class _EndedError(BaseException):
    """A signal that ends the program; no handler of errors catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """End this process by a signal that it gets inside, after all contexts inside have been left.

    The process that waits for it sees that signal, so that a shell has 143 for SIGTERM and 129 for SIGHUP. A signal that is
    ignored, as SIGHUP is under nohup, stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():  # signals are those of the main thread
        yield
        return
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    changed = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in changed:
            signal.signal(number, _raise)
        yield
    except _EndedError as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)


def _raise(number: int, _frame: FrameType | None) -> None:
    # A second signal ends the process at once, if leaving the contexts takes too long.
    signal.signal(number, signal.SIG_DFL)
    raise _EndedError(number)
