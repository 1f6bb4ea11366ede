"""Recovery of documents of plain text: bytes that are not in their encoding, and characters that no text can have."""

from typing import Final

from newsfeed.findings import Finding, Severity
from newsfeed.io.positions import line_and_column
from newsfeed.plugins import ReadContext
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import illegal_character

_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"


def legal_text(data: bytes, reading: ReadContext) -> bytes:
    """Return a document in UTF-8 with U+FFFD for each byte and character that is not legal, if the caller asked for recovery.

    Args:
        data: the document, in UTF-8, or in UTF-16 with a byte order mark.
        reading: the options of the caller; its report receives a finding about the first such byte or character.
    """
    if not reading.recover or len(data) > reading.limits.bytes:
        return data
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = data.decode(codec, "replace")
    is_damaged = text.count(_REPLACEMENT) != _replacements(data, codec)
    index = illegal_character(text)
    if index < 0 and not is_damaged:
        return data
    legal = _ILLEGAL.sub(_REPLACEMENT, text)
    source = legal.encode()
    line, column = line_and_column(source, source.find(_REPLACEMENT.encode()))
    message = "the document has bytes or characters that no text can have: they are read as U+FFFD"
    reading.report.add(
        Finding(severity=Severity.ERROR, code="read.text.replaced", message=message, path="/", line=line, column=column)
    )
    return source


def _replacements(data: bytes, codec: str) -> int:
    """Return how many replacement characters a document has itself."""
    return data.decode(codec, "ignore").count(_REPLACEMENT)
