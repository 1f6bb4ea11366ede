"""Command line: `python -m benchmarks [TOPIC...]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import chart, machine, report
from benchmarks.measure import MIN_ROUNDS, Settings
from benchmarks.results import Section
from benchmarks.topics import TOPICS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks, print the report, and return the exit status.

    Args:
        arguments: command-line arguments; None for those of the process.

    Returns:
        1 if `--check` is given and a target was missed, else 0.
    """
    options = _parser().parse_args(arguments)
    defaults = Settings()
    settings = Settings(
        sizes=options.sizes,
        rounds=options.rounds or defaults.rounds,
        budget=options.budget or defaults.budget,
        memory=not options.no_memory,
    )
    sections = [_run_topic(name, settings) for name in options.topics or TOPICS]
    _publish(sections, settings, options.markdown, options.svg)
    missed = [target for section in sections for target in section.targets if target.verdict == "fail"]
    print(f"{len(missed)} targets missed", file=sys.stderr)
    return 1 if options.check and missed else 0


def _run_topic(name: str, settings: Settings) -> Section:
    print(f"measuring {name} ...", file=sys.stderr)
    return TOPICS[name].run(settings)


def _publish(sections: Sequence[Section], settings: Settings, markdown: Path | None, svg: Path | None) -> None:
    min_rounds = min(settings.rounds, MIN_ROUNDS)
    rounds = f"{min_rounds} to {settings.rounds} per case and size, as many as fit in {settings.budget:g} s"
    environment = [*machine.describe(), ("Rounds", rounds)]
    print(report.markdown(sections, environment))
    if markdown:
        markdown.write_text(report.markdown(sections, environment, svg.name if svg else None), encoding="utf-8")
    if svg:
        svg.write_text(chart.svg(sections), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Compare the speed and memory use of newsfeed with other libraries."
    )
    parser.add_argument(
        "topics", nargs="*", metavar="TOPIC", choices=[*TOPICS, []], help=f"one of {', '.join(TOPICS)}; default: all"
    )
    parser.add_argument("--sizes", type=_sizes, help="numbers of items, e.g. 100,1000; default: those of each topic")
    parser.add_argument("--rounds", type=int, help="maximum number of rounds per case and size")
    parser.add_argument("--budget", type=float, help="seconds to spend on the rounds of one case at one size")
    parser.add_argument("--no-memory", action="store_true", help="do not measure peak memory")
    parser.add_argument("--markdown", type=Path, help="also write the report to this file")
    parser.add_argument("--svg", type=Path, help="write the chart to this file")
    parser.add_argument("--check", action="store_true", help="exit with status 1 if a target is missed")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(size) for size in text.split(",")}))


if __name__ == "__main__":
    sys.exit(main())
