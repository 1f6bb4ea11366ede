"""Stories to documents: a pure function from record batch to record batch, for any engine that has them."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, TypeVar, cast

import attrs
import pyarrow as pa

from newsfeed.api import dumps, losses, validate
from newsfeed.arguments import LossOptions, WriteOptions, check_moment
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError, NewsfeedError, UnsupportedError
from newsfeed.findings import Finding, Loss
from newsfeed.headings import Headings
from newsfeed.integrations.arrow.schemas import RESULT_SCHEMA
from newsfeed.integrations.arrow.tables import RowError, read_rows
from newsfeed.model import Feed, Story
from newsfeed.plugins import BodyMode, Format, registry
from newsfeed.publication import left_out_reason

RowsT = TypeVar("RowsT", pa.RecordBatch, pa.Table)

ROW_ERRORS: Final = (
    NewsfeedError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""Errors of one story; none of them may end a batch of thousands. Those besides `NewsfeedError` are faults of a format."""

_INHERITED: Final = ("authors", "language", "publisher", "rights", "usage")
"""Fields of a feed that hold for those of its stories that leave them empty."""
_LARGEST: Final = 2**31 - 1
"""Bytes that a column of binary values can have in one record batch."""


@frozen(kw_only=True)
class RenderOptions:
    """Options of `render_batch`. They can be pickled, as engines need it.

    Attributes:
        as_of: the moment of publication, as in `newsfeed.WriteOptions`; no clock is read. Aware datetime, or None.
        feed: the values of the feed that documents of feeds have around a story; a story alone gets those of its fields
            that hold for all stories. None makes a feed of each story.
        validate: False leaves out the findings, which take most of the time.
        losses: False leaves out the losses.
        headings: as in `newsfeed.arguments.WriteOptions`, for the formats that have the option; None for the default. The
            same holds for the fields below.
        mode: how NewsML-G2 names newsfeed's own concepts.
        description: what RSS writes as the description of an item without a summary.
        body: how much of the body JSON-LD has.
        version: the version of the format to write.
        stylesheet: the address of a style sheet for feeds in a browser.
        profile: the consumer whose rules the documents keep to.
    """

    as_of: datetime | None = None
    feed: Feed | None = None
    validate: bool = True
    losses: bool = True
    headings: Headings | None = None
    mode: Literal["uri", "qcode"] | None = None
    description: Literal["excerpt", "none"] | None = None
    body: BodyMode | None = None
    version: str | None = None
    stylesheet: str | None = None
    profile: str | None = None


@frozen(kw_only=True)
class Result:
    """The document of a story in one format, or the reason why there is none.

    Attributes:
        id: the id of the story, or None if its row has none.
        format: the name of the format.
        document: the bytes, or None.
        findings: the findings about the document.
        losses: the values that the document does not carry.
        error: why there is no document, or None.
        left_out: True if there is none since readers must not get the story; then the only loss is the story.
    """

    id: str | None
    format: str
    document: bytes | None = None
    findings: tuple[Finding, ...] = ()
    losses: tuple[Loss, ...] = ()
    error: str | None = None
    left_out: bool = False


DEFAULT_OPTIONS: Final = RenderOptions()


def render_batch(batch: RowsT, *, formats: Sequence[str], options: RenderOptions = DEFAULT_OPTIONS) -> RowsT:
    """Return the documents of the stories in a record batch, with findings and losses.

    A pure function: equal batches and options give equal bytes, in any process and order. A row that is no story, or that a
    format cannot represent, becomes a row with an `error`; it never ends the batch.

    Args:
        batch: rows with columns of `STORY_SCHEMA`; other columns are ignored, since tables have partition keys and the like.
            Or a table of them, as Ray Data passes it.
        formats: the names of the formats to write.
        options: everything else.

    Returns:
        a record batch, or a table for a table, with `RESULT_SCHEMA`: for each story, in the order of the batch, a row for each
        format. So the schema is the same for any formats, as Spark and Parquet need it, and a format that fails leaves the
        others as they are.

    Raises:
        UnknownFormatError, UnsupportedError: there is no such format, or it has no writer.
        ArgumentError: no format is named, one is named twice, an option is wrong, or the documents have over 2 GiB together.
        ReadError: a column has a type that cannot be cast to that of `STORY_SCHEMA`.
    """
    targets = check_formats(formats)
    check_moment("render_batch", "as_of", options.as_of)
    if isinstance(batch, pa.Table):
        batches = [_render(part, targets, options) for part in batch.to_batches()]
        return pa.Table.from_batches(batches, RESULT_SCHEMA)
    if not isinstance(batch, pa.RecordBatch):
        raise ArgumentError(f"render_batch() takes a RecordBatch or a Table, not {type(batch).__name__}")
    return _render(batch, targets, options)


def _render(batch: pa.RecordBatch, targets: Sequence[Format], options: RenderOptions) -> pa.RecordBatch:
    return to_result_batch(result for row in read_rows(batch) for result in render_row(row, targets, options))


def check_formats(names: Sequence[str]) -> list[Format]:
    """Return the formats of these names; errors as for `render_batch`."""
    if isinstance(names, str) or not names:
        raise ArgumentError(f'formats is {names!r:.64}, must be names of formats such as ["rss", "jsonld"]')
    if len(set(names)) < len(names):
        raise ArgumentError(f"formats has a name twice: {', '.join(names):.200}")
    targets = [registry[name] for name in names]
    for target in targets:
        if not target.writes:
            raise UnsupportedError(f"{target.title} ({target.name}) cannot be written")
    return targets


def render_row(row: Story | RowError, targets: Iterable[Format], options: RenderOptions) -> list[Result]:
    """Return the results of a row, one for each format."""
    if isinstance(row, RowError):
        return [Result(id=row.id, format=target.name, error=row.reason) for target in targets]
    return [render_story(row, target, options) for target in targets]


def render_story(story: Story, target: Format, options: RenderOptions) -> Result:
    """Return the document of a story in a format, or the error that it meets."""
    try:
        lost = story_losses(story, target, options)
        if left_out_reason(story, target, options.as_of):
            return Result(id=story.id, format=target.name, losses=lost, left_out=True)
        document = dumps(_item(story, target, options.feed), target.name, **write_options(target, options))
        findings = document_findings(document, target, options)
    except ROW_ERRORS as error:
        return Result(id=story.id, format=target.name, error=reason_of(error))
    return Result(id=story.id, format=target.name, document=document, findings=findings, losses=lost)


def reason_of(error: Exception) -> str:
    """Return the message of an error; that of a fault in a format begins with its class."""
    return str(error) if isinstance(error, NewsfeedError) else f"{type(error).__name__}: {error}"


def story_losses(story: Story, target: Format, options: RenderOptions) -> tuple[Loss, ...]:
    """Return the losses, if they are asked for. The loss of a story that readers must not get is always returned."""
    if not options.losses and not left_out_reason(story, target, options.as_of):
        return ()
    settings = {name: getattr(options, name) for name in LossOptions.__annotations__ if name in target.options}
    chosen_options = cast("LossOptions", {name: value for name, value in settings.items() if value is not None})
    return losses(story, target.name, as_of=options.as_of, **chosen_options)


def document_findings(document: bytes, target: Format, options: RenderOptions) -> tuple[Finding, ...]:
    """Return the findings about a document, if they are asked for and the format has rules."""
    if not options.validate or not target.validates:
        return ()
    profile = options.profile if "profile" in target.options else None
    return validate(document, target.name, as_of=options.as_of, profile=profile).findings


def write_options(target: Format, options: RenderOptions) -> WriteOptions:
    """Return those options of a writer that are given and that the format has."""
    names = ("headings", "mode", "description", "body", "version", "stylesheet", "profile")
    set_options = {name: getattr(options, name) for name in names if name in target.options}
    settings = {name: value for name, value in set_options.items() if value is not None}
    return cast("WriteOptions", {"as_of": options.as_of, **settings})


def _item(story: Story, target: Format, feed: Feed | None) -> Story | Feed:
    """Return the story with the values of the caller's feed, or the feed with the story for a format of feeds."""
    if feed is None:
        return story
    if target.feed and not target.bare_story:
        return attrs.evolve(feed, stories=(story,))
    missing = {name: getattr(feed, name) for name in _INHERITED if not getattr(story, name)}
    return story.replace(**{name: value for name, value in missing.items() if value})


def to_result_batch(results: Iterable[Result]) -> pa.RecordBatch:
    """Return results as a record batch with `RESULT_SCHEMA`.

    Raises:
        ArgumentError: the documents have over 2 GiB together.
    """
    results = list(results)
    if sum(len(result.document or b"") for result in results) > _LARGEST:
        raise ArgumentError("the documents of a batch have over 2 GiB together: pass batches of fewer rows")
    columns: list[list[object]] = [
        [result.id for result in results],
        [result.format for result in results],
        [result.document for result in results],
        [None if result.document is None else hashlib.sha256(result.document).hexdigest() for result in results],
        [[finding_cell(finding) for finding in result.findings] for result in results],
        [[{"path": loss.path, "reason": loss.reason} for loss in result.losses] for result in results],
        [result.error for result in results],
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, RESULT_SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=RESULT_SCHEMA)


def finding_cell(finding: Finding) -> dict[str, str | int | None]:
    """Return a finding as a struct of the columns `findings`."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "message": finding.message,
        "line": finding.line,
    }
