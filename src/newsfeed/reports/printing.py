"""Text that is safe to print: one line a message, without control characters of a document."""

import re
from typing import Final

from newsfeed.findings import Severity

_LINE_ENDS: Final = re.compile(r"(?<!\s)[^\S\r\n\u2028\u2029]*+[\r\n\u2028\u2029]\s*+")
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters that move the cursor, color the terminal, reverse the text direction or are illegal in XML."""


def printable(text: str) -> str:
    """Return the text as one line, with every character escaped that could control the terminal."""
    return _UNSAFE.sub(_escape, _LINE_ENDS.sub(" ", text))


def _escape(match: "re.Match[str]") -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 error`, `2 errors`; `info` has no plural."""
    return f"{number} {noun}" if number == 1 or noun == Severity.INFO else f"{number} {noun}s"


def as_json(data: object) -> str:
    """Return data as indented JSON; lone surrogates of file names are escaped."""
    import json  # slow to import, and few commands need it

    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"  # \udcff is a valid escape in JSON
