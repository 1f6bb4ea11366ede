"""Starting: imports, and the whole command, each in a new process, beside what neither can do without."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from benchmarks import measure
from benchmarks.measure import Measurement, Settings
from benchmarks.results import Results, Section, Target

OURS: Final = "import newsfeed"
BASE: Final = "import attrs, lxml.etree"
STATEMENTS: Final = (OURS, BASE, "from feedgen.feed import FeedGenerator", "import feedgenerator", "import feedparser")

HELP: Final = "newsfeed --help"
LIBRARIES: Final = 'python -c "import click, rich"'
NOTHING: Final = "python -c pass"
COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    HELP: ("-m", "newsfeed", "--help"),
    LIBRARIES: ("-c", "import click, rich"),
    NOTHING: ("-c", "pass"),
}

ROUNDS: Final = 15

_PROGRAM: Final = "from time import process_time as now; start = now(); {}; print(now() - start)"


def seconds_of(statement: str) -> float:
    """Give the seconds that a new process takes for a statement, without its own start."""
    return float(measure.python(["-c", _PROGRAM.format(statement)]))


def seconds_of_command(name: str) -> float:
    """Give the seconds that the processor works for a new process, from its start to its end."""
    before = measure.children()
    measure.python(COMMANDS[name])
    return measure.children() - before


def _import_target(results: Results) -> Iterable[Target]:
    yield Target("Importing newsfeed, against attrs and lxml.etree", results.ratio(OURS, BASE, 1), 1.5)


@attrs.frozen(kw_only=True)
class Startup:
    """A topic whose runs are processes, in turns.

    Attributes:
        name, title, method, unit, against: as of `Topic`.
        cases: their names.
        seconds: gives what one run of a case takes.
        targets: asks the results.
    """

    name: str
    title: str
    method: str
    unit: str
    against: tuple[str, ...]
    cases: tuple[str, ...]
    seconds: Callable[[str], float]
    targets: Callable[[Results], Iterable[Target]] = lambda _: ()

    def run(self, settings: Settings) -> Section:
        """Measure every case; the first round, which may have to compile, does not count."""
        found: dict[str, list[float]] = {case: [] for case in self.cases}
        for _ in range(min(settings.rounds, ROUNDS) + 1):
            for case, seconds in found.items():
                seconds.append(self.seconds(case))
        measurements = [Measurement(case=name, size=1, seconds=tuple(times[1:])) for name, times in found.items()]
        return Section(
            name=self.name,
            title=self.title,
            method=self.method,
            unit=self.unit,
            against=self.against,
            measurements=tuple(measurements),
            targets=tuple(self.targets(Results(measurements))),
        )


IMPORT: Final = Startup(
    name="startup",
    title="Importing",
    method="The time of an import within a new process, in turns, without the start of Python itself.",
    unit="import",
    against=(BASE,),
    cases=STATEMENTS,
    seconds=seconds_of,
    targets=_import_target,
)

COMMAND: Final = Startup(
    name="startup-command",
    title="Starting the command",
    method=(
        "What the processor works for a new process from its start to its end, in turns: the command that shows its help, "
        "the two libraries that a command line of its kind imports, and Python alone."
    ),
    unit="process",
    against=(LIBRARIES, NOTHING),
    cases=tuple(COMMANDS),
    seconds=seconds_of_command,
)
