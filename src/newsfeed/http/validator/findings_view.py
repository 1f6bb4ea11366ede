"""The findings as the page shows them: grouped by code, each with its lines and its explanation."""

from collections.abc import Iterable, Mapping
from typing import Final

from newsfeed.classes.frozen import frozen
from newsfeed.errors import UnknownCodeError
from newsfeed.explain import Example, Explanation, explain
from newsfeed.findings import Finding, Report, Severity
from newsfeed.plugins import Format
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.printing import printable

_EXPLAINED: Final = 60
"""The number of codes that are explained; a document can have any number, since its element names are in some."""
_UNFOLDED: Final = 5
"""The number of findings of one code that are shown at once."""
_BEFORE, _AFTER = 80, 160
"""Number of characters of a long line to show on each side of a finding."""


@frozen(kw_only=True)
class Line:
    """A part of a line of a document.

    Attributes:
        number: the number of the line, counted from 1.
        before: the text before the mark.
        marked: the marked character; "" if there is no mark.
        after: the text behind the mark.
    """

    number: int
    before: str
    marked: str = ""
    after: str = ""


@frozen(kw_only=True)
class Occurrence:
    """A finding on the page.

    Attributes:
        anchor: the id of its element.
        finding: the finding.
        path: its path as it can be shown.
        line: its line, or None.
        is_listed: True if the listing of the document has the line.
    """

    anchor: str
    finding: Finding
    path: str
    line: Line | None
    is_listed: bool


@frozen(kw_only=True)
class ExampleView:
    """An example of an explanation.

    Attributes:
        title: "Bad" or "Good".
        path: the element or value that it is about.
        lines: its lines.
    """

    title: str
    path: str
    lines: tuple[Line, ...]


@frozen(kw_only=True)
class ExplanationView:
    """The explanation of a code.

    Attributes:
        code: the code of its example; another one if the code of the finding has a name from the document.
        rule, why: the rule and the reason for it.
        examples: a bad and a good example.
    """

    code: str
    rule: str
    why: str
    examples: tuple[ExampleView, ...]


@frozen(kw_only=True)
class FindingGroup:
    """The findings of one code.

    Attributes:
        code, severity: those of its findings.
        message: the message, if all findings have the same; "" otherwise.
        first: the findings that are shown at once.
        further: the others.
        reference: the address of the rule's documentation, or None.
        explanation: the explanation, or None if there is none.
    """

    code: str
    severity: Severity
    message: str
    first: tuple[Occurrence, ...]
    further: tuple[Occurrence, ...]
    reference: str | None
    explanation: ExplanationView | None

    @property
    def count(self) -> int:
        """The number of findings."""
        return len(self.first) + len(self.further)


def group_findings(
    report: Report, lines: Lines, document_format: Format, *, prefix: str, listed: int
) -> tuple[FindingGroup, ...]:
    """Return the findings of a report by their codes: errors first, then in the order of the document.

    Args:
        report: the findings.
        lines: the lines of the document.
        document_format: its format.
        prefix: the beginning of the findings' ids.
        listed: the number of lines in the listing of the document.
    """
    groups: dict[str, list[Occurrence]] = {}
    for number, finding in enumerate(report, 1):
        groups.setdefault(finding.code, []).append(_occurrence(finding, lines, f"{prefix}-{number}", listed))
    ordered = sorted(groups.items(), key=lambda item: _ORDER[_heaviest(item[1])])
    explanations = _explanations([code for code, _ in ordered[:_EXPLAINED]], document_format)
    return tuple(_group(code, occurrences, explanations.get(code)) for code, occurrences in ordered)


_ORDER: Final = {severity: index for index, severity in enumerate(Severity)}


def _heaviest(occurrences: Iterable[Occurrence]) -> Severity:
    return min((occurrence.finding.severity for occurrence in occurrences), key=_ORDER.__getitem__)


def _occurrence(finding: Finding, lines: Lines, anchor: str, listed: int) -> Occurrence:
    return Occurrence(
        anchor=anchor,
        finding=finding,
        path="" if finding.path == "/" else printable(finding.path),
        line=_marked_line(lines, finding.line, finding.column, finding.line or 0),
        is_listed=finding.line is not None and finding.line <= listed,
    )


def _marked_line(lines: Lines, line: int | None, column: int | None, number: int) -> Line | None:
    excerpt = lines.around(line, column, before=_BEFORE, after=_AFTER)
    if excerpt is None:
        return None
    return Line(number=number, before=excerpt.before, marked=excerpt.after[:1] or " ", after=excerpt.after[1:])


def _group(code: str, occurrences: list[Occurrence], explanation: ExplanationView | None) -> FindingGroup:
    messages = {occurrence.finding.message for occurrence in occurrences}
    references = (occurrence.finding.reference for occurrence in occurrences)
    return FindingGroup(
        code=code,
        severity=_heaviest(occurrences),
        message=messages.pop() if len(messages) == 1 else "",
        first=tuple(occurrences[:_UNFOLDED]),
        further=tuple(occurrences[_UNFOLDED:]),
        reference=next(filter(None, references), None),
        explanation=explanation,
    )


# --- explanations ----------------------------------------------------------------------------------------------------------


def _explanations(codes: Iterable[str], document_format: Format) -> Mapping[str, ExplanationView]:
    explanations: dict[str, ExplanationView] = {}
    for code in codes:
        explanation = _explain(code, document_format)
        if explanation is not None:
            explanations[code] = _view(explanation)
    return explanations


def _explain(code: str, document_format: Format) -> Explanation | None:
    """Return the explanation of a code for a format, or for another one, or None."""
    for name in (document_format.name, None):
        try:
            return explain(code, name)
        except UnknownCodeError:
            continue
    return None


def _view(explanation: Explanation) -> ExplanationView:
    examples = [_example("Bad", explanation.bad)]
    if explanation.good is not None:
        examples.append(_example("Good", explanation.good))
    return ExplanationView(code=explanation.code, rule=explanation.rule, why=explanation.why, examples=tuple(examples))


def _example(title: str, example: Example) -> ExampleView:
    lines = Lines("\n".join(example.lines).encode())
    view: list[Line] = []
    for index in range(1, len(example.lines) + 1):
        number = example.first + index - 1
        if number == example.line and title == "Bad":
            marked = _marked_line(lines, index, example.column, number)
        else:
            excerpt = lines.around(index, 1, after=_BEFORE + _AFTER)
            marked = excerpt and Line(number=number, before=excerpt.before + excerpt.after)
        view.append(marked or Line(number=number, before=""))
    return ExampleView(title=title, path=example.path.rstrip("/") or "the document", lines=tuple(view))
