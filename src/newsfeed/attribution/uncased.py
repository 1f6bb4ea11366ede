"""Names in languages without capitals: Arabic and Hebrew.

Particles that are written together with the next word become tokens of their own. A name that is not known is found by
its place: after a noun for an outlet, after a source phrase or a verb of saying, or between the start of a clause and its
verb or colon; it ends before a function word.
"""

import re
from typing import Final

import attrs

from newsfeed.attribution.grammar import Grammar
from newsfeed.attribution.name_places import NamePlaces, is_joined_particle
from newsfeed.attribution.names import Name
from newsfeed.knowledge.directory import Directory, Spelling
from newsfeed.knowledge.lexicon import Lexicon, NameKind
from newsfeed.knowledge.tokens import Token

_MAX_WORD: Final = 100
"""Length up to which particles are taken off a word, one by one."""

_JOINED: Final = re.compile(r"([^\W\d_]{1,2}?)[־\-ـ]+(.*)", re.DOTALL)
_MAX_WORDS: Final = 4
_MAX_PERSON_WORDS: Final = 5
_ARTICLE: Final = "ال"
_TODAY: Final = frozenset(("اليوم", "היום"))
"""The word "today", with which names of outlets can end."""
_AFTER_SUBJECT: Final = frozenset(("ان", "عن", "الي", "في", "من", "بان", "انه", "انها", "علي"))
"""Folded Arabic words that follow a subject, never its first noun."""


def split_particles(tokens: list[Token], grammar: Grammar, directory: Directory, lexicon: Lexicon) -> list[Token]:
    """Return tokens with the particles before names, verbs and nouns of the press as tokens of their own.

    Args:
        tokens: the tokens of a sentence.
        grammar: the grammar of its language.
        directory: the outlets.
        lexicon: the knowledge of the language; first words of the names of bodies and people stay whole.
    """
    names = lexicon.titles | lexicon.first_words | lexicon.press_roles
    known_words = grammar.saying | grammar.outlet_nouns | grammar.press_nouns | grammar.breaks | grammar.subjectless
    known_words |= grammar.stops if grammar.verb_first else lexicon.places
    known_words |= {phrase[0] for phrases in grammar.sources.values() for phrase in phrases}
    result: list[Token] = []
    for index, token in enumerate(tokens):
        pending: Token | None = token
        while pending is not None and pending.is_word and pending.norm not in names:
            split = _split(pending, tokens, index, known_words, grammar, directory)
            if split is None:
                break
            particle, pending = split
            result.append(particle)
        if pending is not None:
            result.append(pending)
    return result


def _split(
    token: Token, tokens: list[Token], index: int, known_words: frozenset[str], grammar: Grammar, directory: Directory
) -> tuple[Token, Token | None] | None:
    """Return the particle at the start of a word and the rest of it, or None."""
    if len(token.text) > _MAX_WORD:
        return None
    joined = _JOINED.fullmatch(token.text)
    if joined and joined[1] in grammar.prefixes:
        return _parts(token, len(joined[1]), joined.start(2))
    if token.norm in known_words or _begins_name(token.norm, tokens, index, directory):
        return None
    for prefix in grammar.prefixes:
        remainder = token.norm[len(prefix) :]
        if not token.norm.startswith(prefix) or len(remainder) < 2:
            continue
        if prefix == "ل" and remainder.startswith("ل"):
            remainder = f"ا{remainder}"
        is_object = any(
            len(phrase) <= index + 1
            and tuple(word.norm for word in tokens[index - len(phrase) + 1 : index]) == phrase[:-1]
            for phrase in grammar.sources.get(prefix, ())
            if len(phrase) > 1
        )
        if remainder in known_words or _begins_name(remainder, tokens, index, directory, is_expected=is_object):
            return _parts(token, len(prefix), len(prefix), remainder)
    return None


def _parts(token: Token, end: int, start: int, norm: str | None = None) -> tuple[Token, Token | None]:
    particle = Token(token.text[:start], token.norm[:end], token.start, token.start + start, "word")
    text = token.text[start:]
    if not text:
        return particle, None
    if norm is not None and norm.startswith(_ARTICLE) and not text.startswith(_ARTICLE):
        text = f"ا{text}"
    remainder = Token(
        text, norm if norm is not None else token.norm[-len(text) :], token.start + start, token.end, "word"
    )
    return particle, remainder


def _begins_name(
    word: str, tokens: list[Token], index: int, directory: Directory, *, is_expected: bool = False
) -> bool:
    return any(
        (is_expected or not spelling.is_ambiguous) and _matches(tokens, index, (word, *spelling.words[1:]), spelling)
        for spelling in directory.starting_with(word)
    )


def _matches(tokens: list[Token], index: int, words: tuple[str, ...], spelling: Spelling) -> bool:
    end = index + len(words)
    return (
        words == spelling.words
        and end <= len(tokens)
        and all(tokens[index + number].norm == words[number] for number in range(1, len(words)))
    )


class UncasedNameFinder:
    """Recognition of the names in a sentence of a language without capitals.

    Args:
        grammar: the language's grammar.
        lexicon: the language's knowledge about names.
        directory: the outlets.
    """

    def __init__(self, grammar: Grammar, lexicon: Lexicon, directory: Directory) -> None:
        self._grammar = grammar
        self._lexicon = lexicon
        self._directory = directory
        self._places = NamePlaces(grammar)

    def find(self, text: str, tokens: list[Token]) -> list[Name]:
        """Return the names in a sentence, in order; `text` is not needed."""
        del text
        names: list[Name] = []
        index = 0
        while index < len(tokens):
            name = self._name_at(tokens, index, names) if tokens[index].is_word else None
            if name is not None:
                names.append(name)
            index = name.end if name is not None else index + 1
        return names

    def _name_at(self, tokens: list[Token], index: int, names: list[Name]) -> Name | None:
        if tokens[index].is_quoted_name:
            return Name(index, index + 1, tokens[index].text, "outlet")
        known_outlet = self._known_outlet(tokens, index)
        has_role = self._places.has_role(
            tokens, index, known_outlet.end if known_outlet else self._end(tokens, index), names
        )
        if known_outlet is not None and (known_outlet.is_clear or has_role):
            return attrs.evolve(known_outlet, has_role=has_role)
        other_name = self._body(tokens, index) or self._person(tokens, index)
        if other_name is not None:
            return other_name
        if known_outlet is not None and self._places.is_subject(tokens, index, known_outlet.end):
            return known_outlet
        is_expected = has_role or self._places.is_expected(tokens, index)
        return self._unknown_name(tokens, index, has_role=has_role) if is_expected else None

    def _unknown_name(self, tokens: list[Token], index: int, *, has_role: bool) -> Name | None:
        is_noun = self._is_function_word(tokens[index]) and not self._is_press_name(tokens, index)
        if is_noun or _is_indefinite(tokens[index]):
            return None
        end = self._end(tokens, index)
        kind = self._kind(tokens, index, end)
        start = index - 1 if index and tokens[index - 1].norm in self._grammar.name_nouns else index
        return Name(start, end, _text(tokens, start, end), kind, is_clear=False, has_role=has_role)

    def _known_outlet(self, tokens: list[Token], index: int) -> Name | None:
        is_noun = tokens[index].norm in self._grammar.outlet_nouns and index + 1 < len(tokens)
        if is_noun and self._known_outlet(tokens, index + 1) is not None:
            return None
        for spelling in self._directory.starting_with(tokens[index].norm):
            if _matches(tokens, index, (tokens[index].norm, *spelling.words[1:]), spelling):
                end = index + len(spelling.words)
                if end == index + 1 and self._is_noun_of_name(tokens, index):
                    continue
                if tokens[index].norm in self._lexicon.outlet_words and end == index + 1:
                    end = self._end(tokens, index)
                if end == index + 1 and spelling.is_ambiguous and self._continues_name(tokens, index):
                    continue
                is_agent = end == index + 1 and tokens[index].norm in self._lexicon.agents
                is_clear = spelling.outlet.is_listed or not (spelling.is_ambiguous or is_agent)
                return Name(index, end, _text(tokens, index, end), "outlet", is_clear)
        return None

    def _continues_name(self, tokens: list[Token], index: int) -> bool:
        """Return whether a noun and its adjective, both with the article, are a longer name than a known one."""
        article = _ARTICLE if self._grammar.verb_first else "ה"
        words = tokens[index : index + 2]
        if len(words) < 2 or not all(word.norm.startswith(article) for word in words):
            return False
        if index and is_joined_particle(tokens[index - 1]):
            return False
        adjective = words[1]
        return not (
            self._is_function_word(adjective)
            or adjective.norm in self._lexicon.first_names
            or adjective.norm in _TODAY
            or self._places.is_verb(tokens, index + 1)
        )

    def _is_noun_of_name(self, tokens: list[Token], index: int) -> bool:
        """Return whether a word is rather the noun of the longer name of an unknown outlet, as in `Channel Tavor`."""
        if tokens[index].norm not in self._grammar.name_nouns or index + 1 >= len(tokens):
            return False
        return not (self._is_function_word(tokens[index + 1]) or self._places.is_verb(tokens, index + 1))

    def _body(self, tokens: list[Token], index: int) -> Name | None:
        """Return the body with its whole name, or the head of it, at a token."""
        for end in range(min(index + _MAX_PERSON_WORDS, len(tokens)), index, -1):
            words = " ".join(token.norm for token in tokens[index:end])
            is_place = words in self._lexicon.places and not self._begins_longer_name(tokens, index, end)
            if words in self._lexicon.bodies or is_place:
                return Name(index, end, words, "body")
            if words in self._lexicon.body_words:
                return Name(index, max(end, self._end(tokens, end - 1)), words, "body")
        return None

    def _begins_longer_name(self, tokens: list[Token], index: int, end: int) -> bool:
        """Return whether a Hebrew place begins the name of a subject: `Jerusalem Morning reveals that ...`."""
        if self._grammar.verb_first or end >= len(tokens) or self._is_function_word(tokens[end]):
            return False
        name_end = self._end(tokens, index)
        return name_end > end and self._places.has_role(tokens, index, name_end, [])

    def _person(self, tokens: list[Token], index: int) -> Name | None:
        norm = tokens[index].norm
        if norm in self._lexicon.press_roles or self._is_marked_name(tokens, index):
            return None
        title_end = self._title_end(tokens, index)
        if title_end > index:
            outlet = self._known_outlet(tokens, title_end) if title_end < len(tokens) else None
            if outlet is not None and outlet.is_clear:
                return None
            end = title_end
            while end < len(tokens) and end - index < _MAX_PERSON_WORDS and not self._is_function_word(tokens[end]):
                end += 1
            return Name(index, end, _text(tokens, index, end), "person")
        if (
            norm in self._lexicon.first_names
            and index + 1 < len(tokens)
            and not self._is_function_word(tokens[index + 1])
            and tokens[index + 1].norm not in self._lexicon.outlet_words
        ):
            return Name(index, index + 2, _text(tokens, index, index + 2), "person")
        return None

    def _is_marked_name(self, tokens: list[Token], index: int) -> bool:
        """Return whether a noun for an outlet, or a particle with a hyphen, marks a name as no person's."""
        return index > 0 and (
            tokens[index - 1].norm in self._grammar.name_nouns or is_joined_particle(tokens[index - 1])
        )

    def _title_end(self, tokens: list[Token], index: int) -> int:
        """Return the index after a title that begins at an index, or the index itself."""
        for end in range(min(index + 3, len(tokens)), index, -1):
            words = " ".join(token.norm for token in tokens[index:end])
            if words in self._lexicon.titles or words in self._lexicon.agents:
                return end
        return index

    def _is_function_word(self, token: Token) -> bool:
        grammar = self._grammar
        return (
            not token.is_word
            or token.norm in grammar.stops
            or token.norm in grammar.saying
            or token.norm in grammar.prepositions
            or token.norm in grammar.openers
            or token.norm in grammar.outlet_nouns
            or token.norm in grammar.breaks
            or token.norm in grammar.weak_breaks
            or token.norm in grammar.press_nouns
            or (token.norm,) in grammar.continuing.get(token.norm, ())
            or token.norm in self._lexicon.press_roles
            or (token.norm,) in grammar.sources.get(token.norm, ())
        )

    def _end(self, tokens: list[Token], index: int) -> int:
        """Return the index after a name that is not in a list."""
        end = index + 1
        while end < len(tokens) and end - index < _MAX_WORDS and not self._is_function_word(tokens[end]):
            if tokens[end].norm in self._lexicon.first_names:
                return end
            end += 1
            if tokens[end - 1].text.isdigit():
                return end
        if end == index + 1 and end < len(tokens) and tokens[end].norm in _TODAY:
            return end + 1
        if self._grammar.verb_first:
            return self._end_after_verb(tokens, index, end)
        return self._end_before_verb(tokens, index, end)

    def _end_before_verb(self, tokens: list[Token], index: int, end: int) -> int:
        """Return the index after a Hebrew name: before the first verb, or after a noun and its determiner."""
        for position in range(index + 1, end):
            if self._places.is_verb(tokens, position):
                return position
        if end - index <= 2 or (end - index == 3 and (end == len(tokens) or not tokens[end].is_word)):
            return end
        return index + 2 if tokens[index + 1].norm.startswith("ה") else index + 1

    def _end_after_verb(self, tokens: list[Token], index: int, end: int) -> int:
        """Return the index after an Arabic subject before its object: a noun and its determiner.

        A noun with the article is determined already; an object without the article follows it.
        """
        if index + 1 < end and tokens[index + 1].norm in self._lexicon.outlet_words:
            return index + 2
        if tokens[index].norm.startswith(_ARTICLE) and end > index + 1 and self._begins_object(tokens[index + 1]):
            return index + 1
        if index + 1 < end < len(tokens) and tokens[end].norm in self._grammar.weak_breaks:
            return min(end, index + 2)
        if end == len(tokens) or (end - index <= 3 and (not tokens[end].is_word or tokens[end].norm in _AFTER_SUBJECT)):
            return end
        if index + 1 < len(tokens) and tokens[index + 1].text.isdigit():
            return index + 2
        has_second = index + 1 < end and (
            tokens[index + 1].norm.startswith(_ARTICLE) or tokens[index + 1].norm == "اليوم"
        )
        return index + 2 if has_second else index + 1

    def _is_press_name(self, tokens: list[Token], index: int) -> bool:
        """Return whether an Arabic noun of the press and a name behind a verb are an outlet's name: "Message of the Hill"."""
        grammar = self._grammar
        if not grammar.verb_first or tokens[index].norm not in grammar.press_nouns or index + 1 >= len(tokens):
            return False
        if index == 0 or tokens[index - 1].norm not in grammar.saying:
            return False
        following = tokens[index + 1]
        return (
            following.norm.startswith(_ARTICLE)
            and not following.is_quoted_name
            and not self._is_function_word(following)
        )

    def _begins_object(self, token: Token) -> bool:
        is_definite = token.norm.startswith(_ARTICLE) or token.norm in _TODAY
        return not (is_definite or token.text.isdigit() or token.norm in self._lexicon.outlet_words)

    def _kind(self, tokens: list[Token], start: int, end: int) -> NameKind:
        words = [token.norm for token in tokens[start:end]]
        if words[0] in self._lexicon.first_names and len(words) > 1:
            return "person"
        if any(word in self._lexicon.titles for word in words):
            return "person"
        return "unknown"


def _is_indefinite(token: Token) -> bool:
    """Return whether a word has the ending of an Arabic indefinite object or plural; no name begins with one."""
    return len(token.norm) > 3 and token.norm.endswith(("ا", "ين", "ون")) and not token.norm.startswith(_ARTICLE)


def _text(tokens: list[Token], start: int, end: int) -> str:
    return " ".join(token.text for token in tokens[start:end])
