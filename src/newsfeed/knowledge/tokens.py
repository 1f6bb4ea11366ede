"""Tokens of a sentence: words, quotations as a whole, and punctuation marks."""

import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

import attrs

from newsfeed.knowledge.lists import fold

Kind = Literal["word", "quotation", "mark"]

_LETTERS: Final = (
    r"[^\W_][^\W_\u0300-\u036f\u0591-\u05c7\u064b-\u065f]*(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+[^\W_]*)*"
)
_TOKEN: Final = re.compile(
    rf"{_LETTERS}(?:[&+][^\W_]+|[.\-‐‑־'’׳״\"](?=[^\W_]){_LETTERS})*|['’]s\b|['’]|[^\w\s]|_",
)
_ELISION: Final = re.compile(
    r"(?:l|d|un|qu|s|c|j|n|m|t|jusqu|lorsqu|puisqu|quelqu|dell|all|dall|nell|sull|coll|quell|quest|bell|sant|com)['’]",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"(?<=[a-zé])(?:-t)?-(?:il|elle|on|ils|elles)$")
_NUMBERED_WORD: Final = re.compile(r"[0-9]{1,3}[^\W\d_]{4,}")
_POSSESSIVE: Final = re.compile(r"['’][sS]$")


@attrs.define
class Token:
    """A token of a sentence.

    Attributes:
        text: the characters as written.
        norm: the form to compare, see `fold`.
        start: offset in the paragraph.
        end: offset after it.
        kind: "word", "quotation" (with its marks) or "mark".
        is_quoted_name: True for the words of a name in quotation marks, which are one token.
    """

    text: str
    norm: str
    start: int
    end: int
    kind: Kind
    is_quoted_name: bool = False

    @property
    def is_word(self) -> bool:
        """True for a word."""
        return self.kind == "word"

    @property
    def is_capitalized(self) -> bool:
        """True for a word that begins with a capital, or with a number that a word follows ("20minutos")."""
        if self.kind != "word":
            return False
        return self.text[0].isupper() or (self.text[0].isdigit() and _NUMBERED_WORD.fullmatch(self.text) is not None)


def tokenize(
    text: str,
    start: int,
    end: int,
    quotations: Sequence[tuple[int, int]],
    is_name: Callable[[int, int], bool] | None = None,
) -> list[Token]:
    """Return the tokens of a part of a text.

    Args:
        text: the paragraph.
        start: offset of the sentence.
        end: offset after the sentence.
        quotations: start and end, marks included, of the quotations in the sentence; each becomes one token.
        is_name: return whether a quotation, by its offsets, is a name in quotation marks.
    """
    tokens: list[Token] = []
    position = start
    for opening, closing in quotations:
        tokens += _plain_tokens(text, position, opening)
        if is_name is not None and is_name(opening, closing):
            name = text[opening + 1 : closing - 1].strip()
            tokens.append(Token(name, fold(name), opening, closing, "word", is_quoted_name=True))
        else:
            tokens.append(Token(text[opening:closing], "", opening, closing, "quotation"))
        position = closing
    tokens += _plain_tokens(text, position, end)
    return tokens


def _plain_tokens(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        _add_word(tokens, match[0], match.start())
    return tokens


def _add_word(tokens: list[Token], text: str, start: int) -> None:
    """Add a match: elided articles and a possessive ending become tokens of their own."""
    while elision := _ELISION.match(text):
        if elision.end() == len(text):
            break
        tokens.append(_token(elision[0], start, "word"))
        text, start = text[elision.end() :], start + elision.end()
    ending = ""
    if (pronoun := _PRONOUN.search(text)) and pronoun.start():
        tokens.append(_token(text[: pronoun.start()], start, "word"))
        tokens.append(
            Token(pronoun[0], pronoun[0].rpartition("-")[2], start + pronoun.start(), start + len(text), "word")
        )
        return
    if (possessive := _POSSESSIVE.search(text)) and possessive.start():
        text, ending = text[: possessive.start()], possessive[0]
    tokens.append(_token(text, start, "word" if text[0].isalnum() else "mark"))
    if ending:
        tokens.append(_token(ending, start + len(text), "mark"))


def _token(text: str, start: int, kind: Kind) -> Token:
    return Token(text, fold(text), start, start + len(text), kind)
