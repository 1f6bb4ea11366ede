"""Stories and feeds as the texts that the tables hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from typing import Final, TypedDict

from newsfeed.api import dumps, loads, loads_story
from newsfeed.errors import ArgumentError, NewsfeedError
from newsfeed.integrations.sqlalchemy.errors import DatabaseError
from newsfeed.integrations.sqlalchemy.tables import EARLIEST
from newsfeed.model import Feed, Story

_MAX_ID: Final = 2000
"""The most bytes of an id: an index of PostgreSQL holds no longer value."""

LISTED: Final = ("usable", "canceled")
"""The states of the stories that pages may have; of a canceled one, formats with notices write the notice only."""


class StoryRow(TypedDict):
    """The columns of a story that follow from the story itself."""

    id: str
    story: str
    digest: str
    published: datetime
    visible_from: datetime | None
    visible_until: datetime | None
    status: str
    listed: bool


def row_of(story: Story) -> StoryRow:
    """Return the columns of a story.

    The embargo and the expiry of a canceled story do not count: readers get the notice at once and for good.

    Raises:
        ArgumentError: its id is too long for an index, or this is no story.
    """
    if not isinstance(story, Story):
        raise ArgumentError(f"a store keeps stories, not {type(story).__name__}")
    if len(story.id.encode()) > _MAX_ID:
        raise ArgumentError(
            f"the id {story.id[:64]!r}... is longer than {_MAX_ID:,} bytes: give the story a shorter one"
        )
    text = dumps(story, "json").decode()
    is_usable = story.status == "usable"
    return StoryRow(
        id=story.id,
        story=text,
        digest=digest(text),
        published=story.published or EARLIEST,
        visible_from=story.embargo if is_usable else None,
        visible_until=story.expires if is_usable else None,
        status=story.status,
        listed=story.status in LISTED,
    )


def story_of(text: str) -> Story:
    """Return the story of a stored text.

    Raises:
        DatabaseError: it is not one, since other software wrote it.
    """
    with _documents_of_newsfeed():
        return loads_story(text, "json")


def text_of(feed: Feed) -> str:
    """Return the text to store of a feed's own values.

    Raises:
        ArgumentError: it has stories, or is no feed.
    """
    if not isinstance(feed, Feed):
        raise ArgumentError(f"save_feed() takes a Feed, not {type(feed).__name__}")
    if feed.stories:
        raise ArgumentError("save_feed() keeps the feed's own values: pass its stories to save_all()")
    return dumps(feed, "json").decode()


def feed_of(text: str) -> Feed:
    """Return the feed of a stored text.

    Raises:
        DatabaseError: it is not one, since other software wrote it.
    """
    with _documents_of_newsfeed():
        return loads(text, "json")


@contextmanager
def _documents_of_newsfeed() -> Iterator[None]:
    try:
        yield
    except NewsfeedError as error:
        raise DatabaseError(f"the database has a document that is no newsfeed JSON: {error}") from error


def digest(text: str) -> str:
    """Return a digest of a stored text, 32 hexadecimal digits."""
    return blake2b(text.encode(), digest_size=16).hexdigest()
