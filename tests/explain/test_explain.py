"""Every code can be explained, by a document that breaks its rule and a place in one that keeps it."""

import json
import shutil
import subprocess
import sys
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
from newsfeed.explain.variants import variants
from newsfeed.plugins import registry
from newsfeed.validation import schemas

ROOT = Path(__file__).resolve().parents[2]
CODES = explanations.codes()
VALID = sorted(
    path for path in (ROOT / "tests" / "valid").glob("*/*") if path.parent.name in {each.name for each in registry}
)
SHOWN = {path.parent.name for path in VALID}

NO_FORM = {
    "avoid", "deprecated", "domain", "misplaced", "name", "no_namespace", "not-an-item", "obsolete", "root",
    "spelling", "superseded", "unexpected", "unexpected-attribute",
    "unknown", "unknown-root",
}  # fmt: skip
"""Kinds of fault of what has no valid form in its place, so that what it is in, or was mistaken for, is shown."""


def test_there_are_codes_of_every_format_that_has_invalid_documents() -> None:
    assert len(CODES) > 550
    assert {name for name, _ in CODES} >= {"rss", "atom", "newsml", "jsonld", "ninjs"}
    assert [
        (each.name, path.stem)
        for each in registry
        for path in sorted((ROOT / "tests" / "invalid" / each.name).glob("*"))
    ] == CODES


@pytest.mark.parametrize(("name", "code"), CODES)
def test_each_code_is_explained_by_its_documents(name: str, code: str) -> None:
    found = explain(code, name)
    document = ROOT / "tests" / "invalid" / name / found.bad.document
    (finding,) = {each for each in validate(document.read_bytes(), name) if each.code == code}
    assert (found.code, found.format) == (code, name)
    assert (found.severity, found.path, found.reference) == (finding.severity, finding.path, finding.reference)
    assert found.rule
    assert found.why.endswith(reasons.SEVERE[finding.severity])
    if found.bad.line:
        lines = examples.text_of(document.read_bytes()).split("\n")
        assert found.bad.lines[found.bad.line - found.bad.first] == lines[found.bad.line - 1].rstrip("\r")


@cache
def discouraged() -> frozenset[str]:
    """Give the names that no valid document has: to stand there at all is what a code of theirs warns of."""
    found = [
        examples.steps(explain(code, name).path) for name, code in CODES if code.endswith((".avoid", ".deprecated"))
    ]
    return frozenset(path[-1] for path in found if path)


@pytest.mark.parametrize(("name", "code"), [each for each in CODES if each[0] in SHOWN])
def test_each_code_has_a_good_example_of_what_it_is_about(name: str, code: str) -> None:
    found = explain(code, name)
    assert found.good is not None
    assert found.good.line is not None
    path, good = examples.steps(found.path), examples.steps(found.good.path)
    if code.rpartition(".")[2] in NO_FORM:
        assert good[: len(path) - 1] == path[:-1] or good == ()
        return
    if good[: len(path)] != path and discouraged() & {*path}:
        assert good == path[: len(good)]
        assert discouraged() & {*path[len(good) :]}
        return
    assert good[: len(path)] == path, f"tests/valid/{name} shows no {found.path}, which {code} is about"
    shown = found.good.lines[found.good.line - found.good.first]
    if good and shown.lstrip().startswith("<"):  # in JSON the place is that of the value, which may be below its name
        assert good[-1].lstrip("@") in shown
    if len(good) > len(path):
        assert good[-1].lstrip("@").rpartition(":")[2].lower() in code.replace("_", "").replace("-", "").lower()


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_valid_documents_are_valid(path: Path) -> None:
    assert [
        str(each) for each in validate(path.read_bytes(), path.parent.name) if each.severity is not Severity.INFO
    ] == []


def test_a_missing_element_is_shown_where_it_stands() -> None:
    found = explain("rss.item.guid.missing")
    assert found.severity is Severity.WARNING
    assert found.rule == "item has no guid, by which readers know it again: add one, such as the item's permanent link"
    assert found.reference == "https://validator.w3.org/feed/docs/warning/MissingGuid.html"
    assert found.path == "/rss/channel/item"
    assert not any("<guid" in line for line in found.bad.lines)
    assert found.good is not None
    assert found.good.path == "/rss/channel/item/guid"
    assert "<guid" in found.good.lines[2]


def test_of_several_places_the_one_most_like_the_bad_example_is_shown() -> None:
    relation = explain("atom.feed.link.self_missing").good
    content = explain("atom.entry.content.div_missing").good
    assert relation is not None
    assert 'rel="self"' in relation.lines[2]
    assert content is not None
    assert 'type="xhtml"' in content.lines[2]


def test_a_name_that_was_mistaken_is_shown_as_it_is_spelt() -> None:
    found = explain("wfw.comment_r_s_s.spelling").good
    assert found is not None
    assert found.path == "/rss/channel/item/wfw:commentRss"


def test_a_code_that_several_formats_have() -> None:
    assert explain("xml.malformed").format == "rss"
    assert explain("xml.malformed", "atom").format == "atom"
    with pytest.raises(newsfeed.UnknownFormatError):
        explain("xml.malformed", "telex")


@pytest.mark.parametrize("code", ["rss.item.anything.unknown", "media.content.bar.unexpected"])
def test_a_name_of_the_document_s_own_is_explained_by_another(code: str) -> None:
    problem = code.rpartition(".")[2]
    assert explain(code).code.endswith(f".{problem}")
    assert explain(code).code.split(".")[:2] == code.split(".")[:2]


def test_an_unknown_code_names_the_nearest() -> None:
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


def test_explaining_one_code_checks_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[bytes] = []

    def check(data: bytes, name: str) -> newsfeed.Report:
        checked.append(data)
        return validate(data, name)

    monkeypatch.setattr(explanations, "validate", check)
    explain("atom.entry.id.urn")
    assert checked == [(ROOT / "tests" / "invalid" / "atom" / "atom.entry.id.urn.xml").read_bytes()]


@pytest.fixture
def own_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose `invalid` and `valid` take the place of those that are shipped."""
    monkeypatch.setattr(schemas, "shipped", lambda kind, _in_checkout: tmp_path / kind)
    monkeypatch.setattr(explanations, "_files", explanations._files.__wrapped__)
    return tmp_path


def test_a_new_rule_needs_its_document_only(own_documents: Path) -> None:
    (own_documents / "invalid" / "rss").mkdir(parents=True)
    shutil.copy(ROOT / "tests/invalid/rss/rss.item.guid.blank.xml", own_documents / "invalid" / "rss")
    assert explanations.codes() == [("rss", "rss.item.guid.blank")]
    found = explain("rss.item.guid.blank")
    assert found.rule == "guid is empty: write its value, or leave it out"
    assert found.good is None  # nothing valid is there to show
    with pytest.raises(UnknownCodeError):
        explain("rss.item.guid.missing")


# --- codes without a document of their own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "rule", "path"),
    [
        ("itunes.type.duplicate", "channel has more than one itunes:type: keep one", "/rss/channel/itunes:type[2]"),
        ("atom.source.title.duplicate", "source has more than one title: keep one", "/feed/entry[1]/source/title[2]"),
        ("media.hash.algo.blank", None, None),
        ("sy.update_period.blank", None, None),
        ("media.status.state.missing", "the attribute state of media:status is missing: add it", None),
        ("rss.item.comments.character", "'…' cannot stand in a link: write %20, or take it out of '…'", None),
        ("media.thumbnail.url.unsafe", "a link with the scheme '…' is not safe: write https:// or http://", None),
    ],
)
def test_a_code_without_a_document_is_explained_by_a_variant(code: str, rule: str | None, path: str | None) -> None:
    assert code not in {each for _, each in CODES}
    if rule is None:  # there is no such rule
        with pytest.raises(UnknownCodeError):
            explain(code)
        return
    found = explain(code)
    assert (found.code, found.rule) == (code, rule)
    assert path in (None, found.path)
    assert found.good is not None
    assert examples.steps(found.good.path) == examples.steps(found.path)
    assert found.bad.lines != found.good.lines


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


def test_there_are_no_variants_of_what_is_not_xml(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(b'{"b": 1}')
    assert list(variants("json.b.missing", [path], [path])) == []


# --- what is said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "document", "expected"),
    [
        ("write a number, not 'x'", "<a>x</a>", "write a number"),
        ("write a number, not 'it's'", "", "write a number"),
        ("write a day, not 2024-02-30", "<a>2024-02-30</a>", "write a day"),
        ("write an object, not a text", "{}", "write an object, not a text"),
        ("the scheme 'herald' is unknown", "herald:1", "the scheme '…' is unknown"),
        ("the scheme 'https' is better", "herald:1", "the scheme 'https' is better"),
        ("write rel='self' here", "self", "write rel='self' here"),
        ("has no guid: add it", "", "item has no guid: add it"),
        ("haste makes waste", "", "haste makes waste"),
    ],
)
def test_a_rule_is_the_message_without_the_document(message: str, document: str, expected: str) -> None:
    assert reasons.rule(message, "item", document) == expected


def test_a_message_about_the_document_says_so() -> None:
    assert reasons.rule("is not JSON", "", "") == "the document is not JSON"


def test_why_goes_by_the_kind_of_fault_and_the_words_in_it() -> None:
    assert reasons.why("rss.item.guid.missing") == reasons.WHY["missing"]
    assert reasons.why("newsml.schema.missing-element") == reasons.WHY["missing"]
    assert reasons.why("rss.item.description.html_malformed") == reasons.WHY["html_malformed"]
    assert reasons.why("x.kind_of") == reasons.WHY["kind"]
    assert reasons.why("x.nothing") == ""


def test_every_reason_is_of_a_fault_that_there_is() -> None:
    used = {reasons.why(code) for _, code in CODES}
    assert [kind for kind, text in reasons.WHY.items() if text not in used] == []


def test_utf_16_is_read() -> None:
    assert examples.text_of("﻿<a>é</a>".encode("utf-16-le")) == "<a>é</a>"
    assert examples.text_of(b"<a>\xff</a>") == "<a>�</a>"


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
    assert lines[2] == "Rule:  write a UUID as 8-4-4-4-12 hexadecimal digits"
    assert lines[3].startswith("Why:   ")
    assert lines[4] == "See:   https://validator.w3.org/feed/docs/error/InvalidUUID.html"
    assert lines[6] == "Bad:  /feed/entry/id"
    assert lines[9].startswith("   10 |     <id>urn:uuid:")
    assert lines[10] == "      |     ^"
    assert any(line.startswith("Good:  /feed/entry/id") for line in lines)


def test_the_command_gives_json() -> None:
    done = run("rss.item.guid.missing", "--report", "json")
    said = json.loads(done.stdout)
    found = explain("rss.item.guid.missing")
    assert (said["code"], said["severity"], said["rule"]) == (found.code, "warning", found.rule)
    assert tuple(said["bad"]["lines"]) == found.bad.lines


def test_the_command_lists_codes() -> None:
    rows = [line.split() for line in run("--from", "ninjs").stdout.splitlines()[2:]]
    assert [tuple(row) for row in rows] == explanations.codes("ninjs")
    assert json.loads(run("--report", "json").stdout) == [{"format": name, "code": code} for name, code in CODES]


@pytest.mark.parametrize("arguments", [("rss.item.guid.mising",), ("rss.item.guid.missing", "--from", "atom")])
def test_an_unknown_code_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "there is no explanation of the code" in done.stderr
    assert ".missing" in done.stderr


def test_the_reference_page_is_up_to_date() -> None:
    assert findings_page.PAGE.read_text(encoding="utf-8") == findings_page.page(), "run make docs"


def test_the_reference_page_lists_every_code() -> None:
    text = findings_page.page()
    assert [code for _, code in CODES if f"| `{code}` |" not in text] == []
