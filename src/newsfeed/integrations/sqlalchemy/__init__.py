"""SQLAlchemy adapter: stories in a database, served page by page at the same cost however many there are.

    from newsfeed.integrations.sqlalchemy import SqlSource, StoryStore
    store = StoryStore("sqlite:///stories.db")    # or postgresql://..., or an Engine of yours
    store.create_tables()
    store.save_feed(feed)
    store.save_all(stories)
    source = SqlSource(store)                     # a newsfeed.http.Source

SQLite needs nothing else and suits one machine; PostgreSQL suits several. `metadata` has the tables, for Alembic.
"""

from newsfeed.integrations.sqlalchemy.errors import DatabaseError
from newsfeed.integrations.sqlalchemy.saving import Saved
from newsfeed.integrations.sqlalchemy.source import SqlSource
from newsfeed.integrations.sqlalchemy.store import StoryStore
from newsfeed.integrations.sqlalchemy.tables import metadata

__all__ = ["DatabaseError", "Saved", "SqlSource", "StoryStore", "metadata"]
