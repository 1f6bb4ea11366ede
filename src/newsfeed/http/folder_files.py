"""The files of a folder with stories: their changes, and the stories read from each."""

import logging
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import attrs

from newsfeed.errors import NewsfeedError
from newsfeed.site.documents import Document, ReadingOptions, read_document
from newsfeed.site.inputs import Input, files_below, with_page_names

_logger: Final = logging.getLogger("newsfeed.http")

_ATTEMPTS: Final = 3
"""Number of times that a file is read that changes while it is read."""

_COARSEST_CLOCK: Final = timedelta(seconds=2)
"""The coarsest times of changes that file systems keep (FAT). A file that changed less than this before it was read is read
again by the next scan, since a second change could have the same time and the same size."""


class Stamp(NamedTuple):
    """The state of a file or folder; a change alters it.

    Attributes:
        modified, changed: its times of modification and of change of status, in nanoseconds since the epoch.
        size: its size in bytes.
        inode: its number in the file system, which differs for a file that has replaced another.
    """

    modified: int
    changed: int
    size: int
    inode: int

    @property
    def latest(self) -> int:
        """The later one of its times; that of the status cannot be set back by programs."""
        return max(self.modified, self.changed)


def stamp_of(path: str | os.PathLike[str]) -> Stamp | None:
    """Return the stamp of a file or folder; None if there is none."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@attrs.frozen
class FileVersion:
    """A file as it was read.

    Attributes:
        name: the name of its page below the base.
        stamp: its stamp when it was read; None if it must be read again.
        document: its stories; None if it has none, or never could be read.
        changed: the moment of its last change, in nanoseconds since the epoch.
    """

    name: str
    stamp: Stamp | None
    document: Document | None
    changed: int


@attrs.frozen
class Look:
    """One look at a folder.

    Attributes:
        files: its files, also below it, with their stamps. A file that vanished meanwhile is left out.
        unlisted: the folders that could not be listed.
        changed: the last change of the folders, as when a file was removed, in nanoseconds since the epoch.
    """

    files: tuple[tuple[Input, Stamp], ...]
    unlisted: tuple[str, ...]
    changed: int


def scan(folder: str) -> Look:
    """Return the files in a folder and below it."""
    sources = files_below(folder)
    listed = [source for source in sources if source.folder is not None]
    stamped = [(source, stamp_of(source.path)) for source in with_page_names(listed)]
    folders = {folder, *(str(Path(source.path).parent) for source in listed)}
    changes = [stamp.latest for name in folders if (stamp := stamp_of(name)) is not None]
    return Look(
        files=tuple((source, stamp) for source, stamp in stamped if stamp is not None),
        unlisted=tuple(source.path for source in sources if source.folder is None),
        changed=max(changes, default=0),
    )


def read_versions(
    stamped: Iterable[tuple[Input, Stamp]], former: dict[str, FileVersion], reading: ReadingOptions, as_of: datetime
) -> Iterator[tuple[str, FileVersion]]:
    """Yield the path and the version of each file: the former version if it is unchanged.

    Args:
        stamped: the files.
        former: the versions that were read before, by their paths.
        reading: how to read them.
        as_of: the present. Aware datetime.
    """
    for source, stamp in stamped:
        version = former.get(source.path)
        if version is None or version.stamp != stamp or version.name != source.page_name:
            version = _read(source, stamp, version, reading, as_of)
        yield source.path, version


def _read(
    source: Input, stamp: Stamp, former: FileVersion | None, reading: ReadingOptions, as_of: datetime
) -> FileVersion:
    """Read a file; one that cannot be read keeps the stories of its former version."""
    document = None if former is None else former.document
    try:
        document, stamp = _read_whole(source, stamp, reading)
    except (NewsfeedError, OSError) as error:
        if former is None or former.changed != stamp.latest:  # one message for each state of the file
            state = "is left out" if document is None else "keeps its former version"
            _logger.warning("%s cannot be read and %s: %s", ascii(source.name), state, error)
    moment = _nanoseconds(as_of)
    is_settled = moment - stamp.latest >= _COARSEST_CLOCK / timedelta(microseconds=1) * 1000
    return FileVersion(source.page_name, stamp if is_settled else None, document, stamp.latest)


def _read_whole(source: Input, stamp: Stamp, reading: ReadingOptions) -> tuple[Document | None, Stamp]:
    """Read a file until it is the same before and after."""
    document = read_document(source, reading, _log_note)
    for _ in range(_ATTEMPTS - 1):
        after = stamp_of(source.path)
        if after is None or after == stamp:
            break
        stamp = after
        document = read_document(source, reading, _log_note)
    return document, stamp


def _log_note(text: str) -> None:
    _logger.info("%s", ascii(text))


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000_000)
