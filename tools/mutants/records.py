"""The lines that each test runs, measured once for each file of tests, and the tests of a mutant."""

import ast
import hashlib
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import coverage
import pytest

from tools.mutants.processes import in_fork, run_tests
from tools.mutants.sampling import ROOT, WHOLE, Mutant, checked_modules, lines_of

HOMES = {
    "values": ("values/*.py", "model/test_model.py"),
    "io": ("io/test_html*.py", "io/test_encodings.py"),
    "body": ("body/*.py", "formats/test_html_own.py", "formats/test_html_read.py"),
    "syndication": ("syndication/*.py", "formats/test_rss_*.py", "reading/*.py", "contract/test_invalid.py"),
    "formats/jsonld": (
        "formats/test_jsonld*.py",
        "formats/test_microdata.py",
        "hostile/test_jsonld_values.py",
        "contract/test_invalid.py",
    ),
    "formats/newsml": (
        "formats/test_newsml_rules.py",
        "formats/test_newsml_foreign.py",
        "formats/test_newsml.py",
        "contract/test_invalid.py",
    ),
}
"""The tests that are about a package; they run first."""
OTHERS = (
    "values",
    "io",
    "body",
    "syndication",
    "reading",
    "formats",
    "contract",
    "validation",
    "model",
    "pages",
    "hostile",
)
"""The folders of the other tests, for a mutant that those let live."""


class Recorder:
    """A plugin of pytest that measures which test runs which line, and the seconds of each test."""

    def __init__(self, measurement: coverage.Coverage) -> None:
        self.measurement = measurement
        self.started = 0.0
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.started = time.process_time()
        self.measurement.switch_context(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.process_time() - self.started

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.append(report.nodeid)


class Records:
    """The lines that each test runs and its seconds, measured once for each file of tests."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.tree, self.folder = tree, folder
        self.code = _digest(checked_modules())
        self.content: dict[str, Any] = {}

    def of(self, file: str) -> dict[str, Any]:
        """Return the lines of each module with the tests of a file that run them, and the seconds of each test."""
        if file not in self.content:
            name = file.replace("/", ".")
            target = self.folder / f"{name}-{_digest([self.tree / file])}-{self.code}.json"
            if not target.exists():
                print(f"measuring {file}", flush=True)
                for old in self.folder.glob(f"{name}-*"):
                    old.unlink()
                in_fork(record, self.tree, file, target)
            self.content[file] = json.loads(target.read_text())
        return self.content[file]

    def covering(self, mutant: Mutant, files: Iterable[str], limit: float) -> dict[str, float]:
        """Return the tests of some files that run the line of a mutant with their seconds: the fastest first, up to a limit.

        A line outside of functions runs when it is imported: then these are the tests that run any line of the module. So are
        those for a function that runs at that time only.
        """
        contents = [self.of(file) for file in files]
        lines = lines_of(ast.parse((self.tree / mutant.module).read_text()), mutant.line)
        tests = _tests_of(contents, mutant.module, lines) or _tests_of(contents, mutant.module, WHOLE)
        total, chosen = 0.0, {}
        for name, seconds in sorted(tests.items(), key=lambda item: item[1]):
            total += seconds
            if total > limit:
                break
            chosen[name] = seconds
        return chosen


def _tests_of(contents: list[dict[str, Any]], module: str, lines: tuple[int, int]) -> dict[str, float]:
    """Return the tests that run one of the lines from the first to the last, with their seconds."""
    tests: dict[str, float] = {}
    for content in contents:
        for line, names in content["lines"].get(module, {}).items():
            if lines[0] <= int(line) <= lines[1]:
                tests |= {name: content["seconds"][name] for name in names if name in content["seconds"]}
    return tests


def record(tree: Path, file: str, target: Path) -> None:
    """Write the lines of each module with the tests that run them, and the seconds of each test."""
    data_file = target.with_suffix(".coverage")
    measurement = coverage.Coverage(
        config_file=False,
        data_file=str(data_file),
        include=[str(tree / path.relative_to(ROOT)) for path in checked_modules()],
    )
    plugin = Recorder(measurement)
    measurement.start()
    run_tests(tree, [file], plugin)
    measurement.stop()
    data = measurement.get_data()
    lines = {str(Path(path).relative_to(tree)): data.contexts_by_lineno(path) for path in data.measured_files()}
    passed = {test: round(seconds, 4) for test, seconds in plugin.seconds.items() if test not in plugin.failed}
    target.write_text(json.dumps({"lines": lines, "seconds": passed}))
    os._exit(0)


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def test_files(tree: Path, package: str, *, others: bool) -> list[str]:
    """Return the files of the tests that are about a package; with `others`, of all that may run it."""
    globs = (*HOMES[package], *(f"{name}/test_*.py" for name in OTHERS if others))
    files = [file for glob in globs for file in sorted((tree / "tests").glob(glob)) if file.name.startswith("test_")]
    return list(dict.fromkeys(str(file.relative_to(tree)) for file in files))
