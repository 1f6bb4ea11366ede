"""The clauses of a paragraph, each with its owners.

A sentence is divided between its attributions: at `while`, `but`, `and`, a semicolon or a new quotation. A sentence
without an attribution continues that of the sentence before ("The paper adds ..."), or is nobody's.
"""

import itertools
from typing import Final

import attrs

from newsfeed.attribution.grammar import Grammar, starts_with_phrase
from newsfeed.attribution.names import Name
from newsfeed.attribution.roles import Attribution
from newsfeed.knowledge.lexicon import Lexicon
from newsfeed.knowledge.tokens import Token

_MAX_SUBJECT: Final = 7
"""Number of tokens within which a clause must show its subject and verb."""


@attrs.define
class Clause:
    """A part of a paragraph and the outlets that own it.

    Attributes:
        outlets: the names of the outlets; none for the story's own words.
        start: offset of its first character.
        end: offset after its last character.
    """

    outlets: tuple[str, ...]
    start: int
    end: int


class SentenceDivider:
    """Division of one sentence into clauses.

    Args:
        tokens: its tokens.
        names: the names in it.
        attributions: its attributions, in order.
        grammar: the grammar of its language.
        lexicon: the knowledge of its language.
    """

    def __init__(
        self,
        tokens: list[Token],
        names: list[Name],
        attributions: list[Attribution],
        grammar: Grammar,
        lexicon: Lexicon,
    ) -> None:
        self._tokens = tokens
        self._names = names
        self._attributions = attributions
        self._grammar = grammar
        self._lexicon = lexicon

    def divide(self) -> list[tuple[tuple[str, ...], int]]:
        """Return the owners of each clause and the index of its first token."""
        starts: list[tuple[tuple[str, ...], int]] = []
        attributions = self._attributions
        first_start = self._leading_boundary(attributions[0])
        if first_start > 0:
            starts.append(((), 0))
        starts.append((attributions[0].outlets, first_start))
        for previous, following in itertools.pairwise(attributions):
            if following.outlets == starts[-1][0]:
                continue
            foreign = self._foreign_boundary(previous.end, following.clause_start)
            boundary = self._boundary(previous.end, following.clause_start)
            if 0 < foreign < boundary:
                starts.append(((), foreign))
            starts.append((following.outlets, boundary))
        trailing = self._foreign_boundary(attributions[-1].end, len(self._tokens))
        if trailing > 0:
            starts.append(((), trailing))
        return starts

    def _leading_boundary(self, attribution: Attribution) -> int:
        """Return the start of the first attribution's clause, behind a clause of somebody else."""
        if not self._has_foreign_subject(0, attribution.clause_start):
            return 0
        for index in range(attribution.clause_start - 1, 0, -1):
            if self._is_strong_break(index):
                return index
        return 0

    def _foreign_boundary(self, start: int, end: int) -> int:
        """Return the start of a clause of a person or body between two tokens, or -1."""
        for index in range(start, end):
            if self._is_strong_break(index):
                first_index = index + 1 if not self._tokens[index].is_word else index
                if self._has_foreign_subject(first_index, end):
                    return first_index
        return -1

    def _is_strong_break(self, index: int) -> bool:
        """Return whether a token begins or separates clauses of different owners."""
        token = self._tokens[index]
        if token.text == ";":
            return True
        return token.norm in self._grammar.breaks and index > 0 and self._tokens[index - 1].text in (",", ";", "–", "—")

    def _has_foreign_subject(self, start: int, end: int) -> bool:
        """Return whether a clause begins with a person or body and a verb of saying."""
        tokens, subject_end = self._tokens, -1
        for index in range(start, min(start + _MAX_SUBJECT, end)):
            token = tokens[index]
            name = next((name for name in self._names if name.start == index), None)
            if subject_end < 0 and name is not None and name.kind in ("person", "body", "place"):
                subject_end = name.end
            elif subject_end < 0 and token.is_word and token.norm in self._lexicon.agents:
                subject_end = index + 1
            if token.text in (",", ";", ":") and subject_end >= 0:
                return False
            if subject_end >= 0 and index >= subject_end and token.norm in self._grammar.saying:
                return True
        if subject_end >= _limit(start, end):
            return any(token.norm in self._grammar.saying for token in tokens[subject_end : min(subject_end + 3, end)])
        return False

    def _boundary(self, start: int, end: int) -> int:
        """Return the start of the clause of the attribution at `end`."""
        for index in range(end - 1, start - 1, -1):
            token = self._tokens[index]
            if token.text in (",", ";", "–", "—", "―"):
                return index + 1
            if token.norm in self._grammar.breaks or token.norm in self._grammar.weak_breaks:
                return index
        return end


def _limit(start: int, end: int) -> int:
    return min(start + _MAX_SUBJECT, end)


def continues(tokens: list[Token], names: list[Name], grammar: Grammar) -> bool:
    """Return whether a sentence speaks of the outlet of the sentence before it ("It also says", "The paper adds")."""
    other_starts = [name.start for name in names if name.kind in ("person", "body", "place")]
    if tokens and tokens[0].norm in grammar.subjectless:
        return True
    if len(tokens) > 1 and tokens[1].norm in grammar.subjectless and tokens[0].norm in grammar.prefixes:
        return True
    if grammar.drops_pronouns and _begins_with_verb(tokens, grammar):
        return True
    for index, token in enumerate(tokens):
        if starts_with_phrase(tokens, index, grammar.continuing) > 0:
            return True
        if (
            token.norm in grammar.pronouns
            and not any(start < index for start in other_starts)
            and (
                _verb_follows(tokens, index + 1, grammar)
                or (index and grammar.inverts_pronouns and tokens[index - 1].norm in grammar.saying)
            )
        ):
            return True
    return False


def _begins_with_verb(tokens: list[Token], grammar: Grammar) -> bool:
    """Return whether a sentence begins with a verb of saying without a subject, as in "También cita ..."."""
    index = 0
    while index < len(tokens) and (
        tokens[index].norm in grammar.additions or tokens[index].norm in grammar.clitics or tokens[index].text == ","
    ):
        index += 1
    if index + 1 >= len(tokens) or tokens[index].norm not in grammar.saying:
        return False
    following = tokens[index + 1]
    is_complete = following.text == "," or following.norm in grammar.that
    has_addition = any(token.norm in grammar.additions for token in (*tokens[:index], following))
    return (is_complete or has_addition) and not following.is_capitalized


def continues_interview(tokens: list[Token], grammar: Grammar) -> bool:
    """Return whether a sentence has the words of the person that an outlet interviewed: `"...", she says`."""
    has_speaker = any(
        token.norm in grammar.speakers
        and (_verb_follows(tokens, index + 1, grammar) or (index and tokens[index - 1].norm in grammar.saying))
        for index, token in enumerate(tokens)
    )
    is_verb_last = (
        grammar.drops_pronouns
        and len(tokens) > 2
        and tokens[0].kind == "quotation"
        and tokens[-1].text == "."
        and tokens[-2].norm in grammar.saying
    )
    return (has_speaker or is_verb_last) and any(token.kind == "quotation" for token in tokens)


def _verb_follows(tokens: list[Token], index: int, grammar: Grammar) -> bool:
    for token in tokens[index : index + 5]:
        if token.norm in grammar.saying or token.norm in grammar.telling:
            return True
        if not (token.norm in grammar.adverbs or token.norm in grammar.auxiliaries or token.norm.endswith("ly")):
            return False
    return False
