"""Streaming: how memory grows with the number of stories, where they are written and read one by one."""

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

LARGEST_ATOM: Final = 100_000
MILLION: Final = 1_000_000


class Nowhere(io.RawIOBase):
    """A file that lets go of what is written into it."""

    def writable(self) -> bool:
        """Whether it can be written: it can."""
        return True

    def write(self, piece: object) -> int:
        """Take bytes and forget them."""
        return len(piece)  # type: ignore[arg-type]


class Endless(io.RawIOBase):
    """A file whose bytes are made while it is read.

    Args:
        pieces: its bytes, in pieces.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next."""
        while not self._rest and (piece := next(self._pieces, b"")):
            self._rest = piece
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _write(count: int, name: FeedFormat) -> None:
    """Make the stories one by one and write them as they come."""
    with newsfeed.open_writer(io.BufferedWriter(Nowhere()), name, data.feed()) as writer:
        for number in range(count):
            writer.write(data.story(data.row(number)))


def _writing(name: FeedFormat, count: int) -> Run:
    if name == "atom" and count > LARGEST_ATOM:
        raise NotMeasured("RSS at this size stands for both")
    data.row(0)  # makes the bodies, which all items share
    return partial(_write, count, name)


def _read(pieces: list[bytes], count: int, name: FeedFormat) -> None:
    for _ in newsfeed.iter_stories(io.BufferedReader(Endless(chained(pieces, count))), name):
        pass


def chained(pieces: list[bytes], count: int) -> Iterator[bytes]:
    """Give a document of any length: its items, which are all pieces but the first and the last, repeat."""
    head, *items, tail = pieces
    yield head
    for number in range(count):
        yield items[number % len(items)]
    yield tail


def _reading(name: FeedFormat, count: int) -> Run:
    newsfeed.loads(newsfeed.dumps(data.feed(), name), name)  # raises UnsupportedError until there is a reader
    return partial(_read, small.pieces(name, 1_000), count, name)


def writing_targets(results: Results) -> Iterable[Target]:
    """Give what is expected of memory while writing."""
    for case in WRITE.values():
        yield Target(f"Memory of {case}, 100,000 items", results.peak(case, 100_000), 40, unit=" MB")
    grown = results.peak_growth(WRITE["rss"], 1_000, MILLION)
    yield Target(f"Memory of {WRITE['rss']}, 1,000,000 items above 1,000", grown, 5, unit=" MB")


def reading_targets(results: Results) -> Iterable[Target]:
    """Give what is expected of memory while reading: as good as none, however many there are."""
    for case in READ.values():
        grown = results.peak_growth(case, 1_000, 200_000)
        yield Target(f"Memory of {case}, 200,000 items above 1,000", grown, 5, unit=" MB")


WRITING: Final = Topic(
    name="streaming-writing",
    title="Writing story by story",
    method=(
        "Rows are made, turned into models and written one by one; the peak is that of a process of its own. "
        "A million stories have one round."
    ),
    data=int,
    cases=(Case(WRITE["rss"], partial(_writing, "rss")), Case(WRITE["atom"], partial(_writing, "atom"))),
    sizes=(1_000, 100_000, MILLION),
    targets=writing_targets,
    once_at=(MILLION,),
)

READING: Final = Topic(
    name="streaming-reading",
    title="Reading story by story",
    method="A file whose bytes are made while it is read, 0.4 KB an item; the peak is that of a process of its own.",
    data=int,
    cases=(Case(READ["rss"], partial(_reading, "rss")), Case(READ["atom"], partial(_reading, "atom"))),
    sizes=(1_000, 200_000),
    targets=reading_targets,
)
