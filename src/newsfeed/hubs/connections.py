"""Connections that are checked after the host name is resolved, and that end at a deadline."""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import httpcore
import httpx

from newsfeed.hubs.addresses import is_public
from newsfeed.hubs.errors import AddressError

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the IP addresses of a host name and a port."""

_SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]

_FAILURES: Final = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
)


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host in the order of the system's resolver, without repetitions.

    Raises:
        OSError: the name cannot be resolved.
    """
    import socket

    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a label of the name is empty or over 63 characters long
        raise OSError(f"{host!r:.100} is no host name") from None
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Deadline:
    """The end of a request, however much the other side still sends.

    Args:
        seconds: the time from now on.
        monotonic: the clock, in seconds.
    """

    def __init__(self, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def limit(self, timeout: float | None) -> float:
        """Return the seconds that an operation may take.

        Raises:
            httpcore.ReadTimeout: no time is left.
        """
        left = self._end - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the response took too long")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection with one deadline for all operations."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.limit(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connections to addresses that were checked: the address that is checked is the one that is connected to.

    Args:
        deadline: the end of the request.
        allow_private: True to connect to addresses of private networks, too.
        resolve: returns the addresses of a host.
        inner: makes the connections.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        allow_private: bool,
        resolve: Resolve = resolve,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = httpcore.SyncBackend() if inner is None else inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that accepts.

        Raises:
            AddressError: the host has none but private addresses.
            httpcore.ConnectError: none accepts.
        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.limit(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _allowed(self, host: str, port: int) -> Sequence[str]:
        addresses = self._resolve(host, port)
        if self._allow_private:
            return addresses
        allowed = [address for address in addresses if is_public(address)]
        if addresses and not allowed:
            raise AddressError(
                f"{host} is in a private network ({', '.join(addresses)[:200]}), which requests to addresses of others "
                "may not enter: pass allow_private=True if it is yours"
            )
        return allowed


class _Body(httpx.SyncByteStream):
    """The content of a response; closing it closes the connection."""

    def __init__(self, content: Iterable[bytes], pool: httpcore.ConnectionPool) -> None:
        self._content = content
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._content
        except _FAILURES as error:
            raise _to_httpx(error) from None

    def close(self) -> None:
        self._pool.close()


class GuardedTransport(httpx.BaseTransport):
    """Transport of httpx that makes a connection of its own for each request, checked and limited in time.

    Args:
        total: seconds until the last byte of a response.
        allow_private: True to connect to addresses of private networks, too.
        resolve: returns the addresses of a host.
    """

    def __init__(self, *, total: float, allow_private: bool, resolve: Resolve = resolve) -> None:
        self._total = total
        self._allow_private = allow_private
        self._resolve = resolve
        self._ssl_context = httpx.create_ssl_context()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            AddressError: the host is in a private network.
            httpx.TransportError: there is no whole response.
        """
        backend = GuardedBackend(Deadline(self._total), allow_private=self._allow_private, resolve=self._resolve)
        pool = httpcore.ConnectionPool(self._ssl_context, max_keepalive_connections=0, network_backend=backend)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        message = httpcore.Request(
            request.method,
            url,
            headers=request.headers.raw,
            content=request.stream if isinstance(request.stream, httpx.SyncByteStream) else request.read(),
            extensions=request.extensions,
        )
        try:
            response = pool.handle_request(message)
        except _FAILURES as error:
            pool.close()
            raise _to_httpx(error) from None
        except BaseException:
            pool.close()
            raise
        body = response.stream if isinstance(response.stream, Iterable) else ()
        return httpx.Response(response.status, headers=response.headers, stream=_Body(body, pool))


def _to_httpx(error: Exception) -> httpx.TransportError:
    if isinstance(error, httpcore.TimeoutException):
        return httpx.TimeoutException(str(error) or "no answer in time")
    return httpx.NetworkError(str(error) or type(error).__name__)
