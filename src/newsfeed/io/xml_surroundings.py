"""Text around the root element of almost-XML: output of programs before it, and anything behind it."""

import contextlib
import re
from typing import Final
from xml.parsers import expat

from newsfeed.errors import ReadError
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

_ROOT_NAMES: Final = rb"(?:rss|feed|rdf|newsitem|newsmessage|packageitem|opml|html)"
_SKIPPED_OR_ROOT: Final = pattern(
    rb"<!--.*?(?:-->|\Z)|<\?[^<>]*>?|(<(?:[\w.-]{1,32}:)?" + _ROOT_NAMES + rb"(?=[\s/>]))", re.DOTALL | re.IGNORECASE
)
_ANY_ROOT: Final = pattern(rb"<!--.*?(?:-->|\Z)|<\?[^<>]*>?|(<[A-Za-z_])", re.DOTALL)
_PROLOG: Final = pattern(
    rb"(?:<\?xml\s[^<>]*\?>)?(?:\s++|<!--(?:(?!--).)*+-->|<\?(?!xml\s).*?\?>|<!DOCTYPE\s[^<>\[]*>)*+",
    re.DOTALL | re.IGNORECASE,
)
_BLANK: Final = pattern(rb"(?:\s|<!--(?:(?!--).)*+-->)*+(?:<\?xml\s[^<>]*\?>\s*)?", re.DOTALL)
_NOT_LINE_END: Final = pattern(rb"[^\r\n]")
_ROOT_TAG_END: Final = pattern(rb"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_MISC: Final = pattern(rb"(?:\s++|<!--(?:(?!--).)*+-->|<\?(?!xml\s)[A-Za-z_].*?\?>)*+", re.DOTALL)
_MAX_PREFIX: Final = 1 << 16


def find_root(source: bytes) -> int:
    """Return the offset of the tag that begins a feed, an item or another known document, or else of the first tag.

    Args:
        source: the document in UTF-8, or its first part; the root is looked for in its first 64 KB.

    Returns:
        the offset; -1 if there is no tag.
    """
    head = source[:_MAX_PREFIX]
    for expression in (_SKIPPED_OR_ROOT, _ANY_ROOT):
        for match in expression.finditer(head):
            if match[1]:
                return match.start()
    return -1


def skip_text_before_root(source: bytes, faults: list[ReadError]) -> bytes:
    """Overwrite with spaces anything that XML does not allow before the root element; lines and columns stay the same.

    Programs write warnings, HTTP headers or blank lines there. The XML declaration goes too: the document is decoded.
    """
    root = find_root(source)
    if root <= 0 or _PROLOG.fullmatch(source, 0, root):
        return source
    prolog = source[:root]
    is_blank = _BLANK.fullmatch(prolog) is not None
    reason = (
        "has white space before the XML declaration" if is_blank else "has text before the document, which is skipped"
    )
    offset = prolog.find(b"<?xml") if is_blank else _PROLOG.match(prolog).end()  # type: ignore[union-attr]  # matches ""
    line, column = line_and_column(source, offset)
    faults.append(ReadError(reason, line=line, column=column))
    return _NOT_LINE_END.sub(b" ", prolog) + source[root:]


def cut_text_after_root(source: bytes, faults: list[ReadError]) -> bytes:
    """Cut off the text after the root element, unless XML allows it there: comments and white space (XML 1.0, 2.8).

    A document that is not well-formed before that is returned as it is.
    """
    end = _root_end(source)
    if end is None or _MISC.fullmatch(source, end):
        return source
    line, column = line_and_column(source, end)
    faults.append(ReadError("has bytes after the root element, which are skipped", line=line, column=column))
    return source[:end]


def _root_end(source: bytes) -> int | None:
    """Return the offset behind the root element, or None if expat does not get there."""
    parser = expat.ParserCreate("utf-8")
    depth, end = 0, -1

    def open_element(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1

    def close_element(_name: str) -> None:
        nonlocal depth, end
        depth -= 1
        if depth == 0:
            end = parser.CurrentByteIndex

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(source, True)
    if end < 0:
        return None
    # Of an empty-element tag, expat reports the start or the end.
    tag = _ROOT_TAG_END.match(source, end) if source.startswith(b"<", end) else None
    return tag.end() if tag else end
