"""Repair of almost-XML: common publishing mistakes with only one plausible meaning are fixed and reported.

The repairs lose nothing. They cover an encoding other than the declared one, white space before the XML declaration, entities
of HTML, a bare `&`, control characters (replaced by U+FFFD), undeclared prefixes, and white space in namespace names. A
document that is still not well-formed raises an error, unless the caller asks to recover what can be parsed.
"""

import codecs
import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io import encodings, xml
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column
from newsfeed.values import namespaces
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

NUMERIC_REFERENCE: Final = pattern(rb"&#(?:([0-9]{1,10})|[xX]([0-9A-Fa-f]{1,8}));")
"""Numeric character references; the groups are the decimal and the hexadecimal digits."""

_HTML_ENTITY: Final = pattern(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND: Final = pattern(rb"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z_][\w.-]{0,63});)")
_CONTROL: Final = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LATE_DECLARATION: Final = pattern(rb"((?:\s|<!--(?:[^-]|-[^-]){0,2000}-->){1,100}+)(<\?xml\s[^>]{0,200}\?>)")
_NAMESPACE: Final = pattern(rb"(\sxmlns(?::[\w.-]{1,64})?\s*=\s*)([\"'])([^\"'<>]{0,512})\2")
_USED_PREFIX: Final = pattern(rb"[<\s]/?([A-Za-z_][\w.-]{0,63}):[A-Za-z_]")
_DECLARED_PREFIX: Final = pattern(rb"\sxmlns:([A-Za-z_][\w.-]{0,63})\s*=")
_ROOT: Final = pattern(rb"<[A-Za-z_][^\s/>]*")
# Without the alternative \Z each unclosed opening would be searched for to the end: quadratic time.
_CDATA_OR_COMMENT: Final = pattern(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_MAX_PREFIXES: Final = 64
_MAX_LOGGED: Final = 100
_REPLACEMENT: Final = "\ufffd".encode()

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
"""Namespaces of prefixes that feeds use without declaring them; any other prefix gets a namespace of newsfeed's own."""

Repair = Callable[[bytes, list[ReadError]], bytes]
"""A function that returns the repaired document and appends an error for each kind of mistake it fixed."""


def parse(data: bytes, *, limits: Limits = DEFAULT, recover: bool = False) -> tuple[xml.Document, list[ReadError]]:
    """Parse a document, repairing it if it is not well-formed; the legacy DOCTYPE of RSS 0.91 is accepted.

    Args:
        data: the document.
        limits: the maximum sizes.
        recover: if repairing is not enough, return the tree that libxml2 can build.

    Returns:
        the document, and the mistakes in it; none if it is well-formed.

    Raises:
        ReadError: the document is not well-formed and cannot be repaired, or its DOCTYPE has declarations in it.
        LimitError: it exceeds a limit.
    """
    try:
        return xml.parse(data, limits=limits, legacy=True), []
    except LimitError:
        raise
    except ReadError as error:
        original_fault = error
    xml.check_size(data, limits)
    source, faults = _decode(data)
    if b"[" in xml.find_doctype(source):
        raise original_fault
    for repair in _REPAIRS:
        source = repair(source, faults)
    try:
        return xml.parse(source, limits=limits, legacy=True), faults or [original_fault]
    except LimitError:
        raise
    except ReadError as error:
        if not recover:
            raise
        return _recover(source, limits, [*faults, error])


def _fault(reason: str, source: bytes, offset: int) -> ReadError:
    line, column = line_and_column(source, offset)
    return ReadError(reason, line=line, column=column)


# --- encoding --------------------------------------------------------------------------------------------------------------


def _decode(data: bytes) -> tuple[bytes, list[ReadError]]:
    """Return the document in UTF-8: decoded as declared, or else as UTF-8 with Windows-1252 for the invalid bytes."""
    try:
        source = encodings.decode(data)[0]
        source.decode()
    except UnicodeDecodeError as error:
        fault = _fault("has bytes that are not UTF-8; they are read as Windows-1252", data, error.start)
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", _WINDOWS_1252_FALLBACK).encode(), [fault]
    except ReadError as error:
        declared = encodings.declared_encoding(data)
        # A codec that Python has and newsfeed does not read, such as UTF-7, is not guessed at: UTF-7 can hide tags.
        if _is_codec(declared) and error.column is None:
            raise
        fault = ReadError(f"is not in the declared encoding {declared!r:.48}; it is read as UTF-8", line=1)
        return _declare_utf8(data.decode("utf-8", _WINDOWS_1252_FALLBACK)).encode(), [fault]
    return source, []


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _declare_utf8(text: str) -> str:
    return re.sub(r"""(<\?xml[^>]{0,200}?\sencoding\s*=\s*["'])[^"']{0,40}""", r"\g<1>UTF-8", text, count=1)


def _decode_as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Handle a decoding error by reading the invalid bytes as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS_1252_FALLBACK: Final = "newsfeed-windows-1252"
codecs.register_error(_WINDOWS_1252_FALLBACK, _decode_as_windows_1252)


# --- characters and references ---------------------------------------------------------------------------------------------


def _replace_control_characters(source: bytes, faults: list[ReadError]) -> bytes:
    """Replace characters that XML 1.0 (2.2) forbids by U+FFFD."""
    control = _CONTROL.search(source)
    if control is None:
        return source
    faults.append(_fault("has control characters, which XML does not allow", source, control.start()))
    return _CONTROL.sub(_REPLACEMENT, source)


def _blank_late_declaration(source: bytes, faults: list[ReadError]) -> bytes:
    """Overwrite an XML declaration after white space with spaces, so that lines and columns stay the same."""
    late = _LATE_DECLARATION.match(source)
    if late is None:
        return source
    faults.append(_fault("has white space before the XML declaration", source, late.start(2)))
    return late[1] + b" " * len(late[2]) + source[late.end() :]


def _repair_references(source: bytes, faults: list[ReadError]) -> bytes:
    """Replace entities of HTML by numeric references and escape bare ampersands, outside of CDATA and comments."""
    if b"&" not in source:
        return source
    pieces, start = [], 0
    for untouched in _CDATA_OR_COMMENT.finditer(source):
        pieces += [_legal_references(source[start : untouched.start()]), untouched[0]]
        start = untouched.end()
    pieces.append(_legal_references(source[start:]))
    repaired = b"".join(pieces)
    if repaired != source:
        bytes_of_both = enumerate(zip(source, repaired, strict=False))
        # They do not differ up to the end of the shorter one if a bare & is the last byte.
        changed = next((index for index, (old, new) in bytes_of_both if old != new), len(source))
        reason = "has a bare & or an entity of HTML, which XML does not define"
        faults.append(_fault(reason, source, source.rfind(b"&", 0, changed + 1)))
    return repaired


def _legal_references(source: bytes) -> bytes:
    return _BARE_AMPERSAND.sub(
        b"&amp;", NUMERIC_REFERENCE.sub(_legal_number, _HTML_ENTITY.sub(_numeric_references, source))
    )


def _legal_number(reference: re.Match[bytes]) -> bytes:
    return reference[0] if is_legal_reference(reference) else _REPLACEMENT


def is_legal_reference(reference: re.Match[bytes]) -> bool:
    """Return whether a match of `NUMBERED` refers to a character that XML allows (XML 1.0, 4.1)."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )


def _numeric_references(entity: re.Match[bytes]) -> bytes:
    characters = unescape(f"&{entity[1].decode('ascii')};")
    if characters.startswith("&"):
        # HTML has no such entity either.
        return entity[0]
    return "".join(f"&#{ord(character)};" for character in characters).encode()


# --- namespaces ------------------------------------------------------------------------------------------------------------


def _remove_space_in_namespaces(source: bytes, faults: list[ReadError]) -> bytes:
    """Remove white space from namespace names."""

    def without_space(declaration: re.Match[bytes]) -> bytes:
        """Return the declaration with the white space removed, and report it."""
        name = b"".join(declaration[3].split())
        if name != declaration[3]:
            faults.append(_fault("has white space in the name of a namespace", source, declaration.start()))
        return declaration[1] + declaration[2] + name + declaration[2]

    return _NAMESPACE.sub(without_space, source)


def _declare_prefixes(source: bytes, faults: list[ReadError]) -> bytes:
    """Declare undeclared prefixes on the root element (Namespaces in XML 1.0, 5)."""
    markup = _CDATA_OR_COMMENT.sub(b"", source)
    declared = {*_DECLARED_PREFIX.findall(markup), b"xml", b"xmlns"}
    undeclared = sorted({*_USED_PREFIX.findall(markup)} - declared)
    root = _ROOT.search(source)
    if root is None or not undeclared or len(undeclared) > _MAX_PREFIXES:
        return source
    names = [name.decode("ascii", "replace") for name in undeclared]
    # Text such as "note:this" looks like a prefix too: only declare those if the parser does complain.
    if not any(name in PREFIXES for name in names) and not _has_namespace_fault(source):
        return source
    declarations = "".join(f' xmlns:{name}="{PREFIXES.get(name, f"urn:newsfeed:undeclared:{name}")}"' for name in names)
    faults.append(ReadError(f"uses prefixes that it does not declare: {', '.join(names)}"))
    return source[: root.end()] + declarations.encode() + source[root.end() :]


def _has_namespace_fault(source: bytes) -> bool:
    try:
        etree.fromstring(source, xml.hardened_parser())
    except etree.XMLSyntaxError as error:
        return "amespace" in str(error.msg)
    return False


_REPAIRS: Final[tuple[Repair, ...]] = (
    _blank_late_declaration,
    _replace_control_characters,
    _repair_references,
    _remove_space_in_namespaces,
    _declare_prefixes,
)


# --- recovery --------------------------------------------------------------------------------------------------------------


def _recover(source: bytes, limits: Limits, faults: list[ReadError]) -> tuple[xml.Document, list[ReadError]]:
    """Return the tree that libxml2 can build, with every fault it logs, so that no loss goes unreported."""
    # The repair skips references in anything that looks like a comment or CDATA, which libxml2 may read differently. A
    # reference to a surrogate would result in text that lxml cannot decode.
    source = NUMERIC_REFERENCE.sub(_legal_number, source)
    xml.check_elements(source, limits)
    parser = xml.hardened_parser(recover=True)
    try:
        root = etree.fromstring(source.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise xml.syntax_error(error) from None
    if root is None:
        raise faults[-1]
    xml.check_shape(root, limits)
    reported_lines = {fault.line for fault in faults}
    logged = [xml.log_entry_error(entry) for entry in list(parser.error_log)[:_MAX_LOGGED]]
    faults = [*faults, *(entry for entry in logged if entry.line not in reported_lines)]
    return xml.Document(root, source, "utf-8"), faults
