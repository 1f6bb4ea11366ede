"""Generated pages and sections are up to date with the code: `make docs` rewrites them."""

import pytest

import mapping_page
import road


def test_the_mapping_page_is_up_to_date() -> None:
    assert mapping_page.PAGE.read_text(encoding="utf-8") == mapping_page.page()


@pytest.mark.slow
def test_the_road_of_a_page_is_as_documented() -> None:
    parallel, files = road.trace()
    assert not parallel
    assert len(files) == len(set(files))
    assert road.written() == road.section()
