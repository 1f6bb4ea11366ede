"""Responses in Flask that the example project does not have: errors, contexts and prefixes of blueprints."""

from collections.abc import Iterator

import pytest

pytest.importorskip("flask")

import flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

import newsfeed
from examples import plain_story
from http_sources import MemorySource, story
from newsfeed.integrations.flask import FeedResponse, blueprint

FEED = newsfeed.Feed(
    title="Explainers", url="https://news.example.com/", feed_url="https://news.example.com/f", stories=[plain_story()]
)


def test_headers_and_cookies_of_the_object_are_sent() -> None:
    app = flask.Flask(__name__)

    @app.route("/feed")
    def latest() -> FeedResponse:
        response = FeedResponse(FEED, "rss", headers={"X-Desk": "harbour"})
        response.headers["Cache-Control"] = "no-cache"
        response.set_cookie("seen", "1")
        return response

    received = app.test_client().get("/feed")
    assert received.headers.getlist("Cache-Control") == ["no-cache"]
    assert received.headers["X-Desk"] == "harbour"
    assert "seen=1" in received.headers["Set-Cookie"]
    assert received.headers.getlist("Content-Length") == [str(len(received.data))]
    assert newsfeed.loads(received.data) == newsfeed.loads(newsfeed.dumps(FEED, "rss"))


def test_an_error_of_a_writer_is_a_500() -> None:
    app = flask.Flask(__name__)

    @app.route("/feed")
    def latest() -> FeedResponse:
        return FeedResponse(FEED.replace(stories=[plain_story(1, published=None, updated=None)]), "atom")

    assert app.test_client().get("/feed").status_code == 500
    app.testing = True
    with pytest.raises(newsfeed.WriteError, match="updated"):
        app.test_client().get("/feed")


def test_stories_are_taken_while_the_response_is_sent() -> None:
    app = flask.Flask(__name__)
    taken: list[str] = []

    def stories() -> Iterator[newsfeed.Story]:
        for number in range(1000):
            taken.append(flask.request.path)
            yield plain_story(number)

    @app.route("/feed")
    def archive() -> FeedResponse:
        return FeedResponse(FEED, "rss", stories=flask.stream_with_context(stories()))

    response = app.test_client().get("/feed")
    assert 0 < len(taken) < 1000
    assert len(newsfeed.loads(response.data).stories) == 1000
    assert taken == ["/feed"] * 1000


@pytest.mark.parametrize(
    ("prefix", "path"),
    [(None, ""), ("/news", "/news"), ("/desk/news", "/desk/news"), ("/<desk>/news", "/h%C3%A4fen/news")],
)
@pytest.mark.parametrize("root", ["", "/site"])
def test_a_source_is_served_below_the_prefix_of_its_blueprint(prefix: str | None, path: str, root: str) -> None:
    app = flask.Flask(__name__)
    app.register_blueprint(blueprint(MemorySource([story(1)])), url_prefix=prefix)
    client = Client(DispatcherMiddleware(flask.Flask("outer"), {root: app}) if root else app)
    received = client.get(f"{root}{path}/feed.atom")
    links = received.headers.getlist("Link")
    assert f'<http://localhost{root}{path}/feed.atom>; rel="self"' in links
    assert client.get(f"{root}{path}/stories/1", headers={"Accept": "text/html"}).status_code == 200
    assert client.get(f"{root}{path}/").status_code == 200
    missing = client.get(f"{root}{path}/news/feed.atom")
    assert (missing.status_code, missing.content_type) == (404, "application/problem+json")
    assert client.post(f"{root}{path}/feed.atom").status_code == 405
    assert client.options(f"{root}{path}/feed.atom").headers["Allow"] == "GET, HEAD, OPTIONS"


def test_two_sources_have_blueprints_of_their_own() -> None:
    app = flask.Flask(__name__)
    for name, number in (("news", 1), ("sport", 2)):
        app.register_blueprint(blueprint(MemorySource([story(number)]), name=name), url_prefix=f"/{name}")
    client = app.test_client()
    assert b"Story 1" in client.get("/news/feed.rss").data
    assert b"Story 2" in client.get("/sport/feed.rss").data
    with app.test_request_context():
        assert flask.url_for("news.serve_document", path="feed.rss") == "/news/feed.rss"


def test_there_is_no_response_without_a_request() -> None:
    with pytest.raises(RuntimeError, match="request context"):
        FeedResponse(FEED, "rss")
