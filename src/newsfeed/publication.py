"""Publication: the stories that a document for readers has at a moment, and why it leaves out the others.

Formats for newsrooms carry the status, the embargo and the expiry of a story to those who obey them. Formats for readers
cannot, so the public functions leave such stories out before they call a writer. No function here reads the clock.
"""

from collections.abc import Iterable
from datetime import datetime

import attrs

from newsfeed.errors import UnpublishedError, WriteError
from newsfeed.findings import Finding, Loss, Severity
from newsfeed.model import PRIVATE_FIELDS, Feed, Story
from newsfeed.plugins import Format, StoryWriter
from newsfeed.values.dates import rfc3339


def unpublished_reason(story: Story, as_of: datetime | None) -> str:
    """Return why readers must not get a story, or "" if they may.

    Args:
        story: the story.
        as_of: the moment of publication. None stands for a moment before the end of any embargo and before any expiry.
    """
    if story.status != "usable":
        return f"the story is {story.status}, and only usable stories are published"
    if story.embargo and (as_of is None or story.embargo > as_of):
        until = f"the story is under embargo until {rfc3339(story.embargo)}"
        return until if as_of else f"{until}: pass as_of, the moment of publication, when the embargo has ended"
    if as_of and story.expires and story.expires <= as_of:
        return f"the story expired at {rfc3339(story.expires)}"
    return ""


def left_out_reason(story: Story, target_format: Format, as_of: datetime | None) -> str:
    """Return why a format leaves out a story, or "" if it is written, be it as a tombstone."""
    if not target_format.public or (story.status == "canceled" and target_format.tombstones):
        return ""
    return unpublished_reason(story, as_of)


def published_feed(feed: Feed, target_format: Format, as_of: datetime | None) -> Feed:
    """Return a feed with the stories that a format has; the same object if these are all."""
    if not target_format.public or _are_plain(feed.stories):
        return feed
    stories = tuple(story for story in feed.stories if not left_out_reason(story, target_format, as_of))
    return feed if len(stories) == len(feed.stories) else attrs.evolve(feed, stories=stories)


def feed_of(story: Story) -> Feed:
    """Return the feed to write a single story in, for formats that have feeds only."""
    return Feed(
        title=story.headline, url=story.url, language=story.language, publisher=story.publisher, stories=(story,)
    )


def feed_for_readers(feed: Feed, as_of: datetime | None) -> Feed:
    """Return a feed as a public folder may have it in any format: without held stories and the private fields of the others.

    Args:
        feed: the feed.
        as_of: the moment of publication, or None.
    """
    stories = [_for_readers(story) for story in feed.stories if not unpublished_reason(story, as_of)]
    return attrs.evolve(feed, stories=tuple(stories))


def _for_readers(story: Story) -> Story:
    if not any(getattr(story, name) for name in PRIVATE_FIELDS):
        return story
    fields = attrs.fields_dict(Story)
    return story.replace(**{name: fields[name].default for name in PRIVATE_FIELDS})


def _are_plain(stories: Iterable[Story]) -> bool:
    """Return whether no story has a status, an embargo or an expiry to look at, as in most feeds."""
    return not any(
        story.status != "usable" or story.embargo is not None or story.expires is not None for story in stories
    )


def check_published(story: Story, target_format: Format, as_of: datetime | None) -> None:
    """Raise `UnpublishedError` if a format leaves out the only story of a document."""
    if reason := left_out_reason(story, target_format, as_of):
        raise UnpublishedError("story", f"{reason}; {target_format.title} is for readers")


def left_out_loss(story: Story, target_format: Format, as_of: datetime | None) -> Loss | None:
    """Return the loss of a whole story that a format leaves out, or None."""
    reason = left_out_reason(story, target_format, as_of)
    return Loss("story", reason) if reason else None


def left_out_finding(story: Story, path: str, target_format: Format, as_of: datetime | None) -> Finding | None:
    """Return a finding about a story that a format leaves out, or None.

    Args:
        story: the story.
        path: its path.
        target_format: the format to write.
        as_of: the moment of publication, or None.
    """
    reason = left_out_reason(story, target_format, as_of)
    if not reason:
        return None
    severity, field = Severity.INFO, "status"
    if story.status == "usable":
        is_early = story.embargo is not None and (as_of is None or story.embargo > as_of)
        severity, field = (Severity.ERROR, "embargo") if is_early else (Severity.WARNING, "expires")
    message = f"{reason}; {target_format.title} is for readers, so the story is left out"
    return Finding(severity=severity, code=f"publication.{field}", message=message, path=f"{path}.{field}")


class PublishedWriter:
    """Writer that leaves out the stories that readers must not get.

    Args:
        writer: the writer of the others.
        target_format: its format.
        as_of: the moment of publication, or None.
    """

    def __init__(self, writer: StoryWriter, target_format: Format, as_of: datetime | None) -> None:
        self._writer = writer
        self._format = target_format
        self._as_of = as_of
        self._count = self._written = 0

    def write(self, story: Story) -> None:
        """Write a story, or leave it out.

        Raises:
            WriteError: the format cannot represent it; the path counts the stories that are left out.
        """
        self._count += 1
        if left_out_reason(story, self._format, self._as_of):
            return
        self._written += 1
        try:
            self._writer.write(story)
        except WriteError as error:
            path = error.path.removeprefix(f"feed.stories[{self._written - 1}]")
            if path == error.path:
                raise
            raise type(error)(f"feed.stories[{self._count - 1}]{path}", error.reason) from error

    def close(self) -> None:
        """Write everything after the last story."""
        self._writer.close()
