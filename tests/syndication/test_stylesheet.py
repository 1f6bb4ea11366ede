"""The style sheet of a feed: the instruction that names it, and newsfeed's own (see tests/browser for its look)."""

import io
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

import newsfeed
from examples import full_feed
from newsfeed.syndication.stylesheet import feed_css, stylesheet_instruction

FEEDS = pytest.mark.parametrize("name", ["rss", "atom"])
ADDRESSES = pytest.mark.parametrize(
    "address",
    ["feed.css", "/styles/feed.css?v=2&theme=a'b", "https://news.example.com/ström.css#x", "//cdn.example.com/a"],
)


@FEEDS
@ADDRESSES
def test_the_address_is_written_before_the_root_and_changes_nothing_else(name: Any, address: str) -> None:
    plain = newsfeed.dumps(full_feed(), name)
    styled = newsfeed.dumps(full_feed(), name, stylesheet=address)
    instruction = etree.fromstring(styled).getprevious()
    assert (instruction.target, instruction.get("type")) == ("xml-stylesheet", "text/css")
    assert unescape(instruction.get("href")) == address
    declaration, line, rest = styled.split(b"\n", 2)
    assert line.startswith(b"<?xml-stylesheet ")
    assert declaration + b"\n" + rest == plain


@FEEDS
def test_readers_take_a_styled_feed_as_any_other(name: Any) -> None:
    feed = full_feed()
    plain = newsfeed.dumps(feed, name)
    styled = newsfeed.dumps(feed, name, stylesheet="feed.css")
    assert newsfeed.detect(styled) == name
    report = newsfeed.Report()
    assert newsfeed.loads(styled, report=report) == newsfeed.loads(plain)
    assert not len(report)
    assert [*newsfeed.iter_stories(io.BytesIO(styled))] == [*newsfeed.iter_stories(io.BytesIO(plain))]
    codes = [[finding.code for finding in newsfeed.validate(data)] for data in (styled, plain)]
    assert codes[0] == codes[1]
    parsed, peer = feedparser.parse(styled), feedparser.parse(plain)
    assert (parsed.version, parsed.bozo, parsed.entries) == (peer.version, False, peer.entries)


@FEEDS
def test_a_stream_and_a_cached_document_name_the_style_sheet(name: Any) -> None:
    feed, cache = full_feed(), newsfeed.RenderCache()
    plain = newsfeed.dumps(feed, name, cache=cache)
    styled = newsfeed.dumps(feed, name, cache=cache, stylesheet="feed.css")
    assert styled == newsfeed.dumps(feed, name, stylesheet="feed.css") != plain
    target = io.BytesIO()
    with newsfeed.open_writer(target, name, feed, stylesheet="feed.css") as writer:
        for story in feed.stories:
            writer.write(story)
    assert b'<?xml-stylesheet type="text/css" href="feed.css"?>\n' in target.getvalue()


@FEEDS
@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "is empty"),
        ("a?>b.css", "'>' (U+003E) at offset 2"),
        ("a\x00.css", "U+0000"),
        ("a\n.css", "U+000A"),
        ("a\x85.css", "U+0085"),
        ("two words.css", "percent-encode it"),
        ("a\ud800.css", "offset 1"),
        ("100%.css", "write %25"),
        ("javascript:alert(1)", "unsafe in a link"),
        ("JavaScript:alert(1)", "unsafe in a link"),
        ("data:text/css,a", "unsafe in a link"),
        (7, "stylesheet is int"),
    ],
)
def test_an_address_that_is_none_is_refused(name: Any, address: Any, message: str) -> None:
    with pytest.raises(newsfeed.ArgumentError) as error:
        newsfeed.dumps(full_feed(), name, stylesheet=address)
    assert message in str(error.value)


@pytest.mark.parametrize("name", ["jsonfeed", "jsonld", "newsml", "ninjs", "text"])
def test_other_formats_have_no_style_sheet(name: Any) -> None:
    with pytest.raises(newsfeed.ArgumentError, match="no option 'stylesheet'"):
        newsfeed.dumps(full_feed(), name, stylesheet="feed.css")


def test_no_address_writes_no_instruction() -> None:
    assert stylesheet_instruction(None) == ""


def test_the_style_sheet_loads_nothing_and_knows_both_formats() -> None:
    css = feed_css().decode()
    assert "url(" not in css
    assert "@import" not in css
    assert "|item" in css
    assert 'atom "http://www.w3.org/2005/Atom"' in css
    assert css.count("{") == css.count("}")


def test_the_style_sheet_is_inside_the_package() -> None:
    assert (Path(newsfeed.__file__).parent / "syndication" / "feed.css").read_bytes() == feed_css()
