"""Content codings: gzip, and Brotli and Zstandard if their packages are installed."""

import gzip
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Final

Compress = Callable[[bytes], bytes]

SMALLEST: Final = 400
"""The fewest bytes that are compressed: less would still take one packet, and gzip alone adds 18 bytes."""

_GZIP_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
_ZSTD_LEVEL: Final = 6


@cache
def compressors() -> Mapping[str, Compress]:
    """Return the functions that compress, by the names of their codings, the best coding first."""
    codings: dict[str, Compress] = {}
    for name, make in (("zstd", _zstandard), ("br", _brotli)):
        try:
            codings[name] = make()
        except ImportError:
            continue
    codings["gzip"] = _gzip
    return codings


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, _GZIP_LEVEL, mtime=0)  # without a time, equal documents give equal bytes


def _brotli() -> Compress:
    compress = import_module("brotli").compress
    return lambda data: bytes(compress(data, quality=_BROTLI_QUALITY))


def _zstandard() -> Compress:
    """Return the function of Python 3.14, or else of the package zstandard."""
    try:
        compress = import_module("compression.zstd").compress
    except ImportError:
        package = import_module("zstandard")
        # A compressor must not be shared by threads.
        return lambda data: bytes(package.ZstdCompressor(level=_ZSTD_LEVEL).compress(data))
    return lambda data: bytes(compress(data, level=_ZSTD_LEVEL))
