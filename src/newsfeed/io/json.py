"""JSON: hardened parsing with error positions, source positions of values, and strict compact encoding."""

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

import msgspec

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.floods import check_json, check_json_length
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column

_BYTE_OFFSET: Final = re.compile(r" \(byte (\d+)\)$")
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_STRING_OR_BRACKET: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{\[]|[}\]]', re.DOTALL)
_SCRIPT_ESCAPES: Final = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    (b"\xe2\x80\xa8", b"\\u2028"),
    (b"\xe2\x80\xa9", b"\\u2029"),
)
_DEPTH_SAMPLE: Final = 1 << 16
_CONTAINERS: Final = frozenset((dict, list))
_encode: Final = msgspec.json.Encoder().encode


def parse(data: bytes, *, limits: Limits = DEFAULT) -> Any:
    """Parse a JSON document.

    Raises:
        ReadError: it is not JSON in UTF-8 (RFC 8259, 8.1); with line and column.
        LimitError: it exceeds a limit.
    """
    return parse_counting(data, limits=limits)[0]


def parse_counting(data: bytes, *, limits: Limits = DEFAULT) -> tuple[Any, int]:
    """Parse a JSON document, and count the members of all its objects; of several with one name the last one counts.

    Raises:
        ReadError: it is not JSON in UTF-8 (RFC 8259, 8.1); with line and column.
        LimitError: it exceeds a limit.
    """
    source = _check_size(data, limits)
    try:
        document = msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise syntax_error(error, source) from None
    except RecursionError:
        raise LimitError("depth", f"is over {limits.depth} values deep") from None
    depth, member_count, length = _measure(document)
    if depth > limits.depth:
        _check_depth(source, limits)
    check_json_length(length, len(source), limits)
    return document, member_count


def check_lengths(document: Any, size: int, limits: Limits) -> None:
    """Refuse a decoded document with an array or object of too many values.

    Args:
        document: the document.
        size: its length in bytes.
        limits: the maximum sizes.

    Raises:
        LimitError: it exceeds `limits.values`.
    """
    check_json_length(_measure(document)[2], size, limits)


def decode(data: bytes, *, limits: Limits = DEFAULT) -> Any:
    """Parse a short JSON document, such as a cell of a table; faster than `parse`, with the same result and errors.

    Raises:
        ReadError: it is not JSON in UTF-8 (RFC 8259, 8.1); with line and column.
        LimitError: it exceeds a limit.
    """
    source = check_limits(data, limits)
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise syntax_error(error, source) from None
    except RecursionError:
        raise LimitError("depth", f"is over {limits.depth} values deep") from None


def _measure(document: Any) -> tuple[int, int, int]:
    """Return the depth of a parsed document, the number of members in it, and the length of its longest container."""
    depth = member_count = length = 0
    level = [document]
    while level:
        children: list[Any] = []
        has_container = False
        for value in level:
            if isinstance(value, dict):
                has_container = True
                member_count += len(value)
                children += [child for child in value.values() if child.__class__ in _CONTAINERS]
            elif isinstance(value, list):
                has_container = True
                children += [child for child in value if child.__class__ in _CONTAINERS]
            else:
                continue
            length = max(length, len(value))
        depth += has_container
        level = children
    return depth, member_count, length


def check_limits(data: bytes, limits: Limits) -> bytes:
    """Check the size and depth of a document before it is parsed, and return it without a byte order mark.

    Raises:
        ReadError: the document is empty.
        LimitError: it exceeds a limit.
    """
    source = _check_size(data, limits)
    # Counting brackets is fast, and brackets in strings are rare: only a document with many can be too deep.
    if source.count(b"[") + source.count(b"{") > limits.depth:
        _check_depth(source, limits)
    return source


def _check_size(data: bytes, limits: Limits) -> bytes:
    if not data.strip():
        raise ReadError("is empty")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    source = data.removeprefix(b"\xef\xbb\xbf")
    try:
        check_json(source, limits)
    except LimitError:
        _check_depth(source[:_DEPTH_SAMPLE], limits)  # Of brackets in brackets, the depth says more.
        raise
    return source


def _check_depth(source: bytes, limits: Limits) -> None:
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(source):
        character = source[token.start()]
        if character in b"{[":
            depth += 1
            if depth > limits.depth:
                line, column = line_and_column(source, token.start())
                raise LimitError("depth", f"is over {limits.depth} values deep", line=line, column=column)
        elif character in b"}]":
            depth -= 1


def syntax_error(error: Exception, source: bytes) -> ReadError:
    """Convert an error of msgspec to a `ReadError` with line and column.

    Args:
        error: a `msgspec.DecodeError` or `UnicodeDecodeError`.
        source: the document.
    """
    if isinstance(error, UnicodeDecodeError):
        line, column = line_and_column(source, _first_invalid_byte(source))
        return ReadError("is not in UTF-8, which JSON requires (RFC 8259, 8.1)", line=line, column=column)
    message = str(error)
    if "truncated" in message:
        line, column = line_and_column(source, len(source))
        reason = "is not JSON: it ends within a value, or has half of a surrogate pair"
        return ReadError(reason, line=line, column=column)
    byte_offset = _BYTE_OFFSET.search(message)
    line, column = line_and_column(source, int(byte_offset[1]) if byte_offset else len(source))
    reason = _BYTE_OFFSET.sub("", message).replace("JSON is malformed", "is not JSON")
    return ReadError(reason, line=line, column=column)


def _first_invalid_byte(source: bytes) -> int:
    """Return the offset of the first byte that is not UTF-8; msgspec counts from the start of the string it is in."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def encode(value: Any) -> bytes:
    """Encode a value as compact JSON in UTF-8."""
    return _encode(value)


def escape_for_script(data: bytes) -> bytes:
    r"""Escape JSON for an HTML script element, so that no parser sees the end or start of an element in it.

    `<`, `>`, `&`, U+2028 and U+2029 become `\uXXXX`; in JSON they occur only within strings.
    """
    for character, escape in _SCRIPT_ESCAPES:
        if character in data:
            data = data.replace(character, escape)
    return data


class _Container:
    """An object or array that the position scan is in, with the step to its current value."""

    __slots__ = ("is_object", "pointer", "step")

    def __init__(self, pointer: str, *, is_object: bool) -> None:
        self.pointer = pointer
        self.is_object = is_object
        self.step: str | int = 0


def positions(source: bytes, pointers: set[str]) -> dict[str, tuple[int, int]]:
    """Return the line and column, counted from 1, of the values at JSON pointers (RFC 6901), in one pass.

    Args:
        source: a valid JSON document.
        pointers: for example `/items/3/url`; "" is the whole document. Those that match no value are left out of the
            result.
    """
    offsets: dict[str, int] = {}
    if not pointers:
        return {}
    key_step = lru_cache(maxsize=1024)(_key_step)  # for this document only: the keys of others stay in no memory
    containers: list[_Container] = []
    expects_key = False
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token in (b"}", b"]"):
            if containers:
                containers.pop()
            expects_key = False
        elif token == b",":
            expects_key = _next_value(containers)
        elif token == b":":
            expects_key = False
        elif expects_key:
            containers[-1].step = key_step(token)
        else:
            current = f"{containers[-1].pointer}/{containers[-1].step}" if containers else ""
            if current in pointers:
                offsets[current] = match.start()
            if token in (b"{", b"["):
                expects_key = token == b"{"
                containers.append(_Container(current, is_object=expects_key))
    return _lines_and_columns(source, offsets)


def _lines_and_columns(source: bytes, offsets: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return the line and column of each offset; the document may be one line, so each byte of it is counted once."""
    result: dict[str, tuple[int, int]] = {}
    line, column, counted_to = 1, 1, 0
    for name, offset in sorted(offsets.items(), key=itemgetter(1)):
        line_ends = source.count(b"\n", counted_to, offset)
        if line_ends:
            line, column, counted_to = line + line_ends, 1, source.rfind(b"\n", counted_to, offset) + 1
        column += len(source[counted_to:offset].decode("utf-8", "replace"))
        counted_to = offset
        result[name] = (line, column)
    return result


def _next_value(containers: list[_Container]) -> bool:
    """Advance to the next value of the innermost container; return whether a key comes before it."""
    if not containers:
        return False
    container = containers[-1]
    if isinstance(container.step, int) and not container.is_object:
        container.step += 1
    return container.is_object


def _key_step(token: bytes) -> str:
    try:
        key = str(msgspec.json.decode(token)) if b"\\" in token else token[1:-1].decode()
    except (msgspec.DecodeError, UnicodeDecodeError):
        key = token.strip(b'"').decode("utf-8", "replace")
    return member_pointer("", key)[1:]


def member_pointer(pointer: str, key: str) -> str:
    """Return the JSON pointer (RFC 6901) of a member of the object at a pointer."""
    if "~" in key or "/" in key:
        key = key.replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{key}"


def pointer(steps: Iterable[object]) -> str:
    """Return the JSON pointer (RFC 6901) of a path of keys and indexes."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])
