"""Several processes that make shards, in the order of the tasks. They end with this process, however it ends."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from newsfeed.bulk.shards import Shard, ShardTask, make_shard
from newsfeed.errors import WriteError
from newsfeed.io.processes import process_pool


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
        with process_pool(jobs) as pool:
            for task in tasks:
                waiting.append(pool.submit(make_shard, task))
                if len(waiting) > jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool:
        raise WriteError("", "a worker process was killed: run the same command again to go on") from None
