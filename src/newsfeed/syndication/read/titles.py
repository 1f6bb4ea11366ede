"""Titles of RSS, in plain text or HTML.

RSS 2.0 does not define which of the two a title is, and publishers do both. The RSS Best Practices Profile (section "Character
data") recommends to write a literal `&` or `<` in a title as `&#x26;` or `&#x3C;`. The RSS writer does so, and this module
recognizes it, so that a headline about `<br>` survives a round trip.
"""

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsfeed.errors import LimitError
from newsfeed.io import html
from newsfeed.io.floods import check_tags
from newsfeed.io.html_text import BLOCKS, CELLS
from newsfeed.io.xml import local_name
from newsfeed.values.escaping import unescape

if TYPE_CHECKING:
    from newsfeed.syndication.read.draft import Draft

_TAG: Final = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:[\s/][^<>]*)?)>")
_END_TAG: Final = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>")
_UNCLOSED: Final = re.compile(r"<(?=[A-Za-z][^<>]*(?:<|\Z)|[A-Za-z][A-Za-z0-9]*[^\sA-Za-z0-9/<>])")
"""A mark that begins no tag, such as that of `<ann@example.com>`."""

_VOID_ELEMENTS: Final = frozenset(("br", "hr", "img", "wbr"))
_ELEMENTS: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "blockquote", "center", "cite", "code", "del"),
        *("dfn", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "nobr"),
        *("ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "script", "small", "span", "strike", "strong"),
        *("style", "sub", "sup", "svg", "time", "tt", "u", "ul", "var"),
        *(BLOCKS | CELLS),
    )
) - {"body", "head", "html", "title"}
"""Elements that occur in titles, though a title is one line of text."""

_MAX_TITLES: Final = 10_000
_LITERAL_MARKUP: Final = re.compile(rb"&#x(?:26|3[Cc]);")
_PLAIN_TITLE: Final = re.compile(
    rb"<(?:\w+:)?title[^>]{0,512}>(?=[^<&]{0,65536}+(?:&(?!#x(?:26|3[Cc]);)[^<&]{0,65536}+){0,65536}+&)([^<]{0,131072}+)</",
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

    def decode(self, title: str, draft: "Draft", element: "etree._Element") -> str:
        """Return a title as plain text, converting it from HTML only if it looks like HTML and is not marked as text."""
        if not ("<" in title or "&" in title) or not html.looks_like_html(title) or title in self._plain_titles:
            return title
        return to_text(title, draft, element)


def to_text(title: str, draft: "Draft", element: "etree._Element") -> str:
    """Convert the HTML of a title to plain text.

    Only elements of HTML that are closed or void are markup: the words in angle brackets of `The <head> of a page` and
    `Write to <ann@example.com>` are text, and so is a flood of tags. Links and alternative texts are reported, since a
    title has none.

    Args:
        title: the HTML.
        draft: the item or channel that the title is of.
        element: the element with the title.
    """
    if "<" not in title:
        if "&#" in title:
            draft.lenient.note_plain_text(title, None, draft.location.child(local_name(element)))
        return html.to_plain_text(title)
    try:
        check_tags(title, draft.lenient.reading.limits)
    except LimitError:
        return title  # Judging each of the tags would take seconds.
    closed_names = set(map(str.lower, _END_TAG.findall(title)))

    def escape_unless_markup(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        is_markup = name in _VOID_ELEMENTS or (name in closed_names and (tag["slash"] or name in _ELEMENTS))
        return tag[0] if is_markup else f"&lt;{tag[0][1:]}"

    markup = _UNCLOSED.sub("&lt;", _TAG.sub(escape_unless_markup, title))
    draft.lenient.note_plain_text(markup, draft.base_of(element), draft.location.child(local_name(element)))
    return html.to_plain_text(markup)
