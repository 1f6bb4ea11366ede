"""rssCloud: the cloud of a feed, the ping that tells it of a change, and the registration of a reader.

The protocol is that of http://rsscloud.org and of the servers in use: forms are posted (`http-post`, `https-post`), and the
answer is `<result success="true" msg="..."/>`, or `<notifyResult>` for a registration.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs, urlsplit

from newsfeed.classes.frozen import frozen
from newsfeed.hubs.addresses import check_address
from newsfeed.hubs.client import Client, Response
from newsfeed.hubs.retries import Notice, Retries, explain, send_notice
from newsfeed.model import Feed
from newsfeed.values.escaping import unescape
from newsfeed.values.references import to_uri

PROTOCOL: Final = "rssCloud"
_MAX_FORM: Final = 1 << 16
_REGISTER: Final = "pleaseNotify"
_POSTED: Final = ("http-post", "https-post")
_SUCCESS: Final = re.compile(rb"""\bsuccess\s*=\s*["']\s*(\w{1,10})""", re.IGNORECASE)
_MESSAGE: Final = re.compile(rb"""\bmsg\s*=\s*(?:"([^"]{0,400})|'([^']{0,400}))""", re.IGNORECASE)


@frozen(kw_only=True)
class Cloud:
    """The cloud that a feed names.

    Attributes:
        url: the address for the registration of readers.
        protocol: the protocol of `<cloud>`, such as `http-post`.
    """

    url: str
    protocol: str = "http-post"

    @property
    def ping_url(self) -> str:
        """The address for reports of changes: servers in use have `ping` in the place of `pleaseNotify`."""
        head, slash, name = self.url.rpartition("/")
        return f"{head}{slash}ping" if name.lower() == _REGISTER.lower() else self.url


def clouds_of(feed: Feed) -> list[Cloud]:
    """Return the clouds of a feed: its `<cloud>` of RSS, and its hubs of the type rssCloud."""
    return list(dict.fromkeys(_clouds(feed)))


def _clouds(feed: Feed) -> Iterator[Cloud]:
    for item in feed.extensions:
        values = dict(item.attributes)
        if item.name == "cloud" and values.get("domain"):
            protocol = values.get("protocol", "").lower()
            yield Cloud(url=_address(values, protocol), protocol=protocol)
    for hub in feed.hubs:
        if hub.type.lower() == PROTOCOL.lower():
            yield Cloud(url=hub.url)


def _address(values: Mapping[str, str], protocol: str) -> str:
    """Return the address of a `<cloud>` (RSS 2.0); port 443 is HTTPS for servers in use, whatever the protocol."""
    port = values.get("port", "80")
    scheme = "https" if protocol == "https-post" or port == "443" else "http"
    path = values.get("path", "")
    default = {"http": "80", "https": "443"}[scheme]
    return f"{scheme}://{values['domain']}{'' if port == default else f':{port}'}/{path.removeprefix('/')}"


def ping_cloud(cloud: Cloud, topic: str, client: Client, retries: Retries) -> Notice:
    """Tell a cloud that a feed has changed.

    Args:
        cloud: the cloud.
        topic: the address of the feed.
        client: sends the request.
        retries: the number of attempts, and the waits.
    """
    notice = Notice(protocol=PROTOCOL, receiver=cloud.ping_url, topic=topic)
    if cloud.protocol not in _POSTED:
        error = f"the cloud takes {cloud.protocol or 'no protocol'}: name one that takes http-post, or remove it"
        return Notice(protocol=PROTOCOL, receiver=cloud.ping_url, topic=topic, error=error)
    return send_notice(notice, lambda: client.post_form(cloud.ping_url, {"url": to_uri(topic)}), retries, _judge)


def register(cloud: Cloud, callback: str, topics: Sequence[str], client: Client, retries: Retries) -> Notice:
    """Ask a cloud to report changes of feeds for 25 hours; register again every 24 hours.

    The cloud at once sends a challenge to the callback, and later a form with the address of each feed that has changed:
    `answer` answers both.

    Args:
        cloud: the cloud.
        callback: the address that it shall post to.
        topics: the addresses of the feeds.
        client: sends the request.
        retries: the number of attempts, and the waits.
    """
    notice = Notice(protocol=PROTOCOL, receiver=cloud.url, topic=", ".join(topics)[:500])
    return send_notice(notice, lambda: client.post_form(cloud.url, registration(callback, topics)), retries, _judge)


def registration(callback: str, topics: Sequence[str]) -> dict[str, str]:
    """Return the form for the registration of a reader.

    Raises:
        AddressError: the callback is no address of the web.
    """
    parts = urlsplit(check_address(callback))
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    return {
        "domain": parts.hostname or "",
        "port": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "path": path,
        "protocol": f"{parts.scheme}-post",
        "notifyProcedure": "",
        "registerProcedure": "",
        **{f"url{number}": to_uri(topic) for number, topic in enumerate(topics, 1)},
    }


@frozen(kw_only=True)
class CloudAnswer:
    """The answer of a reader to its cloud.

    Attributes:
        status: 200, or 404 if the reader did not register for the feed.
        text: the content of the response: the challenge, or "".
        topic: the feed that has changed; None for a challenge.
    """

    status: int = 404
    text: str = ""
    topic: str | None = None


def answer(method: str, query: str, body: bytes, topics: Sequence[str]) -> CloudAnswer:
    """Answer a request of a cloud at the callback: the challenge (GET), or the notice of a change (POST).

    Serve the text as `text/plain`. A notice is not signed, so it is a reason to fetch the feed, and no more.

    Args:
        method: GET or POST.
        query: the query of the request.
        body: the content of the request.
        topics: the addresses of the feeds that the reader registered for.
    """
    form = query if method == "GET" else body[:_MAX_FORM].decode("utf-8", "replace")
    try:
        fields = {name: values[0] for name, values in parse_qs(form, max_num_fields=20).items()}
    except ValueError:
        return CloudAnswer(status=400)
    topic = next((topic for topic in topics if to_uri(topic) == fields.get("url")), None)
    if topic is None:
        return CloudAnswer()
    if method == "GET":
        return CloudAnswer(status=200, text=fields.get("challenge", ""))
    return CloudAnswer(status=200, topic=topic)


def _judge(response: Response) -> str:
    """Return why a cloud did not accept a request; some answer 200 and say `success="false"`."""
    error = explain(response)
    success = _SUCCESS.search(response.body)
    if error or success is None or success[1].lower() == b"true":
        return error
    match = _MESSAGE.search(response.body)
    message = unescape((match[1] or match[2] or b"").decode("utf-8", "replace")) if match else ""
    return f"the cloud refused it: {' '.join(message.split())[:200] or 'it says no reason'}"
