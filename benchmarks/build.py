"""Building feeds of many explainer pages: `newsfeed build` with one process and with two, which must give the same bytes."""

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

ONE: Final = "newsfeed build"
TWO: Final = "newsfeed build --jobs 2"

_HEAD: Final = (
    'title = "The Harbour Desk"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'
)


class Pages:
    """A temporary folder, as long as this object lives, with pages of explainers and what is said once about all of them.

    Args:
        count: of pages.
    """

    def __init__(self, count: int) -> None:
        self.root = Path(mkdtemp())
        finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self.pages = self.root / "pages"
        self.pages.mkdir()
        for number in range(count):
            page = newsfeed.dumps(data.explainer(number), "text")
            (self.pages / f"{number:06}.txt").write_bytes(page)
        self.head = self.root / "feed.toml"
        self.head.write_text(_HEAD, encoding="utf-8")


def build(pages: Pages, jobs: int) -> dict[str, bytes]:
    """Run the command in a process of its own, into a folder that is not there, and give the files that it wrote.

    Args:
        pages: its inputs.
        jobs: how many processes read them.
    """
    output = pages.root / f"output-{jobs}"
    shutil.rmtree(output, ignore_errors=True)
    options = ["--feed", pages.head, "--output", output, "--to", "rss", "--jobs", jobs]
    measure.python(["-m", "newsfeed", "build", str(pages.pages), *map(str, options)])
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def compare(outputs: Mapping[str, dict[str, bytes]]) -> None:
    """Require that the files are the same, byte for byte."""
    content.require_equal(outputs, ONE)


def _jobs(number: int) -> Callable[[Pages], Run]:
    return lambda pages: partial(build, pages, number)


TOPIC: Final = Topic(
    name="build",
    title="Building with several processes",
    method=(
        "`newsfeed build` of a folder of structured explainer pages to RSS, which it validates: what the clock on the wall "
        "says of the whole command, since its processes share the work, so it needs a quiet machine. Reading the pages is "
        "shared, writing and validating the feed is not. The files are the same, byte for byte; memory is not measured, since "
        "it is that of several processes."
    ),
    data=Pages,
    cases=(Case(ONE, _jobs(1)), Case(TWO, _jobs(2))),
    sizes=(400, 2_000),
    unit="page",
    against=(ONE,),
    compare=compare,
    compare_at=400,
    clock=perf_counter,
    peaks=False,
)
