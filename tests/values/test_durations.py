"""Durations are written without an exponent and without losing a digit."""

import pytest

import newsfeed
from newsfeed import Story
from newsfeed.model import Media
from newsfeed.values.dates import iso_duration


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "PT0S"),
        (-0.0, "PT0.0S"),
        (90, "PT90S"),
        (12345.678, "PT12345.678S"),
        (1e-9, "PT0.000000001S"),
        (2**53, f"PT{2**53}S"),
    ],
)
def test_durations_of_iso_8601(seconds: float, text: str) -> None:
    assert iso_duration(seconds) == text


@pytest.mark.parametrize("name", ["jsonld", "activitystreams"])
@pytest.mark.parametrize("seconds", [12345.678, 1e-9])
def test_durations_come_back(name: str, seconds: float) -> None:
    media = Media(url="https://news.example.com/a.mp3", type="audio/mpeg", duration=seconds)
    story = Story(id="urn:x:1", url="https://news.example.com/1", headline="Tide", media=(media,))
    assert newsfeed.loads(newsfeed.dumps(story, name), name).stories[0].media[0].duration == seconds
