"""Floods in every format: each is read, or refused by a typed error that names the limit, in 1 s and 64 MB + 3 x its size."""

from collections.abc import Iterator

import pytest

import newsfeed
from hostile import slowest
from hostile.cases.floods import FLOODS, SIZES, flood, names
from hostile.measured import MEGABYTE, SECONDS, measure, violation

pytestmark = pytest.mark.slow

_WAYS = ("loads", "loads, recover", "iter_stories", "validate", "detect")
_QUICK = ("1 MB", "loads")
"""The size and way of the sample that runs with the other tests."""

_QUICK_NAMES = frozenset(
    (
        ("jsonfeed", "empty items"),
        ("jsonld", "mentions"),
        ("html", "paragraphs"),
        ("text", "paragraphs"),
        ("rss", "enclosures"),
        ("rss", "bomb of spaces"),
        ("newsml", "empty items"),
    )
)


def _cases() -> Iterator[object]:
    for name, shape in names():
        for size in SIZES:
            for way in _WAYS:
                is_quick = (size, way) == _QUICK and (name, shape) in _QUICK_NAMES
                marks = () if is_quick else pytest.mark.battery
                yield pytest.param(name, shape, size, way, id=f"{name}-{shape}-{size}-{way}", marks=marks)


@pytest.mark.parametrize(("name", "shape", "size", "way"), list(_cases()))
def test_floods_are_bounded(name: str, shape: str, size: str, way: str) -> None:
    if way == "validate" and name not in {one.name for one in newsfeed.formats() if one.validates}:
        pytest.skip("has no validator")
    data = flood(name, shape, SIZES[size])
    outcome = measure("hostile.readers:run", way, data, name)
    slowest.note("memory", f"{name} {shape} {size} {way}", len(data), outcome)
    assert not violation(outcome, len(data), _seconds(way, len(data)))
    assert not outcome.result
    assert len(outcome.message) < 1000


def _seconds(way: str, size: int) -> float:
    """Return the CPU time that a case may take: a stream yields stories all the time, and may take a second for each MB."""
    return SECONDS * max(1, size / MEGABYTE) if way == "iter_stories" else SECONDS


def test_every_format_that_reads_has_floods() -> None:
    assert {one.name for one in newsfeed.formats() if one.reads} - {"atom", "opml", "rsl"} <= set(FLOODS) | {
        "standardsite",
        "subscriptions",
    }
