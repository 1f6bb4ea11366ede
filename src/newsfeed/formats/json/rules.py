"""The rules of newsfeed JSON: JSON, then the schema, then what only the model itself can say."""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.json.read import findings, problems_of, without_marks
from newsfeed.io.json import parse, pointer
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

SCHEMA: Final = "story/story.schema.json"
_LONGEST: Final = 200


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Findings: `json.syntax` (not JSON), `json.limit`, `json.schema` (against story.schema.json, or the caller's own),
    `json.model` (what a schema cannot say: an unsafe link, rich text that is not well-formed ...).
    """
    try:
        document = parse(data, limits=checking.limits)
    except ReadError as error:
        code = "json.limit" if isinstance(error, LimitError) else "json.syntax"
        yield Finding(
            severity=Severity.ERROR, code=code, message=error.reason, line=error.line or 1, column=error.column or 1
        )
        return
    yield from _check_document(document, data.removeprefix(b"\xef\xbb\xbf"), checking)


def _check_document(document: Any, source: bytes, checking: CheckContext) -> Iterator[Finding]:
    of_model = _model_problems(document)
    of_schema = list(_schema_problems(document, checking))
    by_schema, by_model = {pointer for pointer, _ in of_schema}, {pointer for pointer, _ in of_model}
    # both often object to the same value, and the model says it better
    said = [each for each in of_schema if each[0] not in by_model] + [each for each in of_model if each[0] in by_schema]
    found = findings(said, source, "json.schema")
    found += findings([each for each in of_model if each[0] not in by_schema], source)
    yield from sorted(found, key=lambda each: (each.line or 0, each.column or 0))


def _model_problems(document: Any) -> list[tuple[str, str]]:
    if not isinstance(document, dict):
        return []  # the schema says so
    cls = {"feed/1": Feed, "story/1": Story}.get(str(document.get("newsfeed")))
    return problems_of(without_marks(document), cls) if cls else []


def _schema_problems(document: Any, checking: CheckContext) -> Iterator[tuple[str, str]]:
    schema = schemas.own_json_schema(checking.schema) if checking.schema else schemas.json_schema(SCHEMA)
    for error in schema.iter_errors(document):
        at = list(error.instance_path)
        unknown = getattr(error.kind, "unexpected", None)
        if unknown is None:
            yield pointer(at), _shortened(error.message)
        else:  # one finding a key, where it stands
            yield from ((pointer([*at, key]), "is unknown") for key in unknown)


def _shortened(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:80]} ... {message[-100:]}"


def check_model(feed: Feed) -> Iterator[Finding]:  # noqa: ARG001  (what every format has)
    """Say what the format objects to in a feed: nothing, since a feed that could be built is valid."""
    return iter(())
