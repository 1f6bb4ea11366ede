"""Reports of `newsfeed validate` and `newsfeed diff --check`: text, JSON, SARIF 2.1.0 and JUnit XML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from newsfeed.findings import Finding, Report, Severity
from newsfeed.reports.printing import as_json as to_json
from newsfeed.reports.printing import counted, printable
from newsfeed.reports.sarif import as_sarif


@attrs.frozen(kw_only=True)
class CheckedFile:
    """The findings about one file.

    Attributes:
        name: the file.
        format: the name of its format; empty if it could not be read.
        report: the findings.
        excerpts: the lines that each finding points at, for the text report.
        failure: why it could not be read, one line; empty if it could.
    """

    name: str
    format: str = ""
    report: Report = attrs.field(factory=Report)
    excerpts: Sequence[Sequence[str]] = ()
    failure: str = ""

    @property
    def valid(self) -> bool:
        """True if it was read and has no error."""
        return not self.failure and self.report.valid


# --- text ------------------------------------------------------------------------------------------------------------


def as_text(
    files: Sequence[CheckedFile], *, style: Callable[[Severity], str] = str, remedy: str = ", see --limit"
) -> str:
    """Return the report for people: position, message, path and line with a caret for each finding; a summary at the end.

    Args:
        files: the files.
        style: returns the name of a severity, for example in a color.
        remedy: what follows the number of findings that are not shown.
    """
    lines = [line for file in files for line in _text(file, style, remedy)]
    return "".join(f"{line}\n" for line in [*lines, _summary(files)])


def _text(checked: CheckedFile, style: Callable[[Severity], str], remedy: str) -> Iterator[str]:
    name = printable(checked.name)
    for finding, excerpt in zip(checked.report, checked.excerpts, strict=True):
        position = f":{finding.line}:{finding.column or 1}" if finding.line else ""
        yield f"{name}{position}: {style(finding.severity)}: {printable(finding.message)} [{finding.code}]"
        if finding.path:
            yield f"    at {printable(finding.path)}"
        for line in excerpt:
            yield f"    | {line}"
    if checked.report.dropped:
        yield f"{name}: {counted(checked.report.dropped, 'more finding')}{remedy}"


def _summary(files: Sequence[CheckedFile]) -> str:
    unread = sum(bool(file.failure) for file in files)
    parts = [counted(len(files), "file"), f"{sum(file.valid for file in files)} valid"]
    parts += [f"{unread} unreadable"] if unread else []
    for severity in Severity:
        total = sum(file.report.count(severity) for file in files)
        parts += [counted(total, severity)] if total else []
    return ", ".join(parts)


# --- JSON ------------------------------------------------------------------------------------------------------------


def as_json(files: Iterable[CheckedFile]) -> str:
    """Return a list of the findings, each with its file; fields without a value are null."""
    return to_json([{"file": file.name, **attrs.asdict(finding)} for file in files for finding in file.report])


# --- JUnit -----------------------------------------------------------------------------------------------------------


def as_junit(files: Sequence[CheckedFile]) -> str:
    """Return a test suite with a case for each file: errors fail it, other findings are its output."""
    from lxml import etree  # few commands need it

    failures = sum(not file.failure and not file.valid for file in files)
    counts = {"tests": len(files), "failures": failures, "errors": sum(bool(file.failure) for file in files)}
    totals = {name: str(number) for name, number in counts.items()}
    root = etree.Element("testsuites", totals)
    suite = etree.SubElement(root, "testsuite", {"name": "newsfeed", "skipped": "0"} | totals)
    for file in files:
        case = etree.SubElement(
            suite, "testcase", {"name": printable(file.name), "classname": f"newsfeed.{file.format or 'unread'}"}
        )
        for tag, attributes, text in _junit_outcomes(file):
            etree.SubElement(case, tag, attributes).text = text
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def _junit_outcomes(checked: CheckedFile) -> Iterator[tuple[str, dict[str, str], str]]:
    if checked.failure:
        yield "error", {"message": printable(checked.failure), "type": "unreadable"}, ""
    if not checked.report.valid:
        errors = [finding for finding in checked.report if finding.severity is Severity.ERROR]
        message = counted(checked.report.count(Severity.ERROR), "error")
        yield "failure", {"message": message, "type": errors[0].code if errors else "error"}, _junit_lines(errors)
    notes = [finding for finding in checked.report if finding.severity is not Severity.ERROR]
    if notes:
        yield "system-out", {}, _junit_lines(notes)


def _junit_lines(findings: Iterable[Finding]) -> str:
    return "".join(f"\n{printable(str(finding))}" for finding in findings) + "\n"


WRITERS: Final[Mapping[str, Callable[[Sequence[CheckedFile]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""The kinds of report, by the name that `--report` takes."""
