"""Checks of documents and objects by everything that applies: the rules of the format, those about dates, and a profile."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.errors import NewsfeedError
from newsfeed.findings import Finding
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext, Format, WriteContext
from newsfeed.profiles.loading import check_profile_name
from newsfeed.profiles.profile import Profile
from newsfeed.publication import feed_of, left_out_finding, left_out_reason
from newsfeed.validation.story_dates import check_dates
from newsfeed.validation.written import check_feed

_STORY: Final = re.compile(r"^feed\.stories\[(\d+)\]")


def check_document(
    data: bytes, target_format: Format, checking: CheckContext, profile: Profile | None = None
) -> Iterator[Finding]:
    """Yield the findings about a document.

    Args:
        data: the document.
        target_format: its format.
        checking: the options of the caller.
        profile: the requirements of a consumer, or None.
    """
    yield from check_dates(data, target_format, checking, target_format.check(data, checking))
    if profile is not None:
        from newsfeed.profiles import documents  # needed with a profile only

        yield from documents.check_document(data, target_format, checking, profile)


def check_object(
    item: Feed | Story, target_format: Format, as_of: datetime | None, profile_name: str | None = None
) -> Iterator[Finding]:
    """Yield the findings about a feed or story as it would be written.

    Args:
        item: the feed or story.
        target_format: the format to write.
        as_of: the present, or None.
        profile_name: the name of the consumer whose rules apply besides, or None.

    Raises:
        ArgumentError: there is no such profile, or its consumer does not take the format.
    """
    profile = check_profile_name("validate", profile_name, target_format.name)
    if isinstance(item, Feed):
        paths = ((f"feed.stories[{index}]", story) for index, story in enumerate(item.stories))
        yield from filter(None, (left_out_finding(story, path, target_format, as_of) for path, story in paths))
        yield from _feed_findings(item, target_format, as_of, profile_name, profile, standalone=False)
        return
    if finding := left_out_finding(item, "story", target_format, as_of):
        yield finding
    for finding in _feed_findings(feed_of(item), target_format, as_of, profile_name, profile, standalone=True):
        # Findings about the feed itself are dropped: it was made up for the story.
        if finding.path.startswith("feed.stories[0]"):
            yield attrs.evolve(finding, path="story" + finding.path.removeprefix("feed.stories[0]"))


def _feed_findings(
    feed: Feed,
    target_format: Format,
    as_of: datetime | None,
    profile_name: str | None,
    profile: Profile | None,
    *,
    standalone: bool,
) -> Iterator[Finding]:
    option = profile_name if "profile" in target_format.options else None
    findings = check_feed(feed, target_format, standalone=standalone, as_of=as_of, profile=option)
    yield from _without_embargoes(findings, target_format)
    if profile is not None:
        context = WriteContext(standalone=standalone, as_of=as_of, profile=option)
        yield from _profile_findings(feed, target_format, profile, context)


def _without_embargoes(findings: Iterable[Finding], target_format: Format) -> Iterable[Finding]:
    """Return findings, without those about embargoes if the format leaves out such stories and `publication.*` reports it."""
    return (finding for finding in findings if finding.code != "date.embargoed") if target_format.public else findings


def _profile_findings(feed: Feed, target_format: Format, profile: Profile, context: WriteContext) -> Iterator[Finding]:
    """Yield the findings of a profile about the stories that the format has, at the paths of the whole feed."""
    from newsfeed.profiles import checking, documents  # needed with a profile only

    indexes = [
        index for index, story in enumerate(feed.stories) if not left_out_reason(story, target_format, context.as_of)
    ]
    published = attrs.evolve(feed, stories=tuple(feed.stories[index] for index in indexes))
    findings = list(checking.check_feed(published, profile, context.as_of, target_format.name))
    if any(rule.name == "file_size" for rule in profile.rules) and target_format.writes:
        written = documents.written_document(_written(published, target_format, context), profile)
        findings += checking.check_written(written, profile, published)
    for finding in findings:
        path = _STORY.sub(lambda match: f"feed.stories[{indexes[int(match[1])]}]", finding.path)
        yield attrs.evolve(finding, path="feed" if path == "/" else path)


def _written(feed: Feed, target_format: Format, context: WriteContext) -> bytes:
    """Return a document, as far as the format can represent the feed."""
    parts: list[bytes] = []
    try:
        writer = target_format.open_writer(parts.append, feed, context)
        for story in feed.stories:
            writer.write(story)
        writer.close()
    except NewsfeedError:
        pass  # The rules of the format name the values that cannot be written.
    return b"".join(parts)
