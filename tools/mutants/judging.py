"""The verdict about a mutant: in a fork that gets its changed functions, or in a new process that imports it."""

import functools
import gc
import importlib
import inspect
import math
import os
import resource
import signal
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from tools.mutants.processes import in_fork, run_tests
from tools.mutants.sampling import PACKAGE, Mutant, checked_modules

SURVIVED, KILLED, OUTSIDE_OF_FUNCTIONS = 0, 1, 77


class Judge:
    """A plugin of pytest that collects the tests once, and runs some of them in a fork for each mutant, until one fails.

    In the fork, the functions that a mutant changes get the changed code. Other mutants need a new process (see `_replace`).
    """

    def __init__(self, mutants: "list[tuple[int, Mutant, dict[str, float]]]", jobs: int, results: Any) -> None:
        self.mutants, self.jobs, self.results = mutants, jobs, results

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.jobs == 0:
            return False
        for module in checked_modules():  # many are imported when a format is read for the first time
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


class Chosen:
    """A plugin of pytest that runs some tests in their order."""

    def __init__(self, tests: Iterable[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


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
        return in_fork(_judge_here, tree, files, tests)
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
