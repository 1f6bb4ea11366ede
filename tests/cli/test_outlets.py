"""Outlets of a house on the command line and in a feed.toml."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsfeed
from newsfeed.cli import program

PAGE = """+++
id = "tag:news.example.com,2026:lamp"
headline = "The lamp"
+++
What the papers say
Rosa Lund reports that the harbour lamp is out.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a page whose outlet has the name of a person."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(program, list(args))


def outlets(document: bytes, name: str) -> list[newsfeed.Organization]:
    (story,) = newsfeed.loads(document, name).stories
    return [mention.outlet for mention in story.press]


def test_an_outlet_that_nobody_lists_is_a_person(folder: Path) -> None:
    assert outlets(run("convert", "page.txt", "--to", "json").stdout_bytes, "json") == []


def test_the_option_lists_an_outlet(folder: Path) -> None:
    result = run("convert", "page.txt", "--to", "json", "--outlet", "Rosa Lund", "--outlet", "The Marl Lamp")
    assert outlets(result.stdout_bytes, "json") == [newsfeed.Organization(name="Rosa Lund")]


def test_feed_toml_lists_outlets_with_their_addresses(folder: Path) -> None:
    (folder / "feed.toml").write_text(
        'title = "The Harbour Desk"\nurl = "https://news.example.com/"\n'
        '[[outlets]]\nname = "Rosa Lund"\nurl = "https://rosa.example.com/"\nlanguage = "en"\n'
    )
    result = run("build", "page.txt", "--feed", "feed.toml", "--to", "json", "--output", "out")
    assert result.exit_code == 0, result.output
    (written,) = (folder / "out").iterdir()
    assert outlets(written.read_bytes(), "json") == [
        newsfeed.Organization(name="Rosa Lund", url="https://rosa.example.com/")
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('outlets = "Rosa Lund"\n', "[[outlets]]"),
        ('[[outlets]]\nurl = "https://rosa.example.com/"\n', "outlets[0].name"),
    ],
)
def test_wrong_outlets_in_feed_toml(folder: Path, table: str, message: str) -> None:
    (folder / "feed.toml").write_text(f'title = "The Harbour Desk"\n{table}')
    result = run("build", "page.txt", "--feed", "feed.toml", "--output", "out")
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_option_of_the_functions(folder: Path) -> None:
    story = newsfeed.loads_story(PAGE, "text", outlets=["Rosa Lund"])
    assert [mention.outlet.name for mention in story.press] == ["Rosa Lund"]
    with pytest.raises(newsfeed.ArgumentError, match=r"outlets\[0\]"):
        newsfeed.loads_story(PAGE, "text", outlets=[1])  # type: ignore[list-item]
