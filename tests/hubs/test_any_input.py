"""Whatever others send, the functions that take it return or raise an error of newsfeed."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.errors import NewsfeedError
from newsfeed.http.messages import Request
from newsfeed.http.websub import Callback
from newsfeed.hubs import Cloud, Subscription, answer_cloud, clouds_of, find_hubs
from newsfeed.hubs.addresses import check_address, is_loopback
from newsfeed.hubs.client import Response
from newsfeed.hubs.clouds import _judge, registration
from newsfeed.hubs.discovery import header_links
from newsfeed.hubs.retries import explain, retry_after
from newsfeed.hubs.subscriptions import has_valid_signature, renewed, verify
from newsfeed.model import Extension, Feed

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
SUBSCRIPTION = Subscription(
    topic="https://news.example.com/feed", hub="https://hub.example.com/", callback="https://reader.example.com/x"
)
ACTIVE = verify(
    SUBSCRIPTION,
    "hub.mode=subscribe&hub.topic=https://news.example.com/feed&hub.challenge=c&hub.lease_seconds=60",
    NOW,
).subscription
URL = "https://news.example.com/feed"

# Text with the characters that matter in addresses, links, queries and headers.
texts = st.text() | st.text(alphabet="<>;,=\"'\\/:[]@?#&%hub.relslfttps 0149~\x00\udcffé")


@given(texts)
def test_addresses(text: str) -> None:
    for url in (text, f"https://{text}", f"http://a.example.com/{text}", f"http://[{text}"):
        with contextlib.suppress(NewsfeedError):
            uri = check_address(url)
            assert uri.isascii()
            assert uri.lower().startswith(("http://", "https://"))
            is_loopback(uri)


@given(texts, st.binary())
def test_discovery(text: str, data: bytes) -> None:
    list(header_links([text, f'<{text}>; rel="hub"', f"<a>; rel={text}"], URL))
    for content_type in ("", "text/html", text):
        with contextlib.suppress(NewsfeedError):
            find_hubs(data, url=URL, link_headers=[text], content_type=content_type)


@given(texts)
def test_verification(text: str) -> None:
    topic = "hub.mode=subscribe&hub.topic=https://news.example.com/feed&hub.challenge=c"
    for query in (text, f"{topic}&hub.lease_seconds={text}", f"hub.mode=denied&hub.reason={text}"):
        for current in (SUBSCRIPTION, ACTIVE, renewed(ACTIVE)):
            assert verify(current, query, NOW).status in (200, 404)


@given(texts, st.binary())
def test_deliveries_and_signatures(text: str, data: bytes) -> None:
    assert not has_valid_signature("s3cret", text, data)

    class Table:
        def find(self, _path: str) -> Subscription:
            return ACTIVE

        def save(self, _path: str, _subscription: Subscription) -> None:
            raise AssertionError("nothing is pending")

    callback = Callback(subscriptions=Table(), receive=lambda *_arguments: None, clock=lambda: NOW)
    headers = {"Content-Type": f"text/xml; charset={text}", "X-Hub-Signature": text}
    assert callback.respond(Request(method="POST", path="/x", body=data, headers=headers)).status == 202


@given(st.binary(), texts)
def test_answers_of_servers(data: bytes, text: str) -> None:
    for name in ("Retry-After", "Location", "Content-Type"):
        response = Response(status=503, headers=((name, text), ("Date", text)), body=data)
        assert retry_after(response) >= 0
        assert "\n" not in explain(response)
    _judge(Response(status=200, body=b'<result success="false" msg="' + data))
    explain(Response(status=400, headers=(("Content-Type", "text/plain"),), body=data))


@given(texts, st.binary())
def test_clouds(text: str, data: bytes) -> None:
    answer_cloud("GET", text, b"", [URL])
    answer_cloud("POST", "", data, [URL])
    with contextlib.suppress(NewsfeedError):
        registration(f"https://{text}", [URL])
    with contextlib.suppress(NewsfeedError):
        feed = Feed(extensions=[Extension(name="cloud", attributes={"domain": text, "port": text, "path": text})])
        assert all(isinstance(cloud, Cloud) for cloud in clouds_of(feed))


@given(texts)
def test_subscriptions(text: str) -> None:
    for field in ("topic", "hub", "callback", "secret"):
        values = {"topic": URL, "hub": "https://hub.example.com/", "callback": "https://reader.example.com/x"}
        with contextlib.suppress(NewsfeedError):
            Subscription(**values | {field: text})
