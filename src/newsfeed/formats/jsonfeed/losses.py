"""Losses of JSON Feed: the fields of the model that cannot be written, or not read back."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.body import xhtml
from newsfeed.findings import Loss
from newsfeed.formats.jsonfeed import extension_members, newsfeed_extension
from newsfeed.model import MODEL, PRIVATE_FIELDS, Extension, Feed, Organization, Question, Story, Topic
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields
from newsfeed.values.namespaces import NEWSML

_CLASSES: Final = frozenset(MODEL)
_PRIVATE: Final = "it is for newsrooms only, and feeds are for readers"
_NO_MEMBER: Final = "JSON Feed has no member for it"
_OUTLET: Final[LostFields] = {
    Organization: dict.fromkeys(NEWSROOM_FIELDS[Organization], "the body has only the name and address of an outlet")
}
_LOST: Final[LostFields] = {
    Story: dict.fromkeys(PRIVATE_FIELDS, _PRIVATE),
    Question: {"extensions": _NO_MEMBER},
    Topic: {"extensions": _NO_MEMBER},
}


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each field of a story that JSON Feed cannot carry."""
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and feeds contain only usable stories")
        return
    if story.embargo:
        yield Loss("story.embargo", "JSON Feed has no embargo")
    yield from extension_members.losses(story.extensions, "story.extensions")
    for index, media in enumerate(story.media):
        yield from extension_members.losses(media.extensions, f"story.media[{index}].extensions")
    # The extension has the fields of live updates that the body lacks.
    yield from xhtml.losses(attrs.evolve(story, updates=()))
    yield from lost_fields(story, "story", _LOST)
    yield from lost_fields(story.press, "story.press", _OUTLET)
    for field in newsfeed_extension.STORY_FIELDS:
        yield from _element_losses(getattr(story, field), f"story.{field}")
    for field in ("authors", "updates"):
        yield from _element_losses(getattr(story, field), f"story.{field}")
    for index, media in enumerate(story.media):
        yield from _element_losses(media.renditions, f"story.media[{index}].renditions")


def _element_losses(value: Any, path: str) -> Iterator[Loss]:
    """Yield the elements of NewsML-G2 among the extensions of an object and the objects within it."""
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _element_losses(item, f"{path}[{index}]")
    elif isinstance(value, Extension):
        if value.name.startswith(f"{{{NEWSML}}}"):
            yield Loss(path, _PRIVATE)
    elif type(value) in _CLASSES:
        for field in attrs.fields(type(value)):
            yield from _element_losses(getattr(value, field.name), f"{path}.{field.name}")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each field of a feed, apart from its stories, that JSON Feed cannot carry."""
    yield from extension_members.losses(feed.extensions, "feed.extensions")
    for field in (*newsfeed_extension.FEED_FIELDS, "authors"):
        yield from _element_losses(getattr(feed, field), f"feed.{field}")
    yield from lost_fields(feed, "feed", _LOST)
