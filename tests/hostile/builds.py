"""Builds in processes of their own that can be killed, started from a process that has imported newsfeed already."""

import contextlib
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

_PRELOADED: Final = (
    "newsfeed.cli",
    "newsfeed.api",
    "newsfeed.formats.html.write",
    "jinja2",
    "lxml.html",
    "nh3",
    "hostile.builds",
)
NOBODY: Final = 65534


def start(folder: Path, words: Sequence[str], *, user: int | None = None, file_size: int | None = None) -> BaseProcess:
    """Start newsfeed in a folder, in a session of its own; its messages are in the file `messages-PID`.

    Args:
        folder: the current folder.
        words: the command line.
        user: the user to become, if this is root.
        file_size: the size of the largest file that it can write.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    process = context.Process(target=_run, args=(str(folder), list(words), dict(os.environ), user, file_size))
    process.start()
    return process


def _run(
    folder: str, words: list[str], environment: Mapping[str, str], user: int | None, file_size: int | None
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    messages = os.open(f"messages-{os.getpid()}", os.O_WRONLY | os.O_CREAT, 0o666)
    os.dup2(messages, 1)
    os.dup2(messages, 2)
    from newsfeed.cli import program

    if user is not None:
        # A user without rights may not be able to import anything more, so a first build imports what a second one needs.
        with contextlib.suppress(SystemExit):
            program([*words, "-o", "first/public", "--cache", "first/kept"], prog_name="newsfeed")
        os.ftruncate(messages, 0)
        os.lseek(messages, 0, os.SEEK_SET)
        os.setgid(user)
        os.setuid(user)
    if file_size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    sys.argv = ["newsfeed", *words]
    program(words, prog_name="newsfeed")


def messages(folder: Path, process: BaseProcess) -> str:
    """Return what a process has printed."""
    return (folder / f"messages-{process.pid}").read_text()


def wait_for(condition: Callable[[], object], process: BaseProcess, seconds: float = 60) -> None:
    """Wait until a condition holds or a process has ended."""
    deadline = time.monotonic() + seconds
    while not condition() and process.is_alive() and time.monotonic() < deadline:
        time.sleep(0.0005)


def processes_of(session: int) -> list[int]:
    """Return the processes of a session that still run, except zombies."""
    running = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[3]) == session:
            running.append(int(stat.parent.name))
    return running


def wait_for_end(session: int, seconds: float = 20) -> list[int]:
    """Wait until no process of a session runs, and return those that still do."""
    deadline = time.monotonic() + seconds
    while (running := processes_of(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return running


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder, by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
