"""Comparison of feeds: the changes from one to another, and several feeds merged into one."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.model import Feed, Source, Story

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@frozen
class Change:
    """A story that is in both feeds and differs.

    Attributes:
        old, new: the story before and after.
        fields: the fields that differ, as paths of the model: `headline`, `questions[2].answer`.
    """

    old: Story
    new: Story
    fields: tuple[str, ...]


@frozen
class Difference:
    """The difference between two feeds. It is true if anything differs.

    Attributes:
        added: stories that only the new feed has, in its order.
        changed: stories that are in both feeds and differ, in the order of the new feed.
        removed: stories that only the old feed has, in its order.
        fields: the feed's own fields that differ: `title`, `hubs[0].url`.
    """

    added: tuple[Story, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Story, ...] = ()
    fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.fields)


def diff(old: Feed, new: Feed) -> Difference:
    """Return the changes from one feed to another. Stories are the same if their ids are equal, or else their urls.

    Args:
        old: the feed before.
        new: the feed after.

    Returns:
        the difference; a different order of the stories is not a difference.
    """
    pairs, added, removed = _pair_stories(old.stories, new.stories)
    changed = [
        Change(before, after, fields) for before, after in pairs if (fields := tuple(changed_fields(before, after)))
    ]
    own_values = attrs.evolve(old, stories=()), attrs.evolve(new, stories=())
    return Difference(tuple(added), tuple(changed), tuple(removed), tuple(changed_fields(*own_values)))


def _pair_stories(
    old: Iterable[Story], new: Iterable[Story]
) -> tuple[list[tuple[Story, Story]], list[Story], list[Story]]:
    """Return the stories that are in both feeds, in the new order; those only in the new; those only in the old."""
    old_stories = list(old)
    by_id, by_url = _IndexQueues(), _IndexQueues()
    for index, story in enumerate(old_stories):
        by_id.put(story.id, index)
        by_url.put(story.url, index)
    partners: dict[int, tuple[int, Story]] = {}  # index of the old story -> order and story of the new one
    without_id: list[tuple[int, Story]] = []
    for order, story in enumerate(new):
        old_index = by_id.take(story.id, partners)
        if old_index is None:
            without_id.append((order, story))
        else:
            partners[old_index] = order, story
    added = []
    for order, story in without_id:  # by url only after all ids: a story with a new id may still have its url
        old_index = by_url.take(story.url, partners)
        if old_index is None:
            added.append(story)
        else:
            partners[old_index] = order, story
    in_new_order = sorted(partners.items(), key=lambda item: item[1][0])
    pairs = [(old_stories[index], story) for index, (_, story) in in_new_order]
    return pairs, added, [story for index, story in enumerate(old_stories) if index not in partners]


class _IndexQueues:
    """Indexes by key, handed out in order and once each, so that stories sharing an id by mistake are paired in order."""

    def __init__(self) -> None:
        self._indexes: defaultdict[str, deque[int]] = defaultdict(deque)

    def put(self, key: str | None, index: int) -> None:
        """Add an index to a key's queue; None has no queue."""
        if key:
            self._indexes[key].append(index)

    def take(self, key: str | None, used: Container[int]) -> int | None:
        """Return and remove the key's next index that is not used, or None."""
        indexes = self._indexes.get(key) if key else None
        while indexes:
            index = indexes.popleft()
            if index not in used:
                return index
        return None


def changed_fields(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of the differences between two values of the model, as deep as they can be compared.

    Args:
        old, new: objects of the model, or values of its fields.
        path: the path of the values.
    """
    if type(old) is type(new) and attrs.has(type(old)):
        for field in attrs.fields(type(old)):
            field_path = f"{path}.{field.name}" if path else field.name
            yield from changed_fields(getattr(old, field.name), getattr(new, field.name), field_path)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (old_item, new_item) in enumerate(zip(old, new, strict=True)):
            yield from changed_fields(old_item, new_item, f"{path}[{index}]")
    elif old != new:
        yield path


# --- merging ---------------------------------------------------------------------------------------------------------------


def merge(*feeds: Feed, feed: Feed | None = None) -> Feed:
    """Merge feeds: each story once, newest first, with the feed it came from as its `source`.

    Stories are the same if their ids are equal, or else their urls. Of two versions, the one with the later `updated` (or
    `published`) is kept, then the one with the higher `version`, then the one of the later feed. A story without authors,
    language, rights or publisher gets those of its feed (RFC 4287, 4.2.11: a copied entry keeps its feed's metadata).

    Args:
        feeds: the feeds to merge.
        feed: the merged feed's own values; None takes those of the first feed, without its dates, paging and stories.

    Returns:
        the merged feed; stories without a date come last, in their order.
    """
    merger = _Merger()
    for source in feeds:
        for story in source.stories:
            merger.add(_with_feed_metadata(story, source))
    stories = sorted(merger.stories, key=_date, reverse=True)  # stable: stories with equal or no dates keep their order
    return attrs.evolve(_own_values(feeds) if feed is None else feed, stories=tuple(stories))


class _Merger:
    """The stories of a merged feed, each once."""

    def __init__(self) -> None:
        self.stories: list[Story] = []
        self._by_id: dict[str, int] = {}
        self._by_url: dict[str, int] = {}

    def add(self, story: Story) -> None:
        """Add a story, or replace an older version of it."""
        index = self._by_id.get(story.id)
        if index is None and story.url:
            index = self._by_url.get(story.url)
        if index is None:
            index = len(self.stories)
            self.stories.append(story)
        elif _rank(story) >= _rank(self.stories[index]):
            self.stories[index] = story
        self._by_id.setdefault(story.id, index)
        if story.url:
            self._by_url.setdefault(story.url, index)


def _rank(story: Story) -> tuple[datetime, int]:
    return _date(story), story.version


def _date(story: Story) -> datetime:
    return story.updated or story.published or _EARLIEST


def _with_feed_metadata(story: Story, feed: Feed) -> Story:
    """Return the story with the metadata that only its feed has, and with the feed as its source."""
    changes: dict[str, Any] = {
        name: getattr(feed, name)
        for name in ("authors", "language", "rights", "publisher")
        if getattr(feed, name) and not getattr(story, name)
    }
    if story.source is None:
        source = Source(title=feed.title, id=feed.id, url=feed.url, feed_url=feed.feed_url, updated=feed.updated)
        changes["source"] = source
    return attrs.evolve(story, **changes)


def _own_values(feeds: tuple[Feed, ...]) -> Feed:
    """Return the first feed's own values, without those of its document: id, feed_url, dates, hubs and paging."""
    if not feeds:
        return Feed()
    return attrs.evolve(feeds[0], id=None, feed_url=None, published=None, updated=None, hubs=(), paging=None)
