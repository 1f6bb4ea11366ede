"""The front door for JSON: hardened reading of bytes with places, and writing that never gives what JSON lacks."""

import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column

_BYTE: Final = re.compile(r" \(byte (\d+)\)$")
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_SCRIPT: Final = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    (b"\xe2\x80\xa8", b"\\u2028"),
    (b"\xe2\x80\xa9", b"\\u2029"),
)
_encode: Final = msgspec.json.Encoder().encode


def parse(data: bytes, *, limits: Limits = DEFAULT) -> Any:
    """Read a document.

    Raises:
        ReadError: it is not JSON in UTF-8 (RFC 8259, 8.1); with line and column.
        LimitError: it goes over a limit.
    """
    source = check(data, limits)
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise syntax_error(error, source) from None
    except RecursionError:
        raise LimitError("depth", f"is over {limits.depth} values deep") from None


def check(data: bytes, limits: Limits) -> bytes:
    """Refuse a document that is empty, too long or too deep; give it without a byte order mark."""
    if not data.strip():
        raise ReadError("is empty")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    source = data.removeprefix(b"\xef\xbb\xbf")
    if (
        source.count(b"[") + source.count(b"{") > limits.depth
    ):  # only then can it be too deep: brackets in strings are rare
        _check_depth(source, limits)
    if source.count(b",") > limits.elements:
        raise LimitError("elements", f"has over {limits.elements} values")
    return source


def _check_depth(source: bytes, limits: Limits) -> None:
    depth = 0
    for found in re.finditer(rb'"(?:[^"\\]++|\\.)*+"?|[{\[]|[}\]]', source, re.DOTALL):
        sign = source[found.start()]
        if sign in b"{[":
            depth += 1
            if depth > limits.depth:
                line, column = line_and_column(source, found.start())
                raise LimitError("depth", f"is over {limits.depth} values deep", line=line, column=column)
        elif sign in b"}]":
            depth -= 1


def syntax_error(error: Exception, source: bytes) -> ReadError:
    """Make our error of msgspec's: its byte becomes line and column."""
    if isinstance(error, UnicodeDecodeError):
        line, column = line_and_column(source, _undecodable(source))
        return ReadError("is not in UTF-8, which JSON must be (RFC 8259, 8.1)", line=line, column=column)
    if "truncated" in str(error):
        line, column = line_and_column(source, len(source))
        reason = "is not JSON: it ends within a value, or has half of a surrogate pair"
        return ReadError(reason, line=line, column=column)
    reason, found = str(error), _BYTE.search(str(error))
    line, column = line_and_column(source, int(found[1])) if found else line_and_column(source, len(source))
    return ReadError(_BYTE.sub("", reason).replace("JSON is malformed", "is not JSON"), line=line, column=column)


def _undecodable(source: bytes) -> int:
    """Give the offset of the first byte that is not UTF-8: msgspec counts from the start of the string that it is in."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def encode(value: Any) -> bytes:
    """Give a value as compact JSON in UTF-8."""
    return _encode(value)


def in_script(data: bytes) -> bytes:
    r"""Escape JSON so that no HTML parser can see the end of a script element, or another one's start, in it.

    `<`, `>`, `&`, U+2028 and U+2029 become `\uXXXX`; all of them can stand only within JSON strings.
    """
    for sign, escaped in _SCRIPT:
        if sign in data:
            data = data.replace(sign, escaped)
    return data


def positions(source: bytes, pointers: set[str]) -> dict[str, tuple[int, int]]:
    """Find line and column of the values that these JSON pointers (RFC 6901) name, in one pass.

    Args:
        source: a document that is JSON.
        pointers: such as `/items/3/url`; "" is the document.
    """
    found: dict[str, tuple[int, int]] = {}
    stack: list[list[Any]] = []  # of [pointer of the container, "{" or "[", key or index]
    expect_key, line, column = False, 1, 1
    counted = seen = 0  # up to where columns are counted: a document may be one line, so each byte is decoded once
    for token in _TOKEN.finditer(source):
        start = token.start()
        breaks = source.count(b"\n", seen, start)
        if breaks:
            line, column, counted = line + breaks, 1, source.rfind(b"\n", seen, start) + 1
        seen = start
        sign = token[0]
        if sign in (b"}", b"]"):
            if stack:
                stack.pop()
            expect_key = False
        elif sign == b",":
            if stack and stack[-1][1] == "[":
                stack[-1][2] += 1
            expect_key = bool(stack) and stack[-1][1] == "{"
        elif sign == b":":
            expect_key = False
        elif expect_key:
            stack[-1][2] = _key(sign)
        else:
            pointer = f"{stack[-1][0]}/{stack[-1][2]}" if stack else ""
            if pointer in pointers:
                column += len(source[counted:start].decode("utf-8", "replace"))
                found[pointer] = (line, column)
                counted = start
            if sign in (b"{", b"["):
                stack.append([pointer, sign.decode(), 0])
                expect_key = sign == b"{"
    return found


def _key(token: bytes) -> str:
    try:
        key = str(msgspec.json.decode(token))
    except msgspec.DecodeError:
        key = token.strip(b'"').decode("utf-8", "replace")
    return pointer([key])[1:]


def pointer(steps: Iterable[object]) -> str:
    """Give the JSON pointer (RFC 6901) of a path of keys and indexes."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])
