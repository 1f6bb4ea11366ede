"""Addresses: the base of the app, and the checks of addresses that clients send."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote

_HOST: Final = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
_HOST_HEADER: Final = re.compile(_HOST)
_BASE: Final = re.compile(rf"https?://{_HOST}/(?:(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{{2}})+/)*")
_CURSOR: Final = re.compile(r"[A-Za-z0-9._~-]{1,4096}")  # a cursor may have the id of a story
_PAGE: Final = "page="


@lru_cache(maxsize=256)
def is_base(address: str) -> bool:
    """Return whether an address can be the root of an app: http or https, a host, and a path that ends in a slash.

    A Host header with anything else than a name or an IP address and a port is refused by this.
    """
    return _BASE.fullmatch(address) is not None and not _has_dot_segment(address)


def _has_dot_segment(address: str) -> bool:
    return any(segment in (".", "..") for segment in address.split("/"))


def request_base(scheme: str, host: str, root_path: str) -> str:
    """Return the address of the root of an app, for `Request.base`.

    Args:
        scheme: http or https.
        host: the Host of the request, unchecked.
        root_path: the path that the app is mounted at, percent-decoded; "" for the root of the host.

    Returns:
        the address; "" if the Host is anything else than a name or an IP address, with or without a port.
    """
    if not _HOST_HEADER.fullmatch(host):
        return ""
    path = quote(root_path.strip("/"), safe="/!$&'()*+,;=:@~")
    return f"{scheme}://{host}/{path}/" if path else f"{scheme}://{host}/"


@lru_cache(maxsize=1024)
def path_address(base: str, path: str) -> str:
    """Return the address of a path below the base.

    Args:
        base: the address of the root.
        path: a path without a slash at its beginning, percent-decoded.
    """
    return base + quote(path, safe="/!$&'()*+,;=:@~")


def cursor_of(query: str) -> str | None:
    """Return the cursor in a query, None if it has none.

    Raises:
        ValueError: it is no cursor.
    """
    for parameter in query.split("&"):
        if parameter.startswith(_PAGE):
            cursor = parameter.removeprefix(_PAGE)
            if not _CURSOR.fullmatch(cursor):
                raise ValueError(f"page is {cursor!r:.64}")
            return cursor
    return None


def with_cursor(address: str, cursor: str | None) -> str:
    """Return an address with the cursor of a page, if it is not the first one."""
    return address if cursor is None else f"{address}?{_PAGE}{cursor}"
