"""A store of stories and of their feed's values in a database."""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.integrations.sqlalchemy.documents import digest, feed_of, story_of, text_of
from newsfeed.integrations.sqlalchemy.engines import is_sqlite, open_engine
from newsfeed.integrations.sqlalchemy.errors import DatabaseError, database_errors
from newsfeed.integrations.sqlalchemy.queries import all_stories_query
from newsfeed.integrations.sqlalchemy.saving import Saved, mark_deleted, save_stories
from newsfeed.integrations.sqlalchemy.tables import DELETED, FEED_ROW, feeds, metadata, stories
from newsfeed.model import Feed, Story

_CHUNK: Final = 500
"""The number of stories that are compared and written at once."""

_PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between two attempts to create the tables."""

_STEP: Final = timedelta(microseconds=1)
_KEY_BYTES: Final = 32


def utc_now() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


@frozen
class _Transaction:
    """A transaction that writes, while no other one does.

    Attributes:
        connection: the connection.
        moment: its moment, later than that of every transaction before. Aware datetime.
    """

    connection: Connection
    moment: datetime


class StoryStore:
    """Stories in a database, with the values of their feed. Threads and processes may share it.

    Transactions that write take turns, so none overwrites what another one has just written unseen, and each has a later moment
    than the one before. Readers do not wait.

    Args:
        database: the URL of the database, or an engine, which stays the caller's to dispose of.
        clock: returns the present, as an aware datetime.

    Raises:
        ArgumentError: the URL is wrong, or that of a database in memory.
        UnsupportedError: the driver of the database is not installed.
    """

    def __init__(self, database: str | Engine, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.engine: Final = open_engine(database) if isinstance(database, str) else database
        self._is_owner = isinstance(database, str)
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections, unless the engine is the caller's."""
        if self._is_owner:
            self.engine.dispose()

    # --- tables ------------------------------------------------------------------------------------------------------------

    def create_tables(self) -> None:
        """Create the tables that are missing, and the one row about the feed; an SQLite file gets a write-ahead log.

        Raises:
            DatabaseError: the database cannot be written.
        """
        with database_errors():
            for pause in _PAUSES:
                try:
                    self._create_missing()
                except DBAPIError:  # another process is creating them
                    time.sleep(pause)
                else:
                    return
            self._create_missing()

    def _create_missing(self) -> None:
        if is_sqlite(self.engine.url):
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        metadata.create_all(self.engine)
        self._create_feed_row()

    def _create_feed_row(self) -> None:
        text = text_of(Feed())
        values = {
            "number": FEED_ROW,
            "feed": text,
            "digest": digest(text),
            **dict.fromkeys(("modified", "removed", "changed"), self._clock()),
            "key": secrets.token_hex(_KEY_BYTES),
        }
        with self.engine.connect() as connection:
            if connection.scalar(select(func.count()).select_from(feeds)):
                return
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(feeds), values)
        except IntegrityError:  # another process has just done it
            return

    # --- writing -----------------------------------------------------------------------------------------------------------

    def save(self, story: Story, *, slug: str | None = None) -> bool:
        """Add a story, or replace the one with its id.

        Args:
            story: the story.
            slug: the last part of its address, if it is new; None takes it from the story's address or id.

        Returns:
            False if the stored story is equal; then nothing is written.

        Raises:
            ArgumentError: another story has the slug, or this one has another slug already.
            DatabaseError: the database cannot be written.
        """
        with self._transaction() as transaction:
            saved = save_stories(transaction.connection, transaction.moment, [story], slug=slug)
        return bool(saved.added or saved.changed)

    def save_all(self, items: Iterable[Story]) -> Saved:
        """Add or replace stories in one transaction: all of them, or none if there is an error.

        Args:
            items: the stories, which are taken as they are written. Of two with one id, the later one stays.

        Returns:
            the numbers of stories that were added, changed and left alone.

        Raises:
            ArgumentError: an item is no story.
            DatabaseError: the database cannot be written.
        """
        remaining = iter(items)
        total = Saved()
        with self._transaction() as transaction:
            while chunk := list(islice(remaining, _CHUNK)):
                total += save_stories(transaction.connection, transaction.moment, chunk)
        return total

    def update(self, story_id: str, change: Callable[[Story], Story]) -> Story:
        """Replace a story by a changed one, without losing changes that others make meanwhile.

        Args:
            story_id: its id.
            change: returns the changed story for the stored one, such as `newsfeed.revise`; no other writer runs before it
                returns, so it must not write to the store itself.

        Returns:
            the changed story.

        Raises:
            ArgumentError: there is no such story, or the changed one has another id.
            DatabaseError: the database cannot be written.
        """
        with self._transaction() as transaction:
            stored = _read(transaction.connection, story_id)
            if stored is None:
                raise ArgumentError(f"there is no story {story_id!r:.200}: save it first")
            changed = change(stored)
            if changed.id != story_id:
                raise ArgumentError(
                    f"update() keeps the id {story_id!r:.200}: save the other story and delete this one"
                )
            save_stories(transaction.connection, transaction.moment, [changed])
        return changed

    def delete(self, story_id: str) -> bool:
        """Delete a story. Its slug stays reserved for it, so that no other story gets its address.

        Returns:
            False if there is none with this id.

        Raises:
            DatabaseError: the database cannot be written.
        """
        with self._transaction() as transaction:
            return mark_deleted(transaction.connection, transaction.moment, story_id)

    def save_feed(self, feed: Feed) -> bool:
        """Replace the values of the feed.

        Args:
            feed: the values. It has no stories: `save_all` saves those.

        Returns:
            False if the stored values are equal; then nothing is written.

        Raises:
            ArgumentError: the feed has stories.
            DatabaseError: the database cannot be written.
        """
        text = text_of(feed)
        values = {"feed": text, "digest": digest(text)}
        with self._transaction() as transaction:
            ours = feeds.c.number == FEED_ROW
            if transaction.connection.scalar(select(feeds.c.digest).where(ours)) == values["digest"]:
                return False
            changes = {**values, "modified": transaction.moment, "changed": transaction.moment}
            transaction.connection.execute(update(feeds).where(ours).values(changes))
        return True

    @contextmanager
    def _transaction(self) -> Iterator[_Transaction]:
        """Open a transaction that writes, once no other one does; an error inside undoes it.

        Raises:
            DatabaseError: the database cannot be written.
        """
        with database_errors(), self.engine.connect() as plain:
            connection = plain
            # A transaction must see everything that was written before it got the lock.
            if not is_sqlite(self.engine.url):
                connection = plain.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                ours = feeds.c.number == FEED_ROW
                # Writing the row takes the lock: on the row in PostgreSQL, on the whole file in SQLite.
                connection.execute(update(feeds).where(ours).values(changed=feeds.c.changed))
                changed = connection.scalar(select(feeds.c.changed).where(ours))
                if changed is None:
                    raise DatabaseError("the database has no row about the feed: call create_tables() once")
                yield _Transaction(connection, max(self._clock(), changed + _STEP))

    # --- reading -----------------------------------------------------------------------------------------------------------

    def get(self, story_id: str) -> Story | None:
        """Return a story of any status, or None if there is none with this id.

        Raises:
            DatabaseError: the database cannot be read.
        """
        with database_errors(), self.engine.connect() as connection:
            return _read(connection, story_id)

    def count(self) -> int:
        """Return the number of stories of any status.

        Raises:
            DatabaseError: the database cannot be read.
        """
        with database_errors(), self.engine.connect() as connection:
            query = select(func.count()).select_from(stories).where(stories.c.status != DELETED)
            return connection.scalar(query) or 0

    @property
    def feed(self) -> Feed:
        """The values of the feed, without stories.

        Raises:
            DatabaseError: the database cannot be read.
        """
        with database_errors(), self.engine.connect() as connection:
            text = connection.scalar(select(feeds.c.feed).where(feeds.c.number == FEED_ROW))
        if text is None:
            raise DatabaseError("the database has no row about the feed: call create_tables() once")
        return feed_of(text)

    def __iter__(self) -> Iterator[Story]:
        """Yield all stories of any status, the newest first, in constant memory and as of one moment.

        Raises:
            DatabaseError: the database cannot be read.
        """
        query = all_stories_query().execution_options(stream_results=True, yield_per=_CHUNK)
        with database_errors(), self.engine.connect() as connection:
            for row in connection.execute(query):
                yield story_of(row.story)


def _read(connection: Connection, story_id: str) -> Story | None:
    query = select(stories.c.story).where(stories.c.id == story_id, stories.c.status != DELETED)
    text = connection.scalar(query)
    return None if text is None else story_of(text)
