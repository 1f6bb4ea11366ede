"""Losses of OPML: a list has no stories, and little of the feed besides its subscriptions."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.opml.outlines import listed, lost_extensions, owner_id, split_extensions
from newsfeed.model import Feed, Person, Story, Subscription
from newsfeed.values.dates import has_fraction

_CARRIED: Final = frozenset(("title", "authors", "published", "updated", "subscriptions", "extensions", "stories"))
_OWNER_FIELDS: Final = frozenset(("name", "email", "url"))
_NO_FRACTIONS: Final = "RFC 822 dates have no fractions of a second"


def losses(story: Story) -> Iterator[Loss]:
    """Yield one loss: the story as a whole."""
    del story
    yield Loss("story", "OPML lists feeds and has no stories")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories; each path begins with `feed`."""
    for field in attrs.fields(Feed):
        value = getattr(feed, field.name)
        if field.name not in _CARRIED and value and value != field.default:
            yield Loss(f"feed.{field.name}", "the head of an OPML list has no element for it")
    for name in ("published", "updated"):
        date = getattr(feed, name)
        if date and has_fraction(date):
            yield Loss(f"feed.{name}", _NO_FRACTIONS)
    yield from _owner_losses(feed)
    for index in sorted(lost_extensions(feed)):
        yield Loss(
            f"feed.extensions[{index}]", "a list takes only elements of other namespaces and outlines that are no feeds"
        )
    if not feed.subscriptions and listed(feed):
        yield Loss(
            "feed.subscriptions", "a feed that lists no others is listed itself, and read back as a subscription"
        )
    for index, subscription in enumerate(feed.subscriptions):
        yield from _subscription_losses(subscription, f"feed.subscriptions[{index}]")


def _owner_losses(feed: Feed) -> Iterator[Loss]:
    if feed.publisher and not feed.authors:
        yield Loss("feed.authors", "the publisher is written as the owner of the list, who is read back as an author")
    for index, author in enumerate(feed.authors):
        path = f"feed.authors[{index}]"
        if index:
            yield Loss(path, "OPML has one owner of a list, the first author")
        elif not isinstance(author, Person):
            yield Loss(path, "OPML does not distinguish organizations from persons, so this one is read as a person")
        else:
            for field in attrs.fields(Person):
                value = getattr(author, field.name)
                if field.name not in _OWNER_FIELDS and value and value != field.default:
                    yield Loss(f"{path}.{field.name}", "OPML has only the name and the addresses of an owner")
            if author.url and owner_id(author.url) != author.url:
                yield Loss(f"{path}.url", "OPML has a URI of the web for an owner, in ASCII")


def _subscription_losses(subscription: Subscription, path: str) -> Iterator[Loss]:
    if subscription.type != "rss" and subscription.type.lower() == "rss":
        yield Loss(f"{path}.type", "the case of a type has no meaning, so it is read back as rss")
    if subscription.created and has_fraction(subscription.created):
        yield Loss(f"{path}.created", _NO_FRACTIONS)
    for index, name in enumerate(subscription.categories):
        if "," in name:
            yield Loss(
                f"{path}.categories[{index}]", "OPML separates categories by commas, so a category cannot contain one"
            )
    for index in split_extensions(subscription)[2]:
        reason = "an outline takes a further attribute once, and elements of other namespaces only"
        yield Loss(f"{path}.extensions[{index}]", reason)
