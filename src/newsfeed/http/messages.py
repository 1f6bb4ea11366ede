"""Requests and responses, independent of any framework."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError

_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE: Final = re.compile(r"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?|")


def _lower_case(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@frozen(kw_only=True)
class Request:
    """A request.

    Attributes:
        method: its method, in upper case.
        path: its path below the root of the app, percent-decoded, beginning with a slash.
        query: its query, as it was sent, without the question mark.
        headers: its header fields. Names in any case; they are kept in lower case. Several fields of a name are joined by
            a comma (RFC 9110, 5.2).
        body: its content; only `/validate` takes any.
        base: the address of the root of the app as the client wrote it, with a slash at the end; "" if it is not known.
    """

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: Mapping[str, str] = attrs.field(factory=dict, converter=_lower_case)
    body: bytes = b""
    base: str = ""

    def with_body(self, body: bytes) -> "Request":
        """Return the request with a content."""
        return attrs.evolve(self, body=body)


def _to_pairs(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(headers)


def _check_headers(_rendered: object, _field: object, headers: Iterable[tuple[str, str]]) -> None:
    for name, value in headers:
        if not _NAME.fullmatch(name):
            raise ArgumentError(f"the header name {name!r:.64} is no token (RFC 9110, 5.1)")
        if not _VALUE.fullmatch(value):
            raise ArgumentError(
                f"the header {name} has a character that no field may have (RFC 9110, 5.5): {value!r:.200}"
            )


@frozen(kw_only=True)
class Rendered:
    """A response.

    Attributes:
        status: its status code.
        headers: its header fields in their order. Values are in Latin-1 and contain no line break.
        body: its content, as an iterable of chunks; empty for HEAD, 204 and 304.

    Raises:
        ArgumentError: a header has a character that no field may have, such as a line break; names the header.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_to_pairs, validator=_check_headers)
    body: Iterable[bytes] = ()

    def header(self, name: str) -> str | None:
        """Return the value of the first header with a name, in any case; None if there is none."""
        wanted = name.lower()
        return next((value for field, value in self.headers if field.lower() == wanted), None)
