"""Subscriptions: requests, verification of intent, denials, leases and signatures, and the answers of the callback."""

import asyncio
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

import newsfeed
from newsfeed import Feed, Report, Story
from newsfeed.errors import ArgumentError
from newsfeed.http import Page, Settings, asgi
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.websub import Callback
from newsfeed.hubs import Subscription, canceled, renewed
from newsfeed.hubs.subscriptions import has_valid_signature, request_form, sign, verify

KEY = "s3cret"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TOPIC = "https://news.example.com/feed"
CALLBACK = "https://reader.example.com/websub/Qx81"
RSS = newsfeed.dumps(
    Feed(
        title="Tides",
        url="https://news.example.com/",
        stories=[Story(id="tag:news.example.com,2026:a", headline="Tide turns")],
    ),
    "rss",
)


def subscription(**values: object) -> Subscription:
    return Subscription(topic=TOPIC, hub="https://hub.example.com/", callback=CALLBACK, **values)


def query(mode: str = "subscribe", **values: str | None) -> str:
    fields = {"mode": mode, "topic": TOPIC, "challenge": "c4f3", "lease_seconds": "1000", **values}
    return urlencode({f"hub.{name}": value for name, value in fields.items() if value is not None})


ACTIVE = verify(subscription(), query(), NOW).subscription


def test_the_form_of_a_request() -> None:
    form = request_form(subscription(secret=KEY, lease_seconds=86_400))
    assert form == {
        "hub.callback": CALLBACK,
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.lease_seconds": "86400",
        "hub.secret": "s3cret",
    }
    assert request_form(canceled(subscription(secret=KEY)))["hub.mode"] == "unsubscribe"
    assert "hub.secret" not in request_form(canceled(subscription(secret=KEY)))
    with pytest.raises(ArgumentError, match="nothing is pending"):
        request_form(ACTIVE)


def test_the_intent_is_confirmed_by_the_challenge() -> None:
    verdict = verify(subscription(), query(), NOW)
    assert (verdict.status, verdict.challenge) == (200, "c4f3")
    assert verdict.subscription.expires == NOW + timedelta(seconds=1000)
    assert verdict.subscription.renew_at == NOW + timedelta(seconds=900)
    assert verdict.subscription.is_active(NOW + timedelta(seconds=999))
    assert not verdict.subscription.is_active(NOW + timedelta(seconds=1000))
    assert verdict.subscription.pending == ""


def test_a_hub_may_shorten_or_lengthen_the_lease() -> None:
    verdict = verify(subscription(lease_seconds=1000), query(lease_seconds="5000"), NOW)
    assert verdict.subscription.expires == NOW + timedelta(seconds=5000)


@pytest.mark.parametrize(
    "refused",
    [
        query(topic="https://evil.example.com/feed"),
        query(topic=None),
        query(mode="unsubscribe"),
        query(mode="publish"),
        query(mode=""),
        query(challenge=None),
        query(challenge=""),
        query(lease_seconds=None),
        query(lease_seconds="0"),
        query(lease_seconds="-1"),
        query(lease_seconds="1e9"),
        query(lease_seconds="99999999999999"),
        query(lease_seconds="²"),
        "",
        "&".join(["hub.mode=subscribe"] * 100),
    ],
)
def test_anything_that_does_not_fit_the_request_is_refused(refused: str) -> None:
    verdict = verify(subscription(), refused, NOW)
    assert (verdict.status, verdict.challenge) == (404, "")
    assert verdict.subscription == subscription()


def test_an_active_subscription_is_not_confirmed_a_second_time() -> None:
    assert verify(ACTIVE, query(), NOW).status == 404
    assert verify(ACTIVE, query("unsubscribe"), NOW).status == 404
    assert verify(ACTIVE, query(""), NOW).status == 404


def test_a_renewal_keeps_the_subscription_active_until_it_is_verified() -> None:
    later = NOW + timedelta(seconds=900)
    pending = renewed(ACTIVE)
    assert pending.is_active(later)
    assert verify(pending, query(), later).subscription.expires == later + timedelta(seconds=1000)


def test_an_end_is_confirmed_whatever_lease_it_names() -> None:
    verdict = verify(canceled(ACTIVE), query("unsubscribe", lease_seconds="nonsense"), NOW)
    assert (verdict.status, verdict.challenge) == (200, "c4f3")
    assert not verdict.subscription.is_active(NOW)
    assert verdict.subscription.renew_at is None


def test_a_hub_may_deny_at_any_time() -> None:
    for before in (subscription(), ACTIVE):
        verdict = verify(before, query("denied", reason="no\nroom", challenge=None), NOW)
        assert (verdict.status, verdict.challenge) == (200, "")
        assert verdict.subscription.denied == "no room"
        assert not verdict.subscription.is_active(NOW)
    assert verify(ACTIVE, query("denied", topic="https://evil.example.com/"), NOW).status == 404
    assert verify(ACTIVE, query("denied"), NOW).subscription.denied == "the hub gives no reason"


@pytest.mark.parametrize("secret", ["x" * 200, "é" * 100])
def test_a_secret_has_less_than_200_bytes(secret: str) -> None:
    with pytest.raises(ArgumentError, match="have less than 200 bytes"):
        subscription(secret=secret)
    assert subscription(secret="x" * 199).secret


def test_a_secret_is_for_https_or_this_machine_only() -> None:
    addresses = {"topic": TOPIC, "callback": CALLBACK, "secret": KEY}
    with pytest.raises(ArgumentError, match="not reached by HTTPS"):
        Subscription(hub="http://hub.example.com/", **addresses)
    assert Subscription(hub="http://127.0.0.1:8000/", **addresses).secret == KEY
    assert "s3cret" not in repr(Subscription(hub="https://hub.example.com/", **addresses))


@pytest.mark.parametrize("lease", [0, -1, 10**9, 1.5, "60"])
def test_a_lease_has_a_range(lease: object) -> None:
    with pytest.raises(ArgumentError, match="lease_seconds"):
        subscription(lease_seconds=lease)


def test_only_two_requests_can_be_pending() -> None:
    with pytest.raises(ArgumentError, match="pending must be"):
        subscription(pending="publish")


def test_dates_have_a_zone() -> None:
    with pytest.raises(ArgumentError, match="no time zone"):
        subscription(expires=datetime(2026, 11, 27))  # noqa: DTZ001  (the subject)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
def test_signatures(algorithm: str) -> None:
    header = f"{algorithm}={hmac.new(b's3cret', RSS, algorithm).hexdigest()}"
    assert sign("s3cret", RSS, algorithm) == header
    assert has_valid_signature("s3cret", header, RSS)
    assert has_valid_signature("s3cret", header.upper().replace(algorithm.upper(), algorithm), RSS)
    assert not has_valid_signature("s3cret", header, RSS + b" ")
    assert not has_valid_signature("other", header, RSS)
    assert not has_valid_signature("s3cret", header[:-1], RSS)
    assert not has_valid_signature("s3cret", f"{algorithm}=", RSS)


@pytest.mark.parametrize(
    "header", ["", "md5=" + "d41d8cd98f00b204e9800998ecf8427e", "sha256", "=", "sha256=é", "new=1", "sha3_256=00"]
)
def test_other_signatures_are_wrong(header: str) -> None:
    assert not has_valid_signature("s3cret", header, RSS)


def test_only_algorithms_of_the_standard_sign() -> None:
    with pytest.raises(ArgumentError, match="md5"):
        sign("s3cret", RSS, "md5")


# --- the callback ------------------------------------------------------------------------------------------------------


class Reader:
    """A subscriber with one subscription."""

    def __init__(self, current: Subscription) -> None:
        self.current = current
        self.feeds: list[tuple[Feed, Report]] = []
        self.ignored: list[str] = []
        self.callback = Callback(
            subscriptions=self,
            receive=lambda _subscription, feed, report: self.feeds.append((feed, report)),
            clock=lambda: NOW,
            ignored=lambda _subscription, reason: self.ignored.append(reason),
            max_bytes=10_000,
        )

    def find(self, path: str) -> Subscription | None:
        return self.current if path == "/websub/Qx81" else None

    def save(self, path: str, changed: Subscription) -> None:
        assert path == "/websub/Qx81"
        self.current = changed

    def respond(self, method: str = "POST", *, path: str = "/websub/Qx81", **values: object) -> Rendered:
        return self.callback.respond(Request(method=method, path=path, **values))


def test_the_callback_confirms_and_remembers() -> None:
    reader = Reader(subscription())
    rendered = reader.respond("GET", query=query(challenge="<script>alert(1)</script>"))
    assert (rendered.status, b"".join(rendered.body)) == (200, b"<script>alert(1)</script>")
    assert rendered.header("Content-Type") == "text/plain; charset=utf-8"
    assert rendered.header("X-Content-Type-Options") == "nosniff"
    assert reader.current == ACTIVE


def test_the_callback_refuses_and_remembers_nothing() -> None:
    reader = Reader(subscription())
    assert reader.respond("GET", query=query(topic="https://evil.example.com/")).status == 404
    assert reader.respond("GET", path="/websub/other", query=query()).status == 404
    assert reader.current == subscription()


def test_a_delivery_is_read() -> None:
    reader = Reader(ACTIVE)
    rendered = reader.respond(body=RSS, headers={"Content-Type": "application/rss+xml"})
    assert (rendered.status, tuple(rendered.body)) == (202, ())
    assert [story.headline for feed, _ in reader.feeds for story in feed.stories] == ["Tide turns"]


def test_the_charset_of_a_delivery_counts_and_links_are_resolved() -> None:
    reader = Reader(ACTIVE)
    body = '<rss version="2.0"><channel><title>Ébbe</title><link>/x</link></channel></rss>'.encode("cp1252")
    reader.respond(body=body, headers={"Content-Type": "text/xml; charset=windows-1252"})
    ((feed, _),) = reader.feeds
    assert (feed.title, feed.url) == ("Ébbe", "https://news.example.com/x")


@pytest.mark.parametrize("header", [None, "sha256=00", "md5=00", ""])
def test_a_wrong_signature_is_accepted_and_ignored(header: str | None) -> None:
    reader = Reader(verify(subscription(secret=KEY), query(), NOW).subscription)
    headers = {} if header is None else {"X-Hub-Signature": header}
    assert reader.respond(body=RSS, headers=headers).status == 202
    assert not reader.feeds
    assert reader.ignored == ["its signature is wrong" if header else "it has no signature"]


def test_a_right_signature_is_read() -> None:
    reader = Reader(verify(subscription(secret=KEY), query(), NOW).subscription)
    reader.respond(body=RSS, headers={"X-Hub-Signature": sign("s3cret", RSS, "sha512")})
    assert len(reader.feeds) == 1


def test_a_delivery_that_cannot_be_read_is_accepted_and_ignored() -> None:
    reader = Reader(ACTIVE)
    assert reader.respond(body=b"\0 nothing").status == 202
    assert reader.ignored[0].startswith("it cannot be read: ")


def test_a_delivery_has_a_limit_compressed_and_not() -> None:
    import gzip

    reader = Reader(ACTIVE)
    assert reader.respond(body=b"x" * 10_001).status == 413
    assert reader.respond(body=gzip.compress(RSS + b" " * 100_000)).status == 202
    assert "over 10000 bytes" in reader.ignored[0]
    assert not reader.feeds


@pytest.mark.parametrize(
    ("current", "status"),
    [
        (subscription(), 404),
        (verify(ACTIVE, query("denied"), NOW).subscription, 410),
        (verify(canceled(ACTIVE), query("unsubscribe"), NOW).subscription, 410),
        (verify(subscription(), query(), NOW - timedelta(seconds=1000)).subscription, 410),
    ],
)
def test_deliveries_to_a_subscription_that_is_not_active_are_refused(current: Subscription, status: int) -> None:
    reader = Reader(current)
    assert reader.respond(body=RSS).status == status
    assert not reader.feeds


def test_other_methods() -> None:
    rendered = Reader(ACTIVE).respond("PUT")
    assert (rendered.status, rendered.header("Allow")) == (405, "GET, POST")


class StorySource:
    """A source without stories."""

    def page(self, _cursor: str | None, as_of: datetime) -> Page:
        return Page(feed=Feed(title="Tides"), modified=as_of)

    def story(self, _slug: str, _as_of: datetime) -> None:
        return None


def test_the_server_of_newsfeed_takes_the_callback_as_a_handler() -> None:
    httpx = pytest.importorskip("httpx", reason="httpx is not installed")
    reader = Reader(subscription())
    app = asgi.app(StorySource(), Settings(handlers={"/websub/Qx81": reader.callback.respond}))

    async def verify_and_deliver() -> list[tuple[int, bytes]]:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://reader.example.com"
        ) as client:
            answers = [await client.get(f"/websub/Qx81?{query()}"), await client.post("/websub/Qx81", content=RSS)]
            return [(answer.status_code, answer.content) for answer in answers]

    assert asyncio.run(verify_and_deliver()) == [(200, b"c4f3"), (202, b"")]
    assert [feed.stories[0].headline for feed, _ in reader.feeds] == ["Tide turns"]
