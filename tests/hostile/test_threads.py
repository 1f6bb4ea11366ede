"""Shared objects in 8 threads and in forked processes: equal outputs, at first use too, and no child waits for ever."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

import newsfeed
from hostile import shared_work
from hostile.shared_work import CACHE, FEED, TASKS, run
from newsfeed.classes.forking import ForkableLock
from newsfeed.http import ResponseCache
from newsfeed.http.cache import Content
from newsfeed.http.memo import IdentityMemo
from newsfeed.http.validator.frames import Question
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.http.validator.worker_pool import WorkerPool

THREADS: Final = 8
SECONDS: Final = 30
"""Time until a child counts as hung, far more than any takes."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")


@pytest.fixture(autouse=True)
def _switching_often() -> Iterator[None]:
    """Let threads take turns after 10 microseconds instead of 5 milliseconds."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What each task returns in one thread."""
    return {name: run(name) for name in TASKS}


# --- threads ---------------------------------------------------------------------------------------------------------------


def _in_threads(names: list[str]) -> list[str]:
    barrier = threading.Barrier(THREADS)

    def work(index: int) -> list[str]:
        barrier.wait()
        # Each thread begins with another task.
        return [run(names[(index + step) % len(names)]) for step in range(len(names))]

    with ThreadPoolExecutor(THREADS) as pool:
        rows = list(pool.map(work, range(THREADS)))
    return [
        result for index, row in enumerate(rows) for result in row[-index % len(names) :] + row[: -index % len(names)]
    ]


@pytest.mark.slow
def test_8_threads_get_equal_outputs(expected: dict[str, str]) -> None:
    names = list(TASKS)
    results = _in_threads(names)
    assert len(results) == THREADS * len(names)
    assert [name for name, result in zip(names * THREADS, results, strict=True) if result != expected[name]] == []


@pytest.mark.battery
@pytest.mark.parametrize("turn", range(10))
def test_8_threads_get_equal_outputs_again_and_again(turn: int, expected: dict[str, str]) -> None:
    if turn % 2:
        CACHE.clear()
    test_8_threads_get_equal_outputs(expected)


FIRST_USE: Final = """
import hashlib, sys, threading
sys.setswitchinterval(1e-6)
sys.path[:0] = sys.argv[2:]
name, results, barrier = sys.argv[1], [None] * 8, threading.Barrier(8)
from hostile import shared_work
from newsfeed.plugins import Registry

def work(index):
    barrier.wait()
    try:
        results[index] = hashlib.sha256(shared_work.run(name).encode()).hexdigest()
    except BaseException as error:
        results[index] = repr(error)

threads = [threading.Thread(target=work, args=(index,)) for index in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*sorted(set(results)), sep="\\n")
"""
"""Eight threads that use the library for the first time in their process, all at once."""


def _first_use(name: str) -> list[str]:
    tests = Path(__file__).parent.parent
    command = [sys.executable, "-c", FIRST_USE, name, str(tests), str(tests / "hostile")]
    process = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 2, check=True)
    return process.stdout.split("\n")[:-1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["write with a cache", "read", *(pytest.param(name, marks=pytest.mark.battery) for name in TASKS)]
)
def test_the_first_use_can_be_raced(name: str, expected: dict[str, str]) -> None:
    assert _first_use(name) == [_digest(expected[name])]


# --- fork ------------------------------------------------------------------------------------------------------------------


def in_child(work: Callable[[], bool]) -> str:
    """Return "" if a forked child says that all is well, else what became of it."""
    child = os.fork()
    if not child:
        code = 2
        try:
            code = 0 if work() else 1
        finally:
            os._exit(code)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return {0: "", 256: "another output"}.get(status, f"status {status}")
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hangs"


class _Holder:
    """A thread that holds a lock while the context lasts."""

    def __init__(self, lock: ForkableLock) -> None:
        self._lock = lock
        self._is_held = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def _hold(self) -> None:
        with self._lock:
            self._is_held.set()
            self._end.wait()

    def __enter__(self) -> None:
        self._thread.start()
        self._is_held.wait()

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["write with a cache", "read", *(pytest.param(name, marks=pytest.mark.battery) for name in TASKS)]
)
def test_a_child_works_while_a_thread_held_the_lock_of_the_cache(name: str, expected: dict[str, str]) -> None:
    run("write with a cache")
    with _Holder(CACHE._lock):
        result = in_child(lambda: (run(name) == expected[name] and len(CACHE) > 0) or name != "write with a cache")
    assert result == ""


def test_a_child_keeps_a_warm_cache_whose_lock_was_free() -> None:
    cache = newsfeed.RenderCache()
    newsfeed.dumps(FEED, "rss", cache=cache)
    size = len(cache)
    assert size
    assert in_child(lambda: len(cache) == size) == ""


def test_a_child_of_a_thread_that_holds_the_lock_still_holds_it() -> None:
    cache = newsfeed.RenderCache()

    def work() -> bool:
        return cache._lock._lock.locked()

    with cache._lock:
        assert in_child(work) == ""
    assert in_child(lambda: not cache._lock._lock.locked()) == ""


def test_other_caches_work_in_a_child() -> None:
    responses = ResponseCache()
    content = Content(headers=(), data=b"x")
    responses.put("a", content)
    with _Holder(responses._lock):
        assert (
            in_child(lambda: responses.get("a") is None and responses.get_or_render("a", lambda: content) is content)
            == ""
        )
    rendering = threading.Event()
    end = threading.Event()

    def render() -> Content:
        rendering.set()
        end.wait()
        return content

    thread = threading.Thread(target=responses.get_or_render, args=("b", render))
    thread.start()
    rendering.wait()
    result = in_child(lambda: responses.get_or_render("b", lambda: content) is content)
    end.set()
    thread.join()
    assert result == ""
    memo: IdentityMemo[str, int] = IdentityMemo(len)
    with _Holder(memo._lock):
        assert in_child(lambda: memo("abc") == 3) == ""


@pytest.mark.battery
def test_a_child_does_not_use_the_checking_processes_of_its_parent() -> None:
    question = Question(content_type="application/rss+xml", accept="text/plain", query="", as_of="2026-11-01T12:00:00Z")
    pool = WorkerPool(1, CheckLimits(seconds=60))
    try:
        expected = pool.ask(question, shared_work.RSS)
        (worker,) = pool._workers

        def work() -> bool:
            answer = pool.ask(question, shared_work.RSS)
            is_own = worker not in pool._workers
            pool.close()
            return answer == expected and is_own

        assert in_child(work) == ""
        assert pool.ask(question, shared_work.RSS) == expected
        assert pool._workers == {worker}
    finally:
        pool.close()


@pytest.mark.slow
@pytest.mark.parametrize("forks", [4, pytest.param(100, marks=pytest.mark.battery)])
def test_children_work_while_threads_write(forks: int, expected: dict[str, str]) -> None:
    """Forks in the midst of whatever the threads are doing."""
    end = threading.Event()

    def work() -> None:
        while not end.is_set():
            run("write with a cache")

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        results = [in_child(lambda: run("write with a cache") == expected["write with a cache"]) for _ in range(forks)]
    finally:
        end.set()
        for thread in threads:
            thread.join()
    assert results == [""] * forks


@pytest.mark.slow
@pytest.mark.parametrize(
    "method",
    ["fork", pytest.param("forkserver", marks=pytest.mark.battery), pytest.param("spawn", marks=pytest.mark.battery)],
)
def test_processes_of_every_kind_get_equal_outputs(method: str, expected: dict[str, str]) -> None:
    names = list(TASKS) if method != "fork" else ["write with a cache", "read"]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(run, names).get(SECONDS * 2) == [expected[name] for name in names]
        # Stories, findings and errors are sent between processes.
        assert pool.apply_async(newsfeed.dumps, (FEED, "rss")).get(SECONDS) == newsfeed.dumps(FEED, "rss")
        assert pool.apply_async(newsfeed.loads, (shared_work.RSS,)).get(SECONDS) == newsfeed.loads(shared_work.RSS)
        with pytest.raises(newsfeed.ReadError, match="line"):
            pool.apply_async(newsfeed.loads, (b"<rss><channel></rss>", "rss")).get(SECONDS)
