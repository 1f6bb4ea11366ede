"""Comparison of `iter_stories` with `loads`, for the battery of streams and for fuzzing."""

import io
import re
from collections.abc import Callable, Iterable
from typing import IO, Any, Final

import attrs

import newsfeed
from newsfeed.errors import LimitError, NewsfeedError, UnknownFormatError
from newsfeed.findings import Finding, Report
from newsfeed.model import Story

_INDEX: Final = re.compile(r"\[\d+\]")


class Connection(io.RawIOBase):
    """A connection: it cannot be rewound, and yields some bytes at a time.

    Args:
        data: what it yields.
        size: the number of bytes of one read at most.
    """

    def __init__(self, data: bytes, size: int) -> None:
        self._file = io.BytesIO(data)
        self._size = size

    def read(self, size: int = -1, /) -> bytes:
        return self._file.read(self._size if size < 0 else min(size, self._size))


@attrs.frozen
class Reading:
    """What reading a document did: its stories, its error or "", and its findings."""

    stories: tuple[Story, ...]
    error: str
    is_limit: bool
    findings: tuple[Finding, ...]


def _reading(read: Callable[[Report], Iterable[Story]]) -> Reading:
    report, stories, error, is_limit = Report(), [], "", False
    try:
        for story in read(report):
            stories.append(story)  # noqa: PERF402  (those before an error count, too)
    except NewsfeedError as caught:
        error, is_limit = f"{type(caught).__name__}: {caught}", isinstance(caught, LimitError)
    return Reading(tuple(stories), error, is_limit, report.findings)


def as_a_whole(data: bytes, name: str | None, **options: Any) -> Reading:
    """Read a document with `loads`."""
    return _reading(lambda report: newsfeed.loads(data, name, report=report, **options).stories)


def as_a_stream(file: IO[bytes], name: str | None, **options: Any) -> Reading:
    """Read a document with `iter_stories`."""
    return _reading(lambda report: newsfeed.iter_stories(file, name, report=report, **options))


def difference(stream: Reading, whole: Reading, *, positions: bool = True) -> str:
    """Describe what a stream has that the whole has not, or the other way round; "" if they are the same.

    Args:
        stream, whole: what reading the document did in both ways.
        positions: False to compare the findings without their positions.
    """
    # A stream meets the limit of an item before a fault that follows it.
    if stream.error != whole.error and not (stream.is_limit and whole.error):
        return f"the stream ends with {stream.error!r:.500}, the whole with {whole.error!r:.500}"
    if whole.error:
        return ""
    if len(stream.stories) != len(whole.stories):
        return f"the stream has {len(stream.stories)} stories, the whole has {len(whole.stories)}"
    for index, (story, other) in enumerate(zip(stream.stories, whole.stories, strict=True)):
        if story != other:
            fields = [
                field.name for field in attrs.fields(Story) if getattr(story, field.name) != getattr(other, field.name)
            ]
            return f"the story {index} differs in {fields}"
    streamed, expected = (
        sorted(_text(finding, positions) for finding in reading.findings) for reading in (stream, whole)
    )
    if streamed != expected:
        more, missing = set(streamed) - set(expected), set(expected) - set(streamed)
        return f"findings of the stream only: {more}; of the whole only: {missing}"
    return ""


def _text(finding: Finding, positions: bool) -> str:
    return str(
        finding if positions else attrs.evolve(finding, line=None, column=None, path=_INDEX.sub("", finding.path))
    )


def has_positions(data: bytes, name: str | None) -> bool:
    """Return whether the findings of a stream have the positions of the whole: those of a NewsML-G2 message have fewer."""
    try:
        return (name or newsfeed.detect(data)) != "newsml"
    except UnknownFormatError:
        return True
