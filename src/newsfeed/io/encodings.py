"""Character encodings of documents: detection and decoding.

The transport's charset, a byte order mark and the document's own declaration decide, as RFC 7303 (3) and the WHATWG Encoding
Standard say; labels mean what they mean in that standard (see `encoding_labels`). Bytes that contradict the declaration are
still read, and the fault that is returned says how.
"""

import codecs
import re
from typing import Final

import attrs
from attrs import frozen

from newsfeed.errors import ReadError
from newsfeed.io.encoding_labels import UTF_8, UTF_16_BE, UTF_16_LE, WINDOWS_1252, Encoding, find_encoding, normalize
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

_BOMS: Final = (
    (codecs.BOM_UTF8, UTF_8),
    # Before UTF-16, since its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, Encoding("utf-32le", "utf-32-le")),
    (codecs.BOM_UTF32_BE, Encoding("utf-32be", "utf-32-be")),
    (codecs.BOM_UTF16_LE, UTF_16_LE),
    (codecs.BOM_UTF16_BE, UTF_16_BE),
)
_HEAD: Final = 4096
_DECLARATION: Final = pattern(rb"""<\?xml\s(?:[^>]{0,400}?\s)?encoding\s*=\s*["']([^"'<>]{1,80})["']""")
_META: Final = pattern(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_ROOT: Final = pattern(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|item|entry|newsitem|newsmessage|html)\b", re.IGNORECASE)
_ASCII_LABELS: Final = frozenset(("ascii", "us-ascii", "ansi_x3.4-1968"))
_WIDE: Final = ("utf-16", "utf-32")


@frozen
class Choice:
    """The encoding that a document is read in.

    Attributes:
        encoding: the encoding.
        start: the length of the byte order mark.
        label: the label of the declaration or transport that chose it, in lower case; "" if none did.
        problem: why a label was not followed, or "".
    """

    encoding: Encoding
    start: int = 0
    label: str = ""
    problem: str = ""


@frozen
class Decoded:
    """A decoded document.

    Attributes:
        source: the document in UTF-8, without a byte order mark.
        codec: the name of the codec that decoded it.
        faults: what contradicts the declaration, and how it was read.
    """

    source: bytes
    codec: str
    faults: tuple[ReadError, ...] = ()


# --- the choice ------------------------------------------------------------------------------------------------------------


def choose(head: bytes, transport: str | None = None, *, is_html: bool = False) -> Choice:
    """Return the encoding of a document: that of its byte order mark, of the transport, as declared, or UTF-8.

    A byte order mark takes precedence over the transport's charset (RFC 7303, 3), which takes precedence over the
    declaration. Without any of them, zero bytes tell UTF-16 (XML 1.0, Appendix F).

    Args:
        head: the first bytes of the document.
        transport: the charset that came with the document, or the value of a Content-Type header with its charset.
        is_html: look for a `<meta>` element besides an XML declaration (HTML, 13.2.3.2).

    Raises:
        ReadError: the document is in an encoding that is refused, such as UTF-7.
    """
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return Choice(encoding, len(bom))
    wide = _encoding_by_zeros(head)
    problem = ""
    if transport is not None:
        if find_encoding(transport) is not None:
            return _choice(transport, wide, head, "was sent with")
        problem = f"was sent with the encoding {transport!r:.48}, which is unknown and ignored"
    label = "" if wide else declared_label(head, is_html=is_html)
    choice = _choice(label, None, head, "declares") if label else Choice(wide or UTF_8)
    return attrs.evolve(choice, problem=problem) if problem and not choice.problem else choice


def _choice(label: str, wide: Encoding | None, head: bytes, verb: str) -> Choice:
    encoding = find_encoding(label)
    if encoding is None:
        return Choice(UTF_8, problem=f"{verb} the encoding {label!r:.48}, which is unknown; it is read as UTF-8")
    if not encoding.codec:
        raise ReadError(f"{verb} the encoding {label!r:.48}, which newsfeed does not read; write it in UTF-8", line=1)
    if encoding.codec.startswith(_WIDE):
        if wide is not None:
            return Choice(wide, label=normalize(label))
        if head[:1] in (b"<", b"{", b"[") and b"\0" not in head[:4]:
            reason = (
                f"{verb} the encoding {label!r:.48}, but its bytes are not; it is read as UTF-8 (XML 1.0, Appendix F)"
            )
            return Choice(UTF_8, label=normalize(label), problem=reason)
    return Choice(encoding, label=normalize(label))


def _encoding_by_zeros(head: bytes) -> Encoding | None:
    """Return UTF-16 or UTF-32 if the first character is one of ASCII and its other bytes are zero."""
    zeros = tuple(byte == 0 for byte in head[:4])
    if zeros == (False, True, True, True):
        return Encoding("utf-32le", "utf-32-le")
    if zeros == (True, True, True, False):
        return Encoding("utf-32be", "utf-32-be")
    if zeros == (False, True, False, True):
        return UTF_16_LE
    if zeros == (True, False, True, False):
        return UTF_16_BE
    return None


def declared_label(head: bytes, *, is_html: bool = False) -> str:
    """Return the label in the XML declaration, or in the `<meta>` element of a page; "" if there is none."""
    head = head[:_HEAD]
    # White space, or the output of a program, may precede the declaration; one in the document is only text.
    declaration = _DECLARATION.search(head)
    if declaration is not None and _ROOT.search(head, 0, declaration.start()):
        declaration = None
    if declaration is None and is_html:
        declaration = _META.search(head)
    return declaration[1].decode("ascii", "replace").strip() if declaration else ""


# --- decoding --------------------------------------------------------------------------------------------------------------


def decode(data: bytes, transport: str | None = None, *, is_html: bool = False, is_checked: bool = True) -> Decoded:
    """Decode a document; its faults are the contradictions to its declaration.

    UTF-8 is read with Windows-1252 for the invalid bytes. A document that is not in its encoding, but in UTF-8, is read as
    that; otherwise what cannot be decoded becomes U+FFFD.

    Args:
        data: the document.
        transport, is_html: as for `choose`.
        is_checked: False to return a document in UTF-8 unchecked, for a parser that checks it.

    Raises:
        ReadError: the document is in an encoding that is refused.
    """
    choice = choose(data, transport, is_html=is_html)
    faults = [ReadError(choice.problem, line=1)] if choice.problem else []
    encoding, content = choice.encoding, data[choice.start :] if choice.start else data
    if encoding.codec == UTF_8.codec:
        source, fault = _decode_utf_8(content) if is_checked else (content, None)
    else:
        source, fault = _decode_legacy(content, choice)
        if fault is not None and source is content:
            encoding = UTF_8
    return Decoded(source, encoding.codec, (*faults, fault) if fault else tuple(faults))


def decode_strictly(data: bytes, transport: str | None = None) -> tuple[bytes, str]:
    """Return a document in UTF-8, and the codec it is in. UTF-8 is not checked: the XML parser does that.

    Raises:
        ReadError: the encoding is unknown or refused, or the bytes are not valid in it.
    """
    choice = choose(data, transport)
    if choice.problem:
        raise ReadError(choice.problem, line=1)
    if choice.encoding.codec == UTF_8.codec:
        return data[choice.start :], UTF_8.codec
    source, fault = _decode_legacy(data[choice.start :], choice)
    if fault is not None:
        raise fault
    return source, choice.encoding.codec


def _decode_utf_8(content: bytes) -> tuple[bytes, ReadError | None]:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        reason = "has bytes that are not UTF-8; they are read as Windows-1252"
        return content.decode("utf-8", WINDOWS_1252_FOR_INVALID).encode(), _fault(reason, content, error.start)
    return content, None


def _decode_legacy(content: bytes, choice: Choice) -> tuple[bytes, ReadError | None]:
    """Return a document in UTF-8; the same object if it is in UTF-8, whatever it declares."""
    codec, name = choice.encoding.codec, choice.label or choice.encoding.name
    if choice.label in _ASCII_LABELS and not content.isascii():
        offset = next(index for index, byte in enumerate(content) if byte > 127)
        if _is_utf_8(content):
            return content, _fault(f"is not in the declared encoding {name!r}; it is read as UTF-8", content, offset)
        reason = f"has bytes that are not in the declared encoding {name!r}; it is read as Windows-1252"
        return content.decode(codec, STANDARD_BYTES).encode(), _fault(reason, content, offset)
    try:
        return content.decode(codec, STANDARD_BYTES).encode(), None
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
    if _is_utf_8(content) and not codec.startswith(_WIDE):
        return content, _fault(f"is not in the declared encoding {name!r:.48}; it is read as UTF-8", content, offset)
    text = content.decode(codec, STANDARD_BYTES_OR_REPLACEMENT)
    reason = f"has bytes that are not valid in its encoding {name!r:.48}; they are read as U+FFFD"
    before = content[:offset].decode(codec, STANDARD_BYTES_OR_REPLACEMENT).encode("utf-8", "replace")
    return text.encode("utf-8", "replace"), _fault(reason, before, len(before))


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _fault(reason: str, source: bytes, offset: int) -> ReadError:
    line, column = line_and_column(source, offset)
    return ReadError(reason, line=line, column=column)


class StreamDecoder:
    """Decoder of a document that is read in pieces. Unlike `decode`, it refuses bytes that contradict the encoding.

    Args:
        choice: the encoding of the document.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        codec = choice.encoding.codec
        self._decoder = None if codec == UTF_8.codec else codecs.getincrementaldecoder(codec)(STANDARD_BYTES)

    def decode(self, chunk: bytes, *, is_last: bool = False) -> bytes:
        """Return the next piece in UTF-8; UTF-8 is not checked.

        Raises:
            ReadError: the bytes are not valid in the encoding.
        """
        if self._decoder is None:
            return chunk
        name = self._choice.label or self._choice.encoding.name
        if self._choice.label in _ASCII_LABELS and not chunk.isascii():
            raise ReadError(f"is not in the declared encoding {name!r}")
        try:
            return self._decoder.decode(chunk, is_last).encode()
        except UnicodeError:
            raise ReadError(f"has bytes that are not valid in its encoding {name!r:.48}") from None


# --- bytes that Python's codecs refuse -------------------------------------------------------------------------------------


def _decode_standard_bytes(error: UnicodeError) -> tuple[str, int]:
    """Handle a decoding error by the indexes of the Encoding Standard; they define more bytes than Python's codecs.

    Undefined bytes from 0x80 to 0x9F of a single-byte encoding are C1 controls, 0x80 is the euro sign in GBK, and EUC-JP
    has the characters of NEC and IBM.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte, start = error.object[error.start], error.start
    if error.encoding == "charmap" and 0x80 <= byte < 0xA0:
        return chr(byte), start + 1
    if error.encoding == "gb18030" and byte == 0x80:
        return "\u20ac", start + 1
    if error.encoding == "euc_jp" and (character := _windows_japanese(error.object[start : start + 2])):
        return character, start + 2
    raise error


def _windows_japanese(pair: bytes) -> str:
    """Return the character of two bytes of EUC-JP by the codec of Windows' Shift_JIS; it has the same rows and more."""
    if len(pair) < 2 or min(pair) < 0xA1:
        return ""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    return bytes((lead, trail)).decode("cp932", "ignore")


def _decode_or_replace(error: UnicodeError) -> tuple[str, int]:
    try:
        return _decode_standard_bytes(error)
    except UnicodeDecodeError:
        return codecs.replace_errors(error)  # type: ignore[return-value]  # text when decoding


def _decode_as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(WINDOWS_1252.codec, "replace"), error.end


STANDARD_BYTES: Final = "newsfeed-standard"
"""Error handler: what the Encoding Standard defines is decoded, anything else is an error."""

STANDARD_BYTES_OR_REPLACEMENT: Final = "newsfeed-standard-or-replacement"
"""Error handler: what the Encoding Standard defines is decoded, anything else becomes U+FFFD."""

WINDOWS_1252_FOR_INVALID: Final = "newsfeed-windows-1252"
"""Error handler: bytes that are invalid are decoded as Windows-1252."""

codecs.register_error(STANDARD_BYTES, _decode_standard_bytes)
codecs.register_error(STANDARD_BYTES_OR_REPLACEMENT, _decode_or_replace)
codecs.register_error(WINDOWS_1252_FOR_INVALID, _decode_as_windows_1252)
