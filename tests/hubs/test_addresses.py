"""Addresses that no request goes to, checked after names are resolved, and the limits of responses."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from loopback import serving
from newsfeed.errors import UnsupportedError
from newsfeed.http.messages import Rendered, Request
from newsfeed.hubs import AddressError, Client, HubError, RequestError, Subscription, discover
from newsfeed.hubs.addresses import check_address, is_loopback, is_public

httpx = pytest.importorskip("httpx", reason="httpx is not installed: pip install newsfeed-kit[publish]")

from newsfeed.hubs import connections  # noqa: E402  (needs httpx)

PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",  # noqa: S104  (nothing is bound to it)
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:db8::1",
    "2001::1",
    "100::1",
]
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://hub.example.com/",
        "gopher://127.0.0.1:6379/_x",
        "javascript:alert(1)",
        "hub.example.com",
        "//hub.example.com/",
        "",
        "https://",
        "https://user:secret@hub.example.com/",
        "https://hub.example.com:99999/",
        "https://hub.example.com:0/",
        "https://hub .example.com/",
        "https://hub.example.com/\r\nX: y",
        "https://[::1/",
        "HTTP://",
        None,
        b"https://hub.example.com/",
    ],
)
def test_addresses_that_are_refused_before_anything_is_sent(url: Any) -> None:
    with pytest.raises(AddressError):
        check_address(url)
    with pytest.raises(AddressError):
        Client(transport=httpx.MockTransport(lambda _request: httpx.Response(200))).get(url)


def test_an_address_is_written_as_a_uri_without_its_fragment() -> None:
    assert check_address("https://bücher.example.com/fähre#x") == "https://xn--bcher-kva.example.com/f%C3%A4hre"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8000/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]/", True),
        ("http://localhost.example.com/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_loopback_by_name(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


def test_a_server_on_loopback_is_reached_only_if_it_is_allowed() -> None:
    requests: list[str] = []

    def respond(request: Request) -> Rendered:
        requests.append(request.path)
        return Rendered(body=(b"secret",))

    with serving(respond) as root:
        for host in ("127.0.0.1", "localhost", "127.0.0.2", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"):
            with pytest.raises((AddressError, RequestError)):
                Client().get(root.replace("127.0.0.1", host))
        assert not requests
        assert Client(allow_private=True).get(root).body == b"secret"


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address first and to a private one later never leads to the private one."""
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    class Recorder(connections.httpcore.SyncBackend):
        def connect_tcp(self, host: str, *_arguments: object, **_options: object) -> connections.httpcore.NetworkStream:
            connected.append(host)
            raise connections.httpcore.ConnectError("no network in tests")

    backend = connections.GuardedBackend(
        connections.Deadline(5), allow_private=False, resolve=resolve, inner=Recorder()
    )
    with pytest.raises(connections.httpcore.ConnectError):
        backend.connect_tcp("rebind.example.com", 80)
    with pytest.raises(AddressError, match=r"rebind\.example\.com is in a private network"):
        backend.connect_tcp("rebind.example.com", 80)
    assert connected == ["8.8.8.8"]


def test_only_the_public_ones_of_several_addresses_are_tried() -> None:
    tried: list[str] = []

    class Recorder(connections.httpcore.SyncBackend):
        def connect_tcp(self, host: str, *_arguments: object, **_options: object) -> connections.httpcore.NetworkStream:
            tried.append(host)
            raise connections.httpcore.ConnectTimeout("slow")

    backend = connections.GuardedBackend(
        connections.Deadline(5),
        allow_private=False,
        resolve=lambda _host, _port: ["10.0.0.1", "2606:4700::1111", "::1", "8.8.8.8"],
        inner=Recorder(),
    )
    with pytest.raises(connections.httpcore.ConnectTimeout):
        backend.connect_tcp("hub.example.com", 443)
    assert tried == ["2606:4700::1111", "8.8.8.8"]


def test_a_redirect_into_a_private_network_is_refused() -> None:
    reached: list[str] = []

    def respond(request: Request) -> Rendered:
        reached.append(request.path)
        return Rendered()

    with serving(respond) as inside:

        def handle(request: httpx.Request) -> httpx.Response:
            if request.url.host == "hub.example.com":
                return httpx.Response(302, headers={"Location": f"{inside}admin"})
            return connections.GuardedTransport(total=5, allow_private=False).handle_request(request)

        with pytest.raises(AddressError, match="private network"):
            Client(transport=httpx.MockTransport(handle)).get("http://hub.example.com/")
    assert not reached


def redirecting(status: int, location: str) -> tuple[Client, list[httpx.Request]]:
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, headers={"Location": location}) if len(requests) == 1 else httpx.Response(202)

    return Client(transport=httpx.MockTransport(handle)), requests


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://hub.example.com/", "gopher://x.example.com/", "http://[::1"]
)
def test_a_redirect_to_another_scheme_is_refused(location: str) -> None:
    client, requests = redirecting(307, location)
    with pytest.raises((AddressError, RequestError)):
        client.post_form("https://hub.example.com/", {"a": "b"})
    assert len(requests) == 1


def test_a_redirect_from_https_to_http_is_refused() -> None:
    client, requests = redirecting(308, "http://hub.example.com/")
    with pytest.raises(RequestError, match="from HTTPS to HTTP") as caught:
        client.post_form("https://hub.example.com/", {"hub.secret": "x"})
    assert not caught.value.transient
    assert len(requests) == 1


@pytest.mark.parametrize("status", [307, 308])
def test_a_form_is_sent_again_to_another_hub(status: int) -> None:
    client, requests = redirecting(status, "/new")
    response = client.post_form("https://hub.example.com/old", {"a": "b"})
    assert (response.status, response.url) == (202, "https://hub.example.com/new")
    assert requests[1].method == "POST"
    assert requests[1].content == b"a=b"


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_form_is_not_turned_into_a_get(status: int) -> None:
    client, requests = redirecting(status, "/new")
    assert client.post_form("https://hub.example.com/", {"a": "b"}).status == status
    assert len(requests) == 1


def test_redirects_have_a_limit() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": f"{request.url}x"})

    with pytest.raises(RequestError, match="over 5 redirects"):
        Client(transport=httpx.MockTransport(handle)).get("https://hub.example.com/")


def test_a_large_response_is_refused() -> None:
    with serving(lambda _request: Rendered(body=(b"x" * 2000,))) as root:
        with pytest.raises(RequestError, match="over 1,000 bytes"):
            Client(allow_private=True, max_bytes=1000).get(root)
        assert len(Client(allow_private=True, max_bytes=2000).get(root).body) == 2000


@contextmanager
def dripping(head: bytes) -> Iterator[str]:
    """Run a server that sends a byte every 20 ms after its first bytes and never ends."""
    stop = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(10)

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(head)
            while not stop.wait(0.02):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        stop.set()
        thread.join()
        server.close()


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Endless: "]
)
def test_a_response_that_drips_ends_at_the_deadline(head: bytes) -> None:
    with dripping(head) as url:
        start = time.monotonic()
        with pytest.raises(RequestError, match="in time") as caught:
            Client(allow_private=True, timeout=5, total=0.3).get(url)
        assert time.monotonic() - start < 4
    assert caught.value.transient


def test_a_silent_server_ends_at_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(RequestError, match="in time"):
        Client(allow_private=True, timeout=0.1).get(f"http://127.0.0.1:{server.getsockname()[1]}/")


def test_a_refused_connection_and_a_damaged_answer_are_errors_of_this_package() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    with pytest.raises(RequestError):
        Client(allow_private=True).get(url)
    with dripping(b"SMTP ready\r\n\r\n") as url, pytest.raises(RequestError):
        Client(allow_private=True, total=2).get(url)


def test_a_name_that_cannot_be_resolved_is_an_error_of_this_package() -> None:
    with pytest.raises(HubError):
        Client().get("http://name.invalid/")


def test_the_hub_of_a_document_of_others_is_not_reached_in_a_private_network() -> None:
    with serving(lambda _request: Rendered()) as root, pytest.raises(AddressError):
        discover(root, Client())


@pytest.mark.parametrize("field", ["topic", "hub", "callback"])
def test_a_subscription_has_addresses_of_the_web_only(field: str) -> None:
    addresses = dict.fromkeys(("topic", "hub", "callback"), "https://x.example.com/")
    with pytest.raises(AddressError):
        Subscription(**addresses | {field: "file:///etc/passwd"})


def test_without_httpx_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsfeed.hubs.client.find_spec", lambda _name: None)
    with pytest.raises(UnsupportedError, match=r"newsfeed-kit\[publish\]"):
        Client().get("https://hub.example.com/")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a key and a certificate of the host `localhost`, which signs itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return key, certificate


def test_tls_is_verified_by_the_host_name(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address that was checked, and the certificate still has to be that of the name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    with serving(lambda _request: Rendered(body=(b"by TLS",)), context) as root:
        by_name = root.replace("http://127.0.0.1", "https://localhost")
        by_number = root.replace("http:", "https:")
        with pytest.raises(RequestError, match=r"(?i)certificate"):
            Client(allow_private=True).get(by_name)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
        assert Client(allow_private=True).get(by_name).body == b"by TLS"
        with pytest.raises(RequestError, match=r"(?i)certificate"):
            Client(allow_private=True).get(by_number)
        with pytest.raises(AddressError, match="private network"):
            Client().get(by_name)
