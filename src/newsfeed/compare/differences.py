"""The changes from one feed to another."""

from collections.abc import Iterator
from typing import Any

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.compare.addresses import AddressRules
from newsfeed.compare.identity import Identifier, StoryKey
from newsfeed.compare.matching import KnownStories
from newsfeed.errors import check_argument
from newsfeed.model import Feed, Story


@frozen
class Change:
    """A story that is in both feeds and differs.

    Attributes:
        old: the story before.
        new: the story after.
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


def diff(
    old: Feed,
    new: Feed,
    *,
    addresses: AddressRules | None = AddressRules(),  # noqa: B008  (frozen)
    key: StoryKey | None = None,
) -> Difference:
    """Return the changes from one feed to another.

    Stories are the same by the rule of `merge`. The feeds are taken for versions of one, so that local ids such as "1" are
    compared, unless both have an id or addresses and share none of them.

    Args:
        old: the feed before.
        new: the feed after.
        addresses, key: as for `merge`.

    Returns:
        the difference; a different order of the stories is not a difference.
    """
    check_argument("diff", "old", old, Feed, "a Feed")
    check_argument("diff", "new", new, Feed, "a Feed")
    pairs, added, removed = _pair_stories(old, new, Identifier(addresses, key))
    changed = [
        Change(before, after, fields) for before, after in pairs if (fields := tuple(changed_fields(before, after)))
    ]
    own_values = attrs.evolve(old, stories=()), attrs.evolve(new, stories=())
    return Difference(tuple(added), tuple(changed), tuple(removed), tuple(changed_fields(*own_values)))


def _pair_stories(
    old: Feed, new: Feed, identifier: Identifier
) -> tuple[list[tuple[Story, Story]], list[Story], list[Story]]:
    """Return the stories that are in both feeds, in the new order; those only in the new; those only in the old."""
    old_key, new_key = identifier.feed_key(old), identifier.feed_key(new)
    if identifier.are_versions(old, new):
        old_key = new_key = ("versions",)
    known_stories = KnownStories()
    for story in old.stories:
        known_stories.add(identifier.identify(story, identifier.feed_key(story.source) if story.source else old_key))
    identities = [
        identifier.identify(story, identifier.feed_key(story.source) if story.source else new_key)
        for story in new.stories
    ]
    matches = known_stories.match(old.stories, new.stories, identities)
    pairs = [(old.stories[match.index], story) for story, match in zip(new.stories, matches, strict=True) if match]
    added = [story for story, match in zip(new.stories, matches, strict=True) if match is None]
    paired = {match.index for match in matches if match}
    return pairs, added, [story for index, story in enumerate(old.stories) if index not in paired]


def changed_fields(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of the differences between two values of the model, as deep as they can be compared.

    Args:
        old, new: objects of the model, or values of its fields.
        path: the path of the values.
    """
    if type(old) is type(new) and attrs.has(type(old)):
        for field in attrs.fields(type(old)):
            if not field.eq:
                continue
            field_path = f"{path}.{field.name}" if path else field.name
            yield from changed_fields(getattr(old, field.name), getattr(new, field.name), field_path)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (old_item, new_item) in enumerate(zip(old, new, strict=True)):
            yield from changed_fields(old_item, new_item, f"{path}[{index}]")
    elif old != new:
        yield path
