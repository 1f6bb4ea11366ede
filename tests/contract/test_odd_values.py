"""What is written of odd values is valid, or validation of the model has named the fault before."""

import re
from functools import cache
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
import strategies
from newsfeed import Feed, model
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import Format, registry
from odd_values import odd

FORMATS: Final = [each for each in registry if each.writes and each.validates]
CHECKED: Final = settings(max_examples=15, suppress_health_check=list(HealthCheck))
SEARCHED: Final = settings(max_examples=1500, suppress_health_check=list(HealthCheck))

LEFT_TO_THE_PUBLISHER: Final = {
    r"itunes\.": "values that Apple refuses and other readers show",
    r"\.link\.(complete|current|past_end)$|circular$": "pages of a feed that contradict each other",
    r"rsl\.payment\.currency$": "a price without a currency",
    r"\.(not_http|scheme|urn|tag|email|host)$": "an address that is well-formed, and that readers cannot follow",
    r"id\.(repeated|duplicate)$": "an id of two stories, which readers know both by",
    r"\.lang(uage)?\.|\.hreflang\.": "a language that no list has",
    r"^(media|extension|dc|dcterms|geo|georss|atom|opml\.outline)\.": "an element of another vocabulary",
    r"^standardsite\.(url\.missing|site\.missing|\w+\.length)$": "what a record requires or limits",
    r"newsml\.provider\.empty$": "a name of spaces that XML does not count as white space",
}  # fmt: skip
"""Faults of values that are written as they are, since another value would be an invention."""


def feeds() -> st.SearchStrategy[Feed]:
    """Generate feeds with what some format requires, and with odd values."""
    dated = strategies.stories(published=strategies.dates(), url=strategies.urls(), headline=strategies.filled())
    return odd(
        strategies.feeds(
            title=strategies.filled(),
            url=strategies.urls(),
            feed_url=strategies.urls(),
            updated=strategies.dates(),
            stories=st.lists(dated, min_size=1, max_size=2),
        )
    )


def check_written(feed: Feed, target: Format) -> None:
    """Fail if the document of a feed has an error that validation of the feed does not name."""
    item = feed if target.feed else feed.stories[0] if feed.stories else None
    if item is None:
        return
    try:
        data = newsfeed.dumps(item, target.name)
    except NewsfeedError:
        return
    errors = [finding for finding in newsfeed.validate(data, target.name) if finding.severity == "error"]
    unexpected = [each for each in errors if not any(re.search(code, each.code) for code in LEFT_TO_THE_PUBLISHER)]
    if unexpected:
        pytest.fail("\n".join(map(str, unexpected)))
    if errors:
        named = {finding.code for finding in newsfeed.validate(item, target.name)}
        if unnamed := [error for error in errors if error.code not in named]:
            pytest.fail("not named: " + "\n".join(map(str, unnamed)))


@pytest.mark.slow
@pytest.mark.parametrize("target", FORMATS, ids=lambda target: target.name)
@CHECKED
@given(feed=feeds())
def test_odd_values_are_written_without_an_error_that_is_not_named(target: Format, feed: Feed) -> None:
    check_written(feed, target)


@pytest.mark.battery
@pytest.mark.parametrize("target", FORMATS, ids=lambda target: target.name)
@SEARCHED
@given(feed=feeds())
def test_many_odd_values_are_written_without_an_error_that_is_not_named(target: Format, feed: Feed) -> None:
    check_written(feed, target)


CLASSES: Final = [cls for name in model.__all__ if isinstance(cls := getattr(model, name), type) and attrs.has(cls)]
BUILT_OTHERWISE: Final = {
    "Extension": {"prefix"},  # has no meaning, and is not compared
    "Markup": {"html"},  # built by the strategy of sanitized HTML
    "RichText": {"markup"},  # built by the strategy of rich texts
}
"""Fields that are not among the arguments of `strategies._built`, by class."""


@cache
def generated() -> dict[type, set[str]]:
    """Return the fields that the strategy of feeds generates, by class."""
    strategies.feeds()
    return strategies.GENERATED


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_strategies_generate_every_field(cls: type) -> None:
    """A new field fails here until a strategy generates it: the properties of all formats would not see it."""
    fields = {field.name for field in attrs.fields(cls)} - BUILT_OTHERWISE.get(cls.__name__, set())
    assert fields - generated().get(cls, set()) == set()
