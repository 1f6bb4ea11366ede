"""What schema.org has no place for."""

from collections.abc import Iterator
from typing import Final

from newsfeed._text import RichText
from newsfeed.findings import Loss
from newsfeed.formats.jsonld.nodes import has_caption
from newsfeed.model import Block, Feed, Link, Markup, Paragraph, Story

_MARKUP: Final = "schema.org's text is plain: links, emphasis and other markup of this text are lost"
_BLOCK: Final = "articleBody is plain text: of this block only the words stay, without its structure and links"


def losses(story: Story) -> Iterator[Loss]:
    """Name what of a story is not in the graph; each path begins with `story`."""
    yield from _rich("story.summary", story.summary)
    for index, section in enumerate(story.sections):
        for at, block in enumerate(section.blocks):
            if not _is_plain(block):
                yield Loss(f"story.sections[{index}].blocks[{at}]", _BLOCK)
    yield from _part_losses(story)
    if story.embargo:
        yield Loss("story.embargo", "schema.org has no time before which a work must not be published")
    yield from _link_losses(story.links, "story")
    if story.source:
        yield Loss("story.source", "schema.org does not name the feed that an article was taken from")
    if story.extensions:
        yield Loss("story.extensions", "elements of other XML vocabularies have no place in JSON-LD")


def _is_plain(block: Block) -> bool:
    """Whether a block is its words and nothing else."""
    if isinstance(block, Paragraph):
        return isinstance(block.text, str)
    return isinstance(block, Markup) and "<" not in block.html


def _rich(path: str, text: str | RichText) -> Iterator[Loss]:
    if isinstance(text, RichText):
        yield Loss(path, _MARKUP)


def _part_losses(story: Story) -> Iterator[Loss]:
    for index, mention in enumerate(story.press):
        yield from _rich(f"story.press[{index}].text", mention.text)
        yield from _rich(f"story.press[{index}].context", mention.context)
    for index, question in enumerate(story.questions):
        yield from _rich(f"story.questions[{index}].answer", question.answer)
    for index, correction in enumerate(story.corrections):
        yield from _rich(f"story.corrections[{index}].text", correction.text)
    for index, each in enumerate(story.media):
        if each.caption and not has_caption(each):
            yield Loss(f"story.media[{index}].caption", "schema.org has captions for images, video and audio only")
        else:
            yield from _rich(f"story.media[{index}].caption", each.caption)


def _link_losses(links: tuple[Link, ...], path: str) -> Iterator[Loss]:
    """Name the links that are not `related`, and what relatedLink, a mere URL, does not carry of those that are."""
    for index, link in enumerate(links):
        if link.rel != "related":
            yield Loss(f"{path}.links[{index}]", f"schema.org has no link of relation {link.rel}")
            continue
        for name in ("type", "title", "language", "length"):
            if getattr(link, name) not in (None, ""):
                yield Loss(f"{path}.links[{index}].{name}", "relatedLink is a URL and nothing more")


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
