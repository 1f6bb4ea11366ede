"""Inputs: files, the files of a folder with the names of their pages, and the format of each."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import attrs

from newsfeed.errors import ReadError, UnknownFormatError, UnsupportedError
from newsfeed.io import compression, files
from newsfeed.io.files import readable
from newsfeed.io.limits import DEFAULT
from newsfeed.plugins import Format, registry

Note = Callable[[str], object]
"""Receives a note to the user, such as why a file is skipped."""

STDIN: Final = "-"
_POLICIES: Final = frozenset(("robots.txt", "trust.txt", "tdmrep.json"))
_STYLE_SHEET: Final = ".css"
"""The suffix of style sheets, which a build writes beside its feeds."""


@attrs.frozen
class Input:
    """A file to read.

    Attributes:
        path: its path; `-` is stdin.
        folder: the folder the user named, if the file was found in one.
        page_name: the name that a page without an id has below the base; no two inputs have the same.
    """

    path: str
    folder: str | None = None
    page_name: str = ""

    @property
    def name(self) -> str:
        """Its name in messages."""
        return "<stdin>" if self.path == STDIN else readable(self.path)

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            OSError: it cannot be read.
            ReadError: it is empty or too long.
        """
        data = files.read(_stdin() if self.path == STDIN else self.path, DEFAULT)
        if not data.strip():
            raise ReadError("is empty: name a file that has a document")
        return data

    def read_head(self, size: int) -> bytes:
        """Return its first `size` bytes, decompressed if it is gzip.

        Raises:
            OSError, ReadError: it cannot be read.
        """
        with contextlib.ExitStack() as stack:
            # A Path would drop a trailing slash.
            file = _stdin() if self.path == STDIN else stack.enter_context(open(self.path, "rb"))  # noqa: PTH123
            head = file.read(size)
            if not head.startswith(compression.MAGIC):
                return head
            return compression.decompress(head + file.read(DEFAULT.bytes), DEFAULT)[:size]


def _stdin() -> IO[bytes]:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "<stdin>")
    return sys.stdin.buffer


def with_page_names(inputs: Sequence[Input]) -> list[Input]:
    """Return the inputs with a page name each: the path in the folder that the user named, without its suffix.

    Inputs that would have the same name get their folders too, or keep their suffix.
    """
    names = {source: _page_name(source.path, source.folder) for source in inputs}
    for same in _with_same_name(names):
        paths = [os.path.abspath(source.path) for source in same]  # noqa: PTH100  (it may be no valid path)
        with contextlib.suppress(ValueError):  # on Windows, files of two drives have no common folder
            parent = os.path.commonpath(map(os.path.dirname, paths))
            names |= {source: _page_name(path, parent) for source, path in zip(same, paths, strict=True)}
    for same in _with_same_name(names):
        # The page as it is typed keeps its name when another form of it is added.
        _, *further_sources = sorted(same, key=lambda source: (not source.path.lower().endswith(".txt"), source.path))
        suffixes = (os.path.splitext(source.path)[1] for source in further_sources)  # noqa: PTH122
        names |= {
            source: f"{names[source]}{suffix or f'-{number}'}"
            for number, (source, suffix) in enumerate(zip(further_sources, suffixes, strict=True), 2)
        }
    return [attrs.evolve(source, page_name=names[source]) for source in inputs]


def _page_name(path: str, folder: str | None) -> str:
    """Return a path below a folder, without its suffix and with `/` between folders."""
    if path == STDIN:
        return ""
    name = os.path.relpath(path, folder) if folder else os.path.basename(path)  # noqa: PTH119
    return readable(os.path.splitext(name)[0].replace(os.sep, "/"))  # noqa: PTH122


def _with_same_name(names: Mapping[Input, str]) -> list[list[Input]]:
    """Return the groups of inputs with the same name."""
    groups: dict[str, list[Input]] = {}
    for source, name in names.items():
        groups.setdefault(name, []).append(source)
    return [group for name, group in groups.items() if name and len(group) > 1]


def files_below(folder: str, leave_out: str | None = None) -> list[Input]:
    """Return the files in a folder and below it, in the order of their names; hidden ones are skipped.

    Args:
        folder: the path of the folder.
        leave_out: a folder to skip, or None.

    Returns:
        the files, and the folders that cannot be listed and links that lead nowhere, which fail when they are read.
    """
    avoided = leave_out and os.path.realpath(leave_out)
    inputs: list[Input] = []
    unreadable: list[Input] = []  # reading these reports why they cannot be opened

    def note(error: OSError) -> None:
        unreadable.append(Input(os.fsdecode(error.filename)))

    for parent, folders, names in os.walk(folder, onerror=note):
        visible = [name for name in folders if not name.startswith(".")]
        folders[:] = sorted(name for name in visible if os.path.realpath(Path(parent, name)) != avoided)
        if os.path.realpath(parent) != avoided:
            paths = [str(Path(parent, name)) for name in sorted(names) if not name.startswith(".")]
            inputs += [Input(path, folder) for path in paths if os.path.isfile(path) or _is_broken_link(path)]  # noqa: PTH113
    return inputs + unreadable


def _is_broken_link(path: str) -> bool:
    """Return whether a path is a link that leads nowhere, or to itself: a story that is missing, and not one taken back."""
    link = Path(path)
    return link.is_symlink() and not link.exists()


def format_of(source: Input, data: bytes, name: str | None, note: Note) -> Format | None:
    """Return the format of an input: the named one, else the one its bytes have, else the one of its suffix.

    Args:
        source: the input.
        data: its bytes.
        name: the name of its format, or None.
        note: is told why a file is skipped.

    Returns:
        the format, or None for a style sheet, and for a file that was found in a folder and has no known format or no story,
        such as a README.

    Raises:
        UnknownFormatError: no format recognizes the file.
        UnsupportedError: the file states what machines may do, and has no stories.
    """
    if name is not None:
        return registry[name]
    if source.path.lower().endswith(_STYLE_SHEET):
        if source.folder is None:
            note(f"{source.name}: skipped, style sheets are not read")
        return None
    if (policy := Path(source.path).name) in _POLICIES:
        remedy = f"{policy} states what machines may do, and newsfeed rights --check validates it"
        if source.folder is None:
            raise UnsupportedError(remedy)
        note(f"{source.name}: skipped, {remedy}")
        return None
    detected = _detect(source, data)
    if detected is None:
        note(f"{source.name}: skipped, no format recognizes it")
    elif source.folder is not None and not detected.holds_stories(data):
        note(f"{source.name}: skipped, this {detected.title} has no story")
        return None
    return detected


def _detect(source: Input, data: bytes) -> Format | None:
    """Return the format that the bytes of an input have, else the one of its suffix; None for a file of a folder."""
    try:
        return registry.detect(data)
    except UnknownFormatError:
        lower = source.path.lower()
        for candidate in registry:
            if lower.endswith(candidate.suffixes) and (source.folder is None or candidate.holds_stories(data)):
                return candidate
        if source.folder is None:
            raise
    return None
