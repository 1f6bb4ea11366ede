"""The tables: a row for each story, and one for the feed."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

EARLIEST: Final = datetime(1, 1, 3, tzinfo=UTC)
"""The publication of a story without a date, and the earliest moment that has a date in every time zone of a session."""

LATEST: Final = datetime(9999, 12, 29, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, in UTC. Moments before `EARLIEST` and after `LATEST` are stored as these."""

    impl: TypeEngine[datetime] | type[TypeEngine[datetime]] = DateTime(timezone=True)
    cache_ok: bool | None = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment to store."""
        del dialect  # all of them store the same
        return None if value is None else max(EARLIEST, min(value, LATEST)).astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a stored moment; SQLite has no zones."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


_NAME: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that is compared character by character in every database."""

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(column_0_label)s",
    }
)
"""The tables of this module. Pass it to Alembic: `target_metadata = [metadata, ...]`."""

stories: Final = Table(
    "newsfeed_stories",
    metadata,
    Column("id", _NAME, primary_key=True, comment="The id of the story."),
    Column("slug", _NAME, nullable=False, unique=True, comment="The last part of its address; never changes."),
    Column("story", Text, nullable=False, comment="The story as newsfeed JSON; empty once it is deleted."),
    Column("digest", String(32), nullable=False, comment="A digest of the JSON."),
    Column("published", Moment, nullable=False, comment="Its publication, by which pages are sorted."),
    Column("visible_from", Moment, comment="The end of its embargo."),
    Column("visible_until", Moment, index=True, comment="When it expires."),
    Column("modified", Moment, nullable=False, comment="When the row was changed last."),
    Column("status", String(16), nullable=False, comment="usable, withheld, canceled or deleted."),
    Column("listed", Boolean, nullable=False, comment="Whether pages may have it: true for usable and canceled."),
    # The last two columns spare a look into the table for each story under embargo or expired.
    Index("ix_newsfeed_stories_page", "listed", "published", "id", "visible_from", "visible_until"),
)

feeds: Final = Table(
    "newsfeed_feed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="1: there is one row."),
    Column("feed", Text, nullable=False, comment="The values of the feed as newsfeed JSON, without stories."),
    Column("digest", String(32), nullable=False, comment="A digest of the JSON."),
    Column("modified", Moment, nullable=False, comment="When the values were changed last."),
    Column("removed", Moment, nullable=False, comment="When a story was deleted, hidden or moved last."),
    Column("changed", Moment, nullable=False, comment="When anything was changed last."),
    Column("key", String(64), nullable=False, comment="The key that signs the cursors of pages."),
)

FEED_ROW: Final = 1
"""The number of the only row."""

DELETED: Final = "deleted"
"""The status of a story that was deleted; its row keeps the slug."""
