"""Stories that readers must not get: withheld, canceled, under embargo as of a moment, or expired."""

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

import newsfeed
from abilities import carries_stories, holds_stories
from newsfeed import Feed, Story, UnpublishedError, WriteError
from newsfeed.cli import program
from newsfeed.errors import ArgumentError
from newsfeed.plugins import registry

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PUBLIC = [listed.name for listed in registry if listed.public and listed.writes and holds_stories(listed.name)]
NEWSROOM = [listed.name for listed in registry if not listed.public and listed.writes and holds_stories(listed.name)]


def story(number: int = 1, **changes: Any) -> Story:
    url = f"https://news.example.com/{number}"
    fields = {"id": url, "url": url, "headline": f"Headline {number}", "published": NOON - 9 * HOUR, **changes}
    return Story(publisher="The Harbour Desk", **fields)


def feed(*stories: Story) -> Feed:
    site = "https://news.example.com/"
    return Feed(title="Explainers", url=site, feed_url=f"{site}feed", updated=NOON, stories=stories)


def shown(item: Story, name: str) -> bytes:
    """Return what a document shows of a story: its headline, or its address if the format has nothing else."""
    return (item.headline if carries_stories(name) else f"{item.url}<").encode()


EMBARGOED = story(2, headline="Secret", embargo=NOON)
EXPIRED = story(3, headline="Secret", expires=NOON)
WITHHELD = story(4, headline="Secret", status="withheld")
CANCELED = story(5, headline="Secret", status="canceled")


def test_formats_for_readers_are_those_that_have_no_status_and_no_embargo() -> None:
    assert {"rss", "atom", "jsonfeed", "html", "jsonld", "sitemap", "activitystreams"} <= set(PUBLIC)
    assert {"newsml", "json", "text"} <= set(NEWSROOM)


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize(
    ("held", "as_of", "is_written"),
    [
        (EMBARGOED, None, False),
        (EMBARGOED, NOON - HOUR, False),
        (EMBARGOED, NOON, True),
        (EMBARGOED, (NOON + HOUR).astimezone(timezone(timedelta(hours=9))), True),
        (EXPIRED, None, True),
        (EXPIRED, NOON - HOUR, True),
        (EXPIRED, NOON, False),
        (WITHHELD, None, False),
        (WITHHELD, NOON, False),
        (CANCELED, None, False),
        (CANCELED, NOON, False),
    ],
)
def test_a_document_for_readers(name: str, held: Story, as_of: datetime | None, *, is_written: bool) -> None:
    whole = feed(story(), held)
    data = newsfeed.dumps(whole, name, as_of=as_of)
    assert shown(story(), name) in data
    assert (shown(held, name) in data) == is_written
    target = io.BytesIO()
    newsfeed.dump(whole, target, name, as_of=as_of)
    assert target.getvalue() == data
    source = newsfeed.dumps(whole, "json")
    assert newsfeed.convert(source, to=name, as_of=as_of) == data
    losses = newsfeed.losses(whole, name, as_of=as_of)
    is_tombstone = name == "atom" and held is CANCELED
    assert ("feed.stories[1]" in [loss.path for loss in losses]) == (not is_written and not is_tombstone)


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("given", [feed(), feed(story(), EMBARGOED, WITHHELD)], ids=["stream", "with stories"])
def test_a_stream_for_readers(name: str, given: Feed) -> None:
    target = io.BytesIO()
    with newsfeed.open_writer(target, name, given, as_of=NOON - HOUR) as writer:
        for written in (EMBARGOED, story(), WITHHELD):
            writer.write(written)
    assert shown(story(), name) in target.getvalue()
    assert shown(EMBARGOED, name) not in target.getvalue()
    assert shown(WITHHELD, name) not in target.getvalue()


@pytest.mark.parametrize("name", NEWSROOM)
@pytest.mark.parametrize("held", [EMBARGOED, WITHHELD])
def test_newsrooms_get_every_story(name: str, held: Story) -> None:
    data = newsfeed.dumps(held, name, as_of=NOON - HOUR)
    assert b"Secret" in data
    assert newsfeed.losses(held, name, as_of=NOON - HOUR) == newsfeed.losses(held, name)
    (read,) = newsfeed.loads(data, name).stories
    assert (read.status, read.embargo) == (held.status, held.embargo)


@pytest.mark.parametrize("name", PUBLIC)
def test_the_date_of_a_feed_is_not_that_of_a_story_that_is_left_out(name: str) -> None:
    late = story(2, headline="Secret", embargo=NOON, updated=datetime(2031, 1, 1, tzinfo=UTC))
    undated = newsfeed.dumps(feed(story(), late).replace(updated=None), name)
    assert b"2031" not in undated


def test_an_error_counts_the_stories_that_are_left_out() -> None:
    undated = story(published=None)
    with pytest.raises(WriteError) as caught:
        newsfeed.dumps(feed(EMBARGOED, WITHHELD, undated), "atom")
    assert caught.value.path == "feed.stories[2].updated"
    with newsfeed.open_writer(io.BytesIO(), "atom", feed()) as writer:
        writer.write(EMBARGOED)
        with pytest.raises(WriteError) as caught:
            writer.write(undated)
    assert caught.value.path == "feed.stories[1].updated"


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (EMBARGOED, "the story is under embargo until 2026-05-18T12:00:00Z: pass as_of"),
        (WITHHELD, "the story is withheld, and only usable stories are published"),
    ],
)
def test_a_story_alone_is_refused(name: str, held: Story, reason: str) -> None:
    with pytest.raises(UnpublishedError, match=reason) as caught:
        newsfeed.dumps(held, name)
    assert isinstance(caught.value, WriteError)
    assert caught.value.path == "story"
    (loss,) = newsfeed.losses(held, name)
    assert loss.path == "story"
    assert reason in loss.reason


@pytest.mark.parametrize("held", [EMBARGOED, WITHHELD, CANCELED])
def test_no_script_has_a_story_that_readers_must_not_get(held: Story) -> None:
    with pytest.raises(UnpublishedError):
        newsfeed.to_script(held)
    assert "Secret" not in newsfeed.to_script(feed(story(), held))
    assert "Headline 1" in newsfeed.to_script(feed(story(), held))
    with pytest.raises(UnpublishedError, match="the story expired at 2026-05-18T12:00:00Z"):
        newsfeed.to_script(EXPIRED, as_of=NOON)
    assert "Secret" in newsfeed.to_script(EMBARGOED, as_of=NOON)


def test_a_notice_of_a_canceled_story_has_none_of_its_words() -> None:
    data = newsfeed.dumps(CANCELED, "atom")
    (tombstone,) = etree.fromstring(data).findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert tombstone.get("ref") == CANCELED.id
    assert b"Secret" not in data
    assert [(read.id, read.status) for read in newsfeed.loads(data).stories] == [(CANCELED.id, "canceled")]


@pytest.mark.parametrize(
    ("held", "as_of", "expected"),
    [
        (EMBARGOED, None, ("error", "publication.embargo", "story.embargo")),
        (EMBARGOED, NOON - HOUR, ("error", "publication.embargo", "story.embargo")),
        (EXPIRED, NOON, ("warning", "publication.expires", "story.expires")),
        (WITHHELD, None, ("info", "publication.status", "story.status")),
    ],
)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_finding_names_the_story_that_is_left_out(
    name: str, held: Story, as_of: datetime | None, expected: tuple[str, str, str]
) -> None:
    report = newsfeed.validate(held, name, as_of=as_of)
    findings = [(str(finding.severity), finding.code, finding.path) for finding in report]
    assert expected in findings
    in_feed = [(finding.code, finding.path) for finding in newsfeed.validate(feed(story(), held), name, as_of=as_of)]
    assert (expected[1], expected[2].replace("story", "feed.stories[1]")) in in_feed


@pytest.mark.parametrize("name", [*PUBLIC, "newsml"])
def test_no_finding_names_a_story_that_is_written(name: str) -> None:
    held = EMBARGOED if name in PUBLIC else WITHHELD
    codes = [finding.code for finding in newsfeed.validate(held, name, as_of=NOON)]
    assert [code for code in codes if code.startswith("publication.")] == []


@pytest.mark.parametrize(
    "call",
    [
        lambda moment: newsfeed.dumps(story(), "rss", as_of=moment),
        lambda moment: newsfeed.dump(story(), io.BytesIO(), "rss", as_of=moment),
        lambda moment: newsfeed.convert(newsfeed.dumps(feed(story()), "json"), to="rss", as_of=moment),
        lambda moment: newsfeed.losses(story(), "rss", as_of=moment),
        lambda moment: newsfeed.to_script(story(), as_of=moment),
        lambda moment: newsfeed.validate(story(), "rss", as_of=moment),
        lambda moment: newsfeed.open_writer(io.BytesIO(), "rss", feed(), as_of=moment).__enter__(),
    ],
    ids=["dumps", "dump", "convert", "losses", "to_script", "validate", "open_writer"],
)
def test_moments_that_are_none(call: Any) -> None:
    call(NOON)
    with pytest.raises(ArgumentError, match=r"\(\): as_of has no time zone"):
        call(datetime(2026, 5, 18))  # noqa: DTZ001  (what is refused)
    with pytest.raises(ArgumentError, match=r"\(\): as_of is str, must be an aware datetime"):
        call("2026-05-18T12:00:00Z")


@pytest.mark.parametrize(
    ("arguments", "is_written"),
    [
        ([], True),
        (["--as-of", "now"], True),
        (["--as-of", "2026-05-18T12:00:00Z"], True),
        (["--as-of", "2026-05-18T11:00:00+00:00"], False),
    ],
)
def test_the_command_line_takes_the_clock_or_a_date(
    arguments: list[str], is_written: bool, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    newsfeed.dump(feed(story(), EMBARGOED), "in.json")
    for command in (
        ["convert", "in.json", "--to", "jsonfeed", "-o", "out"],
        ["build", "in.json", "--to", "jsonfeed", "-o", "."],
    ):
        assert CliRunner().invoke(program, [*command, *arguments]).exit_code == 0
    for name in ("out", "feed.jsonfeed"):
        titles = [item["title"] for item in json.loads((tmp_path / name).read_bytes())["items"]]
        assert ("Secret" in titles) == is_written
    shown = CliRunner().invoke(program, ["losses", "in.json", "--to", "jsonfeed", *arguments]).output
    assert ("under embargo" in shown) == (not is_written)


@pytest.mark.parametrize("value", ["tomorrow", "2026-05-18T12:00:00"])
def test_dates_that_the_command_line_refuses(value: str, tmp_path: Any) -> None:
    path = tmp_path / "in.json"
    newsfeed.dump(feed(story()), path)
    done = CliRunner().invoke(program, ["convert", str(path), "--to", "rss", "--as-of", value])
    assert done.exit_code == 2
    assert "2026-05-18T09:30:00Z" in done.output
