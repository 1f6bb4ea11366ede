"""Reading JSON-LD: our own graph without a loss that is not named, and the documents and pages of others."""

import re
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings

import newsfeed
from newsfeed import Feed, Report, Story
from newsfeed.formats.jsonld import to_script
from strategies import feeds, stories

CHECKED = settings(max_examples=800, suppress_health_check=list(HealthCheck))
STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


# --- our own graph: nothing is lost that is not named ----------------------------------------------------------------------


def steps(path: str) -> list[str | int]:
    """Give the names and indexes of a path, without its root."""
    return [name or int(index) for name, index in STEP.findall(path)]


def value_at(item: Any, path: list[str | int]) -> Any:
    """Give the value at a path; None where it is not there."""
    for step in path:
        if isinstance(step, int):
            if step >= len(item):
                return None
            item = item[step]
        else:
            item = getattr(item, step)
    return item


def without(item: Any, path: list[str | int]) -> Any:
    """Give an object with the attribute at a path as it is by default, or without the item there."""
    step, *rest = path
    if isinstance(step, int):
        if step >= len(item):
            return item
        return (*item[:step], *([without(item[step], rest)] if rest else []), *item[step + 1 :])
    if rest:
        return attrs.evolve(item, **{step: without(getattr(item, step), rest)})
    default = getattr(attrs.fields(type(item)), step).default
    return attrs.evolve(item, **{step: "" if default is attrs.NOTHING else default})


def blanked(item: Any, paths: list[list[str | int]]) -> Any:
    """Take all of these values out, the last ones first, so that indexes stay what they are."""
    for path in sorted(paths, key=lambda each: [(isinstance(step, int), step) for step in each], reverse=True):
        item = without(item, path)
    return item


def check_round_trip(item: Any, back: Any) -> None:
    named = [steps(loss.path) for loss in newsfeed.losses(item, "jsonld")]
    dropped = [path for path in named if isinstance(path[-1], int)]
    for path in named:
        at = path[:-1] if path in dropped else path
        if path in dropped:
            assert len(value_at(back, at)) < len(value_at(item, at)), path
        else:
            assert value_at(back, at) != value_at(item, at), path
    kept = blanked(item, named)
    # what is dropped has gone from the result already, and the items behind it have moved up
    fields = [path for path in named if path not in dropped]
    assert blanked(back, [moved(path, dropped) for path in fields]) == kept


def moved(path: list[str | int], dropped: list[list[str | int]]) -> list[str | int]:
    """Give a path as it is in a result from which items were dropped."""
    found = list(path)
    for at, step in enumerate(path):
        if isinstance(step, int):
            before = [each for each in dropped if each[:-1] == path[:at] and each[-1] < step]  # type: ignore[operator]
            found[at] = step - len(before)
    return found


@given(stories())
@CHECKED
def test_story_round_trip(story: Story) -> None:
    data = newsfeed.dumps(story, "jsonld")
    report = Report()
    back = newsfeed.loads_story(data, "jsonld", report=report)
    check_round_trip(story, back)
    assert newsfeed.dumps(back, "jsonld") == data
    assert report.findings == ()


@given(feeds())
@CHECKED
def test_feed_round_trip(feed: Feed) -> None:
    """Stories of one address are read as well: their nodes have the same identifiers."""
    data = newsfeed.dumps(feed, "jsonld")
    back = newsfeed.loads(data, "jsonld")
    check_round_trip(feed, back)
    assert newsfeed.dumps(back, "jsonld") == data


@given(feeds())
@CHECKED
def test_script_element_of_a_page_is_read_as_the_document_is(feed: Feed) -> None:
    page = f"<!doctype html>\n<html><head><title>x</title>{to_script(feed)}</head><body><p>y</p></body></html>"
    assert newsfeed.loads(page, "jsonld") == newsfeed.loads(newsfeed.dumps(feed, "jsonld"), "jsonld")


@given(stories())
@CHECKED
def test_metadata_only(story: Story) -> None:
    """Without content, all but the parts of the body is read; topics and the summary are plain and in their order."""
    data = newsfeed.dumps(story, "jsonld")
    back = newsfeed.loads_story(data, "jsonld", content=False)
    full = newsfeed.loads_story(data, "jsonld")
    left_out = dict.fromkeys(("sections", "press", "questions", "prompts", "corrections"), ())
    assert back == attrs.evolve(full, summary=str(full.summary), **left_out)
