"""Requests of a WebSub subscriber to a hub."""

from newsfeed.hubs.client import Client, Response
from newsfeed.hubs.notices import PROTOCOL
from newsfeed.hubs.retries import Notice, Retries, explain, send_notice
from newsfeed.hubs.subscriptions import Subscription, request_form


def request_subscription(subscription: Subscription, *, client: Client, retries: Retries) -> Notice:
    """Ask the hub to subscribe or to unsubscribe, as is pending (WebSub, 5.1).

    Save the subscription where the callback finds it before you call this. A redirect to another hub is followed (307 and
    308), by HTTPS only if the first address was.

    Args:
        subscription: a pending subscription.
        client: sends the request. It refuses hubs in private networks unless `allow_private` is set, since the address of
            a hub is usually from a document of others.
        retries: the number of attempts, and the waits.

    Returns:
        the outcome; if it is delivered, the hub verifies the intent at the callback next.

    Raises:
        ArgumentError: nothing is pending.
    """
    form = request_form(subscription)
    notice = Notice(protocol=PROTOCOL, receiver=subscription.hub, topic=subscription.topic)
    return send_notice(notice, lambda: client.post_form(subscription.hub, form), retries, _judge)


def _judge(response: Response) -> str:
    """Return why the hub did not accept the request; a hub must answer 202, and some answer 204 after they verified it."""
    error = explain(response)
    if error or response.status in (202, 204):
        return error
    return f"status {response.status}: is no WebSub hub, which answers 202: check the address"
