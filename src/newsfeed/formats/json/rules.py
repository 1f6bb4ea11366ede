"""Rules of newsfeed JSON: the syntax, then the JSON Schema, then the checks that only the model can make."""

from collections.abc import Iterator
from typing import Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.json.findings import (
    date_findings,
    disclosure_findings,
    findings_of,
    in_document_order,
    value_findings,
    without_bom,
)
from newsfeed.io.json import parse
from newsfeed.io.json import pointer as join_pointer
from newsfeed.model import Feed, Story
from newsfeed.plain_data.documents import FEED_VERSION, STORY_VERSION, VERSION_KEY, without_document_keys
from newsfeed.plain_data.problems import Problem
from newsfeed.plain_data.structure import find_problems, structure
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

SCHEMA: Final = "story/story.schema.json"

_MAX_MESSAGE: Final = 200
"""Characters of a schema validator's message, which quotes the wrong value, before it is shortened."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Findings: `json.syntax` (not JSON), `json.limit`, `json.schema` (against story.schema.json or the caller's own
    schema), `json.model` (problems beyond a schema: an unsafe link, rich text that is not well-formed ...).
    """
    try:
        document = parse(data, limits=checking.limits)
    except ReadError as error:
        code = "json.limit" if isinstance(error, LimitError) else "json.syntax"
        yield Finding(
            severity=Severity.ERROR, code=code, message=error.reason, line=error.line or 1, column=error.column or 1
        )
        return
    yield from _check_document(document, without_bom(data), checking)


def _check_document(document: object, source: bytes, checking: CheckContext) -> list[Finding]:
    item, by_model = _structured(document)
    by_schema = list(_schema_problems(document, checking))
    schema_pointers = {problem.pointer for problem in by_schema}
    model_pointers = {problem.pointer for problem in by_model}
    # Both often object to the same value; the model's message is the clearer one.
    schema_problems = [problem for problem in by_schema if problem.pointer not in model_pointers]
    schema_problems += [problem for problem in by_model if problem.pointer in schema_pointers]
    model_problems = [problem for problem in by_model if problem.pointer not in schema_pointers]
    stories = [("", item)] if isinstance(item, Story) else []
    if isinstance(item, Feed):
        stories = [(f"/stories/{index}", story) for index, story in enumerate(item.stories)]
    return in_document_order(
        [
            *findings_of(schema_problems, source, "json.schema"),
            *findings_of(model_problems, source),
            *date_findings(stories, source, checking.as_of),
            *disclosure_findings(stories, source),
            *value_findings(item, source),
        ]
    )


def _structured(document: object) -> tuple[Feed | Story | None, list[Problem]]:
    """Return the feed or story of a document, or None if it cannot be built, and the problems found by the model."""
    # The schema reports a document that is not an object.
    if not isinstance(document, dict):
        return None, []
    cls: type[Feed | Story] | None = {FEED_VERSION: Feed, STORY_VERSION: Story}.get(str(document.get(VERSION_KEY)))
    if cls is None:
        return None, []
    data = without_document_keys(document)
    try:
        return structure(data, cls), []
    except ReadError:
        return None, find_problems(data, cls)


def _schema_problems(document: object, checking: CheckContext) -> Iterator[Problem]:
    schema = schemas.load_json_schema(checking.schema) if checking.schema else schemas.json_schema(SCHEMA)
    for error in schema.iter_errors(document):
        path = list(error.instance_path)
        unknown_keys = getattr(error.kind, "unexpected", None)
        if unknown_keys is None:
            yield Problem(join_pointer(path), _shorten(error.message))
            continue
        # The validator reports the unknown keys of an object at once; report each at its own position.
        for key in unknown_keys:
            yield Problem(join_pointer([*path, key]), "is not a known field: remove it")


def _shorten(message: str) -> str:
    return message if len(message) <= _MAX_MESSAGE else f"{message[:80]} ... {message[-100:]}"


def check_model(feed: Feed) -> Iterator[Finding]:
    """Return an empty iterator: every feed that can be built is valid newsfeed JSON."""
    del feed
    return iter(())
