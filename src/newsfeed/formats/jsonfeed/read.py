"""Reader of JSON Feed 1.1 and 1.0: invalid values are reported, and everything else is read."""

from collections.abc import Collection
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.jsonfeed.duplicate_members import Duplicate, find_duplicates
from newsfeed.formats.jsonfeed.feed_reader import read_feed
from newsfeed.formats.jsonfeed.json_types import JsonObject, JsonValue
from newsfeed.formats.jsonfeed.object_reader import ObjectReader, shown
from newsfeed.formats.jsonfeed.recovery import recover_document
from newsfeed.io.json import parse_counting, positions
from newsfeed.model import Feed
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_DISTINCTIVE_MEMBERS: Final = ("items", "home_page_url", "feed_url")
"""Members that make an object a feed even without a version."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Returns:
        the feed with its stories, in document order.

    Raises:
        ReadError: the document is not JSON, or has nothing of JSON Feed in it; with line and column.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = _parse_or_recover(data, lenient)
    if not isinstance(document, dict) or not _is_feed(document):
        reason = "is not JSON Feed: an object with a version of JSON Feed, or with items, is expected"
        raise ReadError(reason, line=1, column=1)
    feed = read_feed(ObjectReader(lenient, document, base=reading.base))
    if report.findings:
        reading.report.extend(_with_positions(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def _is_feed(document: JsonObject) -> bool:
    return "jsonfeed" in str(document.get("version")) or not document.keys().isdisjoint(_DISTINCTIVE_MEMBERS)


def _parse_or_recover(data: bytes, lenient: LenientReader) -> JsonValue:
    limits = lenient.reading.limits
    document: JsonValue
    try:
        document, member_count = parse_counting(data, limits=limits)
    except LimitError:
        raise
    except ReadError as error:
        recovered = recover_document(data, limits) if lenient.reading.recover and data.strip() else None
        if recovered is None:
            raise
        location = Location("", error.line, error.column)
        message = f"the document {error.reason}; it is read as far as possible"
        lenient.note("syntax", message, location, Severity.ERROR)
        document, duplicates = recovered
    else:
        duplicates = tuple(find_duplicates(data.removeprefix(b"\xef\xbb\xbf"), member_count))
    for duplicate in duplicates:
        _report_duplicate(duplicate, lenient)
    return document


def _report_duplicate(duplicate: Duplicate, lenient: LenientReader) -> None:
    """Report the values of a member that occurs several times, except the last one; only that is read."""
    name = duplicate.pointer.rpartition("/")[2]
    for value in duplicate.earlier_values:
        message = f"{name} occurs more than once and the last one is read: this one is left out ({shown(value)})"
        lenient.note("member.duplicate", message, Location(duplicate.pointer))


def _with_positions(findings: Collection[Finding], source: bytes) -> list[Finding]:
    """Return findings with line and column: those of the value, or of the nearest value around it that exists."""
    paths = {path for finding in findings for path in _enclosing_paths(finding.path)}
    position_of = positions(source, paths)
    result = []
    for finding in findings:
        path = next((path for path in _enclosing_paths(finding.path) if path in position_of), None)
        line, column = position_of[path] if path is not None else (1, 1)
        result.append(finding if finding.line else attrs.evolve(finding, line=line, column=column))
    return result


def _enclosing_paths(path: str) -> list[str]:
    """Return a JSON pointer and those of the two values around it."""
    parent = path.rpartition("/")[0]
    return [path, parent, parent.rpartition("/")[0]]
