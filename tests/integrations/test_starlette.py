"""Responses in Starlette and FastAPI that the example projects do not have: cookies, errors, dependencies and mounts."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.routing import Mount, Route

import newsfeed
from examples import plain_story
from http_sources import MemorySource, story
from newsfeed.http import asgi
from newsfeed.integrations.starlette import FeedResponse, Negotiated, Negotiation, feed_responses

FEED = newsfeed.Feed(
    title="Explainers", url="https://news.example.com/", feed_url="https://news.example.com/f", stories=[plain_story()]
)


def client(respond: Callable[[], FeedResponse], **options: Any) -> "Client":
    def endpoint(request: Request) -> FeedResponse:
        return respond()

    return Client(Starlette(routes=[Route("/feed", endpoint)]), **options)


class Client:
    """A client of an app in this process; that of Starlette needs another version of httpx."""

    def __init__(self, app: Any, *, raise_server_exceptions: bool = True) -> None:
        self.app = app
        self.raise_server_exceptions = raise_server_exceptions

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def run() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=self.raise_server_exceptions)
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as connection:
                return await connection.get(path, headers=headers)

        return asyncio.run(run())


def test_headers_and_cookies_of_the_object_are_sent() -> None:
    def respond() -> FeedResponse:
        response = FeedResponse(FEED, "rss", headers={"X-Desk": "harbour"})
        response.headers["Cache-Control"] = "no-cache"
        response.set_cookie("seen", "1")
        return response

    received = client(respond).get("/feed", headers={"Accept-Encoding": "identity"})
    assert received.headers.get_list("Cache-Control") == ["no-cache"]
    assert received.headers["X-Desk"] == "harbour"
    assert received.cookies["seen"] == "1"
    assert received.headers.get_list("Content-Length") == [str(len(received.content))]
    assert newsfeed.loads(received.content) == newsfeed.loads(newsfeed.dumps(FEED, "rss"))


def test_a_background_task_runs_after_the_response() -> None:
    done: list[bool] = []

    def respond() -> FeedResponse:
        response = FeedResponse(FEED, "rss", stories=iter(FEED.stories))
        response.background = BackgroundTask(done.append, True)
        return response

    assert client(respond).get("/feed").status_code == 200
    assert done == [True]


def test_a_status_replaces_that_of_the_document_only() -> None:
    app = client(lambda: FeedResponse(FEED, "rss", "atom", status_code=203))
    received = app.get("/feed")
    assert received.status_code == 203
    assert app.get("/feed", headers={"If-None-Match": received.headers["ETag"]}).status_code == 304
    assert app.get("/feed", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("options", [{}, {"stories": [plain_story(1, published=None, updated=None)]}])
def test_an_error_of_a_writer_is_a_500_and_never_a_part_of_a_document(options: dict[str, Any]) -> None:
    undated = FEED.replace(stories=[plain_story(1, published=None, updated=None)])
    assert client(lambda: FeedResponse(undated, "rss", **options)).get("/feed").status_code == 200
    app = client(lambda: FeedResponse(undated, "atom", **options), raise_server_exceptions=False)
    received = app.get("/feed")
    assert (received.status_code, received.text) == (500, "Internal Server Error")
    with pytest.raises(newsfeed.WriteError, match="updated"):
        client(lambda: FeedResponse(undated, "atom", **options)).get("/feed")


def test_wrong_arguments_fail_in_the_handler() -> None:
    for formats, options in (((), {}), (("doc",), {}), (("rss",), {"colour": "red"})):
        with pytest.raises(newsfeed.NewsfeedError):
            FeedResponse(FEED, *formats, **options)


def test_a_source_is_served_below_nested_mounts() -> None:
    source = asgi.app(MemorySource([story(1)]))
    app = Client(Starlette(routes=[Mount("/desk", routes=[Mount("/news", source)])]))
    received = app.get("/desk/news/feed.atom")
    assert '<http://testserver/desk/news/feed.atom>; rel="self"' in received.headers.get_list("Link")
    assert app.get("/desk/news/stories/1", headers={"Accept": "text/html"}).status_code == 200
    assert app.get("/desk/news/desk/news/feed.atom").status_code == 404


# --- FastAPI ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def api() -> Client:
    fastapi = pytest.importorskip("fastapi")
    choice = Annotated[Negotiated, fastapi.Depends(Negotiation("rss", "atom", "markdown"))]
    app = fastapi.FastAPI()
    calls: list[str] = []
    app.state.calls = calls

    @app.get("/feed", responses=feed_responses("rss", "atom", "markdown"), response_class=FeedResponse)
    def latest(chosen: choice) -> FeedResponse:
        calls.append(chosen.format)
        return chosen.response(FEED, description="none")

    return Client(app)


def test_the_dependency_tells_the_format_that_the_response_has(api: Client) -> None:
    for accept, name, kind in (
        ("*/*", "rss", "application/rss+xml"),
        ("application/atom+xml", "atom", "application/atom+xml"),
        ("text/markdown", "markdown", "text/markdown; charset=utf-8"),
    ):
        received = api.get("/feed", headers={"Accept": accept})
        assert (received.headers["Content-Type"], received.headers["Vary"]) == (kind, "Accept, Accept-Encoding")
        assert api.app.state.calls.pop() == name


def test_the_handler_is_not_called_for_a_request_that_accepts_no_format(api: Client) -> None:
    received = api.get("/feed", headers={"Accept": "image/png"})
    assert (received.status_code, received.headers["Vary"]) == (406, "Accept")
    assert received.json()["detail"].startswith("The document is not available")
    assert api.app.state.calls == []


def test_open_api_has_the_media_types_and_no_other(api: Client) -> None:
    responses = api.get("/openapi.json").json()["paths"]["/feed"]["get"]["responses"]
    kinds = ["application/rss+xml", "application/atom+xml", "text/markdown; charset=utf-8"]
    assert list(responses["200"]["content"]) == kinds
    assert set(responses) == {"200", "304", "406"}
    assert set(feed_responses("rss")) == {200, 304}
    with pytest.raises(newsfeed.UnknownFormatError):
        feed_responses("doc")
    with pytest.raises(newsfeed.UnsupportedError):
        Negotiation("rss", "rsl")
