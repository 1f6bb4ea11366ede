"""Tests of the feedgen adapter: element by element, its feeds equal those of the newsfeed writers."""

from collections import Counter

import attrs
import feedparser
import pytest
from feedgen.feed import FeedGenerator
from lxml import etree

import newsfeed
from examples import full_feed, plain_story
from newsfeed.formats.atom import write as write_atom
from newsfeed.formats.rss import write
from newsfeed.integrations.feedgen import register, to_feedgen
from newsfeed.plugins import WriteContext

ATOM = "{http://www.w3.org/2005/Atom}"


def ours(module: object, feed: newsfeed.Feed) -> bytes:
    parts: list[bytes] = []
    writer = module.open_writer(parts.append, feed, WriteContext())  # type: ignore[attr-defined]
    for story in feed.stories:
        writer.write(story)
    writer.close()
    return b"".join(parts)


def items(document: bytes, name: str) -> list[Counter[bytes]]:
    root = etree.fromstring(document)
    return [Counter(canonical(child) for child in item) for item in root.iter(name)]


def canonical(element: etree._Element) -> bytes:
    element.tail = None
    return etree.tostring(element, method="c14n", exclusive=True)


def test_items_are_equal_in_rss() -> None:
    feed = full_feed()
    theirs = items(to_feedgen(feed).rss_str(), "item")
    assert len(theirs) == 2
    assert theirs == items(ours(write, feed), "item")


def test_entries_are_equal_in_atom() -> None:
    feed = full_feed()
    theirs = items(to_feedgen(feed).atom_str(), f"{ATOM}entry")
    assert len(theirs) == 2
    assert theirs == items(ours(write_atom, feed), f"{ATOM}entry")


@pytest.mark.parametrize("name", ["title", "link", "description", "language", "copyright", "managingEditor", "ttl"])
def test_channel_elements_are_equal(name: str) -> None:
    feed = full_feed()
    theirs, written = (
        etree.fromstring(data).find(f"channel/{name}") for data in (to_feedgen(feed).rss_str(), ours(write, feed))
    )
    assert theirs is not None
    assert written is not None
    assert (theirs.text, dict(theirs.attrib)) == (written.text, dict(written.attrib))


def test_withheld_stories_are_left_out_and_order_is_kept() -> None:
    early = plain_story(4, embargo="2026-05-20T06:00:00Z")
    stories = (plain_story(1), plain_story(2, status="withheld"), early, plain_story(3))
    parsed = feedparser.parse(to_feedgen(full_feed(stories=stories)).rss_str())
    assert [entry.id for entry in parsed.entries] == ["https://news.example.com/1", "https://news.example.com/3"]


def test_a_registered_generator_takes_a_story_for_an_entry() -> None:
    generator = FeedGenerator()
    generator.id("https://news.example.com/feed")
    generator.title("Their feed")
    generator.link(href="https://news.example.com/")
    generator.description("Their feed")
    register(generator)
    entry = generator.add_entry()
    entry.id("https://news.example.com/1")
    entry.title("Their own title")
    entry.link(href="https://news.example.com/1")
    entry.newsfeed.story(plain_story())
    parsed_entry = feedparser.parse(generator.rss_str()).entries[0]
    assert [author["name"] for author in parsed_entry.authors][-2:] == ["Ada Byron", "Grace Marl"]
    assert "<em>more</em>" in parsed_entry.content[0].value
    links = etree.fromstring(generator.atom_str()).findall(f"{ATOM}entry/{ATOM}link")
    assert {(link.get("rel"), link.get("type"), link.get("length")) for link in links} >= {
        ("enclosure", "image/jpeg", "1024")
    }


def test_a_feed_without_dates_is_refused() -> None:
    undated = attrs.evolve(plain_story(), published=None, updated=None)
    with pytest.raises(newsfeed.WriteError, match=r"feed\.stories\[0\]\.updated"):
        to_feedgen(full_feed(stories=(undated,)))
    with pytest.raises(newsfeed.WriteError, match=r"feed\.updated"):
        to_feedgen(full_feed(updated=None, stories=()))
