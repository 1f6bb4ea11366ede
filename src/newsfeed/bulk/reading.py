"""The rows of all inputs, in parts of bounded size, and cut into shards."""

import gzip
import io
import itertools
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final, TypeAlias

import attrs
import pyarrow as pa
from pyarrow import parquet

from newsfeed.api import load
from newsfeed.arguments import ReadOptions
from newsfeed.bulk.addresses import InputFile
from newsfeed.bulk.manifest import InputEntry
from newsfeed.bulk.settings import BulkSettings
from newsfeed.classes.frozen import frozen
from newsfeed.errors import NewsfeedError, ReadError
from newsfeed.findings import Report, Severity
from newsfeed.integrations.arrow import STORY_SCHEMA, iter_batches
from newsfeed.integrations.arrow.rendering import reason_of
from newsfeed.integrations.arrow.tables import RowError, check_columns, other_columns, read_rows
from newsfeed.io import files
from newsfeed.io.compression import MAGIC
from newsfeed.io.json import decode
from newsfeed.io.limits import DEFAULT
from newsfeed.model import Story
from newsfeed.plain_data.documents import STORY_VERSION, VERSION_KEY, without_document_keys
from newsfeed.plain_data.rows import from_values

PARQUET: Final = (".parquet", ".parq", ".pq")
LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
PART_SIZE: Final = 1_000
"""Number of rows that are read at once."""
_BUFFER: Final = 1 << 20
"""Bytes of a column of Parquet that are read at once."""


@frozen(kw_only=True)
class Lines:
    """Some lines of a file of JSON Lines.

    Attributes:
        name: the name of the file.
        first: the number of the first line, from 1.
        lines: their bytes.
    """

    name: str
    first: int
    lines: tuple[bytes, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def slice(self, offset: int, length: int | None = None) -> "Lines":
        """Return some of the lines."""
        end = None if length is None else offset + length
        return attrs.evolve(self, first=self.first + offset, lines=self.lines[offset:end])


Part: TypeAlias = "pa.RecordBatch | Lines"
"""Rows of an input that are not stories yet: workers make them stories."""


# --- inputs to parts -------------------------------------------------------------------------------------------------------


def describe_input(file: InputFile) -> InputEntry:
    """Return the entry of an input before it is read: its size and digest, or the `error` of a file that cannot be read."""
    try:
        size, digest = file.digest()
    except OSError as error:
        return InputEntry(name=file.name, bytes=0, sha256="", error=error.strerror or str(error))
    return InputEntry(name=file.name, bytes=size, sha256=digest)


def opening_error(file: InputFile) -> str:
    """Return why a Parquet file cannot be opened, by its metadata; "" if it can, or is of another kind."""
    if not file.path.lower().endswith(PARQUET):
        return ""
    try:
        with file.open() as stream:
            parquet.read_metadata(stream)
    except (OSError, pa.ArrowException) as error:
        return reason_of(error).splitlines()[0]
    return ""


def count_rows(inputs: Iterable[InputFile]) -> int | None:
    """Return the number of rows of all inputs by the metadata of Parquet; None if one is no Parquet."""
    total = 0
    for file in inputs:
        if not file.path.lower().endswith(PARQUET):
            return None
        try:
            with file.open() as stream:
                total += parquet.read_metadata(stream).num_rows
        except (OSError, pa.ArrowException):
            return None
    return total


def iter_parts(
    file: InputFile, settings: BulkSettings, note: Callable[[InputEntry], object], entry: InputEntry
) -> Iterator[Part]:
    """Yield the rows of an input.

    Args:
        file: the input.
        settings: the settings of the run.
        note: takes the entry again, with more facts after reading.
        entry: the entry of the input.
    """
    path = file.path.lower()

    def remember(changed_entry: InputEntry) -> None:
        """Note an entry, and keep it for a note about an error after it."""
        nonlocal entry
        entry = changed_entry
        note(entry)

    try:
        if path.endswith(PARQUET):
            yield from _parquet_parts(file, remember, entry)
        elif path.endswith(LINES):
            yield from _line_parts(file)
        else:
            yield from _document_parts(file, settings, remember, entry)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NewsfeedError, pa.ArrowException) as error:
        note(attrs.evolve(entry, error=reason_of(error).splitlines()[0]))


def _parquet_parts(
    file: InputFile, note: Callable[[InputEntry], object], entry: InputEntry
) -> Iterator[pa.RecordBatch]:
    # Without these options, Arrow reads a whole row group at once, and a file can be a single one.
    with file.open() as stream, parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False) as table:
        schema = table.schema_arrow
        if "id" not in schema.names:
            raise ReadError(f"has no column 'id'; its columns are {', '.join(schema.names):.200}")
        if ignored := other_columns(schema):
            note(attrs.evolve(entry, ignored_columns=tuple(ignored)))
        names = [name for name in schema.names if name in STORY_SCHEMA.names]
        check_columns(schema)
        yield from table.iter_batches(batch_size=PART_SIZE, columns=names)


def _line_parts(file: InputFile) -> Iterator[Lines]:
    with file.open() as stream:
        numbered = enumerate(_lines(stream), 1)
        filled = ((number, line) for number, line in numbered if line.strip())
        while part := list(itertools.islice(filled, PART_SIZE)):
            for run in _runs(part):
                yield Lines(name=file.name, first=run[0][0], lines=tuple(line for _, line in run))


def _runs(numbered: list[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """Yield the lines between blank ones."""
    start = 0
    for index in range(1, len(numbered) + 1):
        if index == len(numbered) or numbered[index][0] != numbered[index - 1][0] + 1:
            yield numbered[start:index]
            start = index


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines of up to the limit of a document; a longer one is refused before it fills the memory."""
    head = stream.read(len(MAGIC))
    stream.seek(0)
    source = gzip.GzipFile(fileobj=stream) if head == MAGIC else stream
    while line := source.readline(DEFAULT.bytes + 1):
        if len(line) > DEFAULT.bytes:
            raise ReadError(f"has a line of over {DEFAULT.bytes} bytes")
        yield line


class _NamedDocument(io.BytesIO):
    """A document in memory with the name of its file: the id of a page can be made of it.

    Args:
        content: its bytes.
        name: its path.
    """

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def _document_parts(
    file: InputFile, settings: BulkSettings, note: Callable[[InputEntry], object], entry: InputEntry
) -> Iterator[pa.RecordBatch]:
    report = Report(limit=0)
    options: ReadOptions = {
        "report": report,
        "base": settings.base,
        "recover": settings.recover,
        "outlets": settings.outlets,
    }
    if settings.default_zone is not None:
        options["default_zone"] = settings.default_zone
    with file.open() as stream:
        document = _NamedDocument(files.read(stream, DEFAULT), file.path)
    stories = load(document, None, **options).stories
    note(attrs.evolve(entry, errors=report.count(Severity.ERROR), warnings=report.count(Severity.WARNING)))
    yield from iter_batches(stories, PART_SIZE)


# --- parts to shards -------------------------------------------------------------------------------------------------------


def iter_shards(parts: Iterable[Part], size: int) -> Iterator[tuple[Part, ...]]:
    """Yield the parts of each shard: exactly `size` rows together, fewer in the last."""
    shard: list[Part] = []
    room = size
    for part in parts:
        offset = 0
        while offset < len(part):
            piece = part.slice(offset, room)
            shard.append(piece)
            offset += len(piece)
            room -= len(piece)
            if not room:
                yield tuple(shard)
                shard, room = [], size
    if shard:
        yield tuple(shard)


# --- parts to stories ------------------------------------------------------------------------------------------------------


def iter_rows(part: Part) -> Iterator[Story | RowError]:
    """Yield the stories of a part, and errors for rows that are none."""
    if isinstance(part, Lines):
        for number, line in enumerate(part.lines, part.first):
            yield _read_line(line, f"{part.name}:{number}")
    else:
        yield from read_rows(part)


def _read_line(line: bytes, name: str) -> Story | RowError:
    """Return the story of a line: a newsfeed JSON document, or an object with the columns of a flat row."""
    document: object = None
    try:
        document = decode(line)
        return from_values(_fields(document))
    except ReadError as error:
        story_id = document.get("id") if isinstance(document, dict) else None
        return RowError(id=story_id if isinstance(story_id, str) else None, reason=f"{name}: {error.reason}")


def _fields(document: object) -> dict[str, object]:
    """Return the fields of a story in the JSON of a line.

    Raises:
        ReadError: it is no object, or that of a feed.
    """
    if not isinstance(document, dict):
        raise ReadError("is no object: write a story on each line")
    if document.get(VERSION_KEY, STORY_VERSION) != STORY_VERSION:
        raise ReadError(f"is {document[VERSION_KEY]!r:.64}, not a {STORY_VERSION}: write a story on each line")
    return without_document_keys(document)
