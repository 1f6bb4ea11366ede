"""Name and kind of a topic, from its description.

The description begins with the name, which ends before the first "is", "was", comma, bracket or dash: "X, officially
the ...", "X, or the ...", "X (born ...) is ...", "X is a ...", "X — ...". The kind is that of the noun after "is a":
the noun phrase ends before "of", "in", "who" ..., and its last known noun counts ("film director" is a person). All
words are data, in `topics_data`.
"""

import re
from functools import cache
from typing import Final

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages.topics_data import (
    BIRTH_DATE,
    COPULAS,
    NAME_ENDINGS,
    NOUN_PHRASE_ENDINGS,
    NOUNS_BY_KIND,
    NOUNS_WITH_ARTICLE,
)

_MAX_NAME: Final = 100
_MAX_JAPANESE_NAME: Final = 30
_MAX_NAME_WORDS: Final = 10
_MAX_HEAD: Final = 400
"""Number of characters of a description that are read."""
_KINDS: Final[tuple[TopicKind, ...]] = ("person", "place", "organization", "event", "work")
"""Kinds in order of preference, for nouns of several kinds."""
_LANGUAGES_WITHOUT_SPACES: Final = ("ja", "zh")
_ENGLISH_ARTICLES: Final = ("The", "A", "An")


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
        language: primary language subtag; English patterns apply as well.
    """
    head = " ".join(description[: _MAX_HEAD * 2].split())[:_MAX_HEAD]
    for pattern_language in dict.fromkeys((language if language in NAME_ENDINGS else "en", "en")):
        for ending in re.finditer(NAME_ENDINGS[pattern_language], head):
            name = head[: ending.start()]
            if _can_be_name(name, ending[0], pattern_language):
                kind, noun = _kind_and_noun(head[ending.start() :], pattern_language)
                return Subject(_without_article(name.strip(), noun), kind, has_name=True)
    return Subject(_guess_name(head), "thing", has_name=False)


def _can_be_name(name: str, ending: str, language: str) -> bool:
    """Return whether the text before an ending can be a name: short, capitalized, and before a comma also at its end."""
    words = name.split()
    max_length = _MAX_JAPANESE_NAME if language == "ja" else _MAX_NAME
    if not words or len(name) > max_length or len(words) > _MAX_NAME_WORDS or not any(map(str.isalnum, name)):
        return False
    if len(words) > 1 and words[0][:1].islower():
        return False
    return ending[:1] not in ",،" or not words[-1].lstrip("\"'“‘(")[:1].islower()


def _without_article(name: str, noun: str) -> str:
    """Remove an article that belongs to the sentence, not to the name."""
    article, _, remainder = name.partition(" ")
    is_removable = article in _ENGLISH_ARTICLES and remainder.strip() and noun not in NOUNS_WITH_ARTICLE
    return remainder.strip() if is_removable else name


def _guess_name(text: str) -> str:
    """Return the capitalized words at the start, or else up to five words; twenty characters of one very long word."""
    words = text.split()
    capitalized = 0
    while capitalized < min(len(words), 6) and words[capitalized][:1].isupper():
        capitalized += 1
    if capitalized == 1 and words[0] in _ENGLISH_ARTICLES:
        capitalized = 0
    name = " ".join(words[: capitalized or 5]).strip(" ,;:.!?。、،")
    return (name if len(name) <= _MAX_NAME else name[:20]).strip() or text[:20].strip()


def _kind_and_noun(text: str, language: str) -> tuple[TopicKind, str]:
    """Return the kind of a topic and the noun that tells it, from the text after the topic's name."""
    if re.search(BIRTH_DATE, text[:160], re.IGNORECASE):
        return "person", ""
    copula = re.search(COPULAS.get(language, "$^"), text)
    predicate = text[copula.end() :] if copula else text
    if language in _LANGUAGES_WITHOUT_SPACES:
        return _kind_without_spaces(predicate)
    end = re.search(NOUN_PHRASE_ENDINGS.get(language, r"[.;:(]"), predicate)
    phrase = predicate[: end.start()] if end and end.start() > 1 else predicate
    last_noun_counts = language in NOUN_PHRASE_ENDINGS
    for words, use_last in ((phrase, last_noun_counts), (predicate.partition(". ")[0], False)):
        nouns = map(_singular, re.findall(r"[^\W_]+(?:-[^\W_]+)*", words.casefold()))
        known_nouns: list[tuple[str, TopicKind]] = [
            (noun, _kinds_by_noun()[noun]) for noun in nouns if noun in _kinds_by_noun()
        ]
        if known_nouns:
            noun, kind = known_nouns[-1 if use_last else 0]
            return kind, noun
    return ("person" if re.search(r"\bwho\b", predicate) else "thing"), ""


def _kind_without_spaces(predicate: str) -> tuple[TopicKind, str]:
    """Return kind and noun in a script without spaces: the known noun that ends last in the first sentence counts."""
    sentence = predicate.partition("。")[0]
    matches: list[tuple[int, int, TopicKind, str]] = [
        (sentence.rfind(noun) + len(noun), len(noun), kind, noun)
        for noun, kind in _kinds_by_noun().items()
        if not noun.isascii() and noun in sentence
    ]
    if not matches:
        return "thing", ""
    _, _, kind, noun = max(matches)
    return kind, noun


def _singular(noun: str) -> str:
    return noun[:-1] if noun not in _kinds_by_noun() and noun.endswith("s") else noun


@cache
def _kinds_by_noun() -> dict[str, TopicKind]:
    kinds: dict[str, TopicKind] = {}
    for kind in _KINDS:
        for noun in NOUNS_BY_KIND[kind].split():
            kinds.setdefault(noun.casefold(), kind)
    return kinds
