"""Reports of `newsfeed validate` and `newsfeed diff --check`: text, JSON, SARIF 2.1.0 and JUnit XML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from newsfeed import __version__
from newsfeed.findings import Finding, Report, Severity
from newsfeed.reports.printing import as_json as to_json
from newsfeed.reports.printing import counted, printable

_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STDIN: Final = "<stdin>"


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


# --- SARIF -----------------------------------------------------------------------------------------------------------


def as_sarif(files: Sequence[CheckedFile]) -> str:
    """Return a log of one run (OASIS SARIF 2.1.0, 3.13)."""
    rules = _sarif_rules(files)
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {"name": "newsfeed", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_sarif_invocation(files)],
        "results": [_sarif_result(file.name, finding, index) for file in files for finding in file.report],
    }
    return to_json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rules(files: Iterable[CheckedFile]) -> list[dict[str, object]]:
    references: dict[str, str | None] = {}
    for file in files:
        for finding in file.report:
            references[finding.code] = references.get(finding.code) or finding.reference
    return [{"id": code, **({"helpUri": url} if url else {})} for code, url in references.items()]


def _sarif_invocation(files: Iterable[CheckedFile]) -> dict[str, object]:
    failed = [file for file in files if file.failure]
    notes = [
        {"level": "error", "message": {"text": file.failure}, "locations": [_sarif_location(file.name)]}
        for file in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _sarif_result(name: str, finding: Finding, index: Mapping[str, int]) -> dict[str, object]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_sarif_location(name, finding)],
    }


def _sarif_location(name: str, finding: Finding | None = None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(name)}}
    if finding and finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        physical["region"] = {"startLine": finding.line, **column}
    location: dict[str, object] = {"physicalLocation": physical}
    if finding and finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return location


def _uri(name: str) -> str:
    """Return a file's URI, relative if its path is (SARIF 2.1.0, 3.4.4)."""
    if name == _STDIN:
        return "stdin"
    path = Path(name).as_posix()
    if Path(name).is_absolute():
        path = f"file://{'' if path.startswith('/') else '/'}{path}"
    elif ":" in path.partition("/")[0]:
        path = f"./{path}"  # otherwise the part before the colon would be a scheme (RFC 3986, 4.2)
    from urllib.parse import quote

    return quote(path.encode("utf-8", "surrogateescape"), safe="/:")


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
