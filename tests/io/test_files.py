"""Atomic replacement of files, and bounded reading."""

import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from newsfeed import LimitError, Limits
from newsfeed.io import files


def fail_after(write: Callable[[bytes], object]) -> None:
    """Write a part of a file, then fail."""
    write(b"half")
    raise RuntimeError


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"12345")
    assert files.read(path, Limits(bytes=5)) == files.read(io.BytesIO(b"12345"), Limits(bytes=5)) == b"12345"
    with pytest.raises(LimitError):
        files.read(path, Limits(bytes=4))


def test_a_file_opened_as_text_is_refused() -> None:
    with pytest.raises(TypeError, match="binary mode"):
        files.read(cast("io.BytesIO", io.StringIO("x")), Limits())


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(RuntimeError), files.atomic_writer(path) as write:
        fail_after(write)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["feed.rss"]
    with files.atomic_writer(path) as write:
        write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys\n"
        "from newsfeed.io import files\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    with files.atomic_writer(sys.argv[1]) as write: write(b'x' * 5000)\n"
        "except OSError as error: print(type(error).__name__)\n"
    )
    process = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert process.stdout == "OSError\n"
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["feed.rss"]


def test_temporary_files_of_killed_processes_are_removed(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    stale = tmp_path / f".feed.rss.{int(process.stdout)}.abc.newsfeed-tmp"
    same_id = tmp_path / f".feed.rss.{os.getpid()}.abc.newsfeed-tmp"  # of a container that was killed
    current = tmp_path / f".feed.rss.{os.getppid()}.abc.newsfeed-tmp"
    other = tmp_path / ".newsfeed-tmp"
    for path in (stale, same_id, current, other):
        path.touch()
    with files.atomic_writer(tmp_path / "feed.rss") as write:
        write(b"x")
        with files.atomic_writer(tmp_path / "feed.atom") as write_another:
            write_another(b"y")
    assert {path.name for path in tmp_path.iterdir()} == {"feed.rss", "feed.atom", current.name, other.name}


def test_a_pipe_is_written_to_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with files.atomic_writer(pipe) as write:
            write(b"x")
        assert os.read(reader, 10) == b"x"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_symbolic_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with files.atomic_writer(tmp_path / "link") as write:
        write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
