"""Hardened JSON parsing: errors, limits and positions; and JSON within HTML."""

import pytest

from newsfeed import LimitError, Limits, ReadError
from newsfeed.io import json


@pytest.mark.parametrize(
    ("data", "line"),
    [(b'{"a": NaN}', 1), (b'{"a":\n1,}', 2), (b'"\xff"', 1), (b"", None), (b"{", 1), (b'["\\ud800"', 1)],
)
def test_invalid_json_is_refused_with_its_line(data: bytes, line: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        json.parse(data)
    assert caught.value.line == line


def test_limits() -> None:
    with pytest.raises(LimitError):
        json.parse(b"[" * 100_000 + b"]" * 100_000)
    with pytest.raises(LimitError):
        json.parse(b"[1,1,1,1]", limits=Limits(elements=2))
    assert json.parse(b'"' + b"[" * 1000 + b'"') == "[" * 1000


def test_positions() -> None:
    source = b'{\n "a/b": [1, {"\\u0063": "x, y"}],\n "d": {"e": null}\n}'
    pointers = {"", "/a~1b", "/a~1b/1", "/a~1b/1/c", "/d/e", "/none"}
    assert json.positions(source, pointers) == {
        "": (1, 1),
        "/a~1b": (2, 9),
        "/a~1b/1": (2, 13),
        "/a~1b/1/c": (2, 24),
        "/d/e": (3, 13),
    }


def test_positions_in_nested_arrays() -> None:
    source = b'[[],[{},{"a":[1,2]},3],"\\""]'
    pointers = {"/0", "/1/1/a/1", "/1/2", "/2", "/3"}
    assert json.positions(source, pointers) == {"/0": (1, 2), "/1/1/a/1": (1, 17), "/1/2": (1, 21), "/2": (1, 24)}


def test_script_escaping_preserves_the_value() -> None:
    value = {"a": "</script><!--<script>&\u2028\u2029"}
    escaped = json.escape_for_script(json.encode(value))
    assert not set(b"<>&") & set(escaped)
    assert json.parse(escaped) == value
