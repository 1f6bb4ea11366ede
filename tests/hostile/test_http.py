"""Headers that are expensive to read: each is read in time that is not quadratic in its length."""

import time

import pytest

from newsfeed.http.negotiation import parse_accept, parse_accept_encoding

LIMIT = 30
"""Limit for the ratio of the times. Eight times the length takes 8 times as long if linear, 64 times as long if quadratic."""

UNITS = ['text/html;a="', "text/html;", ';"', "a/b;c=d", '"\\', " ", ",", "a/b,", "\\", " ;", 'a/b;c="\\"", ']


def fastest(text: str) -> float:
    """Return the shortest CPU time of several in which a header is read; each is new to the caches of the functions."""
    times = []
    for number in range(1, 6):
        start = time.process_time()
        parse_accept(text[number:])
        parse_accept_encoding(text[number:])
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_not_quadratic(unit: str) -> None:
    short, long = (unit * 16_000)[:8_000], (unit * 64_000)[:64_000]
    assert fastest(long) < LIMIT * max(fastest(short), 0.002)
