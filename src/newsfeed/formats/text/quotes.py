"""Quotations and sentences within a paragraph."""

import bisect
import re
from typing import Final

_CLOSERS: Final = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "‘": "’", "‚": "‘’", "‛": "’",
    "「": "」", "『": "』", "《": "》", '"': '"', "״": "״", "'": "'", "”": "”", "’": "’",
}  # fmt: skip
_TIGHT: Final = "\"״'”’»›"
"""Marks that close as well, or are apostrophes: they open only where no letter or mark stands before them."""
_APOSTROPHES: Final = "'’‘"
_EITHER: Final = "'’‘\"״"
_LONGEST: Final = 2000
_FAR: Final = 200
_MARKS: Final = re.compile(f"[{re.escape(''.join({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
_INSIDE: Final = " \t\n\u00a0\u202f"
_BOUNDARY: Final = re.compile(
    r"[.!?…؟।]+[\"'’”“»›)\]״]*[ \t\n\u00a0]+(?=[\"'‘“„«¿¡(\[\u200e\u200f]*[^\W_])"
    r"|[。！？]+[」』）]*(?=[^」』）。！？])"
)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Mt|Jr|Sr|No|Nos|vs|etc|approx|cf"
    r"|Inc|Ltd|Corp|Co|Dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Nr|bzw|ca|Abs|Mio|Mrd|Hr|Fr|Sra?|Dra|Mme|Mlle"
    r"|e\.g|i\.e|z\.B|p\.m|a\.m|U\.S|u\.a|d\.h)\.)$"
)
_STARTING: Final = (
    "The It He She They We This That These Those But And In On At Meanwhile However According While As By For If When"
    " Its His Her Their There Der Die Das Es Le La Les Il Elle El Los Las"
)
_STARTERS: Final = frozenset(_STARTING.split())


def spans(text: str) -> list[tuple[int, int]]:
    """Give start and end, within the marks, of each quotation that is not part of another; apostrophes are no marks."""
    found = []
    marks = [each.start() for each in _MARKS.finditer(text)]
    closing = [at for at in marks if _closes(text, at)]
    done = 0
    for at in marks:
        end = _closing(text, at, closing) if at >= done and text[at] in _CLOSERS and _opens(text, at) else -1
        if end > at + 1:
            found.append((at + 1, end))
            done = end + 1
    return found


def quoted(text: str) -> tuple[str, ...]:
    """Give the words of each quotation, exactly, without their marks and the space within these."""
    words = (text[start:end].strip(_INSIDE) for start, end in spans(text))
    return tuple(each for each in words if any(map(str.isalnum, each)))


def _opens(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] not in "«»‹›„“"):
        return False
    if text[at] in _APOSTROPHES and re.match(r"[0-9]{2}s\b", text[at + 1 : at + 5]):
        return False  # the '90s
    before = text[at - 1 : at] if at else " "
    return text[at] not in _TIGHT or before.isspace() or before in "([{—–-/:,،\u200e\u200f\u202b、。「『“„«‘\"'"


def _closes(text: str, at: int) -> bool:
    """Say whether a mark can close a quotation, and is no apostrophe within a word and no mark that opens the next."""
    if text[at] not in _EITHER:
        return True
    return not text[at + 1 : at + 2].isalnum() and (not text[at - 1 : at].isspace() or text[at] in '"״')


def _closing(text: str, start: int, closing: list[int]) -> int:
    """Find the mark that ends the quotation begun at `start`, or -1."""
    closers = _CLOSERS[text[start]]
    possessive = -1
    for index in range(bisect.bisect_right(closing, start), len(closing)):
        at = closing[index]
        if at - start > _LONGEST or (possessive >= 0 and at - possessive > _FAR):
            break
        if text[at] not in closers:
            continue
        if text[at] in _APOSTROPHES and _possessive(text, at):
            possessive = possessive if possessive >= 0 else at
            continue
        return possessive if possessive >= 0 and _reopened(text, possessive, at) else at
    return possessive


def _possessive(text: str, at: int) -> bool:
    """Say whether this mark may be the apostrophe of a plural: after an s, before a word in lower case."""
    return text[at - 1] in "sxzSXZ" and re.match(r"\s+[a-z]", text[at + 1 : at + 8]) is not None


def _reopened(text: str, start: int, end: int) -> bool:
    """Say whether another quotation begins between two marks, so that the first of them closed its own."""
    return re.search(r"[\s(]['‘“„\"]\w", text[start + 1 : end]) is not None


def sentences(text: str) -> list[tuple[int, int]]:
    """Give start and end of each sentence; a sentence within quotation marks ends none, nor does an abbreviation."""
    inside = iter(spans(text))
    current = next(inside, None)
    found, start = [], 0
    for boundary in _BOUNDARY.finditer(text):
        while current and current[1] < boundary.start():
            current = next(inside, None)
        if current and current[0] <= boundary.start() and boundary.end() <= current[1]:
            continue
        if _abbreviated(text, boundary):
            continue
        end = boundary.start() + len(boundary[0].rstrip())
        found.append((start, end))
        start = boundary.end()
    return [*found, (start, len(text))] if text[start:].strip() else found


def _abbreviated(text: str, boundary: "re.Match[str]") -> bool:
    if boundary[0].rstrip() != ".":
        return False
    if text[boundary.end() : boundary.end() + 1].islower():
        return True
    before = text[max(0, boundary.start() - 12) : boundary.start() + 1]
    if not _ABBREVIATED.search(before):
        return (
            bool(re.search(r"\b[0-9]{1,2}\.$", before))
            and text[boundary.end() : boundary.end() + 1].isupper()
            and _dated(text, boundary)
        )
    following = re.match(r"\w+", text[boundary.end() :])
    return not (following and following[0] in _STARTERS and re.search(r"[A-Z]\.$", before))


def _dated(text: str, boundary: "re.Match[str]") -> bool:
    """Say whether a number with a full stop is a day before its month, as German writes it."""
    month = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
    return re.match(month, text[boundary.end() : boundary.end() + 12]) is not None
