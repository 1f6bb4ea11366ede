"""JSON Feed: its rules, what is written and what is read."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from newsfeed import _schemas
from newsfeed.formats.jsonfeed.members import ATTACHMENT, AUTHOR, FEED, HUB, ITEM, Kind
from newsfeed.formats.jsonfeed.rules import VERSIONS
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
        return attrs.evolve(item, **{name: attrs.fields_dict(type(item))[name].default})
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


# --- documents of others ---------------------------------------------------------------------------------------------------

NAMES = ("_newsfeed", "_other", "_", "about", "name", "url", "type", "categories", "links", "paging")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["", " ", "1", "-1", "/a", "javascript:x", "https://[", "<p>x", "en_GB", "a/b", "2026-02-30", "\x00"]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=4,
)


def objects(kind: Kind, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with members of the format, each with a value of any sort or of the right one."""
    members = {name: ANYTHING | known[name] if name in known else ANYTHING for name in (*kind.members, *NAMES)}
    return st.fixed_dictionaries({}, optional=members)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    authors = st.lists(objects(AUTHOR), max_size=1)
    attached = objects(ATTACHMENT, url=st.just("https://example.org/a"), mime_type=st.just("a/b"))
    item = objects(
        ITEM,
        id=st.sampled_from(["1", "2"]),
        content_text=st.just("x"),
        authors=authors,
        attachments=st.lists(attached, max_size=1),
    )
    known = {
        "version": st.sampled_from(VERSIONS),
        "title": st.just("News"),
        "items": st.lists(item, max_size=2),
        "authors": authors,
        "hubs": st.lists(objects(HUB, type=st.just("WebSub"), url=st.just("https://example.org/")), max_size=1),
    }
    return objects(FEED, **known)


@settings(max_examples=150)
@given(documents())
def test_any_document_is_judged_and_read(document: dict[str, Any]) -> None:
    data = json.dumps(document).encode()
    report = newsfeed.validate(data, "jsonfeed")
    schema = _schemas.json_schema("jsonfeed/jsonfeed.schema.json")
    assert schema.is_valid(document) or not report.valid
    assert "jsonfeed.schema" not in {each.code for each in report}  # the rules know all that the schema knows
    try:
        feed = newsfeed.loads(data, "jsonfeed")
    except newsfeed.ReadError:
        assert document.keys().isdisjoint(["version", "title", "items", "home_page_url", "feed_url"])
        return
    written = newsfeed.dumps(attrs.evolve(feed, title="x"), "jsonfeed")
    assert newsfeed.dumps(newsfeed.loads(written, "jsonfeed"), "jsonfeed") == written
