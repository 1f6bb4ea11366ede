"""Run an example project as its README says, and read what it serves.

usage: python tools/run_example.py FOLDER [FOLDER ...]

The first block of shell lines of a README sets the project up and starts its server in the background, in a copy of the
checkout without any environment. The second has requests, perhaps with their output. Every feed that they get is read with
feedparser and validated.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import feedparser

import newsfeed

ROOT = Path(__file__).resolve().parents[1]
FEEDS = ("application/rss+xml", "application/atom+xml")
SECONDS_TO_SET_UP = 900
SECONDS_TO_START = 120
SECONDS_TO_STOP = 20

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"http://[\w.:]+/[\w./-]*")
_KEPT = re.compile(r"PATH|HOME|TMPDIR|LANG|LC_\w+|PIP_\w+|UV_\w+|SSL_\w+|REQUESTS_\w+|\w+_proxy|\w+_PROXY")
"""Variables of the environment that say how to reach an index of packages, or that every program needs."""


class ExampleError(Exception):
    """An example that does not do what its README says."""


class Request(NamedTuple):
    """A line with a request, and what it prints, where `...` is any text."""

    line: str
    expected: str

    @property
    def address(self) -> str:
        """The address that is requested; "" for another command."""
        match = _ADDRESS.search(self.line)
        return match[0] if match else ""


class Instructions(NamedTuple):
    """The instructions of a README.

    Attributes:
        setup: the lines that set the project up, in the top folder of a checkout.
        server: the line that starts its server.
        requests: the requests.
    """

    setup: str
    server: str
    requests: list[Request]


def instructions(readme: str) -> Instructions:
    """Return the instructions of a README.

    Raises:
        ExampleError: it has not two blocks of shell lines, or the second begins without a request.
    """
    blocks = [text for language, text in _BLOCK.findall(readme) if language in ("sh", "bash", "console")]
    if len(blocks) < 2:
        raise ExampleError("the README needs a block of shell lines that start the server, and one with requests")
    *setup, server = blocks[0].strip().splitlines()
    requests = list(requests_of(blocks[1]))
    if not requests[0].address:
        raise ExampleError(f"{requests[0].line}: the first request has no address of the server")
    return Instructions("\n".join(setup), server.removesuffix("&"), requests)


def requests_of(block: str) -> Iterator[Request]:
    """Yield the requests of a block: its lines, or those that begin with `$` with the lines of output below them."""
    if not block.startswith("$ "):
        yield from (Request(line, "") for line in block.splitlines())
        return
    for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, expected = command.partition("\n")
        yield Request(line, expected.strip())


def copy_checkout(target: Path) -> None:
    """Copy the files of the checkout that are under version control, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def environment() -> dict[str, str]:
    """Return the variables of this process without those of its own Python environment."""
    kept = {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}
    own = str(Path(sys.prefix))
    kept["PATH"] = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if not part.startswith(own))
    return kept | {"PYTHONUNBUFFERED": "1"}


@contextmanager
def running(steps: Instructions, checkout: Path, log: Path) -> Iterator[None]:
    """Set an example up and run its server.

    Raises:
        ExampleError: a line fails, the server does not answer in time, or another one has its address already.
    """
    if answers(steps.requests[0].address):
        raise ExampleError(f"{steps.requests[0].address}: another server answers already: stop it")
    lines = f"set -e\n{steps.setup}\necho set up\nexec {steps.server}\n"
    with log.open("w") as output:
        process = subprocess.Popen(
            ["bash", "-c", lines],
            cwd=checkout,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(process, log, SECONDS_TO_SET_UP, lambda: "set up\n" in log.read_text())
        wait_for(process, log, SECONDS_TO_START, lambda: answers(steps.requests[0].address))
        yield
    finally:
        stop(process)


def wait_for(process: "subprocess.Popen[bytes]", log: Path, seconds: float, is_done: Callable[[], bool]) -> None:
    """Wait until something is done by a process.

    Raises:
        ExampleError: the process has ended, or the time is over.
    """
    deadline = time.monotonic() + seconds
    while not is_done():
        if process.poll() is not None:
            raise ExampleError(f"the lines of the README failed:\n{log.read_text()}")
        if time.monotonic() > deadline:
            raise ExampleError(f"nothing answered after {seconds} s:\n{log.read_text()}")
        time.sleep(0.1)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop a process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(SECONDS_TO_STOP)
    except ProcessLookupError:
        return
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(address: str) -> bool:
    """Return whether a server answers."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def check_output(steps: Instructions, folder: Path) -> None:
    """Run the requests as they are typed, and compare what they print.

    Raises:
        ExampleError: a request fails, or prints something else.
    """
    for request in steps.requests:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", request.line], cwd=folder, capture_output=True, check=False, timeout=120
        )
        output = done.stdout.decode(errors="replace").replace("\r\n", "\n")
        pattern = ".*?".join(re.escape(part) for part in request.expected.split("..."))
        if done.returncode or not re.search(pattern, output, re.DOTALL):
            raise ExampleError(f"$ {request.line}\n{output[:2000]}{done.stderr.decode(errors='replace')}")


def check_feeds(steps: Instructions) -> list[str]:
    """Read the feeds that the requests get, and return a line about each.

    Raises:
        ExampleError: there is none, or one cannot be read, or is not valid.
    """
    lines = []
    for address in dict.fromkeys(request.address for request in steps.requests if request.address):
        with urllib.request.urlopen(address, timeout=60) as response:
            data = response.read()
            kind = response.headers["Content-Type"]
        if kind.partition(";")[0] not in FEEDS:
            continue
        parsed = feedparser.parse(data)
        errors = [finding for finding in newsfeed.validate(data) if finding.severity == "error"]
        if parsed.bozo or not parsed.entries or errors:
            raise ExampleError(f"{address}: {len(parsed.entries)} entries, {errors}")
        lines.append(f"{address}: {parsed.version}, {len(parsed.entries)} entries, {parsed.feed.title!r}, valid")
    if not lines:
        raise ExampleError("no request gets a feed")
    return lines


def run_example(name: str) -> list[str]:
    """Run an example project, and return a line about each feed.

    Args:
        name: the path of its folder, relative to the checkout.

    Raises:
        ExampleError: it does not do what its README says.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy_checkout(Path(temporary) / "newsfeed")
        checkout = Path(temporary) / "newsfeed"
        folder = checkout / name
        steps = instructions((folder / "README.md").read_text(encoding="utf-8"))
        with running(steps, checkout, Path(temporary) / "log.txt"):
            check_output(steps, folder)
            return check_feeds(steps)


def main(names: list[str]) -> int:
    """Run examples, and return 1 if one fails."""
    failures = 0
    for name in names:
        start = time.monotonic()
        try:
            lines = run_example(str(Path(name).resolve().relative_to(ROOT)))
        except ExampleError as error:
            failures += 1
            lines = [f"FAILED: {error}"]
        print(f"{name} ({time.monotonic() - start:.0f} s)", *lines, sep="\n  ")
    print(f"{len(names) - failures} of {len(names)} examples work as their README says")
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
