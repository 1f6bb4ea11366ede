"""HTML that runs, through every door: nothing of it is left in the model or in what any writer makes of it.

Sanitizing twice changes nothing. The judge is `html_judge`, which parses with html5lib and does not know the sanitizer.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsfeed
from hostile.cases.html_payloads import PAYLOADS
from hostile.html_doors import FEED_DOORS, PAGE_DOORS
from hostile.html_judge import document_violations, violations
from newsfeed.errors import NewsfeedError
from newsfeed.io.html import sanitize
from newsfeed.model import Feed, Markup, RichText, Story
from tag_soup import soup

WRITERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "rss": {},
    "atom": {},
    "jsonfeed": {},
    "jsonld": {"body": "full"},
    "newsml": {},
    "ninjs": {},
    "activitystreams": {},
    "standardsite": {},
    "json": {},
}
"""The writers of whole feeds, with the options by which they write the most HTML; the page is written story by story."""

CHUNK: Final = 60
STEP: Final = 37
"""The quick sample is every 37th payload: the number has no factor in common with the lists that are combined."""

NAMES: Final = sorted(PAYLOADS)
SAMPLE: Final = NAMES[::STEP]
CHUNKS: Final = [NAMES[start : start + CHUNK] for start in range(0, len(NAMES), CHUNK)]
BASE: Final = "https://example.com/"


def test_the_battery_is_large() -> None:
    assert len(PAYLOADS) >= 1000


def test_the_judge_finds_what_runs() -> None:
    controls = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), " ")
    sources = [PAYLOADS[name].translate(controls) for name in NAMES[::29]]
    harmless = [html for html in sources if not violations(html)]
    assert len(harmless) < len(sources) // 5


def _sanitizer_faults(names: list[str]) -> dict[str, list[str]]:
    faults = {}
    for name in names:
        for base in (None, BASE):
            clean = sanitize(PAYLOADS[name], base=base)
            wrong = [*violations(clean), *violations(clean, scripting=False)]
            if sanitize(clean, base=base) != clean:
                wrong.append(f"sanitized again: {sanitize(clean, base=base)!r}, once: {clean!r}")
            if wrong:
                faults[name] = wrong
    return faults


def test_nothing_that_runs_is_left_in_a_sample() -> None:
    assert not _sanitizer_faults(NAMES[::23])


@pytest.mark.battery
@pytest.mark.parametrize("start", range(0, len(NAMES), 500))
def test_nothing_that_runs_is_left(start: int) -> None:
    assert not _sanitizer_faults(NAMES[start : start + 500])


@given(st.integers(0, 2**32))
def test_sanitizing_tag_soup_twice_changes_nothing(seed: int) -> None:
    clean = sanitize(soup(random.Random(seed)))
    assert sanitize(clean) == clean
    assert not violations(clean)


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=4).map(
        lambda names: "".join(PAYLOADS[name] for name in names)
    )
)
def test_payloads_in_a_row_are_no_more_dangerous(html: str) -> None:
    try:
        clean = sanitize(html, base=BASE)
    except NewsfeedError:
        return
    assert not violations(clean)
    assert sanitize(clean, base=BASE) == clean


# --- doors -------------------------------------------------------------------------------------------------------------------


def _html_of(value: object) -> Iterator[str]:
    """Yield all HTML in an object of the model."""
    if isinstance(value, Markup):
        yield value.html
    elif isinstance(value, RichText):
        yield value.markup
    elif isinstance(value, tuple):
        for item in value:
            yield from _html_of(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _html_of(getattr(value, field.name))


def _faults_of_feed(feed: Feed) -> list[str]:
    stories = [
        attrs.evolve(story, published=story.published or "2026-03-02T12:00:00Z", url=story.url or f"{BASE}{index}")
        for index, story in enumerate(feed.stories)
    ]
    feed = attrs.evolve(feed, title="F", url=BASE, stories=stories, authors=[newsfeed.Person(name="A")], language="en")
    faults = [fault for html in _html_of(feed) for fault in violations(html)]
    for name, options in WRITERS.items():
        document = newsfeed.dumps(feed, name, **options)
        faults += [f"{name}: {fault}" for fault in document_violations(document, name)]
    for story in feed.stories:
        faults += [f"html: {fault}" for fault in document_violations(newsfeed.dumps(story, "html"), "html")]
    return faults


def _feed_faults(door: str, names: list[str]) -> list[str]:
    format_name, document = FEED_DOORS[door]([PAYLOADS[name] for name in names])
    feed = newsfeed.loads(document.encode("utf-8", "replace"), format_name)
    assert len(feed.stories) > len(names) // 2
    faults = _faults_of_feed(feed)
    if faults and len(names) > 1:
        return [fault for name in names for fault in _feed_faults(door, [name])] or faults
    return [f"{names[0]}: {fault}" for fault in faults]


def _page_faults(door: str, names: list[str]) -> list[str]:
    faults, count = list[str](), 0
    for name in names:
        format_name, page = PAGE_DOORS[door](PAYLOADS[name])
        data = page.encode("utf-8", "replace")
        try:
            item = newsfeed.loads(data, format_name, defaults={"id": "x", "headline": "H", "url": f"{BASE}1"})
        except NewsfeedError:
            continue
        stories = (item,) if isinstance(item, Story) else item.stories
        count += 1
        faults += [f"{name}: {fault}" for fault in _faults_of_feed(Feed(stories=stories))]
    assert count > len(names) // 2
    return faults


@pytest.mark.parametrize("door", FEED_DOORS)
def test_a_sample_comes_through_no_door_of_a_feed(door: str) -> None:
    assert not _feed_faults(door, SAMPLE[::5])


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_a_sample_comes_through_no_door_of_a_page(door: str) -> None:
    assert not _page_faults(door, SAMPLE[::9])


@pytest.mark.parametrize("door", PAGE_DOORS)
def test_escaped_markup_stays_text_on_a_page(door: str) -> None:
    assert not _page_faults(door, [f"escaped-script:{place}" for place in ("alone", "in-cell", "in-list", "in-pre")])


@pytest.mark.battery
@pytest.mark.parametrize("door", FEED_DOORS)
@pytest.mark.parametrize("part", range(0, len(CHUNKS), 10))
def test_no_payload_comes_through_a_door_of_a_feed(door: str, part: int) -> None:
    assert not [fault for names in CHUNKS[part : part + 10] for fault in _feed_faults(door, names)]


@pytest.mark.battery
@pytest.mark.parametrize("door", PAGE_DOORS)
@pytest.mark.parametrize("part", range(10))
def test_no_payload_comes_through_a_door_of_a_page(door: str, part: int) -> None:
    assert not _page_faults(door, NAMES[part::10])
