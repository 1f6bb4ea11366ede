"""Cost of pages of stories in databases: `python -m benchmarks.databases`.

Each page is read from a table of many rows and from one of few, in the same run, on SQLite and on PostgreSQL. The ratio is what
counts: a page must cost the same however many stories there are.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from sqlalchemy import insert

import newsfeed
from benchmarks import machine
from newsfeed.integrations.sqlalchemy import SqlSource, StoryStore, metadata
from newsfeed.integrations.sqlalchemy.documents import StoryRow, row_of
from newsfeed.integrations.sqlalchemy.saving import FullRow
from newsfeed.integrations.sqlalchemy.tables import stories

NOW: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
_CHUNK: Final = 20_000
_ROUNDS: Final = 41
_FEW: Final = 100
_PAGE: Final = 20
_DEEP: Final = 3
"""The number of the page that is read besides the first; there are as many in the small table."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table in Markdown, and return the exit status: 1 if a page costs over twice as much of many rows.

    Args:
        arguments: command-line arguments; None for those of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.databases", description=main.__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="the number of stories in the large table")
    options = parser.parse_args(arguments)
    for name, value in machine.describe():
        print(f"* {name}: {value}")
    print(f"\n| database | page | ms of {_FEW} | ms of {options.rows:,} | ratio |\n|---|---|---|---|---|")
    ratios = []
    for name, url in _databases():
        few, many = (measure(url, rows) for rows in (_FEW, options.rows))
        for page in few:
            ratios.append(many[page] / few[page])
            print(f"| {name} | {page} | {few[page]:.2f} | {many[page]:.2f} | {ratios[-1]:.2f} |", flush=True)
    return int(max(ratios) > 2)


@contextmanager
def _postgresql() -> Iterator[str | None]:
    """Yield the URL of a PostgreSQL server that runs meanwhile; None if it is not installed."""
    import pytest

    from tests.postgresql import running_postgresql

    try:
        with running_postgresql() as url:
            yield url
    except pytest.skip.Exception as reason:
        print(f"PostgreSQL is left out: {reason}", file=sys.stderr)
        yield None


def _databases() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", f"sqlite:///{Path(folder, 'stories.db')}"
    with _postgresql() as url:
        if url is not None:
            yield "PostgreSQL", url


def measure(url: str, count: int) -> dict[str, float]:
    """Return the milliseconds of each kind of request, the median of some rounds, for a table of `count` stories."""
    with StoryStore(url) as store:
        metadata.drop_all(store.engine)
        store.create_tables()
        _fill(store, count)
        source = SqlSource(store, page_size=_PAGE, cache=1)  # nothing is kept, so that the database is measured
        cursor: str | None = None
        for _ in range(_DEEP - 1):
            cursor = _next(source, cursor)
        times: dict[str, list[float]] = {"first page": [], f"page {_DEEP}": [], "story by slug": []}
        for _ in range(_ROUNDS):
            for name, act in (
                ("first page", lambda: source.page(None, NOW)),
                (f"page {_DEEP}", lambda: source.page(cursor, NOW)),
                ("story by slug", lambda: source.story("s-50", NOW)),
            ):
                start = perf_counter()
                act()
                times[name].append(perf_counter() - start)
        return {name: median(seconds) * 1000 for name, seconds in times.items()}


def _next(source: SqlSource, cursor: str | None) -> str | None:
    page = source.page(cursor, NOW)
    return None if page is None else page.next


def _fill(store: StoryStore, count: int) -> None:
    """Fill the table, one in a thousand under embargo and one in fifty expired."""
    body = [newsfeed.Section(blocks=[newsfeed.Paragraph(text="The ferry sails at night again. " * 20)])]
    story = newsfeed.Story(id="id", headline="The night ferry", url="https://news.example.com/ferry", sections=body)
    columns = row_of(story)
    for start in range(0, count, _CHUNK):
        rows = [_row(columns, number) for number in range(start, min(start + _CHUNK, count))]
        with store.engine.begin() as connection:
            connection.execute(insert(stories), rows)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _row(columns: StoryRow, number: int) -> FullRow:
    row = FullRow(**columns, slug=f"s-{number}", modified=NOW)
    row["id"] = f"tag:example.com,2026:{number:09}"
    row["digest"] = f"{number:032x}"
    row["published"] = NOW - timedelta(seconds=number)
    row["visible_from"] = NOW + timedelta(days=1) if number % 1000 == 13 else None
    row["visible_until"] = NOW - timedelta(days=1) if number % 50 == 7 else None
    return row


if __name__ == "__main__":
    sys.exit(main())
