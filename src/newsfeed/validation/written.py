"""Validation of a feed as it would be written: the findings of the document, at the paths of the model."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.errors import NewsfeedError
from newsfeed.findings import Finding, Severity
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext, Format, WriteContext
from newsfeed.validation.disclosure import check_disclosures
from newsfeed.validation.story_dates import check_story_dates, is_about_dates
from newsfeed.validation.story_values import check_values

_ITEM: Final = re.compile(
    r"/(?:item|entry|newsItem)(?:\[(\d+)\])?(?=/|$)|^/(?:items|orderedItems|associations|stories)/(\d+)|^/records/([1-9]\d*)"
)
"""The item in the path of a finding: numbered from 1 if there are several in XML, from 0 in JSON, but for the records of which
the first is that of the feed."""


def check_feed(
    feed: Feed,
    target_format: Format,
    *,
    standalone: bool = False,
    as_of: datetime | None = None,
    profile: str | None = None,
) -> Iterator[Finding]:
    """Yield the findings about a feed, then those about the document that would be written, at paths of the model.

    Args:
        feed: the feed.
        target_format: the format to write.
        standalone: True if the feed is made up for a single story.
        as_of: the moment after which a date is in the future; None for no such findings.
        profile: the name of the consumer that it is written for, if the format has this option.
    """
    findings = list(target_format.check_model(feed))
    findings += check_story_dates(feed, as_of, findings)
    if target_format.public:
        findings += check_disclosures(feed)
    yield from findings
    if target_format.feed and target_format.writes:
        context = WriteContext(standalone=standalone, profile=profile)
        written_findings = list(_written_findings(feed, target_format, findings, context))
        yield from written_findings
        findings += written_findings
    yield from check_values(feed, findings)


def _written_findings(
    feed: Feed, target_format: Format, reported: Iterable[Finding], context: WriteContext
) -> Iterator[Finding]:
    """Yield the errors and warnings that the document of a feed would have.

    Args:
        feed: the feed.
        target_format: the format to write.
        reported: the findings about the feed so far; those of the same code at the same story are not repeated.
        context: the request to the writer.

    Yields:
        findings with the path of the story or of the feed, and without a line.
    """
    parts: list[bytes] = []
    try:
        writer = target_format.open_writer(parts.append, feed, context)
        for story in feed.stories:
            writer.write(story)
        writer.close()
    except NewsfeedError:
        return  # The rules of the model name the values that cannot be written.
    indexes = [index for index, story in enumerate(feed.stories) if _is_written(story, target_format, context.profile)]
    reported_keys = {(finding.code, _story_path(finding.path)) for finding in reported}
    for finding in target_format.check(b"".join(parts), CheckContext()):
        is_story = context.standalone and target_format.bare_story
        path = "feed.stories[0]" if is_story else _model_path(finding.path, indexes)
        is_reported = (finding.code, path) in reported_keys or is_about_dates(finding)
        if finding.severity is not Severity.INFO and not is_reported:
            reported_keys.add((finding.code, path))
            yield attrs.evolve(finding, path=path, line=None, column=None)


def _is_written(story: Story, target_format: Format, profile: str | None) -> bool:
    """Return whether the document has the story: feeds leave out those that are not usable, or that the consumer refuses."""
    if story.status == "usable" and profile is None:
        return True
    options = {} if profile is None else {"profile": profile}
    return all(loss.path != "story" for loss in target_format.losses(story, **options))


def _story_path(path: str) -> str:
    match = re.match(r"feed\.stories\[\d+\]", path)
    return match[0] if match else "feed"


def _model_path(path: str, indexes: list[int]) -> str:
    """Return the path of the story if its item has the finding, or else of the feed."""
    match = _ITEM.search(path)
    if match is None:
        return "feed"
    position = int(match[2]) if match[2] else int(match[1] or match[3] or 1) - 1
    return f"feed.stories[{indexes[position]}]" if position < len(indexes) else "feed"
