"""The roles of names in a sentence: which of them own what it says.

The position of a name decides. It owns a statement as the subject of a verb of saying, before or after it; as a source
("according to X", "told X"); before a possessive or the role of a journalist ("X's view", "X columnist"); before a
colon; and in brackets or after a dash behind a quotation. In these positions, any name that is not known to be a
person's, a body's or a place's is an outlet's; a known outlet counts in some weaker ones as well.
"""

from typing import Final, NamedTuple

import attrs

from newsfeed.attribution.grammar import Grammar, ends_with_phrase
from newsfeed.attribution.groups import Group, group_names
from newsfeed.attribution.names import Name
from newsfeed.knowledge.lexicon import Lexicon
from newsfeed.knowledge.tokens import Token

_OPENING: Final = frozenset("([")
_DASHES: Final = frozenset("–—-―")
_BOUNDARIES: Final = frozenset(",;:–—―.!?()[]…-")
_POSSESSIVES: Final = frozenset(("'s", "'"))
_BEFORE_INVERSION: Final = frozenset(
    ["so", "as", "than", "how", "thus", "also", "que", "qu'", "che", "was", "wat", "wie", "zoals", "come"]
)
"""Words before a verb whose subject follows it."""

_MAX_ASIDE: Final = 30
"""Number of tokens of an aside between a name and its verb."""
_MAX_ADVERBIAL: Final = 6
_MAX_ADVERBS: Final = 8
_MAX_GOVERNOR_DISTANCE: Final = 6


class Role(NamedTuple):
    """The position of a group that makes it the owner of a statement.

    Attributes:
        start: index of the first token of the attribution.
        end: index after its last token.
        clause_start: index from which the statement can begin.
        is_strong: True if it makes a name an outlet's that is not known.
        is_subject: True for the subject of a verb.
    """

    start: int
    end: int
    clause_start: int
    is_strong: bool
    is_subject: bool = False


@attrs.frozen
class Attribution:
    """The outlets that own a statement.

    Attributes:
        outlets: their names.
        start: index of the first token of the attribution.
        end: index after its last token.
        clause_start: index from which the statement can begin.
        is_certain: one of the outlets is known, or its place in the sentence leaves no doubt.
    """

    outlets: tuple[str, ...]
    start: int
    end: int
    clause_start: int
    is_certain: bool = True


class RoleFinder:
    """Recognition of the attributions of one sentence.

    Args:
        tokens: the tokens of the sentence.
        names: the names in it.
        grammar: the grammar of its language.
        lexicon: the knowledge of its language.
    """

    def __init__(self, tokens: list[Token], names: list[Name], grammar: Grammar, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._names = names
        self._grammar = grammar
        self._lexicon = lexicon

    def attributions(self) -> list[Attribution]:
        """Return the attributions in the order of the sentence."""
        attributions: list[Attribution] = []
        for group in group_names(self._names, self._tokens, self._grammar):
            for part in self._split(group):
                if attributions and part.start < attributions[-1].end:
                    continue
                attribution = self._attribution(part)
                if attribution is not None:
                    attributions.append(attribution)
        return self._without_agents(attributions)

    def _without_agents(self, attributions: list[Attribution]) -> list[Attribution]:
        """Drop unknown subjects of a verb if a certain outlet is its source: "told a reader to X"."""
        return [
            attribution
            for index, attribution in enumerate(attributions)
            if attribution.is_certain
            or index + 1 == len(attributions)
            or not attributions[index + 1].is_certain
            or any(not token.is_word for token in self._tokens[attribution.end : attributions[index + 1].start])
        ]

    def _split(self, group: Group) -> list[Group]:
        """Return the groups of which the names before the last are the object of one verb and the last the subject of another."""
        if len(group.names) != 2:
            return [group]
        first, last = Group(group.names[:1]), Group(group.names[1:])
        separator = self._tokens[first.end]
        has_object_role = separator.text == "," and self._role_before(first) is not None
        return [first, last] if has_object_role and self._subject(last, last.start) is not None else [group]

    def _attribution(self, group: Group) -> Attribution | None:
        before, has_outlet_noun = self._before(group.start)
        if self._is_trap(group, before):
            return None
        role = self._role(group, before)
        if role is None:
            return None
        is_strong = role.is_strong or (has_outlet_noun and role.end > group.end)
        is_strong = is_strong or any(name.kind == "outlet" and name.is_clear for name in group.names)
        outlets = tuple(
            name.text
            for name in group.names
            if _is_outlet(name, is_strong=is_strong) and not self._is_noun_phrase(name, is_subject=role.is_subject)
        )
        is_certain = not self._grammar.uncased or any(name.kind == "outlet" for name in group.names)
        return Attribution(outlets, role.start, role.end, role.clause_start, is_certain) if outlets else None

    def _is_noun_phrase(self, name: Name, *, is_subject: bool) -> bool:
        """Return whether an unknown name is rather a noun with its article, in a language that gives nouns a capital."""
        if not self._grammar.capitalizes_nouns or name.kind != "unknown" or not name.start:
            return False
        before = self._tokens[name.start - 1].norm
        if before in self._grammar.name_articles:
            return not is_subject
        return before in self._grammar.articles or before in self._grammar.fused_articles

    def _role(self, group: Group, before: int) -> Role | None:
        for role in (
            self._role_before(group),
            self._inverted(group, before),
            self._interposed(group, before),
            self._label(group, before),
            self._bracketed(group, before),
            self._possessive(group),
            self._press_role(group),
            self._subject(group, before),
            self._cleft(group, before),
            self._verb_final(group, before),
            self._verb_second(group, before),
        ):
            if role is not None:
                return role
        return self._default(group, before)

    # --- what precedes a name ---

    def _before(self, start: int) -> tuple[int, bool]:
        """Return the index of the token before a name and its articles and outlet nouns, and whether there is such a noun."""
        grammar, index, has_noun = self._grammar, start - 1, False
        while index >= 0:
            norm = self._tokens[index].norm
            if norm in grammar.outlet_nouns:
                has_noun = True
                index = self._before_adjectives(index - 1)
            elif norm in grammar.articles or norm in grammar.premodifiers:
                index -= 1
            else:
                break
        return index, has_noun

    def _before_adjectives(self, index: int) -> int:
        """Return the index before the adjectives of an outlet noun, if an article precedes them."""
        for position in range(index, max(index - 4, -1), -1):
            token = self._tokens[position]
            if token.norm in self._grammar.articles:
                return position
            if not token.is_word or token.norm in self._grammar.openers or token.norm in self._grammar.saying:
                break
        return index

    def _role_before(self, group: Group) -> Role | None:
        """Return the role that a phrase, verb or preposition before the group gives it."""
        before, has_noun = self._before(group.start)
        if before < 0:
            return None
        start = self._source_start(before + 1)
        if start >= 0:
            return Role(start, group.end, start, is_strong=True)
        norm = self._tokens[before].norm
        if norm in self._grammar.telling:
            return Role(before, group.end, self._quotation_start(before), is_strong=True)
        if norm in self._grammar.prepositions or norm in self._grammar.linkers:
            return self._prepositional(group, before, has_noun=has_noun)
        return None

    def _source_start(self, end: int) -> int:
        """Return the index at which a source phrase begins, or -1; an adverb can stand in it."""
        start = ends_with_phrase(self._tokens, end, self._grammar.sources)
        if start >= 0 or end < 3 or self._tokens[end - 2].norm not in self._grammar.adverbs:
            return start
        shorter = [*self._tokens[: end - 2], self._tokens[end - 1]]
        return ends_with_phrase(shorter, end - 1, self._grammar.sources)

    def _prepositional(self, group: Group, index: int, *, has_noun: bool) -> Role | None:
        """Return the role that the preposition at an index gives a group, by the noun or verb that governs it."""
        norm = self._tokens[index].norm
        person = next((name for name in self._names if name.end == index and name.kind in ("person", "unknown")), None)
        if person is None and self._tokens[index - 1].text == ",":
            person = next((name for name in self._names if name.end == index - 1 and name.kind == "person"), None)
        if person is not None and person.kind == "person":
            return Role(person.start, group.end, self._quotation_before_verb(person.start), is_strong=True)
        if group.end < len(self._tokens) and self._tokens[group.end].text == ":":
            return Role(index, group.end, index, is_strong=True)
        governor = self._governor(index)
        if governor >= 0 and not self._is_criticized(governor) and self._has_statement(group, governor):
            return Role(governor, group.end, governor, is_strong=True)
        if norm in self._grammar.leading and self._is_clause_start(index - 1):
            return Role(index, group.end, index, is_strong=has_noun or self._follows_leading(group.end))
        if norm in self._grammar.containing:
            return Role(index, group.end, index, is_strong=False)
        return None

    def _follows_leading(self, end: int) -> bool:
        """Return whether what follows a leading source shows that a clause begins after it: a comma, or the verb."""
        if end >= len(self._tokens):
            return False
        token = self._tokens[end]
        if token.text in (",", "،") or token.norm in self._grammar.saying:
            return True
        if any(name.start == end and name.kind == "person" for name in self._names):
            return True
        return token.text == ":" or (self._grammar.verb_second and token.is_word and not token.is_capitalized)

    def _governor(self, preposition: int) -> int:
        """Return the index of the word of the press before a preposition, or -1."""
        grammar = self._grammar
        for index in range(preposition - 1, max(preposition - 1 - _MAX_GOVERNOR_DISTANCE, -1), -1):
            token = self._tokens[index]
            if token.text in (";", ":", "."):
                return -1
            if token.norm in grammar.against:
                return -1
            if index == preposition - 1 and token.norm in grammar.pronominal and self._is_subject_or_object(index):
                return index
            if (
                token.norm in grammar.press_nouns
                or token.norm in self._lexicon.press_roles
                or token.norm in grammar.telling
            ):
                return index
            if token.norm in grammar.spoken or (token.norm in grammar.saying and index == preposition - 1):
                return index
            if index == preposition - 1 and self._is_passive(index):
                return index
        return -1

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

    def _is_subject_or_object(self, index: int) -> bool:
        """Return whether a pronoun begins a clause or follows a verb of saying: "The one in X", "asks that of X"."""
        if self._is_clause_start(index - 1):
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

    def _is_passive(self, index: int) -> bool:
        """Return whether a participle before the preposition of an agent stands at an index: "obtained by X"."""
        preposition, participle = self._tokens[index + 1].norm, self._tokens[index]
        if preposition not in self._grammar.agent_prepositions or participle.is_capitalized:
            return False
        return participle.norm.endswith(self._grammar.participle_endings)

    def _is_clause_start(self, before: int) -> bool:
        """Return whether a clause begins after a token."""
        if before < 0:
            return True
        token = self._tokens[before]
        if not token.is_word:
            return token.text in _BOUNDARIES or token.kind == "quotation"
        return (
            token.norm in self._grammar.breaks
            or token.norm in self._grammar.weak_breaks
            or ((token.is_capitalized or self._grammar.uncased) and token.norm in self._grammar.openers)
        )

    # --- what follows a name ---

    def _inverted(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject after its verb: `"...", writes X`."""
        index = before
        while index >= 0 and index > before - 4 and self._is_skippable(index):
            index -= 1
        if index < 0 or self._tokens[index].norm not in self._grammar.saying:
            return None
        verb = index
        while (
            index > 0
            and self._tokens[index - 1].norm not in self._grammar.clitics
            and (
                self._tokens[index - 1].norm in self._grammar.auxiliaries
                or self._tokens[index - 1].norm in self._grammar.saying
            )
        ):
            index -= 1
        if not self._can_invert(index - 1):
            return None
        article = self._tokens[before + 1].norm
        if article in self._grammar.articles and article not in self._grammar.name_articles:
            return None
        return Role(verb, group.end, self._quotation_start(verb), is_strong=True)

    def _is_skippable(self, index: int) -> bool:
        norm = self._tokens[index].norm
        return norm not in self._grammar.saying and (norm in self._grammar.auxiliaries or norm in self._grammar.adverbs)

    def _verb_second(self, group: Group, before: int) -> Role | None:
        """Return the role of a subject behind the verb of a clause that begins with an adverbial.

        The verb is an auxiliary whose participle ends the clause, or any verb before a known outlet.
        """
        grammar = self._grammar
        if (
            not grammar.verb_second
            or before < 1
            or not self._is_plain_word(before)
            or not self._begins_with_adverbial(before - 1)
        ):
            return None
        has_participle = self._tokens[before].norm in grammar.auxiliaries and self._clause_ends_with_verb(group.end)
        is_second = before == 1 or not self._tokens[before - 2].is_word
        if not has_participle and not is_second:
            return None
        is_known = any(name.kind == "outlet" for name in group.names)
        if not has_participle and not is_known:
            return None
        return Role(before, group.end, before, is_strong=True, is_subject=True)

    def _verb_final(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject of a subordinate clause with its verb at the end: `während X ... schreibt`."""
        if not self._grammar.verb_second or before < 0:
            return None
        norm = self._tokens[before].norm
        if norm not in self._grammar.breaks and norm not in self._grammar.subordinators:
            return None
        if not self._clause_ends_with_verb(group.end):
            return None
        return Role(group.start, group.end, group.start, is_strong=True, is_subject=True)

    def _clause_ends_with_verb(self, start: int) -> bool:
        """Return whether a verb of saying is among the last words before the next mark."""
        end = start
        while end < len(self._tokens) and self._tokens[end].text not in (",", ".", ";", ":", "?", "!"):
            end += 1
        return any(token.norm in self._grammar.saying for token in self._tokens[max(start, end - 2) : end])

    def _interposed(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject after any verb that follows a quotation, or that two commas enclose with it."""
        if before < 1 or not self._is_plain_word(before):
            return None
        first = before
        if before > 1 and (self._is_plain_word(before - 1) or self._tokens[before - 1].norm in self._grammar.clitics):
            first = before - 1
        previous = self._tokens[first - 1]
        if previous.kind == "quotation":
            start = first - 1
        elif previous.text in (",", "–", "—") and first > 1 and self._tokens[first - 2].kind == "quotation":
            start = first - 2
        elif previous.text in (",", "–", "—") and self._is_closed(group.end):
            if first < before and self._tokens[first].norm not in self._grammar.clitics:
                return None
            start = first
        else:
            return None
        return Role(before, group.end, start, is_strong=True)

    def _is_plain_word(self, index: int) -> bool:
        """Return whether a word can be a verb: no function word, and without a capital."""
        token, grammar = self._tokens[index], self._grammar
        return (
            token.is_word
            and not token.is_capitalized
            and token.norm not in grammar.prepositions
            and token.norm not in grammar.linkers
            and token.norm not in grammar.articles
            and token.norm not in grammar.joiners
            and token.norm not in grammar.breaks
            and token.norm not in grammar.weak_breaks
            and token.norm not in self._lexicon.titles
        )

    def _is_closed(self, end: int) -> bool:
        """Return whether the sentence or an aside ends after a group, or after the particle of its verb."""
        if end < len(self._tokens) and self._tokens[end].norm in self._grammar.particles:
            end += 1
        return end >= len(self._tokens) or self._tokens[end].text in (",", ".", ":", "–", "—", ";")

    def _can_invert(self, index: int) -> bool:
        """Return whether a verb after a token can have its subject behind it."""
        if index < 0:
            return True
        token = self._tokens[index]
        if not token.is_word:
            return True
        if self._grammar.verb_first:
            return True
        if self._grammar.verb_second and self._begins_with_adverbial(index):
            return True
        if token.norm in self._grammar.clitics:
            return True
        return token.norm in _BEFORE_INVERSION or token.norm in self._grammar.weak_breaks

    def _begins_with_adverbial(self, index: int) -> bool:
        """Return whether the clause that a token is in begins with a word that cannot be its subject."""
        while index > 0 and self._tokens[index - 1].is_word:
            index -= 1
        return self._tokens[index].norm in self._grammar.openers or self._tokens[index].norm in self._grammar.adverbs

    def _quotation_start(self, index: int) -> int:
        """Return the index of a quotation that precedes an attribution, or the index itself."""
        position = index - 1
        while position >= 0 and self._tokens[position].text in (",", "–", "—", "-"):
            position -= 1
        return position if position >= 0 and self._tokens[position].kind == "quotation" else index

    def _quotation_before_verb(self, index: int) -> int:
        """Return the index of a quotation that one verb separates from an index, or the index itself."""
        start = self._quotation_start(index - 1) if index else index
        return start if start < index - 1 else index

    def _label(self, group: Group, before: int) -> Role | None:
        if group.end >= len(self._tokens) or self._tokens[group.end].text not in (":", "："):
            return None
        if not self._is_clause_start(before) and not self._follows_adverbial(group):
            return None
        return Role(group.start, group.end + 1, group.start, is_strong=True)

    def _follows_adverbial(self, group: Group) -> bool:
        """Return whether a few words without a verb precede a known outlet: `Of another opinion, X: ...`."""
        first = self._tokens[0].norm
        is_known = any(name.kind == "outlet" for name in group.names)
        is_adverbial = first in self._grammar.prepositions or first in self._grammar.openers
        preceding = self._tokens[: group.start]
        return (
            is_known
            and is_adverbial
            and len(preceding) <= _MAX_ADVERBIAL
            and all(token.is_word and token.norm not in self._grammar.saying for token in preceding)
        )

    def _bracketed(self, group: Group, before: int) -> Role | None:
        """Return the role of a source behind its quotation, in brackets or after a dash."""
        if before < 1:
            return None
        mark, is_closed = (
            self._tokens[before].text,
            self._tokens[min(group.end, len(self._tokens) - 1)].text in (")", "]"),
        )
        if self._tokens[before - 1].kind == "quotation" and (mark in _OPENING or mark in _DASHES):
            return Role(before, group.end, before - 1, is_strong=True)
        if mark in _OPENING and is_closed:
            return Role(before, group.end + 1, before, is_strong=False)
        if mark == ":" and is_closed and before > 1 and self._tokens[before - 2].text in _OPENING:
            return Role(before - 2, group.end + 1, before - 2, is_strong=True)
        return None

    def _possessive(self, group: Group) -> Role | None:
        """Return the role of an owner: `X's correspondent`, `in X's view`."""
        end = group.end
        if end >= len(self._tokens) or self._tokens[end].norm not in _POSSESSIVES:
            return None
        following = self._tokens[end + 1 : end + 6]
        known = any(
            token.norm in self._grammar.press_nouns or token.norm in self._lexicon.press_roles for token in following
        )
        names_person = any(name.start == end + 1 and name.kind in ("person", "unknown") for name in self._names)
        is_strong = known or names_person
        if not is_strong and following and following[0].norm in self._lexicon.agents:
            return None
        return Role(group.start, self._after_person(end + 1), group.start, is_strong=is_strong)

    def _press_role(self, group: Group) -> Role | None:
        """Return the role of the outlet before the role of a journalist: `X columnist Ben Ide`; or before a postposition."""
        if group.end >= len(self._tokens):
            return None
        norm = self._tokens[group.end].norm
        if norm in self._grammar.postpositions:
            return Role(group.start, group.end + 1, group.start, is_strong=True)
        if norm in self._lexicon.press_roles or norm in self._grammar.press_nouns:
            return Role(group.start, self._after_person(group.end + 1), group.start, is_strong=True)
        return None

    def _after_person(self, index: int) -> int:
        """Return the index after a person's name that begins at an index, or the index itself."""
        return next((name.end for name in self._names if name.start == index), index)

    def _subject(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject before its verb; asides, auxiliaries and adverbs can stand between."""
        if not self._can_be_subject(before):
            return None
        verb = self._verb_after(group.end)
        if verb < 0:
            return None
        return Role(group.start, verb + 1, self._quotation_start(group.start), is_strong=True, is_subject=True)

    def _can_be_subject(self, before: int) -> bool:
        """Return whether a name after a token can be the subject of a clause, and not an object."""
        grammar = self._grammar
        if before < 0 or not self._tokens[before].is_word:
            return True
        token = self._tokens[before]
        if token.norm in grammar.breaks or token.norm in grammar.weak_breaks or token.norm in grammar.adverbs:
            return True
        if token.norm in grammar.prepositions or token.norm in grammar.linkers:
            return False
        return token.norm in grammar.openers or token.is_capitalized or self._before_adjectives(before) < before

    def _cleft(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject of `it was X that ...`."""
        if before < 1 or group.end >= len(self._tokens) or self._tokens[group.end].norm not in self._grammar.clefts:
            return None
        if self._tokens[before].norm not in self._grammar.auxiliaries:
            return None
        return Role(before, group.end, before, is_strong=True)

    def _verb_after(self, index: int) -> int:
        """Return the index of the verb of saying after a subject, or -1."""
        index = self._after_aside(index)
        limit = min(index + _MAX_ADVERBS, len(self._tokens))
        has_auxiliary = False
        while index < limit:
            token = self._tokens[index]
            if token.norm in self._grammar.saying or token.norm in self._grammar.telling:
                return index
            if has_auxiliary and token.norm in self._grammar.states:
                return index
            if token.norm in self._grammar.auxiliaries:
                has_auxiliary = True
            elif not (token.norm in self._grammar.adverbs or token.norm.endswith(("ly", "mente", "ment"))):
                return -1
            index += 1
        return -1

    def _after_aside(self, index: int) -> int:
        """Return the index after brackets, or after an aside between commas or dashes, that follow a name."""
        tokens = self._tokens
        if index >= len(tokens):
            return index
        closing = {"(": ")", "[": "]", ",": ",", "–": "–", "—": "—"}.get(tokens[index].text)
        if closing is None:
            return index
        for position in range(index + 1, min(index + _MAX_ASIDE, len(tokens))):
            if tokens[position].text == closing and self._is_verb_near(position + 1):
                return position + 1
        return index

    def _is_verb_near(self, index: int) -> bool:
        grammar = self._grammar
        return any(
            token.norm in grammar.saying or token.norm in grammar.telling or token.norm in grammar.auxiliaries
            for token in self._tokens[index : index + 3]
        )

    def _is_trap(self, group: Group, before: int) -> bool:
        """Return whether the group only modifies another noun: "Sky executives", "Star Trek fans"."""
        if group.end >= len(self._tokens):
            return False
        following = self._tokens[group.end]
        return (
            following.is_word
            and following.norm in self._lexicon.agents
            and following.norm not in self._lexicon.press_roles
            and following.norm not in self._grammar.saying
        )

    def _is_surely_name(self, group: Group) -> bool:
        """Return whether the words of a group can only be a name: several of them, or one within the sentence."""
        if self._grammar.capitalizes_nouns or self._grammar.uncased:
            return False
        return group.end - group.start > 1 or group.start > 0 or self._grammar.language == "en"

    def _after_short_aside(self, index: int) -> int:
        """Return the index after a few words between commas, such as `, for its part,`; or the index itself."""
        if self._tokens[index].text != ",":
            return index
        for position in range(index + 2, min(index + 7, len(self._tokens) - 1)):
            if self._tokens[position].text == ",":
                return position + 1
        return index

    def _default(self, group: Group, before: int) -> Role | None:
        """Return the weak role of a known outlet that begins a clause, whatever its verb."""
        if not self._can_be_subject(before) or group.end >= len(self._tokens):
            return None
        following = self._tokens[self._after_short_aside(group.end)]
        if not following.is_word or following.is_capitalized or following.norm in self._grammar.prepositions:
            return None
        start = self._quotation_start(group.start)
        is_strong = start < group.start or (self._is_clause_start(before) and self._is_surely_name(group))
        return Role(group.start, group.end, start, is_strong=is_strong)


def _is_outlet(name: Name, *, is_strong: bool) -> bool:
    if name.kind == "outlet":
        return name.is_clear or is_strong
    return name.kind == "unknown" and is_strong
