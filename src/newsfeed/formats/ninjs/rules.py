"""Rules of ninjs 3.1: JSON itself, and the bundled JSON Schema with its GeoJSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.errors import LimitError, ReadError, UnsupportedError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.ninjs.schema_messages import SCHEMA, message_for, unexpected_property
from newsfeed.io import json
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

SPECIFICATION: Final = "https://iptc.org/std/ninjs/"


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a ninjs document.

    Args:
        data: the document.
        checking: limits, and the path of a JSON Schema to use instead of the bundled one.

    Yields:
        a finding for each objection of the schema, with line and column, in document order.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a JSON Schema.
    """
    try:
        document = json.parse(data, limits=checking.limits)
    except ReadError as error:
        is_limit = isinstance(error, LimitError)
        code = "ninjs.limit" if is_limit else "ninjs.syntax"
        remedy = "reduce it or raise the limit" if is_limit else "write valid JSON in UTF-8"
        yield _finding(code, f"the document {error.reason}: {remedy}", "", (error.line or 1, error.column))
        return
    schema = schemas.load_json_schema(checking.schema) if checking.schema else schemas.json_schema(SCHEMA)
    objections = [objection for error in schema.iter_errors(document) for objection in _objections(error)]
    pointers = {pointer for _, _, pointer in objections}
    position_of = json.positions(data.removeprefix(b"\xef\xbb\xbf"), pointers)
    findings = [
        _finding(code, message, pointer, position_of.get(pointer, (1, 1))) for code, message, pointer in objections
    ]
    yield from sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))


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
"""The last part of a finding's code, by the keyword of the schema; "invalid" for all other keywords."""


def _objections(error: "ValidationError") -> Iterator[tuple[str, str, str]]:
    """Yield code, message and JSON pointer of each finding about an error; unexpected properties have one each."""
    keyword = next((step for step in reversed(error.schema_path) if isinstance(step, str)), "")
    code = f"ninjs.schema.{_KINDS.get(keyword, 'invalid')}"
    unexpected_names: list[str] = getattr(error.kind, "unexpected", [])
    for name in unexpected_names:
        yield code, unexpected_property(name), json.pointer([*error.instance_path, name])
    if not unexpected_names:
        yield code, message_for(error, keyword), json.pointer(error.instance_path)


def _finding(code: str, message: str, path: str, position: tuple[int, int | None]) -> Finding:
    line, column = position
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=message.replace("\n", " "),
        path=path,
        line=line,
        column=column,
        reference=SPECIFICATION,
    )


def check_model(feed: Feed) -> Iterator[Finding]:
    """Refuse to validate stories: they cannot be written as ninjs, so no rule applies to them.

    Raises:
        UnsupportedError: always.
    """
    raise UnsupportedError(
        f"{len(feed.stories)} stories cannot be checked for ninjs, which is never written: validate a ninjs document"
    )
