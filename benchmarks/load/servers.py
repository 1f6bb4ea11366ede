"""Servers in processes of their own, and wrk."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

_ADDRESS: Final = re.compile(r"at (http://\S+)")
_TIMEOUT: Final = 60
_UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@contextmanager
def running(arguments: Sequence[str]) -> Iterator[str]:
    """Run a module of Python that prints its address, and yield the address.

    Raises:
        RuntimeError: it ended instead.
    """
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(_TIMEOUT)


def _address(process: "subprocess.Popen[str]") -> str:
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if match := _ADDRESS.search(line):
            return match[1]
    raise RuntimeError(f"the server ended: {''.join(lines)}")


class Load(NamedTuple):
    """The result of wrk.

    Attributes:
        per_second: requests a second.
        requests: the number of requests.
        median, worst: the latency of the median and of 99 % of the requests. Milliseconds.
        errors: the number of requests that failed or had another status than 200 and 304.
    """

    per_second: float
    requests: int
    median: float
    worst: float
    errors: int


def load(address: str, seconds: float, headers: Mapping[str, str], *, threads: int, connections: int) -> Load:
    """Send as many requests as a server answers, for some seconds."""
    options = [f"-t{threads}", f"-c{connections}", f"-d{max(1, round(seconds))}", "--latency", "--timeout", "10s"]
    for name, value in headers.items():
        options += ["-H", f"{name}: {value}"]
    command = ["wrk", *options, address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return parse(text)


def parse(text: str) -> Load:
    """Return the numbers in the output of wrk."""
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    others = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = sum(map(int, sockets.groups())) if sockets else 0
    return Load(
        per_second=float(_group(r"Requests/sec:\s+([\d.]+)", text)),
        requests=int(_group(r"(\d+) requests in", text)),
        median=_milliseconds(_group(r"^ +50%\s+(\S+)", text)),
        worst=_milliseconds(_group(r"^ +99%\s+(\S+)", text)),
        errors=errors + (int(others[1]) if others else 0),
    )


def _group(expression: str, text: str) -> str:
    match = re.search(expression, text, re.MULTILINE)
    if match is None:
        raise RuntimeError(f"wrk printed no {expression}: {text}")
    return match[1]


def _milliseconds(text: str) -> float:
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    return float(number) * _UNITS[text.removeprefix(number)]
