"""Importing: newsfeed beside its peers and beside the two libraries that it cannot do without, each in a new process."""

from typing import Final

import attrs

from benchmarks import measure
from benchmarks.measure import Measurement, Settings
from benchmarks.results import Results, Section, Target

OURS: Final = "import newsfeed"
BASE: Final = "import attrs, lxml.etree"
STATEMENTS: Final = (OURS, BASE, "from feedgen.feed import FeedGenerator", "import feedgenerator", "import feedparser")
ROUNDS: Final = 15

_PROGRAM: Final = "from time import process_time as now; start = now(); {}; print(now() - start)"


def seconds_of(statement: str) -> float:
    """Give the seconds that a new process takes for a statement, without its own start."""
    return float(measure.python(["-c", _PROGRAM.format(statement)]))


@attrs.frozen
class Startup:
    """The topic: its runs are processes, in turns."""

    name: str = "startup"

    def run(self, settings: Settings) -> Section:
        """Measure every import; the first round, which may have to compile, does not count."""
        found: dict[str, list[float]] = {statement: [] for statement in STATEMENTS}
        for _ in range(min(settings.rounds, ROUNDS) + 1):
            for statement, seconds in found.items():
                seconds.append(seconds_of(statement))
        measurements = [Measurement(case=name, size=1, seconds=tuple(times[1:])) for name, times in found.items()]
        ratio = Results(measurements).ratio(OURS, BASE, 1)
        return Section(
            name=self.name,
            title="Importing",
            method="The time of an import within a new process, in turns, without the start of Python itself.",
            unit="import",
            against=(BASE,),
            measurements=tuple(measurements),
            targets=(Target("Importing newsfeed, against attrs and lxml.etree", ratio, 1.5),),
        )


TOPIC: Final = Startup()
