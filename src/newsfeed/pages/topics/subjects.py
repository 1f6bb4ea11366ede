"""Subject of a description: the name and kind of the topic, in any of the languages."""

import re
from typing import Final

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages.topics import japanese
from newsfeed.pages.topics.articles import without_article
from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.kinds import KindFinder
from newsfeed.pages.topics.names import name_finder
from newsfeed.pages.topics.nouns import first_token
from newsfeed.pages.topics.words import GRAMMARS

_MAX_NAME: Final = 100
_MAX_HEAD: Final = 400
"""Number of characters of a description that are read."""
_MAX_GUESSED_WORDS: Final = 5
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
    if language == "ja" and (japanese_topic := japanese.find(head)):
        return Subject(japanese_topic.name, japanese_topic.kind, has_name=True)
    language = _language_of(head, language)
    grammar = GRAMMARS[language]
    named_text = name_finder(language).find(head)
    if named_text is None:
        return _guess(head, language, grammar)
    reading = KindFinder(named_text.name, language, grammar).find(named_text.text, named_text.verb_kind)
    if named_text.is_quoted:
        return Subject(named_text.name, reading.kind, has_name=True)
    verb = first_token(named_text.text)
    return Subject(without_article(named_text.name, verb, reading, language, grammar), reading.kind, has_name=True)


def kind_of(name: str, description: str, language: str) -> TopicKind:
    """Return the kind of a topic with a known name.

    Args:
        name: the topic's name.
        description: the text about it, which may begin with the name, or with the noun: "A city in the north."
        language: primary language subtag.
    """
    head = _head(description)
    language = language if language == "ja" else _language_of(head, language)
    first_word = first_token(head)
    if language != "ja" and first_word in GRAMMARS[language].articles and not head.startswith(name):
        reading = KindFinder(name, language, GRAMMARS[language]).find(head)
        return reading.kind
    return subject(description, language).kind


def _head(description: str) -> str:
    return " ".join(description[: _MAX_HEAD * 2].split())[:_MAX_HEAD]


def _language_of(head: str, language: str) -> str:
    return language if language != "en" and language in GRAMMARS and not _ENGLISH.search(head) else "en"


def _guess(text: str, language: str, grammar: TopicGrammar) -> Subject:
    """Return the subject of a description without a known verb after the name.

    The name is the capitalized words at the beginning, or else up to five words; it is sure if it has a noun that tells
    the kind: "The Vallmar fire destroyed ...".
    """
    name = name_finder(language).guess(text)
    if name and len(name) <= _MAX_NAME and (reading := KindFinder(name, language, grammar).from_name()):
        return Subject(name, reading.kind, has_name=True)
    name = name or " ".join(text.split()[:_MAX_GUESSED_WORDS]).strip(" ,;:.!?。、،")
    name = (name if len(name) <= _MAX_NAME else name[:20]).strip() or text[:20].strip()
    return Subject(name, "thing", has_name=False)
