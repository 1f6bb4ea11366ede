"""Losses: the values of stories and feeds that NewsML-G2 cannot carry."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.body.outline import markup_blocks, plain_html
from newsfeed.body.xhtml_updates import update_losses
from newsfeed.findings import Loss
from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.extension_points import as_read, is_foreign
from newsfeed.formats.newsml.item_meta import reads_as_address
from newsfeed.formats.newsml.xhtml11 import survives_round_trip
from newsfeed.model import MODEL, Extension, Feed, Story
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields, table_of

_LOST: Final[LostFields] = {
    Story: {
        "source": "NewsML-G2 has no element for the feed that an item was taken from",
        "podcast": "NewsML-G2 has no elements for podcasts",
    },
}
_LOST_IN_FEEDS: Final[LostFields] = table_of(NEWSROOM_FIELDS, "it is not written to NewsML-G2 yet")

_CLASSES: Final = frozenset(MODEL)

_LOST_FEED_FIELDS: Final = ("authors", "rights", "hubs", "paging", "ttl", "categories", "keywords", "links", "podcast")
_LOST_SENDER_FIELDS: Final = ("logo", "email")


def losses(story: Story) -> Iterator[Loss]:
    """Yield the values of a story that NewsML-G2 has no place for.

    Args:
        story: the story; the paths of the losses begin with `story`.
    """
    yield from lost_fields(attrs.evolve(story, updates=()), "story", _LOST)
    yield from _extension_losses(attrs.evolve(story, updates=()), "story")
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


def _extension_losses(value: Any, path: str) -> Iterator[Loss]:
    """Yield the losses of the extensions of an object of the model and of the objects within it.

    Args:
        value: an object of the model, a tuple, or a value of a field.
        path: path of the value.
    """
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _extension_losses(item, f"{path}[{index}]")
    elif isinstance(value, Extension):
        yield from _losses_of_extension(value, path)
    elif type(value) in _CLASSES:
        for field in attrs.fields(type(value)):
            if field.name not in _LOST.get(type(value), ()):
                yield from _extension_losses(getattr(value, field.name), f"{path}.{field.name}")


def _losses_of_extension(extension: Extension, path: str) -> Iterator[Loss]:
    if not is_foreign(extension):
        reason = "an extension must have a namespace of XML other than that of NewsML-G2: use another namespace"
        yield Loss(path, reason)
    elif as_read(extension) != extension:
        reason = "adjacent texts are merged, and white space between elements is dropped"
        yield Loss(f"{path}.content", reason)


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
    yield from _extension_losses(feed.extensions, "feed.extensions")
    yield from lost_fields(feed, "feed", _LOST_IN_FEEDS)


__all__ = ["feed_losses", "losses"]
