"""Documents on the command line: their charset, gzip, and damaged ones."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsfeed
from newsfeed.cli import program

FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Порт</title>'
    "<link>https://post.example.com/</link><description>d</description>"
    "<item><guid>https://post.example.com/1</guid><title>Прилив</title>{}</item></channel></rss>"
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Return a feed that is in KOI8-R and declares UTF-8."""
    path = tmp_path / "feed.xml"
    path.write_bytes(FEED.format("").encode("koi8-r"))
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(program, list(map(str, args)))


def headlines(result: Result) -> list[str]:
    return [story.headline for story in newsfeed.loads(result.stdout_bytes, "jsonfeed").stories]


def test_the_charset_is_an_option_of_everything_that_reads(feed: Path) -> None:
    assert headlines(run("convert", feed, "--to", "jsonfeed", "--encoding", "koi8-r")) == ["Прилив"]
    assert headlines(run("convert", feed, "--to", "jsonfeed")) != ["Прилив"]
    assert "mismatch" in run("validate", feed).stdout
    assert "mismatch" not in run("validate", feed, "--encoding", "KOI8-R").stdout
    wrong = run("validate", feed, "--encoding", "utf8mb4")
    assert (wrong.exit_code, "write its label, such as utf-8" in " ".join(wrong.stderr.split())) == (2, True)


def test_a_charset_that_does_not_fit_is_reported(feed: Path) -> None:
    assert (
        "not UTF-8; they are read as Windows-1252"
        in run("convert", feed, "--to", "jsonfeed", "--encoding", "utf-8").stderr
    )
    assert "not UTF-8; they are read as Windows-1252" in run("validate", feed, "--encoding", "utf-8").stdout


def test_gzip_is_unpacked(feed: Path) -> None:
    feed.write_bytes(gzip.compress(FEED.format("").encode()))
    assert headlines(run("convert", feed, "--to", "jsonfeed")) == ["Прилив"]
    assert run("detect", feed).stdout == "rss\n"
    assert run("validate", feed, "--severity", "error").exit_code == 0


def test_damaged_documents_are_recovered_on_request(feed: Path) -> None:
    feed.write_text(FEED.format("<description>a<br>b</description>"), encoding="utf-8")
    refused = run("convert", feed, "--to", "jsonfeed")
    assert (refused.exit_code, "not well-formed" in refused.stderr) == (2, True)
    recovered = run("convert", feed, "--to", "jsonfeed", "--recover")
    assert headlines(recovered) == ["Прилив"]
    assert "it is read as HTML" in recovered.stderr


def test_ninjs_is_converted_to_rss_and_back(tmp_path: Path) -> None:
    item, feed = tmp_path / "x.ninjs.json", tmp_path / "x.rss"
    item.write_text('{"uri": "https://post.example.com/1", "headline": "Tide", "body_xhtml": "<p>High.</p>"}')
    assert run("detect", item).stdout == "ninjs\n"
    assert run("convert", item, "-t", "rss", "-o", feed).exit_code == 0
    back = run("convert", feed, "-t", "ninjs")
    assert [story.headline for story in newsfeed.loads(back.stdout_bytes).stories] == ["Tide"]
    assert "0 added, 1 changed, 0 removed" in run("diff", item, feed).stdout  # RSS has an address of the story
    item.write_bytes(back.stdout_bytes)
    assert run("validate", item).exit_code == 0
