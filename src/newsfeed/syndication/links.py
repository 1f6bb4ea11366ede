"""Links of feeds and items."""

from collections.abc import Iterator
from typing import Final

from newsfeed.model import (
    Feed,
    Link,
    Paging,
    Story,
)
from newsfeed.rendering.elements import empty
from newsfeed.values import iris

ITEM_RELATIONS: Final = frozenset(("alternate", "enclosure"))
"""Relations of links that a field of `Story` is for."""

FEED_RELATIONS: Final = frozenset(
    ("alternate", "self", "hub", "first", "last", "previous", "prev", "next", "prev-archive", "next-archive", "current")
)
"""Relations of links that a field of `Feed` is for."""


def atom_link(name: str, link: Link) -> str:
    """Give an atom:link (RFC 4287, 4.2.7)."""
    return empty(
        name,
        (
            ("href", link.url),
            ("rel", link.rel),
            ("type", link.type),
            ("hreflang", link.language),
            ("title", link.title),
            ("length", link.length),
        ),
    )


def feed_links(name: str, feed: Feed, media_type: str, *, without: int | None = None) -> str:
    """Give the links of a feed: itself, its hubs, its pages (RFC 4287, RFC 5005, WebSub), and what it relates to.

    Args:
        name: of the element.
        feed: whose links to give.
        media_type: of the feed itself.
        without: the index of a further link that is written elsewhere.
    """
    parts = []
    if feed.feed_url:
        parts.append(empty(name, (("href", feed.feed_url), ("rel", "self"), ("type", media_type))))
    parts += [empty(name, (("href", hub.url), ("rel", "hub"))) for hub in feed.hubs if hub.type == "WebSub"]
    if feed.paging:
        parts += [empty(name, (("href", url), ("rel", rel))) for rel, url in page_links(feed.paging) if url]
    return "".join(parts) + "".join(
        [atom_link(name, link) for index, link in enumerate(feed.links) if index != without]
    )


def page_links(paging: Paging) -> Iterator[tuple[str, str | None]]:
    """Give the link relations of RFC 5005 with their targets."""
    for name in ("first", "last", "previous", "next", "prev_archive", "next_archive", "current"):
        yield name.replace("_", "-"), getattr(paging, name)


def history(feed: Feed) -> str:
    """Give the marks of complete and archived feeds (RFC 5005, 2 and 4)."""
    if feed.paging is None:
        return ""
    return ("<fh:complete/>\n" if feed.paging.complete else "") + ("<fh:archive/>\n" if feed.paging.archive else "")


def id_as_link(story: Story) -> str | None:
    """Give the id where it is an address of the web: a story without a link then needs no other."""
    return story.id if story.id.startswith(("https://", "http://")) and iris.is_iri(story.id) else None
