"""Progress of long work on stderr: a bar on a terminal, and elsewhere a line from time to time, so that a log shows life.

Work that takes only a moment shows nothing, nor does any with `--quiet`. A timer shows the progress, so that work which cannot
be counted, such as parsing one large document, is seen too.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from newsfeed.cli.terminal import is_quiet, print_note
from newsfeed.reports.printing import printable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

T = TypeVar("T")
Clock = Callable[[], float]
"""Returns seconds that never run backwards."""

_TIMER: Final = 0.1
"""Seconds between two looks of the timer."""
_BAR_DELAY: Final = 0.5
_BAR_INTERVAL: Final = 0.1
_LINE_DELAY: Final = 5.0
_SHARE: Final = 0.1
"""The part of the time so far that passes until the next line: long work prints fewer lines an hour."""
_LONGEST_PAUSE: Final = 60.0
_MINUTE: Final = 60
_HOUR: Final = 3600

_shown: ContextVar["Progress | None"] = ContextVar("_shown", default=None)
"""The work whose progress is shown."""

_is_taken: ContextVar[bool] = ContextVar("_is_taken", default=False)
"""True while progress is shown, or must not be: work inside other work shows none of its own."""


@attrs.define
class Task:
    """Work that is being done.

    Attributes:
        doing: its title, such as "Reading".
        total: the number of units it has; None if that is not known.
        unit: what is counted, in the plural, such as "stories".
        done: the number of units that are done.
        elapsed: seconds since it began.
        stories: the number of stories that were read so far, which tells of the middle of a unit.
    """

    doing: str = attrs.field(converter=printable)
    total: int | None = None
    unit: str = "files"
    done: int = 0
    elapsed: float = 0.0
    stories: int = 0

    @property
    def amount(self) -> str:
        """The finished part, such as "1,200 of 5,000 stories (24 %)"; "" if there is nothing to count."""
        if self.total is None and self.done:
            return f"{self.done:,} {self.unit}"
        if self.total is None or self.total <= 1:
            return f"{self.stories:,} stories" if self.stories else ""
        return f"{self.done:,} of {self.total:,} {self.unit} ({self.done * 100 // self.total} %)"


class Display:
    """A way to show progress.

    Attributes:
        delay: seconds until it is shown at first.
    """

    delay: float = 0.0

    def show(self, task: Task) -> float:
        """Show the state of the work, and return the seconds until it is to be shown again."""
        raise NotImplementedError

    def finish(self, task: Task) -> None:
        """Show that all of the work is done; called before `close`, and not if the work was given up."""

    def close(self) -> None:
        """End the display."""


class Lines(Display):
    """Plain lines on stderr, without control characters."""

    delay = _LINE_DELAY

    def __init__(self) -> None:
        self._last = ""

    def show(self, task: Task) -> float:
        """Print a line."""
        time_so_far = duration(task.elapsed)
        state = f"{task.amount} after {time_so_far}" if task.amount else f"{time_so_far} so far"
        self._print(f"{task.doing}: {state}")
        return min(_LONGEST_PAUSE, max(_LINE_DELAY, task.elapsed * _SHARE))

    def finish(self, task: Task) -> None:
        """Print a last line if there was another, so that the log says how long the work took."""
        if self._last:
            self._print(f"{task.doing}: {task.amount or 'done'} after {duration(task.elapsed)}")

    def _print(self, line: str) -> None:
        if line != self._last:
            print_note(line)
        self._last = line


class Bar(Display):
    """A progress bar on the terminal of stderr that disappears when the work is done."""

    delay = _BAR_DELAY

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._id: TaskID | None = None

    def show(self, task: Task) -> float:
        """Show the bar, or update it."""
        if self._bar is None or self._id is None:
            total = None if task.total == 1 else task.total  # nothing can be told about the middle of a single unit
            self._bar = _new_bar(total)
            self._id = self._bar.add_task(task.doing, total=total, amount=task.amount)
            self._bar.start()
        self._bar.update(self._id, completed=task.done, amount=task.amount)
        return _BAR_INTERVAL

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()


def _new_bar(total: int | None) -> "RichProgress":
    """Return a bar with the time that is left or, if the total is not known, with the time so far."""
    from rich.console import Console  # slow to import, and seldom needed
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[amount]}", markup=False),
        TimeElapsedColumn() if total is None else TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )


class Progress:
    """The progress of some work. It may be advanced from several threads.

    Args:
        task: the work.
        display: how it is shown; None for not at all.
        clock: returns seconds.
    """

    def __init__(self, task: Task, display: Display | None, clock: Clock) -> None:
        self._task = task
        self._display = display
        self._clock = clock
        self._start = clock()
        self._due = display.delay if display else 0.0
        self._lock = threading.Lock()

    def advance(self, count: int = 1) -> None:
        """Add a number of units that have been done."""
        with self._lock:
            self._task.done += count
        self.show_if_due()

    def count_story(self) -> None:
        """Count a story that was read; the timer shows it."""
        self._task.stories += 1

    def show_if_due(self) -> None:
        """Show the state of the work if it is time to. That the terminal has gone is no failure of the work."""
        if self._display is None:
            return
        with self._lock, contextlib.suppress(OSError):
            self._task.elapsed = self._clock() - self._start
            if self._task.elapsed >= self._due:
                self._due = self._task.elapsed + self._display.show(self._task)

    def close(self, *, completed: bool) -> None:
        """End the display.

        Args:
            completed: False if the work was given up.
        """
        if self._display is None:
            return
        with self._lock, contextlib.suppress(OSError):
            self._task.elapsed = self._clock() - self._start
            if completed:
                self._display.finish(self._task)
            self._display.close()


@contextlib.contextmanager
def progress(
    doing: str, total: int | None = None, *, unit: str = "files", done: int = 0, clock: Clock = time.monotonic
) -> Iterator[Progress]:
    """Show the progress of the work inside: call `advance` on the yielded object.

    Args:
        doing: the title of the work, such as "Reading".
        total: the number of its units; None if it is not known.
        unit: what is counted, in the plural.
        done: the number of units that were done before, such as by a run that is resumed.
        clock: returns seconds.
    """
    display = _display()
    shown = Progress(Task(doing, total, unit, done), display, clock)
    if display is None:
        yield shown
        return
    _is_taken.set(True)
    _shown.set(shown)
    completed = False
    try:
        with _timer(shown.show_if_due):
            yield shown
        completed = True
    finally:
        _is_taken.set(False)
        _shown.set(None)
        shown.close(completed=completed)


def with_progress(
    items: Iterable[T], doing: str, total: int | None = None, *, unit: str = "files", clock: Clock = time.monotonic
) -> Iterator[T]:
    """Yield the items, and show how many of them have been dealt with.

    Args:
        items: the items.
        doing: the title of the work.
        total: their number; None takes their length, if they have one.
        unit: what they are, in the plural.
        clock: returns seconds.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    with progress(doing, total, unit=unit, clock=clock) as shown:
        for item in items:
            yield item
            shown.advance()


def story_counter() -> Callable[[], None] | None:
    """Return the function that counts a story of the current work; None if no progress is shown."""
    shown = _shown.get()
    return None if shown is None else shown.count_story


def turn_off() -> None:
    """Show no progress in this process, such as a worker of a parent that shows it."""
    _is_taken.set(True)


def duration(seconds: float) -> str:
    """Return a time in words, such as `12 s`, `3 min 5 s` or `2 h 10 min`."""
    whole = int(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    if whole < 2 * _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def _display() -> Display | None:
    if sys.stderr is None or sys.stderr.closed or is_quiet() or _is_taken.get():
        return None
    return Bar() if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else Lines()


@contextlib.contextmanager
def _timer(act: Callable[[], None]) -> Iterator[None]:
    """Call a function again and again from a thread, until the block ends."""
    stopped = threading.Event()

    def run() -> None:
        while not stopped.wait(_TIMER):
            act()

    thread = threading.Thread(target=run, name="progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
