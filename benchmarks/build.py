"""Benchmark of `newsfeed build` on a folder of explainer pages, with one process and with two.

Both must write the same bytes.
"""

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Final
from weakref import finalize

import newsfeed
from benchmarks import content, data, measure
from benchmarks.measure import Run
from benchmarks.topic import Case, Topic

ONE_PROCESS: Final = "newsfeed build"
TWO_PROCESSES: Final = "newsfeed build --jobs 2"

_FEED_TOML: Final = (
    'title = "The Harbour Desk"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'
)


class Pages:
    """Temporary folder of explainer pages with their `feed.toml`, removed together with this object.

    Args:
        count: number of pages.
    """

    def __init__(self, count: int) -> None:
        self.root = Path(mkdtemp())
        finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self.pages = self.root / "pages"
        self.pages.mkdir()
        for number in range(count):
            page = newsfeed.dumps(data.explainer(number), "text")
            (self.pages / f"{number:06}.txt").write_bytes(page)
        self.feed_toml = self.root / "feed.toml"
        self.feed_toml.write_text(_FEED_TOML, encoding="utf-8")


def build(pages: Pages, jobs: int) -> dict[str, bytes]:
    """Run the command in a new process with an empty output folder.

    Args:
        pages: the input.
        jobs: number of processes that read the pages.

    Returns:
        the content of the files written, by name.
    """
    output = pages.root / f"output-{jobs}"
    shutil.rmtree(output, ignore_errors=True)
    options = ["--feed", pages.feed_toml, "--output", output, "--to", "rss", "--jobs", jobs]
    measure.run_python(["-m", "newsfeed", "build", str(pages.pages), *map(str, options)])
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def compare(outputs: Mapping[str, dict[str, bytes]]) -> None:
    """Require that all cases wrote the same files, byte for byte."""
    content.require_equal(outputs, ONE_PROCESS)


def _with_jobs(jobs: int) -> Callable[[Pages], Run]:
    return lambda pages: partial(build, pages, jobs)


TOPIC: Final = Topic(
    name="build",
    title="Building with several processes",
    method=(
        "`newsfeed build` reads a folder of structured explainer pages, writes RSS and validates it. The processes share the "
        "reading of the pages; writing and validating the feed is not shared. Times are wall-clock times of the whole "
        "command, so run this topic on a quiet machine. The files are the same, byte for byte. Memory is not measured, "
        "since several processes use it."
    ),
    data=Pages,
    cases=(Case(ONE_PROCESS, _with_jobs(1)), Case(TWO_PROCESSES, _with_jobs(2))),
    sizes=(400, 2_000),
    unit="page",
    baselines=(ONE_PROCESS,),
    compare=compare,
    comparison_size=400,
    clock=perf_counter,
    measures_memory=False,
)
