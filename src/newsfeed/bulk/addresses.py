"""Addresses of files and folders on any file system that fsspec has: `file`, `memory`, `zip`, and others if installed."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final

import fsspec
from fsspec.implementations.local import LocalFileSystem

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError, UnsupportedError
from newsfeed.io.folders import Folder
from newsfeed.io.locks import locked

_GLOB: Final = frozenset("*?[")
_LARGEST: Final = 1 << 40
"""Bytes of a file of the output at most."""
_BLOCK: Final = 1 << 20
"""Bytes that are read at once for a digest."""

FileSystem = Any
"""A file system of fsspec; its classes have no types."""


@frozen(kw_only=True)
class InputFile:
    """A file to read.

    Attributes:
        name: its name in messages and in the manifest: the address as the user wrote it, with the path below a folder.
        path: its path in its file system.
        filesystem: the file system.
    """

    name: str
    path: str
    filesystem: FileSystem

    def open(self) -> IO[bytes]:
        """Open it for reading.

        Raises:
            OSError: it cannot be read.
        """
        file: IO[bytes] = self.filesystem.open(self.path, "rb")
        return file

    def digest(self) -> tuple[int, str]:
        """Return its size and the digest of its bytes, in constant memory.

        Raises:
            OSError: it cannot be read.
        """
        size, digest = 0, hashlib.sha256()
        with self.open() as file:
            while block := file.read(_BLOCK):
                size += len(block)
                digest.update(block)
        return size, digest.hexdigest()


def resolve(address: str) -> tuple[FileSystem, str]:
    """Return the file system of an address, and the path in it.

    Raises:
        UnsupportedError: its file system needs a package that is not installed.
        ArgumentError: there is no such file system.
    """
    try:
        filesystem, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise UnsupportedError(f"{address:.200}: {error}") from None
    except (ValueError, zipfile.BadZipFile) as error:
        raise ArgumentError(f"{address:.200}: {error}") from None
    return filesystem, str(path)


def find_inputs(addresses: Iterable[str], leave_out: "OutputFolder | None" = None) -> list[InputFile]:
    """Return the files that addresses name: a file, all below a folder, or all that match a glob, by name.

    Hidden files are skipped in folders, and a file that two addresses name is read once.

    Args:
        addresses: the addresses.
        leave_out: the folder that the command writes to; files in it are no inputs.

    Raises:
        FileNotFoundError: nothing is there.
        UnsupportedError, ArgumentError: as for `resolve`.
    """
    inputs: dict[tuple[int, str], InputFile] = {}
    for address in addresses:
        filesystem, path = resolve(address)
        for name, file_path in _paths(filesystem, address, path):
            file = InputFile(name=name, path=file_path, filesystem=filesystem)
            if leave_out is None or not leave_out.has(file):
                inputs.setdefault((id(filesystem), file_path), file)
    return list(inputs.values())


def _paths(filesystem: FileSystem, address: str, path: str) -> list[tuple[str, str]]:
    """Return the names and paths of the files that one address names."""
    if filesystem.isfile(path):
        return [(address, path)]
    if filesystem.isdir(path):
        below = [(file, file[len(path) :].strip("/")) for file in map(str, sorted(filesystem.find(path)))]
        visible = [(file, name) for file, name in below if not any(part.startswith(".") for part in name.split("/"))]
        paths = [(f"{address.rstrip('/')}/{name}", file) for file, name in visible]
    elif _GLOB & set(path):
        matches = [str(match) for match in sorted(filesystem.glob(path)) if filesystem.isfile(match)]
        start = len(_fixed_folder(path))
        paths = [(f"{_fixed_folder(address)}{match[start:]}", match) for match in matches]
    else:
        paths = []
    if not paths:
        raise FileNotFoundError(2, "there is no such file or folder, or it has no files", address)
    return paths


def _fixed_folder(path: str) -> str:
    """Return the part of a glob before the first name with a wildcard."""
    wildcard = min(index for index, character in enumerate(path) if character in _GLOB)
    return path[: path.rfind("/", 0, wildcard) + 1]


class OutputFolder:
    """The folder that a run writes to. Each file is replaced as a whole, or left as it was.

    Args:
        address: its address; it is made if it is not there.

    Attributes:
        address: its address.
        local: its path, if it is on this machine; no link below it is followed.
    """

    def __init__(self, address: str) -> None:
        self.address: str = address
        self._filesystem, self._path = resolve(address)
        self.local: Path | None = Path(self._path) if isinstance(self._filesystem, LocalFileSystem) else None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from writing into it, if it is on this machine.

        Raises:
            OutputError: another run writes into it.
        """
        with ExitStack() as stack:
            if self.local is not None:
                stack.enter_context(locked([self.local], seconds=0, on_wait=str))
            yield

    def has(self, file: InputFile) -> bool:
        """Return whether a file is in this folder or below it."""
        is_same = type(file.filesystem) is type(self._filesystem)
        return is_same and file.path.startswith(self._at(""))

    def _at(self, path: str) -> str:
        return f"{self._path.rstrip('/')}/{path}"

    def write(self, path: str, content: bytes) -> None:
        """Write a file.

        Raises:
            OSError: it cannot be written.
            OutputError: it is a link, or reached through one.
        """
        if self.local is not None:
            with Folder(self.local) as folder:
                folder.write(path, content)
            return
        target = self._at(path)
        self._filesystem.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._filesystem.pipe_file(target, content)  # A single request: stores without a rename take it as a whole.

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there.

        Raises:
            OSError: it cannot be read.
            OutputError: it is a link, or reached through one.
        """
        if self.local is not None:
            with Folder(self.local) as folder:
                return folder.read(path, _LARGEST)
        try:
            content: bytes = self._filesystem.cat_file(self._at(path))
        except FileNotFoundError:
            return None
        return content

    def names(self, path: str) -> list[str]:
        """Return the names of the files in a folder below this one, sorted; [] if it is not there."""
        if self.local is not None:
            with Folder(self.local) as local_folder:
                return local_folder.names(path.rstrip("/"))
        folder = self._at(path).rstrip("/")
        if not self._filesystem.isdir(folder):
            return []
        return sorted(str(name).rpartition("/")[2] for name in self._filesystem.ls(folder, detail=False))

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with everything in it, if it is there.

        Raises:
            OSError: it cannot be removed.
        """
        if self.local is not None:
            with Folder(self.local) as folder:
                folder.remove_all(path)
            return
        target = self._at(path)
        if self._filesystem.exists(target):
            self._filesystem.rm(target, recursive=self._filesystem.isdir(target))
