"""What schema.org has no place for."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body.outline import has_parts, plain_html
from newsfeed.findings import Loss
from newsfeed.formats.jsonld.nodes import has_caption
from newsfeed.model import Feed, Link, Story
from newsfeed.model.rich_text import RichText

_MARKUP: Final = "schema.org's text is plain: links, emphasis and other markup of this text are lost"


def losses(story: Story) -> Iterator[Loss]:
    """Name what of a story is not in the graph; each path begins with `story`.

    The body goes along as HTML, with all that is rich in it.
    """
    if not _in_body(story):
        yield from _rich("story.summary", story.summary)
    if plain_html(story) == "":
        yield Loss("story.sections[0]", "an empty HTML value is no body")
    for index, media in enumerate(story.media):
        if media.caption and not has_caption(media):
            yield Loss(f"story.media[{index}].caption", "schema.org has captions for images, video and audio only")
        else:
            yield from _rich(f"story.media[{index}].caption", media.caption)
    if story.embargo:
        yield Loss("story.embargo", "schema.org has no time before which a work must not be published")
    yield from _link_losses(story)
    if story.source:
        yield Loss("story.source", "schema.org does not name the feed that an article was taken from")
    if story.extensions:
        yield Loss("story.extensions", "elements of other XML vocabularies have no place in JSON-LD")


def _in_body(story: Story) -> bool:
    """Whether the summary is part of the body: not of one that is nothing but HTML as it came."""
    return has_parts(story) and plain_html(story) is None


def _rich(path: str, text: str | RichText) -> Iterator[Loss]:
    if isinstance(text, RichText):
        yield Loss(path, _MARKUP)


def _link_losses(story: Story) -> Iterator[Loss]:
    """Name the links that relatedLink, a set of URLs, does not carry, and what it does not carry of the others."""
    seen = {prompt.url for prompt in story.prompts}
    for index, link in enumerate(story.links):
        path = f"story.links[{index}]"
        if link.rel != "related":
            yield Loss(path, f"schema.org has no link of relation {link.rel}")
        elif link.url in seen:
            yield Loss(path, "relatedLink has each URL once, and it is that of another link, or of a prompt")
        else:
            yield from _fields_lost(link, path)
            seen.add(link.url)


def _fields_lost(link: Link, path: str) -> Iterator[Loss]:
    """Name what a link has beside its URL."""
    for name in ("type", "title", "language", "length"):
        if getattr(link, name) not in (None, ""):
            yield Loss(f"{path}.{name}", "relatedLink is a URL and nothing more")


_FEED: Final = {
    "hubs": "schema.org does not know hubs",
    "paging": "schema.org does not know the pages of a feed",
    "ttl": "schema.org does not know how long a feed may be kept",
    "generator": "schema.org does not name the program that wrote a feed",
    "links": "a WebSite has no relatedLink, which is of WebPage only",
    "extensions": "elements of other XML vocabularies have no place in JSON-LD",
}


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Name what of a feed, without its stories, is not in the graph; each path begins with `feed`."""
    yield from _rich("feed.description", feed.description)
    for name, reason in _FEED.items():
        if getattr(feed, name):
            yield Loss(f"feed.{name}", reason)
