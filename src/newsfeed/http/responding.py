"""The response to a request."""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from newsfeed.http.answers import Answer, answer
from newsfeed.http.exchange import open_exchange
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError, problem_response
from newsfeed.http.routes import representation_of
from newsfeed.http.settings import Settings
from newsfeed.http.source import Source

ResultT = TypeVar("ResultT")

_logger: Final = logging.getLogger("newsfeed.http")

_METHODS: Final = ("GET", "HEAD", "OPTIONS")
_ALLOW: Final = ("Allow", ", ".join(_METHODS))


def respond(source: Source, request: Request, settings: Settings | None = None) -> Rendered:
    """Return the response to a request. It never raises: an error in a source or a story is logged and gives a 500.

    Args:
        source: the stories.
        request: the request.
        settings: the settings; None for the defaults.
    """
    prepared = prepare(source, request, settings or Settings())
    return prepared if isinstance(prepared, Rendered) else finish(prepared)


def prepare(source: Source, request: Request, settings: Settings) -> Answer | Rendered:
    """Return the response, or the answer that `finish` makes a response of. No story is loaded or rendered.

    Args:
        source: the stories.
        request: the request.
        settings: the settings.
    """
    try:
        return _prepare(source, request, settings)
    except ProblemError as problem:
        return _problem(problem, request)
    except Exception:
        _logger.exception("no response to %s %s", request.method, ascii(request.path))
        return _problem(_internal_error(), request)


def finish(prepared: Answer) -> Rendered:
    """Return the response of an answer, rendering its document unless it is cached or the client has it."""
    return _guarded(prepared, prepared.rendered)


def finish_at_once(prepared: Answer) -> Rendered | None:
    """Return the response of an answer if nothing has to be rendered for it, else None."""
    return _guarded(prepared, prepared.ready)


def _guarded(prepared: Answer, act: Callable[[], ResultT]) -> ResultT | Rendered:
    """Return the result of an action on an answer, or the response that reports its error."""
    try:
        return act()
    except ProblemError as problem:
        return _problem(problem, prepared.request)
    except Exception:
        _logger.exception("cannot render %s", ascii(prepared.request.path))
        return _problem(_internal_error(), prepared.request)


def _prepare(source: Source, request: Request, settings: Settings) -> Answer | Rendered:
    if (handler := settings.handlers.get(request.path)) is not None:
        return handler(request)
    if request.method == "OPTIONS" and request.path == "*":
        return Rendered(status=204, headers=(_ALLOW,))
    exchange = open_exchange(source, request, settings)
    representation = representation_of(exchange)
    if request.method == "OPTIONS":
        return Rendered(status=204, headers=(_ALLOW,))
    if request.method not in _METHODS:
        raise ProblemError(405, "The document can only be read.", headers=(_ALLOW,))
    return answer(request, settings, exchange.as_of, representation)


def _problem(problem: ProblemError, request: Request) -> Rendered:
    response = problem_response(problem)
    return response if request.method != "HEAD" else Rendered(status=response.status, headers=response.headers)


def _internal_error() -> ProblemError:
    return ProblemError(500, "The server cannot make this document; the log of the server has the reason.")
