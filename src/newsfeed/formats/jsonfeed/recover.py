"""Saving what can be saved of a document that is not JSON: wrong bytes, raw line ends in texts, an end that is missing."""

import json
import re
from typing import Any, Final

from newsfeed.io.json import check
from newsfeed.io.limits import Limits

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
_CLOSING: Final = {"{": "}", "[": "]"}


def recovered(data: bytes, limits: Limits) -> Any:
    """Read a document as far as it goes; None where nothing of it can be read.

    Raises:
        LimitError: it goes over a limit.
    """
    text = check(data, limits).decode(json.detect_encoding(data), "replace").lstrip("\ufeff \t\r\n")
    decode = json.JSONDecoder(strict=False, parse_int=_whole).raw_decode
    try:
        try:
            return decode(text)[0]
        except json.JSONDecodeError as error:
            return decode(_closed(text[: error.pos]))[0]
    except (ValueError, RecursionError):
        return None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 20 else digits  # Python refuses to read very long ones


def _closed(text: str) -> str:
    """Cut a text behind the last object or list that has an end, and close those that it is in."""
    opened: list[str] = []
    cut, closing = 0, ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            opened.append(_CLOSING[sign])
        elif sign in ("}", "]") and opened:
            opened.pop()
            cut, closing = token.end(), "".join(reversed(opened))
    return text[:cut] + closing
