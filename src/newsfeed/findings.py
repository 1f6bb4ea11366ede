"""What validation and lenient reading found, and what a format cannot carry."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from attrs import frozen


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The document breaks its standard; consumers may refuse it."""
    WARNING = "warning"
    """It is allowed, but known consumers fail on it or a best-practice document advises against it."""
    INFO = "info"
    """Worth knowing; nothing is wrong."""


@frozen(kw_only=True)
class Finding:
    """One thing that a validator or a lenient reader found.

    Attributes:
        severity: `Severity.ERROR`, `WARNING` or `INFO`.
        code: stable name of the rule, `rss.item.guid.missing`.
        message: what is wrong and what to write instead, one line.
        path: where in the document (`/rss/channel/item[3]/guid`, `/items/3/url`) or model (`story.questions[2].answer`).
        line, column: where in the document, counted from 1; None for findings about an object.
        reference: URL of the rule's public documentation.
    """

    severity: Severity
    code: str
    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    reference: str | None = None

    def __str__(self) -> str:
        place = "" if self.line is None else f"{self.line}:{self.column or 1}: "
        return f"{place}{self.severity}: {self.message} [{self.code}]" + (f" at {self.path}" if self.path else "")


@frozen
class Loss:
    """A value of the model that a format has no place for.

    Attributes:
        path: the field, `story.version` or `feed.stories[3].version`.
        reason: why it is lost, one line.
    """

    path: str
    reason: str


class Report:
    """A list of findings with what can be asked of it.

    Args:
        findings: the first ones.
        limit: how many to keep; the others are only counted, so a document with an error a line costs no memory for each.
    """

    __slots__ = ("_counts", "_findings", "limit")

    def __init__(self, findings: Iterable[Finding] = (), *, limit: int | None = None) -> None:
        self.limit = limit
        self._findings: list[Finding] = []
        self._counts = dict.fromkeys(Severity, 0)
        self.extend(findings)

    def add(self, finding: Finding) -> None:
        """Take one finding in."""
        self._counts[finding.severity] += 1
        if self.limit is None or len(self._findings) < self.limit:
            self._findings.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take findings in."""
        for finding in findings:
            self.add(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order in which they were found."""
        return tuple(self._findings)

    @property
    def valid(self) -> bool:
        """Whether there is no error among all that were found, kept or not."""
        return not self._counts[Severity.ERROR]

    @property
    def dropped(self) -> int:
        """How many more there were than `limit` keeps."""
        return sum(self._counts.values()) - len(self._findings)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity, kept or not."""
        return self._counts[severity]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {severity}" for severity, number in self._counts.items())
        return f"<Report: {counts}>"


W3C: Final = "https://validator.w3.org/feed/docs/"
"""Where the W3C feed validator's pages of rules are."""
