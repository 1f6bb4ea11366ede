"""Pages as sites emit them: every value of their JSON-LD is in the model, or a finding names it, and it is written back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import newsfeed
from hostile.leaf_values import Known, Leaf, json_leaves
from newsfeed import Feed, Report
from newsfeed.values.dates import parse_duration
from roundtrip import difference, unchanged_losses

FOLDER: Final = Path(__file__).parent / "jsonld_wild"
PAGES: Final = sorted(path.name for path in FOLDER.iterdir())
SCRIPT: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
STRUCTURE: Final = re.compile(r"/(?:@context|@language|position)$")
NAMES: Final = {"False": "paid", "True": "free", "/html/head/title": "headline"}
"""The names of the model for values of these documents."""


def documents(name: str) -> list[Any]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [json.loads(script) for script in (SCRIPT.findall(text) if name.endswith(".html") else [text])]


def leaves(name: str) -> Iterator[Leaf]:
    """Yield the values of a page that say something: no contexts, types, positions and ids within the page."""
    for document in documents(name):
        for leaf in json_leaves(document):
            is_local_id = leaf.path.endswith("/@id") and "#" in leaf.value
            if leaf.path.endswith(("/isAccessibleForFree", "/xpath")):
                yield leaf._replace(value=NAMES.get(leaf.value, leaf.value))
            elif leaf.path.endswith("/duration") and (seconds := parse_duration(leaf.value)) is not None:
                yield leaf._replace(value=str(seconds))
            elif not (STRUCTURE.search(leaf.path) or is_local_id or leaf.path.endswith("/@type")):
                yield leaf


def read(name: str) -> tuple[Feed, Report]:
    report = Report()
    return newsfeed.loads((FOLDER / name).read_bytes(), report=report), report


@pytest.mark.parametrize("name", PAGES)
def test_no_value_is_lost_silently(name: str) -> None:
    feed, report = read(name)
    known = Known(feed, report)
    values = list(leaves(name))
    assert len(values) > 15
    assert [leaf for leaf in values if not known.has(leaf)] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_one_story(name: str) -> None:
    feed, _ = read(name)
    assert len(feed.stories) == 1
    assert feed.stories[0].headline
    assert feed.stories[0].url


@pytest.mark.parametrize("name", PAGES)
def test_what_was_read_is_written_back(name: str) -> None:
    feed, _ = read(name)
    data = newsfeed.dumps(feed, "jsonld")
    again, losses = newsfeed.loads(data, "jsonld"), newsfeed.losses(feed, "jsonld")
    assert difference(feed, again, losses) == ""
    assert unchanged_losses(feed, again, losses) == []
    assert newsfeed.dumps(again, "jsonld") == data


def test_the_values_of_the_page_are_those_of_its_article() -> None:
    (story,) = read("yoast_graph.html")[0].stories
    assert story.summary == "After six weeks in dock the ferry is back."
    assert (story.url, story.language) == ("https://quay.example.com/ferry/", "en-GB")
    assert [medium.url for medium in story.media] == ["https://quay.example.com/media/ferry.jpg"]


def test_the_descriptions_of_a_theme_and_a_plugin_are_one_story() -> None:
    feed, report = read("theme_and_plugin.html")
    (story,) = feed.stories
    assert story.headline == "Crane falls into the basin"
    assert [(author.name, author.url) for author in story.authors] == [
        ("Bo Elm", "https://harbour.example.com/author/bo/")
    ]
    assert [medium.width for medium in story.media] == [1200, 800]
    contradictions = [finding for finding in report if finding.code == "read.description.contradictory"]
    assert [finding.message.split(" ")[7] for finding in contradictions] == ["headline", "dateModified"]


def test_lists_of_names_are_people_and_registries_are_no_pages() -> None:
    (story,) = read("news_article.json")[0].stories
    assert [author.name for author in story.authors] == ["Cy Ash", "Di Birch", "Ed Fir", "Flo Yew"]
    assert (story.authors[3].url, story.authors[3].same_as) == (None, ("https://viaf.org/viaf/1234567",))
    assert story.publisher is not None
    assert story.publisher.url == "https://harbour.example.com/"
    assert story.publisher.same_as == ("https://www.wikidata.org/wiki/Q990011",)


def test_what_is_no_story_is_named() -> None:
    _, report = read("noise_nodes.html")
    ignored = [finding.message.split(" ")[0] for finding in report if finding.code == "read.node.ignored"]
    assert ignored == ["Recipe", "Event", "Product", "SiteNavigationElement"]
