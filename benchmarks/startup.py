"""Start-up time of imports and of the command, each in a new process, and of the dependencies alone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from benchmarks import measure
from benchmarks.measure import Measurement, Settings
from benchmarks.results import Results, Section, Target

NEWSFEED: Final = "import newsfeed"
DEPENDENCIES: Final = "import attrs, lxml.etree"
STATEMENTS: Final = (
    NEWSFEED,
    DEPENDENCIES,
    "from feedgen.feed import FeedGenerator",
    "import feedgenerator",
    "import feedparser",
)

HELP: Final = "newsfeed --help"
CLI_LIBRARIES: Final = 'python -c "import click, rich"'
PYTHON_ALONE: Final = "python -c pass"
COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    HELP: ("-m", "newsfeed", "--help"),
    CLI_LIBRARIES: ("-c", "import click, rich"),
    PYTHON_ALONE: ("-c", "pass"),
}

MAX_ROUNDS: Final = 15

_PROGRAM: Final = "from time import process_time as now; start = now(); {}; print(now() - start)"


def statement_seconds(statement: str) -> float:
    """Return the CPU time of a statement in a new process, without the start of the process itself."""
    return float(measure.run_python(["-c", _PROGRAM.format(statement)]))


def command_seconds(name: str) -> float:
    """Return the CPU time of a whole process, from its start to its end.

    Args:
        name: a key of `COMMANDS`.
    """
    before = measure.children_cpu_seconds()
    measure.run_python(COMMANDS[name])
    return measure.children_cpu_seconds() - before


def _import_target(results: Results) -> Iterable[Target]:
    ratio = results.ratio(NEWSFEED, DEPENDENCIES, 1)
    yield Target("Importing newsfeed, relative to attrs and lxml.etree", ratio, 1.5)


@attrs.frozen(kw_only=True)
class Startup:
    """Benchmark with a new process for each run. The cases are interleaved.

    Attributes:
        name, title, method, unit, baselines: see `Topic`.
        cases: the names of the cases.
        seconds: runs a case once and returns its time.
        targets: returns the targets for the results.
    """

    name: str
    title: str
    method: str
    unit: str
    baselines: tuple[str, ...]
    cases: tuple[str, ...]
    seconds: Callable[[str], float]
    targets: Callable[[Results], Iterable[Target]] = lambda _: ()

    def run(self, settings: Settings) -> Section:
        """Measure every case. The first round is dropped, since it may have to compile bytecode."""
        seconds: dict[str, list[float]] = {case: [] for case in self.cases}
        for _ in range(min(settings.rounds, MAX_ROUNDS) + 1):
            for case, times in seconds.items():
                times.append(self.seconds(case))
        measurements = [Measurement(case=case, size=1, seconds=tuple(times[1:])) for case, times in seconds.items()]
        return Section(
            name=self.name,
            title=self.title,
            method=self.method,
            unit=self.unit,
            baselines=self.baselines,
            measurements=tuple(measurements),
            targets=tuple(self.targets(Results(measurements))),
        )


IMPORT: Final = Startup(
    name="startup",
    title="Importing",
    method="CPU time of an import in a new process, without the start of Python itself. The imports are interleaved.",
    unit="import",
    baselines=(DEPENDENCIES,),
    cases=STATEMENTS,
    seconds=statement_seconds,
    targets=_import_target,
)

COMMAND: Final = Startup(
    name="startup-command",
    title="Starting the command",
    method=(
        "CPU time of a whole process from its start to its end, interleaved: the command printing its help, the import of "
        "the two libraries that the command line is built on, and Python alone."
    ),
    unit="process",
    baselines=(CLI_LIBRARIES, PYTHON_ALONE),
    cases=tuple(COMMANDS),
    seconds=command_seconds,
)
