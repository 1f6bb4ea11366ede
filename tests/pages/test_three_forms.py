"""The same story comes from the same page as plain text, Markdown or HTML."""

from typing import Any

import attrs
import pytest

import newsfeed
from newsfeed import Report, RichText, Story
from pages.three_forms import PAGES

FIELDS = [field.name for field in attrs.fields(Story)]


def plain(value: Any) -> Any:
    """Return a value of the model with the words of its rich texts, for comparing it field by field."""
    if isinstance(value, RichText):
        return str(value)
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]
        return (type(value).__name__, {name: plain(getattr(value, name)) for name in names})
    return value.replace("’", "'") if isinstance(value, str) else value


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("page", PAGES)
def test_each_field_is_the_same(page: str, form: str, name: str) -> None:
    text = newsfeed.loads_story(PAGES[page].text)
    other = newsfeed.loads_story(getattr(PAGES[page], form))
    assert plain(getattr(other, name)) == plain(getattr(text, name))


@pytest.mark.parametrize("page", PAGES)
def test_formats_are_detected(page: str) -> None:
    assert [newsfeed.detect(form) for form in PAGES[page]] == ["text", "text", "html"]


@pytest.mark.parametrize("page", PAGES)
def test_findings_are_for_information(page: str) -> None:
    for form in PAGES[page]:
        report = Report()
        newsfeed.loads_story(form, report=report)
        assert {finding.severity for finding in report} <= {newsfeed.Severity.INFO}
        unexpected = {
            "text.heading.unknown",
            "text.lead.section",
            "text.press.none",
            "text.topic.name",
            "text.part.empty",
        }
        assert not unexpected & {finding.code for finding in report}


def test_html_keeps_its_inline_markup() -> None:
    story = newsfeed.loads_story(PAGES["barrier"].html)
    assert story.summary == RichText(
        "The council of Port Ellery has voted by <strong>31 to 24</strong> to build a "
        '<a href="https://news.example.com/barrier">tidal barrier</a>.\n\nWork is to begin in spring.'
    )
    assert story.sections[0].blocks[0].points[0].text == RichText("Two thirds of the cost comes from a <em>loan</em>.")  # type: ignore[union-attr]


@pytest.mark.parametrize("page", PAGES)
def test_the_body_that_is_written_reads_back(page: str) -> None:
    story = newsfeed.loads_story(PAGES[page].html)
    for name in ("rss", "jsonfeed", "json"):
        (back,) = newsfeed.loads(newsfeed.dumps(story, name), name).stories
        assert back.sections == story.sections
        assert (back.summary, back.questions, back.press) == (story.summary, story.questions, story.press)
