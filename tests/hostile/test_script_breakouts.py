"""Texts that try to leave a script element or an attribute: pages have the same elements as without them, and equal JSON."""

from collections.abc import Callable
from functools import cache
from typing import Final

import pytest
from breakouts import HARMLESS, Markup, breakouts, feed_of, markup_of, story_of

import newsfeed
from hostile.cases.script_breakouts import PAYLOADS
from http_sources import MemorySource, ask, body
from newsfeed.body.xhtml import render
from newsfeed.formats.html.page_body import page_body
from newsfeed.formats.html.words import words_of
from newsfeed.http.validator.answers import answer
from newsfeed.http.validator.frames import Question
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.plugins import Alternate, Site

THEME: Final = {
    "story.html": "<!doctype html><html><head><title>{{ page.head.title }}</title></head>"
    "<body data-x='{{ story.headline }}'><h1>{{ story.headline }}</h1>{{ page.body }}</body></html>",
    "index.html": "<!doctype html><html><head><title>{{ feed.title }}</title></head>"
    "<body data-x='{{ feed.title }}'><h1>{{ feed.title }}</h1></body></html>",
}
"""Templates of a theme that shows texts in an element and in an attribute."""


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("theme")
    for name, template in THEME.items():
        (folder / name).write_text(template)
    return str(folder)


def _served(path: str, accept: str = "text/html") -> Callable[[str], str]:
    return lambda text: body(
        ask(MemorySource([story_of(text)], feed_of(text).replace(stories=())), "GET", path, Accept=accept)
    ).decode()


def _checked(name: str) -> Callable[[str], str]:
    def write(text: str) -> str:
        question = Question(content_type="text/plain", accept="text/html", query="", as_of="2026-11-01T12:00:00Z")
        return answer(question, newsfeed.dumps(feed_of(text), name), CheckLimits())[1].decode()

    return write


def _raw(text: str) -> str:
    """Return the validator's page about a document whose names, values and errors are the text itself."""
    document = f'<rss version="2.0"><channel><title>{text}</title><{text}/><link>{text}</link></channel></rss>'
    question = Question(content_type="text/xml", accept="text/html", query="", as_of="2026-11-01T12:00:00Z")
    return answer(question, document.encode(), CheckLimits())[1].decode()


SITE: Final = Site(
    alternates=(Alternate(media_type="application/rss+xml", url="https://news.example.com/feed", title="RSS"),)
)

WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "page of a story": lambda text: newsfeed.dumps(story_of(text), "html").decode(),
    "page of a feed": lambda text: newsfeed.dumps(feed_of(text), "html").decode(),
    "page of a feed in a site": lambda text: newsfeed.dumps(feed_of(text), "html", site=SITE).decode(),
    "body of feeds": lambda text: render(story_of(text)),
    "body of pages": lambda text: page_body(story_of(text), words_of("en")).html,
    "script of a story": lambda text: newsfeed.to_script(story_of(text)),
    "script of a story with its body": lambda text: newsfeed.to_script(story_of(text), body="full"),
    "script of a story with its text": lambda text: newsfeed.to_script(story_of(text), body="text"),
    "script of a feed": lambda text: newsfeed.to_script(feed_of(text)),
    "served page of a story": _served("/stories/1"),
    "served page of a feed": _served("/"),
    "validator, RSS": _checked("rss"),
    "validator, Atom": _checked("atom"),
    "validator, JSON-LD": _checked("jsonld"),
    "validator, HTML": _checked("html"),
}
EXPECTED_SCRIPTS: Final = {name: name.split()[0] in ("page", "script", "served") for name in WRITERS}
"""Whether a writer's document has one script element, or none."""


@cache
def _harmless(name: str) -> Markup:
    return markup_of(WRITERS[name](HARMLESS))


def check(name: str, payload: str) -> None:
    hostile = markup_of(WRITERS[name](PAYLOADS[payload]))
    assert len(hostile.scripts) == EXPECTED_SCRIPTS[name]
    if "validator" in name:
        # Its pages have a row for each line and finding.
        assert hostile.names <= _harmless(name).names
    else:
        assert breakouts(_harmless(name), hostile, PAYLOADS[payload]) == []


SAMPLE: Final = (
    "end and script",
    "white space",
    "comment, script and end",
    "line separator",
    "attribute and handler",
    "end of CDATA",
)


@pytest.mark.parametrize("payload", SAMPLE)
@pytest.mark.parametrize("name", WRITERS)
def test_texts_stay_in_their_element(name: str, payload: str) -> None:
    check(name, payload)


@pytest.mark.battery
@pytest.mark.parametrize("payload", sorted(set(PAYLOADS) - set(SAMPLE)))
@pytest.mark.parametrize("name", WRITERS)
def test_all_texts_stay_in_their_element(name: str, payload: str) -> None:
    check(name, payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_themes_escape(payload: str, theme: str) -> None:
    for item in (story_of, feed_of):
        harmless, hostile = (
            markup_of(newsfeed.dumps(item(text), "html", theme=theme).decode())
            for text in (HARMLESS, PAYLOADS[payload])
        )
        assert breakouts(harmless, hostile, PAYLOADS[payload]) == []


@pytest.mark.parametrize(
    "payload",
    [payload if payload in SAMPLE else pytest.param(payload, marks=pytest.mark.battery) for payload in PAYLOADS],
)
def test_the_validator_shows_any_document_as_text(payload: str) -> None:
    page = markup_of(_raw(PAYLOADS[payload]))
    assert page.scripts == []
    assert [
        name for name in page.names if name.startswith("on") or name.endswith(("}svg", "}math", "}plaintext"))
    ] == []
