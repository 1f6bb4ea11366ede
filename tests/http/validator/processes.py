"""The processes that a process has started."""

import contextlib
import os
import time
from pathlib import Path


def children(pid: int) -> set[int]:
    """Return the ids of the running processes that a process has started."""
    return {int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _parent(folder) == pid}


def is_running(pid: int) -> bool:
    """Return whether a process is running; one that has ended and was not waited for is not."""
    return _parent(Path("/proc", str(pid))) is not None


def _parent(folder: Path) -> int | None:
    """Return the id of the parent of a running process; None if it has ended."""
    with contextlib.suppress(OSError):
        state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        return None if state in "ZX" else int(parent)
    return None


def wait_until_gone(pid: int, seconds: float = 30) -> None:
    """Wait until a process has ended.

    Raises:
        TimeoutError: it is running after all that time; it is killed.
    """
    end = time.monotonic() + seconds
    while is_running(pid):
        if time.monotonic() > end:
            os.kill(pid, 9)
            raise TimeoutError(f"the process {pid} is still running after {seconds} seconds")
        time.sleep(0.02)
