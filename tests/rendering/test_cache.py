"""What was rendered of a story is used again for that very story only, dies with it, and never outgrows its bound."""

import gc
import io
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import newsfeed
import strategies
from examples import full_feed, full_story, plain_story
from newsfeed import Extension, Feed, Headings, Story
from newsfeed.plugins import registry
from newsfeed.rendering import cache as cache_rendering
from newsfeed.rendering.cache import BESIDES, BOUND, OWN, Cache, Entry, entry_of
from newsfeed.rendering.sinks import KeptItems

FORMATS = tuple(each.name for each in registry if each.writes and each.name not in ("json", "text"))
"""All whose items are rendered; those of the model itself and of pages are written as fast as they could be kept."""
RSS = ("rss", None)
HOUSE = Headings(summary="In brief", analysis="Why")
OTHERS: dict[str, Any] = {
    "id": "tag:news.example.com,2026:other",
    "version": 8,
    "embargo": datetime(2026, 6, 1, tzinfo=UTC),
    "status": "canceled",
    "language": "de",
    "published": datetime(2025, 5, 1, tzinfo=UTC),
    "updated": datetime(2026, 5, 1, tzinfo=UTC),
    "headline": "Another headline",
    "summary": "Another summary.",
    "extensions": (Extension(name="{https://vocabulary.example.org/}mark", content=("other",)),),
}
"""Values of fields that are not empty by default, or that must not be; the others are emptied."""


@pytest.fixture(autouse=True)
def kept() -> Iterator[Cache]:
    """Give the writers' cache, empty."""
    cache_rendering.rendered.clear()
    yield cache_rendering.rendered
    cache_rendering.rendered.clear()


def uncached(feed: Feed, name: str) -> bytes:
    """Write a feed of new objects, of which nothing can be kept."""
    return newsfeed.dumps(attrs.evolve(feed, stories=tuple(map(copy, feed.stories))), name)


def with_field(story: Story, field: str, value: Any) -> Story:
    """Give a story that differs in one field."""
    changes: dict[str, Any] = {field: value}
    return attrs.evolve(story, **changes)


def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that takes the id of each story that is rendered from now on."""
    seen: list[str] = []
    true = KeptItems._render

    def noting(self: KeptItems, story: Story, render: Callable[[Story], bytes]) -> bytes:
        seen.append(story.id)
        return true(self, story, render)

    monkeypatch.setattr(KeptItems, "_render", noting)
    return seen


@pytest.mark.parametrize("name", FORMATS)
def test_an_unchanged_story_is_not_rendered_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = noted(monkeypatch)
    feed = full_feed()
    first = newsfeed.dumps(feed, name)
    assert set(seen) == {story.id for story in feed.stories if story.status == "usable"} or name in ("jsonld", "newsml")
    assert set(seen) <= {story.id for story in feed.stories}
    seen.clear()
    assert newsfeed.dumps(feed, name) == first
    assert seen == []
    fresh = plain_story(99)
    changed = attrs.evolve(feed, stories=(fresh, *feed.stories))
    found = newsfeed.dumps(changed, name)
    assert seen == [fresh.id]
    assert found == uncached(changed, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", [each.name for each in attrs.fields(Story)])
def test_a_changed_field_gives_the_bytes_of_the_changed_story(field: str, name: str) -> None:
    story = full_story()
    feed = Feed(title="Desk", url="https://news.example.com/", stories=(story, plain_story(2)))
    newsfeed.dumps(feed, name)
    default = attrs.fields_dict(Story)[field].default
    value = OTHERS.get(field, default)
    assert getattr(story, field) != value
    changed = attrs.evolve(feed, stories=(with_field(story, field, value), feed.stories[1]))
    found = newsfeed.dumps(changed, name)
    assert found == uncached(changed, name)
    lost = [*newsfeed.losses(story, name), *newsfeed.losses(changed.stories[0], name)]
    if not any(loss.path.startswith(f"story.{field}") for loss in lost):
        assert found != newsfeed.dumps(feed, name)


@given(strategies.feeds())
def test_any_feed_written_again_has_the_bytes_of_one_that_is_not_kept(feed: Feed) -> None:
    for name in FORMATS:
        try:
            expected = uncached(feed, name)
        except newsfeed.WriteError:
            continue
        assert newsfeed.dumps(feed, name) == newsfeed.dumps(feed, name) == expected


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", [each.name for each in attrs.fields(Feed) if each.name != "stories"])
def test_what_is_kept_of_one_feed_does_not_pass_into_another(field: str, name: str) -> None:
    """Items of some formats say something of their feed: a provider, a site, a date that stands in for theirs."""
    bare = (
        attrs.evolve(plain_story(5), published=None, updated=None, publisher=None)
        if name == "newsml"
        else plain_story(5)
    )
    feed = attrs.evolve(full_feed(), stories=(full_story(), bare))
    others: dict[str, Any] = {
        "title": "Another desk",
        "url": "https://other.example.com/",
        "id": "urn:other",
        "updated": datetime(2026, 9, 9, tzinfo=UTC),
        "publisher": newsfeed.Organization(name="Another house"),
        "generator": "another",
    }
    changed = attrs.evolve(feed, **{field: others.get(field, attrs.fields_dict(Feed)[field].default)})
    newsfeed.dumps(feed, name)
    assert newsfeed.dumps(changed, name) == uncached(changed, name)
    single = newsfeed.dumps(feed.stories[0], name)
    assert single == newsfeed.dumps(copy(feed.stories[0]), name)
    assert newsfeed.dumps(feed, name) == uncached(feed, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_story_alone_is_written_again_as_it_was(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = full_story()
    first = newsfeed.dumps(story, name)
    seen = noted(monkeypatch)
    assert newsfeed.dumps(story, name) == first == newsfeed.dumps(copy(story), name)
    assert seen == [story.id]  # of the copy


def test_each_way_to_name_concepts_has_its_own_items() -> None:
    feed = full_feed()
    by_iri = newsfeed.dumps(feed, "newsml")
    by_code = newsfeed.dumps(feed, "newsml", mode="qcode")
    assert b'qcode="' in by_code
    assert b'qcode="' not in by_iri
    assert newsfeed.dumps(feed, "newsml") == by_iri


@pytest.mark.parametrize("name", FORMATS)
def test_each_house_has_its_own_headings(name: str) -> None:
    feed = full_feed()
    plain, house = newsfeed.dumps(feed, name), newsfeed.dumps(feed, name, headings=HOUSE)
    assert b"In brief" in house
    assert b"In brief" not in plain
    assert newsfeed.dumps(feed, name) == plain
    assert newsfeed.dumps(feed, name, headings=attrs.evolve(HOUSE)) == house


def test_entries_die_with_their_stories(kept: Cache) -> None:
    feed = full_feed()
    for name in FORMATS:
        newsfeed.dumps(feed, name)
    assert len(kept) > 0
    del feed
    gc.collect()
    assert (len(kept), kept.size) == (0, 0)


def test_of_a_stream_nothing_is_kept(kept: Cache, tmp_path: Path) -> None:
    story = full_story()
    for name in FORMATS:
        head = attrs.evolve(full_feed(), stories=())
        with newsfeed.open_writer(tmp_path / "feed", name, head) as writer:
            writer.write(story)
        assert story.id.encode() in (tmp_path / "feed").read_bytes()
    assert len(kept) == 0


def entries(cache: Cache) -> list[Entry]:
    """Give all that a cache holds."""
    return [entry for shelf in cache._shelves.values() for entry in shelf.values()]


def get(cache: Cache, story: Story) -> bytes | None:
    """Give what is kept of a story."""
    entry = cache.get(cache.shelf(RSS), story)
    return None if entry is None else bytes(entry.data)


def put(cache: Cache, story: Story, data: bytes) -> None:
    """Keep what was rendered of a story."""
    cache.put(cache.shelf(RSS), story, data)


def test_what_is_kept_stays_and_the_bound_holds() -> None:
    cache = Cache(bound=5_000)
    stories = [plain_story(number) for number in range(20)]
    for story in stories:
        put(cache, story, b"x" * 1_000)
        assert cache.size <= cache.bound
    assert [get(cache, story) is not None for story in stories] == [True] * 3 + [False] * 17
    put(cache, stories[0], b"y")  # of a story that is known the newer bytes count
    assert get(cache, stories[0]) == b"y"
    del stories[:3], story
    gc.collect()
    put(cache, stories[0], b"z")  # there is room again
    assert get(cache, stories[0]) == b"z"
    cache.clear()
    assert (cache.size, len(cache)) == (0, 0)


def document(stories: list[Story]) -> bytes:
    """Give a document with 1,000 bytes a story."""
    return b"".join([b"%-1000d" % number for number in range(len(stories))])


def put_all(cache: Cache, stories: list[Story], start: int = 0, end: int = 10) -> bytes:
    """Keep a document of some stories, of which these are new."""
    data = document(stories)
    places = range(len(stories))[start:end]
    cache.put_all(cache.shelf(RSS), data, [entry_of(stories[at], 1_000 * at, 1_000 * at + 1_000) for at in places])
    return data


def require_sound(cache: Cache) -> None:
    """Require that what a cache says of itself is what it holds."""
    blocks = {id(entry.block): entry.block for entry in entries(cache)}
    assert cache.size == sum(len(block.data) + OWN for block in blocks.values()) + BESIDES * len(cache)
    for block in blocks.values():
        parts = [entry.end - entry.start for entry in entries(cache) if entry.block is block]
        assert (block.number, block.live) == (len(parts), sum(parts))
    assert all(shelf and cache._shelves[shelf.context] is shelf for shelf in cache._shelves.values())


def test_items_are_kept_within_the_document_that_they_are_in() -> None:
    cache, stories = Cache(), [plain_story(number) for number in range(10)]
    data = put_all(cache, stories)
    assert len({id(entry.block) for entry in entries(cache)}) == 1
    assert b"".join(get(cache, story) or b"" for story in stories) == data
    assert cache.size == len(data) + OWN + 10 * BESIDES
    require_sound(cache)


def test_a_document_goes_with_the_last_of_its_stories() -> None:
    for order in (range(10), reversed(range(10)), (5, 0, 9, 1, 8, 2, 7, 3, 6, 4)):
        cache, stories = Cache(), dict(enumerate(map(plain_story, range(10))))
        put_all(cache, list(stories.values()))
        for number in order:
            assert cache.size >= 10_000
            del stories[number]
            gc.collect()
            require_sound(cache)
        assert (cache.size, len(cache)) == (0, 0)


def test_what_is_left_of_a_document_that_is_mostly_gone_is_copied() -> None:
    cache, stories = Cache(), [plain_story(number) for number in range(10)]
    data = put_all(cache, stories)
    for left, size in ((5, 10_000 + OWN), (4, 4 * (1_000 + OWN))):
        del stories[left:]
        gc.collect()
        cache.tidy()
        require_sound(cache)
        assert (len(cache), cache.size) == (left, size + left * BESIDES)
    assert b"".join(get(cache, story) or b"" for story in stories) == data[:4_000]
    stories.clear()
    gc.collect()
    assert (cache.size, len(cache)) == (0, 0)


def test_a_feed_that_changes_for_years_takes_what_it_is_and_no_more() -> None:
    """One story comes and one goes each time: the first document must not live as long as its youngest story."""
    cache, evergreen = Cache(), plain_story(1_000)
    stories = deque(plain_story(number) for number in range(10))
    put_all(cache, [evergreen, *stories], end=11)
    for number in range(10, 100):
        stories.appendleft(plain_story(number))
        stories.pop()
        put(cache, stories[0], b"%-1000d" % number)
        require_sound(cache)
        assert len(cache) <= 23
        assert number < 40 or cache.size <= 13 * (1_000 + OWN + BESIDES)
        assert get(cache, stories[0]) is not None
    cache.tidy()
    assert cache.size == 11 * (1_000 + OWN + BESIDES)
    assert get(cache, evergreen) == b"%-1000d" % 0
    assert all(
        get(cache, story) == b"%-1000d" % number for number, story in zip(range(99, 89, -1), stories, strict=True)
    )


def test_a_story_that_stands_in_a_feed_twice_is_kept_once(kept: Cache) -> None:
    story, other = plain_story(1), plain_story(2)
    feed = attrs.evolve(full_feed(), stories=(story, other, story))
    for name in FORMATS:
        first = newsfeed.dumps(feed, name)
        require_sound(kept)
        assert newsfeed.dumps(feed, name) == first == uncached(feed, name)
    assert len(kept) == 2 * len(FORMATS)
    del feed, story, other
    gc.collect()
    assert (len(kept), kept.size) == (0, 0)


def test_two_writers_of_one_context_keep_one_item_of_a_story() -> None:
    """Each has a shelf of its own until something is put on one of them."""
    cache, story = Cache(), plain_story(1)
    one, two = cache.shelf(RSS), cache.shelf(RSS)
    for shelf, data in ((one, b"first"), (two, b"second")):
        cache.put(shelf, story, data)
        require_sound(cache)
    assert (len(cache), get(cache, story)) == (1, b"second")
    del story
    gc.collect()
    assert (len(cache), cache.size) == (0, 0)


def test_unchanged_items_are_copied_wherever_they_stand(kept: Cache) -> None:
    """All at once where they stand one behind the other; another order, and what stands between, must not be lost."""
    stories = [plain_story(number) for number in range(8)]
    canceled = attrs.evolve(plain_story(50), status="canceled")
    feed = attrs.evolve(full_feed(), stories=tuple(stories))
    for name in FORMATS:
        newsfeed.dumps(feed, name)
    size = kept.size
    new = plain_story(99)
    for order in (
        stories[::-1],
        [*stories[4:], *stories[:4]],
        [stories[0], stories[0], stories[1]],
        [*stories[:3], new, *stories[3:5], canceled, *stories[5:], new],
        stories[2:3],
    ):
        changed = attrs.evolve(feed, stories=tuple(order))
        for name in FORMATS:
            assert newsfeed.dumps(changed, name) == uncached(changed, name)
    assert kept.size > size
    require_sound(kept)


def test_few_new_items_are_copied_out_of_a_document() -> None:
    cache, stories = Cache(), [plain_story(number) for number in range(10)]
    put_all(cache, stories, end=4)
    assert cache.size == 4 * (1_000 + OWN + BESIDES)
    require_sound(cache)
    put_all(cache, stories, start=4)  # more than half of it
    assert cache.size == 4 * (1_000 + OWN) + 10_000 + OWN + 10 * BESIDES
    require_sound(cache)


def test_a_document_that_is_too_large_is_not_kept_and_of_few_new_items_as_many_as_have_room() -> None:
    cache, stories = Cache(bound=4_000), [plain_story(number) for number in range(10)]
    put_all(cache, stories)
    assert (len(cache), cache.size) == (0, 0)
    put_all(cache, stories, end=4)
    assert [get(cache, story) is not None for story in stories] == [True] * 2 + [False] * 8
    assert cache.size <= cache.bound
    require_sound(cache)


@pytest.mark.parametrize(("bound", "expected", "noting"), [(1_000_000, 200, 201), (60_000, 0, 64), (10_000, 0, 0)])
def test_of_a_document_that_cannot_find_room_nothing_is_noted(
    bound: int, expected: int, noting: int, kept: Cache
) -> None:
    """That is known when the room is taken, or else, of a document that is far too large, after its first items.

    Of one that is kept, one story more has an entry, which tells when it is gone.
    """
    feed = attrs.evolve(full_feed(), stories=tuple(plain_story(number) for number in range(200)))
    noted = 0
    newsfeed.cache_size(bound)
    try:
        with pytest.MonkeyPatch.context() as patch:
            true = cache_rendering.entry_of

            def counting(*given: Any) -> Entry:
                nonlocal noted
                noted += 1
                return true(*given)

            patch.setattr(cache_rendering, "entry_of", counting)
            data = newsfeed.dumps(feed, "rss")
        assert len(data) > 120_000
        assert len(kept) == expected
        assert noted == noting or (not noting and noted < 64)
        assert newsfeed.dumps(feed, "rss") == data
    finally:
        newsfeed.cache_size(BOUND)


def test_a_document_that_is_written_again_is_not_kept_twice(kept: Cache) -> None:
    feed = attrs.evolve(full_feed(), stories=tuple(plain_story(number) for number in range(30)))
    for name in FORMATS:
        newsfeed.dumps(feed, name)
    size = kept.size
    for name in FORMATS:
        newsfeed.dumps(feed, name)
    assert kept.size == size
    require_sound(kept)


@given(
    strategies.st.lists(
        strategies.st.tuples(
            strategies.st.sampled_from(["put", "all", "drop", "clear", "tidy"]), strategies.st.integers(0, 9)
        ),
        max_size=30,
    ),
    strategies.st.sampled_from([3_000, 9_000, BOUND]),
)
def test_the_books_are_right_whatever_is_put_in_and_goes(steps: list[tuple[str, int]], bound: int) -> None:
    cache, stories = Cache(bound), [plain_story(number) for number in range(10)]
    for number, (step, chosen) in enumerate(steps):
        at = chosen % max(1, len(stories))
        if step == "put" and stories:
            put(cache, stories[at], b"%d" % number * 200)
        elif step == "all":
            put_all(cache, stories, at)
        elif step == "drop":
            del stories[: at + 1]
        elif step == "clear":
            cache.clear()
        elif step == "tidy":
            gc.collect()
            cache.tidy()
            assert len(cache) <= len(stories)
        gc.collect()
        require_sound(cache)
        assert cache.size <= bound
    stories.clear()
    gc.collect()
    assert (cache.size, len(cache)) == (0, 0)


def test_the_id_of_a_dead_story_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache()
    monkeypatch.setattr(cache_rendering, "id", lambda _: 1, raising=False)  # as where memory is used again at once
    first, second = plain_story(1), plain_story(2)
    put(cache, first, b"first")
    assert get(cache, second) is None
    put(cache, second, b"second")
    del first
    gc.collect()
    assert get(cache, second) == b"second"
    assert len(cache) == 1


def test_a_story_may_go_while_the_cache_is_held() -> None:
    cache = Cache()
    story = plain_story(1)
    put(cache, story, b"data")
    with cache._lock:
        del story
        gc.collect()
    other = plain_story(2)
    put(cache, other, b"more")
    assert len(cache) == 1
    assert cache.size == len(b"more") + OWN + BESIDES


def test_eight_threads_write_the_same_and_leave_nothing() -> None:
    feeds = [
        Feed(title="Desk", url="https://news.example.com/", stories=(full_story(), plain_story(n))) for n in range(4)
    ]
    expected = [[uncached(feed, name) for name in FORMATS] for feed in feeds]

    def work(_: int) -> list[list[bytes]]:
        for number in range(30):
            brief = Feed(title="Desk", url="https://news.example.com/", stories=(plain_story(number),))
            newsfeed.dumps(brief, "rss")
        return [[newsfeed.dumps(feed, name) for name in FORMATS] for feed in feeds]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(work, range(16)))
    feeds.clear()
    gc.collect()
    assert (len(cache_rendering.rendered), cache_rendering.rendered.size) == (0, 0)


def test_the_size_can_be_said(kept: Cache) -> None:
    feed = full_feed()
    try:
        assert newsfeed.cache_size(0) == BOUND
        newsfeed.dumps(feed, "rss")
        assert (len(kept), newsfeed.cache_size()) == (0, 0)
        assert newsfeed.cache_size(10_000_000) == 0
        newsfeed.dumps(feed, "rss")
        assert len(kept) > 0
        assert newsfeed.cache_size(1) == 10_000_000  # more is kept than may be: all of it goes
        assert (len(kept), kept.size) == (0, 0)
        for wrong in (-1, "64 MiB", 1.5, True):
            with pytest.raises(newsfeed.ModelError, match=r"cache_size: is .* 0 or more"):
                newsfeed.cache_size(wrong)  # type: ignore[arg-type]
    finally:
        newsfeed.cache_size(BOUND)


def test_nobody_makes_a_feed_the_stand_in_of_its_story() -> None:
    """What is kept of a story alone is known by the story: a feed of somebody's own would pass into it."""
    story = plain_story(1)
    feed = Feed(title="Desk", url="https://other.example.com/", generator="other", stories=(story,))
    with pytest.raises(TypeError, match="single"), newsfeed.open_writer(io.BytesIO(), "newsml", feed, single=True):
        pytest.fail("takes it")
    assert newsfeed.dumps(story, "newsml") == newsfeed.dumps(copy(story), "newsml")
