"""Locks of folders, so that two processes do not write into one at the same time.

The lock is one of the operating system on the folder itself, so that it leaves no file behind and ends with its process, even
by SIGKILL. On Windows, and on file systems that cannot lock a folder, it is on a file in the folder.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from newsfeed.errors import OutputError
from newsfeed.io import files

LOCK_FILE: Final = ".newsfeed-lock"
_INTERVAL: Final = 0.02
_BUSY: Final = frozenset((errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK))


@contextmanager
def locked(
    folders: Iterable[str | os.PathLike[str]], *, seconds: float, on_wait: Callable[[str], object]
) -> Iterator[None]:
    """Hold the locks of some folders. A folder that is missing is made, and removed again if it is empty at the end.

    Args:
        folders: the folders; one that is named twice is locked once.
        seconds: how long to wait for another process.
        on_wait: is told the path of a folder that another process has locked.

    Raises:
        OutputError: another process has a lock for longer than that.
        OSError: a folder cannot be made or opened.
    """
    folders = list(folders)
    for folder in folders:
        files.refuse_planted(Path(folder))
    # Two commands that lock the same folders do so in the same order, so that neither waits for the other for ever.
    paths = {Path(folder).resolve(): Path(folder) for folder in folders}
    deadline = time.monotonic() + seconds
    with ExitStack() as stack:
        held: set[tuple[int, int]] = set()
        for _, path in sorted(paths.items()):
            stack.enter_context(_existing(path))
            descriptor, is_file = _acquire(path, held, deadline, on_wait)
            if descriptor is not None:
                stack.callback(_release, path, descriptor, is_file=is_file)
        yield


@contextmanager
def _existing(path: Path) -> Iterator[None]:
    """Make a folder and those above it if they are missing, and remove those that are empty at the end."""
    missing: list[Path] = []
    folder = path
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    path.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


def _acquire(
    path: Path, held: set[tuple[int, int]], deadline: float, on_wait: Callable[[str], object]
) -> tuple[int | None, bool]:
    """Lock a folder, and return the descriptor that has the lock, and whether it is that of a file; None if it is held."""
    is_told = False
    while True:
        path.mkdir(parents=True, exist_ok=True)  # the process that had the lock may have removed an empty folder
        status = path.stat()
        if (status.st_dev, status.st_ino) in held and status.st_ino:
            return None, False
        descriptor, is_file = _try_lock(path)
        if descriptor is not None:
            if _is_current(path, descriptor, is_file=is_file):
                held.add((status.st_dev, status.st_ino))
                return descriptor, is_file
            os.close(descriptor)
        if time.monotonic() >= deadline:
            raise OutputError(
                str(path), "another newsfeed process writes there: wait until it has ended, or name another folder"
            )
        if descriptor is None and not is_told:
            on_wait(str(path))
            is_told = True
        if descriptor is None:
            time.sleep(_INTERVAL)


def _is_current(path: Path, descriptor: int, *, is_file: bool) -> bool:
    """Return whether a locked descriptor is that of the file at the path, and not of one removed since."""
    if sys.platform == "win32":
        return True
    with suppress(FileNotFoundError):
        # The folder may be a link that the user has named; the file in it may not.
        status = (path / LOCK_FILE).stat(follow_symlinks=False) if is_file else path.stat()
        return os.path.samestat(os.fstat(descriptor), status)
    return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(path: Path) -> tuple[int | None, bool]:
        """Lock a file in a folder; the system removes it with its descriptor."""
        try:
            descriptor = os.open(path / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_TEMPORARY | os.O_NOINHERIT)
        except PermissionError:  # it is being removed
            return None, True
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(descriptor)
            return None, True
        return descriptor, True

    def _release(path: Path, descriptor: int, *, is_file: bool) -> None:
        del path, is_file
        os.close(descriptor)

else:
    import fcntl

    def _try_lock(path: Path) -> tuple[int | None, bool]:
        """Lock a folder, or a file in it where the file system cannot lock folders, such as NFS."""
        try:
            return _flock(os.open(path, os.O_RDONLY | os.O_DIRECTORY)), False
        except OSError as error:
            if error.errno not in (errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL):
                raise
        return _flock(os.open(path / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)), True

    def _flock(descriptor: int) -> int | None:
        """Lock a descriptor; None, and close it, if another process has the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _BUSY:
                return None
            raise
        return descriptor

    def _release(path: Path, descriptor: int, *, is_file: bool) -> None:
        if is_file:
            with suppress(OSError):
                (path / LOCK_FILE).unlink()
        os.close(descriptor)
