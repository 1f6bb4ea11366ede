"""The command line, in this process (click's runner) and as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

import newsfeed
from abilities import holds_stories
from newsfeed.cli import program
from newsfeed.findings import Finding, Report, Severity
from newsfeed.plugins import CheckContext, Format, registry
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.printing import printable
from newsfeed.reports.writers import WRITERS, CheckedFile

PAGE = """+++
id = "tag:news.example.com,2026:{slug}"
url = "https://news.example.com/{slug}"
headline = "{headline}"
language = "en"
published = {published}
+++
What's happened

The ferry to Marl Island will run at night again.

What's behind the headline?

Who pays for it
- Tickets: Half of the cost comes from the fares.

Common questions
-
When does it start?
In May.
"""
FEED = """title = "The Harbour Desk"
url = "https://news.example.com/"
feed_url = "https://news.example.com/feed"
description = "What is behind the news."
language = "en"
publisher = "The Harbour Desk"
"""
BARE = "What's happened\n\nThe ferry will run at night again.\n"
NAMED = ("--set", "id=tag:news.example.com,2026:ferry", "--set", "headline=The night ferry")


def page(slug: str = "ferry", headline: str = "The night ferry", published: str = "2026-03-01T08:00:00Z") -> str:
    """Give an explainer page."""
    return PAGE.format(slug=slug, headline=headline, published=published)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a page, a feed.toml, and a folder of two pages and a note."""
    (tmp_path / "page.txt").write_text(page())
    (tmp_path / "feed.toml").write_text(FEED)
    stories = tmp_path / "stories"
    (stories / "old").mkdir(parents=True)
    (stories / "bridge.txt").write_text(page("bridge", "The bridge", "2026-03-02T08:00:00Z"))
    (stories / "old" / "canal.txt").write_text(page("canal", "The canal", "2026-02-01T08:00:00+01:00"))
    (stories / ".hidden.txt").write_text("not for us")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, given: str | bytes | None = None) -> Result:
    """Run the program in this process; an exception that gets out fails the test."""
    return CliRunner().invoke(program, args, input=given, catch_exceptions=False)


def process(*args: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """Run the program as a process."""
    command = [sys.executable, "-m", "newsfeed", *args]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload]


# --- build -----------------------------------------------------------------------------------------------------------------


def test_build_writes_every_kind_of_feed_each_valid(folder: Path) -> None:
    result = run("build", "stories", "page.txt", "--feed", "feed.toml", "--output", "public")
    expected = {
        each.feed_file or f"feed{each.suffixes[0]}": each for each in registry if each.writes and each.published
    }
    assert result.exit_code == 0
    assert {each.name for each in (folder / "public").iterdir()} == {
        *expected,
        "stories",
        "sitemap-news.xml",
        "feed.css",
    }
    for name, each in expected.items():
        data = (folder / "public" / name).read_bytes()
        assert newsfeed.validate(data, each.name).valid, name
        assert name in result.stdout
        assert newsfeed.detect(data) == each.name
    assert "feed.txt" not in result.stdout


def test_build_sorts_newest_first_and_takes_the_words_of_the_feed(folder: Path) -> None:
    (folder / "undated.txt").write_text(BARE)
    result = run(
        *("build", "undated.txt", "stories", "page.txt", "--feed", "feed.toml", "--to", "json"),
        *("--set", "id=tag:news.example.com,2026:undated", "--set", "headline=Undated", "--output", "out"),
    )
    feed = newsfeed.load(folder / "out" / f"feed{registry['json'].suffixes[0]}", "json")
    assert result.exit_code == 0
    assert [each.headline for each in feed.stories] == ["The bridge", "The night ferry", "The canal", "Undated"]
    assert (feed.title, feed.publisher) == ("The Harbour Desk", newsfeed.Organization(name="The Harbour Desk"))


def test_build_without_a_toml_takes_the_words_of_a_feed_among_the_inputs(folder: Path) -> None:
    old = newsfeed.Feed(
        title="An older feed", url="https://news.example.com/", stories=(newsfeed.Story(id="tag:a", headline="A"),)
    )
    newsfeed.dump(old, folder / "old.json", "json")
    assert run("build", "page.txt", "old.json", "--to", "json", "--output", "out").exit_code == 0
    feed = newsfeed.load(folder / "out" / f"feed{registry['json'].suffixes[0]}", "json")
    assert (feed.title, [each.headline for each in feed.stories]) == ("An older feed", ["The night ferry", "A"])


def test_build_leaves_its_own_output_out(folder: Path) -> None:
    for _ in range(2):
        result = run("build", "stories", "--feed", "feed.toml", "--to", "json", "--output", "stories/public")
        assert result.exit_code == 0
        written = folder / "stories" / "public" / f"feed{registry['json'].suffixes[0]}"
        assert len(newsfeed.load(written, "json").stories) == 2


def test_build_goes_on_past_a_bad_input_if_it_is_told_to_and_says_so(folder: Path) -> None:
    (folder / "empty.txt").touch()
    options = ("--feed", "feed.toml", "--to", "rss", "--keep-going")
    result = run("build", "empty.txt", "missing.txt", "page.txt", *options)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == [
        "newsfeed: empty.txt: is empty: name a file that has a document",
        "newsfeed: missing.txt: there is no such file or folder: check the path",
    ]
    assert b"The night ferry" in (folder / "public" / "feed.rss").read_bytes()


@pytest.mark.parametrize("toml", ["", 'title = "No address"\n'], ids=["nothing", "no url"])
def test_a_failed_build_leaves_the_old_files(folder: Path, toml: str) -> None:
    public = folder / "public"
    public.mkdir()
    (public / "feed.rss").write_bytes(b"old")
    (folder / "feed.toml").write_text(toml)
    result = run("build", "page.txt", "--feed", "feed.toml", "--to", "rss")
    assert result.exit_code == 2
    assert result.stderr.startswith("newsfeed: public/feed.rss: ")
    assert [each.name for each in public.iterdir()] == ["feed.rss"]
    assert (public / "feed.rss").read_bytes() == b"old"
    assert "not written" in result.stdout


def test_a_format_whose_output_has_errors_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model gives an invalid document that we know of, so the validator is made to find an error in RSS."""
    module = sys.modules["newsfeed.cli.site_output"]
    real = module.check_document

    def check_document(data: bytes, target_format: Format, checking: CheckContext) -> Iterator[Finding]:
        finding = Finding(severity=Severity.ERROR, code="made.up", message="is wrong", path="/rss", line=2)
        return iter([finding]) if target_format.name == "rss" else real(data, target_format, checking)

    monkeypatch.setattr(module, "check_document", check_document)
    (folder / "public").mkdir()
    (folder / "public" / "feed.rss").write_bytes(b"old")
    result = run("build", "page.txt", "--feed", "feed.toml", "--to", "rss", "--to", "atom")
    assert result.exit_code == 1
    assert (folder / "public" / "feed.rss").read_bytes() == b"old"
    assert newsfeed.detect((folder / "public" / "feed.atom").read_bytes()) == "atom"
    assert result.stderr.splitlines()[:2] == [
        "newsfeed: public/feed.rss: line 2: error: is wrong [made.up] at /rss",
        "newsfeed: public/feed.rss: not written, because it would have errors: correct them",
    ]


def test_build_of_nothing_readable_writes_nothing(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("build", "empty", "--feed", "feed.toml")
    assert result.exit_code == 2
    assert result.stderr == (
        "newsfeed: build: empty is a folder without files; name one that has some; see newsfeed build --help\n"
    )
    assert not (folder / "public").exists()


def test_files_of_no_format_are_passed_over_in_folders_only(folder: Path) -> None:
    (folder / "stories" / "README.md").write_text("Notes.\n")
    result = run("build", "stories", "--feed", "feed.toml", "--to", "json")
    assert (result.exit_code, result.stderr) == (0, "newsfeed: stories/README.md: skipped, no format recognizes it\n")
    assert run("build", "stories/README.md", "--feed", "feed.toml").exit_code == 2


# --- convert ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [each.name for each in registry if each.writes and holds_stories(each.name)])
def test_convert_gives_what_the_api_gives(folder: Path, name: str) -> None:
    result = run("convert", "page.txt", "--to", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == newsfeed.convert((folder / "page.txt").read_bytes(), to=name)


def test_convert_reads_stdin_and_takes_settings(folder: Path) -> None:
    result = run(
        "convert",
        "-",
        "--to",
        "json",
        *NAMED,
        "--set",
        "keywords=a",
        "--set",
        "keywords=b",
        "--language",
        "de",
        given=BARE,
    )
    story = newsfeed.loads_story(result.stdout_bytes, "json")
    assert (story.headline, story.keywords, story.language) == ("The night ferry", ("a", "b"), "de")


def test_what_a_document_says_goes_over_settings(folder: Path) -> None:
    result = run("convert", "page.txt", "--to", "json", "--set", "headline=Another", "--set", "keywords=a, b")
    story = newsfeed.loads_story(result.stdout_bytes, "json")
    assert (story.headline, story.keywords) == ("The night ferry", ("a", "b"))


def test_convert_takes_the_headings_of_a_house(folder: Path) -> None:
    (folder / "house.toml").write_text('summary = ["In short", "Briefly"]\nquestions = "You asked"\n')
    (folder / "page.txt").write_text("Briefly\n\nIt sails.\n\nYou asked\n-\nWhen?\nIn May.\n")
    read = run("convert", "page.txt", "--to", "json", "--headings", "house.toml", *NAMED)
    story = newsfeed.loads_story(read.stdout_bytes, "json")
    assert (story.summary, story.questions) == ("It sails.", (newsfeed.Question(text="When?", answer="In May."),))
    written = run("convert", "page.txt", "--to", "text", "--headings", "house.toml", *NAMED)
    assert [line for line in written.stdout.splitlines() if line in ("In short", "You asked")] == [
        "In short",
        "You asked",
    ]


def test_convert_of_a_folder_keeps_its_shape(folder: Path) -> None:
    result = run("convert", "stories", "page.txt", "--to", "json", "--output", "out")
    suffix = registry["json"].suffixes[0]
    found = sorted(
        each.relative_to(folder / "out").as_posix() for each in (folder / "out").rglob("*") if each.is_file()
    )
    assert (result.exit_code, found) == (0, sorted(f"{name}{suffix}" for name in ("bridge", "old/canal", "page")))


@pytest.mark.parametrize("output", ["one.rss", "out/deep/one.rss"])
def test_convert_to_a_file(folder: Path, output: str) -> None:
    assert run("convert", "page.txt", "--to", "rss", "--output", output).exit_code == 0
    assert newsfeed.detect((folder / output).read_bytes()) == "rss"


def test_convert_into_a_folder_that_is_there(folder: Path) -> None:
    assert run("convert", "page.txt", "--to", "rss", "--output", "stories").exit_code == 0
    assert newsfeed.detect((folder / "stories" / "page.rss").read_bytes()) == "rss"


def test_convert_never_replaces_its_own_input(folder: Path) -> None:
    before = (folder / "page.txt").read_bytes()
    result = run("convert", "page.txt", "--to", "text", "--output", "page.txt")
    assert result.exit_code == 2
    assert result.stderr == "newsfeed: page.txt: would be overwritten by its own conversion: name another --output\n"
    assert (folder / "page.txt").read_bytes() == before


def test_convert_strictly_fails_where_something_is_lost(folder: Path) -> None:
    lost = run("convert", "page.txt", "--to", "rss", "--set", "version=3", "--strict", "--output", "one.rss")
    assert (lost.exit_code, (folder / "one.rss").exists()) == (1, False)
    assert lost.stderr.startswith("newsfeed: page.txt: story.version: ")
    assert run("convert", "page.txt", "--to", "json", "--set", "version=3", "--strict").exit_code == 0


def test_one_bad_input_does_not_stop_the_others_with_keep_going(folder: Path) -> None:
    (folder / "stories" / "a.txt").write_bytes(b"What's happened\n\n\xff\n")
    result = run("convert", "stories", "--to", "json", "--output", "out", "--keep-going")
    assert (result.exit_code, len(list((folder / "out").rglob("*.json")))) == (2, 2)
    assert result.stderr.startswith("newsfeed: stories/a.txt: line 3: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run("convert", "page.txt", "--to", "rss", "--output", "pipe").exit_code == 0
    reader.join(timeout=30)
    assert pipe.is_fifo()
    assert newsfeed.detect(read[0]) == "rss"


# --- validate --------------------------------------------------------------------------------------------------------------

WRONG = """{
  "newsfeed": "feed/1",
  "title": "港",
  "stories": [{"id": "a", "url": "javascript:x"}, {"id": "b", "version": 0}]
}
""".encode()


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A document with an error in each of its two stories."""
    path = folder / "wrong.json"
    path.write_bytes(WRONG)
    return path


def test_the_text_has_place_path_line_and_caret(wrong: Path) -> None:
    result = run("validate", "wrong.json")
    report = newsfeed.validate(WRONG)
    assert (result.exit_code, report.count(Severity.ERROR)) == (1, 2)
    lines = result.stdout.splitlines()
    for finding in report:
        at = lines.index(f"wrong.json:{finding.line}:{finding.column}: error: {finding.message} [{finding.code}]")
        assert lines[at + 1] == f"    at {finding.path}"
        source = WRONG.decode().splitlines()[finding.line - 1]  # type: ignore[operator]
        shown, caret = lines[at + 2].removeprefix("    | "), lines[at + 3].removeprefix("    | ")
        assert source[finding.column - 1 :].startswith(shown[len(caret) - 1 :].rstrip("…"))  # type: ignore[operator]
    assert lines[-1] == "1 file, 0 valid, 2 errors"


def test_valid_files_end_with_0(folder: Path) -> None:
    assert run("build", "page.txt", "--feed", "feed.toml").exit_code == 0
    result = run("validate", "public", "--severity", "error")
    count = len([path for path in (folder / "public").rglob("*") if path.is_file() and path.suffix != ".css"])
    assert (result.exit_code, result.stdout) == (0, f"{count} files, {count} valid\n")


def test_json_names_the_file_of_each_finding(wrong: Path) -> None:
    result = run("validate", "wrong.json", "--report", "json")
    found = json.loads(result.stdout)
    expected = [(each.line, each.column, each.path, each.code, "error") for each in newsfeed.validate(WRONG)]
    assert [(each["line"], each["column"], each["path"], each["code"], each["severity"]) for each in found] == expected
    assert {each["file"] for each in found} == {"wrong.json"}
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("least", "codes"), [("error", (0, 1)), ("warning", (1, 1)), ("info", (1, 1)), ("never", (0, 0))]
)
def test_the_severity_that_fails(wrong: Path, least: str, codes: tuple[int, int]) -> None:
    version = "https://jsonfeed.org/version/1.1"
    doubtful = {"version": version, "title": "Tides", "author": {"name": "Jo Farrow"}, "items": []}
    Path("doubtful.json").write_text(json.dumps(doubtful))
    severities = {finding.severity for finding in newsfeed.validate(json.dumps(doubtful), "jsonfeed")}
    assert Severity.WARNING in severities
    assert Severity.ERROR not in severities
    results = [run("validate", name, "--fail-on", least) for name in ("doubtful.json", "wrong.json")]
    assert tuple(result.exit_code for result in results) == codes
    assert run("validate", "missing.json", "--fail-on", least).exit_code == 2


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"uniqueItems": True, "items": {"required": ["id"]}}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "originalUriBaseIds": {
                        "additionalProperties": {"properties": {"uri": {"format": "uri-reference"}}}
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "results": {
                        "items": {
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"format": "uri-reference"}}
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    },
                                                }
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 (3.13, 3.14, 3.27-3.30) asks of the parts that are written."""


def test_sarif_is_of_its_shape(wrong: Path) -> None:
    result = run("validate", "wrong.json", "missing file.xml", "--report", "sarif")
    log = json.loads(result.stdout)
    jsonschema_rs.validator_for(SARIF, validate_formats=True).validate(log)
    (one,) = log["runs"]
    assert [each["ruleIndex"] for each in one["results"]] == [
        [rule["id"] for rule in one["tool"]["driver"]["rules"]].index(each["ruleId"]) for each in one["results"]
    ]
    places = [each["locations"][0]["physicalLocation"] for each in one["results"]]
    assert [each["region"]["startLine"] for each in places] == [each.line for each in newsfeed.validate(WRONG)]
    assert {each["artifactLocation"]["uri"] for each in places} == {"wrong.json"}
    assert one["invocations"][0]["executionSuccessful"] is False
    (note,) = one["invocations"][0]["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "missing%20file.xml"


def test_junit_has_a_case_for_each_file(wrong: Path) -> None:
    result = run("validate", "wrong.json", "page.txt", "missing.xml", "--report", "junit", "--severity", "error")
    root = ET.fromstring(result.stdout.encode())
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "3", "1", "1")
    cases = {each.get("name"): [child.tag for child in each] for each in root.iter("testcase")}
    assert cases == {"wrong.json": ["failure"], "page.txt": [], "missing.xml": ["error"]}
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "2 errors"


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/é.xml", "a%20b/%C3%A9.xml"),
        ("./a.xml", "a.xml"),
        ("a:b.xml", "./a:b.xml"),
        ("odd\udcff.xml", "odd%FF.xml"),
        ("<stdin>", "stdin"),
        pytest.param(
            "/a/b c.xml", "file:///a/b%20c.xml", marks=pytest.mark.skipif(os.name == "nt", reason="has drives")
        ),
    ],
)
def test_sarif_names_files_by_uri(name: str, uri: str) -> None:
    finding = Finding(severity=Severity.INFO, code="a.b", message="is so", reference="https://example.com/a.b")
    log = json.loads(WRITERS["sarif"]([CheckedFile(name=name, format="rss", report=Report([finding]))]))
    result = log["runs"][0]["results"][0]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": uri} | ({} if uri in ("stdin", "file:///a/b%20c.xml") else {"uriBaseId": "%SRCROOT%"})
    assert result["level"] == "note"
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["helpUri"]) == ("a.b", "https://example.com/a.b")


@pytest.mark.parametrize("output", list(WRITERS))
def test_nothing_in_a_document_or_name_breaks_the_output(output: str) -> None:
    finding = Finding(
        severity=Severity.ERROR, code="a.b", message="has \x1b[31m\x00 and\nmore", path="/a\x07", line=1, column=1
    )
    checked = CheckedFile(name="odd\udcff\x1b\nname", format="rss", report=Report([finding]), excerpts=((),))
    text = WRITERS[output]([checked])
    text.encode("utf-8")
    assert "\x1b" not in text
    if output in ("json", "sarif"):
        json.loads(text)
    elif output == "junit":
        ET.fromstring(text.encode())
    else:
        assert text.splitlines()[0] == "odd\\udcff\\x1b name:1:1: error: has \\x1b[31m\\x00 and more [a.b]"


@pytest.mark.parametrize(
    ("options", "errors", "code"),
    [
        ((), 2, 1),
        (("--severity", "error"), 2, 1),
        (("--limit", "1"), 1, 1),
        (("--limit", "0"), 0, 1),
        (("--ignore", "json.*"), 0, 0),
        (("--ignore", "rss.*"), 2, 1),
    ],
)
def test_what_is_shown_can_be_chosen(wrong: Path, options: tuple[str, ...], errors: int, code: int) -> None:
    result = run("validate", "wrong.json", "--report", "json", *options)
    assert (len(json.loads(result.stdout)), result.exit_code) == (errors, code)


def test_the_limit_counts_what_it_leaves_out(wrong: Path) -> None:
    lines = run("validate", "wrong.json", "--limit", "1").stdout.splitlines()
    assert lines[-2:] == ["wrong.json: 1 more finding, see --limit", "1 file, 0 valid, 2 errors"]


def test_validate_reads_stdin(folder: Path) -> None:
    result = run("validate", "-", "--report", "json", given=WRONG)
    assert {each["file"] for each in json.loads(result.stdout)} == {"<stdin>"}


@pytest.mark.parametrize(
    ("data", "line", "column", "expected"),
    [
        (b"one\ntwo", 2, 2, ("two", " ^")),
        (b"a\tb", 1, 3, ("a    b", "     ^")),
        ("港é x".encode(), 1, 4, ("港é x", "    ^")),
        (b"\xef\xbb\xbfab\r\n", 1, 2, ("ab", " ^")),
        ("ab".encode("utf-16"), 1, 2, ("ab", " ^")),
        (b"  <a>", 1, None, ("  <a>", "  ^")),
        (b"ab", 1, 9, ("ab", "  ^")),
        (b"\x1b[2J", 1, 2, ("\\x1b[2J", "    ^")),
        (b"x" * 200, 1, 101, ("…" + "x" * 100 + "…", " " * 61 + "^")),
        (b"a", 7, 1, ()),
        (b"a", None, None, ()),
        (b"\n", 1, 1, ()),
    ],
)
def test_excerpts(data: bytes, line: int | None, column: int | None, expected: tuple[str, ...]) -> None:
    assert Lines(data).excerpt(line, column) == expected


def test_printable_leaves_text_of_every_script_and_escapes_what_works_on_terminals() -> None:
    assert printable("港 ماذا é\t👩‍🚀") == "港 ماذا é\t👩‍🚀"
    assert printable("a\r\nb\x1b\x9b\u202e\ud800\uffff") == "a b\\x1b\\x9b\\u202e\\ud800\\uffff"


# --- losses, detect, formats -----------------------------------------------------------------------------------------------


def test_losses_names_each_field(folder: Path) -> None:
    result = run("losses", "page.txt", "--to", "rss", "--set", "version=3")
    story = newsfeed.load_story(folder / "page.txt", "text", defaults={"version": 3})
    expected = [f"{each.path}: {each.reason}" for each in newsfeed.losses(story, "rss")]
    assert (result.exit_code, result.stdout.splitlines()) == (0, expected)
    assert [each.partition(":")[0] for each in expected] == ["story.version"]
    assert run("losses", "page.txt", "--to", "json").stdout == f"{registry['json'].title} carries all of it\n"


def test_how_much_of_the_body_json_ld_has(folder: Path) -> None:
    outputs = [run("convert", "page.txt", "--to", "jsonld", "--body", body).stdout for body in ("none", "text", "full")]
    assert [output.count("Half of the cost") for output in outputs] == [0, 1, 2]
    assert run("convert", "page.txt", "--to", "jsonld").stdout == outputs[1]
    assert run("losses", "page.txt", "--to", "jsonld", "--body", "none").stdout.startswith("story.sections: ")
    assert run("losses", "page.txt", "--to", "jsonld", "--body", "full").stdout.endswith(" carries all of it\n")
    assert run("convert", "page.txt", "--to", "rss", "--body", "full").exit_code == 0
    assert run("convert", "page.txt", "--to", "jsonld", "--body", "all").exit_code == 2


def test_detect_names_formats(folder: Path) -> None:
    assert run("detect", "page.txt").stdout == "text\n"
    assert run("detect", "-", given="<rss version='2.0'/>").stdout == "rss\n"
    several = run("detect", "stories", "page.txt")
    assert several.stdout == "stories/bridge.txt: text\nstories/old/canal.txt: text\npage.txt: text\n"
    assert run("detect", "feed.toml").exit_code == 2


def test_formats_are_those_of_the_registry() -> None:
    rows = [line.split() for line in run("formats").stdout.splitlines()[2:]]
    assert [row[0] for row in rows] == [each.name for each in registry]
    for row, each in zip(rows, registry, strict=True):
        assert each.media_type in row
        assert row[-len(each.suffixes) :] == list(each.suffixes)
        abilities = row[row.index(each.media_type) - 3 : row.index(each.media_type)]
        assert abilities == ["yes" if can else "-" for can in (each.reads, each.writes, each.validates)]


def test_help_and_choices_come_from_the_registry() -> None:
    for name, command in program.commands.items():
        result = run(name, "--help")
        assert (result.exit_code, "Example" in result.stdout, bool(command.epilog)) == (0, True, True), name
    assert "|".join(each.name for each in registry if each.writes) in run("convert", "--help").stdout
    assert "|".join(each.name for each in registry if each.validates) in run("validate", "--help").stdout
    assert run("--version").stdout == f"newsfeed {newsfeed.__version__}\n"


# --- errors ----------------------------------------------------------------------------------------------------------------


def _is_one_line(stderr: str) -> bool:
    return stderr.startswith("newsfeed: ") and stderr.count("\n") == 1 and "Traceback" not in stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("binary.txt", b"\x00\x01\xff\xfe"),
        ("binary.bin", b"\x7fELF\x02\x01\x01\x00\x00"),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("no_heading.txt", b"A line.\nAnother line.\n"),
        ("latin.txt", "What's happened\n\né\n".encode("latin-1")),
        ("surrogate.txt", b"What's happened\n\n\xed\xa0\x80\n"),
        ("naive.txt", page(published="2026-03-01T08:00:00").encode()),
        ("bad_url.txt", page().replace("https://news.example.com/ferry", "javascript:alert(1)").encode()),
        ("bad_toml.txt", b"+++\nid = \n+++\nWhat's happened\n\nx\n"),
        ("cut.json", b'{"newsfeed": "story/1", "id": "a"'),
        ("deep.json", b'{"newsfeed": "story/1", "id": ' + b"[" * 100_000),
        ("bare.txt", BARE.encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(
    "command", [("convert", "--to", "rss"), ("losses", "--to", "rss"), ("build", "--feed", "feed.toml")]
)
def test_bad_files_are_one_line_and_2(folder: Path, name: str, data: bytes, command: tuple[str, ...]) -> None:
    (folder / name).write_bytes(data)
    result = run(command[0], name, *command[1:])
    first, *others = result.stderr.splitlines(keepends=True)
    assert (result.exit_code, result.stdout) == (2, "")
    assert first.startswith(f"newsfeed: {name}: ")
    assert others == (["newsfeed: no story was read; nothing is written\n"] if command[0] == "build" else [])


USAGE: list[tuple[str, ...]] = [
    ("convert", "page.txt"),
    ("convert", "--to", "rss"),
    ("convert", "page.txt", "--to", "docx"),
    ("convert", "page.txt", "--to", "rss", "--from", "docx"),
    ("convert", "page.txt", "page.txt", "stories", "--to", "rss"),
    ("convert", "page.txt", "stories", "--to", "rss", "--output", "feed.toml"),
    ("convert", "page.txt", "--to", "rss", "--set", "headline"),
    ("convert", "page.txt", "--to", "rss", "--set", "=x"),
    ("convert", "page.txt", "--to", "rss", "--set", "headlin=x"),
    ("convert", "page.txt", "--to", "rss", "--set", "published=2026-03-01T08:00:00"),
    ("convert", "page.txt", "--to", "rss", "--set", "url=javascript:alert(1)"),
    ("convert", "page.txt", "--to", "rss", "--set", "headline=\udcff"),
    ("convert", "page.txt", "--to", "rss", "--set", "headline=\ud800"),
    ("convert", "page.txt", "--to", "rss", "--set", "headline=a", "--set", "headline=b"),
    ("convert", "page.txt", "--to", "rss", "--language", "not a tag"),
    ("convert", "-", "-", "--to", "rss", "--output", "out"),
    ("validate", "page.txt", "--report", "yaml"),
    ("validate", "page.txt", "--severity", "fatal"),
    ("validate", "page.txt", "--limit", "-1"),
    ("validate", "page.txt", "--from", "docx"),
    ("validate",),
    ("build",),
    ("unknown",),
    ("--unknown",),
    ("formats", "too", "many"),
]


@pytest.mark.parametrize("args", USAGE, ids=lambda args: " ".join(args).encode("ascii", "backslashreplace").decode())
def test_wrong_usage_is_one_line_and_2(folder: Path, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert _is_one_line(result.stderr), result.stderr


def test_a_missing_command_gives_the_help_and_2() -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: newsfeed")


@pytest.mark.parametrize(
    ("args", "begins"),
    [
        (("convert", "missing.txt", "--to", "rss"), "newsfeed: missing.txt: there is no such file"),
        (("convert", "page.txt/x", "--to", "rss"), "newsfeed: page.txt/x: a part of the path is a file"),
        (("convert", "page.txt", "--to", "rss", "--output", "feed.toml/x.rss"), "newsfeed: feed.toml: is a file"),
        (("losses", "stories", "--to", "rss"), "newsfeed: stories: is a folder"),
        (("build", "page.txt", "--feed", "missing.toml"), "newsfeed: missing.toml: there is no such file"),
        (("build", "page.txt", "--feed", "stories"), "newsfeed: stories: is a folder"),
        (("build", "page.txt", "--feed", "page.txt"), "newsfeed: page.txt: line 1, column 1: is not TOML"),
        (("build", "page.txt", "--feed", "feed.toml", "--output", "feed.toml"), "newsfeed: feed.toml: is a file"),
        (("convert", "page.txt", "--to", "rss", "--headings", "missing.toml"), "newsfeed: missing.toml: there is no"),
        (
            ("convert", "page.txt", "--to", "rss", "--headings", "feed.toml"),
            "newsfeed: feed.toml: 'title' is not a part",
        ),
        (("validate", "missing.xml"), "newsfeed: missing.xml: there is no such file"),
        (("detect", "missing.xml"), "newsfeed: missing.xml: there is no such file"),
    ],
)
def test_files_that_cannot_be_used_are_one_line_and_2(folder: Path, args: tuple[str, ...], begins: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith(begins)
    assert _is_one_line(result.stderr), result.stderr


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (b"summary = 3", "summary is not a heading"),
        (b"summary = []", "summary is not a heading"),
        (b'summary = [""]', "summary is not a heading"),
        (b"summary = =", "line 1, column 11: is not TOML"),
        (b'\nsummary = "\xff"', "line 2: is not in UTF-8"),
    ],
)
def test_wrong_headings_are_named(folder: Path, toml: bytes, message: str) -> None:
    (folder / "house.toml").write_bytes(toml)
    result = run("convert", "page.txt", "--to", "rss", "--headings", "house.toml")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"newsfeed: house.toml: {message}")


@pytest.mark.skipif(
    sys.platform == "win32" or getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere"
)
def test_an_unwritable_folder_is_one_line_and_2(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    result = run("build", "page.txt", "--feed", "feed.toml", "--output", "closed", "--to", "json")
    assert (result.exit_code, "permission denied" in result.stderr) == (2, True)
    assert list(closed.iterdir()) == []


def test_an_error_while_writing_names_the_file_not_the_temporary_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "a temporary file")

    monkeypatch.setattr("newsfeed.io.files.os.replace", fail)
    result = run("build", "page.txt", "--feed", "feed.toml", "--to", "json", "--output", "out")
    assert result.exit_code == 2
    name = f"out/feed{registry['json'].suffixes[0]}"
    assert result.stderr.splitlines()[-1] == f"newsfeed: {name}: permission denied: make it accessible, or name another"
    assert not (folder / "out").exists()


# --- as a process ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_process_gives_bytes_and_codes(folder: Path) -> None:
    good = process("convert", "page.txt", "--to", "rss")
    assert (good.returncode, good.stderr) == (0, b"")
    assert good.stdout == newsfeed.convert((folder / "page.txt").read_bytes(), to="rss")
    piped = process("validate", "-", input=good.stdout)
    assert piped.returncode == 0
    assert process("convert", "missing.txt", "--to", "rss").returncode == 2
    assert process("convert", "page.txt").returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
def test_output_is_utf8_in_every_locale(folder: Path, locale: dict[str, str]) -> None:
    (folder / "港.json").write_bytes(WRONG)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))
    }
    result = process("validate", "港.json", "missing-港.json", env=environment | locale)
    assert result.returncode == 2
    assert result.stdout.decode("utf-8").startswith("港.json:4:")
    assert result.stderr.decode("utf-8").startswith("newsfeed: missing-港.json: there is no such file")
    written = process("convert", "page.txt", "--to", "text", "--set", "keywords=港", env=environment | locale)
    assert 'keywords = ["港"]' in written.stdout.decode("utf-8")
    formats = process("formats", env=environment | locale)
    assert "──" in formats.stdout.decode("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text(folder: Path) -> None:
    name = os.fsdecode(b"odd\xff.json")
    (folder / name).write_bytes(WRONG)
    for output in WRITERS:
        result = process("validate", name, "--report", output)
        assert (result.returncode, result.stderr) == (1, b"")
        assert b"odd" in result.stdout
        result.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
@pytest.mark.parametrize("args", [("convert", "page.txt", "--to", "rss"), ("formats",), ("validate", "page.txt")])
def test_a_closed_pipe_is_quiet(folder: Path, args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "newsfeed", *args], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [("convert", "page.txt", "--to", "rss"), ("formats",)])
def test_a_full_disk_behind_stdout_is_one_line_and_2(folder: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "newsfeed", *args], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (result.returncode, result.stderr) == (2, b"newsfeed: <stdout>: no space is left on the device: make room\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_interrupt_is_130_and_no_traceback(folder: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"reading\n"
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=60)
    assert (running.returncode, stderr.strip()) == (130, b"newsfeed: interrupted")


_INTERRUPTED = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from newsfeed.io import files
def read(*_):
    print("reading", flush=True)
    time.sleep(60)
files.read = read
sys.argv = ["newsfeed", "convert", "-", "--to", "rss"]
from newsfeed.__main__ import main
main()
"""


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_its_extra_it_says_what_to_install(missing: str) -> None:
    code = f"""
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == {missing!r} else find(name, *rest)
from newsfeed.__main__ import main
main()
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == b"newsfeed: the command line needs click and rich: install newsfeed-kit[cli]\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom newsfeed.cli import program\n"
        "try: program(['convert', '--help'], prog_name='newsfeed')\nexcept SystemExit: pass\n"
        "print([name for name in ('rich', 'cattrs', 'feedgen', 'jsonschema_rs', 'msgspec') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60, text=True)
    assert result.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("environment", "expected"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_are_for_terminals_only(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    from newsfeed.cli.terminal import shows_colors

    class Terminal:
        isatty: Callable[[], bool] = staticmethod(lambda: True)

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert shows_colors(Terminal()) is expected  # type: ignore[arg-type]
    with Path(os.devnull).open("w") as file:
        assert shows_colors(file) is False


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colours", "NO_COLOR"])
def test_on_a_terminal_severities_have_colours(folder: Path, environment: dict[str, str]) -> None:
    import pty

    many = folder / "many"
    many.mkdir()
    for number in range(30):
        (many / f"{number}.json").write_bytes(WRONG)
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "newsfeed", "validate", "many"],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=variables | {"TERM": "xterm-256color"} | environment,
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert running.wait(timeout=60) == 1
    assert b"30 files, 0 valid, 60 errors" in shown
    assert (b"\x1b[31m\x1b[1merror\x1b[0m" in shown) is (not environment)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says EIO where the other end is closed
        return b""


# --- options that all commands share ---


def test_quiet_prints_results_and_errors_only(folder: Path) -> None:
    (folder / "stories" / "NOTES.md").write_text("# Notes")
    loud = run("build", "stories", "--feed", "feed.toml", "--to", "rss")
    assert "skipped" in loud.stderr
    assert "written 1" in loud.stdout
    quiet = run("build", "stories", "--feed", "feed.toml", "--to", "rss", "-q")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "")
    assert "missing.txt" in run("build", "missing.txt", "-q").stderr
    assert "skipped" in run("build", "stories", "--feed", "feed.toml", "--to", "rss").stderr


def test_short_options_are_the_long_ones(folder: Path) -> None:
    assert run("convert", "page.txt", "-f", "text", "-t", "json", "-o", "one.json").exit_code == 0
    assert (folder / "one.json").read_bytes() == newsfeed.dumps(newsfeed.load_story(folder / "page.txt"), "json")


def test_a_report_goes_to_a_file(folder: Path) -> None:
    (folder / "wrong.json").write_bytes(WRONG)
    result = run("validate", "wrong.json", "--report", "json", "--output", "report.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads((folder / "report.json").read_bytes())[0]["file"] == "wrong.json"


def test_a_folder_is_validated_by_content(folder: Path) -> None:
    (folder / "mixed").mkdir()
    (folder / "mixed" / "feed.bin").write_bytes(newsfeed.dumps(newsfeed.load_story(folder / "page.txt"), "rss"))
    (folder / "mixed" / "notes.md").write_text("# Notes")
    result = run("validate", "mixed")
    assert result.stdout.splitlines()[-1].startswith("1 file, ")
    assert "notes.md: skipped" in result.stderr


def test_a_page_with_the_suffix_of_a_feed_is_validated_as_a_page(folder: Path) -> None:
    (folder / "site").mkdir()
    page = folder / "site" / "feed.xml"
    page.write_text(
        "<!doctype html><html><head><title>Not found</title></head><body><p>No such feed.</p></body></html>"
    )
    result = run("validate", "site")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "feed.xml: skipped, this HTML page has no story" in result.stderr
    script = '{"@context":"https://schema.org","@type":"NewsArticel"}'
    page.write_text(f'<!doctype html><script type="application/ld+json">{script}</script>')
    result = run("validate", "site", "--report", "json")
    assert result.exit_code == 1
    assert [finding["code"] for finding in json.loads(result.stdout)] == ["jsonld.type.unknown"]


def test_nothing_to_check_is_trouble(folder: Path) -> None:
    (folder / "none").mkdir()
    assert run("validate", "none").exit_code == 2
    (folder / "none" / "notes.md").write_text("# Notes")
    result = run("validate", "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no file has a format that can be validated" in result.stderr


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False)],
)
def test_colors_follow_the_environment(folder: Path, environment: dict[str, str], colored: bool) -> None:
    (folder / "wrong.json").write_bytes(WRONG)
    base = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    result = process("validate", "wrong.json", env=base | environment)
    assert (b"\x1b[" in result.stdout) is colored


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_is_offered(folder: Path, shell: str) -> None:
    result = process(env={**os.environ, "_NEWSFEED_COMPLETE": f"{shell}_source"})
    assert b"_NEWSFEED_COMPLETE" in result.stdout


def test_examples_are_copied_and_never_overwrite(folder: Path) -> None:
    assert run("examples", "--output", "copied").exit_code == 0
    for name in ("stories/tidal-barrier.txt", "feeds/harbour.rss", "feed.toml", "subscriptions.toml"):
        assert (folder / "copied" / name).is_file()
    assert run("examples", "--output", "copied").exit_code == 0
    (folder / "copied" / "feed.toml").write_text("title = 'Mine'")
    result = run("examples", "--output", "copied")
    assert (result.exit_code, "exists and differs" in result.stderr) == (2, True)
    assert (folder / "copied" / "feed.toml").read_text() == "title = 'Mine'"
