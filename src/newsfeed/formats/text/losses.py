"""Markup, the one thing that a page loses: stories as plain text, and the losses on the way."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.io.html import to_plain_text
from newsfeed.model import Block, Feed, Markup, Paragraph, Story
from newsfeed.model.rich_text import RichText
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.values.xml_chars import fold

_RICH_TEXT_LOSS: Final = "a page is plain text: inline markup is removed"
_HTML_LOSS: Final = "a page is plain text: HTML is reduced to its text, one paragraph per line"


def as_plain_text(story: Story) -> Story:
    """Return a story with plain text on its page: rich text without its markup, HTML as paragraphs.

    A story without markup is returned as it is.
    """
    changes = {}
    for name in PAGE_FIELDS:
        value = getattr(story, name)
        plain_value = _as_plain_text(value)
        if plain_value is not value:
            changes[name] = plain_value
    return attrs.evolve(story, **changes) if changes else story


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each rich text and HTML block on the page; the page or its front matter carries all else."""
    for name in PAGE_FIELDS:
        yield from _losses(getattr(story, name), f"story.{name}")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Return an empty iterator: the front matter of the first page carries every field of a feed."""
    del feed
    return iter(())


def _as_plain_text(value: Any) -> Any:
    """Return a value of the model with plain text; the same object if nothing changes."""
    if isinstance(value, RichText):
        return str(value)
    if isinstance(value, tuple):
        items = tuple(
            plain_item
            for item in value
            for plain_item in (_paragraphs(item) if isinstance(item, Markup) else (_as_plain_text(item),))
        )
        is_unchanged = len(items) == len(value) and all(
            plain_item is item for plain_item, item in zip(items, value, strict=True)
        )
        return value if is_unchanged else items
    if not attrs.has(type(value)):
        return value
    changes = {}
    for field in attrs.fields(type(value)):
        field_value = getattr(value, field.name)
        plain_value = _as_plain_text(field_value)
        if plain_value is not field_value:
            changes[field.name] = plain_value
    return attrs.evolve(value, **changes) if changes else value


def _paragraphs(block: Markup) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text) for line in to_plain_text(block.html).split("\n") if (text := fold(line)))


def _losses(value: Any, path: str) -> Iterator[Loss]:
    if isinstance(value, RichText):
        yield Loss(path, _RICH_TEXT_LOSS)
    elif isinstance(value, Markup):
        yield Loss(path, _HTML_LOSS)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _losses(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _losses(getattr(value, field.name), f"{path}.{field.name}")
