"""A sentence as the rules of attribution look at it: its tokens and names, with questions about their places."""

from typing import Final

from newsfeed.attribution.grammar import Grammar
from newsfeed.attribution.names import Name
from newsfeed.knowledge.lexicon import Lexicon
from newsfeed.knowledge.tokens import Token

_BOUNDARIES: Final = frozenset(",;:–—―.!?()[]…-")
_MAX_ASIDE: Final = 30
"""Number of tokens of an aside between a name and its verb."""
_MAX_ADVERBS: Final = 8


class SentenceView:
    """A sentence of a language.

    Attributes:
        tokens: the tokens of the sentence.
        names: the names in it.
        grammar: the grammar of its language.
        lexicon: the knowledge of its language.
    """

    def __init__(self, tokens: list[Token], names: list[Name], grammar: Grammar, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.names = names
        self.grammar = grammar
        self.lexicon = lexicon

    def before(self, start: int) -> tuple[int, bool]:
        """Return the index of the token before a name and its articles and outlet nouns, and whether there is such a noun."""
        grammar, index, has_noun = self.grammar, start - 1, False
        while index >= 0:
            norm = self.tokens[index].norm
            if norm in grammar.outlet_nouns:
                has_noun = True
                index = self.before_adjectives(index - 1)
            elif norm in grammar.articles or norm in grammar.premodifiers:
                index -= 1
            else:
                break
        return index, has_noun

    def before_adjectives(self, index: int) -> int:
        """Return the index before the adjectives of an outlet noun, if an article precedes them."""
        for position in range(index, max(index - 4, -1), -1):
            token = self.tokens[position]
            if token.norm in self.grammar.articles:
                return position
            if not token.is_word or token.norm in self.grammar.openers or token.norm in self.grammar.saying:
                break
        return index

    def is_clause_start(self, before: int) -> bool:
        """Return whether a clause begins after a token."""
        if before < 0:
            return True
        token = self.tokens[before]
        if not token.is_word:
            return token.text in _BOUNDARIES or token.kind == "quotation"
        return (
            token.norm in self.grammar.breaks
            or token.norm in self.grammar.weak_breaks
            or ((token.is_capitalized or self.grammar.uncased) and token.norm in self.grammar.openers)
        )

    def quotation_start(self, index: int) -> int:
        """Return the index of a quotation that precedes an attribution, or the index itself."""
        position = index - 1
        while position >= 0 and self.tokens[position].text in (",", "–", "—", "-"):
            position -= 1
        if position < 0 or self.tokens[position].kind != "quotation":
            return index
        # The object of another verb belongs to its subject: `X calls it "a plan", Y disagrees`.
        is_object = position > 0 and self.tokens[position - 1].is_word and position < index - 1
        return index if is_object else position

    def quotation_before_verb(self, index: int) -> int:
        """Return the index of a quotation that one verb separates from an index, or the index itself."""
        start = self.quotation_start(index - 1) if index else index
        return start if start < index - 1 else index

    def after_person(self, index: int) -> int:
        """Return the index after a person's name that begins at an index, or the index itself."""
        return next((name.end for name in self.names if name.start == index), index)

    def after_aside(self, index: int) -> int:
        """Return the index after brackets, or after an aside between commas or dashes, that follow a name."""
        tokens = self.tokens
        if index >= len(tokens):
            return index
        closing = {"(": ")", "[": "]", ",": ",", "–": "–", "—": "—"}.get(tokens[index].text)
        if closing is None:
            return index
        for position in range(index + 1, min(index + _MAX_ASIDE, len(tokens))):
            if tokens[position].text == closing and self.is_verb_near(position + 1):
                return position + 1
        return index

    def after_short_aside(self, index: int) -> int:
        """Return the index after a few words between commas, such as `, for its part,`; or the index itself."""
        if self.tokens[index].text != ",":
            return index
        for position in range(index + 2, min(index + 7, len(self.tokens) - 1)):
            if self.tokens[position].text == ",":
                return position + 1
        return index

    def is_verb_near(self, index: int) -> bool:
        grammar = self.grammar
        return any(
            token.norm in grammar.saying or token.norm in grammar.telling or token.norm in grammar.auxiliaries
            for token in self.tokens[index : index + 3]
        )

    def verb_after(self, index: int) -> int:
        """Return the index of the verb of saying after a subject, or -1."""
        index = self.after_aside(index)
        limit = min(index + _MAX_ADVERBS, len(self.tokens))
        has_auxiliary = False
        while index < limit:
            token = self.tokens[index]
            if token.norm in self.grammar.saying or token.norm in self.grammar.telling:
                return index
            if has_auxiliary and token.norm in self.grammar.states:
                return index
            if token.norm in self.grammar.auxiliaries:
                has_auxiliary = True
            elif not (token.norm in self.grammar.adverbs or token.norm.endswith(("ly", "mente", "ment"))):
                return -1
            index += 1
        return -1

    def clause_ends_with_verb(self, start: int) -> bool:
        """Return whether a verb of saying is among the last words before the next mark."""
        end = start
        while end < len(self.tokens) and self.tokens[end].text not in (",", ".", ";", ":", "?", "!"):
            end += 1
        return any(token.norm in self.grammar.saying for token in self.tokens[max(start, end - 2) : end])

    def begins_with_adverbial(self, index: int) -> bool:
        """Return whether the clause that a token is in begins with a word that cannot be its subject."""
        while index > 0 and self.tokens[index - 1].is_word:
            index -= 1
        norm = self.tokens[index].norm
        if norm in self.grammar.articles:
            return False
        return norm in self.grammar.openers or norm in self.grammar.adverbs

    def is_plain_word(self, index: int) -> bool:
        """Return whether a word can be a verb: no function word, and without a capital."""
        token, grammar = self.tokens[index], self.grammar
        return (
            token.is_word
            and not token.is_capitalized
            and token.norm not in grammar.prepositions
            and token.norm not in grammar.linkers
            and token.norm not in grammar.articles
            and token.norm not in grammar.joiners
            and token.norm not in grammar.breaks
            and token.norm not in grammar.weak_breaks
            and token.norm not in self.lexicon.titles
        )

    def is_closed(self, end: int) -> bool:
        """Return whether the sentence or an aside ends after a group, or after the particle of its verb."""
        if end < len(self.tokens) and self.tokens[end].norm in self.grammar.particles:
            end += 1
        return end >= len(self.tokens) or self.tokens[end].text in (",", ".", ":", "–", "—", ";")
