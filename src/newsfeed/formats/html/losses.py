"""Losses of pages: the values that neither the body of a page nor its JSON-LD has, and those that a list leaves out."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.html.index_story import SHOWN_FIELDS, listed_story
from newsfeed.formats.html.page_usage import losses_of_usage
from newsfeed.formats.html.related_links import link_losses
from newsfeed.model import Feed, Organization, Question, Story
from newsfeed.plugins import registry
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields

_JSONLD: Final = "jsonld"
_NOT_LISTED: Final = "the list of a feed's stories does not show it: it is on the page of the story"
_ONE_PICTURE: Final = (
    "the list of a feed's stories shows the first picture only: the others are on the page of the story"
)
_OUTLET: Final[LostFields] = {
    Organization: dict.fromkeys(
        ("email", "logo", "same_as", *NEWSROOM_FIELDS[Organization]),
        "the body has only the name and address of an outlet",
    )
}
_OF_BODY: Final = ("story.summary", "story.sections", "story.press", "story.prompts")
"""The beginnings of the paths of values that come back from the body alone."""

_QUESTION: Final[LostFields] = {
    Question: {"extensions": "the body has no place for them, and the JSON-LD of a page has answered questions only"}
}


def losses(story: Story, *, standalone: bool = True) -> Iterator[Loss]:
    """Yield the losses of a story.

    Args:
        story: the story.
        standalone: True for the page of the story, False for the list of its feed.
    """
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and pages have only usable stories")
    elif standalone:
        yield from _page_losses(story)
    else:
        yield from _list_losses(story)


def _page_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of a story's page.

    The reader gives the body to the JSON-LD of the page, which then has everything but the nodes that only repeat the body.
    """
    jsonld = registry[_JSONLD]
    without_body = list(jsonld.losses(story, body="none"))
    lost_paths = {loss.path for loss in without_body}
    without_node = [
        path for index in range(len(story.questions)) if (path := f"story.questions[{index}]") in lost_paths
    ]
    yield from link_losses(story)
    yield from losses_of_usage(story.usage, "story.usage")
    for loss in jsonld.losses(story, body="full"):
        if not loss.path.startswith((*_OF_BODY, "story.links", "story.usage", *without_node)):
            yield loss
    for index, question in enumerate(story.questions):
        if f"story.questions[{index}]" in lost_paths:
            yield from lost_fields(question, f"story.questions[{index}]", _QUESTION)
    yield from lost_fields(story.prompts, "story.prompts", _QUESTION)
    yield from lost_fields(story.press, "story.press", _OUTLET)


def _list_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of a story in the list of its feed."""
    for field in attrs.fields(Story):
        value = getattr(story, field.name)
        if field.name not in SHOWN_FIELDS and field.name != "media" and value and value != field.default:
            yield Loss(f"story.{field.name}", _NOT_LISTED)
    listed = listed_story(story)
    if listed.media != story.media:
        yield Loss("story.media", _ONE_PICTURE)
    for loss in registry[_JSONLD].losses(listed, body="none"):
        if listed.media == story.media or not loss.path.startswith("story.media"):
            yield loss


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories."""
    for loss in registry[_JSONLD].feed_losses(feed):
        if not loss.path.startswith(("feed.hubs", "feed.paging", "feed.usage")):
            yield loss
    for index, hub in enumerate(feed.hubs):
        if hub.type != "WebSub":
            yield Loss(f"feed.hubs[{index}]", "a page names the hubs of WebSub only")
    yield from losses_of_usage(feed.usage, "feed.usage")
    for name in ("complete", "archive"):
        if feed.paging and getattr(feed.paging, name):
            yield Loss(f"feed.paging.{name}", "a page has links to other pages only")
