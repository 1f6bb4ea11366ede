"""Rules of profiles: a feed that keeps to a profile has no finding, and each rule finds the feed that breaks it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import newsfeed
from newsfeed import ArgumentError, Feed, Finding, Severity
from newsfeed.arguments import WriteOptions
from newsfeed.profiles.rules import RULES, meaning
from profile_cases import BAD, OF_DOCUMENTS, PRESENT, VALID, feed, first, story

PROFILES = {profile.name: profile for profile in newsfeed.profiles()}
INVALID = Path(__file__).parents[1] / "invalid"


def findings(item: Feed, name: str, as_of: datetime | None = PRESENT) -> list[Finding]:
    """Return the findings of a profile about a feed."""
    report = newsfeed.validate(item, VALID[name][0], profile=name, as_of=as_of)
    return [finding for finding in report if finding.code.startswith("profile.")]


@pytest.mark.parametrize("name", PROFILES)
def test_a_feed_that_keeps_to_a_profile_has_no_finding(name: str) -> None:
    format_name, item = VALID[name]
    assert findings(item, name) == []
    options: dict[str, WriteOptions] = {
        "rss": {"profile": name, "as_of": PRESENT},
        "sitemap": {"version": "news", "as_of": PRESENT},
    }
    document = newsfeed.dumps(item, format_name, **options.get(format_name, {}))
    report = newsfeed.validate(document, format_name, profile=name, as_of=PRESENT)
    assert [finding for finding in report if finding.code.startswith("profile.")] == []


@pytest.mark.parametrize(("name", "rule", "change", "path"), BAD, ids=[f"{name}-{rule}" for name, rule, *_ in BAD])
def test_a_rule_finds_what_breaks_it(name: str, rule: str, change: Callable[[Feed], Feed], path: str) -> None:
    (finding,) = findings(change(VALID[name][1]), name)
    assert (finding.code, finding.path) == (f"profile.{rule}", path)
    expected = next(listed for listed in PROFILES[name].rules if listed.name == rule)
    assert finding.severity == expected.severity
    assert finding.message.startswith(PROFILES[name].consumer)
    assert finding.reference == PROFILES[name].source


def test_each_rule_of_each_profile_has_a_case() -> None:
    cases = {(name, rule) for name, rule, *_ in BAD}
    rules = {(name, rule.name) for name, profile in PROFILES.items() for rule in profile.rules}
    assert {pair for pair in rules - cases if pair[1] not in OF_DOCUMENTS} == set()


def test_each_rule_has_an_example_document() -> None:
    documents = {path.stem for path in INVALID.glob("*/profile.*")}
    assert {f"profile.{rule}" for rule in RULES} - documents == {"profile.file_size"}  # a megabyte would be too large


def test_each_rule_is_used_and_has_a_meaning_in_words() -> None:
    rules = [rule for profile in PROFILES.values() for rule in profile.rules]
    assert {rule.name for rule in rules} == set(RULES)
    for rule in rules:
        assert "{" not in meaning(rule)
        assert "None" not in meaning(rule)


def test_a_short_headline_makes_up_for_a_long_one() -> None:
    long = story().replace(headline="Lock " * 40)
    short = newsfeed.AlternativeHeadline(text="The lock opens", role="short")
    assert [finding.code for finding in findings(feed(stories=(long,)), "msn")] == ["profile.title_length"]
    assert findings(feed(stories=(long.replace(alternative_headlines=(short,)),)), "msn") == []


def test_rules_about_age_are_skipped_without_the_present() -> None:
    old = first(published=datetime.fromisoformat("2001-01-01T00:00:00Z"))(feed())
    assert findings(old, "msn", as_of=None) == []
    assert [finding.code for finding in findings(old, "msn")] == ["profile.date_within"]


def test_an_image_of_unknown_size_is_not_reported() -> None:
    unknown = newsfeed.Media(url="https://news.example.com/lock.jpg")
    assert findings(first(media=(unknown,))(feed()), "msn") == []


@pytest.mark.parametrize(
    "name",
    [
        "Ines Okafor",
        "Ludwig van Beethoven",
        "José Ortega y Gasset",
        "Di Marco",
        "Martin Luther King, Jr.",
        "Anne-Marie Byron",
    ],
)
def test_names_of_people_are_names_only(name: str) -> None:
    item = first(authors=(newsfeed.Person(name=name, url="https://news.example.com/a"),))(feed())
    assert findings(item, "google-article") == []


@pytest.mark.parametrize(
    "name", ["Posted by Ines Okafor", "Ines Okafor, chief editor", "ines@example.com", "A. Byron; I. Okafor"]
)
def test_what_has_more_in_it_than_a_name_is_reported(name: str) -> None:
    item = first(authors=(newsfeed.Person(name=name, url="https://news.example.com/a"),))(feed())
    assert [finding.code for finding in findings(item, "google-article")] == ["profile.author_names_only"]


def test_stories_that_a_format_leaves_out_are_not_checked() -> None:
    item = feed(stories=(story().replace(status="withheld", headline=""), story(2).replace(headline="Short")))
    assert [finding.path for finding in findings(item, "msn")] == ["feed.stories[1].headline"]


def test_a_single_story_is_validated_at_its_own_paths() -> None:
    report = newsfeed.validate(story().replace(headline="Short"), "rss", profile="msn")
    assert [(finding.code, finding.path) for finding in report] == [("profile.title_length", "story.headline")]


def test_the_findings_of_the_format_come_first() -> None:
    report = newsfeed.validate(Feed(title="A"), "rss", profile="smartnews")
    codes = [finding.code.startswith("profile.") for finding in report]
    assert codes == sorted(codes)
    assert not codes[0]


@pytest.mark.parametrize("name", ["", "nobody", "MSN", "a/b"])
def test_an_unknown_profile_is_refused_with_the_names(name: str) -> None:
    for item in (feed(), newsfeed.dumps(feed(), "rss")):
        with pytest.raises(ArgumentError, match=r"there is no profile .*msn, newsbreak, smartnews"):
            newsfeed.validate(item, "rss", profile=name)


def test_a_format_that_the_consumer_does_not_take_is_refused() -> None:
    for item in (feed(), newsfeed.dumps(feed(), "jsonfeed")):
        with pytest.raises(ArgumentError, match="MSN Partner Hub does not take jsonfeed; the profile is for rss, atom"):
            newsfeed.validate(item, "jsonfeed", profile="msn")


def test_no_message_of_google_search_promises_a_rich_result() -> None:
    item = first(questions=(newsfeed.Question(text="Why?", answer="So."),))(feed())
    (finding,) = findings(item, "google-article")
    assert finding.severity is Severity.INFO
    assert "ended FAQ rich results on 2026-05-07" in finding.message
    assert "eligible" not in finding.message
