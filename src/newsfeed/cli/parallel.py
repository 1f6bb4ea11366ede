"""Reading in several processes; results and messages come in the order of the inputs, as from one process."""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.cli import documents
from newsfeed.cli.progress import turn_off, with_progress
from newsfeed.cli.terminal import Failure, is_quiet, set_quiet
from newsfeed.model import Feed
from newsfeed.plugins import registry
from newsfeed.site.documents import Document, ReadingOptions
from newsfeed.site.inputs import Input

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_LARGEST_CHUNK: Final = 32
"""Number of inputs that a process is sent at once, at most: enough to make the overhead of sending small."""


@attrs.frozen
class _Outcome:
    """The outcome of reading an input, in a form that can be pickled.

    Attributes:
        succeeded: True if it could be read.
        messages: the text printed on stderr about it.
        result: the format's name, the feed, and whether its reader reported no error; None if there is no document.
    """

    succeeded: bool
    messages: str
    result: tuple[str, Feed, bool] | None


def read_all(sources: Sequence[Input], reading: ReadingOptions, jobs: int) -> tuple[list[Document], bool]:
    """Read inputs in several processes; report those that fail and go on.

    Args:
        sources: the inputs, none of them stdin.
        reading: how to read them.
        jobs: the number of processes.

    Returns:
        the documents in the order of the inputs, and True if none failed.

    Raises:
        Failure: a process was killed.
    """
    read_documents: list[Document] = []
    succeeded = True
    with _process_pool(min(jobs, len(sources))) as pool:
        size = max(1, min(_LARGEST_CHUNK, len(sources) // (jobs * 4)))
        outcomes = pool.map(partial(_read_in_worker, reading), sources, chunksize=size)
        for _, outcome in zip(with_progress(sources, "Reading"), outcomes, strict=True):
            if outcome.messages and sys.stderr is not None:
                sys.stderr.write(outcome.messages)
            if outcome.result is not None:
                name, feed, valid = outcome.result
                read_documents.append(Document(format=registry[name], feed=feed, valid=valid))
            succeeded = succeeded and outcome.succeeded
    return read_documents, succeeded


@contextmanager
def _process_pool(number: int) -> "Iterator[ProcessPoolExecutor]":
    """Start processes that read; they end with this one."""
    from concurrent.futures.process import BrokenProcessPool  # slow to import, and needed with --jobs only

    from newsfeed.io.processes import process_pool

    try:
        with process_pool(number, _start_worker, (is_quiet(),)) as pool:
            yield pool
    except BrokenProcessPool:
        raise Failure(RuntimeError("a reading process was killed: try again with --jobs 1")) from None


def _start_worker(quiet: bool) -> None:
    """Prepare a worker process; the parent shows the progress of all."""
    set_quiet(quiet)
    turn_off()


def _read_in_worker(reading: ReadingOptions, source: Input) -> _Outcome:
    """Read one input in a worker process."""
    with redirect_stderr(io.StringIO()) as messages:
        read_documents, succeeded = documents.read_all([source], reading)
    result = next(((document.format.name, document.feed, document.valid) for document in read_documents), None)
    return _Outcome(succeeded, messages.getvalue(), result)
