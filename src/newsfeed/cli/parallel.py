"""Reading story files in several processes: what they say and give comes in the order of the files, as from one."""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.cli import stories
from newsfeed.cli.inputs import STDIN, Input, go_through, watched
from newsfeed.cli.lines import Failure
from newsfeed.cli.options import Wanted
from newsfeed.model import Feed
from newsfeed.plugins import registry

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_ENOUGH: Final = 32
"""How many files a process is sent at once, at most: enough for the sending to cost little."""


@attrs.frozen
class _Outcome:
    """What became of a file, such as can be sent between processes.

    Attributes:
        good: whether it could be read.
        said: what was said of it on stderr.
        read: the name of its format, what it holds, and whether all of it was taken; None where there is nothing.
    """

    good: bool
    said: str
    read: tuple[str, Feed, bool] | None


def read_all(sources: Sequence[Input], wanted: Wanted, jobs: int) -> tuple[list[stories.Document], bool]:
    """Read files; one that fails is reported, and the others go on.

    Args:
        sources: the files.
        wanted: how to read them.
        jobs: how many processes read at the same time.

    Returns:
        the documents in the order of the files, and whether none failed.

    Raises:
        Failure: a process was ended from outside.
    """
    if jobs == 1 or len(sources) < 2 or any(each.path == STDIN for each in sources):  # stdin is this process's own
        return _read_here(sources, wanted)
    documents: list[stories.Document] = []
    good = True
    with _processes(min(jobs, len(sources))) as pool:
        size = max(1, min(_ENOUGH, len(sources) // (jobs * 4)))
        outcomes = pool.map(partial(_read, wanted), sources, chunksize=size)
        for _, outcome in zip(watched(sources, "Reading"), outcomes, strict=True):
            if outcome.said and sys.stderr is not None:
                sys.stderr.write(outcome.said)
            if outcome.read is not None:
                name, feed, valid = outcome.read
                documents.append(stories.Document(format=registry[name], feed=feed, valid=valid))
            good = good and outcome.good
    return documents, good


def _read_here(sources: Sequence[Input], wanted: Wanted) -> tuple[list[stories.Document], bool]:
    documents: list[stories.Document] = []

    def take(source: Input) -> None:
        if (document := stories.read(source, wanted)) is not None:
            documents.append(document)

    good = go_through(sources, take, lambda source: source.name, doing="Reading")
    return documents, good


@contextmanager
def _processes(number: int) -> "Iterator[ProcessPoolExecutor]":
    """Give processes that begin anew, which every system has, and which no thread of this one can leave locked."""
    from concurrent.futures import ProcessPoolExecutor  # dear to import, and seldom needed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as pool:
            yield pool
    except BrokenProcessPool:
        raise Failure(RuntimeError("a process that reads files was ended; try again with --jobs 1")) from None


def _read(wanted: Wanted, source: Input) -> _Outcome:
    """Read one file, in a process of its own."""
    with redirect_stderr(io.StringIO()) as said:
        documents, good = _read_here([source], wanted)
    read = next(((each.format.name, each.feed, each.valid) for each in documents), None)
    return _Outcome(good, said.getvalue(), read)
