"""Functions for measured calls: each reads or validates one document in one way, and returns what came out."""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import newsfeed
from hostile.full_repr import full_repr
from newsfeed import Story


def loads(data: bytes, name: str) -> object:
    return newsfeed.loads(data, name)


def loads_recovering(data: bytes, name: str) -> object:
    return newsfeed.loads(data, name, recover=True)


def load(data: bytes, name: str) -> object:
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        return newsfeed.load(file.name, name)


def iterate(data: bytes, name: str) -> object:
    """Keep the last story only, as a program does that needs a stream."""
    return _last(newsfeed.iter_stories(io.BytesIO(data), name))


def iterate_recovering(data: bytes, name: str) -> object:
    return _last(newsfeed.iter_stories(io.BytesIO(data), name, recover=True))


def _last(stories: Iterable[Story]) -> Story | None:
    last = None
    for story in stories:
        last = story
    return last


def validate(data: bytes, name: str) -> object:
    return newsfeed.validate(data, name).findings


def detect(data: bytes, _name: str) -> object:
    return newsfeed.detect(data)


WAYS: Final[dict[str, Callable[[bytes, str], object]]] = {
    "loads": loads,
    "loads, recover": loads_recovering,
    "load": load,
    "iter_stories": iterate,
    "iter_stories, recover": iterate_recovering,
    "validate": validate,
    "detect": detect,
}
"""Ways to read a document, by name."""


_ROOT: Final = str(Path(__file__).resolve().parents[2])
"""The checkout, with the schemas that a validator reads."""

_NETWORK: Final = frozenset(("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"))


def run(way: str, data: bytes, name: str, secret: str = "") -> str:
    """Read a document in a process of its own, which watches for connections and for files that are opened.

    Args:
        way: one of `WAYS`.
        data: the document.
        name: the format.
        secret: a word that must not be in what is read, or "".

    Returns:
        what must not have happened, or "".
    """
    attempts: list[str] = []
    allowed = tuple(map(os.path.realpath, (sys.prefix, sys.base_prefix, _ROOT, tempfile.gettempdir())))

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NETWORK:
            attempts.append(f"{event} {arguments}")
        elif event == "open" and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith(allowed) or "secret" in path:
                attempts.append(f"open {path}")

    sys.addaudithook(watch)  # cannot be removed, so this is for a process that ends
    result = WAYS[way](data, name)
    if secret and (secret in full_repr(result) or "<script" in full_repr(result)):
        attempts.append("the secret or a script is in what was read")
    return "; ".join(attempts)
