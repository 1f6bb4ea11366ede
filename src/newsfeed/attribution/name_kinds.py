"""The kind of a capitalised name: an outlet's, a person's, a body's, a place's, or unknown."""

import re
from typing import Final

from newsfeed.attribution.grammar import Grammar
from newsfeed.knowledge.lexicon import Lexicon, NameKind
from newsfeed.knowledge.tokens import Token

PLAIN_LINKS: Final = frozenset(("of", "de", "di", "van", "von", "da"))
"""Links behind which a place is not part of an outlet's name: "El País de Madrid"."""

_DOMAIN: Final = re.compile(r"[\w-]+\.[a-z]{2,6}", re.IGNORECASE)
_MAX_PERSON_WORDS: Final = 4
_MAX_APPOSITION: Final = 12


class NameKinds:
    """Classification of names by their words and the words around them.

    Args:
        grammar: the language's grammar.
        lexicon: the language's knowledge about names.
    """

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self._grammar = grammar
        self._lexicon = lexicon

    def kind(self, tokens: list[Token], first_index: int, end: int) -> NameKind:
        kind = self.kind_of_words(tokens, first_index, end)
        if kind == "unknown" and self._is_person_by_title(tokens, first_index, end):
            return "person"
        return "body" if kind == "unknown" and self._belongs_to_agent(tokens, first_index) else kind

    def _belongs_to_agent(self, tokens: list[Token], first_index: int) -> bool:
        """Return whether a name only specifies an agent: "the ministry of X", "the mayor of X"."""
        index = first_index - 1
        while index > 0 and tokens[index].norm in self._grammar.articles:
            index -= 1
        if index < 1 or tokens[index].norm not in self._grammar.linkers | PLAIN_LINKS:
            return False
        head = tokens[index - 1].norm
        return head in self._lexicon.agents or head in self._lexicon.titles or head in self._lexicon.body_words

    def kind_of_words(self, tokens: list[Token], first_index: int, end: int) -> NameKind:
        lexicon = self._lexicon
        words = [token.norm for token in tokens[first_index:end] if token.is_word]
        full_name = " ".join(words)
        if self._is_body(words):
            return "body"
        if full_name in lexicon.places:
            return "place"
        if len(words) > 1 and any(word in lexicon.titles or word in lexicon.press_roles for word in words):
            return "person"
        has_outlet_word = words[0] not in lexicon.first_names and any(
            word in lexicon.outlet_words or word.rpartition("-")[2] in lexicon.outlet_words for word in words
        )
        if has_outlet_word or words[-1].endswith(lexicon.outlet_endings) or _DOMAIN.fullmatch(full_name):
            return "outlet"
        is_person = words[0] in lexicon.first_names and len(words) <= _MAX_PERSON_WORDS
        return "person" if is_person else "unknown"

    def _is_body(self, words: list[str]) -> bool:
        lexicon = self._lexicon
        return (
            " ".join(words) in lexicon.bodies
            or any(word in lexicon.body_words for word in words)
            or words[-1].endswith(lexicon.body_endings)
        )

    def _is_person_by_title(self, tokens: list[Token], first_index: int, end: int) -> bool:
        """Return whether a title stands before the name, or a role follows it in apposition."""
        before = tokens[first_index - 1] if first_index else None
        if before is not None and before.is_word and before.norm in self._lexicon.titles:
            return True
        return self._has_role_in_apposition(tokens[end : end + _MAX_APPOSITION])

    def _has_role_in_apposition(self, after: list[Token]) -> bool:
        """Return whether the tokens after a name are a role between commas: ", the mayor of Skelby,"."""
        if len(after) < 3 or after[0].text != ",":
            return False
        if after[1].norm not in self._grammar.articles and after[1].norm not in self._lexicon.titles:
            return False
        has_title = False
        for number, token in enumerate(after[1:], 1):
            if token.text in (",", "."):
                return has_title
            if not token.is_word or token.norm in self._grammar.saying or token.norm in self._grammar.auxiliaries:
                return False
            if token.norm in self._lexicon.titles:
                has_title = True
                if number + 1 < len(after) and after[number + 1].is_capitalized:
                    return False
        return False
