"""Tests of the source over a query set."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

import newsfeed
from newsfeed.errors import ArgumentError
from newsfeed.http.source import Page, Source
from newsfeed.integrations.django import QuerySetSource, StoryMapping
from tests.integrations.django.newsroom.models import ARTICLES, START, Article, add_articles

pytestmark = pytest.mark.usefixtures("database")

FEED = newsfeed.Feed(title="Explainers", url="https://news.example.com/")


def source(**options: Any) -> QuerySetSource[Article]:
    return QuerySetSource(Article.objects.all(), ARTICLES, FEED, **options)


def first_page(stories: QuerySetSource[Article], as_of: datetime) -> Page:
    page = stories.page(None, as_of)
    assert page is not None
    return page


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as queries:
        yield queries


@pytest.mark.parametrize("options", [{}, {"version": "revision"}], ids=["json", "version"])
def test_pages_have_all_stories_once_the_newest_first(options: dict[str, Any], clock: datetime) -> None:
    rows = add_articles(23)
    stories = source(size=5, **options)
    assert isinstance(stories, Source)
    slugs, cursor, pages = [], None, 0
    while True:
        page = stories.page(cursor, clock)
        assert page is not None
        assert page.first == (cursor is None)
        assert [entry.load().headline for entry in page.entries] == [
            f"Story {entry.slug.removeprefix('story-')}" for entry in page.entries
        ]
        slugs += [entry.slug for entry in page.entries]
        pages, cursor = pages + 1, page.next
        if cursor is None:
            break
        assert set(cursor) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")
    assert slugs == [row.slug for row in reversed(rows)]
    assert pages == 5


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "~~~", "bnVsbA", "WyIyMDI2IiwxXQ", "W10", "WyIyMDI2LTExLTAxVDAwOjAwOjAwKzAwOjAwIiwiYSJd", "A" * 500],
)
def test_a_cursor_of_somebody_else_gives_no_page(cursor: str, clock: datetime) -> None:
    add_articles(3)
    assert source().page(cursor, clock) is None


def test_a_page_of_a_cursor_is_found_by_the_index_whatever_was_added(clock: datetime) -> None:
    add_articles(10)
    stories = source(size=4)
    cursor = first_page(stories, clock).next
    before = [entry.slug for entry in stories.page(cursor, clock).entries]  # type: ignore[union-attr]
    Article.objects.create(slug="new", title="New", published_at=clock)
    assert [entry.slug for entry in stories.page(cursor, clock).entries] == before  # type: ignore[union-attr]
    assert first_page(stories, clock).entries[0].slug == "new"


def test_a_version_column_spares_the_texts(clock: datetime) -> None:
    add_articles(10)
    with counted() as queries:
        page = first_page(source(version="revision"), clock)
    assert len(queries) == 1
    assert '"title"' not in queries[0]["sql"]
    with counted() as queries:
        assert next(entry.load().headline for entry in page.entries) == "Story 9"
    # All rows at once, and the writers of each.
    assert len([query for query in queries if '"title"' in query["sql"]]) == 1


@pytest.mark.parametrize("options", [{}, {"version": "revision"}], ids=["json", "version"])
def test_the_digest_changes_with_the_story(options: dict[str, Any], clock: datetime) -> None:
    row, other = add_articles(2)
    stories = source(**options)
    before = {entry.slug: entry.digest for entry in first_page(stories, clock).entries}
    assert before == {entry.slug: entry.digest for entry in first_page(stories, clock).entries}
    Article.objects.filter(pk=row.pk).update(title="Changed", revision=2)
    after = {entry.slug: entry.digest for entry in first_page(stories, clock).entries}
    assert after[row.slug] != before[row.slug]
    assert after[other.slug] == before[other.slug]
    assert all(digest.isalnum() and digest.isascii() for digest in after.values())


def test_stories_that_readers_must_not_get_are_left_out(clock: datetime) -> None:
    rows = add_articles(7)
    second = timedelta(seconds=1)
    changes: list[dict[str, Any]] = [
        {"embargo": clock + second},
        {"embargo": clock},
        {"expires": clock},
        {"expires": clock + second},
        {"status": "withheld"},
        {"status": "canceled"},
        {"published_at": None},
    ]
    for row, change in zip(rows, changes, strict=True):
        Article.objects.filter(pk=row.pk).update(**change)
    page = first_page(source(), clock)
    assert sorted(entry.slug for entry in page.entries) == ["story-1", "story-3", "story-5"]
    found = [row.slug for row in rows if source().story(row.slug, clock)]
    assert found == ["story-1", "story-3"]
    feed = FEED.replace(stories=[ARTICLES.story(row) for row in Article.objects.exclude(published_at=None)])
    written = newsfeed.loads(newsfeed.dumps(feed, "rss", as_of=clock)).stories
    assert sorted(story.headline for story in written) == ["Story 1", "Story 3"]


def test_modified_is_the_last_change_or_the_end_of_the_embargo(clock: datetime) -> None:
    (row,) = add_articles(1)
    assert first_page(source(), clock).modified == START
    Article.objects.filter(pk=row.pk).update(changed_at=START + timedelta(days=1))
    assert first_page(source(version="revision"), clock).modified == START + timedelta(days=1)
    Article.objects.filter(pk=row.pk).update(embargo=START + timedelta(days=2))
    entry = source().story(row.slug, clock)
    assert entry is not None
    assert entry.modified == START + timedelta(days=2)
    removed = START + timedelta(days=3)
    assert first_page(source(changed=lambda: removed), clock).modified == removed


def test_a_source_without_rows_has_an_empty_page(clock: datetime) -> None:
    page = first_page(source(), clock)
    assert page.entries == ()
    assert page.next is None
    assert page.modified == datetime(1970, 1, 1, tzinfo=UTC)


def test_rows_can_depend_on_the_present(clock: datetime) -> None:
    add_articles(9)
    stories = QuerySetSource(lambda as_of: Article.objects.filter(published_at__lte=as_of), ARTICLES, FEED)
    assert len(first_page(stories, START).entries) == 3
    assert len(first_page(stories, clock).entries) == 9


def test_a_row_that_was_deleted_in_the_meantime_is_in_no_document(clock: datetime) -> None:
    add_articles(2)
    page = first_page(source(version="revision"), clock)
    Article.objects.filter(slug="story-1").delete()
    stories = [entry.load() for entry in page.entries]
    document = newsfeed.dumps(FEED.replace(stories=stories), "rss")
    assert [story.headline for story in newsfeed.loads(document).stories] == ["Story 0"]


def test_a_project_without_time_zones_has_the_same_pages(clock: datetime) -> None:
    with override_settings(USE_TZ=False):
        for number in range(3):
            moment = datetime.fromisoformat(f"2026-11-05T1{number}:00")  # in Berlin; the present is 13:00
            Article.objects.create(slug=f"s{number}", title="Story", published_at=moment, embargo=moment)
        Article.objects.create(slug="held", title="Held", published_at=moment, embargo=moment.replace(hour=14))
        stories = source(size=2, version="revision")
        page = first_page(stories, clock)
        assert [entry.slug for entry in page.entries] == ["s2", "s1"]
        assert page.modified == datetime(2026, 11, 5, 11, tzinfo=UTC)
        following = stories.page(page.next, clock)
        assert following is not None
        assert [entry.slug for entry in following.entries] == ["s0"]


def test_an_edition_changes_all_digests(clock: datetime) -> None:
    add_articles(1)
    digests = [
        first_page(source(version="revision", edition=name), clock).entries[0].digest for name in ("1", "2", "2")
    ]
    assert digests[0] != digests[1] == digests[2]


def test_wrong_arguments_are_refused_at_once() -> None:
    with pytest.raises(ArgumentError, match="sliced"):
        QuerySetSource(Article.objects.all()[:5], ARTICLES, FEED)
    with pytest.raises(ArgumentError, match="slug is 'name'"):
        source(slug="name")
    with pytest.raises(ArgumentError, match="version is 'to_story'"):
        source(version="to_story")
    with pytest.raises(ArgumentError, match="size is 0"):
        source(size=0)
    with pytest.raises(ArgumentError, match="no option 'pages'"):
        source(pages=3)
    undated = StoryMapping(Article, id="slug", published=lambda article: article.published_at)
    with pytest.raises(ArgumentError, match="published must come from a column"):
        QuerySetSource(Article.objects.all(), undated, FEED)
