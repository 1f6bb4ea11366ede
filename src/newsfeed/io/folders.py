"""Folders that a command writes to: the files below one are reached without following any link, and replaced whole.

Who may write into a folder, or has written what was checked out or restored there, can plant a link in it. So a path below the
folder is opened name by name, each relative to the descriptor of the folder before it and with `O_NOFOLLOW`: nobody can
exchange a part of it for a link between a check and its use. Where the system has no such calls (Windows), each part is
checked before it is used.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

import attrs

from newsfeed.errors import LimitError, OutputError
from newsfeed.io import files, temporaries
from newsfeed.io.limits import DEFAULT

_HAS_DIR_FD: Final = {os.open, os.stat, os.mkdir, os.unlink, os.rename} <= os.supports_dir_fd
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_READ: Final = os.O_RDONLY | _BINARY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_READ_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINK
_REPARSE_POINT: Final = 0x400
"""The attribute of links and junctions on Windows."""

_KINDS: Final = (
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)


@attrs.define(kw_only=True)
class _Place:
    """A folder that is open, or its path where the system has no calls relative to a descriptor.

    Attributes:
        path: its path, as the user named it.
        descriptor: its descriptor, or None.
    """

    path: Path
    descriptor: int | None

    def locate(self, name: str) -> str:
        """Return the argument that names a file of the folder, together with `dir_fd=descriptor`."""
        return name if self.descriptor is not None else str(self.path / name)

    def status(self, name: str) -> os.stat_result | None:
        """Return the status of a file itself, not of the target of a link; None if it is not there."""
        try:
            return os.stat(self.locate(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def names(self) -> list[str]:
        """Return the names of all files and folders in it, sorted."""
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as entries:
            return sorted(entry.name for entry in entries)

    def close(self) -> None:
        """Close its descriptor."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


@attrs.frozen(kw_only=True)
class _Staged:
    """A file that is written and has its temporary name still.

    Attributes:
        folder: the names of the folders above it, below the root.
        name: the name that it will have.
        temporary: the name that it has.
    """

    folder: tuple[str, ...]
    name: str
    temporary: str


class Folder:
    """A folder, and the files below it, as a context manager.

    The folder itself may be a link, since the caller has named it. A link below it, or a pipe or device in place of a file, is
    refused: nothing is read or written through it.

    Files are staged under temporary names and replace others in `commit`, so that a full disk or an error before it leaves
    every old file. Leaving the context without `commit` removes what is staged. Temporary files of processes that no
    longer run are removed from each folder in which a file is staged or compared.

    Args:
        path: the folder; it is made with the first file.
        dry_run: True to write nothing.

    Attributes:
        path: the folder.
    """

    def __init__(self, path: str | os.PathLike[str], *, dry_run: bool = False) -> None:
        self.path: Path = Path(path)
        self._dry_run = dry_run
        self._root: _Place | None = None
        self._last: tuple[tuple[str, ...], _Place] | None = None
        self._swept: set[tuple[str, ...]] = set()
        self._staged: list[_Staged] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.discard()
        self.close()

    def close(self) -> None:
        """Close the descriptors of folders."""
        for place in (self._last[1] if self._last else None, self._root):
            if place is not None:
                place.close()
        self._root = self._last = None

    # --- reading ---------------------------------------------------------------------------------------------------------

    def read(self, path: str, limit: int = DEFAULT.bytes) -> bytes | None:
        """Return the bytes of a file; None if it is not there.

        Args:
            path: its path below the folder, with `/` between names.
            limit: the number of bytes that it may have.

        Raises:
            OSError: it cannot be read, or is a folder.
            OutputError: it is a link, a pipe or a device, or has another name elsewhere (a hard link).
            LimitError: it is too long.
        """
        with self._opened(path) as descriptor:
            if descriptor is None:
                return None
            if os.fstat(descriptor).st_nlink > 1:
                reason = "is a hard link, which has another name elsewhere: replace it by a copy, or remove it"
                raise OutputError(str(self.path / path), reason)
            data = _read_all(descriptor, limit + 1)
        if len(data) > limit:
            raise LimitError("bytes", f"{self.path / path} is over {limit} bytes long")
        return data

    def has_content(self, path: str, data: bytes) -> bool:
        """Return whether a file has exactly these bytes.

        Raises:
            OSError, OutputError: as for `read`; a hard link is compared.
        """
        with self._opened(path, sweep=True) as descriptor:
            if descriptor is None or os.fstat(descriptor).st_size != len(data):
                return False
            return _read_all(descriptor, len(data) + 1) == data

    def exists(self, path: str) -> bool:
        """Return whether a file is there, whatever it is."""
        *folder, name = self._names(path)
        place = self._open(tuple(folder))
        return place is not None and place.status(name) is not None

    def is_folder(self, path: str) -> bool:
        """Return whether a folder is there, and no link to one."""
        *folder, name = self._names(path)
        place = self._open(tuple(folder))
        status = place.status(name) if place else None
        return status is not None and stat.S_ISDIR(status.st_mode) and not _is_link(status)

    def names(self, path: str = "") -> list[str]:
        """Return the names of everything in a folder below this one, sorted; [] if it is not there.

        Raises:
            OutputError: the path leads through a link.
        """
        place = self._open(self._names(path) if path else ())
        return place.names() if place else []

    @contextmanager
    def _opened(self, path: str, *, sweep: bool = False) -> Iterator[int | None]:
        """Yield the descriptor of a regular file, or None if it is not there."""
        *folder, name = self._names(path)
        place = self._open(tuple(folder))
        if place is not None and sweep:
            self._sweep(tuple(folder), place)
        # Even opening a device can have an effect, so the kind is checked before, and again on the opened file.
        if place is None or self._checked(place, name) is None:
            yield None
            return
        with _naming(place.path / name):
            try:
                descriptor = os.open(place.locate(name), _READ, dir_fd=place.descriptor)
            except FileNotFoundError:
                yield None
                return
            except OSError as error:
                if error.errno == errno.ELOOP:
                    raise OutputError(str(place.path / name), _LINK) from None
                raise
        try:
            _check_kind(os.fstat(descriptor), place.path / name)
            yield descriptor
        finally:
            os.close(descriptor)

    # --- writing ---------------------------------------------------------------------------------------------------------

    def write(self, path: str, data: bytes) -> None:
        """Replace a file at once.

        Raises:
            OSError, OutputError: as for `stage`.
        """
        staged = self.stage(path, data)
        if staged is not None:
            self._staged.remove(staged)
            self._rename(staged)
            self._sync(staged.folder)

    def stage(self, path: str, data: bytes) -> _Staged | None:
        """Write a file under a temporary name, and make its folder if there is none.

        Returns:
            the file; None in a dry run.

        Raises:
            OSError: the folder is not writable, or the disk is full.
            OutputError: the file or a folder above it is a link, or the file is a pipe or device.
        """
        *names, name = self._names(path)
        folder = tuple(names)
        place = self._open(folder, create=not self._dry_run)
        status = self._checked(place, name) if place else None
        if self._dry_run or place is None:
            return None
        self._sweep(folder, place)
        staged = _Staged(folder=folder, name=name, temporary=temporaries.new_name(name))
        self._staged.append(staged)
        with _naming(place.path / name):
            descriptor = os.open(place.locate(staged.temporary), _CREATE, 0o666, dir_fd=place.descriptor)
            with os.fdopen(descriptor, "wb") as file:
                if status is not None:
                    _set_mode(descriptor, place.locate(staged.temporary), status.st_mode & 0o777)
                file.write(data)
                file.flush()
                os.fsync(descriptor)
        return staged

    def commit(self) -> None:
        """Rename all staged files over those that they replace, and make it durable.

        Raises:
            OSError, OutputError: a file cannot be renamed; it and those after it stay as they were.
        """
        folders = {staged.folder for staged in self._staged}
        while self._staged:
            self._rename(self._staged[0])
            del self._staged[0]
        for folder in sorted(folders):
            self._sync(folder)

    def discard(self) -> None:
        """Remove all staged files."""
        for staged in self._staged:
            with suppress(OSError, OutputError):
                place = self._open(staged.folder)
                if place is not None:
                    os.unlink(place.locate(staged.temporary), dir_fd=place.descriptor)
            temporaries.forget(staged.temporary)
        self._staged.clear()

    def remove(self, path: str) -> None:
        """Remove a file; a link is removed itself, and not its target.

        Raises:
            OSError: it cannot be removed, or is a folder.
            OutputError: a folder above it is a link.
        """
        *folder, name = self._names(path)
        place = self._open(tuple(folder))
        if place is not None:
            with _naming(place.path / name), suppress(FileNotFoundError):
                os.unlink(place.locate(name), dir_fd=place.descriptor)

    def remove_all(self, path: str) -> None:
        """Remove a file, or a folder with everything below it; links are removed themselves.

        Raises:
            OSError: it cannot be removed.
            OutputError: a folder above it is a link.
        """
        if self.is_folder(path):
            for name in self.names(path):
                self.remove_all(f"{path}/{name}")
            *folder, name = self._names(path)
            place = self._open(tuple(folder))
            if place is not None:
                with _naming(place.path / name):
                    os.rmdir(place.locate(name), dir_fd=place.descriptor)
        else:
            self.remove(path)

    def _rename(self, staged: _Staged) -> None:
        place = self._open(staged.folder)
        if place is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path / "/".join(staged.folder)))
        with _naming(place.path / staged.name):
            os.replace(
                place.locate(staged.temporary),
                place.locate(staged.name),
                src_dir_fd=place.descriptor,
                dst_dir_fd=place.descriptor,
            )
        temporaries.forget(staged.temporary)

    def _sync(self, folder: tuple[str, ...]) -> None:
        """Make renames in a folder durable, where the system can."""
        place = self._open(folder)
        if place is not None and place.descriptor is not None:
            with suppress(OSError):
                os.fsync(place.descriptor)

    def _sweep(self, folder: tuple[str, ...], place: _Place) -> None:
        """Remove the temporary files that a killed process has left in a folder."""
        if self._dry_run or folder in self._swept:
            return
        self._swept.add(folder)
        for name in place.names():
            if temporaries.is_stale(name):
                with suppress(OSError):
                    os.unlink(place.locate(name), dir_fd=place.descriptor)

    # --- the way to a file -----------------------------------------------------------------------------------------------

    def _names(self, path: str) -> tuple[str, ...]:
        """Return the names of a path below the folder; refuse one that leads elsewhere."""
        names = tuple(path.split("/"))
        if any(name in ("", ".", "..") or "\0" in name or Path(name).name != name for name in names):
            raise OutputError(str(self.path), f"has no file {path[:200]!r}: a path below a folder has plain names")
        return names

    def _open(self, names: tuple[str, ...], *, create: bool = False) -> _Place | None:
        """Return a folder below the root, or the root; None if it is not there."""
        if self._root is None:
            self._root = self._open_root(create=create)
        if not names or self._root is None:
            return self._root
        if self._last is not None and self._last[0] == names:
            return self._last[1]
        place = self._root
        for name in names:
            below = self._open_below(place, name, create=create)
            if place is not self._root:
                place.close()
            if below is None:
                return None
            place = below
        if self._last is not None:
            self._last[1].close()
        self._last = (names, place)
        return place

    def _open_root(self, *, create: bool) -> _Place | None:
        files.refuse_planted(self.path)
        with _naming(self.path):
            if create:
                self.path.mkdir(parents=True, exist_ok=True)
            elif not self.path.is_dir():
                return None
            descriptor = os.open(self.path, _READ_FOLDER) if _HAS_DIR_FD else None
        return _Place(path=self.path, descriptor=descriptor)

    @staticmethod
    def _open_below(place: _Place, name: str, *, create: bool) -> _Place | None:
        path = place.path / name
        with _naming(path):
            if create:
                with suppress(FileExistsError):
                    os.mkdir(place.locate(name), dir_fd=place.descriptor)
            status = place.status(name)
            if status is None:
                return None
            if _is_link(status):
                raise OutputError(str(path), _LINK)
            if not stat.S_ISDIR(status.st_mode):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            if place.descriptor is None:
                return _Place(path=path, descriptor=None)
            try:
                descriptor = os.open(name, _READ_FOLDER | _NO_LINK, dir_fd=place.descriptor)
            except OSError as error:
                if error.errno in (errno.ELOOP, errno.ENOTDIR):  # exchanged for a link since it was checked
                    raise OutputError(str(path), _LINK) from None
                raise
        return _Place(path=path, descriptor=descriptor)

    @staticmethod
    def _checked(place: _Place, name: str) -> os.stat_result | None:
        """Return the status of a regular file; None if it is not there."""
        with _naming(place.path / name):
            status = place.status(name)
        if status is not None:
            _check_kind(status, place.path / name)
        return status


_LINK: Final = "is a symbolic link, which is not followed: remove it, or put the file or folder itself there"


def is_link(path: str | os.PathLike[str]) -> bool:
    """Return whether a path is that of a symbolic link, or of a junction on Windows."""
    try:
        return _is_link(Path(path).lstat())
    except OSError:
        return False


def _is_link(status: os.stat_result) -> bool:
    """Return whether a status is that of a symbolic link, or of a junction on Windows."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)


def _check_kind(status: os.stat_result, path: Path) -> None:
    """Refuse everything that is no regular file."""
    if _is_link(status):
        raise OutputError(str(path), _LINK)
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            raise OutputError(str(path), f"{kind} and no file: remove it")
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _read_all(descriptor: int, limit: int) -> bytes:
    """Return up to `limit` bytes of a file."""
    # read() makes a buffer of the size that it is asked for, so it is not asked for more than the file has.
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read(min(limit, os.fstat(descriptor).st_size + 1))


def _set_mode(descriptor: int, path: str, mode: int) -> None:
    """Set the permissions of a file that is open."""
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:
        Path(path).chmod(mode)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Make errors raised inside name this path, as the user would."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise
