"""Roles of subjects: names before, behind or around the verb of a statement."""

from typing import Final

from newsfeed.attribution.groups import Group
from newsfeed.attribution.role import Role
from newsfeed.attribution.view import SentenceView

_BEFORE_INVERSION: Final = frozenset(
    ["so", "as", "than", "how", "thus", "also", "que", "qu'", "che", "was", "wat", "wie", "zoals", "come"]
)
"""Words before a verb whose subject follows it."""


class SubjectRoles:
    """Roles of subjects: "X says", "says X", "it was X that".

    Args:
        view: the sentence.
    """

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        self._tokens = view.tokens
        self._names = view.names
        self._grammar = view.grammar
        self._lexicon = view.lexicon

    def behind_verb(self, group: Group, before: int) -> Role | None:
        """Return the role of a subject behind its verb; `before` is the index before the group and its articles."""
        return self._inverted(group, before) or self._interposed(group, before)

    def before_verb(self, group: Group, before: int) -> Role | None:
        """Return the role of a subject before its verb, or between the parts of it."""
        return (
            self._subject(group, before)
            or self._cleft(group, before)
            or self._verb_final(group, before)
            or self._verb_second(group, before)
        )

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
        return Role(verb, group.end, self._view.quotation_start(verb), is_strong=True, is_subject=True)

    def _interposed(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject after any verb that follows a quotation, or that two commas enclose with it."""
        if before < 1 or not self._view.is_plain_word(before):
            return None
        first_index = before
        if before > 1 and (
            self._view.is_plain_word(before - 1) or self._tokens[before - 1].norm in self._grammar.clitics
        ):
            first_index = before - 1
        previous = self._tokens[first_index - 1]
        if previous.kind == "quotation":
            start = first_index - 1
        elif previous.text in (",", "–", "—") and first_index > 1 and self._tokens[first_index - 2].kind == "quotation":
            start = first_index - 2
        elif previous.text in (",", "–", "—") and self._view.is_closed(group.end):
            if first_index < before and self._tokens[first_index].norm not in self._grammar.clitics:
                return None
            start = first_index
        else:
            return None
        return Role(before, group.end, start, is_strong=True, is_subject=True)

    def _can_invert(self, index: int) -> bool:
        """Return whether a verb after a token can have its subject behind it."""
        if index < 0:
            return True
        token = self._tokens[index]
        if not token.is_word:
            return True
        if self._grammar.verb_first:
            return True
        if self._grammar.verb_second and self._view.begins_with_adverbial(index):
            return True
        if token.norm in self._grammar.clitics:
            return True
        return token.norm in _BEFORE_INVERSION or token.norm in self._grammar.weak_breaks

    def _is_skippable(self, index: int) -> bool:
        norm = self._tokens[index].norm
        return norm not in self._grammar.saying and (norm in self._grammar.auxiliaries or norm in self._grammar.adverbs)

    def _verb_second(self, group: Group, before: int) -> Role | None:
        """Return the role of a subject behind the verb of a clause that begins with an adverbial.

        The verb is an auxiliary whose participle ends the clause, or any verb before a known outlet.
        """
        grammar = self._grammar
        if not grammar.verb_second or before < 1 or not self._view.is_plain_word(before):
            return None
        if not self._view.begins_with_adverbial(before - 1):
            return self._behind_topic(group, before)
        has_participle = self._tokens[before].norm in grammar.auxiliaries and self._view.clause_ends_with_verb(
            group.end
        )
        is_second = before == 1 or not self._tokens[before - 2].is_word
        if not has_participle and not is_second:
            return None
        is_known = any(name.kind == "outlet" for name in group.names)
        if not has_participle and not is_known:
            return None
        return Role(before, group.end, before, is_strong=True, is_subject=True)

    def _behind_topic(self, group: Group, before: int) -> Role | None:
        """Return the role of a known outlet behind the verb of a clause that begins with its object."""
        is_known = any(name.kind == "outlet" and name.is_clear for name in group.names)
        if not is_known or self._tokens[before].norm in self._grammar.against:
            return None
        if any(name.end <= before and name.kind in ("person", "body") for name in self._names):
            return None
        return Role(before, group.end, before, is_strong=False, is_subject=True)

    def _verb_final(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject of a subordinate clause with its verb at the end: `während X ... schreibt`."""
        if not self._grammar.verb_second or before < 0:
            return None
        norm = self._tokens[before].norm
        if norm not in self._grammar.breaks and norm not in self._grammar.subordinators:
            return None
        if not self._view.clause_ends_with_verb(group.end):
            return None
        return Role(group.start, group.end, group.start, is_strong=True, is_subject=True)

    def _subject(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject before its verb; asides, auxiliaries and adverbs can stand between."""
        if not self._can_be_subject(before):
            return None
        verb = self._view.verb_after(group.end)
        if verb < 0 or self._is_plural_noun(group, verb):
            return None
        return Role(group.start, verb + 1, self._view.quotation_start(group.start), is_strong=True, is_subject=True)

    def _is_plural_noun(self, group: Group, verb: int) -> bool:
        """Return whether one unknown word with a plural verb is rather a noun, in a language that gives nouns a capital."""
        if not self._grammar.capitalizes_nouns:
            return False
        first_name, *further_names = group.names
        is_word = not further_names and first_name.kind == "unknown" and group.end - group.start == 1
        return is_word and self._tokens[verb].norm.endswith("en")

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
        return (
            token.norm in grammar.openers
            or (token.is_capitalized and not grammar.capitalizes_nouns)
            or self._view.before_adjectives(before) < before
        )

    def _cleft(self, group: Group, before: int) -> Role | None:
        """Return the role of the subject of `it was X that ...`."""
        if before < 1 or group.end >= len(self._tokens) or self._tokens[group.end].norm not in self._grammar.clefts:
            return None
        if self._tokens[before].norm not in self._grammar.auxiliaries:
            return None
        return Role(before, group.end, before, is_strong=True)

    def of_clause(self, group: Group, before: int) -> Role | None:
        """Return the weak role of a known outlet that begins a clause, whatever its verb."""
        if not self._can_be_subject(before) or group.end >= len(self._tokens):
            return None
        following = self._tokens[self._view.after_short_aside(group.end)]
        is_preposition = following.norm in self._grammar.prepositions and following.norm not in self._grammar.clitics
        if not following.is_word or following.is_capitalized or is_preposition:
            return None
        start = self._view.quotation_start(group.start)
        is_strong = start < group.start or (self._view.is_clause_start(before) and self._is_surely_name(group))
        return Role(group.start, group.end, start, is_strong=is_strong)

    def _is_surely_name(self, group: Group) -> bool:
        """Return whether the words of a group can only be a name: several of them, or one within the sentence."""
        if self._grammar.capitalizes_nouns or self._grammar.uncased:
            return False
        return group.end - group.start > 1 or group.start > 0 or self._grammar.language == "en"
