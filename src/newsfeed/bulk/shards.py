"""A shard: the stories of some parts as files. Equal parts and settings give equal bytes, in any process."""

import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs
import pyarrow as pa
from pyarrow import parquet

from newsfeed.api import dumps
from newsfeed.bulk.manifest import Counts, OutputFile, ShardEntry
from newsfeed.bulk.reading import Part, iter_rows
from newsfeed.bulk.settings import BulkSettings
from newsfeed.classes.frozen import frozen
from newsfeed.findings import Severity
from newsfeed.integrations.arrow import RESULT_SCHEMA, RenderOptions
from newsfeed.integrations.arrow.rendering import (
    ROW_ERRORS,
    Result,
    check_formats,
    document_findings,
    finding_cell,
    reason_of,
    render_row,
    render_story,
    story_losses,
    to_result_batch,
    write_options,
)
from newsfeed.integrations.arrow.tables import RowError
from newsfeed.io.json import encode
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format
from newsfeed.publication import left_out_reason

COMPRESSION: Final = "zstd"
_NAMES: Final = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}
_GROUP: Final = 500
"""Number of stories with uncompressed documents in memory at once."""


@frozen(kw_only=True)
class ShardTask:
    """A shard that is to be made.

    Attributes:
        number: its number, from 0.
        parts: its rows.
        settings: the settings of the run.
    """

    number: int
    parts: tuple[Part, ...]
    settings: BulkSettings


@frozen(kw_only=True)
class Shard:
    """A shard that was made, and is not written yet.

    Attributes:
        entry: its entry in the manifest.
        contents: the bytes of its files, by path.
    """

    entry: ShardEntry
    contents: dict[str, bytes]


def make_shard(task: ShardTask) -> Shard:
    """Return the files of a shard."""
    return _table_shard(task) if task.settings.layout == "parquet" else _file_shard(task)


def folder_digest(digests: dict[str, str]) -> str:
    """Return the digest of a folder, from those of its files by name."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _name(number: int) -> str:
    return f"shard-{number:05d}"


def _entry_file(path: str, content: bytes, documents: int) -> OutputFile:
    return OutputFile(path=path, bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), documents=documents)


def _rows(task: ShardTask) -> Iterator[Story | RowError]:
    for part in task.parts:
        yield from iter_rows(part)


class _Tally:
    """Counts that grow with each row and result."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()

    @property
    def counts(self) -> Counts:
        """The counts so far."""
        return Counts(**self._numbers)

    def add_row(self, row: Story | RowError) -> None:
        """Count a row."""
        self._numbers["stories"] += 1
        self._numbers["unreadable"] += isinstance(row, RowError)

    def add_result(self, result: Result) -> None:
        """Count the result of a story, or of the stories of a shard, in a format."""
        self._numbers["documents"] += result.document is not None
        self._numbers["left_out"] += result.left_out
        self._numbers["failed"] += result.error is not None
        self._numbers["losses"] += 0 if result.left_out else len(result.losses)
        for finding in result.findings:
            self._numbers[_NAMES[finding.severity]] += 1


# --- tables ----------------------------------------------------------------------------------------------------------------


def _table_shard(task: ShardTask) -> Shard:
    """Return a shard that is a Parquet file with `RESULT_SCHEMA`, sorted as its stories are."""
    targets = check_formats(task.settings.formats)
    tally = _Tally()
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, RESULT_SCHEMA, compression=COMPRESSION) as writer:
        for rows in _groups(_rows(task), _GROUP):
            results: list[Result] = []
            for row in rows:
                tally.add_row(row)
                row_results = render_row(row, targets, task.settings.render)
                for result in row_results if isinstance(row, Story) else ():
                    tally.add_result(result)
                results += row_results
            writer.write_table(pa.Table.from_batches([to_result_batch(results)]))
    path, content = f"{_name(task.number)}.parquet", buffer.getvalue()
    entry_file = _entry_file(path, content, tally.counts.documents)
    return Shard(
        entry=ShardEntry(number=task.number, counts=tally.counts, files=(entry_file,)), contents={path: content}
    )


def _groups(rows: Iterator[Story | RowError], size: int) -> Iterator[list[Story | RowError]]:
    group: list[Story | RowError] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


# --- files -----------------------------------------------------------------------------------------------------------------


def _file_shard(task: ShardTask) -> Shard:
    """Return a shard that is a document for each format, or a folder of them, and a report of everything else."""
    rows = list(_rows(task))
    tally = _Tally()
    for row in rows:
        tally.add_row(row)
    report: list[dict[str, object]] = [{"id": row.id, "error": row.reason} for row in rows if isinstance(row, RowError)]
    stories = [row for row in rows if isinstance(row, Story)]
    contents: dict[str, bytes] = {}
    entries: list[OutputFile] = []
    for target in check_formats(task.settings.formats):
        path = f"{_name(task.number)}{target.suffixes[0]}"
        make = _feed_results if target.feed else _page_results
        results = make(stories, target, task.settings.render)
        documents = {name: result for name, result in results if result.document is not None}
        for name, result in results:
            tally.add_result(result)
            report.append(_report_line(result, f"{path}{name}"))
        written = {f"{path}{name}": result.document or b"" for name, result in documents.items()}
        contents |= written
        entries += _output_files(path, written, is_folder=not target.feed)
    path = f"{_name(task.number)}.report.jsonl"
    contents[path] = b"".join(encode(line) + b"\n" for line in report if line)
    entries.append(_entry_file(path, contents[path], 0))
    return Shard(entry=ShardEntry(number=task.number, counts=tally.counts, files=tuple(entries)), contents=contents)


def _output_files(path: str, written: Mapping[str, bytes], *, is_folder: bool) -> list[OutputFile]:
    """Return the entries of the documents of a format: one for each feed, and one for a folder of pages."""
    if not is_folder:
        return [_entry_file(name, content, 1) for name, content in written.items()]
    digests = {name.rpartition("/")[2]: hashlib.sha256(content).hexdigest() for name, content in written.items()}
    size = sum(map(len, written.values()))
    return [OutputFile(path=f"{path}/", bytes=size, sha256=folder_digest(digests), documents=len(written))]


def _page_results(stories: Sequence[Story], target: Format, options: RenderOptions) -> list[tuple[str, Result]]:
    """Return the result of each story in a format of single stories, with its name in the folder."""
    return [
        (f"/{number:06d}{target.suffixes[0]}", render_story(story, target, options))
        for number, story in enumerate(stories)
    ]


def _feed_results(stories: Sequence[Story], target: Format, options: RenderOptions) -> list[tuple[str, Result]]:
    """Return the document of all stories in a format of feeds, and the losses of each story."""
    feed = options.feed or Feed()
    results = [_story_result(story, target, options) for story in stories]
    published = [story for story, result in zip(stories, results, strict=True) if not (result.left_out or result.error)]
    document = _document(feed, published, target, options)
    if isinstance(document, Result):  # Some story cannot be represented: find it, and write the others.
        failed = {id(story): result for story in published if (result := _failure(feed, story, target, options))}
        results = [failed.get(id(story), result) for story, result in zip(stories, results, strict=True)]
        document = _document(feed, [story for story in published if id(story) not in failed], target, options)
    feed_result = document if isinstance(document, Result) else _checked(document, target, options)
    return [("", result) for result in (*results, feed_result)]


def _story_result(story: Story, target: Format, options: RenderOptions) -> Result:
    """Return the losses of a story in a feed, or the reason why the feed leaves it out."""
    try:
        lost = story_losses(story, target, options)
    except ROW_ERRORS as error:
        return Result(id=story.id, format=target.name, error=reason_of(error))
    left_out = bool(left_out_reason(story, target, options.as_of))
    return Result(id=story.id, format=target.name, losses=lost, left_out=left_out)


def _document(feed: Feed, stories: Iterable[Story], target: Format, options: RenderOptions) -> bytes | Result:
    """Return the document of a feed, or the error that it meets."""
    try:
        return dumps(attrs.evolve(feed, stories=tuple(stories)), target.name, **write_options(target, options))
    except ROW_ERRORS as error:
        return Result(id=None, format=target.name, error=reason_of(error))


def _failure(feed: Feed, story: Story, target: Format, options: RenderOptions) -> Result | None:
    """Return the error of a story that a feed cannot have; None if it can."""
    document = _document(feed, (story,), target, options)
    return attrs.evolve(document, id=story.id) if isinstance(document, Result) else None


def _checked(document: bytes, target: Format, options: RenderOptions) -> Result:
    """Return the result of a document with the findings about it."""
    try:
        findings = document_findings(document, target, options)
    except ROW_ERRORS as error:
        return Result(id=None, format=target.name, error=reason_of(error))
    return Result(id=None, format=target.name, document=document, findings=findings)


def _report_line(result: Result, path: str) -> dict[str, object]:
    """Return the line of a report about a result; {} if there is nothing to report."""
    line: dict[str, object] = {
        "path": path if result.document is not None else None,
        "findings": [finding_cell(finding) for finding in result.findings],
        "losses": [{"path": loss.path, "reason": loss.reason} for loss in result.losses],
        "error": result.error,
    }
    filled = {name: value for name, value in line.items() if value}
    return {"id": result.id, "format": result.format, **filled} if filled else {}
