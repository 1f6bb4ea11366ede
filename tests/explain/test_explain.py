"""Explanations: every code has a document with its fault, and a valid document that shows the correct form."""

import json
import shutil
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import findings_page
import newsfeed
from newsfeed import Severity, UnknownCodeError, explain, validate
from newsfeed.cli import program
from newsfeed.explain import examples, explanations, reasons
from newsfeed.explain.explanations import validate_example
from newsfeed.explain.variants import variants
from newsfeed.plugins import registry
from newsfeed.validation import schemas

ROOT = Path(__file__).resolve().parents[2]
explained = cache(explain)
CODES = explanations.codes()
FORMATS = {descriptor.name for descriptor in registry}
VALID = sorted(path for path in (ROOT / "tests" / "valid").glob("*/*") if path.parent.name in FORMATS)
WITH_VALID_DOCUMENTS = {path.parent.name for path in VALID}
XML_FORMATS = ("atom", "newsml", "rss")

NO_VALID_FORM = {
    "avoid", "deprecated", "domain", "misplaced", "name", "namespace", "namespace_unknown",
    "namespace_unsupported", "no_namespace", "not-an-item", "obsolete", "questionable", "root", "said_twice",
    "spelling", "superseded", "undeclared-element", "unexpected",
    "unexpected-attribute", "unknown", "unknown-root", "xhtml_misplaced", "child-not-allowed",
}  # fmt: skip
"""Kinds of fault without a correct form at their location: the good example shows its parent or a similar name."""

RARE_ELEMENTS = {"creativeCommons:license"}
"""Elements that no valid document has, so that the good example shows their parent."""

PATHS_OF_PARENTS = {"newsml.date.order"}
"""Codes whose path names a child of the element that they are placed at."""


def test_the_codes_are_those_of_all_invalid_documents() -> None:
    assert len(CODES) > 550
    assert {name for name, _ in CODES} >= {"rss", "atom", "newsml", "jsonld", "ninjs"}
    assert [
        (descriptor.name, path.stem)
        for descriptor in registry
        for path in sorted((ROOT / "tests" / "invalid" / descriptor.name).glob("*"))
    ] == CODES


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code"), CODES)
def test_each_code_is_explained_by_its_documents(name: str, code: str) -> None:
    explanation = explained(code, name)
    document = ROOT / "tests" / "invalid" / name / explanation.bad.document
    (finding,) = {finding for finding in validate_example(document.read_bytes(), name, code) if finding.code == code}
    assert (explanation.code, explanation.format) == (code, name)
    assert explanation.severity == finding.severity
    assert (explanation.path, explanation.reference) == (finding.path, finding.reference)
    assert explanation.rule
    assert explanation.why.endswith(reasons.weight(code, finding.severity))


@pytest.mark.parametrize(("name", "code"), CODES)
def test_each_bad_example_contains_the_line_and_the_name_of_its_fault(name: str, code: str) -> None:
    explanation = explained(code, name)
    bad = explanation.bad
    document = ROOT / "tests" / "invalid" / name / bad.document
    (finding,) = {finding for finding in validate_example(document.read_bytes(), name, code) if finding.code == code}
    assert (bad.line, bad.column) == (finding.line, finding.column)
    if bad.line is None:
        assert name == "text"  # its findings are about the story and have no line
        return
    line = bad.lines[bad.line - bad.first]
    assert line == examples.decode(document.read_bytes()).split("\n")[bad.line - 1].rstrip("\r")
    elements = [step for step in examples.path_steps(explanation.path) if not step.startswith("@")]
    if name in XML_FORMATS and elements and code not in PATHS_OF_PARENTS:
        assert elements[-1].rpartition(":")[2] in line


ELEMENT_FAULTS = (
    "avoid", "complete", "current", "deprecated", "differs", "duplicate", "misplaced", "order", "paging", "past_end",
    "repeated", "spelling", "unknown",
)  # fmt: skip
"""Kinds of fault of one element whose codes name that element."""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (name, code)
        for name, code in CODES
        if name in ("rss", "atom") and code.rpartition(".")[2] in ELEMENT_FAULTS and not code.startswith("xml.")
    ],
)
def test_a_fault_of_an_element_is_placed_at_that_element(name: str, code: str) -> None:
    *_, element, _problem = code.split(".")
    step = examples.path_steps(explained(code, name).path)[-1]
    assert examples.matches_step(step, element)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("rss.item.foo.unknown", "/rss/channel/item/foo"),
        ("rss.item.update_period.unknown", "/rss/channel/item/sy:updatePeriod"),
        ("rss.channel.item.misplaced", "/rss/channel/item"),
        ("rss.channel.skip_hours.hour.repeated", "/rss/channel/skipHours/hour[2]"),
        ("rss.channel.title.duplicate", "/rss/channel/title[2]"),
        ("atom.feed.title.misplaced", "/feed/title"),
        ("atom.entry.content.unsafe_element", "/feed/entry/content/xhtml:div/xhtml:script"),
        ("rss.channel.description.missing", "/rss/channel"),
    ],
)
def test_the_path_of_a_bad_example_is_that_of_the_faulty_element(code: str, path: str) -> None:
    assert explain(code).path == path


@cache
def discouraged() -> frozenset[str]:
    """Return the elements whose mere presence is a finding, so that no valid document has them."""
    paths = [
        examples.path_steps(explained(code, name).path)
        for name, code in CODES
        if code.endswith((".avoid", ".deprecated"))
    ]
    return frozenset(path[-1] for path in paths if path)


@pytest.mark.parametrize(("name", "code"), [entry for entry in CODES if entry[0] in WITH_VALID_DOCUMENTS])
def test_each_code_has_a_good_example_of_the_same_element(name: str, code: str) -> None:
    explanation = explained(code, name)
    assert explanation.good is not None
    assert explanation.good.line is not None
    bad, good = examples.path_steps(explanation.path), examples.path_steps(explanation.good.path)
    is_in_content = any(step.startswith("xhtml:") for step in bad)
    if is_in_content or code.rpartition(".")[2] in NO_VALID_FORM:
        assert good == bad[: len(good)] or good[:-1] == bad[: len(good) - 1]
        return
    absent = discouraged() | RARE_ELEMENTS
    if good[: len(bad)] != bad and absent & {*bad}:
        assert good == bad[: len(good)]
        assert absent & {*bad[len(good) :]}
        return
    assert good[: len(bad)] == bad, f"tests/valid/{name} has no {explanation.path} for {code}"
    line = explanation.good.lines[explanation.good.line - explanation.good.first]
    if good and line.lstrip().startswith("<"):  # in JSON the position is that of the value, perhaps below its name
        assert good[-1].lstrip("@") in line
    if len(good) > len(bad):
        assert (
            good[-1].lstrip("@").rpartition(":")[2].replace("_", "").lower()
            in code.replace("_", "").replace("-", "").lower()
        )


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_valid_documents_are_valid(path: Path) -> None:
    findings = validate(path.read_bytes(), path.parent.name)
    assert [str(finding) for finding in findings if finding.severity is not Severity.INFO] == []


def test_the_good_example_of_a_missing_element_shows_the_element() -> None:
    explanation = explain("rss.item.guid.missing")
    assert explanation.severity is Severity.WARNING
    assert "guid" in explanation.rule
    assert explanation.reference == "https://validator.w3.org/feed/docs/warning/MissingGuid.html"
    assert explanation.path == "/rss/channel/item"
    assert not any("<guid" in line for line in explanation.bad.lines)
    assert explanation.good is not None
    assert explanation.good.path == "/rss/channel/item/guid"
    assert "<guid" in explanation.good.lines[2]


def test_the_good_example_is_the_candidate_most_similar_to_the_bad_one() -> None:
    relation = explain("atom.feed.link.self_missing").good
    content = explain("atom.entry.content.div_missing").good
    assert relation is not None
    assert 'rel="self"' in relation.lines[2]
    assert content is not None
    assert 'type="xhtml"' in content.lines[2]


def test_the_good_example_of_a_misspelled_name_has_the_correct_spelling() -> None:
    good = explain("wfw.comment_r_s_s.spelling").good
    assert good is not None
    assert good.path == "/rss/channel/item/wfw:commentRss"


def test_a_code_of_several_formats_is_explained_for_one_of_them() -> None:
    assert explain("xml.malformed").format == "rss"
    assert explain("xml.malformed", "atom").format == "atom"
    with pytest.raises(newsfeed.UnknownFormatError):
        explain("xml.malformed", "telex")


@pytest.mark.parametrize("code", ["rss.item.anything.unknown", "media.content.bar.unexpected"])
def test_a_code_with_a_name_from_the_document_is_explained_by_another_name(code: str) -> None:
    problem = code.rpartition(".")[2]
    assert explain(code).code.endswith(f".{problem}")
    assert explain(code).code.split(".")[:2] == code.split(".")[:2]


def test_the_error_about_an_unknown_code_lists_similar_codes() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        explain("rss.item.guid.mising")
    assert caught.value.code == "rss.item.guid.mising"
    assert caught.value.nearest[0] == "rss.item.guid.missing"
    assert "rss.item.guid.missing" in str(caught.value)
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, newsfeed.NewsfeedError)


@settings(max_examples=30)
@given(st.text(), st.sampled_from(sorted({code.rpartition(".")[2] for _, code in CODES})))
@example("", "unknown")
def test_no_other_text_is_a_code(text: str, problem: str) -> None:
    with pytest.raises(UnknownCodeError):
        explain(f"/{text}.{problem}")


def test_explaining_one_code_validates_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    validated: list[bytes] = []

    def record(data: bytes, name: str, as_of: datetime | None, profile: str | None) -> newsfeed.Report:
        validated.append(data)
        return validate(data, name, as_of=as_of, profile=profile)

    monkeypatch.setattr(explanations, "validate", record)
    explain("atom.entry.id.urn")
    assert validated == [(ROOT / "tests" / "invalid" / "atom" / "atom.entry.id.urn.xml").read_bytes()]


@pytest.fixture
def example_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the folders `invalid` and `valid` of the examples."""
    monkeypatch.setattr(schemas, schemas.bundled_folder.__name__, lambda kind, _in_checkout: tmp_path / kind)
    monkeypatch.setattr(explanations, "example_files", explanations.example_files.__wrapped__)
    return tmp_path


def test_a_new_rule_needs_its_document_only(example_folder: Path) -> None:
    (example_folder / "invalid" / "rss").mkdir(parents=True)
    shutil.copy(ROOT / "tests/invalid/rss/rss.item.guid.blank.xml", example_folder / "invalid" / "rss")
    assert explanations.codes() == [("rss", "rss.item.guid.blank")]
    explanation = explain("rss.item.guid.blank")
    assert explanation.rule == "<guid> is empty: write its value or remove the element"
    assert explanation.good is None  # there is no valid document
    with pytest.raises(UnknownCodeError):
        explain("rss.item.guid.missing")


# --- codes without a document of their own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "rule", "path"),
    [
        ("itunes.type.duplicate", "<channel> has more than one <itunes:type>: keep one", "/rss/channel/itunes:type[2]"),
        (
            "atom.source.title.duplicate",
            "<source> has more than one <title>: keep one",
            "/feed/entry[1]/source/title[2]",
        ),
        ("media.hash.algo.blank", None, None),
        ("sy.update_period.blank", None, None),
        ("media.status.state.missing", "the attribute state of <media:status> is missing: add it", None),
        (
            "rss.item.comments.character",
            "the character '…' is not allowed in the link '…': write %20 instead",
            "/rss/channel/item[1]/comments",
        ),
        ("media.thumbnail.url.unsafe", "a link with the scheme '…' is not safe: write https:// or http://", None),
    ],
)
def test_a_code_without_a_document_is_explained_by_a_variant(code: str, rule: str | None, path: str | None) -> None:
    assert code not in {documented for _, documented in CODES}
    if rule is None:  # there is no such rule
        with pytest.raises(UnknownCodeError):
            explain(code)
        return
    explanation = explain(code)
    assert (explanation.code, explanation.rule) == (code, rule)
    assert path in (None, explanation.path)
    assert explanation.good is not None
    assert examples.path_steps(explanation.good.path) == examples.path_steps(explanation.path)
    assert explanation.bad.lines != explanation.good.lines


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a.b.duplicate", b'<a><b c="1">x</b><b c="1">x</b></a>'),
        ("a.b.missing", b"<a></a>"),
        ("a.b.blank", b'<a><b c="1"></b></a>'),
        ("rss.b.c.missing", b"<a><b>x</b></a>"),
        ("rss.b.c.blank", b'<a><b c="">x</b></a>'),
        ("rss.b.c.odd", b'<a><b c="7">x</b></a>'),
        ("a.b.odd", b'<a><b c="1">7</b></a>'),
        ("a.d.missing", None),
        ("odd", None),
        ("x.b.missing", None),
    ],
)
def test_variants_have_one_fault_put_in(tmp_path: Path, code: str, expected: bytes | None) -> None:
    valid, invalid = tmp_path / "valid.xml", tmp_path / "a.e.odd.xml"
    valid.write_bytes(b'<a><b c="1">x</b></a>')
    invalid.write_bytes(b"<a><e>7</e>")
    assert [data for _, data in variants(code, [valid], [invalid])] == ([] if expected is None else [expected])


def test_documents_that_are_not_xml_have_no_variants(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(b'{"b": 1}')
    assert list(variants("json.b.missing", [path], [path])) == []


# --- rules and reasons -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "document", "expected"),
    [
        ("write a number, not 'x'", "<a>x</a>", "write a number, not '…'"),
        ("write a number, not 'it's'", "it's", "write a number, not '…'"),
        ("write a number, not ''", "<a/>", "write a number, not '…'"),
        ("write a text, not 'too long to qu…", "too long to quote", "write a text, not '…'"),
        ("the title has '<b>'", "<title>&lt;b&gt;</title>", "the title has '…'"),
        ("write an object, not a text", "{}", "write an object, not a text"),
        ("the scheme 'herald' is unknown", "herald:1", "the scheme '…' is unknown"),
        ("the scheme 'https' is better", "herald:1", "the scheme 'https' is better"),
        ("write rel='self' here", "self", "write rel='self' here"),
    ],
)
def test_a_rule_is_the_message_without_values_of_the_document(message: str, document: str, expected: str) -> None:
    assert reasons.rule(message, document) == expected


def test_the_reason_depends_on_the_last_part_of_a_code_or_a_word_of_it() -> None:
    assert reasons.reason("rss.item.guid.missing") == reasons.REASONS["missing"]
    assert reasons.reason("newsml.schema.missing-element") == reasons.REASONS["missing"]
    assert reasons.reason("rss.item.description.html_malformed") == reasons.REASONS["html_malformed"]
    assert reasons.reason("x.kind_of") == reasons.REASONS["kind"]
    assert reasons.reason("x.nothing") == ""


def test_every_reason_is_used() -> None:
    used = {reasons.reason(code) for code in (*(code for _, code in CODES), *explanations.comparison_codes())}
    assert [kind for kind, text in reasons.REASONS.items() if text not in used] == []


def test_utf_16_is_decoded() -> None:
    assert examples.decode("﻿<a>é</a>".encode("utf-16-le")) == "<a>é</a>"
    assert examples.decode(b"<a>\xff</a>") == "<a>�</a>"


# --- the command line and the page -----------------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsfeed", "explain", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)


def test_the_command_prints_the_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program(["explain", "atom.entry.id.urn"], prog_name="newsfeed")
    assert ended.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "atom.entry.id.urn (error, atom)"
    assert lines[2] == f"Rule:  {explain('atom.entry.id.urn').rule}"
    assert lines[3].startswith("Why:   ")
    assert lines[4] == "See:   https://validator.w3.org/feed/docs/error/InvalidUUID.html"
    assert lines[6] == "Bad:  /feed/entry/id"
    assert lines[9].startswith("   10 |     <id>urn:uuid:")
    assert lines[10] == "      |     ^"
    assert any(line.startswith("Good:  /feed/entry/id") for line in lines)


def test_the_command_prints_json() -> None:
    printed = json.loads(run("rss.item.guid.missing", "--report", "json").stdout)
    explanation = explain("rss.item.guid.missing")
    assert (printed["code"], printed["severity"], printed["rule"]) == (explanation.code, "warning", explanation.rule)
    assert tuple(printed["bad"]["lines"]) == explanation.bad.lines


def test_the_command_lists_codes() -> None:
    rows = [line.split() for line in run("--from", "ninjs").stdout.splitlines()[2:]]
    assert [tuple(row) for row in rows] == explanations.codes("ninjs")
    comparisons = [("diff", code) for code in explanations.comparison_codes()]
    listed = [{"format": name, "code": code} for name, code in (*CODES, *comparisons)]
    assert json.loads(run("--report", "json").stdout) == listed


@pytest.mark.parametrize("arguments", [("rss.item.guid.mising",), ("rss.item.guid.missing", "--from", "atom")])
def test_an_unknown_code_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    process = run(*arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert len(process.stderr.splitlines()) == 1
    assert ".missing" in process.stderr


@pytest.mark.slow
def test_the_reference_page_is_up_to_date() -> None:
    assert findings_page.PAGE.read_text(encoding="utf-8") == findings_page.page(), "run make docs"


@pytest.mark.slow
def test_the_reference_page_lists_every_code() -> None:
    text = findings_page.page()
    assert [code for _, code in CODES if f"| `{code}` |" not in text] == []
