"""The command `bulk`: its options, messages and exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import newsfeed
from examples import full_story, plain_story
from newsfeed.cli import program

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")

from newsfeed.integrations import arrow  # noqa: E402

MOMENT = "2026-05-01T00:00:00Z"
FEED = 'title = "Explainers"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a table of four stories."""
    monkeypatch.chdir(tmp_path)
    write("stories.parquet", *(plain_story(number) for number in range(4)))
    Path("feed.toml").write_text(FEED)
    return tmp_path


def write(path: str, *stories: newsfeed.Story) -> None:
    parquet.write_table(arrow.to_table(stories), path)


def run(*args: str) -> Result:
    return CliRunner().invoke(program, ["bulk", *args], catch_exceptions=False)


def manifest(output: str = "out") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Path(output, "manifest.json").read_bytes())
    return document


def test_formats_are_separated_by_commas_or_repeated() -> None:
    result = run("stories.parquet", "--to", "rss,jsonld", "--to", "ninjs", "--output", "out", "--shard-size", "3")
    assert result.exit_code == 0
    assert "out: stories 4, documents 12, shards 2\n" in result.stdout
    assert manifest()["settings"]["formats"] == ["rss", "jsonld", "ninjs"]
    assert parquet.read_table("out/shard-00001.parquet")["format"].to_pylist() == ["rss", "jsonld", "ninjs"]


def test_files_with_the_values_of_a_feed() -> None:
    result = run("stories.parquet", "--to", "rss", "--layout", "files", "--feed", "feed.toml", "--output", "out")
    assert result.exit_code == 0
    assert newsfeed.load("out/shard-00000.rss").title == "Explainers"


def test_the_outlets_of_a_house_are_recognized() -> None:
    head = "+++\nid = 'urn:x:1'\nheadline = 'H'\n+++\nWhat's happened\nA.\n"
    page = f'{head}What the papers say\nRosa Lund calls it "a gamble".\n'
    Path("page.txt").write_text(page)
    Path("house.toml").write_text(FEED + '[[outlets]]\nname = "Rosa Lund"\nurl = "https://rosalund.example.com/"\n')
    assert run("page.txt", "--to", "json", "--feed", "house.toml", "--output", "out").exit_code == 0
    (document,) = parquet.read_table("out/shard-00000.parquet")["document"].to_pylist()
    (mention,) = newsfeed.loads(document).stories[0].press
    assert mention.outlet.url == "https://rosalund.example.com/"
    result = run("page.txt", "--to", "json", "--feed", "feed.toml", "--output", "out")
    assert "outlets was" in result.stderr


def test_the_moment_of_a_run_is_that_of_its_start() -> None:
    assert run("stories.parquet", "--to", "rss", "--output", "out", "--as-of", MOMENT).exit_code == 0
    again = run("stories.parquet", "--to", "rss", "--output", "out")
    assert (again.exit_code, manifest()["settings"]["as_of"]) == (0, MOMENT)
    assert "out: all shards are there already" in again.stderr
    later = run("stories.parquet", "--to", "rss", "--output", "out", "--as-of", "2026-06-01T00:00:00Z")
    assert later.exit_code == 2
    assert "as_of was '2026-05-01T00:00:00Z' and is '2026-06-01T00:00:00Z': pass --restart" in later.stderr
    assert run("stories.parquet", "--to", "rss", "--output", "out", "--restart").exit_code == 0
    assert manifest()["settings"]["as_of"] > MOMENT


def test_a_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("stories.parquet", "--to", "rss", "--output", "out", "--shard-size", "2")
    assert run(*arguments).exit_code == 0
    document = manifest()
    document["shards"].pop()
    Path("out/manifest.json").write_text(json.dumps(document | {"complete": False}))
    result = run(*arguments)
    assert (result.exit_code, manifest()["complete"]) == (0, True)
    assert "out: going on after 2 stories" in result.stderr
    assert "stories 4, documents 4, shards 2" in result.stdout


def test_stories_that_readers_must_not_get_are_counted() -> None:
    write("held.parquet", plain_story(1, status="withheld"), plain_story(2))
    result = run("held.parquet", "--to", "rss,ninjs", "--output", "out")
    assert result.exit_code == 0
    assert "left out 1, unreadable 0, failed 0" in result.stdout
    assert manifest()["counts"]["left_out"] == 1


def test_error_findings_are_exit_code_1() -> None:
    write("twice.parquet", plain_story(1), plain_story(1))
    arguments = ("twice.parquet", "--to", "rss", "--layout", "files", "--feed", "feed.toml")
    result = run(*arguments, "--output", "out")
    assert (result.exit_code, manifest()["counts"]["errors"]) == (1, 1), result.output
    report = [json.loads(line) for line in Path("out/shard-00000.report.jsonl").read_bytes().splitlines()]
    assert "rss.item.guid.repeated" in [finding["code"] for line in report for finding in line.get("findings", [])]
    assert run(*arguments, "--output", "out2", "--no-validate").exit_code == 0


def test_a_profile_is_checked_too() -> None:
    run("stories.parquet", "--to", "rss,jsonld", "--output", "out", "--profile", "msn", "--as-of", MOMENT)
    rows = parquet.read_table("out/shard-00000.parquet").to_pylist()
    moment = newsfeed.Story(id="urn:x:1", updated=MOMENT).updated
    expected = newsfeed.validate(rows[0]["document"], "rss", profile="msn", as_of=moment)
    assert [finding["code"] for finding in rows[0]["findings"]] == [finding.code for finding in expected]
    assert len(expected) > len(newsfeed.validate(rows[0]["document"], "rss", as_of=moment))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("[]", "unreadable 1"),
        ('{"id": "urn:x:1"}', "failed 1"),
        ("", "stories 0"),
    ],
)
def test_what_cannot_be_read_or_written_is_exit_code_2(lines: str, message: str) -> None:
    Path("s.jsonl").write_text(lines)
    result = run("s.jsonl", "--to", "atom", "--output", "out")
    assert result.exit_code == 2
    assert message in result.stdout


def test_an_input_that_cannot_be_read_is_named_and_the_others_are_written() -> None:
    Path("broken.parquet").write_bytes(b"PAR1")
    result = run("broken.parquet", "stories.parquet", "--to", "rss", "--output", "out", "--keep-going")
    assert result.exit_code == 2
    assert "newsfeed: broken.parquet: " in result.stderr
    assert manifest()["counts"]["documents"] == 4


def test_ignored_columns_are_noted() -> None:
    parquet.write_table(arrow.to_table([plain_story()]).append_column("day", [["a"]]), "more.parquet")
    result = run("more.parquet", "--to", "rss", "--output", "out")
    assert (result.exit_code, "more.parquet: ignored the columns day" in result.stderr) == (0, True)
    assert run("more.parquet", "--to", "rss", "--output", "out2", "--quiet").output == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.parquet", "--to", "rss", "--output", "out"), "none.parquet: there is no such file or folder"),
        (("stories.parquet", "--to", "telex", "--output", "out"), "there is no format 'telex'"),
        (("stories.parquet", "--to", "rsl", "--output", "out"), "cannot be written"),
        (("stories.parquet", "--to", "rss"), "Missing option '-o' / '--output'"),
        (("stories.parquet", "--to", "rss", "--layout", "files", "--output", "out"), "--feed FEED.toml"),
        (("stories.parquet", "--to", "rss", "--output", "feed.toml"), "feed.toml"),
        (("nothing://x", "--to", "rss", "--output", "out"), "nothing://x: "),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_options_of_writing_reach_the_documents() -> None:
    write("full.parquet", full_story())
    run("full.parquet", "--to", "jsonld", "--output", "out", "--body", "none", "--as-of", MOMENT)
    (document,) = parquet.read_table("out/shard-00000.parquet")["document"].to_pylist()
    assert document == newsfeed.dumps(full_story(), "jsonld", body="none", as_of=full_story().updated)


def test_the_help_names_every_option() -> None:
    text = run("--help").output
    for option in ("--to", "--output", "--feed", "--layout", "--shard-size", "--jobs", "--restart", "--no-validate"):
        assert option in text


def test_without_pyarrow_the_error_names_the_extra() -> None:
    source = "import sys; sys.modules['pyarrow'] = None\nfrom newsfeed.__main__ import main\nmain()"
    command = [sys.executable, "-c", source, "bulk", "stories.parquet", "--to", "rss", "--output", "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "newsfeed: bulk runs need fsspec and pyarrow: pip install 'newsfeed-kit[bulk]'\n"
