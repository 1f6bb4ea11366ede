"""The bytes of a document for the files and encodings that Django's feed generator takes."""

import codecs
import io
import mimetypes
from collections.abc import Callable, Iterable
from typing import IO, Final, cast
from xml.sax.saxutils import quoteattr

from django.http import HttpResponse
from django.utils.encoding import iri_to_uri
from lxml import etree

from newsfeed.errors import ArgumentError
from newsfeed.io.xml import parse

_DECLARATION_END: Final = b"?>"
_UTF_8: Final = "utf-8"
_XSLT: Final = {".xsl": "text/xsl", ".xslt": "text/xsl"}
"""Media types under which browsers accept a style sheet, and the tables of systems do not have."""


OutFile = IO[str] | IO[bytes] | HttpResponse
"""A file for text or bytes, or a response."""


class ByteSink:
    """Binary file in front of the file that Django passes; adds style sheets behind the XML declaration.

    Args:
        outfile: a text file, a binary file or a response.
        instructions: processing instructions of an XML document, b"" for none.
        encoding: the encoding of the bytes that are written to it.
    """

    def __init__(self, outfile: OutFile, instructions: bytes = b"", encoding: str = _UTF_8) -> None:
        self._instructions = instructions
        if isinstance(outfile, io.TextIOBase | codecs.StreamWriter | codecs.StreamReaderWriter):
            decoder = codecs.getincrementaldecoder(encoding)()
            text_file = cast("IO[str]", outfile)
            self._write: Callable[[bytes], object] = lambda data: text_file.write(decoder.decode(data))
        else:
            self._write = cast("IO[bytes]", outfile).write

    def write(self, data: bytes) -> None:
        """Write some bytes of the document."""
        if self._instructions:
            declaration, end, document = data.partition(_DECLARATION_END)
            data = b"".join((declaration, end, b"\n", self._instructions, document.lstrip()))
            self._instructions = b""
        self._write(data)


def is_utf_8(encoding: str) -> bool:
    """Return whether an encoding is UTF-8 under any of its names.

    Raises:
        ArgumentError: there is no such encoding.
    """
    try:
        return codecs.lookup(encoding).name == _UTF_8
    except LookupError:
        raise ArgumentError(f"there is no encoding {encoding!r:.64}: pass 'utf-8'") from None


def transcoded(document: bytes, encoding: str) -> bytes:
    """Return an XML document in another encoding; characters that it lacks become references.

    Args:
        document: the document in UTF-8.
        encoding: the name of the encoding.

    Raises:
        ArgumentError: XML documents cannot have this encoding.
    """
    tree = parse(document).root.getroottree()
    try:
        data: bytes = etree.tostring(tree, encoding=encoding, xml_declaration=True)
    except LookupError:
        raise ArgumentError(f"no XML document can be in the encoding {encoding!r:.64}: pass 'utf-8'") from None
    return data


def stylesheet_instructions(stylesheets: Iterable[object]) -> bytes:
    """Return the processing instructions that name style sheets (Associating Style Sheets with XML documents 1.0).

    Args:
        stylesheets: addresses, or Django's objects with `url`, `mimetype` and `media` (Django 5.2).
    """
    return "".join(map(_instruction, stylesheets)).encode()


def _instruction(stylesheet: object) -> str:
    url = iri_to_uri(str(getattr(stylesheet, "url", stylesheet)))
    suffix = url[url.rfind(".") :].lower()
    guessed = _XSLT.get(suffix) or mimetypes.guess_type(url)[0]
    pairs = {
        "href": url,
        "type": getattr(stylesheet, "mimetype", guessed),
        "media": getattr(stylesheet, "media", "screen"),
    }
    # No value can end the instruction, since quoteattr escapes ">".
    attributes = " ".join(f"{name}={quoteattr(str(value))}" for name, value in pairs.items() if value)
    return f"<?xml-stylesheet {attributes}?>\n"
