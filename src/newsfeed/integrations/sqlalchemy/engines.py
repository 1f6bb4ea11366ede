"""Engines for the URLs of databases, with the settings that each database needs."""

from importlib.util import find_spec
from typing import Final

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError as UrlError
from sqlalchemy.exc import NoSuchModuleError

from newsfeed.errors import ArgumentError, UnsupportedError

_SQLITE: Final = "sqlite"
_WAIT: Final = 30
"""Seconds that a writer waits for another one on SQLite."""


def open_engine(url: str) -> Engine:
    """Return an engine for a URL such as `sqlite:///stories.db` or `postgresql://user@host/name`.

    Raises:
        ArgumentError: it is no URL of a database, or is that of one in memory.
        UnsupportedError: the driver of the database is not installed; names it.
    """
    try:
        parsed_url = _with_driver(make_url(url))
        if is_sqlite(parsed_url) and parsed_url.database in {None, "", ":memory:"}:
            raise ArgumentError("threads cannot share a database in memory: name a file, such as sqlite:///stories.db")
        return create_engine(parsed_url, connect_args={"timeout": _WAIT} if is_sqlite(parsed_url) else {})
    except (UrlError, NoSuchModuleError, ValueError) as error:  # a ValueError is about the port
        raise ArgumentError(f"not the URL of a database: {error}; write one such as sqlite:///stories.db") from None
    except ModuleNotFoundError as error:
        raise UnsupportedError(f"the driver {error.name} is not installed: run pip install {error.name}") from None


def is_sqlite(url: URL) -> bool:
    """Return whether a URL is that of an SQLite database."""
    return url.get_backend_name() == _SQLITE


def _with_driver(url: URL) -> URL:
    """Return a URL of PostgreSQL with the driver that is installed, if it names none; `postgres:` is another name of it."""
    if url.drivername not in {"postgresql", "postgres"}:
        return url
    drivers = (name for name in ("psycopg", "psycopg2") if find_spec(name))
    return url.set(drivername=f"postgresql+{next(drivers, 'psycopg')}")
