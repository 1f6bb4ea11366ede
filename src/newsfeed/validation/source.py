"""From bytes to a tree, going on where a reader would refuse, and what is wrong with the XML itself.

A reader stops at the first fault; who validates wants to hear of the others too. So after a fault of the encoding,
the document type declaration or the well-formedness the document is read on as far as it can be, without ever using
what a DTD says.
"""

import codecs
import re
from html.entities import name2codepoint
from typing import Final

import attrs
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io import encodings, positions, xml, xml_repair
from newsfeed.io.limits import Limits
from newsfeed.io.xml import Document
from newsfeed.validation import w3c
from newsfeed.validation.faults import shown

_DECLARATION: Final = re.compile(rb"<\?xml\b([^>]{0,400}?)\?>")
_ENCODING: Final = re.compile(rb"""\sencoding\s*=\s*["']([^"']{0,80})["']""")
_VERSION: Final = re.compile(rb"""\sversion\s*=\s*["']([^"']{0,20})["']""")
_DOCTYPE: Final = re.compile(
    rb"<!DOCTYPE(?:[^\[>\"']++|\"[^\"]*+\"|'[^']*+')*+"
    rb"(?:\[((?:[^\]\"'<]++|<!--.*?-->|\"[^\"]*+\"|'[^']*+'|<)*+)\]\s*+)?>",
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
    """A document that was read for its rules.

    Attributes:
        document: the tree, or None where nothing could be read.
        findings: what is wrong with the XML itself.
        declared: the encoding as it was declared, or "".
    """

    document: Document | None
    findings: tuple[Finding, ...]
    declared: str = ""


class _Notes(list[Finding]):
    """The findings so far."""

    def note(
        self,
        code: str,
        event: str,
        message: str,
        *,
        place: tuple[int | None, int | None] = (1, 1),
        severity: Severity | None = None,
    ) -> None:
        line, column = place
        reference = w3c.reference(event) if event else None
        self.append(
            Finding(
                severity=severity or w3c.severity(event),
                code=code,
                message=message,
                line=line,
                column=column,
                reference=reference,
            )
        )


def read(data: bytes, limits: Limits) -> Source:
    """Read a document for its rules; never raises for what stands in it."""
    notes = _Notes()
    try:
        xml.check_size(data, limits)
        text, encoding, declared = _decoded(data, notes)
        source, doctype = _without_doctype(text, notes)
        xml.check_elements(source, limits)
        root = _root(source, notes)
        if root is not None:
            xml.check_shape(root, limits)
            _check_doctype(root, doctype, notes)
            return Source(Document(root, source, encoding, doctype.decode("utf-8", "replace")), tuple(notes), declared)
    except LimitError as error:
        notes.note(
            f"xml.limit.{error.limit}",
            "",
            f"the document {error.reason}",
            place=(error.line, error.column),
            severity=Severity.ERROR,
        )
    except ReadError as error:
        notes.note("xml.malformed", "SAXError", f"the document {error.reason}", place=(error.line, error.column))
    return Source(None, tuple(notes))


# --- encoding ---


def _decoded(data: bytes, notes: _Notes) -> tuple[bytes, str, str]:
    """Give the document in UTF-8, the codec it was in, and the encoding that it declares."""
    bom, actual = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    data = data[len(bom) :]
    if not actual and data[:4] in (b"<\0?\0", b"\0<\0?"):
        actual = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    if actual.startswith("utf-16"):
        return _recoded(data, actual, notes), actual, actual
    if data[:1].isspace() and data.lstrip().startswith(b"<?xml"):
        message = "the XML declaration must be the very first thing: take out what stands before it"
        notes.note("xml.declaration.late", "WPBlankLine", message)
        data = data.lstrip()
    declaration = _DECLARATION.match(data)
    found = _ENCODING.search(declaration[0]) if declaration else None
    _check_version(declaration, notes)
    if found is None:
        if not bom:
            message = 'the document does not say its encoding: begin it with <?xml version="1.0" encoding="utf-8"?>'
            notes.note("xml.encoding.missing", "MissingEncoding", message)
        return _recoded(data, "utf-8", notes), "utf-8", ""
    name = found[1].decode("ascii", "replace")
    if bom and name.lower() not in ("utf-8", "utf8"):
        message = f"begins with the byte order mark of UTF-8, but declares the encoding {shown(name)}: declare utf-8"
        notes.note(
            "xml.encoding.conflict", "UnicodeError", message, place=positions.line_and_column(data, found.start(1))
        )
        return _recoded(data, "utf-8", notes), "utf-8", name
    codec = _codec(name, positions.line_and_column(data, found.start(1)), notes)
    return _recoded(data, codec, notes), codec, name


def _check_version(declaration: re.Match[bytes] | None, notes: _Notes) -> None:
    version = _VERSION.search(declaration[0]) if declaration else None
    if version and version[1] != b"1.0":
        found = shown(version[1].decode("ascii", "replace"))
        message = f"the XML version is {found}: write 1.0, the only one that readers know"
        notes.note("xml.version.invalid", "BadXmlVersion", message)


_COMMON: Final = encodings.ENCODINGS - {"cp437", "cp850", "cp852", "cp866", "mac-roman", "cp874", "cp949", "cp932"}


def _codec(name: str, place: tuple[int, int], notes: _Notes) -> str:
    """Give Python's name of an encoding; what is unknown is read as UTF-8."""
    try:
        codec = codecs.lookup(name).name
        known = isinstance("".encode(codec), bytes) and codec not in _FORBIDDEN and b"a".decode(codec) == "a"
    except (LookupError, ValueError, TypeError):
        known, codec = False, "utf-8"
    if not known:
        notes.note(
            "xml.encoding.unknown",
            "UnknownEncoding",
            f"the encoding {shown(name)} is not known: write utf-8",
            place=place,
        )
        return "utf-8"
    if codec in _REQUIRED:
        return "utf-8"
    if codec in _COMMON:
        message = f"XML readers need to know UTF-8 and UTF-16 only, not {name}: write the document in UTF-8"
        notes.note("xml.encoding.nonstandard", "NonstdEncoding", message, place=place)
    else:
        message = f"few readers know the encoding {name}: write the document in UTF-8"
        notes.note("xml.encoding.obscure", "ObscureEncoding", message, place=place)
    return codec


def _recoded(data: bytes, codec: str, notes: _Notes) -> bytes:
    try:
        text = data.decode(codec)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        message = f"the bytes are not in {codec}, the encoding of the document: write it in UTF-8, and declare that"
        notes.note("xml.encoding.mismatch", "UnicodeError", message, place=positions.line_and_column(data, at))
        text = data.decode(codec, "replace")
    return data if codec == "utf-8" and not notes else text.encode("utf-8", "replace")


# --- document type declaration ---


def _without_doctype(source: bytes, notes: _Notes) -> tuple[bytes, bytes]:
    """Blank a document type declaration out, line ends kept, and the references to its entities."""
    start = xml.find_doctype(source)
    if not start:
        return source, b""
    at = source.find(start)
    found = _DOCTYPE.match(source, at)
    if found is None:
        return source, start
    doctype = found[0]
    _note_doctype(doctype, found[1], positions.line_and_column(source, at), notes)
    blank = re.sub(rb"[^\r\n]", b" ", doctype)
    rest = source[found.end() :]
    known = {entity[1] for entity in _ENTITY.finditer(found[1] or b"")} - _PREDEFINED
    if b"netscape" in doctype.lower() or b"rss-0.9" in doctype.lower():
        known |= {name.encode() for name in name2codepoint} - _PREDEFINED
    if known and b"&" in rest:
        rest = _REFERENCE.sub(lambda each: b" " * len(each[0]) if each[1] in known else each[0], rest)
    return source[:at] + blank + rest, doctype


def _note_doctype(doctype: bytes, subset: bytes | None, place: tuple[int, int], notes: _Notes) -> None:
    external = [entity for entity in _ENTITY.finditer(subset or b"") if entity[2]]
    if external:
        message = "has an entity that stands for another document: write its text instead; readers do not fetch it"
        notes.note("xml.doctype.system_entity", "ContainsSystemEntity", message, place=place)
    elif _RSS091 not in doctype.lower():  # that of RSS 0.91 is judged by the root element
        message = "has a document type declaration, which feed readers refuse or skip: take it out"
        notes.note("xml.doctype.unread", "", message, place=place, severity=Severity.WARNING)


def _check_doctype(root: "etree._Element", doctype: bytes, notes: _Notes) -> None:
    if _RSS091 not in doctype.lower():
        return
    place = (root.sourceline, None)
    if root.tag == "rss" and root.get("version") not in ("0.91", "0.90"):
        message = "has the document type declaration of RSS 0.91, but is of another version: take the declaration out"
        notes.note("xml.doctype.invalid", "InvalidDoctype", message, place=place)
    else:
        message = "refers to the DTD of RSS 0.91, which Netscape no longer publishes: take the declaration out"
        notes.note("xml.doctype.deprecated", "DeprecatedDTD", message, place=place, severity=Severity.WARNING)


# --- well-formedness ---


def _root(source: bytes, notes: _Notes) -> "etree._Element | None":
    try:
        return etree.fromstring(source, _parser())
    except etree.XMLSyntaxError as error:
        fault = xml.syntax_error(error)
    if isinstance(fault, LimitError):
        raise fault
    _note_syntax(fault, notes)
    repaired = _REFERENCE.sub(lambda each: each[0] if each[1] in _PREDEFINED else b" " * len(each[0]), source)
    # a reference to half a surrogate pair would give text that lxml cannot hand out
    repaired = xml_repair.NUMBERED.sub(
        lambda each: each[0] if xml_repair.is_legal(each) else b" " * len(each[0]), repaired
    )
    try:
        root: etree._Element | None = etree.fromstring(repaired, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root


def _parser(*, recover: bool = False) -> "etree.XMLParser[etree._Element]":
    return etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False, load_dtd=False, recover=recover
    )


def _note_syntax(fault: ReadError, notes: _Notes) -> None:
    place = (fault.line, fault.column)
    if entity := re.search(r"Entity '([^']{1,64})' not defined", fault.reason):
        name = entity[1]
        message = f"&{name}; is not defined in XML: write the character itself, or &amp;{name}; where HTML is meant"
        notes.note("xml.entity.undefined", "UndefinedNamedEntity", message, place=place)
    elif prefix := re.search(r"Namespace prefix ([^\s]{1,64}) ", fault.reason):
        message = f'the prefix {prefix[1]} is not declared: add xmlns:{prefix[1]}="..." to the root element'
        notes.note("xml.namespace.missing", "MissingNamespace", message, place=place)
    else:
        notes.note("xml.malformed", "SAXError", f"the document {fault.reason}", place=place)
