"""Cursors: where a page begins, signed, so that one that was made up is refused."""

import binascii
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_SIGNATURE_SIZE: Final = 12
_CURSOR: Final = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")
_POSITION: Final = re.compile(r"(-?\d{1,18}):(.*)", re.DOTALL)


class Position(NamedTuple):
    """The position of a story in the order of pages; it stays when stories are added or deleted.

    Attributes:
        published: its publication. Aware datetime.
        id: its id.
    """

    published: datetime
    id: str


def write_cursor(position: Position, key: str) -> str:
    """Return the cursor of the stories after a position: letters, digits, `-`, `_` and `.`.

    Args:
        position: the position of the last story before.
        key: the key that signs it.
    """
    payload = f"{(position.published - _EPOCH) // _MICROSECOND}:{position.id}".encode()
    return f"{_text(payload)}.{_text(_signature(payload, key))}"


def read_cursor(cursor: str, key: str) -> Position | None:
    """Return the position in a cursor, or None if `write_cursor` has not made it with this key."""
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        return None
    try:
        payload, signature = map(_bytes, match.groups())
    except binascii.Error:
        return None
    # The comparison of texts refuses other spellings of the same bytes, too.
    if not hmac.compare_digest(signature, _signature(payload, key)) or _text(payload) != match[1]:
        return None
    position = _POSITION.fullmatch(payload.decode())
    return position and Position(_EPOCH + int(position[1]) * _MICROSECOND, position[2])


def _signature(payload: bytes, key: str) -> bytes:
    return hmac.digest(key.encode(), payload, sha256)[:_SIGNATURE_SIZE]


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
