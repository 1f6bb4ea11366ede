"""Servers on loopback for tests: the hub of `loopback_hub.py` as a process, and servers in threads of the test."""

import json
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from newsfeed.http.messages import Rendered, Request

DEADLINE = 60.0
"""Seconds that a test waits for something at most."""


class Hub(NamedTuple):
    """A running hub process."""

    url: str

    def log(self, kind: str = "form") -> list[dict[str, Any]]:
        """Return what the hub has noted of a kind, in order."""
        with urllib.request.urlopen(f"{self.url}log", timeout=10) as response:  # noqa: S310  (loopback)
            return [entry for entry in json.load(response) if entry["kind"] == kind]

    def wait(self, kind: str, number: int = 1) -> list[dict[str, Any]]:
        """Wait until the hub has noted a number of entries, and return them."""
        wait_for(lambda: len(self.log(kind)) >= number)
        return self.log(kind)


@contextmanager
def hub_process() -> Iterator[Hub]:
    """Run the hub."""
    program = Path(__file__).with_name("loopback_hub.py")
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Hub(f"http://127.0.0.1:{int(process.stdout.readline())}/")
    finally:
        process.terminate()
        process.communicate(timeout=10)


@contextmanager
def serving(respond: Callable[[Request], Rendered], tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve responses in a thread; yield the address of the root, which begins with http: even with TLS."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

        def handle_any(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            rendered = respond(
                Request(method=self.command, path=path, query=query, headers=dict(self.headers.items()), body=body)
            )
            content = b"".join(rendered.body)
            self.send_response(rendered.status)
            for name, value in (*rendered.headers, ("Content-Length", str(len(content)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_HEAD = handle_any  # noqa: N815  (the names of http.server)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: object) -> None:
            """Print nothing: clients of tests break off."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail at the deadline."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
