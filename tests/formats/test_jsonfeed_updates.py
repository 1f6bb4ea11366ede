"""Live updates in JSON Feed: the body has them, and the extension what the body has no place for."""

import json
from typing import Any

import attrs

import newsfeed
from newsfeed import Feed, LiveUpdate, Media, Person, Report, Story

PLAIN = LiveUpdate(
    headline="The gates open", body="At noon.", id="2", published="2026-05-18T12:00:00Z", authors=("Ann",)
)
DETAILED = LiveUpdate(
    headline="The gates close",
    authors=(Person(name="Ann Oak", email="ann@example.com"), Person(name="Bo Elm")),
    media=(Media(url="https://example.com/a.jpg", type="image/jpeg", width=400, alt="gates"),),
)


def item_of(*updates: LiveUpdate) -> dict[str, Any]:
    story = Story(id="a", url="https://example.com/a", updates=updates)
    (item,) = json.loads(newsfeed.dumps(Feed(title="t", stories=(story,)), "jsonfeed"))["items"]
    return dict(item)


def read(item: dict[str, Any], report: Report | None = None) -> tuple[LiveUpdate, ...]:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [item]}
    return newsfeed.loads(json.dumps(feed).encode(), "jsonfeed", report=report).stories[0].updates


def test_updates_that_the_body_carries_are_written_once() -> None:
    item = item_of(PLAIN)
    assert "The gates open" in item["content_html"]
    assert "_newsfeed" not in item
    assert read(item) == (PLAIN,)


def test_the_extension_has_only_what_the_body_lacks() -> None:
    item = item_of(PLAIN, DETAILED)
    updates = item["_newsfeed"]["updates"]
    assert updates[0] == {}
    assert set(updates[1]) == {"authors", "media"}
    assert "The gates close" not in json.dumps(item["_newsfeed"])
    assert read(item) == (PLAIN, DETAILED)
    assert newsfeed.losses(Story(id="a", updates=(PLAIN, DETAILED)), "jsonfeed") == ()


def test_details_of_other_updates_are_reported() -> None:
    item = item_of(PLAIN, DETAILED)
    item["_newsfeed"]["updates"].pop()
    report = Report()
    without_details = attrs.evolve(
        DETAILED, authors=("Ann Oak", "Bo Elm"), media=(Media(url="https://example.com/a.jpg", alt="gates"),)
    )
    assert read(item, report) == (PLAIN, without_details)
    assert any("since the body has other live updates" in finding.message for finding in report)
