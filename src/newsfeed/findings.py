"""Findings of validation and lenient reading, and losses: values that a format cannot carry."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NoReturn

from newsfeed.classes.frozen import frozen


class Severity(StrEnum):
    """The weight of a finding."""

    ERROR = "error"
    """The document breaks its standard; consumers may refuse it."""
    WARNING = "warning"
    """The document is allowed, but some consumers fail on it or a best-practice guide discourages it."""
    INFO = "info"
    """The document is fine; there is something to know about it."""


@frozen(kw_only=True)
class Finding:
    """A finding of a validator or a lenient reader.

    Attributes:
        severity: its weight.
        code: the name of the rule, such as `rss.item.guid.missing`; codes never change.
        message: what is wrong and what to write instead, one line.
        path: the element or member in the document (`/rss/channel/item[2]/guid`), or the field of the model
            (`story.questions[2].answer`).
        line: the line in the document, counted from 1; None if it is not known, as for objects.
        column: the column in that line, counted from 1; None if it is not known.
        reference: URL of the rule's public documentation, or None.
    """

    severity: Severity
    code: str
    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    reference: str | None = None

    def __str__(self) -> str:
        position = "" if self.line is None else f"{self.line}:{self.column or 1}: "
        return f"{position}{self.severity}: {self.message} [{self.code}]" + (f" at {self.path}" if self.path else "")


@frozen
class Loss:
    """A value of the model that a format cannot carry.

    Attributes:
        path: the field, such as `story.version` or `feed.stories[3].version`.
        reason: why it is lost, one line.
    """

    path: str
    reason: str


MAX_LISTED: Final = 10_000
"""Findings about one document that are kept one by one."""


class _Omitted:
    """The findings of one code and severity that a report does not list: the first of them, and their number."""

    __slots__ = ("count", "first")

    def __init__(self, first: Finding) -> None:
        self.first: Finding = first
        self.count: int = 1

    def finding(self) -> Finding:
        """Return the finding that stands for all of them."""
        return standing_for(self.first, self.count)


def standing_for(finding: Finding, count: int) -> Finding:
    """Return a finding that stands for several of its code that are not listed.

    Args:
        finding: the first of them.
        count: their number.
    """
    if count == 1:
        return finding
    return Finding(
        severity=finding.severity,
        code=finding.code,
        message=f"{finding.message}; from here on, this finding stands for {count}",
        path=finding.path,
        line=finding.line,
        column=finding.column,
        reference=finding.reference,
    )


class Report:
    """The findings about a document, in their order.

    A report has no truth value, since `if validate(data):` could mean "is valid" or "has findings": ask `report.valid` or
    `len(report)`.

    Args:
        findings: the initial findings.
        limit: the number of findings to keep; any more are only counted. None keeps 10,000, and for those beyond them one
            of each code, whose message has their number: a document with an error on each line does not fill the memory.
    """

    __slots__ = ("_counts", "_findings", "_omitted", "limit")

    def __init__(self, findings: Iterable[Finding] = (), *, limit: int | None = None) -> None:
        self.limit: int | None = limit
        self._findings: list[Finding] = []
        self._omitted: dict[tuple[str, Severity], _Omitted] = {}
        self._counts = dict.fromkeys(Severity, 0)
        self.extend(findings)

    def add(self, finding: Finding) -> None:
        """Add a finding."""
        self._counts[finding.severity] += 1
        if len(self._findings) < (MAX_LISTED if self.limit is None else self.limit):
            self._findings.append(finding)
        elif self.limit is None:
            omitted = self._omitted.get((finding.code, finding.severity))
            if omitted is None:
                self._omitted[finding.code, finding.severity] = _Omitted(finding)
            else:
                omitted.count += 1

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add several findings."""
        for finding in findings:
            self.add(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that were kept."""
        return (*self._findings, *(omitted.finding() for omitted in self._omitted.values()))

    @property
    def valid(self) -> bool:
        """True if there is no error among all findings, kept or not."""
        return not self._counts[Severity.ERROR]

    @property
    def dropped(self) -> int:
        """The number of findings that are not among those that were kept."""
        return sum(self._counts.values()) - len(self)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity, kept or not."""
        return self._counts[severity]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings) if self._omitted else iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings) + len(self._omitted)

    def __bool__(self) -> NoReturn:
        raise TypeError("a Report has no truth value: ask report.valid, or len(report) for the number of findings")

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {severity}" for severity, number in self._counts.items())
        return f"<Report: {counts}>"


W3C: Final = "https://validator.w3.org/feed/docs/"
"""Base URL of the W3C feed validator's documentation."""
