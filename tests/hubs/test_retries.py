"""Repetition of requests: the waits, the statuses that are repeated, and the outcome."""

from collections.abc import Sequence
from random import Random

import pytest

from newsfeed import Feed, Hub, Story, diff, index_now
from newsfeed.errors import ArgumentError
from newsfeed.hubs import Client, Notice, Retries, clouds_of, notify, ping_cloud, ping_hub, register_with_cloud, submit
from newsfeed.hubs.client import Response
from newsfeed.hubs.clouds import Cloud, answer, registration
from newsfeed.hubs.retries import retry_after
from newsfeed.model import Extension

httpx = pytest.importorskip("httpx", reason="httpx is not installed: pip install newsfeed-kit[publish]")

HUB = "https://hub.example.com/"
TOPIC = "https://news.example.com/feed"


class Answers(httpx.BaseTransport):
    """A transport that answers with given statuses, errors or responses, in their order."""

    def __init__(self, *answers: int | Exception | httpx.Response) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        current = self.answers.pop(0)
        if isinstance(current, Exception):
            raise current
        return httpx.Response(current) if isinstance(current, int) else current

    def form(self) -> dict[str, str]:
        return dict(httpx.QueryParams(self.requests[-1].content.decode()))


def send(transport: Answers, **settings: float) -> tuple[Notice, Sequence[float]]:
    """Ping a hub; return the outcome and the waits."""
    waits: list[float] = []
    retries = Retries(random=Random(7), sleep=waits.append, **settings)
    return ping_hub(HUB, TOPIC, Client(transport=transport), retries), waits


def test_a_ping_names_the_topic_as_url_and_as_topic() -> None:
    transport = Answers(204)
    notice, waits = send(transport)
    assert notice == Notice(protocol="WebSub", receiver=HUB, topic=TOPIC, status=204, attempts=1)
    assert notice.delivered
    assert not waits
    assert transport.form() == {"hub.mode": "publish", "hub.url": TOPIC, "hub.topic": TOPIC}
    assert transport.requests[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert transport.requests[0].headers["User-Agent"].startswith("newsfeed/")


def test_the_topic_is_written_as_a_uri() -> None:
    transport = Answers(204)
    ping_hub(HUB, "https://bücher.example.com/fähre", Client(transport=transport), Retries(random=Random(1)))
    assert transport.form()["hub.url"] == "https://xn--bcher-kva.example.com/f%C3%A4hre"


def test_waits_double_with_jitter_and_end_after_the_attempts() -> None:
    notice, waits = send(Answers(503, 502, httpx.ConnectError("refused"), 500), first_delay=1.0)
    assert (notice.status, notice.attempts, notice.delivered) == (500, 4, False)
    assert [low <= wait <= 2 * low for low, wait in zip((0.5, 1.0, 2.0), waits, strict=True)] == [True] * 3
    assert len(set(waits)) == 3


def test_the_jitter_comes_from_the_random_source() -> None:
    waits = [send(Answers(503, 503, 204))[1] for _ in range(2)]
    assert waits[0] == waits[1]
    assert waits[0] != [0.5, 1.0]


def test_success_ends_the_repetition() -> None:
    notice, waits = send(Answers(httpx.ReadTimeout("slow"), 202))
    assert (notice.status, notice.attempts, notice.error) == (202, 2, "")
    assert len(waits) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 422, 501])
def test_a_refusal_is_not_repeated(status: int) -> None:
    notice, waits = send(Answers(status))
    assert (notice.status, notice.attempts, notice.error) == (status, 1, f"status {status}")
    assert not waits


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_moved_hub_is_named_and_not_followed(status: int) -> None:
    moved = httpx.Response(status, headers={"Location": "https://new.example.com/"})
    notice, _ = send(Answers(moved))
    assert "moved to https://new.example.com/" in notice.error
    assert notice.attempts == 1


def test_the_reason_of_the_hub_is_in_the_error_as_one_line() -> None:
    notice, _ = send(Answers(httpx.Response(400, text="hub.url\r\n is\tbad" + " x" * 500)))
    assert notice.error.startswith("status 400: hub.url is bad x")
    assert len(notice.error) < 250


def test_retry_after_is_waited_if_it_is_longer() -> None:
    _, waits = send(Answers(httpx.Response(429, headers={"Retry-After": "17"}), 204))
    assert waits == [17.0]


def test_a_long_retry_after_ends_the_repetition() -> None:
    notice, waits = send(Answers(httpx.Response(503, headers={"Retry-After": "3600"})))
    assert not waits
    assert notice.error.endswith("it asks to wait for 3,600 s: repeat it then")
    assert notice.attempts == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "9" * 4000}, 1e9),
        ({"Retry-After": "Fri, 27 Nov 2026 10:00:30 GMT", "Date": "Fri, 27 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"Retry-After": "Fri, 27 Nov 2026 09:00:00 GMT", "Date": "Fri, 27 Nov 2026 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "Fri, 27 Nov 2026 10:00:30 GMT"}, 0.0),
        ({"Retry-After": "soon", "Date": "Fri, 27 Nov 2026 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "-5"}, 0.0),
        ({}, 0.0),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(Response(status=503, headers=tuple(headers.items()))) == seconds


@pytest.mark.parametrize("field", ["attempts", "first_delay", "longest_delay"])
def test_numbers_must_be_positive(field: str) -> None:
    with pytest.raises(ArgumentError, match="greater than 0"):
        Retries(random=Random(1), **{field: 0})


def test_all_hubs_and_clouds_are_told_even_if_one_fails() -> None:
    cloud = Extension(
        name="cloud",
        attributes={
            "domain": "rpc.example.com",
            "port": "5337",
            "path": "/rsscloud/pleaseNotify",
            "protocol": "http-post",
        },
    )
    hubs = [
        Hub(url=HUB),
        Hub(url="https://other.example.com/"),
        Hub(url=HUB),
        Hub(url="https://x.example.com/", type="XMPP"),
    ]
    feed = Feed(title="Tides", feed_url=TOPIC, hubs=hubs, extensions=[cloud])
    transport = Answers(400, 204, httpx.Response(200, text='<result success="true" msg="Thanks."/>'))
    notices = notify(feed, client=Client(transport=transport), retries=Retries(random=Random(1)))
    assert [(notice.protocol, notice.receiver, notice.delivered) for notice in notices] == [
        ("WebSub", HUB, False),
        ("WebSub", "https://other.example.com/", True),
        ("rssCloud", "http://rpc.example.com:5337/rsscloud/ping", True),
    ]
    assert transport.form() == {"url": TOPIC}


def test_a_feed_without_an_address_cannot_be_told_of() -> None:
    with pytest.raises(ArgumentError, match="no feed_url"):
        notify(Feed(title="Tides", hubs=[Hub(url=HUB)]), client=Client(), retries=Retries(random=Random(1)))


# --- rssCloud ----------------------------------------------------------------------------------------------------------


def ping(response: httpx.Response, **values: str) -> Notice:
    cloud = Cloud(url="http://rpc.example.com/rsscloud/pleaseNotify", **values)
    return ping_cloud(cloud, TOPIC, Client(transport=Answers(response)), Retries(random=Random(1)))


def test_a_cloud_that_answers_200_and_refuses_is_an_error() -> None:
    notice = ping(httpx.Response(200, text="<result success='false' msg='Can&apos;t\n read it'/>"))
    assert (notice.status, notice.error) == (200, "the cloud refused it: Can't read it")


def test_a_cloud_without_an_xml_answer_has_accepted() -> None:
    assert ping(httpx.Response(200, text="OK")).delivered


@pytest.mark.parametrize("protocol", ["xml-rpc", "soap", ""])
def test_a_cloud_of_another_protocol_is_named_and_not_told(protocol: str) -> None:
    notice = ping(httpx.Response(200), protocol=protocol)
    assert notice.attempts == 0
    assert "http-post" in notice.error


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ({"port": "80", "path": "/pleaseNotify", "protocol": "http-post"}, "http://c.example.com/ping"),
        ({"port": "443", "path": "pleaseNotify", "protocol": "http-post"}, "https://c.example.com/ping"),
        ({"port": "5337", "path": "/a/pleaseNotify", "protocol": "https-post"}, "https://c.example.com:5337/a/ping"),
        ({"port": "80", "path": "/other", "protocol": "http-post"}, "http://c.example.com/other"),
    ],
)
def test_the_address_of_the_ping(attributes: dict[str, str], url: str) -> None:
    extension = Extension(name="cloud", attributes={"domain": "c.example.com", **attributes})
    assert [cloud.ping_url for cloud in clouds_of(Feed(extensions=[extension]))] == [url]


def test_hubs_of_json_feed_can_be_clouds() -> None:
    feed = Feed(hubs=[Hub(url="https://rpc.example.com/pleaseNotify", type="rssCloud"), Hub(url=HUB)])
    assert [cloud.ping_url for cloud in clouds_of(feed)] == ["https://rpc.example.com/ping"]


def test_registration_divides_the_callback() -> None:
    form = registration("https://reader.example.com/notify?key=x", [TOPIC, "https://other.example.com/feed"])
    assert form["domain"] == "reader.example.com"
    assert (form["port"], form["path"], form["protocol"]) == ("443", "/notify?key=x", "https-post")
    assert (form["url1"], form["url2"]) == (TOPIC, "https://other.example.com/feed")
    transport = Answers(httpx.Response(200, text='<notifyResult success="true" msg="ok"/>'))
    notice = register_with_cloud(
        Cloud(url="https://rpc.example.com/pleaseNotify"),
        "https://reader.example.com/notify",
        [TOPIC],
        Client(transport=transport),
        Retries(random=Random(1)),
    )
    assert notice.delivered
    assert transport.form()["url1"] == TOPIC


@pytest.mark.parametrize(
    ("method", "query", "body", "expected"),
    [
        ("GET", f"url={TOPIC}&challenge=abc", b"", (200, "abc", None)),
        ("GET", "url=https://evil.example.com/&challenge=abc", b"", (404, "", None)),
        ("POST", "", f"url={TOPIC}".encode(), (200, "", TOPIC)),
        ("POST", "", b"url=https://evil.example.com/", (404, "", None)),
        ("POST", "", b"&".join([b"a=1"] * 100), (400, "", None)),
        ("POST", "", b"\xff", (404, "", None)),
    ],
)
def test_the_answer_to_a_cloud(method: str, query: str, body: bytes, expected: tuple[int, str, str | None]) -> None:
    reply = answer(method, query, body, [TOPIC])
    assert (reply.status, reply.text, reply.topic) == expected


# --- IndexNow ----------------------------------------------------------------------------------------------------------


def submit_urls(*answers: int | httpx.Response) -> tuple[Sequence[Notice], Answers]:
    stories = [
        Story(id=f"tag:news.example.com,2026:{n}", url=f"https://news.example.com/{n}", headline="x") for n in (1, 2)
    ]
    payloads = index_now(diff(Feed(), Feed(stories=stories)), key="0123456789abcdef")
    transport = Answers(*answers)
    retries = Retries(random=Random(1), sleep=lambda _seconds: None)
    return submit(payloads, client=Client(transport=transport), retries=retries), transport


@pytest.mark.parametrize("status", [200, 202])
def test_addresses_are_submitted_as_json(status: int) -> None:
    (notice,), transport = submit_urls(status)
    assert (notice.protocol, notice.topic, notice.delivered) == ("IndexNow", "news.example.com", True)
    assert str(transport.requests[0].url) == "https://api.indexnow.org/indexnow"
    assert transport.requests[0].headers["Content-Type"] == "application/json; charset=utf-8"
    assert httpx.Response(200, content=transport.requests[0].content).json() == {
        "host": "news.example.com",
        "key": "0123456789abcdef",
        "urlList": ["https://news.example.com/1", "https://news.example.com/2"],
    }


@pytest.mark.parametrize(
    ("status", "remedy"), [(400, "check the addresses"), (403, "put a file with the key"), (422, "not of this host")]
)
def test_a_refused_submission_is_explained_and_not_repeated(status: int, remedy: str) -> None:
    (notice,), _ = submit_urls(status)
    assert notice.attempts == 1
    assert remedy in notice.error


def test_too_many_submissions_are_repeated() -> None:
    (notice,), _ = submit_urls(429, 200)
    assert (notice.attempts, notice.delivered) == (2, True)
