"""Reader of the pages that newsfeed writes: everything comes from their JSON-LD, the canonical body and the list of links.

The element `html` of such a page has the attribute `data-newsfeed`. The body is cut out of the source and given to the JSON-LD
of the page, as if that had it; the reader of JSON-LD then restores the whole story. A page that somebody has changed so far
that its body or its JSON-LD is no longer found is read like the pages of others.
"""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.errors import LimitError
from newsfeed.formats.html.linked_script import OPENING
from newsfeed.formats.html.page_body import canonical_body
from newsfeed.formats.html.page_usage import with_head
from newsfeed.formats.html.related_links import read_related_links
from newsfeed.io import html_page
from newsfeed.io.json import encode, escape_for_script
from newsfeed.model import Feed, Hub, Paging
from newsfeed.plugins import ReadContext, registry
from newsfeed.values.escaping import unescape

_MARK: Final = re.compile(
    rb"(?:<!doctype html>|<\?xml[^>]{0,200}>|<!--(?>.*?-->)|\s)*+<html\b[^<>]{0,400}?\sdata-newsfeed=[\"']?(story|index)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOM: Final = b"\xef\xbb\xbf"
_HEAD: Final = 4096
_ARTICLE: Final = re.compile(
    re.escape(OPENING) + r'\s*\{\s*"@context"\s*:\s*"https://schema\.org/?"\s*,\s*"@graph"\s*:\s*\[\s*\{'
)
_BODY: Final = re.compile(
    r'<div class="story-body[^<>"]*+"(?P<dates> data-dates="time")?\s*>\s*(?P<body><div class="explainer")'
)
_DIV: Final = re.compile(r"<(?P<end>/?)div\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,64}+>")
_LINK: Final = re.compile(r'<link rel="([a-z-]{1,20})" href="([^"]*+)"/?>')
_PAGING: Final = {
    "first": "first",
    "last": "last",
    "prev": "previous",
    "next": "next",
    "prev-archive": "prev_archive",
    "next-archive": "next_archive",
    "current": "current",
}
"""The field of `Paging` that each relation of a link in the head stands for."""


def own_mark(data: bytes) -> str | None:
    """Return the kind of a page that newsfeed has written, "story" or "index"; None for any other page.

    Args:
        data: the page; its beginning alone is read.
    """
    match = _MARK.match(data[:_HEAD].removeprefix(_BOM))
    return match[1].decode().lower() if match else None


def read_own_page(data: bytes, reading: ReadContext) -> Feed | None:
    """Read a page that newsfeed has written.

    Returns:
        the feed; None for a page of others, or one in which the body or the JSON-LD is not found.

    Raises:
        ReadError: its JSON-LD cannot be read.
        LimitError: the page is over a limit.
    """
    mark = own_mark(data)
    if mark is None:
        return None
    if len(data) > reading.limits.bytes:
        raise LimitError("bytes", f"is over {reading.limits.bytes} bytes long")
    source = html_page.decode(data, reading.encoding)
    if mark == "index":
        return _read_index(source, reading)
    article = _ARTICLE.search(source)
    if article is None:
        return None
    opening = _BODY.search(source)
    end = None if opening is None else _end_of_body(source, opening.start("body"))
    links = read_related_links(source, end or 0)
    if opening is not None:
        if end is None:
            return None
        body = source[opening.start("body") : end]
        member = _encoding(canonical_body(body) if opening["dates"] else body)
        source = f"{source[: article.end()]}{member},{source[article.end() :]}"
    feed = _read_linked_data(source, reading)
    if len(feed.stories) != 1:
        return feed
    story = feed.stories[0]
    usage = with_head(story.usage, _head_of(source))
    return attrs.evolve(
        feed, stories=(attrs.evolve(story, links=story.links if links is None else links, usage=usage),)
    )


def _end_of_body(source: str, start: int) -> int | None:
    """Return the end of the `div` that begins at an index of the source of a page; None if it has no end."""
    depth = 0
    for tag in _DIV.finditer(source, start):
        if tag["end"]:
            depth -= 1
        elif not tag[0].endswith("/>"):
            depth += 1
        if not depth:
            return tag.end()
    return None


def _encoding(body: str) -> str:
    """Return the member of an article that has its body as HTML."""
    value = {"@type": "MediaObject", "encodingFormat": "text/html", "text": body}
    return f'"encoding":{escape_for_script(encode(value)).decode()}'


def _read_linked_data(source: str, reading: ReadContext) -> Feed:
    data = source.encode("utf-8", "replace")
    return registry["jsonld"].read(data, attrs.evolve(reading, encoding="utf-8"))


def _read_index(source: str, reading: ReadContext) -> Feed | None:
    if not _ARTICLE.search(source):
        return None
    feed = _read_linked_data(source, reading)
    head = _head_of(source)
    addresses = dict(_paging(head))
    paging = Paging().replace(**addresses) if addresses else feed.paging
    hubs = tuple(Hub(url=unescape(address)) for relation, address in _LINK.findall(head) if relation == "hub")
    return attrs.evolve(feed, paging=paging, hubs=hubs, usage=with_head(feed.usage, head))


def _head_of(source: str) -> str:
    return source[: source.find("</head>")]


def _paging(head: str) -> Iterator[tuple[str, str]]:
    for relation, address in _LINK.findall(head):
        if relation in _PAGING:
            yield _PAGING[relation], unescape(address)
