"""Parsing of whole JSON documents for lenient readers, and the positions of the findings about them."""

from collections.abc import Collection
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io.json import parse_counting, positions
from newsfeed.reading.json.duplicate_members import Duplicate, find_duplicates
from newsfeed.reading.json.json_types import JsonValue
from newsfeed.reading.json.object_reader import shown
from newsfeed.reading.json.recovery import recover_document
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

_MAX_LISTED: Final = 100
"""Number of values of one member that have a finding each."""


def parse_or_recover(data: bytes, lenient: LenientReader) -> JsonValue:
    """Parse a document, as far as possible if the caller allows it; duplicate members are reported.

    Raises:
        ReadError: it is not JSON.
        LimitError: it exceeds a limit.
    """
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
    name, values = duplicate.pointer.rpartition("/")[2], duplicate.earlier_values
    for value in values[:_MAX_LISTED]:
        message = f"{name} occurs more than once and the last one is read: this one is left out ({shown(value)})"
        lenient.note("member.duplicate", message, Location(duplicate.pointer))
    if others := values[_MAX_LISTED:]:
        beginning = ", ".join(map(shown, others[:_MAX_LISTED]))
        message = f"{name} occurs {len(values) + 1} times: {len(others)} more values are left out ({beginning:.2000})"
        lenient.note("member.duplicate", message, Location(duplicate.pointer))


def with_positions(findings: Collection[Finding], source: bytes) -> list[Finding]:
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
