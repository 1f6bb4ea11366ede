"""The names in a sentence: their places, and the knowledge about them."""

from typing import Final

import attrs

from newsfeed.attribution.grammar import Grammar
from newsfeed.attribution.name_kinds import PLAIN_LINKS, NameKinds
from newsfeed.knowledge.directory import ARTICLES, Directory, Spelling
from newsfeed.knowledge.lexicon import Lexicon, NameKind
from newsfeed.knowledge.tokens import Token, tokenize

_MAX_WORDS: Final = 8
_MIN_INFLECTED: Final = 7
"""Number of characters from which a German word in -en is taken for an inflected adjective."""


@attrs.frozen
class Name:
    """A name in a sentence.

    Attributes:
        start: index of its first token.
        end: index after its last token.
        text: the name, as the mention will have it.
        kind: what is known about it; "unknown" if nothing is.
        is_clear: True if the kind needs no further evidence: not an ambiguous word, not a single acronym.
        has_role: True if its place alone makes it the owner of a statement, in a script without capitals.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    is_clear: bool = True
    has_role: bool = False


class NameFinder:
    """Recognition of the names in a sentence of a language with capitals.

    Args:
        grammar: the language's grammar.
        lexicon: the language's knowledge about names.
        directory: the outlets.
    """

    def __init__(self, grammar: Grammar, lexicon: Lexicon, directory: Directory) -> None:
        self._grammar = grammar
        self._lexicon = lexicon
        self._directory = directory
        self._kinds = NameKinds(grammar, lexicon)

    def find(self, text: str, tokens: list[Token]) -> list[Name]:
        """Return the names in a sentence, in order.

        Args:
            text: the paragraph that the tokens are from.
            tokens: the tokens of the sentence.
        """
        names: list[Name] = []
        index = 0
        while index < len(tokens):
            name = self._name_at(text, tokens, index) if tokens[index].is_word else None
            if name is not None:
                names.append(name)
            index = name.end if name is not None else index + 1
        return names

    # --- where a name is ---

    def _name_at(self, text: str, tokens: list[Token], index: int) -> Name | None:
        if tokens[index].is_quoted_name:
            return Name(index, index + 1, tokens[index].text, "outlet")
        known_outlet = self.known_outlet(text, tokens, index)
        if known_outlet is not None:
            return self._known_name(text, tokens, known_outlet)
        return self._known_other(tokens, index) or self._capitalized_name(text, tokens, index)

    def _capitalized_name(self, text: str, tokens: list[Token], start: int) -> Name | None:
        """Return the name of capitalised words that begins at a token, with its article, or None."""
        first_index = start
        if not tokens[start].is_capitalized or tokens[start].norm in self._grammar.calendar:
            return None
        if tokens[start].norm in self._grammar.articles:
            first_index += 1
            if (
                first_index == len(tokens)
                or not tokens[first_index].is_capitalized
                or tokens[first_index].norm in self._lexicon.titles
            ):
                return None
        elif self._is_ordinary_opening(tokens, start):
            return None
        end = self._run_end(tokens, first_index)
        if self._is_ordinary_noun(tokens, first_index, end):
            return None
        return self._unknown_name(text, tokens, start, first_index, end)

    def _is_ordinary_opening(self, tokens: list[Token], index: int) -> bool:
        """Return whether a word has its capital for another reason than to begin a name."""
        if self._is_opener(tokens, index) or self._is_outlet_noun(tokens, index):
            return True
        return tokens[index].norm in self._lexicon.agents and not _is_within_sentence(tokens, index)

    def _is_opener(self, tokens: list[Token], index: int) -> bool:
        """Return whether a word has its capital from the start of the sentence only: a function word or verb."""
        norm, grammar = tokens[index].norm, self._grammar
        if norm in grammar.openers:
            return True
        is_known_word = (
            norm in grammar.prepositions
            or norm in grammar.saying
            or norm in grammar.auxiliaries
            or norm in grammar.joiners
            or norm in grammar.breaks
        )
        return is_known_word and not _is_within_sentence(tokens, index)

    def _is_outlet_noun(self, tokens: list[Token], index: int) -> bool:
        """Return whether a capitalised noun for an outlet stands before a name instead of beginning it ("Radio North")."""
        if tokens[index].norm not in self._grammar.outlet_nouns:
            return False
        following = index + 1
        if following < len(tokens) and tokens[following].norm in self._grammar.linkers:
            following += 1
        begins_name = following < len(tokens) and tokens[following].is_capitalized
        return self._grammar.capitalizes_nouns or not begins_name

    def _known_other(self, tokens: list[Token], index: int) -> Name | None:
        """Return the body or place with a name of several words from a token on, or None."""
        if not tokens[index].is_capitalized:
            return None
        for end in range(min(index + _MAX_WORDS, len(tokens)), index + 1, -1):
            words = " ".join(token.norm for token in tokens[index:end] if token.is_word)
            if words in self._lexicon.bodies or words in self._lexicon.places:
                if end < len(tokens) and tokens[end].is_capitalized and tokens[end].norm in self._lexicon.outlet_words:
                    return None
                return Name(index, end, words, "body" if words in self._lexicon.bodies else "place")
        return None

    def _known_name(self, text: str, tokens: list[Token], known_name: Name) -> Name | None:
        """Return the name that begins with a known one: the known name itself, or a longer one."""
        if known_name.is_clear:
            return self._extended(text, tokens, known_name)
        if known_name.end - known_name.start == 1 and self._is_opener(tokens, known_name.start):
            return None
        first_index = known_name.end - 1
        while first_index > known_name.start and tokens[first_index].is_capitalized:
            first_index -= 1
        first_index = (
            first_index
            if tokens[first_index].is_capitalized and tokens[first_index].norm not in self._grammar.articles
            else first_index + 1
        )
        if first_index >= known_name.end or not tokens[first_index].is_word:
            return known_name
        end = self._run_end(tokens, first_index)
        if end > known_name.end:
            return self._unknown_name(text, tokens, known_name.start, first_index, end)
        is_common = (
            tokens[first_index].norm in self._lexicon.agents or tokens[first_index].norm in self._grammar.calendar
        )
        return (
            None if is_common and known_name.end - first_index == 1 and known_name.start == first_index else known_name
        )

    def known_outlet(self, text: str, tokens: list[Token], index: int) -> Name | None:
        """Return the name of the directory that begins at a token, or None."""
        article, first_index = "", index
        if self._may_be_article(tokens, index):
            article, first_index = tokens[index].norm, index + 1
        spelling = self._spelling_at(tokens, first_index, article if self._has_capital_or_the(tokens, index) else "")
        if spelling is None and first_index > index:
            article, first_index = "", index
            spelling = self._spelling_at(tokens, first_index, article)
        if spelling is None:
            return None
        end = first_index + len(spelling.words)
        has_article = bool(article) and spelling.article == article and self._has_capital_or_the(tokens, index)
        # A single word that lacks its article here ("Times" for "The Times") is in doubt.
        is_bare = bool(spelling.article) and not has_article and len(spelling.words) == 1
        is_doubtful = (spelling.is_ambiguous or is_bare) and not spelling.outlet.is_listed
        keeps_article = has_article or (
            first_index > index
            and tokens[index].is_capitalized
            and article != "the"
            and _is_within_sentence(tokens, index)
        )
        name = " ".join(text[tokens[index if keeps_article else first_index].start : tokens[end - 1].end].split())
        return Name(index, end, f"{name[:1].upper()}{name[1:]}" if has_article else name, "outlet", not is_doubtful)

    def _has_capital_or_the(self, tokens: list[Token], index: int) -> bool:
        """Return whether an article can belong to the name: it has a capital, or is English, where it rarely has one."""
        return tokens[index].is_capitalized or tokens[index].norm == "the"

    def _may_be_article(self, tokens: list[Token], index: int) -> bool:
        norm = tokens[index].norm
        if norm not in ARTICLES or index + 1 == len(tokens) or not tokens[index + 1].is_word:
            return False
        return norm in self._grammar.articles or tokens[index].is_capitalized

    def _spelling_at(self, tokens: list[Token], index: int, article: str) -> Spelling | None:
        best: Spelling | None = None
        for spelling in self._directory.starting_with(tokens[index].norm):
            if best is not None and len(spelling.words) < len(best.words):
                break
            if self._matches(tokens, index, spelling) and (best is None or spelling.article == article):
                best = spelling
        return best

    def _matches(self, tokens: list[Token], index: int, spelling: Spelling) -> bool:
        end = index + len(spelling.words)
        if end > len(tokens):
            return False
        if any(tokens[index + number].norm != word for number, word in enumerate(spelling.words)):
            return False
        if spelling.text.isupper() and len(spelling.words) == 1 and not tokens[index].text.isupper():
            return False
        if spelling.is_lower or not tokens[index].text[0].isalpha():
            return spelling.text[:1] == tokens[index].text[:1] or tokens[index].is_capitalized
        return tokens[index].is_capitalized and (end - index == 1 or _has_capitals(tokens, index, end, spelling))

    def _is_ordinary_noun(self, tokens: list[Token], start: int, end: int) -> bool:
        """Return whether the words are a noun that has its capital from the sentence or the language."""
        if end - start > 1:
            return False
        word = tokens[start].norm
        if word in self._grammar.outlet_nouns:
            return True
        if word in self._lexicon.outlet_words:
            return False
        if self._grammar.capitalizes_nouns:
            return (
                word in self._lexicon.agents or word in self._grammar.press_nouns or word in self._grammar.outlet_nouns
            )
        return not _is_within_sentence(tokens, start) and (
            word in self._lexicon.agents or self._lexicon.is_common_plural(word)
        )

    def _run_end(self, tokens: list[Token], start: int) -> int:
        """Return the index after the capitalised words that make up a name."""
        end = start + 1
        while end < len(tokens) and end - start < _MAX_WORDS:
            token = tokens[end]
            if self._begins_person(tokens, start, end):
                break
            if self._continues_run(tokens, end):
                end += 1
            elif (
                (token.norm in self._grammar.linkers or token.text == "&")
                and not (end - start > 1 and tokens[start].norm in self._lexicon.first_names)
                and end + 1 < len(tokens)
                and self._continues_run(tokens, end + 1)
            ):
                end += 2
            else:
                break
        return end

    def _begins_person(self, tokens: list[Token], start: int, index: int) -> bool:
        """Return whether a person's name follows that of an outlet: `El Diario Ana Gil`."""
        if tokens[index].norm not in self._lexicon.first_names or index + 1 >= len(tokens):
            return False
        if not tokens[index + 1].is_capitalized or tokens[index + 1].norm in self._lexicon.outlet_words:
            return False
        has_outlet_word = any(token.norm in self._lexicon.outlet_words for token in tokens[start:index])
        follows_role = any(token.norm in self._lexicon.press_roles for token in tokens[max(start - 4, 0) : start])
        return has_outlet_word or follows_role

    def _continues_run(self, tokens: list[Token], index: int) -> bool:
        token = tokens[index]
        if token.text.isdigit() and len(token.text) <= 3:
            return True
        begins_name = index + 1 < len(tokens) and tokens[index + 1].is_capitalized
        if not token.is_capitalized or (token.norm in self._grammar.articles and begins_name):
            return False
        if token.norm in self._grammar.calendar:
            return False
        return token.norm not in self._lexicon.press_roles or token.norm in self._lexicon.outlet_words

    def _extended(self, text: str, tokens: list[Token], known_name: Name) -> Name:
        """Return a known name together with capitalised words that make it a longer one ("Sky News Arabia")."""
        end = known_name.end
        while end < len(tokens) and end - known_name.start < _MAX_WORDS:
            has_link = (tokens[end].norm in self._grammar.linkers or tokens[end].text == "&") and end + 1 < len(tokens)
            next_index = end + 1 if has_link else end
            if not self._extends_name(tokens, next_index, has_link=has_link):
                break
            is_generic = tokens[known_name.end - 1].norm in self._lexicon.outlet_words
            has_plain_link = has_link and tokens[end].norm in PLAIN_LINKS
            if has_plain_link and tokens[next_index].norm in self._lexicon.places and not is_generic:
                break
            end = next_index + 1
        if end == known_name.end:
            return known_name
        is_generic = tokens[known_name.end - 1].norm in self._lexicon.outlet_words
        if not is_generic and self._kinds.kind_of_words(tokens, known_name.end, end) in ("person", "body"):
            return known_name
        name = f"{known_name.text}{text[tokens[known_name.end - 1].end : tokens[end - 1].end]}"
        has_lower_article = (
            tokens[known_name.start].norm in self._grammar.articles and not tokens[known_name.start].is_capitalized
        )
        is_dropped = not _is_within_sentence(tokens, known_name.start) and self._grammar.initial_article != "keep"
        has_article = tokens[known_name.start].norm in self._grammar.articles
        if has_article and tokens[known_name.start].norm != "the" and (has_lower_article or is_dropped):
            name = text[tokens[known_name.start + 1].start : tokens[end - 1].end]
        return Name(known_name.start, end, " ".join(name.split()), "outlet")

    def _extends_name(self, tokens: list[Token], index: int, *, has_link: bool) -> bool:
        if index >= len(tokens) or not self._continues_run(tokens, index):
            return False
        token = tokens[index]
        is_person = token.norm in self._lexicon.first_names or token.norm in self._lexicon.titles
        is_agent = token.norm in self._lexicon.agents and not has_link
        return not is_person and not is_agent and not self._grammar.capitalizes_nouns

    # --- what a name is ---

    def _unknown_name(self, text: str, tokens: list[Token], start: int, first_index: int, end: int) -> Name:
        """Return the name of the words from `first`; it may have an article, at `start`."""
        kind = self._kinds.kind(tokens, first_index, end)
        keeps_article = start < first_index and self._keeps_article(tokens, start, first_index, end)
        name = " ".join(text[tokens[start if keeps_article else first_index].start : tokens[end - 1].end].split())
        if (
            self._grammar.language == "de"
            and start
            and tokens[first_index - 1].norm in ("der", "dem", "den", "des", "zur", "zum", "im", "beim")
        ):
            name = _nominative(name)
        if kind == "unknown" and keeps_article and _is_within_sentence(tokens, start):
            kind = "outlet"
        return Name(start, end, name, kind, kind != "unknown")

    def _keeps_article(self, tokens: list[Token], start: int, first_index: int, end: int) -> bool:
        """Return whether the capitalised article at `start` belongs to the name."""
        if tokens[start].norm not in self._grammar.name_articles or not tokens[start].is_capitalized:
            return False
        if _is_within_sentence(tokens, start) or self._grammar.initial_article == "keep":
            return True
        has_outlet_word = any(
            token.norm in self._lexicon.outlet_words or token.norm in self._grammar.outlet_nouns
            for token in tokens[first_index:end]
        )
        return self._grammar.initial_article == "unless_outlet_word" and not has_outlet_word


def _has_capitals(tokens: list[Token], start: int, end: int, spelling: Spelling) -> bool:
    """Return whether the tokens have capitals where the spelling has them."""
    words = tokenize(spelling.text, 0, len(spelling.text), ())[start - end :]
    return all(
        not word.is_capitalized or tokens[start + number].is_capitalized or not tokens[start + number].is_word
        for number, word in enumerate(words)
    )


def _is_within_sentence(tokens: list[Token], index: int) -> bool:
    """Return whether words precede a token, so that it does not have its capital from the start of the sentence."""
    return (
        index > 0 and any(token.is_word for token in tokens[:index]) and tokens[index - 1].text not in (":", "“", '"')
    )


def _nominative(name: str) -> str:
    """Return a German name in the nominative: adjectives before the noun are inflected ("Süddeutschen Zeitung")."""
    *words, noun = name.split()
    adjectives = (word[:-1] if len(word) >= _MIN_INFLECTED and word.endswith("en") else word for word in words)
    return " ".join([*adjectives, noun])
