"""Other libraries for feeds, behind one interface, so that the same cases are run on each: see `make compare-peers`.

Each module is an adapter of the library of its name, as thin as its API allows. It has those of these functions that the
library has: `read`, `write` and `file_writer`. `NOT_PROMISED` says which of the demands its documentation does not promise.
"""

from importlib import import_module
from types import ModuleType
from typing import Any, Final, NamedTuple

NAMES: Final = ("newsfeed", "feedgen", "feedgenerator", "feedparser", "fastfeedparser", "feedparser_rs", "atoma")
"""The adapters, newsfeed's own first."""


class ReadItem(NamedTuple):
    """What a reader returns of the first item of a feed.

    Attributes:
        published: the date in RFC 3339, "" if there is none; one without a zone is taken for UTC.
        addresses: all addresses, of the item and of the feed.
        markup: all texts that the library gives out as HTML or as text.
        everything: all that the reader returns, as text.
        notices: what the reader reports about the document.
    """

    published: str
    addresses: tuple[str, ...]
    markup: tuple[str, ...]
    everything: str
    notices: tuple[str, ...] = ()


class NotSupportedError(Exception):
    """The library has no way to write the values of a case."""


FeedValues = dict[str, Any]
"""A feed for writers, with the names of `cases.wrong_inputs.BASE`."""


def adapter(name: str) -> ModuleType:
    """Return an adapter."""
    return import_module(f"hostile.peers.{name}")
