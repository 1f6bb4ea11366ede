"""Inputs of a command: files, folders with everything below them, and stdin."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

import click

from newsfeed.cli.terminal import Failure
from newsfeed.errors import NewsfeedError
from newsfeed.io.files import readable
from newsfeed.site.inputs import STDIN, Input, files_below, with_page_names

T = TypeVar("T")

_MANY: Final = 25
"""Number of inputs that makes a terminal show a progress bar."""


def expand(paths: Sequence[str], *, leave_out: str | None = None) -> list[Input]:
    """Return the files that the paths name. Folders are walked in the order of names; hidden files are skipped.

    Args:
        paths: files, folders, or `-`.
        leave_out: a folder to skip, because the command writes to it.

    Raises:
        click.UsageError: stdin is named twice, or a folder has no files.
    """
    if paths.count(STDIN) > 1:
        raise click.UsageError("stdin (-) can be read once only")
    inputs: list[Input] = []
    for path in paths:
        if path != STDIN and os.path.isdir(path):  # noqa: PTH112
            below = files_below(path, leave_out)
            if not below:
                raise click.UsageError(f"{readable(path)} is a folder without files; name one that has some")
            inputs += below
        else:
            inputs.append(Input(path))
    return with_page_names(list(dict.fromkeys(inputs)))


def process_each(inputs: Sequence[T], act: Callable[[T], object], name: Callable[[T], str], *, doing: str) -> bool:
    """Call `act` for each input; report those that fail and go on.

    Args:
        inputs: the inputs.
        act: the work on one of them.
        name: returns an input's name in messages.
        doing: the title of the progress bar.

    Returns:
        True if none failed.
    """
    succeeded = True
    for source in with_progress(inputs, doing):
        try:
            act(source)
        except BrokenPipeError:
            raise
        except (NewsfeedError, OSError) as error:
            Failure(error, name(source)).show()
            succeeded = False
    return succeeded


def with_progress(items: Sequence[T], doing: str) -> Iterator[T]:
    """Yield the items; if there are many, show a progress bar on a terminal."""
    if len(items) < _MANY or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    yield from _with_bar(items, doing)


def _with_bar(items: Iterable[T], doing: str) -> Iterator[T]:
    from rich.console import Console  # slow to import, and seldom needed
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(items, description=doing)
