"""Matching of the stories of one feed with those that are known: one to one, and only where there is no doubt."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from newsfeed.compare.identity import Identity
from newsfeed.model import Story

Reason = Literal["content", "id", "address"]
"""The values that are equal in two stories that are the same."""


@attrs.frozen
class Match:
    """A story that is known.

    Attributes:
        index: the index of the known story.
        reason: what is equal.
    """

    index: int
    reason: Reason


def _exact(identity: Identity) -> Hashable:
    return identity.exact


def _id(identity: Identity) -> Hashable:
    return identity.id


def _address(identity: Identity) -> Hashable:
    return identity.address


_STAGES: Final[tuple[tuple[Callable[[Identity], Hashable], Reason], ...]] = (
    (_exact, "id"),
    (_id, "id"),
    (_address, "address"),
)
"""The keys that stories are matched by, in this order."""


class KnownStories:
    """The stories of the feeds so far, each with the identities of all its versions."""

    def __init__(self) -> None:
        self._identities: list[list[Identity]] = []
        # For each stage the indexes of the stories with a key; a dict keeps their order and each of them once.
        self._indexes: list[defaultdict[Hashable, dict[int, None]]] = [defaultdict(dict) for _ in _STAGES]

    def add(self, identity: Identity) -> int:
        """Add a story and return its index."""
        self._identities.append([])
        self.add_version(len(self._identities) - 1, identity)
        return len(self._identities) - 1

    def add_version(self, index: int, identity: Identity) -> None:
        """Add another version of a story."""
        self._identities[index].append(identity)
        for (key_of, _), indexes in zip(_STAGES, self._indexes, strict=True):
            if (key := key_of(identity)) is not None:
                indexes[key][index] = None

    def match(
        self, known_stories: Sequence[Story], stories: Sequence[Story], identities: Sequence[Identity]
    ) -> list[Match | None]:
        """Match the stories of one feed with the known stories; those of the feed are all different.

        A key that several stories of one side share tells nothing about them; of those, only equal stories match.

        Args:
            known_stories: the known stories, by their indexes.
            stories: the stories of the feed.
            identities: their identities.

        Returns:
            for each story its match, or None if it is new.
        """
        matches: dict[int, Match] = {}
        matched_indexes: set[int] = set()

        def accept(position: int, index: int, reason: Reason) -> None:
            matches[position] = Match(index, reason)
            matched_indexes.add(index)

        for position, index in self._equal_stories(known_stories, stories, identities):
            accept(position, index, "content")
        for stage, (key_of, reason) in enumerate(_STAGES):
            counts = Counter(map(key_of, identities))
            for position, identity in enumerate(identities):
                key = key_of(identity)
                if position not in matches and counts[key] == 1:
                    for index in self._only_story(stage, key):
                        if index not in matched_indexes and not self._differs(index, identity, reason):
                            accept(position, index, reason)
        return [matches.get(position) for position in range(len(stories))]

    def _only_story(self, stage: int, key: Hashable) -> Iterable[int]:
        """Return the index of the only story with a key, or nothing if there is none or several."""
        indexes = self._indexes[stage].get(key, {})
        return tuple(indexes) if len(indexes) == 1 else ()

    def _differs(self, index: int, identity: Identity, reason: Reason) -> bool:
        return reason == "address" and any(
            identity.contradicts(known_identity) for known_identity in self._identities[index]
        )

    def _equal_stories(
        self, known_stories: Sequence[Story], stories: Sequence[Story], identities: Sequence[Identity]
    ) -> Iterator[tuple[int, int]]:
        """Yield the positions and indexes of equal stories, among those that share their id with others."""
        counts = Counter(map(_id, identities))
        indexes_of_id = self._indexes[1]
        queues: dict[Hashable, dict[Story, deque[int]]] = {}
        for position, identity in enumerate(identities):
            key = identity.id
            if key is None or (counts[key] == 1 and len(indexes_of_id.get(key, ())) < 2):
                continue
            if key not in queues:
                queues[key] = defaultdict(deque)
                for index in indexes_of_id.get(key, ()):
                    queues[key][known_stories[index]].append(index)
            if queue := queues[key].get(stories[position]):
                yield position, queue.popleft()
