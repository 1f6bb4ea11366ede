"""Parsing a script element, with what is wrong in so many of them put right: comments around it, and more where asked for."""

import re
from typing import Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.formats.jsonld.html import Script
from newsfeed.io import json
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_OPENING: Final = re.compile(rb"(?:/\*|//)?[ \t]{0,9}(?:<!\[CDATA\[|<!--)[ \t]{0,9}(?:\*/)?")
_CLOSING: Final = re.compile(rb"(?:/\*|//)?[ \t]{0,9}(?:\]\]>|-->)[ \t]{0,9}(?:\*/)?\Z")
_LONGEST: Final = 40
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|,\s*+(?=[}\]])', re.DOTALL)
_CONTROL: Final = re.compile(rb"[\x00-\x1f\x7f]")


def parse(script: Script, lenient: LenientReader, at: str) -> Any:
    """Parse the JSON of a script element.

    Comments and CDATA marks around it, which pages have for XML parsers, are passed over. With `recover`, control characters
    in strings, commas before a closing bracket and bytes that are not UTF-8 are mended as well, and noted.

    Raises:
        ReadError: it is not JSON; line and column are those in the script element.
    """
    limits = lenient.reading.limits
    try:
        return json.parse(script.source, limits=limits)
    except LimitError:
        raise
    except ReadError as error:
        for mended in _mended(script.source, recover=lenient.reading.recover):
            try:
                found = json.parse(mended, limits=limits)
            except ReadError:
                continue
            lenient.note(
                "json.mended", f"{error.reason}; it is read after mending", Location(at, error.line, error.column)
            )
            return found
        raise


def _mended(source: bytes, *, recover: bool) -> list[bytes]:
    bare = _bare(source.strip())
    tries = [bare] if bare != source.strip() else []
    if recover:
        legal = bare.decode("utf-8", "replace").encode()
        tries.append(_TOKEN.sub(lambda token: _CONTROL.sub(b" ", token[0]) if token[0][:1] == b'"' else b"", legal))
    return tries


def _bare(source: bytes) -> bytes:
    """Give JSON without the comment that it stands in, and without a semicolon behind it."""
    if opening := _OPENING.match(source):
        source = source[opening.end() :]
    end = source[-_LONGEST:]
    if closing := _CLOSING.search(end):
        source = source[: len(source) - len(end) + closing.start()]
    return source.strip().removesuffix(b";").rstrip()
