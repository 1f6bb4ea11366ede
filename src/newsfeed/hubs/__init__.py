"""Notices to others that a feed has changed, and subscriptions to feeds of others: WebSub, rssCloud and IndexNow.

The only package that accesses the network, and only when one of these functions is called. Import its names from here;
httpx, the extra `newsfeed-kit[publish]`, is imported by the first request.
"""

from newsfeed.hubs.client import Client, Response
from newsfeed.hubs.clouds import Cloud, CloudAnswer, clouds_of, ping_cloud
from newsfeed.hubs.clouds import answer as answer_cloud
from newsfeed.hubs.clouds import register as register_with_cloud
from newsfeed.hubs.discovery import Discovery, discover, find_hubs
from newsfeed.hubs.errors import AddressError, HubError, RequestError
from newsfeed.hubs.indexnow import submit
from newsfeed.hubs.notices import notify, ping_hub
from newsfeed.hubs.retries import Notice, Retries
from newsfeed.hubs.subscribing import request_subscription
from newsfeed.hubs.subscriptions import Subscription, canceled, renewed

__all__ = [
    "AddressError",
    "Client",
    "Cloud",
    "CloudAnswer",
    "Discovery",
    "HubError",
    "Notice",
    "RequestError",
    "Response",
    "Retries",
    "Subscription",
    "answer_cloud",
    "canceled",
    "clouds_of",
    "discover",
    "find_hubs",
    "notify",
    "ping_cloud",
    "ping_hub",
    "register_with_cloud",
    "renewed",
    "request_subscription",
    "submit",
]
