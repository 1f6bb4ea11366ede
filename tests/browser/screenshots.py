"""Writer of docs/screenshots (`make screenshots`): the pages of the example stories, their feed and the docs, in Chromium."""

import mimetypes
import re
import subprocess
import sys
import tempfile
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

DOCS_NAME: Final = "docs"
DOCS_HEIGHT: Final = 1000


class StaticSite(dict[str, tuple[str, bytes]]):
    """The files of a folder as responses, with any query."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        for path in folder.rglob("*"):
            if path.suffix in {".html", ".css", ".js", ".png", ".svg"}:
                media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                self[BASE + path.relative_to(folder).as_posix()] = (media_type, path.read_bytes())

    def get(self, address: str, default: Any = None) -> Any:
        """Return the file of an address."""
        return super().get(re.sub(r"\?.*", "", address), default)

    def __contains__(self, address: object) -> bool:
        return super().__contains__(re.sub(r"\?.*", "", str(address)))

    def __getitem__(self, address: str) -> tuple[str, bytes]:
        return super().__getitem__(re.sub(r"\?.*", "", address))


def take_docs(browser: Browser, folder: Path) -> None:
    """Build the site of the documentation and write a picture of its front page into a folder."""
    with tempfile.TemporaryDirectory() as site:
        subprocess.run([sys.executable, "-m", "sphinx", "-q", ROOT / "docs", site], check=True)
        take_front_page(browser, Path(site), folder)


def take_front_page(browser: Browser, site: Path, folder: Path) -> None:
    """Write a picture of the front page of a built site into a folder."""
    with browser.open(StaticSite(site), f"{BASE}index.html", width=1280) as page:
        page.screenshot(folder / f"{DOCS_NAME}.png", height=DOCS_HEIGHT, top=0)


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
        take_docs(browser, FOLDER)


if __name__ == "__main__":
    main()
