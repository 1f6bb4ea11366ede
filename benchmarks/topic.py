"""Topics: cases that do the same work, the sizes that they are measured at, and the targets for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from mmap import mmap
from time import process_time
from typing import Any, Final, Protocol

import attrs

from benchmarks import measure
from benchmarks.measure import Clock, Measurement, Run, SelfTimedRun, Settings
from benchmarks.results import Results, Section, Target
from newsfeed import UnsupportedError

PEAK_PROCESSES: Final = 2
"""Number of processes that measure memory side by side. None of them is timed, so they do not disturb each other."""


class NotMeasured(Exception):  # noqa: N818  (not an error)
    """A case is not measured at this size; the message is the reason for the report."""


@attrs.frozen
class DocumentRun:
    """Run that reads a document; its speed is computed from the size of the document.

    Attributes:
        document: the input.
        read: the timed function.
    """

    document: bytes
    read: Callable[[bytes], Any]

    def __call__(self) -> Any:
        return self.read(self.document)


@attrs.frozen
class NotedRun:
    """Run with a remark for its row in the report.

    Attributes:
        run: the timed function.
        note: the remark, or "".
    """

    run: Run
    note: str

    def __call__(self) -> Any:
        return self.run()


@attrs.frozen
class Case:
    """One way to do the work of a topic.

    Attributes:
        name: the name in tables; versions of libraries are listed at the top of the report.
        prepare: takes the topic's data and returns the run. It raises NotMeasured to skip this size, UnsupportedError if
            newsfeed lacks the feature, and ImportError if a peer is not installed.
        measures_memory: False if the work is done in another process.
    """

    name: str
    prepare: Callable[[Any], Run]
    measures_memory: bool = True


class Benchmark(Protocol):
    """Interface of everything that the command line can run."""

    @property
    def name(self) -> str:
        """The name on the command line."""

    def run(self, settings: Settings) -> Section:
        """Measure all cases and return the section of the report."""


def _no_targets(_: Results) -> Iterable[Target]:
    return ()


@attrs.frozen(kw_only=True)
class Topic:
    """Benchmark with interleaved cases.

    Attributes:
        name: the name on the command line.
        title, method, unit, baselines: see `Section`.
        data: makes the data of a size; raises NotMeasured to skip the size for all cases.
        cases: in the order of the tables.
        sizes: default numbers of items.
        compare: raises DifferenceError if the outputs of the cases differ in content.
        comparison_size: number of items of the comparison, which comes before any timing.
        targets: returns the targets for the results.
        single_round_sizes: sizes at which each case has exactly one round, however long it takes.
        clock: the clock for the runs. On a busy machine, topics with another clock than CPU time are not measured.
        measures_memory: whether peak memory is measured.
    """

    name: str
    title: str
    method: str
    data: Callable[[int], Any]
    cases: tuple[Case, ...]
    sizes: tuple[int, ...]
    unit: str = "item"
    baselines: tuple[str, ...] = ()
    compare: Callable[[Mapping[str, Any]], None] | None = None
    comparison_size: int = 12
    targets: Callable[[Results], Iterable[Target]] = _no_targets
    single_round_sizes: tuple[int, ...] = ()
    clock: Clock = process_time
    measures_memory: bool = True

    def run(self, settings: Settings) -> Section:
        """Compare the outputs of all cases, then measure every size."""
        if self.clock is not process_time and measure.is_busy():
            return self._section(self._skipped(settings, "other programs kept the machine busy"))
        self.compare_outputs(self.comparison_size)
        predictions: dict[str, float] = {}
        measurements: list[Measurement] = []
        for size in settings.sizes or self.sizes:
            measurements += self._measure(size, settings, predictions)
        if self._measures_peaks(settings):
            with ThreadPoolExecutor(PEAK_PROCESSES) as pool:
                measurements = list(pool.map(self._with_peak, measurements))
        return self._section(measurements)

    def _skipped(self, settings: Settings, reason: str) -> list[Measurement]:
        sizes = settings.sizes or self.sizes
        return [Measurement(case=case.name, size=size, skipped=reason) for size in sizes for case in self.cases]

    def _section(self, measurements: Sequence[Measurement]) -> Section:
        return Section(
            name=self.name,
            title=self.title,
            method=self.method,
            unit=self.unit,
            baselines=self.baselines,
            measurements=tuple(measurements),
            targets=tuple(self.targets(Results(measurements))),
        )

    def compare_outputs(self, size: int = 12) -> None:
        """Run every available case once and compare the outputs.

        Args:
            size: number of items.

        Raises:
            DifferenceError: two outputs differ in content.
        """
        if self.compare is not None:
            runs, _ = self.prepare_runs(size)
            self.compare({name: run() for name, run in runs.items()})

    def prepare_runs(self, size: int) -> tuple[dict[str, Run], dict[str, str]]:
        """Prepare all cases for a size.

        Returns:
            the runs by case, and the reasons why the other cases are missing.
        """
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
                missing[case.name] = "not supported yet"
            except ImportError as error:
                missing[case.name] = f"{error.name} is not installed"
        return runs, missing

    def _measures_peaks(self, settings: Settings) -> bool:
        return settings.memory and self.measures_memory

    def _measure(self, size: int, settings: Settings, predictions: dict[str, float]) -> list[Measurement]:
        """Measure one size.

        Args:
            size: number of items.
            settings: the scope.
            predictions: seconds per item by case, from the previous size; updated with this size's.
        """
        runs, missing = self.prepare_runs(size)
        output_sizes: dict[str, int] = {}
        rounds: dict[str, int] = {}
        for name, run in runs.items():
            if size in self.single_round_sizes:
                # The process that measures the peak also measures the time, so the long run happens only once.
                rounds[name] = 0 if self._measures_peaks(settings) else 1
                continue
            if name not in predictions:
                predictions[name] = measure.time_run(run, self.clock)[0] / size  # This run also warms caches up.
            rounds[name] = measure.rounds_within_budget(settings, predictions[name] * size)
            if not rounds[name]:
                missing[name] = f"one round would take {predictions[name] * size:,.0f} s"
        recording = {name: _recording_run(name, run, output_sizes) for name, run in runs.items()}
        seconds = measure.run_interleaved(recording, rounds, self.clock)
        predictions.update({name: min(times) / size for name, times in seconds.items() if times})
        notes = {name: run.note for name, run in runs.items() if isinstance(run, NotedRun)}
        return [
            Measurement(
                case=case.name,
                size=size,
                seconds=seconds.get(case.name, ()),
                bytes=output_sizes.get(case.name, 0),
                note=notes.get(case.name, ""),
                skipped=missing.get(case.name, ""),
            )
            for case in self.cases
        ]

    def _with_peak(self, measurement: Measurement) -> Measurement:
        case = next(case for case in self.cases if case.name == measurement.case)
        if measurement.skipped or not case.measures_memory:
            return measurement
        arguments = ["-m", "benchmarks.peak", self.name, measurement.case, str(measurement.size)]
        peak, seconds = measure.run_python(arguments).split()
        return attrs.evolve(measurement, peak=int(peak), seconds=measurement.seconds or (float(seconds),))


@attrs.frozen(kw_only=True)
class Comparison:
    """Benchmark of the same cases with several kinds of items.

    Attributes:
        name: the name on the command line.
        title, method, baselines: see `Section`.
        topics: a topic for each kind of items, by the name of the kind. All have the same cases and one size.
        targets: returns the targets for the results.
    """

    name: str
    title: str
    method: str
    topics: Mapping[str, Topic]
    baselines: tuple[str, ...]
    targets: Callable[[Results], Iterable[Target]]

    def run(self, settings: Settings) -> Section:
        """Measure all topics at the smallest size, each with its cases interleaved; memory is not measured."""
        settings = attrs.evolve(settings, memory=False, sizes=settings.sizes and settings.sizes[:1])
        measurements = [
            attrs.evolve(measurement, kind=kind)
            for kind, topic in self.topics.items()
            for measurement in topic.run(settings).measurements
        ]
        return Section(
            name=self.name,
            title=self.title,
            method=self.method,
            unit="item",
            baselines=self.baselines,
            measurements=tuple(measurements),
            targets=tuple(self.targets(Results(measurements))),
        )


def _recording_run(name: str, run: Run, output_sizes: dict[str, int]) -> Run:
    """Return a run that records the size of its output and then drops the output."""
    if isinstance(run, SelfTimedRun):
        output_sizes[name] = len(run.document)
        return run

    def record() -> None:
        result = run()
        output_sizes[name] = len(run.document) if isinstance(run, DocumentRun) else _output_size(result)

    return record


def _output_size(result: Any) -> int:
    """Return the number of bytes of a document, or of all documents in a list or dict."""
    if isinstance(result, dict):
        return sum(map(_output_size, result.values()))
    if isinstance(result, list):
        return sum(map(_output_size, result))
    return len(result) if isinstance(result, bytes | mmap) else 0
