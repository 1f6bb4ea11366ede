"""Mutation testing: whether the tests notice when the code is wrong.

usage: python tools/mutants.py [--sample 400] [--seed 1] [--session FILE] [--survivors] [--seconds 60]

A mutant is the code with one operator of cosmic-ray applied: another comparison, another number, no `not`, an empty loop. It is
killed if a test fails or does not end. The mutants are a random sample, spread over the modules by their size. They are written
to a copy of the checkout, so that an interrupted run leaves output behind; the same command continues it. The tests of a
mutant are those that run its line, first those in the folder of its package, the fastest first, up to `--seconds` in all.

Left out are mutants that cannot change what the code does (see `_skipped`). Mutants that change output a caller can see are
in equivalent_mutants.toml, with the reason.
"""

import argparse
import ast
import difflib
import hashlib
import importlib
import json
import math
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import parso
import pytest
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/newsfeed"
MODULES = (
    "values/**/*.py", "io/html*.py", "io/sanitizing/*.py", "body/parse*.py", "syndication/read/*.py", "formats/jsonld/*.py",
    "formats/newsml/*rules.py",
)  # fmt: skip
HOMES = {
    "values": ("values/*.py", "model/test_model.py"),
    "io": ("io/test_html*.py", "io/test_encodings.py", "hostile/test_html.py"),
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
CACHES = ("cache", "lru_cache", "functools.cache", "functools.lru_cache")
PRELOADED = (
    "attrs", "cattrs", "dateutil.parser", "feedparser", "html5lib", "hypothesis", "jsonschema_rs", "lxml.html", "markdown_it",
    "msgspec", "nh3", "yaml",
)  # fmt: skip
"""Imported once, before a process is forked for each mutant."""


_records: list["Records"] = []
"""Those of this process, with its own copy of the checkout."""
_MEASURING = multiprocessing.Lock()
_IDENTITY = re.compile(r"ComparisonOperator_(?!Is_|IsNot_)\w+_Is(Not)?$")
"""Other comparisons made one of identity: whether equal texts and numbers are identical is left to the interpreter."""


class Mutant(NamedTuple):
    """A change of one module."""

    module: str
    line: int
    span: tuple[int, int]
    """The lines whose tests run it: its statement, or all of the module."""
    diff: str
    source: str


class Chosen:
    """A plugin of pytest that runs the chosen tests in their order, and measures which test runs which line."""

    def __init__(self, tests: Iterable[str] | None = None, measurement: coverage.Coverage | None = None) -> None:
        self.places = None if tests is None else {test: place for place, test in enumerate(tests)}
        self.measurement = measurement
        self.started = 0.0
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.places is not None:
            items[:] = sorted(
                (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
            )

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.started = time.process_time()
        if self.measurement:
            self.measurement.switch_context(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.process_time() - self.started

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.append(report.nodeid)


def run_tests(tree: Path, files: Iterable[str], plugin: Chosen, *options: str) -> int:
    """Run pytest in the copy of the checkout; this process must not have imported newsfeed."""
    os.chdir(tree)
    os.environ["PYTHONPATH"] = str(tree / "src")
    sys.path.insert(0, str(tree / "src"))
    sys.dont_write_bytecode = True
    with Path(os.environ.get("MUTANTS_LOG", os.devnull)).open("a") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    without = (
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    )
    return int(pytest.main(["-q", *without, *options, *files], plugins=[plugin]))


# --- which test runs which line --------------------------------------------------------------------------------------------


class Records:
    """The lines that each test runs and its seconds, measured once for each file of tests."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.tree, self.folder = tree, folder
        self.code = _digest(_modules())
        self.content: dict[str, Any] = {}

    def of(self, file: str) -> dict[str, Any]:
        """Return the lines of each module with the tests of a file that run them, and the seconds of each test."""
        if file not in self.content:
            name = file.replace("/", ".")
            target = self.folder / f"{name}-{_digest([ROOT / file])}-{self.code}.json"
            if not target.exists():
                with _MEASURING:
                    if not target.exists():
                        for old in self.folder.glob(f"{name}-*"):
                            old.unlink()
                        _in_fork(record, self.tree, file, target)
            self.content[file] = json.loads(target.read_text())
        return self.content[file]

    def covering(self, mutant: Mutant, files: Iterable[str], limit: float) -> dict[str, float]:
        """Return the tests of some files that run the line of a mutant with their seconds: the fastest first, up to a limit.

        A line outside of functions runs when it is imported: then these are the tests that run any line of the module.
        """
        first, last = mutant.span
        tests: dict[str, float] = {}
        for file in files:
            content = self.of(file)
            for line, names in content["lines"].get(mutant.module, {}).items():
                if first <= int(line) <= last:
                    tests |= {name: content["seconds"][name] for name in names if name in content["seconds"]}
        total, chosen = 0.0, {}
        for name, seconds in sorted(tests.items(), key=lambda item: item[1]):
            total += seconds
            if total > limit:
                break
            chosen[name] = seconds
        return chosen


def record(tree: Path, file: str, target: Path) -> None:
    """Write the lines of each module with the tests that run them, and the seconds of each test."""
    data_file = target.with_suffix(".coverage")
    measurement = coverage.Coverage(
        config_file=False, data_file=str(data_file), include=[str(tree / path.relative_to(ROOT)) for path in _modules()]
    )
    plugin = Chosen(measurement=measurement)
    measurement.start()
    run_tests(tree, [file], plugin)
    measurement.stop()
    data = measurement.get_data()
    lines = {str(Path(path).relative_to(tree)): data.contexts_by_lineno(path) for path in data.measured_files()}
    passed = {test: round(seconds, 4) for test, seconds in plugin.seconds.items() if test not in plugin.failed}
    target.write_text(json.dumps({"lines": lines, "seconds": passed}))
    os._exit(0)


def _modules() -> list[Path]:
    return sorted({path for glob in MODULES for path in PACKAGE.glob(glob)})


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def test_files(module: str) -> tuple[list[str], list[str]]:
    """Return the files of the tests that are about a module, and of the others that may run it."""
    package = module.removeprefix("src/newsfeed/")
    globs = next(globs for start, globs in HOMES.items() if package.startswith(start))
    tests = ROOT / "tests"
    homes = [file for glob in globs for file in sorted(tests.glob(glob)) if file.name.startswith("test_")]
    others = [file for name in OTHERS for file in sorted(tests.glob(f"{name}/test_*.py")) if file not in homes]
    return [str(file.relative_to(ROOT)) for file in homes], [str(file.relative_to(ROOT)) for file in others]


# --- mutants ---------------------------------------------------------------------------------------------------------------


def sample(count: int, seed: int) -> Iterator[Mutant]:
    """Yield a random sample of mutants: from each module as many as its share of all lines, one at a place at most."""
    generator = random.Random(seed)
    modules = _modules()
    sizes = {module: len(module.read_text().splitlines()) for module in modules}
    shares = {module: count * size / sum(sizes.values()) for module, size in sizes.items()}
    by_rest = sorted(modules, key=lambda module: (int(shares[module]) - shares[module], module))
    rounded_up = by_rest[: count - sum(map(int, shares.values()))]
    spare = 0
    for module in sorted(modules, key=lambda module: sizes[module]):  # what a small one lacks goes to a larger one
        wanted = int(shares[module]) + (module in rounded_up) + spare
        chosen = []
        by_place: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
        for place, operator, occurrence in mutations(module):
            by_place[place].append((operator, occurrence))
        places = sorted(by_place)
        generator.shuffle(places)
        for place in places:
            if len(chosen) == wanted:
                break
            operator, occurrence = generator.choice(by_place[place])
            if mutant := mutate(module, operator, occurrence, place[0]):
                chosen.append(mutant)
        spare = wanted - len(chosen)
        yield from chosen


def mutations(module: Path) -> Iterator[tuple[tuple[int, int], str, int]]:
    """Yield the place, operator and occurrence of each mutant of a module that can change what it does."""
    source = module.read_text()
    skipped = _skipped(ast.parse(source))
    nodes = [
        node for node in ast_nodes(parso.parse(source)) if node.type not in ("name", "newline", "string", "endmarker")
    ]
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments() or _IDENTITY.search(name):
            continue
        operator = operator_class()
        places = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, place in enumerate(places):
            if not any(start <= place < end for start, end in skipped):
                yield place, name, occurrence


def _skipped(module: ast.Module) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the parts of a module where no mutant can change what it does.

    These are annotations, which are not evaluated; what only type checkers run; and caches, which save time only.
    """
    parts: list[ast.AST] = []
    for node in ast.walk(module):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            parts.append(node.annotation)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            parts.append(node)
        if isinstance(node, ast.FunctionDef):
            parts += [*filter(None, [node.returns])]
            parts += [each for each in node.decorator_list if ast.unparse(each).partition("(")[0] in CACHES]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node)
    return [_span(part) for part in parts]


def _span(node: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    # The place of a decorator is that of its "@".
    return (node.lineno, node.col_offset - 1), (node.end_lineno, node.end_col_offset)


def mutate(module: Path, operator: str, occurrence: int, line: int) -> Mutant | None:
    """Return a mutant, or None if it is no Python or the same program."""
    source = module.read_text()
    mutated = mutate_code(source, get_operator(operator)(), occurrence)
    try:
        if mutated is None or ast.dump(ast.parse(mutated)) == ast.dump(ast.parse(source)):
            return None
        compile(mutated, str(module), "exec")
    except SyntaxError:
        return None
    changed = difflib.unified_diff(source.splitlines(), mutated.splitlines(), n=0, lineterm="")
    diff = "\n".join(change for change in changed if change[0] in "+-" and not change.startswith(("+++", "---")))
    return Mutant(str(module.relative_to(ROOT)), line, _statement(ast.parse(source), line), diff, mutated)


def _statement(module: ast.Module, line: int) -> tuple[int, int]:
    """Return the lines of the innermost statement in a function, without the statements in it; else those of the module."""
    best = (1, 10**6)
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.body[0].lineno <= line <= (
            function.end_lineno or 0
        ):
            for statement in ast.walk(function):
                if isinstance(statement, ast.stmt) and statement is not function:
                    inner = getattr(statement, "body", None)
                    last = inner[0].lineno - 1 if isinstance(inner, list) else statement.end_lineno or 0
                    if statement.lineno <= line <= max(last, statement.lineno) and statement.lineno >= best[0]:
                        best = (statement.lineno, max(last, statement.lineno))
    return best


# --- runs ------------------------------------------------------------------------------------------------------------------


def is_killed(mutant: Mutant, records: Records, limit: float, batches: int) -> bool:
    """Return whether a test fails, or does not end, when it runs on a mutant."""
    path = records.tree / mutant.module
    original, times = path.read_text(), path.stat()
    for files in test_files(mutant.module)[:batches]:
        tests = records.covering(mutant, files, limit)
        if not tests:
            continue
        path.write_text(mutant.source)
        try:
            code = _in_fork(_judge, records.tree, list(tests), 20 + 5 * math.ceil(sum(tests.values())))
        finally:
            path.write_text(original)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        if code not in (0, 1, -signal.SIGKILL, -signal.SIGXCPU):
            raise RuntimeError(f"pytest does not run: set MUTANTS_LOG to a file for its output (code {code})")
        if code:
            return True
    return False


def _judge(tree: Path, tests: list[str], seconds: int) -> None:
    # Seconds of the processor, since others may use it too.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    code = run_tests(tree, files, Chosen(tests), "-x")
    # An error while the tests are collected interrupts them.
    os._exit({pytest.ExitCode.INTERRUPTED: 1, pytest.ExitCode.NO_TESTS_COLLECTED: 0}.get(code, code))


def _in_fork(function: Any, *arguments: Any) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(function, *arguments))
    process.start()
    process.join(1800)
    if process.is_alive() and process.pid:
        os.killpg(process.pid, signal.SIGKILL)
        process.join()
    return process.exitcode


def _alone(function: Any, *arguments: Any) -> None:
    os.setsid()
    function(*arguments)


def copy_checkout(folder: Path) -> Path:
    """Copy the files of the checkout that git knows or would add, with a link to ../shared."""
    tree = folder / "newsfeed"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    (folder / "shared").symlink_to((ROOT / "../shared").resolve())
    return tree


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--session", type=Path, help="the file of the results so far")
    parser.add_argument("--survivors", action="store_true", help="run those again that survived")
    parser.add_argument("--homes", action="store_true", help="run only the tests that are about the package")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60, help="of the tests for one mutant")
    options = parser.parse_args()
    session = (options.session or ROOT / f".mutants/{options.sample}-{options.seed}.json").resolve()
    session.parent.mkdir(parents=True, exist_ok=True)
    for name in PRELOADED:
        importlib.import_module(name)
    if session.exists():
        entries = json.loads(session.read_text())
    else:
        entries = [{**mutant._asdict(), "killed": None} for mutant in sample(options.sample, options.seed)]
        session.write_text(json.dumps(entries, indent=1))
    waiting = [entry for entry in entries if entry["killed"] is None or (options.survivors and not entry["killed"])]
    context = multiprocessing.get_context("fork")
    trees = context.Queue()
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ProcessPoolExecutor(options.jobs, context, initializer=_start, initargs=(trees, session.parent)) as pool,
    ):
        for number in range(options.jobs):
            trees.put(copy_checkout(Path(folder) / str(number)))
        tasks = {pool.submit(_outcome, entry, options.seconds, 1 if options.homes else 2): entry for entry in waiting}
        for number, task in enumerate(as_completed(tasks), 1):
            tasks[task]["killed"] = task.result()
            session.write_text(json.dumps(entries, indent=1))
            name = "killed" if task.result() else "survived"
            print(f"{number}/{len(tasks)} {tasks[task]['module']}:{tasks[task]['line']} {name}", flush=True)
    report(entries)


def _start(trees: Any, folder: Path) -> None:
    _records.append(Records(trees.get(), folder))


def _outcome(entry: dict[str, Any], limit: float, batches: int) -> bool:
    mutant = Mutant(*(entry[field] for field in Mutant._fields))
    return is_killed(mutant, _records[0], limit, batches)


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
    return "\n".join(line[0] + line[1:].strip() for line in diff.strip().splitlines())


if __name__ == "__main__":
    main()
