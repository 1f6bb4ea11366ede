"""IndexNow: the payloads of `newsfeed.index_now`, sent to a search engine."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from newsfeed.compare import IndexNowPayload
from newsfeed.hubs.client import Client, Response
from newsfeed.hubs.retries import Notice, Retries, explain, send_notice

ENDPOINT: Final = "https://api.indexnow.org/indexnow"
"""The address that shares submissions among all search engines that take part."""

_REASONS: Final = {
    400: "the request is malformed: check the addresses",
    403: "the key is not valid: put a file with the key at the root of the site, or name its address",
    422: "an address is not of this host, or the key is not that of the key file",
    429: "too many requests: send fewer, or later",
}


def submit(
    payloads: Iterable[IndexNowPayload], *, client: Client, retries: Retries, endpoint: str = ENDPOINT
) -> Sequence[Notice]:
    """Send payloads to a search engine.

    Args:
        payloads: the result of `newsfeed.index_now`.
        client: sends the requests.
        retries: the number of attempts, and the waits; 429 is repeated, too.
        endpoint: the address of the search engine.

    Returns:
        the outcome for each payload; its topic is the host. 200 is a success, and so is
        202, although the key is still to be checked.
    """
    return tuple(_submit_one(payload, client, retries, endpoint) for payload in payloads)


def _submit_one(payload: IndexNowPayload, client: Client, retries: Retries, endpoint: str) -> Notice:
    content = json.dumps(payload).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    notice = Notice(protocol="IndexNow", receiver=endpoint, topic=payload["host"])
    return send_notice(notice, lambda: client.send("POST", endpoint, content=content, headers=headers), retries, _judge)


def _judge(response: Response) -> str:
    error = explain(response)
    reason = _REASONS.get(response.status)
    return f"{error}; {reason}" if error and reason else error
