"""The language of a page: chosen by its headings, and by its most frequent words where those leave it open."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Final

from newsfeed.headings import Headings, by_language, english
from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import MAX_HEADING, keys_of_heading, page_parts_by_heading_key

_FREQUENT_WORDS: Final[Mapping[str, str]] = {
    "en": r"\b(?:the|and|of|to|is|was|that|for|with|has)\b",
    "de": r"\b(?:der|die|und|das|ist|nicht|mit|von|ein|wird)\b",
    "fr": r"\b(?:le|les|des|et|est|une|dans|pour|qui|du)\b",
    "es": r"\b(?:el|los|las|y|es|una|por|con|del|para)\b",
    "it": r"\b(?:il|di|che|gli|è|una|per|della|con|sono)\b",
    "nl": r"\b(?:het|een|van|en|niet|dat|zijn|voor|wordt|met)\b",
    "pt": r"\b(?:os|uma|não|é|do|da|em|para|com|um)\b",
    "ar": "[\u0620-\u064a]",
    "he": "[\u05d0-\u05ea]",
    "ja": "[\u3041-\u30fa]",
}
"""The words, or letters, that tell a language from the others with a table of headings."""

_MAX_COUNTED_LINES: Final = 100


def choose_headings(lines: Sequence[Line], headings: Headings | None, language: str | None) -> tuple[str, Headings]:
    """Choose the language of a page's patterns, and the table of headings to read it by.

    The caller's table comes first, then that of the given language if the page has one of its headings, then the table
    with the most headings on the page. Many tables have "FAQ": of several with as many headings, the words of the page
    choose one.

    Args:
        lines: the lines of the page.
        headings: the caller's table, or None.
        language: BCP 47 tag of the story's language, or None if it is unknown.

    Returns:
        a primary language subtag, and the table.
    """
    primary = (language or "").partition("-")[0].lower()
    if headings is not None:
        return primary or "en", headings
    counts = _heading_counts(lines)
    if counts.get(primary):
        return primary, by_language()[primary]
    if not counts:
        return primary or "en", english()
    highest = max(counts.values())
    best = _most_likely([name for name in by_language() if counts[name] == highest], lines)
    return primary or best, by_language()[best]


def _heading_counts(lines: Sequence[Line]) -> Counter[str]:
    """Return the number of lines that are headings of each table."""
    texts = (line.text for line in lines if len(line.text) <= MAX_HEADING and not line.blank)
    return Counter(language for text in texts for language in _languages_of_heading(text))


def _languages_of_heading(text: str) -> tuple[str, ...]:
    languages = _languages_by_key()
    return next((languages[key] for key in keys_of_heading(text) if key in languages), ())


@cache
def _languages_by_key() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, table in by_language().items():
        for key in page_parts_by_heading_key(table):
            languages[key] = (*languages.get(key, ()), language)
    return languages


def _most_likely(languages: Sequence[str], lines: Sequence[Line]) -> str:
    """Return the language with the most of its frequent words on the page, or the first of several with as many."""
    if len(languages) == 1:
        return languages[0]
    text = " ".join(line.text.casefold() for line in islice((line for line in lines if line.text), _MAX_COUNTED_LINES))
    return max(languages, key=lambda language: len(re.findall(_FREQUENT_WORDS[language], text[:_MAX_TEXT])))


_MAX_TEXT: Final = 20_000
"""Number of characters in which words are counted."""
