"""Problems of a JSON document as findings, with the line and column of each wrong value."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.io.json import positions
from newsfeed.model import Feed, Story
from newsfeed.model.date_conflicts import find_date_conflicts
from newsfeed.plain_data.problems import Problem
from newsfeed.validation.disclosure import lacks_statement, reminder
from newsfeed.validation.story_values import shared_ids, unlisted_languages

_UTF_8_BOM: Final = b"\xef\xbb\xbf"


def without_bom(data: bytes) -> bytes:
    """Return a document without its byte order mark; it does not count as a column."""
    return data.removeprefix(_UTF_8_BOM)


def findings_of(problems: Iterable[Problem], source: bytes, code: str = "json.model") -> list[Finding]:
    """Return a finding for each problem, in document order.

    A value that is not in the document (a default, or a missing field) is reported at the nearest object around it.

    Args:
        problems: problems with JSON pointers into the document.
        source: the document, without a byte order mark.
        code: the code of the findings.
    """
    problems = list(problems)
    known_positions = positions(source, {pointer for problem in problems for pointer in _enclosing(problem.pointer)})
    findings = []
    for problem in problems:
        pointers = _enclosing(problem.pointer)
        line, column = next((known_positions[pointer] for pointer in pointers if pointer in known_positions), (1, 1))
        findings.append(
            Finding(
                severity=Severity.ERROR,
                code=code,
                message=problem.message,
                path=problem.pointer,
                line=line,
                column=column,
            )
        )
    return in_document_order(findings)


def date_findings(stories: Iterable[tuple[str, Story]], source: bytes, as_of: datetime | None) -> list[Finding]:
    """Return a finding for each date of stories that contradicts another or is in the future.

    Args:
        stories: the JSON pointer of each story, and the story.
        source: the document, without a byte order mark.
        as_of: the moment after which a date is in the future, or None.
    """
    conflicts: dict[tuple[str, Severity], list[Problem]] = {}
    for pointer, story in stories:
        for code, field, message, severity in find_date_conflicts(story, as_of):
            problem = Problem(f"{pointer}/{field.replace('[', '/').replace('].', '/')}", message)
            conflicts.setdefault((code, severity), []).append(problem)
    return [
        attrs.evolve(finding, severity=severity)
        for (code, severity), problems in conflicts.items()
        for finding in findings_of(problems, source, code)
    ]


def disclosure_findings(stories: Iterable[tuple[str, Story]], source: bytes) -> list[Finding]:
    """Return a reminder for each story that a model has made and that has no statement about it.

    Args:
        stories: the JSON pointer of each story, and the story.
        source: the document, without a byte order mark.
    """
    problems = [Problem(f"{pointer}/ai", "") for pointer, story in stories if lacks_statement(story)]
    findings = findings_of(problems, source) if problems else []
    return [reminder(finding.path, line=finding.line, column=finding.column) for finding in findings]


def value_findings(item: Feed | Story | None, source: bytes) -> list[Finding]:
    """Return a finding for each value of a document that is valid by itself and of no use (see `story_values`).

    Args:
        item: the feed or story, or None.
        source: the document, without a byte order mark.
    """
    if item is None:
        return []
    faults = [("", fault) for fault in unlisted_languages(item)]
    if isinstance(item, Feed):
        faults += [(f"/stories/{index}", fault) for index, fault in shared_ids(item.stories)]
        faults += [
            (f"/stories/{index}", fault)
            for index, story in enumerate(item.stories)
            for fault in unlisted_languages(story)
        ]
    by_pointer = {f"{pointer}/{_FIELD_END.sub('/', fault.path)}": fault for pointer, fault in faults}
    findings = findings_of([Problem(pointer, "") for pointer in by_pointer], source) if by_pointer else []
    return [by_pointer[each.path].finding(each.path, line=each.line, column=each.column) for each in findings]


_FIELD_END: Final = re.compile(r"\]?[\[.]")


def in_document_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted by line and column."""
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))


def _enclosing(pointer: str) -> Iterator[str]:
    """Yield a pointer, then those of the values around it, from the nearest to the document itself ("")."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""
