"""Titles of RSS, in plain text or HTML.

RSS 2.0 does not define which of the two a title is, and publishers do both. The RSS Best Practices Profile (section "Character
data") recommends to write a literal `&` or `<` in a title as `&#x26;` or `&#x3C;`. The RSS writer does so, and this module
recognizes it, so that a headline about `<br>` survives a round trip.
"""

import re
from typing import Final

from newsfeed.io import html
from newsfeed.values.escaping import unescape

_MAX_TITLES: Final = 10_000
_LITERAL_MARKUP: Final = re.compile(rb"&#x(?:26|3[Cc]);")
_PLAIN_TITLE: Final = re.compile(
    rb"<(?:\w+:)?title[^>]{0,512}>([^<]{0,65536}&#x(?:26|3[Cc]);[^<]{0,65536})</",
)


class TitleDecoder:
    """Decoder of RSS titles that remembers those marked as plain text in the source of the document."""

    def __init__(self) -> None:
        self._plain_titles: set[str] = set()

    def scan(self, source: bytes) -> None:
        """Collect the titles that are marked as plain text.

        Args:
            source: the document in UTF-8, or the next part of it.
        """
        # In a stream, the titles of items that have been read long ago are no longer needed.
        if len(self._plain_titles) > _MAX_TITLES:
            self._plain_titles.clear()
        if _LITERAL_MARKUP.search(source):
            self._plain_titles.update(
                unescape(match[1].decode("utf-8", "replace")) for match in _PLAIN_TITLE.finditer(source)
            )

    def decode(self, title: str) -> str:
        """Return a title as plain text, converting it from HTML only if it looks like HTML and is not marked as text."""
        if not html.looks_like_html(title) or title in self._plain_titles:
            return title
        return html.to_plain_text(title)
