"""A running `newsfeed serve`."""

import contextlib
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_COMMAND = (sys.executable, "-m", "newsfeed", "serve", str(ROOT / "examples" / "stories"), "--port", "0")
_SECONDS = 60


@contextlib.contextmanager
def served(*options: str) -> Iterator[tuple[str, int]]:
    """Serve the example stories on a free port, and yield the address and the id of the process.

    Raises:
        RuntimeError: the server does not start, or does not end by itself after SIGTERM.
    """
    feed = str(ROOT / "examples" / "feed.toml")
    process = subprocess.Popen([*_COMMAND, "--feed", feed, *options], stderr=subprocess.PIPE, text=True)
    try:
        yield _address(process), process.pid
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=_SECONDS)
        if process.returncode:
            raise RuntimeError(f"the server ended with {process.returncode}: {log}")
    finally:
        process.kill()
        process.communicate()


def _address(process: "subprocess.Popen[str]") -> str:
    lines = []
    watchdog = threading.Timer(_SECONDS, process.kill)
    watchdog.start()
    try:
        for line in process.stderr or ():
            lines.append(line)
            if match := re.search(r"http://\S+", line):
                return match[0]
    finally:
        watchdog.cancel()
    raise RuntimeError(f"the server does not start: {''.join(lines)}")
