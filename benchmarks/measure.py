"""Time and memory measurement.

All cases of a topic run interleaved in one process, so that a disturbance of the machine affects all of them. Memory is
measured in a separate process for each case.
"""

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
from typing import Any, Final, Protocol, runtime_checkable

import attrs

Run = Callable[[], Any]
"""The timed work. It returns the bytes it wrote, or any other result."""


@runtime_checkable
class SelfTimedRun(Protocol):
    """Run that measures its own time, since the work is done in another process.

    Attributes:
        document: the input.
    """

    document: bytes

    def __call__(self) -> Any:
        """Do the work and return its result."""

    def time(self) -> float:
        """Do the work and return its CPU time in seconds."""


Clock = Callable[[], float]
"""Function that returns seconds from an arbitrary start."""

ROOT: Final = Path(__file__).resolve().parents[1]
MIN_ROUNDS: Final = 3
"""Minimum number of rounds, whatever the budget, so that every median comes from at least this many times."""
SKIP_BUDGETS: Final = 8
"""A case is skipped if one round would take longer than this many budgets."""


@attrs.frozen(kw_only=True)
class Settings:
    """Scope of the measurement.

    Attributes:
        sizes: numbers of items; None for the sizes of each topic.
        rounds: maximum number of rounds per case and size.
        budget: seconds for the rounds of one case at one size. `MIN_ROUNDS` are run even if they take longer.
        memory: whether to measure peak memory, with a process for each case and size.
    """

    sizes: tuple[int, ...] | None = None
    rounds: int = 15
    budget: float = 2.0
    memory: bool = True


@attrs.frozen(kw_only=True)
class Measurement:
    """Result of one case at one size.

    Attributes:
        case: the name of the case.
        size: number of items.
        kind: the kind of items, or "".
        seconds: duration of each round, for all items.
        bytes: size of the output, or of the input for cases that read; 0 if there is neither.
        peak: peak memory above the amount in use before the run, in bytes; None if not measured.
        note: remark to print after the name.
        skipped: the reason why the case was not measured, or "".
    """

    case: str
    size: int
    seconds: tuple[float, ...] = ()
    bytes: int = 0
    peak: int | None = None
    note: str = ""
    skipped: str = ""
    kind: str = ""

    @property
    def median_us(self) -> float:
        """Microseconds per item in the median round."""
        return median(self.seconds) / self.size * 1e6

    @property
    def fastest_us(self) -> float:
        """Microseconds per item in the fastest round, the one least disturbed by other programs."""
        return min(self.seconds) / self.size * 1e6

    @property
    def speed(self) -> float:
        """Output (or input) in MB/s in the median round."""
        return self.bytes / median(self.seconds) / 1e6


def time_run(run: Run, clock: Clock = process_time) -> tuple[float, Any]:
    """Time one run. The garbage collector runs before it and stays enabled during it.

    Args:
        run: the work; one that measures its own time does so.
        clock: by default the CPU time of this process, since a busy machine makes a run wait and waiting is not its cost.

    Returns:
        seconds, and the result of the run.
    """
    if isinstance(run, SelfTimedRun):
        return run.time(), None
    gc.collect()
    start = clock()
    result = run()
    return clock() - start, result


def run_interleaved(
    runs: Mapping[str, Run], rounds: Mapping[str, int], clock: Clock = process_time
) -> dict[str, tuple[float, ...]]:
    """Run all cases once per round, starting each round with the next case.

    Args:
        runs: the cases by name.
        rounds: number of rounds of each case.
        clock: see `time_run`.

    Returns:
        the seconds of each run, by case.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    gc.collect()
    gc.freeze()  # The collector must not traverse the shared data during the runs.
    for number in range(max(rounds.values(), default=0)):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            if number < rounds[name]:
                seconds[name].append(time_run(runs[name], clock)[0])
    gc.unfreeze()
    return {name: tuple(times) for name, times in seconds.items()}


def rounds_within_budget(settings: Settings, predicted: float) -> int:
    """Return the number of rounds of a case that fit in the budget; 0 if a single round would take too long.

    Args:
        settings: the budget and the maximum number of rounds.
        predicted: expected seconds of one round.
    """
    if predicted > settings.budget * SKIP_BUDGETS:
        return 0
    return min(settings.rounds, max(MIN_ROUNDS, int(settings.budget / max(predicted, 1e-9))))


def run_python(arguments: Sequence[str]) -> str:
    """Run this Python interpreter in a new process and return its standard output.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    # Users' Python writes bytecode; a start that compiles every module each time would measure something else.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    return process.stdout


def children_cpu_seconds() -> float:
    """Return the CPU time of all ended child processes so far, in seconds."""
    import resource  # Unix only

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def is_busy() -> bool:
    """Return whether other programs keep the cores busy, so that wall-clock time measures them as well."""
    # The benchmarks themselves are one process, and two while they measure memory.
    return load_average(0) > (os.cpu_count() or 1) + 2


def load_average(index: int) -> float:
    """Return the average number of running processes in the last 1, 5 or 15 minutes, or 0 where it is not known."""
    return os.getloadavg()[index] if hasattr(os, "getloadavg") else 0.0


def resident_bytes() -> int:
    """Return the memory that this process uses now."""
    return _read_status("VmRSS")


def reset_peak() -> None:
    """Reset the peak to the memory in use now, if the system supports it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # Free memory in the heap would hide allocations of the next run.
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_bytes() -> int:
    """Return the peak memory of this process."""
    return _read_status("VmHWM")


def _read_status(name: str) -> int:
    """Return a field of /proc/self/status in bytes.

    Without /proc, fall back to getrusage. It is less exact: it includes the memory of the parent at the time of the fork.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        import resource  # Unix only

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
