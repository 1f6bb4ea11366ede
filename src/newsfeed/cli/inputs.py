"""Inputs of a command: files, folders with everything below them, and stdin."""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from newsfeed.cli.progress import with_progress
from newsfeed.cli.terminal import Failure
from newsfeed.errors import NewsfeedError
from newsfeed.io.files import readable
from newsfeed.site.inputs import STDIN, Input, files_below, with_page_names

T = TypeVar("T")


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
        doing: the title of the work, such as "Reading"; the name of an only input is added.

    Returns:
        True if none failed.
    """
    succeeded = True
    title = f"{doing} {name(inputs[0])}" if len(inputs) == 1 else doing
    for source in with_progress(inputs, title):
        try:
            act(source)
        except BrokenPipeError:
            raise
        except (NewsfeedError, OSError) as error:
            Failure(error, name(source)).show()
            succeeded = False
    return succeeded
