"""What newsfeed writes is valid: documents are read, written in every feed format, and validated.

A written document has no error that its source did not have, unless `validate` names it before anything is written.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

import newsfeed
from newsfeed import Feed
from newsfeed.errors import NewsfeedError

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ("rss", "atom", "jsonfeed")
TARGETS: Final = ("rss", "atom", "jsonfeed", "newsml")
DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)


def documents() -> list[Path]:
    """Return the valid documents of the feed formats, and some of the invalid ones."""
    valid = [path for name in SOURCES for path in sorted((ROOT / "valid" / name).iterdir())]
    invalid = [path for name in SOURCES for path in sorted((ROOT / "invalid" / name).iterdir())]
    return [*valid, *invalid[::8]]


def completed(feed: Feed, name: str) -> Feed:
    """Return a feed with the values that a format requires."""
    stories = feed.stories or (newsfeed.Story(id="urn:example:1", headline="Untitled", updated=DATE),)
    if name in ("atom", "newsml"):
        stories = tuple(story if story.updated or story.published else story.replace(updated=DATE) for story in stories)
    return feed.replace(
        title=feed.title or "Untitled",
        url=feed.url or "https://example.com/",
        updated=feed.updated or DATE,
        stories=stories,
    )


def rule(code: str) -> str:
    """Return the code of a finding without the place at which a format has the element."""
    return re.sub(r"^(?:rss|atom|jsonfeed)\.(?:channel|item|feed|entry)\.", "", code)


def new_errors(data: bytes) -> Iterator[str]:
    """Yield the unexpected findings about a document as it is written in each format."""
    source = newsfeed.detect(data)
    if source not in SOURCES:
        return
    feed = newsfeed.loads(data, source)
    source_rules = {rule(finding.code) for finding in newsfeed.validate(data, source) if finding.severity == "error"}
    for name in TARGETS:
        item = completed(feed, name)
        named = {finding.code for finding in newsfeed.validate(item, name)}
        for finding in newsfeed.validate(newsfeed.dumps(item, name), name):
            if finding.severity == "info" or finding.code in named:
                continue
            if finding.severity == "warning" or rule(finding.code) not in source_rules:
                yield f"{name}: {finding}"


@pytest.mark.parametrize("path", documents(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_written_documents_have_no_new_errors(path: Path) -> None:
    assert list(new_errors(path.read_bytes())) == []


@pytest.mark.parametrize("path", sorted((ROOT / "valid" / "rss").iterdir()), ids=lambda path: path.stem)
def test_valid_documents_stay_valid(path: Path) -> None:
    feed = newsfeed.loads(path.read_bytes())
    for name in TARGETS:
        findings = newsfeed.validate(newsfeed.dumps(completed(feed, name), name), name)
        assert [str(finding) for finding in findings if finding.severity == "error"] == []


@pytest.mark.battery
def test_written_documents_of_the_corpora_have_no_new_errors(corpora: Path) -> None:
    errors = {}
    for folder in ("reader", "feedvalidator"):
        for path in sorted((corpora / folder).rglob("*")):
            if path.is_file():
                try:
                    found = list(new_errors(path.read_bytes()))
                except NewsfeedError:
                    continue
                if found:
                    errors[path] = found
    assert errors == {}
