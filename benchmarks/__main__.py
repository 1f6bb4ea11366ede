"""The command: `python -m benchmarks [TOPIC...]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import chart, machine, report
from benchmarks.measure import FEWEST, Settings
from benchmarks.results import Section
from benchmarks.topics import TOPICS


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report, and give the status of the process.

    Args:
        arguments: of the command line; None takes the process's.

    Returns:
        1 where `--check` is given and a target was missed, else 0.
    """
    asked = _parser().parse_args(arguments)
    defaults = Settings()
    settings = Settings(
        sizes=asked.sizes,
        rounds=asked.rounds or defaults.rounds,
        budget=asked.budget or defaults.budget,
        memory=not asked.no_memory,
    )
    sections = [_measured(name, settings) for name in asked.topics or TOPICS]
    _publish(sections, settings, asked.markdown, asked.svg)
    missed = [target for section in sections for target in section.targets if target.verdict == "fail"]
    print(f"{len(missed)} targets missed", file=sys.stderr)
    return 1 if asked.check and missed else 0


def _measured(name: str, settings: Settings) -> Section:
    print(f"measuring {name} ...", file=sys.stderr)
    return TOPICS[name].run(settings)


def _publish(sections: Sequence[Section], settings: Settings, markdown: Path | None, svg: Path | None) -> None:
    fewest = min(settings.rounds, FEWEST)
    rounds = f"{fewest} to {settings.rounds} of a case at a size, as many as fit {settings.budget:g} s"
    described = [*machine.describe(), ("Rounds", rounds)]
    print(report.markdown(sections, described))
    if markdown:
        markdown.write_text(report.markdown(sections, described, svg.name if svg else None), encoding="utf-8")
    if svg:
        svg.write_text(chart.svg(sections), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure newsfeed beside other libraries."
    )
    parser.add_argument(
        "topics", nargs="*", metavar="TOPIC", choices=[*TOPICS, []], help=f"of {', '.join(TOPICS)}; all"
    )
    parser.add_argument("--sizes", type=_sizes, help="numbers of items, 100,1000; each topic has its own")
    parser.add_argument("--rounds", type=int, help="of a case at one size, at most")
    parser.add_argument("--budget", type=float, help="seconds for the rounds of one case at one size")
    parser.add_argument("--no-memory", action="store_true", help="measure no peaks of memory")
    parser.add_argument("--markdown", type=Path, help="write the report to this file, too")
    parser.add_argument("--svg", type=Path, help="write the chart to this file")
    parser.add_argument("--check", action="store_true", help="end with status 1 where a target is missed")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(size) for size in text.split(",")}))


if __name__ == "__main__":
    sys.exit(main())
