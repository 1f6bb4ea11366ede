"""The feed that stories from several files make, with the values of a feed.toml."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import attrs

from newsfeed.attribution.house import to_outlets
from newsfeed.io import files
from newsfeed.io.limits import DEFAULT
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed, Story

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


def read_feed_values(path: str | os.PathLike[str]) -> tuple[Feed, tuple[Outlet, ...]]:
    """Read a feed.toml: a feed without stories, and the outlets of the house.

    Raises:
        OSError, ReadError, ModelError: it cannot be read.
    """
    from newsfeed.plain_data.toml import load_feed_toml  # imports cattrs

    values, outlets = load_feed_toml(files.read(path, DEFAULT))
    return Feed(**values), to_outlets(outlets)


def collect(feed_values: Feed | None, feeds: Iterable[Feed], base: str | None = None) -> Feed:
    """Return one feed with the stories of several, newest first; stories without a date come last.

    Stories of one moment are in the order of their feed, and those of several feeds in the order of the feeds' first ids, so
    that the order of the feeds affects nothing but the new feed's own values.

    Args:
        feed_values: the new feed's own values; None takes those of the first feed that has a title.
        feeds: the feeds.
        base: the address of the stories' folder: without any title, the feed is named after it.
    """
    feeds = list(feeds)
    stories = [story for feed in sorted(feeds, key=_first_id) for story in feed.stories]
    if feed_values is None:
        feed_values = next((feed for feed in feeds if feed.title), None) or _feed_at(base, stories)
    return attrs.evolve(feed_values, stories=tuple(sorted(stories, key=_publication_date, reverse=True)))


def _feed_at(base: str | None, stories: Sequence[Story]) -> Feed:
    """Return the values of a feed that only its address is known of, titled by its only story or by the address."""
    if base is None:
        return Feed()
    name = base.partition("://")[2].strip("/") or base
    languages = {story.language for story in stories}
    headlines = {story.headline for story in stories}
    return Feed(
        title=headlines.pop() if len(headlines) == 1 else name,
        url=base,
        language=languages.pop() if len(languages) == 1 else None,
    )


def _first_id(feed: Feed) -> str:
    return feed.stories[0].id if feed.stories else ""


def _publication_date(story: Story) -> datetime:
    return story.published or _EARLIEST
