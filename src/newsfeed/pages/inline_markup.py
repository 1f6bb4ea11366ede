"""Interface of a page reader to the inline markup in the lines of a page: Markdown, or the tags of an HTML page."""

from collections.abc import Sequence
from typing import Any, Protocol

from newsfeed.model.rich_text import Text, join_paragraphs, to_markup
from newsfeed.pages.decoding import Line


class InlineMarkup(Protocol):
    """Reader of the source texts of one page; the text of a line is a source text."""

    def at(self, lines: Sequence[Line]) -> "InlineMarkup":
        """Set the lines that the next texts are from, for the findings about them, and return the reader."""
        ...

    def text(self, source: str) -> Text:
        """Return a source text as plain or rich text; its paragraphs are separated by empty lines."""
        ...

    def plain(self, source: str) -> str:
        """Return a source text as plain text."""
        ...

    def convert(self, value: Any) -> Any:
        """Return a block or entry, or a sequence of these, with the text that its source texts mean."""
        ...

    def without_links(self, entry: list[list[str]]) -> list[list[str]]:
        """Return the lines of an entry without the link of the name that it begins with."""
        ...

    def link_of(self, name: str) -> str | None:
        """Return the target of a link with the given text that `without_links` removed last, or None."""
        ...


def join_texts(*texts: Text) -> Text:
    """Return texts as paragraphs of one text; empty ones are left out."""
    filled_texts = [text for text in texts if text]
    if all(isinstance(text, str) for text in filled_texts):
        return "\n\n".join(map(str, filled_texts))
    return join_paragraphs([to_markup(text) for text in filled_texts])
