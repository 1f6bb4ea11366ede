"""Reading of XML for validation: continues after faults and reports those of the XML itself.

A reader stops at the first fault, but a validator should report the others too. So after a fault of the encoding, the
document type declaration or the well-formedness, parsing continues as far as it can. Declarations in a DTD are never used.
"""

import codecs
import re
from html.entities import name2codepoint
from typing import Final

import attrs
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io import positions, xml, xml_references
from newsfeed.io.encoding_labels import find_encoding
from newsfeed.io.floods import check_markup
from newsfeed.io.limits import Limits
from newsfeed.io.xml import Document
from newsfeed.validation import w3c
from newsfeed.validation.faults import quote

_DECLARATION: Final = re.compile(rb"<\?xml\b([^>]{0,400}?)\?>")
_ENCODING: Final = re.compile(rb"""\sencoding\s*=\s*["']([^"']{0,80})["']""")
_VERSION: Final = re.compile(rb"""\sversion\s*=\s*["']([^"']{0,20})["']""")
_DOCTYPE: Final = re.compile(
    rb"<!DOCTYPE(?:[^\[>\"']++|\"[^\"]*+\"|'[^']*+')*+"
    rb"(?:\[((?:[^\]\"'<]++|<!--.*?(?:-->|\Z)|\"[^\"]*+\"|'[^']*+'|<)*+)\]\s*+)?>",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY: Final = re.compile(rb"<!ENTITY\s+(?:%\s+)?([^\s\"'>]{1,80})\s+(SYSTEM|PUBLIC)?")
_REFERENCE: Final = re.compile(rb"&([A-Za-z_:][A-Za-z0-9._:-]{0,63});")
_PREDEFINED: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_REQUIRED: Final = frozenset(("utf-8", "utf-16", "utf-16-le", "utf-16-be"))
_FORBIDDEN: Final = frozenset(
    ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
)
_RSS091: Final = b"rss-0.91"


@attrs.frozen
class Source:
    """A document that was read for validation.

    Attributes:
        document: the document, or None if it could not be parsed at all.
        findings: findings about the XML itself.
        declared: the declared encoding, or "".
    """

    document: Document | None
    findings: tuple[Finding, ...]
    declared: str = ""


class _Notes(list[Finding]):
    """The findings about the XML."""

    def note(
        self,
        code: str,
        w3c_code: str,
        message: str,
        *,
        position: tuple[int | None, int | None] = (1, 1),
        severity: Severity | None = None,
    ) -> None:
        """Add a finding.

        Args:
            code: its code.
            w3c_code: the W3C code that gives its severity and reference, or "".
            message: its message.
            position: line and column.
            severity: overrides that of the W3C code.
        """
        line, column = position
        reference = w3c.reference(w3c_code) if w3c_code else None
        self.append(
            Finding(
                severity=severity or w3c.severity(w3c_code),
                code=code,
                message=message,
                line=line,
                column=column,
                reference=reference,
            )
        )


def read(data: bytes, limits: Limits, encoding: str | None = None) -> Source:
    """Read a document for validation. Faults and exceeded limits become findings; nothing is raised.

    Args:
        data: the document.
        limits: how much it may use.
        encoding: the codec that it is known to be in, whatever it declares; None to go by its declaration.
    """
    notes = _Notes()
    try:
        xml.check_size(data, limits)
        text, codec, declared = _decoded(data, notes, encoding)
        source, doctype = _without_doctype(text, notes)
        check_markup(source, limits)
        root = _root(source, notes)
        if root is not None:
            xml.check_shape(root, limits)
            _check_doctype(root, doctype, notes)
            return Source(Document(root, source, codec, doctype.decode("utf-8", "replace")), tuple(notes), declared)
    except LimitError as error:
        notes.note(
            f"xml.limit.{error.limit}",
            "",
            f"the document {error.reason}",
            position=(error.line, error.column),
            severity=Severity.ERROR,
        )
    except ReadError as error:
        notes.note("xml.malformed", "SAXError", f"the document {error.reason}", position=(error.line, error.column))
    return Source(None, tuple(notes))


# --- encoding ---


def _decoded(data: bytes, notes: _Notes, known_codec: str | None) -> tuple[bytes, str, str]:
    """Return the document in UTF-8, the name of its codec, and its declared encoding.

    Args:
        data: the document.
        notes: receives the findings.
        known_codec: the codec that it is known to be in, or None.
    """
    bom, actual = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    data = data[len(bom) :]
    if not actual and data[:4] in (b"<\0?\0", b"\0<\0?"):
        actual = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    if actual.startswith("utf-16"):
        return _recoded(data, actual, notes), actual, actual
    if data[:1].isspace() and data.lstrip().startswith(b"<?xml"):
        message = "the XML declaration is not at the very start of the document: remove everything before it"
        notes.note("xml.declaration.late", "WPBlankLine", message)
        data = data.lstrip()
    declaration = _DECLARATION.match(data)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    _check_version(declaration, notes)
    if encoding is None:
        if not bom:
            message = 'the document declares no encoding: begin it with <?xml version="1.0" encoding="utf-8"?>'
            notes.note("xml.encoding.missing", "MissingEncoding", message)
        return _recoded(data, "utf-8", notes), "utf-8", ""
    name = encoding[1].decode("ascii", "replace")
    position = positions.line_and_column(data, encoding.start(1))
    if bom and name.lower() not in ("utf-8", "utf8"):
        message = (
            f"the document has the byte order mark of UTF-8 but declares the encoding {quote(name)}: declare utf-8"
        )
        notes.note("xml.encoding.conflict", "UnicodeError", message, position=position)
        return _recoded(data, "utf-8", notes), "utf-8", name
    codec = known_codec or _codec(name, position, notes)
    return _recoded(data, codec, notes), codec, name


def _check_version(declaration: re.Match[bytes] | None, notes: _Notes) -> None:
    version = _VERSION.search(declaration[0]) if declaration else None
    if version and version[1] != b"1.0":
        declared = quote(version[1].decode("ascii", "replace"))
        message = f'the XML version is {declared}, and readers support 1.0 only: write version="1.0"'
        notes.note("xml.version.invalid", "BadXmlVersion", message)


_COMMON_CODECS: Final = (
    "ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u "
    "tis-620 shift_jis euc_jp iso2022_jp gb2312 gbk gb18030 big5 big5hkscs euc_kr"
)
_COMMON: Final = frozenset(_COMMON_CODECS.split())
"""Encodings that most readers support, by the names of Python's codecs."""


def _codec(name: str, position: tuple[int, int], notes: _Notes) -> str:
    """Return the codec that decodes a declared encoding, or utf-8 if the encoding is unknown."""
    try:
        codec = codecs.lookup(name).name
        is_known = isinstance("".encode(codec), bytes) and codec not in _FORBIDDEN and b"a".decode(codec) == "a"
    except (LookupError, ValueError, TypeError):
        is_known, codec = False, "utf-8"
    encoding = find_encoding(name)
    if not is_known and (encoding is None or not encoding.codec):
        message = f"the encoding {quote(name)} is unknown: write the document in utf-8 and declare it"
        notes.note("xml.encoding.unknown", "UnknownEncoding", message, position=position)
        return "utf-8"
    if codec in _REQUIRED and is_known:
        return "utf-8"
    if codec in _COMMON or not is_known:
        message = f"XML readers must support UTF-8 and UTF-16 only, not {name}: write the document in UTF-8"
        notes.note("xml.encoding.nonstandard", "NonstdEncoding", message, position=position)
    else:
        message = f"few readers support the encoding {name}: write the document in UTF-8"
        notes.note("xml.encoding.obscure", "ObscureEncoding", message, position=position)
    # The narrow codec, so that bytes beyond it are reported; readers decode by the Encoding Standard.
    return codec if is_known or encoding is None else encoding.codec


def _recoded(data: bytes, codec: str, notes: _Notes) -> bytes:
    try:
        text = data.decode(codec)
    except UnicodeError as error:
        position = positions.line_and_column(data, getattr(error, "start", 0))
        message = f"the document has bytes that are not {codec}, its encoding: write it in UTF-8 and declare that"
        notes.note("xml.encoding.mismatch", "UnicodeError", message, position=position)
        text = data.decode(codec, "replace")
    return data if codec == "utf-8" and not notes else text.encode("utf-8", "replace")


# --- document type declaration ---


def _without_doctype(source: bytes, notes: _Notes) -> tuple[bytes, bytes]:
    """Return the document with its document type declaration and entity references blanked, and that declaration.

    Blanking keeps every line and column.
    """
    start = xml.find_doctype(source)
    if not start:
        return source, b""
    offset = source.find(start)
    declaration = _DOCTYPE.match(source, offset)
    if declaration is None:
        return source, start
    doctype, subset = declaration[0], declaration[1]
    _note_doctype(doctype, subset, positions.line_and_column(source, offset), notes)
    blank = re.sub(rb"[^\r\n]", b" ", doctype)
    content = source[declaration.end() :]
    entities = {entity[1] for entity in _ENTITY.finditer(subset or b"")} - _PREDEFINED
    if b"netscape" in doctype.lower() or b"rss-0.9" in doctype.lower():
        entities |= {name.encode() for name in name2codepoint} - _PREDEFINED
    if entities and b"&" in content:
        content = _REFERENCE.sub(
            lambda reference: b" " * len(reference[0]) if reference[1] in entities else reference[0], content
        )
    return source[:offset] + blank + content, doctype


def _note_doctype(doctype: bytes, subset: bytes | None, position: tuple[int, int], notes: _Notes) -> None:
    external = [entity for entity in _ENTITY.finditer(subset or b"") if entity[2]]
    if external:
        message = "the document declares an entity in another file, which readers do not fetch: write its text instead"
        notes.note("xml.doctype.system_entity", "ContainsSystemEntity", message, position=position)
    elif _RSS091 not in doctype.lower():  # _check_doctype checks that of RSS 0.91 against the root element
        message = "the document has a document type declaration, which feed readers refuse or ignore: remove it"
        notes.note("xml.doctype.unread", "", message, position=position, severity=Severity.WARNING)


def _check_doctype(root: "etree._Element", doctype: bytes, notes: _Notes) -> None:
    if _RSS091 not in doctype.lower():
        return
    position = (root.sourceline, None)
    if root.tag == "rss" and root.get("version") not in ("0.91", "0.90"):
        message = "the document type declaration is of RSS 0.91 but the document is of another version: remove it"
        notes.note("xml.doctype.invalid", "InvalidDoctype", message, position=position)
    if b"my.netscape.com" in doctype.lower():
        message = (
            "the document refers to the DTD of RSS 0.91, which Netscape no longer publishes: remove the declaration"
        )
        notes.note("xml.doctype.deprecated", "DeprecatedDTD", message, position=position, severity=Severity.WARNING)


# --- well-formedness ---


def _root(source: bytes, notes: _Notes) -> "etree._Element | None":
    parser = _parser()
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        # A namespace name that is not a URI is no fault of the XML; the rules of the format report it.
        if all(entry.type_name == "WAR_NS_URI" for entry in parser.error_log):
            return _recovered_root(source)
        fault = xml.syntax_error(error)
    if isinstance(fault, LimitError):
        raise fault
    _note_syntax(fault, notes)
    repaired = _REFERENCE.sub(
        lambda reference: reference[0] if reference[1] in _PREDEFINED else b" " * len(reference[0]), source
    )
    # A reference to half a surrogate pair would produce text that lxml cannot return.
    repaired = xml_references.NUMERIC_REFERENCE.sub(
        lambda reference: reference[0] if xml_references.is_legal_reference(reference) else b" " * len(reference[0]),
        repaired,
    )
    return _recovered_root(repaired)


def _recovered_root(source: bytes) -> "etree._Element | None":
    try:
        root: etree._Element | None = etree.fromstring(source, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root


def _parser(*, recover: bool = False) -> "etree.XMLParser[etree._Element]":
    return etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False, load_dtd=False, recover=recover
    )


def _note_syntax(fault: ReadError, notes: _Notes) -> None:
    position = (fault.line, fault.column)
    if entity := re.search(r"Entity '([^']{1,64})' not defined", fault.reason):
        name = entity[1]
        message = f"the entity &{name}; is not defined in XML: write the character itself, or &amp;{name}; inside escaped HTML"
        notes.note("xml.entity.undefined", "UndefinedNamedEntity", message, position=position)
    elif prefix := re.search(r"Namespace prefix ([^\s]{1,64}) ", fault.reason):
        message = f'the prefix {prefix[1]} is not declared: add xmlns:{prefix[1]}="..." to the root element'
        notes.note("xml.namespace.missing", "MissingNamespace", message, position=position)
    else:
        notes.note("xml.malformed", "SAXError", f"the document {fault.reason}", position=position)
