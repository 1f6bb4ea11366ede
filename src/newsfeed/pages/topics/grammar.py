"""Grammar of a language for reading the description of a topic, apart from its nouns.

The words themselves are data, in `words`. They are case-folded; an underscore stands for a space.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import attrs

from newsfeed.model import TopicKind

Head = Literal["last", "first"]
"""Which noun of a noun phrase tells the kind."""

WordsByKind = Mapping[TopicKind, str]


def _words(text: str | frozenset[str]) -> frozenset[str]:
    if isinstance(text, frozenset):
        return text
    return frozenset(word.replace("_", " ") for word in text.replace("'", "' ").split())


def _endings(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.split()) if isinstance(text, str) else text


def _alternatives(text: str) -> str:
    """Return words as the alternatives of a regular expression, the longest first; without words, one for nothing."""
    words = sorted(text.split(), key=lambda word: (-len(word), word))
    return "|".join(word.replace("_", r"\s") for word in words) or r"(?!)"


def _alternatives_by_kind(words: WordsByKind) -> dict[TopicKind, str]:
    return {kind: _alternatives(text) for kind, text in words.items()}


def _kind_by_word(words: WordsByKind) -> dict[str, TopicKind]:
    return {word: kind for kind, text in words.items() for word in text.split()}


@attrs.frozen
class TopicGrammar:
    """Function words of a language.

    Attributes:
        head: which noun of a phrase counts.
        copulas: regular expression of the verbs between a name and the noun that tells its kind.
        verbs: regular expressions of verbs after a name, by the kind of their subject: "X lies on the coast".
        participles: the kind that a participle after a copula tells: "X was founded in 1990".
        relatives: words before a verb that does not belong to the name: "X, who was ...".
        articles: articles, which may begin a name or a phrase.
        indefinite: indefinite articles; a name with one is a concept: "a loom".
        aliases: regular expression of the words before the name by which a topic is better known.
        boundaries: words that end a noun phrase: prepositions, relative pronouns, participles.
        links: prepositions between a transparent noun and the noun that counts: "one of the rivers".
        transparent: words that leave the kind to the noun after the link: "a type of", "one of".
        collectives: the same, but many people are an organization: "a group of".
        members: other nouns of which many are an organization: countries, shops.
        skipped: words before a noun that are none, such as adjectives and numbers.
        adjectives: nouns that are adjectives after another noun: French "politique".
        vague: nouns so general that a noun in the name tells more: "the X Bridge is a project".
        person_signs: words that only a text about a person has: "who", "his".
        person_endings: endings of nouns for people.
        adjective_endings: endings of words that are not a noun.
        born: regular expression of the words before a birth date.
        openers: words that begin a sentence and no name.
        titles: titles that belong to a name after a comma: "Mary, Queen of Scots".
        appositions: nouns between an article and the name: "der Verein Helle Ufer".
        article_nouns: nouns of topics whose article belongs to the name: "The Beacon is a newspaper".
        documents: nouns of works whose article is the sentence's, such as laws and treaties.
        plural_articles: articles that belong to a name before a verb in the singular: French "Les Phares est".
        singular_verbs: those verbs.
        article_names: names that always have an article: "The Hague".
        pronouns: copulas that are pronouns, in a language whose predicates may follow the name without a verb.
    """

    head: Head
    copulas: str = attrs.field(converter=_alternatives)
    verbs: Mapping[TopicKind, str] = attrs.field(converter=_alternatives_by_kind, factory=dict)
    participles: Mapping[str, TopicKind] = attrs.field(converter=_kind_by_word, factory=dict)
    relatives: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    articles: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    indefinite: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    boundaries: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    links: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    transparent: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    collectives: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    members: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    skipped: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    adjectives: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    vague: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    person_signs: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    person_endings: tuple[str, ...] = attrs.field(converter=_endings, default=())
    adjective_endings: tuple[str, ...] = attrs.field(converter=_endings, default=())
    aliases: str = attrs.field(converter=_alternatives, default="")
    born: str = attrs.field(converter=_alternatives, default="")
    openers: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    titles: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    appositions: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    article_nouns: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    documents: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    plural_articles: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    singular_verbs: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    article_names: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])
    pronouns: frozenset[str] = attrs.field(converter=_words, factory=frozenset[str])

    @cached_property
    def copula(self) -> re.Pattern[str]:
        """A copula between other words."""
        return re.compile(rf"(?:^|\s)(?:{self.copulas})\s")

    @cached_property
    def birth_date(self) -> re.Pattern[str]:
        """The beginning of a birth date after a name, in brackets or after a comma."""
        return re.compile(rf"[(,]\s?(?:[^().]{{0,80}}[;,]\s?)?(?:{self.born})[\s.:\d]", re.IGNORECASE)
