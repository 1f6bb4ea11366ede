"""Pages of stories from a database: the right ones, in their order, at the same cost however many there are."""

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("sqlalchemy")

from sqlalchemy import delete, event, insert

import newsfeed
from benchmarks import databases
from database_stories import START, Clock, in_threads, story
from newsfeed.errors import ArgumentError
from newsfeed.http.source import Entry, Page, Source
from newsfeed.integrations.sqlalchemy import SqlSource, StoryStore
from newsfeed.integrations.sqlalchemy.documents import digest
from newsfeed.integrations.sqlalchemy.tables import stories
from newsfeed.publication import unpublished_reason

MOMENTS = [START + timedelta(hours=hours) for hours in (-2, -1, 0, 1, 2)]


def pages(source: SqlSource, as_of: datetime = START) -> Iterator[Page]:
    cursor: str | None = None
    while True:
        page = source.page(cursor, as_of)
        assert page is not None
        yield page
        cursor = page.next
        if cursor is None:
            return


def loaded(entries: Iterable[Entry]) -> list[newsfeed.Story]:
    return [entry.load() for entry in entries]


def all_served(source: SqlSource, as_of: datetime = START) -> list[newsfeed.Story]:
    return [item for page in pages(source, as_of) for item in loaded(page.entries)]


class TestPages:
    def test_the_newest_come_first_and_each_once(self, store: StoryStore, source: SqlSource) -> None:
        items = [story(number) for number in range(10)]
        store.save_all(items[::2] + items[1::2])
        shown = list(pages(source))
        assert [len(page.entries) for page in shown] == [3, 3, 3, 1]
        assert [page.first for page in shown] == [True, False, False, False]
        assert [item for page in shown for item in loaded(page.entries)] == items

    def test_stories_of_one_moment_are_ordered_by_their_ids(self, store: StoryStore, source: SqlSource) -> None:
        names = ["a", "A", "_", "ä", "Z", "z", "-", "~", "\U0001f30a", "\uff5e", "10", "9"]
        store.save_all(
            newsfeed.Story(id=f"tag:example.com,2026:{name}", published=START, headline="x") for name in names
        )
        assert [item.id for item in all_served(source)] == sorted(
            (f"tag:example.com,2026:{name}" for name in names), reverse=True
        )

    def test_an_empty_store_has_an_empty_page(self, source: SqlSource) -> None:
        page = source.page(None, START)
        assert page == Page(feed=newsfeed.Feed(), modified=START - timedelta(hours=1))

    def test_a_page_that_is_just_full_has_no_next(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all([story(1), story(2), story(3)])
        assert source.page(None, START).next is None

    def test_cursors_survive_insertions_and_deletions(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all(story(number) for number in range(0, 20, 2))
        first = source.page(None, START)
        store.save_all([story(-1), story(1), story(3), story(4, headline="Changed")])
        store.delete(loaded(first.entries)[-1].id)  # the cursor is at this story
        second = source.page(first.next, START)
        assert [item.id for item in loaded(second.entries)] == [story(number).id for number in (6, 8, 10)]

    def test_a_page_past_the_last_story_is_empty(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all(story(number) for number in range(4))
        cursor = source.page(None, START).next
        store.delete(story(3).id)
        assert source.page(cursor, START).entries == ()

    def test_all_servers_take_the_cursors_of_one(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all(story(number) for number in range(8))
        cursor = source.page(None, START).next
        assert loaded(SqlSource(store, page_size=1).page(cursor, START).entries) == [story(3)]
        assert re.fullmatch(r"[A-Za-z0-9._~-]+", cursor)

    def test_forged_cursors_are_refused(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all(story(number) for number in range(8))
        cursor = source.page(None, START).next
        payload, signature = cursor.split(".")
        forged = ["", ".", "x", "a.b", payload, f"{payload}.", f".{signature}", "é.é", "a" * 9999]
        forged += [f"{cursor}=", f"{cursor}.", f" {cursor}", cursor.swapcase()]
        for index, letter in enumerate(cursor):
            forged.append(cursor[:index] + ("A" if letter != "A" else "B") + cursor[index + 1 :])
        assert [wrong for wrong in forged if source.page(wrong, START) is not None] == []
        assert source.page(cursor, START) is not None

    def test_a_cursor_of_another_database_is_refused(self, source: SqlSource, tmp_path: Path) -> None:
        with StoryStore(f"sqlite:///{tmp_path / 'other.db'}") as other:
            other.create_tables()
            other.save_all(story(number) for number in range(8))
            cursor = SqlSource(other, page_size=3).page(None, START).next
        assert source.page(cursor, START) is None

    def test_a_story_has_an_entry_by_its_slug(self, store: StoryStore, source: SqlSource) -> None:
        store.save(story())
        entry = source.story("1", START)
        assert (entry.slug, entry.load(), entry.modified) == ("1", story(), START)
        assert source.story("2", START) is None
        assert entry.digest == source.page(None, START).entries[0].digest
        assert re.fullmatch("[a-z0-9]+", entry.digest)

    def test_it_is_a_source(self, source: SqlSource) -> None:
        assert isinstance(source, Source)

    @pytest.mark.parametrize("number", [0, -1])
    def test_sizes_are_positive(self, store: StoryStore, number: int) -> None:
        with pytest.raises(ArgumentError, match="at least 1"):
            SqlSource(store, page_size=number)
        with pytest.raises(ArgumentError, match="at least 1"):
            SqlSource(store, cache=number)

    def test_a_small_cache_is_enough(self, store: StoryStore) -> None:
        items = [story(number) for number in range(10)]
        store.save_all(items)
        assert all_served(SqlSource(store, page_size=4, cache=1)) == items


class TestPublication:
    def test_readers_get_what_they_may(self, store: StoryStore, source: SqlSource) -> None:
        hour = timedelta(hours=1)
        store.save_all(
            [
                story(1),
                story(2, status="withheld"),
                story(3, status="canceled"),
                story(4, embargo=START + hour),
                story(5, embargo=START),
                story(6, expires=START),
                story(7, expires=START + hour),
            ]
        )
        assert [item.id[-1] for item in all_served(source)] == ["1", "3", "5", "7"]
        assert [slug for slug in "1234567" if source.story(slug, START)] == ["1", "3", "5", "7"]
        assert [item.id[-1] for item in all_served(source, START + hour)] == ["1", "3", "4", "5"]

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        values=st.lists(
            st.tuples(
                st.sampled_from(["usable", "withheld", "canceled"]),
                st.sampled_from([None, *MOMENTS]),
                st.sampled_from([None, *MOMENTS]),
                st.sampled_from([None, *MOMENTS]),
            ),
            max_size=12,
        ),
        as_of=st.sampled_from(MOMENTS),
    )
    def test_as_the_rest_of_newsfeed_decides(
        self,
        store: StoryStore,
        source: SqlSource,
        values: "Sequence[tuple[str, datetime | None, datetime | None, datetime | None]]",
        as_of: datetime,
    ) -> None:
        with store.engine.begin() as connection:
            connection.execute(delete(stories))
        items = [
            newsfeed.Story(
                id=f"{number:02}", headline="x", status=status, published=published, embargo=embargo, expires=expires
            )
            for number, (status, published, embargo, expires) in enumerate(values)
        ]
        store.save_all(items)
        # Of a canceled story there is a notice, in the formats that have one.
        readable = [item for item in items if item.status == "canceled" or not unpublished_reason(item, as_of)]
        earliest = datetime.min.replace(tzinfo=UTC)
        readable.sort(key=lambda item: (item.published or earliest, item.id), reverse=True)
        assert all_served(source, as_of) == readable
        single = [entry.load() for number in range(len(items)) if (entry := source.story(f"{number:02}", as_of))]
        assert sorted(item.id for item in single) == sorted(item.id for item in readable)


class TestModified:
    """The moment of the last change of a page, and the digests from which servers make entity tags."""

    def test_a_save_is_a_change(self, store: StoryStore, source: SqlSource, clock: Clock) -> None:
        moments = [modified(source)]
        for change in (
            lambda: store.save(story(1)),
            lambda: store.save(story(1, headline="New")),
            lambda: store.save_feed(newsfeed.Feed(title="The Harbour Desk")),
            lambda: store.save(story(0)),
        ):
            expected = clock.forward(minutes=1)
            change()
            moments.append(modified(source, clock.now))
            assert moments[-1] == expected
        clock.forward(minutes=1)
        store.save(story(1, headline="New"))
        assert modified(source, clock.now) == moments[-1]
        assert moments == sorted(set(moments))

    def test_a_deletion_is_a_change(self, store: StoryStore, source: SqlSource, clock: Clock) -> None:
        store.save_all([story(1), story(2)])
        before = source.page(None, START)
        clock.forward(hours=1)
        store.delete(story(1).id)
        after = source.page(None, clock.now)
        assert after.modified == clock.now
        assert [entry.digest for entry in after.entries] == [before.entries[1].digest]

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "withheld"},
            {"embargo": START + timedelta(days=9)},
            {"published": START - timedelta(days=99)},
            {"expires": START},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_a_story_that_leaves_a_page_changes_it(
        self, store: StoryStore, source: SqlSource, clock: Clock, change: dict[str, object]
    ) -> None:
        store.save_all(story(number) for number in range(1, 7))
        changed = clock.forward(hours=1)
        store.save(story(2, **change))
        page = source.page(None, clock.forward(hours=1))
        assert story(2).id not in [item.id for item in loaded(page.entries)]
        assert page.modified == changed

    def test_the_end_of_an_embargo_is_a_change(self, store: StoryStore, source: SqlSource, clock: Clock) -> None:
        end = START + timedelta(hours=2)
        store.save_all([story(1), story(2, embargo=end)])
        assert source.page(None, end - timedelta(seconds=1)).modified == START
        page = source.page(None, end)
        assert (len(page.entries), page.modified) == (2, end)
        assert source.story("2", end).modified == end
        clock.forward(hours=3)
        store.save(story(2, headline="New", embargo=end))
        assert source.story("2", clock.now).modified == clock.now

    def test_an_expiry_is_a_change(self, store: StoryStore, source: SqlSource) -> None:
        end = START + timedelta(hours=2)
        store.save_all([story(1), story(2, expires=end), story(3, expires=end + timedelta(days=1))])
        assert source.page(None, end - timedelta(seconds=1)).modified == START
        page = source.page(None, end)
        assert (len(page.entries), page.modified) == (2, end)

    def test_moments_grow_though_the_clock_stands_still_or_runs_back(
        self, store: StoryStore, source: SqlSource, clock: Clock
    ) -> None:
        moments = []
        for number in range(5):
            store.save(story(1, headline=f"Version {number}"))
            moments.append(modified(source))
            clock.forward(hours=-1)
        assert all(earlier < later for earlier, later in pairwise(moments))

    def test_a_digest_changes_with_its_story_only(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all([story(1), story(2)])
        first = [entry.digest for entry in source.page(None, START).entries]
        store.save(story(2, headline="New"))
        second = [entry.digest for entry in source.page(None, START).entries]
        assert (first[0] == second[0], first[1] == second[1]) == (True, False)
        store.save(story(2))
        assert [entry.digest for entry in source.page(None, START).entries] == first


class TestThreads:
    @pytest.mark.slow
    def test_no_page_is_torn_and_none_is_older_than_the_one_before(self, url: str) -> None:
        """Each transaction gives all stories one headline, so a page with two is of two moments."""
        generations = 30
        with StoryStore(url) as store:
            store.create_tables()
            store.save_all(story(number, headline="0") for number in range(12))
            source = SqlSource(store, page_size=12, cache=24)
            is_done = threading.Event()
            counts: list[int] = []

            def write() -> None:
                try:
                    for generation in range(1, generations):
                        store.save_all(story(number, headline=str(generation)) for number in range(12))
                finally:
                    is_done.set()

            def read() -> None:
                last, moment, count = 0, None, 0
                while not is_done.is_set() or last < generations - 1:
                    page = source.page(None, datetime.now(UTC))
                    items = loaded(page.entries)
                    assert [entry.digest for entry in page.entries] == [
                        digest(newsfeed.dumps(item, "json").decode()) for item in items
                    ]
                    (generation,) = {int(item.headline) for item in items}
                    assert generation >= last
                    assert moment is None or page.modified >= moment
                    last, moment, count = generation, page.modified, count + 1
                counts.append(count)

            in_threads(4, lambda number: write() if number == 0 else read())
        assert len(counts) == 3

    def test_a_story_that_changes_between_two_statements_is_read_again(
        self, store: StoryStore, source: SqlSource
    ) -> None:
        store.save_all([story(1), story(2)])
        source.page(None, START)  # now the feed is in memory
        store.save(story(1, headline="First"))
        seen: list[str] = []

        @event.listens_for(store.engine, "after_cursor_execute")
        def change(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if "newsfeed_feed LEFT OUTER JOIN" in statement and not seen:
                seen.append(statement)
                store.save(story(1, headline="Second"))

        page = source.page(None, START)
        event.remove(store.engine, "after_cursor_execute", change)
        assert seen
        assert [item.headline for item in loaded(page.entries)] == ["Second", "The ferry"]
        assert page.entries[0].digest == digest(newsfeed.dumps(story(1, headline="Second"), "json").decode())

    def test_an_unchanged_page_is_one_statement(self, store: StoryStore, source: SqlSource) -> None:
        store.save_all(story(number) for number in range(9))
        source.page(source.page(None, START).next, START)
        assert len(statements(store, lambda: source.page(None, START))) == 1


class TestCost:
    """The cost of a page does not depend on the number of stories."""

    def test_plans_have_no_sort_and_no_scan_of_the_table(self, store: StoryStore) -> None:
        fill(store, 6000)
        source = SqlSource(store, page_size=20)
        middle = source.page(source.page(None, START).next, START)

        def use() -> None:
            cold = SqlSource(store, page_size=20)
            cold.page(None, START)
            cold.page(middle.next, START)
            cold.story("s-77", START)

        shown = [plan(store, *statement) for statement in statements(store, use)]
        assert len(shown) >= 5
        assert (
            sum("ix_newsfeed_stories_page" in text for text in shown) == 3
        )  # the first one is read again for the feed
        for text in shown:
            assert "TEMP B-TREE" not in text
            assert "SCAN newsfeed_stories" not in text
            assert '"Node Type": "Sort"' not in text
            assert '"Node Type": "Seq Scan", "Relation Name": "newsfeed_stories"' not in plain(text)

    def test_all_stories_are_read_in_the_order_of_the_index(self, store: StoryStore) -> None:
        if store.engine.name != "sqlite":
            pytest.skip("PostgreSQL chooses to sort, and does it on its disk")
        fill(store, 600)
        (statement,) = statements(store, lambda: next(iter(store)))
        assert "TEMP B-TREE" not in plan(store, *statement)

    @pytest.mark.slow
    def test_pages_of_many_stories_cost_as_much_as_of_few(self, store: StoryStore) -> None:
        fill(store, 1000)
        few = [cost(store, page) for page in (0, 2)]
        fill(store, 20_000)
        many = [cost(store, page) for page in (0, 2, 300)]
        assert max(many) <= 2 * max(few)

    def test_held_stories_are_skipped_in_the_index(self, store: StoryStore) -> None:
        fill(store, 5000)
        few = cost(store, 0)
        fill(store, 5000, withheld=4000)
        assert cost(store, 0) <= 2 * few


def test_the_benchmark_reads_every_kind_of_page(tmp_path: Path) -> None:
    times = databases.measure(f"sqlite:///{tmp_path / 'stories.db'}", 200)
    assert list(times) == ["first page", "page 3", "story by slug"]
    assert min(times.values()) > 0


# --- helpers ---


def modified(source: SqlSource, as_of: datetime = START) -> datetime:
    page = source.page(None, as_of)
    assert page is not None
    return page.modified


def fill(store: StoryStore, count: int, *, withheld: int = 0) -> None:
    """Fill the table with stories without bodies, the newest of them withheld."""
    text = newsfeed.dumps(story(), "json").decode()
    with store.engine.begin() as connection:
        connection.execute(delete(stories))
        connection.execute(
            insert(stories),
            [
                {
                    "id": f"id-{number}",
                    "slug": f"s-{number}",
                    "story": text,
                    "digest": f"{number:032x}",
                    "published": START - timedelta(minutes=number),
                    "visible_until": START - timedelta(days=1) if number % 50 == 7 else None,
                    "modified": START,
                    "status": "withheld" if number < withheld else "usable",
                    "listed": number >= withheld,
                }
                for number in range(count)
            ],
        )
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
        if store.engine.name == "postgresql":
            connection.exec_driver_sql("VACUUM newsfeed_stories")


def statements(store: StoryStore, use: Callable[[], object]) -> list[tuple[str, object]]:
    """Return the statements that are executed meanwhile, with their parameters."""
    executed: list[tuple[str, object]] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        executed.append((statement, parameters))

    use()
    event.remove(store.engine, "before_cursor_execute", note)
    return executed


def plan(store: StoryStore, statement: str, parameters: object) -> str:
    explain = "EXPLAIN QUERY PLAN" if store.engine.name == "sqlite" else "EXPLAIN (FORMAT JSON)"
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    return json.dumps([list(row) for row in rows])


def plain(text: str) -> str:
    """Return a plan of PostgreSQL without what is between the type of a node and its table."""
    return re.sub(r'"(?:Parent Relationship|Parallel Aware|Async Capable)": [^,]+, ', "", text)


def cost(store: StoryStore, number: int) -> int:
    """Return the cost of page `number`: instructions of SQLite's machine, or pages of PostgreSQL's memory."""
    source = SqlSource(store, page_size=20)
    cursor: str | None = None
    for _ in range(number):
        cursor = source.page(cursor, START).next
    source._texts = type(source._texts)(1)  # the texts are read again
    if store.engine.name == "sqlite":
        return _instructions(store, lambda: source.page(cursor, START))
    return sum(_buffers(store, *statement) for statement in statements(store, lambda: source.page(cursor, START)))


def _instructions(store: StoryStore, use: Callable[[], object]) -> int:
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    def watch(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(step, 10)

    event.listen(store.engine, "checkout", watch)
    use()
    event.remove(store.engine, "checkout", watch)
    return count


def _buffers(store: StoryStore, statement: str, parameters: object) -> int:
    with store.engine.connect() as connection:
        (((explained,),),) = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters
        ).all()
    return explained["Plan"]["Shared Hit Blocks"] + explained["Plan"]["Shared Read Blocks"]
