"""Responses in Litestar that the example project does not have: cookies, errors and nested mounts."""

from typing import Any

import pytest

pytest.importorskip("litestar")
pytest.importorskip("httpx")

from litestar import Controller, Litestar, Router, get
from litestar.background_tasks import BackgroundTask
from litestar.datastructures import Cookie, ResponseHeader
from litestar.testing import TestClient

import newsfeed
from examples import plain_story
from http_sources import MemorySource, story
from newsfeed.integrations.litestar import FeedResponse, mount

FEED = newsfeed.Feed(
    title="Explainers", url="https://news.example.com/", feed_url="https://news.example.com/f", stories=[plain_story()]
)


def test_headers_and_cookies_of_the_object_and_of_the_route_are_sent() -> None:
    done: list[bool] = []

    @get(
        "/feed",
        response_headers=[ResponseHeader(name="X-Desk", value="harbour")],
        response_cookies=[Cookie(key="route", value="1")],
        sync_to_thread=False,
    )
    def latest() -> FeedResponse:
        response = FeedResponse(FEED, "rss")
        response.set_header("Cache-Control", "no-cache")
        response.set_cookie("seen", "1")
        response.background = BackgroundTask(done.append, True)
        return response

    with TestClient(Litestar([latest])) as client:
        received = client.get("/feed", headers={"Accept-Encoding": "identity"})
    assert received.headers.get_list("Cache-Control") == ["no-cache"]
    assert received.headers["X-Desk"] == "harbour"
    assert (received.cookies["seen"], received.cookies["route"]) == ("1", "1")
    assert received.headers.get_list("Content-Type") == ["application/rss+xml"]
    assert received.headers.get_list("Content-Length") == [str(len(received.content))]
    assert newsfeed.loads(received.content) == newsfeed.loads(newsfeed.dumps(FEED, "rss"))
    assert done == [True]


@pytest.mark.parametrize("options", [{}, {"stories": [plain_story(1, published=None, updated=None)]}])
def test_an_error_of_a_writer_is_a_500_and_never_a_part_of_a_document(options: dict[str, Any]) -> None:
    undated = FEED.replace(stories=[plain_story(1, published=None, updated=None)])

    @get("/feed", sync_to_thread=False)
    def latest() -> FeedResponse:
        return FeedResponse(undated, "atom", **options)

    with TestClient(Litestar([latest], debug=False), raise_server_exceptions=False) as client:
        received = client.get("/feed")
    assert received.status_code == 500
    assert b"<feed" not in received.content


@pytest.mark.parametrize(("path", "root_path"), [("/news", ""), ("/desk/news", ""), ("/news", "/site")])
def test_a_source_is_served_below_a_path(path: str, root_path: str) -> None:
    app = Litestar([mount(path, MemorySource([story(1)]))])
    with TestClient(app, root_path=root_path) as client:
        base = f"http://testserver.local{root_path}{path}/"
        received = client.get(f"{path}/feed.atom")
        assert f'<{base}feed.atom>; rel="self"' in received.headers.get_list("Link")
        assert client.get(f"{path}/stories/1", headers={"Accept": "text/html"}).status_code == 200
        assert client.get(path).headers["Content-Type"].startswith("text/html")
        assert client.get(f"{path}{path}/feed.atom").status_code == 404
        assert client.get(f"{path}/feed?page=99").status_code == 404


def test_a_response_is_returned_by_a_method_of_a_controller() -> None:
    class Desk(Controller):
        path = "/desk"

        @get("/feed", sync_to_thread=False)
        def latest(self) -> FeedResponse:
            return FeedResponse(FEED, "rss", "jsonfeed")

    with TestClient(Litestar([Router("/v1", route_handlers=[Desk])])) as client:
        received = client.get("/v1/desk/feed", headers={"Accept": "application/feed+json"})
    assert received.headers["Content-Type"] == "application/feed+json"
