"""On-disk store of rendered stories for `newsfeed build --cache`: one file for each format, keyed by content."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import msgspec

import newsfeed
from newsfeed.cli import stories
from newsfeed.cli.lines import readable, say
from newsfeed.errors import ModelError
from newsfeed.io.json import encode
from newsfeed.model import Story
from newsfeed.plain_data.structure import unstructure
from newsfeed.rendering.cache import Context, RenderCache

_DIGEST_SIZE: Final = 32
"""Bytes of the digest that keys an item, and that a file begins with."""

_CODE_DIGEST_SIZE: Final = 16


class _Stored(msgspec.Struct):
    """Content of a file, after the digest of these bytes."""

    version: str
    items: dict[bytes, bytes]


class Folder:
    """Folder of a build's cache, the store of its `RenderCache`.

    Args:
        path: path of the folder.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._former: dict[bytes, bytes] = {}
        self._items: dict[bytes, bytes] = {}
        self._contents: dict[int, tuple[Story, bytes]] = {}

    @contextmanager
    def reused(self, format_name: str) -> Iterator[RenderCache]:
        """Load the items that former builds rendered in a format, and save those of this build at the end.

        Returns:
            a context manager that gives the cache to write the feed with.

        Raises:
            OSError: the folder cannot be read or written.
        """
        path = self._path / f"rendered-{format_name}"
        self._former, self._items = _load(path), {}
        # A build writes each format once, so the cache need not hold anything in memory.
        yield RenderCache(0, store=self)
        if self._items != self._former:
            _save(path, self._items)

    def get(self, story: Story, context: Context) -> bytes | None:
        """Return the item that a former build rendered of a story with the same content, or None."""
        return self._former.get(self.key_of(story, context))

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Store a rendered item, unless the story has no key."""
        if key := self.key_of(story, context):
            self._items[key] = data

    def key_of(self, story: Story, context: Context) -> bytes:
        """Return the key of a rendered item: a digest of everything that affects its bytes, the program included.

        Returns:
            the digest, or b"" for a story that JSON cannot represent, so that it is rendered each time.
        """
        content = self._content(story)
        environment = encode([newsfeed.__version__, code(), context])
        return blake2b(environment + content, digest_size=_DIGEST_SIZE).digest() if content else b""

    def _content(self, story: Story) -> bytes:
        """Return the digest of a story's content, computed once for all formats."""
        # Holding the story ensures that no other gets its id.
        entry = self._contents.get(id(story))
        if entry is None:
            entry = self._contents[id(story)] = (story, _digest(story))
        return entry[1]


def _digest(story: Story) -> bytes:
    try:
        return blake2b(encode(unstructure(story)), digest_size=_DIGEST_SIZE).digest()
    except ModelError:
        return b""


@cache
def code() -> str:
    """Return a digest of newsfeed's source code, since a writer may change during development while the version does not."""
    digest = blake2b(digest_size=_CODE_DIGEST_SIZE)
    for path, data in _sources(files("newsfeed")):
        digest.update(f"{path} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _sources(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            yield f"{path}{entry.name}", entry.read_bytes()
        elif entry.is_dir() and not entry.name.startswith("__"):
            yield from _sources(entry, f"{path}{entry.name}/")


def _load(path: Path) -> dict[bytes, bytes]:
    """Return the items in a file; nothing if it is absent, damaged, or of another version."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    reason = "is damaged"
    digest, payload = data[:_DIGEST_SIZE], data[_DIGEST_SIZE:]
    if blake2b(payload, digest_size=_DIGEST_SIZE).digest() == digest:
        try:
            stored = msgspec.msgpack.decode(payload, type=_Stored)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        else:
            if stored.version == newsfeed.__version__:
                return stored.items
            reason = "is of another version of newsfeed"
    say(f"{readable(str(path))} {reason}, so it is ignored and all stories are rendered again")
    return {}


def _save(path: Path, items: dict[bytes, bytes]) -> None:
    # The writers of some formats cache nothing.
    if not items and not path.exists():
        return
    payload = msgspec.msgpack.encode(_Stored(version=newsfeed.__version__, items=items))
    stories.make_folder(path.parent)
    stories.replace(path, blake2b(payload, digest_size=_DIGEST_SIZE).digest() + payload)
