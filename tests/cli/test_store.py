"""`newsfeed store`, and `newsfeed serve --database`."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("sqlalchemy")

import newsfeed
from newsfeed.cli import program
from newsfeed.integrations.sqlalchemy import StoryStore

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
URL = "sqlite:///stories.db"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES / "stories", tmp_path / "stories")
    shutil.copy(EXAMPLES / "feed.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(program, args, catch_exceptions=False)


def test_a_folder_is_stored_once() -> None:
    first = run("store", URL, "stories", "--feed", "feed.toml")
    assert (first.exit_code, first.stdout) == (0, "4 new, 0 changed, 0 unchanged\n")
    again = run("store", URL, "stories", "--feed", "feed.toml")
    assert (again.exit_code, again.stdout) == (0, "0 new, 0 changed, 4 unchanged\n")
    with StoryStore(URL) as store:
        stored = {item.id: item for item in store}
        assert stored == {item.id: item for path in Path("stories").iterdir() for item in newsfeed.load(path).stories}
        assert store.feed.title == "The Harbour Desk: explainers"


def test_a_changed_file_replaces_its_story() -> None:
    run("store", URL, "stories", "--feed", "feed.toml")
    path = Path("stories/night-trains.json")
    path.write_bytes(newsfeed.dumps(newsfeed.load_story(path).replace(headline="Trains by night"), "json"))
    assert run("store", URL, "stories").stdout == "0 new, 1 changed, 3 unchanged\n"
    with StoryStore(URL) as store:
        assert "Trains by night" in [item.headline for item in store]
        assert store.feed.title == "The Harbour Desk: explainers"  # no --feed, so it stays


def test_the_values_of_a_feed_are_taken_if_there_are_none() -> None:
    shutil.copy(EXAMPLES / "feeds" / "harbour.rss", "harbour.rss")
    assert run("store", URL, "harbour.rss", "-q").stdout == ""
    with StoryStore(URL) as store:
        assert store.feed.title == newsfeed.load("harbour.rss").title
        assert store.count() == len(newsfeed.load("harbour.rss").stories)


def test_what_cannot_be_read_is_named_and_the_rest_is_stored_if_asked_for() -> None:
    Path("stories/bad.json").write_text('{"newsfeed": "story/1"}')
    result = run("store", URL, "stories", "nowhere.rss")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing is written" in result.stderr
    with StoryStore(URL) as store:
        store.create_tables()
        assert store.count() == 0
    result = run("store", URL, "stories", "nowhere.rss", "--keep-going")
    assert result.exit_code == 2
    assert "nowhere.rss: there is no such file" in result.stderr
    assert result.stdout.startswith("4 new")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("stories.db", "not the URL of a database"),
        ("sqlite://", "threads cannot share a database in memory"),
        ("mysql+mysqldb://h/n", "pip install"),
    ],
)
def test_wrong_databases_are_one_line(url: str, reason: str) -> None:
    for args in (("store", url, "stories"), ("serve", "--database", url)):
        result = run(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_the_extra_is_named_if_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("newsfeed.integrations.sqlalchemy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    result = run("store", URL, "stories")
    assert (result.exit_code, "newsfeed-kit[sql]" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "args",
    [(), ("stories", "--database", URL), ("--database", URL, "--feed", "feed.toml")],
    ids=["nothing", "both", "feed.toml"],
)
def test_wrong_usage_of_serve(args: tuple[str, ...]) -> None:
    result = run("serve", *args)
    assert (result.exit_code, "database" in result.stderr) == (2, True)


def test_serve_needs_tables() -> None:
    result = run("serve", "--database", URL)
    assert (result.exit_code, "newsfeed store" in result.stderr) == (2, True)


def test_a_database_is_served_with_its_changes() -> None:
    pytest.importorskip("uvicorn")
    run("store", URL, "stories", "--feed", "feed.toml")
    server = subprocess.Popen(
        [sys.executable, "-m", "newsfeed", "serve", "--database", URL, "--port", "0", "--page-size", "3"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        assert line.startswith("newsfeed: serving 4 stories at http://127.0.0.1:")
        address = line.split()[5]
        assert len(read(f"{address}feed.jsonfeed").stories) == 3
        assert read(f"{address}stories/night-trains.json").stories[0].headline.startswith("Night trains")
        with StoryStore(URL) as store:
            store.save(
                newsfeed.Story(id="tag:news.example.com,2026:new", headline="New", published="2030-01-01T00:00:00Z")
            )
        deadline = time.monotonic() + 20
        while read(f"{address}feed.rss").stories[0].headline != "New":
            assert time.monotonic() < deadline
    finally:
        server.send_signal(signal.SIGTERM)
        server.stderr.read()
        server.wait(30)
        server.stderr.close()


def read(address: str) -> newsfeed.Feed:
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310  (loopback)
        return newsfeed.loads(response.read())
