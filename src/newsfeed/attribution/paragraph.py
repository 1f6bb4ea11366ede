"""Attribution of a paragraph: its clauses in order, each with its owners."""

import re
from typing import Final

from newsfeed.attribution.clauses import Clause, SentenceDivider, continues, continues_interview
from newsfeed.attribution.grammar import Grammar, ends_with_phrase, grammar
from newsfeed.attribution.japanese import JapaneseSentenceReader
from newsfeed.attribution.name_places import is_joined_particle
from newsfeed.attribution.names import NameFinder
from newsfeed.attribution.quotes import quotation_spans, sentence_spans
from newsfeed.attribution.roles import Attribution, RoleFinder
from newsfeed.attribution.sentences import Sentence, SentenceReader
from newsfeed.attribution.uncased import UncasedNameFinder, split_particles
from newsfeed.attribution.view import SentenceView
from newsfeed.knowledge.directory import Directory
from newsfeed.knowledge.lexicon import lexicon
from newsfeed.knowledge.lists import fold
from newsfeed.knowledge.tokens import Token, tokenize

MAX_SENTENCE: Final = 5000
"""Number of characters up to which a sentence is attributed; people do not write longer ones."""
MAX_PARAGRAPH: Final = 50_000
"""Number of characters above which a paragraph is not looked through for outlets: it is a book."""

_MAX_QUOTED_NAME: Final = 60
_MAX_OPENING_NAME: Final = 3
_WORD_FOLLOWS: Final = re.compile(r"\s+[^\W\d_]")
_MAX_INTERPOSED: Final = 15
_MAX_LEAD: Final = 3
"""Tokens before an attribution that is a sentence of its own ("This is what X asks.")."""
_INTERPOSING_MARKS: Final = frozenset(",–—―")
_IGNORED_MARKS: Final = frozenset(".!?,")


class CasedSentenceReader:
    """Reader of sentences in a language with capitals.

    Args:
        language_grammar: the grammar of the language.
        directory: the outlets.
    """

    def __init__(self, language_grammar: Grammar, directory: Directory) -> None:
        self._grammar = language_grammar
        self._lexicon = lexicon(language_grammar.language)
        self._directory = directory
        self._finder = self._name_finder()

    def _name_finder(self) -> "NameFinder | UncasedNameFinder":
        return NameFinder(self._grammar, self._lexicon, self._directory)

    def _tokens(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> list[Token]:
        spans = [span for span in quotations if not self._has_interposed_owner(text, span)]
        return self._divided(
            tokenize(
                text, start, end, spans, lambda opening, closing: self._is_quoted_name(text, start, (opening, closing))
            )
        )

    def _divided(self, tokens: list[Token]) -> list[Token]:
        """Return tokens with compounds of an outlet and a role divided, as in "Guardian-Kolumnist"."""
        divided: list[Token] = []
        for index, token in enumerate(tokens):
            if self._is_genitive(tokens, index):
                divided.append(Token(token.text[:-1], fold(token.text[:-1]), token.start, token.end - 1, "word"))
                continue
            head, hyphen, role = token.text.rpartition("-")
            if hyphen and token.is_capitalized and fold(role) in self._lexicon.press_roles:
                middle = token.start + len(head)
                divided.append(Token(head, fold(head), token.start, middle, "word"))
                divided.append(Token(role, fold(role), middle + 1, token.end, "word"))
            else:
                divided.append(token)
        return divided

    def read(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> Sentence:
        """Return the sentence of a paragraph between two offsets; `quotations` include their marks."""
        tokens = self._tokens(text, start, end, quotations)
        names = self._finder.find(text, tokens)
        attributions = RoleFinder(SentenceView(tokens, names, self._grammar, self._lexicon)).attributions()
        if not attributions:
            return Sentence(
                [Clause((), start, end)],
                continues=continues(tokens, names, self._grammar),
                continues_interview=continues_interview(tokens, self._grammar),
                is_quotation=tokens[0].kind == "quotation"
                and all(token.text in _IGNORED_MARKS for token in tokens[1:]),
                is_question=tokens[-1].text in ("?", "؟"),
                outlets=tuple(name.text for name in names if name.kind == "outlet" and name.is_clear),
            )
        divided = SentenceDivider(tokens, names, attributions, self._grammar, self._lexicon).divide()
        starts = [start, *(tokens[index].start for _, index in divided[1:])]
        ends = [*starts[1:], end]
        clauses = [
            Clause(outlets, clause_start, clause_end)
            for (outlets, _), clause_start, clause_end in zip(divided, starts, ends, strict=True)
        ]
        return Sentence(
            clauses,
            is_bare=self._is_bare(tokens, attributions[0]),
            is_interview=any(token.norm in self._grammar.interviews for token in tokens),
        )

    def _is_bare(self, tokens: list[Token], attribution: Attribution) -> bool:
        """Return whether a sentence is nothing but an attribution."""
        if tokens[0].norm in self._grammar.pointing:
            return not any(token.kind == "quotation" for token in tokens)
        before = attribution.start > _MAX_LEAD or any(
            token.kind == "quotation" for token in tokens[: attribution.start]
        )
        return not before and all(not token.is_word and token.kind == "mark" for token in tokens[attribution.end :])

    def _is_genitive(self, tokens: list[Token], index: int) -> bool:
        """Return whether a word is the genitive of an outlet's name before the role of a journalist: "RTLs Reporterin"."""
        token = tokens[index]
        if not (self._grammar.capitalizes_nouns and token.is_capitalized and token.text.endswith("s")):
            return False
        has_role = index + 1 < len(tokens) and tokens[index + 1].norm in self._lexicon.press_roles
        return has_role and self._directory.lookup(token.text[:-1]) is not None

    def _has_interposed_owner(self, text: str, span: tuple[int, int]) -> bool:
        """Return whether the owner stands inside the marks, between commas or dashes: `« La mer, écrit X, attend. »`."""
        tokens = tokenize(text, span[0] + 1, span[1] - 1, ())
        for index, token in enumerate(tokens[:-3]):
            if token.text not in _INTERPOSING_MARKS:
                continue
            words = tokens[index + 1 : index + _MAX_INTERPOSED]
            closing = next((number for number, word in enumerate(words) if word.text in _INTERPOSING_MARKS), 0)
            if closing > 1 and any(word.norm in self._grammar.saying for word in words[: min(2, closing)]):
                return any(word.is_capitalized for word in words[:closing])
        return False

    def _is_quoted_name(self, text: str, start: int, span: tuple[int, int]) -> bool:
        """Return whether the words in quotation marks are the name of an outlet."""
        words = text[span[0] + 1 : span[1] - 1].strip()
        if len(words) > _MAX_QUOTED_NAME or not words or "," in words:
            return False
        preceding = tokenize(text, max(start, span[0] - 80), span[0], ())
        last_quotation = preceding[-1].norm if preceding else ""
        noun = preceding[-2].norm if len(preceding) > 1 and last_quotation in self._grammar.articles else last_quotation
        is_owned = noun in self._grammar.press_nouns or noun in self._lexicon.press_roles
        if last_quotation in self._grammar.outlet_nouns or (is_owned and noun != last_quotation):
            return True
        spelling = self._directory.lookup(words)
        if spelling is None:
            return False
        is_expected = (
            last_quotation in self._grammar.articles
            or last_quotation in self._grammar.containing
            or ends_with_phrase(preceding, len(preceding), self._grammar.sources) >= 0
        )
        return not spelling.is_ambiguous or is_expected


class UncasedSentenceReader(CasedSentenceReader):
    """Reader of sentences in Arabic and Hebrew."""

    def _tokens(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> list[Token]:
        return self._split(super()._tokens(text, start, end, quotations))

    def _split(self, tokens: list[Token]) -> list[Token]:
        return split_particles(tokens, self._grammar, self._directory, self._lexicon)

    def _name_finder(self) -> "NameFinder | UncasedNameFinder":
        return UncasedNameFinder(self._grammar, self._lexicon, self._directory)

    def _is_quoted_name(self, text: str, start: int, span: tuple[int, int]) -> bool:
        words = text[span[0] + 1 : span[1] - 1].split()
        if not 0 < len(words) <= 5:
            return False
        before = self._split(tokenize(text, max(start, span[0] - 80), span[0], ()))
        if not before:
            return len(words) <= _MAX_OPENING_NAME and _WORD_FOLLOWS.match(text, span[1]) is not None
        last_quotation = before[-1].norm
        return (
            last_quotation in self._grammar.saying
            or (self._grammar.verb_form is not None and self._grammar.verb_form.fullmatch(last_quotation) is not None)
            or last_quotation in self._grammar.outlet_nouns
            or last_quotation in self._grammar.press_nouns
            or (last_quotation in self._grammar.prepositions and self._names_place(before, words))
            or ends_with_phrase(before, len(before), self._grammar.sources) >= 0
        )

    def _names_place(self, before: list[Token], words: list[str]) -> bool:
        """Return whether quoted words behind an attached preposition are an outlet's: `in "X" it says`."""
        if len(before[-1].norm) != 1:
            return False
        if is_joined_particle(before[-1]) or self._directory.lookup(" ".join(words)) is not None:
            return True
        previous = before[-2] if len(before) > 1 else None
        return (
            previous is None
            or not previous.is_word
            or previous.norm in self._grammar.saying
            or previous.norm in self._grammar.press_nouns
            or previous.norm in self._grammar.breaks
            or previous.norm in self._grammar.weak_breaks
        )


class Attributor:
    """Attribution of paragraphs in one language.

    Args:
        language: primary language subtag.
        directory: the outlets.
    """

    def __init__(self, language: str, directory: Directory) -> None:
        self._reader = _sentence_reader(language, directory)

    def clauses(self, text: str, preceding: tuple[str, ...] = ()) -> list[Clause]:
        """Return the clauses of a paragraph; neighbours with the same owners are one.

        Args:
            text: the paragraph.
            preceding: the owners of the paragraph before it, whose statements it may continue.
        """
        if len(text) > MAX_PARAGRAPH:
            return [Clause((), 0, len(text))]
        spans = quotation_spans(text)
        marked = [(start - 1, end + 1) for start, end in spans]
        runs: list[Clause] = []
        owners, mentioned = preceding, preceding
        sentences = self._sentences(text, marked)
        for index, sentence in enumerate(sentences):
            if not any(clause.outlets for clause in sentence.clauses):
                following = sentences[index + 1] if index + 1 < len(sentences) else None
                previous = sentences[index - 1] if index else None
                sentence.clauses[0].outlets = _inherited(sentence, previous, following, owners or mentioned)
            for clause in sentence.clauses:
                _append(runs, clause)
            owners = sentence.clauses[-1].outlets
            mentioned = sentence.outlets if len(sentence.outlets) == 1 else ()
        return runs

    def _sentences(self, text: str, quotations: list[tuple[int, int]]) -> list[Sentence]:
        sentences: list[Sentence] = []
        first_quotation = 0
        for start, end in sentence_spans(text):
            while first_quotation < len(quotations) and quotations[first_quotation][0] < start:
                first_quotation += 1
            last_quotation = first_quotation
            while last_quotation < len(quotations) and quotations[last_quotation][1] <= end:
                last_quotation += 1
            if end - start > MAX_SENTENCE:
                sentences.append(Sentence([Clause((), start, end)]))
            else:
                sentences.append(self._reader.read(text, start, end, quotations[first_quotation:last_quotation]))
            first_quotation = last_quotation
        return sentences


def _inherited(
    sentence: Sentence, previous: Sentence | None, following: Sentence | None, owners: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the owners that a sentence without an attribution has from its neighbours."""
    if (sentence.is_quotation or sentence.is_question) and following is not None and following.is_bare:
        return following.clauses[0].outlets
    if sentence.is_quotation or (sentence.continues_interview and previous is not None and previous.is_interview):
        return owners
    return owners if sentence.continues else ()


def _append(runs: list[Clause], clause: Clause) -> None:
    if runs and runs[-1].outlets == clause.outlets:
        runs[-1].end = clause.end
    else:
        runs.append(clause)


def _sentence_reader(language: str, directory: Directory) -> SentenceReader:
    """Return the reader of a language's sentences; English for a language without a grammar."""
    if language == "ja":
        return JapaneseSentenceReader(directory)
    language_grammar = grammar(language)
    if language_grammar.uncased:
        return UncasedSentenceReader(language_grammar, directory)
    return CasedSentenceReader(language_grammar, directory)
