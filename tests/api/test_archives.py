"""Archives and pages of long feeds (RFC 5005), and the links of a feed as HTTP header fields."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import (
    ArgumentError,
    Feed,
    Hub,
    Link,
    ModelError,
    Paging,
    Story,
    link_headers,
    split_archives,
    split_pages,
)

FORMATS = ("rss", "atom", "jsonfeed")
CURRENT = "https://example.com/feed"
ADDRESS = "https://example.com/archive/{number}"
START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def story(number: int, hours: float | None = None, **fields: Any) -> Story:
    """Return a story that is published some hours after the start, by default as many as its number."""
    moment = START + HOUR * (number if hours is None else hours)
    given = {"id": f"https://example.com/{number}", "headline": f"Story {number}", "published": moment}
    return Story(**{**given, **fields})


def feed(*stories: Story, **fields: Any) -> Feed:
    """Return a feed of stories, the last of them first."""
    given: dict[str, Any] = {"title": "The Example Herald", "url": "https://example.com/", "feed_url": CURRENT}
    return Feed(**{**given, "authors": ("Desk",), "stories": tuple(reversed(stories)), **fields})


def numbers(document: Feed) -> list[int]:
    """Return the numbers of the stories of a document."""
    return [int(item.id.rpartition("/")[2]) for item in document.stories]


def documents(item: Feed, size: int, name: str) -> dict[str, bytes]:
    """Return all documents of a feed in a format, by address."""
    split = split_archives(item, size=size, address=ADDRESS)
    return {str(part.feed_url): newsfeed.dumps(part, name) for part in (split.current, *split.archives)}


def follow(published: Mapping[str, bytes]) -> list[str]:
    """Return the ids of all stories that a reader finds from the current document on, in XML."""
    ids: list[str] = []
    address: str | None = CURRENT
    while address:
        parsed = feedparser.parse(published[address])
        ids += [entry.id for entry in parsed.entries]
        links = {link.rel: link.href for link in parsed.feed.links}
        address = links.get("prev-archive")
    return ids


# --- archives ---------------------------------------------------------------------------------------------------------


def test_a_feed_with_few_stories_stays_as_it_is() -> None:
    item = feed(*map(story, range(8)))
    assert split_archives(item, size=3, address=ADDRESS) == newsfeed.Archives(current=item)


def test_the_current_document_keeps_as_many_stories_as_an_archive_has() -> None:
    split = split_archives(feed(*map(story, range(11))), size=3, address=ADDRESS)
    assert [numbers(part) for part in (split.current, *split.archives)] == [[10, 9, 8, 7, 6], [2, 1, 0], [5, 4, 3]]
    split = split_archives(
        feed(*map(story, range(12))), size=3, address=lambda number: f"https://example.com/a{number}"
    )
    assert [numbers(part) for part in (split.current, *split.archives[2:])] == [[11, 10, 9], [8, 7, 6]]
    assert [part.feed_url for part in split.archives] == [f"https://example.com/a{number}" for number in (1, 2, 3)]


def test_archives_link_to_the_one_before_and_to_the_current_document() -> None:
    split = split_archives(feed(*map(story, range(12)), paging=Paging(complete=True)), size=3, address=ADDRESS)
    first, second, third = (ADDRESS.format(number=number) for number in (1, 2, 3))
    assert split.current.paging == Paging(prev_archive=third)
    assert [archive.paging for archive in split.archives] == [
        Paging(next_archive=second, current=CURRENT, archive=True),
        Paging(prev_archive=first, current=CURRENT, archive=True),
        Paging(prev_archive=second, current=CURRENT, archive=True),
    ]


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_links_of_all_documents_are_valid(name: str) -> None:
    for data in documents(feed(*map(story, range(12))), 3, name).values():
        assert [finding.code for finding in newsfeed.validate(data, name) if ".link." in finding.code] == []


def test_an_archive_has_no_value_that_changes_with_the_feed() -> None:
    item = feed(*map(story, range(9)), updated=START + 99 * HOUR, published=START, ttl=5, hubs=(Hub(url=CURRENT),))
    archive = split_archives(item, size=3, address=ADDRESS).archives[0]
    assert archive.updated == START + 2 * HOUR
    assert (archive.published, archive.ttl, archive.hubs) == (None, None, ())
    assert archive.id == CURRENT


def test_stories_of_one_moment_are_in_one_archive() -> None:
    stories = [story(number, hours=number // 4) for number in range(12)]
    split = split_archives(feed(*stories), size=3, address=ADDRESS)
    assert [sorted(numbers(part)) for part in split.archives] == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_story_counts_from_the_end_of_its_embargo() -> None:
    stories = [story(0, embargo=START + 50 * HOUR), *map(story, range(1, 9))]
    split = split_archives(feed(*stories), size=3, address=ADDRESS)
    assert [sorted(numbers(part)) for part in (split.current, *split.archives)] == [[0, 7, 8], [1, 2, 3], [4, 5, 6]]


def test_stories_without_a_date_and_withheld_ones_are_never_archived() -> None:
    stories = [story(0, published=None), story(1, status="withheld"), *map(story, range(2, 8))]
    split = split_archives(feed(*stories), size=2, address=ADDRESS)
    assert [sorted(numbers(part)) for part in (split.current, *split.archives)] == [[0, 1, 6, 7], [2, 3], [4, 5]]


def test_a_late_correction_is_in_the_current_document_as_well() -> None:
    soon = story(1, updated=START + 5 * HOUR)
    late = story(2, updated=START + 5.5 * HOUR)
    split = split_archives(feed(story(0), soon, late, *map(story, range(3, 9))), size=3, address=ADDRESS)
    assert numbers(split.archives[0]) == [2, 1, 0]
    assert numbers(split.current) == [8, 7, 6, 2]
    assert split.archives[0].updated == START + 5 * HOUR


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(size=st.integers(1, 4), gaps=st.lists(st.integers(0, 2), min_size=1, max_size=14))
def test_later_stories_never_change_an_archive(name: str, size: int, gaps: list[int]) -> None:
    stories: list[Story] = []
    published: dict[str, bytes] = {}
    hours = 0
    for number, gap in enumerate(gaps):
        hours += gap
        stories.append(story(len(gaps) - number, hours=hours))
        now = documents(feed(*stories, updated=START + HOUR * hours), size, name)
        archives = {address: data for address, data in now.items() if address != CURRENT}
        assert {address: archives[address] for address in published} == published
        published = archives
        parts = [newsfeed.loads(data, name) for data in now.values()]
        ids = [item.id for part in parts if isinstance(part, Feed) for item in part.stories]
        assert sorted(ids) == sorted(item.id for item in stories)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_reader_reaches_every_story_from_the_current_document(name: str) -> None:
    published = documents(feed(*map(story, range(11))), 3, name)
    assert follow(published) == [f"https://example.com/{number}" for number in reversed(range(11))]


def test_readers_of_json_feed_reach_every_story_by_next_url() -> None:
    published = documents(feed(*map(story, range(11))), 3, "jsonfeed")
    ids: list[str] = []
    address: str | None = CURRENT
    while address:
        document = newsfeed.io.json.parse(published[address])
        assert isinstance(document, dict)
        ids += [item["id"] for item in document["items"]]
        address = document.get("next_url")
    assert ids == [f"https://example.com/{number}" for number in reversed(range(11))]


PAGINGS = (
    Paging(first=ADDRESS.format(number=1), last=ADDRESS.format(number=9), previous=CURRENT, next=f"{CURRENT}?page=3"),
    Paging(prev_archive=f"{CURRENT}/1", next_archive=f"{CURRENT}/3", current=f"{CURRENT}/now", archive=True),
    Paging(next=f"{CURRENT}?page=2", prev_archive=f"{CURRENT}/1"),
    Paging(prev_archive=CURRENT),
    Paging(complete=True),
)


@pytest.mark.parametrize("paging", PAGINGS)
@pytest.mark.parametrize("name", FORMATS)
def test_feeds_carry_all_paging_links_and_hubs(name: str, paging: Paging) -> None:
    item = feed(story(1), paging=paging, hubs=(Hub(url="https://hub.example.com/"),))
    back = newsfeed.loads(newsfeed.dumps(item, name), name)
    assert isinstance(back, Feed)
    assert (back.paging, back.hubs, back.feed_url) == (paging, item.hubs, CURRENT)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_pages_link_to_each_other() -> None:
    address = "https://example.com/feed?page={number}"
    pages = split_pages(feed(*map(story, range(5))), size=2, address=address)
    second, third = "https://example.com/feed?page=2", "https://example.com/feed?page=3"
    assert list(map(numbers, pages)) == [[4, 3], [2, 1], [0]]
    assert [page.feed_url for page in pages] == [CURRENT, second, third]
    assert [page.paging for page in pages] == [
        Paging(first=CURRENT, last=third, next=second),
        Paging(first=CURRENT, last=third, previous=CURRENT, next=third),
        Paging(first=CURRENT, last=third, previous=second),
    ]
    assert {page.id for page in pages} == {CURRENT}


def test_one_page_is_the_feed() -> None:
    for item in (feed(), feed(story(1), story(2))):
        assert split_pages(item, size=2, address=ADDRESS) == (item,)


def test_a_feed_without_an_address_has_that_of_its_first_page() -> None:
    pages = split_pages(feed(story(1), story(2), feed_url=None), size=1, address=ADDRESS)
    assert [page.feed_url for page in pages] == ["https://example.com/archive/1", "https://example.com/archive/2"]


@pytest.mark.parametrize("split", [split_archives, split_pages])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"size": 0, "address": ADDRESS}, "size is 0, must be a whole number from 1"),
        ({"size": True, "address": ADDRESS}, "size is True"),
        ({"size": 2, "address": "https://example.com/archive"}, "must be a function or contain {number}"),
        ({"size": 2, "address": None}, "address is None"),
    ],
)
def test_wrong_arguments_are_refused(split: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        split(feed(), **arguments)
    assert message in str(raised.value)


def test_archives_need_addresses() -> None:
    stories = list(map(story, range(6)))
    with pytest.raises(ArgumentError, match="feed_url"):
        split_archives(feed(*stories, feed_url=None), size=2, address=ADDRESS)
    with pytest.raises(ModelError):
        split_archives(feed(*stories), size=2, address="archive {number}")


# --- headers ----------------------------------------------------------------------------------------------------------


def test_headers_have_the_links_of_a_feed() -> None:
    item = feed(
        hubs=(Hub(url="https://hub.example.com/"), Hub(url="https://cloud.example.com/", type="rssCloud")),
        paging=Paging(previous=f"{CURRENT}?page=1", next=f"{CURRENT}?page=3", prev_archive=f"{CURRENT}/9"),
        links=(
            Link(url="https://example.com/feed.atom", rel="alternate", type="application/atom+xml; charset=utf-8"),
            Link(url="https://example.com/other", rel="related"),
        ),
    )
    assert link_headers(item) == [
        ("Link", '<https://hub.example.com/>; rel="hub"'),
        ("Link", '<https://example.com/feed>; rel="self"'),
        ("Link", '<https://example.com/feed?page=1>; rel="prev"'),
        ("Link", '<https://example.com/feed?page=3>; rel="next"'),
        ("Link", '<https://example.com/feed/9>; rel="prev-archive"'),
        ("Link", '<https://example.com/>; rel="alternate"; type="text/html"'),
        ("Link", '<https://example.com/feed.atom>; rel="alternate"; type="application/atom+xml"'),
    ]
    assert link_headers(Feed()) == []


def test_headers_are_ascii_in_one_line() -> None:
    item = feed(url="https://example.com/häfen", hubs=(Hub(url="https://bücher.example/"),))
    assert link_headers(item)[0] == ("Link", '<https://xn--bcher-kva.example/>; rel="hub"')
    assert link_headers(item)[-1] == ("Link", '<https://example.com/h%C3%A4fen>; rel="alternate"; type="text/html"')
    for end in "\r\n":
        with pytest.raises(ModelError):
            feed(feed_url=f"https://example.com/{end}Set-Cookie: a=b")
    # A value that has passed by the model is refused, too.
    unchecked = feed()
    object.__setattr__(unchecked, "feed_url", "https://example.com/\r\nSet-Cookie: a=b")
    with pytest.raises(ArgumentError, match="cannot be in a header"):
        link_headers(unchecked)
