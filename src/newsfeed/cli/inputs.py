"""What a command is given: files, folders with all that is below them, and stdin."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TypeVar

import attrs
import click

from newsfeed.cli.lines import Failure, readable, say
from newsfeed.errors import NewsfeedError, ReadError, UnknownFormatError
from newsfeed.io import files as files_io
from newsfeed.io.limits import DEFAULT
from newsfeed.plugins import Format, registry

T = TypeVar("T")

STDIN = "-"
_MANY = 25
"""From this number of files on, a terminal shows how far we are."""


@attrs.frozen
class Input:
    """A file to read.

    Attributes:
        path: where it is; `-` is stdin.
        folder: the folder that it was found in, where the user named that.
    """

    path: str
    folder: str | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return "<stdin>" if self.path == STDIN else readable(self.path)

    def read(self) -> bytes:
        """Read the whole of it.

        Raises:
            OSError: it cannot be read.
            ReadError: it is empty, or over the limit of bytes.
        """
        if self.path == self.folder:
            raise ReadError("is a folder without files; name one that has some")
        data = files_io.read(_stdin() if self.path == STDIN else self.path, DEFAULT)
        if not data.strip():
            raise ReadError("is empty; give a file that has a document")
        return data

    def start(self, size: int) -> bytes:
        """Read its first bytes."""
        if self.path == STDIN:
            return _stdin().read(size)
        with open(self.path, "rb") as file:  # noqa: PTH123  (a Path would lose a trailing slash, which asks for a folder)
            return file.read(size)


def _stdin() -> IO[bytes]:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "<stdin>")
    return sys.stdin.buffer


def expand(paths: Sequence[str], *, leave_out: str | None = None) -> list[Input]:
    """Give the files that are meant: folders are gone through in the order of names; hidden files are left out.

    Args:
        paths: files, folders, `-`.
        leave_out: a folder whose files are not taken: the one that is written to.
    """
    if paths.count(STDIN) > 1:
        raise click.UsageError("stdin (-) can be read once only")
    found: list[Input] = []
    for path in paths:
        if path != STDIN and os.path.isdir(path):  # noqa: PTH112
            found += _below(path, leave_out) or [Input(path, path)]
        else:
            found.append(Input(path))
    return list(dict.fromkeys(found))


def _below(folder: str, leave_out: str | None) -> list[Input]:
    avoided = leave_out and os.path.realpath(leave_out)
    found: list[Input] = []
    closed: list[Input] = []  # reading these says why they could not be opened

    def note(error: OSError) -> None:
        closed.append(Input(os.fsdecode(error.filename)))

    for parent, folders, names in os.walk(folder, onerror=note):
        inner = [each for each in folders if not each.startswith(".")]
        folders[:] = sorted(each for each in inner if os.path.realpath(Path(parent, each)) != avoided)
        if os.path.realpath(parent) != avoided:
            files = [str(Path(parent, name)) for name in sorted(names) if not name.startswith(".")]
            found += [Input(path, folder) for path in files if os.path.isfile(path)]  # noqa: PTH113
    return found + closed


def format_of(source: Input, data: bytes, name: str | None) -> Format | None:
    """Give the format of an input: the one named, else what the bytes are, else what the suffix says.

    Returns:
        the format; None for a file that came with its folder and is of no format, such as a README.

    Raises:
        UnknownFormatError: none recognises it.
    """
    if name is not None:
        return registry[name]
    try:
        return registry.detect(data)
    except UnknownFormatError:
        lower = source.path.lower()
        for each in registry:
            if lower.endswith(each.suffixes):
                return each
        if source.folder is None:
            raise
    say(f"{source.name}: skipped, no format recognises it")
    return None


def go_through(inputs: Sequence[T], act: Callable[[T], object], name: Callable[[T], str], *, doing: str) -> bool:
    """Do something with each input; one that fails is reported, and the others go on.

    Returns:
        whether none failed.
    """
    good = True
    for each in watched(inputs, doing):
        try:
            act(each)
        except BrokenPipeError:
            raise
        except (NewsfeedError, OSError) as error:
            Failure(error, name(each)).show()
            good = False
    return good


def watched(items: Sequence[T], doing: str) -> Iterator[T]:
    """Give the items one by one; where they are many, a bar on the terminal shows how far we are."""
    if len(items) < _MANY or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    yield from _with_bar(items, doing)


def _with_bar(items: Iterable[T], doing: str) -> Iterator[T]:
    from rich.console import Console  # rich is slow to import, and seldom needed
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(items, description=doing)
