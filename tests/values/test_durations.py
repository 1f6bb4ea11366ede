"""Durations are written without an exponent and without losing a digit."""

from datetime import UTC, datetime

import pytest

from newsfeed import Feed, Story
from newsfeed.model import Media
from newsfeed.values.dates import iso_duration, parse_duration
from roundtrip import check

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "PT0S"),
        (-0.0, "PT0S"),
        (90, "PT90S"),
        (90.0, "PT90S"),
        (12345.678, "PT12345.678S"),
        (1e-9, "PT0.000000001S"),
        (2**53, f"PT{2**53}S"),
    ],
)
def test_durations_of_iso_8601(seconds: float, text: str) -> None:
    assert iso_duration(seconds) == text
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "P", "PT", "90", "P1Y", "P1W", "P1M", "P1D1M", "-PT90S", "PT1.5H"])
def test_other_texts_are_no_durations(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("P1DT2H", 93600), ("PT5M", 300), ("pt1m30.5s", 90.5), ("P5M10S", 310), ("P1H", 3600)]
)
def test_durations_that_others_write(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("name", ["jsonld", "activitystreams"])
@pytest.mark.parametrize("seconds", [90, 12345.678, 1e-9, 5e-324, 2**53])
def test_durations_come_back(name: str, seconds: float) -> None:
    media = Media(url="https://news.example.com/a.mp3", type="audio/mpeg", duration=seconds)
    story = Story(id="urn:x:1", url="https://news.example.com/1", headline="Tide", published=NOON, media=(media,))
    feed = Feed(url="https://news.example.com/", title="Tides", stories=(story,))
    check(feed, name)
