"""Recovery of documents that are not valid JSON: undecodable bytes, raw line ends in strings, a missing end."""

import json
import re
from typing import Final

from newsfeed.io.json import check_lengths, check_limits
from newsfeed.io.limits import Limits
from newsfeed.reading.json.duplicate_members import Duplicate, build_object, duplicates_in
from newsfeed.reading.json.json_types import JsonValue

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
"""A string or a bracket; a string without an end reaches to the end of the text, so that none is looked for twice."""

_CLOSING: Final = {"{": "}", "[": "]"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MAX_DIGITS: Final = 20
"""Length from which an integer is kept as text: Python refuses to parse very long ones."""


def recover_document(data: bytes, limits: Limits) -> tuple[JsonValue, tuple[Duplicate, ...]] | None:
    """Parse as much of a damaged document as possible.

    Returns:
        the document, cut after its last complete object or list if it is broken from there, and its duplicate members;
        None if nothing of it can be parsed.

    Raises:
        LimitError: the document exceeds a limit.
    """
    text = check_limits(data, limits).decode(json.detect_encoding(data), "replace").lstrip("\ufeff \t\r\n")
    decode = json.JSONDecoder(strict=False, parse_int=_parse_integer, object_pairs_hook=build_object).raw_decode
    try:
        try:
            document: JsonValue = decode(text)[0]
        except json.JSONDecodeError as error:
            document = decode(_cut_and_close(text[: error.pos]))[0]
    except (ValueError, RecursionError):
        return None
    check_lengths(document, len(data), limits)
    document = _without_surrogates(document)
    duplicates = duplicates_in(document)
    return document, tuple(
        Duplicate(duplicate.pointer, tuple(map(_without_surrogates, duplicate.earlier_values)))
        for duplicate in duplicates
    )


def _without_surrogates(value: JsonValue) -> JsonValue:
    """Return a value with U+FFFD for each half of a surrogate pair that Python's parser let pass; containers are changed."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        value[:] = map(_without_surrogates, value)
    elif isinstance(value, dict):
        members = {_SURROGATE.sub("\ufffd", name): _without_surrogates(member) for name, member in value.items()}
        value.clear()
        value.update(members)
    return value


def _parse_integer(digits: str) -> int | str:
    return int(digits) if len(digits) < _MAX_DIGITS else digits


def _cut_and_close(text: str) -> str:
    """Cut a text after its last complete object or list, and close the brackets that are still open there."""
    open_brackets: list[str] = []
    end, closing = 0, ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            open_brackets.append(_CLOSING[sign])
        elif sign in ("}", "]") and open_brackets:
            open_brackets.pop()
            end, closing = token.end(), "".join(reversed(open_brackets))
    return text[:end] + closing
