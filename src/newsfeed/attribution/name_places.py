"""The places of names in a sentence of a language without capitals: where an outlet's name can be expected."""

from newsfeed.attribution.grammar import Grammar, ends_with_phrase
from newsfeed.attribution.names import Name
from newsfeed.knowledge.tokens import Token

_JOINED_PREPOSITIONS = ("ב", "ל")
"""Hebrew particles with which the word behind a verb is no subject."""

_THAT = "ש"
"""The Hebrew conjunction, with which it is none either, unless nothing follows."""

_JOINING_MARKS = ("־", "-", "ـ")
_MARKS_OF_ASIDE = frozenset((",", "،", "–"))
_MAX_ASIDE = 8
"""Number of tokens within which an aside ends."""


class NamePlaces:
    """Rules about the tokens around a name.

    Args:
        grammar: the grammar of the language.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def has_role(self, tokens: list[Token], index: int, end: int, names: list[Name]) -> bool:
        """Return whether the place of a name makes it the owner of a statement.

        Args:
            tokens: the tokens of the sentence.
            index: index of the name's first token.
            end: index after the name.
            names: the names before it.
        """
        start = self._noun_start(tokens, index)
        if start and is_joined_particle(tokens[start - 1]) and tokens[start - 1].norm in self._grammar.prepositions:
            return True
        if ends_with_phrase(tokens, start, self._grammar.sources) >= 0 or self._is_listed(tokens, index, end, names):
            return True
        return (
            self._is_place_of_words(tokens, start)
            or self._follows_verb(tokens, start, end)
            or self._precedes_verb(tokens, start, end)
        )

    def is_expected(self, tokens: list[Token], index: int) -> bool:
        """Return whether an outlet's name can begin at a token, though the place alone does not make it an owner."""
        previous = tokens[index - 1].norm if index else ""
        if previous in self._grammar.outlet_nouns:
            return True
        return previous in self._grammar.leading and self._is_clause_start(tokens, index - 1)

    def is_subject(self, tokens: list[Token], index: int, end: int) -> bool:
        """Return whether a known name begins a clause, and a verb of saying, a colon or an aside follows it."""
        if not self._is_clause_start(tokens, index):
            return False
        return self._verb_follows(tokens, end) or (end < len(tokens) and tokens[end].text in _MARKS_OF_ASIDE)

    def _noun_start(self, tokens: list[Token], index: int) -> int:
        """Return the index of the nouns for an outlet before a name, or of the name."""
        while index and tokens[index - 1].norm in self._grammar.outlet_nouns:
            index -= 1
        return index

    # --- verbs ---

    def _follows_verb(self, tokens: list[Token], index: int, end: int) -> bool:
        """Return whether the word before a name is a verb, and its subject can follow it."""
        grammar = self._grammar
        if not index or not tokens[index - 1].is_word:
            return False
        verb = tokens[index - 1].norm
        if index > 1 and tokens[index - 2].norm in grammar.pointing:
            return self._is_content_word(tokens[index - 1])
        if grammar.verb_first:
            is_verb = verb in grammar.saying or self._is_verb_by_form(verb) or self._precedes_clause(tokens, end)
            return is_verb and self._is_content_word(tokens[index - 1]) and self._is_clause_start(tokens, index - 1)
        is_first = index < 2 or not tokens[index - 2].is_word
        follows_quotation = index > 1 and any(
            token.kind == "quotation" for token in tokens[max(index - 3, 0) : index - 1]
        )
        if not is_first or tokens[index].norm.startswith(_JOINED_PREPOSITIONS):
            return False
        if tokens[index].norm.startswith(_THAT) and end < len(tokens) and tokens[end].is_word:
            return False
        return verb in grammar.saying or (follows_quotation and self._is_content_word(tokens[index - 1]))

    def _precedes_verb(self, tokens: list[Token], index: int, end: int) -> bool:
        """Return whether a name begins a clause, and a verb of saying or a colon follows."""
        if not self._is_clause_start(tokens, index):
            return False
        if self._verb_follows(tokens, end):
            return True
        begins = index == 0 or tokens[index - 1].norm in self._grammar.breaks or tokens[index - 1].text == ";"
        return begins and not self._grammar.verb_first and self.is_verb(tokens, end)

    def is_verb(self, tokens: list[Token], index: int) -> bool:
        """Return whether the word at an index is a verb of saying, or looks like one by its form and its object."""
        if index >= len(tokens) or not self._is_content_word(tokens[index]):
            return False
        following = index + 1
        while following < len(tokens) and tokens[following].norm in self._grammar.adverbs:
            following += 1
        if tokens[index].norm in self._grammar.saying or self._precedes_clause(tokens, following):
            return True
        return self._is_verb_by_form(tokens[index].norm) and self._precedes_object(tokens, following)

    def _verb_follows(self, tokens: list[Token], end: int) -> bool:
        """Return whether a verb of saying or a colon follows a name, directly or behind a short aside."""
        grammar = self._grammar
        end = _after_aside(tokens, end)
        while end + 1 < len(tokens) and (tokens[end].norm in grammar.adverbs or tokens[end].norm in grammar.prefixes):
            end += 1
        if end >= len(tokens):
            return False
        return tokens[end].text == ":" or tokens[end].norm in grammar.saying

    def _is_verb_by_form(self, norm: str) -> bool:
        pattern = self._grammar.verb_form
        return pattern is not None and pattern.fullmatch(norm) is not None

    def _precedes_clause(self, tokens: list[Token], index: int) -> bool:
        """Return whether a conjunction such as "that" stands at an index."""
        return index < len(tokens) and tokens[index].norm in self._grammar.that

    def _precedes_object(self, tokens: list[Token], index: int) -> bool:
        """Return whether an object of a verb begins at an index: a preposition, a quotation, or a clause."""
        if index >= len(tokens):
            return False
        token = tokens[index]
        return token.kind == "quotation" or token.text == ":" or token.norm.startswith(self._grammar.object_starts)

    def _is_content_word(self, token: Token) -> bool:
        grammar = self._grammar
        return (
            token.is_word
            and token.norm not in grammar.stops
            and token.norm not in grammar.prepositions
            and (token.norm not in grammar.openers and token.norm not in grammar.breaks)
        )

    # --- other places ---

    def _is_listed(self, tokens: list[Token], index: int, end: int, names: list[Name]) -> bool:
        """Return whether a name continues a list of outlets, or begins a pair of them."""
        if not index:
            return False
        previous = tokens[index - 1]
        is_joined = end < len(tokens) and tokens[end].norm in self._grammar.joiners
        if previous.norm in self._grammar.pair_openers and is_joined:
            return True
        if not names or names[-1].end != index - 1 or names[-1].kind not in ("outlet", "unknown"):
            return False
        return previous.norm in self._grammar.joiners or (previous.text in (",", "،") and is_joined)

    def _is_place_of_words(self, tokens: list[Token], index: int) -> bool:
        """Return whether a name tells the place of publication: `a survey of X`, `"...", wrote Noa Bar in X`."""
        grammar = self._grammar
        if not index or tokens[index - 1].norm not in grammar.containing | grammar.owning:
            return False
        if any(token.norm in grammar.press_nouns for token in tokens[max(index - 4, 0) : index - 1]):
            return True
        return tokens[index - 1].norm in grammar.containing and self._has_writer(tokens, index)

    def _has_writer(self, tokens: list[Token], index: int) -> bool:
        """Return whether a verb of writing or speaking precedes the preposition before a name."""
        grammar = self._grammar
        if index > 1 and tokens[index - 2].norm in grammar.saying and not grammar.verb_first:
            return True
        if any(token.norm in grammar.writing for token in tokens[max(index - 6, 0) : index - 1]):
            return True
        return tokens[0].kind == "quotation" and any(token.norm in grammar.spoken for token in tokens[1 : index - 1])

    def _is_clause_start(self, tokens: list[Token], index: int) -> bool:
        if index == 0 or not tokens[index - 1].is_word:
            return True
        norm = tokens[index - 1].norm
        grammar = self._grammar
        if norm in grammar.prepositions or norm in grammar.that:
            return False
        is_opener = norm in grammar.openers and norm not in grammar.stops
        return is_opener or norm in grammar.breaks or norm in grammar.weak_breaks or norm in grammar.auxiliaries


def _after_aside(tokens: list[Token], end: int) -> int:
    """Return the index after a few words between commas or dashes that follow a name, or the index itself."""
    if end >= len(tokens) or tokens[end].text not in _MARKS_OF_ASIDE:
        return end
    for index in range(end + 2, min(end + _MAX_ASIDE, len(tokens))):
        if tokens[index].text in _MARKS_OF_ASIDE:
            return index + 1
    return end


def is_joined_particle(token: Token) -> bool:
    """Return whether a token is a particle joined to a proper name by a hyphen or a lengthening stroke."""
    return len(token.text) > 1 and token.text.endswith(_JOINING_MARKS)
