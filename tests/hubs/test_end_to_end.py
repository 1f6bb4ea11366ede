"""A publisher, a hub in a process of its own, and a subscriber, all on loopback."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import attrs
import pytest

import newsfeed
from loopback import Hub, hub_process, serving, wait_for
from newsfeed import Feed, Report, Story
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.websub import Callback
from newsfeed.hubs import (
    Client,
    Retries,
    Subscription,
    canceled,
    discover,
    notify,
    renewed,
    request_subscription,
)

pytest.importorskip("httpx", reason="httpx is not installed: pip install newsfeed-kit[publish]")

KEY = "s3cret"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CLIENT = Client(allow_private=True, max_redirects=0)


def retries(attempts: int = 3) -> Retries:
    return Retries(random=Random(5), attempts=attempts, first_delay=0.01)


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with hub_process() as running:
        yield running


class Publisher:
    """The server of a feed whose hub is on loopback."""

    def __init__(self, hub_url: str) -> None:
        self.hub_url = hub_url
        self.root = ""
        self.headlines = ["Tide turns"]

    @property
    def feed(self) -> Feed:
        stories = [
            Story(id=f"tag:news.example.com,2026:{number}", headline=headline)
            for number, headline in enumerate(self.headlines)
        ]
        hubs = [newsfeed.Hub(url=self.hub_url)]
        return Feed(
            title="Tides", url="https://news.example.com/", feed_url=f"{self.root}feed", hubs=hubs, stories=stories
        )

    def respond(self, _request: Request) -> Rendered:
        body = newsfeed.dumps(self.feed, "rss")
        return Rendered(headers=(("Content-Type", "application/rss+xml"),), body=(body,))


class Reader:
    """A subscriber, and everything that it was told."""

    def __init__(self) -> None:
        self.current: Subscription | None = None
        self.headlines: list[list[str]] = []
        self.ignored: list[str] = []
        self.codes: list[str] = []
        self.lock = threading.Lock()
        self.callback = Callback(
            subscriptions=self,
            receive=self.receive,
            clock=lambda: NOW,
            ignored=lambda _subscription, reason: self.ignored.append(reason),
        )

    def find(self, path: str) -> Subscription | None:
        return self.current if self.current and self.current.callback.endswith(path) else None

    def save(self, _path: str, changed: Subscription) -> None:
        with self.lock:
            self.current = changed

    def receive(self, _subscription: Subscription, feed: Feed, report: Report) -> None:
        self.codes += [finding.code for finding in report]
        self.headlines.append([story.headline for story in feed.stories])

    def wait_until_settled(self) -> Subscription:
        wait_for(lambda: self.current is not None and not self.current.pending)
        assert self.current is not None
        return self.current


@pytest.fixture
def reader() -> Reader:
    return Reader()


def subscribe(hub: Hub, reader: Reader, root: str, topic_url: str, **values: object) -> None:
    """Discover, subscribe, and wait until the hub has verified it; the subscription is saved before it is requested."""
    verifications = len(hub.log("verification"))
    discovery = discover(topic_url, CLIENT)
    reader.current = Subscription(
        topic=discovery.topic, hub=discovery.hubs[0], callback=f"{root}websub/{Random(3).getrandbits(64):x}", **values
    )
    notice = request_subscription(reader.current, client=CLIENT, retries=retries())
    assert notice.delivered, notice
    hub.wait("verification", verifications + 1)


def test_from_a_change_to_the_stories_of_a_subscriber(hub: Hub, reader: Reader) -> None:
    publisher = Publisher(hub.url)
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed", secret=KEY, lease_seconds=3600)
        active = reader.wait_until_settled()
        assert active.expires == NOW + timedelta(seconds=3600)

        publisher.headlines = ["Night ferry sails", "Tide turns"]
        (notice,) = notify(publisher.feed, client=CLIENT, retries=retries())
        assert (notice.delivered, notice.status, notice.attempts) == (True, 204, 1)
        wait_for(lambda: bool(reader.headlines))
        assert reader.headlines == [["Night ferry sails", "Tide turns"]]
        assert not reader.ignored
        assert not reader.codes
        form = next(entry["form"] for entry in hub.log() if entry["form"].get("hub.mode") == "publish")
        assert form["hub.url"] == form["hub.topic"] == f"{publisher.root}feed"

        verifications = len(hub.log("verification"))
        reader.current = canceled(active)
        assert request_subscription(reader.current, client=CLIENT, retries=retries()).delivered
        assert not reader.wait_until_settled().is_active(NOW)
        hub.wait("verification", verifications + 1)
        notify(publisher.feed, client=CLIENT, retries=retries())
        counts = [entry["deliveries"] for entry in hub.wait("distribution", 2)]
        assert counts == [1, 0]


@pytest.mark.parametrize(("mode", "reason"), [("wrong", "its signature is wrong"), ("none", "it has no signature")])
def test_a_forged_delivery_is_acknowledged_and_not_read(hub: Hub, reader: Reader, mode: str, reason: str) -> None:
    publisher = Publisher(f"{hub.url}{mode}?signature={mode}")
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed", secret=KEY)
        reader.wait_until_settled()
        before = len(hub.log("delivery"))
        notify(publisher.feed, client=CLIENT, retries=retries())
        wait_for(lambda: bool(reader.ignored))
        assert reader.ignored == [reason]
        assert not reader.headlines
        assert hub.wait("delivery", before + 1)[-1]["status"] == 202


@pytest.mark.parametrize("algorithm", ["sha1", "sha384", "sha512"])
def test_each_algorithm_is_accepted(hub: Hub, reader: Reader, algorithm: str) -> None:
    publisher = Publisher(f"{hub.url}{algorithm}?signature={algorithm}")
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed", secret=KEY)
        reader.wait_until_settled()
        notify(publisher.feed, client=CLIENT, retries=retries())
        wait_for(lambda: bool(reader.headlines))
        assert not reader.ignored


def test_a_verification_of_another_topic_is_refused(hub: Hub, reader: Reader) -> None:
    publisher = Publisher(f"{hub.url}?topic=https://evil.example.com/")
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed")
        assert hub.log("verification")[-1] == {"kind": "verification", "status": 404, "verified": False}
        assert reader.current is not None
        assert reader.current.pending == "subscribe"


def test_a_hub_denies(hub: Hub, reader: Reader) -> None:
    publisher = Publisher(f"{hub.url}?deny=full")
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed")
        assert reader.wait_until_settled().denied == "full"


def test_a_hub_that_fails_at_first_is_told_in_the_end(hub: Hub) -> None:
    feed = Feed(title="x", feed_url="https://news.example.com/fails", hubs=[newsfeed.Hub(url=f"{hub.url}?fail=2")])
    (notice,) = notify(feed, client=CLIENT, retries=retries())
    assert (notice.status, notice.attempts, notice.delivered) == (204, 3, True)
    gone = feed.replace(hubs=[newsfeed.Hub(url=f"{hub.url}?status=503")])
    (notice,) = notify(gone, client=CLIENT, retries=retries(2))
    assert (notice.status, notice.attempts, notice.error) == (503, 2, "status 503: as told")


def test_a_slow_hub_is_given_up(hub: Hub) -> None:
    feed = Feed(title="x", feed_url="https://news.example.com/slow", hubs=[newsfeed.Hub(url=f"{hub.url}?delay=3")])
    (notice,) = notify(feed, client=attrs.evolve(CLIENT, timeout=0.1), retries=retries(1))
    assert notice.status is None
    assert "in time" in notice.error


def test_a_renewal_extends_the_lease(hub: Hub, reader: Reader) -> None:
    publisher = Publisher(f"{hub.url}?lease=7200")
    with serving(publisher.respond) as publisher.root, serving(reader.callback.respond) as root:
        subscribe(hub, reader, root, f"{publisher.root}feed", lease_seconds=3600)
        first = reader.wait_until_settled()
        assert first.expires == NOW + timedelta(hours=2)
        reader.current = renewed(attrs.evolve(first, expires=NOW + timedelta(seconds=1)))
        request_subscription(reader.current, client=CLIENT, retries=retries())
        assert reader.wait_until_settled().expires == NOW + timedelta(hours=2)


def test_a_server_that_is_no_hub_is_named(hub: Hub) -> None:
    subscription = Subscription(
        topic="https://news.example.com/feed", hub=f"{hub.url}?status=200", callback="https://reader.example.com/x"
    )
    notice = request_subscription(subscription, client=CLIENT, retries=retries())
    assert "is no WebSub hub" in notice.error


def test_a_foreign_hub_in_a_private_network_is_not_told_anything(hub: Hub) -> None:
    before = len(hub.log())
    subscription = Subscription(
        topic="https://news.example.com/feed", hub=hub.url, callback="https://reader.example.com/x"
    )
    notice = request_subscription(subscription, client=Client(), retries=retries())
    assert "private network" in notice.error
    assert len(hub.log()) == before
