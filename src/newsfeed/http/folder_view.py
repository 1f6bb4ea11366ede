"""The stories of a folder that readers may get at a moment, in pages."""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import attrs

from newsfeed.http.source import Entry, Page
from newsfeed.model import Story
from newsfeed.publication import unpublished_reason

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
_LATEST: Final = datetime.max.replace(tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

SortKey = tuple[int, str]
"""The position of a story: the negated microseconds of its publication, so that the newest is first, and its id."""


@attrs.frozen
class HeldStory:
    """A story of a folder, be it published or not.

    Attributes:
        story: the story.
        slug: the last part of its address.
        digest: a digest of its content.
        changed: the moment of its last change. Aware datetime.
    """

    story: Story
    slug: str
    digest: str
    changed: datetime

    @property
    def identity(self) -> tuple[str, str, str]:
        """The story, its address and its content; if these are the same for all stories, no document has changed."""
        return (self.story.id, self.slug, self.digest)

    @property
    def key(self) -> SortKey:
        """Its position among all stories."""
        published = self.story.published or _EARLIEST
        return (-((published - _EPOCH) // _MICROSECOND), self.story.id)


@attrs.frozen
class View:
    """The stories that readers may get from one moment to another.

    Attributes:
        since, until: the moments; the second is no longer part of it.
        entries: the stories, the newest first.
        keys: their positions.
        by_slug: the stories by their slugs.
        pages: pages of them that were made already, by their cursors.
    """

    since: datetime
    until: datetime
    entries: tuple[Entry, ...]
    keys: tuple[SortKey, ...]
    by_slug: dict[str, Entry]
    pages: dict[str | None, Page] = attrs.field(factory=dict)


def view_of(stories: Sequence[HeldStory], as_of: datetime) -> View:
    """Return the view at a moment; it holds until the next embargo ends or the next story expires.

    Args:
        stories: all stories, in the order of their keys.
        as_of: the moment. Aware datetime.
    """
    moments = [moment for held in stories for moment in (held.story.embargo, held.story.expires) if moment is not None]
    visible = [held for held in stories if _is_readable(held.story, as_of)]
    entries = tuple(_entry(held, as_of) for held in visible)
    return View(
        since=max((moment for moment in moments if moment <= as_of), default=_EARLIEST),
        until=min((moment for moment in moments if moment > as_of), default=_LATEST),
        entries=entries,
        keys=tuple(held.key for held in visible),
        by_slug={entry.slug: entry for entry in entries},
    )


def _is_readable(story: Story, as_of: datetime) -> bool:
    """Return whether readers get a story, or the notice that it was canceled."""
    return story.status == "canceled" or not unpublished_reason(story, as_of)


def _entry(held: HeldStory, as_of: datetime) -> Entry:
    embargo = held.story.embargo
    is_over = embargo is not None and embargo <= as_of
    modified = max(held.changed, embargo) if embargo is not None and is_over else held.changed
    return Entry(slug=held.slug, digest=held.digest, modified=modified, load=partial(_load, held.story))


def _load(story: Story) -> Story:
    return story


def cursor_after(key: SortKey) -> str:
    """Return the cursor of the page after a story."""
    return base64.urlsafe_b64encode(f"{key[0]} {key[1]}".encode()).decode().rstrip("=")


def key_of(cursor: str) -> SortKey | None:
    """Return the position that a cursor stands for; None if it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
        number, _, identifier = text.partition(" ")
        key = (int(number), identifier)
    except (ValueError, binascii.Error):
        return None
    return key if cursor_after(key) == cursor else None
