"""Findings as a SARIF 2.1.0 log, for code scanning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from newsfeed import __version__
from newsfeed.errors import UnknownCodeError
from newsfeed.findings import Finding, Severity
from newsfeed.reports.printing import as_json as to_json

if TYPE_CHECKING:
    from newsfeed.reports.writers import CheckedFile

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_DOCUMENTATION: Final = "https://newsfeed.example.com/docs/"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STDIN: Final = "<stdin>"
_ROOT: Final = "%SRCROOT%"
"""The base of relative paths; code scanning takes it for the root of the repository."""


def as_sarif(files: "Sequence[CheckedFile]") -> str:
    """Return a log of one run (OASIS SARIF 2.1.0, 3.13)."""
    rules = list(_rules(files))
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {
        "name": "newsfeed",
        "semanticVersion": __version__,
        "informationUri": _DOCUMENTATION,
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder in which newsfeed was run"}}},
        "invocations": [_invocation(files)],
        "results": [result for file in files for result in _results(file, index)],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(files: "Iterable[CheckedFile]") -> "Iterator[dict[str, object]]":
    """Yield a rule for each code, with its explanation (3.49); codes of plug-ins have the message of their first finding."""
    findings: dict[str, Finding] = {}
    references: dict[str, str] = {}
    for file in files:
        for finding in file.report:
            findings.setdefault(finding.code, finding)
            if finding.reference:
                references.setdefault(finding.code, finding.reference)
    for code, finding in findings.items():
        yield {
            "id": code,
            **_texts(finding),
            "helpUri": references.get(code, f"{_DOCUMENTATION}reference/findings.html"),
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        }


def _texts(finding: Finding) -> dict[str, object]:
    """Return the short and the full description of a rule, and its help."""
    from newsfeed.explain import explain

    try:
        explanation = explain(finding.code)
    except UnknownCodeError:
        text = {"text": finding.message}
        return {"shortDescription": text, "help": text}
    command = f"newsfeed explain {finding.code}"
    return {
        "shortDescription": {"text": explanation.rule},
        "fullDescription": {"text": explanation.why},
        "help": {
            "text": f"{explanation.rule}\n\n{explanation.why}\n\nA bad and a good example: {command}",
            "markdown": f"{explanation.rule}\n\n{explanation.why}\n\nA bad and a good example: `{command}`",
        },
    }


def _invocation(files: "Iterable[CheckedFile]") -> dict[str, object]:
    failed = [file for file in files if file.failure]
    notes = [
        {"level": "error", "message": {"text": file.failure}, "locations": [_location(file.name)]} for file in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _results(file: "CheckedFile", index: Mapping[str, int]) -> "Iterator[dict[str, object]]":
    counts: dict[tuple[str, str, str], int] = {}
    for finding in file.report:
        key = (finding.code, finding.path, finding.message)
        counts[key] = number = counts.get(key, 0) + 1
        yield {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [_location(file.name, finding)],
            "partialFingerprints": {"finding/v1": _fingerprint((*key, str(number)))},
        }


def _fingerprint(parts: Iterable[str]) -> str:
    """Return a digest that stays the same if a finding moves to another line (3.27.17)."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _location(name: str, finding: Finding | None = None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(name)}
    if finding and finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        physical["region"] = {"startLine": finding.line, **column}
    location: dict[str, object] = {"physicalLocation": physical}
    if finding and finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return location


def _artifact(name: str) -> dict[str, str]:
    """Return the location of a file, relative if its path is (3.4)."""
    if name == _STDIN:
        return {"uri": "stdin"}
    path = Path(name).as_posix()
    if Path(name).is_absolute():
        return {"uri": _quoted(f"file://{'' if path.startswith('/') else '/'}{path}")}
    if ":" in path.partition("/")[0]:
        path = f"./{path}"  # otherwise the part before the colon would be a scheme (RFC 3986, 4.2)
    return {"uri": _quoted(path), "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/:")
