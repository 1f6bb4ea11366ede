"""Tests of the blocks for Wagtail, in a process of their own, since they need other apps than the tests of Django."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsfeed.errors import UnsupportedError

PROJECT = Path(__file__).parent / "wagtail_project.py"

needs_wagtail = pytest.mark.skipif(find_spec("wagtail") is None, reason="Wagtail is not installed: pip install wagtail")


@pytest.mark.skipif(find_spec("django") is None, reason="Django is not installed")
def test_a_missing_wagtail_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsfeed.integrations.wagtail import explainer_blocks

    for name in ("wagtail", "wagtail.blocks"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UnsupportedError, match="pip install wagtail"):
        explainer_blocks()


@pytest.fixture(scope="module")
def results() -> dict[str, str]:
    """The outcome of each check of the project, by its name."""
    done = subprocess.run([sys.executable, str(PROJECT)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


@needs_wagtail
@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "a story comes back from a stream",
        "parts of every kind come back",
        "losses are named",
        "links to pages have the address of the site",
        "a block of the house is a section",
        "a value that the model refuses is logged",
        "strict raises",
        "the values are those of a form",
    ],
)
def test_blocks(results: dict[str, str], name: str) -> None:
    assert results[name] == "passed"
