"""Checking of a feed against a profile: the rules over the model, at paths of the model."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from newsfeed.findings import Finding
from newsfeed.model import Feed, Story
from newsfeed.profiles.profile import Profile, ProfileRule
from newsfeed.profiles.rules import RULES
from newsfeed.profiles.rules.rule import Fault, Settings, StoryCheck, WrittenDocument

PREFIX: Final = "profile."
"""The beginning of the codes of findings of profiles."""


def check_feed(feed: Feed, profile: Profile, as_of: datetime | None, format_name: str) -> Iterator[Finding]:
    """Yield the findings of a profile about a feed, those about the feed itself first.

    Args:
        feed: the feed.
        profile: the profile.
        as_of: the present; None skips the rules that need to know it.
        format_name: the name of the format that the feed is or will be written in.

    Yields:
        findings with paths such as `feed.language` and `feed.stories[3].headline`.
    """
    story_rules: list[tuple[ProfileRule, StoryCheck, Settings]] = []
    for rule in profile.rules:
        settings = _settings(profile, rule, feed, as_of, format_name)
        if check := RULES[rule.name].feed:
            for fault in check(feed, settings):
                yield _finding(profile, rule, fault, "feed")
        if story_check := RULES[rule.name].story:
            story_rules.append((rule, story_check, settings))
    for index, story in enumerate(feed.stories):
        for rule, story_check, settings in story_rules:
            for fault in story_check(story, settings):
                yield _finding(profile, rule, fault, f"feed.stories[{index}]")


def check_written(document: WrittenDocument, profile: Profile, feed: Feed) -> Iterator[Finding]:
    """Yield the findings of a profile about a document as it is written, at paths of its feed."""
    for rule in profile.rules:
        if check := RULES[rule.name].document:
            for fault in check(document, _settings(profile, rule, feed, None)):
                yield _finding(profile, rule, fault, "" if fault.field.startswith("/") else "feed")


def refusal(story: Story, profile: Profile, feed: Feed, as_of: datetime | None) -> str:
    """Return why the consumer of a profile refuses a story, or "" if it takes it.

    Args:
        story: the story.
        profile: the profile; only its rules with `leave_out` count.
        feed: the feed of the story.
        as_of: the moment of publication, or None.
    """
    for rule in profile.rules:
        check = RULES[rule.name].story
        if rule.leave_out and check is not None:
            for fault in check(story, _settings(profile, rule, feed, as_of)):
                return fault.message
    return ""


def _settings(
    profile: Profile, rule: ProfileRule, feed: Feed, as_of: datetime | None, format_name: str = ""
) -> Settings:
    return Settings(
        consumer=profile.consumer, parameters=rule.parameters, as_of=as_of, feed=feed, format_name=format_name
    )


def _finding(profile: Profile, rule: ProfileRule, fault: Fault, owner: str) -> Finding:
    return Finding(
        severity=rule.severity,
        code=f"{PREFIX}{rule.name}",
        message=fault.message,
        path=f"{owner}.{fault.field}" if owner and fault.field else owner or fault.field,
        reference=profile.source,
    )
