"""Inputs that cannot be read: the command names them, writes nothing and exits with 2, unless it is told to keep going."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsfeed
from examples import plain_story
from hostile import builds
from newsfeed.cli import program

AS_OF = ("--as-of", "2026-05-01T00:00:00Z")
COMMANDS = {
    "build": ["build", "in", "--feed", "feed.toml", "-o", "public", *AS_OF],
    "build with a cache": ["build", "in", "--feed", "feed.toml", "-o", "public", "--cache", "public/.kept", *AS_OF],
    "build with jobs": ["build", "in", "--feed", "feed.toml", "-o", "public", "--jobs", "2", *AS_OF],
    "publish": ["publish", "in", "--feed", "feed.toml", "-o", "public", "--cache", "public/.kept", "--no-ping", *AS_OF],
    "convert": ["convert", "in", "--to", "jsonld", "-o", "public", *AS_OF],
    "bulk": ["bulk", "in", "--to", "rss", "-o", "public", "--restart", "--no-validate", *AS_OF],
    "store": ["store", "sqlite:///public/stories.db", "in"],
}


def garbage(path: Path) -> None:
    path.write_bytes(b'{"newsfeed": "story/1", "id": ')


def empty(path: Path) -> None:
    path.write_bytes(b"")


def bomb(path: Path) -> None:
    path.write_bytes(b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rss version="2.0"><channel>&a;</channel></rss>')


def damaged_gzip(path: Path) -> None:
    path.write_bytes(b"\x1f\x8b\x08\x00damaged")


def looping_link(path: Path) -> None:
    path.symlink_to(path.name)


def dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def table(path: Path) -> None:
    path.with_suffix(".parquet").write_bytes(b"PAR1 is no table PAR1")


FAULTS: tuple[Callable[[Path], None], ...] = (garbage, empty, bomb, damaged_gzip, looping_link, dangling_link)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two stories in `in`, and an old file in `public`."""
    monkeypatch.chdir(tmp_path)
    for name in ("in", "public"):
        (tmp_path / name).mkdir()
    for number in (1, 2):
        newsfeed.dump(plain_story(number), tmp_path / "in" / f"{number}.json", "json")
    (tmp_path / "feed.toml").write_text('title = "The Harbour Desk"\nurl = "https://news.example.com/"\n')
    (tmp_path / "public" / "feed.rss").write_bytes(b"old")
    return tmp_path


def run(command: str, *more: str) -> Result:
    if command == "bulk":
        pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")
    if command == "store":
        pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed: pip install newsfeed-kit[sql]")
    return CliRunner().invoke(program, [*COMMANDS[command], *more])


CASES = [
    *((command, fault) for command in COMMANDS if command != "bulk" for fault in FAULTS),
    ("bulk", table),
]
SAMPLE = {("build", garbage), ("publish", empty), ("convert", bomb), ("bulk", table), ("store", damaged_gzip)}


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        pytest.param(
            command,
            fault,
            id=f"{command}-{fault.__name__}",
            marks=() if (command, fault) in SAMPLE else pytest.mark.battery,
        )
        for command, fault in CASES
    ],
)
def test_an_unreadable_input_stops_the_command(command: str, fault: Callable[[Path], None], folder: Path) -> None:
    fault(folder / "in" / "broken.json")
    result = run(command)
    assert result.exit_code == 2
    assert "in/broken." in result.stderr
    assert "nothing is written" in result.stderr
    assert {name: data for name, data in builds.contents(folder / "public").items() if name != "stories.db"} == {
        "feed.rss": b"old"
    }
    assert not (folder / "public" / ".kept").exists()
    result = run(command, "--keep-going")
    assert result.exit_code == 2
    assert "in/broken." in result.stderr
    assert len(builds.contents(folder / "public")) > 1
    (folder / "in" / "broken.json").unlink(missing_ok=True)
    (folder / "in" / "broken.parquet").unlink(missing_ok=True)
    assert run(command).exit_code == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root can read every folder")
def test_a_folder_that_cannot_be_listed_stops_the_command(folder: Path) -> None:
    (folder / "in" / "closed").mkdir(mode=0)
    result = run("build")
    assert result.exit_code == 2
    assert "in/closed" in result.stderr


def test_a_build_that_writes_nothing_makes_no_folder(folder: Path) -> None:
    garbage(folder / "in" / "broken.json")
    result = CliRunner().invoke(
        program, ["build", "in", "--feed", "feed.toml", "-o", "new/public", "--cache", "new/kept", *AS_OF]
    )
    assert result.exit_code == 2
    assert not (folder / "new").exists()
