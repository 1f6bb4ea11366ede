"""No wrong value is written silently: the model or the writer refuses it by name, or a finding or a loss names it."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest

import newsfeed
from hostile.cases.wrong_inputs import ODD, WRONG, Case, built
from newsfeed import Feed, model
from newsfeed.errors import ModelError, WriteError
from newsfeed.plugins import registry

WRITTEN: Final = [each.name for each in registry if each.writes]
CLASSES: Final[dict[str, Callable[..., Any]]] = {
    "authors": model.Person,
    "categories": model.Category,
    "hubs": model.Hub,
    "links": model.Link,
    "media": model.Media,
    "paging": model.Paging,
    "payment": model.Payment,
    "places": model.Place,
    "podcast": model.Podcast,
    "position": model.Position,
    "publisher": model.Organization,
    "questions": model.Question,
    "rights": model.Rights,
    "source": model.Source,
    "stories": model.Story,
    "topics": model.Topic,
    "transcripts": model.Transcript,
    "usage": model.Usage,
}
"""The class of the objects in each field of the plain data."""


def feed_of(case: Case) -> Feed:
    """Build the feed of a case.

    Raises:
        ModelError: the model refuses a value.
    """
    values = {name: _object(name, value) for name, value in built(case).items()}
    return Feed(**values)


def _object(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_object(name, item) for item in value]
    if isinstance(value, dict) and name in CLASSES:
        return CLASSES[name](**{field: _object(field, item) for field, item in value.items()})
    return value


SOUND: Final = feed_of(Case("sound", {}))


def silence(case: Case, name: str) -> str:
    """Return how a wrong value was written without a word, or "".

    Args:
        case: the wrong value.
        name: the format.
    """
    try:
        feed = feed_of(case)
    except ModelError as error:
        return "" if _names(str(error), case) else f"refused without the field: {error}"
    notices = _notices(feed, name)
    if _is_lost(feed, name, case) or any(_names(text, case) for text in notices - _notices(SOUND, name)):
        return ""
    try:
        data = newsfeed.dumps(feed, name)
    except WriteError as error:
        return "" if _names(str(error), case) else f"refused without the field: {error}"
    return f"written: {data!r:.2000}"


def sampled(cases: Sequence[Case], every: int) -> list[Any]:
    """Return every nth case for the suite, and the others for the battery."""
    return [
        pytest.param(case, id=case.name, marks=() if index % every == 0 else pytest.mark.battery)
        for index, case in enumerate(cases)
    ]


@pytest.mark.parametrize("case", sampled(WRONG, 4))
def test_a_wrong_value_is_not_written_silently(case: Case) -> None:
    assert {name: fault for name in WRITTEN if (fault := silence(case, name))} == {}


def unsound(case: Case, name: str) -> str:
    """Return what is wrong with the document of a value that is valid and hard to write, or "".

    Args:
        case: the value.
        name: the format.
    """
    try:
        feed = feed_of(case)
        data = newsfeed.dumps(feed, name)
    except (ModelError, WriteError) as error:
        return "" if _names(str(error), case) else f"refused without the field: {error}"
    if registry[name].validates:
        named = {finding.code for finding in newsfeed.validate(feed, name)}
        for finding in newsfeed.validate(data, name):
            if finding.severity == "error" and finding.code not in named:
                return f"written with an error: {finding}"
    if not registry[name].reads or not registry[name].feed:
        return ""
    old, new = (value_at(each, next(iter(case.values))) for each in (feed, newsfeed.loads(data, name)))
    if _is_lost(feed, name, case) or any(_names(text, case) for text in _notices(feed, name)):
        return ""
    return "" if old == new else f"{old!r:.200} came back as {new!r:.200}"


def value_at(feed: Feed, path: str) -> Any:
    """Return the value at a path such as `stories[0].media[0].length`, or None."""
    value: Any = feed
    for step in re.findall(r"\w+", path):
        value = next(iter((value or ())[int(step) :]), None) if step.isdigit() else getattr(value, step, None)
    return str(value) if isinstance(value, newsfeed.RichText) else value


def _notices(feed: Feed, name: str) -> set[str]:
    """Return the paths and messages of the findings and losses of a feed."""
    findings = newsfeed.validate(feed, name) if registry[name].validates else ()
    return {f"{each.path} {each.message}" for each in findings}


def _is_lost(feed: Feed, name: str, case: Case) -> bool:
    """Return whether a loss names the field of a case, or an object that has it."""
    path = f"feed.{next(iter(case.values))}"
    return any(f"{path}.".startswith((f"{loss.path}.", f"{loss.path}[")) for loss in newsfeed.losses(feed, name))


def _names(text: str, case: Case) -> bool:
    return re.search(rf"\b{case.named}\b", text) is not None


@pytest.mark.parametrize("case", sampled(ODD, 3))
def test_an_odd_value_is_written_soundly(case: Case) -> None:
    assert {name: fault for name in WRITTEN if (fault := unsound(case, name))} == {}
