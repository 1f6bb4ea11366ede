"""Command line: `python -m benchmarks.engines --stories 1000000 --formats jsonld`."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import attrs

import newsfeed
from benchmarks.engines.data import write_stories
from benchmarks.engines.runs import CORES, ENGINES, Outcome, render_function

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = {"Ray Data": "ray", "PySpark": "pyspark", "Dask": "dask"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the engines, each in a process of its own, and print a table.

    Returns:
        1 if an engine failed or gave other bytes than the others, else 0.
    """
    options = _parser().parse_args(arguments)
    paths = write_stories(options.folder, options.stories)
    if options.run:
        outcome = ENGINES[options.run](paths, render_function(options.formats.split(","), validate=options.validate))
        options.result.write_text(json.dumps(attrs.asdict(outcome)), encoding="utf-8")
        return 0
    outcomes = {name: _measure(name, options) for name in ENGINES}
    print(_table(outcomes, options))
    digests = {outcome.digest for outcome in outcomes.values() if isinstance(outcome, Outcome)}
    failed = [name for name, outcome in outcomes.items() if outcome is None]
    print("equal bytes" if len(digests) == 1 else "THE BYTES DIFFER", next(iter(digests), ""))
    return int(len(digests) != 1 or bool(failed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--stories", type=int, default=1_000_000, help="the number of stories")
    parser.add_argument("--formats", default="jsonld", help="the formats to write, separated by commas")
    parser.add_argument("--validate", action="store_true", help="report findings, too")
    parser.add_argument("--folder", type=Path, default=ROOT / ".engines", help="the folder for the stories")
    parser.add_argument("--run", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help=argparse.SUPPRESS)
    return parser


def _measure(name: str, options: argparse.Namespace) -> Outcome | str | None:
    """Return the outcome of an engine, the reason why it is skipped, or None if it fails."""
    if name in PACKAGES and find_spec(PACKAGES[name]) is None:
        return f"skipped: {PACKAGES[name]} is not installed"
    if name == "PySpark" and shutil.which("java") is None:
        return "skipped: Spark needs Java: apt-get install -y default-jre-headless"
    print(f"running {name} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result.json")
        command = [sys.executable, "-m", "benchmarks.engines", "--run", name, "--result", str(result)]
        command += ["--stories", str(options.stories), "--formats", options.formats, "--folder", str(options.folder)]
        command += ["--validate"] if options.validate else []
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        environment = os.environ | {"PYTHONPATH": paths, "PYSPARK_PYTHON": sys.executable}
        process = subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=subprocess.DEVNULL)
        if process.returncode:
            return None
        return Outcome(**json.loads(result.read_text(encoding="utf-8")))


def _table(outcomes: dict[str, Outcome | str | None], options: argparse.Namespace) -> str:
    """Return the outcomes as a table in Markdown."""
    findings = "with findings and losses" if options.validate else "with losses, without findings"
    loop = outcomes["one process"]
    machine = f"Python {platform.python_version()}, {CORES} cores, {platform.system()} {platform.machine()}"
    lines = [
        f"{options.stories:,} stories to {options.formats}, {findings}; newsfeed {newsfeed.__version__}, {machine}",
        "",
        "| engine | version | start, s | seconds | rows a second | x one process | digest |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, outcome in outcomes.items():
        if not isinstance(outcome, Outcome):
            lines.append(f"| {name} | {outcome or 'failed'} | | | | | |")
            continue
        ratio = loop.seconds / outcome.seconds if isinstance(loop, Outcome) else 0
        lines.append(
            f"| {name} | {outcome.versions} | {outcome.start:.1f} | {outcome.seconds:.1f} | "
            f"{outcome.rows / outcome.seconds:,.0f} | {ratio:.2f} | {outcome.digest[:12]} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
