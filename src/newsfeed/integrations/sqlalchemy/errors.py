"""Errors of the database, as errors of newsfeed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from newsfeed.errors import NewsfeedError


class DatabaseError(NewsfeedError):
    """The database cannot be read or written; `__cause__` is SQLAlchemy's error."""


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn the errors of SQLAlchemy raised inside into a `DatabaseError` of one line, without statements and their values."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        reason = str(cause).strip().partition("\n")[0] or type(cause).__name__
        raise DatabaseError(
            f"the database cannot be used: {reason}; check its URL and its tables, made by create_tables() or newsfeed store"
        ) from error
