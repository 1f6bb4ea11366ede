"""Losses of JSON-LD: the values of stories and feeds that schema.org has no property for."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body.outline import has_parts, plain_html
from newsfeed.findings import Loss
from newsfeed.formats.jsonld.extension_losses import extension_losses, feed_extension_losses
from newsfeed.formats.jsonld.write_entities import has_caption
from newsfeed.model import Feed, Link, Story
from newsfeed.model.rich_text import RichText, Text
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields, table_of

_EXTENDED: Final = ("Person", "Organization", "Category", "Topic", "Question")
_LOST: Final[LostFields] = table_of(
    NEWSROOM_FIELDS, "schema.org has no property for it", **dict.fromkeys(_EXTENDED, ("extensions",))
)

_MARKUP: Final = "schema.org has plain text only: the links, emphasis and other markup of this text are lost"
_PODCAST: Final = "the values of a podcast for directories and players have no properties in an article"
_FEED_FIELDS: Final = {
    "hubs": "schema.org has no property for hubs",
    "paging": "schema.org has no property for the pages of a feed",
    "ttl": "schema.org has no property for the time that a feed may be cached",
    "generator": "schema.org has no property for the program that wrote a feed",
    "links": "relatedLink is a property of WebPage only, and a feed is a WebSite",
    "podcast": _PODCAST,
}
"""The fields of a feed that are lost, with the reason."""


def losses(story: Story) -> Iterator[Loss]:
    """Yield the values of a story that are not in its graph.

    The body is not among them: it is also written as HTML, with all of its markup.

    Yields:
        losses whose paths begin with `story`.
    """
    if not _is_summary_in_body(story):
        yield from _markup_losses("story.summary", story.summary)
    if plain_html(story) == "":
        yield Loss("story.sections[0]", "the HTML of the section is empty, so there is no body to write")
    for index, media in enumerate(story.media):
        path = f"story.media[{index}].caption"
        if media.caption and not has_caption(media):
            yield Loss(path, "schema.org has captions for images, video and audio only")
        else:
            yield from _markup_losses(path, media.caption)
    if story.embargo:
        yield Loss("story.embargo", "schema.org has no property for an embargo")
    yield from _link_losses(story)
    if story.source:
        yield Loss("story.source", "schema.org has no property for the feed that an article was taken from")
    if story.podcast:
        yield Loss("story.podcast", _PODCAST)
    yield from extension_losses(story)
    yield from lost_fields(story, "story", _LOST)


def _is_summary_in_body(story: Story) -> bool:
    """Return whether the HTML of the body includes the summary; a body that is a single HTML value does not."""
    return has_parts(story) and plain_html(story) is None


def _markup_losses(path: str, text: Text) -> Iterator[Loss]:
    if isinstance(text, RichText):
        yield Loss(path, _MARKUP)


def _link_losses(story: Story) -> Iterator[Loss]:
    """Yield the links that relatedLink, a set of URLs, cannot have, and the lost fields of the other links."""
    written = {prompt.url for prompt in story.prompts}
    for index, link in enumerate(story.links):
        path = f"story.links[{index}]"
        if link.rel != "related":
            yield Loss(path, f"schema.org has no property for links of the relation {link.rel}")
        elif link.url in written:
            yield Loss(path, "relatedLink lists each URL once, and another link or a prompt has the same one")
        else:
            yield from _link_field_losses(link, path)
            written.add(link.url)


def _link_field_losses(link: Link, path: str) -> Iterator[Loss]:
    for name in ("type", "title", "language", "length"):
        if getattr(link, name) not in (None, ""):
            yield Loss(f"{path}.{name}", "relatedLink has the URL of a link only")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the values of a feed, besides its stories, that are not in the graph.

    Yields:
        losses whose paths begin with `feed`.
    """
    yield from _markup_losses("feed.description", feed.description)
    for name, reason in _FEED_FIELDS.items():
        if getattr(feed, name):
            yield Loss(f"feed.{name}", reason)
    yield from feed_extension_losses(feed)
    yield from lost_fields(feed, "feed", _LOST)
