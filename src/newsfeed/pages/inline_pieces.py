"""The pieces of a paragraph's Markdown, and the characters around its marks of emphasis.

A mark is one only between certain characters (CommonMark, 6.2). Where the text has others there, a character is written as
a reference, since the `&` and `;` of one are punctuation.
"""

import unicodedata
from typing import Literal

import attrs

from newsfeed.pages.inline_syntax import ASCII_PUNCTUATION, SPACES

Kind = Literal["characters", "opening", "closing", "break", "other"]


@attrs.define
class Piece:
    """A piece of a source.

    Attributes:
        kind: what it is; "other" is all syntax but the marks of emphasis.
        source: the characters, or the syntax.
        first_as_reference: the first character is written as a reference.
        last_as_reference: the last character is.
    """

    kind: Kind
    source: str
    first_as_reference: bool = False
    last_as_reference: bool = False


def add_references(pieces: list[Piece]) -> int:
    """Make characters references where a mark would not be one without, and return how many."""
    count = 0
    is_changed = True
    while is_changed:
        is_changed = False
        for index, piece in enumerate(pieces):
            if piece.kind in ("opening", "closing"):
                before = pieces[index - 1] if index else None
                after = pieces[index + 1] if index + 1 < len(pieces) else None
                if _add_reference(piece, before, after):
                    count += 1
                    is_changed = True
    return count


def _add_reference(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Make the character before or after a mark a reference, if that is needed; return whether it was."""
    character_before, character_after = _last_character(before), _first_character(after)
    mark = piece.source[0]
    if all(
        _is_mark(mark, character_before, character_after, piece.kind, symbols) for symbols in ("punctuation", "other")
    ):
        return False
    inner_piece, outer_piece = (after, before) if piece.kind == "opening" else (before, after)
    inner_character = character_after if piece.kind == "opening" else character_before
    changed = inner_piece if inner_character in SPACES else outer_piece
    if changed is None or changed.kind != "characters":
        raise AssertionError("syntax and line breaks need no references")
    if changed is after:
        changed.first_as_reference = True
    else:
        changed.last_as_reference = True
    return True


def _last_character(piece: Piece | None) -> str:
    if piece is None or piece.kind == "break":
        return " "
    if piece.kind == "characters":
        is_reference = piece.last_as_reference or (piece.first_as_reference and len(piece.source) == 1)
        return ";" if is_reference or piece.source[-1] in "\n\\" else piece.source[-1]
    return piece.source[-1]


def _first_character(piece: Piece | None) -> str:
    if piece is None or piece.kind == "break":
        return " "
    if piece.kind == "characters":
        is_reference = piece.first_as_reference or (piece.last_as_reference and len(piece.source) == 1)
        return "&" if is_reference or piece.source[0] == "\n" else piece.source[0]
    return piece.source[0]


def _is_mark(mark: str, before: str, after: str, kind: Kind, symbols: str) -> bool:
    """Return whether marks between two characters open or close emphasis, by the rules of CommonMark (6.2).

    Args:
        mark: an asterisk or underscore.
        before: the character before the marks.
        after: the character after them.
        kind: "opening" or "closing".
        symbols: the class of symbols other than punctuation, such as currency signs: versions of CommonMark differ.
    """
    class_before, class_after = _character_class(before, symbols), _character_class(after, symbols)
    is_left_flanking = class_after != "space" and (class_after != "punctuation" or class_before != "other")
    is_right_flanking = class_before != "space" and (class_before != "punctuation" or class_after != "other")
    if kind == "opening":
        return is_left_flanking and (mark == "*" or not is_right_flanking or class_before == "punctuation")
    return is_right_flanking and (mark == "*" or not is_left_flanking or class_after == "punctuation")


def _character_class(character: str, symbols: str) -> str:
    if character in SPACES:
        return "space"
    if character in ASCII_PUNCTUATION:
        return "punctuation"
    category = unicodedata.category(character)[0]
    return "punctuation" if category == "P" else symbols if category == "S" else "other"
