"""JSON Feed 1.1, and 1.0 to read and validate."""

import re
from collections.abc import Iterator
from typing import Final

from newsfeed.plugins import Format

_TOKEN: Final = re.compile(rb'"((?:[^"\\]|\\.)*)"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_VERSION: Final = re.compile(rb"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")
_OWN: Final = frozenset((b"home_page_url", b"feed_url"))
_OTHERS: Final = frozenset((b"@context", b"@graph", b"@type", b"@id", b"newsfeed", b"uri", b"$schema"))


def looks_like(head: bytes) -> bool:
    """Say whether the first 4 KB are JSON Feed: an object with its version, wherever that stands.

    A document without one, or with a wrong one, is known by the members that no other format has, or by `items` and
    `title` together.
    """
    if not head.startswith(b"{"):
        return False
    members = dict(_members(head))
    if _VERSION.match(members.get(b"version", b"")):
        return True
    names = members.keys()
    listed = members.get(b"items") == b"[" and b"title" in names
    return names.isdisjoint(_OTHERS) and (listed or not names.isdisjoint(_OWN))


def _members(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the names of the outermost object's members, with the text or bracket that its value begins with."""
    depth, name, expected = 0, b"", False
    for token in _TOKEN.finditer(head):
        sign = token[0]
        if sign in (b"{", b"["):
            if depth == 1:
                yield name, sign
            depth += 1
            expected = depth == 1
        elif sign in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and sign == b",":
            expected = True
        elif depth == 1 and expected:
            name, expected = token[1] or b"", False
            yield name, b""
        elif depth == 1 and token[1] is not None:
            yield name, token[1]


FORMAT: Final = Format(
    name="jsonfeed",
    title="JSON Feed 1.1",
    media_type="application/feed+json",
    suffixes=(".jsonfeed", ".feed.json"),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    caches=True,
    validates=True,
    standard="https://www.jsonfeed.org/version/1.1/",
)
