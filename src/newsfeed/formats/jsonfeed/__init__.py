"""JSON Feed: versions 1.0 and 1.1 are read and validated, 1.1 is written.

Modules here know the members of JSON Feed; everything about JSON itself is in `newsfeed.io.json`.
"""

import re
from collections.abc import Iterator
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_TOKEN: Final = re.compile(rb'"((?:[^"\\]|\\.)*)"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_VERSION: Final = re.compile(rb"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")
_NEWSFEED_JSON: Final = re.compile(rb'\{\s*"newsfeed"\s*:\s*"(?:story|feed)/')
_NAMES: Final = re.compile(rb'jsonfeed\.org|"(?:items|home_page_url|feed_url)"')
_DISTINCTIVE_MEMBERS: Final = frozenset((b"home_page_url", b"feed_url"))
"""Members of a feed that no other JSON format has."""
_MEMBERS_OF_OTHER_FORMATS: Final = frozenset(
    (b"@context", b"@graph", b"@type", b"@id", b"newsfeed", b"uri", b"$schema")
)


def looks_like(head: bytes) -> bool:
    """Return whether a document is JSON Feed, judging by its first 4 KB.

    The version decides, wherever it is among the outermost members. If it is absent or wrong, a member that no other
    format has is enough, or `items` together with `title`.
    """
    # The names alone, at any depth, rule out most other documents before their members are looked at.
    if not head.startswith(b"{") or _NEWSFEED_JSON.match(head) or not _NAMES.search(head):
        return False
    members = dict(_outermost_members(head))
    if _VERSION.match(members.get(b"version", b"")):
        return True
    names = members.keys()
    has_items_and_title = members.get(b"items") == b"[" and b"title" in names
    is_distinctive = not names.isdisjoint(_DISTINCTIVE_MEMBERS)
    return names.isdisjoint(_MEMBERS_OF_OTHER_FORMATS) and (has_items_and_title or is_distinctive)


def _outermost_members(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names of the outermost object's members, each with its string value or opening bracket."""
    depth, name, is_name_next = 0, b"", False
    for token in _TOKEN.finditer(head):
        text = token[0]
        if text in (b"{", b"["):
            if depth == 1:
                yield name, text
            depth += 1
            is_name_next = depth == 1
        elif text in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and text == b",":
            is_name_next = True
        elif depth == 1 and is_name_next:
            name, is_name_next = token[1] or b"", False
            yield name, b""
        elif depth == 1 and token[1] is not None:
            yield name, token[1]


def _reader() -> Reader:
    from newsfeed.formats.jsonfeed import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.jsonfeed import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.jsonfeed import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.jsonfeed import rules

    return rules


FORMAT: Final = Format(
    name="jsonfeed",
    title="JSON Feed 1.1",
    media_type="application/feed+json",
    suffixes=(".jsonfeed", ".feed.json"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("cache", "headings")),
    standard="https://www.jsonfeed.org/version/1.1/",
    public=True,
    subscribable=True,
)
