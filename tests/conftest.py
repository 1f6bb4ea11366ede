"""Hypothesis profiles and fixtures shared by all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# `make test` must be reproducible and quick, so each run uses the same few examples. `make battery` draws new ones, and more.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the public conformance corpora and a real page, outside of this repository.

    Tests that use it are skipped if it is missing.
    """
    folder = ROOT.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("the folder ../shared with the public corpora is missing")
    return folder


@pytest.fixture(scope="session")
def corpora(shared: Path) -> Path:
    """The folder of the public conformance corpora."""
    return shared / "corpora"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pause the measurement of coverage during slow tests: it would double their time and finds hardly another line."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")
