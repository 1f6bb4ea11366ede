"""Merging of several feeds into one."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import attrs

from newsfeed.compare.addresses import AddressRules
from newsfeed.compare.identity import Identifier, StoryKey
from newsfeed.compare.matching import KnownStories, Reason
from newsfeed.errors import ArgumentError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Feed, Source, Story
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values.escaping import quoted

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
_EQUAL: Final[dict[Reason, str]] = {
    "content": "both are equal",
    "id": "the ids are the same",
    "address": "the addresses are the same",
}


def merge(
    *feeds: Feed,
    feed: Feed | None = None,
    report: Report | None = None,
    addresses: AddressRules | None = AddressRules(),  # noqa: B008  (frozen)
    key: StoryKey | None = None,
) -> Feed:
    """Merge feeds: each story once, newest first, with the feed it came from as its `source`.

    Stories of two feeds are the same if their ids are, or else their addresses; `newsfeed.compare.identity` has the rule. Of
    two versions, the one with the later `updated` (or `published`) is kept, then the one with the higher `version`, then
    the one of the later feed. A story without authors, language, rights or publisher gets those of its feed (RFC 4287,
    4.2.11: a copied entry keeps its feed's metadata).

    Args:
        feeds: the feeds to merge.
        feed: the merged feed's own values; None takes those of the first feed, without its dates, paging and stories.
        report: collects a finding for each story that was dropped, and for each id that several stories have.
        addresses: the differences between addresses that do not matter; None compares them character by character.
        key: returns an equal value for stories that are the same, and None for a story that is unlike any other; it replaces
            the rule above.

    Returns:
        the merged feed; stories without a date come last, in their order.

    Raises:
        ArgumentError: one of the arguments is not a Feed.
    """
    merger = _Merger(Identifier(addresses, key), Report() if report is None else report)
    for number, source in enumerate(feeds):
        if not isinstance(source, Feed):
            raise ArgumentError(f"merge() takes feeds, not {type(source).__name__}")
        merger.add(source, number)
    merger.report_shared_ids()
    stories = sorted(merger.stories, key=_date, reverse=True)  # stable: stories with equal or no dates keep their order
    return attrs.evolve(_own_values(feeds) if feed is None else feed, stories=tuple(stories))


class _Merger:
    """The stories of a merged feed, each once."""

    def __init__(self, identifier: Identifier, report: Report) -> None:
        self.stories: list[Story] = []
        self._known = KnownStories()
        self._identifier = identifier
        self._report = report

    def add(self, feed: Feed, number: int) -> None:
        """Add the stories of a feed, each of them new or another version of one that is known.

        Args:
            feed: the feed.
            number: its position among the feeds, counted from 0.
        """
        stories = [_with_feed_metadata(story, feed) for story in feed.stories]
        identities = [
            self._identifier.identify(story, self._identifier.feed_key(story.source or feed)) for story in stories
        ]
        matches = self._known.match(self.stories, stories, identities)
        for position, (story, identity, match) in enumerate(zip(stories, identities, matches, strict=True)):
            if match is None:
                self.stories.append(story)
                self._known.add(identity)
                continue
            self._known.add_version(match.index, identity)
            known_story = self.stories[match.index]
            is_newer = _rank(story) >= _rank(known_story)
            kept_story, dropped_story = (story, known_story) if is_newer else (known_story, story)
            self.stories[match.index] = kept_story
            path = f"feeds[{number}].stories[{position}]"
            self._report.add(_duplicate(dropped_story, kept_story, _EQUAL[match.reason], path))

    def report_shared_ids(self) -> None:
        """Report ids that several stories of the merged feed have."""
        self._report.extend(_shared_ids(self.stories))


def _rank(story: Story) -> tuple[datetime, int]:
    return _date(story), story.version


def _date(story: Story) -> datetime:
    return story.updated or story.published or _EARLIEST


# --- findings --------------------------------------------------------------------------------------------------------------


def _duplicate(dropped_story: Story, kept_story: Story, equality: str, path: str) -> Finding:
    """Return the finding about a story that is not in the merged feed.

    Args:
        dropped_story: the story.
        kept_story: the version of it that is in the merged feed.
        equality: what is equal in the two.
        path: the later of the two among the arguments of `merge`.
    """
    if _date(dropped_story) != _date(kept_story):
        reason = "it was updated later"
    elif dropped_story.version != kept_story.version:
        reason = "it has the higher version"
    else:
        reason = "it comes from the later feed, and neither is newer"
    message = (
        f"the story {_name(dropped_story)} is dropped, since it is the same as {_name(kept_story)} ({equality}); "
        f"the latter is kept: {reason}"
    )
    return Finding(severity=Severity.INFO, code="merge.story.duplicate", message=message, path=path)


def _name(story: Story) -> str:
    """Return the id of a story and the title of its feed, for a message."""
    title = story.source.title if story.source else ""
    return f"{quoted(story.id, 200)} of {quoted(title)}" if title else quoted(story.id, 200)


def _shared_ids(stories: Sequence[Story]) -> Iterator[Finding]:
    stories_by_id: dict[str, list[Story]] = {}
    for story in stories:
        stories_by_id.setdefault(story.id, []).append(story)
    for identifier, sharing in stories_by_id.items():
        if len(sharing) > 1:
            titles = dict.fromkeys(story.source.title for story in sharing if story.source)
            message = (
                f"{len(sharing)} different stories have the id {quoted(identifier, 200)}, of "
                f"{', '.join(map(quoted, titles)) or 'unnamed feeds'}: readers of the merged feed may show only one of them; "
                "publish them with ids that are unique in the world, such as their addresses"
            )
            yield Finding(severity=Severity.WARNING, code="merge.id.shared", message=message, path="feed.stories")


# --- metadata --------------------------------------------------------------------------------------------------------------


def _with_feed_metadata(story: Story, feed: Feed) -> Story:
    """Return the story with the metadata that only its feed has, and with the feed as its source.

    A story that has a source was copied into the feed, so the feed's metadata is not about it.
    """
    if story.source is not None:
        return story
    changes: FieldValues = {
        name: getattr(feed, name)
        for name in ("authors", "language", "rights", "publisher")
        if getattr(feed, name) and not getattr(story, name)
    }
    source = Source(title=feed.title, id=feed.id, url=feed.url, feed_url=feed.feed_url, updated=feed.updated)
    return attrs.evolve(story, source=source, **changes)


def _own_values(feeds: tuple[Feed, ...]) -> Feed:
    """Return the first feed's own values, without those of its document: id, feed_url, dates, hubs and paging."""
    if not feeds:
        return Feed()
    return attrs.evolve(feeds[0], id=None, feed_url=None, published=None, updated=None, hubs=(), paging=None)
