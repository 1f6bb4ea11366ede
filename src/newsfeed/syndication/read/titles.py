"""Titles of RSS, which nobody knows to be text or HTML.

RSS 2.0 does not say which a title is, and feeds in the field do both. The RSS Best Practices Profile (Character data) settles
it for those who follow it: a `&` or `<` that is text is written `&#x26;` or `&#x3C;`. Our writer does, and this finds it again,
so that a headline about `<br>` stays one.
"""

import re
from typing import Final

from newsfeed.io import html
from newsfeed.values.escaping import unescape

_MOST: Final = 10_000
_REFERENCE: Final = re.compile(rb"&#x(?:26|3[Cc]);")
_PLAIN: Final = re.compile(rb"<(?:\w+:)?title[^>]{0,512}>([^<]{0,65536}&#x(?:26|3[Cc]);[^<]{0,65536})</")


class Titles:
    """The titles of a document that say of themselves that they are text."""

    def __init__(self) -> None:
        self._plain: set[str] = set()

    def look_at(self, source: bytes) -> None:
        """Find them in (a part of) the document, in UTF-8."""
        if len(self._plain) > _MOST:  # a stream goes on, and the titles of long ago are not asked for any more
            self._plain.clear()
        if _REFERENCE.search(source):
            self._plain.update(unescape(found[1].decode("utf-8", "replace")) for found in _PLAIN.finditer(source))

    def text(self, title: str) -> str:
        """Give a title as text: as it is, or where it can only be HTML, what that shows."""
        if not html.looks_like(title) or title in self._plain:
            return title
        return html.plain(title)
