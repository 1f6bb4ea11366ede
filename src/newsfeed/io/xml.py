"""The front door for XML: hardened reading of bytes, and the pieces that every XML writer is made of.

Reading: bytes only, never a path or URL; an allow-list of encodings; no DOCTYPE but the harmless legacy one of RSS 0.91; no
entities but the five of XML and character references; caps on bytes, elements, depth and attributes.
"""

import codecs
import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Final
from xml.parsers import expat

import attrs
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model.frozen import frozen
from newsfeed.model.rich_text import escape, escape_attribute
from newsfeed.values.patterns import pattern

XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"
ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
MEDIA: Final = "http://search.yahoo.com/mrss/"
SY: Final = "http://purl.org/rss/1.0/modules/syndication/"
FH: Final = "http://purl.org/syndication/history/1.0"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
CC: Final = "http://backend.userland.com/creativeCommonsRssModule"

DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'

ENCODINGS: Final = frozenset(
    """
    utf-8 utf-16 ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 cp874 cp437 cp850 cp852 cp866 koi8-r koi8-u mac-roman tis-620 shift_jis cp932 euc_jp
    iso2022_jp gb2312 gbk gb18030 big5 big5hkscs euc_kr cp949
    """.split()  # noqa: SIM905  (one name a word reads best)
)
"""The encodings that are read, by the names of Python's codecs. UTF-7 is not among them: in it, text turns into tags."""

_DECLARED: Final = pattern(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
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
    if doctype and not (legacy and _harmless(doctype)):
        line, column = place(source, source.find(b"<!DOCTYPE"))
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


class Pieces:
    """A document that is read as a stream: some of its elements, each whole, and forgotten before the next.

    Args:
        file: the document.
        limits: `depth` and `attributes` hold for each element, `bytes` for what stands between two of them.
    """

    CHUNK: Final = 1 << 16
    root: "etree._Element"

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._file = file
        self._limits = limits

    def elements(
        self, names: tuple[str, ...], wanted: Callable[["etree._Element"], bool], looked_at: Callable[[bytes], object]
    ) -> Iterator["etree._Element"]:
        """Give the elements of these names that are wanted, when each has ended.

        Args:
            names: in Clark notation, `{*}item` in any namespace.
            wanted: whether to give one.
            looked_at: is shown the document's bytes in UTF-8, each part before its elements are given.

        Returns:
            the elements, still in their document: what stands above them can be looked at. When all have been given,
            `root` is the root element.

        Raises:
            ReadError, LimitError: as `parse`.
        """
        parser: Any = etree.XMLPullParser(
            ("end",), tag=names, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False,
            load_dtd=False,
        )  # fmt: skip
        since, tail = 0, b""
        for chunk in self._chunks():
            looked_at(tail + chunk)
            tail = chunk[-4096:]
            since += len(chunk)
            fault = self._feed(parser, chunk)
            checked = False
            for _, element in parser.read_events():  # those that end before the fault are whole
                if not wanted(element):
                    continue
                since = 0
                if not checked:  # once a chunk: the tree has all of its elements
                    self._check(element.getroottree())
                    checked = True
                yield element
                _forget(element)
            if fault is not None:
                raise fault
            if since > self._limits.bytes:
                raise LimitError("bytes", f"has over {self._limits.bytes} bytes between two elements that are read")
        self._close(parser)

    def _check(self, tree: Any) -> None:
        if tree.docinfo.internalDTD is not None and not _harmless_dtd(tree.docinfo):
            raise ReadError("has a document type declaration, which is not read; take it out")
        check_shape(tree.getroot(), self._limits)

    def _feed(self, parser: Any, chunk: bytes) -> ReadError | None:
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            return syntax_error(error)
        return None

    def _close(self, parser: Any) -> None:
        try:
            self.root = parser.close()
        except etree.XMLSyntaxError as error:
            raise syntax_error(error) from None

    def _chunks(self) -> Iterator[bytes]:
        """Give the document in UTF-8."""
        first = self._file.read(self.CHUNK)
        check_size(first, self._limits)
        codec, start = _encoding_of(first)
        doctype = find_doctype(first[start:] if codec == "utf-8" else first[start:].decode(codec, "replace").encode())
        if doctype and not _harmless(doctype):
            raise ReadError("has a document type declaration, which is not read; take it out", line=1)
        if codec == "utf-8":
            yield first[start:]
            while chunk := self._file.read(self.CHUNK):
                yield chunk
            return
        decoder = codecs.getincrementaldecoder(codec)("strict")
        chunk = first[start:]
        try:
            while chunk:
                yield decoder.decode(chunk).encode()
                chunk = self._file.read(self.CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise ReadError(f"is not in the encoding {codec}, which it declares") from None


def _harmless_dtd(docinfo: Any) -> bool:
    return _harmless(f"{docinfo.doctype}".encode())


def _encoding_of(head: bytes) -> tuple[str, int]:
    """Give the encoding of a document, by its codec, and where it begins after its byte order mark."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, len(bom)
    if head[:4] in (b"<\0?\0", b"\0<\0?"):
        return ("utf-16-le" if head[:1] == b"<" else "utf-16-be"), 0
    return _codec(declared_encoding(head)), 0


def _forget(element: "etree._Element") -> None:
    """Empty an element that has been read, and take out what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while parent[0] is not element:
            del parent[0]


def parser(**options: Any) -> Any:
    """Give a parser that opens nothing and expands nothing; `internal` refuses external entities instead of dropping text."""
    return etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False, load_dtd=False, **options
    )


def decode(data: bytes) -> tuple[bytes, str]:
    """Give the bytes of a document in UTF-8, and the name of the encoding that they were in (XML 1.0, Appendix F).

    Raises:
        ReadError: the encoding is not one that is read, or the bytes are not in it.
    """
    codec, start = _encoding_of(data)
    data = data[start:]
    if codec == "utf-8":
        return data, codec  # libxml2 checks the bytes
    try:
        return data.decode(codec).encode(), codec
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line, column = place(data, at)
        raise ReadError(
            f"is not in the encoding {codec}, which it declares: byte {at}", line=line, column=column
        ) from None


def declared_encoding(data: bytes) -> str:
    """Give the encoding that a document's XML declaration names, as it is written there; UTF-8 where none is."""
    declared = _DECLARED.match(data)
    return declared[1].decode("ascii") if declared else "utf-8"


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in ENCODINGS and not codec.startswith("utf-16"):
        raise ReadError(f"is declared to be in the encoding {name!r:.48}, which is not read; use UTF-8", line=1)
    return codec


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


def _harmless(doctype: bytes) -> bool:
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


def place(source: bytes, at: int) -> tuple[int, int]:
    """Give line and column, counted from 1, of an offset."""
    start = source.rfind(b"\n", 0, max(at, 0)) + 1
    return source.count(b"\n", 0, max(at, 0)) + 1, len(source[start : max(at, 0)].decode("utf-8", "replace")) + 1


def syntax_error(error: "etree.XMLSyntaxError") -> ReadError:
    """Make our error of lxml's: no file name, line and column as numbers."""
    line, column = error.position if error.position else (None, None)
    reason = re.sub(r", line \d+, column \d+.*$", "", str(error.msg or "cannot be parsed")).strip()
    if "xmlSAX2" in reason or "depth" in reason.lower():
        return LimitError("depth", f"is too deep: {reason:.160}", line=line or None, column=column or None)
    return ReadError(f"is not well-formed XML: {reason:.160}", line=line or None, column=column or None)


# --- writing ---------------------------------------------------------------------------------------------------------------
# Writers build `str` pieces out of these and hand each whole item to a `write` function as bytes. Characters need no check
# here: the model has refused the illegal ones.


def attributes(pairs: Iterable[tuple[str, object]]) -> str:
    """Give attributes, a space before each; those whose value is None or "" are left out."""
    return "".join(
        [f' {name}="{escape_attribute(str(value))}"' for name, value in pairs if value is not None and value != ""]
    )


def element(name: str, text: str, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Give an element with character data, and a line end."""
    return f"<{name}{attributes(pairs) if pairs else ''}>{escape(text)}</{name}>\n"


def optional(name: str, text: object, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Give an element, or nothing where there is no text."""
    return "" if text is None or text == "" else element(name, str(text), pairs)


def empty(name: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Give an element without content, and a line end."""
    return f"<{name}{attributes(pairs)}/>\n"


def character_data(html: bytes) -> tuple[bytes, bytes, bytes]:
    """Give HTML in UTF-8 as the content of an element: a CDATA section, which is smaller and faster to write and to read.

    A CDATA section ends at the first `]]>`, and a CR in it would be read as LF (XML 1.0, 2.7 and 2.11): HTML that has one of
    these is escaped instead.

    Returns:
        the beginning, the HTML and the end, for the writer to join with what stands around them, so that it is copied once.
    """
    if 0x0D in html or (0x5D in html and b"]]>" in html):  # one byte is looked for much faster than three
        html = html.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        return b"", html.replace(b"]]>", b"]]&gt;").replace(b"\r", b"&#13;"), b""
    return b"<![CDATA[", html, b"]]>"
