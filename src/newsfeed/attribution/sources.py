"""Roles by the words before a name: source phrases, verbs with an object, and prepositions behind a word of the press."""

from typing import Final

from newsfeed.attribution.grammar import ends_with_phrase
from newsfeed.attribution.groups import Group
from newsfeed.attribution.names import Name
from newsfeed.attribution.role import Role
from newsfeed.attribution.view import SentenceView
from newsfeed.knowledge.tokens import Token

_MAX_GOVERNOR_DISTANCE: Final = 6


class SourceRoles:
    """Roles of sources: "according to X", "told X", "an editorial in X".

    Args:
        view: the sentence.
    """

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        self._tokens = view.tokens
        self._names = view.names
        self._grammar = view.grammar
        self._lexicon = view.lexicon

    def role(self, group: Group) -> Role | None:
        """Return the role that a phrase, verb or preposition before the group gives it."""
        before, has_noun = self._view.before(group.start)
        if before < 0:
            return None
        start = self._source_start(before + 1)
        if start >= 0:
            return Role(start, group.end, start, is_strong=True)
        norm = self._tokens[before].norm
        if self._is_genitive(group, before) or self._is_hearer(group, before):
            return Role(before, group.end, 0 if self._tokens[0].kind == "quotation" else before, is_strong=True)
        if norm in self._grammar.telling:
            return Role(before, group.end, self._view.quotation_start(before), is_strong=True)
        if norm in self._grammar.prepositions or norm in self._grammar.linkers:
            return self._prepositional(group, before, has_noun=has_noun)
        return None

    def _is_genitive(self, group: Group, before: int) -> bool:
        """Return whether a noun of the press owns the name by its case: "der Leitartikel der X"."""
        if not self._grammar.genitives or self._tokens[group.start - 1].norm not in self._grammar.genitives:
            return False
        is_noun = (
            self._tokens[before].norm in self._grammar.press_nouns
            or self._tokens[before].norm in self._lexicon.press_roles
        )
        return is_noun and self._has_statement(group, before)

    def _is_hearer(self, group: Group, before: int) -> bool:
        """Return whether a known name is the dative behind a quotation and its speaker: `"...", sagte ein Retter der X`."""
        is_dative = self._tokens[group.start - 1].norm in self._grammar.genitives and before < group.start - 1
        is_known = all(name.kind == "outlet" for name in group.names)
        if not is_dative or not is_known or self._tokens[0].kind != "quotation":
            return False
        return any(token.norm in self._grammar.spoken for token in self._tokens[1:before])

    def _source_start(self, end: int) -> int:
        """Return the start of a source phrase, or -1; an adverb can stand in it."""
        start = ends_with_phrase(self._tokens, end, self._grammar.sources)
        if start >= 0 or end < 3 or self._tokens[end - 2].norm not in self._grammar.adverbs:
            return start
        shorter = [*self._tokens[: end - 2], self._tokens[end - 1]]
        return ends_with_phrase(shorter, end - 1, self._grammar.sources)

    def _prepositional(self, group: Group, index: int, *, has_noun: bool) -> Role | None:
        """Return the role that the preposition at an index gives a group, by the noun or verb that governs it."""
        person = self._person_before(index)
        if person is not None:
            return Role(person.start, group.end, self._view.quotation_before_verb(person.start), is_strong=True)
        if group.end < len(self._tokens) and self._tokens[group.end].text == ":":
            return Role(index, group.end, index, is_strong=True)
        if self._follows_quotation(index, group.end):
            return Role(index, group.end, 0, is_strong=True)
        governor = self._governor(index)
        if governor >= 0 and not self._is_criticized(governor) and self._has_statement(group, governor):
            return Role(governor, group.end, governor, is_strong=True)
        return self._leading(group, index, has_noun=has_noun)

    def _leading(self, group: Group, index: int, *, has_noun: bool) -> Role | None:
        """Return the role of a source at the start of its clause, or the weak one of a place of publication."""
        norm = self._tokens[index].norm
        if norm in self._grammar.leading and self._view.is_clause_start(index - 1):
            return Role(index, group.end, index, is_strong=has_noun or self._follows_leading(group.end))
        return Role(index, group.end, index, is_strong=False) if norm in self._grammar.containing else None

    def _person_before(self, index: int) -> Name | None:
        """Return the person named directly before a preposition, or before a comma and the preposition."""
        ends = (index, index - 1) if self._tokens[index - 1].text == "," else (index,)
        return next((name for name in self._names if name.end in ends and name.kind == "person"), None)

    def _follows_quotation(self, index: int, end: int) -> bool:
        """Return whether a preposition names the place or hearer of a quotation: `"...", admits the keeper in X`."""
        tokens, grammar = self._tokens, self._grammar
        if tokens[0].kind != "quotation" or index < 2 or tokens[index].norm not in grammar.containing | grammar.hearing:
            return False
        verb = 2 if tokens[1].text == "," else 1
        has_verb = verb < index and self._view.is_plain_word(verb)
        is_closed = self._view.is_closed(end) or tokens[index].norm in grammar.hearing
        return has_verb and is_closed and all(token.kind != "quotation" for token in tokens[1:index])

    def _follows_leading(self, end: int) -> bool:
        """Return whether a clause begins behind a leading source: with a comma, or the verb."""
        if end >= len(self._tokens):
            return False
        token = self._tokens[end]
        if token.text in (",", "،") or token.norm in self._grammar.saying:
            return True
        if any(name.start == end and name.kind == "person" for name in self._names):
            return True
        return token.text == ":" or (self._grammar.verb_second and token.is_word and not token.is_capitalized)

    def _governor(self, preposition: int) -> int:
        """Return the index of the word that makes a source of the name behind a preposition, or -1."""
        previous = preposition - 1
        if previous >= 0 and self._governs_directly(previous):
            return previous
        for index in range(previous, max(previous - _MAX_GOVERNOR_DISTANCE, -1), -1):
            token = self._tokens[index]
            if token.text in (";", ":", ".") or token.norm in self._grammar.against:
                return -1
            if self._is_word_of_press(token):
                return index
        return -1

    def _governs_directly(self, index: int) -> bool:
        """Return whether a word directly before a preposition makes a source of the name behind it."""
        norm = self._tokens[index].norm
        if norm in self._grammar.against:
            return False
        if norm in self._grammar.pronominal and self._is_subject_or_object(index):
            return True
        return norm in self._grammar.saying or self._is_passive(index)

    def _is_word_of_press(self, token: Token) -> bool:
        grammar, norm = self._grammar, token.norm
        is_noun = norm in grammar.press_nouns or norm in self._lexicon.press_roles
        return is_noun or norm in grammar.telling or norm in grammar.spoken

    def _is_subject_or_object(self, index: int) -> bool:
        """Return whether a pronoun begins a clause or follows a verb of saying: "The one in X", "asks that of X"."""
        if self._view.is_clause_start(index - 1):
            return True
        return self._tokens[index - 1].norm in self._grammar.saying

    def _is_criticized(self, governor: int) -> bool:
        """Return whether a noun of the press is the object of somebody's statement: "dismissed the story in X"."""
        tokens, grammar = self._tokens, self._grammar
        if tokens[governor].norm not in grammar.press_nouns:
            return False
        index = governor - 1
        while index > 0 and (tokens[index].norm in grammar.articles or tokens[index].norm in grammar.adverbs):
            index -= 1
        verb = tokens[index]
        if verb.norm not in grammar.saying or verb.norm in grammar.spoken:
            return False
        return any(name.end <= index and name.kind in ("person", "body", "place") for name in self._names) or any(
            token.norm in self._lexicon.agents for token in tokens[:index]
        )

    def _has_statement(self, group: Group, governor: int) -> bool:
        """Return whether a sentence with a noun of the press states something, instead of telling of the outlet itself."""
        tokens, grammar = self._tokens, self._grammar
        if group.end < len(tokens) and tokens[group.end].text in (",", ":"):
            return True
        if tokens[governor].norm in grammar.pronominal:
            return True
        return any(
            token.kind == "quotation"
            or token.text == ":"
            or token.norm in grammar.saying
            or token.norm in grammar.telling
            for token in tokens
        )

    def _is_passive(self, index: int) -> bool:
        """Return whether a participle before the preposition of an agent stands at an index: "obtained by X"."""
        preposition, participle = self._tokens[index + 1].norm, self._tokens[index]
        if preposition not in self._grammar.agent_prepositions or participle.is_capitalized:
            return False
        return participle.norm.endswith(self._grammar.participle_endings)
