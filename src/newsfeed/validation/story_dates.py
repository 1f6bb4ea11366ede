"""Dates of stories that contradict each other, or that lie in the future, in documents and in stories to be written."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from newsfeed.errors import NewsfeedError
from newsfeed.findings import Finding, Report
from newsfeed.model import Feed
from newsfeed.model.date_conflicts import find_date_conflicts
from newsfeed.plugins import CheckContext, Format, ReadContext

_CODES: Final = "date."
"""The beginning of the codes of these findings."""

_DATE_ORDER: Final = (".early", ".order")
"""The ends of the codes by which the rules of formats report that a story was changed before its publication."""

_SAME_FAULT: Final = {"date.updated_early": _DATE_ORDER, "date.future": (".implausible",)}
"""The ends of the codes by which the rules of formats report the same fault."""


def check_dates(
    data: bytes, target_format: Format, checking: CheckContext, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield the findings of a format's rules about a document, then those about the dates of its stories.

    The document is read for the latter only if the caller names the present, since that takes half as long again.

    Args:
        data: the document.
        target_format: its format.
        checking: the options of the caller.
        findings: those of the rules.
    """
    if checking.as_of is None or not target_format.reads:
        yield from findings
        return
    reported = []
    for finding in findings:
        reported.append(finding)
        yield finding
    for finding in _date_findings(data, target_format, checking):
        if not _is_reported(finding, reported):
            yield finding


def _date_findings(data: bytes, target_format: Format, checking: CheckContext) -> Iterator[Finding]:
    """Yield the findings of the reader about dates. Documents that cannot be read have none; the rules report those."""
    report = Report()
    reading = ReadContext(
        report=report,
        limits=checking.limits,
        base=checking.base,
        name=checking.name,
        content=False,
        encoding=checking.encoding,
        default_zone=checking.default_zone,
        as_of=checking.as_of,
    )
    try:
        target_format.read(data, reading)
    except NewsfeedError:
        return
    yield from (finding for finding in report if finding.code.startswith(_CODES))


def _is_reported(finding: Finding, reported: Iterable[Finding]) -> bool:
    """Return whether the rules have a finding about the same fault of the same story."""
    # Rules number items only where there are several, and readers number all.
    story_path = f"{finding.path.rpartition('/')[0].replace('[1]', '')}/"
    ends = _SAME_FAULT.get(finding.code, (finding.code,))
    return any(
        (rule_finding.code == finding.code and rule_finding.path == finding.path)
        or (rule_finding.code.endswith(ends) and rule_finding.path.replace("[1]", "").startswith(story_path))
        for rule_finding in reported
    )


def is_about_dates(finding: Finding) -> bool:
    """Return whether a finding about a document is one that `check_story_dates` has for its stories."""
    return finding.code.startswith(_CODES) or finding.code.endswith(_DATE_ORDER)


def check_story_dates(feed: Feed, as_of: datetime | None, reported: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings about the dates of stories to be written; paths begin with `feed.stories[n]`.

    Args:
        feed: the feed.
        as_of: the moment after which a date is in the future, or None.
        reported: the findings of the format's rules; one about the same date is not repeated.
    """
    order_paths = {finding.path for finding in reported if finding.code.endswith(_DATE_ORDER)}
    for index, story in enumerate(feed.stories):
        for code, field, message, severity in find_date_conflicts(story, as_of):
            path = f"feed.stories[{index}].{field}"
            if not (code == "date.updated_early" and path in order_paths):
                yield Finding(severity=severity, code=code, message=message, path=path)
