"""The front door for XML: hardened reading of bytes, and the pieces that every XML writer is made of.

Reading: bytes only, never a path or URL; an allow-list of encodings; no DOCTYPE but the harmless legacy one of RSS 0.91; no
entities but the five of XML and character references; caps on bytes, elements, depth and attributes."""

import contextlib
import re
from typing import Any, Final
from xml.parsers import expat

import attrs
from attrs import frozen
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.encodings import decode
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

_DOCTYPE: Final = pattern(rb"<!DOCTYPE\s+([^\s>\[]+)([^>\[]*)([>\[])")
_SPACE: Final = b" \t\r\n"


@frozen
class Document:
    """A document that was read.

    Attributes:
        root: its root element.
        source: its bytes in UTF-8, which lines and columns refer to.
        encoding: the encoding that its bytes were in.
        doctype: its document type declaration, or "".
    """

    root: "etree._Element"
    source: bytes = attrs.field(repr=False)
    encoding: str
    doctype: str = ""
    _places: dict[str, Any] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def position(self, element: "etree._Element") -> tuple[int, int | None]:
        """Give line and column, counted from 1, of the `<` that begins an element.

        libxml2 keeps the line where a start tag ends and no column, so the first call reads the document once more with
        expat, which knows both; a document without findings never pays for it.
        """
        if not self._places:
            self._places["elements"] = elements = list(self.root.iter("{*}*"))  # keeps each proxy, and so its identity
            self._places["ordinals"] = {id(each): ordinal for ordinal, each in enumerate(elements)}
            self._places["positions"] = _positions(self.source)
        ordinal, positions = self._places["ordinals"].get(id(element)), self._places["positions"]
        if ordinal is None or ordinal >= len(positions):
            return element.sourceline or 1, None
        found: tuple[int, int] = positions[ordinal]
        return found


def _positions(source: bytes) -> list[tuple[int, int]]:
    parser = expat.ParserCreate("utf-8")
    places: list[tuple[int, int]] = []
    parser.StartElementHandler = lambda _name, _attributes: places.append(
        (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    )
    with contextlib.suppress(expat.ExpatError):  # libxml2 takes more: the places up to here are still right
        parser.Parse(source, True)
    return places


# --- reading ---------------------------------------------------------------------------------------------------------------


def parse(data: bytes, *, limits: Limits = DEFAULT, legacy: bool = False) -> Document:
    """Read a document.

    Args:
        data: its bytes.
        limits: what it may use.
        legacy: take the document type declarations of old RSS 0.91 feeds (no internal subset); nothing in them is used.

    Raises:
        ReadError: it is not well-formed, in an encoding that is not read, or has a document type declaration.
        LimitError: it goes over a limit.
    """
    check_size(data, limits)
    source, encoding = decode(data)
    doctype = find_doctype(source)
    if doctype and not (legacy and harmless(doctype)):
        line, column = line_and_column(source, source.find(b"<!DOCTYPE"))
        raise ReadError("has a document type declaration, which is not read; take it out", line=line, column=column)
    check_elements(source, limits)
    try:
        root = etree.fromstring(source, parser())
    except etree.XMLSyntaxError as error:
        raise syntax_error(error) from None
    if root is None:
        raise ReadError("has no element")
    check_shape(root, limits)
    return Document(root, source, encoding, doctype.decode("utf-8", "replace"))


def logged(entry: Any) -> ReadError:
    """Make our error of an entry of a parser's log."""
    return ReadError(
        f"is not well-formed XML: {entry.message.strip():.160}", line=entry.line, column=entry.column or None
    )


def parser(**options: Any) -> Any:
    """Give a parser that opens nothing and expands nothing; `internal` refuses external entities instead of dropping text."""
    return etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False, load_dtd=False, **options
    )


def find_doctype(source: bytes) -> bytes:
    """Give the document type declaration of a document in UTF-8, up to its internal subset, or b"" (XML 1.0, 2.8)."""
    at = 0
    while True:
        while source[at : at + 1] and source[at] in _SPACE:
            at += 1
        closing = b"?>" if source.startswith(b"<?", at) else b"-->" if source.startswith(b"<!--", at) else None
        if closing is None:
            break
        end = source.find(closing, at)
        if end < 0:
            return b""
        at = end + len(closing)
    if source[at : at + 9].upper() != b"<!DOCTYPE":
        return b""
    found = _DOCTYPE.match(source, at)
    return found[0] if found else source[at : at + 64]


def harmless(doctype: bytes) -> bool:
    return doctype.endswith(b">") and b"netscape.com" in doctype.lower() and b"rss-0.91" in doctype.lower()


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse a document that is empty or too long."""
    if _FILLED.search(data) is None:  # to strip the document would copy it
        raise ReadError("is empty")
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")


_FILLED: Final = pattern(rb"[^ \t\r\n\0]")
_LEAST: Final = len("<a/>")
"""How many bytes an element takes at least."""


def check_elements(source: bytes, limits: Limits) -> None:
    """Refuse too many elements before a tree of them is made; `<` in CDATA counts only when it might matter."""
    if len(source) <= limits.elements * _LEAST or source.count(b"<") <= limits.elements:
        return
    parser = expat.ParserCreate("utf-8")
    count = 0

    def started(_name: str, _attributes: object) -> None:
        nonlocal count
        count += 1
        if count > limits.elements:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            raise LimitError("elements", f"has over {limits.elements} elements", line=line, column=column)

    parser.StartElementHandler = started
    with contextlib.suppress(expat.ExpatError):  # libxml2 gives the better message, and stops at the same place
        parser.Parse(source, True)


def check_shape(root: "etree._Element", limits: Limits) -> None:
    """Refuse a tree that is too deep or has an element with too many attributes."""
    for wrong in _too_deep(limits.depth)(root):
        raise LimitError("depth", f"is over {limits.depth} elements deep", line=wrong.sourceline)
    for wrong in _too_wide(limits.attributes)(root):
        raise LimitError(
            "attributes", f"has an element with over {limits.attributes} attributes", line=wrong.sourceline
        )


def _too_deep(depth: int) -> "etree.XPath":
    return _xpath("/*" + "/*" * depth + "[1]")


def _too_wide(attributes: int) -> "etree.XPath":
    return _xpath(f"(//*[@*[{attributes + 1}]])[1]")


def _xpath(expression: str) -> "etree.XPath":
    found = _XPATHS.get(expression)
    if found is None:
        found = _XPATHS[expression] = etree.XPath(expression)
    return found


_XPATHS: Final[dict[str, "etree.XPath"]] = {}


def syntax_error(error: "etree.XMLSyntaxError") -> ReadError:
    """Make our error of lxml's: no file name, line and column as numbers."""
    line, column = error.position if error.position else (None, None)
    reason = re.sub(r", line \d+, column \d+.*$", "", str(error.msg or "cannot be parsed")).strip()
    if "xmlSAX2" in reason or "depth" in reason.lower():
        return LimitError("depth", f"is too deep: {reason:.160}", line=line or None, column=column or None)
    return ReadError(f"is not well-formed XML: {reason:.160}", line=line or None, column=column or None)
