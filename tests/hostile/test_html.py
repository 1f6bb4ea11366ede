"""HTML that is expensive to read: each document is read or rejected, in time that is not quadratic in its length."""

import contextlib
import time
from collections.abc import Callable
from typing import Final

import pytest

import newsfeed
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
        assert error.limit in ("depth", "attributes", "html")  # noqa: PT017  (no error is fine too)


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
SIZES: Final = (20_000, 160_000)
MAX_RATIO: Final = 30
"""Limit for the ratio of the times. Eight times the length takes 8 times as long if linear, 64 times as long if quadratic."""


def _cpu_seconds(function: Callable[[str], object], html: str) -> float:
    """Return the CPU time of the fastest of three runs, in seconds; it excludes other processes."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        function(html)
        seconds.append(time.process_time() - start)
    return min(seconds)


@pytest.mark.parametrize("shape", FRAGMENTS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_is_not_quadratic(name: str, shape: str) -> None:
    with at_most(10):
        small, large = (_cpu_seconds(FUNCTIONS[name], FRAGMENTS[shape](size)) for size in SIZES)
    assert large < max(small, 0.002) * MAX_RATIO


def test_excessive_depth_is_rejected() -> None:
    with pytest.raises(LimitError) as caught:
        html_io.sanitize("<div>" * 300)
    assert caught.value.limit == "depth"
