"""The browser and the judge of accessibility; tests are skipped without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfeed import Feed
from tests.browser.devtools import Browser, find_chromium
from tests.browser.site import example_feed

_AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that all tests share."""
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with Browser(program) as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    if not _AXE.is_file():
        pytest.skip("there is no axe-core: npm install --prefix tests/browser")
    return _AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def feed() -> Feed:
    """Return the feed of the example stories."""
    return example_feed()
