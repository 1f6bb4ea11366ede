"""Quotations and sentences of a paragraph, in several languages."""

import bisect
import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_CLOSERS: Final = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "‘": "’", "‚": "‘’", "‛": "’",
    "「": "」", "『": "』", "《": "》", '"': '"', "״": "״", "'": "'", "”": "”", "’": "’",
}  # fmt: skip
_CLOSERS_OR_APOSTROPHES: Final = "\"״'”’»›"
"""Marks that also close a quotation or are apostrophes: they open one only without a letter or mark before them."""

_APOSTROPHES: Final = "'’‘"
_OPENERS_AND_CLOSERS: Final = "'’‘\"״"
"""Marks that look the same at both ends of a quotation, or are apostrophes."""

_MAX_QUOTATION: Final = 2000
_MAX_AFTER_POSSESSIVE: Final = 200
"""Number of characters after a possible plural possessive in which a better closing mark is looked for."""

_QUOTATION_MARK: Final = re.compile(f"[{re.escape(''.join({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
_HEBREW_PREFIX: Final = re.compile(r"(?<![א-ת])[ובלמשכה]{1,2}$")
_HEBREW_QUOTATION: Final = re.compile(r"[\"״][א-ת][^\"״]{2,200}[^\s\"״][\"״](?![א-ת])")
"""A quotation that a particle precedes without a space; two marks around fewer letters are an abbreviation."""

_PADDING: Final = " \t\n\u00a0\u202f"
_SENTENCE_BOUNDARY: Final = re.compile(
    r"(?<![.!?…؟।])[.!?…؟।]++(?:[ \u00a0\u202f]»)?[\"'’”“»›)\]״]*+[ \t\n\u00a0]++"
    r"(?=(?:«[ \u00a0\u202f]|[\"'‘“„«¿¡(\[\u200e\u200f])*[^\W_])"
    r"|(?<![。！？])[。！？]++[」』）]*+(?=[^」』）。！？])"
)
_WORD: Final = re.compile(r"\w+")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Mt|Jr|Sr|No|Nos|vs|etc|approx|cf"
    r"|Inc|Ltd|Corp|Co|Dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Nr|bzw|ca|Abs|Mio|Mrd|Hr|Fr|Sra?|Dra|Mme|Mlle"
    r"|e\.g|i\.e|z\.B|p\.m|a\.m|U\.S|u\.a|d\.h)\.)$"
)
_STARTERS_TEXT: Final = (
    "The It He She They We This That These Those But And In On At Meanwhile However According While As By For If When"
    " Its His Her Their There Der Die Das Es Le La Les Il Elle El Los Las"
)
_SENTENCE_STARTERS: Final = frozenset(_STARTERS_TEXT.split())
"""Words that begin a sentence even after an abbreviation such as "U.S."."""


def quotation_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end, inside the marks, of each quotation that is not part of another.

    Apostrophes are not taken for quotation marks.
    """
    spans = []
    indices = [match.start() for match in _QUOTATION_MARK.finditer(text)]
    closing_indices: dict[str, list[int]] = {}
    for index in indices:
        if _can_close(text, index):
            closing_indices.setdefault(text[index], []).append(index)
    if not closing_indices:
        return []
    spans_end = 0
    for index in indices:
        end = -1
        if index >= spans_end and text[index] in _CLOSERS and _can_open(text, index):
            end = _closing_index(text, index, closing_indices)
        if end > index + 1:
            spans.append((index + 1, end))
            spans_end = end + 1
    return spans


def quoted_words(text: str) -> tuple[str, ...]:
    """Return the exact words of each quotation, without its marks and the space inside them."""
    quotations = (text[start:end].strip(_PADDING) for start, end in quotation_spans(text))
    return tuple(words for words in quotations if any(map(str.isalnum, words)))


def _can_open(text: str, index: int) -> bool:
    """Return whether the mark at an index can open a quotation."""
    following = text[index + 1 : index + 2]
    if not following or (following.isspace() and text[index] not in "«»‹›„“"):
        return False
    # An apostrophe before a decade: the '90s.
    if text[index] in _APOSTROPHES and re.match(r"[0-9]{2}s\b", text[index + 1 : index + 5]):
        return False
    before = text[index - 1 : index] if index else " "
    if text[index] in '"״' and _HEBREW_PREFIX.search(text, max(0, index - 4), index):
        return _HEBREW_QUOTATION.match(text, index) is not None
    return (
        text[index] not in _CLOSERS_OR_APOSTROPHES
        or before.isspace()
        or before in "([{—–-/:,،\u200e\u200f\u202b、。「『“„«‘\"'"
    )


def _can_close(text: str, index: int) -> bool:
    """Return whether the mark at an index can close a quotation: no apostrophe in a word, no opening mark."""
    if text[index] not in _OPENERS_AND_CLOSERS:
        return True
    return not text[index + 1 : index + 2].isalnum() and (not text[index - 1 : index].isspace() or text[index] in '"״')


def _closing_index(text: str, start: int, closing_indices: Mapping[str, Sequence[int]]) -> int:
    """Return the index of the mark that closes the quotation opened at `start`, or -1.

    Args:
        text: the paragraph.
        start: index of the opening mark.
        closing_indices: the indices of the marks that can close a quotation, by mark.
    """
    possessive = -1
    for index in _indices_after(start, _CLOSERS[text[start]], closing_indices):
        if index - start > _MAX_QUOTATION or (possessive >= 0 and index - possessive > _MAX_AFTER_POSSESSIVE):
            break
        if text[index] in _APOSTROPHES and _may_be_possessive(text, index):
            possessive = possessive if possessive >= 0 else index
            continue
        return possessive if possessive >= 0 and _has_opening_mark(text, possessive, index) else index
    return possessive


def _indices_after(start: int, marks: str, indices: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield the indices of some marks after `start`, in order; marks that do not occur cost nothing."""
    lists = (indices.get(mark, ()) for mark in marks)
    return heapq.merge(
        *(_items_from(positions, bisect.bisect_right(positions, start)) for positions in lists if positions)
    )


def _items_from(items: Sequence[int], position: int) -> Iterator[int]:
    """Yield the items from a position on, without a copy."""
    for index in range(position, len(items)):
        yield items[index]


def _may_be_possessive(text: str, index: int) -> bool:
    """Return whether a mark may be the apostrophe of a plural: after an s, before a lower-case word."""
    return text[index - 1] in "sxzSXZ" and re.match(r"\s+[a-z]", text[index + 1 : index + 8]) is not None


def _has_opening_mark(text: str, start: int, end: int) -> bool:
    """Return whether another quotation opens between two marks, so that the first of them closed its own."""
    return re.search(r"[\s(]['‘“„\"]\w", text[start + 1 : end]) is not None


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence.

    A full stop inside quotation marks does not end the sentence around them, and neither does an abbreviation.
    """
    quotations = iter(quotation_spans(text))
    quotation = next(quotations, None)
    start = 0
    for boundary in _SENTENCE_BOUNDARY.finditer(text):
        while quotation and quotation[1] < boundary.start():
            quotation = next(quotations, None)
        if quotation and quotation[0] <= boundary.start() and boundary.end() <= quotation[1]:
            continue
        if _is_abbreviation(text, boundary):
            continue
        end = boundary.start() + len(boundary[0].rstrip())
        yield start, end
        start = boundary.end()
    if text[start:].strip():
        yield start, len(text)


def _is_abbreviation(text: str, boundary: "re.Match[str]") -> bool:
    """Return whether the full stop at a possible boundary belongs to an abbreviation or ordinal number."""
    if text[boundary.end() : boundary.end() + 1].islower():
        return True
    if boundary[0].rstrip() != ".":
        return False
    before = text[max(0, boundary.start() - 12) : boundary.start() + 1]
    if not _ABBREVIATION.search(before):
        return (
            bool(re.search(r"\b[0-9]{1,2}\.$", before))
            and text[boundary.end() : boundary.end() + 1].isupper()
            and _precedes_german_month(text, boundary)
        )
    following = _WORD.match(text, boundary.end())
    return not (following and following[0] in _SENTENCE_STARTERS and re.search(r"[A-Z]\.$", before))


def _precedes_german_month(text: str, boundary: "re.Match[str]") -> bool:
    """Return whether a month follows: German writes the day as an ordinal number with a full stop."""
    month = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
    return re.match(month, text[boundary.end() : boundary.end() + 12]) is not None
