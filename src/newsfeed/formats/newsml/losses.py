"""Losses: the values of stories and feeds that NewsML-G2 cannot carry."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.body.outline import markup_blocks, plain_html
from newsfeed.body.xhtml_updates import update_losses
from newsfeed.findings import Loss
from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.extension_losses import extension_losses, losses_of_extensions
from newsfeed.formats.newsml.item_meta import reads_as_address
from newsfeed.formats.newsml.schema_order import is_kept_in_message
from newsfeed.formats.newsml.usage import as_read
from newsfeed.formats.newsml.xhtml11 import survives_round_trip
from newsfeed.model import Feed, Story
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields, table_of
from newsfeed.rights.uses import usage_losses

_LOST: Final[LostFields] = {
    Story: {
        "source": "NewsML-G2 has no element for the feed that an item was taken from",
        "podcast": "NewsML-G2 has no elements for podcasts",
    },
}
_LOST_OF_SENDER: Final[LostFields] = table_of(
    NEWSROOM_FIELDS, "the <sender> of a <newsMessage> has only a name and an IRI"
)

_LOST_FEED_FIELDS: Final = (
    "authors",
    "rights",
    "hubs",
    "paging",
    "ttl",
    "categories",
    "keywords",
    "links",
    "podcast",
    "usage",
    "subscriptions",
)
_LOST_SENDER_FIELDS: Final = ("logo", "email", "extensions")


def losses(story: Story) -> Iterator[Loss]:
    """Yield the values of a story that NewsML-G2 has no place for.

    Args:
        story: the story; the paths of the losses begin with `story`.
    """
    yield from lost_fields(attrs.evolve(story, updates=()), "story", _LOST)
    yield from extension_losses(story)
    if story.usage:
        reason = "<rightsInfo> has only the data mining that is allowed, and the license"
        yield from usage_losses(story.usage, as_read(story.usage), "story.usage", reason)
    yield from _link_losses(story)
    yield from _markup_losses(story)
    yield from update_losses(story.updates, "story.updates")


def _link_losses(story: Story) -> Iterator[Loss]:
    if reads_as_address(story):
        reason = "the first link, to an alternate HTML page, is read as the address of a story that has none: add a url"
        yield Loss("story.url", reason)
        yield Loss("story.links[0]", reason)
    for index, link in enumerate(story.links):
        if link.rel.startswith(SCHEMES["linkrel"]):
            yield Loss(f"story.links[{index}].rel", "the IRI of a registered relation is read as its name")


def _markup_losses(story: Story) -> Iterator[Loss]:
    if plain_html(story) == "":
        yield Loss("story.sections[0]", "a section without any content is not written")
    for path, markup in markup_blocks(story):
        if not survives_round_trip(markup.html):
            reason = "the markup has an element of HTML5 that XHTML 1.1 cannot represent exactly"
            yield Loss(f"story.{path}", reason)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the values of a feed, without its stories, that a newsMessage has no place for.

    Args:
        feed: the feed; the paths of the losses begin with `feed`.
    """
    for name in _LOST_FEED_FIELDS:
        if getattr(feed, name):
            yield Loss(f"feed.{name}", "the <header> of a <newsMessage> has no element for it")
    if feed.publisher:
        for name in _LOST_SENDER_FIELDS:
            if getattr(feed.publisher, name):
                yield Loss(f"feed.publisher.{name}", "the <sender> of a <newsMessage> has only a name and an IRI")
        if len(feed.publisher.same_as) > 1:
            yield Loss("feed.publisher.same_as", "the <sender> of a <newsMessage> has only one IRI")
    yield from losses_of_extensions(feed.extensions, "feed", is_kept_in_message)
    yield from lost_fields(feed.publisher, "feed.publisher", _LOST_OF_SENDER)


__all__ = ["feed_losses", "losses"]
