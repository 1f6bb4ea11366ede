"""The page of each example story, and the page that lists them, in Chromium."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsfeed
from examples import full_story
from newsfeed import Feed
from tests.browser.devtools import Browser, Page, Responses
from tests.browser.measures import HEADINGS, LINES, LOOKS, OUTSIDE, QUESTIONS, VIOLATIONS, contrast
from tests.browser.site import BASE, DRAWING, PAGE, ROOT, long_words, page_responses, story_responses

pytestmark = pytest.mark.browser

STORIES = {
    "stories/tidal-barrier.html": "en",
    "stories/night-trains.html": "en",
    "stories/rain-harvest.html": "ar",
    "stories/paper-umbrella.html": "ja",
}
"""The pages of the example stories, and their languages."""
FULL = "full.html"
"""The page of a story with every field."""
PAGES = [*STORIES, "index.html", FULL]


@pytest.fixture(scope="module")
def site(feed: Feed) -> Responses:
    """Return the pages."""
    return page_responses(feed) | story_responses(FULL, full_story())


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of a page."""
    return str(request.param)


@pytest.fixture(params=LOOKS)
def page(request: pytest.FixtureRequest, browser: Browser, site: Responses, name: str) -> Iterator[Page]:
    """Return a page in a window."""
    with browser.open(site, BASE + name, **LOOKS[request.param]) as opened:
        yield opened


def test_the_page_loads_nothing_but_the_pictures_of_stories(page: Page, name: str, site: Responses) -> None:
    assert page.requests[0] == BASE + name
    assert all(site[address][0] == DRAWING for address in page.requests[1:])
    assert not page.complaints


def test_there_are_no_scripts(page: Page) -> None:
    scripts = page.evaluate("[...document.scripts].map(script => script.type)")
    assert {*scripts} <= {"application/ld+json"}
    assert not page.evaluate("""[...document.querySelectorAll("*")].filter(element => [...element.attributes]
        .some(attribute => attribute.name.startsWith("on"))).length""")


def test_headings_are_an_outline(page: Page) -> None:
    levels: list[int] = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels)), levels


def test_axe_finds_no_violation(page: Page, axe: str) -> None:
    page.evaluate(axe + ";0")
    assert not page.evaluate(VIOLATIONS)


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    width, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= window
    assert not page.evaluate(OUTSIDE)


def test_long_words_are_broken(browser: Browser) -> None:
    story = long_words()
    feed = Feed(title=story.headline, url=BASE, description=story.headline, stories=(story,))
    pages = story_responses("long.html", story) | {BASE + "list.html": (PAGE, newsfeed.dumps(feed, "html"))}
    for name in ("long.html", "list.html"):
        with browser.open(pages, BASE + name, width=320) as page:
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            assert not page.evaluate(OUTSIDE)


def test_lines_have_a_length_that_reads_well(browser: Browser, site: Responses) -> None:
    for name in (name for name, language in STORIES.items() if language == "en"):
        with browser.open(site, BASE + name, width=1280) as page:
            lengths = page.evaluate(LINES)
        assert lengths
        assert 60 <= min(lengths) <= max(lengths) <= 75, name


def test_text_stands_out_from_its_background(page: Page) -> None:
    # The levels AA and AAA of WCAG 2.2, 1.4.3 and 1.4.6.
    assert min(page.evaluate(contrast("body *"))) >= 4.5
    assert min(page.evaluate(contrast("p, li, dd, h1, h2, h3"))) >= 7


@pytest.mark.parametrize("story", STORIES)
def test_the_questions_of_a_page_are_those_of_its_linked_data(browser: Browser, site: Responses, story: str) -> None:
    with browser.open(site, BASE + story) as page:
        questions = page.evaluate(QUESTIONS)
    assert questions["shown"] == questions["listed"]


def test_some_page_has_questions(site: Responses) -> None:
    assert any(b'class="question"' in data for _, data in site.values())


def test_the_first_key_leads_past_the_top(browser: Browser, site: Responses, name: str) -> None:
    with browser.open(site, BASE + name) as page:
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        link = page.evaluate("""(() => {
            const link = document.activeElement, box = link.getBoundingClientRect(), style = getComputedStyle(link);
            return {target: link.hash && document.querySelector(link.hash)?.localName, top: box.top, left: box.left,
                right: box.right, bottom: box.bottom, outline: style.outlineStyle};
        })()""")
    assert link["target"] in ("main", "article", "h1")
    assert link["left"] >= 0 <= link["top"]
    assert link["right"] > link["left"]
    assert link["bottom"] > link["top"]
    assert link["outline"] != "none"


def test_the_theme_of_the_guide_changes_the_colours(browser: Browser, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "guide" / "pages.md").read_text(encoding="utf-8")
    for name, template in re.findall(r"^```html (\S+)\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(template, encoding="utf-8")
    pages = {BASE + FULL: (PAGE, newsfeed.dumps(full_story(), "html", theme=tmp_path))}
    for dark, colour in ((False, "rgb(0, 89, 76)"), (True, "rgb(127, 214, 194)")):
        with browser.open(pages, BASE + FULL, dark=dark) as page:
            assert page.evaluate("getComputedStyle(document.querySelector('.summary h2')).color") == colour


def test_every_story_has_a_page(site: Responses) -> None:
    assert {BASE + name for name in PAGES} == {address for address in site if address.endswith(".html")}


@pytest.mark.parametrize(("name", "language"), STORIES.items())
def test_the_page_has_the_language_and_the_direction_of_its_story(
    browser: Browser, site: Responses, name: str, language: str
) -> None:
    with browser.open(site, BASE + name) as page:
        shown, direction = page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]")
    assert shown == language
    assert direction == ("rtl" if language == "ar" else "ltr")


def test_print_is_black_on_white_without_what_only_a_screen_needs(browser: Browser, site: Responses, name: str) -> None:
    with browser.open(site, BASE + name, dark=True, media="print") as page:
        colours = page.evaluate(
            "[document.body, document.querySelector('h1')].map(part => getComputedStyle(part).color)"
        )
        background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        images = page.evaluate(
            "[...document.querySelectorAll('*')].map(part => getComputedStyle(part).backgroundImage)"
        )
        navigation = page.evaluate(
            "[...document.querySelectorAll('nav')].filter(part => part.checkVisibility()).length"
        )
        printed = page.pdf()
    assert {*images} == {"none"}
    assert {*colours} == {"rgb(0, 0, 0)"}
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert navigation == 0
    assert printed.startswith(b"%PDF-")
