"""WSGI app: stories for gunicorn, uWSGI and mod_wsgi, and for a mount in Flask or Django."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from newsfeed.http.addresses import request_base
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError, problem_response, too_large
from newsfeed.http.responding import respond
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

from http import HTTPStatus

_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
_UNPREFIXED: Final = {"CONTENT_TYPE": "content-type", "CONTENT_LENGTH": "content-length"}
_PREFIX: Final = "HTTP_"


def app(
    source: Source, settings: Settings | None = None
) -> "Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]":
    """Return the WSGI app of a source.

    Args:
        source: the stories.
        settings: the settings; None for the defaults.
    """
    chosen_settings = settings or Settings()

    def run(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        rendered = _respond(source, chosen_settings, environ)
        start_response(f"{rendered.status} {HTTPStatus(rendered.status).phrase}", list(rendered.headers))
        return rendered.body

    return run


def _respond(source: Source, settings: Settings, environ: "WSGIEnvironment") -> Rendered:
    request = request_of(environ)
    if request.path in settings.handlers:
        try:
            request = request.with_body(_read_body(environ, settings.body_limit))
        except ProblemError as problem:
            return problem_response(problem)
    return respond(source, request, settings)


def request_of(environ: "WSGIEnvironment") -> Request:
    """Return the request of a WSGI environment, without its content."""
    headers = {name: environ[key] for key, name in _UNPREFIXED.items() if environ.get(key)}
    for key, value in environ.items():
        if key.startswith(_PREFIX):
            headers[key.removeprefix(_PREFIX).replace("_", "-").lower()] = value
    scheme = environ["wsgi.url_scheme"]
    host = headers.get("host") or _server_host(environ, scheme)
    return Request(
        method=environ["REQUEST_METHOD"],
        path=_decoded(environ.get("PATH_INFO", "")) or "/",
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        base=request_base(scheme, host, _decoded(environ.get("SCRIPT_NAME", ""))),
    )


def _decoded(path: str) -> str:
    """Return a path of an environment; its characters stand for bytes there (PEP 3333)."""
    return path.encode("latin-1").decode("utf-8", "replace")


def _server_host(environ: "WSGIEnvironment", scheme: str) -> str:
    """Return the address of the server, for a client of HTTP/1.0 that names no host; HTTP/1.1 requires one."""
    if environ.get("SERVER_PROTOCOL") != "HTTP/1.0":
        return ""
    name, port = environ["SERVER_NAME"], environ["SERVER_PORT"]
    return name if port == _DEFAULT_PORTS.get(scheme) else f"{name}:{port}"


def _read_body(environ: "WSGIEnvironment", limit: int) -> bytes:
    """Return the content of a request.

    Raises:
        ProblemError: it is too long, or its length is malformed.
    """
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        raise ProblemError(400, "Content-Length is no number.")
    if len(length) > 15 or int(length) > limit:
        raise too_large(limit)
    body: bytes = environ["wsgi.input"].read(int(length))
    return body
