"""The stories of the load test: those of the examples, many times, each with the number of its version in several parts."""

import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import newsfeed
from newsfeed.io.files import atomic_writer

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
FEED: Final = EXAMPLES / "feed.toml"
START: Final = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)

LABEL: Final = re.compile(rb"\bstory (\d+), version (\d+)\b")
ITEM: Final = re.compile(rb"<item>.*?</item>", re.DOTALL)
LABELS: Final = 3
"""Number of parts of an item that name its version: the title, the description and the last answer of the body."""


@cache
def _examples() -> tuple[newsfeed.Story, ...]:
    paths = sorted(path for path in (EXAMPLES / "stories").iterdir() if path.suffix in (".txt", ".json"))
    return tuple(newsfeed.load_story(path) for path in paths)


def story_of(number: int, version: int) -> newsfeed.Story:
    """Return a story in a version, which its title, its summary and its last answer name."""
    example = _examples()[number % len(_examples())]
    label = f"story {number}, version {version}"
    question = newsfeed.Question(text="Which version is this?", answer=f"It is {label}.")
    return example.replace(
        id=f"tag:news.example.com,2026:load-{number}",
        url=f"https://news.example.com/load-{number}",
        headline=f"{example.headline} ({label})",
        summary=f"{example.summary} This is {label}.",
        questions=(*example.questions, question),
        published=START + timedelta(minutes=number),
        updated=None,
    )


def write_story(folder: Path, number: int, version: int) -> None:
    """Replace the file of a story at once, as a content management system should."""
    with atomic_writer(folder / f"load-{number}.json") as write:
        write(newsfeed.dumps(story_of(number, version), "json"))


def write_folder(folder: Path, count: int) -> None:
    """Write the first versions of some stories."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        write_story(folder, number, 1)


def keep_changing(folder: Path, count: int, seconds: float, pause: float) -> None:
    """Write further versions of randomly chosen stories; each version of a story is one higher than the last.

    Args:
        folder: the folder.
        count: the number of stories.
        seconds: for how long.
        pause: the time between two versions. Seconds.
    """
    generator = random.Random(16)
    versions = [1] * count
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = generator.randrange(count)
        versions[number] += 1
        write_story(folder, number, versions[number])
        time.sleep(pause)


def versions_in(document: bytes) -> Iterator[tuple[int, set[int]]]:
    """Yield the number of each story in a feed of RSS, and the versions that its item names; one, unless it is torn."""
    for item in ITEM.findall(document):
        labels = LABEL.findall(item)
        number = int(labels[0][0])
        versions = {int(version) for _, version in labels}
        yield number, versions if len(labels) >= LABELS else versions | {-1}
