"""Faults in the changes of a feed: what readers see again, wrongly or not at all."""

import json
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

import newsfeed
import strategies
from newsfeed import Feed, Story, UnknownCodeError, explain
from newsfeed.cli import program
from newsfeed.compare import AddressRules, check_changes
from newsfeed.compare.positions import with_positions
from newsfeed.errors import ArgumentError
from newsfeed.explain.comparisons import example_finding
from newsfeed.explain.explanations import comparison_codes
from newsfeed.findings import Finding, Severity

TESTS = Path(__file__).resolve().parents[1]
OLD, NEW = TESTS / "valid" / "diff" / "old.xml", TESTS / "valid" / "diff" / "new.xml"
CODES = comparison_codes()
HOUR = timedelta(hours=1)


def ferry(**changes: object) -> Story:
    values = {
        "id": "tag:news.example.com,2026:ferry",
        "url": "https://news.example.com/ferry",
        "headline": "The night ferry",
        "summary": "Two ferries a night.",
        "published": "2026-05-18T06:00:00Z",
        "updated": "2026-05-18T08:00:00Z",
    }
    return Story(**(values | changes))


def market(**changes: object) -> Story:
    values = {"id": "2", "url": "https://news.example.com/market", "headline": "The market", "summary": "It moves."}
    return Story(**(values | changes))


def findings(old: "list[Story]", new: "list[Story]", **options: AddressRules | None) -> list[tuple[str, str]]:
    report = check_changes(Feed(stories=old), Feed(stories=new), **options)
    return [(finding.code.removeprefix("diff."), finding.path.removeprefix("feed.stories")) for finding in report]


# --- ids ---


def test_a_feed_without_faults_has_no_findings() -> None:
    assert findings([ferry(), market()], [market(), ferry()]) == []
    assert findings([ferry()], []) == []
    assert findings([], [ferry()]) == []
    better = ferry(summary="Three.", updated="2026-05-18T09:00:00Z", version=2)
    assert findings([ferry()], [better]) == []


def test_an_id_changed_at_the_same_address() -> None:
    assert findings([ferry()], [market(), ferry(id="7")]) == [("id.changed", "[1].id")]
    shown = ferry(id="7", url="http://www.news.example.com/ferry/?utm_source=feed", summary="Three.")
    assert findings([ferry(updated=None)], [shown]) == [("id.changed", "[0].id")]
    assert findings([ferry()], [shown], addresses=None) == []


def test_an_id_changed_with_the_address_but_not_the_content() -> None:
    moved = ferry(id="https://news.example.com/2026/ferry", url="https://news.example.com/2026/ferry")
    assert findings([ferry()], [moved]) == [("id.changed", "[0].id")]
    later = {"published": "2026-05-19T06:00:00Z"}
    assert findings([ferry()], [ferry(id="8", url="https://news.example.com/8", **later)]) == []  # printed every day


def test_addresses_and_contents_of_several_stories_tell_nothing() -> None:
    old = [ferry(id="1"), ferry(id="2")]
    assert findings(old, [ferry(id="3"), ferry(id="4")]) == []


def test_derived_ids_have_not_changed() -> None:
    def read(summary: str) -> list[Story]:
        feed = f"<rss version='2.0'><channel><item><title>A</title><description>{summary}</description></item></channel></rss>"
        return list(newsfeed.loads(feed).stories)

    assert read("one")[0].id != read("two")[0].id
    assert findings(read("one"), read("two")) == []


def test_an_id_occurs_twice() -> None:
    twice = [ferry(), market(id=ferry().id), market(id="9", url=None), market(id=ferry().id, headline="Third")]
    assert findings([ferry()], twice) == [("id.duplicate", "[1].id"), ("id.duplicate", "[3].id")]
    assert findings(twice, [ferry()]) == []  # it has been put right


def test_an_id_was_given_to_another_story() -> None:
    assert findings([ferry()], [market(id=ferry().id)]) == [("id.reused", "[0].id")]
    undated = {"url": None, "published": None, "updated": None}
    rewritten = findings([ferry(**undated)], [market(id=ferry().id, **undated)])
    assert rewritten == [("updated.missing", "[0].updated")]  # nothing tells that it is another story
    assert findings([ferry(url=None)], [market(id=ferry().id, url=None)]) == [("id.reused", "[0].id")]


@pytest.mark.parametrize("kept", ["headline", "summary", "url"])
def test_a_story_that_keeps_something_is_the_same(kept: str) -> None:
    changed = market(id=ferry().id, updated="2026-05-19T08:00:00Z", published=ferry().published)
    assert findings([ferry()], [changed.replace(**{kept: getattr(ferry(), kept)})]) == []


def test_swapped_ids_are_both_named() -> None:
    old = [ferry(), market()]
    assert findings(old, [ferry(id="2"), market(id=ferry().id)]) == [("id.reused", "[0].id"), ("id.reused", "[1].id")]


# --- dates ---


@pytest.mark.parametrize("field", ["published", "updated"])
def test_a_date_moved_without_content(field: str) -> None:
    assert findings([ferry()], [ferry(**{field: getattr(ferry(), field) + HOUR})]) == [("date.moved", f"[0].{field}")]


def test_a_version_or_a_counter_is_no_content() -> None:
    counter = newsfeed.Extension(name="{http://purl.org/rss/1.0/modules/slash/}comments", content=["3"])
    assert findings([ferry()], [ferry(updated=ferry().updated + HOUR, version=2, extensions=[counter])]) == [
        ("date.moved", "[0].updated")
    ]


def test_a_date_may_move_with_other_changes() -> None:
    assert findings([ferry()], [ferry(updated=ferry().updated + HOUR, keywords=["ferries"])]) == []
    assert (
        findings(
            [ferry()], [ferry(published=ferry().published + HOUR, summary="Three.", updated=ferry().updated + HOUR)]
        )
        == []
    )


@pytest.mark.parametrize("summary", ["Two ferries a night.", "Three."])
def test_updated_goes_backwards(summary: str) -> None:
    assert findings([ferry()], [ferry(summary=summary, updated=ferry().updated - HOUR)]) == [
        ("updated.backwards", "[0].updated")
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Night"},
        {"summary": ""},
        {"authors": ["Jo Farrow"]},
        {"questions": [newsfeed.Question(text="When?")]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_content_changed_and_updated_did_not(change: dict[str, object]) -> None:
    assert findings([ferry()], [ferry(**change)]) == [("updated.unchanged", "[0].updated")]


def test_content_changed_and_there_is_no_updated() -> None:
    for before, severity in ((None, Severity.INFO), (ferry().updated, Severity.ERROR)):
        (finding,) = check_changes(
            Feed(stories=[ferry(updated=before)]), Feed(stories=[ferry(summary="", updated=None)])
        )
        assert (finding.code, finding.severity) == ("diff.updated.missing", severity)


def test_a_changed_id_and_its_dates_are_both_named() -> None:
    changed = ferry(id="7", published=ferry().published + HOUR)
    assert findings([ferry()], [changed]) == [("id.changed", "[0].id"), ("date.moved", "[0].published")]


@pytest.mark.slow
@settings(max_examples=40)
@given(feed=strategies.feeds())
def test_a_version_has_no_faults_beside_itself(feed: Feed) -> None:
    items = list({item.id: item for item in feed.stories}.values())
    assert findings(items, items) == []
    assert findings(items, items[::-1]) == []


@pytest.mark.slow
@settings(max_examples=40)
@given(old=strategies.feeds(), new=strategies.feeds())
def test_any_two_feeds_can_be_checked(old: Feed, new: Feed) -> None:
    for finding in check_changes(old, new):
        assert finding.code in CODES
        assert int(finding.path.removeprefix("feed.stories[").partition("]")[0]) < len(new.stories)


def test_other_arguments_are_refused() -> None:
    with pytest.raises(ArgumentError, match="takes two feeds, not Story"):
        check_changes(Feed(), ferry())


# --- positions ---


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "json"])
def test_a_finding_has_the_line_of_the_id(name: str) -> None:
    identifier = 'https://news.example.com/?a=1&b="2"' if name != "atom" else "https://news.example.com/?a=1&b=2"
    feed = Feed(
        title="A",
        url="https://news.example.com/",
        authors=["Jo Farrow"],
        updated=ferry().updated,
        stories=[market(id="https://news.example.com/?a=1", updated=ferry().updated), ferry(id=identifier)],
    )
    data = (
        newsfeed.dumps(feed, name)
        .replace(b"<id>", b"\n<id>")
        .replace(b"<guid", b"\n<guid")
        .replace(b'{"id"', b'\n{"id"')
    )
    probes = [
        Finding(severity=Severity.INFO, code="x", message="", path=f"feed.stories[{index}].id") for index in (0, 1)
    ]
    first, second = with_positions(probes, newsfeed.loads(data), data)
    lines = data.decode().split("\n")
    assert lines[first.line - 1][first.column - 1 :].startswith("https://news.example.com/?a=1")
    assert "&amp;b" not in lines[first.line - 1]
    assert "b=" in lines[second.line - 1][second.column - 1 :].partition(">")[0]
    assert first.line < second.line


def test_ids_that_occur_twice_have_a_line_each() -> None:
    data = (TESTS / "invalid" / "diff" / "diff.id.duplicate.xml").read_bytes()
    finding = example_finding("diff.id.duplicate", OLD, TESTS / "invalid" / "diff" / "diff.id.duplicate.xml")
    lines = data.decode().split("\n")
    assert "The fair is back" in "\n".join(lines[finding.line - 1 : finding.line + 4])


def test_what_is_not_in_the_document_has_no_line() -> None:
    probe = Finding(severity=Severity.INFO, code="x", message="", path="feed.stories[0].id")
    assert list(with_positions([probe], Feed(stories=[ferry()]), b"")) == [probe]
    other = Finding(severity=Severity.INFO, code="x", message="", path="feed.title")
    assert list(with_positions([other], Feed(stories=[ferry()]), b"tag")) == [other]


# --- explanations ---


def test_every_code_has_an_example_and_each_example_just_its_finding() -> None:
    assert len(CODES) == 7
    assert list(check_changes(newsfeed.load(OLD), newsfeed.load(NEW))) == []
    for code in CODES:
        report = check_changes(newsfeed.load(OLD), newsfeed.load(TESTS / "invalid" / "diff" / f"{code}.xml"))
        assert [finding.code for finding in report] == [code]


@pytest.mark.parametrize("code", CODES)
def test_codes_are_explained(code: str) -> None:
    explanation = explain(code)
    assert (explanation.code, explanation.format) == (code, "diff")
    assert explanation.reference.startswith("https://www.rfc-editor.org/rfc/rfc4287#section-4.2.")
    assert "tag:" not in explanation.rule
    assert "2026" not in explanation.rule
    assert len(explanation.why) > 80
    assert explanation.bad.line is not None
    assert explanation.good.line is not None
    assert explanation.bad.lines != explanation.good.lines or code in {"diff.id.reused"}


def test_similar_codes_are_listed() -> None:
    with pytest.raises(UnknownCodeError, match=r"diff\.id\.changed"):
        explain("diff.id.change")
    with pytest.raises(UnknownCodeError):
        explain("diff.id.changed", "rss")


# --- the command ---


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args], catch_exceptions=False)


@pytest.mark.parametrize("code", CODES)
def test_the_command_fails_on_each_fault(code: str) -> None:
    path = TESTS / "invalid" / "diff" / f"{code}.xml"
    result = run("diff", "--check", OLD, path)
    assert (result.exit_code, f"[{code}]" in result.stdout) == (1, True)
    assert result.stdout.startswith(f"{path}:")
    assert run("diff", "--check", OLD, path, "--ignore", code).exit_code == 0
    assert run("diff", "--check", OLD, path, "--ignore", "diff.*").exit_code == 0
    assert run("diff", "--check", OLD, path, "--ignore", "rss.*").exit_code == 1


def test_the_command_passes_a_good_version() -> None:
    result = run("diff", "--check", OLD, NEW)
    assert (result.exit_code, result.stdout) == (0, "1 file, 1 valid\n")


def test_a_note_does_not_fail(tmp_path: Path) -> None:
    for name, text in (("old", "one"), ("new", "two")):
        item = f"<item><guid>https://a.example/1</guid><title>A</title><description>{text}</description></item>"
        (tmp_path / f"{name}.rss").write_text(f"<rss version='2.0'><channel><title>A</title>{item}</channel></rss>")
    result = run("diff", "--check", tmp_path / "old.rss", tmp_path / "new.rss")
    assert result.exit_code == 0
    assert "info" in result.stdout
    assert "[diff.updated.missing]" in result.stdout


def test_reports_for_machines(tmp_path: Path) -> None:
    path = TESTS / "invalid" / "diff" / "diff.date.moved.xml"
    (listed,) = json.loads(run("diff", "--check", OLD, path, "--report", "json").stdout)
    assert (listed["file"], listed["code"], listed["line"]) == (str(path), "diff.date.moved", 9)
    log = json.loads(run("diff", "--check", OLD, path, "--report", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert result["level"] == "warning"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 9
    duplicate = TESTS / "invalid" / "diff" / "diff.id.changed.xml"
    target = tmp_path / "junit.xml"
    assert run("diff", "--check", OLD, duplicate, "--report", "junit", "--output", target).exit_code == 1
    assert ET.parse(target).getroot().get("failures") == "1"


def test_stdin_has_no_lines() -> None:
    data = (TESTS / "invalid" / "diff" / "diff.id.changed.xml").read_bytes()
    result = CliRunner().invoke(program, ["diff", "--check", str(OLD), "-"], input=data, catch_exceptions=False)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>: error: the id of the story")


@pytest.mark.parametrize(
    "options",
    [("--report", "sarif"), ("--ignore", "diff.*"), ("--output", "x.txt"), ("--check", "--indexnow", "0123456789")],
    ids=lambda options: options[0],
)
def test_wrong_usage(options: tuple[str, ...]) -> None:
    result = run("diff", OLD, NEW, *options)
    assert result.exit_code == 2
    assert "--check" in result.stderr
