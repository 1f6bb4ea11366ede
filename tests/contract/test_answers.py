"""Answers with blocks in every format: they come back equal, or `losses` names what does not."""

from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from abilities import carries_stories
from newsfeed import List, Markup, Paragraph, Question, Quotation, RichText, Story
from newsfeed.pages.page_story import as_page_story
from newsfeed.plugins import registry

DATE = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
FORMATS = [listed.name for listed in registry if listed.reads and listed.writes and carries_stories(listed.name)]
OPTIONS: dict[str, Any] = {"jsonld": {"body": "full"}}
"""Options with which a format carries the whole body."""

PERMIT = Question(
    text="How do I get a permit?",
    answer=[
        Paragraph(text="There are two ways, if a < b & c."),
        Paragraph(text=RichText('Read <a href="https://town.example.com/rules?a=1&amp;b=2">the <em>rules</em></a>.')),
        List(items=["Ask online.", RichText("Or ask <strong>in person</strong>.")], ordered=True),
        Quotation(text="It takes a day.", url="https://town.example.com/hall", attribution="Ines Okafor"),
    ],
    url="https://town.example.com/permits",
)
PLAIN = Question(
    text="What do I bring?", answer=[Paragraph(text="Two things:"), List(items=["A passport.", "A picture."])]
)


def story(*questions: Question) -> Story:
    return Story(
        id="https://town.example.com/1",
        url="https://town.example.com/1",
        headline="Permits",
        language="en",
        published=DATE,
        updated=DATE,
        authors=["Ada Byron"],
        questions=questions,
    )


def lost(item: Story, name: str, **options: Any) -> list[str]:
    """Return the paths of what a format loses of the questions; some formats have no byline, for instance."""
    losses = newsfeed.losses(item, name, **options)
    return [loss.path for loss in losses if loss.path.startswith("story.questions")]


@pytest.mark.parametrize("name", FORMATS)
def test_blocks_come_back(name: str) -> None:
    item = story(PERMIT, Question(text="Why?", answer="So.\n\nAnd so."), PLAIN)
    read = newsfeed.loads_story(newsfeed.dumps(item, name, **OPTIONS.get(name, {})), name)
    assert read.questions == (as_page_story(item) if name in ("text", "markdown") else item).questions


@pytest.mark.parametrize("name", FORMATS)
def test_plain_blocks_come_back_from_every_format(name: str) -> None:
    item = story(PLAIN)
    assert lost(item, name) == []
    assert newsfeed.loads_story(newsfeed.dumps(item, name), name).questions == (PLAIN,)


def test_no_format_loses_the_markup_of_blocks() -> None:
    assert [path for name in FORMATS for path in lost(story(PERMIT), name, **OPTIONS.get(name, {}))] == []


def test_only_a_page_loses_markup_that_markdown_does_not_have() -> None:
    item = story(Question(text="How?", answer=[Paragraph(text=RichText("H<sub>2</sub>O")), List(items=["a"])]))
    paths = {name: lost(item, name, **OPTIONS.get(name, {})) for name in FORMATS}
    assert paths.pop("text") == paths.pop("markdown") == ["story.questions[0].answer[0].text"]
    assert set(map(tuple, paths.values())) == {()}


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_valid(name: str) -> None:
    report = newsfeed.validate(newsfeed.dumps(story(PERMIT, PLAIN), name), name)
    assert [finding for finding in report if finding.severity == "error"] == []
    assert [finding for finding in report if "answer" in finding.path or "html" in finding.code] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("rss", "content.encoded.unsafe_element"),
        ("atom", "atom.entry.content.unclean"),
        ("jsonfeed", "jsonfeed.item.content_html.unsafe_element"),
    ],
)
def test_html_in_an_answer_is_validated_like_that_of_a_section(name: str, code: str) -> None:
    item = story(Question(text="How?", answer=[Markup("<script>x()</script>"), List(items=["a"])]))
    findings = [finding for finding in newsfeed.validate(item, name) if finding.code == code]
    assert [finding.path.partition(".")[2] for finding in findings] == ["questions[0].answer[0]"]


def test_markup_that_is_not_well_formed_is_repaired_in_newsml() -> None:
    item = story(Question(text="How?", answer=[List(items=["a"]), Markup("<p>a<br>b")]))
    data = newsfeed.dumps(newsfeed.Feed(title="Permits", stories=[item]), "newsml")
    (read,) = newsfeed.loads(data).stories
    assert read.questions[0].answer == (List(items=["a"]), Markup("<p>a<br/>b</p>"))


def test_markup_that_newsml_cannot_represent_is_a_loss() -> None:
    item = story(Question(text="How?", answer=[Markup('<div class="html-main">a</div>')]))
    assert [loss.path for loss in newsfeed.losses(item, "newsml")] == ["story.questions[0].answer[0]"]


def test_a_difference_names_the_block() -> None:
    changed = story(PLAIN.replace(answer=[Paragraph(text="Two things:"), List(items=["A passport.", "Nothing."])]))
    difference = newsfeed.diff(newsfeed.Feed(stories=[story(PLAIN)]), newsfeed.Feed(stories=[changed]))
    assert difference.changed[0].fields == ("questions[0].answer[1].items[1]",)
