"""Documents that are almost XML: what the field gets wrong without a doubt about what is meant, put right and told.

Nothing is lost by any of these: an encoding other than the one declared, white space before the XML declaration, entities of
HTML, a bare `&`, control characters (U+FFFD marks their places), prefixes that nobody declared, namespaces with white space in
them. A document that is not well-formed beyond that is an error, unless the caller asks for what can be saved.
"""

import codecs
import re
from typing import Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io import encodings, positions, xml
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.values import namespaces
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

_NAMED: Final = pattern(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE: Final = pattern(rb"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z_][\w.-]{0,63});)")
NUMBERED: Final = pattern(rb"&#(?:([0-9]{1,10})|[xX]([0-9A-Fa-f]{1,8}));")
_CONTROL: Final = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LATE_DECLARATION: Final = pattern(rb"((?:\s|<!--(?:[^-]|-[^-]){0,2000}-->){1,100}+)(<\?xml\s[^>]{0,200}\?>)")
_NAMESPACE: Final = pattern(rb"(\sxmlns(?::[\w.-]{1,64})?\s*=\s*)([\"'])([^\"'<>]{0,512})\2")
_USED: Final = pattern(rb"[<\s]/?([A-Za-z_][\w.-]{0,63}):[A-Za-z_]")
_DECLARED: Final = pattern(rb"\sxmlns:([A-Za-z_][\w.-]{0,63})\s*=")
_ROOT: Final = pattern(rb"<[A-Za-z_][^\s/>]*")
_ASIDE: Final = pattern(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL
)  # \Z: else each opening is a search

PREFIXES: Final = {
    "atom": namespaces.ATOM,
    "content": namespaces.CONTENT,
    "creativeCommons": namespaces.CC,
    "dc": namespaces.DC,
    "dcterms": namespaces.DCTERMS,
    "fh": namespaces.FH,
    "at": namespaces.TOMBSTONES,
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": namespaces.MEDIA,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": namespaces.SY,
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
"""What a prefix means that is used and not declared; another one is put into a namespace of its own."""


def parse(data: bytes, *, limits: Limits = DEFAULT, recover: bool = False) -> tuple[xml.Document, list[ReadError]]:
    """Read a document, with what is put right in it; legacy document type declarations are taken.

    Args:
        data: its bytes.
        limits: what it may use.
        recover: save what can be saved of a document that is not well-formed even so.

    Returns:
        the document, and what was wrong with it; nothing where it is well-formed.

    Raises:
        ReadError: it is not well-formed, or has a document type declaration with declarations in it.
        LimitError: it goes over a limit.
    """
    try:
        return xml.parse(data, limits=limits, legacy=True), []
    except LimitError:
        raise
    except ReadError as error:
        first = error
    xml.check_size(data, limits)
    source, faults = _decoded(data)
    if b"[" in xml.find_doctype(source):
        raise first
    for mend in _MENDS:
        source = mend(source, faults)
    try:
        return xml.parse(source, limits=limits, legacy=True), faults or [first]
    except LimitError:
        raise
    except ReadError as error:
        if not recover:
            raise
        return _saved(source, limits, [*faults, error])


def _decoded(data: bytes) -> tuple[bytes, list[ReadError]]:
    """Give a document in UTF-8, by its declaration or else as what it can be: UTF-8, with Windows-1252 where it is not."""
    try:
        source = encodings.decode(data)[0]
        source.decode()
    except UnicodeDecodeError as error:
        line, column = positions.line_and_column(data, error.start)
        fault = ReadError("has bytes that are no UTF-8; they are read as Windows-1252", line=line, column=column)
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", _WINDOWS).encode(), [fault]
    except ReadError as error:
        declared = encodings.declared_encoding(data)
        if _is_codec(declared) and error.column is None:
            raise  # one that is not read, such as UTF-7, in which text turns into tags
        fault = ReadError(f"is not in the encoding {declared!r:.48}, which it declares; it is read as UTF-8", line=1)
        return _utf8_declared(data.decode("utf-8", _WINDOWS)).encode(), [fault]
    return source, []


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _utf8_declared(text: str) -> str:
    return re.sub(r"""(<\?xml[^>]{0,200}?\sencoding\s*=\s*["'])[^"']{0,40}""", r"\g<1>UTF-8", text, count=1)


_WINDOWS: Final = "newsfeed-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WINDOWS, _as_windows)


def _without_controls(source: bytes, faults: list[ReadError]) -> bytes:
    """Mark the places of characters that XML 1.0 does not allow (2.2)."""
    found = _CONTROL.search(source)
    if found is None:
        return source
    line, column = positions.line_and_column(source, found.start())
    faults.append(ReadError("has control characters, which XML does not allow", line=line, column=column))
    return _CONTROL.sub("\ufffd".encode(), source)


def _without_late_declaration(source: bytes, faults: list[ReadError]) -> bytes:
    """Blank out an XML declaration after white space; lines and columns stay what they are."""
    found = _LATE_DECLARATION.match(source)
    if found is None:
        return source
    line, column = positions.line_and_column(source, found.start(2))
    faults.append(ReadError("has white space before the XML declaration", line=line, column=column))
    return found[1] + b" " * len(found[2]) + source[found.end() :]


def _with_legal_references(source: bytes, faults: list[ReadError]) -> bytes:
    """Write the entities that HTML has and XML has not as numbers, and a `&` that begins none as text; CDATA stays."""
    if b"&" not in source:
        return source
    out, start = [], 0
    for aside in _ASIDE.finditer(source):
        out += [_legal(source[start : aside.start()]), aside[0]]
        start = aside.end()
    out.append(_legal(source[start:]))
    mended = b"".join(out)
    if mended != source:
        pairs = enumerate(zip(source, mended, strict=False))
        at = next((at for at, (old, new) in pairs if old != new), len(source))  # a & may be its last byte
        line, column = positions.line_and_column(source, source.rfind(b"&", 0, at + 1))
        faults.append(ReadError("has a bare & or an entity of HTML, which XML does not have", line=line, column=column))
    return mended


def _legal(source: bytes) -> bytes:
    return _BARE.sub(b"&amp;", NUMBERED.sub(_character, _NAMED.sub(_number, source)))


def _character(found: re.Match[bytes]) -> bytes:
    return found[0] if is_legal(found) else "\ufffd".encode()


def is_legal(reference: re.Match[bytes]) -> bool:
    """Whether a reference that `NUMBERED` found names a character that XML allows (XML 1.0, 4.1)."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )


def _number(name: re.Match[bytes]) -> bytes:
    characters = unescape(f"&{name[1].decode('ascii')};")
    return name[0] if characters.startswith("&") else "".join(f"&#{ord(each)};" for each in characters).encode()


def _with_plain_namespaces(source: bytes, faults: list[ReadError]) -> bytes:
    """Take white space out of the names of namespaces."""

    def plain(found: re.Match[bytes]) -> bytes:
        name = b"".join(found[3].split())
        if name != found[3]:
            line, column = positions.line_and_column(source, found.start())
            faults.append(ReadError("has white space in the name of a namespace", line=line, column=column))
        return found[1] + found[2] + name + found[2]

    return _NAMESPACE.sub(plain, source)


def _with_declared_prefixes(source: bytes, faults: list[ReadError]) -> bytes:
    """Declare on the root the prefixes that are used and not declared (Namespaces in XML 1.0, 5)."""
    plain = _ASIDE.sub(b"", source)
    missing = sorted({*_USED.findall(plain)} - {*_DECLARED.findall(plain)} - {b"xml", b"xmlns"})
    root = _ROOT.search(source)
    if root is None or not missing or len(missing) > 64:
        return source
    names = [name.decode("ascii", "replace") for name in missing]
    pairs = "".join(f' xmlns:{name}="{PREFIXES.get(name, f"urn:newsfeed:undeclared:{name}")}"' for name in names)
    mended = source[: root.end()] + pairs.encode() + source[root.end() :]
    if any(name in PREFIXES for name in names) or _is_namespace_fault(source):
        faults.append(ReadError(f"uses prefixes that it does not declare: {', '.join(names)}"))
        return mended
    return source


_MENDS: Final = (
    _without_late_declaration,
    _without_controls,
    _with_legal_references,
    _with_plain_namespaces,
    _with_declared_prefixes,
)


def _is_namespace_fault(source: bytes) -> bool:
    try:
        etree.fromstring(source, xml.parser())
    except etree.XMLSyntaxError as error:
        return "amespace" in str(error.msg)
    return False


def _saved(source: bytes, limits: Limits, faults: list[ReadError]) -> tuple[xml.Document, list[ReadError]]:
    """Read what libxml2 can save; every fault that it names is given, so that nothing is lost without a word."""
    xml.check_elements(source, limits)
    parser = xml.parser(recover=True)
    try:
        root = etree.fromstring(source.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise xml.syntax_error(error) from None
    if root is None:
        raise faults[-1]
    xml.check_shape(root, limits)
    known = {fault.line for fault in faults}
    logged = [xml.logged(entry) for entry in list(parser.error_log)[:100]]
    return xml.Document(root, source, "utf-8"), [*faults, *(each for each in logged if each.line not in known)]
