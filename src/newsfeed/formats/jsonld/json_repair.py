"""Parsing of a script element's JSON, with repair of common publishing mistakes."""

import re
from collections.abc import Iterator
from html import unescape
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
_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"?'
_WHITE_SPACE: Final = (
    rb"[\x0b\x0c]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8b\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xef\xbb\xbf"
)
"""Characters in UTF-8 that are white space to people and not to JSON, and the byte order mark."""

_MARKS: Final = rb"<!\[CDATA\[|\]\]>|<!--|-->"
_COMMENTS: Final = rb"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?|//[^\r\n]*+"
_LAYOUT: Final = re.compile(b"|".join((_STRING, _COMMENTS, _MARKS, _WHITE_SPACE)), re.DOTALL)
_LAYOUT_WITH_HTML_COMMENTS: Final = re.compile(
    b"|".join((_STRING, _COMMENTS, rb"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?", _MARKS, _WHITE_SPACE)), re.DOTALL
)
_STRING_OR_TRAILING_COMMA: Final = re.compile(_STRING + rb"|,\s*+(?=[}\]])", re.DOTALL)
_ESCAPE_OR_CONTROL: Final = re.compile(rb"\\(.)|([\x00-\x1f\x7f])", re.DOTALL)
_STRING_OR_BRACKET: Final = re.compile(_STRING + rb"|[{\[]|[}\]]", re.DOTALL)
_LINE_END: Final = re.compile(rb"[^\r\n]")
_QUOTES: Final = (b"&quot;", b"&#34;", b"&#034;", b"&#x22;")
_ESCAPED: Final = {b"\n": b"\\n", b"\r": b"\\r", b"\t": b"\\t"}


def parse_script(script: Script, lenient: LenientReader, path: str) -> JsonValue:
    """Parse the JSON of a script element.

    Comments, marks for XML parsers and white space of other kinds than JSON's are removed. With `recover`, these are repaired
    as well: control characters and wrong escapes in strings, trailing commas, several values after each other, quotes that are
    written as character references, and bytes that are not UTF-8. Each repair is noted.

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


def _repair_candidates(source: bytes, *, recover: bool) -> Iterator[bytes]:
    """Yield the versions of broken JSON to try, the one with the fewest changes first."""
    contents = list(dict.fromkeys(_without_layout(source.strip())))
    yield from contents
    if not recover:
        return
    if any(quote in source for quote in _QUOTES):
        text = unescape(source.decode("utf-8", "replace"))
        contents += _without_layout(text.encode("utf-8", "replace").strip())
    for content in contents:
        repaired = _STRING_OR_TRAILING_COMMA.sub(_repair_token, content.decode("utf-8", "replace").encode())
        yield repaired
        yield _as_array(repaired)


def _without_layout(source: bytes) -> Iterator[bytes]:
    """Yield JSON without the comments, marks and white space around and in it, for each interpretation of HTML comments."""
    yield _strip_comments(source)
    yield _strip_comments(_LAYOUT.sub(_blank, source))
    if b"<!--" in source:
        yield _strip_comments(_LAYOUT_WITH_HTML_COMMENTS.sub(_blank, source))


def _blank(match: re.Match[bytes]) -> bytes:
    """Return a string as it is, and anything else as spaces, so that positions stay the same."""
    token = match[0]
    return token if token.startswith(b'"') else _LINE_END.sub(b" ", token)


def _strip_comments(source: bytes) -> bytes:
    """Remove the comment or CDATA marks around JSON, and a semicolon after it."""
    source = source.strip()
    if opening := _OPENING_COMMENT.match(source):
        source = source[opening.end() :]
    tail = source[-_MAX_CLOSING_COMMENT:]
    if closing := _CLOSING_COMMENT.search(tail):
        source = source[: len(source) - len(tail) + closing.start()]
    return source.strip().removesuffix(b";").strip()


def _repair_token(match: re.Match[bytes]) -> bytes:
    """Return a string without control characters and with JSON's escapes only; drop a trailing comma."""
    token = match[0]
    return _ESCAPE_OR_CONTROL.sub(_repair_character, token) if token.startswith(b'"') else b""


def _repair_character(match: re.Match[bytes]) -> bytes:
    if match[2]:
        return _ESCAPED.get(match[2], b" ")
    if match[1] in b'"\\/bfnrtu':
        return match[0]
    return _ESCAPED.get(match[1], match[1])


def _as_array(source: bytes) -> bytes:
    """Return an array of the objects and arrays that follow each other."""
    values, depth, start = [], 0, 0
    for token in _STRING_OR_BRACKET.finditer(source):
        if token[0] in (b"{", b"["):
            start = token.start() if depth == 0 else start
            depth += 1
        elif token[0] in (b"}", b"]") and depth:
            depth -= 1
            if depth == 0:
                values.append(source[start : token.end()])
    return b"[" + b",".join(values) + b"]" if len(values) > 1 else source
