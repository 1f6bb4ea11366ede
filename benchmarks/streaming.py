"""Streaming: growth of memory with the number of stories that are written or read one by one."""

import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

import newsfeed
from benchmarks import data, small
from benchmarks.data import FeedFormat
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Topic

WRITE: Final = {"rss": "open_writer, RSS", "atom": "open_writer, Atom"}
READ: Final = {"rss": "iter_stories, RSS", "atom": "iter_stories, Atom"}

MAX_ATOM_STORIES: Final = 100_000
MILLION: Final = 1_000_000


class NullFile(io.RawIOBase):
    """Binary file that discards everything written to it."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: object) -> int:
        """Discard bytes and return their number."""
        return len(data)  # type: ignore[arg-type]  # bytes-like, as BufferedWriter passes it


class GeneratedFile(io.RawIOBase):
    """Binary file that generates its content while it is read.

    Args:
        pieces: the content, in pieces of any size.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._pending = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than WriteableBuffer
        """Read into the buffer and return the number of bytes; 0 at the end."""
        while not self._pending and (piece := next(self._pieces, b"")):
            self._pending = piece
        data = self._pending[: len(buffer)]
        self._pending = self._pending[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _write(count: int, format_name: FeedFormat) -> None:
    """Build the stories one by one and write each at once."""
    with newsfeed.open_writer(io.BufferedWriter(NullFile()), format_name, data.feed()) as writer:
        for number in range(count):
            writer.write(data.story(data.row(number)))


def _writing_run(format_name: FeedFormat, count: int) -> Run:
    if format_name == "atom" and count > MAX_ATOM_STORIES:
        raise NotMeasured("only RSS is measured at this size")
    data.row(0)  # Make the bodies shared by all items before memory is measured.
    return partial(_write, count, format_name)


def _read(pieces: list[bytes], count: int, format_name: FeedFormat) -> None:
    for _ in newsfeed.iter_stories(io.BufferedReader(GeneratedFile(repeat_items(pieces, count))), format_name):
        pass


def repeat_items(pieces: list[bytes], count: int) -> Iterator[bytes]:
    """Yield a document of any length by repeating the items of a shorter one.

    Args:
        pieces: everything before the items, the items, and everything after them.
        count: number of items to yield.
    """
    head, *items, tail = pieces
    yield head
    for number in range(count):
        yield items[number % len(items)]
    yield tail


def _reading_run(format_name: FeedFormat, count: int) -> Run:
    return partial(_read, small.pieces(format_name, 1_000), count, format_name)


def writing_targets(results: Results) -> Iterable[Target]:
    """Yield the targets for memory while writing."""
    for case in WRITE.values():
        yield Target(f"Memory of {case}, 100,000 items", results.peak_mb(case, 100_000), 40, unit=" MB")
    growth = results.peak_growth_mb(WRITE["rss"], 1_000, MILLION)
    yield Target(f"Memory of {WRITE['rss']}, 1,000,000 items minus 1,000 items", growth, 5, unit=" MB")


def reading_targets(results: Results) -> Iterable[Target]:
    """Yield the targets for memory while reading: it must not grow with the number of items."""
    for case in READ.values():
        growth = results.peak_growth_mb(case, 1_000, 200_000)
        yield Target(f"Memory of {case}, 200,000 items minus 1,000 items", growth, 5, unit=" MB")


WRITING: Final = Topic(
    name="streaming-writing",
    title="Writing story by story",
    method=(
        "Rows are made, converted to models and written one by one. The peak is measured in a separate process. "
        "A million stories have one round."
    ),
    data=int,
    cases=(Case(WRITE["rss"], partial(_writing_run, "rss")), Case(WRITE["atom"], partial(_writing_run, "atom"))),
    sizes=(1_000, 100_000, MILLION),
    targets=writing_targets,
    single_round_sizes=(MILLION,),
)

READING: Final = Topic(
    name="streaming-reading",
    title="Reading story by story",
    method=(
        "The input is a file object that generates items of 0.4 KB while it is read. The peak is measured in a separate "
        "process."
    ),
    data=int,
    cases=(Case(READ["rss"], partial(_reading_run, "rss")), Case(READ["atom"], partial(_reading_run, "atom"))),
    sizes=(1_000, 200_000),
    targets=reading_targets,
)
