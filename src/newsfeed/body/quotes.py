"""Marking of the quoted words in the text of a press mention."""

from newsfeed.model.rich_text import Text, split_paragraphs
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape

_OPENING = '<span class="quote">'
_CLOSING = "</span>"


def mark_quotes(text: Text, quotes: tuple[str, ...]) -> MarkupBuilder | None:
    """Return the paragraphs of a text with its quotes marked, or None if one of them is not in it.

    Args:
        text: the text.
        quotes: the quoted words, in the order in which the text has them.
    """
    return _mark_in_string(text, quotes) if isinstance(text, str) else _mark_in_markup(split_paragraphs(text), quotes)


def _mark_in_string(text: str, quotes: tuple[str, ...]) -> MarkupBuilder | None:
    builder = MarkupBuilder()
    number = 0
    for paragraph in text.split("\n\n") if "\n" in text else (text,):
        opening, start = "<p>", 0
        while number < len(quotes) and (index := paragraph.find(quotes[number], start)) >= 0:
            builder.text_pair(opening, paragraph[start:index], _OPENING, quotes[number], "")
            opening, start = _CLOSING, index + len(quotes[number])
            number += 1
        builder.text(opening, paragraph[start:], "</p>\n")
    return builder if number == len(quotes) else None


def _mark_in_markup(sources: list[str], quotes: tuple[str, ...]) -> MarkupBuilder | None:
    """Mark quotes in paragraphs of inline XHTML; one that markup interrupts counts as not in the text."""
    marked, number, start = list(sources), 0, 0
    for quote in map(escape, quotes):
        index = _find_characters(marked[number], quote, start)
        while index < 0:
            number, start = number + 1, 0
            if number == len(marked):
                return None
            index = _find_characters(marked[number], quote, 0)
        source = marked[number]
        marked[number] = f"{source[:index]}{_OPENING}{quote}{_CLOSING}{source[index + len(quote) :]}"
        start = index + len(_OPENING) + len(quote) + len(_CLOSING)
    return MarkupBuilder("".join([f"<p>{source}</p>\n" for source in marked]))


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
