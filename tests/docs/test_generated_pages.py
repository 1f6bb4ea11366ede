"""Generated pages and sections are up to date with the code: `make docs` rewrites them."""

import re

import pytest

import format_pages
import mapping_page
import newsroom_page
import profiles_page
import road
from newsfeed import Story
from newsfeed.plugins import Format, registry
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS


def test_the_mapping_page_is_up_to_date() -> None:
    assert mapping_page.PAGE.read_text(encoding="utf-8") == mapping_page.page()


def test_the_page_of_profiles_is_up_to_date() -> None:
    assert profiles_page.PAGE.read_text(encoding="utf-8") == profiles_page.page(), "run `make docs`"


def test_the_page_of_newsroom_fields_is_up_to_date() -> None:
    text = newsroom_page.PAGE.read_text(encoding="utf-8")
    assert text == newsroom_page.page(), "run `make docs`"
    for name in NEWSROOM_FIELDS[Story]:
        assert re.search(rf"^\| {name}[\[\]. ]", text, re.MULTILINE), name
    assert re.search(r"^\| Person.job_title \| \*no\* \|", text, re.MULTILINE)
    assert re.search(r"^\| slugline \| \*private\* \|.*\| `slugline` \|", text, re.MULTILINE)


def test_the_index_of_formats_is_up_to_date() -> None:
    assert format_pages.INDEX.read_text(encoding="utf-8") == format_pages.index(), "run `make docs`"
    assert all(format_pages.page_of(described).is_file() for described in registry)


@pytest.mark.parametrize(
    "described", [described for described in registry if described.writes], ids=lambda one: one.name
)
def test_each_format_has_a_page_with_a_whole_story(described: Format) -> None:
    assert format_pages.written(described) == format_pages.section(described), "run `make docs`"
    introduction = format_pages.introduction(format_pages.page_of(described))
    assert introduction.startswith(f"# {described.title}\n")
    assert [name for name in described.options if not re.search(rf"`{name}[`=]", introduction)] == []


@pytest.mark.slow
def test_the_road_of_a_page_is_as_documented() -> None:
    parallel, files = road.trace()
    assert not parallel
    assert len(files) == len(set(files))
    assert road.written() == road.section()
