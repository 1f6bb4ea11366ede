"""Name and kind of a topic, from its description.

The description begins with the name ("X, officially the ...", "X (born ...) is ...", "X is a ..."); the noun after the
verb tells the kind. `topic_names` finds the name, `topic_kinds` the kind, `topic_japanese` both in Japanese;
`topic_words` has the words of each language.
"""

import re
from typing import Final

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages import topic_japanese
from newsfeed.pages.topic_articles import without_article
from newsfeed.pages.topic_kinds import KindFinder
from newsfeed.pages.topic_names import INSIDE_NAMES, name_finder
from newsfeed.pages.topic_nouns import tokens
from newsfeed.pages.topic_words import GRAMMARS

_MAX_NAME: Final = 100
_MAX_HEAD: Final = 400
"""Number of characters of a description that are read."""
_MAX_GUESSED_WORDS: Final = 6
_ENGLISH: Final = re.compile(r"\s(?:is|was|are|were|has been)\s(?:an?|the|one)\s")


@attrs.frozen
class Subject:
    """The subject of a topic description; `has_name` is False if the name had to be guessed from the first words."""

    name: str
    kind: TopicKind
    has_name: bool


def subject(description: str, language: str) -> Subject:
    """Return the subject of a description.

    Args:
        description: the text about the topic.
        language: primary language subtag; English descriptions are read on any page.
    """
    head = _head(description)
    if language == "ja" and (japanese := topic_japanese.find(head)):
        return Subject(japanese.name, japanese.kind, has_name=True)
    language = _language_of(head, language)
    grammar = GRAMMARS[language]
    named = name_finder(language).find(head)
    if named is None:
        return Subject(_guess(head, grammar.articles), "thing", has_name=False)
    reading = KindFinder(named.name, language, grammar).find(named.text, named.verb_kind)
    name = named.name if named.is_quoted else without_article(named.name, reading, language, grammar)
    return Subject(name, reading.kind, has_name=True)


def kind_of(name: str, description: str, language: str) -> TopicKind:
    """Return the kind of a topic whose name is known.

    Args:
        name: the topic's name.
        description: the text about it, which may begin with the name, or with the noun: "A city in the north."
        language: primary language subtag.
    """
    head = _head(description)
    language = language if language == "ja" else _language_of(head, language)
    first_word = next(iter(tokens(head)), "")
    if language != "ja" and first_word in GRAMMARS[language].articles and not head.startswith(name):
        reading = KindFinder(name, language, GRAMMARS[language]).find(head)
        return reading.kind
    return subject(description, language).kind


def _head(description: str) -> str:
    return " ".join(description[: _MAX_HEAD * 2].split())[:_MAX_HEAD]


def _language_of(head: str, language: str) -> str:
    return language if language in GRAMMARS and not _ENGLISH.search(head) else "en"


def _guess(text: str, articles: frozenset[str]) -> str:
    """Return the capitalized words at the start, or else up to five words; twenty characters of one very long word."""
    words = text.split()
    capitalized = 0
    for index, word in enumerate(words[:_MAX_GUESSED_WORDS]):
        if word[0].isupper():
            capitalized = index + 1
        elif word not in INSIDE_NAMES:
            break
    if capitalized == 1 and words[0].casefold() in articles:
        capitalized = 0
    name = " ".join(words[: capitalized or 5]).strip(" ,;:.!?。、،")
    return (name if len(name) <= _MAX_NAME else name[:20]).strip() or text[:20].strip()
