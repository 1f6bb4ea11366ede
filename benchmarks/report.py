"""Measurements as Markdown: a table of all targets, then a table of numbers and a table of targets a topic."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.measure import Measurement
from benchmarks.results import Number, Results, Section, Target, figures

Row = Sequence[str]


def markdown(sections: Sequence[Section], machine: Iterable[tuple[str, str]], chart: str | None = None) -> str:
    """Give the whole report.

    Args:
        sections: one a topic.
        machine: what it was measured with.
        chart: the file name of the chart, as the report is to link it.
    """
    lines = ["# Benchmarks", "", *INTRODUCTION, ""]
    lines += [f"* {name}: {value}" for name, value in machine]
    lines += _summary([target for section in sections for target in section.targets])
    if chart:
        lines += ["", f"![Time an item, by topic and library]({chart})"]
    for section in sections:
        lines += ["", *_section(section)]
    return "\n".join(lines) + "\n"


INTRODUCTION = (
    "Written by `python -m benchmarks` (`make bench`); `benchmarks/README.md` says how it measures and how to read this.",
    "A column `x A` is the median of a row divided by that of A, so less than 1 is faster than A; in brackets stands the same",
    "of the least times. Targets are held to medians. All cases of a table ran in turns in one process, and times are the",
    "processor's; trust ratios more than the microseconds of one machine.",
)

_TARGETS = ("Target", "measured", "wanted", "verdict", "of least times", "medians")


def _summary(targets: Sequence[Target]) -> Iterator[str]:
    """Give what became of all targets, for those who read no further."""
    if targets:
        verdicts = Counter(target.verdict for target in targets)
        counted = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items(), reverse=True))
        yield from ("", "## Targets", "", f"{counted}.", "")
        yield from table(_TARGETS[:4], [_target(target)[:4] for target in targets])


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield section.method
    yield ""
    yield from table(*_filled(_head(section), [_row(section, each) for each in section.measurements]))
    if section.targets:
        yield ""
        yield from table(_TARGETS, [_target(target) for target in section.targets])


def _filled(head: Row, rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """Leave out the columns that no row has anything in."""
    places = [place for place in range(len(head)) if any(row[place] for row in rows)]
    return [head[place] for place in places], [[row[place] for place in places] for row in rows]


def _head(section: Section) -> Row:
    start = [f"time of each {section.unit}", "number", "median us", "least us"]
    return [*start, "MB/s", "peak MB", *(f"x {name}" for name in section.against)]


def _row(section: Section, measurement: Measurement) -> Row:
    name = f"{measurement.case} ({measurement.note})" if measurement.note else measurement.case
    start = [name, f"{measurement.size:,}"]
    if not measurement.seconds:
        return [*start, measurement.skipped, *[""] * (3 + len(section.against))]
    results = Results(section.measurements)
    ratios = [results.ratio(measurement.case, name, measurement.size) for name in section.against]
    return [
        *start,
        figures(measurement.median),
        figures(measurement.least),
        f"{measurement.speed:,.0f}" if measurement.bytes else "",
        "" if measurement.peak is None else figures(measurement.peak / 1e6),
        *map(_both, ratios),
    ]


def _both(ratio: Number | None) -> str:
    """Give a ratio of medians and, in brackets, that of the least times."""
    if ratio is None:
        return ""
    return f"{ratio.value:.2f} ({ratio.least:.2f})" if ratio.value != 1 else "1.00"


def _target(target: Target) -> Row:
    number, unit = target.number, target.unit
    measured = "" if number is None else f"{figures(number.value)}{unit}"
    least = "" if number is None or number.least is None else f"{figures(number.least)}{unit}"
    relation = "at least" if target.least else "at most"
    medians = "" if number is None else number.medians
    verdict = "**fail**" if target.verdict == "fail" else target.verdict
    return [target.text, measured, f"{relation} {target.limit:g}{unit}", verdict, least, medians]


def table(head: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Give a table whose columns are as wide as they must be: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    yield _line(head, widths)
    yield f"|{'-' * (widths[0] + 2)}|{'|'.join('-' * (width + 1) + ':' for width in widths[1:])}|"
    for row in rows:
        yield _line(row, widths)


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
    return f"| {' | '.join(cells)} |"
