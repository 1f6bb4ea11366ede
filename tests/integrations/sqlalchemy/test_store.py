"""Stories in a database: what is saved comes back, and nothing else is written."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("sqlalchemy")

from sqlalchemy import create_engine, inspect, select, text

import newsfeed
import strategies
from database_stories import START, Clock, in_threads, story
from newsfeed.errors import ArgumentError, UnsupportedError
from newsfeed.integrations.sqlalchemy import DatabaseError, Saved, SqlSource, StoryStore, metadata
from newsfeed.integrations.sqlalchemy.engines import open_engine

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "stories"


class TestSaving:
    def test_every_example_comes_back_whole(self, store: StoryStore) -> None:
        saved = [item for path in sorted(EXAMPLES.iterdir()) for item in newsfeed.load(path).stories]
        assert store.save_all(saved) == Saved(added=len(saved))
        assert {item.id: item for item in store} == {item.id: item for item in saved}
        assert len(saved) >= 4

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(item=strategies.stories())
    def test_any_story_comes_back_whole(self, store: StoryStore, item: newsfeed.Story) -> None:
        store.save(item)
        assert store.get(item.id) == item
        store.delete(item.id)

    def test_an_unchanged_story_changes_nothing(self, store: StoryStore, clock: Clock) -> None:
        assert store.save(story()) is True
        before = rows(store)
        clock.forward(hours=1)
        assert store.save(story()) is False
        assert store.save_all([story()]) == Saved(unchanged=1)
        assert store.save_feed(newsfeed.Feed()) is False
        assert rows(store) == before

    def test_a_changed_story_replaces_the_former(self, store: StoryStore, clock: Clock) -> None:
        store.save(story())
        clock.forward(hours=1)
        assert store.save_all([story(headline="The night ferry"), story(2)]) == Saved(added=1, changed=1)
        assert store.get(story().id) == story(headline="The night ferry")
        assert store.count() == 2

    def test_more_stories_than_one_statement_takes(self, store: StoryStore) -> None:
        items = [story(number) for number in range(1203)]
        assert store.save_all(iter(items)) == Saved(added=1203)
        changed = [item.replace(headline="New") for item in items[::2]]
        assert store.save_all([*changed, *items[1::2]]) == Saved(changed=602, unchanged=601)
        assert list(store) == [*(changed[number // 2] if number % 2 == 0 else items[number] for number in range(1203))]

    def test_of_two_stories_with_one_id_the_later_stays(self, store: StoryStore) -> None:
        store.save_all([story(headline="Old"), story(headline="New")])
        assert [item.headline for item in store] == ["New"]

    def test_an_error_undoes_all_of_it(self, store: StoryStore) -> None:
        def items() -> "list[newsfeed.Story]":
            for number in range(700):
                yield story(number)
            raise ValueError("broken off")

        with pytest.raises(ValueError, match="broken off"):
            store.save_all(items())
        assert store.count() == 0
        with pytest.raises(ArgumentError, match="a store keeps stories, not str"):
            store.save_all([story(), "story"])
        assert store.count() == 0

    def test_stories_without_a_date_come_last(self, store: StoryStore) -> None:
        undated = newsfeed.Story(id="undated", headline="Undated")
        ancient = story(3, published=datetime(1702, 3, 11, tzinfo=UTC))
        store.save_all([undated, ancient, story(1)])
        assert list(store) == [story(1), ancient, undated]

    @pytest.mark.parametrize(
        "published",
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "1969-12-31T23:59:59.999999Z",
            "2026-03-29T02:30:00+02:00",
        ],
    )
    def test_dates_at_the_ends_of_time_are_kept(self, store: StoryStore, published: str) -> None:
        item = story(published=published, embargo=published, expires="9999-12-31T23:59:59-12:00")
        store.save(item)
        assert store.get(item.id) == item
        assert SqlSource(store).page(None, datetime(9999, 12, 30, tzinfo=UTC)) is not None

    def test_a_long_id_is_refused(self, store: StoryStore) -> None:
        with pytest.raises(ArgumentError, match="longer than 2,000 bytes"):
            store.save(newsfeed.Story(id="tag:example.com,2026:" + "ä" * 1000, headline="Long"))
        store.save(newsfeed.Story(id="tag:example.com,2026:" + "é" * 980, headline="Long"))

    @pytest.mark.slow
    def test_all_stories_are_read_in_constant_memory(self, store: StoryStore) -> None:
        body = [newsfeed.Section(blocks=[newsfeed.Paragraph(text="ferry " * 3000)])]
        store.save_all(story(number, sections=body) for number in range(2500))  # 45 MB
        tracemalloc.start()
        count = sum(1 for _ in store)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == 2500
        assert peak < 25_000_000

    def test_stories_can_be_saved_while_they_are_read(self, store: StoryStore) -> None:
        store.save_all(story(number) for number in range(1200))
        read = []
        for number, item in enumerate(store):
            if number % 400 == 0:
                store.save(story(5000 + number))
            read.append(item.id)
        assert len(read) == 1200  # as of the moment at which the reading began
        assert store.count() == 1203


class TestUpdating:
    def test_a_story_is_changed_in_its_stored_version(self, store: StoryStore) -> None:
        store.save(story())
        changed = store.update(story().id, lambda stored: stored.replace(headline=f"{stored.headline} sails"))
        assert changed == store.get(story().id) == story(headline="The ferry sails")

    def test_wrong_updates_are_refused(self, store: StoryStore) -> None:
        with pytest.raises(ArgumentError, match="there is no story 'nowhere': save it first"):
            store.update("nowhere", lambda stored: stored)
        store.save(story())
        with pytest.raises(ArgumentError, match="keeps the id"):
            store.update(story().id, lambda stored: stored.replace(id="other"))
        assert store.get("other") is None

    def test_concurrent_updates_are_not_lost(self, url: str) -> None:
        with StoryStore(url) as store:
            store.create_tables()
            store.save(story(version=1))
            in_threads(4, lambda _: [store.update(story().id, next_version) for _ in range(25)])
            assert store.get(story().id).version == 101

    @pytest.mark.slow
    def test_concurrent_savers_lose_nothing(self, url: str) -> None:
        with StoryStore(url) as store:
            store.create_tables()
            items = [story(number) for number in range(160)]
            in_threads(4, lambda part: [store.save(item) for item in items[part::4]])
            assert {item.id for item in store} == {item.id for item in items}

            def save_in_any_order(part: int) -> None:
                changed = [item.replace(headline=f"By {part}") for item in items]
                store.save_all(changed[::-1] if part % 2 else changed)

            in_threads(4, save_in_any_order)
            assert len({item.headline for item in store}) == 1  # one of the savers was the last, with all its stories

    def test_tables_can_be_created_by_several_at_once(self, url: str) -> None:
        def create(_: int) -> None:
            with StoryStore(url) as store:
                store.create_tables()

        in_threads(4, create)
        with StoryStore(url) as store:
            assert store.feed == newsfeed.Feed()


class TestDeleting:
    def test_a_deleted_story_is_gone(self, store: StoryStore) -> None:
        store.save_all([story(1), story(2)])
        assert store.delete(story(1).id) is True
        assert store.delete(story(1).id) is False
        assert store.delete("nowhere") is False
        assert store.get(story(1).id) is None
        assert list(store) == [story(2)]
        assert store.count() == 1
        with store.engine.connect() as connection:
            assert "ferry" not in str(
                connection.execute(text("SELECT * FROM newsfeed_stories WHERE status = 'deleted'")).all()
            )
        with pytest.raises(ArgumentError, match="no story"):
            store.update(story(1).id, lambda stored: stored)

    def test_its_slug_stays_its_own(self, store: StoryStore) -> None:
        store.save(story(1))
        store.delete(story(1).id)
        store.save(story(2, url="https://news.example.com/1"))
        assert store.save_all([story(1)]) == Saved(added=1)
        source = SqlSource(store)
        assert source.story("1", START).load() == story(1)
        slugs = {entry.load().id: entry.slug for entry in source.page(None, START).entries}
        assert slugs[story(1).id] == "1"
        assert slugs[story(2).id].startswith("1-")


class TestSlugs:
    def test_a_slug_is_the_last_part_of_the_address_and_never_changes(self, store: StoryStore) -> None:
        store.save(story(url="https://news.example.com/2026/night-ferry.html"))
        store.save(story(url="https://news.example.com/elsewhere"))
        assert SqlSource(store).story("night-ferry", START).load().url == "https://news.example.com/elsewhere"
        assert SqlSource(store).story("elsewhere", START) is None

    def test_stories_with_equal_addresses_get_different_slugs(self, store: StoryStore) -> None:
        items = [story(number, url="https://news.example.com/live#a") for number in range(3)]
        store.save_all(items[:2])
        store.save(items[2])
        slugs = [entry.slug for entry in SqlSource(store).page(None, START).entries]
        assert len(set(slugs)) == 3
        assert slugs[0] == "live"
        assert all(slug.startswith("live") for slug in slugs)

    def test_a_slug_can_be_given(self, store: StoryStore) -> None:
        store.save(story(), slug="the-ferry")
        assert SqlSource(store).story("the-ferry", START).load() == story()
        store.save(story(headline="New"), slug="the-ferry")
        with pytest.raises(ArgumentError, match="has the slug 'the-ferry', which never changes"):
            store.save(story(), slug="other")
        with pytest.raises(ArgumentError, match="another story has the slug 'the-ferry'"):
            store.save(story(2), slug="the-ferry")

    @pytest.mark.parametrize("slug", ["", "a/b", ".hidden", "a b", "x" * 300, "a?b", "a\nb"])
    def test_wrong_slugs_are_refused(self, store: StoryStore, slug: str) -> None:
        with pytest.raises(ArgumentError, match="the slug"):
            store.save(story(), slug=slug)
        assert store.count() == 0


class TestFeed:
    def test_the_values_of_the_feed_are_kept(self, store: StoryStore) -> None:
        assert store.feed == newsfeed.Feed()
        feed = newsfeed.Feed(title="The Harbour Desk", url="https://news.example.com/", language="en")
        assert store.save_feed(feed) is True
        assert store.feed == feed
        assert store.save_feed(feed) is False

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(feed=strategies.feeds(stories=st.just(())))
    def test_any_feed_comes_back_whole(self, store: StoryStore, feed: newsfeed.Feed) -> None:
        store.save_feed(feed)
        assert store.feed == feed

    def test_stories_of_a_feed_are_not_dropped_silently(self, store: StoryStore) -> None:
        with pytest.raises(ArgumentError, match="pass its stories to save_all"):
            store.save_feed(newsfeed.Feed(title="A", stories=[story()]))
        with pytest.raises(ArgumentError, match="takes a Feed, not dict"):
            store.save_feed({"title": "A"})


class TestDatabases:
    def test_the_caller_keeps_an_engine(self, url: str) -> None:
        engine = open_engine(url)
        with StoryStore(engine) as store:
            store.create_tables()
            store.save(story())
        with StoryStore(engine) as store:
            assert store.count() == 1
        engine.dispose()

    def test_missing_tables_are_an_error_that_names_the_remedy(self, url: str) -> None:
        with StoryStore(url) as store:
            for use in (store.count, lambda: store.save(story()), lambda: store.feed, lambda: list(store)):
                with pytest.raises(DatabaseError, match=r"create_tables\(\)"):
                    use()
            with pytest.raises(DatabaseError, match=r"create_tables\(\)"):
                SqlSource(store).page(None, START)

    def test_tables_of_a_migration_need_their_row(self, url: str) -> None:
        with StoryStore(url) as store:
            metadata.create_all(store.engine)
            for use in (lambda: store.save(story()), lambda: store.feed, lambda: SqlSource(store).page(None, START)):
                with pytest.raises(DatabaseError, match=r"no row about the feed: call create_tables\(\) once"):
                    use()
            store.create_tables()
            assert store.save(story())

    def test_alembic_has_nothing_to_change(self, store: StoryStore) -> None:
        migration = pytest.importorskip("alembic.migration", reason="Alembic is not installed")
        from alembic.autogenerate import compare_metadata

        with store.engine.connect() as connection:
            context = migration.MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []

    def test_other_documents_in_the_table_are_an_error(self, store: StoryStore) -> None:
        store.save(story())
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE newsfeed_stories SET story = '{}'"))
        with pytest.raises(DatabaseError, match="a document that is no newsfeed JSON"):
            store.get(story().id)

    def test_names_of_tables_have_a_prefix(self, store: StoryStore) -> None:
        assert sorted(inspect(store.engine).get_table_names()) == ["newsfeed_feed", "newsfeed_stories"]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "stories.db", "nosuch://host/name", "", "postgresql://host:port/name"]
)
def test_wrong_urls_are_refused(url: str) -> None:
    with pytest.raises(ArgumentError, match=r"sqlite:///stories\.db"):
        StoryStore(url)


def test_a_missing_driver_is_named() -> None:
    with pytest.raises(UnsupportedError, match="pip install"):
        StoryStore("mysql+mysqldb://host/name")


def test_a_server_that_does_not_answer_is_an_error_without_the_password() -> None:
    pytest.importorskip("psycopg")
    store = StoryStore("postgres://desk:secret@127.0.0.1:1/stories?connect_timeout=2")
    with pytest.raises(DatabaseError, match="cannot be used") as raised:
        store.count()
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_sqlite_file_has_a_write_ahead_log(tmp_path: Path) -> None:
    with StoryStore(f"sqlite:///{tmp_path / 'stories.db'}") as store:
        store.create_tables()
        with store.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_database_in_memory_can_be_the_callers(clock: Clock) -> None:
    engine = create_engine("sqlite://")
    store = StoryStore(engine, clock=clock)
    store.create_tables()
    store.save(story())
    assert list(store) == [story()]
    engine.dispose()


# --- helpers ---


def rows(store: StoryStore) -> list[list[tuple[object, ...]]]:
    with store.engine.connect() as connection:
        return [
            [tuple(row) for row in connection.execute(select(table).order_by(table.c[0]))]
            for table in metadata.sorted_tables
        ]


def next_version(stored: newsfeed.Story) -> newsfeed.Story:
    return stored.replace(version=stored.version + 1)
