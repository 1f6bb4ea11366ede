"""The ASGI app, asked by httpx and by hand."""

import asyncio
import threading

import pytest

from http_sources import MemorySource, settings, story
from newsfeed.http import Rendered, ResponseCache, asgi

httpx = pytest.importorskip("httpx", reason="httpx is not installed")


def fetch(app, *requests, root_path=""):
    """Return the responses to requests: paths, or pairs of a path and options of httpx."""

    async def run():
        transport = httpx.ASGITransport(app=app, root_path=root_path)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as client:
            responses = []
            for request in requests:
                path, options = request if isinstance(request, tuple) else (request, {})
                responses.append(await client.request(options.pop("method", "GET"), path, **options))
            return responses

    return asyncio.run(run())


def call(app, scope, *messages):
    """Return the messages that the app sends to a client that sends these."""
    sent = []
    inbox = list(messages)

    async def receive():
        return inbox.pop(0) if inbox else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asyncio.run(app({"type": "http", **scope}, receive, send))
    return sent


SCOPE = {
    "method": "GET",
    "path": "/feed",
    "query_string": b"",
    "headers": [(b"host", b"desk.example.com")],
    "http_version": "1.1",
}


@pytest.fixture
def source():
    return MemorySource([story(2), story(1)])


def test_the_feed_is_served_and_its_tag_answered_by_304(source):
    app = asgi.app(source, settings())
    first = fetch(app, "/feed.rss")[0]
    assert (first.status_code, first.headers["content-type"]) == (200, "application/rss+xml")
    again = fetch(app, ("/feed.rss", {"headers": {"If-None-Match": first.headers["etag"]}}))[0]
    assert (again.status_code, again.content) == (304, b"")


def test_codings_are_unpacked_by_the_client(source):
    app = asgi.app(source, settings())
    plain, packed = fetch(
        app,
        ("/feed.rss", {"headers": {"Accept-Encoding": "identity"}}),
        ("/feed.rss", {"headers": {"Accept-Encoding": "br"}}),
    )
    assert packed.headers["content-encoding"] == "br"
    assert packed.content == plain.content


@pytest.mark.parametrize("path", ["/desk/feed.rss", "/feed.rss"])
def test_a_mount_is_part_of_every_address_in_both_versions_of_the_protocol(source, path):
    response = fetch(asgi.app(source, settings()), path, root_path="/desk")[0]
    assert response.status_code == 200
    assert response.headers["content-location"] == "http://desk.example.com/desk/feed.rss"


def test_a_mount_in_starlette_serves_the_same(source):
    starlette = pytest.importorskip("starlette.applications")
    from starlette.routing import Mount

    outer = starlette.Starlette(routes=[Mount("/desk", app=asgi.app(source, settings()))])
    feed, page = fetch(outer, "/desk/feed.rss", "/desk/stories/1")
    assert feed.headers["content-location"] == "http://desk.example.com/desk/feed.rss"
    assert b'href="http://desk.example.com/desk/"' in page.content


def test_rendering_is_done_in_a_thread_and_cached_responses_in_the_loop(source):
    threads = []
    story_of = source._loader

    def load(item):
        threads.append(threading.current_thread())
        return item

    source._loader = lambda item: lambda: load(story_of(item)())
    app = asgi.app(source, settings(cache=ResponseCache()))

    async def run():
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.com") as client:
            first = await client.get("/feed.rss")
            pages = asyncio.to_thread
            asyncio.to_thread = None  # anything that leaves the loop now fails
            try:
                return first, await client.get("/feed.rss")
            finally:
                asyncio.to_thread = pages

    first, again = asyncio.run(run())
    assert threading.main_thread() not in threads
    assert len(threads) == 2
    assert again.content == first.content


def test_a_source_that_may_wait_is_never_asked_in_the_loop(source):
    threads = []
    page = source.page
    source.is_ready = False
    source.page = lambda cursor, as_of: threads.append(threading.current_thread()) or page(cursor, as_of)
    assert fetch(asgi.app(source, settings()), "/feed.rss")[0].status_code == 200
    assert threading.main_thread() not in threads


def test_lifespan_is_answered(source):
    sent = []
    inbox = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

    async def receive():
        return inbox.pop(0)

    async def send(message):
        sent.append(message["type"])

    asyncio.run(asgi.app(source)({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_a_handler_gets_the_content_in_chunks_up_to_a_limit(source):
    def echo(request):
        return Rendered(status=200, body=(chunk for chunk in (request.body, b"!")))

    app = asgi.app(source, settings(handlers={"/validate": echo}, body_limit=6))
    scope = {**SCOPE, "method": "POST", "path": "/validate"}
    chunks = [
        {"type": "http.request", "body": b"abc", "more_body": True},
        {"type": "http.request", "body": b"def", "more_body": False},
    ]
    sent = call(app, scope, *chunks)
    assert b"".join(message.get("body", b"") for message in sent) == b"abcdef!"
    assert sent[-1]["more_body"] is False
    too_long = call(app, scope, chunks[0], {**chunks[1], "body": b"defg"})
    assert too_long[0]["status"] == 413


def test_a_client_that_disconnects_gets_nothing_and_raises_nothing(source):
    app = asgi.app(source, settings(handlers={"/validate": lambda _request: Rendered()}))
    assert call(app, {**SCOPE, "method": "POST", "path": "/validate"}, {"type": "http.disconnect"}) == []

    async def send(_message):
        raise OSError("the client has gone")

    async def receive():
        return {"type": "http.disconnect"}

    asyncio.run(app({"type": "http", **SCOPE}, receive, send))


def test_two_hosts_are_refused_and_old_clients_get_the_address_of_the_server(source):
    app = asgi.app(source, settings())
    two = {**SCOPE, "headers": [(b"host", b"a.example"), (b"host", b"b.example")]}
    assert call(app, two)[0]["status"] == 400
    old = {**SCOPE, "headers": [], "http_version": "1.0", "server": ("::1", 8000)}
    headers = dict(call(app, old)[0]["headers"])
    assert headers[b"content-location"] == b"http://[::1]:8000/feed.rss"
    assert call(app, {**old, "http_version": "1.1"})[0]["status"] == 400


def test_a_websocket_is_closed(source):
    sent = []

    async def send(message):
        sent.append(message["type"])

    asyncio.run(asgi.app(source)({"type": "websocket"}, None, send))
    assert sent == ["websocket.close"]
