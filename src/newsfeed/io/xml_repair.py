"""Repair of almost-XML: common publishing mistakes with only one plausible meaning are fixed and reported.

The repairs lose nothing. They cover an encoding other than the declared one, text around the root element, comments with `--`,
entities of HTML and unknown ones, a bare `&`, control characters (replaced by U+FFFD), undeclared prefixes, and white space in
namespace names. A document that is still not well-formed raises an error, unless the caller asks to recover what is there: then
its tags are balanced (see `xml_rebuild`).
"""

import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io import encodings, xml, xml_rebuild
from newsfeed.io.floods import check_markup
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.io.positions import line_and_column
from newsfeed.io.xml_references import (
    CDATA_OR_COMMENT,
    REPLACEMENT,
    legal_references,
    repair_c1_references,
    repair_references,
)
from newsfeed.io.xml_surroundings import cut_text_after_root, skip_text_before_root
from newsfeed.io.xml_text import hides_end_tag
from newsfeed.values import namespaces
from newsfeed.values.patterns import pattern

# A set as the first part of the expression makes the search ten times as fast.
_CONTROL: Final = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\xef](?:(?<!\xef)|\xbf[\xbe\xbf])")
_ANY_DECLARATION: Final = pattern(rb"<\?xml\s[^<>]{0,500}\?>")
_DECLARATION: Final = pattern(
    rb"<\?xml\s+version\s*=\s*([\"'])1\.[0-9]+\1(?:\s+encoding\s*=\s*([\"'])[A-Za-z][\w.-]*\2)?"
    rb"(?:\s+standalone\s*=\s*([\"'])(?:yes|no)\3)?\s*\?>"
)
"""An XML declaration (XML 1.0, 2.8)."""

_NAMESPACE: Final = pattern(rb"(\sxmlns(?::[\w.-]{1,64})?\s*=\s*)([\"'])([^\"'<>]{0,512})\2")
_USED_PREFIX: Final = pattern(rb"[<\s]/?([A-Za-z_][\w.-]{0,63}):[A-Za-z_]")
_DECLARED_PREFIX: Final = pattern(rb"\sxmlns:([A-Za-z_][\w.-]{0,63})\s*=")
_NOT_LINE_END: Final = pattern(rb"[^\r\n]")
_ROOT: Final = pattern(rb"<[A-Za-z_][^\s/>]*")
_MAX_PREFIXES: Final = 64
_MAX_LOGGED: Final = 100

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


def parse(
    data: bytes, *, limits: Limits = DEFAULT, recover: bool = False, transport: str | None = None
) -> tuple[xml.Document, list[ReadError]]:
    """Parse a document, repairing it if it is not well-formed; the legacy DOCTYPE of RSS 0.91 is accepted.

    Args:
        data: the document.
        limits: the maximum sizes.
        recover: if repairing is not enough, balance the tags of the document.
        transport: the charset that came with the document; it takes precedence over the declaration.

    Returns:
        the document, and the mistakes in it; none if it is well-formed.

    Raises:
        ReadError: the document is not well-formed and cannot be repaired, or its DOCTYPE has declarations in it.
        LimitError: it exceeds a limit.
    """
    xml.check_size(data, limits)
    source, codec, faults = _decode(data, transport)
    try:
        return xml.parse_source(source, codec, limits=limits, legacy=True), faults
    except LimitError:
        raise
    except ReadError as error:
        original_fault = error
    source, codec, faults = _decode(data, transport, is_checked=True)
    if b"[" in xml.find_doctype(source):
        raise original_fault
    for repair in _REPAIRS:
        source = repair(source, faults)
    try:
        return xml.parse_source(source, codec, limits=limits, legacy=True), faults or [original_fault]
    except LimitError:
        raise
    except ReadError as error:
        if not recover:
            raise
        return _recover(source, codec, limits, faults, error)


def _decode(data: bytes, transport: str | None, *, is_checked: bool = False) -> tuple[bytes, str, list[ReadError]]:
    """Return the document in UTF-8, its codec and the faults of its encoding.

    Args:
        data: the document.
        transport: the charset that came with it.
        is_checked: False to leave the check of UTF-8 to the parser.
    """
    decoded = encodings.decode(data, transport, is_checked=is_checked)
    faults = list(decoded.faults)
    return repair_c1_references(decoded.source, faults), decoded.codec, faults


def _fault(reason: str, source: bytes, offset: int) -> ReadError:
    line, column = line_and_column(source, offset)
    return ReadError(reason, line=line, column=column)


# --- characters and comments -----------------------------------------------------------------------------------------------


def _cut_trailing_nuls(source: bytes, faults: list[ReadError]) -> bytes:
    """Cut off NUL bytes at the end; some programs fill up a buffer with them."""
    content = source.rstrip(b"\0 \t\r\n")
    if b"\0" not in source[len(content) :]:
        return source
    faults.append(_fault("has NUL bytes at its end, which are skipped", source, len(content)))
    return content


def _replace_declaration(source: bytes, faults: list[ReadError]) -> bytes:
    """Replace an XML declaration that is not well-formed, such as `encoding="utf-8;"`, by one of the same length.

    The encoding has been decided on before.
    """
    declaration = _ANY_DECLARATION.match(source)
    if declaration is None or _DECLARATION.fullmatch(declaration[0]):
        return source
    faults.append(_fault("has an XML declaration that is not well-formed, which is ignored", source, 0))
    shortest = b'<?xml version="1.0"'
    return shortest.ljust(len(declaration[0]) - 2) + b"?>" + source[declaration.end() :]


def _replace_control_characters(source: bytes, faults: list[ReadError]) -> bytes:
    """Replace characters that XML 1.0 (2.2) forbids by U+FFFD."""
    control = _CONTROL.search(source)
    if control is None:
        return source
    faults.append(_fault("has control characters, which XML does not allow", source, control.start()))
    return _CONTROL.sub(REPLACEMENT, source)


def _blank_malformed_comments(source: bytes, faults: list[ReadError]) -> bytes:
    """Overwrite comments that contain `--` (XML 1.0, 2.5) with spaces, so that lines and columns stay the same."""
    if b"<!--" not in source:
        return source
    malformed: list[int] = []

    def repair(region: re.Match[bytes]) -> bytes:
        content = region[0][4:-3]
        is_malformed = region[0].startswith(b"<!--") and (b"--" in content or content.endswith(b"-"))
        # Text after a comment without an end is content: another comment or the end tag around it shows that.
        if not is_malformed or not region[0].endswith(b"-->") or b"<!--" in content or hides_end_tag(content):
            return region[0]
        malformed.append(region.start())
        return _NOT_LINE_END.sub(b" ", region[0])

    source = CDATA_OR_COMMENT.sub(repair, source)
    if malformed:
        faults.append(_fault('has "--" in a comment, which XML does not allow', source, malformed[0]))
    return source


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
    markup = CDATA_OR_COMMENT.sub(b"", source)
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
    _cut_trailing_nuls,
    _replace_control_characters,
    _blank_malformed_comments,
    skip_text_before_root,
    repair_references,
    _remove_space_in_namespaces,
    _declare_prefixes,
    cut_text_after_root,
    _replace_declaration,
)


# --- recovery --------------------------------------------------------------------------------------------------------------


def _recover(
    source: bytes, codec: str, limits: Limits, faults: list[ReadError], error: ReadError
) -> tuple[xml.Document, list[ReadError]]:
    """Return the document with its tags balanced, or else the tree that libxml2 can build, and every fault."""
    rebuilt, changes = xml_rebuild.rebuild(source, limits)
    rebuilt = _declare_prefixes(rebuilt, changes)
    try:
        document = xml.parse_source(rebuilt, codec, limits=limits)
    except LimitError:
        raise
    except ReadError:
        return _recover_with_libxml2(source, codec, limits, [*faults, error])
    return document, [*faults, *(changes or [error])]


def _recover_with_libxml2(
    source: bytes, codec: str, limits: Limits, faults: list[ReadError]
) -> tuple[xml.Document, list[ReadError]]:
    # The repair skips references in anything that looks like a comment or CDATA; libxml2 may read it differently. A
    # reference to a surrogate would result in text that lxml cannot decode.
    source = legal_references(source)
    check_markup(source, limits)
    parser = xml.hardened_parser(recover=True)
    try:
        root = etree.fromstring(source.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise xml.syntax_error(error) from None
    except ValueError as error:
        # lxml cannot represent every name that libxml2 recovers, such as one that is only a colon.
        raise ReadError(f"cannot be recovered: {str(error)[:100]}") from None
    if root is None:
        raise faults[-1]
    xml.check_shape(root, limits)
    reported_lines = {fault.line for fault in faults}
    logged = [xml.log_entry_error(entry) for entry in list(parser.error_log)[:_MAX_LOGGED]]
    faults = [*faults, *(entry for entry in logged if entry.line not in reported_lines)]
    return xml.Document(root, source, codec), faults
