"""newsfeed itself."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import attrs

import newsfeed
from hostile.full_repr import full_repr
from hostile.peers import FeedValues, NotSupportedError, ReadItem
from newsfeed.body.xhtml import render

DISTRIBUTION = "newsfeed-kit"
NOT_PROMISED = ""


def read(data: bytes) -> ReadItem:
    """Read a feed."""
    report = newsfeed.Report()
    feed = newsfeed.loads(data, report=report)
    story = feed.stories[0] if feed.stories else newsfeed.Story(id="urn:x:none")
    blocks = [
        block.html for section in story.sections for block in section.blocks if isinstance(block, newsfeed.Markup)
    ]
    return ReadItem(
        published=story.published.isoformat() if story.published else "",
        addresses=tuple(_addresses(feed)),
        markup=(_html(story.headline), _html(story.summary), render(story), *blocks),
        everything=full_repr(feed),
        notices=tuple(finding.message for finding in report),
    )


def _html(text: str | newsfeed.RichText) -> str:
    """Return a text as HTML: a `str` of the model has no markup, whatever is in it."""
    return text.markup if isinstance(text, newsfeed.RichText) else escape(text)


def _addresses(value: Any) -> Iterator[str]:
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            content = getattr(value, field.name)
            if isinstance(content, str) and field.name in ("url", "feed_url", "thumbnail", "icon", "logo"):
                yield content
            yield from _addresses(content)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _addresses(item)


def write(feed: FeedValues, kind: str) -> bytes:
    """Write a feed."""
    return newsfeed.dumps(_feed(feed), kind)


def file_writer(feed: FeedValues) -> Callable[[Path], None]:
    """Return a function that writes a feed as RSS into a file."""
    item = _feed(feed)
    return lambda path: newsfeed.dump(item, path, "rss")


def _feed(values: FeedValues) -> newsfeed.Feed:
    fields = {name: _value(name, value) for name, value in values.items()}
    return newsfeed.Feed(**fields)


_CLASSES = {
    "authors": newsfeed.Person,
    "categories": newsfeed.Category,
    "links": newsfeed.Link,
    "media": newsfeed.Media,
    "publisher": newsfeed.Organization,
    "stories": newsfeed.Story,
}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(name, item) for item in value)
    if not isinstance(value, dict):
        return value
    if name not in _CLASSES:
        raise NotSupportedError(name)
    return _CLASSES[name](**{key: _value(key, item) for key, item in value.items()})
