"""JSON Feed: its rules, what is written and what is read."""

import json
from pathlib import Path
from typing import Any

import pytest

import newsfeed

INVALID = sorted((Path(__file__).parent / "invalid" / "jsonfeed").glob("*.json"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_each_invalid_document_gives_exactly_its_finding(path: Path) -> None:
    (finding,) = newsfeed.validate(path.read_bytes(), "jsonfeed")
    assert finding.code == path.stem
    assert finding.line is not None
    assert finding.column is not None
    assert finding.reference
