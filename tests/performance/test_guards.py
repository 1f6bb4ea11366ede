"""Paths that take many instructions are held to yardsticks of the same run.

No test here knows a time. A path and its yardstick run in turns, and the least of several rounds of one is divided by the least
of the other. What trips a guard is work that is done twice, or that grows with the square, not a machine that is busy.
`python -m pytest tests/performance --benchmark-verbose` shows the ratios.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import process_time
from typing import Any

import attrs
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import data, jsonld, measure, newsml, reading, validation, writing
from benchmarks.measure import Run
from benchmarks.topic import Topic
from newsfeed.body import xhtml

# How many times the least time of its yardstick each path may take, and what it took when the limit was set. An lxml tree is
# that of a plain item, made by hand.
LIMITS: Mapping[str, float] = {
    "RSS item against lxml tree": 0.6,  # 0.33
    "unchanged RSS items against lxml tree": 0.2,  # 0.1
    "Atom entry against lxml tree": 0.5,  # 0.29
    "RSS from rows against lxml tree": 1.1,  # 0.63
    "RSS item of explainer against lxml tree": 1.5,  # 0.86
    "body of explainer against yardstick": 0.85,  # 0.45
    "JSON-LD nodes against dicts and json.dumps": 1.6,  # 0.87
    "NewsML-G2 item against lxml tree": 0.7,  # 0.37
    "Story against yardstick": 1.8,  # 0.98
    "reading RSS item against bare parse": 16.0,  # 8.9
    "reading metadata of RSS item against bare parse": 5.5,  # 3.0
    "validating RSS item against yardstick": 5.5,  # 3.0
    "validating Atom entry against yardstick": 6.5,  # 3.7
    "validating 16 times as many RSS items": 30.0,  # 11.0
    "validating 16 times as many Atom entries": 30.0,  # 13.5
    "validating 16 times as many faults": 30.0,  # 13.7
}

ROUNDS = 9
ITEMS = 100


@attrs.frozen
class _Part:
    name: str
    text: str


def yardstick() -> None:
    """Do a fixed piece of what pure Python does: calls, attributes, dicts, short strings."""
    for number in range(300):
        parts = [_Part(f"name-{place}", f"Fish & chips {number} < {place}") for place in range(5)]
        found = {part.name: part.text.replace("&", "&amp;").replace("<", "&lt;") for part in parts}
        "".join([f"<{name}>{text}</{name}>" for name, text in found.items()]).encode()


def _each(work: Callable[[Any], object], values: Sequence[Any]) -> Run:
    return lambda: [work(value) for value in values]


def _cases(topic: Topic, case: str, other: str, size: int = ITEMS) -> Callable[[], tuple[Run, Run]]:
    """Give two cases of a topic."""

    def prepare() -> tuple[Run, Run]:
        runs, _ = topic.prepared(size)
        return runs[case], runs[other]

    return prepare


def _against_yardstick(prepare: Callable[[], Run]) -> Callable[[], tuple[Run, Run]]:
    return lambda: (prepare(), yardstick)


def _growth(case: str) -> Callable[[], tuple[Run, Run]]:
    """Give the validation of 1,600 items, and of 100."""
    return lambda: (validation.TOPIC.prepared(1_600)[0][case], validation.TOPIC.prepared(100)[0][case])


def _bodies() -> Run:
    return _each(xhtml.render, [data.explainer(number) for number in range(20)])


def _stories() -> Run:
    return _each(data.story, [data.row(number) for number in range(ITEMS)])


def _validating(case: str) -> Run:
    return validation.TOPIC.prepared(ITEMS)[0][case]


PATHS: Mapping[str, Callable[[], tuple[Run, Run]]] = {
    "RSS item against lxml tree": _cases(writing.RSS, writing.MODEL, writing.TREE),
    "unchanged RSS items against lxml tree": _cases(writing.RSS, writing.AGAIN, writing.TREE),
    "Atom entry against lxml tree": _cases(writing.ATOM, writing.MODEL, writing.TREE),
    "RSS from rows against lxml tree": _cases(writing.RSS, writing.ROWS, writing.TREE),
    "RSS item of explainer against lxml tree": _cases(writing.RSS, writing.EXPLAINER, writing.TREE),
    "body of explainer against yardstick": _against_yardstick(_bodies),
    "JSON-LD nodes against dicts and json.dumps": _cases(jsonld.TOPIC, jsonld.OURS, jsonld.HAND),
    "NewsML-G2 item against lxml tree": _cases(newsml.TOPIC, newsml.OURS, newsml.TREE),
    "Story against yardstick": _against_yardstick(_stories),
    "reading RSS item against bare parse": _cases(reading.RSS, reading.OURS, reading.BARE),
    "reading metadata of RSS item against bare parse": _cases(reading.RSS, reading.METADATA, reading.BARE),
    "validating RSS item against yardstick": _against_yardstick(partial(_validating, validation.RSS_SMALL)),
    "validating Atom entry against yardstick": _against_yardstick(partial(_validating, validation.ATOM_SMALL)),
    "validating 16 times as many RSS items": _growth(validation.RSS_SMALL),
    "validating 16 times as many Atom entries": _growth(validation.ATOM_SMALL),
    "validating 16 times as many faults": _growth(validation.FAULTY),
}


@pytest.mark.benchmark(timer=process_time)
@pytest.mark.parametrize("name", LIMITS)
def test_a_path_keeps_its_ratio_to_a_yardstick(name: str, benchmark: BenchmarkFixture) -> None:
    path, other = PATHS[name]()
    seconds: list[float] = []

    def in_turn() -> None:
        seconds.append(measure.timed(other)[0])
        gc.collect()

    benchmark.pedantic(path, setup=in_turn, rounds=ROUNDS, warmup_rounds=1)
    if benchmark.stats is None:
        pytest.skip("--benchmark-disable: nothing was timed")
    ratio = benchmark.stats.stats.min / min(seconds)
    benchmark.stats.group = f"{name}: {ratio:.2f} of at most {LIMITS[name]}"
    assert ratio <= LIMITS[name], f"{name}: {ratio:.2f} times as long, at most {LIMITS[name]}"
