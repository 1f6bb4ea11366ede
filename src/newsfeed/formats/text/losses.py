"""Losses of a page: the markup that Markdown does not have, and the fields for newsrooms only."""

from collections.abc import Iterator

from newsfeed.findings import Loss
from newsfeed.model import Feed, Story
from newsfeed.pages.page_story import page_losses


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each rich text, HTML block and private field; the page or its front matter carries all else."""
    return page_losses(story)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Return an empty iterator: the front matter of the first page carries every field of a feed."""
    del feed
    return iter(())
