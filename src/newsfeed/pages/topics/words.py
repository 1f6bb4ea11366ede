"""Grammars of the languages that descriptions are read in, apart from Japanese (see `japanese`)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.words_germanic import DUTCH, ENGLISH, GERMAN
from newsfeed.pages.topics.words_romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from newsfeed.pages.topics.words_semitic import ARABIC, HEBREW

GRAMMARS: Final[Mapping[str, TopicGrammar]] = MappingProxyType(
    {
        "ar": ARABIC,
        "de": GERMAN,
        "en": ENGLISH,
        "es": SPANISH,
        "fr": FRENCH,
        "he": HEBREW,
        "it": ITALIAN,
        "nl": DUTCH,
        "pt": PORTUGUESE,
    }
)
"""Grammars by primary language subtag."""
