"""Parsing of a script element's JSON, with repair of common publishing mistakes."""

import re
from typing import Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.formats.jsonld.json_values import JsonValue
from newsfeed.formats.jsonld.script_elements import Script
from newsfeed.io import json
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_OPENING_COMMENT: Final = re.compile(rb"(?:/\*|//)?[ \t]{0,9}(?:<!\[CDATA\[|<!--)[ \t]{0,9}(?:\*/)?")
_CLOSING_COMMENT: Final = re.compile(rb"(?:/\*|//)?[ \t]{0,9}(?:\]\]>|-->)[ \t]{0,9}(?:\*/)?\Z")
_MAX_CLOSING_COMMENT: Final = 40
_STRING_OR_TRAILING_COMMA: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|,\s*+(?=[}\]])', re.DOTALL)
_CONTROL_CHARACTER: Final = re.compile(rb"[\x00-\x1f\x7f]")


def parse_script(script: Script, lenient: LenientReader, path: str) -> JsonValue:
    """Parse the JSON of a script element.

    Comments and CDATA marks around the JSON, which pages write for XML parsers, are removed. With `recover`, control
    characters in strings, trailing commas and bytes that are not UTF-8 are repaired as well. Each repair is noted.

    Args:
        script: the script element.
        lenient: has the limits, and takes the findings.
        path: the path of the script element, for findings.

    Raises:
        LimitError: the script is over a limit.
        ReadError: the content is not JSON; line and column are those in the script element.
    """
    limits = lenient.reading.limits
    try:
        document: JsonValue = json.parse(script.source, limits=limits)
    except LimitError:
        raise
    except ReadError as error:
        for candidate in _repair_candidates(script.source, recover=lenient.reading.recover):
            try:
                document = json.parse(candidate, limits=limits)
            except ReadError:
                continue
            location = Location(path, error.line, error.column)
            lenient.note("json.mended", f"{error.reason}; it was repaired and read", location)
            return document
        raise
    return document


def _repair_candidates(source: bytes, *, recover: bool) -> list[bytes]:
    """Return the versions of broken JSON to try, the one with the fewest changes first."""
    content = _strip_comments(source.strip())
    candidates = [content] if content != source.strip() else []
    if recover:
        candidates.append(_STRING_OR_TRAILING_COMMA.sub(_repair_token, content.decode("utf-8", "replace").encode()))
    return candidates


def _repair_token(match: re.Match[bytes]) -> bytes:
    """Return a string without control characters; drop a trailing comma."""
    token = match[0]
    return _CONTROL_CHARACTER.sub(b" ", token) if token.startswith(b'"') else b""


def _strip_comments(source: bytes) -> bytes:
    """Remove the comment or CDATA marks around JSON, and a semicolon after it."""
    if opening := _OPENING_COMMENT.match(source):
        source = source[opening.end() :]
    tail = source[-_MAX_CLOSING_COMMENT:]
    if closing := _CLOSING_COMMENT.search(tail):
        source = source[: len(source) - len(tail) + closing.start()]
    return source.strip().removesuffix(b";").rstrip()
