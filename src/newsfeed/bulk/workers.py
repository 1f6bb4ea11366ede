"""Several processes that make shards, in the order of the tasks. They end with this process, however it ends."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from newsfeed.bulk.shards import Shard, ShardTask, make_shard
from newsfeed.errors import WriteError


def make_shards(tasks: Iterable[ShardTask], jobs: int) -> Iterator[Shard]:
    """Yield the shards of tasks, in the order of the tasks.

    At most `jobs` + 1 tasks are in memory at once, beside the shards that come of them.

    Args:
        tasks: the tasks.
        jobs: the number of processes; with 1 this process does the work.

    Raises:
        WriteError: a process was killed.
    """
    if jobs == 1:
        yield from map(make_shard, tasks)
        return
    waiting: deque[Future[Shard]] = deque()
    try:
        with _process_pool(jobs) as pool:
            for task in tasks:
                waiting.append(pool.submit(make_shard, task))
                if len(waiting) > jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool:
        raise WriteError("", "a worker process was killed: run the same command again to go on") from None


@contextlib.contextmanager
def _process_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes by `spawn`, since every system has it; end them at once if anything fails."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent)
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _end_with_parent() -> None:
    """Watch the parent process, and end this one when the parent has ended, even by SIGKILL."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent ends these.
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
