"""Discovery of hubs and topic: headers before documents, in every format that can name them."""

import gzip

import pytest

import newsfeed
from loopback import serving
from newsfeed import Feed, Hub
from newsfeed.http.messages import Rendered
from newsfeed.hubs import Client, Discovery, HubError, discover, find_hubs

HUB = "https://hub.example.com/"
TOPIC = "https://news.example.com/feed"
URL = "https://news.example.com/moved/feed?x=1"
FEED = Feed(
    title="Tides",
    url="https://news.example.com/",
    feed_url=TOPIC,
    hubs=[Hub(url=HUB), Hub(url="https://b.example.com/")],
)
BOTH = Discovery(topic=TOPIC, hubs=(HUB, "https://b.example.com/"))

HTML = b"""<!doctype html><html><head><title>x</title><base href="https://news.example.com/base/">
<link rel="stylesheet hub" href="/hub"><LINK REL=self HREF="feed"></head>
<body><link rel="hub" href="https://evil.example.com/"><p>x</p></body></html>"""


@pytest.mark.parametrize("name", ["rss", "jsonfeed"])
def test_a_feed_names_its_hubs_and_itself(name: str) -> None:
    assert find_hubs(newsfeed.dumps(FEED, name), url=URL) == BOTH


def test_atom_names_its_hubs_and_itself() -> None:
    atom = newsfeed.dumps(FEED.replace(updated="2026-11-27T09:00:00Z", authors=["Jo Farrow"]), "atom")
    assert find_hubs(atom, url=URL, content_type="application/atom+xml; charset=utf-8") == BOTH
    assert find_hubs(gzip.compress(atom), url=URL) == BOTH


def test_the_hub_links_of_a_written_page_are_discovered() -> None:
    pytest.importorskip("jinja2", reason="jinja2 is not installed")
    page = newsfeed.dumps(FEED, "html")
    assert find_hubs(page, url=URL) == Discovery(topic="https://news.example.com/", hubs=BOTH.hubs)


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", ""])
def test_html_names_them_in_its_head_only(content_type: str) -> None:
    found = find_hubs(HTML, url=URL, content_type=content_type)
    assert found == Discovery(topic="https://news.example.com/base/feed", hubs=("https://news.example.com/hub",))


def test_xhtml_is_html_whatever_it_is_sent_as() -> None:
    page = b'<?xml version="1.0"?>\n<!-- x --><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
    page += b'<link rel="hub" href="https://hub.example.com/"/><link rel="self" href="/f"/></head><body/></html>'
    assert find_hubs(page, url=URL).topic == "https://news.example.com/f"


def test_headers_win_over_the_document() -> None:
    headers = ['<https://h.example.com/>; rel="hub", <https://t.example.com/f>; rel="self"']
    found = find_hubs(newsfeed.dumps(FEED, "rss"), url=URL, link_headers=headers)
    assert found == Discovery(topic="https://t.example.com/f", hubs=("https://h.example.com/",))


def test_a_relation_that_the_headers_lack_comes_from_the_document() -> None:
    found = find_hubs(newsfeed.dumps(FEED, "rss"), url=URL, link_headers=["<https://h.example.com/>; rel=hub"])
    assert found == Discovery(topic=TOPIC, hubs=("https://h.example.com/",))


def test_with_both_in_the_headers_the_document_is_not_read() -> None:
    headers = ["<https://h.example.com/>; rel=hub", "<https://t.example.com/f>; rel=self"]
    assert find_hubs(b"\0 no document", url=URL, link_headers=headers).topic == "https://t.example.com/f"


@pytest.mark.parametrize(
    ("header", "hubs"),
    [
        ("</hub>;rel=hub", ["https://news.example.com/hub"]),
        ('<https://a.example.com/?a,b;c>; REL="x hub y"', ["https://a.example.com/?a,b;c"]),
        ('<https://a.example.com/>; title="a, <b>; rel=hub"; rel="hub"', ["https://a.example.com/"]),
        (
            '<https://a.example.com/>; title="\\"x\\""; rel=hub,<https://b.example.com/>; rel=hub',
            ["https://a.example.com/", "https://b.example.com/"],
        ),
        ('<https://a.example.com/>; rel="hub"; rel="next"', ["https://a.example.com/"]),
        ('<https://a.example.com/>; rel="hub"; anchor="https://other.example.com/"', []),
        (f'<https://a.example.com/>; rel="hub"; anchor="{URL}"', ["https://a.example.com/"]),
        ('<https://a.example.com/>; rel="hubs"', []),
        ("<http://[::1>; rel=hub", []),
        ("https://a.example.com/; rel=hub", []),
    ],
)
def test_link_headers(header: str, hubs: list[str]) -> None:
    headers = [header, "<https://t.example.com/f>; rel=self"]
    if hubs:
        assert find_hubs(b"{}", url=URL, link_headers=headers).hubs == tuple(hubs)
    else:
        with pytest.raises(HubError):
            find_hubs(b"{}", url=URL, link_headers=headers)


def test_long_headers_take_no_time() -> None:
    for text in ('<"' * 50_000, "<a>;" * 50_000, '<a>; x="' + "\\" * 100_000, "<" * 100_000):
        with pytest.raises(HubError):
            find_hubs(b"{}", url=URL, link_headers=[text])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (newsfeed.dumps(FEED.replace(hubs=()), "rss"), "names no WebSub hub"),
        (newsfeed.dumps(FEED.replace(feed_url=None), "rss"), "not its own address"),
        (newsfeed.dumps(FEED.replace(hubs=[Hub(url=HUB, type="rssCloud")]), "jsonfeed"), "names no WebSub hub"),
        (b"<html><body>no head", "names no WebSub hub"),
        (b"", "no feed or page"),
        (b"\x1f\x8b\x08broken", "no feed or page"),
        (b"\xff\xfe\x00", "no feed or page"),
        (b"<rss", "no feed or page"),
    ],
)
def test_a_document_without_them_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(HubError, match=message):
        find_hubs(data, url=URL)


def test_a_document_is_fetched() -> None:
    pytest.importorskip("httpx", reason="httpx is not installed")
    rss = newsfeed.dumps(FEED, "rss")
    answers = {"/feed": Rendered(body=(rss,), headers=(("Link", "<https://h.example.com/>; rel=hub"),))}
    with serving(lambda request: answers.get(request.path, Rendered(status=404))) as root:
        client = Client(allow_private=True)
        assert discover(f"{root}feed", client) == Discovery(topic=TOPIC, hubs=("https://h.example.com/",))
        with pytest.raises(HubError, match="status 404"):
            discover(f"{root}gone", client)
