"""The callback of a WebSub subscriber: answers the requests of a hub, for any framework."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

import attrs

import newsfeed
from newsfeed.errors import NewsfeedError
from newsfeed.findings import Report
from newsfeed.http.messages import Rendered, Request
from newsfeed.hubs.subscriptions import Subscription, has_valid_signature, verify
from newsfeed.io.encoding_labels import charset_of
from newsfeed.io.limits import Limits
from newsfeed.model import Feed

_TEXT: Final[tuple[tuple[str, str], ...]] = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("Cache-Control", "no-store"),
)
"""Headers of every answer: a challenge that is a script must not run in a browser (WebSub, 5.3.1)."""

Receive = Callable[[Subscription, Feed, Report], None]
"""Gets a feed that was delivered, with the findings of reading it. It must return soon: the hub waits."""

Ignore = Callable[[Subscription, str], None]
"""Gets the reason why a delivery was ignored."""


class Subscriptions(Protocol):
    """The subscriptions of a subscriber. Both methods are called from several threads at once."""

    def find(self, path: str, /) -> Subscription | None:
        """Return the subscription with the callback at this path below the root of the app; None if there is none."""
        ...

    def save(self, path: str, subscription: Subscription, /) -> None:
        """Replace the subscription of a path."""
        ...


def _ignore_silently(_subscription: Subscription, _reason: str) -> None:
    pass


@attrs.frozen(kw_only=True)
class Callback:
    """The answers of a subscriber to its hubs.

    Attributes:
        subscriptions: finds and saves subscriptions.
        receive: gets each feed that was delivered.
        clock: returns the present as an aware datetime.
        ignored: gets the reason why a delivery was ignored; nothing is done by default.
        max_bytes: size of a delivery at most.
    """

    subscriptions: Subscriptions
    receive: Receive
    clock: Callable[[], datetime]
    ignored: Ignore = _ignore_silently
    max_bytes: int = 16 << 20

    def respond(self, request: Request) -> Rendered:
        """Answer a request of a hub: the verification of intent or a denial by GET, a delivery by POST.

        A delivery with a wrong signature, or that cannot be read, is ignored and answered by 202 all the same, so that nobody
        can guess at signatures (WebSub, 7.1.2). Subscriptions that have ended are answered by 410, unknown ones by 404.
        """
        subscription = self.subscriptions.find(request.path)
        if subscription is None:
            return _answer(404)
        if request.method == "GET":
            verdict = verify(subscription, request.query, self.clock())
            if verdict.subscription != subscription:
                self.subscriptions.save(request.path, verdict.subscription)
            return _answer(verdict.status, verdict.challenge)
        if request.method == "POST":
            return self._take(subscription, request)
        return _answer(405, headers=(("Allow", "GET, POST"),))

    def _take(self, subscription: Subscription, request: Request) -> Rendered:
        if not subscription.is_active(self.clock()):
            return _answer(404 if subscription.pending == "subscribe" else 410)
        if len(request.body) > self.max_bytes:
            return _answer(413)
        signature = request.headers.get("x-hub-signature", "")
        if subscription.secret and not has_valid_signature(subscription.secret, signature, request.body):
            reason = "its signature is wrong" if signature else "it has no signature"
            self.ignored(subscription, reason)
            return _answer(202)
        self._read(subscription, request)
        return _answer(202)

    def _read(self, subscription: Subscription, request: Request) -> None:
        report = Report()
        encoding = charset_of(request.headers.get("content-type", ""))
        limits = Limits(bytes=self.max_bytes)
        try:
            feed = newsfeed.loads(
                request.body, base=subscription.topic, encoding=encoding, limits=limits, report=report
            )
        except NewsfeedError as error:
            self.ignored(subscription, f"it cannot be read: {error}")
        else:
            self.receive(subscription, feed, report)


def _answer(status: int, text: str = "", headers: tuple[tuple[str, str], ...] = ()) -> Rendered:
    return Rendered(status=status, headers=[*_TEXT, *headers], body=(text.encode(),) if text else ())
