"""Compressed documents: gzip (RFC 1952), decompressed within a limit of bytes."""

import io
import zlib
from typing import IO, Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import Limits

MAGIC: Final = b"\x1f\x8b"
"""The first bytes of a member of a gzip file (RFC 1952, 2.3.1)."""

_GZIP: Final = 16 + zlib.MAX_WBITS
_CHUNK: Final = 1 << 16

_ALWAYS_ALLOWED: Final = 16 << 20
"""Decompressed bytes of any file, in proportion to nothing."""


def decompress(data: bytes, limits: Limits) -> bytes:
    """Return a document, decompressed if it is gzip.

    Args:
        data: the document.
        limits: `limits.bytes` bounds the decompressed size; no more is ever held.

    Raises:
        ReadError: the compressed data is damaged or ends too early.
        LimitError: the document is longer than `limits.bytes`.
    """
    if not data.startswith(MAGIC):
        return data
    # A bomb is noticed before any of it is held.
    size, stream = 0, GzipStream(io.BytesIO(data), limits)
    while part := stream.read(_CHUNK):
        size += len(part)
        if size > limits.bytes:
            reason = f"is over {limits.bytes} bytes long when decompressed; pass limits=Limits(bytes=...) to read more"
            raise LimitError("bytes", reason)
    content = io.BytesIO()
    stream = GzipStream(io.BytesIO(data), limits)
    while part := stream.read(_CHUNK):
        content.write(part)
    return content.getvalue()


class GzipStream(io.RawIOBase):
    """The decompressed bytes of a gzip file with one or more members.

    Reading raises `ReadError` if the compressed data is damaged or ends too early, and `LimitError` if it is a bomb.

    Args:
        file: the compressed bytes; it need not be seekable.
        limits: `limits.compression` bounds the decompressed bytes for each compressed one.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._allowance = _ALWAYS_ALLOWED
        self._decompressor = zlib.decompressobj(_GZIP)
        self._compressed = b""
        self._is_at_member = True

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, all of them if they are there, or the rest."""
        parts: list[bytes] = []
        while size and (part := self._next(_CHUNK if size < 0 else min(size, _CHUNK))):
            parts.append(part)
            size -= len(part) if size > 0 else 0
        return b"".join(parts)

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one step of decompression does."""
        part = self._next(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def _next(self, size: int) -> bytes:
        """Return one to `size` bytes; b"" at the end."""
        while True:
            if self._decompressor.eof:
                self._compressed = self._decompressor.unused_data
                self._decompressor, self._is_at_member = zlib.decompressobj(_GZIP), True
            if self._is_at_member and not self._begins_member():
                return b""
            if not self._compressed:
                self._compressed = self._read_chunk()
            is_last = not self._compressed
            if part := self._decompressed(size):
                self._spend(len(part))
                return part
            if is_last and not self._decompressor.eof:
                raise ReadError("is gzip that ends too early: it is incomplete")

    def _read_chunk(self) -> bytes:
        chunk = self._file.read(_CHUNK)
        self._allowance += len(chunk) * self._limits.compression
        return chunk

    def _spend(self, size: int) -> None:
        self._allowance -= size
        if self._allowance < 0:
            ratio = self._limits.compression
            reason = f"is gzip of over {ratio} times its length; pass limits=Limits(compression=...) to read it"
            raise LimitError("compression", reason)

    def _begins_member(self) -> bool:
        """Return whether another member follows; padding after the last one is ignored, as gzip does."""
        if len(self._compressed) < len(MAGIC):
            self._compressed += self._read_chunk()
        return self._compressed.startswith(MAGIC)

    def _decompressed(self, size: int) -> bytes:
        try:
            part = self._decompressor.decompress(self._compressed, size)
        except zlib.error as error:
            raise ReadError(f"is gzip that is damaged: {str(error)[:100]}") from None
        self._is_at_member = False
        self._compressed = self._decompressor.unconsumed_tail
        return part
