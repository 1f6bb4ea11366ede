"""Noun phrases of a predicate, and the noun of each that tells the kind of a topic."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.nouns import Noun, noun_at

PUNCTUATION: Final = frozenset(',.;:()–—!?«»“”"،؛。、')
_MAX_PHRASES: Final = 8
_MIN_UNKNOWN_NOUN: Final = 4
"""Letters of an unknown word that counts as a noun."""


class Phrase(NamedTuple):
    """A noun phrase: its words, known nouns as such, and the boundary after it."""

    words: list[Noun | str]
    end: str

    @property
    def nouns(self) -> list[Noun]:
        return [word for word in self.words if isinstance(word, Noun)]


@attrs.frozen
class PhraseReader:
    """Reader of the noun phrases of a language."""

    language: str
    grammar: TopicGrammar

    def phrases(self, words: list[str]) -> Iterator[Phrase]:
        """Cut a predicate into noun phrases, at boundaries, punctuation, and articles after a noun."""
        phrase: list[Noun | str] = []
        index = count = 0
        while index < len(words) and count < _MAX_PHRASES:
            word = words[index]
            is_boundary = self.is_boundary(words, index) or (
                word in self.grammar.articles and any(isinstance(noun, Noun) for noun in phrase)
            )
            is_noun = not is_boundary and word not in self.grammar.skipped
            known_noun = noun_at(words, index, self.language) if is_noun else None
            index += known_noun.length if known_noun else 1
            if not is_boundary:
                phrase.append(known_noun or word)
            elif phrase:
                yield Phrase(phrase, word)
                phrase = []
                count += 1
        if phrase:
            yield Phrase(phrase, "")

    def is_boundary(self, words: list[str], index: int) -> bool:
        """Return whether a word, or it and the next one, ends a noun phrase."""
        boundaries = self.grammar.boundaries
        return (
            words[index] in PUNCTUATION
            or words[index] in boundaries
            or " ".join(words[index : index + 2]) in boundaries
        )

    def head(self, phrase: Phrase) -> Noun | None:
        """Return the noun of a phrase that tells the kind, or a word that is probably one."""
        return self._first_head(phrase) if self.grammar.head == "first" else self._last_head(phrase)

    def _last_head(self, phrase: Phrase) -> Noun | None:
        last_word = phrase.words[-1]
        if isinstance(last_word, str) and self._ends_as_person(last_word):
            return Noun(last_word, "person", 1)
        if phrase.nouns:
            return phrase.nouns[-1]
        if isinstance(last_word, str) and last_word in self.grammar.transparent:
            return Noun(last_word, "thing", 1)
        begins_as_noun_phrase = len(phrase.words) > 1 and phrase.words[0] in self.grammar.articles
        return self.unknown_noun(last_word) if begins_as_noun_phrase and phrase.end != "," else None

    def _first_head(self, phrase: Phrase) -> Noun | None:
        unknown: Noun | None = None
        for word in phrase.words:
            if isinstance(word, Noun):
                if not unknown or word.text not in self.grammar.adjectives:
                    return word
            elif word in self.grammar.transparent and word is phrase.words[-1]:
                return Noun(word, "thing", 1)
            elif word not in self.grammar.articles and word not in self.grammar.skipped:
                unknown = unknown or self.unknown_noun(word)
        has_article = phrase.words[0] in self.grammar.articles or not self.grammar.articles
        return unknown if has_article and phrase.end != "," else None

    def unknown_noun(self, word: Noun | str) -> Noun | None:
        """Return an unknown word as a noun, unless it ends as an adjective or is a number."""
        if isinstance(word, Noun) or len(word) < _MIN_UNKNOWN_NOUN or word.endswith(self.grammar.adjective_endings):
            return None
        is_number = any(map(str.isdigit, word))
        return None if is_number else Noun(word, "person" if self._ends_as_person(word) else "thing", 1)

    def _ends_as_person(self, word: str) -> bool:
        return word.endswith(self.grammar.person_endings)
