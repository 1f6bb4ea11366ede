"""What a page can say of a story: plain text. The story as such, and what is lost on the way to it."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.text.read import PARTS
from newsfeed.io.html import plain
from newsfeed.model import Block, Markup, Paragraph, Story
from newsfeed.model.rich_text import RichText
from newsfeed.values.xml_chars import fold

_TEXT: Final = "a page is plain text; the markup is left out"
_HTML: Final = "a page is plain text; of the HTML its text is kept, a paragraph a line"


def flat(story: Story) -> Story:
    """Give a story whose parts are plain text: rich text without its markup, HTML as paragraphs."""
    changed = {name: made for name in PARTS if (made := _flat(getattr(story, name))) is not getattr(story, name)}
    return attrs.evolve(story, **changed) if changed else story


def losses(story: Story) -> Iterator[Loss]:
    """Name what a page cannot carry of a story; all else stands on it, or in its TOML block."""
    for name in PARTS:
        yield from _losses(getattr(story, name), f"story.{name}")


def _flat(value: Any) -> Any:
    """Give a value with plain text; the very same one where nothing changes."""
    if isinstance(value, RichText):
        return str(value)
    if isinstance(value, tuple):
        items = tuple(
            made for each in value for made in (_paragraphs(each) if isinstance(each, Markup) else (_flat(each),))
        )
        return value if len(items) == len(value) and all(map(_same, items, value)) else items
    if not attrs.has(type(value)):
        return value
    changed = {
        each.name: made
        for each in attrs.fields(type(value))
        if (made := _flat(old := getattr(value, each.name))) is not old
    }
    return attrs.evolve(value, **changed) if changed else value


def _same(one: object, other: object) -> bool:
    return one is other


def _paragraphs(block: Markup) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text) for line in plain(block.html).split("\n") if (text := fold(line)))


def _losses(value: Any, path: str) -> Iterator[Loss]:
    if isinstance(value, RichText):
        yield Loss(path, _TEXT)
    elif isinstance(value, Markup):
        yield Loss(path, _HTML)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _losses(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from _losses(getattr(value, each.name), f"{path}.{each.name}")


__all__ = ["flat", "losses"]
