"""Labels of encodings, and the codecs that decode them (WHATWG Encoding Standard, 4.2).

Browsers and feeds use a label for more than its name says: `gb2312` for all of GBK, `iso-8859-1` for Windows-1252. The
standard records this, and so do the codecs here.
"""

import codecs
import re
from functools import cache
from typing import Final

from attrs import frozen

from newsfeed.values.patterns import pattern

_LABELS: Final = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
    "ibm866": "866 cp866 csibm866",
    "iso-8859-2": "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso-8859-6": (
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 "
        "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso-8859-7": (
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 "
        "sun_eu_greek"
    ),
    "iso-8859-8": (
        "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"
    ),
    "iso-8859-8-i": "csiso88598i logical",
    "iso-8859-10": "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso8859-13 iso885913",
    "iso-8859-14": "iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "macintosh": "csmacintosh mac x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251",
    "windows-1252": (
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
        "iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
    ),
    "windows-1253": "cp1253 x-cp1253",
    "windows-1254": (
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254"
    ),
    "windows-1255": "cp1255 x-cp1255",
    "windows-1256": "cp1256 x-cp1256",
    "windows-1257": "cp1257 x-cp1257",
    "windows-1258": "cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-ukrainian",
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "gb18030": "",
    "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp": "csiso2022jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "euc-kr": "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "replacement": "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr",
    "utf-16be": "unicodefffe",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
    "x-user-defined": "",
}
"""The labels of each encoding besides its name, in lower case."""

_CODECS: Final = {
    "ibm866": "cp866",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-2022-jp": "iso2022_jp_ext",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le",
    # As for the charset of a `<meta>` element (HTML, 13.2.3.2).
    "x-user-defined": "cp1252",
}
"""Python's codecs of the encodings whose name it does not know, or knows for a subset."""

_OTHER_NAMES: Final = (
    "cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp869 cp1006 cp1125 "
    "hp-roman8 kz1048 ptcp154 koi8-t mac-greek mac-iceland mac-latin2 mac-turkish johab"
)
_OTHER_CODECS: Final = frozenset(_OTHER_NAMES.split())
"""Codecs of encodings that the standard does not have but XML allows. Each contains ASCII and has no shift state."""

_SUBSETS: Final = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "tis-620": "windows-874",
    "iso8859-11": "windows-874",
    "gb2312": "gbk",
    "gbk": "gbk",
    "big5": "big5",
    "euc_kr": "euc-kr",
    "shift_jis": "shift_jis",
    "iso2022_jp": "iso-2022-jp",
}
"""Encodings of the standard by the codecs of their subsets, for labels that only Python knows, such as `latin-1`."""

_ASCII_SPACE: Final = "\t\n\f\r "


@frozen
class Encoding:
    """An encoding.

    Attributes:
        name: its name in the Encoding Standard, in lower case.
        codec: the name of Python's codec that decodes it; "" if documents in it are refused.
    """

    name: str
    codec: str


UTF_8: Final = Encoding("utf-8", "utf-8")
UTF_16_LE: Final = Encoding("utf-16le", "utf-16-le")
UTF_16_BE: Final = Encoding("utf-16be", "utf-16-be")
WINDOWS_1252: Final = Encoding("windows-1252", "cp1252")


_CHARSET: Final = pattern(r"""charset\s*=\s*["']?([^\s;"']+)""", re.IGNORECASE)


def normalize(label: str) -> str:
    """Return a label as it is looked up: in lower case, without white space around it and anything from a semicolon on.

    Of a media type, such as that of a Content-Type header, it is the charset (RFC 9110, 8.3.2).
    """
    if charset := _CHARSET.search(label):
        label = charset[1]
    return label.partition(";")[0].strip(_ASCII_SPACE).lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset of a Content-Type header in lower case; None if it has none."""
    return normalize(content_type) if _CHARSET.search(content_type) else None


def find_encoding(label: str) -> Encoding | None:
    """Return the encoding of a label in any case, or None if there is no such label.

    UTF-7 and the encodings that the standard replaces by an error have the codec "": they hide tags in harmless text.
    """
    label = normalize(label)
    name = _names_by_label().get(label)
    return _encoding_of_codec(label) if name is None else _encoding(name)


@cache
def _names_by_label() -> dict[str, str]:
    return {label: name for name, labels in _LABELS.items() for label in (name, *labels.split())}


def _encoding(name: str) -> Encoding:
    if name == "replacement":
        return Encoding(name, "")
    return Encoding(name, codecs.lookup(_CODECS.get(name, name)).name)


def _encoding_of_codec(label: str) -> Encoding | None:
    try:
        codec = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if codec in _SUBSETS:
        return _encoding(_SUBSETS[codec])
    if codec == "utf-7":
        return Encoding(codec, "")
    if codec in _OTHER_CODECS:
        return Encoding(label, codec)
    same = (name for name in _LABELS if name != "replacement" and _encoding(name).codec == codec)
    return next(map(_encoding, same), None)
