"""Documents in chunks: joined they are what `dumps` returns, and memory stays constant."""

import itertools
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from abilities import holds_stories
from examples import full_feed, plain_story
from newsfeed import ArgumentError, Feed, RenderCache, Story, UnpublishedError, WriteError
from newsfeed.plugins import registry

WRITTEN = [listed.name for listed in registry if listed.writes and listed.feed and holds_stories(listed.name)]
FEED = Feed(
    title="Explainers",
    url="https://news.example.com/",
    feed_url="https://news.example.com/feed",
    updated=datetime(2026, 5, 18, tzinfo=UTC),
    publisher="The Harbour Desk",
)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("chunk_size", [1, 1000, 1 << 20])
def test_chunks_are_the_document_that_dumps_returns(name: str, chunk_size: int) -> None:
    feed = full_feed()
    chunks = list(newsfeed.iter_bytes(feed, name, chunk_size=chunk_size))
    assert b"".join(chunks) == newsfeed.dumps(feed, name)
    assert all(chunks)
    assert all(len(chunk) >= chunk_size for chunk in chunks[:-1])


def test_a_single_story_and_options_are_as_for_dumps() -> None:
    story = plain_story(summary="")
    for name, options in (("rss", {"description": "none"}), ("jsonld", {"body": "none"}), ("newsml", {})):
        assert b"".join(newsfeed.iter_bytes(story, name, **options)) == newsfeed.dumps(story, name, **options)


def test_a_cache_gives_the_same_bytes() -> None:
    feed, cache = full_feed(), RenderCache()
    for _ in range(2):
        assert b"".join(newsfeed.iter_bytes(feed, "rss", cache=cache)) == newsfeed.dumps(feed, "rss")


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed"])
def test_stories_are_taken_one_by_one_in_place_of_those_of_the_feed(name: str) -> None:
    taken: list[int] = []

    def stories() -> Iterator[Story]:
        for number in range(5):
            taken.append(number)
            yield plain_story(number)

    chunks = newsfeed.iter_bytes(FEED.replace(stories=[plain_story(99)]), name, stories=stories(), chunk_size=1)
    assert taken == []
    first = next(chunks)
    assert taken == [0]
    read = newsfeed.loads(first + b"".join(chunks), name)
    assert [story.id for story in read.stories] == [f"https://news.example.com/{number}" for number in range(5)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed"])
def test_memory_does_not_grow_with_the_number_of_stories(name: str) -> None:
    story = plain_story()

    def peak(count: int) -> tuple[int, int]:
        stories = itertools.repeat(story, count)
        tracemalloc.start()
        try:
            size = sum(map(len, newsfeed.iter_bytes(FEED, name, stories=stories)))
            return size, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    size, memory = peak(4000)
    assert size > 1 << 21
    assert memory < size / 4


def test_stories_that_readers_must_not_get_are_left_out() -> None:
    noon = datetime(2026, 5, 18, 12, tzinfo=UTC)
    stories = [plain_story(1), plain_story(2, embargo=noon), plain_story(3, status="withheld")]
    for options, numbers in (({}, [1]), ({"as_of": noon}, [1, 2])):
        expected = newsfeed.dumps(FEED.replace(stories=stories), "rss", **options)
        given: dict[str, Any]
        for given in ({"item": FEED.replace(stories=stories)}, {"item": FEED, "stories": stories}):
            document = b"".join(newsfeed.iter_bytes(format="rss", **given, **options))
            read = [story.id for story in newsfeed.loads(document).stories]
            assert read == [f"https://news.example.com/{number}" for number in numbers]
            assert read == [story.id for story in newsfeed.loads(expected).stories]
    with pytest.raises(UnpublishedError, match="withheld"):
        newsfeed.iter_bytes(plain_story(status="withheld"), "rss")


@pytest.mark.parametrize(
    ("error", "arguments", "message"),
    [
        (ArgumentError, {"item": [], "format": "rss"}, "takes a Feed or a Story"),
        (ArgumentError, {"item": FEED, "format": "rss", "chunk_size": 0}, "chunk_size is 0"),
        (ArgumentError, {"item": FEED, "format": "rss", "chunk_size": "1"}, "chunk_size is '1'"),
        (ArgumentError, {"item": plain_story(), "format": "rss", "stories": []}, "with a Feed only"),
        (ArgumentError, {"item": FEED, "format": "rss", "stories": 5}, "stories is int"),
        (ArgumentError, {"item": FEED, "format": "rss", "mode": "uri"}, "has no option 'mode'"),
        (newsfeed.UnknownFormatError, {"item": FEED, "format": "doc"}, "there is no format 'doc'"),
        (newsfeed.UnsupportedError, {"item": FEED, "format": "rsl"}, "cannot be written"),
        (WriteError, {"item": Feed(title="No id"), "format": "atom"}, "feed.id"),
    ],
)
def test_wrong_arguments_fail_at_once(error: type[Exception], arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(error, match=message):
        newsfeed.iter_bytes(**arguments)


def test_what_is_no_story_and_a_story_that_cannot_be_written_are_named() -> None:
    with pytest.raises(ArgumentError, match="stories has str, must have Story objects only"):
        list(newsfeed.iter_bytes(FEED, "rss", stories=["a story"]))  # type: ignore[list-item]
    undated = [plain_story(1, status="withheld"), plain_story(2, published=None, updated=None)]
    with pytest.raises(WriteError, match=r"feed\.stories\[1\]"):
        list(newsfeed.iter_bytes(FEED, "atom", stories=undated))
