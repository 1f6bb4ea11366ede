"""The statements that read pages and stories."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Executable, SelectBase, and_, or_, select, true, tuple_, union_all

from newsfeed.integrations.sqlalchemy.cursors import Position
from newsfeed.integrations.sqlalchemy.tables import DELETED, FEED_ROW, feeds, stories

COLUMNS: Final = (
    stories.c.id,
    stories.c.slug,
    stories.c.digest,
    stories.c.published,
    stories.c.modified,
    stories.c.visible_from,
)
"""What an entry of a page needs, besides the story."""


def is_visible(as_of: datetime) -> ColumnElement[bool]:
    """Return the condition that readers may get a story at a moment (see `newsfeed.publication.unpublished_reason`).

    Args:
        as_of: the moment. Aware datetime.
    """
    return and_(
        stories.c.listed == true(),
        or_(stories.c.visible_from.is_(None), stories.c.visible_from <= as_of),
        or_(stories.c.visible_until.is_(None), stories.c.visible_until > as_of),
    )


def stories_query(position: Position | None, as_of: datetime, limit: int, *, texts: bool = False) -> SelectBase:
    """Return the statement of the stories after a position, the newest first.

    Args:
        position: the position; None for the newest stories.
        as_of: the moment at which readers may get them. Aware datetime.
        limit: the most rows.
        texts: True to read the stories themselves, too.
    """
    columns = (*COLUMNS, stories.c.story) if texts else COLUMNS
    query = select(*columns).where(is_visible(as_of))
    if position is not None:
        query = query.where(tuple_(stories.c.published, stories.c.id) < tuple_(position.published, position.id))
    return query.order_by(stories.c.published.desc(), stories.c.id.desc()).limit(limit)


def page_query(position: Position | None, as_of: datetime, limit: int, *, texts: bool = False) -> Executable:
    """Return the statement of a page: its stories in any order, each with the values about the feed.

    There is a row without a story if there are none. One statement sees one moment of the database, whatever its isolation.

    Args:
        position, as_of, limit, texts: as for `stories_query`; with texts, the feed is read, too.
    """
    page = stories_query(position, as_of, limit, texts=texts).subquery("page")
    feed = [feeds.c.digest, feeds.c.modified, feeds.c.removed, *([feeds.c.feed] if texts else [])]
    return (
        select(
            *(column.label(f"feed_{column.name}") for column in feed),
            last_expiry_query(as_of).scalar_subquery().label("expired"),
            *page.c,
        )
        .select_from(feeds.outerjoin(page, true()))
        .where(feeds.c.number == FEED_ROW)
    )


def last_expiry_query(as_of: datetime) -> SelectBase:
    """Return the statement of the moment of the last expiry of a story."""
    expiry = stories.c.visible_until
    return select(expiry).where(expiry <= as_of).order_by(expiry.desc()).limit(1)


def all_stories_query() -> Executable:
    """Return the statement of all stories, the newest first.

    The stories of pages and the others have an order in the index, by which they are merged.
    """
    columns = stories.c.id, stories.c.published, stories.c.story
    parts = [
        select(*columns).where(stories.c.listed == listed, stories.c.status != DELETED) for listed in (True, False)
    ]
    merged = union_all(*parts).subquery("merged")
    return select(merged).order_by(merged.c.published.desc(), merged.c.id.desc())
