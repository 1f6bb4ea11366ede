"""Generator of docs/comparison.md (`make docs`): what other libraries do, by experiment, and their measured speeds."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import peer_features
from peer_features import READERS, READING, WRITERS, WRITING

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "comparison.md"
BENCHMARKS = DOCS / "benchmarks.md"

HEAD = """# Comparison

What newsfeed and other libraries do with the same documents and values. Every cell of the tables of features is an experiment
of a few lines in `tests/peer_features.py`, which `make docs` runs: "yes" means that the library's plain call showed the
feature, without code around it. A library may be able to do more with options or code of yours. The table of speed repeats
rows of [the benchmarks](benchmarks.md), which `make bench` measures.

Choose another library if it fits better: **feedparser-rs** and **fastfeedparser** read faster, the latter without sanitizing;
**feedsmith** is for JavaScript; **feedgenerator** is what Django has on board.
"""
_SPEED = {
    "Writing RSS 2.0": ("feedgen", "feedgenerator", "PyRSS2Gen"),
    "Writing Atom": ("feedgen", "feedgenerator"),
    "Writing NewsML-G2": ("newsmlg2, without a body",),
    "Reading RSS 2.0": (
        "feedparser",
        "feedparser-rs (Rust)",
        "fastfeedparser, not sanitizing",
        "feedsmith (Node.js), not sanitizing",
    ),
    "Reading Atom": (
        "feedparser",
        "feedparser-rs (Rust)",
        "fastfeedparser, not sanitizing",
        "feedsmith (Node.js), not sanitizing",
    ),
}
TAIL = """## What the tables leave out

newsfeed also validates documents, names what a format would lose, and has a model of the parts of an explainer: press review,
questions, topics. We know of no counterpart in these libraries, so there is no row to compare. For validation, the peer is
the W3C feed validator; [the differences](reference/w3c-differences.md) are listed.

## Run it yourself

```sh
make reference   # runs the experiments and writes this page
make bench       # measures, a quarter of an hour
```
"""


def page() -> str:
    """Return the text of the page."""
    reading = {feature: row(READERS, feature, peer_features.reads) for feature in READING}
    reading["expands no bomb of entities"] = row(
        READERS, "expands no bomb of entities", lambda library, _: peer_features.refuses_bomb(library)
    )
    writing = {feature: row(WRITERS, feature, peer_features.writes) for feature in WRITING}
    parts = [HEAD, "## Reading", "", *_table(READERS, reading), "", "## Writing", "", *_table(WRITERS, writing), ""]
    return "\n".join([*parts, *_speed(), TAIL])


def row(libraries: Iterable[str], feature: str, has: Callable[[str, str], bool]) -> list[str]:
    """Return the cells of a feature; a library that is not installed keeps those of the present page."""
    return [
        ("yes" if has(library, feature) else "no")
        if peer_features.is_installed(library)
        else _present(feature, library)
        for library in libraries
    ]


def _present(feature: str, library: str) -> str:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"| {feature} |"))
    head = next(line for line in lines[: lines.index(row)][::-1] if line.startswith("| feature |"))
    return _cells(row)[_cells(head).index(library)]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(libraries: Iterable[str], rows: dict[str, list[str]]) -> Iterator[str]:
    names = list(libraries)
    yield f"| feature | {' | '.join(names)} |"
    yield f"|---|{'---|' * len(names)}"
    for feature, cells in rows.items():
        yield f"| {feature} | {' | '.join(cells)} |"


def _speed() -> Iterator[str]:
    yield from (
        "## Speed",
        "",
        "Microseconds per item of 6 KB in a document of 1,000, medians; below 1 is faster than newsfeed.",
        "",
    )
    yield from ("| task | library | median | relative to newsfeed |", "|---|---|---|---|")
    text = BENCHMARKS.read_text(encoding="utf-8")
    for title, peers in _SPEED.items():
        section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        base = _median(section, "newsfeed")
        yield f"| {title} | newsfeed | {base:,.4g} | 1 |"
        for peer in peers:
            median = _median(section, peer)
            yield f"| {title} | {peer} | {median:,.4g} | {median / base:.2f} |"
    yield ""


def _median(section: str, case: str) -> float:
    """Return the median of a case at the largest size that has one."""
    rows = re.findall(rf"^\| {re.escape(case)} +\| +([\d,]+) \| +([\d.,]+) \|", section, re.MULTILINE)
    return float(rows[-1][1].replace(",", ""))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
