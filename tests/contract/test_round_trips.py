"""There and back, for every format that is written and read: what `losses` does not name comes back, what it names is lost."""

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
from capabilities_page import PAGE, page, whole_feed, whole_story
from examples import full_feed, full_story, plain_story
from newsfeed import Feed, Story
from newsfeed.plugins import registry
from roundtrip import check
from strategies import dates, feeds, filled, stories, urls

FORMATS = [each.name for each in registry if each.reads and each.writes and (each.feed or each.index)]
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "newsml": [{"mode": "uri"}, {"mode": "qcode"}],
    "jsonld": [{"body": "full"}],
    "ninjs": [{"version": "3.2"}, {"version": "2.1"}],
}
"""What a format's writer can be asked for, so that each way of writing is read."""

CASES = [(name, options) for name in FORMATS for options in OPTIONS.get(name, [{}])]
RANDOM_CASES = [(name, options) for name, options in CASES if name != "markdown"]
"""A page of Markdown has HTML as paragraphs, so one lost block can come back as several: see tests/formats/test_markdown.py."""
RANDOM_IDS = [" ".join([name, *options.values()]) for name, options in RANDOM_CASES]
IDS = [" ".join([name, *options.values()]) for name, options in CASES]
WHOLE = attrs.evolve(whole_feed(), stories=(whole_story(),))
CHECKED = settings(max_examples=30, suppress_health_check=list(HealthCheck))


def writable_stories() -> st.SearchStrategy[Story]:
    """Stories with what some format requires: a headline, an address of the web, a date, a publisher."""
    web = urls().filter(lambda url: url.startswith("http"))
    return stories(headline=filled(), url=web, published=dates())


def writable_feeds() -> st.SearchStrategy[Feed]:
    """Feeds with what some format requires: a title, an address, a date, and different ids."""
    dated = stories(published=dates(), url=urls())
    different = st.lists(dated, min_size=1, max_size=3).map(
        lambda drawn: [*{story.id: story for story in drawn}.values()]
    )
    return feeds(title=filled(), url=urls(), feed_url=urls(), updated=dates(), stories=different)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "options"), RANDOM_CASES, ids=RANDOM_IDS)
@CHECKED
@given(story=writable_stories())
def test_a_story_comes_back_but_for_its_losses(name: str, options: dict[str, Any], story: Story) -> None:
    check(story, name, **options)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "options"), RANDOM_CASES, ids=RANDOM_IDS)
@CHECKED
@given(feed=writable_feeds())
def test_a_feed_comes_back_but_for_its_losses(name: str, options: dict[str, Any], feed: Feed) -> None:
    check(feed, name, **options)


@pytest.mark.parametrize(("name", "options"), CASES, ids=IDS)
@pytest.mark.parametrize(
    "item",
    [full_feed(), full_story(), plain_story(1), whole_story(), WHOLE],
    ids=["feed", "story", "plain", "whole story", "whole feed"],
)
def test_every_field_comes_back(name: str, options: dict[str, Any], item: Feed | Story) -> None:
    check(item, name, **options)


def test_the_model_itself_has_no_losses() -> None:
    assert newsfeed.losses(full_feed(), "json") == ()
    assert newsfeed.loads(newsfeed.dumps(full_feed(), "json")) == full_feed()


@pytest.mark.parametrize("name", FORMATS)
def test_strict_refuses_what_would_be_lost(name: str) -> None:
    losses = newsfeed.losses(full_story(), name)
    if not losses:
        assert newsfeed.dumps(full_story(), name, strict=True)
        return
    with pytest.raises(newsfeed.LossError) as caught:
        newsfeed.dumps(full_story(), name, strict=True)
    assert caught.value.path == losses[0].path


def test_the_page_of_what_each_format_carries_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
