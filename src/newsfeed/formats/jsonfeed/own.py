"""`_newsfeed`: what of the model JSON Feed has no member for, in an object of our own, as the specification allows.

Its members are the model's fields, as newsfeed JSON has them. It is written only where one of them is filled; readers
that do not know it pass it over.
"""

from collections.abc import Iterable
from typing import Any, Final

import attrs

from newsfeed.model import Agent, Category, Feed, Media, Organization, Paging, Person, Story, Topic
from newsfeed.plain_data.structure import TAGS, unstructure

NAME: Final = "_newsfeed"
ABOUT: Final = "newsfeed: what of its model JSON Feed has no member for"

OF_STORY: Final = ("contributors", "publisher", "version", "categories", "links", "rights", "source")
OF_FEED: Final = (
    *("id", "publisher", "rights", "published", "updated", "ttl", "generator"),
    *("categories", "keywords", "links"),
)
OF_AGENT: Final = ("email", "same_as")
OF_MEDIA: Final = ("medium", "width", "height", "alt", "caption", "credit", "language", "thumbnail")
GUESSED: Final = "guessed"
"""Beside the fields of a medium: its media type is not known, and mime_type is the likeliest."""

_STAND_IN: Final[dict[type, dict[str, str]]] = {Story: {"id": "-"}, Feed: {}}
_DEFAULTS: Final = {
    cls: {each.name: each.default for each in attrs.fields(cls)} for cls in (Story, Feed)
}  # all of them plain values


def of_story(story: Story) -> dict[str, Any]:
    """Give the object of an item, without what only the writer knows."""
    return _fields(story, OF_STORY)


def of_feed(feed: Feed) -> dict[str, Any]:
    """Give the object of a feed."""
    found = _fields(feed, OF_FEED)
    if feed.paging is not None and (not feed.paging.next or feed.paging != Paging(next=feed.paging.next)):
        found["paging"] = unstructure(feed.paging)
    if not isinstance(feed.description, str):
        found["description"] = unstructure(feed.description)
    return found


def _fields(item: Story | Feed, names: Iterable[str]) -> dict[str, Any]:
    """Give the fields that differ from their default, as plain data; most stories have none, which costs little."""
    cls = type(item)
    filled = {name: value for name in names if (value := getattr(item, name)) != _DEFAULTS[cls][name]}
    if not filled:
        return {}
    plain = unstructure(cls(**{**_STAND_IN[cls], **filled}))
    return {name: plain[name] for name in filled}


def of_agent(agent: Agent) -> dict[str, Any]:
    """Give the object of an author: what else is known, and that it is an organization."""
    found = {"type": TAGS[Organization]} if isinstance(agent, Organization) else {}
    return {**found, **_some(agent, OF_AGENT)}


def of_media(media: Media) -> dict[str, Any]:
    """Give the object of an attachment."""
    return {**_some(media, OF_MEDIA), **({} if media.type else {GUESSED: True})}


def keywords(tags: Iterable[str], topics: tuple[Topic, ...], categories: tuple[Category, ...]) -> tuple[str, ...]:
    """Give the keywords among the tags of an item: those that name neither a topic nor a category."""
    names = {each.name for each in topics} | {label(each) for each in categories}
    return tuple(tag for tag in tags if tag not in names)


def label(category: Category) -> str:
    """Give what a category is called among the tags."""
    return category.label or category.term


def _some(item: Person | Organization | Media, names: Iterable[str]) -> dict[str, Any]:
    plain = unstructure(item)
    return {name: plain[name] for name in names if name in plain}
