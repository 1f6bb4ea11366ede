"""Whole HTML pages: the limits of their tags, whatever stands between them."""

import pytest

from newsfeed.errors import LimitError, ReadError
from newsfeed.io import html_page
from newsfeed.io.limits import Limits

LIMITS = Limits(attributes=5, elements=20)
ATTRIBUTES = " a b c d e"


@pytest.mark.parametrize(
    "page",
    [
        f"<div{ATTRIBUTES}>x</p>",
        f"<div a='{ATTRIBUTES * 9}'>x</p>",
        f"<!-- <div{ATTRIBUTES} f g h i j k l m n o p> -->\n<p>x</p>",
        f"<script>'<div{ATTRIBUTES} f g h i j k l m n o p>'</script><p>x</p>",
        f"<title><big{ATTRIBUTES}>x</b> and more words than a tag may have attributes</title><p>x</p>",
    ],
)
def test_tags_up_to_the_limit_and_what_is_no_tag_are_read(page: str) -> None:
    assert html_page.parse(page, LIMITS).is_whole


@pytest.mark.parametrize(
    "page",
    [
        f"<div{ATTRIBUTES} f>x</div>",
        f"some text before <div{ATTRIBUTES} f>x</p>",
        f"<!-- a comment --><div{ATTRIBUTES} f='x'>x</p>",
        f"<title>x<big{ATTRIBUTES} f>x</big></title>",
    ],
)
def test_a_tag_with_more_attributes_is_refused(page: str) -> None:
    with pytest.raises(LimitError, match="has a tag with over 5 attributes"):
        html_page.parse(page, LIMITS)


def test_the_number_of_elements_is_limited() -> None:
    assert html_page.parse("<p>" * 20, LIMITS).is_whole
    with pytest.raises(LimitError, match="has over 20 elements"):
        html_page.parse("<p>" * 21, LIMITS)


def test_a_page_that_is_too_deep_is_not_whole() -> None:
    assert not html_page.parse("<div>" * 300, Limits()).is_whole


@pytest.mark.parametrize("page", ["", " \n", "<!-- x -->"])
def test_a_page_without_an_element_is_refused(page: str) -> None:
    with pytest.raises(ReadError, match="is not an HTML page"):
        html_page.parse(page, LIMITS)
