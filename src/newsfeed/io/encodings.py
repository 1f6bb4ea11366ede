"""Character encodings of XML documents."""

import codecs
from typing import Final

from newsfeed.errors import ReadError
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

ENCODINGS: Final = frozenset(
    """
    utf-8 utf-16 ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 cp874 cp437 cp850 cp852 cp866 koi8-r koi8-u mac-roman tis-620 shift_jis cp932 euc_jp
    iso2022_jp gb2312 gbk gb18030 big5 big5hkscs euc_kr cp949
    """.split()  # noqa: SIM905  (one name a word reads best)
)
"""The encodings that are read, by the names of Python's codecs. UTF-7 is not among them: in it, text turns into tags."""

_DECLARED: Final = pattern(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def encoding_of(head: bytes) -> tuple[str, int]:
    """Give the encoding of a document, by its codec, and where it begins after its byte order mark."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, len(bom)
    if head[:4] in (b"<\0?\0", b"\0<\0?"):
        return ("utf-16-le" if head[:1] == b"<" else "utf-16-be"), 0
    return _codec(declared_encoding(head)), 0


def decode(data: bytes) -> tuple[bytes, str]:
    """Give the bytes of a document in UTF-8, and the name of the encoding that they were in (XML 1.0, Appendix F).

    Raises:
        ReadError: the encoding is not one that is read, or the bytes are not in it.
    """
    codec, start = encoding_of(data)
    data = data[start:]
    if codec == "utf-8":
        return data, codec  # libxml2 checks the bytes
    try:
        return data.decode(codec).encode(), codec
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line, column = line_and_column(data, at)
        raise ReadError(
            f"is not in the encoding {codec}, which it declares: byte {at}", line=line, column=column
        ) from None


def declared_encoding(data: bytes) -> str:
    """Give the encoding that a document's XML declaration names, as it is written there; UTF-8 where none is."""
    declared = _DECLARED.match(data)
    return declared[1].decode("ascii") if declared else "utf-8"


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in ENCODINGS and not codec.startswith("utf-16"):
        raise ReadError(f"is declared to be in the encoding {name!r:.48}, which is not read; use UTF-8", line=1)
    return codec
