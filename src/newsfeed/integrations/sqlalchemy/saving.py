"""Writing of stories: new ones are inserted, changed ones updated, and the feed records those that left its pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypedDict

from sqlalchemy import RowMapping, bindparam, insert, select, update
from sqlalchemy.engine import Connection

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.integrations.sqlalchemy.documents import StoryRow, row_of
from newsfeed.integrations.sqlalchemy.tables import DELETED, EARLIEST, FEED_ROW, feeds, stories
from newsfeed.model import Story
from newsfeed.site.names import page_name

_SLUG: Final = re.compile(r"[\w~-][\w.~-]{0,199}")
_POSITIONS: Final = ("published", "visible_from", "visible_until", "listed")
"""The columns that decide on which page a story is, and when."""

_STORED: Final = select(
    stories.c.id,
    stories.c.slug,
    stories.c.digest,
    stories.c.published,
    stories.c.visible_from,
    stories.c.visible_until,
    stories.c.status,
    stories.c.listed,
)


class FullRow(StoryRow):
    """All columns of a story."""

    slug: str
    modified: datetime


class _FeedChanges(TypedDict, total=False):
    changed: datetime
    removed: datetime


@frozen
class Saved:
    """The numbers of stories that were saved.

    Attributes:
        added: those that are new.
        changed: those that replaced an earlier version.
        unchanged: those that are stored already.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


def save_stories(connection: Connection, moment: datetime, items: Sequence[Story], *, slug: str | None = None) -> Saved:
    """Save some stories in an open transaction that no other one writes beside.

    Args:
        connection: the connection.
        moment: the moment of the transaction.
        items: the stories; of two with one id, the later one stays.
        slug: the slug of the only story, or None.

    Raises:
        ArgumentError: an item is no story, or the slug cannot be had.
    """
    rows = {row["id"]: row for row in map(row_of, items)}
    query = _STORED.where(stories.c.id.in_(rows))
    stored = {str(row["id"]): row for row in connection.execute(query).mappings()}
    slugs = _slugs(connection, {story.id: story for story in items}, stored, slug)
    differing = [
        FullRow(**row, slug=slugs[row["id"]], modified=moment)
        for row in rows.values()
        if row["id"] not in stored or stored[row["id"]]["digest"] != row["digest"]
    ]
    new = [row for row in differing if row["id"] not in stored]
    changed = [row for row in differing if row["id"] in stored]
    if new:
        connection.execute(insert(stories), new)
    if changed:
        connection.execute(_UPDATE, [{"story_id": row["id"], **row} for row in changed])
    if differing:
        has_moved = any(_has_moved(stored[row["id"]], row) for row in changed)
        _note_change(connection, moment, has_moved=has_moved)
    revived = sum(stored[row["id"]]["status"] == DELETED for row in changed)
    return Saved(len(new) + revived, len(changed) - revived, len(rows) - len(differing))


_UPDATE: Final = (
    update(stories)
    .where(stories.c.id == bindparam("story_id"))
    .values({column.name: bindparam(column.name) for column in stories.columns})
)


def mark_deleted(connection: Connection, moment: datetime, story_id: str) -> bool:
    """Delete a story in an open transaction; its row keeps the slug.

    Returns:
        False if there is no such story.
    """
    is_stored = (stories.c.id == story_id) & (stories.c.status != DELETED)
    # Without its date, the row is behind those of all stories in the index.
    result = connection.execute(
        update(stories)
        .where(is_stored)
        .values(
            story="",
            digest="",
            published=EARLIEST,
            visible_from=None,
            visible_until=None,
            modified=moment,
            status=DELETED,
            listed=False,
        )
    )
    if not result.rowcount:
        return False
    _note_change(connection, moment, has_moved=True)
    return True


def _has_moved(stored: RowMapping, row: FullRow) -> bool:
    """Return whether a story leaves the page where it was, so that this page changes though none of its stories does."""
    return bool(stored["listed"]) and any(stored[name] != row[name] for name in _POSITIONS)


def _note_change(connection: Connection, moment: datetime, *, has_moved: bool) -> None:
    changes = _FeedChanges(changed=moment)
    if has_moved:
        changes["removed"] = moment
    connection.execute(update(feeds).where(feeds.c.number == FEED_ROW).values(**changes))


# --- slugs -----------------------------------------------------------------------------------------------------------------


def _slugs(
    connection: Connection, items: Mapping[str, Story], stored: Mapping[str, RowMapping], slug: str | None
) -> dict[str, str]:
    """Return the slug of each story by its id: the stored one, else the given one, else one that no other story has."""
    slugs = {story_id: str(row["slug"]) for story_id, row in stored.items()}
    new = [story for story in items.values() if story.id not in stored]
    if slug is not None:
        _check_slug(slug, next(iter(slugs.values()), None))
    candidates = {story.id: (slug,) if slug is not None else _candidates(story) for story in new}
    taken = _taken(connection, [name for names in candidates.values() for name in names])
    for story_id, names in candidates.items():
        chosen = next((name for name in names if name not in taken), None)
        if chosen is None:
            raise ArgumentError(f"another story has the slug {names[-1]!r:.200}: give {story_id!r:.200} another one")
        slugs[story_id] = chosen
        taken.add(chosen)
    return slugs


def _candidates(story: Story) -> tuple[str, ...]:
    return page_name(story), page_name(story, distinct=True)


def _taken(connection: Connection, names: Iterable[str]) -> set[str]:
    return set(connection.scalars(select(stories.c.slug).where(stories.c.slug.in_(list(names)))))


def _check_slug(slug: str, stored: str | None) -> None:
    if stored is not None and slug != stored:
        raise ArgumentError(f"the story has the slug {stored!r:.200}, which never changes: leave it out")
    if not _SLUG.fullmatch(slug):
        raise ArgumentError(f"the slug {slug!r:.200} must have letters, digits, hyphens and dots only")
