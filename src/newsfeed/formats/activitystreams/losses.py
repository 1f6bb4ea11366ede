"""Losses of ActivityStreams: the values that are not read back from the article or collection that would be written."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.activitystreams.read import read_article, read_collection
from newsfeed.formats.activitystreams.write import article, collection
from newsfeed.model import MODEL, PRIVATE_FIELDS, Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader

_CLASSES: Final = frozenset(MODEL)
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
    """Yield a loss for each value that differs; objects and lists of one length are compared value by value."""
    if before == after:
        return
    cls = type(before)
    if cls is type(after) and cls in _CLASSES and attrs.has(cls):
        for field in attrs.fields(cls):
            yield from _differences(getattr(before, field.name), getattr(after, field.name), f"{path}.{field.name}")
    elif cls is tuple and len(before) == len(after or ()):
        for index, (item, read_item) in enumerate(zip(before, after, strict=True)):
            yield from _differences(item, read_item, f"{path}[{index}]")
    else:
        name = path.partition(".")[2]
        yield Loss(path, _PRIVATE if name in PRIVATE_FIELDS else _REASONS.get(name, _NO_PROPERTY))
