"""What formats carry, for tests of all formats."""

import newsfeed
from examples import plain_story
from newsfeed.plugins import registry


def holds_stories(name: str) -> bool:
    """Return whether documents in a format can have stories; a list of feeds loses each as a whole."""
    is_written = registry[name].writes
    return not is_written or all(loss.path != "story" for loss in newsfeed.losses(plain_story(), name))


def carries_stories(name: str) -> bool:
    """Return whether documents of a format have stories, and not only their addresses and dates."""
    return {"story", "story.headline"}.isdisjoint(loss.path for loss in newsfeed.losses(plain_story(), name))
