"""The command: it runs the mutants that have no verdict yet, and prints the figures and the survivors."""

import argparse
import importlib
import json
import multiprocessing
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import mutants as mutants_package
from tools.mutants.judging import OUTSIDE_OF_FUNCTIONS, SURVIVED, judge, judge_in_new_process
from tools.mutants.processes import copy_checkout, fork
from tools.mutants.records import HOMES, Records, test_files
from tools.mutants.sampling import ROOT, Mutant, sample

PRELOADED = (
    "attrs", "cattrs", "dateutil.parser", "feedparser", "html5lib", "hypothesis", "jsonschema_rs", "lxml.html", "markdown_it",
    "msgspec", "nh3", "yaml",
)  # fmt: skip
"""Imported once, before a process is forked for each mutant."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(mutants_package.__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--session", type=Path, help="the file of the results so far")
    parser.add_argument("--survivors", action="store_true", help="run those again that survived")
    parser.add_argument("--others", action="store_true", help="run the tests of other packages too: some hours")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60, help="of the tests for one mutant")
    options = parser.parse_args()
    session = (options.session or ROOT / f".mutants/{options.sample}-{options.seed}.json").resolve()
    session.parent.mkdir(parents=True, exist_ok=True)
    for name in PRELOADED:
        importlib.import_module(name)
    if session.exists():
        entries = [entry for entry in json.loads(session.read_text()) if renew(entry)]
    else:
        entries = [{**mutant._asdict(), "killed": None} for mutant in sample(options.sample, options.seed)]
        session.write_text(json.dumps(entries, indent=1))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        records = Records(copy_checkout(Path(folder)), session.parent)
        for package in HOMES:
            waiting = [
                (number, Mutant(*(entry[field] for field in Mutant._fields)))
                for number, entry in enumerate(entries)
                if entry["module"].startswith(f"src/newsfeed/{package}/")
                and (entry["killed"] is None or (options.survivors and not entry["killed"]))
            ]
            for number, code in outcomes(package, waiting, records, options):
                entries[number]["killed"] = code != SURVIVED
                session.write_text(json.dumps(entries, indent=1))
                name = "survived" if code == SURVIVED else "killed"
                print(
                    f"{number + 1}/{len(entries)} {entries[number]['module']}:{entries[number]['line']} {name}",
                    flush=True,
                )
    report(entries)


def outcomes(
    package: str, mutants: list[tuple[int, Mutant]], records: Records, options: argparse.Namespace
) -> Iterator[tuple[int, int]]:
    """Yield the number of each mutant of a package, and SURVIVED or another code."""
    if not mutants:
        return
    files = test_files(records.tree, package, others=options.others)
    tests = {number: records.covering(mutant, files, options.seconds) for number, mutant in mutants}
    by_number = dict(mutants)
    results = multiprocessing.get_context("fork").SimpleQueue()
    process = fork(
        judge,
        records.tree,
        files,
        [(number, mutant, tests[number]) for number, mutant in mutants],
        options.jobs,
        results,
    )
    for _ in mutants:
        while results.empty():
            if not process.is_alive() and results.empty():
                raise SystemExit("pytest does not run: set MUTANTS_LOG to a file for its output")
            time.sleep(0.05)
        number, code = results.get()
        # A function that runs while its module is imported has run before the fork.
        if code in (OUTSIDE_OF_FUNCTIONS, SURVIVED):
            code = judge_in_new_process(records.tree, by_number[number], tests[number]) if tests[number] else SURVIVED
        yield number, code
    process.join()


def renew(entry: dict[str, Any]) -> bool:
    """Make a mutant of an earlier run from the module as it is now; False if its line is gone."""
    lines = (ROOT / entry["module"]).read_text().split("\n")
    old, new = ([line[1:] for line in entry["diff"].split("\n") if line.startswith(sign)] for sign in "-+")
    places = [number for number in range(len(lines)) if lines[number : number + len(old)] == old]
    if not places:
        print(f"{entry['module']}: the line of a mutant is gone: {old[0].strip()}")
        return False
    place = min(places, key=lambda number: abs(number - (entry["line"] - 1)))
    entry["source"] = "\n".join([*lines[:place], *new, *lines[place + len(old) :]])
    return True


def report(entries: list[dict[str, Any]]) -> None:
    """Print the figures of each module, then the mutants that survived."""
    table = tomllib.loads((ROOT / "tools/equivalent_mutants.toml").read_text()).get("mutant", [])
    reasons = {(row["module"], _essence(row["diff"])): row["reason"] for row in table}
    survivors = [entry for entry in entries if not entry["killed"]]
    equivalent = [entry for entry in survivors if (entry["module"], _essence(entry["diff"])) in reasons]
    modules = sorted({entry["module"] for entry in entries})
    for module in modules:
        counts = Counter(entry["killed"] for entry in entries if entry["module"] == module)
        print(f"{module}: {counts.total()} mutants, {counts[True]} killed, {counts.total() - counts[True]} survived")
    for entry in survivors:
        reason = reasons.get((entry["module"], _essence(entry["diff"])))
        print(f"\n{entry['module']}:{entry['line']}\n{entry['diff']}")
        if reason:
            print(f"equivalent: {reason}")
    killed = len(entries) - len(survivors)
    print(f"\n{killed} of {len(entries)} mutants killed: {killed / len(entries):.1%}")
    without = len(entries) - len(equivalent)
    print(f"without {len(equivalent)} equivalent ones: {killed} of {without}, {killed / without:.1%}")


def _essence(diff: str) -> str:
    """Return a change without white space, which cosmic-ray adds to numbers."""
    return "\n".join("".join(line.split()) for line in diff.strip().splitlines())


if __name__ == "__main__":
    main()
