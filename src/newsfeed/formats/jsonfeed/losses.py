"""Losses of JSON Feed: the fields of the model that cannot be written, or not read back."""

from collections.abc import Iterator

from newsfeed.body import outline, xhtml
from newsfeed.findings import Loss
from newsfeed.model import Feed, Story


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each field of a story that JSON Feed cannot carry."""
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and feeds contain only usable stories")
        return
    if story.embargo:
        yield Loss("story.embargo", "JSON Feed cannot carry an embargo: withhold the story until it ends")
    if story.extensions:
        yield Loss("story.extensions", "elements of XML vocabularies cannot be written as JSON")
    if outline.plain_html(story) == "":
        yield Loss("story.sections", "an empty body is read back as no body")
    yield from xhtml.losses(story)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each field of a feed, apart from its stories, that JSON Feed cannot carry."""
    if feed.extensions:
        yield Loss("feed.extensions", "elements of XML vocabularies cannot be written as JSON")
