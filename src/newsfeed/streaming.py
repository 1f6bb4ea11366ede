"""Stories of a file one by one: a stream while the document is sound, and a whole document from its first fault on."""

import contextlib
import io
import os
from collections.abc import Iterator
from typing import IO, Any, cast

import attrs

from newsfeed.documents import MENDED, read_document, transcoded
from newsfeed.errors import LimitError, ReadError, UnknownFormatError
from newsfeed.findings import Report
from newsfeed.io import compression, files
from newsfeed.io.limits import Limits
from newsfeed.model import Story
from newsfeed.plugins import HEAD, Format, ReadContext, registry


def iter_stories(source: files.Source, target_format: Format | None, context: ReadContext) -> Iterator[Story]:
    """Yield the stories of a file as reading it as a whole gives them.

    Args:
        source: a path or a binary file object.
        target_format: its format, or None to detect it.
        context: the options of the caller.

    Raises:
        ReadError, LimitError: the document cannot be read; stories before the fault have been yielded.
    """
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(source, "rb")) if isinstance(source, str | os.PathLike) else source  # noqa: PTH123
        replay = stack.enter_context(contextlib.closing(files.Replay(file, context.limits.bytes)))
        stream = _unpacked(replay, context.limits)
        # A format and an encoding are told by the first bytes, and a connection may yield a few at a time.
        head = files.read_fully(stream, HEAD)
        stream = cast("IO[bytes]", _Concatenation(head, stream))
        if target_format is None:
            target_format = _streamed_format(head, context)
        if target_format is None or not target_format.streams:
            yield from read_document(_whole(replay, stream, context.limits), target_format, context).stories
        else:
            yield from _stream(target_format, stream, replay, context)


def _whole(replay: files.Replay, stream: IO[bytes], limits: Limits) -> bytes:
    """Return the whole document, or a part of it that is longer than the limit."""
    data = replay.replay()  # The parts that have been read and the rest would be in memory twice while they are joined.
    return files.read_fully(stream, limits.bytes + 1) if data is None else compression.decompress(data, limits)


def _unpacked(file: files.Replay, limits: Limits) -> IO[bytes]:
    """Return a file with its gzip removed."""
    head = files.read_fully(cast("IO[bytes]", file), len(compression.MAGIC))
    stream = cast("IO[bytes]", _Concatenation(head, file))
    return cast("IO[bytes]", compression.GzipStream(stream, limits)) if head == compression.MAGIC else stream


def _streamed_format(head: bytes, context: ReadContext) -> Format | None:
    """Return the format of a document that is streamed; None if more than its head is needed to tell its format."""
    try:
        target_format = registry.detect(transcoded(head, context.encoding)[0])
    except UnknownFormatError:
        return None
    return target_format if target_format.streams else None


def _stream(target_format: Format, stream: IO[bytes], replay: files.Replay, context: ReadContext) -> Iterator[Story]:
    """Yield the stories of a stream; from its first fault on, those that reading the whole document gives."""
    story_count, report = 0, context.report
    findings_before = len(report) + report.dropped
    try:
        for story in target_format.iter_stories(stream, context):
            yield story
            story_count += 1
    except LimitError:
        raise
    except ReadError as fault:
        data = replay.replay()
        if data is None:
            raise
        document_report = Report()
        try:
            feed = read_document(
                compression.decompress(data, context.limits),
                target_format,
                attrs.evolve(context, report=document_report),
            )
        finally:
            _add_findings(report, document_report, len(report) + report.dropped - findings_before)
        if len(feed.stories) < story_count:
            raise fault from None
        yield from feed.stories[story_count:]


def _add_findings(report: Report, document_report: Report, count: int) -> None:
    """Add the findings about a document, except the first `count`; its stream has reported those already.

    A stream that meets a fault has not reported the repair of the document, which a reader reports first.
    """
    repairs = [finding for finding in document_report if finding.code == MENDED]
    other_findings = [finding for finding in document_report if finding.code != MENDED]
    report.extend((*repairs, *other_findings[count:]))


class _Concatenation(io.RawIOBase):
    """The bytes that were read from a file already, followed by the rest of the file."""

    def __init__(self, head: bytes, file: "IO[bytes] | files.Replay") -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return the head, followed by the result of one read of the file."""
        if not self._head:
            return self._file.read(size)
        data = self._head if size < 0 else self._head[:size]
        self._head = self._head[len(data) :]
        return data if len(data) == size else data + self._file.read(size if size < 0 else size - len(data))

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
