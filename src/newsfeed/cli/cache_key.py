"""The key that seals the files a build keeps for the next one, so that nobody else can write them.

A cache is trusted: its stories are published as they are, and its list of files says what a build may remove. A folder of
caches is often one that others can write to, or that a CI service saves and restores. So each file in it has a seal, a keyed
digest (BLAKE2b). The key is random and in a file of the user, or in an environment variable.
"""

import os
import stat
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Final

from newsfeed.cli.terminal import print_note
from newsfeed.errors import ArgumentError
from newsfeed.io.files import readable

VARIABLE: Final = "NEWSFEED_CACHE_KEY"
"""The environment variable that has a key, for caches that several machines share."""

SEAL_SIZE: Final = 32
UNSEALED: Final = f"is damaged or was written with another key ({VARIABLE})"
_SHORTEST: Final = 16
_FILE: Final = "cache-key"


def seal(data: bytes, name: str) -> bytes:
    """Return the seal of a file in a cache.

    Args:
        data: its bytes.
        name: its name, so that one file cannot be taken for another.
    """
    digest = blake2b(key=_key(os.environ.get(VARIABLE, "")), digest_size=SEAL_SIZE, person=b"newsfeed cache")
    digest.update(f"{len(name.encode())} {name} ".encode())
    digest.update(data)
    return digest.digest()


def is_sealed(data: bytes, name: str, written: bytes) -> bool:
    """Return whether a seal that was read is that of a file."""
    return compare_digest(seal(data, name), written)


def key_file() -> Path:
    """Return the path of the key: below `$XDG_STATE_HOME`, or `~/.local/state`; on Windows, below `%LOCALAPPDATA%`."""
    folder = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    root = Path(folder) if Path(folder).is_absolute() else Path.home() / ".local" / "state"
    return root / "newsfeed" / _FILE


@cache
def _key(secret: str) -> bytes:
    """Return the key, of a secret or of the file.

    Raises:
        ArgumentError: the secret is too short.
    """
    if secret:
        if len(secret) < _SHORTEST:
            raise ArgumentError(f"{VARIABLE} has fewer than {_SHORTEST} characters: set a long, random text")
        return blake2b(secret.encode("utf-8", "surrogateescape")).digest()
    try:
        path = key_file()
        return _read_key(path) or _make_key(path)
    except (OSError, RuntimeError, _UnusableError) as error:  # RuntimeError: the user has no home
        reason = str(error) if isinstance(error, _UnusableError) else getattr(error, "strerror", None) or str(error)
        print_note(f"no key for the cache ({reason}): everything is rendered anew each time; set {VARIABLE}")
        return os.urandom(SEAL_SIZE)


class _UnusableError(Exception):
    """A key that others may know; the message names the file and the remedy."""


def _read_key(path: Path) -> bytes | None:
    """Return the key in a file; None if there is none."""
    try:
        with path.open("rb") as file:
            status, key = os.fstat(file.fileno()), file.read(SEAL_SIZE + 1)
    except FileNotFoundError:
        return None
    name = readable(str(path))
    if os.name != "nt" and (status.st_uid != os.geteuid() or status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)):
        raise _UnusableError(f"{name} can be read by others: remove it")
    if len(key) != SEAL_SIZE:
        raise _UnusableError(f"{name} is damaged: remove it")
    return key


def _make_key(path: Path) -> bytes:
    """Write a new key, whole or not at all, and return it; or the one that another process has written meanwhile."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{_FILE}.{os.getpid()}.{os.urandom(6).hex()}")
    key = os.urandom(SEAL_SIZE)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(descriptor)
        path.hardlink_to(temporary)  # unlike a rename, it never replaces the key of another process
    except FileExistsError:
        return _read_key(path) or key
    finally:
        temporary.unlink()
    return key
