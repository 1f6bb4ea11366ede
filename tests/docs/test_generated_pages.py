"""Generated pages and sections are up to date with the code: `make docs` rewrites them."""

import re

import pytest

import api_pages
import command_page
import comparison_page
import format_pages
import gallery_page
import limits_table
import mapping_page
import newsroom_page
import profiles_page
import road
from newsfeed import Story
from newsfeed.cli import program
from newsfeed.plugins import Format, registry
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS


@pytest.mark.slow
def test_the_mapping_page_is_up_to_date() -> None:
    assert mapping_page.PAGE.read_text(encoding="utf-8") == mapping_page.page()


def test_the_page_of_commands_is_up_to_date() -> None:
    text = command_page.PAGE.read_text(encoding="utf-8")
    assert text == command_page.page(), "run `make docs`"
    for name in program.commands:
        assert f"\n## newsfeed {name}\n" in text


def test_the_pages_of_public_names_are_up_to_date() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in api_pages.FOLDER.glob("*.md")}
    assert pages == api_pages.pages(), "run `make docs`"


def test_the_gallery_is_up_to_date() -> None:
    assert gallery_page.PAGE.read_text(encoding="utf-8") == gallery_page.page(), "run `make docs`"


def test_the_limits_of_the_security_policy_are_those_of_the_code() -> None:
    assert limits_table.PAGE.read_text(encoding="utf-8") == limits_table.page(), "run `make docs`"


@pytest.mark.slow
def test_other_libraries_do_what_the_comparison_says() -> None:
    assert comparison_page.PAGE.read_text(encoding="utf-8") == comparison_page.page(), "run `make docs`"


def test_the_page_of_profiles_is_up_to_date() -> None:
    assert profiles_page.PAGE.read_text(encoding="utf-8") == profiles_page.page(), "run `make docs`"


@pytest.mark.slow
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
