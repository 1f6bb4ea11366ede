"""Losses of JSON Feed: the fields of the model that cannot be written, or not read back."""

from collections.abc import Iterator

from newsfeed.body import outline, xhtml
from newsfeed.findings import Loss
from newsfeed.formats.jsonfeed import extension_members
from newsfeed.model import Feed, Story


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each field of a story that JSON Feed cannot carry."""
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and feeds contain only usable stories")
        return
    if story.embargo:
        yield Loss("story.embargo", "JSON Feed cannot carry an embargo: withhold the story until it ends")
    yield from extension_members.losses(story.extensions, "story.extensions")
    for index, media in enumerate(story.media):
        yield from extension_members.losses(media.extensions, f"story.media[{index}].extensions")
    if outline.plain_html(story) == "":
        yield Loss("story.sections", "an empty body is read back as no body")
    yield from xhtml.losses(story)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each field of a feed, apart from its stories, that JSON Feed cannot carry."""
    yield from extension_members.losses(feed.extensions, "feed.extensions")
