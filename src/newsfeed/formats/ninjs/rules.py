"""The rules of ninjs 3.1: JSON, and the bundled schema with its GeoJSON."""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.errors import LimitError, ReadError, UnsupportedError
from newsfeed.findings import Finding, Severity
from newsfeed.io import json
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

SPECIFICATION: Final = "https://iptc.org/std/ninjs/"
SCHEMA: Final = "ninjs/ninjs.schema.json"


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a ninjs document.

    Args:
        data: the document.
        checking: what is asked for; a schema of the caller's own takes the place of the bundled one.
    """
    try:
        document = json.parse(data, limits=checking.limits)
    except ReadError as error:
        code = "ninjs.limit" if isinstance(error, LimitError) else "ninjs.syntax"
        yield _finding(code, f"the document {error.reason}", "", (error.line or 1, error.column))
        return
    schema = schemas.own_json_schema(checking.schema) if checking.schema else schemas.json_schema(SCHEMA)
    errors = [
        (json.pointer(error.instance_path), _kind(error), _words(error)) for error in schema.iter_errors(document)
    ]
    places = json.positions(data.removeprefix(b"\xef\xbb\xbf"), {pointer for pointer, _, _ in errors})
    for pointer, kind, words in errors:
        yield _finding(f"ninjs.schema.{kind}", words, pointer, places.get(pointer, (1, 1)))


_KINDS: Final = {
    "additionalProperties": "unknown",
    "unevaluatedProperties": "unknown",
    "required": "missing",
    "type": "type",
    "enum": "value",
    "const": "value",
    "format": "form",
    "pattern": "form",
}


def _kind(error: Any) -> str:
    """Name the kind of fault by the schema's keyword, stable for codes."""
    keyword = next((step for step in reversed(error.schema_path) if isinstance(step, str)), "")
    return _KINDS.get(keyword, "invalid")


def _words(error: Any) -> str:
    kind = _kind(error)
    instead = {
        "unknown": "take it out, or write the property that ninjs has for it",
        "missing": "add it",
        "type": "write a value of that type",
        "value": "write one of those",
        "form": "write it in that form",
    }.get(kind, "see the specification")
    return f"{error.message:.200}: {instead}"


def _finding(code: str, message: str, path: str, place: tuple[int, int | None]) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=message.replace("\n", " "),
        path=path,
        line=place[0],
        column=place[1],
        reference=SPECIFICATION,
    )


def check_model(feed: Feed) -> Iterator[Finding]:
    """Raise UnsupportedError: stories are not written as ninjs, so there is nothing that could be wrong with it."""
    raise UnsupportedError(f"stories are not written as ninjs ({len(feed.stories)} given); validate a document")
