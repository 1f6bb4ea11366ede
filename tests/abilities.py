"""What formats carry, for tests of all formats."""

import newsfeed
from examples import plain_story


def carries_stories(name: str) -> bool:
    """Return whether documents of a format have stories, and not only their addresses and dates."""
    return all(loss.path != "story.headline" for loss in newsfeed.losses(plain_story(), name))
