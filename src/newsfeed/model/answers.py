"""Answers: a text, or blocks where a text cannot hold the answer.

Each answer has one spelling, so that equal answers are equal objects. Paragraphs alone are a text with empty lines between
them, even if they are passed as blocks. Otherwise an answer is a tuple of blocks without empty ones, and each paragraph is
a block of its own.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from newsfeed.classes.frozen import fast_check
from newsfeed.model.block_text import BLOCK_LINES, plain_text
from newsfeed.model.blocks import BLOCKS, Block, Image, List, Markup, Paragraph, Points, Quotation
from newsfeed.model.fields import check_text, refusal, to_text, to_tuple, tuple_of
from newsfeed.model.rich_text import RichText, Text, from_markup, join_paragraphs, split_paragraphs, to_markup
from newsfeed.values.xml_chars import is_trimmed, trim

if TYPE_CHECKING:
    import attrs

Answer = Text | tuple[Block, ...]
"""Plain text, rich text, or blocks if there is anything besides paragraphs; `answer_text` returns its plain text."""

_VISIBLE_FIELDS: Final[dict[type[Block], tuple[str, ...]]] = {
    Paragraph: ("text",),
    Points: ("points",),
    Quotation: ("text", "url", "attribution"),
    List: ("items",),
    Image: ("url",),
    Markup: ("html",),
}
"""The fields of each type of block that are shown; a block without any of them is empty."""


def to_answer(value: Text | Iterable[Block]) -> Answer:
    """Bring an answer into its one spelling; goes with `check_answer`."""
    if isinstance(value, str | RichText):
        return to_text(value)
    blocks: Any = to_tuple(value)
    if not isinstance(blocks, tuple) or not set(map(type, blocks)) <= _VISIBLE_FIELDS.keys():
        return blocks  # type: ignore[no-any-return]  # check_answer refuses it.
    canonical = tuple([part for block in blocks for part in _canonical_blocks(block)])
    texts = [block.text for block in canonical if isinstance(block, Paragraph)]
    return canonical if len(texts) < len(canonical) else to_text(_joined(texts))


def _canonical_blocks(block: Block) -> Iterable[Block]:
    """Return nothing for an empty block, and a block for each paragraph of a text with several."""
    if not any(getattr(block, name) for name in _VISIBLE_FIELDS[type(block)]):
        return ()
    if not isinstance(block, Paragraph):
        return (block,)
    text = block.text
    texts = text.split("\n\n") if isinstance(text, str) else list(map(from_markup, split_paragraphs(text)))
    if len(texts) == 1:
        return (block,)
    return [paragraph for paragraph in (Paragraph(text=text) for text in texts) if paragraph.text]


def _joined(texts: list[Text]) -> Text:
    """Return texts as paragraphs of one text."""
    if all(isinstance(text, str) for text in texts):
        return "\n\n".join(map(str, texts))
    return join_paragraphs([to_markup(text) for text in texts])


_check_blocks: Final = tuple_of(*BLOCKS)


@fast_check("{value}.__class__ is str and {is_trimmed}({value})", is_trimmed=is_trimmed)
def check_answer(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Check an answer: a text, or a tuple of blocks; goes with `to_answer`."""
    if isinstance(value, tuple):
        _check_blocks(instance, attribute, value)
    elif isinstance(value, str | RichText):
        check_text(instance, attribute, value)
    else:
        reason = f"is {type(value).__name__}, must be str, RichText, or a list or tuple of blocks"
        raise refusal(instance, attribute, reason)


def answer_text(answer: Answer) -> str:
    """Return an answer as plain text: an empty line between blocks, and a line for each item of a list."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, RichText):
        return trim(plain_text(answer))
    texts = ("\n".join(filter(None, BLOCK_LINES[type(block)](block))).strip() for block in answer)
    return "\n\n".join(filter(None, texts))
