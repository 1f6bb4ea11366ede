"""Files and streams: reading whole ones, and replacing them so that a reader sees the old or the new one, never a part."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Final

from newsfeed.errors import LimitError
from newsfeed.io.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

Source = str | os.PathLike[str] | IO[bytes]
"""A path, or a binary file object."""

_MARK: Final = ".newsfeed-tmp"


def read(source: Source, limits: Limits) -> bytes:
    """Read a whole file.

    Raises:
        OSError: there is none, or it cannot be read.
        LimitError: it is larger than `limits.bytes`.
    """
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(source, "rb")) if isinstance(source, str | os.PathLike) else source  # noqa: PTH123
        data = file.read(limits.bytes + 1)
    if not isinstance(data, bytes):
        raise TypeError(f"the file gives {type(data).__name__}; open it in binary mode")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long; pass limits=Limits(bytes=...) to take more")
    return data


def holds(path: str | os.PathLike[str], data: bytes) -> bool:
    """Whether a file has exactly these bytes; one that is not there, or is none, has not.

    Raises:
        OSError: it cannot be read.
    """
    from pathlib import Path  # dear to import, and not needed to begin

    file = Path(path)
    return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Callable[[bytes], object]]:
    """Give a function that takes the bytes of a file; the file is replaced when all of them are there.

    The bytes go to a temporary file in the same folder, which is synchronised and renamed over the target. Whatever goes
    wrong, the old file stays as it was. Temporaries that a killed process left are removed.
    A device or pipe, which cannot be replaced, is written to as it is.

    Raises:
        OSError: the folder or the disk does not take the file.
    """
    from pathlib import Path

    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:  # a device or pipe cannot be replaced (a folder is an error)
            yield stream.write
        return
    _sweep(target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(6).hex()}{_MARK}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb", buffering=1 << 18) as file:  # noqa: PTH123  (a descriptor, not a path)
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(target.stat().st_mode & 0o7777)
            yield file.write
            file.flush()
            os.fsync(descriptor)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: "Path") -> None:
    """Make the rename itself durable; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(target: "Path") -> None:
    for stray in target.parent.glob(f".{_literal(target.name)}.*{_MARK}"):
        owner = stray.name[len(target.name) + 2 :].partition(".")[0]
        if owner.isdigit() and not _alive(int(owner)):
            with contextlib.suppress(OSError):
                stray.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
