"""Messages between the server and the processes of checks: a header in JSON and a body, each with its length before it."""

import struct
from typing import IO, Final

import msgspec

from newsfeed.classes.frozen import frozen
from newsfeed.http.validator.settings import CheckLimits

_LENGTHS: Final = struct.Struct(">II")


@frozen(kw_only=True)
class Question:
    """A request to check a document, without its body.

    Attributes:
        content_type: the Content-Type of the request, "" for none.
        accept: its Accept, or None.
        query: its query.
        as_of: the present, as RFC 3339.
    """

    content_type: str = ""
    accept: str | None = None
    query: str = ""
    as_of: str


@frozen(kw_only=True)
class Answer:
    """The response about a document, without its body.

    Attributes:
        status: its status code.
        headers: its header fields.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def write_frame(file: IO[bytes], header: Question | Answer | CheckLimits, body: bytes = b"") -> None:
    """Write a message.

    Raises:
        OSError: the other process has ended.
    """
    encoded = msgspec.json.encode(header)
    file.write(_LENGTHS.pack(len(encoded), len(body)))
    file.write(encoded)
    file.write(body)
    file.flush()


def read_frame(file: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the header, as JSON, and the body of the next message; None if the other process has ended."""
    lengths = file.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header_length, body_length = _LENGTHS.unpack(lengths)
    header, body = file.read(header_length), file.read(body_length)
    return (header, body) if len(body) == body_length else None
