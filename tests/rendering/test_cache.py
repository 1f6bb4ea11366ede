"""A cache copies the items of unchanged stories, of no others, and never outgrows its limit."""

import gc
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from weakref import ref

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsfeed
import strategies
from examples import full_feed, full_story, plain_story
from newsfeed import Extension, Feed, Headings, RenderCache, Story
from newsfeed.formats.rss.scopes import document_scope
from newsfeed.plugins import registry
from newsfeed.rendering.cache import CHUNK_OVERHEAD, DEFAULT_MAX_BYTES, ENTRY_OVERHEAD, CachedItem, Chunk, Context
from newsfeed.rendering.sinks import _CachingSink
from newsfeed.syndication.extensions import UNDECLARED

FORMATS = tuple(a_format.name for a_format in registry if "cache" in a_format.options)
CONTEXT: Context = ("rss", None)
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


@pytest.fixture
def cache() -> RenderCache:
    """Return an empty cache."""
    return RenderCache()


def rendered_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that collects the id of each story that is rendered from now on."""
    ids: list[str] = []
    original = _CachingSink._rendered

    def rendered(self: _CachingSink, story: Story, render: Callable[[Story], bytes]) -> bytes:
        ids.append(story.id)
        return original(self, story, render)

    monkeypatch.setattr(_CachingSink, "_rendered", rendered)
    return ids


def require_sound(cache: RenderCache) -> None:
    """Require that the sums of a cache are those of its documents."""
    assert cache.size == sum(chunk.size for chunk in cache._chunks) <= cache.max_bytes
    items = [item for items in cache._items.values() for item in items.values()]
    assert len(cache) == len(items)
    for chunk in cache._chunks:
        assert chunk.used == sum(item.chunk is chunk for item in items) > 0
    assert {id(item.chunk) for item in items} == {id(chunk) for chunk in cache._chunks}


# --- documents -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_an_unchanged_story_is_not_rendered_again(
    name: str, cache: RenderCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = rendered_ids(monkeypatch)
    feed = full_feed()
    document = newsfeed.dumps(feed, name, cache=cache)
    assert document == newsfeed.dumps(feed, name)
    written = [story.id for story in feed.stories if story.status == "usable" or name in ("jsonld", "newsml")]
    assert ids == written
    ids.clear()
    assert newsfeed.dumps(feed, name, cache=cache) == document
    assert ids == []
    new = plain_story(99)
    changed = attrs.evolve(feed, stories=(new, *feed.stories))
    document = newsfeed.dumps(changed, name, cache=cache)
    assert ids == [new.id]
    assert document == newsfeed.dumps(changed, name)
    require_sound(cache)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Story)])
def test_a_changed_field_gives_the_bytes_of_the_changed_story(field: str, name: str, cache: RenderCache) -> None:
    story = full_story()
    feed = Feed(title="Desk", url="https://news.example.com/", stories=(story, plain_story(2)))
    former = newsfeed.dumps(feed, name, cache=cache)
    value = OTHERS.get(field, attrs.fields_dict(Story)[field].default)
    assert getattr(story, field) != value
    changes: dict[str, Any] = {field: value}
    changed = attrs.evolve(feed, stories=(attrs.evolve(story, **changes), feed.stories[1]))
    document = newsfeed.dumps(changed, name, cache=cache)
    assert document == newsfeed.dumps(changed, name)
    losses = [*newsfeed.losses(story, name), *newsfeed.losses(changed.stories[0], name)]
    if not any(loss.path.startswith(f"story.{field}") for loss in losses):
        assert document != former


@pytest.mark.slow
@given(strategies.feeds())
def test_any_feed_has_the_same_bytes_with_a_cache(feed: Feed) -> None:
    for name in FORMATS:
        cache = RenderCache()
        try:
            expected = newsfeed.dumps(feed, name)
        except newsfeed.WriteError:
            continue
        assert newsfeed.dumps(feed, name, cache=cache) == newsfeed.dumps(feed, name, cache=cache) == expected
        require_sound(cache)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Feed) if field.name != "stories"])
def test_items_of_one_feed_do_not_pass_into_another(field: str, name: str, cache: RenderCache) -> None:
    """Items of some formats depend on their feed: a provider, a site, a date that stands in for theirs."""
    bare = plain_story(5)
    if name == "newsml":
        bare = attrs.evolve(bare, published=None, updated=None, publisher=None)
    feed = attrs.evolve(full_feed(), stories=(full_story(), bare))
    others: dict[str, Any] = {
        "title": "Another desk",
        "url": "https://other.example.com/",
        "id": "urn:other",
        "updated": datetime(2026, 9, 9, tzinfo=UTC),
        "publisher": newsfeed.Organization(name="Another house"),
        "generator": "another",
    }
    changes: dict[str, Any] = {field: others.get(field, attrs.fields_dict(Feed)[field].default)}
    changed = attrs.evolve(feed, **changes)
    newsfeed.dumps(feed, name, cache=cache)
    assert newsfeed.dumps(changed, name, cache=cache) == newsfeed.dumps(changed, name)
    story = feed.stories[0]
    assert newsfeed.dumps(story, name, cache=cache) == newsfeed.dumps(story, name)
    assert newsfeed.dumps(feed, name, cache=cache) == newsfeed.dumps(feed, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_story_alone_is_cached_too(name: str, cache: RenderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    story = full_story()
    document = newsfeed.dumps(story, name, cache=cache)
    ids = rendered_ids(monkeypatch)
    assert newsfeed.dumps(story, name, cache=cache) == document == newsfeed.dumps(story, name)
    assert ids == []
    assert newsfeed.dumps(copy(story), name, cache=cache) == document
    assert ids == [story.id]


def test_each_option_has_its_own_items(cache: RenderCache) -> None:
    feed = full_feed()
    text = newsfeed.dumps(feed, "jsonld", cache=cache)
    assert b'"encoding"' in newsfeed.dumps(feed, "jsonld", body="full", cache=cache)
    assert newsfeed.dumps(feed, "jsonld", body="none", cache=cache) != text
    assert newsfeed.dumps(feed, "jsonld", cache=cache) == text
    by_iri = newsfeed.dumps(feed, "newsml", cache=cache)
    assert b'qcode="part:' in newsfeed.dumps(feed, "newsml", mode="qcode", cache=cache)
    assert b'qcode="part:' not in by_iri
    assert newsfeed.dumps(feed, "newsml", cache=cache) == by_iri


@pytest.mark.parametrize("name", FORMATS)
def test_headings_have_their_own_items(name: str, cache: RenderCache) -> None:
    feed = full_feed()
    options: Any = {"body": "full"} if name == "jsonld" else {}  # Its text alone has no heading of the summary.
    plain = newsfeed.dumps(feed, name, cache=cache, **options)
    house = newsfeed.dumps(feed, name, headings=HOUSE, cache=cache, **options)
    assert b"In brief" in house
    assert b"In brief" not in plain
    assert newsfeed.dumps(feed, name, cache=cache, **options) == plain
    assert newsfeed.dumps(feed, name, headings=attrs.evolve(HOUSE), cache=cache, **options) == house


def test_a_story_alone_does_not_share_items_with_a_feed_of_the_callers() -> None:
    story = plain_story(1)
    feed = Feed(title="Desk", url="https://other.example.com/", generator="other", stories=(story,))
    with pytest.raises(TypeError, match="single"), newsfeed.open_writer(io.BytesIO(), "newsml", feed, single=True):
        pytest.fail("accepts it")


def test_runs_of_unchanged_items_are_copied_in_any_order(cache: RenderCache) -> None:
    """A run is copied at once; another order, and what is between items, must not be lost."""
    stories = [plain_story(number) for number in range(8)]
    canceled = attrs.evolve(plain_story(50), status="canceled")
    feed = attrs.evolve(full_feed(), stories=tuple(stories))
    for name in FORMATS:
        newsfeed.dumps(feed, name, cache=cache)
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
            assert newsfeed.dumps(changed, name, cache=cache) == newsfeed.dumps(changed, name)
            require_sound(cache)


@pytest.mark.parametrize("name", [*FORMATS, "json", "text"])
def test_files_and_streams_take_a_cache(name: str, cache: RenderCache, tmp_path: Path) -> None:
    feed = attrs.evolve(full_feed(), stories=(full_story(), plain_story(2)))
    expected = newsfeed.dumps(feed, name)
    for _ in range(2):
        newsfeed.dump(feed, tmp_path / "feed", name, cache=cache)
        assert (tmp_path / "feed").read_bytes() == expected
        buffer = io.BytesIO()
        with newsfeed.open_writer(buffer, name, attrs.evolve(feed, stories=()), cache=cache) as writer:
            for story in feed.stories:
                writer.write(story)
        assert feed.stories[1].id.encode() in buffer.getvalue()
    assert (len(cache) > 0) is (name in FORMATS)


@pytest.mark.parametrize("max_bytes", [0, 2_000, 20_000])
@pytest.mark.parametrize("name", FORMATS)
def test_a_document_that_is_too_large_is_written_but_not_cached(max_bytes: int, name: str, tmp_path: Path) -> None:
    cache = RenderCache(max_bytes)
    feed = attrs.evolve(full_feed(), stories=tuple(plain_story(number) for number in range(200)))
    expected = newsfeed.dumps(feed, name)
    assert len(expected) > 100_000
    for _ in range(2):
        assert newsfeed.dumps(feed, name, cache=cache) == expected
        assert (len(cache), cache.size) == (0, 0)
    newsfeed.dumps(feed.stories[5], name, cache=cache)
    feed = attrs.evolve(feed, stories=(*feed.stories[:5], feed.stories[5], *feed.stories[6:]))
    newsfeed.dump(feed, tmp_path / "feed", name, cache=cache)
    assert (tmp_path / "feed").read_bytes() == expected


def test_a_feed_that_outgrows_the_cache_still_copies_what_fitted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stories = tuple(plain_story(number) for number in range(40))
    feed = attrs.evolve(full_feed(), stories=stories[:30])
    probe = RenderCache()
    newsfeed.dumps(feed, "rss", cache=probe)
    cache = RenderCache(probe.size + 100)
    newsfeed.dumps(feed, "rss", cache=cache)
    ids = rendered_ids(monkeypatch)
    larger = attrs.evolve(feed, stories=stories)
    for _ in range(2):
        ids.clear()
        assert newsfeed.dumps(larger, "rss", cache=cache) == newsfeed.dumps(larger, "rss")
        assert ids == [story.id for story in stories[30:]]
    require_sound(cache)


def test_a_feed_that_is_written_again_and_again_takes_the_room_of_one_document(cache: RenderCache) -> None:
    stories = [plain_story(number) for number in range(30)]
    feed = attrs.evolve(full_feed(), stories=tuple(stories))
    for name in FORMATS:
        newsfeed.dumps(feed, name, cache=cache)
    size = cache.size
    for number in range(100, 140):  # a new story first, the oldest leaves
        stories = [plain_story(number), *stories[:-1]]
        for name in FORMATS:
            newsfeed.dumps(attrs.evolve(feed, stories=tuple(stories)), name, cache=cache)
        require_sound(cache)
    assert cache.size < size * 1.2


def test_feeds_that_share_stories_share_their_items(monkeypatch: pytest.MonkeyPatch, cache: RenderCache) -> None:
    stories = tuple(plain_story(number) for number in range(30))
    main = attrs.evolve(full_feed(), stories=stories)
    topic = attrs.evolve(full_feed(), stories=stories[::3])
    newsfeed.dumps(main, "rss", cache=cache)
    ids = rendered_ids(monkeypatch)
    for _ in range(5):
        for feed in (topic, main):
            assert newsfeed.dumps(feed, "rss", cache=cache) == newsfeed.dumps(feed, "rss")
            require_sound(cache)
    assert ids == []


class MemoryStore:
    """Persistent store that is a dictionary, keyed by the id of the story; it logs the calls."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, Context], bytes] = {}
        self.calls: list[str] = []

    def get(self, story: Story, context: Context) -> bytes | None:
        """Return a stored item."""
        self.calls.append(f"get {story.id}")
        return self.items.get((story.id, context))

    def put(self, story: Story, context: Context, data: bytes) -> None:
        """Store an item."""
        self.calls.append(f"put {story.id}")
        self.items[story.id, context] = data


@pytest.mark.parametrize("max_bytes", [0, DEFAULT_MAX_BYTES])
@pytest.mark.parametrize("name", FORMATS)
def test_a_store_is_asked_for_items_not_in_memory_and_passed_all(name: str, max_bytes: int) -> None:
    store = MemoryStore()
    stories = tuple(plain_story(number) for number in range(3))
    feed = attrs.evolve(full_feed(), stories=stories)
    expected = newsfeed.dumps(feed, name)
    cache = RenderCache(max_bytes, store=store)
    assert newsfeed.dumps(feed, name, cache=cache) == expected
    assert store.calls == [f"{call} {story.id}" for story in stories for call in ("get", "put")]
    store.calls.clear()
    assert newsfeed.dumps(feed, name, cache=cache) == expected
    calls = ("put",) if max_bytes else ("get", "put")
    assert store.calls == [f"{call} {story.id}" for story in stories for call in calls]


def test_stored_items_are_written_instead_of_rendered() -> None:
    store = MemoryStore()
    story = plain_story(1)
    feed = Feed(title="Desk", url="https://news.example.com/", stories=(story,))
    context = ("rss", None, document_scope(feed).declarations(UNDECLARED), "excerpt")
    store.items[story.id, context] = b"<item>stored</item>"
    assert b"<item>stored</item>" in newsfeed.dumps(feed, "rss", cache=RenderCache(store=store))


# --- the cache itself ------------------------------------------------------------------------------------------------------


def add(cache: RenderCache, stories: list[Story], size: int = 1_000) -> None:
    """Add a document of so many bytes a story."""
    chunk = Chunk(CONTEXT)
    items = {
        id(story): CachedItem(ref(story), chunk, size * index, size * (index + 1))
        for index, story in enumerate(stories)
    }
    chunk.fill(bytes(size * len(stories)), items)
    cache.add(chunk, items)


def has(cache: RenderCache, story: Story) -> bool:
    """Return whether the item of a story is cached."""
    item = cache.items(CONTEXT).get(id(story))
    return item is not None and item.story() is story


def test_documents_of_collected_stories_are_dropped_by_later_writes(cache: RenderCache) -> None:
    for _ in range(50):
        stories = [plain_story(number) for number in range(10)]
        add(cache, stories)
        require_sound(cache)
    assert cache.size < 4 * (10_000 + CHUNK_OVERHEAD + 10 * ENTRY_OVERHEAD)
    assert all(has(cache, story) for story in stories)


def test_documents_of_single_stories_are_dropped_with_them(cache: RenderCache) -> None:
    for _ in range(200):
        story = plain_story(1)
        add(cache, [story])
    require_sound(cache)
    assert len(cache) < 5


def test_a_cache_does_not_keep_stories_alive(cache: RenderCache) -> None:
    feed = full_feed()
    stories = [ref(story) for story in feed.stories]
    for name in FORMATS:
        newsfeed.dumps(feed, name, cache=cache)
    del feed
    gc.collect()
    assert [story() for story in stories] == [None] * len(stories)


def test_a_full_cache_keeps_what_it_has() -> None:
    cache = RenderCache(5_000)
    stories = [plain_story(number) for number in range(20)]
    for story in stories:
        add(cache, [story])
        require_sound(cache)
    cached = [has(cache, story) for story in stories]
    assert cached == [True] * 2 + [False] * 18
    add(cache, stories[:1], size=10)
    assert has(cache, stories[0])
    cache.clear()
    assert (cache.size, len(cache)) == (0, 0)


def test_the_reused_id_of_a_collected_story_finds_nothing(cache: RenderCache) -> None:
    first, second = plain_story(1), plain_story(2)
    chunk = Chunk(CONTEXT)
    chunk.fill(b"first", [id(second)])
    cache.add(chunk, {id(second): CachedItem(ref(first), chunk, 0, 5)})
    assert not has(cache, second)
    feed = Feed(title="Desk", url="https://news.example.com/", stories=(second,))
    assert newsfeed.dumps(feed, "rss", cache=cache) == newsfeed.dumps(feed, "rss")


@given(
    st.lists(
        st.tuples(st.sampled_from(["one", "all", "drop", "clear"]), st.integers(0, 9)),
        max_size=30,
    ),
    st.sampled_from([3_000, 9_000, DEFAULT_MAX_BYTES]),
)
def test_the_sums_are_right_after_any_steps(steps: list[tuple[str, int]], max_bytes: int) -> None:
    cache, stories = RenderCache(max_bytes), [plain_story(number) for number in range(10)]
    for number, (step, index) in enumerate(steps):
        if step == "one" and stories:
            add(cache, [stories[index % len(stories)]], size=number * 100)
        elif step == "all":
            add(cache, stories[index:])
        elif step == "drop":
            del stories[: index + 1]
        elif step == "clear":
            cache.clear()
        require_sound(cache)


def test_eight_threads_may_share_a_cache(cache: RenderCache) -> None:
    feeds = [
        Feed(title="Desk", url="https://news.example.com/", stories=(full_story(), plain_story(number)))
        for number in range(4)
    ]
    expected = [[newsfeed.dumps(feed, name) for name in FORMATS] for feed in feeds]

    def work(number: int) -> list[list[bytes]]:
        for index in range(20):
            brief = Feed(title="Desk", url="https://news.example.com/", stories=(plain_story(index),))
            newsfeed.dumps(brief, "rss", cache=cache)
        if number % 5 == 0:
            cache.clear()
        return [[newsfeed.dumps(feed, name, cache=cache) for name in FORMATS] for feed in feeds]

    with ThreadPoolExecutor(8) as pool:
        assert all(documents == expected for documents in pool.map(work, range(16)))
    require_sound(cache)


@pytest.mark.parametrize("max_bytes", [-1, "64 MiB", 1.5, True, None])
def test_the_limit_must_be_a_size(max_bytes: Any) -> None:
    with pytest.raises(newsfeed.ModelError, match=r"RenderCache\.max_bytes: .* is not a size"):
        RenderCache(max_bytes)


def test_the_default_limit() -> None:
    assert RenderCache().max_bytes == 128 << 20
    assert RenderCache(max_bytes=10).max_bytes == 10
