"""`newsfeed convert`: the format to write."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed.cli import program


def test_the_suffix_of_the_output_names_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.toml").write_text('[[subscriptions]]\nfeed_url = "https://marl.example.com/feed.rss"\ntitle = "Marl"\n')
    assert CliRunner().invoke(program, ["convert", "list.toml", "-o", "list.opml"]).exit_code == 0
    assert CliRunner().invoke(program, ["convert", "list.opml", "-o", "back.subscriptions.toml"]).exit_code == 0
    assert newsfeed.load("back.subscriptions.toml").subscriptions == newsfeed.load("list.toml").subscriptions
    result = CliRunner().invoke(program, ["convert", "list.toml", "-o", "list"])
    assert (result.exit_code, Path("list").exists()) == (2, False)
    assert "name the format with --to" in result.output
    assert CliRunner().invoke(program, ["convert", "list.toml"]).exit_code == 2
