"""Litestar: a feed or story as the response of a handler, and a source of stories below a path.

    from litestar import HttpMethod, route
    from newsfeed.integrations.litestar import FeedResponse

    @route("/feed", http_method=[HttpMethod.GET, HttpMethod.HEAD], media_type="application/rss+xml")
    async def latest() -> FeedResponse:
        return FeedResponse(feed, "rss", "atom", "jsonfeed")

docs/guide/frameworks.md explains each part.
"""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Unpack, cast

from litestar.concurrency import sync_to_thread
from litestar.handlers import ASGIRouteHandler, asgi
from litestar.response import Response
from litestar.response.base import ASGIResponse
from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import Receive, Scope, Send

from newsfeed.http import asgi as http_asgi
from newsfeed.http.document_responses import respond_with
from newsfeed.http.documents import Document, DocumentOptions, document
from newsfeed.http.messages import Rendered
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source
from newsfeed.model import Feed, Story

if TYPE_CHECKING:
    from litestar.background_tasks import BackgroundTask, BackgroundTasks
    from litestar.datastructures import Cookie

__all__ = ["FeedResponse", "mount"]


class FeedResponse(Response[bytes]):
    """The response with a feed or story, in the format that the request prefers.

    It answers conditional requests and HEAD, and compresses as the request accepts. The document is rendered in a thread.
    Cookies and headers that are set on the object or the route are sent as well.

    Args:
        item: the feed or story.
        formats: the names of its formats, the preferred one first.
        options: see `newsfeed.http.DocumentOptions`.

    Raises:
        UnknownFormatError, UnsupportedError, ArgumentError: as for `newsfeed.http.document`.
    """

    def __init__(self, item: Feed | Story, *formats: str, **options: Unpack[DocumentOptions]) -> None:
        super().__init__(b"")
        self._document = document(item, formats, **options)

    def to_asgi_response(
        self,
        *_arguments: object,
        background: "BackgroundTask | BackgroundTasks | None" = None,
        cookies: "Iterable[Cookie] | None" = None,
        headers: dict[str, str] | None = None,
        **_options: object,
    ) -> ASGIResponse:
        """Return the ASGI response, which is made when it is called with the request.

        Args:
            background: what the route does after the response.
            cookies: the cookies of the route.
            headers: the headers of the route.
        """
        return _DocumentResponse(
            self._document,
            background=self.background or background,
            cookies=chain(self.cookies, cookies or ()),
            headers={**(headers or {}), **self.headers},
        )


class _DocumentResponse(ASGIResponse):
    """The response with a document, in the terms of ASGI.

    Args:
        served: the document.
        background: what is done after the response.
        cookies: the cookies to set.
        headers: headers that replace those of the document with the same names.
    """

    __slots__ = ("_document",)

    def __init__(
        self,
        served: Document,
        *,
        background: "BackgroundTask | BackgroundTasks | None",
        cookies: "Iterable[Cookie]",
        headers: dict[str, str],
    ) -> None:
        super().__init__(background=background, cookies=cookies)
        # The class adds headers about a body that is empty here.
        self.headers.headers = _encoded(headers.items())
        self._document = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response to the request of an ASGI scope."""
        request = http_asgi.request_of(cast("http_asgi.Message", scope))
        rendered = await sync_to_thread(respond_with, self._document, request)
        response = _response(rendered)
        further = self.encode_headers()
        replaced = {name for name, _ in further}
        kept = [(name, value) for name, value in _encoded(rendered.headers) if name not in replaced]
        response.headers.headers = [*kept, *further]
        response.background = self.background
        await response(scope, receive, send)


def _response(rendered: Rendered) -> ASGIResponse:
    if isinstance(rendered.body, tuple | list):
        return ASGIResponse(body=b"".join(rendered.body), status_code=rendered.status)
    return ASGIStreamingResponse(iterator=iter(rendered.body), status_code=rendered.status)


def _encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def mount(path: str, source: Source, settings: Settings | None = None) -> ASGIRouteHandler:
    """Return the route handler that serves a source of stories below a path.

    Args:
        path: the path, such as `/news`.
        source: the stories.
        settings: the settings; None for the defaults.
    """
    serve = http_asgi.app(source, settings)
    mounted_at = path.rstrip("/")

    @asgi(path, is_mount=True, copy_scope=True)
    async def newsfeed_app(scope: Scope, receive: Receive, send: Send) -> None:
        root_path = scope.get("root_path", "").rstrip("/") + mounted_at
        # Litestar takes the path of the mount off, and adds a slash at the end.
        below = {**scope, "path": root_path + scope["path"].rstrip("/"), "root_path": root_path}
        await serve(below, cast("http_asgi.Receive", receive), cast("http_asgi.Send", send))

    return newsfeed_app
