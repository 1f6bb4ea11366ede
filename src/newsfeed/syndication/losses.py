"""Losses that RSS and Atom share."""

from collections.abc import Iterable, Iterator

from newsfeed.findings import Loss
from newsfeed.model import (
    Feed,
    Link,
    Rights,
    Story,
    Topic,
)
from newsfeed.values.media_types import medium_of

# --- what neither can carry ------------------------------------------------------------------------------------------------


def keyword_losses(keywords: tuple[str, ...], topics: tuple[Topic, ...], path: str) -> Iterator[Loss]:
    """Name the keywords that are written once with another: a topic's name, or an earlier keyword."""
    names = {topic.name for topic in topics}
    for index, keyword in enumerate(keywords):
        if keyword in names or keyword in keywords[:index]:
            yield Loss(f"{path}[{index}]", "another category has this name, and each is written once")


def media_losses(story: Story) -> Iterator[Loss]:
    """Name what neither an enclosure nor Media RSS can say of a medium."""
    for index, media in enumerate(story.media):
        if media.duration is not None and media.duration != round(media.duration):
            yield Loss(f"story.media[{index}].duration", "Media RSS has whole seconds only")
        if media.medium == "other" and medium_of(media.url, media.type) != "other":
            yield Loss(f"story.media[{index}].medium", "Media RSS has no such medium; it is read back as its type says")
        if media.alt:
            yield Loss(f"story.media[{index}].alt", "neither an enclosure nor Media RSS has an alternative text")


def link_losses(links: tuple[Link, ...], path: str, reserved: Iterable[str]) -> Iterator[Loss]:
    """Name the links whose relation says something that another field is for: they are read back as that."""
    for index, link in enumerate(links):
        if link.rel in reserved:
            yield Loss(f"{path}[{index}]", f"a link rel={link.rel} is read back as what it says, not as a further link")


def rights_losses(rights: Rights | None, path: str) -> Iterator[Loss]:
    """Name what of the rights is neither the notice nor the license."""
    if rights is not None:
        yield from fields_lost(
            rights, path, ("holder", "year", "usage_terms"), "a feed has the notice and the license only"
        )


def hub_losses(feed: Feed) -> Iterator[Loss]:
    """Name the hubs that are not WebSub's: a link rel=hub says no kind."""
    for index, hub in enumerate(feed.hubs):
        if hub.type != "WebSub":
            yield Loss(f"feed.hubs[{index}]", "a link rel=hub is WebSub's")


def fields_lost(value: object, path: str, names: Iterable[str], reason: str) -> Iterator[Loss]:
    """Name those of some fields that are filled."""
    for name in names:
        if getattr(value, name, None):
            yield Loss(f"{path}.{name}", reason)
