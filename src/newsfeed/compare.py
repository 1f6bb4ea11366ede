"""Feeds beside each other: what has changed from one to the next, and several put together as one."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import attrs
from attrs import frozen

from newsfeed.model import Feed, Source, Story

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@frozen
class Change:
    """A story that is in both feeds and not the same.

    Attributes:
        old, new: the story as it was and is.
        fields: what differs, as paths of the model: `headline`, `questions[2].answer`.
    """

    old: Story
    new: Story
    fields: tuple[str, ...]


@frozen
class Difference:
    """What has changed from one feed to another; it is true where anything has.

    Attributes:
        added: stories that only the new feed has, in its order.
        changed: stories that both have and that differ, in the order of the new feed.
        removed: stories that only the old feed has, in its order.
        fields: what differs in what the feeds say of themselves: `title`, `hubs[0].url`.
    """

    added: tuple[Story, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Story, ...] = ()
    fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.fields)


def diff(old: Feed, new: Feed) -> Difference:
    """Name what has changed from one feed to another; stories are the same by their id, or else by their url.

    Args:
        old: the feed as it was.
        new: the feed as it is.

    Returns:
        the difference; the order of stories is none.
    """
    pairs, added, removed = _paired(old.stories, new.stories)
    changed = [Change(was, now, fields) for was, now in pairs if (fields := tuple(changed_fields(was, now)))]
    heads = attrs.evolve(old, stories=()), attrs.evolve(new, stories=())
    return Difference(tuple(added), tuple(changed), tuple(removed), tuple(changed_fields(*heads)))


def _paired(old: Iterable[Story], new: Iterable[Story]) -> tuple[list[tuple[Story, Story]], list[Story], list[Story]]:
    """Give the stories that are in both, in the new order, and those that only the new, and only the old, has."""
    by_id, by_url = _Queues(), _Queues()
    olds = list(old)
    for index, story in enumerate(olds):
        by_id.put(story.id, index)
        by_url.put(story.url, index)
    found: dict[int, Story] = {}
    left: list[tuple[int, Story]] = []
    place: dict[int, int] = {}
    for order, story in enumerate(new):
        at = by_id.take(story.id, found)
        if at is None:
            left.append((order, story))
        else:
            found[at], place[at] = story, order
    added = []
    for order, story in left:  # an id that changed: only what is left after all ids can be meant by an address
        at = by_url.take(story.url, found)
        if at is None:
            added.append(story)
        else:
            found[at], place[at] = story, order
    pairs = [(olds[index], found[index]) for index in sorted(found, key=place.__getitem__)]
    return pairs, added, [story for index, story in enumerate(olds) if index not in found]


class _Queues:
    """Places by key, each given once, the first first; so stories that have one id by mistake are paired in order."""

    def __init__(self) -> None:
        self._places: defaultdict[str, deque[int]] = defaultdict(deque)

    def put(self, key: str | None, at: int) -> None:
        if key:
            self._places[key].append(at)

    def take(self, key: str | None, taken: dict[int, Story]) -> int | None:
        places = self._places.get(key) if key else None
        while places:
            at = places.popleft()
            if at not in taken:
                return at
        return None


def changed_fields(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Name where two values of the model differ, as deep as they can be compared.

    Args:
        old, new: objects of the model, or values of its fields.
        path: of the values.
    """
    if type(old) is type(new) and attrs.has(type(old)):
        for field in attrs.fields(type(old)):
            inner = f"{path}.{field.name}" if path else field.name
            yield from changed_fields(getattr(old, field.name), getattr(new, field.name), inner)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for at, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from changed_fields(was, now, f"{path}[{at}]")
    elif old != new:
        yield path


# --- putting together ------------------------------------------------------------------------------------------------------


def merge(*feeds: Feed, feed: Feed | None = None) -> Feed:
    """Put feeds together: each story once, the newest first, with the feed that it came from as its `source`.

    Stories are the same by their id, or else by their url; of two versions the one with the later `updated` (or `published`),
    then the higher `version`, then of the later feed, is taken. Where a story has no authors, language, rights or publisher,
    those of its feed are its own now (RFC 4287, 4.2.11: a copied entry keeps what its feed said).

    Args:
        feeds: to put together.
        feed: what the new feed says of itself; None takes that of the first, without its dates, pages and stories.

    Returns:
        the new feed; stories without a date stand last, in their order.
    """
    by_id: dict[str, int] = {}
    by_url: dict[str, int] = {}
    kept: list[Story] = []
    for each in feeds:
        for story in each.stories:
            _keep(_copied(story, each), kept, by_id, by_url)
    kept.sort(key=_date, reverse=True)  # stable: stories of one date, or none, stay in their order
    return attrs.evolve(_head(feeds) if feed is None else feed, stories=tuple(kept))


def _keep(story: Story, kept: list[Story], by_id: dict[str, int], by_url: dict[str, int]) -> None:
    at = by_id.get(story.id)
    if at is None and story.url:
        at = by_url.get(story.url)
    if at is None:
        at = len(kept)
        kept.append(story)
    elif _rank(story) >= _rank(kept[at]):
        kept[at] = story
    by_id.setdefault(story.id, at)
    if story.url:
        by_url.setdefault(story.url, at)


def _rank(story: Story) -> tuple[datetime, int]:
    return _date(story), story.version


def _date(story: Story) -> datetime:
    return story.updated or story.published or _EARLIEST


def _copied(story: Story, feed: Feed) -> Story:
    """Give a story with what only its feed says of it."""
    changes: dict[str, Any] = {
        name: getattr(feed, name)
        for name in ("authors", "language", "rights", "publisher")
        if getattr(feed, name) and not getattr(story, name)
    }
    if story.source is None:
        source = Source(title=feed.title, id=feed.id, url=feed.url, feed_url=feed.feed_url, updated=feed.updated)
        changes["source"] = source
    return attrs.evolve(story, **changes)


def _head(feeds: tuple[Feed, ...]) -> Feed:
    """Give what the first feed says of itself, but for what is of that document: addresses of it, dates, pages."""
    if not feeds:
        return Feed()
    return attrs.evolve(feeds[0], id=None, feed_url=None, published=None, updated=None, hubs=(), paging=None)
