"""Documents as the public functions get them: decoded by the charset that came with them, and of a detected format."""

from typing import Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io.encoding_labels import find_encoding
from newsfeed.io.encodings import decode
from newsfeed.model import Feed
from newsfeed.plugins import Format, ReadContext, registry

MENDED: Final = "read.document.mended"
"""The code of findings about repairs of a document."""

MISMATCH: Final = "xml.encoding.mismatch"
"""The code of findings about bytes that are not in the encoding of a document."""


def read_document(document: bytes, target_format: Format | None, context: ReadContext) -> Feed:
    """Read a document that has been decompressed; None for its format means to detect it."""
    target_format, document, context = open_document(document, target_format, context)
    return target_format.read(document, context)


def open_document(
    document: bytes, target_format: Format | None, context: ReadContext
) -> tuple[Format, bytes, ReadContext]:
    """Return the format of a document, its text in UTF-8 if its encoding is known, and the context to read it in."""
    document, encoding, faults = transcoded(document, context.encoding)
    context.report.extend(encoding_finding(MENDED, fault) for fault in faults)
    target_format = registry.detect(document) if target_format is None else target_format
    return target_format, document, attrs.evolve(context, encoding=encoding)


def transcoded(data: bytes, encoding: str | None) -> tuple[bytes, str | None, tuple[ReadError, ...]]:
    """Decode a document by the charset that came with it.

    Args:
        data: the document.
        encoding: the charset; None, or one that is unknown, leaves the document as it is.

    Returns:
        the document in UTF-8, its encoding now (None if it is still for the reader to find out), and what was wrong.
    """
    if encoding is None:
        return data, None, ()
    if find_encoding(encoding) is None:
        reason = f"was sent with the encoding {encoding!r:.48}, which is unknown and ignored"
        return data, None, (ReadError(reason, line=1),)
    decoded = decode(data, encoding)
    return decoded.source, "utf-8", decoded.faults


def encoding_finding(code: str, fault: ReadError) -> Finding:
    """Return the finding about a document that is not in the charset that came with it.

    Args:
        code: `MENDED` of a reader, `MISMATCH` of a validator.
        fault: what is wrong.
    """
    return Finding(
        severity=Severity.ERROR, code=code, message=fault.reason, path="/", line=fault.line, column=fault.column
    )
