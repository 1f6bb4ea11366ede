"""Mutation testing: whether the tests notice when the code is wrong.

usage: python tools/mutants.py [--sample 400] [--seed 1] [--session FILE] [--survivors] [--seconds 60]

A mutant is the code with one operator of cosmic-ray applied: another comparison, another number, no `not`, an empty loop. It is
killed if a test fails or does not end. The mutants are a random sample, spread over the modules by their size. They are written
to a copy of the checkout, so that an interrupted run leaves nothing behind; the same command continues it. The tests of a
mutant are those that run its line, first those in the folder of its package, the fastest first, up to `--seconds` in all.

Left out are mutants that cannot change what the code does (see `_skipped`). Mutants that change nothing a caller can see are
in equivalent_mutants.toml, with the reason.
"""

import argparse
import ast
import difflib
import functools
import gc
import hashlib
import importlib
import inspect
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
from pathlib import Path
from types import CodeType, FunctionType
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
CACHES = ("cache", "lru_cache", "functools.cache", "functools.lru_cache")
PRELOADED = (
    "attrs", "cattrs", "dateutil.parser", "feedparser", "html5lib", "hypothesis", "jsonschema_rs", "lxml.html", "markdown_it",
    "msgspec", "nh3", "yaml",
)  # fmt: skip
"""Imported once, before a process is forked for each mutant."""


_IDENTITY = re.compile(r"ComparisonOperator_(?!Is_|IsNot_)\w+_Is(Not)?$")
"""Other comparisons made one of identity: whether equal texts and numbers are identical is left to the interpreter."""


class Mutant(NamedTuple):
    """A change of one module."""

    module: str
    line: int
    diff: str
    source: str


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


class Judge:
    """A plugin of pytest that collects the tests once, and runs some of them in a fork for each mutant, until one fails.

    In the fork, the functions that a mutant changes get the changed code. Other mutants need a new process (see `_replace`).
    """

    def __init__(self, mutants: "list[tuple[int, Mutant, dict[str, float]]]", jobs: int, results: Any) -> None:
        self.mutants, self.jobs, self.results = mutants, jobs, results

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.jobs == 0:
            return False
        for module in _modules():  # many are imported when a format is read for the first time
            name = ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))
        items = {item.nodeid: item for item in session.items}
        functions, caches = _functions_and_caches()
        running: dict[int, tuple[int, float]] = {}
        waiting = list(reversed(self.mutants))
        while waiting or running:
            while waiting and len(running) < self.jobs:
                number, mutant, tests = waiting.pop()
                process = os.fork()
                if process == 0:
                    os.setsid()
                    for cached in caches:
                        cached.cache_clear()
                    os._exit(_run_in_fork(mutant, [items[test] for test in tests if test in items], tests, functions))
                running[process] = number, time.monotonic()
            for process, (number, start) in list(running.items()):
                ended, status = os.waitpid(process, os.WNOHANG)
                if not ended and time.monotonic() - start > 900:
                    os.killpg(process, signal.SIGKILL)
                if ended:
                    del running[process]
                    self.results.put((number, os.waitstatus_to_exitcode(status)))
            time.sleep(0.02)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os._exit(KILLED)


SURVIVED, KILLED, OUTSIDE_OF_FUNCTIONS = 0, 1, 77


def _run_in_fork(mutant: Mutant, items: list[pytest.Item], tests: dict[str, float], functions: dict[Any, Any]) -> int:
    seconds = 20 + 5 * math.ceil(sum(tests.values()))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    path = str(Path.cwd() / mutant.module)
    before, after = (compile(source, path, "exec") for source in (Path(path).read_text(), mutant.source))
    if not _replace(before, after, functions):
        return OUTSIDE_OF_FUNCTIONS
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return SURVIVED


def _functions_and_caches() -> tuple[dict[tuple[str, str, int], list[FunctionType]], list[Any]]:
    """Return all functions by the place of their code, and the caches of the package's functions."""
    functions = defaultdict(list)
    caches = []
    for value in gc.get_objects():
        if isinstance(value, FunctionType):
            functions[_place(value.__code__)].append(value)
        elif isinstance(value, functools._lru_cache_wrapper) and value.__module__.startswith("newsfeed."):
            caches.append(value)
    gc.freeze()
    return functions, caches


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _replace(before: CodeType, after: CodeType, functions: dict[tuple[str, str, int], list[FunctionType]]) -> bool:
    """Give all functions the code of a mutant; False if it changes what a module or class does when it is imported."""
    nested = list(zip(before.co_consts, after.co_consts, strict=False))
    is_function = bool(before.co_flags & inspect.CO_OPTIMIZED)
    if not is_function:
        constants = [[value for value in code.co_consts if not isinstance(value, CodeType)] for code in (before, after)]
        if (before.co_code, before.co_names, constants[0]) != (after.co_code, after.co_names, constants[1]):
            return False
    if is_function and "<locals>" not in before.co_qualname and not functions[_place(before)]:
        return False
    for function in functions.get(_place(before), ()):
        try:
            function.__code__ = after
        except ValueError:  # it has fewer variables of the function around it
            return False
    return all(
        _replace(old, new, functions) for old, new in nested if isinstance(old, CodeType) and isinstance(new, CodeType)
    )


def run_tests(tree: Path, files: Iterable[str], plugin: Any, *options: str) -> int:
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
            target = self.folder / f"{name}-{_digest([self.tree / file])}-{self.code}.json"
            if not target.exists():
                print(f"measuring {file}", flush=True)
                for old in self.folder.glob(f"{name}-*"):
                    old.unlink()
                _in_fork(record, self.tree, file, target)
            self.content[file] = json.loads(target.read_text())
        return self.content[file]

    def covering(self, mutant: Mutant, files: Iterable[str], limit: float) -> dict[str, float]:
        """Return the tests of some files that run the line of a mutant with their seconds: the fastest first, up to a limit.

        A line outside of functions runs when it is imported: then these are the tests that run any line of the module.
        """
        first, last = _lines(ast.parse((self.tree / mutant.module).read_text()), mutant.line)
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
    plugin = Recorder(measurement)
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


def test_files(tree: Path, package: str, *, others: bool) -> list[str]:
    """Return the files of the tests that are about a package; with `others`, of all that may run it."""
    globs = (*HOMES[package], *(f"{name}/test_*.py" for name in OTHERS if others))
    files = [file for glob in globs for file in sorted((tree / "tests").glob(glob)) if file.name.startswith("test_")]
    return list(dict.fromkeys(str(file.relative_to(tree)) for file in files))


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
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CACHES:
            parts.append(node)
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
    return Mutant(str(module.relative_to(ROOT)), line, diff, mutated)


def _lines(module: ast.Module, line: int) -> tuple[int, int]:
    """Return the lines whose tests run a mutant: the innermost statement in a function, without the statements in it.

    They are those of the whole module outside of functions, and in a cached function, which only the first test runs.
    """
    best = whole = (1, 10**6)
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef) and function.body[0].lineno <= line <= (function.end_lineno or 0):
            if any(ast.unparse(decorator).partition("(")[0] in CACHES for decorator in function.decorator_list):
                return whole
            for statement in ast.walk(function):
                if isinstance(statement, ast.stmt) and statement is not function:
                    inner = getattr(statement, "body", None)
                    last = inner[0].lineno - 1 if isinstance(inner, list) else statement.end_lineno or 0
                    last = max(last, statement.lineno)
                    if best[0] <= statement.lineno <= line <= last:
                        best = (statement.lineno, last)
    return best


# --- runs ------------------------------------------------------------------------------------------------------------------


def judge(
    tree: Path, files: list[str], mutants: "list[tuple[int, Mutant, dict[str, float]]]", jobs: int, results: Any
) -> None:
    """Put the number of each mutant and what became of it into a queue: KILLED, SURVIVED or OUTSIDE_OF_FUNCTIONS."""
    run_tests(tree, files, Judge(mutants, jobs, results), "-s")
    os._exit(0)


def judge_in_new_process(tree: Path, mutant: Mutant, tests: dict[str, float]) -> int:
    """Return KILLED or SURVIVED after a run of the tests that imports the mutant."""
    path = tree / mutant.module
    original, times = path.read_text(), path.stat()
    path.write_text(mutant.source)
    try:
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return _in_fork(_judge_here, tree, files, tests)
    finally:
        path.write_text(original)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _judge_here(tree: Path, files: list[str], tests: dict[str, float]) -> None:
    # Seconds of the processor, since others may use it too.
    seconds = 30 + 5 * math.ceil(sum(tests.values()))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    code = run_tests(tree, files, Chosen(tests), "-x")
    # An error while the tests are collected interrupts them.
    killing = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
    os._exit(KILLED if code in killing else SURVIVED if code in (0, pytest.ExitCode.NO_TESTS_COLLECTED) else code)


class Chosen:
    """A plugin of pytest that runs some tests in their order."""

    def __init__(self, tests: Iterable[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


def _fork(function: Any, *arguments: Any) -> Any:
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(function, *arguments))
    process.start()
    return process


def _in_fork(function: Any, *arguments: Any) -> int:
    process = _fork(function, *arguments)
    process.join(1800)
    if process.is_alive():
        os.killpg(process.pid, signal.SIGKILL)
        process.join()
    return int(process.exitcode or 0)


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
    process = _fork(
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
        if code == OUTSIDE_OF_FUNCTIONS:
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
