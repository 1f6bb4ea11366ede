"""The style sheet of pages as a text; tests/browser judges its look."""

import re

import pytest

from newsfeed.formats.html.theme import style_sheet

CSS = style_sheet()


@pytest.mark.parametrize("text", ["url(", "@import", "@font-face", "<", "&", "!important"])
def test_it_loads_nothing_and_fits_into_any_page(text: str) -> None:
    # A page is also well-formed XML, in which a style element cannot contain "<" or "&".
    assert text not in CSS


def test_it_names_the_sides_of_a_page_by_the_direction_of_reading() -> None:
    assert not re.findall(
        r"(?<![\w-])(?:left|right|width|height|(?:margin|padding|border|max|min)-\w*(?:left|right))\s*:", CSS
    )
    assert not re.findall(r"text-align: (?:left|right)", CSS)


@pytest.mark.parametrize(
    "query", ["prefers-color-scheme: dark", "prefers-reduced-motion: no-preference", "print", "max-width: 30rem"]
)
def test_it_has_styles_for_other_surroundings(query: str) -> None:
    assert re.search(rf"@media \(?{re.escape(query)}", CSS)


def test_it_is_small() -> None:
    assert len(CSS.encode()) < 13_000
