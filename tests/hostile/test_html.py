"""HTML that is costly to read: each document is read or refused, and what costs grows with the length only."""

import time
from collections.abc import Callable
from typing import Final

import pytest

from hostile.alarm import at_most
from newsfeed.errors import LimitError
from newsfeed.io import html as html_io

SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "deep": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "deep inline": lambda size: "<b>" * (size // 7) + "</b>" * (size // 7),
    "wide": lambda size: "<p>x</p>" * (size // 8),
    "attributes": lambda size: "<p " + "a=1 " * (size // 4) + ">x</p>",
    "attributes of many": lambda size: '<p class="a" id="b" lang="c">x</p>' * (size // 34),
    "unclosed": lambda size: "<p>" * (size // 3),
    "unclosed lists": lambda size: "<li>" * (size // 4),
    "closed only": lambda size: "</div>" * (size // 6),
    "titles without an end": lambda size: "<title" * (size // 6),
    "quotations without an end": lambda size: "<q " * (size // 3),
    "comments without an end": lambda size: "<!--" * (size // 4),
    "scripts without an end": lambda size: "<script>" * (size // 8),
    "scripts without an end, and a tag": lambda size: "<style " * (size // 7) + "<p>",
    "declarations": lambda size: "<!x " * (size // 4) + ">",
    "signs": lambda size: "<" * size,
    "signs and letters": lambda size: "<a" * (size // 2) + ">",
    "references": lambda size: "&" * size,
    "numbers": lambda size: "&#" * (size // 2),
    "long name": lambda size: "<" + "a" * size + ">",
    "quotation marks": lambda size: '<a href="' * (size // 9),
    "tables": lambda size: "<table><tr><td>" * (size // 15),
    "formatting": lambda size: "<b><p>" * (size // 6),
    "white space": lambda size: "<p" + " " * size,
    "white space between": lambda size: ("<p" + " " * 50) * (size // 52) + ">",
}


def _sanitize(html: str) -> None:
    try:
        html_io.sanitize(html)
    except LimitError as error:
        assert error.limit in ("depth", "attributes", "html")  # noqa: PT017  (refused is as good as read)


WORK: Final = {"sanitize": _sanitize, "plain": html_io.to_plain_text, "looks_like": html_io.looks_like_html}
SIZES: Final = (20_000, 160_000)
RATIO: Final = 30
"""Eight times the length may cost up to thirty times the time; what is quadratic costs sixty-four times."""


def _cost(work: Callable[[str], object], html: str) -> float:
    """Give the least CPU time of three runs, in seconds: other processes do not count."""
    costs = []
    for _ in range(3):
        start = time.process_time()
        work(html)
        costs.append(time.process_time() - start)
    return min(costs)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", WORK)
def test_cost_grows_with_the_length(name: str, shape: str) -> None:
    with at_most(10):
        small, large = (_cost(WORK[name], SHAPES[shape](size)) for size in SIZES)
    assert large < max(small, 0.002) * RATIO


def test_too_deep_is_refused() -> None:
    with pytest.raises(LimitError) as caught:
        html_io.sanitize("<div>" * 300)
    assert caught.value.limit == "depth"
