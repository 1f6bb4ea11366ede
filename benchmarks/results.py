"""What was measured of a topic, what is expected of it, and what the report says."""

from collections.abc import Iterable
from typing import Literal

import attrs

from benchmarks.measure import Measurement

Verdict = Literal["pass", "fail", "not measured"]


@attrs.frozen
class Number:
    """What was measured, to be held to a target.

    Attributes:
        value: of medians.
        medians: the medians that a ratio was reckoned from, in words.
        least: the same reckoned from the least times; None where no times are in it.
    """

    value: float
    medians: str = ""
    least: float | None = None


@attrs.frozen
class Target:
    """What is expected of a measured number.

    Attributes:
        text: in words.
        number: what was measured; None: it was not.
        limit: what it is held to.
        least: whether the limit is the least or the most.
        unit: behind the numbers.
    """

    text: str
    number: Number | None
    limit: float
    least: bool = False
    unit: str = "x"

    @property
    def verdict(self) -> Verdict:
        """Whether it is met, by the medians."""
        if self.number is None:
            return "not measured"
        met = self.number.value >= self.limit if self.least else self.number.value <= self.limit
        return "pass" if met else "fail"


def figures(value: float) -> str:
    """Give a number with three figures that count, or all of those before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Results:
    """The measurements of a topic, to be asked for ratios.

    Args:
        measurements: all of them.
    """

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        self._by_place = {(each.case, each.size): each for each in measurements}
        self.sizes = sorted({size for _, size in self._by_place})

    def us(self, case: str, size: int) -> Number | None:
        """Give the median of microseconds an item."""
        found = self._timed(case, size)
        return Number(found.median, least=found.least) if found else None

    def largest(self, case: str) -> Number | None:
        """Give the median of microseconds an item at the largest size that was measured."""
        found = [number for size in self.sizes if (number := self.us(case, size))]
        return found[-1] if found else None

    def ratio(self, case: str, other: str, size: int) -> Number | None:
        """Give how many times as long the first takes as the second."""
        return _ratio(self._timed(case, size), self._timed(other, size))

    def growth(self, case: str, start: int, end: int) -> Number | None:
        """Give how many times as long an item takes at the larger size."""
        return _ratio(self._timed(case, end), self._timed(case, start))

    def worst(self, case: str, other: str, *, least: bool) -> Number | None:
        """Give the ratio at the size where it is worst: least where more is better."""
        found = [ratio for size in self.sizes if (ratio := self.ratio(case, other, size))]
        best = min if least else max
        return best(found, key=lambda ratio: ratio.value) if found else None

    def peak(self, case: str, size: int) -> Number | None:
        """Give the peak of memory in MB."""
        found = self._by_place.get((case, size))
        return Number(found.peak / 1e6) if found and found.peak is not None else None

    def peak_growth(self, case: str, start: int, end: int) -> Number | None:
        """Give by how many MB the peak of memory is higher at the larger size."""
        few, many = self.peak(case, start), self.peak(case, end)
        return Number(many.value - few.value) if few and many else None

    def _timed(self, case: str, size: int) -> Measurement | None:
        found = self._by_place.get((case, size))
        return found if found and found.seconds else None


def _ratio(first: Measurement | None, second: Measurement | None) -> Number | None:
    if first is None or second is None:
        return None
    return Number(first.median / second.median, _medians(first, second), first.least / second.least)


def _medians(first: Measurement, second: Measurement) -> str:
    """Say which times a ratio is of; the size stands once where it is the same."""
    if first.size == second.size:
        return f"{figures(first.median)} / {figures(second.median)} us at {first.size:,}"
    return f"{figures(first.median)} us at {first.size:,} / {figures(second.median)} us at {second.size:,}"


@attrs.frozen(kw_only=True)
class Section:
    """What the report says of a topic.

    Attributes:
        name, title: of the topic.
        method: what was done, in a sentence or two.
        unit: what one of the data is called.
        against: the cases that ratios are given to.
        measurements, targets: the rows of its tables.
    """

    name: str
    title: str
    method: str
    unit: str
    against: tuple[str, ...]
    measurements: tuple[Measurement, ...]
    targets: tuple[Target, ...]
