"""Character encodings of XML documents: detection by byte order mark or declaration, and decoding."""

import codecs
from typing import Final

from newsfeed.errors import ReadError
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

ENCODINGS: Final = frozenset(
    [
        "utf-8",
        "utf-16",
        "ascii",
        "iso8859-1",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-9",
        "iso8859-10",
        "iso8859-11",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp874",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "tis-620",
        "shift_jis",
        "cp932",
        "euc_jp",
        "iso2022_jp",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "big5hkscs",
        "euc_kr",
        "cp949",
    ]
)
"""The supported encodings, by the names of Python's codecs. UTF-7 is left out: it can hide tags in harmless text."""

_DECLARED: Final = pattern(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def encoding_of(head: bytes) -> tuple[str, int]:
    """Return the codec of a document and the length of its byte order mark.

    Args:
        head: the first bytes of the document, with its XML declaration if it has one.

    Raises:
        ReadError: the declared encoding is not supported.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, len(bom)
    if head[:4] in (b"<\0?\0", b"\0<\0?"):
        return ("utf-16-le" if head[:1] == b"<" else "utf-16-be"), 0
    return _codec(declared_encoding(head)), 0


def decode(data: bytes) -> tuple[bytes, str]:
    """Return a document re-encoded as UTF-8, and the codec of its original encoding (XML 1.0, Appendix F).

    UTF-8 input is returned without its byte order mark and is not checked; the XML parser does that.

    Raises:
        ReadError: the encoding is not supported, or the bytes are not valid in it.
    """
    codec, start = encoding_of(data)
    data = data[start:]
    if codec == "utf-8":
        return data, codec
    try:
        return data.decode(codec).encode(), codec
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
        line, column = line_and_column(data, offset)
        raise ReadError(
            f"declares the encoding {codec}, but byte {offset} is not valid in it; declare the encoding it is in",
            line=line,
            column=column,
        ) from None


def declared_encoding(data: bytes) -> str:
    """Return the encoding named in the XML declaration, as written; "utf-8" if there is none."""
    declared = _DECLARED.match(data)
    return declared[1].decode("ascii") if declared else "utf-8"


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in ENCODINGS and not codec.startswith("utf-16"):
        raise ReadError(f"declares the encoding {name!r:.48}, which newsfeed does not read; write it in UTF-8", line=1)
    return codec
