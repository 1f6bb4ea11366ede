"""TOML sources: documents, the front matter of a page, and a feed.toml."""

import tomllib
from typing import Any, Final

from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.model import Feed
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values.patterns import pattern

_POSITION: Final = pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
"""The position at the end of tomllib's messages."""


def load_feed_toml(data: bytes) -> tuple[FieldValues, list[Any]]:
    """Read a feed.toml: the fields of a feed, named as in `Feed`, and the outlets of the house.

    Args:
        data: TOML 1.0 in UTF-8; its values may have any form that `coerce_fields` accepts.

    Returns:
        arguments for `Feed(**arguments)`, and the tables of `[[outlets]]`.

    Raises:
        ReadError: the data is not TOML; with line and column.
        ModelError: a field is unknown or wrong; names it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not in UTF-8, which TOML requires: save it as UTF-8", line=line) from None
    values = parse_toml(text)
    outlets = values.pop("outlets", [])
    if not isinstance(outlets, list):
        raise ModelError("outlets", "must be a list of tables: write [[outlets]] and name = ... below it")
    return coerce_fields(values, Feed), outlets


def parse_toml(text: str, *, first_line: int = 1) -> dict[str, Any]:
    """Parse TOML 1.0.

    Args:
        text: a TOML document, possibly a part of another document.
        first_line: number of the text's first line within the whole document, for errors.

    Raises:
        ReadError: the text is not TOML; with line and column.
        LimitError: it is nested too deeply.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, first_line) from None
    except ValueError as error:
        # tomllib does not wrap these: an impossible date such as 2024-02-30, or a number of over 4,300 digits.
        raise ReadError(f"is not TOML: {error}") from None
    except RecursionError:
        raise LimitError("depth", "is nested too deeply") from None


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, first_line: int) -> ReadError:
    message = str(error)
    position = _POSITION.search(message)
    reason = f"is not TOML: {_POSITION.sub('', message)}"
    if position is None:
        return ReadError(reason)
    line = int(position[1]) if position[1] else text.rstrip("\n").count("\n") + 1
    return ReadError(reason, line=first_line + line - 1, column=int(position[2]) if position[2] else None)
