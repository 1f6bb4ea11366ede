"""No header, query, path or method makes a response an error of the server, or a function raise an error of another kind."""

from datetime import UTC, datetime
from typing import Final

import pytest

from hostile.cases.headers import METHODS, PATHS, REQUEST_FIELDS, VALUES
from http_sources import BASE, MemorySource, settings, story
from newsfeed.errors import NewsfeedError
from newsfeed.http import Page, Request, respond
from newsfeed.hubs import Response, Subscription, answer_cloud, find_hubs
from newsfeed.hubs.discovery import header_links
from newsfeed.hubs.retries import retry_after
from newsfeed.hubs.subscriptions import has_valid_signature, verify
from newsfeed.io.encoding_labels import charset_of

NOW: Final = datetime(2026, 3, 1, tzinfo=UTC)
TOPIC: Final = "https://desk.example.com/feed"


class Source(MemorySource):
    """Source that knows no other cursors than its own, as sources must."""

    def page(self, cursor: str | None, as_of: datetime, /) -> Page | None:
        if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
            return None
        return super().page(cursor, as_of)


def status(method: str, path: str, headers: dict[str, str]) -> int:
    """Return the status of a response whose body has been read."""
    path, _, query = path.partition("?")
    request = Request(method=method, path=path, query=query, headers=headers, base=BASE)
    rendered = respond(Source([story(1), story(2)], size=1), request, settings())
    b"".join(rendered.body)
    return rendered.status


@pytest.mark.parametrize("field", REQUEST_FIELDS)
def test_no_header_makes_a_response_an_error_of_the_server(field: str) -> None:
    faults = [
        value for value in VALUES for path in ("/feed", "/feed.atom") if status("GET", path, {field: value}) >= 500
    ]
    assert faults == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: repr(method)[:12])
def test_no_path_makes_a_response_an_error_of_the_server(method: str) -> None:
    paths = [*PATHS, *(f"/feed?{value}" for value in VALUES), *(f"/feed?page={value}" for value in VALUES)]
    faults = [path[:60] for path in paths if status(method, path, {}) >= 500 and method != "POST"]
    assert faults == []


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:24])
def test_no_answer_of_another_server_raises_another_error(value: str) -> None:
    subscription = Subscription(
        topic=TOPIC, hub="https://hub.example.com/", callback="https://desk.example.com/callback"
    )
    query = f"hub.mode=subscribe&hub.topic={TOPIC}&hub.challenge=x&hub.lease_seconds={value}"
    list(header_links([value, f"<{TOPIC}>; rel={value}"], TOPIC))
    retry_after(Response(status=503, headers=(("Retry-After", value), ("Date", "Sun, 01 Mar 2026 00:00:00 GMT"))))
    retry_after(Response(status=503, headers=(("Retry-After", "Sun, 01 Mar 2026 00:00:00 GMT"), ("Date", value))))
    has_valid_signature("secret", value, b"x")
    for text in (value, query):
        verify(subscription, text, NOW)
        answer_cloud("GET", text, b"", [TOPIC])
        answer_cloud("POST", "", text.encode("utf-8", "surrogatepass"), [TOPIC])
    charset_of(value)
    for call in (
        lambda: find_hubs(b"<rss><channel/></rss>", url=TOPIC, link_headers=[value], content_type=value),
        lambda: find_hubs(b"<html><link rel=hub href=x>", url=value, content_type="text/html"),
        lambda: Subscription(topic=value, hub=value, callback=value, secret=value),
    ):
        try:
            call()
        except NewsfeedError:
            continue
