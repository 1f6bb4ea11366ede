"""RSS and Atom with newsfeed's style sheet, in Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest

from newsfeed import Feed
from tests.browser.devtools import Browser, Page
from tests.browser.measures import LOOKS, SHOWN, contrast
from tests.browser.site import BASE, feed_responses, long_words

pytestmark = pytest.mark.browser


@pytest.fixture(params=["rss", "atom"])
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of the format."""
    return str(request.param)


@pytest.fixture(params=LOOKS)
def page(request: pytest.FixtureRequest, browser: Browser, feed: Feed, name: str) -> Iterator[Page]:
    """Return the feed in a window."""
    with browser.open(feed_responses(feed), f"{BASE}feed.{name}", **LOOKS[request.param]) as opened:
        yield opened


def test_nothing_but_the_style_sheet_is_loaded(page: Page, name: str) -> None:
    assert page.requests == [f"{BASE}feed.{name}", f"{BASE}feed.css"]
    assert not page.complaints


def test_every_text_fits_and_can_be_read(page: Page) -> None:
    width, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= window
    assert min(page.evaluate(contrast("*"))) >= 4.5


def test_only_what_people_read_is_shown(page: Page, name: str) -> None:
    shown: set[str] = set(page.evaluate(SHOWN))
    expected = {
        "rss": {"title", "link", "description", "copyright", "dc:creator", "pubDate", "category"},
        "atom": {"title", "subtitle", "rights", "name", "published", "summary"},
    }
    assert shown == expected[name]


def test_a_notice_comes_first_and_then_the_stories(page: Page, name: str, feed: Feed) -> None:
    top = "channel" if name == "rss" else "feed"
    assert "This is a news feed" in page.evaluate(
        f'getComputedStyle(document.querySelector("{top}"), "::before").content'
    )
    text: str = page.evaluate("document.documentElement.innerText ?? document.documentElement.textContent")
    assert all(story.headline in text for story in feed.stories)


def test_right_to_left_stories_begin_on_the_right(browser: Browser, feed: Feed, name: str) -> None:
    with browser.open(feed_responses(feed), f"{BASE}feed.{name}") as page:
        starts: dict[str, Any] = (
            page.evaluate("""Object.fromEntries([...document.querySelectorAll("title")].map(title => {
            const range = document.createRange();
            range.selectNodeContents(title);
            const text = range.getBoundingClientRect(), box = title.getBoundingClientRect();
            return [title.textContent, Math.abs(box.right - text.right) < 2];
        }))""")
        )
    for story in feed.stories:
        assert starts[story.headline] == (story.language == "ar"), story.headline


def test_long_words_are_broken(browser: Browser, name: str) -> None:
    story = long_words()
    feed = Feed(title=story.headline, url=BASE, description=story.headline, stories=(story,))
    with browser.open(feed_responses(feed), f"{BASE}feed.{name}", width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_address_with_a_query_is_followed(browser: Browser, feed: Feed, name: str) -> None:
    address = "feed.css?theme=a&version=2"
    with browser.open(feed_responses(feed, stylesheet=address), f"{BASE}feed.{name}") as page:
        assert page.requests[1:] == [BASE + address]
        assert not page.complaints
