"""HTML that is expensive to read: each document is read or rejected, in time that is not quadratic in its length."""

import contextlib
import time
from collections.abc import Callable
from typing import Final

import pytest

import newsfeed
from hostile.alarm import at_most
from newsfeed.body.html_blocks import parse_blocks
from newsfeed.errors import LimitError, UnknownFormatError
from newsfeed.formats.html.own_pages import own_mark
from newsfeed.formats.jsonld.answer_html import WRITTEN_ELEMENTS
from newsfeed.io import html as html_io
from newsfeed.model import Question
from newsfeed.plugins import registry

pytestmark = pytest.mark.slow

SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "deep": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "deep inline": lambda size: "<b>" * (size // 7) + "</b>" * (size // 7),
    "wide": lambda size: "<p>x</p>" * (size // 8),
    "attributes": lambda size: "<p " + "a=1 " * (size // 4) + ">x</p>",
    "attributes of many elements": lambda size: '<p class="a" id="b" lang="c">x</p>' * (size // 34),
    "unclosed": lambda size: "<p>" * (size // 3),
    "unclosed list items": lambda size: "<li>" * (size // 4),
    "end tags only": lambda size: "</div>" * (size // 6),
    "unterminated title tags": lambda size: "<title" * (size // 6),
    "unterminated quotation tags": lambda size: "<q " * (size // 3),
    "unterminated comments": lambda size: "<!--" * (size // 4),
    "unterminated scripts": lambda size: "<script>" * (size // 8),
    "unterminated style tags before a tag": lambda size: "<style " * (size // 7) + "<p>",
    "unterminated heading tags": lambda size: "<h1 " * (size // 4),
    "unterminated script tags with a type": lambda size: "<script type=x " * (size // 15),
    "whitespace before a type": lambda size: "<script type=" + " " * size + ">",
    "comments before a tag": lambda size: "<!---->" * (size // 7) + "<nothing/>",
    "declarations": lambda size: "<!x " * (size // 4) + ">",
    "less-than signs": lambda size: "<" * size,
    "unterminated tags": lambda size: "<a" * (size // 2) + ">",
    "no-break spaces": lambda size: "<p>" + "\u00a0" * size,
    "ampersands in an attribute": lambda size: '<p title="' + "& " * (size // 2) + '">x</p>',
    "references without a semicolon": lambda size: "<p>" + "&ampx" * (size // 5),
    "embeds": lambda size: '<iframe src="https://www.youtube.com/embed/Ab-c_123xyz"></iframe>' * (size // 66),
    "sources of an unclosed picture": lambda size: "<picture>" + '<source srcset="a 1x"><img>' * (size // 27),
    "commas of a srcset": lambda size: '<img srcset="a' + ", " * (size // 2) + 'x">',
    "drawings": lambda size: "<svg>" + "x<g>y</g>" * (size // 9),
    "comments and sections": lambda size: "<![CDATA[x]]><!-- x -->" * (size // 23),
    "references": lambda size: "&" * size,
    "numeric references": lambda size: "&#" * (size // 2),
    "long name": lambda size: "<" + "a" * size + ">",
    "quotation marks": lambda size: '<a href="' * (size // 9),
    "tables": lambda size: "<table><tr><td>" * (size // 15),
    "nested lists": lambda size: "<ul><li>x" * 100 + "<i>x</i>" * (size // 8) + "</ul>" * 100,
    "nested containers": lambda size: "<div>" * 200 + "<p>x</p>" * (size // 8) + "</div>" * 200,
    "items with spaces": lambda size: f"<ul><li><b>x{chr(0x2003) * (size // 3)}</b>y</ul>",
    "line breaks": lambda size: "x" + "<br>" * (size // 4) + "x",
    "quotations": lambda size: "<blockquote>" * 100 + "<p>x</p>" * (size // 8),
    "formatting": lambda size: "<b><p>" * (size // 6),
    "whitespace in a tag": lambda size: "<p" + " " * size,
    "whitespace in many tags": lambda size: ("<p" + " " * 50) * (size // 52) + ">",
}


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


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_is_not_quadratic(name: str, shape: str) -> None:
    with at_most(10):
        small, large = (_cpu_seconds(FUNCTIONS[name], SHAPES[shape](size)) for size in SIZES)
    assert large < max(small, 0.002) * MAX_RATIO


def test_excessive_depth_is_rejected() -> None:
    with pytest.raises(LimitError) as caught:
        html_io.sanitize("<div>" * 300)
    assert caught.value.limit == "depth"
