"""Tests of the view of a source."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, override_settings

import newsfeed
from newsfeed.http import Rendered, Request, Settings
from newsfeed.integrations.django import QuerySetSource, StoryMapping, views
from tests.integrations.django.newsroom.models import ARTICLES, Article, add_articles

pytestmark = pytest.mark.usefixtures("database")


def client_of(handler: Any = None) -> Client:
    """A client of the project, whose address `/hook` is answered by a function."""
    from tests.integrations.django import addresses

    addresses.HANDLERS.clear()
    if handler is not None:
        addresses.HANDLERS["/hook"] = handler
    return Client(headers={"host": "news.example.com"})


def test_documents_are_served_below_the_address_of_the_include() -> None:
    add_articles(3)
    response = client_of().get("/desk/feed.rss")
    feed = newsfeed.loads(response.content)
    assert response.status_code == 200
    assert feed.feed_url == "http://news.example.com/desk/feed.rss"
    assert [story.headline for story in feed.stories] == ["Story 2", "Story 1", "Story 0"]
    assert client_of().get("/desk/stories/story-1").status_code == 200
    assert client_of().get("/desk/stories/story-9").status_code == 404


def test_an_unchanged_feed_renders_no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    add_articles(3)
    client = client_of()
    etag = client.get("/desk/feed.rss").headers["ETag"]

    def fail(*_arguments: object) -> None:
        raise AssertionError("a story was made")

    monkeypatch.setattr(StoryMapping, "story", fail)
    response = client.get("/desk/feed.rss", headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response.getvalue() == b""
    assert "Content-Type" not in response.headers
    Article.objects.update(revision=2)
    monkeypatch.undo()
    assert client.get("/desk/feed.rss", headers={"if-none-match": etag}).status_code == 200


def test_the_clock_of_the_project_decides_about_embargoes(clock: datetime) -> None:
    add_articles(1)
    Article.objects.update(embargo=clock + timedelta(hours=1))
    assert newsfeed.loads(client_of().get("/desk/feed.rss").content).stories == ()
    with override_settings(NEWSFEED={"CLOCK": lambda: clock + timedelta(hours=1)}):
        assert len(newsfeed.loads(client_of().get("/desk/feed.rss").content).stories) == 1


def chunks(count: int, size: int) -> Iterator[bytes]:
    yield from (b"x" * size for _ in range(count))


@pytest.mark.parametrize(("count", "size", "is_streamed"), [(3, 10, False), (1, 1 << 17, False), (9, 1 << 14, True)])
def test_long_documents_are_streamed(count: int, size: int, is_streamed: bool) -> None:
    def handler(_request: Request) -> Rendered:
        return Rendered(headers=(("Content-Type", "text/plain"),), body=chunks(count, size))

    response: Any = client_of(handler).get("/desk/hook")
    assert isinstance(response, StreamingHttpResponse if is_streamed else HttpResponse)
    assert len(response.getvalue()) == count * size


def test_headers_of_one_name_are_joined() -> None:
    def handler(_request: Request) -> Rendered:
        return Rendered(headers=(("Link", "<a>"), ("Vary", "Accept"), ("Link", "<b>")), body=[b"x"])

    response = client_of(handler).get("/desk/hook")
    assert response.headers["Link"] == "<a>, <b>"
    assert "Content-Type" not in response.headers


def test_handlers_get_the_content_of_a_request() -> None:
    def handler(request: Request) -> Rendered:
        return Rendered(body=[request.method.encode(), b" ", request.query.encode(), b" ", request.body])

    response = client_of(handler).post("/desk/hook?a=%20b", b"<rss/>", "application/rss+xml")
    assert response.content == b"POST a=%20b <rss/>"


def test_a_host_that_is_none_is_refused() -> None:
    with override_settings(ALLOWED_HOSTS=["news.example.com"]):
        assert client_of().get("/desk/feed.rss", headers={"host": "evil.example.com"}).status_code == 400


def test_a_fault_in_the_source_is_a_problem_without_internals() -> None:
    add_articles(1)
    Article.objects.update(revision=0)
    response = client_of().get("/desk/feed.rss")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"revision" not in response.getvalue()


def test_pages_follow_each_other() -> None:
    rows = add_articles(7)
    slugs: list[str] = []
    url: str | None = "/desk/feed.atom"
    while url:
        feed = newsfeed.loads(client_of().get(url).content)
        slugs += [(story.url or "").rpartition("/")[2] for story in feed.stories]
        url = feed.paging.next if feed.paging else None
    assert slugs == [row.slug for row in reversed(rows)]


def test_the_default_settings_have_the_clock_of_the_project(clock: datetime) -> None:
    source = QuerySetSource(Article.objects.all(), ARTICLES, newsfeed.Feed(title="News"))
    view = views.stories_view(source)
    assert callable(view)
    assert Settings(clock=views.conf.present).clock() == clock
