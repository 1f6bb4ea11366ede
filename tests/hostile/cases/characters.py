"""Every code point of Unicode, in groups that fit into a document."""

import re
import sys
from array import array
from typing import Final


def is_legal(code: int) -> bool:
    """Return whether XML 1.0 allows a code point (2.2, production Char)."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


GROUP: Final = 8192
"""Number of code points in a group."""

_ALL: Final = array("I", range(sys.maxunicode + 1)).tobytes().decode(f"utf-32-{sys.byteorder[0]}e", "surrogatepass")
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LEGAL: Final = {f"U+{start:04X}": _ILLEGAL.sub("", _ALL[start : start + GROUP]) for start in range(0, len(_ALL), GROUP)}
"""All legal code points, by the first of each group."""

ILLEGAL: Final = _ILLEGAL.findall(_ALL)
"""All others: controls, surrogates, U+FFFE and U+FFFF."""

_EDGES: Final = {
    *range(0x400),
    *range(0x2000, 0x2070),
    *range(0x3000, 0x3010),
    *range(0xD7F0, 0xD800),
    *range(0xE000, 0xE010),
    *range(0xFDD0, 0xFDF0),
    *range(0xFE00, 0xFE10),
    *range(0xFEF0, 0xFFFE),
    *(plane + offset for plane in range(0, 0x110000, 0x10000) for offset in (0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x10001)),
    *(start + offset for start in range(0, 0x110000, 0x100) for offset in (0, 0x7F, 0x80, 0xFF)),
}
SAMPLE: Final = "".join(chr(code) for code in sorted(_EDGES) if code <= sys.maxunicode and is_legal(code))
"""The ends of blocks, the noncharacters, and what has a meaning in some syntax."""

SEQUENCES: Final = {
    "end of CDATA": "]]>",
    "CDATA": "<![CDATA[x]]>",
    "nested ends of CDATA": "]]]]>]]>>",
    "line separator": "a\u2028b\u2029c",
    "next line": "a\x85b",
    "C1 controls": "".join(map(chr, range(0x80, 0xA0))),
    "delete": "a\x7fb",
    "noncharacters": "\ufdd0\ufdef\U0001fffe\U0010ffff",
    "byte order mark": "a\ufeffb",
    "references": "&amp;&#38;&#x26;&lt;&nbsp;&#0;&#xD800;",
    "comment": "<!-- x -->",
    "backslashes": "\\u0000\\n\\",
    "combining characters": "e\u0301\u0327",
    "unpaired emoji parts": "\u200d\ufe0f\U0001f3fd",
    "right to left": "\u202eabc\u202c\u2066x\u2069",
    "tags": "\U000e0001\U000e007f",
    "percent": "%00%0A%ZZ",
    "quotation marks": "\"'`\u201c\u201d",
}
"""Texts of legal characters with a meaning in XML, JSON, HTML or Unicode."""

LINE_ENDS: Final = ("a\rb", "a\r\nb", "a\n\rb", "a\r\r\nb", "a\nb")
"""Texts with line ends, which XML, HTML and the model normalize to LF."""
