"""A real explainer page, through everything."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

import newsfeed
from newsfeed import Story
from newsfeed.body.parse import parse_html

DEFAULTS = {
    "headline": "North Korea confirms troops",
    "id": "https://news.example.com/1",
    "url": "https://news.example.com/1",
    "published": "2025-04-28T10:00:00Z",
    "authors": ["Ada Byron"],
    "publisher": "The Harbour Desk",
}
TOPICS = ["North Korea", "Russia", "Ukraine", "Kim Jong-un", "Vladimir Vladimirovich Putin", "South Korea"]


@pytest.fixture(scope="module")
def page(shared: Path) -> bytes:
    return (shared / "seed" / "explainer-page.txt").read_bytes()


@pytest.fixture(scope="module")
def story(page: bytes) -> Story:
    return newsfeed.loads_story(page, "text", defaults=DEFAULTS)


def test_parts(story: Story, page: bytes) -> None:
    text = page.decode()
    assert story.summary == text.split("\n")[1]
    analysis, background = story.sections
    assert (analysis.kind, analysis.heading) == ("analysis", text.split("\n")[3])
    points = analysis.blocks[0].points  # type: ignore[union-attr]
    assert [point.label for point in points] == [line[2:].split(":")[0] for line in text.split("\n")[4:8]]
    assert background.kind == "background"
    assert len(story.prompts) == len(story.questions) == 3
    assert all(
        question.answer and not prompt.answer for question, prompt in zip(story.questions, story.prompts, strict=True)
    )


def test_press(story: Story) -> None:
    assert [mention.outlet.name for mention in story.press] == ["The Independent", "The Times of Israel"]
    assert story.press[0].quotes == ("annihilate and wipe out the Ukrainian neo-Nazi occupiers.",)
    assert "intelligence estimates" not in str(story.press[0].text)
    assert "intelligence estimates" in str(story.press[0].context)


def test_topics(story: Story, page: bytes) -> None:
    assert [topic.name for topic in story.topics] == TOPICS
    assert [topic.kind for topic in story.topics] == ["place", "place", "place", "person", "person", "place"]
    lines = page.decode().split("\n")
    assert all(topic.description in lines for topic in story.topics)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_read_by_a_peer(story: Story, name: str) -> None:
    parsed = feedparser.parse(newsfeed.dumps(story, name))
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert (entry.title, entry.link, entry.id) == (story.headline, story.url, story.id)
    assert entry.published_parsed[:5] == (2025, 4, 28, 10, 0)
    assert entry.author == "Ada Byron"
    for part in ("summary", "analysis", "mentions", "background", "prompts", "questions", "topics"):
        assert f'id="{part}"' in entry.content[0].value, part
    back = parse_html(entry.content[0].value)
    assert (back["press"], back["questions"], back["topics"]) == (story.press, story.questions, story.topics)


def test_newsml_is_valid_by_the_official_schema(story: Story, corpora: Path) -> None:
    folder = corpora / "newsml" / "official"
    schema = etree.XMLSchema(etree.parse(str(folder / "NewsML-G2_2.35-spec-All-Power.xsd")))
    for mode in ("uri", "qcode"):
        data = newsfeed.dumps(story, "newsml", mode=mode)
        schema.assertValid(etree.fromstring(data))
        assert [str(each) for each in newsfeed.validate(data, "newsml") if each.severity != "info"] == []


def test_jsonld_expands_offline(story: Story, corpora: Path) -> None:
    from pyld import jsonld

    context = json.loads((corpora / "schemaorg" / "schemaorgcontext.jsonld").read_bytes())

    def load(url: str, _options: Any = None) -> dict[str, Any]:
        assert url.startswith("https://schema.org")
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    data = newsfeed.dumps(story, "jsonld")
    expanded = jsonld.expand(json.loads(data), {"documentLoader": load})
    assert "http://schema.org/FAQPage" in json.dumps(expanded) or "https://schema.org/FAQPage" in json.dumps(expanded)
    assert newsfeed.validate(data, "jsonld").valid
    graph = json.loads(data)["@graph"]
    faq = [node for node in graph if "FAQPage" in node["@type"]]
    assert len(faq) == 1
    names = [question["name"] for question in faq[0]["mainEntity"]]
    assert names == [question.text for question in story.questions]


def test_the_script_of_a_page_is_lighter_than_the_page(story: Story, page: bytes) -> None:
    script = newsfeed.to_script(story)
    assert len(script.encode()) < 5_000 < len(page)
    assert len(newsfeed.dumps(story, "jsonld", body="full")) > 3 * len(script)
    for words in ("annihilate and wipe out", "intelligence estimates"):
        assert words in str(story.press[0].text) + str(story.press[0].context)
        assert words not in script


def test_no_faq_without_answers(page: bytes) -> None:
    start, end = page.index(b"Common question"), page.index(b"More on these topics")
    story = newsfeed.loads_story(page[:start] + page[end:], "text", defaults=DEFAULTS)
    assert b"FAQPage" not in newsfeed.dumps(story, "jsonld")
    assert len(story.prompts) == 3


def test_page_is_stable_from_the_second_pass(story: Story) -> None:
    once = newsfeed.dumps(story, "text")
    assert newsfeed.dumps(newsfeed.loads_story(once, "text"), "text") == once


def test_json_is_lossless(story: Story) -> None:
    assert newsfeed.loads_story(newsfeed.dumps(story, "json")) == story
