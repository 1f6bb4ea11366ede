"""Flask: a feed or story as the response of a view, and a source of stories as a blueprint.

    from newsfeed.integrations.flask import FeedResponse, blueprint

    @app.route("/feed")
    def latest():
        return FeedResponse(feed, "rss", "atom", "jsonfeed")

    app.register_blueprint(blueprint(source), url_prefix="/news")

Without a blueprint, `newsfeed.http.wsgi.app(source)` can be mounted by a dispatcher of Werkzeug.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Unpack

if find_spec("flask") is None:
    raise ImportError("newsfeed.integrations.flask needs Flask: install it with `pip install newsfeed-kit[flask]`")

import flask
from werkzeug.wrappers import Response

from newsfeed.http import wsgi
from newsfeed.http.document_responses import respond_with
from newsfeed.http.documents import DocumentOptions, document
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source
from newsfeed.model import Feed, Story

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

__all__ = ["FeedResponse", "blueprint"]

_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""All methods: the app itself answers those that it does not have."""

_PATH: Final = "<path:path>"


class _PlainResponse(flask.Response):
    """A response without a default media type, since a 304 must not have any."""

    default_mimetype: str | None = None


class FeedResponse(_PlainResponse):
    """The response with a feed or story to the current request, in the format that it prefers.

    It answers conditional requests and HEAD, and compresses as the request accepts. With `stories`, they are taken while the
    response is sent: an iterator that needs the context of the request must be wrapped in `flask.stream_with_context`.

    Args:
        item: the feed or story.
        formats: the names of its formats, the preferred one first.
        options: see `newsfeed.http.DocumentOptions`.

    Raises:
        UnknownFormatError, UnsupportedError, ArgumentError: as for `newsfeed.http.document`.
        WriteError: the format cannot represent the item.
        RuntimeError: there is no current request (Flask's own error).
    """

    def __init__(self, item: Feed | Story, *formats: str, **options: Unpack[DocumentOptions]) -> None:
        rendered = respond_with(document(item, formats, **options), wsgi.request_of(flask.request.environ))
        # Werkzeug computes the length of a sequence: 0 for HEAD.
        super().__init__(iter(rendered.body), rendered.status, list(rendered.headers))


def blueprint(source: Source, settings: Settings | None = None, *, name: str = "newsfeed") -> flask.Blueprint:
    """Return a blueprint that serves a source of stories, for `app.register_blueprint(..., url_prefix="/news")`.

    Args:
        source: the stories.
        settings: the settings; None for the defaults.
        name: the name of the blueprint; that of its only endpoint is `serve_document`, with the argument `path`.
    """
    serve = wsgi.app(source, settings)
    routes = flask.Blueprint(name, __name__)

    @routes.route("/", methods=_METHODS, provide_automatic_options=False)
    @routes.route(f"/{_PATH}", methods=_METHODS, provide_automatic_options=False)
    def serve_document(**_values: str) -> Response:
        """Return the response of the source."""
        return _PlainResponse.from_app(serve, _environ_below())

    return routes


def _environ_below() -> "WSGIEnvironment":
    """Return the environment of the current request with the prefix of the blueprint in SCRIPT_NAME."""
    environ, rule = flask.request.environ, flask.request.url_rule
    prefix = rule.rule.removesuffix(_PATH).rstrip("/") if rule is not None else ""
    segments = environ["PATH_INFO"].split("/")
    depth = prefix.count("/") + 1
    script_name = environ.get("SCRIPT_NAME", "") + "/".join(segments[:depth])
    return {**environ, "SCRIPT_NAME": script_name, "PATH_INFO": "/" + "/".join(segments[depth:])}
