"""A WebSub hub, rssCloud server and IndexNow endpoint for tests, as a process of its own on loopback; standard library only.

It prints its port, and serves until it is terminated. The query of the address of the hub says how it behaves:

    fail=N          answer the first N requests of each form by 503, with Retry-After: 0
    status=CODE     answer every form by this status
    delay=SECONDS   wait before each answer
    signature=MODE  sign deliveries with `wrong`, `none`, or an algorithm; sha256 by default
    lease=SECONDS   the lease, in place of the requested one; `none` leaves it out
    topic=URL       verify the intent for another topic
    deny=REASON     deny subscriptions
    success=false   (rssCloud) answer 200 with success="false"

GET /log returns every form that came, as JSON, and every answer to a verification or delivery.
"""

import hashlib
import hmac
import json
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit


class State:
    """Everything that the hub remembers."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.log: list[dict[str, Any]] = []
        self.counts: dict[str, int] = {}
        self.subscriptions: dict[tuple[str, str], dict[str, str]] = {}

    def note(self, **entry: Any) -> None:
        with self.lock:
            self.log.append(entry)

    def count(self, key: str) -> int:
        with self.lock:
            self.counts[key] = self.counts.get(key, 0) + 1
            return self.counts[key]


STATE = State()
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def log_message(self, *_arguments: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        with STATE.lock:
            self._answer(200, json.dumps(STATE.log).encode(), "application/json")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        options = dict(parse_qsl(address.query))
        is_json = "json" in self.headers.get("Content-Type", "")
        form = json.loads(body) if is_json else dict(parse_qsl(body.decode(), keep_blank_values=True))
        STATE.note(kind="form", path=address.path, form=form, agent=self.headers.get("User-Agent"))
        time.sleep(float(options.get("delay", 0)))
        if STATE.count(f"{self.path} {body!r}") <= int(options.get("fail", 0)):
            self._answer(503, b"busy", headers=[("Retry-After", "0")])
        elif "status" in options:
            self._answer(int(options["status"]), b"as told", headers=[("Retry-After", options.get("after", "0"))])
        elif address.path == "/indexnow":
            self._answer(202)
        elif address.path.startswith("/rsscloud/"):
            success = options.get("success", "true")
            text = f'<?xml version="1.0"?><result success="{success}" msg="Tide &amp; time."/>'
            self._answer(200, text.encode(), "text/xml")
        else:
            self._serve_hub(form, options)

    def _serve_hub(self, form: dict[str, str], options: dict[str, str]) -> None:
        mode = form.get("hub.mode")
        if mode == "publish":
            self._answer(204)
            threading.Thread(target=distribute, args=(form, options, self._own_address())).start()
        elif mode in ("subscribe", "unsubscribe"):
            self._answer(202)
            threading.Thread(target=verify, args=(form, options)).start()
        else:
            self._answer(400, b"hub.mode is unknown")

    def _own_address(self) -> str:
        return f"http://{self.headers['Host']}/"

    def _answer(
        self,
        status: int,
        body: bytes = b"",
        content_type: str = "text/plain",
        headers: list[tuple[str, str]] | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in [("Content-Type", content_type), ("Content-Length", str(len(body))), *(headers or [])]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def fetch(request: urllib.request.Request | str) -> tuple[int, bytes, str]:
    """Return status, content and media type; 0 for any other machine, since tests use loopback only."""
    url = request if isinstance(request, str) else request.full_url
    if urlsplit(url).hostname != "127.0.0.1":
        return 0, b"", ""
    try:
        with OPENER.open(request, timeout=10) as response:
            return response.status, response.read(), response.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        return error.code, error.read(), ""
    except OSError:
        return 0, b"", ""


def verify(form: dict[str, str], options: dict[str, str]) -> None:
    """Verify the intent of a subscriber (WebSub, 5.3), or deny it."""
    topic = options.get("topic", form["hub.topic"])
    if "deny" in options:
        fields = {"hub.mode": "denied", "hub.topic": topic, "hub.reason": options["deny"]}
    else:
        challenge = hashlib.sha256(repr(sorted(form.items())).encode()).hexdigest()
        fields = {"hub.mode": form["hub.mode"], "hub.topic": topic, "hub.challenge": challenge}
        lease = options.get("lease", form.get("hub.lease_seconds", "864000"))
        if form["hub.mode"] == "subscribe" and lease != "none":
            fields["hub.lease_seconds"] = lease
    callback = form["hub.callback"]
    status, body, _ = fetch(f"{callback}{'&' if '?' in callback else '?'}{urlencode(fields)}")
    verified = "deny" not in options and status == 200 and body == fields["hub.challenge"].encode()
    key = (callback, form["hub.topic"])
    with STATE.lock:
        if verified and form["hub.mode"] == "subscribe":
            STATE.subscriptions[key] = form
        elif verified:
            STATE.subscriptions.pop(key, None)
    # Noted last, so that a test that waits for it finds the subscription.
    STATE.note(kind="verification", status=status, verified=verified)


def distribute(form: dict[str, str], options: dict[str, str], hub: str) -> None:
    """Fetch a topic and deliver it to its subscribers (WebSub, 7)."""
    topic = form["hub.url"]
    status, content, content_type = fetch(topic)
    STATE.note(kind="fetch", topic=topic, status=status)
    with STATE.lock:
        subscriptions = [value for (_, subscribed), value in STATE.subscriptions.items() if subscribed == topic]
    for subscription in subscriptions:
        headers = {"Content-Type": content_type, "Link": f'<{hub}>; rel="hub", <{topic}>; rel="self"'}
        headers |= signature(subscription.get("hub.secret", ""), content, options.get("signature", "sha256"))
        callback = subscription["hub.callback"]
        request = urllib.request.Request(callback, content, headers, method="POST")  # noqa: S310  (loopback)
        status, _, _ = fetch(request)
        STATE.note(kind="delivery", status=status)
    STATE.note(kind="distribution", topic=topic, deliveries=len(subscriptions))


def signature(secret: str, content: bytes, mode: str) -> dict[str, str]:
    """Return the header of the signature (WebSub, 7.1)."""
    if not secret or mode == "none":
        return {}
    algorithm = "sha256" if mode == "wrong" else mode
    digest = hmac.new(secret.encode(), content + (b"!" if mode == "wrong" else b""), algorithm).hexdigest()
    return {"X-Hub-Signature": f"{algorithm}={digest}"}


def main() -> None:
    """Serve on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
