"""Identity of stories: the values that tell that stories of two feeds are the same.

* An id that is an address, a `tag:` or a `urn:` is unique in the world: stories with it are the same everywhere.
* Any other id ("1", "ep-3") is local: it is unique in its feed only.
* An id that equals the story's own address, or that a reader of newsfeed derived from the content, is not the publisher's. The
  address decides about such stories, and about those whose ids cannot be compared: local ids of different feeds.
* Different ids that can be compared tell that the stories differ, even if the addresses are equal.

Two stories of one feed are never the same, and an id or address that several stories of a feed share tells nothing about them:
see `matching`. docs/guide/merge.md explains the rule to users.
"""

from collections.abc import Callable, Hashable
from typing import Final

import attrs

from newsfeed.compare.addresses import AddressRules
from newsfeed.model import Feed, Source, Story
from newsfeed.values.iris import split_iri
from newsfeed.values.urns import is_derived_uuid

StoryKey = Callable[[Story], Hashable]
"""A function that returns an equal value for stories that are the same, and None for a story that is unlike any other."""

FeedKey = tuple[str, ...]
"""The identity of a feed; empty for a feed that names nothing about itself."""

_WEB: Final = ("http://", "https://")
_GLOBAL: Final = (*_WEB, "tag:", "urn:")


@attrs.frozen
class Identity:
    """The values of one story that other stories are compared with.

    Attributes:
        exact: the id and the address, character by character.
        id: the id in the form that is compared: an address is normalized, a local id has the key of its feed.
        address: the normalized address, or None.
        scope: the feed in which the publisher's id is unique; () for one that is unique in the world, None if the story has
            no id apart from its address.
    """

    exact: Hashable
    id: Hashable
    address: str | None = None
    scope: FeedKey | None = None

    def contradicts(self, identity: "Identity") -> bool:
        """Return whether the ids of two stories tell that they differ."""
        return self.scope is not None and self.scope == identity.scope and self.id != identity.id


class Identifier:
    """Function that returns the identities of stories.

    Args:
        addresses: the differences between addresses that do not matter, or None to compare them character by character.
        key: the caller's own rule, which replaces all others; None for the rule of this module.
    """

    def __init__(self, addresses: AddressRules | None, key: StoryKey | None) -> None:
        self._normalize: Callable[[str], str] = str if addresses is None else addresses.normalizer()
        # Live pages and status pages tell their entries apart by the fragments of their ids.
        self._normalize_id = str if addresses is None else addresses.with_fragments().normalizer()
        self._key = key

    def identify(self, story: Story, feed: FeedKey) -> Identity:
        """Return the identity of a story.

        Args:
            story: the story.
            feed: the key of the feed that it comes from.
        """
        if self._key is not None:
            key = self._key(story)
            return Identity(None, None if key is None else (key,))
        identifier, url = story.id, story.url
        feed = feed or self._host_key(url)
        if not is_global(identifier):
            return Identity((feed, identifier, url), (feed, identifier), url and self._normalize(url), ("feed", *feed))
        address = self._normalize(url or identifier) if url or _is_web(identifier) else None
        if is_derived_uuid(identifier):
            return Identity((feed, identifier, url), (feed, identifier), address)
        comparable = self._normalize_id(identifier) if _is_web(identifier) else identifier
        is_address = _is_web(identifier) and (url is None or comparable == self._normalize_id(url))
        return Identity((identifier, url), comparable, address, None if is_address else ())

    def _host_key(self, url: str | None) -> FeedKey:
        """Return the key of the unnamed feed that a story is in: the host of its address."""
        return ("host", split_iri(self._normalize(url)).authority or "") if url else ()

    def feed_key(self, feed: Feed | Source) -> FeedKey:
        """Return the identity of a feed: its id, or else its address, or else its site and title; () if it has none."""
        site = self._normalize(feed.url) if feed.url else ""
        if feed.id:
            return "id", feed.id, site
        if feed.feed_url:
            return "feed_url", self._normalize(feed.feed_url)
        return ("site", site, feed.title) if site or feed.title else ()

    def are_versions(self, old: Feed, new: Feed) -> bool:
        """Return whether two feeds may be versions of one: they share an id or address, or one of them names none."""
        old_names, new_names = self._names(old), self._names(new)
        return not old_names or not new_names or not old_names.isdisjoint(new_names)

    def _names(self, feed: Feed) -> set[tuple[str, str]]:
        names = {("id", feed.id), *(("address", url and self._normalize(url)) for url in (feed.url, feed.feed_url))}
        return {(kind, name) for kind, name in names if name}


def _is_web(identifier: str) -> bool:
    return identifier[:8].lower().startswith(_WEB)


def is_global(identifier: str) -> bool:
    """Return whether an id is unique in the world: an address with a host, a tag URI (RFC 4151) or a URN (RFC 8141)."""
    lowered = identifier[:8].lower()
    return any(lowered.startswith(start) and len(identifier) > len(start) for start in _GLOBAL)
