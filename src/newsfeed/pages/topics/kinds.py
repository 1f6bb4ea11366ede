"""Kind of a topic, from the text after its name.

The predicate ("is a Norlandic film director who ...") is cut into noun phrases. The first phrase with a known noun
tells the kind; "one of the" and "a group of" pass it on to the next. Without a noun, verbs and other signs have to do.
"""

import re
from typing import Final, NamedTuple

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages.topics.grammar import TopicGrammar
from newsfeed.pages.topics.nouns import Noun, known_nouns, single_noun, tokens
from newsfeed.pages.topics.phrases import PUNCTUATION, Phrase, PhraseReader

_MAX_WORDS: Final = 60
_MAX_BIRTH_DATE: Final = 160
"""Characters after the name in which a birth date or dates of life are looked for."""
_SENTENCE_END: Final = re.compile(
    r"[.!?؟](?<=[\w)\"”»]{2}.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bNo\.)(?<!\bJr\.)\s+(?=[^\Wa-zà-ÿ\d_])"
)
_LIFE_DATES: Final = re.compile(r"\((?:[^()]{0,60}\s)?[0-9]{3,4}\s?[–—-]\s?(?:[^()]{0,40}\s)?[0-9]{3,4}\)")
_PERSONAL_NAME: Final = re.compile(r"(?:[^\W\d_]|[\s.'’-])*")
"""Letters and what may be between them; a company may have an ampersand or a number."""
_MAX_PERSONAL_NAME: Final = 5
"""Words of a personal name."""
_MIN_NAME_WITH_NOUN: Final = 2
"""Words of a name in which a noun tells the kind."""


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
            text: the description after the name, or a description without it.
            verb_kind: the kind that the verb after the name tells.
        """
        if verb_kind:
            return Reading(verb_kind)
        if self.grammar.birth_date.search(text, 0, _MAX_BIRTH_DATE):
            return Reading("person")
        predicate = self._predicate(text)
        reading = self._from_participle(predicate) or self._from_phrases(predicate)
        has_life_dates = _LIFE_DATES.search(text, 0, _MAX_BIRTH_DATE) is not None
        if reading is None:
            if has_life_dates or self._is_about_person(predicate):
                return Reading("person")
            return self.from_name() or Reading("person" if self._is_cut_off(text) else "thing")
        return self._corrected(reading, has_life_dates)

    def _corrected(self, reading: Reading, has_life_dates: bool) -> Reading:
        """Return a reading of the predicate, corrected by the evidence of the name."""
        if self._is_concept(reading):
            return reading._replace(kind="thing")
        if has_life_dates and self._may_be_person(reading.noun):
            return reading._replace(kind="person")
        name_reading = self.from_name()
        if name_reading and (reading.is_weak or (reading.kind == "thing" and name_reading.kind == "event")):
            return name_reading
        return reading

    # --- the predicate ------------------------------------------------------------------------------------------------

    def _predicate(self, text: str) -> list[str]:
        """Return the words after the first verb that is the topic's own, or all words if there is none."""
        begins_with_noun = text[:1].isalnum()
        for copula in () if begins_with_noun else self.grammar.copula.finditer(text):
            if self.grammar.relatives.isdisjoint(tokens(text[: copula.start()])[-1:]):
                text = text[copula.end() :]
                break
        end = _SENTENCE_END.search(text)
        words = tokens(text[: end.start()] if end else text)[:_MAX_WORDS]
        while words and words[0] in PUNCTUATION:
            del words[0]
        return words

    def _from_participle(self, words: list[str]) -> Reading | None:
        """Return the kind that a participle at the beginning tells: "was first published in" a work."""
        reader = PhraseReader(self.language, self.grammar)
        for index, word in enumerate(words[:3]):
            if kind := self.grammar.participles.get(word):
                is_alone = index + 1 == len(words) or reader.is_boundary(words, index + 1)
                return Reading(kind) if is_alone else None
            if word in self.grammar.articles or reader.is_boundary(words, index):
                break
        return None

    def _from_phrases(self, words: list[str]) -> Reading | None:
        """Return the kind of the first noun phrase that has one."""
        reader = PhraseReader(self.language, self.grammar)
        passed: Noun | None = None
        is_collective = False
        for phrase in reader.phrases(words):
            head = reader.head(phrase)
            if head is None:
                if passed and reader.unknown_noun(phrase.words[-1]):
                    break
                continue
            is_collection = head.text in self.grammar.collectives
            if phrase.end in self.grammar.links and (is_collection or head.text in self.grammar.transparent):
                passed = passed or head
                is_collective = is_collective or is_collection
                continue
            kind = self._resolve(head, phrase, words)
            is_weak = head.text in self.grammar.vague or (kind == "thing" and head not in phrase.words)
            is_group = is_collective and (kind == "person" or head.text in self.grammar.members)
            return Reading("organization" if is_group else kind, head.text, is_weak)
        if passed is None:
            return None
        return Reading(self._resolve(passed, Phrase([], ""), words), passed.text, is_weak=True)

    def _resolve(self, head: Noun, phrase: Phrase, words: list[str]) -> TopicKind:
        """Return the kind of a noun; of two kinds, the name and the words around it decide."""
        if head.kind != "person or organization" and head.kind != "person or thing":  # noqa: PLR1714  (narrows the type)
            return head.kind
        has_person = any(noun.kind == "person" for noun in phrase.nouns)
        if has_person or self._is_about_person(words) or self._is_personal_name():
            return "person"
        return "organization" if head.kind == "person or organization" else "thing"

    def _is_concept(self, reading: Reading) -> bool:
        """Return whether the name is a common noun with an article, such as "a loom", and not the title of a work."""
        article, _, name = self.name.partition(" ")
        if article.casefold() not in self.grammar.indefinite:
            return False
        is_title = not name[:1].islower() if self.language == "en" else reading.noun in self.grammar.article_nouns
        return reading.kind != "work" or not is_title

    # --- other signs --------------------------------------------------------------------------------------------------

    def _is_about_person(self, words: list[str]) -> bool:
        return not self.grammar.person_signs.isdisjoint(words)

    def _may_be_person(self, noun: str) -> bool:
        known_noun = single_noun(noun, self.language) if noun else None
        return known_noun is not None and known_noun.kind.startswith("person")

    def _is_personal_name(self) -> bool:
        """Return whether the name looks like that of a person: two or more capitalized words, none a known noun."""
        words = self.name.split()
        if not 1 < len(words) <= _MAX_PERSONAL_NAME or words[0].casefold() in self.grammar.articles:
            return False
        if not (words[0][0].isupper() and words[-1][0].isupper() and _PERSONAL_NAME.fullmatch(self.name)):
            return False
        nouns = (single_noun(word, self.language) for word in tokens(self.name))
        return not any(noun and noun.kind != "person" for noun in nouns)

    def _is_cut_off(self, text: str) -> bool:
        """Return whether the text ends before a noun, and the name looks like that of a person."""
        return not text.rstrip().endswith((".", "!", "?")) and self._is_personal_name()

    def from_name(self) -> Reading | None:
        """Return the kind of a noun in a name of several words: "Spring Summit" is an event."""
        words = tokens(self.name)
        if len(words) < _MIN_NAME_WITH_NOUN:
            return None
        end = next((index for index, word in enumerate(words) if index and word in self.grammar.links), len(words))
        nouns = known_nouns(words[:end], self.language) or known_nouns(words, self.language)
        head = nouns[0 if self.grammar.head == "first" else -1] if nouns else None
        if head and head.kind in ("organization", "place", "event", "work"):
            return Reading(head.kind, head.text)
        return None
