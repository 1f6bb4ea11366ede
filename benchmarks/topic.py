"""A topic: cases that do the same work, the sizes that they are measured at, and what is expected of them."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from mmap import mmap
from time import process_time
from typing import Any, Final, Protocol

import attrs

from benchmarks import measure
from benchmarks.measure import Clock, Measurement, Run, Settings
from benchmarks.results import Results, Section, Target
from newsfeed import UnsupportedError

PEAKS_AT_ONCE: Final = 2
"""How many processes measure memory side by side: none is timed, so they do not disturb each other."""


class NotMeasured(Exception):  # noqa: N818  (no error: it says why a case is not measured at a size)
    """A case is not measured at this size; the message says why."""


@attrs.frozen
class Reads:
    """A run that takes a document in, whose size is what its speed is reckoned from.

    Attributes:
        data: the document.
        run: takes it.
    """

    data: bytes
    run: Callable[[bytes], Any]

    def __call__(self) -> Any:
        return self.run(self.data)


@attrs.frozen
class Noted:
    """A run of which something has to be said in its row.

    Attributes:
        run: is timed.
        note: is said; empty for nothing.
    """

    run: Run
    note: str

    def __call__(self) -> Any:
        return self.run()


@attrs.frozen
class Case:
    """One way to do the work.

    Attributes:
        name: in the tables; the versions of libraries are in the report's head.
        prepare: takes the topic's data and gives what is timed; raises UnsupportedError where newsfeed does not do it yet,
            ImportError where a peer is not installed.
    """

    name: str
    prepare: Callable[[Any], Run]


class Measured(Protocol):
    """What the command line runs."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    def run(self, settings: Settings) -> Section:
        """Measure it."""


def _no_targets(_: Results) -> Iterable[Target]:
    return ()


@attrs.frozen(kw_only=True)
class Topic:
    """What is measured, and how.

    Attributes:
        name: on the command line.
        title, method, unit, against: as of `Section`.
        data: makes the data of a size; raises NotMeasured where no case is measured at it.
        cases: in the order of the tables.
        sizes: that are measured unless others are asked for.
        compare: raises where the outputs of the cases differ in content.
        compare_at: the size at which it is asked before anything is timed.
        targets: asks the results.
        once_at: the sizes at which a case has one round, however long it takes.
        clock: that the runs are timed by.
        peaks: whether the peaks of memory are measured.
    """

    name: str
    title: str
    method: str
    data: Callable[[int], Any]
    cases: tuple[Case, ...]
    sizes: tuple[int, ...]
    unit: str = "item"
    against: tuple[str, ...] = ()
    compare: Callable[[Mapping[str, Any]], None] | None = None
    compare_at: int = 12
    targets: Callable[[Results], Iterable[Target]] = _no_targets
    once_at: tuple[int, ...] = ()
    clock: Clock = process_time
    peaks: bool = True

    def run(self, settings: Settings) -> Section:
        """Check that the outputs are equal, then measure every size."""
        self.check(self.compare_at)
        found: dict[str, float] = {}
        measurements: list[Measurement] = []
        for size in settings.sizes or self.sizes:
            measurements += self._measure(size, settings, found)
        if settings.memory and self.peaks:
            with ThreadPoolExecutor(PEAKS_AT_ONCE) as pool:
                measurements = list(pool.map(self._with_peak, measurements))
        return Section(
            name=self.name,
            title=self.title,
            method=self.method,
            unit=self.unit,
            against=self.against,
            measurements=tuple(measurements),
            targets=tuple(self.targets(Results(measurements))),
        )

    def check(self, size: int = 12) -> None:
        """Compare the outputs of all cases that there are.

        Args:
            size: of the data.
        """
        if self.compare is not None:
            runs, _ = self.prepared(size)
            self.compare({name: run() for name, run in runs.items()})

    def prepared(self, size: int) -> tuple[dict[str, Run], dict[str, str]]:
        """Give what is timed of each case, and why the others are not there."""
        try:
            data = self.data(size)
        except NotMeasured as reason:
            return {}, {case.name: str(reason) for case in self.cases}
        runs, missing = {}, {}
        for case in self.cases:
            try:
                runs[case.name] = case.prepare(data)
            except NotMeasured as reason:
                missing[case.name] = str(reason)
            except UnsupportedError:
                missing[case.name] = "not there yet"
            except ImportError as error:
                missing[case.name] = f"{error.name} is not installed"
        return runs, missing

    def _measure(self, size: int, settings: Settings, known: dict[str, float]) -> list[Measurement]:
        """Measure one size; `known` has seconds an item from the size before and takes those of this one."""
        runs, missing = self.prepared(size)
        written: dict[str, int] = {}
        rounds: dict[str, int] = {}
        for name, run in runs.items():
            if size in self.once_at:
                rounds[name] = (
                    0 if settings.memory and self.peaks else 1
                )  # the process that tells the peak tells the time
                continue
            if name not in known:
                known[name] = measure.timed(run, self.clock)[0] / size  # the first run also warms caches up
            rounds[name] = measure.rounds_within(settings, known[name] * size)
            if not rounds[name]:
                missing[name] = f"one round would take {known[name] * size:,.0f} s"
        noting = {name: _noting(name, run, written) for name, run in runs.items()}
        seconds = measure.in_turns(noting, rounds, self.clock)
        known.update({name: min(times) / size for name, times in seconds.items() if times})
        notes = {name: run.note for name, run in runs.items() if isinstance(run, Noted)}
        return [
            Measurement(
                case=case.name,
                size=size,
                seconds=seconds.get(case.name, ()),
                bytes=written.get(case.name, 0),
                note=notes.get(case.name, ""),
                skipped=missing.get(case.name, ""),
            )
            for case in self.cases
        ]

    def _with_peak(self, measurement: Measurement) -> Measurement:
        if measurement.skipped:
            return measurement
        arguments = ["-m", "benchmarks.peak", self.name, measurement.case, str(measurement.size)]
        peak, seconds = measure.python(arguments).split()
        return attrs.evolve(measurement, peak=int(peak), seconds=measurement.seconds or (float(seconds),))


def _noting(name: str, run: Run, written: dict[str, int]) -> Run:
    """Note how much the run wrote, and let go of it."""

    def noting() -> None:
        result = run()
        written[name] = len(run.data) if isinstance(run, Reads) else _weight(result)

    return noting


def _weight(result: Any) -> int:
    """Give the bytes of an output: of one document, or of several."""
    if isinstance(result, dict):
        return sum(map(_weight, result.values()))
    if isinstance(result, list):
        return sum(map(_weight, result))
    return len(result) if isinstance(result, bytes | mmap) else 0
