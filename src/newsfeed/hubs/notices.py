"""Notices that a feed has changed, to its WebSub hubs and its clouds."""

from collections.abc import Iterable, Sequence
from typing import Final

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.hubs.client import Client
from newsfeed.hubs.clouds import Cloud, clouds_of, ping_cloud
from newsfeed.hubs.retries import Notice, Retries, explain, send_notice
from newsfeed.model import Feed
from newsfeed.values.references import to_uri

PROTOCOL: Final = "WebSub"


def hub_urls(feed: Feed) -> list[str]:
    """Return the addresses of a feed's WebSub hubs, without repetitions."""
    return list(dict.fromkeys(hub.url for hub in feed.hubs if hub.type.lower() == PROTOCOL.lower()))


def ping_hub(hub: str, topic: str, client: Client, retries: Retries) -> Notice:
    """Tell a WebSub hub that a topic has changed (WebSub, 6).

    The standard leaves the form of the notice to hub and publisher. The public hubs take `hub.mode=publish` with the topic as
    `hub.url`, as in PubSubHubbub 0.4, or as `hub.topic`; both are sent.

    Args:
        hub: the address of the hub.
        topic: the address of the feed, which it names as its own (`rel="self"`).
        client: sends the request.
        retries: the number of attempts, and the waits.
    """
    notice = Notice(protocol=PROTOCOL, receiver=hub, topic=topic)
    address = to_uri(topic)
    fields = {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
    return send_notice(notice, lambda: client.post_form(hub, fields), retries, explain)


@frozen(kw_only=True)
class Ping:
    """A notice to send: a hub or cloud, and the topic to tell it about.

    Attributes:
        receiver: the address of the hub, or of the cloud's ping.
        topic: the address of the feed.
        cloud: the cloud; None for a WebSub hub.
    """

    receiver: str
    topic: str
    cloud: Cloud | None = None

    def send(self, client: Client, retries: Retries) -> Notice:
        """Send it, and return the outcome."""
        if self.cloud is None:
            return ping_hub(self.receiver, self.topic, client, retries)
        return ping_cloud(self.cloud, self.topic, client, retries)


def pings(feed: Feed, topics: Iterable[str]) -> list[Ping]:
    """Return the notices that tell all hubs and clouds of a feed about topics."""
    changed = list(dict.fromkeys(topics))
    hubs = [Ping(receiver=hub, topic=topic) for hub in hub_urls(feed) for topic in changed]
    clouds = [Ping(receiver=cloud.ping_url, topic=topic, cloud=cloud) for cloud in clouds_of(feed) for topic in changed]
    return hubs + clouds


def notify(feed: Feed, *, client: Client, retries: Retries, topics: Iterable[str] = ()) -> Sequence[Notice]:
    """Tell all hubs and clouds of a feed that it has changed.

    One that fails does not keep the others from being told.

    Args:
        feed: the feed; `hubs` and a `<cloud>` among its extensions name the receivers.
        client: sends the requests; pass one with `allow_private=True` if a hub is in your own network.
        retries: the number of attempts, and the waits.
        topics: the addresses that have changed; the feed's `feed_url` by default.

    Returns:
        the outcome for each hub and cloud, and each topic.

    Raises:
        ArgumentError: there is no topic, and the feed has no `feed_url`.
    """
    changed = list(topics) or ([feed.feed_url] if feed.feed_url else [])
    if not changed:
        raise ArgumentError(
            "notify(): the feed has no feed_url, the address that hubs have of it: set it, or pass topics"
        )
    return tuple(ping.send(client, retries) for ping in pings(feed, changed))
