"""`newsfeed serve`: a real process, read with urllib and feedparser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import pytest

from newsfeed.io.files import atomic_writer

pytest.importorskip("uvicorn", reason="uvicorn is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send"),
]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DEADLINE = 30


@contextmanager
def serving(*arguments: str, ending: int = signal.SIGTERM) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the program on a free port, yield its address, and end it by a signal."""
    command = [sys.executable, "-m", "newsfeed", "serve", *arguments, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        line = process.stderr.readline()
        match = re.search(r"at (https?://\S+)", line)
        assert match, line
        yield match[1], process
        process.send_signal(ending)
        process.wait(DEADLINE)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stderr.close()


def fetch(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(  # noqa: S310  (loopback)
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE) as response:  # noqa: S310  (loopback)
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_examples_are_served_until_a_signal_ends_the_server(ending):
    arguments = [str(EXAMPLES / "stories"), "--feed", str(EXAMPLES / "feed.toml")]
    with serving(*arguments, ending=ending) as (address, process):
        status, headers, data = fetch(f"{address}feed", Accept="application/atom+xml")
        assert (status, headers["content-type"]) == (200, "application/atom+xml")
        parsed = feedparser.parse(data)
        assert not parsed.bozo
        assert (parsed.feed.title, len(parsed.entries)) == ("The Harbour Desk: explainers", 4)
        status, headers, _ = fetch(f"{address}stories/tidal-barrier")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        again = fetch(f"{address}feed.rss", If_None_Match=fetch(f"{address}feed.rss")[1]["etag"])
        assert (again[0], again[2]) == (304, b"")
        assert fetch(f"{address}nothing")[0] == 404
        assert fetch(f"{address}validate")[0] == 200
    assert process.returncode == 0


def test_feedparser_reads_what_changed_only_by_the_tag_and_the_date(tmp_path):
    (tmp_path / "a.txt").write_bytes((EXAMPLES / "stories" / "tidal-barrier.txt").read_bytes())
    with serving(str(tmp_path), "--feed", str(EXAMPLES / "feed.toml"), "--max-age", "0") as (address, _):
        first = feedparser.parse(f"{address}feed.rss")
        assert (first.status, len(first.entries)) == (200, 1)
        assert feedparser.parse(f"{address}feed.rss", etag=first.etag).status == 304
        with atomic_writer(tmp_path / "b.json") as write:
            write((EXAMPLES / "stories" / "night-trains.json").read_bytes())
        deadline = time.monotonic() + DEADLINE
        while (second := feedparser.parse(f"{address}feed.rss", etag=first.etag)).status == 304:
            assert time.monotonic() < deadline, "the new story was never served"
            time.sleep(0.1)
        assert [entry.title for entry in second.entries] != [entry.title for entry in first.entries]
        assert len(second.entries) == 2


def test_the_base_is_the_address_of_every_document(tmp_path):
    stories = str(EXAMPLES / "stories")
    with serving(stories, "--base", "https://news.example.com/desk", "--no-validator") as (address, process):
        assert address == "https://news.example.com/desk/"
        port = process_port(process)
        _, headers, data = fetch(f"http://127.0.0.1:{port}/feed.rss", Host="attacker.example")
        assert headers["content-location"] == "https://news.example.com/desk/feed.rss"
        assert b"attacker" not in data
        assert fetch(f"http://127.0.0.1:{port}/validate")[0] == 404


def process_port(process: subprocess.Popen[str]) -> int:
    """Return the port on which a process listens (Linux)."""
    tables = Path(f"/proc/{process.pid}/net/tcp")
    if not tables.exists():
        pytest.skip("the system has no /proc/net/tcp")
    sockets = {link.name: str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir()}
    numbers = {name[8:-1] for name in sockets.values() if name.startswith("socket:[")}
    for line in tables.read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == "0A" and fields[9] in numbers:
            return int(fields[1].partition(":")[2], 16)
    raise AssertionError("the process listens on no port")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsfeed", "serve", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=DEADLINE)


def test_wrong_usage_ends_with_2_and_a_message(tmp_path):
    result = run(str(tmp_path / "nowhere"))
    assert (result.returncode, "is no folder" in result.stderr) == (2, True)
    result = run(str(tmp_path), "--theme", str(tmp_path / "nowhere"))
    assert (result.returncode, "templates" in result.stderr) == (2, True)
    result = run(str(tmp_path), "--feed", str(tmp_path / "feed.toml"))
    assert (result.returncode, "feed.toml: there is no such file" in result.stderr) == (2, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(str(tmp_path), "--port", str(taken.getsockname()[1]))
    assert (result.returncode, "another program listens there" in result.stderr) == (2, True)


def test_without_uvicorn_the_extra_is_named(tmp_path):
    program = "import sys; sys.modules['uvicorn'] = None; from newsfeed.__main__ import main; main()"
    command = [sys.executable, "-c", program, "serve", str(tmp_path)]
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=DEADLINE)
    assert (result.returncode, "newsfeed-kit[serve]" in result.stderr) == (2, True)
