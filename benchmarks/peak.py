"""The peak of memory of one case, in a process of its own.

`python -m benchmarks.peak TOPIC CASE SIZE` prints bytes, and the seconds of the run.
"""

import gc
import sys

from benchmarks import measure
from benchmarks.topic import Topic
from benchmarks.topics import TOPICS


def above_start(topic: str, case: str, size: int) -> tuple[int, float]:
    """Give the bytes that one run of a case needs above what there was before it, and its seconds."""
    found = TOPICS[topic]
    if not isinstance(found, Topic):
        raise TypeError(f"{topic} has no cases of its own")
    data = found.data(size)
    run = next(each for each in found.cases if each.name == case).prepare(data)
    gc.collect()
    measure.reset_peak()
    start = measure.resident()
    seconds, _ = measure.timed(run)
    return measure.peak() - start, seconds


if __name__ == "__main__":
    print(*above_start(sys.argv[1], sys.argv[2], int(sys.argv[3])))
