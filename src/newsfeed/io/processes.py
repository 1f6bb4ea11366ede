"""Worker processes that end with the process that started them, however it ends: by a signal, an error or SIGKILL.

Systems differ in what they offer for this (`PR_SET_PDEATHSIG` is Linux's), so each worker watches a pipe of its parent, which
the system closes when the parent has ended.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


@contextmanager
def process_pool(
    number: int, initializer: Callable[..., object] | None = None, arguments: tuple[object, ...] = ()
) -> "Iterator[ProcessPoolExecutor]":
    """Start processes by `spawn`: every system has it, and it copies no locked lock of another thread.

    They end at once if anything fails in the context, and if this process ends.

    Args:
        number: the number of processes.
        initializer: is called in each process before its first task.
        arguments: the arguments of that call.
    """
    import multiprocessing  # slow to import, and few processes start others
    from concurrent.futures import ProcessPoolExecutor

    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_start_worker, initargs=(initializer, arguments))
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _start_worker(initializer: Callable[..., object] | None, arguments: tuple[object, ...]) -> None:
    """Prepare a worker process."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent ends these.
    parent = parent_process()
    if parent is not None:
        _watch(wait, [parent.sentinel])
    if initializer is not None:
        initializer(*arguments)


def _watch(function: Callable[..., object], *arguments: object) -> None:
    """End this process when a function returns."""

    def watch() -> None:
        function(*arguments)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
