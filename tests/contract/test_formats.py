"""Contract of every format, built-in or plug-in; each test runs on the formats that can do what it needs."""

import io
import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsfeed
from abilities import carries_stories, holds_stories
from examples import full_feed, full_story, plain_story
from newsfeed import Severity
from newsfeed.formats import BUILT_IN as BUILT_IN_NAMES
from newsfeed.plugins import registry
from newsfeed.values.iris import is_iri
from newsfeed.values.urns import id_to_iri, iri_to_id
from newsfeed.values.xml_chars import illegal_character

ROOT = Path(__file__).resolve().parents[2]
WRITERS = [listed.name for listed in registry if listed.writes]
CHECKED_WRITERS = [name for name in WRITERS if registry[name].validates]
DETECTED_WRITERS = [name for name in WRITERS if registry[name].reads or registry[name].validates]
BUILT_IN = [name for name in WRITERS if name in BUILT_IN_NAMES]
STORY_FORMATS = [name for name in BUILT_IN if holds_stories(name)]
LIST_FORMATS = [name for name in BUILT_IN if name not in STORY_FORMATS]
STORIES = sorted((ROOT / "examples" / "stories").iterdir())


def example_feed() -> newsfeed.Feed:
    stories = tuple(newsfeed.load_story(path) for path in STORIES)
    publisher = newsfeed.Organization(name="The Harbour Desk", url="https://news.example.com/")
    return newsfeed.Feed(
        title="Explainers",
        url="https://news.example.com/",
        feed_url="https://news.example.com/feed",
        language="en",
        publisher=publisher,
        stories=stories,
    )


@pytest.mark.parametrize("name", WRITERS)
def test_dumps_is_the_streaming_writer(name: str) -> None:
    feed = full_feed()
    stream = io.BytesIO()
    with newsfeed.open_writer(stream, name, feed) as writer:
        for story in feed.stories:
            writer.write(story)
    assert stream.getvalue() == newsfeed.dumps(feed, name)


@pytest.mark.parametrize("name", DETECTED_WRITERS)
def test_each_is_detected_by_its_first_bytes(name: str) -> None:
    for item in (full_feed(), full_story(), plain_story()) if holds_stories(name) else (full_feed(),):
        assert newsfeed.detect(newsfeed.dumps(item, name)[:4096]) == name


@pytest.mark.parametrize("name", CHECKED_WRITERS)
def test_the_examples_are_valid_without_a_warning(name: str) -> None:
    report = newsfeed.validate(newsfeed.dumps(example_feed(), name), name)
    assert [str(each) for each in report if each.severity != Severity.INFO] == []


@pytest.mark.parametrize("name", CHECKED_WRITERS)
def test_a_feed_that_uses_every_field_is_valid(name: str) -> None:
    for item in (full_feed(), full_story()) if holds_stories(name) else (full_feed(),):
        report = newsfeed.validate(newsfeed.dumps(item, name), name)
        assert [str(each) for each in report if each.severity == Severity.ERROR] == []


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "jsonld"])
def test_held_stories_do_not_reach_feeds(name: str) -> None:
    feed = full_feed(stories=(plain_story(1), plain_story(2, status="withheld", headline="Held back")))
    data = newsfeed.dumps(feed, name)
    assert b"Item 1" in data
    assert b"Held back" not in data


@pytest.mark.parametrize(("name", "mark"), [("newsml", b"withheld"), ("json", b'"withheld"'), ("ninjs", b'"withheld"')])
def test_other_formats_say_that_a_story_is_held(name: str, mark: bytes) -> None:
    held = plain_story(2, status="withheld", headline="Held back")
    assert mark in newsfeed.dumps(held, name)
    assert newsfeed.dumps(held, name) != newsfeed.dumps(attrs.evolve(held, status="usable"), name)


@pytest.mark.parametrize("name", WRITERS)
def test_losses_have_paths_that_exist(name: str) -> None:
    feed = full_feed()
    for loss in newsfeed.losses(feed, name):
        value: object = feed
        for step in loss.path.removeprefix("feed").lstrip(".").replace("[", ".").replace("]", "").split("."):
            value = value[int(step)] if step.isdigit() else getattr(value, step) if step else value  # type: ignore[index]
        assert loss.reason


def test_empty_fields_are_no_loss() -> None:
    story = newsfeed.Story(id="https://news.example.com/1", headline="One")
    assert newsfeed.losses(story, "json") == ()
    assert {loss.path for loss in newsfeed.losses(story, "rss")} == {"story.url"}
    assert {loss.path for loss in newsfeed.losses(story, "atom")} == {"story.updated", "story.url"}


def test_a_keyword_that_is_written_once_is_named() -> None:
    story = plain_story(keywords=("tide", "tide", "Marl"), topics=(newsfeed.Topic(name="Marl"),))
    for name in ("rss", "atom"):
        paths = [loss.path for loss in newsfeed.losses(story, name) if "keywords" in loss.path]
        assert paths == ["story.keywords[1]", "story.keywords[2]"]
    assert [
        loss.path for loss in newsfeed.losses(full_feed(keywords=("a", "a")), "atom") if "feed.keywords" in loss.path
    ]


@pytest.mark.parametrize("name", ["rss", "atom", "newsml", "ninjs", "jsonld", "json"])
@pytest.mark.parametrize("suffix", [".rng", ".xsd", ".json"])
def test_a_schema_that_cannot_be_used_is_a_typed_error(name: str, suffix: str, tmp_path: Path) -> None:
    schema = tmp_path / f"broken{suffix}"
    schema.write_text("<broken")
    data = b'{"uri": "a"}' if name == "ninjs" else newsfeed.dumps(full_feed(), name)
    with pytest.raises(newsfeed.ReadError, match="schema"):
        newsfeed.validate(data, name, schema=schema)


@given(st.text(min_size=1).filter(lambda text: illegal_character(text) < 0))
@example("https://news.example.com/1")
@example("urn:newsfeed:a%20b")
def test_any_id_becomes_an_iri_and_back(identifier: str) -> None:
    assert is_iri(id_to_iri(identifier))
    assert iri_to_id(id_to_iri(identifier)) == identifier
    assert id_to_iri(identifier, identifier if is_iri(identifier) else None) == id_to_iri(identifier)


def test_strict_raises_where_something_would_be_lost() -> None:
    with pytest.raises(newsfeed.LossError, match=r"story\.version"):
        newsfeed.dumps(plain_story(version=3), "rss", strict=True)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.atom"
    path.write_bytes(b"old")
    undated = attrs.evolve(plain_story(), published=None, updated=None)
    with pytest.raises(newsfeed.WriteError, match=r"feed\.stories\[1\]\.updated"):
        newsfeed.dump(full_feed(stories=(plain_story(2), undated)), path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["feed.atom"]


PROGRAM = """
import hashlib, sys
sys.path.insert(0, "tests")
from examples import full_feed
import newsfeed
for name in sys.argv[1:]:
    print(name, hashlib.sha256(newsfeed.dumps(full_feed(), name)).hexdigest())
"""


@pytest.mark.slow
def test_same_bytes_in_any_process_and_zone() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *WRITERS],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("2", "America/New_York"))
    }
    assert len(outputs) == 1
    assert next(iter(outputs)).count("\n") == len(WRITERS)


def test_import_loads_nothing_optional() -> None:
    program = (
        "import sys, newsfeed\n"
        "heavy = {'feedgen', 'cattrs', 'jsonschema_rs', 'nh3', 'click', 'rich', 'dateutil', 'tomllib', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_public_names_are_sorted_and_there() -> None:
    # Constants come first, as ruff sorts them.
    assert sorted(newsfeed.__all__, key=lambda name: (not name.isupper(), name)) == newsfeed.__all__
    assert all(hasattr(newsfeed, name) for name in newsfeed.__all__)


GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize("name", STORY_FORMATS)
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_golden_files(story: Path, name: str) -> None:
    path = GOLDEN / story.stem / f"story{registry[name].suffixes[0]}"
    assert path.read_bytes() == newsfeed.dumps(newsfeed.load_story(story), name), "make golden, and read the diff"


@pytest.mark.parametrize("name", LIST_FORMATS)
def test_golden_lists(name: str) -> None:
    path = GOLDEN / "subscriptions" / f"list{registry[name].suffixes[0]}"
    feed = newsfeed.load(ROOT / "examples" / "subscriptions.toml")
    assert path.read_bytes() == newsfeed.dumps(feed, name), "make golden, and read the diff"


@pytest.mark.parametrize("name", LIST_FORMATS)
def test_a_story_alone_is_refused_where_there_are_no_stories(name: str) -> None:
    with pytest.raises(newsfeed.WriteError) as caught:
        newsfeed.dumps(plain_story(), name)
    assert caught.value.path == "story"
    assert [loss.path for loss in newsfeed.losses(full_story(), name)] == ["story"]


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_says_whether_it_carries_stories(name: str) -> None:
    assert registry[name].carries_stories is carries_stories(name)
