"""What was rendered of stories in former builds, on disk: one file per format, by the content of each story."""

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

_DIGEST: Final = 32


class _Stored(msgspec.Struct):
    """What a file has behind the digest of it."""

    version: str
    items: dict[bytes, bytes]


class Folder:
    """The folder of a build's cache, as the writers' store.

    Args:
        path: of the folder.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._former: dict[bytes, bytes] = {}
        self._items: dict[bytes, bytes] = {}
        self._contents: dict[int, tuple[Story, bytes]] = {}

    @contextmanager
    def reused(self, format_name: str) -> Iterator[RenderCache]:
        """Have what former builds rendered at hand while a feed is written, and keep what this one renders.

        Raises:
            OSError: the folder cannot be read or written.
        """
        path = self._path / f"rendered-{format_name}"
        self._former, self._items = _load(path), {}
        # Each format is written once in a build, so nothing needs to be held in memory.
        yield RenderCache(0, store=self)
        if self._items != self._former:
            _save(path, self._items)

    def get(self, story: Story, context: Context) -> bytes | None:
        """Give what a former build rendered of a story like this."""
        return self._former.get(self.key_of(story, context))

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Keep what was rendered; a story that JSON cannot say is rendered each time."""
        if key := self.key_of(story, context):
            self._items[key] = data

    def key_of(self, story: Story, context: Context) -> bytes:
        """Give what a rendered story is known by: all that its bytes come from, the program itself among it.

        Returns:
            the digest; empty for a story that JSON cannot say.
        """
        content = self._content(story)
        said = encode([newsfeed.__version__, code(), context])
        return blake2b(said + content, digest_size=_DIGEST).digest() if content else b""

    def _content(self, story: Story) -> bytes:
        """Give the digest of a story's content, made once for all formats."""
        known = self._contents.get(id(story))
        if known is None:  # the story is kept, so that no other can have its id
            known = self._contents[id(story)] = (story, _digest(story))
        return known[1]


def _digest(story: Story) -> bytes:
    try:
        return blake2b(encode(unstructure(story)), digest_size=_DIGEST).digest()
    except ModelError:
        return b""


@cache
def code() -> str:
    """Give the digest of the program: a change of a writer in development has no version of its own."""
    found = blake2b(digest_size=16)
    for name, data in _sources(files("newsfeed")):
        found.update(f"{name} {len(data)} ".encode() + data)
    return found.hexdigest()


def _sources(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.name.endswith(".py"):
            yield f"{path}{each.name}", each.read_bytes()
        elif each.is_dir() and not each.name.startswith("__"):
            yield from _sources(each, f"{path}{each.name}/")


def _load(path: Path) -> dict[bytes, bytes]:
    """Read a store; one that is damaged, or of another version, is as good as none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    reason = "is damaged"
    if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() == data[:_DIGEST]:
        try:
            stored = msgspec.msgpack.decode(data[_DIGEST:], type=_Stored)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        else:
            if stored.version == newsfeed.__version__:
                return stored.items
            reason = "is of another version of newsfeed"
    say(f"{readable(str(path))}: {reason}; not used, all is rendered anew")
    return {}


def _save(path: Path, items: dict[bytes, bytes]) -> None:
    if not items and not path.exists():  # a format whose writer keeps nothing
        return
    payload = msgspec.msgpack.encode(_Stored(version=newsfeed.__version__, items=items))
    stories.make_folder(path.parent)
    stories.replace(path, blake2b(payload, digest_size=_DIGEST).digest() + payload)
