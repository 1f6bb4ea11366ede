"""The screenshots that the guide to pages shows (`make screenshots` takes them)."""

import re

from tests.browser.screenshots import DOCS_NAME, FOLDER, SCREENSHOTS
from tests.browser.site import ROOT

GUIDE = ROOT / "docs" / "guide" / "pages.md"
_LARGEST = 300_000


def test_each_screenshot_is_there_and_small() -> None:
    sizes = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert sizes.keys() == {*SCREENSHOTS, DOCS_NAME}
    assert max(sizes.values()) < _LARGEST


def test_the_guide_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert len(shown) > 5
    assert all((GUIDE.parent / path).is_file() for path in shown)
