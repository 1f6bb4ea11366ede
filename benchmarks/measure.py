"""Measuring: cases run in turns in one process, so that what disturbs the machine disturbs all of them; memory in processes."""

import contextlib
import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

import attrs

Run = Callable[[], Any]
"""What is timed. It gives the bytes that it wrote, or anything else whose making was the work."""

ROOT: Final = Path(__file__).resolve().parents[1]
FEWEST: Final = 3
"""A case gets as many rounds however long they take, so that a median is one; it is skipped where a round takes too long."""
TOO_LONG: Final = 8
"""A case is skipped where a round of it takes more than this many budgets."""


@attrs.frozen(kw_only=True)
class Settings:
    """How much is measured.

    Attributes:
        sizes: how many items; None takes each topic's own.
        rounds: at most, of a case at one size.
        budget: seconds that the rounds of one case at one size may take where that is more than the fewest rounds.
        memory: whether peaks of memory are measured, each in a process of its own.
    """

    sizes: tuple[int, ...] | None = None
    rounds: int = 15
    budget: float = 2.0
    memory: bool = True


@attrs.frozen(kw_only=True)
class Measurement:
    """What one case took at one size.

    Attributes:
        case: its name.
        size: of how many items.
        seconds: of each round, for all items.
        bytes: of its output, 0 where it has none.
        peak: bytes of memory at the peak, above what there was when it began; None where it was not measured.
        note: what has to be said of it beside its name.
        skipped: why there is nothing.
    """

    case: str
    size: int
    seconds: tuple[float, ...] = ()
    bytes: int = 0
    peak: int | None = None
    note: str = ""
    skipped: str = ""

    @property
    def median(self) -> float:
        """Microseconds an item, of the middle round."""
        return median(self.seconds) / self.size * 1e6

    @property
    def least(self) -> float:
        """Microseconds an item, of the round that was disturbed least."""
        return min(self.seconds) / self.size * 1e6

    @property
    def speed(self) -> float:
        """Output in MB/s, of the middle round."""
        return self.bytes / median(self.seconds) / 1e6


Clock = Callable[[], float]


def timed(run: Run, clock: Clock = process_time) -> tuple[float, Any]:
    """Give the seconds of one run and what it gave; the collector runs before it, and as it likes within it.

    Args:
        run: is timed.
        clock: by default gives what the processor worked for this process: a busy machine makes a run wait, which is not
            its cost.
    """
    gc.collect()
    start = clock()
    result = run()
    return clock() - start, result


def in_turns(
    runs: Mapping[str, Run], rounds: Mapping[str, int], clock: Clock = process_time
) -> dict[str, tuple[float, ...]]:
    """Run the cases in turns; each round begins with another one.

    Args:
        runs: the cases.
        rounds: how often each runs.
        clock: that they are timed by.

    Returns:
        the seconds of each run of each case.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    gc.collect()
    gc.freeze()  # the data that all share is not the garbage of any
    for number in range(max(rounds.values(), default=0)):
        at = number % len(names)
        for name in names[at:] + names[:at]:
            if number < rounds[name]:
                seconds[name].append(timed(runs[name], clock)[0])
    gc.unfreeze()
    return {name: tuple(found) for name, found in seconds.items()}


def rounds_within(settings: Settings, predicted: float) -> int:
    """Say how many rounds of a case there are time for: 0 means that not even one is.

    Args:
        settings: has the budget.
        predicted: seconds of one round.
    """
    if predicted > settings.budget * TOO_LONG:
        return 0
    return min(settings.rounds, max(FEWEST, int(settings.budget / max(predicted, 1e-9))))


def python(arguments: Sequence[str]) -> str:
    """Run this Python in a process of its own and give what it prints."""
    paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start that compiles each time would say nothing of a user's
    done = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    return done.stdout


def children() -> float:
    """Give the seconds that the processor has worked for the processes that this one started and that have ended."""
    import resource  # Unix only

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident() -> int:
    """Give the bytes of memory that this process has now."""
    return _status("VmRSS")


def reset_peak() -> None:
    """Let the peak begin anew from what the process needs now, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # memory that was freed but kept would hide what the next run takes
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak() -> int:
    """Give the bytes of memory that this process has had at most."""
    return _status("VmHWM")


def _status(name: str) -> int:
    """Read a number from /proc: getrusage would count what the parent had when it forked, too; it stands in elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        import resource  # Unix only

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
