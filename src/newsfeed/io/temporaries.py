"""Names of the temporary files that replace others, and detection of those that a killed process has left behind."""

import os
from typing import Final

SUFFIX: Final = ".newsfeed-tmp"
_live: set[str] = set()
"""The names of the temporary files that this process has made and not renamed or removed yet."""


def new_name(name: str) -> str:
    """Return an unpredictable name for a temporary file, and count it as live until `forget`.

    Args:
        name: the name of the file that it will replace.
    """
    # A name may have 255 bytes: a long one is cut, so that its temporary file has a valid name, too.
    temporary = f".{name[:50]}.{os.getpid()}.{os.urandom(6).hex()}{SUFFIX}"
    _live.add(temporary)
    return temporary


def forget(temporary: str) -> None:
    """Note that a temporary file was renamed or removed."""
    _live.discard(temporary)


def is_stale(name: str) -> bool:
    """Return whether a file is a temporary file of a process that no longer runs.

    In a container, a process often has the id of the one that was killed: a file with the id of this process is stale unless
    this process has made it.
    """
    if not name.startswith(".") or not name.endswith(SUFFIX):
        return False
    parts = name.removesuffix(SUFFIX).split(".")
    if len(parts) < 4 or not (parts[-2].isascii() and parts[-2].isdigit()):
        return False
    owner = int(parts[-2][:12])
    return name not in _live if owner == os.getpid() else not _is_running(owner)


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        # The process exists, but belongs to another user.
        return True
    return True
