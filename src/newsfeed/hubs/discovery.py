"""Discovery of the hubs and the topic of a document (WebSub, 4)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import urljoin

import newsfeed
from newsfeed.classes.frozen import frozen
from newsfeed.errors import NewsfeedError
from newsfeed.hubs.client import Client
from newsfeed.hubs.errors import HubError
from newsfeed.hubs.notices import hub_urls
from newsfeed.io.encoding_labels import charset_of
from newsfeed.io.limits import DEFAULT, Limits

_LINK: Final = re.compile(r"""<([^<>]*)>((?:[^,"<]|"(?:[^"\\]|\\.)*")*)""")
_PARAMETER: Final = re.compile(r""";\s*([\w!#$&+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))""")
_HTML: Final = re.compile(
    rb"(?i)^(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.DOTALL
)
_HTML_TYPES: Final = ("text/html", "application/xhtml+xml")
_LIMITS: Final = Limits(bytes=64 << 20)
"""The limits of a document of others; it may be compressed."""

_HEAD: Final = 1 << 20
"""Bytes of an HTML page that are searched for its head."""


@frozen(kw_only=True)
class Discovery:
    """The result of discovery.

    Attributes:
        topic: the address to subscribe to; the document names it as its own.
        hubs: the addresses of its hubs, at least one.
    """

    topic: str
    hubs: tuple[str, ...]


def discover(url: str, client: Client) -> Discovery:
    """Fetch a document and return its topic and its hubs.

    Args:
        url: the address of a feed or page.
        client: fetches the document; its `max_bytes` must be enough for it.

    Raises:
        AddressError: the address may not be requested.
        RequestError: there is no whole response.
        HubError: the status is not 200, or the document names no hub or no address of its own.
    """
    response = client.get(url)
    if response.status != 200:
        raise HubError(f"{url:.200}: status {response.status}: check the address")
    return find_hubs(
        response.body,
        url=response.url or url,
        link_headers=response.values("Link"),
        content_type=response.header("Content-Type"),
    )


def find_hubs(data: bytes, *, url: str, link_headers: Sequence[str] = (), content_type: str = "") -> Discovery:
    """Return the topic and the hubs of a document.

    The links of the headers come first. A relation that they do not have is taken from the document: from the links of RSS
    and Atom, `hubs` and `feed_url` of JSON Feed, and the `<link>` elements in the head of HTML. Links in its body are
    ignored, since others may have written it (WebSub, 8.1).

    Args:
        data: the document.
        url: its address, the base of relative links.
        link_headers: the values of its `Link` headers.
        content_type: its `Content-Type`, or "".

    Raises:
        HubError: there is no hub, or no topic.
    """
    links = list(header_links(link_headers, url))
    relations = {relation for relation, _ in links}
    if not {"hub", "self"} <= relations:
        links += [link for link in _document_links(data, url, content_type) if link[0] not in relations]
    hubs = tuple(dict.fromkeys(address for relation, address in links if relation == "hub"))
    topic = next((address for relation, address in links if relation == "self"), None)
    if not hubs:
        raise HubError(f"{url:.200}: names no WebSub hub: read it at intervals instead")
    if topic is None:
        raise HubError(f"{url:.200}: names a hub, but not its own address: subscribers need a link with rel=self")
    return Discovery(topic=topic, hubs=hubs)


def header_links(values: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield relation and address of each link of `Link` headers (RFC 8288); links from other documents are left out.

    Args:
        values: the values of the headers.
        base: the address of the document.
    """
    for value in values:
        for link in _LINK.finditer(value):
            parameters: dict[str, str] = {}
            for name, quoted, token in _PARAMETER.findall(link[2]):
                parameters.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or token)
            anchor = parameters.get("anchor")
            address = _join(base, link[1])
            if address and (anchor is None or _join(base, anchor) == base):
                yield from ((relation, address) for relation in parameters.get("rel", "").lower().split())


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:  # such as a broken IPv6 address
        return ""


def _document_links(data: bytes, url: str, content_type: str) -> list[tuple[str, str]]:
    if content_type.partition(";")[0].strip().lower() in _HTML_TYPES or _HTML.match(data[:4096]):
        return list(_html_links(data, url, content_type))
    try:
        feed = newsfeed.loads(data, base=url, encoding=charset_of(content_type), limits=_LIMITS)
    except NewsfeedError as error:
        raise HubError(f"{url:.200}: is no feed or page that can be read: {error}") from None
    links = [("hub", hub) for hub in hub_urls(feed)]
    return [*links, ("self", feed.feed_url)] if feed.feed_url else links


def _html_links(data: bytes, url: str, content_type: str) -> Iterator[tuple[str, str]]:
    from newsfeed.io import html_page  # imports lxml

    try:
        root = html_page.parse(html_page.decode(data[:_HEAD], charset_of(content_type)), DEFAULT).root
    except NewsfeedError as error:
        raise HubError(f"{url:.200}: is no page that can be read: {error}") from None
    head = root.find("head")
    base = url
    for element in () if head is None else head.iterchildren("base", "link"):
        href = element.get("href", "")
        if element.tag == "base":
            base = _join(url, href) or url
        elif address := _join(base, href):
            yield from ((relation, address) for relation in element.get("rel", "").lower().split())
