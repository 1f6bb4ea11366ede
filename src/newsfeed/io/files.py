"""Files: bounded reading, and atomic replacement, so that other programs see the old or the new content, never a part."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Final

from newsfeed.errors import ArgumentError, LimitError, OutputError
from newsfeed.io import temporaries
from newsfeed.io.compression import decompress
from newsfeed.io.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

Source = str | os.PathLike[str] | IO[bytes]
"""A path, or a binary file object."""

_MEMORY: Final = 1 << 20
"""Bytes of a stream that are recorded in memory."""


def read(source: Source, limits: Limits) -> bytes:
    """Read a whole file, decompressed if it is gzip.

    Args:
        source: a path, or a file object opened in binary mode.
        limits: `limits.bytes` bounds the size, compressed and not.

    Raises:
        OSError: the file does not exist or cannot be read.
        LimitError: it is larger than `limits.bytes`.
        ReadError: the gzip is damaged.
        TypeError: the file object returns text.
    """
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(source, "rb")) if isinstance(source, str | os.PathLike) else source  # noqa: PTH123
        data = file.read(limits.bytes + 1)
    if not isinstance(data, bytes):
        raise TypeError(f"the file returns {type(data).__name__}, not bytes; open it in binary mode")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long; pass limits=Limits(bytes=...) to read more")
    return decompress(data, limits)


class Replay:
    """A file that can be read once more from where it was, if it has at most `limit` bytes.

    A file that is not seekable is recorded as it is read: in memory at first, then in a temporary file.

    Args:
        file: a binary file.
        limit: the number of bytes to record at most.
    """

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file = file
        self._limit = limit
        self._count = 0
        self._start = file.tell() if is_seekable(file) else None
        self._record: IO[bytes] | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Read from the file, and record the data."""
        data = self._file.read(size)
        if not isinstance(data, bytes):
            raise ArgumentError(f"iter_stories() takes a binary file: this one yields {type(data).__name__}")
        self._count += len(data)
        if self._start is None and self._count <= self._limit:
            self._recorder().write(data)
        return data

    def _recorder(self) -> IO[bytes]:
        if self._record is None:
            from tempfile import SpooledTemporaryFile  # slow to import, and only some streams need it

            self._record = SpooledTemporaryFile(_MEMORY)  # noqa: SIM115  (closed by `close`)
        return self._record

    def replay(self) -> bytes | None:
        """Return the whole file from the start; None if it has more bytes than the limit."""
        if self._count > self._limit:
            return None
        if self._start is not None:
            self._file.seek(self._start)
            return self._file.read(self._limit + 1)
        self._recorder().seek(0)
        recorded = self._recorder().read()
        return recorded + read_fully(self._file, self._limit + 1 - len(recorded))

    def close(self) -> None:
        """Remove the record."""
        if self._record is not None:
            self._record.close()


def is_seekable(file: IO[bytes]) -> bool:
    """Return whether a file can be rewound."""
    try:
        return file.seekable() and file.tell() >= 0
    except (AttributeError, OSError):
        return False


def read_fully(file: IO[bytes], size: int) -> bytes:
    """Return up to `size` bytes of a file, even if each read returns only a part."""
    parts: list[bytes] = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def stem(source: Source) -> str:
    """Return the name of a file without its folder and its suffix; "" for a file object without a name."""
    path = source if isinstance(source, str | os.PathLike) else getattr(source, "name", "")
    name = os.path.basename(path) if isinstance(path, str | os.PathLike) else ""  # noqa: PTH119  (pathlib is slow to import)
    return os.path.splitext(os.fsdecode(name))[0]  # noqa: PTH122


def readable(text: str) -> str:
    """Return a path or argument as UTF-8 text if Python decoded it in another locale's encoding (PEP 383)."""
    try:
        return text if text.isascii() else os.fsencode(text).decode()
    except UnicodeError:
        return text


@contextlib.contextmanager
def atomic_writer(path: str | os.PathLike[str]) -> Iterator[Callable[[bytes], object]]:
    """Replace a file that the caller names: yield a function that writes bytes, and rename the result over it at the end.

    The bytes go to a temporary file in the same folder, which is synchronized to disk before the rename. If anything
    fails, the old file is left unchanged. Temporary files of processes that no longer run are removed.

    A symbolic link that the caller names is followed, as by `open()`, and a device or pipe, which cannot be replaced, is
    written to directly. Not so if another user has put it into a folder in which everybody can write, such as `/tmp`. For files
    of names that the caller has not chosen, see `newsfeed.io.folders`, which follows no link.

    Raises:
        OSError: the folder is not writable, or the disk is full.
        OutputError: a link or pipe of another user is in a folder in which everybody can write.
    """
    from pathlib import Path

    refuse_planted(Path(path))
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        # A link that has replaced it since it was resolved is not followed. Opening a folder raises IsADirectoryError here.
        descriptor = os.open(target, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "wb") as stream:
            yield stream.write
        return
    for name in target.parent.glob(f".*{temporaries.SUFFIX}"):
        if temporaries.is_stale(name.name):
            with contextlib.suppress(OSError):
                name.unlink()
    with _replacement(target) as write:
        yield write
    _sync_folder(target.parent)


def refuse_planted(path: "Path", links: int = 40) -> None:
    """Refuse a link or pipe that another user has put into a folder that everybody can write to.

    Linux does the same for `open()` (`fs.protected_symlinks`), but not for a path that is resolved before.

    Args:
        path: the path; the folders above it can be links, too.
        links: how many links the last name may lead through.
    """
    path = path.absolute()
    for part in (path, *path.parents):
        with contextlib.suppress(OSError):
            status, folder = part.lstat(), part.parent.stat()
            is_open_to_all = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
            is_special = stat.S_ISLNK(status.st_mode) or stat.S_ISFIFO(status.st_mode)
            if is_open_to_all and is_special and status.st_uid not in (os.geteuid(), folder.st_uid):
                reason = "is a link or pipe of another user in a folder in which everybody can write: name another path"
                raise OutputError(str(part), reason)
    if links and path.is_symlink():
        refuse_planted(path.parent / path.readlink(), links - 1)


@contextlib.contextmanager
def _replacement(target: "Path") -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a temporary file, and rename that over the target at the end."""
    temporary = target.with_name(temporaries.new_name(target.name))
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb", buffering=1 << 18) as file:
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(target.stat().st_mode & 0o777)
            yield file.write
            file.flush()
            os.fsync(descriptor)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    finally:
        temporaries.forget(temporary.name)


def _sync_folder(folder: "Path") -> None:
    """Make the rename itself durable, on systems that allow a folder to be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
