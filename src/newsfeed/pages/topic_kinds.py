"""Kind of a topic, from the text after its name.

The predicate ("is a Norlandic film director who ...") is cut into noun phrases. The first phrase with a known noun
tells the kind; "one of the" and "a group of" pass it on to the next. Without a noun, verbs and other signs have to do.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages.topic_grammar import TopicGrammar
from newsfeed.pages.topic_nouns import Noun, last_noun, noun_at, single_noun, tokens

_MAX_WORDS: Final = 60
_MAX_PHRASES: Final = 8
_PUNCTUATION: Final = frozenset(",.;:()–—!?«»“”\"،؛。、")
_SENTENCE_END: Final = re.compile(r"(?<=[\w)\"”»]{2})(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bNo)(?<!\bJr)[.!?؟]\s+(?=[^\Wa-zà-ÿ\d_])")
_LIFE_DATES: Final = re.compile(r"\((?:[^()]{0,60}\s)?[0-9]{3,4}\s?[–—-]\s?(?:[^()]{0,40}\s)?[0-9]{3,4}\)")
_PERSONAL_NAME: Final = re.compile(r"(?:[^\W\d_]|[\s.'’-])*")
"""Letters and what may be between them; a company may have an ampersand or a number."""
_MAX_PERSONAL_NAME: Final = 5
"""Words of a personal name."""
_MIN_UNKNOWN_NOUN: Final = 4
"""Letters of an unknown word that counts as a noun."""


class Reading(NamedTuple):
    """The kind of a topic.

    Attributes:
        kind: the kind.
        noun: the noun that tells it, if one does.
        is_weak: whether that noun says so little, or is unknown, that a noun in the name tells more.
    """

    kind: TopicKind
    noun: str = ""
    is_weak: bool = False


class Phrase(NamedTuple):
    """A noun phrase: its words, known nouns as such, and the boundary after it."""

    words: list[Noun | str]
    end: str

    @property
    def nouns(self) -> list[Noun]:
        return [word for word in self.words if isinstance(word, Noun)]


@attrs.frozen
class KindFinder:
    """Finder of the kind of one topic.

    Attributes:
        name: the topic's name.
        language: language of the description, one that has a table of nouns.
        grammar: its function words.
    """

    name: str
    language: str
    grammar: TopicGrammar

    def find(self, text: str, verb_kind: TopicKind | None = None) -> Reading:
        """Return the kind of the topic.

        Args:
            text: the description after the name.
            verb_kind: the kind that the verb after the name tells.
        """
        if verb_kind:
            return Reading(verb_kind)
        if self._has_birth_date(text):
            return Reading("person")
        predicate = self._predicate(text)
        reading = self._from_participle(predicate) or self._from_phrases(predicate)
        if reading and self._is_concept(reading):
            return reading._replace(kind="thing")
        if reading and not reading.is_weak:
            return reading
        if not reading and (_LIFE_DATES.search(text[:160]) or self._is_about_person(predicate)):
            return Reading("person")
        return self._from_name() or reading or Reading("person" if self._is_cut_off(text) else "thing")

    def _is_concept(self, reading: Reading) -> bool:
        """Return whether the name is a common noun with an article, such as "a tariff", and not the title of a work."""
        article, _, name = self.name.partition(" ")
        if article.casefold() not in self.grammar.indefinite:
            return False
        is_title = not name[:1].islower() if self.language == "en" else reading.noun in self.grammar.article_nouns
        return reading.kind != "work" or not is_title

    def _has_birth_date(self, text: str) -> bool:
        pattern = rf"[(,（、]\s?(?:[^().]{{0,80}}[;,；、]\s?)?(?:{self.grammar.born})"
        return re.search(pattern, text[:160], re.IGNORECASE) is not None

    # --- the predicate ------------------------------------------------------------------------------------------------

    def _predicate(self, text: str) -> list[str]:
        """Return the words after the first verb that is the topic's own, or all words if there is none."""
        is_predicate = text[:1].isalnum()
        for copula in () if is_predicate else re.finditer(rf"(?:^|\s)(?:{self.grammar.copulas})\s", text):
            if self.grammar.relatives.isdisjoint(tokens(text[: copula.start()])[-1:]):
                text = text[copula.end() :]
                break
        end = _SENTENCE_END.search(text)
        words = tokens(text[: end.start()] if end else text)[:_MAX_WORDS]
        while words and words[0] in _PUNCTUATION:
            del words[0]
        return words

    def _from_participle(self, words: list[str]) -> Reading | None:
        """Return the kind that a participle at the beginning tells: "was first published in" a work."""
        for index, word in enumerate(words[:3]):
            if kind := self.grammar.participles.get(word):
                following = words[index + 1 : index + 2]
                return Reading(kind) if not following or self._is_boundary(following[0]) else None
            if word in self.grammar.articles or self._is_boundary(word):
                break
        return None

    def _from_phrases(self, words: list[str]) -> Reading | None:
        """Return the kind of the first noun phrase that has one."""
        passed: Noun | None = None
        is_collective = False
        for phrase in self._phrases(words):
            head = self._head(phrase)
            if head is None:
                if passed and self._unknown(phrase.words[-1]):
                    break
                continue
            if phrase.end in self.grammar.links and head.text in self.grammar.transparent | self.grammar.collectives:
                passed = passed or head
                is_collective = is_collective or head.text in self.grammar.collectives
                continue
            kind = self._resolve(head, phrase, words)
            is_weak = head.text in self.grammar.vague or (kind == "thing" and head not in phrase.words)
            is_group = is_collective and (kind == "person" or head.text in self.grammar.countries)
            return Reading("organization" if is_group else kind, head.text, is_weak)
        if passed is None:
            return None
        return Reading(self._resolve(passed, Phrase([], ""), words), passed.text, is_weak=True)

    def _phrases(self, words: list[str]) -> Iterator[Phrase]:
        """Cut a predicate into noun phrases, at boundaries and punctuation."""
        phrase: list[Noun | str] = []
        index = count = 0
        while index < len(words) and count < _MAX_PHRASES:
            word = words[index]
            begins_phrase = word in self.grammar.articles and any(isinstance(noun, Noun) for noun in phrase)
            is_boundary = begins_phrase or self._is_boundary(word) or self._is_boundary(" ".join(words[index : index + 2]))
            is_noun = not is_boundary and word not in self.grammar.skipped
            known = noun_at(words, index, self.language) if is_noun else None
            index += known.length if known else 1
            if not is_boundary:
                phrase.append(known or word)
            elif phrase:
                yield Phrase(phrase, word)
                phrase = []
                count += 1
        if phrase:
            yield Phrase(phrase, "")

    def _is_boundary(self, word: str) -> bool:
        return word in _PUNCTUATION or word in self.grammar.boundaries

    # --- the head of a noun phrase ------------------------------------------------------------------------------------

    def _head(self, phrase: Phrase) -> Noun | None:
        """Return the noun of a phrase that tells the kind, or a word that is probably one."""
        if self.grammar.head == "first":
            return self._first_head(phrase)
        last = phrase.words[-1]
        if isinstance(last, str) and self._ends_as_person(last):
            return Noun(last, "person", 1)
        if phrase.nouns:
            return phrase.nouns[-1]
        if isinstance(last, str) and last in self.grammar.transparent:
            return Noun(last, "thing", 1)
        begins_as_noun_phrase = len(phrase.words) > 1 and phrase.words[0] in self.grammar.articles
        return self._unknown(last) if begins_as_noun_phrase and phrase.end != "," else None

    def _first_head(self, phrase: Phrase) -> Noun | None:
        unknown: Noun | None = None
        for index, word in enumerate(phrase.words):
            if isinstance(word, Noun):
                if not unknown or word.text not in self.grammar.adjectives:
                    return word
            elif word in self.grammar.transparent and index == len(phrase.words) - 1:
                return Noun(word, "thing", 1)
            elif word not in self.grammar.articles | self.grammar.skipped:
                unknown = unknown or self._unknown(word)
        has_article = phrase.words[0] in self.grammar.articles or not self.grammar.articles
        return unknown if has_article and phrase.end != "," else None

    def _unknown(self, word: Noun | str) -> Noun | None:
        """Return an unknown word as a noun, unless it ends as an adjective or is a number."""
        if isinstance(word, Noun) or len(word) < _MIN_UNKNOWN_NOUN or word.endswith(self.grammar.adjective_endings):
            return None
        is_number = any(map(str.isdigit, word))
        return None if is_number else Noun(word, "person" if self._ends_as_person(word) else "thing", 1)

    def _ends_as_person(self, word: str) -> bool:
        return word.endswith(self.grammar.person_endings)

    def _resolve(self, head: Noun, phrase: Phrase, words: list[str]) -> TopicKind:
        """Return the kind of a noun; of two kinds, the name and the words around it decide."""
        if head.kind not in ("person or organization", "person or thing"):
            return head.kind
        if any(noun.kind == "person" for noun in phrase.nouns):
            return "person"
        if self._is_about_person(words) or self._is_personal_name():
            return "person"
        return "organization" if head.kind == "person or organization" else "thing"

    # --- other signs --------------------------------------------------------------------------------------------------

    def _is_about_person(self, words: list[str]) -> bool:
        return not self.grammar.person_signs.isdisjoint(words)

    def _is_personal_name(self) -> bool:
        """Return whether the name looks like that of a person: two or more capitalized words, none a known noun."""
        words = self.name.split()
        if not 1 < len(words) <= _MAX_PERSONAL_NAME or words[0].casefold() in self.grammar.articles:
            return False
        if not all(word[0].isupper() for word in (words[0], words[-1])) or not _PERSONAL_NAME.fullmatch(self.name):
            return False
        known = (single_noun(word, self.language) for word in tokens(self.name))
        return not any(noun and noun.kind != "person" for noun in known)

    def _is_cut_off(self, text: str) -> bool:
        """Return whether the text ends before a noun, and the name looks like that of a person."""
        return not text.rstrip().endswith((".", "!", "?")) and self._is_personal_name()

    def _from_name(self) -> Reading | None:
        """Return the kind of a noun in a name of several words: "Spring Summit" is an event."""
        words = tokens(self.name)
        known = last_noun(words, self.language, self.grammar.head) if len(words) > 1 else None
        if known and known.kind in ("organization", "place", "event", "work"):
            return Reading(known.kind, known.text)
        return None
