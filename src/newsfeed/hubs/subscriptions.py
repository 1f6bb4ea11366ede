"""Subscriptions of a WebSub subscriber, as pure functions: requests, verification of intent, and signed deliveries.

Nothing here accesses the network or a clock. `newsfeed.http.websub` answers a hub's requests with these functions, and
`newsfeed.hubs.subscribing` sends a subscriber's.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.hubs.addresses import check_address, is_loopback
from newsfeed.values.dates import is_aware

ALGORITHMS: Final = frozenset(("sha1", "sha256", "sha384", "sha512"))
"""The algorithms of signatures (WebSub, 7.1.1)."""

_MAX_SECRET: Final = 200
_MAX_LEASE: Final = 10 * 366 * 86_400
"""Seconds of the longest lease that is agreed to: hubs must not issue perpetual ones (WebSub, 5.3.1)."""

_MAX_FIELDS: Final = 50


def _check_secret(subscription: "Subscription", _field: object, secret: str) -> None:
    if not secret.isprintable() or len(secret.encode()) >= _MAX_SECRET:
        raise ArgumentError(
            f"Subscription: the secret must be printable and have less than {_MAX_SECRET} bytes (WebSub, 5.1)"
        )
    if secret and urlsplit(subscription.hub).scheme != "https" and not is_loopback(subscription.hub):
        raise ArgumentError(
            f"Subscription: the hub {subscription.hub:.200} is not reached by HTTPS, so anybody on the way can read the "
            "secret: use a hub with HTTPS, or no secret (WebSub, 5.1)"
        )


def _check_lease(_subscription: object, _field: object, seconds: int | None) -> None:
    if seconds is not None and not (isinstance(seconds, int) and 0 < seconds <= _MAX_LEASE):
        raise ArgumentError(
            f"Subscription: lease_seconds must be a whole number from 1 to {_MAX_LEASE}, not {seconds!r:.50}"
        )


def _check_pending(_subscription: object, _field: object, pending: str) -> None:
    if pending not in ("", "subscribe", "unsubscribe"):
        raise ArgumentError(f"Subscription: pending must be subscribe, unsubscribe or empty, not {pending!r:.50}")


def _check_moment(_subscription: object, field: "attrs.Attribute[datetime | None]", value: datetime | None) -> None:
    if value is not None and not is_aware(value):
        raise ArgumentError(f"Subscription: {field.name} has no time zone: add tzinfo=datetime.UTC")


@attrs.frozen(kw_only=True)
class Subscription:
    """The subscription to one topic at one hub, with a callback of its own.

    A new one is pending: save it before you request it, since a hub may verify it before it answers the request.

    Attributes:
        topic: the address of the feed, as it names itself (`rel="self"`).
        hub: the address of the hub.
        callback: the address that the hub delivers to. Nobody should be able to guess it, so make a part of it of
            `secrets.token_urlsafe()`.
        secret: the key of the signatures, such as `secrets.token_urlsafe(32)`; "" for none. Less than 200 bytes, and only for
            a hub that is reached by HTTPS or on this machine.
        lease_seconds: the requested duration in seconds; None leaves it to the hub.
        pending: "subscribe" or "unsubscribe" while the hub has not verified it; "" otherwise.
        verified: the moment of the hub's verification. Aware datetime, or None.
        expires: the end of the lease. Aware datetime; None if it is not active.
        denied: the hub's reason if it denied the subscription; "" otherwise.

    Raises:
        ArgumentError: the secret is too long or would be readable, a lease is out of range, or a date has no time zone.
        AddressError: an address is not one of the web.
    """

    topic: str = attrs.field(converter=check_address)
    hub: str = attrs.field(converter=check_address)
    callback: str = attrs.field(converter=check_address)
    secret: str = attrs.field(default="", validator=_check_secret, repr=False)
    lease_seconds: int | None = attrs.field(default=None, validator=_check_lease)
    pending: str = attrs.field(default="subscribe", validator=_check_pending)
    verified: datetime | None = attrs.field(default=None, validator=_check_moment)
    expires: datetime | None = attrs.field(default=None, validator=_check_moment)
    denied: str = ""

    def is_active(self, now: datetime) -> bool:
        """Return whether the hub delivers to this subscription at a moment."""
        return self.expires is not None and now < self.expires

    @property
    def renew_at(self) -> datetime | None:
        """The moment to request it again: after nine tenths of the lease. None if it is not active."""
        if self.verified is None or self.expires is None:
            return None
        return self.verified + (self.expires - self.verified) * 0.9


def renewed(subscription: Subscription) -> Subscription:
    """Return the subscription pending again: deliveries go on, and the next verification extends the lease."""
    return attrs.evolve(subscription, pending="subscribe", denied="")


def canceled(subscription: Subscription) -> Subscription:
    """Return the subscription with its end pending."""
    return attrs.evolve(subscription, pending="unsubscribe")


def request_form(subscription: Subscription) -> dict[str, str]:
    """Return the form that asks the hub to subscribe or to unsubscribe (WebSub, 5.1).

    Raises:
        ArgumentError: nothing is pending.
    """
    if not subscription.pending:
        raise ArgumentError("request_form(): nothing is pending: pass the result of renewed() or canceled()")
    form = {
        "hub.callback": subscription.callback,
        "hub.mode": subscription.pending,
        "hub.topic": subscription.topic,
    }
    if subscription.pending == "subscribe":
        if subscription.lease_seconds is not None:
            form["hub.lease_seconds"] = str(subscription.lease_seconds)
        if subscription.secret:
            form["hub.secret"] = subscription.secret
    return form


@frozen(kw_only=True)
class Verdict:
    """The answer to a GET of a hub.

    Attributes:
        subscription: the subscription afterwards.
        status: 200, or 404 if the subscriber does not agree.
        challenge: the content of the response; "" for none.
    """

    subscription: Subscription
    status: int = 404
    challenge: str = ""


def verify(subscription: Subscription, query: str, now: datetime) -> Verdict:
    """Answer a hub that verifies the intent of the subscriber (WebSub, 5.3) or denies the subscription (5.2).

    Only a pending request is confirmed. An active subscription is not confirmed again: anybody with the address of the
    callback could otherwise replace its secret at the hub.

    Args:
        subscription: the subscription of the callback.
        query: the query of the request.
        now: the present. Aware datetime.
    """
    fields = _fields(query)
    refusal = Verdict(subscription=subscription)
    mode, challenge = fields.get("hub.mode", ""), fields.get("hub.challenge", "")
    if fields.get("hub.topic") != subscription.topic:
        return refusal
    if mode == "denied":
        reason = " ".join(fields.get("hub.reason", "").split())[:500] or "the hub gives no reason"
        return Verdict(
            subscription=attrs.evolve(subscription, pending="", expires=None, verified=None, denied=reason), status=200
        )
    if mode != subscription.pending or not mode or not challenge:
        return refusal
    if mode == "unsubscribe":
        ended = attrs.evolve(subscription, pending="", expires=None, verified=None)
        return Verdict(subscription=ended, status=200, challenge=challenge)
    seconds = _lease(fields.get("hub.lease_seconds", ""))
    if seconds is None:
        return refusal
    active = attrs.evolve(subscription, pending="", denied="", verified=now, expires=now + timedelta(seconds=seconds))
    return Verdict(subscription=active, status=200, challenge=challenge)


def _fields(query: str) -> dict[str, str]:
    """Return the first value of each field of a query."""
    try:
        return {name: values[0] for name, values in parse_qs(query, max_num_fields=_MAX_FIELDS).items()}
    except ValueError:
        return {}


def _lease(text: str) -> int | None:
    """Return the seconds of a lease; None if it is no positive number, or longer than ten years."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        return None
    seconds = int(text)
    return seconds if 0 < seconds <= _MAX_LEASE else None


def has_valid_signature(secret: str, header: str, body: bytes) -> bool:
    """Return whether a signature is that of a delivery (WebSub, 7.1.2).

    Args:
        secret: the secret of the subscription.
        header: the value of `X-Hub-Signature`, such as `sha256=5e3f...`; "" if it is missing.
        body: the content of the request.
    """
    algorithm, _, signature = header.strip().partition("=")
    if algorithm.lower() not in ALGORITHMS:
        return False
    expected = hmac.new(secret.encode(), body, getattr(hashlib, algorithm.lower())).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.strip().lower().encode("utf-8", "replace"))


def sign(secret: str, body: bytes, algorithm: str = "sha256") -> str:
    """Return the value of `X-Hub-Signature` for a content (WebSub, 7.1).

    Raises:
        ArgumentError: the standard does not have the algorithm.
    """
    if algorithm not in ALGORITHMS:
        raise ArgumentError(f"sign(): {algorithm!r:.50} is not one of {', '.join(sorted(ALGORITHMS))}")
    return f"{algorithm}={hmac.new(secret.encode(), body, getattr(hashlib, algorithm)).hexdigest()}"
