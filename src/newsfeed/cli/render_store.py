"""Store of rendered stories for `build --cache`: one file for each format, keyed by the content of each story."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import msgspec

import newsfeed
from newsfeed.cli import cache_key
from newsfeed.cli.terminal import print_note
from newsfeed.errors import ModelError
from newsfeed.io.files import readable
from newsfeed.io.folders import Folder
from newsfeed.io.json import encode
from newsfeed.model import Story
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.rendering.cache import Context, RenderCache

_DIGEST_SIZE: Final = 32
_LARGEST: Final = 1 << 40
"""Bytes of a file of the store at most: they are the user's, once its seal is."""


class _Stored(msgspec.Struct):
    """The content of a file, after its seal."""

    version: str
    items: dict[bytes, bytes]


class RenderStore:
    """Folder of rendered stories.

    Args:
        path: the folder.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._earlier: dict[bytes, bytes] = {}
        self._items: dict[bytes, bytes] = {}
        self._content_digests: dict[int, tuple[Story, bytes]] = {}

    @contextmanager
    def opened(self, format_name: str) -> Iterator[RenderCache]:
        """Yield a cache with the stories that earlier builds rendered in a format; save those that this build used or rendered.

        Raises:
            OSError: the folder cannot be read or written.
            OutputError: a file in it is a link.
        """
        name = f"rendered-{format_name}"
        with Folder(self._path) as folder:
            self._earlier, self._items = _load(folder, name), {}
        # A build writes each format once, so nothing needs to be kept in memory.
        yield RenderCache(0, store=self)
        if self._items != self._earlier:
            with Folder(self._path) as folder:
                _save(folder, name, self._items)

    def get(self, story: Story, context: Context) -> bytes | None:
        """Return the item that an earlier build rendered of an equal story, or None."""
        return self._earlier.get(self.key_of(story, context))

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep a rendered item, unless JSON cannot represent its story."""
        if key := self.key_of(story, context):
            self._items[key] = data

    def key_of(self, story: Story, context: Context) -> bytes:
        """Return the key of a rendered story: a digest of everything that affects its bytes, including the program itself.

        Returns:
            the digest, or b"" if JSON cannot represent the story.
        """
        content = self._content_digest(story)
        prefix = encode([newsfeed.__version__, program_digest(), context])
        return blake2b(prefix + content, digest_size=_DIGEST_SIZE).digest() if content else b""

    def _content_digest(self, story: Story) -> bytes:
        """Return the digest of a story's content, computed once for all formats."""
        story_and_digest = self._content_digests.get(id(story))
        if story_and_digest is None:  # keeping the story alive keeps its id from being reused
            story_and_digest = self._content_digests[id(story)] = (story, _digest(story))
        return story_and_digest[1]


def _digest(story: Story) -> bytes:
    try:
        return blake2b(encode(unstructure(story)), digest_size=_DIGEST_SIZE).digest()
    except ModelError:
        return b""


@cache
def program_digest() -> str:
    """Return a digest of newsfeed's source: a writer that changes during development has the same version."""
    digest = blake2b(digest_size=16)
    for name, data in _source_files(files("newsfeed")):
        digest.update(f"{name} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _source_files(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            yield f"{path}{entry.name}", entry.read_bytes()
        elif entry.is_dir() and not entry.name.startswith("__"):
            yield from _source_files(entry, f"{path}{entry.name}/")


def _load(folder: Folder, name: str) -> dict[bytes, bytes]:
    """Read a file of the store; ignore one that is damaged, that was sealed with another key, or that is of another version."""
    data = folder.read(name, _LARGEST)
    if data is None:
        return {}
    reason = cache_key.UNSEALED
    if cache_key.is_sealed(data[cache_key.SEAL_SIZE :], name, data[: cache_key.SEAL_SIZE]):
        reason = "is damaged"
        try:
            stored = msgspec.msgpack.decode(data[cache_key.SEAL_SIZE :], type=_Stored)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        else:
            if stored.version == newsfeed.__version__:
                return stored.items
            reason = "was written by another version of newsfeed"
    print_note(f"{readable(str(folder.path / name))}: {reason}; everything is rendered anew")
    return {}


def _save(folder: Folder, name: str, items: dict[bytes, bytes]) -> None:
    if not items and not folder.exists(name):  # the format does not use the cache
        return
    payload = msgspec.msgpack.encode(_Stored(version=newsfeed.__version__, items=items))
    folder.write(name, cache_key.seal(payload, name) + payload)
