"""Stores on SQLite and on PostgreSQL, for the same tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from database_stories import Clock
from postgresql import running_postgresql

if TYPE_CHECKING:
    from newsfeed.integrations.sqlalchemy import SqlSource, StoryStore


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    from newsfeed.integrations.sqlalchemy import StoryStore, metadata

    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'stories.db'}"
    url: str = request.getfixturevalue("postgresql")
    with StoryStore(url) as store:
        metadata.drop_all(store.engine)
    return url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> "Iterator[StoryStore]":
    from newsfeed.integrations.sqlalchemy import StoryStore

    with StoryStore(url, clock=clock) as store:
        clock.forward(hours=-1)
        store.create_tables()
        clock.forward(hours=1)
        yield store


@pytest.fixture
def source(store: "StoryStore") -> "SqlSource":
    from newsfeed.integrations.sqlalchemy import SqlSource

    return SqlSource(store, page_size=3)
