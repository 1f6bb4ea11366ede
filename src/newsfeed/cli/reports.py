"""What `newsfeed validate` found, as text, JSON, SARIF 2.1.0 and JUnit XML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from newsfeed import __version__
from newsfeed.cli.lines import counted, printable, severity
from newsfeed.findings import Finding, Report, Severity

_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STDIN: Final = "<stdin>"


@attrs.frozen(kw_only=True)
class Checked:
    """What was found in one file.

    Attributes:
        name: the file.
        format: the name of its format; empty where it could not be read.
        report: the findings.
        excerpts: the lines that each finding is about, for text.
        failure: why it could not be read, one line; empty where it could.
    """

    name: str
    format: str = ""
    report: Report = attrs.field(factory=Report)
    excerpts: Sequence[Sequence[str]] = ()
    failure: str = ""

    @property
    def valid(self) -> bool:
        """Whether it was read and has no error."""
        return not self.failure and self.report.valid


# --- text ------------------------------------------------------------------------------------------------------------


def as_text(checked: Sequence[Checked]) -> str:
    """Give findings for people: the place, the message, the path, and the line with a caret; a summary ends it."""
    lines = [line for each in checked for line in _text(each)]
    return "".join(f"{line}\n" for line in [*lines, _summary(checked)])


def _text(checked: Checked) -> Iterator[str]:
    name = printable(checked.name)
    for finding, excerpt in zip(checked.report, checked.excerpts, strict=True):
        place = f":{finding.line}:{finding.column or 1}" if finding.line else ""
        yield f"{name}{place}: {severity(finding.severity)}: {printable(finding.message)} [{finding.code}]"
        if finding.path:
            yield f"    at {printable(finding.path)}"
        for line in excerpt:
            yield f"    | {line}"
    if checked.report.dropped:
        yield f"{name}: {counted(checked.report.dropped, 'more finding')}, see --limit"


def _summary(checked: Sequence[Checked]) -> str:
    unread = sum(bool(each.failure) for each in checked)
    parts = [counted(len(checked), "file"), f"{sum(each.valid for each in checked)} valid"]
    parts += [f"{unread} unreadable"] if unread else []
    for each in Severity:
        total = sum(one.report.count(each) for one in checked)
        parts += [counted(total, each)] if total else []
    return ", ".join(parts)


# --- JSON ------------------------------------------------------------------------------------------------------------


def as_json(checked: Iterable[Checked]) -> str:
    """Give a list of the findings, each with its file; fields without a value are null."""
    return _json([{"file": each.name, **attrs.asdict(finding)} for each in checked for finding in each.report])


def _json(data: object) -> str:
    """Give JSON in which no lone surrogate of a file's name is left as one."""
    import json  # dear to import, and seldom needed

    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"  # \udcff is an escape of JSON as well


# --- SARIF -----------------------------------------------------------------------------------------------------------


def as_sarif(checked: Sequence[Checked]) -> str:
    """Give a log of one run (OASIS SARIF 2.1.0, 3.13)."""
    rules = _sarif_rules(checked)
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    driver = {"name": "newsfeed", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_sarif_invocation(checked)],
        "results": [_sarif_result(each.name, finding, index) for each in checked for finding in each.report],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rules(checked: Iterable[Checked]) -> list[dict[str, Any]]:
    references: dict[str, str | None] = {}
    for each in checked:
        for finding in each.report:
            references[finding.code] = references.get(finding.code) or finding.reference
    return [{"id": code, **({"helpUri": url} if url else {})} for code, url in references.items()]


def _sarif_invocation(checked: Iterable[Checked]) -> dict[str, Any]:
    failed = [each for each in checked if each.failure]
    notes = [
        {"level": "error", "message": {"text": each.failure}, "locations": [_sarif_location(each.name)]}
        for each in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _sarif_result(name: str, finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_sarif_location(name, finding)],
    }


def _sarif_location(name: str, finding: Finding | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
    if finding and finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        physical["region"] = {"startLine": finding.line, **column}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding and finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return location


def _uri(name: str) -> str:
    """Give a file's URI: relative where its path is (SARIF 2.1.0, 3.4.4)."""
    if name == _STDIN:
        return "stdin"
    path = Path(name).as_posix()
    if Path(name).is_absolute():
        path = f"file://{'' if path.startswith('/') else '/'}{path}"
    elif ":" in path.partition("/")[0]:
        path = f"./{path}"  # else it would be a scheme (RFC 3986, 4.2)
    from urllib.parse import quote

    return quote(path.encode("utf-8", "surrogateescape"), safe="/:")


# --- JUnit -----------------------------------------------------------------------------------------------------------


def as_junit(checked: Sequence[Checked]) -> str:
    """Give a test suite with a case for each file: errors fail it, the other findings are its output."""
    from lxml import etree  # of use here only

    failures = sum(not each.failure and not each.valid for each in checked)
    counts = {"tests": len(checked), "failures": failures, "errors": sum(bool(each.failure) for each in checked)}
    totals = {name: str(number) for name, number in counts.items()}
    root = etree.Element("testsuites", totals)
    suite = etree.SubElement(root, "testsuite", {"name": "newsfeed validate", "skipped": "0"} | totals)
    for each in checked:
        case = etree.SubElement(
            suite, "testcase", {"name": printable(each.name), "classname": f"newsfeed.{each.format or 'unread'}"}
        )
        for tag, about, text in _junit(each):
            etree.SubElement(case, tag, about).text = text
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def _junit(checked: Checked) -> Iterator[tuple[str, dict[str, str], str]]:
    if checked.failure:
        yield "error", {"message": printable(checked.failure), "type": "unreadable"}, ""
    if not checked.report.valid:
        errors = [each for each in checked.report if each.severity is Severity.ERROR]
        message = counted(checked.report.count(Severity.ERROR), "error")
        yield "failure", {"message": message, "type": errors[0].code if errors else "error"}, _junit_lines(errors)
    others = [each for each in checked.report if each.severity is not Severity.ERROR]
    if others:
        yield "system-out", {}, _junit_lines(others)


def _junit_lines(findings: Iterable[Finding]) -> str:
    return "".join(f"\n{printable(str(each))}" for each in findings) + "\n"


WRITERS: Final[Mapping[str, Callable[[Sequence[Checked]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""How the findings can be printed."""
