"""The explainer page as a browser has it: HTML, read into the same parts as a page of text.

A page is read in steps, one module each: its metadata (`metadata`, `linked_data`), the element with its content and what
in it is visible (`content`), the content as the lines of a page (`blocks`, a module for each kind of block, and `inline`),
and a story by `newsfeed.pages` (`read`). A page without a heading of an explainer, but with JSON-LD, is read as its JSON-LD.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from newsfeed.plugins import HEAD, Format, Losses, Reader, Rules, Writer

_PAGE: Final = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--(?>.*?-->)|\s)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SCRIPT_TAG: Final = re.compile(rb"<script\b[^>]*+", re.IGNORECASE)
_LINKED_DATA: Final = re.compile(rb"\btype\s*+=\s*+[\"']?\s*+application/ld\+json", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_HEADING: Final = re.compile(
    r"<(h[1-6]|summary|strong|b)\b[^>]*+(?:>(?P<text>.{0,400}?)</\1)?", re.IGNORECASE | re.DOTALL
)
"""A heading with its text; or, so that the time is linear, a start tag that no end tag follows."""
_MAX_HEADINGS: Final = 20_000
"""The number of headings to look at: a start tag without an end tag takes 5 us."""

_TAG: Final = re.compile(r"<[^<>]*>")
_OWN: Final = re.compile(rb"<html\b[^<>]{0,400}?\sdata-newsfeed=", re.IGNORECASE)
"""Beginning of a page that newsfeed has written, see `own_pages`."""


def looks_like(head: bytes) -> bool:
    """Return whether a document is an HTML page, or a part of one that has a heading of an explainer.

    A page with JSON-LD and without such a heading is left to JSON-LD.

    Args:
        head: the first megabyte, without byte order mark and leading white space.
    """
    if not head.startswith(b"<"):
        return False
    if _PAGE.match(head) and (_OWN.search(head, 0, HEAD) or not _has_linked_data(head[:HEAD])):
        return True
    from newsfeed.pages.heading_keys import has_explainer_heading  # compiles the patterns of pages

    return has_explainer_heading(_headings(head))


def holds_stories(data: bytes) -> bool:
    """Return whether a page has JSON-LD or a heading that an explainer may have."""
    from newsfeed.pages.heading_keys import find_part, known_parts

    return _has_linked_data(data) or any(find_part(text, known_parts()) for text in _headings(data))


def _has_linked_data(data: bytes) -> bool:
    return any(_LINKED_DATA.search(tag[0]) for tag in _SCRIPT_TAG.finditer(data))


def _headings(data: bytes) -> Iterator[str]:
    """Yield the texts of the headings in a page, without parsing it."""
    from newsfeed.values.escaping import unescape

    text = _SCRIPT.sub("", data.decode("utf-8", "ignore"))
    texts = (match["text"] for match in islice(_HEADING.finditer(text), _MAX_HEADINGS))
    return (unescape(_TAG.sub("", text)).strip() for text in texts if text is not None)


def _reader() -> Reader:
    from newsfeed.formats.html import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.html import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.html import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.html import rules

    return rules


FORMAT: Final = Format(
    name="html",
    title="HTML page",
    media_type="text/html",
    suffixes=(".html", ".htm", ".xhtml"),
    looks_like=looks_like,
    head=1 << 20,
    holds_stories=holds_stories,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("headings", "site", "theme")),
    standard="https://html.spec.whatwg.org/",
    feed=False,
    public=True,
    index=True,
    feed_file="index.html",
    story_pages="always",
)
