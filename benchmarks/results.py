"""Results of a topic, the targets that they are checked against, and the section of the report."""

from collections.abc import Iterable
from typing import Literal

import attrs

from benchmarks.measure import Measurement

Verdict = Literal["pass", "fail", "not measured"]


@attrs.frozen
class Figure:
    """Number to check against a target.

    Attributes:
        value: the number; times and ratios are of medians.
        medians: the two medians of a ratio, in words.
        fastest: the same number computed from the fastest rounds; None if it is not a time or a ratio of times.
    """

    value: float
    medians: str = ""
    fastest: float | None = None


@attrs.frozen
class Target:
    """Expectation about a figure.

    Attributes:
        text: description for the report.
        figure: the measured figure, or None if it was not measured.
        limit: the bound, inclusive.
        at_least: True if the limit is a lower bound, False if it is an upper bound.
        unit: printed after numbers.
    """

    text: str
    figure: Figure | None
    limit: float
    at_least: bool = False
    unit: str = "x"

    @property
    def verdict(self) -> Verdict:
        """The result of the check, by the medians."""
        if self.figure is None:
            return "not measured"
        met = self.figure.value >= self.limit if self.at_least else self.figure.value <= self.limit
        return "pass" if met else "fail"


def format_number(value: float) -> str:
    """Format a number with three significant digits, or with all digits of its integer part if there are more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Results:
    """The measurements of a topic, with figures computed from them. Each method returns None if something was not measured.

    Args:
        measurements: all of the topic.
    """

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        self._measurements = {
            (measurement.case, measurement.size, measurement.kind): measurement for measurement in measurements
        }
        self.sizes = sorted({size for _, size, _ in self._measurements})
        self._groups = sorted({(size, kind) for _, size, kind in self._measurements})

    def time(self, case: str, size: int) -> Figure | None:
        """Return the median time per item in microseconds."""
        timed = self._timed(case, size)
        return Figure(timed.median_us, fastest=timed.fastest_us) if timed else None

    def time_at_largest_size(self, case: str) -> Figure | None:
        """Return the median time per item in microseconds at the largest size that was measured."""
        times = [figure for size in self.sizes if (figure := self.time(case, size))]
        return times[-1] if times else None

    def ratio(self, case: str, baseline: str, size: int, kind: str = "") -> Figure | None:
        """Return the time of a case divided by the time of the baseline, for one kind of items."""
        return _ratio(self._timed(case, size, kind), self._timed(baseline, size, kind))

    def growth(self, case: str, small: int, large: int) -> Figure | None:
        """Return the time per item at the larger size divided by that at the smaller size."""
        return _ratio(self._timed(case, large), self._timed(case, small))

    def worst_ratio(self, case: str, baseline: str, *, higher_is_better: bool) -> Figure | None:
        """Return the worst ratio of all sizes and kinds of items: the smallest if higher is better, else the largest."""
        ratios = [ratio for group in self._groups if (ratio := self.ratio(case, baseline, *group))]
        worst = min if higher_is_better else max
        return worst(ratios, key=lambda ratio: ratio.value) if ratios else None

    def peak_mb(self, case: str, size: int) -> Figure | None:
        """Return the peak memory in MB."""
        measurement = self._measurements.get((case, size, ""))
        return Figure(measurement.peak / 1e6) if measurement and measurement.peak is not None else None

    def peak_growth_mb(self, case: str, small: int, large: int) -> Figure | None:
        """Return the difference of peak memory between two sizes in MB."""
        low, high = self.peak_mb(case, small), self.peak_mb(case, large)
        return Figure(high.value - low.value) if low and high else None

    def _timed(self, case: str, size: int, kind: str = "") -> Measurement | None:
        measurement = self._measurements.get((case, size, kind))
        return measurement if measurement and measurement.seconds else None


def _ratio(dividend: Measurement | None, divisor: Measurement | None) -> Figure | None:
    if dividend is None or divisor is None:
        return None
    return Figure(
        dividend.median_us / divisor.median_us,
        _describe_medians(dividend, divisor),
        dividend.fastest_us / divisor.fastest_us,
    )


def _describe_medians(dividend: Measurement, divisor: Measurement) -> str:
    """Return both medians of a ratio for the report; an equal size is printed once."""
    above, below = format_number(dividend.median_us), format_number(divisor.median_us)
    if dividend.size == divisor.size:
        return f"{above} / {below} us {f'of {dividend.kind}' if dividend.kind else f'at {dividend.size:,}'}"
    return f"{above} us at {dividend.size:,} / {below} us at {divisor.size:,}"


@attrs.frozen(kw_only=True)
class Section:
    """Section of the report about one topic.

    Attributes:
        name, title: of the topic.
        method: description of the work, in a few sentences.
        unit: singular noun for one of the items.
        baselines: names of the cases that ratios are computed to.
        measurements, targets: the rows of the tables.
    """

    name: str
    title: str
    method: str
    unit: str
    baselines: tuple[str, ...]
    measurements: tuple[Measurement, ...]
    targets: tuple[Target, ...]
