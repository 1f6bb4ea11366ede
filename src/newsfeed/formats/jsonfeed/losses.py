"""Losses of JSON Feed: the fields of the model that cannot be written, or not read back."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.body import outline, xhtml
from newsfeed.findings import Loss
from newsfeed.formats.jsonfeed import extension_members
from newsfeed.model import PRIVATE_FIELDS, Feed, Organization, Question, Story, Topic
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields

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
    if outline.plain_html(story) == "":
        yield Loss("story.sections", "an empty body is read back as no body")
    # The extension has what the body lacks of live updates.
    yield from xhtml.losses(attrs.evolve(story, updates=()))
    yield from lost_fields(story, "story", _LOST)
    yield from lost_fields(story.press, "story.press", _OUTLET)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each field of a feed, apart from its stories, that JSON Feed cannot carry."""
    yield from extension_members.losses(feed.extensions, "feed.extensions")
    yield from lost_fields(feed, "feed", _LOST)
