"""Character and entity references of almost-XML: repaired so that an XML parser reads them as the author meant."""

import re
from typing import Final

from newsfeed.errors import ReadError
from newsfeed.io.positions import line_and_column
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

NUMERIC_REFERENCE: Final = pattern(rb"&#(?:([0-9]{1,10})|[xX]([0-9A-Fa-f]{1,8}));")
"""Numeric character references; the groups are the decimal and the hexadecimal digits."""

# Without the alternative \Z each unclosed opening would be searched for to the end: quadratic time.
CDATA_OR_COMMENT: Final = pattern(
    rb"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>|\Z)|<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
)
"""Regions in which an ampersand is no reference."""

_REFERENCE: Final = pattern(rb"&(?:#([0-9]{1,10});|#[xX]([0-9A-Fa-f]{1,8});|([A-Za-z_][\w.-]{0,63});)?")
_PREDEFINED: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_C1_REFERENCE: Final = pattern(rb"&#0{0,5}(?:1[2-5][0-9]|[xX]0{0,5}[89][0-9A-Fa-f]);")
# Escaped HTML is full of &, so a search for # takes a third of the time.
_C1_NUMBER: Final = pattern(rb"#(?<=&#)0{0,5}(?:1[2-5][0-9]|[xX]0{0,5}[89][0-9A-Fa-f]);")
_C1: Final = range(0x80, 0xA0)
REPLACEMENT: Final = "\ufffd".encode()
"""The character that stands for one that XML forbids."""

_REASONS: Final = {
    "bare": "has a bare &, which is read as the character",
    "html": "has an entity of HTML, which XML does not define; it is read as its character",
    "unknown": "has an entity that is not defined; it is kept as text",
    "illegal": "has a reference to a character that XML does not allow; it is read as U+FFFD",
    "c1": "has a numeric reference to a control character; it is read as the character of Windows-1252",
}


def is_legal_reference(reference: re.Match[bytes]) -> bool:
    """Return whether a match of `NUMERIC_REFERENCE` refers to a character that XML allows (XML 1.0, 4.1)."""
    return _is_legal(_number(reference))


def has_c1_references(source: bytes) -> bool:
    """Return whether a document refers to a C1 control. XML allows that, but no author means it."""
    return _C1_NUMBER.search(source) is not None


def repair_c1_references(source: bytes, faults: list[ReadError]) -> bytes:
    """Replace references to C1 controls by characters of Windows-1252, as HTML reads them (HTML, 13.2.5.80)."""
    return _Repair(source, only_c1=True).apply(faults) if has_c1_references(source) else source


def repair_references(source: bytes, faults: list[ReadError]) -> bytes:
    """Make every reference outside of CDATA and comments one that XML allows.

    Entities of HTML become numeric references, unknown entities and a bare `&` become text, a reference to a forbidden
    character one to U+FFFD.
    """
    return _Repair(source).apply(faults) if b"&" in source else source


def legal_references(text: bytes) -> bytes:
    """Return text or an attribute value with every reference in it repaired."""
    return _Repair(text).segment(0, len(text)) if b"&" in text else text


class _Repair:
    """The repair of one document; it remembers where each kind of mistake occurs first."""

    def __init__(self, source: bytes, *, only_c1: bool = False) -> None:
        self._source = source
        self._only_c1 = only_c1
        self._first: dict[str, int] = {}

    def apply(self, faults: list[ReadError]) -> bytes:
        """Return the repaired document."""
        source, pieces, start = self._source, [], 0
        for untouched in CDATA_OR_COMMENT.finditer(source):
            pieces += [self.segment(start, untouched.start()), untouched[0]]
            start = untouched.end()
        pieces.append(self.segment(start, len(source)))
        for kind, offset in self._first.items():
            line, column = line_and_column(source, offset)
            faults.append(ReadError(_REASONS[kind], line=line, column=column))
        return b"".join(pieces)

    def segment(self, start: int, end: int) -> bytes:
        """Return a part of the document with its references repaired."""
        pieces, copied = [], start
        expression = _C1_REFERENCE if self._only_c1 else _REFERENCE
        for match in expression.finditer(self._source, start, end):
            replacement = self._replacement(match)
            if replacement != match[0]:
                pieces += [self._source[copied : match.start()], replacement]
                copied = match.end()
        pieces.append(self._source[copied:end])
        return b"".join(pieces)

    def _replacement(self, match: re.Match[bytes]) -> bytes:
        numeric = NUMERIC_REFERENCE.fullmatch(match[0])
        if numeric is not None:
            kind, replacement = _numeric(_number(numeric), match[0])
        elif match[0] == b"&":
            kind, replacement = "bare", b"&amp;"
        elif match[3] in _PREDEFINED:
            return match[0]
        else:
            kind, replacement = _named(match[3])
        if kind:
            self._first.setdefault(kind, match.start())
        return replacement


def _number(reference: re.Match[bytes]) -> int:
    return int(reference[1]) if reference[1] else int(reference[2], 16)


def _is_legal(number: int) -> bool:
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )


def _numeric(number: int, reference: bytes) -> tuple[str, bytes]:
    """Return the kind of mistake in a numeric reference, "" if there is none, and its repair."""
    if number in _C1:
        character = bytes((number,)).decode("cp1252", "ignore")
        return ("c1", b"&#%d;" % ord(character)) if character else ("", reference)
    return ("", reference) if _is_legal(number) else ("illegal", REPLACEMENT)


def _named(name: bytes) -> tuple[str, bytes]:
    characters = unescape(f"&{name.decode('utf-8', 'replace')};")
    if characters.startswith("&") and len(characters) > 1:
        return "unknown", b"&amp;" + name + b";"
    return "html", "".join(f"&#{ord(character)};" for character in characters).encode()
