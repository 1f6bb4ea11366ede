"""Keys of headings: the form that all spellings of a heading share.

A key has no case, accents, quotation marks, emoji, hyphens, number at the start (`2.`, `b)`, `IV.`) and punctuation at
the ends. A heading with a bracket ("Your questions (FAQ)") is also known by its words alone and by those in the bracket.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from newsfeed.headings import PARTS, Headings, by_language, english

MAX_HEADING: Final = 200
"""Number of characters above which no line is a heading."""

_INVISIBLE: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0640"
"""Direction marks, zero-width characters and the stroke that lengthens Arabic words."""

_SYMBOLS: Final = (
    "\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe00-\ufe0f\u200d\u20e3"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
"""Arrows, shapes, circled numbers and emoji, and the characters that combine them."""

_IGNORED: Final = re.compile(rf"[\"'`´‘’‚‛“”„‟«»‹›「」『』″״׳{_INVISIBLE}]|[0-9#*]\ufe0f?\u20e3|[{_SYMBOLS}]")
_NUMBER: Final = re.compile(
    r"(?:[^\w\\]|_)*(?:\d{1,2}[.)、]\s*|(?:[ivx]{1,4}|[a-h])[.)]\s+|\d{1,2}\s*[:–—-]\s+)(?=\S)", re.IGNORECASE
)
_PUNCTUATION: Final = " \t\u00a0?:.!…؟：？。！¿¡*_#،,;()[]{}【】〈〉《》〔〕（）［］|-–—"
_SEPARATORS: Final = re.compile(r"[\s/‐‑‒–—-]+")
_CLOSING_BRACKETS: Final = (")", "]", "）", "］", "】")
_AFTER_BRACKET: Final = " :：?？!*_#"
_BRACKET: Final = re.compile(
    r"(?P<words>.*\S)\s*[(\[（［【](?P<bracket>[^()\[\]（）［］【】]{1,60})[)\]）］】][\s:：?？!*_#]*", re.DOTALL
)
_SPECIFIC_WORDS: Final = 2
"""Number of words from which a heading alone makes a document an explainer page."""

_SPECIFIC_LENGTH: Final = 4
"""The same in characters, for headings in a script without spaces."""


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """Return the key of a heading; "" for a line without letters and digits."""
    words = _IGNORED.sub("", text)
    if not words.isascii():
        decomposed = unicodedata.normalize("NFKD", words)
        words = "".join(character for character in decomposed if not unicodedata.combining(character))
    if number := _NUMBER.match(words):
        words = words[number.end() :]
    return _SEPARATORS.sub(" ", words.strip(_PUNCTUATION)).strip().casefold()


def keys_of_heading(text: str) -> tuple[str, ...]:
    """Return the keys that a heading may be known by: its own, then those without and of its bracket."""
    # Few lines end with a bracket, and a failing search for one is slow.
    match = _BRACKET.fullmatch(text) if text.rstrip(_AFTER_BRACKET)[-1:] in _CLOSING_BRACKETS else None
    return (heading_key(text), *(map(heading_key, match.group("words", "bracket")) if match else ()))


def find_part(text: str, table: Mapping[str, str]) -> str | None:
    """Return the part that a heading begins, or None for an unknown heading.

    Args:
        text: the heading.
        table: parts by the keys of their headings.
    """
    return next((table[key] for key in keys_of_heading(text) if key in table), None)


@cache
def parts_by_heading_key(headings: Headings) -> dict[str, str]:
    """Return the part that each heading begins, by the heading's key."""
    parts: dict[str, str] = {}
    for part in PARTS:
        for spelling in getattr(headings, part):
            parts.setdefault(heading_key(spelling), part)
    parts.pop("", None)
    return parts


@cache
def page_parts_by_heading_key(headings: Headings) -> dict[str, str]:
    """Return the part that each heading of a page begins: those of an explainer, and the notice about models (`ai`)."""
    notices = {heading_key(spelling): "ai" for spelling in headings.ai or english().ai}
    return {**notices, **parts_by_heading_key(headings)}


@cache
def known_parts() -> dict[str, str]:
    """Return the part of each bundled heading of all languages, by the heading's key."""
    parts: dict[str, str] = {}
    for headings in by_language().values():
        parts = parts_by_heading_key(headings) | parts
    return parts


def has_explainer_heading(lines: Iterable[str]) -> bool:
    """Return whether lines have a heading of an explainer, or general headings ("Background") of two of its parts."""
    parts = set()
    for line in lines:
        part = find_part(line, known_parts()) if len(line) <= MAX_HEADING else None
        if part is None:
            continue
        parts.add(part)
        if len(parts) > 1 or _is_specific(line):
            return True
    return False


def _is_specific(heading: str) -> bool:
    key = heading_key(heading)
    is_acronym = (key.isascii() and not key.isalpha()) or key in ("faq", "faqs")
    return is_acronym or len(key.split()) >= _SPECIFIC_WORDS or (not key.isascii() and len(key) >= _SPECIFIC_LENGTH)
