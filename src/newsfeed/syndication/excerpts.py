"""Descriptions made of the beginning of a body, for items without a summary.

Many readers show the description only, and the W3C validator asks for one before `<content:encoded>`. The reader makes the
same description of the body, and so can tell it from a summary.
"""

import re
from typing import Final

from newsfeed.io.html_text import NAME_END, NAMES
from newsfeed.values.escaping import unescape

_MAX_LENGTH: Final = 280
"""Length from which a description is cut, in characters."""

_WINDOW: Final = 1024
"""Length of the HTML that is looked at first; more is looked at if it begins with much markup."""

_GLANCE: Final = 192
_MARGIN: Final = 12
"""Length of the HTML that a description is compared with first, and of what may be incomplete at its end."""

_HEAD: Final = 480
"""Length of the text that is usually enough for a description, with character references."""

_ELEMENTS: Final = "h[1-6]|script|style|template|noscript|figure|table|iframe"
_LEFT_OUT: Final = re.compile(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
    rf"|<({_ELEMENTS})\b[^>]*+(?:>[^<]*+(?:<(?!/\1\s*+>)[^<]*+)*+(?:</\1\s*+>|\Z)|\Z)",
    re.IGNORECASE,
)
"""A comment, or an element without text for an excerpt. One that is not closed reaches to the end."""

_BLOCK_TAG: Final = re.compile(rf"</?(?:{NAMES}|t[dh]){NAME_END}[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")


def excerpt(html: str) -> str:
    """Return the beginning of the text of a body in plain text, without headings; "" if it has no text.

    Args:
        html: the body.

    Returns:
        one line that ends with an ellipsis if there is more text.
    """
    size = _WINDOW
    text = _text(html[:size])
    while len(text) <= _MAX_LENGTH and size < len(html):
        size *= 8
        text = _text(html[:size])
    if len(text) <= _MAX_LENGTH:
        return text
    head = text[: _MAX_LENGTH + 1]
    at_word = head.rpartition(" ")[0] if " " in head[_MAX_LENGTH // 2 :] else head[:_MAX_LENGTH]
    return at_word.rstrip(" ,;:–—-") + "…"


def _text(html: str) -> str:
    """Return the text of HTML that may end anywhere, up to an element that is not closed."""
    text = _LEFT_OUT.sub(" ", html)
    if (start := text.rfind("<")) > text.rfind(">"):
        text = text[:start]
    text = " ".join(_TAG.sub("", _BLOCK_TAG.sub(" ", text)).split())
    head = text[:_HEAD]
    if len(head) < len(text):
        # Resolving references takes longer than everything else; the last one may be incomplete.
        beginning = _resolve(head[: head.rfind("&", -12)] if "&" in head[-12:] else head)
        if len(beginning) > _MAX_LENGTH + 1:
            return beginning
    return _resolve(text)


def _resolve(text: str) -> str:
    """Resolve character references; those that every writer uses take no search for names."""
    if "&" not in text:
        return text
    if text.count("&") == text.count("&amp;") + text.count("&lt;") + text.count("&gt;"):
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return unescape(text)


def is_excerpt(description: str, html: str) -> bool:
    """Return whether a description, given as HTML, was made of a body by `excerpt`."""
    if not description or not html or "<" in description or len(description) > 6 * _MAX_LENGTH:
        return False
    text = _resolve(description)
    if not 0 < len(text) <= _MAX_LENGTH + 1:
        return False
    # Most summaries differ within the first words, and these take little time. The last ones may be incomplete.
    beginning = _text(html[:_GLANCE])
    size = min(len(beginning), len(text)) - _MARGIN
    return (size <= 0 or beginning[:size] == text[:size]) and text == excerpt(html)
