"""Requests to other servers, limited in time, size and redirects."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urljoin, urlsplit

import attrs

import newsfeed
from newsfeed.classes.frozen import frozen
from newsfeed.errors import UnsupportedError
from newsfeed.hubs.addresses import check_address
from newsfeed.hubs.errors import AddressError, RequestError

if TYPE_CHECKING:
    import httpx

_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_REPEATED: Final = frozenset((307, 308))
"""Redirects that keep method and content (RFC 9110, 15.4.8 and 15.4.9)."""


@frozen(kw_only=True)
class Response:
    """A response of another server.

    Attributes:
        status: its status code.
        headers: its header fields in their order.
        body: its content as it was sent, at most the client's limit of bytes.
        url: the address that sent it, after redirects.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    url: str = ""

    def values(self, name: str) -> list[str]:
        """Return the values of all header fields with a name, in any case."""
        wanted = name.lower()
        return [value for field, value in self.headers if field.lower() == wanted]

    def header(self, name: str) -> str:
        """Return the value of the first header field with a name, or ""."""
        return next(iter(self.values(name)), "")


@attrs.frozen(kw_only=True)
class Client:
    """Sender of requests.

    Attributes:
        timeout: seconds that the other side may be silent.
        total: seconds until the last byte of a response. Resolving the name of a host is limited by the system alone.
        max_bytes: size of a response's content at most.
        max_redirects: number of redirects to follow. They never lead from HTTPS to HTTP or to another scheme; a request with
            content is only repeated for 307 and 308.
        allow_private: True for addresses that the publisher has written; False, the default, for addresses from documents of
            others: hosts in private networks are refused.
        transport: a transport of httpx in place of the network, for tests; it sees every address.
    """

    timeout: float = 10.0
    total: float = 30.0
    max_bytes: int = 16 << 20
    max_redirects: int = 5
    allow_private: bool = False
    transport: "httpx.BaseTransport | None" = None

    def post_form(self, url: str, fields: Mapping[str, str]) -> Response:
        """Send a form; see `send`."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", url, content=urlencode(fields).encode(), headers=headers)

    def get(self, url: str) -> Response:
        """Fetch a document; see `send`."""
        return self.send("GET", url)

    def send(
        self, method: str, url: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Response:
        """Send a request and return the response, whatever its status.

        Args:
            method: GET or POST.
            url: the address.
            content: the content of the request.
            headers: further header fields.

        Raises:
            AddressError: the address, or that of a redirect, may not be requested.
            RequestError: there is no whole response within the limits.
            UnsupportedError: httpx is missing.
        """
        address = check_address(url)
        for _ in range(self.max_redirects + 1):
            response = self._send_once(method, address, content, headers or {})
            target = _redirect(response, method)
            if target is None or not self.max_redirects:
                return response
            address = target
            if response.status not in _REPEATED:
                method, content, headers = "GET", b"", None
        raise RequestError(f"{url:.200}: over {self.max_redirects} redirects", transient=False)

    def _send_once(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> Response:
        check_httpx()
        import httpx

        fields = {
            "User-Agent": f"newsfeed/{newsfeed.__version__}",
            "Accept-Encoding": "identity",
            "Accept": "*/*",
            **headers,
        }
        transport = self.transport or self._network()
        try:
            with (
                httpx.Client(transport=transport, timeout=self.timeout, trust_env=False) as client,
                client.stream(method, url, content=content or None, headers=fields) as response,
            ):
                body = self._body(response, url)
                pairs = tuple((name, value) for name, value in response.headers.multi_items())
                return Response(status=response.status_code, headers=pairs, body=body, url=url)
        except httpx.TimeoutException as error:
            raise RequestError(f"{url:.200}: no whole answer in time ({error})") from None
        except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError) as error:
            raise RequestError(f"{url:.200}: {error or type(error).__name__}") from None

    def _network(self) -> "httpx.BaseTransport":
        from newsfeed.hubs.connections import GuardedTransport  # imports httpx

        return GuardedTransport(total=self.total, allow_private=self.allow_private)

    def _body(self, response: "httpx.Response", url: str) -> bytes:
        body = bytearray()
        # A transport of a test may return the content at once. Compressed content is not decoded: it has no limit yet.
        for chunk in (response.content,) if response.is_stream_consumed else response.iter_raw():
            body += chunk
            if len(body) > self.max_bytes:
                raise RequestError(f"{url:.200}: the answer has over {self.max_bytes:,} bytes", transient=False)
        return bytes(body)


def check_httpx() -> None:
    """Raise an error that names the extra if httpx is missing.

    Raises:
        UnsupportedError: it is missing.
    """
    if find_spec("httpx") is None:
        raise UnsupportedError(
            "requests to other servers are sent with httpx, which is not installed: install it with "
            "`pip install newsfeed-kit[publish]`"
        )


def _redirect(response: Response, method: str) -> str | None:
    """Return the address that a response leads to; None if it is no redirect to follow.

    Raises:
        AddressError: the address is not one of the web.
        RequestError: it leads from HTTPS to HTTP.
    """
    location = response.header("Location")
    followed = _REDIRECTS if method == "GET" else _REPEATED
    if response.status not in followed or not location:
        return None
    try:
        target = check_address(urljoin(response.url, location))
    except ValueError:  # such as a broken IPv6 address
        raise AddressError(f"{response.url:.200}: is redirected to {location!r:.200}, which is no address") from None
    if urlsplit(response.url).scheme == "https" and urlsplit(target).scheme != "https":
        raise RequestError(f"{response.url:.200}: is redirected from HTTPS to HTTP ({target:.200})", transient=False)
    return target
