"""`python -m benchmarks.load`: measure, and print a report in Markdown."""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks import machine
from benchmarks.load.readers import Observations, Readers
from benchmarks.load.servers import Load, load, running
from benchmarks.load.stories import FEED, LABEL, keep_changing, write_folder
from benchmarks.report import table

REQUIRED: Final = 20
"""How many times as many requests a second as the peer newsfeed must answer for an unchanged feed."""

_LIBRARIES: Final = ("uvicorn", "uvloop", "httptools", "fastapi", "starlette", "feedgen", "brotli")
_OURS: Final = "newsfeed serve"
_PEER: Final = "feedgen in FastAPI"
_FINISHED: Final = "FastAPI with the finished bytes"
_UNCHANGED: Final = "unchanged"
_LATEST: Final = 5.0
"""Seconds in which the last versions must be served."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="duration of each measurement (default: 5)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; each measures everything once (default: 3)")
    parser.add_argument("--changing", type=float, default=60, help="duration of the run with changes (default: 60)")
    parser.add_argument("--stories", type=int, default=50, help="number of stories (default: 50, a page of the feed)")
    parser.add_argument("--threads", type=int, default=2, help="threads of wrk (default: 2)")
    parser.add_argument("--connections", type=int, default=32, help="connections of wrk (default: 32)")
    parser.add_argument("--clients", type=int, default=4, help="clients that check what they read (default: 4)")
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between two changes (default: 0.02)")
    return parser.parse_args()


def main() -> int:
    """Measure and print the report.

    Returns:
        the exit code: 1 if something that is required is missed, 2 if wrk is missing.
    """
    arguments = _arguments()
    if shutil.which("wrk") is None:
        print("wrk is not installed: install it, on Debian with: apt-get install -y wrk", file=sys.stderr)
        return 2
    for line in _introduction(arguments):
        print(line)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, arguments.stories)
        ratio, errors = _measure(folder, arguments)
        seen, changing, are_last = _read_while_changing(folder, arguments)
    print(*_changing_report(seen, changing, are_last, arguments), sep="\n")
    passed = ratio >= REQUIRED and not errors and not changing.errors and not seen.faults and are_last
    print(
        f"\nUnchanged feed: {ratio:.0f} times the peer, at least {REQUIRED} required. {'Passed' if passed else 'FAILED'}."
    )
    return 0 if passed else 1


def _introduction(arguments: argparse.Namespace) -> Iterator[str]:
    yield "# Load\n"
    described = dict(machine.describe())
    for label in ("Processor", "Load", "System", "Python", "newsfeed"):
        yield f"* {label}: {described[label]}"
    yield f"* Libraries: {', '.join(f'{name} {_version(name)}' for name in _LIBRARIES)}"
    yield (
        f"* A feed of {arguments.stories} stories; one process for each server; wrk with {arguments.threads} threads and "
        f"{arguments.connections} connections; medians of {arguments.rounds} interleaved rounds of {arguments.seconds:g} s\n"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _measure(folder: Path, arguments: argparse.Namespace) -> tuple[float, int]:
    """Measure both servers in turn, so that a disturbance of the machine affects both, and print the table.

    Returns:
        how many times as many requests newsfeed answers for the unchanged feed, and the number of those that it failed.
    """
    ours = ["newsfeed", "serve", str(folder), "--feed", str(FEED), "--port", "0", "--no-validator"]
    results: dict[tuple[str, str], list[Load]] = {}
    with running(ours) as base, running(["benchmarks.load.peer", str(arguments.stories)]) as peer:
        for _ in range(arguments.rounds):
            for server, address in ((_OURS, f"{base}feed.rss"), (_PEER, f"{peer}feed.rss")):
                for request, headers in _requests(address):
                    results.setdefault((server, request), []).append(_load(address, headers, arguments))
            results.setdefault((_FINISHED, _UNCHANGED), []).append(_load(f"{peer}finished.rss", {}, arguments))
    medians = {key: sorted(loads)[len(loads) // 2] for key, loads in results.items()}
    lines = [
        _row(f"{server}, {request}", result, medians[_PEER, request].per_second)
        for (server, request), result in medians.items()
    ]
    header = ("Server and request", "requests/s", "median ms", "99 % ms", "errors", "x peer")
    print("\n".join(table(header, lines)), "\n")
    errors = sum(result.errors for (server, _), loads in results.items() if server == _OURS for result in loads)
    return medians[_OURS, _UNCHANGED].per_second / medians[_PEER, _UNCHANGED].per_second, errors


def _requests(address: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the kinds of requests with their headers. The peer has no entity tags, so it answers 200 to the last kind."""
    with urllib.request.urlopen(address) as response:  # noqa: S310  (loopback)
        tag = response.headers["ETag"] or '"none"'
    yield _UNCHANGED, {}
    yield "gzip", {"Accept-Encoding": "gzip"}
    yield "If-None-Match", {"If-None-Match": tag}


def _load(address: str, headers: dict[str, str], arguments: argparse.Namespace) -> Load:
    return load(address, arguments.seconds, headers, threads=arguments.threads, connections=arguments.connections)


def _row(name: str, result: Load, reference: float) -> tuple[str, ...]:
    return (
        name,
        f"{result.per_second:,.0f}",
        f"{result.median:.2f}",
        f"{result.worst:.2f}",
        str(result.errors),
        f"{result.per_second / reference:.1f}",
    )


def _read_while_changing(folder: Path, arguments: argparse.Namespace) -> tuple[Observations, Load, bool]:
    """Read while another process replaces the files.

    Returns:
        what the clients saw, the load besides them, and whether the last version of every story was served in the end.
    """
    count, seconds = arguments.stories, arguments.changing
    command = ["newsfeed", "serve", str(folder), "--feed", str(FEED), "--port", "0", "--no-validator"]
    with running([*command, "--page-size", str(count)]) as base:
        address = f"{base}feed.rss"
        readers, results = Readers(address, count), []
        writer = multiprocessing.get_context("spawn").Process(
            target=keep_changing, args=(folder, count, seconds, arguments.pause)
        )
        others = threading.Thread(target=lambda: results.append(_load_for(address, seconds, arguments)))
        writer.start()
        others.start()
        readers.read_for(seconds, arguments.clients)
        others.join()
        writer.join()
        are_last = _serves_last(address, folder, count)
    return readers.seen, results[0], are_last


def _load_for(address: str, seconds: float, arguments: argparse.Namespace) -> Load:
    return load(address, seconds, {}, threads=1, connections=arguments.connections)


def _serves_last(address: str, folder: Path, count: int) -> bool:
    """Return whether the feed soon has what the files have."""
    expected = {}
    for number in range(count):
        labels = LABEL.findall((folder / f"load-{number}.json").read_bytes())
        expected[number] = int(labels[0][1])
    end = time.monotonic() + _LATEST
    while time.monotonic() < end:
        readers = Readers(address, count)
        readers.read_for(0.1, 1)
        if readers.seen.newest == expected:
            return True
    return False


def _changing_report(
    seen: Observations, load_result: Load, are_last: bool, arguments: argparse.Namespace
) -> Iterator[str]:
    versions = sum(seen.newest.values()) - len(seen.newest)
    yield f"## Stories that change while they are read, {arguments.changing:g} s\n"
    yield (
        f"* {versions:,} new versions were read, by {arguments.clients} clients in {seen.reads:,} answers "
        f"({seen.unchanged:,} times 304)"
    )
    yield (
        f"* {load_result.requests:,} further requests by wrk, {load_result.per_second:,.0f} a second, "
        f"{load_result.errors} errors"
    )
    yield f"* torn: {seen.torn}, older than seen before: {seen.older}, documents with the tag of another: {seen.mixed}"
    yield f"* failed requests of the clients: {len(seen.errors)} {seen.errors[:1] or ''}"
    yield f"* the last version of every story was served in the end: {'yes' if are_last else 'NO'}"
    yield f"* {os.cpu_count()} cores were shared by the server, the writer, wrk and the clients"


if __name__ == "__main__":
    sys.exit(main())
