"""Rules of ninjs: JSON itself, and the JSON Schema of the version that the document follows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.ninjs.schema_messages import message_for, unexpected_property
from newsfeed.formats.ninjs.versions import Version, schema_of, version_of
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

    The schema is that of the version that the document names in `standard`, or that its properties are of.

    Yields:
        a finding for each objection of the schema, with line and column, in document order.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a JSON Schema.
    """
    try:
        parsed = json.parse(data, limits=checking.limits)
    except ReadError as error:
        is_limit = isinstance(error, LimitError)
        code = "ninjs.limit" if is_limit else "ninjs.syntax"
        remedy = "reduce it or raise the limit" if is_limit else "write valid JSON in UTF-8"
        yield _finding(code, f"the document {error.reason}: {remedy}", "", (error.line or 1, error.column))
        return
    source = data.removeprefix(b"\xef\xbb\xbf")
    schema = schemas.load_json_schema(checking.schema) if checking.schema else None
    items = [(f"/{index}", item) for index, item in enumerate(parsed)] if isinstance(parsed, list) else []
    for path, item in items or [("", parsed)]:
        yield from _check_item(item, path, source, schema)


def _check_item(item: object, path: str, source: bytes, schema: Any) -> Iterator[Finding]:
    """Validate the item at a JSON pointer: a document, or an entry of an array."""
    version = version_of(item)
    if schema is not None:
        yield from _check_schema(item, path, source, schema, version)
        return
    yield from _check_version(item, path, source, version)
    if version.is_supported:
        checked_version = min(version, version.newest)
        yield from _check_schema(item, path, source, schema_of(checked_version), checked_version)


def _check_version(item: object, path: str, source: bytes, version: Version) -> Iterator[Finding]:
    """Report a version without a schema of its own."""
    if version.is_supported and version <= version.newest:
        return
    pointer = path + ("/$standard" if isinstance(item, dict) and "standard" not in item else "/standard")
    position = json.positions(source, {pointer}).get(pointer, (1, 1))
    if version.is_supported:
        message = (
            f"the document is in ninjs {version}, but is validated by ninjs {version.newest}: "
            "properties of later versions are reported as unknown"
        )
        yield _finding("ninjs.version.newer", message, pointer, position, Severity.WARNING)
    else:
        message = (
            f"the document is in ninjs {version}, which cannot be validated: write ninjs 1, 2 or 3, or pass a schema"
        )
        yield _finding("ninjs.version.unsupported", message, pointer, position)


def _check_schema(item: object, path: str, source: bytes, schema: Any, version: Version) -> Iterator[Finding]:
    """Yield a finding for each objection of a schema, in document order."""
    objections = [
        (code, message, path + pointer)
        for error in schema.iter_errors(item)
        for code, message, pointer in _objections(error, version)
    ]
    position_of = json.positions(source, {pointer for _, _, pointer in objections})
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


def _objections(error: "ValidationError", version: Version) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and JSON pointer of each finding about an error; unexpected properties have one each."""
    keyword = next((step for step in reversed(error.schema_path) if isinstance(step, str)), "")
    code = f"ninjs.schema.{_KINDS.get(keyword, 'invalid')}"
    unexpected_names: list[str] = getattr(error.kind, "unexpected", [])
    for name in unexpected_names:
        yield code, unexpected_property(name, version), json.pointer([*error.instance_path, name])
    if not unexpected_names:
        yield code, message_for(error, keyword), json.pointer(error.instance_path)


def _finding(
    code: str, message: str, path: str, position: tuple[int, int | None], severity: Severity = Severity.ERROR
) -> Finding:
    line, column = position
    return Finding(
        severity=severity,
        code=code,
        message=message.replace("\n", " "),
        path=path,
        line=line,
        column=column,
        reference=SPECIFICATION,
    )


def check_model(feed: Feed) -> Iterator[Finding]:
    """Return an empty iterator: the content of extensions is validated in the document that would be written."""
    del feed
    return iter(())
