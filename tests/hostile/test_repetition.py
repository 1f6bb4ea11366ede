"""Documents that repeat one part, or one monotonous text, are read, recovered and validated in linear time."""

from typing import Final

import pytest

import newsfeed
from hostile import repeating
from hostile.cases.repetitions import UNITS, fillings
from hostile.cases.slow_documents import DOCUMENTS, HEADINGS, press_page, section_page
from newsfeed.values.escaping import escape

pytestmark = pytest.mark.slow

FORMATS: Final = tuple(sorted(entry.name for entry in newsfeed.formats()))
SECTION_KINDS: Final = ("paragraph", "item", "question", "quotation", "term", "heading")
FEW: Final = frozenset(
    f"{unit} {frame}"
    for unit in (
        "spaces",
        "words",
        "hyphens after letters",
        "full stops and spaces",
        "less-than signs",
        "ampersands",
        "digits",
    )
    for frame in ("alone", "after the value")
)
"""Fillings of values that only documents with a fault have."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_slow_documents_are_read_in_linear_time(name: str) -> None:
    format_name, make = DOCUMENTS[name]
    assert not repeating.problem(lambda size: make(size).encode(), format_name, (20_000, 80_000))


@pytest.mark.battery
@pytest.mark.parametrize("language", HEADINGS)
def test_press_reviews_are_read_in_linear_time(language: str) -> None:
    problems = []
    for label, unit in UNITS.items():
        for start in ("", "The Post said "):
            text = escape(unit)

            def make(size: int, text: str = text, start: str = start) -> bytes:
                return press_page(start + text * (size // len(text)), language).encode()

            problems.append((label, repeating.problem(make, "html", repeating.SIZES, {"read": newsfeed.loads})))
    assert not [problem for problem in problems if problem[1]]


@pytest.mark.battery
@pytest.mark.parametrize("kind", SECTION_KINDS)
def test_sections_are_read_in_linear_time(kind: str) -> None:
    problems = []
    for label, unit in UNITS.items():
        text = escape(unit)

        def make(size: int, text: str = text) -> bytes:
            return section_page(text * (size // len(text) // 4), kind).encode()

        problems.append((label, repeating.problem(make, "html", repeating.SIZES, {"read": newsfeed.loads})))
    assert not [problem for problem in problems if problem[1]]


@pytest.mark.battery
@pytest.mark.parametrize("name", FORMATS)
def test_repeated_parts_are_read_in_linear_time(name: str) -> None:
    problems = []
    for path, _, _, parts in repeating.documents(name):
        problems += repeating.problems(path, name, (), parts, frozenset())
    assert not problems


@pytest.mark.battery
@pytest.mark.parametrize("name", FORMATS)
def test_monotonous_values_are_read_in_linear_time(name: str) -> None:
    problems = []
    every = frozenset(label for label, _ in fillings())
    for path, _, values, _ in repeating.documents(name):
        problems += repeating.problems(path, name, values, (), FEW if path.startswith("tests/invalid") else every)
    assert not problems
