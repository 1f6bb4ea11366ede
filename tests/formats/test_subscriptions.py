"""The TOML list of subscriptions: everything comes back, by hand or through OPML."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import Feed, LimitError, Limits, ReadError, Report, Story, Subscription
from newsfeed.cli import program
from strategies import feeds, subscriptions

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "subscriptions.toml"


def findings(text: str) -> list[tuple[str, str, int | None]]:
    report = Report()
    newsfeed.loads(text, "subscriptions", report=report)
    return [(finding.code, finding.path, finding.line) for finding in report]


def test_the_example_is_valid_and_detected() -> None:
    data = EXAMPLE.read_bytes()
    assert newsfeed.detect(data) == "subscriptions"
    assert len(newsfeed.validate(data)) == 0
    assert newsfeed.loads(data).subscriptions[0].title == "The Marl Lamp"


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(feeds(subscriptions=st.lists(subscriptions(), max_size=4)))
def test_every_field_of_a_feed_comes_back(feed: Feed) -> None:
    data = newsfeed.dumps(feed, "subscriptions")
    tomllib.loads(data.decode())
    assert newsfeed.detect(data) == "subscriptions"
    assert newsfeed.loads(data) == feed.replace(stories=())


def test_there_and_back_on_the_command_line(tmp_path: Path) -> None:
    opml, toml = tmp_path / "list.opml", tmp_path / "list.toml"
    for source, name, target in ((EXAMPLE, "opml", opml), (opml, "subscriptions", toml)):
        result = CliRunner().invoke(program, ["convert", str(source), "--to", name, "--output", str(target)])
        assert (result.exit_code, result.stderr) == (0, "")
    assert newsfeed.load(toml) == newsfeed.load(opml) == newsfeed.load(EXAMPLE)


def test_files_are_named_by_their_suffix(tmp_path: Path) -> None:
    feed = newsfeed.load(EXAMPLE)
    for name in ("a.toml", "a.subscriptions.toml"):
        newsfeed.dump(feed, tmp_path / name)
        assert newsfeed.load(tmp_path / name) == feed


def test_one_wrong_subscription_costs_only_itself() -> None:
    text = (
        'title = "Mine"\n[[subscriptions]]\nfeed_url = "https://a.example.com/"\n'
        '[[subscriptions]]\nurl = "https://b.example.com/"\n[[subscriptions]]\nfeed_url = "https://c.example.com/"\n'
    )
    assert [item.feed_url for item in newsfeed.loads(text).subscriptions] == [
        "https://a.example.com/",
        "https://c.example.com/",
    ]
    assert findings(text) == [("read.subscriptions.value", "subscriptions[1]", 4)]


def test_wrong_values_of_the_feed_are_reported() -> None:
    text = 'title = 3\nurl = "x"\ncolour = "red"\nsubscriptions = [{feed_url = "https://a.example.com/"}, 3]\n'
    assert [(code, path) for code, path, _ in findings(text)] == [
        ("read.subscriptions.value", "title"),
        ("read.subscriptions.value", "url"),
        ("read.subscriptions.value", "colour"),
        ("read.subscriptions.value", "subscriptions[1]"),
    ]
    assert newsfeed.loads(text).subscriptions == (Subscription(feed_url="https://a.example.com/"),)


def test_stories_are_losses_once_each() -> None:
    feed = newsfeed.load(EXAMPLE).replace(stories=[Story(id="1", headline="One"), Story(id="2")])
    assert [loss.path for loss in newsfeed.losses(feed, "subscriptions")] == ["feed.stories[0]", "feed.stories[1]"]


@pytest.mark.parametrize("text", ["[[subscriptions]", "a = [[", "\x00[[subscriptions]]", "a = 1\na = 2"])
def test_what_is_not_toml_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="is not TOML"):
        newsfeed.loads(text, "subscriptions")


def test_hostile_sizes_are_limited() -> None:
    with pytest.raises(LimitError):
        newsfeed.loads("a = " + "[" * 100_000, "subscriptions")
    with pytest.raises(LimitError):
        newsfeed.loads(EXAMPLE.read_bytes(), limits=Limits(bytes=100))
    assert [finding.code for finding in newsfeed.validate("a = " + "[" * 100_000, "subscriptions")] == [
        "subscriptions.limit"
    ]
