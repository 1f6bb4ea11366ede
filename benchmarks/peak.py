"""Peak memory of one case, measured in its own process.

`python -m benchmarks.peak TOPIC CASE SIZE` prints the peak in bytes and the duration of the run in seconds.
"""

import gc
import sys

from benchmarks import measure
from benchmarks.topic import Topic
from benchmarks.topics import TOPICS


def measure_peak(topic_name: str, case_name: str, size: int) -> tuple[int, float]:
    """Run a case once and measure its memory and time.

    Args:
        topic_name: the name of a `Topic`.
        case_name: the name of one of its cases.
        size: number of items.

    Returns:
        the peak of memory above the amount in use before the run, in bytes, and the seconds of the run.

    Raises:
        TypeError: the topic is not a `Topic`, so its cases do not run in this process.
    """
    topic = TOPICS[topic_name]
    if not isinstance(topic, Topic):
        raise TypeError(f"memory cannot be measured for {topic_name}: its cases run in other processes")
    data = topic.data(size)
    run = next(case for case in topic.cases if case.name == case_name).prepare(data)
    gc.collect()
    measure.reset_peak()
    start = measure.resident_bytes()
    seconds, _ = measure.time_run(run)
    return measure.peak_bytes() - start, seconds


if __name__ == "__main__":
    print(*measure_peak(sys.argv[1], sys.argv[2], int(sys.argv[3])))
