"""Guards against slow paths: each path is compared with a yardstick in the same run.

No test contains an absolute time. A path and its yardstick run alternately, and the fastest of several rounds of the path is
divided by the fastest of the yardstick. Repeated work or quadratic time fails a guard; a busy machine does not.
`python -m pytest tests/performance --benchmark-verbose` shows the ratios.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import process_time
from typing import NamedTuple, TypeVar

import attrs
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import caching, data, jsonld, measure, newsml, pages, reading, validation, writing
from benchmarks.measure import Run
from benchmarks.topic import Topic
from newsfeed.body import xhtml

T = TypeVar("T")

ROUNDS = 9
ITEMS = 100


@attrs.frozen
class _Part:
    name: str
    text: str


def yardstick() -> None:
    """Do a fixed amount of typical pure Python work: calls, attributes, dicts, short strings."""
    for number in range(300):
        parts = [_Part(f"name-{index}", f"Fish & chips {number} < {index}") for index in range(5)]
        texts = {part.name: part.text.replace("&", "&amp;").replace("<", "&lt;") for part in parts}
        "".join([f"<{name}>{text}</{name}>" for name, text in texts.items()]).encode()


Prepare = Callable[[], tuple[Run, Run]]
"""Returns a path and its yardstick, ready to run."""


def _cases(topic: Topic, case: str, baseline: str) -> Prepare:
    """Compare two cases of a topic."""

    def prepare() -> tuple[Run, Run]:
        runs, _ = topic.prepare_runs(ITEMS)
        return runs[case], runs[baseline]

    return prepare


def _against_yardstick(prepare: Callable[[], Run]) -> Prepare:
    return lambda: (prepare(), yardstick)


def _growth(case: str) -> Prepare:
    """Compare the validation of 1,600 items with that of 100."""
    return lambda: (validation.TOPIC.prepare_runs(1_600)[0][case], validation.TOPIC.prepare_runs(100)[0][case])


def _for_all(function: Callable[[T], object], values: Sequence[T]) -> Run:
    return lambda: [function(value) for value in values]


def _render_bodies() -> Run:
    return _for_all(xhtml.render, [data.explainer(number) for number in range(20)])


def _build_stories() -> Run:
    return _for_all(data.story, [data.row(number) for number in range(ITEMS)])


def _write_example_pages() -> Run:
    return pages.TOPIC.prepare_runs(16)[0][pages.EXAMPLES]


def _validate(case: str) -> Run:
    return validation.TOPIC.prepare_runs(ITEMS)[0][case]


class Guard(NamedTuple):
    """Limit for a path: the number of times that it may take as long as its yardstick."""

    limit: float
    prepare: Prepare


# The comment above each limit is the range of ratios measured in six runs when it was last set. Limits are about 1.75 times as
# high, for machines that are never quiet. An lxml tree is the handwritten one of a plain item.
GUARDS: Mapping[str, Guard] = {
    # 0.40 to 0.45
    "RSS item against lxml tree": Guard(0.75, _cases(writing.RSS, writing.MODELS, writing.TREE)),
    # 0.11 to 0.12
    "unchanged RSS items against lxml tree": Guard(0.2, _cases(writing.RSS, caching.UNCHANGED, writing.TREE)),
    # 0.32 to 0.34
    "Atom entry against lxml tree": Guard(0.6, _cases(writing.ATOM, writing.MODELS, writing.TREE)),
    # 0.71 to 0.88
    "RSS from rows against lxml tree": Guard(1.5, _cases(writing.RSS, writing.ROWS, writing.TREE)),
    # 1.00 to 1.08
    "RSS item of explainer against lxml tree": Guard(1.8, _cases(writing.RSS, writing.EXPLAINER, writing.TREE)),
    # 0.52 to 0.57
    "body of explainer against yardstick": Guard(1.0, _against_yardstick(_render_bodies)),
    # 0.84 to 0.99
    "JSON-LD nodes against dicts and json.dumps": Guard(1.6, _cases(jsonld.TOPIC, jsonld.NEWSFEED, jsonld.BY_HAND)),
    # 0.42 to 0.53
    "NewsML-G2 item against lxml tree": Guard(0.9, _cases(newsml.TOPIC, newsml.NEWSFEED, newsml.TREE)),
    # 7.6 to 9.8; more than 200 if each page is read back
    "page of explainer against RSS item of explainer": Guard(16.0, _cases(pages.TOPIC, pages.EXPLAINER, pages.RSS)),
    # 3.9 to 4.7, which is 0.37 ms a story
    "pages of example stories against yardstick": Guard(7.0, _against_yardstick(_write_example_pages)),
    # 1.5 to 1.6; its text is not in Latin-1, and is encoded to check its characters
    "Story against yardstick": Guard(2.7, _against_yardstick(_build_stories)),
    # 8.6 to 9.1
    "reading RSS item against bare parse": Guard(16.0, _cases(reading.RSS, reading.NEWSFEED, reading.BARE_PARSE)),
    # 3.9 to 4.8
    "reading metadata against bare parse": Guard(8.0, _cases(reading.RSS, reading.METADATA, reading.BARE_PARSE)),
    # 3.4 to 4.5
    "validating RSS item against yardstick": Guard(7.5, _against_yardstick(partial(_validate, validation.RSS_SMALL))),
    # 5.7 to 6.9
    "validating Atom entry against yardstick": Guard(
        11.5, _against_yardstick(partial(_validate, validation.ATOM_SMALL))
    ),
    # 9.6 to 13.2; linear time is 16, quadratic time 256
    "validating 16 times as many RSS items": Guard(30.0, _growth(validation.RSS_SMALL)),
    # 12.5 to 14.4
    "validating 16 times as many Atom entries": Guard(30.0, _growth(validation.ATOM_SMALL)),
    # 14.5 to 15.9
    "validating 16 times as many invalid items": Guard(30.0, _growth(validation.INVALID)),
}


@pytest.mark.benchmark(timer=process_time)
@pytest.mark.parametrize("name", GUARDS)
def test_path_stays_within_its_limit(name: str, benchmark: BenchmarkFixture) -> None:
    limit, prepare = GUARDS[name]
    path, baseline = prepare()
    baseline_seconds: list[float] = []

    def run_baseline() -> None:
        baseline_seconds.append(measure.time_run(baseline)[0])
        gc.collect()

    benchmark.pedantic(path, setup=run_baseline, rounds=ROUNDS, warmup_rounds=1)
    if benchmark.stats is None:
        pytest.skip("nothing is timed with --benchmark-disable")
    ratio = benchmark.stats.stats.min / min(baseline_seconds)
    benchmark.stats.group = f"{name}: {ratio:.2f} of at most {limit}"
    assert ratio <= limit, f"{name}: takes {ratio:.2f} times as long as its yardstick, at most {limit}"
