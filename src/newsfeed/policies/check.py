"""Validation of the files of a site that state the permissions of machines: each by itself, then their agreement."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from newsfeed.errors import NewsfeedError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.io import files, json
from newsfeed.io.limits import Limits
from newsfeed.model import Usage
from newsfeed.plugins import CheckContext, ReadContext, registry
from newsfeed.policies.files import LICENSE, ROBOTS, TDMREP, TRUST
from newsfeed.rights import robots, signals, tdm, trust
from newsfeed.rights.rsl import STANDARD as RSL_STANDARD
from newsfeed.rights.uses import USES, is_address, permission

_STANDARDS: Final[Mapping[str, str]] = {
    LICENSE: RSL_STANDARD,
    ROBOTS: "https://contentsignals.org/",
    TRUST: "https://journallist.net/reference-document-for-trust-txt-specifications",
    TDMREP: "https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/",
}
_SIGNAL_READERS: Final = {
    "content-signal": signals.read_content_signal,
    "content-usage": signals.read_content_usage,
}


def check_folder(folder: str | os.PathLike[str], limits: Limits) -> Report:
    """Validate the files of a site, as `newsfeed.check_rights` does."""
    documents = {name: path for name in _STANDARDS if (path := Path(folder, name)).is_file()}
    if not documents:
        names = ", ".join(_STANDARDS)
        raise FileNotFoundError(2, f"there is none of {names} in the folder", os.fspath(folder))
    report = Report()
    stated: dict[str, Usage] = {}
    for name, path in documents.items():
        try:
            data = files.read(path, limits)
            findings, usage = _CHECKS[name](data, limits)
        except (NewsfeedError, UnicodeDecodeError) as error:
            report.add(_finding(name, "unreadable", f"cannot be read: {error}"))
            continue
        report.extend(findings)
        stated[name] = usage
    report.extend(_contradictions(stated))
    return report


def _finding(
    name: str, problem: str, message: str, *, line: int | None = None, severity: Severity = Severity.ERROR
) -> Finding:
    subject = name.rpartition("/")[2].partition(".")[0]
    return Finding(
        severity=severity,
        code=f"rights.{subject}.{problem}",
        message=message,
        path=name,
        line=line,
        reference=_STANDARDS[name],
    )


_Checked = tuple[Iterable[Finding], Usage]


def _check_license(data: bytes, limits: Limits) -> _Checked:
    raw_findings = registry["rsl"].check(data, CheckContext(limits=limits))
    findings = [attrs.evolve(finding, path=f"{LICENSE}:{finding.path}") for finding in raw_findings]
    feed = registry["rsl"].read(data, ReadContext(limits=limits))
    return findings, feed.usage or Usage()


def _check_robots(data: bytes, _limits: Limits) -> _Checked:
    text = data.decode()
    return list(_robots_findings(text)), robots.read(text)


def _robots_findings(text: str) -> Iterator[Finding]:
    for line in robots.parse(text):
        if line.name == robots.LICENSE and not is_address(line.value):
            message = f"the license is {line.value!r:.80}: write the absolute address of the license file"
            yield _finding(ROBOTS, "license.invalid", message, line=line.number)
        elif reader := _SIGNAL_READERS.get(line.name):
            for part in reader(line.value)[1]:
                example = "ai-train=no" if line.name == "content-signal" else "train-ai=n"
                message = f"{part!r:.80} says nothing in {line.name}: write signals such as {example}, each once"
                yield _finding(ROBOTS, "signal.unknown", message, line=line.number, severity=Severity.WARNING)


def _check_trust(data: bytes, _limits: Limits) -> _Checked:
    text = data.decode()
    return list(_trust_findings(text)), trust.read(text)


def _trust_findings(text: str) -> Iterator[Finding]:
    for number, name, value in trust.pairs(text):
        if name not in trust.VARIABLES:
            message = f"there is no variable {name!r:.40}: write one of {', '.join(sorted(trust.VARIABLES))}"
            yield _finding(TRUST, "variable.unknown", message, line=number, severity=Severity.WARNING)
        elif name == trust.TRAINING and value.lower() not in ("yes", "no"):
            yield _finding(TRUST, "training.invalid", f"{name} is {value!r:.40}: write yes or no", line=number)
        elif name == trust.CONTACT and trust.contact_field(value) is None and not value:
            yield _finding(TRUST, "contact.empty", "contact is empty: add an address, or remove the line", line=number)


def _check_tdmrep(data: bytes, limits: Limits) -> _Checked:
    try:
        document = json.parse(data, limits=limits)
    except ReadError as error:
        return [_finding(TDMREP, "json", f"is not JSON: {error.reason}", line=error.line)], Usage()
    if not isinstance(document, list):
        return [_finding(TDMREP, "structure", "is not an array: write an array of rules")], Usage()
    usage = Usage()
    findings = []
    for number, rule in enumerate(document, 1):
        problems = list(_rule_problems(rule))
        findings += [_finding(TDMREP, "rule.invalid", f"rule {number}: {problem}") for problem in problems]
        if not problems and rule["location"] in (tdm.EVERYTHING, "/*", "*"):
            usage = tdm.read_properties(rule)[0]
    return findings, usage


def _rule_problems(rule: Any) -> Iterator[str]:
    if not isinstance(rule, dict):
        yield "is no object: write location and tdm-reservation"
        return
    if not isinstance(rule.get("location"), str) or not rule["location"]:
        yield "has no location: add a path such as /"
    if type(rule.get(tdm.RESERVATION)) is not int or rule[tdm.RESERVATION] not in (0, 1):
        yield f"has no {tdm.RESERVATION} of 0 or 1: add it"
    if tdm.POLICY in rule and not (isinstance(rule[tdm.POLICY], str) and is_address(rule[tdm.POLICY])):
        yield f"its {tdm.POLICY} is no absolute address: correct or remove it"


_CHECKS: Final = {LICENSE: _check_license, ROBOTS: _check_robots, TRUST: _check_trust, TDMREP: _check_tdmrep}


def _contradictions(stated: Mapping[str, Usage]) -> Iterator[Finding]:
    """Yield an error for each use that one file permits and another prohibits. A price is no contradiction."""
    for field, use in USES.items():
        permissions = {name: value for name, usage in stated.items() if (value := permission(usage, field)) is not None}
        permitting = [name for name, value in permissions.items() if value]
        prohibiting = [name for name, value in permissions.items() if not value]
        if permitting and prohibiting:
            message = (
                f"{use} is permitted by {', '.join(permitting)} and prohibited by {', '.join(prohibiting)}: "
                "make all files say the same"
            )
            yield Finding(severity=Severity.ERROR, code="rights.contradiction", message=message, path=permitting[0])
