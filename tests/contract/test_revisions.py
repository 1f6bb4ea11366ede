"""A revision moves the version and its date in every format, and nothing else; the id stays."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import mapping_page
import newsfeed
from abilities import carries_stories
from examples import full_story
from newsfeed import Category, Correction, Feed, RichText, Story, StoryChanges, revise
from newsfeed.errors import ArgumentError
from newsfeed.plugins import registry
from newsfeed.revisions import SIGNALS
from strategies import dates, filled, stories, texts, urls

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CORRECTION = Category(term="correction", scheme=SIGNALS)
UPDATE = Category(term="update", scheme=SIGNALS)
STORY = full_story(published=NOON - HOUR, updated=None, version=1, status="usable", embargo=None)
NAMES = [listed.name for listed in registry if listed.reads and listed.writes and carries_stories(listed.name)]
STRUCTURED = [name for name in NAMES if name not in ("text", "markdown")]
CHECKED = settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)

MOVED = {
    "rss": {"channel/item/atom:updated"},
    "atom": {"feed/entry/updated"},
    "jsonfeed": {"items/date_modified", "items/_newsfeed/version"},
    "activitystreams": {"orderedItems/updated"},
    "standardsite": {"value/updatedAt"},
    "jsonld": {"dateModified", "version"},
    "newsml": {"newsItem/@version", "versionCreated", "contentModified"},
    "ninjs": {"associations/version", "associations/versionCreated"},
    "json": {"stories/version", "stories/updated"},
    "html": {"body/script"},
}
"""The ends of the places of a feed's document that have another value after any revision."""
ALSO_MOVED = (
    "signal",
    "_newsfeed/about",
    "associations/subjects/",
    "/html/head/meta",
    "/html/body/main/article/header/p",
)
"""Words of other places that may have one: of the signal, a subject in ninjs, of the first extension member of an item, and
of the dates of a page."""


def revisable() -> st.SearchStrategy[Story]:
    """Stories that every format writes, with an earlier version."""
    web = urls().filter(lambda url: url.startswith("http"))
    held = {"status": st.just("usable"), "embargo": st.none(), "expires": st.none(), "version": st.integers(1, 99)}
    return stories(headline=filled(), url=web, published=dates(), updated=dates(), **held)


def last_date(story: Story) -> datetime:
    return max(date for date in (story.published, story.updated) if date)


def document(story: Story, name: str) -> bytes:
    if not registry[name].feed:
        return newsfeed.dumps(story, name)
    feed = Feed(
        title="Explainers", url="https://news.example.com/", feed_url="https://news.example.com/feed", stories=[story]
    )
    return newsfeed.dumps(feed.replace(updated=NOON), name)


def moved_places(old: Story, new: Story, name: str) -> set[str]:
    """Return the places at which the documents of two versions differ."""
    before, after = (Counter(_places(document(story, name))) for story in (old, new))
    return {place for place, _ in (before - after) + (after - before)}


def unexpected(moved: set[str], name: str) -> list[str]:
    """Return the places that no revision changes."""
    words = [place for place in moved if not any(word in place for word in ALSO_MOVED)]
    return [place for place in words if name in MOVED and not any(place.endswith(f"/{end}") for end in MOVED[name])]


def _places(data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith(b"<"):
        yield from mapping_page._xml_places(etree.fromstring(data), "")
    else:
        yield from mapping_page._json_places(json.loads(data), "")


# --- the model -------------------------------------------------------------------------------------------------------------


def test_the_next_version() -> None:
    revised = revise(STORY, at=NOON, headline="Two", correction="The bridge has two spans.")
    assert revised == STORY.replace(
        headline="Two",
        version=2,
        updated=NOON,
        corrections=(*STORY.corrections, Correction(text="The bridge has two spans.", published=NOON)),
        signals=(CORRECTION,),
    )


@pytest.mark.parametrize(
    ("correction", "appended", "signal"),
    [
        (None, None, UPDATE),
        ("Two", Correction(text="Two", published=NOON), CORRECTION),
        (RichText("<em>Two</em>"), Correction(text=RichText("<em>Two</em>"), published=NOON), CORRECTION),
        (
            Correction(text="Two", subject="headline"),
            Correction(text="Two", published=NOON, subject="headline"),
            CORRECTION,
        ),
        (Correction(text="Two", published=NOON - HOUR), Correction(text="Two", published=NOON - HOUR), CORRECTION),
        (Correction(text="Two", kind="update"), Correction(text="Two", kind="update", published=NOON), UPDATE),
        (
            Correction(text="Two", kind="retraction"),
            Correction(text="Two", kind="retraction", published=NOON),
            CORRECTION,
        ),
    ],
)
def test_the_correction_and_the_signal(correction: Any, appended: Correction | None, signal: Category) -> None:
    revised = revise(STORY, at=NOON, correction=correction)
    assert revised.corrections[len(STORY.corrections) :] == ((appended,) if appended else ())
    assert revised.signals[-1] == signal


def test_a_signal_is_that_of_the_last_revision() -> None:
    other = Category(term="atomic", scheme=SIGNALS)
    first = revise(STORY.replace(signals=[other]), at=NOON, correction="Two")
    second = revise(first, at=NOON)
    assert (first.signals, second.signals) == ((other, CORRECTION), (other, UPDATE))
    assert revise(second, at=NOON).signals == second.signals
    assert revise(second, at=NOON, signals=["atomic"]).signals == (Category(term="atomic"), UPDATE)


def test_a_correction_follows_those_that_are_changed() -> None:
    earlier = Correction(text="One", published=NOON - HOUR)
    revised = revise(STORY, at=NOON, corrections=[earlier], correction="Two")
    assert [str(correction.text) for correction in revised.corrections] == ["One", "Two"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: revise(STORY, at=NOON, id="x"), "cannot change id: a story keeps its id"),  # type: ignore[call-arg]
        (lambda: revise(STORY, at=NOON, version=9), "cannot change version: revise counts"),  # type: ignore[call-arg]
        (lambda: revise(STORY, at=NOON, updated=NOON), "cannot change updated: pass the moment"),  # type: ignore[call-arg]
        (lambda: revise(STORY, at=NOON.replace(tzinfo=None)), "at has no time zone"),
        (lambda: revise(STORY, at=None), "at is None, must be an aware datetime"),  # type: ignore[arg-type]
        (lambda: revise(STORY, at="2026-05-18T12:00:00Z"), "at is str, must be an aware datetime"),  # type: ignore[arg-type]
        (lambda: revise("story", at=NOON), "takes a Story, not str"),  # type: ignore[arg-type]
        (lambda: revise(STORY, at=NOON - 2 * HOUR), "before published of the last version"),
        (lambda: revise(STORY.replace(updated=NOON), at=NOON - HOUR), "before updated of the last version"),
        (lambda: revise(STORY, at=NOON, published=NOON + HOUR), "before the publication at 2026-05-18T13:00:00"),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        call()


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(TypeError, match="Story has no field 'headlines'"):
        revise(STORY, at=NOON, headlines="x")  # type: ignore[call-arg]


def test_type_checkers_know_all_fields_that_can_change() -> None:
    fixed = {"id", "version", "updated"}
    assert set(StoryChanges.__annotations__) == {field.name for field in attrs.fields(Story)} - fixed


# --- the formats -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", STRUCTURED)
@CHECKED
@given(story=revisable(), delay=st.integers(1, 10_000_000))
def test_a_revision_moves_the_version_and_its_date_alone(name: str, story: Story, delay: int) -> None:
    first = revise(story, at=last_date(story) + timedelta(seconds=delay))
    second = revise(first, at=last_date(first) + timedelta(seconds=delay))
    for old, new in ((story, first), (first, second)):
        moved = moved_places(old, new, name)
        ends = MOVED.get(name, moved)
        assert {end for end in ends if any(place.endswith(f"/{end}") for place in moved)} == ends
        assert unexpected(moved, name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in STRUCTURED if name in MOVED])
@CHECKED
@given(story=revisable(), headline=filled(), text=texts())
def test_a_revision_moves_what_it_changes_besides(name: str, story: Story, headline: str, text: str) -> None:
    moment = last_date(story) + HOUR
    correction = Correction(text=text, published=moment)
    revised = revise(story, at=moment, correction=correction, headline=headline)
    changed = story.replace(headline=headline, corrections=(*story.corrections, correction))
    moved = moved_places(story, revised, name) - moved_places(story, changed, name)
    assert unexpected(moved, name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@CHECKED
@given(story=revisable(), text=texts(), delay=st.integers(1, 10_000_000))
def test_a_revision_comes_back(name: str, story: Story, text: str, delay: int) -> None:
    revised = revise(story, at=last_date(story) + timedelta(seconds=delay), correction=Correction(text=text))
    (read,) = newsfeed.loads(newsfeed.dumps(revised, name), name).stories
    lost = {loss.path for loss in newsfeed.losses(revised, name)}
    for field in ("id", "version", "published", "updated"):
        if f"story.{field}" not in lost:
            assert getattr(read, field) == getattr(revised, field)
    assert read.id == (story.url if "story.id" in lost else story.id)
    assert "story.updated" not in lost
    assert ("story.version" in lost) == (read.version != revised.version)


@pytest.mark.parametrize("name", NAMES)
def test_a_correction_is_in_every_format(name: str) -> None:
    revised = revise(STORY, at=NOON, correction="The bridge has two spans.")
    assert b"The bridge has two spans." in newsfeed.dumps(revised, name)
    assert b"The bridge has two spans." not in newsfeed.dumps(STORY, name)


@pytest.mark.parametrize("name", [name for name in NAMES if registry[name].feed])
def test_a_cancellation(name: str) -> None:
    killed = revise(STORY, at=NOON, status="canceled")
    assert (killed.status, killed.version, killed.updated) == ("canceled", 2, NOON)
    other = STORY.replace(id="tag:news.example.com,2026:other", url="https://news.example.com/other", media=())
    data = newsfeed.dumps(Feed(title="T", url="https://news.example.com/", stories=[killed, other], updated=NOON), name)
    read = {story.id: story for story in newsfeed.loads(data, name).stories}
    if registry[name].public and not registry[name].tombstones:
        is_id_lost = registry[name].index or "story.id" in {loss.path for loss in newsfeed.losses(other, name)}
        assert set(read) == {other.url if is_id_lost else other.id}
    else:
        assert (read[killed.id].status, read[killed.id].updated) == ("canceled", NOON)
