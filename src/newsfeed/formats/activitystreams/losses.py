"""Losses of ActivityStreams: the values that are not read back from the article or collection that would be written."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.activitystreams.read import read_article, read_collection
from newsfeed.formats.activitystreams.write import article, collection
from newsfeed.model import PRIVATE_FIELDS, Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.rendering.lost_fields import differing_paths

_NO_PROPERTY: Final = "ActivityStreams has no property that it is read back from"
_PRIVATE: Final = "it is for newsrooms only, and ActivityStreams is for readers"
_REASONS: Final = {
    "embargo": "ActivityStreams has no embargo",
    "language": "the language is that of the name or the content, and there is neither",
    "publisher": "ActivityStreams has authors, and no publisher besides them",
}


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each value of a story that does not come back."""
    if story.status != "usable":
        yield Loss("story", f"the story is {story.status}, and collections contain only usable stories")
        return
    yield from _differences(story, read_article(article(story), LenientReader(ReadContext())), "story")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each value of a feed without its stories that does not come back."""
    written = attrs.evolve(feed, stories=())
    yield from _differences(written, read_collection(collection(feed), LenientReader(ReadContext())), "feed")


def _differences(before: Any, after: Any, path: str) -> Iterator[Loss]:
    """Yield a loss for each value that differs."""
    for lost_path in differing_paths(before, after, path):
        name = lost_path.partition(".")[2]
        yield Loss(lost_path, _PRIVATE if name in PRIVATE_FIELDS else _REASONS.get(name, _NO_PROPERTY))
