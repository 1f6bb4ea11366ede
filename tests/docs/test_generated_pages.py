"""Generated pages and sections are up to date with the code: `make docs` rewrites them."""

import re

import pytest

import mapping_page
import newsroom_page
import road
from newsfeed import Story
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS


def test_the_mapping_page_is_up_to_date() -> None:
    assert mapping_page.PAGE.read_text(encoding="utf-8") == mapping_page.page()


def test_the_page_of_newsroom_fields_is_up_to_date() -> None:
    text = newsroom_page.PAGE.read_text(encoding="utf-8")
    assert text == newsroom_page.page(), "run `make docs`"
    for name in NEWSROOM_FIELDS[Story]:
        assert re.search(rf"^\| {name}[\[\]. ]", text, re.MULTILINE), name
    assert re.search(r"^\| Person.job_title \| \*no\* \|", text, re.MULTILINE)
    assert re.search(r"^\| slugline \| \*private\* \|.*\| `slugline` \|", text, re.MULTILINE)


@pytest.mark.slow
def test_the_road_of_a_page_is_as_documented() -> None:
    parallel, files = road.trace()
    assert not parallel
    assert len(files) == len(set(files))
    assert road.written() == road.section()
