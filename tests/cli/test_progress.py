"""Progress of long work, on a terminal and on a pipe."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from newsfeed.cli import progress as module
from newsfeed.cli.progress import duration, progress, story_counter, turn_off, with_progress
from newsfeed.cli.terminal import print_message, set_quiet
from newsfeed.plugins import ReadContext, registry

TICK = 2**-8


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Stderr:
    """What was printed on stderr so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    def getvalue(self) -> str:
        self._text += self._capsys.readouterr().err
        return self._text


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Stderr]:
    """A pipe as stderr, and a timer that never rings, so that only the test moves time."""
    monkeypatch.setattr(module, "_TIMER", 3600)
    yield Stderr(capsys)
    set_quiet(False)
    module._is_taken.set(False)


@pytest.fixture
def terminal(stderr: Stderr, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal as stderr, once the test runs: pytest replaces stderr before."""
    del stderr
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    return Terminal()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(clock: Clock, steps: Iterable[float], *, doing: str = "Reading", total: int | None = None) -> None:
    for seconds in with_progress(steps, doing, total, unit="stories", clock=clock):
        clock.now += seconds


# --- lines ---


def test_work_of_a_moment_prints_nothing(clock: Clock, stderr: Stderr) -> None:
    work(clock, [TICK] * 1279)
    assert stderr.getvalue() == ""


def test_a_pipe_gets_a_line_every_few_seconds_and_one_at_the_end(clock: Clock, stderr: Stderr) -> None:
    work(clock, [TICK] * 5000)
    assert stderr.getvalue() == (
        "newsfeed: Reading: 1,280 of 5,000 stories (25 %) after 5 s\n"
        "newsfeed: Reading: 2,560 of 5,000 stories (51 %) after 10 s\n"
        "newsfeed: Reading: 3,840 of 5,000 stories (76 %) after 15 s\n"
        "newsfeed: Reading: 5,000 of 5,000 stories (100 %) after 19 s\n"
    )


def test_100_percent_means_that_all_is_done(clock: Clock, stderr: Stderr) -> None:
    work(clock, [0.0] * 998 + [6.0, 6.0])
    assert "999 of 1,000 stories (99 %) after 6 s" in stderr.getvalue()
    assert "1,000 of 1,000 stories (100 %) after 12 s" in stderr.getvalue()


def test_stories_are_counted_where_nobody_knows_how_many_there_are(clock: Clock, stderr: Stderr) -> None:
    work(clock, iter([3.0, 3.0, 3.0]))
    assert stderr.getvalue() == "newsfeed: Reading: 2 stories after 6 s\nnewsfeed: Reading: 3 stories after 9 s\n"


def test_the_number_of_items_can_be_told(clock: Clock, stderr: Stderr) -> None:
    work(clock, iter([6.0, 0.0]), total=8)
    assert stderr.getvalue().splitlines()[0] == "newsfeed: Reading: 1 of 8 stories (12 %) after 6 s"


def test_a_resumed_run_counts_what_was_done_before(clock: Clock, stderr: Stderr) -> None:
    with progress("Writing", 1000, unit="rows", done=400, clock=clock) as shown:
        clock.now = 6
        shown.advance(200)
        assert stderr.getvalue() == "newsfeed: Writing: 600 of 1,000 rows (60 %) after 6 s\n"


def test_long_work_prints_ever_fewer_lines(clock: Clock, stderr: Stderr) -> None:
    work(clock, [1.0] * 7200)
    assert 100 < len(stderr.getvalue().splitlines()) < 160  # one in five seconds would be 1,440


def test_one_long_step_is_shown_by_the_timer(monkeypatch: pytest.MonkeyPatch, clock: Clock, stderr: Stderr) -> None:
    monkeypatch.setattr(module, "_TIMER", 0.001)
    was_printed = threading.Event()
    monkeypatch.setattr(module, "print_note", lambda text: (print_message(text), was_printed.set()))
    with progress("Reading big.rss", clock=clock):
        clock.now = 65
        assert was_printed.wait(30)
    assert stderr.getvalue() == ("newsfeed: Reading big.rss: 65 s so far\nnewsfeed: Reading big.rss: done after 65 s\n")


def test_no_line_says_that_work_was_done_which_failed(clock: Clock, stderr: Stderr) -> None:
    def fail() -> None:
        with progress("Reading", 10, clock=clock) as shown:
            clock.now = 7
            shown.advance(3)
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert stderr.getvalue() == "newsfeed: Reading: 3 of 10 files (30 %) after 7 s\n"


def test_a_title_cannot_control_the_terminal(clock: Clock, stderr: Stderr) -> None:
    work(clock, [6.0] * 2, doing="Reading \x1b[2Jbad\r.rss")
    assert "\x1b" not in stderr.getvalue()
    assert "\r" not in stderr.getvalue()
    assert "Reading \\x1b[2Jbad .rss: 1 of 2" in stderr.getvalue()


def test_a_dumb_terminal_gets_lines(clock: Clock, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with redirect_stderr(terminal):
        work(clock, [6.0] * 2)
    assert terminal.getvalue().startswith("newsfeed: Reading: 1 of 2 stories (50 %) after 6 s\n")
    assert "\x1b" not in terminal.getvalue()


def test_the_stories_of_one_large_document_are_counted(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, stderr: Stderr
) -> None:
    assert story_counter() is None
    items = "".join(f"<item><guid>{number}</guid><title>A</title></item>" for number in range(1500))
    data = f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"
    with progress("Reading big.rss", clock=clock) as shown:
        context = ReadContext(on_story=story_counter())
        registry["rss"].read(data.encode(), context)
        clock.now = 7
        shown.show_if_due()
    assert stderr.getvalue() == "newsfeed: Reading big.rss: 1,500 stories after 7 s\n"


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "ninjs", "jsonld"])
def test_readers_of_feeds_tell_of_each_story(name: str) -> None:
    count = 0

    def note() -> None:
        nonlocal count
        count += 1

    valid = Path(__file__).resolve().parents[1] / "valid" / name
    read = sum(
        len(registry[name].read(path.read_bytes(), ReadContext(on_story=note)).stories) for path in valid.iterdir()
    )
    assert count >= read > 0


# --- a bar ---


def test_a_terminal_gets_a_bar_which_disappears(clock: Clock, terminal: io.StringIO) -> None:
    with redirect_stderr(terminal):
        work(clock, [1.0] * 3)
    shown = terminal.getvalue()
    assert "Reading" in shown
    assert "1 of 3 stories (33 %)" in shown
    assert "━" in shown
    assert shown.endswith("\x1b[2K")  # the line is erased
    assert "newsfeed:" not in shown


def test_a_terminal_shows_no_bar_for_a_moment(clock: Clock, terminal: io.StringIO) -> None:
    with redirect_stderr(terminal):
        work(clock, [0.01] * 40)
    assert terminal.getvalue() == ""


def test_messages_are_printed_above_the_bar(clock: Clock, terminal: io.StringIO) -> None:
    with redirect_stderr(terminal), progress("Reading", 4, clock=clock) as shown:
        clock.now = 1
        shown.advance()
        print_message("page.txt: is empty")
    assert "newsfeed: page.txt: is empty\n" in terminal.getvalue()


def test_the_bar_is_removed_after_an_error(clock: Clock, terminal: io.StringIO) -> None:
    def fail() -> None:
        with progress("Reading [bold]x[/bold]", clock=clock) as shown:
            clock.now = 1
            shown.advance()
            raise KeyError

    with redirect_stderr(terminal):
        with pytest.raises(KeyError):
            fail()
        assert sys.stderr is terminal
    assert "Reading [bold]x[/bold]" in terminal.getvalue()
    assert "\x1b[?25h" in terminal.getvalue()  # the cursor is back


# --- where nothing is shown ---


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["pipe", "terminal"])
def test_quiet_shows_nothing(stream: io.StringIO, clock: Clock) -> None:
    set_quiet(True)
    with redirect_stderr(stream):
        work(clock, [6.0] * 3)
    assert stream.getvalue() == ""


def test_work_inside_other_work_shows_nothing_of_its_own(clock: Clock, stderr: Stderr) -> None:
    with progress("Outer", 2, clock=clock) as outer:
        work(clock, [6.0] * 3)
        outer.advance()
    assert "Reading" not in stderr.getvalue()
    assert "Outer: 1 of 2 files" in stderr.getvalue()
    work(clock, [6.0] * 2)
    assert "Reading: 1 of 2" in stderr.getvalue()


def test_a_worker_shows_nothing(clock: Clock, stderr: Stderr) -> None:
    turn_off()
    work(clock, [6.0] * 3)
    assert stderr.getvalue() == ""


@pytest.mark.usefixtures("stderr")
def test_a_closed_stderr_is_no_failure(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    work(clock, [6.0] * 2)
    assert clock.now == 12


def test_items_that_are_not_taken_end_the_display(clock: Clock, stderr: Stderr) -> None:
    for _ in with_progress([1, 2, 3], "Reading", clock=clock):
        break
    work(clock, [6.0] * 2)  # would be silent if the former work were still shown
    assert "Reading: 1 of 2 stories" in stderr.getvalue()
    assert not [thread for thread in threading.enumerate() if thread.name == "progress"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (119.9, "119 s"),
        (120, "2 min 0 s"),
        (7199, "119 min 59 s"),
        (7200, "2 h 0 min"),
        (9e4, "25 h 0 min"),
    ],
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


# --- the commands ---

START = (
    "import sys; from newsfeed.cli import progress as p; from newsfeed.__main__ import main;"
    "p.Bar.delay = p.Lines.delay = 0; sys.exit(main())"
)
BASE = ("--base", "https://news.example.com/")
COMMANDS = {
    "validate": (("validate", "many"), "Validating", "30 files"),
    "convert": (("convert", "many", "--to", "rss", "-o", "out"), "Converting", "30 files"),
    "build": (("build", "many", "--base", "https://news.example.com/", "--to", "json"), "Reading", "30 files"),
    "build --jobs": (
        ("build", "many", "--base", "https://news.example.com/", "--jobs", "2", "--to", "json"),
        "Reading",
        "30 files",
    ),
    "losses": (
        ("losses", "many/0.txt", "--base", "https://news.example.com/", "--to", "rss"),
        "Reading many/0.txt",
        "",
    ),
}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        page = f"What's happened\n\nThe ferry runs {number}.\n\nCommon questions\n-\nWhen?\nIn May.\n"
        (folder / f"{number}.txt").write_text(page)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_print_lines_to_a_pipe(many: Path, command: str) -> None:
    args, title, count = COMMANDS[command]
    ended = subprocess.run(
        [sys.executable, "-c", START, *args], cwd=many, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    lines = [line for line in ended.stderr.splitlines() if line.startswith(f"newsfeed: {title}: ")]
    assert lines, ended.stderr
    assert all(count in line for line in lines)
    assert "\x1b" not in ended.stderr
    assert "\r" not in ended.stderr
    quiet = subprocess.run(
        [sys.executable, "-c", START, *args, "--quiet"],
        cwd=many,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert title not in quiet.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("command", ["validate", "build --jobs"])
def test_commands_show_a_bar_on_a_terminal(many: Path, command: str) -> None:
    import pty

    args, title, count = COMMANDS[command]
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", START, *args],
        cwd=many,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"},
    )
    os.close(theirs)
    shown = b"".join(iter(lambda: _read(ours), b"")).decode()
    os.close(ours)
    running.wait(timeout=60)
    assert f"{title} " in shown
    assert "━" in shown
    assert count in shown
    assert "\x1b[2K" in shown
    assert f"newsfeed: {title}" not in shown


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says EIO where the other end is closed
        return b""
