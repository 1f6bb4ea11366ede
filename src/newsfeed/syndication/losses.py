"""Losses that RSS and Atom have in common."""

from collections.abc import Iterable, Iterator

from newsfeed.findings import Loss
from newsfeed.model import Feed, Link, Media, Rights, Story, Topic
from newsfeed.syndication.extensions import is_foreign
from newsfeed.syndication.media import media_extensions
from newsfeed.values.media_types import guess_medium
from newsfeed.values.namespaces import JSONFEED, NEWSML


def keyword_losses(keywords: tuple[str, ...], topics: tuple[Topic, ...], path: str) -> Iterator[Loss]:
    """Yield a loss for each keyword that is also the name of a topic, or an earlier keyword.

    Args:
        keywords: the keywords.
        topics: the topics, which are written before them.
        path: path of the keywords.
    """
    names = {topic.name for topic in topics}
    for index, keyword in enumerate(keywords):
        if keyword in names or keyword in keywords[:index]:
            yield Loss(f"{path}[{index}]", "another category has this name, and each name is written once")


def media_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of a story's media: values that neither an enclosure nor Media RSS can hold."""
    for index, media in enumerate(story.media):
        path = f"story.media[{index}]"
        if media.duration is not None and media.duration != round(media.duration):
            yield Loss(f"{path}.duration", "Media RSS has durations in whole seconds only")
        if media.medium == "other" and guess_medium(media.url, media.type) != "other":
            yield Loss(f"{path}.medium", "Media RSS has no such medium, so it is read back as that of the media type")
        if media.length == 0:
            yield Loss(f"{path}.length", "a length of 0 is read back as an unknown one")
        if media.extensions:
            yield from _media_extension_losses(media, f"{path}.extensions")
        if media.alt:
            yield Loss(f"{path}.alt", "neither an enclosure nor Media RSS has an alternative text")


def _media_extension_losses(media: Media, path: str) -> Iterator[Loss]:
    as_read = media_extensions(media).as_read
    kept = [item for item in media.extensions if item in as_read]
    if kept != [item for item in as_read if item in kept]:
        yield Loss(path, "each element has one set of further attributes, and these are read before other elements")
        return
    for index, item in enumerate(media.extensions):
        if item not in as_read:
            yield Loss(f"{path}[{index}]", "Media RSS has another field for it, or no such element of a file")


def link_losses(links: tuple[Link, ...], path: str, reserved: Iterable[str]) -> Iterator[Loss]:
    """Yield a loss for each link that is read back into a field for its relation.

    Args:
        links: the links.
        path: path of the links.
        reserved: the relations that have a field.
    """
    for index, link in enumerate(links):
        if link.rel in reserved:
            yield Loss(f"{path}[{index}]", f"a link with rel={link.rel} is read back into the field for this relation")


def rights_losses(rights: Rights | None, path: str) -> Iterator[Loss]:
    """Yield a loss for each filled field of the rights besides the notice and the license."""
    if rights is not None:
        fields = ("holder", "year", "usage_terms")
        yield from field_losses(rights, path, fields, "a feed has only the copyright notice and the license")


def hub_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each hub of another protocol than WebSub."""
    for index, hub in enumerate(feed.hubs):
        if hub.type != "WebSub":
            yield Loss(f"feed.hubs[{index}]", "a link with rel=hub is always a WebSub hub")


def extension_losses(owner: Story | Feed, path: str) -> Iterator[Loss]:
    """Yield a loss for each extension that belongs to a single format, and that an XML format cannot carry."""
    for index, item in enumerate(owner.extensions):
        if item.name.startswith(f"{{{JSONFEED}}}"):
            yield Loss(f"{path}.extensions[{index}]", "it is an extension member of JSON Feed")
        elif item.name.startswith(f"{{{NEWSML}}}"):
            yield Loss(f"{path}.extensions[{index}]", "it is an element of NewsML-G2, which is for newsrooms")
        elif not is_foreign(item):
            yield Loss(f"{path}.extensions[{index}]", "it is an element of an RSS 2.0 channel")


def field_losses(value: object, path: str, names: Iterable[str], reason: str) -> Iterator[Loss]:
    """Yield a loss for each of the given fields that has a value.

    Args:
        value: the object; a field that it does not have counts as empty.
        path: path of the object.
        names: names of the fields.
        reason: reason of each loss.
    """
    for name in names:
        if getattr(value, name, None):
            yield Loss(f"{path}.{name}", reason)
