"""A source of stories for a server: pages by keyset, so that each costs the same however many stories there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import attrs
from sqlalchemy import Executable, RowMapping, func, select
from sqlalchemy.engine import Connection

from newsfeed.errors import ArgumentError
from newsfeed.http.source import Entry, Page
from newsfeed.integrations.sqlalchemy.cursors import Position, read_cursor, write_cursor
from newsfeed.integrations.sqlalchemy.documents import feed_of
from newsfeed.integrations.sqlalchemy.errors import DatabaseError, database_errors
from newsfeed.integrations.sqlalchemy.queries import COLUMNS, is_visible, page_query
from newsfeed.integrations.sqlalchemy.store import StoryStore
from newsfeed.integrations.sqlalchemy.tables import FEED_ROW, feeds, stories
from newsfeed.integrations.sqlalchemy.texts import StoredText, TextCache
from newsfeed.model import Feed

DEFAULT_PAGE_SIZE: Final = 50
DEFAULT_CACHE: Final = 1000


class _StoryRow(NamedTuple):
    """The columns of `COLUMNS`."""

    id: str
    slug: str
    digest: str
    published: datetime
    modified: datetime
    visible_from: datetime | None


@attrs.frozen
class _Snapshot:
    """The rows of a page at one moment of the database.

    Attributes:
        feed: the values of the feed.
        moments: the moments at which the page changed, other than by its stories.
        rows: the rows of its stories, the newest first.
        texts: the texts of the stories, by their digests.
    """

    feed: Feed
    moments: tuple[datetime, ...]
    rows: tuple[_StoryRow, ...]
    texts: Mapping[str, StoredText]


class SqlSource:
    """A `newsfeed.http.Source` of the stories in a store. Threads may share it.

    A page is as of one moment of the database. Its cost depends on the stories of the page, and on those under embargo or
    expired between them, which the index skips. A request that is answered by 304 parses no story.

    Args:
        store: the store.
        page_size: the number of stories of a page.
        cache: the number of stories that are kept in memory, so that they are read and parsed once.

    Raises:
        ArgumentError: a number is not positive.
    """

    def __init__(self, store: StoryStore, *, page_size: int = DEFAULT_PAGE_SIZE, cache: int = DEFAULT_CACHE) -> None:
        if page_size < 1 or cache < 1:
            raise ArgumentError("SqlSource(): page_size and cache must be at least 1")
        self._engine = store.engine
        self._page_size = page_size
        self._texts = TextCache(cache)
        self._feed: tuple[str, Feed] | None = None
        self._key: str | None = None

    def page(self, cursor: str | None, as_of: datetime, /) -> Page | None:
        """Return a page of the stories that readers may get, by their publication, the newest first.

        Args:
            cursor: `Page.next` of the page before; None for the first page.
            as_of: the present. Aware datetime.

        Returns:
            the page; None if there is no such cursor.

        Raises:
            DatabaseError: the database cannot be read.
        """
        with database_errors():
            position = None
            if cursor is not None and (position := read_cursor(cursor, self._signing_key())) is None:
                return None
            snapshot = self._snapshot(position, as_of)
            shown = snapshot.rows[: self._page_size]
            following = None
            if len(snapshot.rows) > self._page_size:
                following = write_cursor(Position(shown[-1].published, shown[-1].id), self._signing_key())
        entries = tuple(_entry(row, snapshot.texts[row.digest]) for row in shown)
        return Page(
            feed=snapshot.feed,
            entries=entries,
            modified=max((*snapshot.moments, *(entry.modified for entry in entries))),
            next=following,
            first=cursor is None,
        )

    def story(self, slug: str, as_of: datetime, /) -> Entry | None:
        """Return a story that readers may get; None if there is none with this slug.

        Raises:
            DatabaseError: the database cannot be read.
        """
        query = select(*COLUMNS, stories.c.story).where(stories.c.slug == slug, is_visible(as_of))
        with database_errors(), self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        return _entry(_story_row(row), self._texts.add(row["digest"], row["story"]))

    def count(self, as_of: datetime) -> int:
        """Return the number of stories that readers may get at a moment, of all pages together.

        Raises:
            DatabaseError: the database cannot be read.
        """
        query = select(func.count()).select_from(stories).where(is_visible(as_of))
        with database_errors(), self._engine.connect() as connection:
            return connection.scalar(query) or 0

    # --- reading -----------------------------------------------------------------------------------------------------------

    def _snapshot(self, position: Position | None, as_of: datetime) -> _Snapshot:
        """Return a page and the story after it.

        Texts that are not in memory are read by a second statement. If one has changed by then, all is read again by a single
        statement, so that no page has a story of one moment and a digest of another.
        """
        limit = self._page_size + 1
        with self._engine.connect() as connection:
            rows = _rows(connection, page_query(position, as_of, limit))
            feed = self._cached_feed(rows[0]["feed_digest"])
            texts = self._load_texts(connection, {row["digest"]: row["id"] for row in rows if row["id"] is not None})
            if feed is None or texts is None:
                rows = _rows(connection, page_query(position, as_of, limit, texts=True))
                texts = {
                    row["digest"]: self._texts.add(row["digest"], row["story"]) for row in rows if row["id"] is not None
                }
                feed = feed_of(rows[0]["feed_feed"])
                self._feed = rows[0]["feed_digest"], feed
        moments = [rows[0][name] for name in ("feed_modified", "feed_removed", "expired")]
        # The order of the rows of the statement is not that of the subquery.
        ordered = sorted((_story_row(row) for row in rows if row["id"] is not None), key=_position, reverse=True)
        return _Snapshot(feed, tuple(moment for moment in moments if moment is not None), tuple(ordered), texts)

    def _load_texts(self, connection: Connection, ids: Mapping[str, str]) -> dict[str, StoredText] | None:
        """Return the texts of stories by their digests; None if a story has changed since its digest was read.

        Args:
            connection: the connection.
            ids: the ids of the stories, by their digests.
        """
        texts = {digest: text for digest in ids if (text := self._texts.get(digest))}
        if missing := [story_id for digest, story_id in ids.items() if digest not in texts]:
            query = select(stories.c.digest, stories.c.story).where(stories.c.id.in_(missing))
            texts |= {digest: self._texts.add(digest, text) for digest, text in connection.execute(query)}
        return texts if ids.keys() <= texts.keys() else None

    def _cached_feed(self, digest: str) -> Feed | None:
        cached = self._feed
        return cached[1] if cached and cached[0] == digest else None

    def _signing_key(self) -> str:
        """Return the key of cursors; the database keeps it, so that all servers have the same."""
        if self._key is None:
            with self._engine.connect() as connection:
                self._key = connection.scalar(select(feeds.c.key).where(feeds.c.number == FEED_ROW))
        if self._key is None:
            raise _no_row()
        return self._key


def _rows(connection: Connection, query: Executable) -> Sequence[RowMapping]:
    rows = connection.execute(query).mappings().all()
    if not rows:
        raise _no_row()
    return rows


def _no_row() -> DatabaseError:
    return DatabaseError("the database has no row about the feed: call create_tables() once")


def _story_row(row: RowMapping) -> _StoryRow:
    return _StoryRow(*(row[column.name] for column in COLUMNS))


def _position(row: _StoryRow) -> Position:
    return Position(row.published, row.id)


def _entry(row: _StoryRow, text: StoredText) -> Entry:
    """Return the entry of a visible story: readers have had it since its last change, or since the end of its embargo."""
    modified = max(row.modified, row.visible_from) if row.visible_from else row.modified
    return Entry(slug=row.slug, digest=row.digest, modified=modified, load=text.load)
