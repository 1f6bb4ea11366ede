"""Addresses that requests may go to: those of the web, and by default none in a private network."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from newsfeed.hubs.errors import AddressError
from newsfeed.values.iris import check_web_url
from newsfeed.values.references import to_uri

_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def check_address(url: str) -> str:
    """Return the URI of an address of the web, without its fragment.

    Args:
        url: an IRI.

    Raises:
        AddressError: it is no valid address, neither http nor https, or has a user name or password.
    """
    if not isinstance(url, str):
        raise AddressError(f"{url!r:.200} is no address: pass a string")
    uri = to_uri(url).partition("#")[0]
    try:
        check_web_url(uri)
        parts = urlsplit(uri)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{url!r:.200} is no address that a request can go to: {error}") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        raise AddressError(f"{url!r:.200} is no address of the web: write one that begins with https:// or http://")
    if "@" in parts.netloc:
        raise AddressError(f"{parts.hostname}: the address has a user name or a password: remove it")
    return uri


def is_loopback(url: str) -> bool:
    """Return whether the host of an address is this machine by its very name: `localhost`, 127.0.0.0/8 or ::1."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(text: str) -> bool:
    """Return whether an IP address belongs to a host of the internet.

    False for private, loopback, link-local, multicast and reserved addresses, and for IPv6 addresses that contain such an
    IPv4 address (IPv4-mapped, 6to4, NAT64).

    Args:
        text: an IPv4 or IPv6 address, as `socket.getaddrinfo` returns it.
    """
    address: _IPAddress = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        embedded = _embedded_ipv4(address)
        if embedded is None:
            return address in _GLOBAL_UNICAST and address.is_global
        address = embedded
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
