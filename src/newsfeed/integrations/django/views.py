"""The view of everything that `newsfeed.http` serves: the feed in all formats, pages of stories, sitemaps, `llms.txt`.

    urlpatterns = [path("news/", include(story_urls(source)))]

The addresses below `news/` are then `feed`, `feed.rss`, `stories/<slug>` and so on. Responses have an ETag, so that a client
that has the document gets 304 without a story being loaded.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt

from newsfeed.http import Rendered, Request, Settings, Source, request_base, respond
from newsfeed.integrations.django import conf

BUFFER: Final = 1 << 16
"""Number of bytes up to which a document is sent with its length; a longer one is streamed."""

StoriesView = Callable[..., HttpResponseBase]
"""A view that takes a request and `path`, the path below the address of the stories."""


def stories_view(source: Source, settings: Settings | None = None) -> StoriesView:
    """Return the view of a source.

    Args:
        source: the stories, such as a `QuerySetSource`.
        settings: the settings of the responses; None for the defaults, with the clock of the setting `NEWSFEED`.
    """
    response_settings = settings or Settings(clock=conf.present, changed=conf.present())

    # Requests change nothing on the server, so they need no token against forged ones.
    @csrf_exempt
    def view(request: HttpRequest, path: str = "") -> HttpResponseBase:
        return _response(respond(source, _request(request, path, response_settings), response_settings))

    return view


def story_urls(source: Source, settings: Settings | None = None) -> list[URLPattern]:
    """Return the patterns to include below the address of the stories; arguments as for `stories_view`."""
    return [re_path(r"^(?P<path>.*)$", stories_view(source, settings), name="newsfeed")]


def _request(request: HttpRequest, path: str, settings: Settings) -> Request:
    resource = f"/{path}"
    return Request(
        method=request.method or "GET",
        path=resource,
        query=request.META.get("QUERY_STRING", ""),
        headers=dict(request.headers),
        body=request.body if resource in settings.handlers else b"",
        base=request_base(request.scheme or "http", request.get_host(), request.path.removesuffix(path)),
    )


def _response(rendered: Rendered) -> HttpResponseBase:
    headers: dict[str, str] = {}
    for name, value in rendered.headers:
        # Django keeps one field of a name; several are joined by a comma (RFC 9110, 5.2).
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    chunks = iter(rendered.body)
    beginning = list(_beginning(chunks))
    next_chunk = next(chunks, None)
    response: HttpResponseBase
    # For HEAD and 304 as well: Django's middleware would give any other response a Content-Length of 0.
    if next_chunk is not None or not beginning:
        remaining = chain(beginning, () if next_chunk is None else (next_chunk,), chunks)
        response = StreamingHttpResponse(remaining, status=rendered.status, headers=headers)
    else:
        response = HttpResponse(b"".join(beginning), status=rendered.status, headers=headers)
    if rendered.header("Content-Type") is None:
        del response.headers["Content-Type"]
    return response


def _beginning(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks until there are `BUFFER` bytes."""
    size = 0
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        if size >= BUFFER:
            return
