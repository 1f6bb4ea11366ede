"""Losses of a page: the markup that Markdown does not have, and the fields for newsrooms only; and stories without them."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

import attrs

from newsfeed.findings import Loss
from newsfeed.io.html import to_plain_text
from newsfeed.model import PRIVATE_FIELDS, Block, Feed, Markup, Paragraph, Story
from newsfeed.model.rich_text import RichText
from newsfeed.pages.inline_writer import reduce_markup
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.rendering.lost_fields import LostFields, lost_fields
from newsfeed.values.xml_chars import fold

_PRIVATE: Final[LostFields] = {
    Story: dict.fromkeys(PRIVATE_FIELDS, "it is for newsrooms only, and pages are for readers")
}
_HTML_LOSS: Final = "a page has no HTML: it is reduced to its text, one paragraph per line"


def as_page_story(story: Story) -> Story:
    """Return a story with the text that its page has: rich text with Markdown's markup only, HTML as paragraphs.

    The fields for newsrooms are empty. A story without them and without other markup is returned as it is.
    """
    changes: dict[str, Any] = {
        name: "" if isinstance(getattr(story, name), str) else () for name in PRIVATE_FIELDS if getattr(story, name)
    }
    for name in PAGE_FIELDS:
        value = getattr(story, name)
        if type(value) is not str and (page_value := _as_page_value(value)) is not value:
            changes[name] = page_value
    return attrs.evolve(story, **changes) if changes else story


def losses(story: Story) -> Iterator[Loss]:
    """Yield a loss for each rich text, HTML block and private field; the page or its front matter carries all else."""
    for name in PAGE_FIELDS:
        yield from _losses(getattr(story, name), f"story.{name}")
    yield from lost_fields(story, "story", _PRIVATE)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Return an empty iterator: the front matter of the first page carries every field of a feed."""
    del feed
    return iter(())


def _as_page_value(value: Any) -> Any:
    """Return a value of the model as the page has it; the same object if nothing changes."""
    value_type: type = type(value)
    if value_type is tuple:
        return _as_page_items(value)
    if value_type is RichText:
        return reduce_markup(value)[0]
    changes = {}
    for name in _fields_with_text(value_type):
        field_value = getattr(value, name)
        if type(field_value) is not str and (page_value := _as_page_value(field_value)) is not field_value:
            changes[name] = page_value
    return attrs.evolve(value, **changes) if changes else value


def _as_page_items(items: tuple[Any, ...]) -> tuple[Any, ...]:
    page_items: list[Any] = []
    is_changed = False
    for item in items:
        if type(item) is str:
            page_items.append(item)
        elif type(item) is Markup:
            page_items += _paragraphs(item)
            is_changed = True
        else:
            page_item = _as_page_value(item)
            is_changed = is_changed or page_item is not item
            page_items.append(page_item)
    return tuple(page_items) if is_changed else items


@cache
def _fields_with_text(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a class that can have rich text or HTML, in objects within it too."""
    if not attrs.has(cls):
        return ()
    return tuple(field.name for field in attrs.fields(cls) if _can_have_text(field.type, cls))


def _can_have_text(annotation: Any, cls: type) -> bool:
    """Return whether a field of a class can have text in objects of other classes."""
    if arguments := get_args(annotation):
        return any(_can_have_text(argument, cls) for argument in arguments)
    if annotation in (RichText, Markup):
        return True
    return annotation is not cls and isinstance(annotation, type) and bool(_fields_with_text(annotation))


def _paragraphs(block: Markup) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text) for line in to_plain_text(block.html).split("\n") if (text := fold(line)))


def _losses(value: Any, path: str) -> Iterator[Loss]:
    if isinstance(value, RichText):
        if dropped := reduce_markup(value)[1]:
            yield Loss(path, f"a page cannot have {', '.join(dropped)}: the text is kept")
    elif isinstance(value, Markup):
        yield Loss(path, _HTML_LOSS)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _losses(item, f"{path}[{index}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _losses(getattr(value, field.name), f"{path}.{field.name}")
