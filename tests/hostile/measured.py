"""Measured calls: each runs in a fork of a process that has imported newsfeed, so that time and memory are its own."""

import importlib
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any, Final

import attrs

from newsfeed.errors import NewsfeedError

SECONDS: Final = 1.0
"""CPU time that a hostile case may take."""

MEGABYTE: Final = 1 << 20

HANG: Final = 30
"""Seconds of wall-clock time after which a call is killed."""

_PRELOADED: Final = ("hostile.measured", "hostile.warm")


@attrs.frozen
class Outcome:
    """What a measured call did.

    Attributes:
        result: the text that the function returned; "" if it raised or was killed.
        error: the name of the exception's class, "killed" or "crashed", or "".
        message: the text of the exception.
        typed: whether the exception is one of newsfeed's own.
        seconds: CPU time, in seconds.
        megabytes: growth of the resident memory at its peak.
    """

    result: str
    error: str
    message: str
    typed: bool
    seconds: float
    megabytes: float

    @property
    def failed_untyped(self) -> bool:
        """Whether it failed otherwise than by an error of newsfeed's own."""
        return bool(self.error) and not self.typed


def allowed_megabytes(size: int) -> float:
    """Return how much memory reading an input may take: 64 MB, and three times its size.

    Args:
        size: the size of the input in bytes.
    """
    return 64 + 3 * size / MEGABYTE


def measure(function: str, *arguments: Any, preload: Sequence[str] = (), hang: float = HANG) -> Outcome:
    """Call a function in a process of its own.

    Args:
        function: where it is, such as `hostile.readers:read`; its result is converted by `str`.
        arguments: arguments that can be pickled.
        preload: further modules that all measured processes of this program have imported, known at the first call.
        hang: seconds of wall-clock time after which the call is killed.
    """
    context = _context(tuple(preload))
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, function, arguments))
    process.start()
    sender.close()
    try:
        if not receiver.poll(hang):
            process.kill()
            return Outcome("", "killed", f"took over {hang:g} s", typed=False, seconds=hang, megabytes=0)
        return receiver.recv()
    except EOFError:
        process.join()
        return Outcome("", "crashed", f"exit code {process.exitcode}", typed=False, seconds=0, megabytes=0)
    finally:
        receiver.close()
        process.join()


@cache
def _context(preload: tuple[str, ...]) -> ForkServerContext:
    """Return the context of all processes, with a server that has imported what they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_PRELOADED, *preload])
    former = os.environ.get("PYTHONPATH", "")
    # In Python 3.11 to 3.13, the server does not get the path on which the modules of the tests are.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        forkserver.ensure_running()
    finally:
        os.environ["PYTHONPATH"] = former
    return context


def violation(outcome: Outcome, size: int, seconds: float = SECONDS) -> str:
    """Return what is wrong with an outcome in time, memory or the kind of its error, or "".

    Args:
        outcome: what a call did.
        size: the size of its input in bytes.
        seconds: the CPU time that it may take.
    """
    if outcome.failed_untyped:
        return f"{outcome.error}: {outcome.message[:200]}"
    if outcome.seconds > seconds:
        return f"took {outcome.seconds:.2f} s"
    if outcome.megabytes > allowed_megabytes(size):
        return f"took {outcome.megabytes:.0f} MB, allowed are {allowed_megabytes(size):.0f}"
    return ""


def _run(sender: Connection, function: str, arguments: Sequence[Any]) -> None:
    module, _, name = function.partition(":")
    call: Callable[..., object] = getattr(importlib.import_module(module), name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    result = error = message = ""
    typed = False
    before = _resident()
    start = time.process_time()
    try:
        result = str(call(*arguments))
    except NewsfeedError as caught:
        error, message, typed = type(caught).__name__, str(caught), True
    except Exception as caught:  # noqa: BLE001  (an untyped error is a violation, not a failure of the test)
        error, message = type(caught).__name__, str(caught)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sender.send(Outcome(result, error, message, typed, seconds, max(0, peak - before) / MEGABYTE))


def _resident() -> int:
    """Return the peak of the resident memory so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
