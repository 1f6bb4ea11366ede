"""Builds that are killed, have no room or no rights, or run twice at once: each file is old or new, the next build right."""

import http.client
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import newsfeed
from examples import plain_story
from hostile import builds
from newsfeed.cli import cache_key, program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/stat").exists(), reason="there is no /proc to find the processes of a build"
    ),
]

STORIES = 8
AS_OF = ("--as-of", "2026-05-01T00:00:00Z")
BUILD = ("--feed", "feed.toml", "-o", "public", *AS_OF)
OPTIONS = {
    "plain": (),
    "cache": ("--cache", "kept"),
    "jobs": ("--jobs", "2"),
    "both": ("--cache", "kept", "--jobs", "2"),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two versions of the same stories, `a` and `b`, and a clean build of each in `clean-a` and `clean-b`."""
    folder = tmp_path_factory.mktemp("builds")
    (folder / "feed.toml").write_text(
        'title = "The Harbour Desk"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for version in "ab":
            (folder / version).mkdir()
            for number in range(STORIES):
                story = plain_story(number, summary=f"Version {version}.")
                newsfeed.dump(story, folder / version / f"{number:02}.json", "json")
            build(version, output=f"clean-{version}")
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder, with version `a` in `public`."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    shutil.copytree(tmp_path / "clean-a", tmp_path / "public")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(cache_key.VARIABLE, "the key of all these builds")
    yield tmp_path
    for path in tmp_path.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def build(version: str, *options: str, output: str = "public") -> str:
    """Build a version in this process, and return its messages."""
    result = CliRunner().invoke(program, ["build", version, *BUILD, "-o", output, *options])
    assert result.exit_code == 0, result.output
    return result.stderr


def clean(folder: Path, version: str) -> dict[str, bytes]:
    return builds.contents(folder / f"clean-{version}")


def strays(folder: Path) -> list[str]:
    """Return the names of temporary files and locks in the output and the cache."""
    return [path.name for name in ("public", "kept") for path in (folder / name).rglob(".*")]


def is_writing(folder: Path) -> Callable[[], bool]:
    return lambda: any(".newsfeed-tmp" in name for name in strays(folder))


# --- SIGKILL ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "total"),
    [
        *(("plain", 3), ("cache", 2), ("jobs", 1)),
        *(
            pytest.param(options, total, marks=pytest.mark.battery)
            for options, total in (("plain", 70), ("cache", 70), ("jobs", 40), ("both", 20))
        ),
    ],
)
def test_after_a_kill_each_file_is_whole_and_the_next_build_is_right(options: str, total: int, folder: Path) -> None:
    chance = random.Random(f"{options} {total}")
    old, new = clean(folder, "a"), clean(folder, "b")
    kills = in_writing = attempts = 0
    cache = OPTIONS[options][:2] if "--cache" in OPTIONS[options] else ()
    build("a", *cache)
    while kills < total:
        attempts += 1
        assert attempts <= 3 * total, f"only {kills} of {attempts} builds were killed before they ended"
        versions = ("b", "a") if attempts % 2 else ("a", "b")
        process = builds.start(folder, ["build", versions[0], *BUILD, *OPTIONS[options]])
        if attempts % 4:  # at any moment of writing
            builds.wait_for(is_writing(folder), process)
            time.sleep(chance.random() ** 3 * 0.02)
        else:  # at any moment
            time.sleep(chance.random() * 0.4)
        process.kill()
        process.join(60)
        assert builds.wait_for_end(process.pid or 0) == []
        kills += process.exitcode == -signal.SIGKILL
        output = builds.contents(folder / "public")
        in_writing += bool(strays(folder)) or output not in (old, new)
        for name, data in output.items():
            assert ".newsfeed-tmp" in name or data in (old[name], new[name]), name
        stderr = build(versions[attempts // 2 % 2], *cache)
        assert "waiting" not in stderr
        assert "damaged" not in stderr
        assert builds.contents(folder / "public") == clean(folder, versions[attempts // 2 % 2])
        assert strays(folder) == []
    assert kills == total
    assert in_writing >= total // 8, f"only {in_writing} of {kills} were killed while they wrote"


# --- other signals -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGINT, marks=pytest.mark.battery),
        pytest.param(signal.SIGHUP, marks=pytest.mark.battery),
        pytest.param(signal.SIGKILL, marks=pytest.mark.battery),
    ],
    ids=lambda number: number.name,
)
def test_a_signal_ends_a_build_and_its_workers(number: signal.Signals, folder: Path) -> None:
    for copy in range(STORIES, 600):
        shutil.copy(folder / "b" / "00.json", folder / "b" / f"{copy}.json")
    command = [sys.executable, "-m", "newsfeed", "build", "b", *BUILD, "--jobs", "2", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 60
    # The two workers, and the process of Python that tracks their resources.
    while len(builds.processes_of(process.pid)) < 4 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=60)
    # A process that a signal ends is 128 + its number for a shell: 143 for SIGTERM.
    assert process.returncode == (130 if number == signal.SIGINT else -number), stderr.decode()
    assert builds.wait_for_end(process.pid) == []
    assert builds.contents(folder / "public") == clean(folder, "a")
    assert strays(folder) == []
    assert b"Traceback" not in stderr


@pytest.mark.parametrize("total", [1, pytest.param(40, marks=pytest.mark.battery)])
def test_a_build_that_is_ended_while_it_writes_leaves_no_strays(total: int, folder: Path) -> None:
    chance = random.Random(total)
    old, new = clean(folder, "a"), clean(folder, "b")
    ended = 0
    for _ in range(3 * total):
        process = builds.start(folder, ["build", "b", *BUILD, "--cache", "kept"])
        builds.wait_for(is_writing(folder), process)
        time.sleep(chance.random() * 0.02)
        assert process.pid is not None
        if process.is_alive():
            os.kill(process.pid, chance.choice([signal.SIGTERM, signal.SIGHUP]))
        process.join(60)
        ended += process.exitcode in (-signal.SIGTERM, -signal.SIGHUP)
        assert strays(folder) == []
        for name, data in builds.contents(folder / "public").items():
            assert data in (old[name], new[name]), name
        build("a", "--cache", "kept")
        assert builds.contents(folder / "public") == old
        if ended == total:
            break
    assert ended == total


@pytest.mark.battery
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda number: number.name)
def test_a_signal_ends_a_server_and_its_workers(number: signal.Signals, folder: Path) -> None:
    pytest.importorskip("uvicorn", reason="uvicorn is not installed: pip install newsfeed-kit[serve]")
    command = [sys.executable, "-m", "newsfeed", "serve", "a", "--port", "0", "--feed", "feed.toml"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    address = process.stderr.readline().split(" at ")[1].split()[0]
    document = (folder / "public" / "feed.rss").read_bytes()
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=60)
    connection.request("POST", "/validate", document, {"Content-Type": "application/rss+xml"})
    assert connection.getresponse().status == 200
    connection.close()
    assert len(builds.processes_of(process.pid)) > 1
    process.send_signal(number)
    try:
        process.communicate(timeout=60)
    finally:
        process.kill()
    assert builds.wait_for_end(process.pid) == []


# --- no room, no rights ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", ["cache", pytest.param("plain", marks=pytest.mark.battery)])
@pytest.mark.parametrize(
    "size", [1000, *(pytest.param(size, marks=pytest.mark.battery) for size in (0, 1, 4000, 9000, 20_000))]
)
def test_a_full_disk_leaves_every_old_file(size: int, options: str, folder: Path) -> None:
    old = clean(folder, "a")
    process = builds.start(folder, ["build", "b", *BUILD, *OPTIONS[options]], file_size=size)
    process.join(60)
    is_enough = size > max(map(len, clean(folder, "b").values()))
    assert process.exitcode == 2
    assert not is_enough
    assert builds.contents(folder / "public") == old
    assert strays(folder) == []
    build("b", *OPTIONS[options])
    assert builds.contents(folder / "public") == clean(folder, "b")


@pytest.mark.battery
@pytest.mark.parametrize("pages", range(4, 40, 4))
def test_a_full_file_system_leaves_every_old_file(pages: int, folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    size = sum(-(-len(data) // 4096) + 1 for data in clean(folder, "a").values()) + pages
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size * 4096}", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small file system needs root: {mounted.stderr.decode().strip()}")
    try:
        shutil.copytree(folder / "clean-a", small / "public")
        result = CliRunner().invoke(program, ["build", "b", *BUILD, "-o", "small/public", "--cache", "small/kept"])
        output = builds.contents(small / "public")
        assert output in (clean(folder, "a"), clean(folder, "b"))
        assert result.exit_code in (0, 2)
        if output == clean(folder, "a"):
            assert "no space is left on the device: make room" in result.stderr
        assert not list(small.rglob(".*"))
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize(
    "denied",
    ["public/stories", *(pytest.param(path, marks=pytest.mark.battery) for path in ("public", "kept", "."))],
)
def test_a_folder_without_rights_is_named_and_stays(denied: str, folder: Path) -> None:
    build("a", "--cache", "kept")
    if denied == ".":
        shutil.rmtree("public")
        Path("first").mkdir()
    user = None
    folder.chmod(0o777)
    if os.geteuid() == 0:  # root may write anywhere
        user = builds.NOBODY
        for path in [folder / "public", folder / "public" / "stories", folder / "kept"]:
            if path.exists():
                path.chmod(0o777)
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
    before = builds.contents(folder / "public")
    (folder / denied).chmod(0o555)
    process = builds.start(folder, ["build", "b", *BUILD, "--cache", "kept"], user=user)
    process.join(60)
    text = builds.messages(folder, process)
    assert process.exitcode == 2, text
    assert "permission denied: make it accessible, or name another" in text
    assert builds.contents(folder / "public") == before
    assert strays(folder) == []


# --- clocks ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", ["cache", pytest.param("plain", marks=pytest.mark.battery)])
def test_a_clock_that_was_set_back_makes_no_stale_output(
    options: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build("b", *OPTIONS[options])
    future, past = time.time() + 10**9, 10**8
    for name, moment in (("public", future), ("kept", future), ("a", past), ("b", future)):
        for path in (folder / name).rglob("*"):
            os.utime(path, (moment, moment))
    build("a", *OPTIONS[options])  # with inputs that are older than the output
    assert builds.contents(folder / "public") == clean(folder, "a")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    build("b", *OPTIONS[options])
    assert builds.contents(folder / "public") == clean(folder, "b")


@pytest.mark.parametrize("options", ["cache", pytest.param("plain", marks=pytest.mark.battery)])
def test_an_earlier_moment_than_that_of_the_last_build_is_right(options: str, folder: Path) -> None:
    story = plain_story(99, embargo="2026-04-01T00:00:00Z", url="https://news.example.com/held")
    newsfeed.dump(story, folder / "a" / "held.json", "json")
    for moment in ("2026-04-02T00:00:00Z", "2026-03-31T00:00:00Z", "2026-04-02T00:00:00Z", "2026-03-30T00:00:00Z"):
        for output, cache in (("again", OPTIONS[options]), (f"first-{moment[5:10]}", ())):
            build("a", *cache, "--as-of", moment, output=output)
        first, again = builds.contents(folder / f"first-{moment[5:10]}"), builds.contents(folder / "again")
        if not OPTIONS[options]:  # without a cache, the page of a story that is held again stays
            again = {name: data for name, data in again.items() if name in first}
        assert again == first


# --- two at once -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", ["cache", pytest.param("plain", marks=pytest.mark.battery)])
@pytest.mark.parametrize("total", [1, pytest.param(20, marks=pytest.mark.battery)])
def test_of_two_builds_at_once_one_wins_whole(total: int, options: str, folder: Path) -> None:
    chance = random.Random(f"{total} {options}")
    old, new = clean(folder, "a"), clean(folder, "b")
    waited = 0
    for _ in range(total):
        started = []
        for version in "ab":
            started.append(builds.start(folder, ["build", version, *BUILD, *OPTIONS[options]]))
            time.sleep(chance.random() * 0.02)
        with reader_of(folder / "public", (old, new)) as torn:
            for process in started:
                process.join(120)
        assert torn == []
        texts = [builds.messages(folder, process) for process in started]
        assert [process.exitcode for process in started] == [0, 0], texts
        waited += any("another newsfeed process writes there; waiting" in text for text in texts)
        assert builds.contents(folder / "public") in (old, new)
        assert strays(folder) == []
        if options == "cache":
            assert "damaged" not in build("a", "--cache", "kept")
    assert waited >= total // 2, f"only {waited} of {total} pairs were at it at the same time"


class reader_of:  # noqa: N801  (used as a function)
    """Read the files of a folder again and again in a thread; the names of those that are neither old nor new are yielded."""

    def __init__(self, folder: Path, versions: tuple[dict[str, bytes], ...]) -> None:
        self._folder = folder
        self._versions = versions
        self._torn: list[str] = []
        self._is_ended = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> list[str]:
        self._thread.start()
        return self._torn

    def __exit__(self, *_exception: object) -> None:
        self._is_ended.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._is_ended.wait(0.002):
            for name in ("feed.rss", "feed.json", "index.html"):
                if (self._folder / name).read_bytes() not in [version[name] for version in self._versions]:
                    self._torn.append(name)


@pytest.mark.parametrize("total", [1, pytest.param(10, marks=pytest.mark.battery)])
def test_of_two_bulk_runs_at_once_one_is_refused(total: int, folder: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")
    words = ["bulk", "a", "--to", "rss,html", "--shard-size", "2", *AS_OF]
    whole = CliRunner().invoke(program, [*words, "-o", "whole"])
    assert whole.exit_code == 0
    refused = 0
    for number in range(total):
        output = f"out-{number}"
        started = [builds.start(folder, [*words, "-o", output]) for _ in range(2)]
        for process in started:
            process.join(120)
        texts = [builds.messages(folder, process) for process in started]
        assert sorted(process.exitcode or 0 for process in started) in ([0, 2], [0, 0]), texts
        refused += any(
            "another newsfeed process writes there" in text or "was written by another run" in text for text in texts
        )
        assert builds.contents(folder / output) == builds.contents(folder / "whole")
    assert refused >= total / 2
