"""OPML: lists of feeds, read from what readers of feeds export and written for them."""

import json
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import listparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import newsfeed
from newsfeed import Extension, Feed, LimitError, Limits, Organization, Person, Report, Story, Subscription, WriteError
from newsfeed.plugins import registry
from newsfeed.values.namespaces import OPML
from roundtrip import check
from strategies import dates, extensions, filled, subscriptions, texts, urls

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "benchmarks" / "node" / "node_modules"
EXAMPLE = newsfeed.load(ROOT / "examples" / "subscriptions.toml")
OUTLINE = f"{{{OPML}}}outline"


def read(body: str, head: str = "", version: str = "2.0", **options: Any) -> Feed:
    document = f'<opml version="{version}"><head>{head}</head><body>{body}</body></opml>'
    return newsfeed.loads(document, "opml", **options)


def codes(body: str, head: str = "") -> list[str]:
    report = Report()
    read(body, head, report=report)
    return [finding.code for finding in report]


def rewritten(feed: Feed) -> Feed:
    return newsfeed.loads(newsfeed.dumps(feed, "opml"))


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_every_attribute_has_its_field() -> None:
    feed = read(
        '<outline text="News"><outline text="Coast"><outline text="The Marl Lamp" title="The Marl Lamp" type="rss"'
        ' xmlUrl="https://marl.example.com/feed" htmlUrl="https://marl.example.com/" description="Of Marl" language="en"'
        ' category="/a/b, c" created="Sat, 14 Mar 2026 08:00:00 GMT"/></outline></outline>'
    )
    assert feed.subscriptions == (
        Subscription(
            feed_url="https://marl.example.com/feed",
            title="The Marl Lamp",
            url="https://marl.example.com/",
            description="Of Marl",
            language="en",
            folders=("News", "Coast"),
            categories=("/a/b", "c"),
            created=datetime(2026, 3, 14, 8, tzinfo=UTC),
        ),
    )


def test_the_head() -> None:
    head = (
        "<title>Mine</title><dateCreated>Sat, 14 Mar 2026 08:00:00 GMT</dateCreated><ownerName>Ines</ownerName>"
        "<dateModified>Sun, 15 Mar 2026 08:00:00 GMT</dateModified><ownerEmail>ines@news.example.com</ownerEmail>"
        "<ownerId>https://news.example.com/ines</ownerId><expansionState>1, 2</expansionState><windowTop>4</windowTop>"
        '<x:seen xmlns:x="urn:x">yes</x:seen>'
    )
    feed = read('<outline text="A" xmlUrl="https://a.example.com/"/>', head)
    assert (feed.title, feed.published, feed.updated) == (
        "Mine",
        datetime(2026, 3, 14, 8, tzinfo=UTC),
        datetime(2026, 3, 15, 8, tzinfo=UTC),
    )
    assert feed.authors == (Person(name="Ines", email="ines@news.example.com", url="https://news.example.com/ines"),)
    assert feed.extensions == (
        Extension(name=f"{{{OPML}}}expansionState", content=("1, 2",)),
        Extension(name=f"{{{OPML}}}windowTop", content=("4",)),
        Extension(name="{urn:x}seen", content=("yes",)),
    )
    assert rewritten(feed) == feed


@pytest.mark.parametrize(
    "attributes",
    [
        'xmlUrl="https://a.example.com/f"',
        'xmlurl="https://a.example.com/f"',
        'XMLURL=" https://a.example.com/f "',
        'type="RSS" url="https://a.example.com/f"',
        'type="rss" xmlUrl="" URL="https://a.example.com/f"',
    ],
)
def test_addresses_in_any_spelling(attributes: str) -> None:
    feed = read(f'<outline TEXT="A" {attributes}/>')
    assert feed.subscriptions == (Subscription(feed_url="https://a.example.com/f", title="A"),)


@pytest.mark.parametrize(
    ("attributes", "title", "kept"),
    [
        ('text="A" title="A"', "A", ()),
        ('text="A"', "A", ()),
        ('title="A"', "A", ()),
        ('text="Mine" title="A"', "Mine", (Extension(name="title", content=("A",)),)),
        ('text="https://a.example.com/f"', "", ()),
        ('text="https://a.example.com/f" title="A"', "A", ()),
        ("", "", ()),
    ],
)
def test_titles(attributes: str, title: str, kept: tuple[Extension, ...]) -> None:
    feed = read(f'<outline {attributes} xmlUrl="https://a.example.com/f"/>')
    (subscription,) = feed.subscriptions
    assert (subscription.title, subscription.extensions) == (title, kept)
    assert rewritten(feed) == feed


def test_outlines_that_are_no_feeds_are_kept() -> None:
    feed = read(
        '<outline text="News"><outline text="A" xmlUrl="https://a.example.com/f"/>'
        '<outline text="Tides" type="link" url="https://t.example.com/"/></outline>'
        '<outline text="Empty"/><outline text="Pages"><outline text="Others" type="include" url="https://o.example.com/o.opml"/>'
        '<outline type="link" url="https://p.example.com/"/></outline>'
    )
    outlines = [item for item in feed.extensions if item.name == OUTLINE]
    assert [dict(item.attributes)["text"] for item in outlines] == ["News", "Empty", "Pages"]
    link = Extension(name=OUTLINE, attributes={"text": "Tides", "type": "link", "url": "https://t.example.com/"})
    assert outlines[0].content == (link,)
    assert len(outlines[2].content) == 2
    assert rewritten(feed) == feed
    assert newsfeed.losses(feed, "opml") == ()


def test_outlines_in_deep_folders_share_them() -> None:
    leaves = (
        '<outline text="A" xmlUrl="https://a.example.com/f"/>'
        + '<outline text="L" type="link" url="https://l.example.com/"/>' * 5000
    )
    feed = read('<outline text="F">' * 50 + leaves + "</outline>" * 50)
    item, depth = feed.extensions[0], 0
    while len(item.content) == 1:
        (inner,) = item.content
        assert isinstance(inner, Extension)
        item, depth = inner, depth + 1
    assert (len(feed.extensions), depth, len(item.content)) == (1, 49, 5000)


def test_outlines_that_are_nested_deeper_than_an_extension_can_be_are_left_out_and_reported() -> None:
    report = Report()
    feed = read('<outline text="F">' * 100 + '<outline text="Tides"/>' + "</outline>" * 100, report=report)
    (finding,) = (finding for finding in report if finding.code == "read.element.dropped")
    assert "Tides" in finding.message
    assert rewritten(feed) == feed


def test_elements_of_other_vocabularies_in_folders_are_those_of_the_feed() -> None:
    feed = read(
        '<outline text="F"><outline text="A" xmlUrl="https://a.example.com/f"/><outline text="B"/>'
        '<x:seen xmlns:x="urn:x">yes</x:seen></outline>'
    )
    assert [item.name for item in feed.extensions] == ["{urn:x}seen", OUTLINE]
    assert rewritten(feed) == feed


def test_a_comment_makes_everything_in_it_a_comment() -> None:
    feed = read('<outline text="Old" isComment="true"><outline text="A" xmlUrl="https://a.example.com/f"/></outline>')
    assert feed.subscriptions[0].extensions == (Extension(name="isComment", content=("true",)),)
    assert rewritten(feed) == feed


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<outline text="A" xmlUrl="javascript:alert(1)"/>', "read.subscription.address"),
        ('<outline text="A" xmlUrl="/feed"/>', "read.subscription.address"),
        ('<outline text="A" type="link" url="javascript:alert(1)"/>', "read.link.unsafe"),
        ('<outline text="A" xmlUrl="https://a.example.com/" created="soon"/>', "read.date.unreadable"),
        ('<outline text="A" xmlUrl="https://a.example.com/" language="?"/>', "read.language.unusable"),
        ('<outline text="A" xmlUrl="https://a.example.com/"/>' * 2, "read.subscription.repeated"),
        ('<outline text="F" htmlUrl="https://f.example.com/"><outline text="A" xmlUrl="https://a.example.com/"/></outline>',
         "read.attribute.dropped"),
        ('<outline><outline text="A" xmlUrl="https://a.example.com/"/></outline>', "read.outline.nameless"),
        ('<outline text="A" xmlUrl="https://a.example.com/"><foo>x</foo></outline>', "read.element.dropped"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_reported(body: str, code: str) -> None:
    assert code in codes(body)


def test_a_second_element_of_the_head_is_reported() -> None:
    assert codes('<outline text="A"/>', "<title>A</title><title>B</title><foo>c</foo>") == [
        "read.value.repeated",
        "read.element.dropped",
    ]


def test_relative_addresses_have_a_base() -> None:
    feed = read('<outline text="A" xmlUrl="/feed"/>', base="https://a.example.com/list.opml")
    assert feed.subscriptions[0].feed_url == "https://a.example.com/feed"


@pytest.mark.parametrize(
    "document",
    [
        b'<opml version="1.0"><body><outline text="Caf\xe9" xmlUrl="https://a.example.com/f"/></body></opml>',
        '<?xml version="1.0" encoding="utf-16"?><OPML><body><outline text="Café" xmlUrl="https://a.example.com/f"/>'
        "</body></OPML>".encode("utf-16"),
        '<opml><outline text="Café" xmlUrl="https://a.example.com/f"/></opml>'.encode(),
        '<o:opml xmlns:o="http://opml.org/spec2"><o:body><o:outline text="Café" xmlUrl="https://a.example.com/f"/>'
        "</o:body></o:opml>".encode(),
    ],
)
def test_documents_in_use(document: bytes) -> None:
    assert newsfeed.detect(document) == "opml"
    assert newsfeed.loads(document).subscriptions == (Subscription(feed_url="https://a.example.com/f", title="Café"),)


def test_detection_takes_linear_time() -> None:
    started = time.process_time()
    looks_like = registry["opml"].looks_like
    assert looks_like(b"<!-- a -->" * 300 + b"<opml/>")
    for start in (b"<!---->", b"<??>", b"<!doctype a>", b"<a:"):
        assert not looks_like(start * 4096 + b"<nothing/>")
    assert time.process_time() - started < 1


def test_another_root_is_refused() -> None:
    with pytest.raises(newsfeed.ReadError, match="is not OPML: its root element is <rss>"):
        newsfeed.loads(b"<rss/>", "opml")


def test_nesting_is_limited() -> None:
    body = '<outline text="F">' * 300 + '<outline text="A" xmlUrl="https://a.example.com/"/>' + "</outline>" * 300
    with pytest.raises(LimitError):
        read(body)
    deep = '<outline text="F">' * 30 + '<outline text="A" xmlUrl="https://a.example.com/"/>' + "</outline>" * 30
    assert len(read(deep).subscriptions[0].folders) == 30
    with pytest.raises(LimitError):
        read(deep, limits=Limits(depth=20))


@pytest.mark.slow
def test_ten_thousand_feeds_in_reasonable_time() -> None:
    feeds = [
        Subscription(feed_url=f"https://a.example.com/{number}", title=f"Feed {number}", folders=(f"F{number // 50}",))
        for number in range(10_000)
    ]
    started = time.process_time()
    data = newsfeed.dumps(Feed(title="Many", subscriptions=feeds), "opml")
    assert newsfeed.loads(data).subscriptions == tuple(feeds)
    assert newsfeed.validate(data).valid
    assert time.process_time() - started < 10


# --- writing ---------------------------------------------------------------------------------------------------------------


def test_a_feed_without_subscriptions_lists_itself() -> None:
    feed = Feed(
        title="Explainers",
        url="https://news.example.com/",
        feed_url="https://news.example.com/feed",
        description="All\n\nof it",
        publisher=Organization(name="The Harbour Desk", url="https://news.example.com/"),
        stories=[Story(id="1")],
    )
    read_back = rewritten(feed)
    assert read_back.subscriptions == (
        Subscription(
            feed_url="https://news.example.com/feed",
            title="Explainers",
            url="https://news.example.com/",
            description="All of it",
        ),
    )
    assert read_back.authors == (Person(name="The Harbour Desk", url="https://news.example.com/"),)
    paths = [loss.path for loss in newsfeed.losses(feed, "opml")]
    assert paths.count("feed.stories[0]") == 1
    assert {"feed.subscriptions", "feed.authors", "feed.publisher", "feed.feed_url", "feed.url"} <= set(paths)


def test_nothing_to_list_is_an_error() -> None:
    with pytest.raises(WriteError, match="OPML requires an outline"):
        newsfeed.dumps(Feed(title="Empty"), "opml")
    assert [finding.code for finding in newsfeed.validate(Feed(title="Empty"), "opml")] == ["opml.body.outline.missing"]


def test_folders_keep_the_order_of_feeds() -> None:
    folders = [("A", "B"), ("A",), ("C",), ("A", "B"), ()]
    feed = Feed(
        subscriptions=[
            Subscription(feed_url=f"https://a.example.com/{index}", folders=names)
            for index, names in enumerate(folders)
        ]
    )
    assert [item.folders for item in rewritten(feed).subscriptions] == folders
    root = etree.fromstring(newsfeed.dumps(feed, "opml"))
    assert [item.get("text") for item in root.findall("body/outline")] == ["A", "C", "A", "https://a.example.com/4"]


def test_too_many_folders_are_refused() -> None:
    subscription = Subscription(feed_url="https://a.example.com/", folders=["F"] * 200)
    with pytest.raises(WriteError, match=r"feed\.subscriptions\[0\]\.folders"):
        newsfeed.dumps(Feed(subscriptions=[subscription]), "opml")


def test_every_outline_has_a_text() -> None:
    root = etree.fromstring(newsfeed.dumps(EXAMPLE.replace(subscriptions=[Subscription(feed_url="urn:x:1")]), "opml"))
    assert [dict(item.attrib) for item in root.iter("outline")] == [
        {"text": "urn:x:1", "type": "rss", "xmlUrl": "urn:x:1"}
    ]


def lists() -> st.SearchStrategy[Feed]:
    owner = st.builds(Person, name=filled(), email=st.none() | st.just("ines@news.example.com"), url=st.none() | urls())
    return st.builds(
        Feed,
        title=texts(),
        published=st.none() | dates(),
        updated=st.none() | dates(),
        authors=st.lists(owner, max_size=2),
        subscriptions=st.lists(subscriptions(), min_size=1, max_size=5),
        extensions=st.lists(extensions(), max_size=2),
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(lists())
def test_lists_come_back_but_for_their_losses(feed: Feed) -> None:
    check(feed, "opml")
    assert not [finding for finding in newsfeed.validate(newsfeed.dumps(feed, "opml")) if "schema" in finding.code]


# --- other programs --------------------------------------------------------------------------------------------------------


def test_listparser_reads_our_list() -> None:
    parsed = listparser.parse(newsfeed.dumps(EXAMPLE, "opml"))
    assert not parsed.bozo
    assert parsed.meta.title == EXAMPLE.title
    assert parsed.meta.author.name == "Ines Okafor"
    assert [(item.title, item.url) for item in parsed.feeds] == [
        (item.title, item.feed_url) for item in EXAMPLE.subscriptions
    ]
    assert parsed.feeds[0].categories == [["news", "coast"], ["weather"], ["News", "Coast"]]


def test_feedparser_knows_no_feed_in_a_list() -> None:
    assert feedparser.parse(newsfeed.dumps(EXAMPLE, "opml")).entries == []


FEEDSMITH = """
import { parseOpml, generateOpml } from 'feedsmith'
import { readFileSync } from 'node:fs'
const opml = parseOpml(readFileSync(0, 'utf8'))
console.log(JSON.stringify({ opml, generated: generateOpml(opml) }))
"""


@pytest.mark.slow
def test_feedsmith_reads_ours_and_we_read_what_it_writes() -> None:
    node = shutil.which("node")
    if node is None or not (NODE_MODULES / "feedsmith").is_dir():
        pytest.skip("feedsmith is not installed: run npm install --prefix benchmarks/node")
    done = subprocess.run(
        [node, "--input-type=module", "-e", FEEDSMITH],
        input=newsfeed.dumps(EXAMPLE, "opml"),
        capture_output=True,
        check=True,
        cwd=NODE_MODULES.parent,
        timeout=60,
    )
    answer = json.loads(done.stdout)
    coast = answer["opml"]["body"]["outlines"][0]["outlines"][0]["outlines"]
    assert [item["xmlUrl"] for item in coast] == [item.feed_url for item in EXAMPLE.subscriptions[:2]]
    assert answer["opml"]["head"]["title"] == EXAMPLE.title
    assert newsfeed.loads(answer["generated"]) == EXAMPLE
