"""Reading stories, and writing files, as `build`, `convert` and `losses` do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from newsfeed.api import dumps, loads
from newsfeed.cli.inputs import Input, format_of
from newsfeed.cli.lines import say, say_finding
from newsfeed.cli.options import Wanted
from newsfeed.findings import Report, Severity
from newsfeed.io import files
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format
from newsfeed.rendering.cache import RenderCache

_SHOWN = 100
"""How many of a reader's findings are shown; a feed may have one for each of its items."""


@attrs.frozen(kw_only=True)
class Document:
    """What was read from an input.

    Attributes:
        format: the format that it is in.
        feed: its stories, and what it says about all of them.
        valid: whether the reader could take all of it.
    """

    format: Format
    feed: Feed
    valid: bool

    @property
    def item(self) -> Feed | Story:
        """The one story of a document that says nothing of a feed; else the feed."""
        stories = self.feed.stories
        alone = len(stories) == 1 and (not self.format.feed or self.feed == Feed(stories=stories))
        return stories[0] if alone else self.feed


def read(source: Input, wanted: Wanted, name: str | None = None) -> Document | None:
    """Read the stories of an input; what its reader noticed goes to stderr.

    Args:
        source: the input.
        wanted: how to read it.
        name: the name of its format; None finds it out.

    Returns:
        the document; None for a file that came with its folder and is of no format.

    Raises:
        OSError, NewsfeedError: it cannot be read.
    """
    data = source.read()
    a_format = format_of(source, data, name)
    if a_format is None:
        return None
    report = Report(limit=_SHOWN)
    feed = loads(data, a_format.name, report=report, defaults=wanted.defaults, headings=wanted.headings)
    _show(report, source.name)
    return Document(format=a_format, feed=feed, valid=report.valid)


def _show(report: Report, name: str) -> None:
    for finding in report:
        if finding.severity is not Severity.INFO:
            say_finding(name, finding)
    if report.dropped:
        say(f"{name}: {report.dropped} more findings")


def as_bytes(
    item: Feed | Story, a_format: Format, wanted: Wanted, *, strict: bool = False, cache: RenderCache | None = None
) -> bytes:
    """Write a feed, or the story of one where the format holds one story, into memory.

    Raises:
        WriteError: the format cannot take it.
        LossError: `strict`, and something would be lost.
    """
    if isinstance(item, Feed) and not a_format.feed and len(item.stories) == 1:
        item = item.stories[0]
    return dumps(item, a_format.name, strict=strict, cache=cache, **wanted.of_writer(a_format))


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file, whole or not at all; a device or a pipe is written to.

    Raises:
        OSError: with the name of the file, not of the temporary one.
    """
    target = Path(path)
    with _naming(path):
        if target.exists() and not target.is_file():  # a file must not take the place of what is none: /dev/stdout
            target.write_bytes(data)
            return
        with files.replacing(target) as write:
            write(data)


@contextmanager
def _naming(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, where there is none, with those that it is in.

    Raises:
        OSError: it cannot be made, or is a file.
    """
    folder = Path(path)
    with _naming(path):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
