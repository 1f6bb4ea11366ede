"""Observation of a folder by inotify: which of its files any process opens, also without Python. For Linux only."""

import ctypes
import os
import select
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_OPEN = 0x20
_EVENT = struct.Struct("iIII")


class OpenedFiles:
    """The files of a folder that were opened since the observation began."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def names(self) -> list[str]:
        """Return their names."""
        names = []
        while select.select([self._descriptor], [], [], 0.05)[0]:
            data = os.read(self._descriptor, 65536)
            while data:
                *_, length = _EVENT.unpack_from(data)
                names.append(data[_EVENT.size : _EVENT.size + length].rstrip(b"\0").decode())
                data = data[_EVENT.size + length :]
        return names


@contextmanager
def opened_files(folder: Path) -> Iterator[OpenedFiles]:
    """Observe a folder."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.inotify_init()
    if descriptor < 0 or libc.inotify_add_watch(descriptor, os.fsencode(folder), _IN_OPEN) < 0:
        raise OSError(ctypes.get_errno(), "inotify is not available")
    try:
        yield OpenedFiles(descriptor)
    finally:
        os.close(descriptor)
