"""A run that is killed at any moment goes on with the same bytes, and its processes end with it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from examples import plain_story
from hostile.builds import wait_for_end

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")

from newsfeed.integrations import arrow  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]

STORIES = 400


def start(folder: Path, output: str, jobs: int = 2) -> "subprocess.Popen[bytes]":
    options = [
        "--to",
        "rss,jsonld",
        "--shard-size",
        "8",
        "--jobs",
        str(jobs),
        "--as-of",
        "2026-05-01T00:00:00Z",
        "--quiet",
    ]
    command = [sys.executable, "-m", "newsfeed", "bulk", "stories.parquet", "--output", output, *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table of stories."""
    stories = [plain_story(number) for number in range(STORIES)]
    parquet.write_table(arrow.to_table(stories), tmp_path / "stories.parquet")
    return tmp_path


def shards(folder: Path) -> int:
    return len(list(folder.glob("shard-*")))


def wait_for_shard(process: "subprocess.Popen[bytes]", output: Path) -> None:
    """Wait until a process has written another shard, or has ended."""
    before, deadline = shards(output), time.monotonic() + 60
    while process.poll() is None and shards(output) <= before and time.monotonic() < deadline:
        time.sleep(0.002)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
@pytest.mark.parametrize("total", [6, pytest.param(20, marks=pytest.mark.battery)])
def test_after_kills_the_bytes_are_those_of_one_run(folder: Path, total: int) -> None:
    chance = random.Random(20261127)
    kills = 0
    while kills < total:
        process = start(folder, "killed", jobs=1 + kills % 2)
        if kills % 5 == 4:  # at any moment of the start
            time.sleep(chance.random())
        else:  # at any moment of the work
            wait_for_shard(process, folder / "killed")
            time.sleep(chance.random() * 0.05)
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
        assert wait_for_end(process.pid, 20) == []
    assert kills == total, "the run ended before it was killed often enough: give it more stories"
    for output in ("killed", "whole"):
        last = start(folder, output)
        _, messages = last.communicate(timeout=300)
        assert last.returncode == 0, messages.decode()
    assert contents(folder / "killed") == contents(folder / "whole")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_processes(folder: Path, number: signal.Signals) -> None:
    process = start(folder, "out")
    while process.poll() is None and not shards(folder / "out"):
        time.sleep(0.01)
    os.kill(process.pid, number)
    process.communicate(timeout=60)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert wait_for_end(process.pid, 20) == []
