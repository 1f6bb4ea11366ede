"""Feeds beside each other: what changed, and several as one."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import Feed, Organization, Person, Question, Source, Story, diff, merge
from newsfeed.cli import program
from strategies import feeds, stories

DAY = datetime(2026, 5, 17, 9, 30, tzinfo=UTC)


def story(number: int, **changes: object) -> Story:
    values = {
        "id": f"tag:example.org,2026:{number}",
        "headline": f"Story {number}",
        "url": f"https://example.org/{number}",
    }
    return Story(**{**values, "published": DAY + timedelta(hours=number), **changes})


def feed(*items: Story, **changes: object) -> Feed:
    return Feed(**{"title": "The Example Herald", "url": "https://example.org/", "stories": items, **changes})


@pytest.mark.slow
@settings(max_examples=40)
@given(feeds())
def test_a_feed_differs_in_nothing_from_itself(one: Feed) -> None:
    assert not diff(one, one)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(stories(), max_size=3), st.lists(stories(), max_size=3))
def test_every_story_is_added_removed_or_in_both(old: list[Story], new: list[Story]) -> None:
    found = diff(Feed(stories=old), Feed(stories=new))
    same = len(new) - len(found.added)
    assert same == len(old) - len(found.removed)
    assert len(found.changed) <= same


def test_what_was_added_changed_and_removed_is_named() -> None:
    was = feed(story(1), story(2), story(3))
    now = feed(story(4), story(3, headline="Another", questions=[Question(text="Why?")]), story(1), title="New")
    found = diff(was, now)
    assert [each.id[-1] for each in found.added] == ["4"]
    assert [(each.new.id[-1], each.fields) for each in found.changed] == [("3", ("headline", "questions"))]
    assert [each.id[-1] for each in found.removed] == ["2"]
    assert found.fields == ("title",)
    assert found


def test_the_path_of_a_change_goes_as_deep_as_it_can() -> None:
    old = full_story()
    question = attrs.evolve(old.questions[0], answer="Something else.")
    new = attrs.evolve(old, questions=(question, *old.questions[1:]))
    assert diff(Feed(stories=[old]), Feed(stories=[new])).changed[0].fields == ("questions[0].answer",)


def test_a_story_that_gets_an_id_is_known_by_its_url() -> None:
    found = diff(feed(story(1, id="https://example.org/1"), story(2)), feed(story(2), story(1, id="urn:x:new")))
    assert (found.added, found.removed) == ((), ())
    assert [each.fields for each in found.changed] == [("id",)]


def test_an_id_goes_before_a_url() -> None:
    old = feed(story(1), story(2))
    new = feed(story(1, url="https://example.org/2"), story(2))
    assert [(each.new.id[-1], each.fields) for each in diff(old, new).changed] == [("1", ("url",))]


def test_stories_that_have_one_id_are_paired_in_their_order() -> None:
    old = feed(story(1, headline="a"), story(1, headline="b"))
    assert not diff(old, old)
    assert [each.headline for each in diff(old, feed(story(1, headline="a"))).removed] == ["b"]


def test_merging_takes_each_story_once_and_the_newest_first() -> None:
    one = feed(story(1), story(3))
    other = feed(story(2), story(3, updated=DAY + timedelta(days=1), headline="Later"), title="The Other")
    merged = merge(one, other)
    assert [each.id[-1] for each in merged.stories] == ["3", "2", "1"]
    assert merged.stories[0].headline == "Later"
    assert merged.title == "The Example Herald"
    assert merge(other, one).stories[0].headline == "Later", "whatever the order of the feeds"


def test_of_two_versions_alike_in_date_the_higher_version_is_taken_then_that_of_the_later_feed() -> None:
    assert merge(feed(story(1, version=2)), feed(story(1, version=1))).stories[0].version == 2
    assert merge(feed(story(1, headline="a")), feed(story(1, headline="b"))).stories[0].headline == "b"


def test_a_copied_story_says_where_it_is_from_and_what_its_feed_said() -> None:
    house = Organization(name="The Harbour House")
    one = feed(
        story(1), story(2, authors=[Person(name="Jane")], source=Source(title="Elsewhere")),
        feed_url="https://example.org/feed", updated=DAY, authors=[Person(name="The Desk")], language="en", publisher=house,
    )  # fmt: skip
    second, first = merge(one).stories
    assert first.source == Source(
        title="The Example Herald", url="https://example.org/", feed_url="https://example.org/feed", updated=DAY
    )
    assert (first.authors, first.language, first.publisher) == ((Person(name="The Desk"),), "en", house)
    assert (second.authors, second.source) == ((Person(name="Jane"),), Source(title="Elsewhere"))


def test_the_new_feed_says_of_itself_what_it_is_told() -> None:
    head = Feed(title="Planet", url="https://planet.example.com/")
    assert merge(feed(story(1)), feed=head).title == "Planet"
    assert merge(feed(story(1), feed_url="https://example.org/feed", id="urn:x:1")).id is None
    assert merge() == Feed()


def test_a_story_that_was_withdrawn_later_is_withdrawn() -> None:
    gone = story(1, status="canceled", updated=DAY + timedelta(days=2))
    assert merge(feed(story(1)), feed(gone)).stories[0].status == "canceled"


@settings(max_examples=30)
@given(feeds())
def test_merging_a_feed_with_itself_changes_nothing_more(one: Feed) -> None:
    assert merge(one, one).stories == merge(one).stories


def test_what_was_merged_is_written_to_atom_with_its_sources() -> None:
    data = newsfeed.dumps(merge(full_feed(), feed(plain_story(7)), feed=full_feed(stories=())), "atom")
    assert data.count(b"<source>") >= 2
    assert newsfeed.validate(data, "atom").valid


# --- the command -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    old, new = tmp_path / "old.rss", tmp_path / "new.feed.json"
    newsfeed.dump(feed(story(1), story(2)), old, "rss")
    newsfeed.dump(feed(story(2, headline="Tide turns"), story(3)), new, "jsonfeed")
    return [str(old), str(new)]


def test_the_command_names_what_changed_for_people(pair: list[str]) -> None:
    result = CliRunner().invoke(program, ["diff", *pair], standalone_mode=False)
    assert result.return_value == 1
    assert result.output.splitlines()[-1] == "1 added, 1 changed, 1 removed"
    assert "+ Story 3 (tag:example.org,2026:3)" in result.output
    assert "- Story 1 (tag:example.org,2026:1)" in result.output
    assert "    headline: Story 2 -> Tide turns" in result.output


def test_the_command_gives_json_for_programs(pair: list[str]) -> None:
    result = CliRunner().invoke(program, ["diff", "--report", "json", *pair], standalone_mode=False)
    found = json.loads(result.output)
    assert [each["id"] for each in found["added"]] == ["tag:example.org,2026:3"]
    assert found["changed"][0]["fields"] == ["headline"]


def test_a_file_differs_in_nothing_from_itself(pair: list[str]) -> None:
    result = CliRunner().invoke(program, ["diff", pair[0], pair[0]], standalone_mode=False)
    assert (result.return_value, result.output) == (0, "nothing has changed\n")


def test_the_command_compares_addresses_character_by_character_if_asked(tmp_path: Path) -> None:
    old, new = tmp_path / "old.rss", tmp_path / "new.rss"
    for path, address in ((old, "https://example.org/a"), (new, "https://example.org/a?utm_source=feed")):
        newsfeed.dump(feed(story(1, id=address, url=address)), path, "rss")
    results = [
        CliRunner().invoke(program, ["diff", *options, str(old), str(new)], standalone_mode=False).output
        for options in ((), ("--exact-addresses",))
    ]
    assert [output.splitlines()[-1] for output in results] == [
        "0 added, 1 changed, 0 removed",
        "1 added, 0 changed, 1 removed",
    ]
