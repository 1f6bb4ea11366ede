"""Documents to stories: a pure function from record batch to record batch, for aggregators."""

import itertools
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

import pyarrow as pa

from newsfeed.api import loads
from newsfeed.arguments import ReadOptions, to_zone
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Report
from newsfeed.integrations.arrow.rendering import ROW_ERRORS, finding_cell, reason_of
from newsfeed.integrations.arrow.schemas import DOCUMENT_SCHEMA, READ_SCHEMA, STORY_SCHEMA
from newsfeed.integrations.arrow.tables import to_batch
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Story


@frozen(kw_only=True)
class _Row:
    """A row of the result; a document without stories has one, too.

    Attributes:
        source: the name of the document.
        position: the number of the story in it, from 0; None if it has none.
        story: the story, or None.
        findings: the findings about the document, in its first row only.
        error: why it cannot be read, or None.
    """

    source: str | None
    position: int | None = None
    story: Story | None = None
    findings: tuple[Finding, ...] = ()
    error: str | None = None


def read_batch(
    batch: pa.RecordBatch,
    *,
    limits: Limits = DEFAULT,
    recover: bool = False,
    content: bool = True,
    default_zone: tzinfo | str | None = None,
) -> pa.RecordBatch:
    """Return the stories of the documents in a record batch, with the findings about each document.

    A pure function. A document that cannot be read becomes a row with an `error`; it never ends the batch.

    Args:
        batch: rows with columns of `DOCUMENT_SCHEMA`, at least `document`.
        limits, recover, content, default_zone: as in `newsfeed.ReadOptions`.

    Returns:
        rows with `READ_SCHEMA`; `from_table(table.filter(table["id"].is_valid()).select(STORY_SCHEMA.names))` has the stories.

    Raises:
        ReadError: there is no column `document`, or a column has another type.
        ArgumentError: `default_zone` is no zone.
    """
    options: ReadOptions = {"limits": limits, "recover": recover, "content": content}
    if default_zone is not None:
        options["default_zone"] = to_zone("read_batch", default_zone)
    documents = _column(batch, "document", required=True)
    names = [_column(batch, name) for name in ("document_source", "format", "encoding", "base")]
    rows = [row for document, *cells in zip(documents, *names, strict=True) for row in _read(document, cells, options)]
    return _to_batch(rows)


def _column(batch: pa.RecordBatch, name: str, *, required: bool = False) -> list[Any]:
    """Return a column of the input; nulls if it is not there.

    Raises:
        ReadError: it is required, or has another type.
    """
    target = DOCUMENT_SCHEMA.field(name).type
    if name not in batch.schema.names:
        if required:
            raise ReadError(f"there is no column {name!r}: name the column with the bytes of the documents so")
        return [None] * batch.num_rows
    try:
        values: list[Any] = batch.column(name).cast(target).to_pylist()
    except pa.ArrowException as error:
        raise ReadError(f"the column {name!r} must be {target}: {str(error).splitlines()[0]:.200}") from None
    return values


def _read(document: bytes | None, cells: list[str | None], options: ReadOptions) -> Iterator[_Row]:
    """Yield the rows of one document; its cells are its source, format, encoding and base."""
    source, format_name, encoding, base = cells
    report = Report()
    settings: ReadOptions = {**options, "report": report, "base": base}
    if encoding is not None:
        settings["encoding"] = encoding
    try:
        if document is None:
            raise ReadError("is missing: the column 'document' is null")
        stories = loads(document, format_name, **settings).stories
    except ROW_ERRORS as error:
        yield _Row(source=source, findings=report.findings, error=reason_of(error))
        return
    if not stories:
        yield _Row(source=source, findings=report.findings)
    for position, story in enumerate(stories):
        yield _Row(source=source, position=position, story=story, findings=() if position else report.findings)


def _to_batch(rows: list[_Row]) -> pa.RecordBatch:
    """Return rows as a record batch with `READ_SCHEMA`; rows without a story have nulls in its columns."""
    stories = to_batch(row.story for row in rows if row.story is not None)
    numbers = itertools.count()
    indices = pa.array([None if row.story is None else next(numbers) for row in rows], pa.int64())
    columns: list[list[object]] = [
        [row.source for row in rows],
        [row.position for row in rows],
        [[finding_cell(finding) for finding in row.findings] for row in rows],
        [row.error for row in rows],
    ]
    fields = [field for field in READ_SCHEMA if field.name not in STORY_SCHEMA.names]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(
        [*arrays, *(column.take(indices) for column in stories.columns)], schema=READ_SCHEMA
    )
