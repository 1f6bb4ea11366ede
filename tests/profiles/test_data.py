"""Profiles as data: those of the package, and a house's own files."""

import datetime
from pathlib import Path

import attrs
import pytest

import newsfeed
from newsfeed import ArgumentError, Profile, Severity
from newsfeed.errors import ReadError
from newsfeed.plugins import registry
from newsfeed.profiles.loading import DATA, load_profile
from profile_cases import feed

ROOT = Path(__file__).resolve().parents[2]
PROFILES = {profile.name: profile for profile in newsfeed.profiles()}


def test_the_profiles_are_those_of_the_data_files() -> None:
    assert list(PROFILES) == sorted(path.stem for path in DATA.glob("*.toml"))
    assert list(PROFILES) == [
        "apple-podcasts", "flipboard", "google-article", "google-news", "msn", "newsbreak", "smartnews",
    ]  # fmt: skip
    assert newsfeed.profiles() is newsfeed.profiles()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_names_its_source_and_date(profile: Profile) -> None:
    assert profile.source.startswith("https://")
    assert datetime.date(2026, 11, 1) <= profile.as_of <= datetime.date(2026, 12, 31)
    assert set(profile.formats) <= {candidate.name for candidate in registry}
    assert len({rule.name for rule in profile.rules}) == len(profile.rules)


def test_profiles_are_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        PROFILES["msn"].name = "other"  # type: ignore[misc]


def test_the_list_of_elements_of_msn_is_closed() -> None:
    tags = PROFILES["msn"].tags
    assert tags is not None
    assert {"p", "h5", "table", "blockquote"} <= tags
    assert not {"dl", "dt", "dd", "cite", "figure", "h6", "section"} & tags


def test_nothing_says_that_questions_are_eligible_for_rich_results() -> None:
    folders = [DATA, DATA.parent, ROOT / "docs", ROOT / "src" / "newsfeed" / "explain"]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".toml", ".py", ".md")]
    paths += [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    assert len(paths) > 20
    for path in paths:
        assert "eligible for faq" not in path.read_text(encoding="utf-8").lower(), path


OWN = """
consumer = "The Pier Reader"
source = "https://pier.example.com/feeds"
as_of = 2026-05-17
formats = ["rss"]
tags = ["p", "a"]
plain_summary = true

[rules.title_length]
severity = "error"
min = 60
leave_out = true

[rules.html_tags]
"""


def test_a_house_can_have_a_profile_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "pier.toml"
    path.write_text(OWN)
    report = newsfeed.validate(feed(1), "rss", profile=str(path))
    assert [(finding.code, finding.severity) for finding in report if finding.code.startswith("profile.")] == [
        ("profile.title_length", Severity.ERROR)
    ]
    assert b"<item>" not in newsfeed.dumps(feed(1), "rss", profile=str(path))
    assert [loss.path for loss in newsfeed.losses(feed(1), "rss", profile=str(path))] == ["feed.stories[0]"]


def test_the_severity_of_a_rule_is_a_warning_by_default() -> None:
    profile = load_profile(OWN.encode(), "pier")
    assert [(rule.name, rule.severity, dict(rule.parameters)) for rule in profile.rules] == [
        ("title_length", "error", {"min": 60}),
        ("html_tags", "warning", {}),
    ]
    assert profile.tags == {"p", "a"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("as_of = 2026-05-17", "as_of = 'May'", "as_of must be the date"),
        ("as_of = 2026-05-17", "as_of = 2026-05-17T09:00:00Z", "as_of must be the date"),
        ("consumer =", "name =", "'name' is no key of a profile"),
        ('"The Pier Reader"', "5", "consumer must be a text"),
        ('["rss"]', '"rss"', "formats must be a list of texts"),
        ('["p", "a"]', "[1]", "tags must be a list of texts"),
        ("plain_summary = true", "plain_summary = 1", "plain_summary must be true or false"),
        ("[rules.title_length]", "[rules.title]", "there is no rule 'title'; the rules are author_names_only"),
        ("min = 60", "least = 60", "rules.title_length.least is no parameter of the rule"),
        ("min = 60", 'min = "60"', "rules.title_length.min must be a whole number"),
        ("min = 60", "min = -1", "rules.title_length.min must be a whole number"),
        ('severity = "error"', 'severity = "fatal"', "severity must be error, warning or info"),
        ("[rules.html_tags]", "rules.html_tags = 5", "rules.html_tags must be a table"),
        ("consumer", "consumer consumer", "is not TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_key(old: str, new: str, message: str, tmp_path: Path) -> None:
    text = OWN.replace(old, new, 1)
    if new.startswith("rules."):
        text = f"{new}\n" + OWN.replace(old, "")[: OWN.index("[rules.title_length]")]
    with pytest.raises(ReadError, match=message.replace("[", r"\[")):
        load_profile(text.encode(), "pier")
    path = tmp_path / "pier.toml"
    path.write_text(text)
    with pytest.raises(ArgumentError, match=message):
        newsfeed.validate(feed(), "rss", profile=str(path))


def test_a_missing_file_is_an_argument_error(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="No such file"):
        newsfeed.validate(feed(), "rss", profile=str(tmp_path / "none.toml"))
    with pytest.raises(ReadError, match="UTF-8"):
        load_profile(b"\xff", "pier")
