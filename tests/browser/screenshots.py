"""Writer of docs/screenshots (`make screenshots`): the pages of the example stories and their feed, in Chromium."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from tests.browser.devtools import Browser, find_chromium
from tests.browser.site import BASE, ROOT, example_feed, feed_responses, page_responses
from tests.browser.validator_documents import validator_responses

FOLDER: Final = ROOT / "docs" / "screenshots"


class Screenshot(NamedTuple):
    """A picture of a part of a document: the part begins at an element, or at the top. The first explanation can be open."""

    document: str
    height: int
    look: Mapping[str, Any] = MappingProxyType({})
    element: str = "body"
    open_first: bool = False


SCREENSHOTS: Final = {
    "story": Screenshot("stories/night-trains.html", 1500),
    "story-dark": Screenshot("stories/tidal-barrier.html", 1200, {"dark": True}, "#mentions"),
    "story-phone": Screenshot("stories/tidal-barrier.html", 1300, {"width": 320}),
    "story-arabic": Screenshot("stories/rain-harvest.html", 1385),
    "story-japanese": Screenshot("stories/paper-umbrella.html", 1280),
    "index": Screenshot("index.html", 1500),
    "index-phone-dark": Screenshot("index.html", 1300, {"width": 320, "dark": True}),
    "validator": Screenshot("validate", 1400, open_first=True),
    "validator-phone-dark": Screenshot("validate", 1500, {"width": 320, "dark": True}),
    "feed": Screenshot("feed.rss", 1300, element=":root"),
}


def take(browser: Browser, folder: Path) -> None:
    """Write all pictures into a folder."""
    feed = example_feed()
    responses = feed_responses(feed) | page_responses(feed) | validator_responses()
    for name, shot in SCREENSHOTS.items():
        with browser.open(responses, BASE + shot.document, **shot.look) as page:
            if shot.open_first:
                page.evaluate("document.querySelector('details').open = true")
            top = page.evaluate(f'document.querySelector("{shot.element}").getBoundingClientRect().top')
            page.screenshot(folder / f"{name}.png", height=shot.height, top=max(0, int(top) - 32))


def main() -> None:
    """Write them into the docs."""
    program = find_chromium()
    if program is None:
        sys.exit("there is no Chromium, so the screenshots stay as they are")
    with Browser(program) as browser:
        take(browser, FOLDER)


if __name__ == "__main__":
    main()
