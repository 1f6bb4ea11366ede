"""HTML that is expensive to read: each document is read or rejected, in time that is not quadratic in its length."""

import contextlib
from typing import Final

import pytest

import newsfeed
from hostile import growth
from hostile.alarm import at_most
from hostile.cases.html_shapes import FRAGMENTS
from newsfeed.body.html_blocks import parse_blocks
from newsfeed.errors import LimitError, UnknownFormatError
from newsfeed.formats.html.own_pages import own_mark
from newsfeed.formats.jsonld.answer_html import WRITTEN_ELEMENTS
from newsfeed.io import html as html_io
from newsfeed.model import Question
from newsfeed.plugins import registry

pytestmark = pytest.mark.slow


def _sanitize(html: str) -> None:
    try:
        html_io.sanitize(html, removals=[])
    except LimitError as error:
        assert error.limit in ("depth", "attributes", "html", "item_nodes")  # noqa: PT017  (no error is fine too)


def _parse_blocks(html: str) -> None:
    with contextlib.suppress(LimitError):
        Question(text="q", answer=parse_blocks(html))


def _reduce(html: str) -> None:
    with contextlib.suppress(LimitError):
        html_io.reduce(html, WRITTEN_ELEMENTS)


def _detect(html: str) -> None:
    with contextlib.suppress(UnknownFormatError):
        newsfeed.detect(html.encode())


def _own_mark(html: str) -> None:
    own_mark(html[:4096].encode())


def _holds_stories(html: str) -> None:
    registry["html"].holds_stories(html.encode())


FUNCTIONS: Final = {
    "detect": _detect,
    "mark of own pages": _own_mark,
    "holds stories": _holds_stories,
    "sanitize": _sanitize,
    "plain": html_io.to_plain_text,
    "looks_like": html_io.looks_like_html,
    "blocks": _parse_blocks,
    "reduce": _reduce,
}


@pytest.mark.parametrize("shape", FRAGMENTS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_is_not_quadratic(name: str, shape: str) -> None:
    with at_most(60):
        assert not growth.problem(FUNCTIONS[name], FRAGMENTS[shape], growth.QUICK_SIZES)


@pytest.mark.battery
@pytest.mark.parametrize("shape", FRAGMENTS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_is_linear_and_under_a_second(name: str, shape: str) -> None:
    with at_most(300):
        assert not growth.problem(FUNCTIONS[name], FRAGMENTS[shape])


def test_excessive_depth_is_rejected() -> None:
    with pytest.raises(LimitError) as caught:
        html_io.sanitize("<div>" * 300)
    assert caught.value.limit == "depth"
