"""Profiles on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsfeed
from newsfeed.cli import program
from profile_cases import feed, first, story


def run(*args: str) -> Result:
    return CliRunner().invoke(program, list(args))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a feed in two formats, whose first headline is too short for MSN."""
    monkeypatch.chdir(tmp_path)
    item = first(headline="Short")(feed())
    (tmp_path / "feed.rss").write_bytes(newsfeed.dumps(item, "rss", profile="msn"))
    (tmp_path / "feed.jsonld").write_bytes(newsfeed.dumps(item, "jsonld"))
    (tmp_path / "story.json").write_bytes(newsfeed.dumps(story(), "json"))
    return tmp_path


def test_the_profiles_are_listed_with_their_dates() -> None:
    result = run("profiles")
    assert result.exit_code == 0
    for profile in newsfeed.profiles():
        assert profile.name in result.stdout
        assert profile.consumer in result.stdout
        assert profile.as_of.isoformat() in result.stdout


def test_a_profile_is_shown_with_its_rules_and_parameters() -> None:
    result = run("profiles", "msn")
    assert result.exit_code == 0
    assert "MSN Partner Hub, as of 2026-11-27, for rss, atom" in result.stdout
    assert "min 21; max 150" in result.stdout
    assert "The headline has 21 to 150 characters" in result.stdout
    assert "a feed whose ids or dates move at each build is refused" in result.stdout
    assert "mi = http://schemas.ingestion.microsoft.com/common/" in result.stdout


def test_profiles_are_printed_as_json() -> None:
    listed = json.loads(run("profiles", "--report", "json").stdout)
    assert [profile["name"] for profile in listed] == [profile.name for profile in newsfeed.profiles()]
    msn = json.loads(run("profiles", "msn", "--report", "json").stdout)
    assert {
        "name": "title_length",
        "severity": "error",
        "leave_out": False,
        "parameters": {"min": 21, "max": 150},
    } in msn["rules"]


def test_an_unknown_profile_is_wrong_usage(folder: Path) -> None:
    for arguments in (("profiles", "nobody"), ("validate", "feed.rss", "--profile", "nobody")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "there is no profile 'nobody'; the profiles are apple-podcasts" in result.stderr


def test_a_document_is_validated_for_a_consumer(folder: Path) -> None:
    result = run("validate", "feed.rss", "--profile", "msn", "--as-of", "2026-09-01T00:00:00Z")
    assert result.exit_code == 1
    assert "[profile.title_length]" in result.stdout
    assert "<title>Short</title>" in result.stdout
    assert run("validate", "feed.rss", "--profile", "msn", "--as-of", "", "--ignore", "profile.*").exit_code == 0


def test_files_of_a_folder_in_other_formats_are_checked_without_the_profile(folder: Path) -> None:
    result = run("validate", ".", "--profile", "msn", "--as-of", "2026-09-01T00:00:00Z")
    assert result.exit_code == 1
    assert "feed.jsonld: checked without the profile, MSN Partner Hub does not take jsonld" in result.stderr
    assert result.stdout.count("[profile.") == 1


def test_a_file_in_another_format_is_an_error(folder: Path) -> None:
    result = run("validate", "feed.jsonld", "--profile", "msn")
    assert result.exit_code == 2
    assert "MSN Partner Hub takes rss, atom, not jsonld" in result.stderr


def test_a_story_is_converted_for_a_consumer(folder: Path) -> None:
    result = run("convert", "story.json", "--to", "rss", "--profile", "msn", "--as-of", "2026-09-01T00:00:00Z")
    assert result.exit_code == 0
    assert "<dcterms:modified>" in result.stdout
    refused = run("convert", "story.json", "--to", "rss", "--profile", "msn", "--as-of", "2028-09-01T00:00:00Z")
    assert refused.exit_code == 2
    assert "less than 365 days" in refused.stderr


def test_losses_name_what_a_consumer_does_not_take(folder: Path) -> None:
    topic = story().replace(topics=(newsfeed.Topic(name="Quay", description="A wall."),))
    (folder / "topic.json").write_bytes(newsfeed.dumps(topic, "json"))
    result = run("losses", "topic.json", "--to", "rss", "--profile", "msn", "--as-of", "2026-09-01T00:00:00Z")
    assert "story.topics: MSN Partner Hub does not take <dl>, <dt>, <dd>" in result.stdout


def test_a_house_has_a_profile_of_its_own(folder: Path) -> None:
    (folder / "pier.toml").write_text(
        'consumer = "The Pier Reader"\nsource = "https://pier.example.com/"\nas_of = 2026-05-17\nformats = ["rss"]\n'
        "[rules.title_length]\nmin = 60\n"
    )
    result = run("validate", "feed.rss", "--profile", "pier.toml", "--as-of", "")
    assert result.exit_code == 0
    assert result.stdout.count("[profile.title_length]") == 2
    assert "The Pier Reader, as of 2026-05-17" in run("profiles", "pier.toml").stdout


def test_codes_of_profiles_are_explained() -> None:
    result = run("explain", "profile.title_length")
    assert result.exit_code == 0
    assert "Bad:" in result.stdout
    assert "Good:" in result.stdout
    assert "The consumer requires it" in result.stdout
