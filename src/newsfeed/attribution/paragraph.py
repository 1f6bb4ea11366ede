"""Attribution of a paragraph: its clauses in order, each with its owners."""

from collections.abc import Collection
from functools import cache

from newsfeed.attribution.clauses import Clause, SentenceDivider, continues
from newsfeed.attribution.grammar import Grammar, ends_with_phrase, grammar
from newsfeed.attribution.japanese import JapaneseSentenceReader
from newsfeed.attribution.names import NameFinder
from newsfeed.attribution.quotes import quotation_spans, sentence_spans
from newsfeed.attribution.roles import RoleFinder
from newsfeed.attribution.sentences import Sentence, SentenceReader
from newsfeed.attribution.uncased import UncasedNameFinder, split_particles
from newsfeed.knowledge.directory import Directory
from newsfeed.knowledge.lexicon import lexicon
from newsfeed.knowledge.tokens import Token, tokenize


_MAX_QUOTED_NAME = 60
_IGNORED_MARKS = frozenset(".!?,")


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
        return NameFinder(self._grammar, self._lexicon, self._directory, _common_noun_test(self._grammar.language))

    def _tokens(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> list[Token]:
        return tokenize(
            text, start, end, quotations, lambda opening, closing: self._is_quoted_name(text, start, (opening, closing))
        )

    def read(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> Sentence:
        """Return the sentence of a paragraph between two offsets; `quotations` include their marks."""
        tokens = self._tokens(text, start, end, quotations)
        names = self._finder.find(text, tokens)
        attributions = RoleFinder(tokens, names, self._grammar, self._lexicon).attributions()
        if not attributions:
            return Sentence(
                [Clause((), start, end)],
                continues=continues(tokens, self._grammar),
                is_quotation=tokens[0].kind == "quotation"
                and all(token.text in _IGNORED_MARKS for token in tokens[1:]),
                outlets=tuple(name.text for name in names if name.kind == "outlet" and name.is_clear),
            )
        divided = SentenceDivider(tokens, names, attributions, self._grammar, self._lexicon).divide()
        starts = [start, *(tokens[index].start for _, index in divided[1:])]
        ends = [*starts[1:], end]
        clauses = [
            Clause(outlets, clause_start, clause_end)
            for (outlets, _), clause_start, clause_end in zip(divided, starts, ends, strict=True)
        ]
        return Sentence(clauses, is_bare=self._is_bare(tokens, attributions[0].end))

    def _is_bare(self, tokens: list[Token], end: int) -> bool:
        """Return whether only a full stop follows the attribution, and no quotation precedes it."""
        return all(not token.is_word for token in tokens[end:]) and not any(token.kind == "quotation" for token in tokens)

    def _is_quoted_name(self, text: str, start: int, span: tuple[int, int]) -> bool:
        """Return whether the words in quotation marks are the name of an outlet."""
        words = text[span[0] + 1 : span[1] - 1].strip()
        if len(words) > _MAX_QUOTED_NAME or not words:
            return False
        preceding = tokenize(text, max(start, span[0] - 80), span[0], ())
        last = preceding[-1].norm if preceding else ""
        if last in self._grammar.outlet_nouns:
            return True
        spelling = self._directory.lookup(words)
        if spelling is None:
            return False
        is_expected = last in self._grammar.articles or ends_with_phrase(preceding, len(preceding), self._grammar.sources) >= 0
        return not spelling.is_ambiguous or is_expected

class UncasedSentenceReader(CasedSentenceReader):
    """Reader of sentences in Arabic and Hebrew."""

    def _tokens(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> list[Token]:
        return self._split(super()._tokens(text, start, end, quotations))

    def _split(self, tokens: list[Token]) -> list[Token]:
        names = self._lexicon.titles | self._lexicon.first_words | self._lexicon.press_roles
        return split_particles(tokens, self._grammar, self._directory, names)

    def _name_finder(self) -> "NameFinder | UncasedNameFinder":
        return UncasedNameFinder(self._grammar, self._lexicon, self._directory)

    def _is_quoted_name(self, text: str, start: int, span: tuple[int, int]) -> bool:
        words = text[span[0] + 1 : span[1] - 1].split()
        if not 0 < len(words) <= 5:
            return False
        before = self._split(tokenize(text, max(start, span[0] - 80), span[0], ()))
        if not before:
            return False
        last = before[-1].norm
        return (
            last in self._grammar.saying
            or last in self._grammar.outlet_nouns
            or last in self._grammar.press_nouns
            or (last in self._grammar.prepositions and len(last) == 1)
            or ends_with_phrase(before, len(before), self._grammar.sources) >= 0
        )


class Attributor:
    """Attribution of paragraphs in one language.

    Args:
        language: primary language subtag.
        directory: the outlets.
    """

    def __init__(self, language: str, directory: Directory) -> None:
        language_grammar = grammar(language)
        if language == "ja":
            self._reader: SentenceReader = JapaneseSentenceReader(directory)
            return
        kind = UncasedSentenceReader if language_grammar.uncased else CasedSentenceReader
        self._reader = kind(language_grammar, directory)

    def clauses(self, text: str, preceding: tuple[str, ...] = ()) -> list[Clause]:
        """Return the clauses of a paragraph; neighbours with the same owners are one.

        Args:
            text: the paragraph.
            preceding: the owners of the paragraph before it, whose statements it may continue.
        """
        spans = quotation_spans(text)
        marked = [(start - 1, end + 1) for start, end in spans]
        runs: list[Clause] = []
        owners, mentioned = preceding, preceding
        sentences = self._sentences(text, marked)
        for index, sentence in enumerate(sentences):
            if not any(clause.outlets for clause in sentence.clauses):
                following = sentences[index + 1] if index + 1 < len(sentences) else None
                sentence.clauses[0].outlets = _inherited(sentence, following, owners or mentioned)
            for clause in sentence.clauses:
                _append(runs, clause)
            owners = sentence.clauses[-1].outlets
            mentioned = sentence.outlets if len(sentence.outlets) == 1 else ()
        return runs

    def _sentences(self, text: str, quotations: list[tuple[int, int]]) -> list[Sentence]:
        sentences: list[Sentence] = []
        first = 0
        for start, end in sentence_spans(text):
            while first < len(quotations) and quotations[first][0] < start:
                first += 1
            last = first
            while last < len(quotations) and quotations[last][1] <= end:
                last += 1
            sentences.append(self._reader.read(text, start, end, quotations[first:last]))
            first = last
        return sentences


def _inherited(sentence: Sentence, following: Sentence | None, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Return the owners that a sentence without an attribution has from its neighbours."""
    if sentence.is_quotation:
        if following is not None and following.is_bare:
            return following.clauses[0].outlets
        return owners
    return owners if sentence.continues else ()


def _append(runs: list[Clause], clause: Clause) -> None:
    if runs and runs[-1].outlets == clause.outlets:
        runs[-1].end = clause.end
    else:
        runs.append(clause)


@cache
def _common_noun_test(language: str):  # type: ignore[no-untyped-def]
    return lambda word: False


def attribute(text: str, language: str, directory: Directory, outlet_names: Collection[str] = ()) -> list[Clause]:
    """Return the clauses of one paragraph."""
    del outlet_names
    return Attributor(language, directory).clauses(text)
