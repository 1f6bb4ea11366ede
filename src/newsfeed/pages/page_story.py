"""Stories as pages have them: without the markup that Markdown does not have and the fields for newsrooms; these are losses."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, get_args

import attrs

from newsfeed.findings import Loss
from newsfeed.io.html import to_plain_text
from newsfeed.model import PRIVATE_FIELDS, Block, Markup, Paragraph, Story
from newsfeed.model.rich_text import RichText
from newsfeed.pages.inline_writer import reduce_markup
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.plain_data.plain import FieldValues
from newsfeed.rendering.lost_fields import LostFields, lost_fields
from newsfeed.values.xml_chars import fold

_PRIVATE: Final[LostFields] = {
    Story: dict.fromkeys(PRIVATE_FIELDS, "it is for newsrooms only, and pages are for readers")
}
_HTML_LOSS: Final = "a page has no HTML: it is reduced to its text, one paragraph per line"

_TABLE_LOSS: Final = "Markdown has simple tables only: it is reduced to the rows and the text of the cells"

BlocksOf = Callable[[Markup], tuple[Block, ...]]
"""Return the blocks that a page has of HTML; the HTML alone if it has all of it."""


def to_paragraphs(block: Markup) -> tuple[Block, ...]:
    """Return the text of HTML, a paragraph for each line."""
    return tuple(Paragraph(text=text) for line in to_plain_text(block.html).split("\n") if (text := fold(line)))


def as_page_story(story: Story, blocks_of: BlocksOf = to_paragraphs) -> Story:
    """Return a story with the text that its page has: rich text with Markdown's markup only, HTML as paragraphs.

    The fields for newsrooms are empty. A story without them and without other markup is returned as it is.

    Args:
        story: the story.
        blocks_of: return what the page has of HTML.
    """
    changes: FieldValues = {
        name: "" if isinstance(getattr(story, name), str) else () for name in PRIVATE_FIELDS if getattr(story, name)
    }
    for name in PAGE_FIELDS:
        value = getattr(story, name)
        if type(value) is not str and (page_value := _as_page_value(value, blocks_of)) is not value:
            changes[name] = page_value
    return attrs.evolve(story, **changes) if changes else story


def page_losses(story: Story, blocks_of: BlocksOf = to_paragraphs) -> Iterator[Loss]:
    """Yield a loss for each rich text, HTML block and private field; the page or its front matter carries all else."""
    for name in PAGE_FIELDS:
        yield from _losses(getattr(story, name), f"story.{name}", blocks_of)
    yield from lost_fields(story, "story", _PRIVATE)


def _as_page_value(value: Any, blocks_of: BlocksOf) -> Any:
    """Return a value of the model as the page has it; the same object if nothing changes."""
    value_type: type = type(value)
    if value_type is tuple:
        return _as_page_items(value, blocks_of)
    if value_type is RichText:
        return reduce_markup(value)[0]
    changes = {}
    for name in _fields_with_text(value_type):
        field_value = getattr(value, name)
        if type(field_value) is not str and (page_value := _as_page_value(field_value, blocks_of)) is not field_value:
            changes[name] = page_value
    return attrs.evolve(value, **changes) if changes else value


def _as_page_items(items: tuple[Any, ...], blocks_of: BlocksOf) -> tuple[Any, ...]:
    page_items: list[Any] = []
    is_changed = False
    for item in items:
        if type(item) is str:
            page_items.append(item)
        elif type(item) is Markup:
            page_blocks = blocks_of(item)
            page_items += page_blocks
            is_changed = is_changed or page_blocks != (item,)
        else:
            page_item = _as_page_value(item, blocks_of)
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


def _losses(value: Any, path: str, blocks_of: BlocksOf) -> Iterator[Loss]:
    if isinstance(value, RichText):
        if dropped := reduce_markup(value)[1]:
            yield Loss(path, f"a page cannot have {', '.join(dropped)}: the text is kept")
    elif isinstance(value, Markup):
        page_blocks = blocks_of(value)
        if page_blocks != (value,):
            is_table = any(isinstance(block, Markup) for block in page_blocks)
            yield Loss(path, _TABLE_LOSS if is_table else _HTML_LOSS)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _losses(item, f"{path}[{index}]", blocks_of)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _losses(getattr(value, field.name), f"{path}.{field.name}", blocks_of)
