"""Fixtures that several test modules share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A gate must say the same of the same commit: it draws the same examples each time. Elsewhere each run draws new ones.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "search")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the public conformance corpora and a real page; tests that need it are skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("needs the shared corpora, which are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def corpora(shared: Path) -> Path:
    """The folder of the corpora."""
    return shared / "corpora"
