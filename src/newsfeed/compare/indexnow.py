"""IndexNow: the addresses that search engines should visit again after a change, as the payloads of requests."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NotRequired, TypedDict
from urllib.parse import urlsplit

from newsfeed.compare.differences import Difference
from newsfeed.errors import ArgumentError
from newsfeed.values.references import to_uri

MAX_URLS: Final = 10_000
"""Number of addresses in one request."""

_KEY: Final = re.compile(r"[A-Za-z0-9-]{8,128}")
_WEB: Final = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


class IndexNowPayload(TypedDict):
    """The JSON object of one request: POST it as `application/json` to the `/indexnow` of a search engine.

    Attributes:
        host: the host of all addresses.
        key: the key of the site.
        keyLocation: the address of the file with the key; without it, `KEY.txt` at the root of the host.
        urlList: the addresses, at most 10,000.
    """

    host: str
    key: str
    keyLocation: NotRequired[str]
    urlList: list[str]


def index_now(
    changes: Difference, *, key: str, host: str | None = None, key_location: str | None = None
) -> list[IndexNowPayload]:
    """Return the payloads that tell search engines about added, changed and removed stories.

    Nothing is sent. A story whose address has changed is listed with both. Stories without an address of the web are left
    out, and addresses are written as URIs.

    Args:
        changes: the result of `diff`.
        key: the key of the site: 8 to 128 letters, digits and hyphens.
        host: the only host to report; addresses of others are left out. None for all, with payloads for each host, in the
            order of its first address.
        key_location: the address of the file with the key, on the same host as all addresses.

    Returns:
        a payload for each host and each 10,000 addresses; none if no address has changed.

    Raises:
        ArgumentError: `changes` is no `Difference`, the key is not valid, or `key_location` is on another host.
    """
    if not isinstance(changes, Difference):
        raise ArgumentError(f"index_now() takes the result of diff(), not {type(changes).__name__}")
    return index_now_payloads(changed_urls(changes), key=key, host=host, key_location=key_location)


def index_now_payloads(
    urls: Iterable[str], *, key: str, host: str | None = None, key_location: str | None = None
) -> list[IndexNowPayload]:
    """Return the payloads that tell search engines about addresses, without repetitions.

    Args:
        urls: the addresses.
        key: as for `index_now`.
        host: as for `index_now`.
        key_location: as for `index_now`.

    Raises:
        ArgumentError: the key is not valid, or `key_location` is on another host.
    """
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ArgumentError("index_now(): key must have 8 to 128 letters, digits and hyphens")
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(map(to_uri, urls)):
        by_host.setdefault(_host(url), []).append(url)
    if host is not None:
        requested_host = host.lower()
        by_host = {requested_host: by_host[requested_host]} if requested_host in by_host else {}
    if key_location is not None and (set(by_host) - {_host(key_location)} or not _WEB.match(key_location)):
        hosts = ", ".join(by_host)
        raise ArgumentError(f"index_now(): key_location must be on the host of the addresses ({hosts:.200}); pass host")
    return [
        payload for name, urls in by_host.items() for payload in _payloads(name, urls, key=key, location=key_location)
    ]


def changed_urls(changes: Difference) -> Iterator[str]:
    """Yield the addresses of stories that were added, changed or removed; both of a story with a new address."""
    stories = [*changes.added]
    for change in changes.changed:
        stories.append(change.new)
        if change.old.url != change.new.url:
            stories.append(change.old)
    return (story.url for story in (*stories, *changes.removed) if story.url and _WEB.match(story.url))


def _host(url: str) -> str:
    """Return the host of an address with its port, in lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _payloads(host: str, urls: list[str], *, key: str, location: str | None) -> Iterable[IndexNowPayload]:
    for start in range(0, len(urls), MAX_URLS):
        payload = IndexNowPayload(host=host, key=key, urlList=urls[start : start + MAX_URLS])
        if location is not None:
            payload["keyLocation"] = location
        yield payload
