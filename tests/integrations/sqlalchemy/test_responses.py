"""Stories from a database over HTTP: what a client sees of changes, and what a conditional request costs."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

pytest.importorskip("sqlalchemy")

from sqlalchemy import event

import newsfeed
from database_stories import START, Clock, story
from http_sources import BASE, body, get
from newsfeed.http import Rendered, Settings
from newsfeed.integrations.sqlalchemy import SqlSource, StoryStore


@pytest.fixture(autouse=True)
def feed(store: StoryStore) -> None:
    store.save_feed(newsfeed.Feed(title="The Harbour Desk", url="https://news.example.com/", language="en"))


def ask(source: SqlSource, clock: Clock, path: str = "/feed.atom", **headers: str) -> Rendered:
    return get(source, path, Settings(clock=clock), **headers)


def ids(response: Rendered) -> list[str]:
    return [item.id for item in newsfeed.loads(body(response), "atom").stories]


def test_a_client_follows_the_pages_to_the_last_story(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    items = [story(number) for number in range(8)]
    store.save_all(items)
    read: list[str] = []
    path: str | None = "/feed.atom"
    while path is not None:
        response = ask(source, clock, path)
        assert response.status == 200
        read += ids(response)
        paging = newsfeed.loads(body(ask(source, clock, path)), "atom").paging
        path = paging.next.replace(BASE, "/") if paging and paging.next else None
    assert read == [item.id for item in items]


def test_cursors_of_the_longest_ids_can_be_followed(store: StoryStore, clock: Clock) -> None:
    items = [story(number, id="tag:example.com,2026:" + str(number) * 1900) for number in range(3)]
    store.save_all(items)
    source = SqlSource(store, page_size=1)
    paging = newsfeed.loads(body(ask(source, clock)), "atom").paging
    assert ids(ask(source, clock, paging.next.replace(BASE, "/"))) == [items[1].id]


def test_a_forged_cursor_is_404(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    store.save_all(story(number) for number in range(8))
    for cursor in ("2", "x.y", "MTc2.abc"):
        assert ask(source, clock, f"/feed.atom?page={cursor}").status == 404


def test_an_unchanged_feed_is_304_without_a_story(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    store.save_all([story(1), story(2)])
    tag = ask(source, clock).header("ETag")
    statements: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    response = ask(source, clock, If_None_Match=tag)
    event.remove(store.engine, "before_cursor_execute", note)
    assert (response.status, body(response)) == (304, b"")
    assert len(statements) == 1
    assert "story" not in statements[0].replace("newsfeed_stories", "")


@pytest.mark.parametrize("change", ["save", "delete", "withhold", "feed", "embargo", "expiry"])
def test_every_change_is_seen_by_conditional_requests(
    store: StoryStore, source: SqlSource, clock: Clock, change: str
) -> None:
    store.save_all(
        [
            story(1),
            story(2),
            story(3, embargo=START + timedelta(minutes=30)),
            story(4, expires=START + timedelta(minutes=30)),
        ]
    )
    source = SqlSource(store)
    clock.forward(minutes=5)
    before = ask(source, clock)
    tag, modified = before.header("ETag"), before.header("Last-Modified")
    # The end of the second of the change, so that no later change has the same date.
    assert modified == format_datetime(START + timedelta(seconds=1), usegmt=True)
    assert ask(source, clock, If_None_Match=tag).status == 304
    assert ask(source, clock, If_Modified_Since=modified).status == 304
    changes = {
        "save": lambda: store.save(story(1, headline="New")),
        "delete": lambda: store.delete(story(1).id),
        "withhold": lambda: store.save(story(1, status="withheld")),
        "feed": lambda: store.save_feed(newsfeed.Feed(title="Renamed", url="https://news.example.com/")),
    }
    changes.get(change, lambda: None)()
    clock.forward(minutes=10 if change in changes else 40)
    assert ask(source, clock, If_Modified_Since=modified).status == 200
    after = ask(source, clock, If_None_Match=tag)
    assert after.status == 200
    assert after.header("ETag") != tag


def test_a_story_is_served_by_its_slug_and_then_gone(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    store.save(story(1, headline="The ferry sails"))
    assert b"The ferry sails" in body(ask(source, clock, "/stories/1"))
    store.delete(story(1).id)
    assert ask(source, clock, "/stories/1").status == 404


def test_of_a_canceled_story_readers_get_the_notice(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    store.save_all([story(1, status="canceled", headline="Secret"), story(2)])
    atom = body(ask(source, clock))
    assert b"deleted-entry" in atom
    for path in ("/feed.rss", "/feed.jsonfeed", "/", "/feed.atom"):
        assert b"Secret" not in body(ask(source, clock, path))
    assert ask(source, clock, "/stories/1").status in {404, 410}


def test_a_server_without_its_database_answers_500(store: StoryStore, source: SqlSource, clock: Clock) -> None:
    from newsfeed.integrations.sqlalchemy import metadata

    metadata.drop_all(store.engine)
    response = ask(source, clock)
    assert response.status == 500
    assert b"newsfeed_" not in body(response)
