"""Runs of a battery on a library, each case in a forked process, or many small ones in one."""

import json
import math
import resource
import signal
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import attrs

from hostile import measured
from hostile.peers import NAMES, NotSupportedError
from hostile.peers.batteries import BATTERIES
from newsfeed.errors import NewsfeedError

HANG: Final = 3
"""Seconds of CPU time after which a case counts as hung."""

_GROUP_HANG: Final = 20
"""Seconds of CPU time that a group of cases may take, before each is run alone."""

_WAIT: Final = 1800.0
"""Seconds of wall-clock time until a process is killed that waits for something."""

GROUP: Final = 100
"""Number of small cases that run in one process."""

Cases = Sequence[tuple[str, Any]]

PRELOAD: Final = (
    "hostile.peers.batteries",
    *(f"hostile.peers.{name}" for name in NAMES),
    "html5lib",
    "dateutil.parser",
)


@attrs.frozen
class Cell:
    """The result of a battery on a library.

    Attributes:
        cases: the number of cases that apply.
        violations: what is wrong, by case.
        seconds: CPU time of the slowest case.
        is_hung: whether a case was killed, so that it would have taken longer.
        megabytes: memory of the largest case, or of the largest group of small cases.
    """

    cases: int
    violations: dict[str, str]
    seconds: float
    is_hung: bool
    megabytes: float

    def __str__(self) -> str:
        """Return the cell of the table."""
        seconds = f"over {HANG} s" if self.is_hung else f"{self.seconds:.2f} s"
        return f"{len(self.violations)} of {self.cases}; {seconds}; {self.megabytes:.0f} MB"


def run_battery(battery: str, peer: str) -> Cell:
    """Run a battery on a library."""
    cases = list(BATTERIES[battery].cases().items())
    size = 1 if BATTERIES[battery].alone else GROUP
    results = [
        result for start in range(0, len(cases), size) for result in _run(battery, peer, cases[start : start + size])
    ]
    applying = [result for result in results if result.applies]
    return Cell(
        cases=len(applying),
        violations={result.name: result.violation for result in applying if result.violation},
        seconds=max((result.seconds for result in applying), default=0),
        is_hung=any(result.is_hung for result in applying),
        megabytes=max((result.megabytes for result in applying), default=0),
    )


class _Row(NamedTuple):
    """What a measured process says of a case."""

    violation: str
    seconds: float
    applies: bool


@attrs.frozen
class _Result:
    """What became of a case."""

    name: str
    violation: str
    seconds: float
    megabytes: float
    applies: bool = True
    is_hung: bool = False


def _run(battery: str, peer: str, cases: Cases) -> Iterator[_Result]:
    outcome = measured.measure("hostile.peers.running:run_cases", battery, peer, cases, preload=PRELOAD, hang=_WAIT)
    if outcome.error and len(cases) > 1:
        # One of the cases ended the process: find out which.
        for case in cases:
            yield from _run(battery, peer, [case])
    elif outcome.error:
        is_hung = outcome.error == "killed" or outcome.message == f"exit code -{signal.SIGXCPU.value}"
        message = f"took over {HANG} s" if is_hung else f"{outcome.error}: {outcome.message}"
        yield _Result(cases[0][0], message, HANG if is_hung else 0, outcome.megabytes, is_hung=is_hung)
    else:
        for row, (name, case) in zip(json.loads(outcome.result), cases, strict=True):
            yield _judged(battery, outcome.megabytes, _Row(*row), name, _size(case))


def _judged(battery: str, megabytes: float, row: _Row, name: str, size: int) -> _Result:
    """Return the result of a case, with a violation of its limits of time and, if it ran alone, of memory."""
    own = megabytes if BATTERIES[battery].alone else 0
    limits = measured.violation(measured.Outcome("", "", "", typed=True, seconds=row.seconds, megabytes=own), size)
    return _Result(name, row.violation or limits, row.seconds, megabytes, row.applies)


def run_cases(battery: str, peer: str, cases: Cases) -> str:
    """Run some cases in this process; return a row of each as JSON."""
    judge = BATTERIES[battery].judge
    used = math.ceil(time.process_time())
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    # At the limit the system ends the process by SIGXCPU.
    resource.setrlimit(resource.RLIMIT_CPU, (used + (HANG if len(cases) == 1 else _GROUP_HANG), highest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows: list[_Row] = []
    for _, case in cases:
        start = time.process_time()
        applies, violation = True, ""
        try:
            violation = judge(peer, case)
        except NotSupportedError:
            applies = False
        except Exception as error:  # noqa: BLE001  (peers have no common class of errors; newsfeed's own must have it)
            if peer == "newsfeed" and not isinstance(error, NewsfeedError):
                violation = f"{type(error).__name__}: {error}"
        rows.append(_Row(violation[:200], time.process_time() - start, applies))
    return json.dumps(rows)


def _size(case: Any) -> int:
    """Return the number of bytes of a case that is a document."""
    data = case[0] if isinstance(case, tuple) else case
    return len(data) if isinstance(data, bytes) else 0
