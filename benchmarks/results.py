"""What was measured of a topic, what is expected of it, and what the report says."""

from collections.abc import Iterable
from typing import Literal

import attrs

from benchmarks.measure import Measurement

Verdict = Literal["pass", "fail", "not measured"]


@attrs.frozen
class Target:
    """What is expected of a measured number.

    Attributes:
        text: in words.
        value: what was measured; None: it was not.
        limit: what it is held to.
        least: whether the limit is the least or the most.
        unit: behind the numbers.
    """

    text: str
    value: float | None
    limit: float
    least: bool = False
    unit: str = "x"

    @property
    def verdict(self) -> Verdict:
        """Whether it is met."""
        if self.value is None:
            return "not measured"
        met = self.value >= self.limit if self.least else self.value <= self.limit
        return "pass" if met else "fail"


class Results:
    """The measurements of a topic, to be asked for ratios.

    Args:
        measurements: all of them.
    """

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        self._by_place = {(each.case, each.size): each for each in measurements}
        self.sizes = sorted({size for _, size in self._by_place})

    def us(self, case: str, size: int) -> float | None:
        """Give microseconds an item of the least disturbed round."""
        found = self._by_place.get((case, size))
        return found.least if found and found.seconds else None

    def ratio(self, case: str, other: str, size: int) -> float | None:
        """Give how many times as long the first takes as the second."""
        ours, theirs = self.us(case, size), self.us(other, size)
        return ours / theirs if ours and theirs else None

    def peak(self, case: str, size: int) -> float | None:
        """Give the peak of memory in MB."""
        found = self._by_place.get((case, size))
        return found.peak / 1e6 if found and found.peak is not None else None

    def worst(self, case: str, other: str, *, least: bool) -> float | None:
        """Give the ratio at the size where it is worst: least where more is better."""
        found = [ratio for size in self.sizes if (ratio := self.ratio(case, other, size)) is not None]
        return (min(found) if least else max(found)) if found else None

    def growth(self, case: str, start: int, end: int) -> float | None:
        """Give how many times as long an item takes at the larger size."""
        first, last = self.us(case, start), self.us(case, end)
        return last / first if first and last else None


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
