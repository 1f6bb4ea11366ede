"""What was rendered of stories in former builds, on disk: one file per format, by the content of each story."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final

import attrs
import msgspec

import newsfeed
from newsfeed import _cache
from newsfeed._json import encode
from newsfeed._structure import unstructure
from newsfeed.cli import stories
from newsfeed.cli.lines import readable, say
from newsfeed.errors import ModelError
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story

_DIGEST: Final = 32


class _Stored(msgspec.Struct):
    """What a file has behind the digest of it."""

    version: str
    items: dict[bytes, bytes]


@contextmanager
def reused(cache: str | None, feed: Feed, format_name: str, headings: Headings | None) -> Iterator[None]:
    """Have what former builds rendered at hand while a feed is written, and keep what this one renders.

    Args:
        cache: the folder; None for none.
        feed: that is written.
        format_name: of the format.
        headings: the house's.

    Raises:
        OSError: the folder cannot be read or written.
    """
    if cache is None:
        yield
        return
    path = Path(cache, f"rendered-{format_name}")
    stored = _load(path)
    keys = {id(story): key for story in feed.stories if (key := key_of(story, format_name, headings))}
    for story in feed.stories:
        if (data := stored.get(keys.get(id(story), b""))) is not None:
            _cache.rendered.put(story, format_name, headings, data)
    yield
    found = {
        keys[id(story)]: data
        for story in feed.stories
        if id(story) in keys and (data := _cache.rendered.get(story, format_name, headings)) is not None
    }
    if found != stored:
        _save(path, found)


def key_of(story: Story, format_name: str, headings: Headings | None) -> bytes:
    """Give what a rendered story is known by: all that its bytes come from.

    Returns:
        the digest; empty for a story that JSON cannot say, which is rendered each time.
    """
    try:
        content = unstructure(story)
    except ModelError:
        return b""
    house = None if headings is None else attrs.asdict(headings)
    said = encode([newsfeed.__version__, format_name, house, content])
    return blake2b(said, digest_size=_DIGEST).digest()


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
