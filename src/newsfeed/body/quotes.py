"""Marking of the quoted words in the text of a press mention."""

from typing import Final

from newsfeed.model.rich_text import RichText, Text, split_paragraphs
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape

_OPENING: Final = '<span class="quote">'
_CLOSING: Final = "</span>"


def add_marked(builder: MarkupBuilder, text: Text, quotes: tuple[str, ...]) -> bool:
    """Add the paragraphs of a text with its quotes marked; add nothing if one of the quotes is not in the text.

    Args:
        builder: takes the markup.
        text: the text.
        quotes: the quoted words, in the order in which the text has them.

    Returns:
        whether the paragraphs were added.
    """
    if isinstance(text, RichText):
        markup = _mark_in_markup(split_paragraphs(text), quotes)
        builder.raw(markup)
        return bool(markup)
    if len(quotes) == 1 and "\n" not in text:  # nearly always
        before, quote, after = text.partition(quotes[0])
        if quote:
            builder.text_pair("<p>", before, _OPENING, quote, "")
            builder.text(_CLOSING, after, "</p>\n")
        return bool(quote)
    if not contains_in_order(text, quotes):
        return False
    number = 0
    for paragraph in text.split("\n\n") if "\n" in text else (text,):
        opening, start = "<p>", 0
        while number < len(quotes) and (index := paragraph.find(quotes[number], start)) >= 0:
            builder.text_pair(opening, paragraph[start:index], _OPENING, quotes[number], "")
            opening, start = _CLOSING, index + len(quotes[number])
            number += 1
        builder.text(opening, paragraph[start:], "</p>\n")
    return True


def contains_in_order(text: str, quotes: tuple[str, ...]) -> bool:
    """Return whether a text contains the quotes one after the other, each within a paragraph."""
    parts, number, start = text.split("\n\n") if "\n" in text else (text,), 0, 0
    for quote in quotes:
        while (index := parts[number].find(quote, start)) < 0:
            number, start = number + 1, 0
            if number == len(parts):
                return False
        start = index + len(quote)
    return True


def _mark_in_markup(sources: list[str], quotes: tuple[str, ...]) -> str:
    """Return paragraphs of inline XHTML with the quotes marked, or "" if one is missing or interrupted by markup."""
    marked, number, start = list(sources), 0, 0
    for quote in map(escape, quotes):
        while (index := _find_characters(marked[number], quote, start)) < 0:
            number, start = number + 1, 0
            if number == len(marked):
                return ""
        source = marked[number]
        marked[number] = f"{source[:index]}{_OPENING}{quote}{_CLOSING}{source[index + len(quote) :]}"
        start = index + len(_OPENING) + len(quote) + len(_CLOSING)
    return "".join([f"<p>{source}</p>\n" for source in marked])


def _find_characters(source: str, words: str, start: int) -> int:
    """Return the index of words in character data, not in a tag or a reference; -1 if there is none."""
    index = source.find(words, start)
    while index >= 0:
        is_in_tag = source.rfind("<", start, index) > source.rfind(">", start, index)
        ampersand = source.rfind("&", start, index)
        if not is_in_tag and (ampersand < 0 or ";" in source[ampersand:index]):
            return index
        index = source.find(words, index + 1)
    return -1
