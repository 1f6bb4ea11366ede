"""IndexNow: the addresses of changed stories as payloads, in Python and on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed import ArgumentError, Difference, Feed, Story, diff, index_now
from newsfeed.cli import program

KEY = "0123456789abcdef"


def story(number: int, host: str = "news.example.com", **changes: object) -> Story:
    values: dict[str, object] = {"id": f"urn:example:{number}", "url": f"https://{host}/{number}", "headline": "Tide"}
    return Story(**(values | changes))  # type: ignore[arg-type]


def feed(*stories: Story) -> Feed:
    return Feed(id="urn:example:feed", title="Harbour", stories=stories)


def urls(changes: Difference, **options: str) -> list[str]:
    return [url for payload in index_now(changes, key=KEY, **options) for url in payload["urlList"]]


def test_added_changed_and_removed_stories_are_listed() -> None:
    old = feed(story(1), story(2), story(3))
    new = feed(story(1), story(2, headline="Ebb"), story(4))
    assert index_now(diff(old, new), key=KEY) == [
        {
            "host": "news.example.com",
            "key": KEY,
            "urlList": [f"https://news.example.com/{number}" for number in (4, 2, 3)],
        }
    ]
    assert index_now(diff(old, old), key=KEY) == []


def test_both_addresses_of_a_story_that_moved_are_listed() -> None:
    moved = story(1, url="https://news.example.com/new")
    assert urls(diff(feed(story(1)), feed(moved))) == ["https://news.example.com/new", "https://news.example.com/1"]


def test_addresses_are_uris_of_the_web() -> None:
    new = feed(
        story(1, url="https://bücher.example.com/straße?a=ä"), story(2, url=None), story(3, url="urn:example:page")
    )
    assert urls(diff(feed(), new)) == ["https://xn--bcher-kva.example.com/stra%C3%9Fe?a=%C3%A4"]


def test_each_host_has_a_payload() -> None:
    new = feed(
        story(1, "a.example.com"), story(2, "B.example.com"), story(3, "a.example.com"), story(4, "a.example.com:81")
    )
    changes = diff(feed(), new)
    assert [(payload["host"], len(payload["urlList"])) for payload in index_now(changes, key=KEY)] == [
        ("a.example.com", 2),
        ("b.example.com", 1),
        ("a.example.com:81", 1),
    ]
    assert urls(changes, host="B.Example.com") == ["https://B.example.com/2"]
    assert urls(changes, host="c.example.com") == []


@pytest.mark.parametrize(("count", "sizes"), [(10_000, [10_000]), (10_001, [10_000, 1])])
def test_a_payload_has_ten_thousand_addresses_at_most(count: int, sizes: list[int]) -> None:
    changes = Difference(added=tuple(story(number) for number in range(count)))
    assert [len(payload["urlList"]) for payload in index_now(changes, key=KEY)] == sizes


def test_the_key_may_be_anywhere_on_the_host() -> None:
    changes = diff(feed(), feed(story(1), story(2, "blog.example.com")))
    location = "https://news.example.com/keys/key.txt"
    (payload,) = index_now(changes, key=KEY, host="news.example.com", key_location=location)
    assert payload["keyLocation"] == location
    with pytest.raises(ArgumentError, match="key_location"):
        index_now(changes, key=KEY, key_location=location)
    with pytest.raises(ArgumentError, match="key_location"):
        index_now(changes, key=KEY, host="news.example.com", key_location="/keys/key.txt")


@pytest.mark.parametrize("key", ["", "short-7", "x" * 129, "with space", "under_score", "ünicode-key", "12345678\n"])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ArgumentError, match="8 to 128"):
        index_now(Difference(), key=key)


@pytest.mark.parametrize("key", ["a" * 8, "Z" * 128, "abc-DEF-012"])
def test_keys_have_8_to_128_characters(key: str) -> None:
    assert index_now(Difference(added=(story(1),)), key=key)[0]["key"] == key


def test_only_a_difference_is_taken() -> None:
    with pytest.raises(ArgumentError, match="diff"):
        index_now(feed(), key=KEY)  # type: ignore[arg-type]


def test_the_command_line_prints_a_payload_a_line(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    newsfeed.dump(feed(story(1)), old, "json")
    newsfeed.dump(feed(story(1), story(2), story(3, "blog.example.com")), new, "json")
    runner = CliRunner()
    done = runner.invoke(program, ["diff", str(old), str(new), "--indexnow", KEY])
    assert done.exit_code == 1
    assert list(map(json.loads, done.stdout.splitlines())) == [
        {"host": "news.example.com", "key": KEY, "urlList": ["https://news.example.com/2"]},
        {"host": "blog.example.com", "key": KEY, "urlList": ["https://blog.example.com/3"]},
    ]
    same = runner.invoke(program, ["diff", str(old), str(old), "--indexnow", KEY])
    assert (same.exit_code, same.stdout) == (0, "")
    wrong = runner.invoke(program, ["diff", str(old), str(new), "--indexnow", "short"])
    assert wrong.exit_code == 2
    assert "8 to 128" in wrong.stderr
