"""Writer of text as inline Markdown, in a form that `inline_reader` reads as the same text.

Plain text is escaped only where it could be read as markup. In rich text, `inline_pieces` cares for the characters around
marks.
"""

import re
from typing import Final

from newsfeed.model.rich_text import RichText, Text, join_paragraphs, split_paragraphs
from newsfeed.pages.inline_pieces import Piece, add_references
from newsfeed.pages.inline_syntax import (
    MAX_MARKS,
    SPACES,
    count_marks,
    escape,
    is_referable,
    reference,
)
from newsfeed.pages.inline_tree import Node, Reduction, assign_marks, parse_tree, to_xhtml
from newsfeed.values.escaping import unescape
from newsfeed.values.xml_chars import trim

_STRIPPED: Final = f"{SPACES}\x1c\x1d\x1e\x1f\x85\u2028\u2029\u200b\ufeff"
"""Characters that are stripped from the ends of a line."""

_MAX_TAGS: Final = 4 * MAX_MARKS
"""Number of tags above which the marks need not be counted."""

_ESCAPED_IN_RICH_TEXT: Final = re.compile(r"[\\`*_\[\]]|<(?=\S|\n|\Z)|&(?=#?[a-zA-Z0-9]+;)|\n")
_ESCAPED_IN_ADDRESS: Final = re.compile(r"[()]|&(?=#?[a-zA-Z0-9]+;)")
_ESCAPED_IN_TITLE: Final = re.compile(r"[\"\\]|&(?=#?[a-zA-Z0-9]+;)|\n")
_AUTOLINK: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20]*")
_BACKTICKS: Final = re.compile("`+")


class UnwritableError(Exception):
    """A page has no form for a value, so that its field goes into the front matter."""


# --- reduction --------------------------------------------------------------------------------------------------------


def reduce_markup(text: RichText) -> tuple[Text, list[str]]:
    """Return rich text with nothing but the markup that Markdown has, and descriptions of the markup that is left out."""
    reduction = Reduction()
    paragraphs = []
    for markup in split_paragraphs(text):
        nodes = parse_tree(markup)
        reduced = None if nodes is None else to_xhtml(reduction.paragraph(nodes))
        if reduced is None or not _is_writable(reduced):
            return trim(str(text)), ["markup that is too deep or dense, or around control characters"]
        paragraphs.append(reduced)
    if not reduction.dropped:
        return text, []
    result = join_paragraphs(paragraphs)
    if isinstance(result, str):
        return trim(result), list(reduction.dropped)
    # Trimming rich text can leave a line break at an end.
    result, dropped = reduce_markup(result)
    return result, list(dict.fromkeys([*reduction.dropped, *dropped]))


def _is_writable(markup: str) -> bool:
    """Return whether reduced markup has few enough marks to be read, and no control characters where none are possible."""
    # Each mark is at least one character of the markup.
    if len(markup) <= MAX_MARKS and markup.isprintable():
        return True
    if markup.count("<") > _MAX_TAGS:
        return False
    try:
        lines = _markup_lines(markup)
    except UnwritableError:
        return False
    return count_marks("\n".join(lines)) <= MAX_MARKS


# --- lines ------------------------------------------------------------------------------------------------------------


def text_lines(text: Text) -> list[list[str]]:
    """Return the lines of each paragraph of a text; those before a line break end with a backslash.

    Args:
        text: plain text, or rich text that is reduced. A line end in it becomes a reference.
    """
    if "\n\n" not in (text if isinstance(text, str) else text.markup):
        return [single_paragraph_lines(text)]
    parts = text.split("\n\n") if isinstance(text, str) else split_paragraphs(text)
    # No reader could tell an empty paragraph from an empty line.
    if "" in parts:
        return [single_paragraph_lines(text)]
    return list(map(_plain_lines if isinstance(text, str) else _markup_lines, parts))


def single_paragraph_lines(text: Text) -> list[str]:
    """Return the lines of a text as one paragraph; an empty line in it becomes references."""
    return _plain_lines(text) if isinstance(text, str) else _markup_lines(text.markup)


def plain_line(text: str, *, references: str = "") -> str:
    """Return the source of one line of plain text.

    Args:
        text: the line.
        references: characters that become references, since a backslash would not help where the line is to stand.
    """
    return _with_ends(escape(text, references))


def description_lines(text: str) -> list[list[str]]:
    """Return the lines of each paragraph of a text that is read as plain text, so that a line break is a line end."""
    if "\n" not in text:
        return [_plain_lines(text)]
    parts = text.split("\n\n")
    if "" in parts or any(part[0] == "\n" or part[-1] == "\n" for part in parts):
        return [_plain_lines(text)]
    return [_lines_with_breaks([_with_ends(escape(line)) for line in part.split("\n")]) for part in parts]


def _lines_with_breaks(lines: list[str]) -> list[str]:
    return [*(f"{line}\\" for line in lines[:-1]), lines[-1]]


def _plain_lines(text: str) -> list[str]:
    return [_with_ends(escape(text))]


def _markup_lines(markup: str) -> list[str]:
    if "<" not in markup:
        return _plain_lines(unescape(markup))
    content = parse_tree(markup) or []
    assign_marks(content)
    return list(map(_with_ends, _source(content).split("\n")))


def _with_ends(line: str) -> str:
    """Return a line with references for the characters at its ends that readers strip."""
    if line.strip(_STRIPPED) == line and not line.endswith("\\"):
        return line
    if line[0] in _STRIPPED:
        line = _reference(line[0]) + line[1:]
    end = len(line) - 1 if line.endswith("\\") else len(line)
    if end and line[end - 1] in _STRIPPED:
        line = f"{line[: end - 1]}{_reference(line[end - 1])}{line[end:]}"
    return line


def _reference(character: str) -> str:
    if not is_referable(ord(character)):
        raise UnwritableError(f"U+{ord(character):04X} cannot be written at the end of a line or beside a mark")
    return reference(character)


# --- rich text --------------------------------------------------------------------------------------------------------


def _source(content: list[Node]) -> str:
    """Return the Markdown of a content that has its marks."""
    pieces: list[Piece] = []
    _add_pieces(pieces, content)
    reference_count = add_references(pieces)
    if reference_count:
        other_pieces: list[Piece] = []
        # The other mark may need fewer references.
        if assign_marks(content, "_") is None:
            _add_pieces(other_pieces, content)
            if add_references(other_pieces) < reference_count:
                pieces = other_pieces
        assign_marks(content)
    return "".join(map(_piece_source, pieces, [*pieces[1:], Piece("break", "")]))


def _add_pieces(pieces: list[Piece], content: list[Node]) -> None:
    for node in content:
        if isinstance(node, str):
            pieces.append(Piece("characters", node))
        elif node.name == "br":
            pieces.append(Piece("break", "\\\n"))
        elif node.name == "code":
            pieces.append(Piece("other", _code_span(node.text)))
        elif node.name == "a":
            _add_link(pieces, node.attributes["href"], node.attributes.get("title"), node.content)
        else:
            mark = node.mark * (2 if node.name == "strong" else 1)
            pieces.append(Piece("opening", mark))
            _add_pieces(pieces, node.content)
            pieces.append(Piece("closing", mark))


def _add_link(pieces: list[Piece], href: str, title: str | None, content: list[Node]) -> None:
    if content == [href] and not title and _AUTOLINK.fullmatch(href):
        pieces.append(Piece("other", f"<{href}>"))
        return
    pieces.append(Piece("other", "["))
    _add_pieces(pieces, content)
    address = _ESCAPED_IN_ADDRESS.sub(r"\\\g<0>", href)
    title_source = f' "{_ESCAPED_IN_TITLE.sub(_escaped, title)}"' if title else ""
    pieces.append(Piece("other", f"]({address}{title_source})"))


def _code_span(text: str) -> str:
    lengths = set(map(len, _BACKTICKS.findall(text)))
    fence = "`" * next(length for length in range(1, len(lengths) + 2) if length not in lengths)
    has_spaces = text[0] == text[-1] == " " and text.strip(" ")
    padding = " " if has_spaces or "`" in (text[0], text[-1]) else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _piece_source(piece: Piece, following: Piece) -> str:
    if piece.kind != "characters":
        return piece.source
    text = piece.source
    first_reference = _reference(text[0]) if piece.first_as_reference else ""
    last_reference = (
        _reference(text[-1]) if piece.last_as_reference and not (first_reference and len(text) == 1) else ""
    )
    middle_text = text[1 if first_reference else 0 : len(text) - 1 if last_reference else len(text)]
    source = _ESCAPED_IN_RICH_TEXT.sub(_escaped, middle_text)
    if not last_reference and source.endswith("!") and following.source.startswith("["):
        # Not the mark of an image.
        source = f"{source[:-1]}\\!"
    if not last_reference and middle_text.endswith("\\"):
        source = f"{source[:-2]}{reference(middle_text[-1])}"
    return f"{first_reference}{source}{last_reference}"


def _escaped(match: "re.Match[str]") -> str:
    return reference("\n") if match[0] == "\n" else f"\\{match[0]}"
