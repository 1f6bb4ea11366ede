"""Problem reports: responses about errors (RFC 9457)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from newsfeed.http.messages import Rendered
from newsfeed.io import json

MEDIA_TYPE: Final = "application/problem+json"


class ProblemError(Exception):
    """A request that is answered by a problem report.

    Args:
        status: the status code.
        detail: what is wrong and what to do, in one sentence. It never quotes what the client sent.
        headers: further headers.
        alternatives: the media types and addresses of available representations, for 406; "" for one without an address.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Sequence[tuple[str, str]] = (),
        alternatives: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers: tuple[tuple[str, str], ...] = tuple(headers)
        self.alternatives: tuple[tuple[str, str], ...] = tuple(alternatives)


def problem_response(problem: ProblemError) -> Rendered:
    """Return the response that reports a problem; it is never stored by caches."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.alternatives:
        document["available"] = [
            {"type": name, "url": url} if url else {"type": name} for name, url in problem.alternatives
        ]
    data = json.encode(document) + b"\n"
    headers = (
        ("Content-Type", MEDIA_TYPE),
        ("Content-Length", str(len(data))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *problem.headers,
    )
    return Rendered(status=problem.status, headers=headers, body=(data,))


def too_large(limit: int) -> ProblemError:
    """Return the problem of a request with a content that is too long.

    Args:
        limit: the most bytes that it may have.
    """
    return ProblemError(
        413, f"The content is too long: send at most {limit:,} bytes.", headers=(("Connection", "close"),)
    )
