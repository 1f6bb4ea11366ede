"""JSON Feed: its rules, what is written and what is read."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from strategies import feeds, filled, stories

INVALID = sorted((Path(__file__).parent / "invalid" / "jsonfeed").glob("*.json"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_each_invalid_document_gives_exactly_its_finding(path: Path) -> None:
    (finding,) = newsfeed.validate(path.read_bytes(), "jsonfeed")
    assert finding.code == path.stem
    assert finding.line is not None
    assert finding.column is not None
    assert finding.reference


# --- there and back --------------------------------------------------------------------------------------------------------


def blanked(item: Any, steps: list[str]) -> Any:
    """Give an object of the model with one field set to its default, or one item of a list dropped."""
    step, rest = steps[0], steps[1:]
    name, _, index = step.partition("[")
    if not index:
        if rest:
            return attrs.evolve(item, **{name: blanked(getattr(item, name), rest)})
        return attrs.evolve(item, **{name: getattr(attrs.fields_dict(type(item))[name], "default")})
    items, at = list(getattr(item, name)), int(index[:-1])
    items[at : at + 1] = [blanked(items[at], rest)] if rest else []
    return attrs.evolve(item, **{name: items})


def without(item: Any, paths: list[str]) -> Any:
    """Give an object of the model without what these paths of losses name, the last first so that indexes hold."""
    for path in reversed(paths):
        item = blanked(item, path.split(".")[1:])
    return item


def value_at(item: Any, path: str) -> Any:
    for step in path.split(".")[1:]:
        name, _, index = step.partition("[")
        item = getattr(item, name)
        if index:
            item = item[int(index[:-1])]
    return item


USABLE = st.just("usable")


@settings(max_examples=60)
@given(stories(status=USABLE, headline=filled()))
def test_a_story_comes_back_but_for_its_losses(story: newsfeed.Story) -> None:
    paths = [loss.path for loss in newsfeed.losses(story, "jsonfeed")]
    data = newsfeed.dumps(story, "jsonfeed")
    back = newsfeed.loads_story(data, "jsonfeed")
    assert without(back, paths) == without(story, paths)
    for path in paths:
        assert value_at(story, path) != value_at(back, path)
    assert newsfeed.dumps(back, "jsonfeed") == data


@settings(max_examples=60)
@given(feeds(title=filled()))
def test_a_feed_comes_back_but_for_its_losses(feed: newsfeed.Feed) -> None:
    held = [each for each in feed.stories if each.status != "usable"]
    lost = {loss.path for loss in newsfeed.losses(feed, "jsonfeed")}
    assert sum(path.endswith("]") for path in lost) == len(held)
    feed = attrs.evolve(feed, stories=[each for each in feed.stories if each.status == "usable"])
    paths = [loss.path for loss in newsfeed.losses(feed, "jsonfeed")]
    report = newsfeed.Report()
    data = newsfeed.dumps(feed, "jsonfeed")
    back = newsfeed.loads(data, "jsonfeed", report=report)
    assert without(back, paths) == without(feed, paths)
    for path in paths:
        assert value_at(feed, path) != value_at(back, path)
    assert report.findings == ()
    assert newsfeed.dumps(back, "jsonfeed") == data


@settings(max_examples=30)
@given(feeds(title=filled()))
def test_what_is_written_is_valid(feed: newsfeed.Feed) -> None:
    report = newsfeed.validate(newsfeed.dumps(feed, "jsonfeed"), "jsonfeed")
    repeated = {"jsonfeed.item.id.repeated"} if len({each.id for each in feed.stories}) < len(feed.stories) else set()
    circular = {"jsonfeed.feed.next_url.circular"} if feed.paging and feed.paging.next == feed.feed_url else set()
    assert {each.code for each in report if each.severity == "error"} <= repeated | circular
