"""Documents of `build`, `convert`, `diff` and `losses`: read with their findings reported, rendered, and written whole."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from newsfeed.api import dumps
from newsfeed.arguments import WriteOptions
from newsfeed.cli.inputs import process_each
from newsfeed.cli.progress import progress, story_counter
from newsfeed.cli.terminal import Failure, failures_of, print_findings, print_message, print_note
from newsfeed.headings import Headings
from newsfeed.io import files
from newsfeed.io.files import readable
from newsfeed.model import Feed, Story
from newsfeed.plugins import BodyMode, Format
from newsfeed.rendering.cache import RenderCache
from newsfeed.site.documents import Document, ReadingOptions, read_document
from newsfeed.site.inputs import Input, with_page_names

_SECONDS_TO_WAIT: Final = 600.0


def read(source: Input, reading: ReadingOptions, name: str | None = None) -> Document | None:
    """Read the stories of an input and print its reader's findings on stderr.

    Args:
        source: the input.
        reading: how to read it.
        name: the name of its format, or None to detect it.

    Returns:
        the document, or None for a file that was found in a folder and has no known format.

    Raises:
        OSError, NewsfeedError: it cannot be read.
    """
    document = read_document(source, reading, print_note, name, on_story=story_counter())
    if document is not None:
        print_findings(source.name, document.report.findings, document.report.dropped)
    return document


def read_all(sources: Sequence[Input], reading: ReadingOptions) -> tuple[list[Document], bool]:
    """Read inputs; report those that fail and go on.

    Returns:
        the documents in the order of the inputs, and True if none failed.
    """
    documents: list[Document] = []

    def collect(source: Input) -> None:
        if (document := read(source, reading)) is not None:
            documents.append(document)

    succeeded = process_each(sources, collect, lambda source: source.name, doing="Reading")
    return documents, succeeded


def may_write(succeeded: bool, keep_going: bool) -> bool:
    """Return whether a command may write although an input failed; print why not.

    The output would lack the stories of an input that failed, and readers would take them for removed.

    Args:
        succeeded: True if no input failed.
        keep_going: whether `--keep-going` was given.
    """
    if succeeded or keep_going:
        return True
    print_message("nothing is written, because an input failed: correct it, leave it out, or pass --keep-going")
    return False


@contextmanager
def locked_folders(*folders: str | os.PathLike[str]) -> Iterator[None]:
    """Keep other newsfeed processes from writing into folders; wait for one that does.

    Raises:
        OutputError: another process writes there for longer than ten minutes.
        OSError: a folder cannot be made or opened.
    """
    from newsfeed.io.locks import locked  # needed by commands that write folders only

    def note(path: str) -> None:
        print_note(f"{readable(path)}: another newsfeed process writes there; waiting until it has ended")

    with locked(folders, seconds=_SECONDS_TO_WAIT, on_wait=note):
        yield


def read_one(path: str, reading: ReadingOptions, name: str | None) -> Document:
    """Read the one file, or stdin (`-`), that an argument names.

    Raises:
        Failure: it cannot be read.
    """
    if path != "-" and os.path.isdir(path):  # noqa: PTH112
        raise Failure(IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path))
    (source,) = with_page_names([Input(path)])
    with failures_of(source.name), progress(f"Reading {source.name}"):
        document = read(source, reading, name)
    assert document is not None  # noqa: S101  (only files found in a folder are skipped)
    return document


def render(  # noqa: PLR0913  (a keyword for each option of the commands)
    content: Feed | Story,
    target: Format,
    headings: Headings | None,
    *,
    as_of: datetime,
    strict: bool = False,
    cache: RenderCache | None = None,
    body: BodyMode | None = None,
    profile: str | None = None,
) -> bytes:
    """Return a feed or story as bytes; a feed of one story as that story if the format holds one story.

    Args:
        content: the feed or story.
        target: the format to write.
        headings: the house's headings, or None.
        as_of: the moment of publication.
        strict: True if a loss is an error.
        cache: rendered stories to reuse.
        body: how much of the body is written, if the format has this option; None for its default.
        profile: the name of the consumer whose rules it keeps to, or None.

    Raises:
        WriteError: the format cannot represent it.
        LossError: `strict`, and something would be lost.
    """
    if isinstance(content, Feed) and not target.feed and len(content.stories) == 1:
        content = content.stories[0]
    options: WriteOptions = {"as_of": as_of}
    if headings is not None and "headings" in target.options:
        options["headings"] = headings
    if cache is not None:
        options["cache"] = cache
    if body is not None and "body" in target.options:
        options["body"] = body
    if profile is not None:
        options["profile"] = profile
    return dumps(content, target.name, strict=strict, **options)


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file that the user names, whole or not at all; a link is followed, a device or pipe is written to directly.

    Raises:
        OSError: names the file, not the temporary one.
        OutputError: a link or pipe of another user is in a folder in which everybody can write.
    """
    with naming(path), files.atomic_writer(path) as write:
        write(data)


@contextmanager
def naming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Make errors raised inside name this path."""
    try:
        yield
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Create a folder and its parents if they do not exist.

    Raises:
        OSError: it cannot be created, or is a file.
    """
    folder = Path(path)
    with naming(path):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
