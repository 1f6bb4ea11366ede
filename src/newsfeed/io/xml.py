"""XML: hardened parsing of bytes, source positions of elements, and the checks that every XML reader shares.

Input is always bytes, never a path or URL. Only the encodings of an allow-list are read. A DOCTYPE is refused except for the
harmless legacy one of RSS 0.91, entities except the five of XML are not expanded, and bytes, elements, depth and attributes
are limited.
"""

import contextlib
import re
from functools import cached_property
from typing import Any, Final, TypedDict
from xml.parsers import expat

import attrs
from attrs import frozen
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.encodings import decode_strictly
from newsfeed.io.floods import check_markup
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE

DOCTYPE_REFUSED: Final = "has a document type declaration, which newsfeed does not read; remove it"


class _Notes(TypedDict):
    """Options of lxml's parsers that drop comments and processing instructions."""

    remove_comments: bool
    remove_pis: bool


WITHOUT_NOTES: Final[_Notes] = {"remove_comments": True, "remove_pis": True}
"""No comment and no processing instruction is in a tree, so that none splits a text or counts as a child."""

_DOCTYPE: Final = pattern(rb"<!DOCTYPE\s++[^\s>\[\"']++(?:[^>\[\"']++|\"[^\"]*+\"|'[^']*+')*+[>\[]")
_NOT_BLANK: Final = pattern(rb"[^ \t\r\n\0]")
_SPACE: Final = XML_SPACE.encode()


class _StartTags:
    """Positions of the start tags of a parsed document, by element."""

    def __init__(self, root: "etree._Element", source: bytes) -> None:
        # lxml makes the proxy of an element anew on each access; keeping them makes their ids stable.
        self._elements = list(root.iter("{*}*"))
        self._ordinals = {id(element): ordinal for ordinal, element in enumerate(self._elements)}
        self._positions = _start_tag_positions(source)

    def position(self, element: "etree._Element") -> tuple[int, int] | None:
        """Return line and column of an element's start tag, or None if expat did not reach it."""
        ordinal = self._ordinals.get(id(element))
        return None if ordinal is None or ordinal >= len(self._positions) else self._positions[ordinal]


@frozen
class Document:
    """A parsed document.

    Attributes:
        root: the root element.
        source: the document in UTF-8; lines and columns refer to it.
        encoding: the codec of the original bytes.
        doctype: the document type declaration, or "".
    """

    root: "etree._Element"
    source: bytes = attrs.field(repr=False)
    encoding: str
    doctype: str = ""

    @cached_property
    def _start_tags(self) -> _StartTags:
        return _StartTags(self.root, self.source)

    def position(self, element: "etree._Element") -> tuple[int, int | None]:
        """Return the line and column, counted from 1, of the `<` that begins an element.

        libxml2 records only the line on which a start tag ends. The first call therefore parses the document again with
        expat, which reports both; a document without findings never pays for that.

        Returns:
            the line and None if the column is not known.
        """
        return self._start_tags.position(element) or (element.sourceline or 1, None)


def _start_tag_positions(source: bytes) -> list[tuple[int, int]]:
    """Return the positions of all start tags in document order, up to a fault that only expat refuses."""
    parser = expat.ParserCreate("utf-8")
    positions: list[tuple[int, int]] = []
    parser.StartElementHandler = lambda _name, _attributes: positions.append(
        (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    )
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(source, True)
    return positions


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace; "" for a comment or processing instruction.

    Unlike `lxml.etree.QName` this accepts every element that lxml can hold. The name of an element with an undeclared
    prefix, as it comes out of a recovering parser, includes the prefix: `media:title`.
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace_name(element: "etree._Element") -> str:
    """Return the namespace of an element, or "" if it is in none; like `local_name`, it accepts every element."""
    return element.tag[1:].rpartition("}")[0] if isinstance(element.tag, str) else ""


# --- parsing ---------------------------------------------------------------------------------------------------------------


def parse(data: bytes, *, limits: Limits = DEFAULT, legacy: bool = False, transport: str | None = None) -> Document:
    """Parse a document.

    Args:
        data: the document.
        limits: the maximum sizes.
        transport: the charset that came with the document; it takes precedence over the declaration.
        legacy: accept the document type declaration of old RSS 0.91 feeds (without an internal subset). Nothing in it is
            used.

    Raises:
        ReadError: the document is not well-formed, its encoding is not supported, or it has a document type declaration.
        LimitError: it exceeds a limit.
    """
    check_size(data, limits)
    source, encoding = decode_strictly(data, transport)
    return parse_source(source, encoding, limits=limits, legacy=legacy)


def parse_source(source: bytes, encoding: str, *, limits: Limits, legacy: bool = False) -> Document:
    """Parse a document that has been decoded.

    Args:
        source: the document in UTF-8; the encoding that it declares is ignored.
        encoding: the codec of the original bytes.
        limits, legacy: as for `parse`.

    Raises:
        ReadError, LimitError: as for `parse`.
    """
    doctype = find_doctype(source)
    if doctype and not (legacy and is_legacy_doctype(doctype)):
        line, column = line_and_column(source, source.find(b"<!DOCTYPE"))
        raise ReadError(DOCTYPE_REFUSED, line=line, column=column)
    check_markup(source, limits)
    try:
        root = etree.fromstring(source, hardened_parser())
    except etree.XMLSyntaxError as error:
        raise syntax_error(error) from None
    if root is None:
        raise ReadError("has no element")
    check_shape(root, limits)
    return Document(root, source, encoding, doctype.decode("utf-8", "replace"))


def hardened_parser(*, recover: bool = False) -> "etree.XMLParser[etree._Element]":
    """Return a parser that opens no file or URL and expands no entity of the document.

    Args:
        recover: continue after errors and build a tree from the remaining input.
    """
    return etree.XMLParser(
        encoding="utf-8",
        # False would drop the text of references; "internal" raises an error for external entities.
        resolve_entities="internal",
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=recover,
        **WITHOUT_NOTES,
    )


def syntax_error(error: "etree.XMLSyntaxError") -> ReadError:
    """Convert an error of lxml to a `ReadError` with line and column and without a file name."""
    line, column = error.position if error.position else (None, None)
    reason = re.sub(r", line \d+, column \d+.*$", "", one_line(error.msg or "cannot be parsed"))
    if "xmlSAX2" in reason or "depth" in reason.lower():
        return LimitError("depth", f"is too deep: {reason:.160}", line=line or None, column=column or None)
    return ReadError(f"is not well-formed XML: {reason:.160}", line=line or None, column=column or None)


def log_entry_error(entry: Any) -> ReadError:
    """Convert an entry of a parser's error log to a `ReadError`."""
    return ReadError(
        f"is not well-formed XML: {one_line(entry.message):.160}", line=entry.line, column=entry.column or None
    )


def one_line(message: str) -> str:
    """Return a message of libxml2 on one line: it can quote the document, with its line ends."""
    return " ".join(message.split())


# --- document type declarations --------------------------------------------------------------------------------------------


def find_doctype(source: bytes) -> bytes:
    """Return the document type declaration up to its internal subset (XML 1.0, 2.8), or b"" if there is none.

    Args:
        source: the document in UTF-8, or its first part.
    """
    offset = 0
    while True:
        while source[offset : offset + 1] and source[offset] in _SPACE:
            offset += 1
        if source.startswith(b"<?", offset):
            closing = b"?>"
        elif source.startswith(b"<!--", offset):
            closing = b"-->"
        else:
            break
        end = source.find(closing, offset)
        if end < 0:
            return b""
        offset = end + len(closing)
    if source[offset : offset + 9].upper() != b"<!DOCTYPE":
        return b""
    doctype = _DOCTYPE.match(source, offset)
    return doctype[0] if doctype else source[offset : offset + 9]


def is_legacy_doctype(doctype: bytes) -> bool:
    """Return whether a document type declaration is that of RSS 0.91, without an internal subset.

    With a `<` in an identifier it is none: a comment that seems to begin there would hide markup from counting.
    """
    is_plain = doctype.endswith(b">") and b"<" not in doctype[1:]
    return is_plain and b"netscape.com" in doctype.lower() and b"rss-0.91" in doctype.lower()


# --- limits ----------------------------------------------------------------------------------------------------------------


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse a document that is empty or too long.

    Raises:
        ReadError: the document is empty.
        LimitError: it is longer than `limits.bytes`.
    """
    if _NOT_BLANK.search(data) is None:  # `not data.strip()` would copy the document
        raise ReadError("is empty")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")


def check_shape(root: "etree._Element", limits: Limits) -> None:
    """Refuse a tree that is too deep or has an element with too many attributes.

    Raises:
        LimitError: the tree exceeds `limits.depth` or `limits.attributes`.
    """
    for element in _too_deep(limits.depth)(root):
        raise LimitError("depth", f"is over {limits.depth} elements deep", line=element.sourceline)
    for element in _too_wide(limits.attributes)(root):
        reason = f"has an element with over {limits.attributes} attributes"
        raise LimitError("attributes", reason, line=element.sourceline)


def _too_deep(depth: int) -> "etree.XPath":
    return _xpath("/*" + "/*" * depth + "[1]")


def _too_wide(attributes: int) -> "etree.XPath":
    return _xpath(f"(//*[@*[{attributes + 1}]])[1]")


def _xpath(expression: str) -> "etree.XPath":
    compiled = _XPATHS.get(expression)
    if compiled is None:
        compiled = _XPATHS[expression] = etree.XPath(expression)
    return compiled


_XPATHS: Final[dict[str, "etree.XPath"]] = {}
"""Compiled expressions; the numbers in them come from `Limits`, of which a program uses few."""
