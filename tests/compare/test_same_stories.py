"""Stories of several feeds that are the same, and those that only look the same."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import AddressRules, ArgumentError, Feed, Report, Severity, Source, Story, diff, merge
from newsfeed.values.urns import is_derived_uuid
from strategies import feeds, stories

DAY = datetime(2026, 5, 17, 9, 30, tzinfo=UTC)


def rss(host: str, *items: str) -> Feed:
    """Return the feed of a host, read from RSS."""
    rows = "".join(f"<item><title>T</title>{item}</item>" for item in items)
    head = f"<title>Feed of {host}</title><link>https://{host}/</link><description>d</description>"
    return newsfeed.loads(f'<rss version="2.0"><channel>{head}{rows}</channel></rss>', "rss")


def guid(identifier: str) -> str:
    return f'<guid isPermaLink="false">{identifier}</guid>'


def link(address: str) -> str:
    return f"<link>{address.replace('&', '&amp;')}</link>"


ONE, OTHER = "one.example.com", "other.example.com"


# --- ids -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("local_id", ["1", "ep-1", "12 at https://cms.example.com", "post:1", "a/b", "1e3"])
def test_a_local_id_means_something_in_its_feed_only(local_id: str) -> None:
    one = rss(ONE, guid(local_id) + link(f"https://{ONE}/a"))
    other = rss(OTHER, guid(local_id) + link(f"https://{OTHER}/b"))
    assert len(merge(one, other).stories) == 2
    assert len(diff(one, other).added) == len(diff(one, other).removed) == 1


@pytest.mark.parametrize("local_id", ["1", "ep-1"])
def test_a_local_id_names_the_same_story_in_versions_of_one_feed(local_id: str) -> None:
    old = rss(ONE, guid(local_id) + link(f"https://{ONE}/a"))
    new = rss(ONE, guid(local_id) + link(f"https://{ONE}/b"))
    assert [story.url for story in merge(old, new).stories] == [f"https://{ONE}/b"]
    assert [change.fields for change in diff(old, new).changed] == [("url",)]


@pytest.mark.parametrize(
    "identifier",
    [
        "tag:example.com,2026:1",
        "urn:uuid:5f3c1f6e-5b0a-4d5c-9a53-0d5a7f4c2b11",
        "urn:x:1",
        "https://cms.example.com/?p=1",
    ],
)
def test_an_id_that_is_unique_in_the_world_names_the_same_story_everywhere(identifier: str) -> None:
    one = rss(ONE, guid(identifier) + link(f"https://{ONE}/a"))
    other = rss(OTHER, guid(identifier) + link(f"https://{OTHER}/b"))
    assert len(merge(one, other).stories) == 1
    assert not diff(one, other).added


def test_unnamed_feeds_are_told_apart_by_the_hosts_of_their_stories() -> None:
    one, new, other = (
        Feed(stories=[Story(id="1", url=f"https://{host}/{path}")])
        for host, path in ((ONE, "a"), (ONE, "b"), (OTHER, "b"))
    )
    assert len(merge(one, other).stories) == 2
    assert merge(one, new).stories == new.stories
    assert [change.fields for change in diff(one, other).changed] == [("url",)], (
        "diff takes them for versions of one feed"
    )


def test_stories_of_one_page_are_told_apart_by_their_ids() -> None:
    page = link(f"https://{ONE}/status")
    yesterday = rss(ONE, *(guid(f"ep-{number}") + page for number in (1, 2, 3)))
    today = rss(ONE, *(guid(f"ep-{number}") + page for number in (2, 3, 4)))
    assert len(merge(yesterday).stories) == 3
    assert sorted(story.id for story in merge(yesterday, today).stories) == ["ep-1", "ep-2", "ep-3", "ep-4"]
    difference = diff(yesterday, today)
    assert ([story.id for story in difference.added], [story.id for story in difference.removed]) == (
        ["ep-4"],
        ["ep-1"],
    )
    assert difference.changed == ()


def test_entries_of_a_live_page_are_told_apart_by_the_fragments_of_their_ids() -> None:
    page = link(f"https://{ONE}/live")
    one, other = (rss(ONE, guid(f"https://{ONE}/live#{number}") + page) for number in (1, 2))
    assert len(merge(one, other).stories) == 2


def test_different_ids_that_are_unique_tell_stories_of_one_address_apart() -> None:
    address = link("https://wire.example.com/a")
    one, other = (
        rss(ONE, guid("tag:example.com,2026:1") + address),
        rss(OTHER, guid("tag:example.com,2026:2") + address),
    )
    assert len(merge(one, other).stories) == 2
    assert len(diff(one, other).added) == 1


@pytest.mark.parametrize(
    ("one_id", "other_id"),
    [("", ""), ("1", "2"), ("1", ""), ("tag:example.com,2026:1", ""), ("tag:example.com,2026:1", "7")],
)
def test_ids_that_cannot_be_compared_leave_it_to_the_address(one_id: str, other_id: str) -> None:
    address = link("https://wire.example.com/a")
    one = rss(ONE, (guid(one_id) if one_id else "") + address)
    other = rss(OTHER, (guid(other_id) if other_id else "") + address)
    assert len(merge(one, other).stories) == 1


def test_an_id_derived_from_the_content_is_not_the_publishers() -> None:
    one, other = (rss(host, "<description>No warnings in force.</description>") for host in (ONE, OTHER))
    assert one.stories[0].id == other.stories[0].id
    assert is_derived_uuid(one.stories[0].id)
    assert len(merge(one, other).stories) == 2
    assert len(merge(one, one).stories) == 1
    again = newsfeed.loads(newsfeed.dumps(one, "rss"), "rss")
    assert is_derived_uuid(again.stories[0].id), "also when it was written"


def test_a_uuid_of_a_publisher_is_not_taken_for_a_derived_one() -> None:
    for version in range(1, 9):
        assert not is_derived_uuid(f"urn:uuid:5f3c1f6e-5b0a-{version}d5c-9a53-0d5a7f4c2b11")


# --- addresses -------------------------------------------------------------------------------------------------------------

SPELLINGS = [
    f"https://{ONE}/a",
    f"https://{ONE}/a?utm_source=rss&utm_medium=feed",
    f"https://www.{ONE}/a",
    f"http://{ONE}/a",
    f"https://{ONE}/a/",
    f"https://{ONE}/a#top",
]


@pytest.mark.parametrize("item", [link, lambda address: f"<guid>{address.replace('&', '&amp;')}</guid>"])
def test_spellings_of_one_address_are_one_story(item: Callable[[str], str]) -> None:
    planet = [rss(f"f{number}.example.com", item(address)) for number, address in enumerate(SPELLINGS)]
    assert len(merge(*planet).stories) == 1
    assert len(merge(*planet, addresses=None).stories) == len(SPELLINGS)
    assert len(merge(*planet, addresses=AddressRules(ignore_parameters=())).stories) == 2
    assert not diff(planet[0], planet[1]).added
    assert diff(planet[0], planet[1], addresses=None).added


def test_an_address_that_several_stories_of_a_feed_share_is_no_evidence() -> None:
    page = link("https://wire.example.com/status")
    one, other = rss(ONE, page, page + "<description>x</description>"), rss(OTHER, page)
    assert len(one.stories) == 2
    assert len(merge(one, other).stories) == len(merge(other, one).stories) == 3
    assert len(merge(one, one).stories) == 2


def test_an_id_that_stands_twice_in_a_feed_names_two_stories() -> None:
    one = rss(ONE, *(guid("urn:x:1") + link(f"https://{ONE}/{path}") for path in "ab"))
    new = rss(ONE, *(guid("urn:x:1") + link(f"https://{ONE}/{path}") + "<description>d</description>" for path in "ab"))
    other = rss(OTHER, guid("urn:x:1") + link(f"https://{OTHER}/c"))
    assert len(merge(one).stories) == 2
    assert len(merge(one, new).stories) == 2
    assert len(merge(one, other).stories) == 3
    assert len(diff(one, new).changed) == 2


def test_a_key_of_the_caller_replaces_the_rule() -> None:
    one, other = rss(ONE, guid("1")), rss(OTHER, guid("1"))
    assert len(merge(one, other, key=lambda story: story.headline).stories) == 1
    assert len(merge(one, one, key=lambda _: None).stories) == 2
    assert not diff(one, other, key=lambda story: story.id).added


# --- what is kept, and the report ------------------------------------------------------------------------------------------


def test_each_dropped_story_is_reported_with_the_one_that_was_kept() -> None:
    address = link(f"https://{ONE}/a")
    one = rss(ONE, guid("1") + address + "<pubDate>Mon, 18 May 2026 09:30:00 GMT</pubDate>")
    other = rss(OTHER, guid("https://cms.example.com/?p=9") + link(f"http://{ONE}/a/"))
    report = Report()
    assert [story.id for story in merge(one, other, report=report).stories] == ["1"]
    (finding,) = report
    assert (finding.code, finding.severity, finding.path) == (
        *("merge.story.duplicate", Severity.INFO, "feeds[1].stories[0]"),
    )
    assert finding.message == (
        f"the story 'https://cms.example.com/?p=9' of 'Feed of {OTHER}' is dropped, since it is the same as "
        f"'1' of 'Feed of {ONE}' (the addresses are the same); the latter is kept: it was updated later"
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"updated": DAY}, "it was updated later"),
        ({"version": 2}, "it has the higher version"),
        ({"headline": "New"}, "it comes from the later feed, and neither is newer"),
    ],
)
def test_the_report_tells_why_a_version_was_kept(changes: dict[str, object], reason: str) -> None:
    story = Story(id="urn:x:1", headline="Old")
    report = Report()
    merge(Feed(stories=[story]), Feed(stories=[story.replace(**changes)]), report=report)
    assert [finding.message.rpartition(": ")[2] for finding in report] == [reason]


def test_an_id_that_two_stories_of_the_result_have_is_reported() -> None:
    report = Report()
    merge(*(rss(host, guid("1") + link(f"https://{host}/a")) for host in (ONE, OTHER)), report=report)
    (finding,) = report
    assert (finding.code, finding.severity) == ("merge.id.shared", Severity.WARNING)
    assert all(part in finding.message for part in ("'1'", f"'Feed of {ONE}'", f"'Feed of {OTHER}'"))


def test_only_feeds_are_merged() -> None:
    with pytest.raises(ArgumentError, match="not Story"):
        merge(Story(id="1"))  # type: ignore[arg-type]


def test_the_metadata_of_a_planet_is_not_that_of_its_stories() -> None:
    copied = Story(id="urn:x:1", source=Source(title="Elsewhere"))
    planet = Feed(title="Planet", authors=["The editor"], language="en", stories=[copied])
    assert merge(planet).stories == (copied,)


# --- properties ------------------------------------------------------------------------------------------------------------

IDS = st.sampled_from(["1", "2", "urn:x:1", "tag:example.com,2026:1", f"https://{ONE}/a", f"https://{ONE}/a#1"])
ADDRESSES = st.none() | st.sampled_from([*SPELLINGS, f"https://{ONE}/b"])
SMALL_STORIES = st.builds(
    Story,
    id=IDS,
    url=ADDRESSES,
    headline=st.sampled_from(["A", "B"]),
    updated=st.none() | st.integers(0, 3).map(lambda days: DAY + timedelta(days=days)),
)
SMALL_FEEDS = st.builds(
    Feed,
    title=st.sampled_from(["One", "Other"]),
    url=st.sampled_from([f"https://{ONE}/", f"https://{OTHER}/"]),
    stories=st.lists(SMALL_STORIES, max_size=5),
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(SMALL_FEEDS, max_size=4))
def test_merging_is_idempotent_and_newest_first(several: list[Feed]) -> None:
    merged = merge(*several)
    assert merge(merged) == merge(merged, merged) == merged
    dates = [story.updated or datetime.min.replace(tzinfo=UTC) for story in merged.stories]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(SMALL_FEEDS, max_size=4))
def test_no_story_of_a_feed_is_lost_and_each_dropped_one_is_reported(several: list[Feed]) -> None:
    report = Report()
    merged = merge(*several, report=report)
    assert len(merged.stories) >= max((len(feed.stories) for feed in several), default=0)
    dropped = sum(finding.code == "merge.story.duplicate" for finding in report)
    assert len(merged.stories) + dropped == sum(len(feed.stories) for feed in several)
    for feed in several:
        assert Counter(story.id for story in merge(feed).stories) == Counter(story.id for story in feed.stories)


@settings(max_examples=300)
@given(SMALL_FEEDS, SMALL_FEEDS)
def test_a_difference_is_symmetric(old: Feed, new: Feed) -> None:
    there, back = diff(old, new), diff(new, old)
    assert (Counter(there.added), Counter(there.removed)) == (Counter(back.removed), Counter(back.added))
    pairs = Counter((change.old, change.new, change.fields) for change in there.changed)
    assert pairs == Counter((change.new, change.old, change.fields) for change in back.changed)
    assert there.fields == back.fields


@settings(max_examples=300)
@given(SMALL_FEEDS)
def test_a_feed_does_not_differ_from_itself(feed: Feed) -> None:
    assert not diff(feed, feed)
    assert not diff(feed, attrs.evolve(feed, stories=feed.stories[::-1]))


@pytest.mark.slow
@settings(max_examples=30)
@given(feeds(), st.lists(stories(), max_size=3))
def test_merging_any_feeds_is_idempotent(feed: Feed, more: list[Story]) -> None:
    merged = merge(feed.replace(title="A"), Feed(title="B", stories=more))
    assert merge(merged) == merge(merged, merged) == merged
