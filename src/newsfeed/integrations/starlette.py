"""Starlette and FastAPI: a feed or story as the response of a handler.

    from newsfeed.integrations.starlette import FeedResponse, feed_responses

    @app.head("/feed", include_in_schema=False)
    @app.get("/feed", responses=feed_responses("rss", "atom", "jsonfeed"), response_class=FeedResponse)
    def latest() -> FeedResponse:
        return FeedResponse(feed, "rss", "atom", "jsonfeed")

To serve a whole source of stories below a path, mount `newsfeed.http.asgi.app(source)`.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Unpack

if find_spec("starlette") is None:
    raise ImportError(
        "newsfeed.integrations.starlette needs Starlette: install it with `pip install newsfeed-kit[starlette]`"
    )

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from newsfeed.classes.frozen import frozen
from newsfeed.http.asgi import request_of
from newsfeed.http.document_responses import respond_with
from newsfeed.http.documents import DocumentOptions, document, formats_of
from newsfeed.http.messages import Rendered
from newsfeed.http.problems import MEDIA_TYPE, ProblemError
from newsfeed.http.routes import choose_variant
from newsfeed.http.variants import variants_of
from newsfeed.model import Feed, Story

__all__ = ["FeedResponse", "Negotiated", "Negotiation", "feed_responses"]


class FeedResponse(Response):
    """The response with a feed or story, in the format that the request prefers.

    It answers conditional requests and HEAD, and compresses as the request accepts. The document is rendered in a thread.
    Cookies and headers that are set on the object are sent as well.

    Args:
        item: the feed or story.
        formats: the names of its formats, the preferred one first.
        status_code: the status of a response with the document.
        options: see `newsfeed.http.DocumentOptions`.

    Raises:
        UnknownFormatError, UnsupportedError, ArgumentError: as for `newsfeed.http.document`.
    """

    # FastAPI documents the default of `status_code`.
    def __init__(
        self, item: Feed | Story, *formats: str, status_code: int = 200, **options: Unpack[DocumentOptions]
    ) -> None:
        super().__init__(status_code=status_code)
        del self.headers["content-length"]
        self._document = document(item, formats, **options)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response to the request of an ASGI scope."""
        rendered = await run_in_threadpool(respond_with, self._document, request_of(scope))
        response = _response(rendered, self.status_code if rendered.status == 200 else rendered.status)
        response.raw_headers = [*_encoded_headers(rendered, self.raw_headers), *self.raw_headers]
        response.background = self.background
        await response(scope, receive, send)


def _response(rendered: Rendered, status: int) -> Response:
    if isinstance(rendered.body, tuple | list):
        return Response(b"".join(rendered.body), status)
    return StreamingResponse(rendered.body, status)


def _encoded_headers(rendered: Rendered, further: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of a response that are not among those that the program has set."""
    replaced = {name.lower() for name, _ in further}
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in rendered.headers]
    return [(name, value) for name, value in headers if name not in replaced]


@frozen(kw_only=True)
class Negotiated:
    """The format that a request prefers, as `Negotiation` chose it.

    Attributes:
        format: the name of the format, by which a handler can leave out work that only other formats need.
        formats: the names of all formats.
    """

    format: str
    formats: tuple[str, ...]

    def response(self, item: Feed | Story, **options: Unpack[DocumentOptions]) -> FeedResponse:
        """Return the response with a feed or story; arguments and errors as for `FeedResponse`."""
        return FeedResponse(item, *self.formats, **options)


class Negotiation:
    """Dependency for FastAPI: the format that the request prefers, or a response of status 406 before the handler is called.

        Choice = Annotated[Negotiated, Depends(Negotiation("rss", "atom"))]

        @app.get("/feed", responses=feed_responses("rss", "atom"), response_class=FeedResponse)
        def latest(choice: Choice) -> FeedResponse:
            return choice.response(newest_stories(with_bodies=choice.format == "rss"))

    Args:
        formats: the names of the formats, the preferred one first.

    Raises:
        UnknownFormatError, UnsupportedError, ArgumentError: as for `newsfeed.http.document`.
    """

    def __init__(self, *formats: str) -> None:
        self._formats = formats
        self._variants = variants_of(formats_of(formats))

    def __call__(self, request: Request) -> Negotiated:
        """Return the choice for a request.

        Raises:
            HTTPException: no format is acceptable.
        """
        try:
            variant = choose_variant(request_of(request.scope), self._variants)
        except ProblemError as problem:
            raise HTTPException(problem.status, problem.detail, dict(problem.headers)) from None
        return Negotiated(format=variant.format.name, formats=self._formats)


Description = dict[str, object]
"""The description of a response in OpenAPI."""


def feed_responses(*formats: str) -> dict[int | str, Description]:
    """Return the OpenAPI descriptions of the responses with a document, for the argument `responses` of a route of FastAPI.

    Args:
        formats: the names of the formats of the document.

    Raises:
        UnknownFormatError, UnsupportedError, ArgumentError: as for `newsfeed.http.document`.
    """
    target_formats = formats_of(formats)
    titles = ", ".join(target_format.title for target_format in target_formats)
    content = {
        variant.content_type: {"schema": {"type": "string"}}
        for variant in variants_of(target_formats)[: len(target_formats)]
    }
    responses: dict[int | str, Description] = {
        200: {"description": f"The document: {titles}", "content": content},
        304: {"description": "The client has the document already: If-None-Match or If-Modified-Since says so"},
    }
    if len(target_formats) > 1:
        reports: dict[str, Description] = {MEDIA_TYPE: {}, "application/json": {}}
        responses[406] = {"description": "Accept names none of the media types", "content": reports}
    return responses
