"""Losses of a list of subscriptions: its stories."""

from collections.abc import Iterator

from newsfeed.findings import Loss
from newsfeed.model import Feed, Story


def losses(story: Story) -> Iterator[Loss]:
    """Yield one loss: the story as a whole."""
    del story
    yield Loss("story", "a list of subscriptions has no stories")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield nothing: the list has every field of a feed."""
    del feed
    return iter(())
