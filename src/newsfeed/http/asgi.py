"""ASGI app: stories for uvicorn, hypercorn and daphne, and for a mount in Starlette or FastAPI."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any, Final

from newsfeed.http.addresses import request_base
from newsfeed.http.memo import IdentityMemo
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError, problem_response, too_large
from newsfeed.http.responding import finish, finish_at_once, prepare, respond
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_logger: Final = logging.getLogger("newsfeed.http")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class _DisconnectedError(Exception):
    """The client has gone before its whole request was read."""


def app(source: Source, settings: Settings | None = None) -> App:
    """Return the ASGI app of a source.

    Responses that are in the cache, and those without content, are made in the event loop if the source says by an attribute
    `is_ready` that it need not wait for anything; all others in a thread.

    Args:
        source: the stories.
        settings: the settings; None for the defaults.
    """
    chosen_settings = settings or Settings()

    async def run(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _serve(source, chosen_settings, scope, receive, send)
        elif scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    return run


async def _live(receive: Receive, send: Send) -> None:
    """Answer the events of the lifespan protocol; there is nothing to open or to close."""
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return


async def _serve(source: Source, settings: Settings, scope: Message, receive: Receive, send: Send) -> None:
    request = request_of(scope)
    try:
        if request.path in settings.handlers:
            rendered = await _handle(source, settings, request, receive)
        else:
            rendered = await _respond(source, settings, request)
        await _send(rendered, send)
    except (_DisconnectedError, OSError):
        _logger.debug("the client of %s has disconnected", ascii(request.path))


def request_of(scope: Message) -> Request:
    """Return the request of an ASGI scope, without its content."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    root_path = scope.get("root_path", "").rstrip("/")
    path: str = scope["path"]
    # Since version 2.4 of ASGI, the path begins with the one that the app is mounted at.
    if root_path and (path == root_path or path.startswith(f"{root_path}/")):
        path = path[len(root_path) :]
    scheme = scope.get("scheme", "http")
    return Request(
        method=scope["method"],
        path=path or "/",
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        base=request_base(scheme, headers.get("host") or _server_host(scope, scheme), root_path),
    )


def _server_host(scope: Message, scheme: str) -> str:
    """Return the address of the server, for a client of HTTP/1.0 that names no host; HTTP/1.1 requires one."""
    server = scope.get("server")
    if not server or server[1] is None or scope.get("http_version") != "1.0":
        return ""
    host = f"[{server[0]}]" if ":" in server[0] else server[0]
    return host if server[1] == _DEFAULT_PORTS.get(scheme) else f"{host}:{server[1]}"


async def _respond(source: Source, settings: Settings, request: Request) -> Rendered:
    if getattr(source, "is_ready", False) is not True:
        return await asyncio.to_thread(respond, source, request, settings)
    prepared = prepare(source, request, settings)
    if isinstance(prepared, Rendered):
        return prepared
    rendered = finish_at_once(prepared)
    return await asyncio.to_thread(finish, prepared) if rendered is None else rendered


async def _handle(source: Source, settings: Settings, request: Request, receive: Receive) -> Rendered:
    try:
        body = await _read_body(receive, settings.body_limit)
    except ProblemError as problem:
        return problem_response(problem)
    return await asyncio.to_thread(respond, source, request.with_body(body), settings)


async def _read_body(receive: Receive, limit: int) -> bytes:
    """Return the content of a request.

    Raises:
        ProblemError: it is too long.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _DisconnectedError
        body += message.get("body", b"")
        if len(body) > limit:
            raise too_large(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _encode_headers(headers: tuple[tuple[str, str], ...]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


_encoded_headers: Final = IdentityMemo(_encode_headers)
"""Returns headers as ASGI has them."""


async def _send(rendered: Rendered, send: Send) -> None:
    headers = _encoded_headers(rendered.headers)
    await send({"type": "http.response.start", "status": rendered.status, "headers": headers})
    if isinstance(rendered.body, tuple | list):
        await send({"type": "http.response.body", "body": b"".join(rendered.body), "more_body": False})
        return
    chunks = iter(rendered.body)
    while (chunk := await asyncio.to_thread(_next_chunk, chunks)) is not None:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _next_chunk(chunks: Iterator[bytes]) -> bytes | None:
    return next(chunks, None)
